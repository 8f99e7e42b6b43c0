//! The one open call note: the senior representative has been calling for twelve minutes, so "did you get through?" is
//! due.

use super::{accounts, anchor::Anchor, people, units::DemoUnit};
use chrono::Datelike;
use sqlx::SqliteConnection;
use wire::call_note::CallNoteState;

const SUFFIX: &str = "900001";
const HOST_NAME: &str = "den2-core02";
const SYMPTOM: &str = "den2-core02 rebooted by itself, all transit through Denver is down";

pub async fn insert(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    units: &[DemoUnit],
) -> Result<(), sqlx::Error> {
    let kept: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM call_note WHERE number LIKE '%-' || ?")
        .bind(SUFFIX)
        .fetch_one(&mut *conn)
        .await?;
    if kept > 0 {
        return Ok(());
    }
    let created = anchor.minutes(-12);
    let unit = units.iter().find(|unit| unit.unit.host_name.as_deref() == Some(HOST_NAME));
    sqlx::query(
        "INSERT INTO call_note (number, account_id, unit_id, symptom, made_by, created_at, state, demonstration)
         VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
    )
    .bind(format!("CALL-{}-{SUFFIX}", created.year()))
    .bind(accounts::CARRIER)
    .bind(unit.map(|unit| unit.id.as_str()))
    .bind(SYMPTOM)
    .bind(people::SENIOR)
    .bind(created.timestamp_millis())
    .bind(CallNoteState::Calling.as_str())
    .execute(&mut *conn)
    .await?;
    Ok(())
}

/// Takes away the note unless a user has touched it.
pub async fn remove(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM call_note WHERE demonstration = 1").execute(&mut *conn).await?;
    Ok(())
}
