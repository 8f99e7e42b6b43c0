//! Requests to the Escalation Management Desk, by case. What happened to them stands among the case's events.

use super::{
    Connection, Error, instant, json_rows, maybe,
    reach::{Reach, case_in_reach},
};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use wire::case::{Escalation, EscalationState};

#[derive(serde::Deserialize)]
struct Row {
    number: u32,
    reason: String,
    outcome: String,
    state: String,
    asked_by: String,
    asked_at: i64,
    owner: Option<String>,
    next_report_at: Option<i64>,
}

/// Those of a case `c`, the first one first, within the statement that finds it; [`read`] reads them.
macro_rules! of_case {
    () => {
        "(SELECT json_group_array(json_object('number', e.number, 'reason', e.reason, 'outcome', e.outcome, 'state', e.state,
             'asked_by', p.name, 'asked_at', e.asked_at, 'owner', o.name, 'next_report_at', e.next_report_at) ORDER BY e.number)
           FROM escalation e JOIN person p ON p.id = e.asked_by LEFT JOIN person o ON o.id = e.owner_id
           WHERE e.case_number = c.number)"
    };
}

pub(super) use of_case;

/// What [`of_case`] finds.
///
/// # Errors
/// It can't be read.
pub(super) fn read(found: &str) -> Result<Vec<Escalation>, Error> {
    let escalation = |row: Row| {
        Ok(Escalation {
            number: row.number,
            reason: row.reason,
            outcome: row.outcome,
            state: row.state.as_str().into(),
            asked_by: row.asked_by,
            asked_at: instant(row.asked_at)?,
            owner: row.owner,
            next_report_at: maybe(row.next_report_at, instant)?,
        })
    };
    json_rows(found)?.into_iter().map(escalation).collect()
}

/// A request before it is stored.
#[derive(Clone, Debug)]
pub struct NewEscalation {
    /// Within the case.
    pub number: u32,
    /// Why.
    pub reason: String,
    /// What is wished for.
    pub outcome: String,
    /// Id of who asks.
    pub by: String,
}

/// Stores a request.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Connection,
    case: &str,
    new: &NewEscalation,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO escalation (case_number, number, reason, outcome, state, asked_by, asked_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(case)
    .bind(new.number)
    .bind(&new.reason)
    .bind(&new.outcome)
    .bind(EscalationState::Requested.as_str())
    .bind(&new.by)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

/// Keeps where a request stands; owner and next report stay when there is no other.
///
/// # Errors
/// The database.
pub async fn keep(
    conn: &mut Connection,
    case: &str,
    number: u32,
    state: &EscalationState,
    owner: Option<&str>,
    next_report_at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE escalation SET state = ?, owner_id = coalesce(?, owner_id), next_report_at = coalesce(?, next_report_at)
         WHERE case_number = ? AND number = ?",
    )
    .bind(state.as_str())
    .bind(owner)
    .bind(next_report_at.map(|at| at.timestamp_millis()))
    .bind(case)
    .bind(number)
    .execute(conn)
    .await
    .map(drop)
}

/// When the next status report is promised for, by number of the case: the earliest, until both sides agree on the end.
///
/// # Errors
/// The database.
pub async fn next_reports(
    conn: &mut Connection,
    reach: &Reach,
) -> Result<BTreeMap<String, DateTime<Utc>>, Error> {
    let rows: Vec<(String, i64)> = sqlx::query_as(concat!(
        "SELECT e.case_number, min(e.next_report_at) FROM escalation e JOIN tech_case c ON c.number = e.case_number WHERE ",
        case_in_reach!(),
        " AND e.state <> 'completed' AND e.next_report_at IS NOT NULL GROUP BY e.case_number"
    ))
    .bind(reach.cases())
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|(number, at)| Ok((number, instant(at)?))).collect()
}
