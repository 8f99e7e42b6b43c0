//! Answers to creating requests, by person and key. An answer is stored in the same transaction as what it created, so
//! that both are there or neither. Only success is stored: after a refusal people mend the request and send it again
//! with the same key.

use super::{Connection, Error};
use chrono::{DateTime, TimeDelta, Utc};

/// How long an answer can be replayed at least.
const KEPT: TimeDelta = TimeDelta::days(7);

/// The answer that was given.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Given {
    /// SHA-256 of method, path and body.
    pub fingerprint: String,
    /// HTTP status.
    pub status: u16,
    /// Where the created thing is.
    pub location: String,
    /// Its entity tag.
    pub etag: String,
    /// The body.
    pub body: String,
}

/// The answer given for that key, if any.
///
/// # Errors
/// The database.
pub async fn find(conn: &mut Connection, person: &str, key: &str) -> Result<Option<Given>, Error> {
    sqlx::query_as(
        "SELECT fingerprint, status, location, etag, body FROM idempotency WHERE person_id = ? AND key = ?",
    )
    .bind(person)
    .bind(key)
    .fetch_optional(conn)
    .await
}

/// Keeps an answer, and forgets those that are too old to be asked for again.
///
/// # Errors
/// The database.
pub async fn keep(
    conn: &mut Connection,
    person: &str,
    key: &str,
    given: &Given,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query("DELETE FROM idempotency WHERE created_at < ?")
        .bind((now - KEPT).timestamp_millis())
        .execute(&mut *conn)
        .await?;
    sqlx::query(
        "INSERT INTO idempotency (person_id, key, fingerprint, status, location, etag, body, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(person)
    .bind(key)
    .bind(&given.fingerprint)
    .bind(given.status)
    .bind(&given.location)
    .bind(&given.etag)
    .bind(&given.body)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}
