//! A time zone as a plain value: sorted transitions from instant to offset, with the IANA name.
//!
//! The API sends it, so server and browser agree by construction; the browser's own `Intl` is used only to show times.
//! There is no lookup by name here, and no "current offset": an offset belongs to an instant.

use crate::{Date, Instant};
use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, TimeDelta};
use std::fmt;

/// The offsets of one zone over the years that matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ZoneRules {
    name: String,
    initial_offset: i32,
    transitions: Vec<Transition>,
}

/// From this instant on, this offset holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Transition {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Seconds east of UTC.
    pub offset: i32,
}

/// Why a zone is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ZoneProblem {
    /// Transitions are not in ascending order.
    Unsorted,
    /// An offset of more than 18 hours.
    Offset(i32),
}

impl fmt::Display for ZoneProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsorted => f.write_str("transitions are out of order"),
            Self::Offset(seconds) => write!(f, "an offset of {seconds} seconds"),
        }
    }
}

impl ZoneRules {
    /// Checks and keeps the transitions. `initial_offset` (seconds east of UTC) holds before the first of them.
    ///
    /// # Errors
    /// Transitions out of order, or an offset beyond 18 hours.
    pub fn new(
        name: impl Into<String>,
        initial_offset: i32,
        transitions: Vec<Transition>,
    ) -> Result<Self, ZoneProblem> {
        if transitions.windows(2).any(|pair| matches!(pair, [a, b] if a.at >= b.at)) {
            return Err(ZoneProblem::Unsorted);
        }
        let offsets = std::iter::once(initial_offset).chain(transitions.iter().map(|t| t.offset));
        match offsets.into_iter().find(|offset| offset.unsigned_abs() > 18 * 3600) {
            Some(offset) => Err(ZoneProblem::Offset(offset)),
            None => Ok(Self { name: name.into(), initial_offset, transitions }),
        }
    }

    /// UTC itself.
    #[must_use]
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), initial_offset: 0, transitions: Vec::new() }
    }

    /// The IANA name, `Europe/Berlin`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The offset before the first transition, seconds east of UTC.
    #[must_use]
    pub const fn initial_offset(&self) -> i32 {
        self.initial_offset
    }

    /// The transitions, ascending.
    #[must_use]
    pub fn transitions(&self) -> &[Transition] {
        &self.transitions
    }

    /// Seconds east of UTC at that instant.
    #[must_use]
    pub fn offset_at(&self, instant: Instant) -> i32 {
        let seconds = instant.timestamp();
        let after = self.transitions.partition_point(|transition| transition.at <= seconds);
        after
            .checked_sub(1)
            .and_then(|index| self.transitions.get(index))
            .map_or(self.initial_offset, |t| t.offset)
    }

    /// What a clock on the wall shows at that instant.
    #[must_use]
    pub fn local(&self, instant: Instant) -> NaiveDateTime {
        let utc = instant.naive_utc();
        utc.checked_add_signed(TimeDelta::seconds(self.offset_at(instant).into())).unwrap_or(utc)
    }

    /// The civil date at that instant.
    #[must_use]
    pub fn date(&self, instant: Instant) -> Date {
        self.local(instant).date()
    }

    /// The instant of a wall-clock time. In a fold (clocks went back) the earlier of the two; in a gap (clocks went
    /// forward) the time is read with the offset before it, so it lands as far after the gap as it stood in it.
    #[must_use]
    pub fn instant(&self, date: Date, time: NaiveTime) -> Instant {
        let local = date.and_time(time);
        let read_with = |offset: i32| {
            let utc = local.checked_sub_signed(TimeDelta::seconds(offset.into())).unwrap_or(local);
            DateTime::from_naive_utc_and_offset(utc, chrono::Utc)
        };
        let day = Duration::days(1);
        let as_utc = read_with(0);
        let before = self.offset_at(as_utc.checked_sub_signed(day).unwrap_or(as_utc));
        let after = self.offset_at(as_utc.checked_add_signed(day).unwrap_or(as_utc));
        [before, after]
            .into_iter()
            .map(read_with)
            .filter(|instant| self.local(*instant) == local)
            .min()
            .unwrap_or_else(|| read_with(before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    /// Berlin around 2026: +1, +2 from 29 March 01:00Z, +1 from 25 October 01:00Z.
    fn berlin() -> ZoneRules {
        let transition =
            |text: &str, hours: i32| Transition { at: at(text).timestamp(), offset: hours * 3600 };
        ZoneRules::new(
            "Europe/Berlin",
            3600,
            vec![transition("2026-03-29T01:00:00Z", 2), transition("2026-10-25T01:00:00Z", 1)],
        )
        .unwrap()
    }

    fn instant(zone: &ZoneRules, text: &str) -> Instant {
        let local: NaiveDateTime = text.parse().unwrap();
        zone.instant(local.date(), local.time())
    }

    #[test]
    fn gap_and_fold() {
        let berlin = berlin();
        assert_eq!(instant(&berlin, "2026-03-29T01:59:59"), at("2026-03-29T00:59:59Z"));
        // 02:30 does not exist; it is 30 minutes into the gap, so 03:30 summer time.
        assert_eq!(instant(&berlin, "2026-03-29T02:30:00"), at("2026-03-29T01:30:00Z"));
        assert_eq!(instant(&berlin, "2026-03-29T03:00:00"), at("2026-03-29T01:00:00Z"));
        // 02:30 happens twice; the first is still summer time.
        assert_eq!(instant(&berlin, "2026-10-25T02:30:00"), at("2026-10-25T00:30:00Z"));
        assert_eq!(berlin.local(at("2026-10-25T00:30:00Z")), berlin.local(at("2026-10-25T01:30:00Z")));
    }

    #[test]
    fn half_hour_shift_of_lord_howe() {
        let zone = ZoneRules::new(
            "Australia/Lord_Howe",
            39600,
            vec![Transition { at: at("2026-04-04T15:00:00Z").timestamp(), offset: 37800 }],
        )
        .unwrap();
        assert_eq!(zone.local(at("2026-04-04T15:00:00Z")).to_string(), "2026-04-05 01:30:00");
        assert_eq!(instant(&zone, "2026-04-05T01:45:00"), at("2026-04-04T14:45:00Z"));
    }

    #[test]
    fn what_it_was_made_of_can_be_read() {
        let transitions = vec![Transition { at: 5, offset: 7200 }];
        let zone = ZoneRules::new("Europe/Berlin", 3600, transitions.clone()).unwrap();
        assert_eq!((zone.name(), zone.initial_offset()), ("Europe/Berlin", 3600));
        assert_eq!(zone.transitions(), transitions);
        assert_eq!((ZoneRules::utc().name(), ZoneRules::utc().initial_offset()), ("UTC", 0));
    }

    #[test]
    fn refuses_transitions_out_of_order() {
        let transition = Transition { at: 5, offset: 0 };
        assert_eq!(ZoneRules::new("x", 0, vec![transition, transition]), Err(ZoneProblem::Unsorted));
        assert_eq!(ZoneRules::new("x", 90_000, vec![]), Err(ZoneProblem::Offset(90_000)));
    }

    proptest::proptest! {
        #[test]
        fn local_times_that_exist_come_back(seconds in 1_770_000_000i64..1_800_000_000) {
            let berlin = berlin();
            let instant = DateTime::from_timestamp(seconds, 0).unwrap();
            let local = berlin.local(instant);
            let back = berlin.instant(local.date(), local.time());
            proptest::prop_assert_eq!(berlin.local(back), local);
            proptest::prop_assert!(back <= instant);
        }
    }
}
