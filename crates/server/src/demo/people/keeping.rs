//! What keeps the people of the operator: a confirmation that is more than a quarter old, and an invitation that nobody has
//! accepted yet. Its link has no secret and never works; a new link ends
//! it.

use super::OPERATOR_ADMINISTRATOR;
use crate::demo::{accounts::OPERATOR, anchor::Anchor};
use rules::invitation;
use sqlx::SqliteConnection;
use wire::{account::Role, contact::RecordedStep};

const INVITATION: &str = "invitation-tamarindo";
const CONFIRMED_DAYS_AGO: i64 = 118;

pub async fn insert(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO roster_change (account_id, at, by_id, step) VALUES (?, ?, ?, ?)")
        .bind(OPERATOR)
        .bind(confirmed_at(anchor))
        .bind(OPERATOR_ADMINISTRATOR)
        .bind(RecordedStep::Confirm.as_str())
        .execute(&mut *conn)
        .await?;
    let made = anchor.minutes(-7 * 60);
    sqlx::query(
        "INSERT INTO invitation (id, account_id, name, email, role, token_hash, made_by, made_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(INVITATION)
    .bind(OPERATOR)
    .bind("Piedad Tamarindo Leal")
    .bind("piedad.tamarindo@example.net")
    .bind(Role::Engineer.as_str())
    // The hash of no secret at all.
    .bind("demonstration")
    .bind(OPERATOR_ADMINISTRATOR)
    .bind(made.timestamp_millis())
    .bind(invitation::expires(made).timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

/// Both move with the anchor, as long as nobody has touched them. A confirmation that stands at another time than the one of
/// last time is a real one.
pub async fn renew(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    before: Option<&Anchor>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE roster_change SET at = ? WHERE account_id = ? AND step = ? AND at = ?")
        .bind(confirmed_at(anchor))
        .bind(OPERATOR)
        .bind(RecordedStep::Confirm.as_str())
        .bind(before.map(confirmed_at))
        .execute(&mut *conn)
        .await?;
    let made = anchor.minutes(-7 * 60);
    sqlx::query("UPDATE invitation SET made_at = ?, expires_at = ? WHERE id = ? AND ended IS NULL")
        .bind(made.timestamp_millis())
        .bind(invitation::expires(made).timestamp_millis())
        .bind(INVITATION)
        .execute(conn)
        .await
        .map(drop)
}

fn confirmed_at(anchor: &Anchor) -> i64 {
    anchor.minutes(-CONFIRMED_DAYS_AGO * 24 * 60).timestamp_millis()
}
