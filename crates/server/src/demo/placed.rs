//! Where the demonstration was placed last. A time that is still the one it was given there is nobody's own; any other one is,
//! and in a folder from before this was noted all of them may be.

use super::anchor::Anchor;
use chrono::DateTime;
use sqlx::SqliteConnection;

const SETTING: &str = "demonstration_placed_at";

/// The anchor of last time, when it is known.
pub async fn last(conn: &mut SqliteConnection) -> Result<Option<Anchor>, sqlx::Error> {
    let noted: Option<String> = sqlx::query_scalar("SELECT value FROM setting WHERE name = ?")
        .bind(SETTING)
        .fetch_optional(conn)
        .await?;
    let millis = noted.and_then(|noted| noted.parse().ok());
    Ok(millis.and_then(DateTime::from_timestamp_millis).map(Anchor::at))
}

/// Notes it for the next time.
pub async fn note(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    )
    .bind(SETTING)
    .bind(anchor.now.timestamp_millis().to_string())
    .execute(conn)
    .await
    .map(drop)
}
