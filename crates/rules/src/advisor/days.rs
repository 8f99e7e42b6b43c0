//! Day by day: who answers for the advisor, and between which instants. A day is a civil date in the
//! advisor's own zone. On a day of leave the stand-in answers, by the stand-in's own hours; what of them falls on another
//! date of the advisor's belongs to that date. Nothing here knows the viewer's zone.

use super::{ClosedBecause, Schedule};
use crate::{Date, Instant, calendar::Span};
use chrono::{Datelike, Days, NaiveTime, Weekday};

/// Which of the two is on duty.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AdvisorOnDuty {
    /// The named advisor.
    Advisor,
    /// The stand-in during leave.
    StandIn,
}

/// One day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Day {
    /// In the advisor's zone.
    pub date: Date,
    /// Whose day it is.
    pub who: AdvisorOnDuty,
    /// When that person can be reached: mostly one span, two when a stand-in works on the other side of the world.
    pub hours: Vec<Span>,
    /// Why there are no hours; `None` when there are some.
    pub closed: Option<ClosedBecause>,
}

/// Who answers on that date, and when.
#[must_use]
pub fn day(advisor: &Schedule, stand_in: Option<&Schedule>, date: Date) -> Day {
    let away = advisor.on_leave(date);
    let (who, hours, closed) = match stand_in.filter(|_| away) {
        Some(stand_in) => {
            let away = stand_in.on_leave(date);
            let closed = if away { ClosedBecause::Leave } else { stand_in.closed_because(date) };
            (AdvisorOnDuty::StandIn, hours_within(advisor, stand_in, date), closed)
        }
        None if away => (AdvisorOnDuty::Advisor, Vec::new(), ClosedBecause::Leave),
        None => {
            let hours = advisor.opening_hours(date).map(|(from, to)| Span { from, to });
            (AdvisorOnDuty::Advisor, hours.into_iter().collect(), advisor.closed_because(date))
        }
    };
    let closed = hours.is_empty().then_some(closed);
    Day { date, who, hours, closed }
}

/// The stand-in's hours, as far as they fall on that date of the advisor's.
fn hours_within(advisor: &Schedule, stand_in: &Schedule, date: Date) -> Vec<Span> {
    let midnight = |date: Date| advisor.zone.instant(date, NaiveTime::MIN);
    let first = midnight(date);
    let end = date.succ_opt().map_or(Instant::MAX_UTC, midnight);
    // Zones differ by at most a day and some hours.
    let dates = date.checked_sub_days(Days::new(2)).unwrap_or(date).iter_days().take(5);
    dates
        .filter(|date| !stand_in.on_leave(*date))
        .filter_map(|date| stand_in.opening_hours(date))
        .map(|(from, to)| Span { from: from.max(first), to: to.min(end) })
        .filter(|span| span.from < span.to)
        .collect()
}

/// Seven days from that one on; begin with the first of a week ([`WeekStart::of`]).
#[must_use]
pub fn week(advisor: &Schedule, stand_in: Option<&Schedule>, first: Date) -> Vec<Day> {
    first.iter_days().take(7).map(|date| day(advisor, stand_in, date)).collect()
}

/// The day on which somebody's weeks begin.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum WeekStart {
    /// As ISO 8601 has it
    #[default]
    Monday,
    /// As in the Americas
    Sunday,
    /// As in parts of the Near East
    Saturday,
}

impl WeekStart {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Monday, Self::Sunday, Self::Saturday];

    /// The first day of the week that a date is in.
    #[must_use]
    pub fn of(self, date: Date) -> Date {
        let first = match self {
            Self::Monday => Weekday::Mon,
            Self::Sunday => Weekday::Sun,
            Self::Saturday => Weekday::Sat,
        };
        let since = Days::new(date.weekday().days_since(first).into());
        date.checked_sub_days(since).unwrap_or(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        advisor::Region,
        zone::{Transition, ZoneRules},
    };

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn schedule(region: Region, hours: i32, holidays: &[&str], leave: &[(&str, &str)]) -> Schedule {
        let zone = ZoneRules::new("Zone", hours * 3600, Vec::<Transition>::new()).unwrap();
        Schedule {
            region,
            zone,
            holidays: holidays.iter().map(|text| date(text)).collect(),
            leave: leave.iter().map(|(from, to)| (date(from), date(to))).collect(),
        }
    }

    #[test]
    fn a_week_tells_of_each_day_why_it_is_closed_or_when_it_is_open() {
        let advisor = schedule(Region::Americas, -7, &["2026-11-26"], &[("2026-11-27", "2026-11-27")]);
        let week = week(&advisor, None, WeekStart::Monday.of(date("2026-11-25")));
        let closed: Vec<_> = week.iter().map(|day| day.closed).collect();
        let [holiday, leave, weekend] =
            [ClosedBecause::Holiday, ClosedBecause::Leave, ClosedBecause::Weekend].map(Some);
        assert_eq!(closed, [None, None, None, holiday, leave, weekend, weekend]);
        let span = Span { from: at("2026-11-23T15:00:00Z"), to: at("2026-11-24T00:00:00Z") };
        assert_eq!((week[0].date, &week[0].hours), (date("2026-11-23"), &vec![span]));
    }

    #[test]
    fn a_week_begins_on_the_day_that_was_chosen() {
        let first = |text| WeekStart::ALL.map(|start| start.of(date(text)).to_string());
        assert_eq!(first("2026-11-24"), ["2026-11-23", "2026-11-22", "2026-11-21"]);
        assert_eq!(first("2026-11-29"), ["2026-11-23", "2026-11-29", "2026-11-28"]);
        assert_eq!(first("2026-11-28"), ["2026-11-23", "2026-11-22", "2026-11-28"]);
        assert_eq!(first("2026-11-23"), ["2026-11-23", "2026-11-22", "2026-11-21"]);
    }

    #[test]
    fn a_stand_in_on_leave_does_not_answer_either() {
        let advisor = schedule(Region::Emea, 0, &[], &[("2026-11-24", "2026-11-25")]);
        let stand_in = schedule(Region::Emea, 0, &[], &[("2026-11-24", "2026-11-24")]);
        let [both_away, back] =
            ["2026-11-24", "2026-11-25"].map(|on| day(&advisor, Some(&stand_in), date(on)));
        assert_eq!((both_away.hours, both_away.closed), (vec![], Some(ClosedBecause::Leave)));
        assert_eq!((back.who, back.hours.len(), back.closed), (AdvisorOnDuty::StandIn, 1, None));
    }

    #[test]
    fn a_stand_in_far_away_answers_in_two_pieces_of_the_advisors_day() {
        let advisor = schedule(Region::Americas, -7, &[], &[("2026-11-24", "2026-11-25")]);
        let stand_in = schedule(Region::Apac, 5, &[], &[]);
        let day = day(&advisor, Some(&stand_in), date("2026-11-24"));
        // 09:00 to 17:00 at +5 is 21:00 to 05:00 at -7: the end of one piece of leave and the beginning of another.
        let expected = [
            Span { from: at("2026-11-24T07:00:00Z"), to: at("2026-11-24T12:00:00Z") },
            Span { from: at("2026-11-25T04:00:00Z"), to: at("2026-11-25T07:00:00Z") },
        ];
        assert_eq!(
            (day.who, day.hours.as_slice(), day.closed),
            (AdvisorOnDuty::StandIn, expected.as_slice(), None)
        );
    }
}
