//! What a record of response times counts of each case.

use super::{
    Connection, Error, instant, maybe,
    reach::{Reach, case_in_reach},
    unreadable,
};
use chrono::{DateTime, Utc};
use rules::response::{Priority, record::Facts};
use wire::case::Channel;

#[derive(sqlx::FromRow)]
struct Row {
    number: String,
    priority: u8,
    channel: String,
    target_minutes: u32,
    created_at: i64,
    due_at: i64,
    first_contact_at: Option<i64>,
}

/// The cases in reach that were created at or after an instant, each with its number. A case counts under the priority that
/// its target was made for: one that is raised after it was answered, or lowered after it was missed, stays what it was (B-19).
///
/// # Errors
/// The database.
pub async fn facts(
    conn: &mut Connection,
    reach: &Reach,
    since: DateTime<Utc>,
) -> Result<Vec<(String, Facts)>, Error> {
    let rows: Vec<Row> = sqlx::query_as(concat!(
        "SELECT c.number, coalesce(c.target_priority, c.priority) AS priority, c.channel, c.target_minutes, c.created_at,
                c.due_at, c.first_contact_at
         FROM tech_case c WHERE ",
        case_in_reach!(),
        " AND c.created_at >= ?2"
    ))
    .bind(reach.cases())
    .bind(since.timestamp_millis())
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Row::facts).collect()
}

impl Row {
    fn facts(self) -> Result<(String, Facts), Error> {
        let priority = Priority::from_number(self.priority);
        let facts = Facts {
            priority: priority.ok_or_else(|| unreadable("priority", &self.priority))?,
            channel: (&Channel::from(self.channel.as_str())).into(),
            created: instant(self.created_at)?,
            due: instant(self.due_at)?,
            first_contact: maybe(self.first_contact_at, instant)?,
            target_minutes: self.target_minutes,
        };
        Ok((self.number, facts))
    }
}
