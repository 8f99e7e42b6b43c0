//! Mails that were taken, by sender, Message-ID and case, so that one that comes twice is one comment. Nothing of what they say is kept here.

use super::{Connection, Error};
use chrono::{DateTime, Utc};

/// Whether a person's mail about a case was taken before.
///
/// # Errors
/// The database.
pub async fn is_known(
    conn: &mut Connection,
    person: &str,
    message_id: &str,
    case: &str,
) -> Result<bool, Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM inbound_mail
           WHERE message_id = ? AND case_number = ? AND person_id IN (?, ''))",
    )
    .bind(message_id)
    .bind(case)
    .bind(person)
    .fetch_one(conn)
    .await
}

/// Notes that it was.
///
/// # Errors
/// The database.
pub async fn keep(
    conn: &mut Connection,
    person: &str,
    message_id: &str,
    case: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("INSERT INTO inbound_mail (person_id, message_id, case_number, taken_at) VALUES (?, ?, ?, ?)")
        .bind(person)
        .bind(message_id)
        .bind(case)
        .bind(now.timestamp_millis())
        .execute(conn)
        .await
        .map(drop)
}
