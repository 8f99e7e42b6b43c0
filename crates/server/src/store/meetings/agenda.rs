//! The cases of an account as far as the figures of a review are made of them.

use crate::store::{Connection, Error, instant, maybe};
use chrono::{DateTime, Utc};
use rules::meeting::review::{CaseFacts, End};

#[derive(sqlx::FromRow)]
struct Row {
    priority: u8,
    is_open: bool,
    created_at: i64,
    due_at: i64,
    first_contact_at: Option<i64>,
    settled_at: Option<i64>,
}

/// Those that are open, and those that were opened or whose status was changed since an instant.
///
/// # Errors
/// The database.
pub async fn cases(
    conn: &mut Connection,
    account: &str,
    since: DateTime<Utc>,
) -> Result<Vec<CaseFacts>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT priority, is_open, created_at, due_at, first_contact_at, settled_at FROM (
           SELECT c.priority, c.status <> 'closed' AS is_open, c.created_at, c.due_at,
                  c.first_contact_at,
                  (SELECT max(e.at) FROM case_event e WHERE e.case_number = c.number
                     AND (e.kind = 'closed' OR e.kind = 'status' AND e.by_id IS NULL)) AS settled_at
           FROM tech_case c WHERE c.account_id = ?1)
         WHERE is_open OR created_at >= ?2 OR settled_at >= ?2",
    )
    .bind(account)
    .bind(since.timestamp_millis())
    .fetch_all(conn)
    .await?;
    let facts = |row: Row| {
        Ok(CaseFacts {
            priority: row.priority,
            created: instant(row.created_at)?,
            due: instant(row.due_at)?,
            first_contact: maybe(row.first_contact_at, instant)?,
            end: if row.is_open { End::Open } else { End::Settled(maybe(row.settled_at, instant)?) },
        })
    };
    rows.into_iter().map(facts).collect()
}
