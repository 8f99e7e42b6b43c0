//! Time zones by name, as the plain transitions that `rules` and the browser work with. They come from jiff's bundled
//! tzdb and from nowhere else, so that the machine's own zone files change nothing. Only the years around now are given.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use jiff::{
    Timestamp,
    tz::{Offset, TimeZoneDatabase},
};
use rules::zone::{Transition, ZoneRules};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

/// Years before and after the current one that are given.
const YEARS: (i32, i32) = (2, 6);

type Key = (String, i32);

/// Looks zones up and keeps them.
#[derive(Debug, Default)]
pub struct Zones {
    known: Mutex<HashMap<Key, Option<Arc<ZoneRules>>>>,
}

impl Zones {
    /// A zone by its IANA name; `None` for a name that the tzdb does not have.
    #[must_use]
    pub fn get(&self, name: &str, now: DateTime<Utc>) -> Option<Arc<ZoneRules>> {
        let key = (name.to_owned(), now.year());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert_with(|| load(name, now.year()).map(Arc::new)).clone()
    }

    /// The names of places, as the tzdb has them, in order: no offsets, and no names that only old systems know.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let areas = [
            "Africa",
            "America",
            "Antarctica",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific",
        ];
        let is_place = |name: &String| name.split_once('/').is_some_and(|(area, _)| areas.contains(&area));
        let names: BTreeSet<String> =
            TimeZoneDatabase::bundled().available().map(|name| name.to_string()).filter(is_place).collect();
        names.into_iter().collect()
    }

    /// The civil date there now. Without a zone it is UTC's: better than no date at all.
    #[must_use]
    pub fn today(&self, zone: Option<&str>, now: DateTime<Utc>) -> NaiveDate {
        zone.and_then(|name| self.get(name, now)).map_or_else(|| now.date_naive(), |zone| zone.date(now))
    }

    /// The zones of these names as they cross HTTP, each once, by name.
    #[must_use]
    pub fn on_wire<'a>(
        &self,
        names: impl IntoIterator<Item = &'a str>,
        now: DateTime<Utc>,
    ) -> Vec<wire::zone::ZoneRules> {
        let names: BTreeSet<&str> = names.into_iter().collect();
        names.into_iter().filter_map(|name| self.get(name, now)).map(|zone| zone.as_ref().into()).collect()
    }
}

fn load(name: &str, year: i32) -> Option<ZoneRules> {
    let zone = TimeZoneDatabase::bundled().get(name).ok()?;
    let new_year = |year: i32| {
        let day = NaiveDate::from_ymd_opt(year, 1, 1)?;
        Timestamp::from_second(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp()).ok()
    };
    let (from, to) = (new_year(year - YEARS.0)?, new_year(year + YEARS.1 + 1)?);
    let initial = zone.to_offset(from);
    let mut offset: Offset = initial;
    let transitions = zone
        .following(from)
        .take_while(|transition| transition.timestamp() < to)
        // Some transitions change only the abbreviation.
        .filter(|transition| std::mem::replace(&mut offset, transition.offset()) != transition.offset())
        .map(|transition| Transition {
            at: transition.timestamp().as_second(),
            offset: transition.offset().seconds(),
        })
        .collect();
    ZoneRules::new(name, initial.seconds(), transitions).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn offsets_are_those_of_the_tzdb() {
        let zones = Zones::default();
        let now = at("2026-11-24T12:00:00Z");
        let offset = |name: &str, when: &str| zones.get(name, now).unwrap().offset_at(at(when));
        assert_eq!(offset("Europe/Berlin", "2026-07-01T00:00:00Z"), 7200);
        assert_eq!(offset("Europe/Berlin", "2026-12-01T00:00:00Z"), 3600);
        assert_eq!(offset("Australia/Lord_Howe", "2026-07-01T00:00:00Z"), 37800);
        assert_eq!(offset("Australia/Lord_Howe", "2026-12-01T00:00:00Z"), 39600);
        assert_eq!(offset("Asia/Kolkata", "2031-12-31T00:00:00Z"), 19800);
        assert_eq!(offset("America/Sao_Paulo", "2026-12-31T00:00:00Z"), -10800);
        assert!(zones.get("Europe/Atlantis", now).is_none());
    }

    #[test]
    fn places_have_names_and_every_name_is_known() {
        let (zones, now) = (Zones::default(), at("2026-11-24T12:00:00Z"));
        let names = zones.names();
        assert!(names.len() > 300 && names.iter().any(|name| name == "Africa/Juba"), "{}", names.len());
        assert!(names.iter().all(|name| zones.get(name, now).is_some()));
        assert!(!names.iter().any(|name| name == "UTC" || name.starts_with("Etc/")));
    }

    #[test]
    fn the_date_is_that_of_the_site() {
        let zones = Zones::default();
        let now = at("2026-12-31T23:30:00Z");
        assert_eq!(zones.today(Some("Asia/Tokyo"), now).to_string(), "2027-01-01");
        assert_eq!(zones.today(Some("America/New_York"), now).to_string(), "2026-12-31");
        assert_eq!(zones.today(None, now).to_string(), "2026-12-31");
    }

    #[test]
    fn the_years_around_now_are_given() {
        let zones = Zones::default();
        let berlin = zones.get("Europe/Berlin", at("2026-11-24T12:00:00Z")).unwrap();
        assert_eq!(berlin.transitions().len(), 18, "two a year from 2024 to 2032");
    }
}
