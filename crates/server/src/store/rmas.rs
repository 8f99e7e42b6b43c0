//! Replacements of units, by case. What happened to them stands among the case's events; which step may be is not decided
//! here.

use super::{Connection, Error, instant, json_rows};
use chrono::{DateTime, Utc};
use wire::case::{DefectiveUnit, ReplacementUnit, Rma, RmaState};

#[derive(serde::Deserialize)]
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

/// Those of a case `c`, the first one first, within the statement that finds it; [`read`] reads them.
macro_rules! of_case {
    () => {
        "(SELECT json_group_array(json_object('number', r.number, 'rma_number', r.rma_number, 'state', r.state,
             'replacement', r.replacement, 'defective', r.defective, 'serial', r.serial,
             'serial_known', json(iif(EXISTS (SELECT 1 FROM unit x
                WHERE x.reference = r.serial AND x.account_id = c.account_id), 'true', 'false')),
             'replacement_serial', r.replacement_serial,
             'replacement_known', json(iif(EXISTS (SELECT 1 FROM unit x
                WHERE x.reference = r.replacement_serial AND x.account_id = c.account_id), 'true', 'false')),
             'carrier', r.carrier, 'tracking', r.tracking, 'requested_at', r.requested_at, 'changed_at', r.changed_at)
             ORDER BY r.number)
           FROM rma r WHERE r.case_number = c.number)"
    };
}

pub(super) use of_case;

/// What [`of_case`] finds.
///
/// # Errors
/// It can't be read.
pub(super) fn read(found: &str) -> Result<Vec<Rma>, Error> {
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
    json_rows(found)?.into_iter().map(rma).collect()
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
