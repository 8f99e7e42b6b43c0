//! The zones of the world, from jiff's tzdb: an independent reader of it.

use jiff::{Timestamp, tz::TimeZoneDatabase};
use rules::zone::{Transition, ZoneRules};

/// A zone from 1960 to 2039.
pub fn zone(name: &str) -> ZoneRules {
    let zone = TimeZoneDatabase::bundled().get(name).unwrap();
    let first: Timestamp = "1960-01-01T00:00:00Z".parse().unwrap();
    let last: Timestamp = "2040-01-01T00:00:00Z".parse().unwrap();
    let initial = zone.to_offset(first).seconds();
    let mut offset = initial;
    let transitions = zone
        .following(first)
        .take_while(|change| change.timestamp() < last)
        .map(|change| Transition { at: change.timestamp().as_second(), offset: change.offset().seconds() })
        // Some change only the abbreviation.
        .filter(|change| std::mem::replace(&mut offset, change.offset) != change.offset)
        .collect();
    ZoneRules::new(name, initial, transitions).unwrap()
}

/// The names of all of them.
pub fn all_zones() -> Vec<String> {
    TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect()
}
