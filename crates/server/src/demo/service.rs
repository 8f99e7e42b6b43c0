//! The dated data that the demonstration's cases were decided on: response targets and excluded countries.

use rules::{
    country::{Country, CountryList},
    response::TargetTable,
};
use sqlx::SqliteConnection;
use wire::meta::Targets;

/// The targets in force: those of the installation, and before it has any, those of the service description
/// which it is about to write down.
///
/// # Errors
/// The database.
pub async fn targets(conn: &mut SqliteConnection) -> Result<TargetTable, sqlx::Error> {
    let stored: Option<String> =
        sqlx::query_scalar("SELECT value FROM setting WHERE name = 'targets'").fetch_optional(conn).await?;
    let stored = stored.and_then(|json| serde_json::from_str::<Targets>(&json).ok());
    Ok(stored.as_ref().map_or_else(
        || TargetTable { version: "service description, 2026".to_owned(), minutes: [30, 30, 240, 240] },
        TargetTable::from,
    ))
}

/// The countries that the service description names.
pub fn countries() -> CountryList {
    CountryList {
        source: "named in the service description".to_owned(),
        checked_on: super::anchor::ymd(2026, 11, 1),
        excluded: ["CU", "IR", "KP", "SD", "SY"].into_iter().filter_map(Country::parse).collect(),
    }
}
