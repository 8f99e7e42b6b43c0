//! What happened to units: lines that are only ever added, the history of a unit and its audit in one.

use super::{Connection, Error};
use chrono::{DateTime, Utc};

/// A line before it is written.
#[derive(Clone, Debug)]
pub struct NewUnitChange<'a> {
    /// Key of the unit in the database.
    pub unit: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the person.
    pub by: &'a str,
    /// What was changed: `registered`, `release`, `usage`, `site`, `host_name`, `account`, `order`.
    pub kind: &'static str,
    /// How it stood before, in words for people.
    pub old: Option<&'a str>,
    /// How it stands since.
    pub new: Option<&'a str>,
    /// Why, in the words of the person.
    pub note: Option<&'a str>,
}

/// Writes a line.
///
/// # Errors
/// The database.
pub async fn record(conn: &mut Connection, line: &NewUnitChange<'_>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO unit_change (unit_id, at, by_id, kind, old, new, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(line.unit)
    .bind(line.at.timestamp_millis())
    .bind(line.by)
    .bind(line.kind)
    .bind(line.old)
    .bind(line.new)
    .bind(line.note)
    .execute(conn)
    .await
    .map(drop)
}
