//! Whether a named representative can be reached now, by the hours that the person prefers. Information only: nothing
//! is refused because somebody is asleep.

use crate::{Instant, zone::ZoneRules};
use chrono::{Datelike, NaiveTime};

/// The weekly hours that somebody prefers to be called in, local. `from == to` is the whole day; `from > to` runs over
/// midnight and belongs to the day on which it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PreferredHours {
    /// Monday to Sunday.
    pub days: [bool; 7],
    /// First minute, inclusive.
    pub from: NaiveTime,
    /// Last minute, exclusive.
    pub to: NaiveTime,
}

/// Can the person be reached at `now`?
#[must_use]
pub fn reachable(hours: &PreferredHours, zone: &ZoneRules, now: Instant) -> bool {
    let local = zone.local(now);
    let today = local.weekday().num_days_from_monday() as usize;
    let works = |day: usize| hours.days.get(day % 7).copied().unwrap_or(false);
    let time = local.time();
    if hours.from < hours.to {
        works(today) && hours.from <= time && time < hours.to
    } else if hours.from == hours.to {
        works(today)
    } else {
        (works(today) && hours.from <= time) || (works(today + 6) && time < hours.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_itself_is_outside_by_day_and_by_night() {
        let every_day = [1; 7];
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let utc = ZoneRules::utc();
        let day = hours(every_day, "08:00:00", "17:00:00");
        assert!(reachable(&day, &utc, at("2026-11-24T08:00:00Z")));
        assert!(reachable(&day, &utc, at("2026-11-24T16:59:59Z")));
        assert!(!reachable(&day, &utc, at("2026-11-24T17:00:00Z")));
        let whole_day = hours(every_day, "09:00:00", "09:00:00");
        assert!(reachable(&whole_day, &utc, at("2026-11-24T03:00:00Z")));
        let night = hours(every_day, "22:00:00", "06:00:00");
        assert!(reachable(&night, &utc, at("2026-11-24T05:59:59Z")));
        assert!(!reachable(&night, &utc, at("2026-11-24T06:00:00Z")));
    }

    fn hours(days: [u8; 7], from: &str, to: &str) -> PreferredHours {
        PreferredHours { days: days.map(|d| d == 1), from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    fn at(hours: &PreferredHours, now: &str) -> bool {
        reachable(hours, &ZoneRules::utc(), now.parse().unwrap())
    }

    #[test]
    fn within_the_hours_of_a_working_day() {
        let office = hours([1, 1, 1, 1, 1, 0, 0], "08:00:00", "18:00:00");
        // 24 November 2026 is a Tuesday.
        assert!(at(&office, "2026-11-24T08:00:00Z"));
        assert!(!at(&office, "2026-11-24T18:00:00Z"));
        assert!(!at(&office, "2026-11-28T12:00:00Z"));
    }

    #[test]
    fn a_night_shift_belongs_to_the_day_it_begins_on() {
        let friday_night = hours([0, 0, 0, 0, 1, 0, 0], "22:00:00", "06:00:00");
        assert!(at(&friday_night, "2026-11-27T23:00:00Z"));
        assert!(at(&friday_night, "2026-11-28T05:59:00Z"));
        assert!(!at(&friday_night, "2026-11-28T23:00:00Z"));
        assert!(!at(&friday_night, "2026-11-27T05:00:00Z"));
    }
}
