//! Figures about several accounts at once, in one query. Those that the rules decide from more than counts are left for the
//! caller to fill.

use super::{Connection, Error, instant, reach::Reach};
use chrono::{DateTime, TimeDelta, Utc};
use wire::{account::AccountRef, workspace::AccountReadiness};

/// How far back missed targets are counted.
const LOOK_BACK: TimeDelta = TimeDelta::days(90);

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    representatives: u32,
    questions: u32,
    reviews_asked: u32,
    last_review: Option<i64>,
    claims: u32,
    open_cases: u32,
    urgent_cases: u32,
    overdue: u32,
    missed: u32,
}

/// The End Users in reach, by name, as of `now`.
///
/// # Errors
/// The database.
pub async fn accounts(
    conn: &mut Connection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<AccountReadiness>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.id, a.name,
                (SELECT count(*) FROM contact n WHERE n.account_id = a.id AND n.place IS NOT NULL) AS representatives,
                (SELECT count(*) FROM advice q WHERE q.account_id = a.id AND q.state = 'open') AS questions,
                (SELECT count(*) FROM meeting m WHERE m.account_id = a.id AND m.kind = 'operational_review'
                     AND m.state = 'asked_for') AS reviews_asked,
                (SELECT max(m.start_at) FROM meeting m WHERE m.account_id = a.id
                     AND m.kind = 'operational_review' AND m.state = 'held') AS last_review,
                (SELECT count(*) FROM claim w WHERE w.state = 'open'
                     AND a.id IN (w.holder_id, w.to_id)) AS claims,
                coalesce(sum(c.is_open), 0) AS open_cases,
                coalesce(sum(c.is_open AND c.priority <= 2), 0) AS urgent_cases,
                coalesce(sum(c.is_open AND c.first_contact_at IS NULL AND c.due_at < ?2), 0) AS overdue,
                coalesce(sum(c.created_at >= ?3 AND coalesce(c.first_contact_at, ?2) > c.due_at), 0) AS missed
         FROM account a
         LEFT JOIN (SELECT *, status <> 'closed' AS is_open FROM tech_case) c ON c.account_id = a.id
         WHERE a.id IN (SELECT value FROM json_each(?1)) AND a.kind = 'end_user'
         GROUP BY a.id ORDER BY a.name, a.id",
    )
    .bind(reach.account_list())
    .bind(now.timestamp_millis())
    .bind((now - LOOK_BACK).timestamp_millis())
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Row::account).collect()
}

impl Row {
    fn account(self) -> Result<AccountReadiness, Error> {
        Ok(AccountReadiness {
            account: AccountRef { id: self.id, name: self.name },
            representatives: self.representatives,
            activation: None,
            on_boarding: None,
            profile_fresh: None,
            open_cases: self.open_cases,
            urgent_cases: self.urgent_cases,
            overdue_responses: self.overdue,
            missed_responses: self.missed,
            questions: Some(self.questions),
            reviews_asked: Some(self.reviews_asked),
            claims: Some(self.claims),
            last_review: self.last_review.map(instant).transpose()?.map(|at| at.date_naive()),
        })
    }
}
