//! Numbers that count up: they are taken inside the transaction that uses them, so none is given twice.

use super::{Connection, Error};
use chrono::{DateTime, Utc};

/// The number of a new case: `2026-1124-000001`, the date in UTC.
///
/// # Errors
/// The database.
pub async fn case_number(conn: &mut Connection, now: DateTime<Utc>) -> Result<String, Error> {
    let n = next(conn, "case").await?;
    Ok(format!("{}-{n:06}", now.format("%Y-%m%d")))
}

/// The number of a new call note: `CALL-2026-000001`.
///
/// # Errors
/// The database.
pub async fn call_note_number(conn: &mut Connection, now: DateTime<Utc>) -> Result<String, Error> {
    let n = next(conn, "call_note").await?;
    Ok(format!("CALL-{}-{n:06}", now.format("%Y")))
}

/// The number of a new written notice: `NOTICE-2026-000001`.
///
/// # Errors
/// The database.
pub async fn notice_number(conn: &mut Connection, now: DateTime<Utc>) -> Result<String, Error> {
    let n = next(conn, "notice").await?;
    Ok(format!("NOTICE-{}-{n:06}", now.format("%Y")))
}

async fn next(conn: &mut Connection, name: &str) -> Result<i64, Error> {
    sqlx::query_scalar(
        "INSERT INTO counter (name, value) VALUES (?, 1)
         ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
    )
    .bind(name)
    .fetch_one(conn)
    .await
}
