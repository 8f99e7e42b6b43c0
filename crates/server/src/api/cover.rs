//! The server's own decision about a unit's cover, made with the same function as the browser's.

use crate::app::Portal;
use chrono::NaiveDate;
use rules::entitlement::assess;
use wire::{cover::Cover, unit::Unit};

/// The civil date to decide on: the given one, or today at the unit's site.
#[must_use]
pub fn date(app: &Portal, unit: &Unit, on: Option<NaiveDate>) -> NaiveDate {
    let zone = unit.site().and_then(|site| site.zone.as_deref());
    on.unwrap_or_else(|| app.zones.today(zone, app.clock.now()))
}

/// Decides; `None` for stored data that the rules can't read. Needs the unit's terms.
#[must_use]
pub fn decide(app: &Portal, unit: &Unit, on: NaiveDate) -> Option<Cover> {
    match unit.facts() {
        Ok(facts) => Some((&assess(&facts, &app.installation.country_list, on)).into()),
        Err(bad) => {
            tracing::warn!(field = bad.field, "a stored unit can't be decided");
            None
        }
    }
}
