//! Mails that were taken, by Message-ID, so that one that comes twice is one comment. Nothing of what they say is kept here.

use super::{Connection, Error};
use chrono::{DateTime, Utc};

/// The number of the case that a mail became a comment on.
///
/// # Errors
/// The database.
pub async fn case_of(conn: &mut Connection, message_id: &str) -> Result<Option<String>, Error> {
    sqlx::query_scalar("SELECT case_number FROM inbound_mail WHERE message_id = ?")
        .bind(message_id)
        .fetch_optional(conn)
        .await
}

/// Notes that it did.
///
/// # Errors
/// The database.
pub async fn keep(
    conn: &mut Connection,
    message_id: &str,
    case: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("INSERT INTO inbound_mail (message_id, case_number, taken_at) VALUES (?, ?, ?)")
        .bind(message_id)
        .bind(case)
        .bind(now.timestamp_millis())
        .execute(conn)
        .await
        .map(drop)
}
