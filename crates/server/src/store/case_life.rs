//! One step of a case in the caller's transaction: what it changes, and the event that tells it. Which step may be is not
//! decided here.

use super::{Connection, Error};
use chrono::{DateTime, Utc};
use rules::case_life::Standing;
use wire::case::{Case, CaseEvent, CaseStatus, ExpertBasis, Target, WaitingOn};

/// What a step leaves behind. Everything else of the case stays.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where it stands since then.
    pub standing: Standing,
    /// The new priority with what goes with it.
    pub priority: Option<NewPriority>,
    /// The contact that ended the response time.
    pub first_contact_at: Option<DateTime<Utc>>,
    /// The End User's own number; empty takes it away.
    pub own_reference: Option<String>,
    /// What happened.
    pub event: CaseEvent,
    /// Id of who did it.
    pub by: String,
}

/// A priority that changes (B-19).
#[derive(Clone, Debug)]
pub struct NewPriority {
    /// 1 to 4.
    pub number: u8,
    /// What the due time rests on since then.
    pub target: Target,
    /// When the first response is due since then.
    pub due_at: DateTime<Utc>,
    /// Whether it goes to Expert to Expert.
    pub expert: Option<ExpertBasis>,
}

/// Takes the step on the case as it was seen. Returns false when it has another version by now.
///
/// # Errors
/// The database.
pub async fn take(conn: &mut Connection, case: &Case, change: &Change) -> Result<bool, Error> {
    let (status, turn) = (CaseStatus::from(change.standing.status), WaitingOn::from(change.standing.turn));
    // A case that somebody has touched stays, also where the demonstration is placed anew.
    let changed = sqlx::query(
        "UPDATE tech_case SET status = ?, waiting_on = ?, first_contact_at = coalesce(?, first_contact_at),
             own_reference = CASE WHEN ?4 IS NULL THEN own_reference ELSE nullif(?4, '') END,
             demonstration = 0, version = version + 1
         WHERE number = ?5 AND version = ?6",
    )
    .bind(status.as_str())
    .bind(turn.as_str())
    .bind(change.first_contact_at.map(|at| at.timestamp_millis()))
    .bind(&change.own_reference)
    .bind(&case.number)
    .bind(case.version)
    .execute(&mut *conn)
    .await?;
    if changed.rows_affected() != 1 {
        return Ok(false);
    }
    if let Some(priority) = &change.priority {
        keep_priority(conn, &case.number, priority).await?;
    }
    let mut event = change.event.clone();
    event.version = case.version + 1;
    event.status = Some(status).filter(|status| *status != case.status);
    event.waiting_on = Some(turn).filter(|turn| *turn != case.waiting_on);
    insert_event(conn, &case.number, &event, Some(&change.by)).await?;
    Ok(true)
}

async fn keep_priority(conn: &mut Connection, number: &str, priority: &NewPriority) -> Result<(), Error> {
    sqlx::query(
        "UPDATE tech_case SET priority = ?, target_minutes = ?, target_row = ?, target_priority = ?, target_table = ?,
             target_hours = ?, due_at = ?, expert_to_expert = ? WHERE number = ?",
    )
    .bind(priority.number)
    .bind(priority.target.minutes)
    .bind(priority.target.row)
    .bind(priority.target.priority)
    .bind(&priority.target.table)
    .bind(&priority.target.business_hours)
    .bind(priority.due_at.timestamp_millis())
    .bind(priority.expert.as_ref().map(ExpertBasis::as_str))
    .bind(number)
    .execute(conn)
    .await
    .map(drop)
}

/// Writes an event down.
///
/// # Errors
/// The database.
pub async fn insert_event(
    conn: &mut Connection,
    number: &str,
    event: &CaseEvent,
    by: Option<&str>,
) -> Result<(), Error> {
    let millis = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_millis());
    let priority = event.priority.as_ref();
    sqlx::query(
        "INSERT INTO case_event (case_number, at, kind, side, name, text, by_id, status, waiting_on, priority_from,
             priority_to, due_before, due_after, escalation, rma, next_report_at, recorded_at, version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(number)
    .bind(event.at.timestamp_millis())
    .bind(event.kind.as_str())
    .bind(event.by.as_str())
    .bind(&event.name)
    .bind(&event.text)
    .bind(by)
    .bind(event.status.as_ref().map(CaseStatus::as_str))
    .bind(event.waiting_on.as_ref().map(WaitingOn::as_str))
    .bind(priority.map(|change| change.from))
    .bind(priority.map(|change| change.to))
    .bind(millis(priority.map(|change| change.due_before)))
    .bind(millis(priority.map(|change| change.due_after)))
    .bind(event.escalation)
    .bind(event.rma)
    .bind(millis(event.next_report_at))
    .bind(millis(event.recorded_at))
    .bind(event.version)
    .execute(conn)
    .await
    .map(drop)
}
