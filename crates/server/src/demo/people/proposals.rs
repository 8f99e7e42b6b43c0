//! What the carrier's advisor has proposed for its roster: one proposal that waits for an answer, and one that was declined.

use super::{ADMINISTRATOR, ADVISOR_AMERICAS, NIGHT_SHIFT};
use crate::demo::{accounts::CARRIER, anchor::Anchor};
use sqlx::SqliteConnection;
use wire::contact::{Details, RosterStep};

const OPEN: &str = "proposal-open";
const DECLINED: &str = "proposal-declined";
/// Minutes before now: proposed, and answered.
const OPEN_SINCE: i64 = 26 * 60;
const DECLINED_FROM_TO: [i64; 2] = [19 * 24 * 60, 18 * 24 * 60];

pub async fn insert(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    let person = Details {
        name: "Rosamund Achterkamp".to_owned(),
        email: "rosamund.achterkamp@example.net".to_owned(),
        phone: "+12025550119".to_owned(),
        zone: Some("America/Denver".to_owned()),
    };
    let person = serde_json::to_string(&person).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query(
        "INSERT INTO proposal (id, account_id, step, contact_id, contact_name, person, reason, proposed_by, proposed_at,
             state, ended_by, word)
         VALUES (?1, ?3, ?4, NULL, NULL, ?5, ?6, ?7, 0, 'open', NULL, NULL),
           (?2, ?3, ?8, (SELECT id FROM contact WHERE person_id = ?9), ?10, NULL, ?11, ?7, 0, 'declined', ?12, ?13)",
    )
    .bind(OPEN)
    .bind(DECLINED)
    .bind(CARRIER)
    .bind(RosterStep::Add.as_str())
    .bind(person)
    .bind("Takes part in our reviews and knows the core; two places are free.")
    .bind(ADVISOR_AMERICAS)
    .bind(RosterStep::Remove.as_str())
    .bind(NIGHT_SHIFT)
    .bind(super::name(NIGHT_SHIFT))
    .bind("Was not reached in two reviews.")
    .bind(ADMINISTRATOR)
    .bind("Works at night, and is reached then.")
    .execute(&mut *conn)
    .await?;
    renew(conn, anchor).await
}

/// The times move with the anchor, as long as nobody has touched them.
pub async fn renew(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    let before = |minutes: i64| anchor.minutes(-minutes).timestamp_millis();
    let [declined_from, declined_to] = DECLINED_FROM_TO;
    sqlx::query("UPDATE proposal SET proposed_at = ? WHERE id = ? AND state = 'open'")
        .bind(before(OPEN_SINCE))
        .bind(OPEN)
        .execute(&mut *conn)
        .await?;
    sqlx::query("UPDATE proposal SET proposed_at = ?, ended_at = ? WHERE id = ?")
        .bind(before(declined_from))
        .bind(before(declined_to))
        .bind(DECLINED)
        .execute(conn)
        .await
        .map(drop)
}
