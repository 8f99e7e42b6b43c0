//! Figures about several accounts at once. One query each, so that a hundred accounts take no longer than a few.

use super::{Connection, Error, reach::Reach};
use chrono::{DateTime, TimeDelta, Utc};
use wire::{account::AccountRef, workspace::AccountReadiness};

/// How far back missed targets are counted.
const LOOK_BACK: TimeDelta = TimeDelta::days(90);

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    representatives: u32,
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
                coalesce(sum(c.is_open), 0) AS open_cases,
                coalesce(sum(c.is_open AND c.priority <= 2), 0) AS urgent_cases,
                coalesce(sum(c.is_open AND c.first_contact_at IS NULL AND c.due_at < ?2), 0) AS overdue,
                coalesce(sum(c.created_at >= ?3 AND coalesce(c.first_contact_at, ?2) > c.due_at), 0) AS missed
         FROM account a
         LEFT JOIN (SELECT *, status NOT IN ('resolved', 'closed') AS is_open FROM tech_case) c ON c.account_id = a.id
         WHERE a.id IN (SELECT value FROM json_each(?1)) AND a.kind = 'end_user'
         GROUP BY a.id ORDER BY a.name, a.id",
    )
    .bind(reach.account_list())
    .bind(now.timestamp_millis())
    .bind((now - LOOK_BACK).timestamp_millis())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Row::account).collect())
}

impl Row {
    fn account(self) -> AccountReadiness {
        AccountReadiness {
            account: AccountRef { id: self.id, name: self.name },
            representatives: self.representatives,
            activation: None,
            on_boarding: None,
            profile_fresh: None,
            open_cases: self.open_cases,
            urgent_cases: self.urgent_cases,
            overdue_responses: self.overdue,
            missed_responses: self.missed,
            questions: None,
            reviews_asked: None,
            last_review: None,
        }
    }
}
