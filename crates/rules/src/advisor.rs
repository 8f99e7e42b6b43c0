//! When the Technical Services Advisor can be reached: the advisor's own local business hours,
//! Monday to Friday, without Juniper observed holidays, whatever the customer's zone or working week. Who answers day by
//! day is in the room `days`; what the advisor is there for, and whether there is one, in `duty`.

mod days;
mod duty;

pub use days::{AdvisorOnDuty, Day, WeekStart, day, week};
pub use duty::{Assignment, Task, assignment};

use crate::{Date, Instant, zone::ZoneRules};
use chrono::{Datelike, NaiveTime, Weekday};

/// Where an advisor works; it sets the hours.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Region {
    /// 08:00 to 17:00
    Americas,
    /// 09:00 to 17:00
    Emea,
    /// 09:00 to 17:00
    Apac,
}

impl Region {
    /// The name as the service description writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Americas => "AMERICAS",
            Self::Emea => "EMEA",
            Self::Apac => "APAC",
        }
    }

    /// Opening hour and closing hour, local.
    #[must_use]
    pub const fn hours(self) -> (u32, u32) {
        match self {
            Self::Americas => (8, 17),
            Self::Emea | Self::Apac => (9, 17),
        }
    }
}

/// One advisor's times.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Schedule {
    /// Sets the hours.
    pub region: Region,
    /// The advisor's own zone.
    pub zone: ZoneRules,
    /// Juniper observed holidays there. A setting: the service description does not list them (D-1).
    pub holidays: Vec<Date>,
    /// Leave: first and last day, inclusive, in the advisor's zone. A stand-in answers on these days.
    pub leave: Vec<(Date, Date)>,
}

/// Whether somebody can be reached now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Availability {
    /// Yes, until then. The closing instant itself is closed.
    Open {
        /// Closing instant.
        until: Instant,
    },
    /// No.
    Closed {
        /// Next opening; `None` when there is none within 60 days.
        opens: Option<Instant>,
        /// Why it is closed now.
        because: ClosedBecause,
    },
}

/// Why it is closed at an instant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ClosedBecause {
    /// A working day, outside the hours.
    OutsideHours,
    /// Saturday or Sunday.
    Weekend,
    /// A Juniper observed holiday.
    Holiday,
    /// The advisor is on leave, and nobody stands in.
    Leave,
}

impl Schedule {
    /// Is this civil date (in the advisor's zone) a day of leave?
    #[must_use]
    pub fn on_leave(&self, date: Date) -> bool {
        self.leave.iter().any(|(first, last)| *first <= date && date <= *last)
    }

    /// Open or closed at `now`. Leave is not asked here: on those days the stand-in's own schedule counts
    /// ([`day`]).
    #[must_use]
    pub fn availability(&self, now: Instant) -> Availability {
        let today = self.zone.date(now);
        if let Some((opening, closing)) = self.opening_hours(today)
            && opening <= now
            && now < closing
        {
            return Availability::Open { until: closing };
        }
        let opens = today
            .iter_days()
            .take(60)
            .filter_map(|date| self.opening_hours(date))
            .map(|(opening, _)| opening)
            .find(|opening| *opening > now);
        Availability::Closed { opens, because: self.closed_because(today) }
    }

    /// Opening and closing instant of a civil date, `None` on weekends and holidays.
    #[must_use]
    pub fn opening_hours(&self, date: Date) -> Option<(Instant, Instant)> {
        if is_weekend(date) || self.holidays.contains(&date) {
            return None;
        }
        let (open, close) = self.region.hours();
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).map(|time| self.zone.instant(date, time));
        Some((at(open)?, at(close)?))
    }

    fn closed_because(&self, date: Date) -> ClosedBecause {
        if is_weekend(date) {
            ClosedBecause::Weekend
        } else if self.holidays.contains(&date) {
            ClosedBecause::Holiday
        } else {
            ClosedBecause::OutsideHours
        }
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zone::Transition;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    /// New York around 2026: −5, −4 from 8 March 07:00Z, −5 from 1 November 06:00Z.
    fn new_york() -> Schedule {
        let transition =
            |text: &str, hours: i32| Transition { at: at(text).timestamp(), offset: hours * 3600 };
        Schedule {
            region: Region::Americas,
            zone: ZoneRules::new(
                "America/New_York",
                -5 * 3600,
                vec![transition("2026-03-08T07:00:00Z", -4), transition("2026-11-01T06:00:00Z", -5)],
            )
            .unwrap(),
            holidays: vec!["2026-11-26".parse().unwrap()],
            leave: vec![("2026-12-21".parse().unwrap(), "2026-12-31".parse().unwrap())],
        }
    }

    fn closed(schedule: &Schedule, now: &str) -> (Instant, ClosedBecause) {
        match schedule.availability(at(now)) {
            Availability::Closed { opens: Some(opens), because } => (opens, because),
            other => panic!("{now}: {other:?}"),
        }
    }

    #[test]
    fn the_hours_are_half_open() {
        let schedule = new_york();
        assert_eq!(
            schedule.availability(at("2026-11-24T13:00:00Z")),
            Availability::Open { until: at("2026-11-24T22:00:00Z") }
        );
        assert_eq!(
            schedule.availability(at("2026-11-24T21:59:59Z")),
            Availability::Open { until: at("2026-11-24T22:00:00Z") }
        );
        assert_eq!(
            closed(&schedule, "2026-11-24T22:00:00Z"),
            (at("2026-11-25T13:00:00Z"), ClosedBecause::OutsideHours)
        );
        assert_eq!(
            closed(&schedule, "2026-11-24T12:59:59Z"),
            (at("2026-11-24T13:00:00Z"), ClosedBecause::OutsideHours)
        );
    }

    #[test]
    fn holiday_and_weekend_are_skipped() {
        let schedule = new_york();
        assert_eq!(
            closed(&schedule, "2026-11-26T15:00:00Z"),
            (at("2026-11-27T13:00:00Z"), ClosedBecause::Holiday)
        );
        assert_eq!(
            closed(&schedule, "2026-11-27T22:30:00Z"),
            (at("2026-11-30T13:00:00Z"), ClosedBecause::OutsideHours)
        );
        assert_eq!(
            closed(&schedule, "2026-11-28T15:00:00Z"),
            (at("2026-11-30T13:00:00Z"), ClosedBecause::Weekend)
        );
    }

    #[test]
    fn the_hours_follow_the_clocks() {
        let schedule = new_york();
        // Friday before and Monday after the clocks go back: 08:00 is 12:00Z, then 13:00Z.
        assert_eq!(closed(&schedule, "2026-10-30T11:00:00Z").0, at("2026-10-30T12:00:00Z"));
        assert_eq!(closed(&schedule, "2026-10-31T11:00:00Z").0, at("2026-11-02T13:00:00Z"));
    }

    #[test]
    fn an_american_day_is_nine_hours_and_others_eight() {
        let hours = |region: Region| region.hours().1 - region.hours().0;
        assert_eq!([Region::Americas, Region::Emea, Region::Apac].map(hours), [9, 8, 8]);
    }

    proptest::proptest! {
        /// The oracle looks at the wall clock of the minute itself, and steps minute by minute to the next opening.
        #[test]
        fn open_is_what_the_wall_clock_says(minute in 0i64..(400 * 24 * 60)) {
            let schedule = new_york();
            let open = |instant: Instant| {
                let local = schedule.zone.local(instant);
                let hour = chrono::Timelike::hour(&local);
                !is_weekend(local.date()) && !schedule.holidays.contains(&local.date()) && (8..17).contains(&hour)
            };
            let start = at("2026-01-01T00:00:00Z") + chrono::TimeDelta::minutes(minute);
            match schedule.availability(start) {
                Availability::Open { until } => {
                    proptest::prop_assert!(open(start));
                    proptest::prop_assert!(open(until - chrono::TimeDelta::minutes(1)) && !open(until));
                }
                Availability::Closed { opens, .. } => {
                    proptest::prop_assert!(!open(start));
                    let mut step = start;
                    while !open(step) { step += chrono::TimeDelta::minutes(1); }
                    proptest::prop_assert_eq!(opens, Some(step));
                }
            }
        }
    }
}
