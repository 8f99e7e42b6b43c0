//! The products of the demonstration as the registration knows them: what a unit takes from its product number. Their End of
//! Support moves with the anchor.

use super::{
    anchor::Anchor,
    models::{self, EndOfSupport, Model, Place},
};
use sqlx::SqliteConnection;

/// Products that stand in no plan, only with single units.
const OTHERS: [Model; 6] = [
    models::MX80,
    models::ACX1100,
    models::QFX10002,
    models::QFX5100,
    models::EX4200,
    models::CONSOLE_SERVER,
];

/// Writes them, new or anew.
pub async fn place(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM model").execute(&mut *conn).await?;
    for model in Place::ALL.into_iter().flat_map(Place::models).chain(&OTHERS) {
        let (state, on) = match model.end_of_support {
            EndOfSupport::In(days) => (Some("on"), Some(anchor.days(days).to_string())),
            EndOfSupport::NotAnnounced => (Some("not_announced"), None),
            EndOfSupport::NoData => (None, None),
        };
        let vendor = if model.sku == models::CONSOLE_SERVER.sku { "third_party" } else { "juniper" };
        sqlx::query(
            "INSERT OR REPLACE INTO model (name, family, description, vendor, eos_state, eos_on)
             VALUES (?, nullif(?, ''), ?, ?, ?, ?)",
        )
        .bind(model.sku)
        .bind(model.family)
        .bind(model.description)
        .bind(vendor)
        .bind(state)
        .bind(on)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}
