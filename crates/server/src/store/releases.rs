//! Which software release runs on which unit, one account at a time.

use super::{Connection, Error};
use chrono::{DateTime, Utc};

/// A unit, as far as its release is concerned.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Running {
    /// Key; never leaves the server as such.
    pub id: String,
    /// Serial number, or software reference number.
    pub reference: String,
    /// Release that is known.
    pub software_release: Option<String>,
}

/// All units of an account.
///
/// # Errors
/// The database.
pub async fn known(conn: &mut Connection, account: &str) -> Result<Vec<Running>, Error> {
    sqlx::query_as("SELECT id, reference, software_release FROM unit WHERE account_id = ?")
        .bind(account)
        .fetch_all(conn)
        .await
}

/// Sets the release of a unit, which is confirmed by that.
///
/// # Errors
/// The database.
pub async fn set(conn: &mut Connection, unit: &str, release: &str, at: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query(
        "UPDATE unit SET software_release = ?, release_confirmed_at = ?, version = version + 1 WHERE id = ?",
    )
    .bind(release)
    .bind(at.timestamp_millis())
    .bind(unit)
    .execute(conn)
    .await
    .map(drop)
}
