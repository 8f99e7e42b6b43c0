//! Replacements of units, by case. What happened to them stands among the case's events; which step may be is not decided
//! here.

use super::{Connection, Error, instant};
use chrono::{DateTime, Utc};
use wire::case::{DefectiveUnit, ReplacementUnit, Rma, RmaState};

#[derive(sqlx::FromRow)]
struct Row {
    number: u32,
    rma_number: Option<String>,
    state: String,
    replacement: String,
    defective: String,
    serial: String,
    serial_known: bool,
    replacement_serial: Option<String>,
    replacement_known: bool,
    carrier: Option<String>,
    tracking: Option<String>,
    requested_at: i64,
    changed_at: i64,
}

/// Those of a case, the first one first. The caller has looked whether the case is in reach.
///
/// # Errors
/// The database.
pub(super) async fn of_case(conn: &mut Connection, number: &str) -> Result<Vec<Rma>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT r.number, r.rma_number, r.state, r.replacement, r.defective, r.serial, r.replacement_serial, r.carrier,
                r.tracking, r.requested_at, r.changed_at,
                EXISTS (SELECT 1 FROM unit u WHERE u.reference = r.serial AND u.account_id = c.account_id)
                  AS serial_known,
                EXISTS (SELECT 1 FROM unit u WHERE u.reference = r.replacement_serial AND u.account_id = c.account_id)
                  AS replacement_known
         FROM rma r JOIN tech_case c ON c.number = r.case_number WHERE r.case_number = ? ORDER BY r.number",
    )
    .bind(number)
    .fetch_all(conn)
    .await?;
    let rma = |row: Row| {
        Ok(Rma {
            number: row.number,
            rma_number: row.rma_number,
            state: row.state.as_str().into(),
            replacement: row.replacement.as_str().into(),
            defective: row.defective.as_str().into(),
            serial: row.serial,
            serial_known: row.serial_known,
            replacement_serial: row.replacement_serial,
            replacement_known: row.replacement_known,
            carrier: row.carrier,
            tracking: row.tracking,
            requested_at: instant(row.requested_at)?,
            changed_at: instant(row.changed_at)?,
        })
    };
    rows.into_iter().map(rma).collect()
}

/// Stores a request.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Connection,
    case: &str,
    number: u32,
    serial: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO rma (case_number, number, state, replacement, defective, serial, requested_at, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?7, ?7)",
    )
    .bind(case)
    .bind(number)
    .bind(RmaState::Requested.as_str())
    .bind(ReplacementUnit::Awaited.as_str())
    .bind(DefectiveUnit::Out.as_str())
    .bind(serial)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

/// Keeps one as it is after a step.
///
/// # Errors
/// The database.
pub async fn keep(conn: &mut Connection, case: &str, rma: &Rma) -> Result<(), Error> {
    sqlx::query(
        "UPDATE rma SET rma_number = ?, state = ?, replacement = ?, defective = ?, replacement_serial = ?, carrier = ?,
             tracking = ?, changed_at = ?
         WHERE case_number = ? AND number = ?",
    )
    .bind(&rma.rma_number)
    .bind(rma.state.as_str())
    .bind(rma.replacement.as_str())
    .bind(rma.defective.as_str())
    .bind(&rma.replacement_serial)
    .bind(&rma.carrier)
    .bind(&rma.tracking)
    .bind(rma.changed_at.timestamp_millis())
    .bind(case)
    .bind(rma.number)
    .execute(conn)
    .await
    .map(drop)
}
