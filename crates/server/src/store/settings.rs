//! What this installation keeps about itself.

use super::{Connection, Error};

/// The value of a setting.
///
/// # Errors
/// The database.
pub async fn get(conn: &mut Connection, name: &str) -> Result<Option<String>, Error> {
    sqlx::query_scalar("SELECT value FROM setting WHERE name = ?").bind(name).fetch_optional(conn).await
}

/// Sets it, whatever is there.
///
/// # Errors
/// The database.
pub async fn set(conn: &mut Connection, name: &str, value: &str) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(conn)
    .await
    .map(drop)
}

/// Sets it once; what is there stays.
///
/// # Errors
/// The database.
pub async fn set_once(conn: &mut Connection, name: &str, value: &str) -> Result<(), Error> {
    sqlx::query("INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind(name)
        .bind(value)
        .execute(conn)
        .await
        .map(drop)
}
