//! Counting open time on the civil time line, which knows no zone: a week that repeats, less whole holidays. A civil time is
//! the milliseconds since the beginning of 1970 on the clock of the wall.

use chrono::Datelike;

use super::hours::WeeklyHours;
use crate::Date;

/// A civil day, milliseconds.
pub const DAY: i64 = 86_400_000;
const WEEK: i64 = 7 * DAY;
/// 1970 began on a Thursday.
const FIRST_MONDAY: i64 = -3 * DAY;

/// Weekly hours and holidays, with the sums that make counting a matter of a formula.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Civil {
    /// The open spans of a week, in order; they do not touch each other.
    open: Vec<Open>,
    /// Open time of a whole week.
    week: i64,
    /// Holidays on which it would be open, in order.
    holidays: Vec<Holiday>,
}

/// One open span of the week, from Monday 00:00.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Open {
    from: i64,
    to: i64,
    /// Open time of the week before it.
    before: i64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Holiday {
    /// Its first moment.
    from: i64,
    /// What the holidays before it took.
    lost_before: i64,
    /// What it takes itself.
    lost: i64,
    /// The count at its beginning, holidays taken off.
    count: i64,
}

impl Civil {
    /// The sums are made here, once.
    pub fn new(hours: &WeeklyHours, holidays: &[Date]) -> Self {
        let mut week = 0;
        let open = hours
            .of_the_week()
            .map(|(from, to)| {
                let before = week;
                week += to - from;
                Open { from, to, before }
            })
            .collect();
        let mut civil = Self { open, week, holidays: Vec::new() };
        let mut days: Vec<i64> = holidays.iter().map(|date| first_moment(*date)).collect();
        days.sort_unstable();
        days.dedup();
        let mut lost_before = 0;
        for from in days {
            let begins = civil.without_holidays(from);
            let lost = civil.without_holidays(from + DAY) - begins;
            if lost > 0 {
                civil.holidays.push(Holiday { from, lost_before, lost, count: begins - lost_before });
                lost_before += lost;
            }
        }
        civil
    }

    /// The open time up to a civil time.
    pub fn count(&self, at: i64) -> i64 {
        let counted = self.without_holidays(at);
        let passed = self.holidays.partition_point(|holiday| holiday.from <= at);
        match passed.checked_sub(1).and_then(|index| self.holidays.get(index)) {
            None => counted,
            Some(today) if at < today.from + DAY => today.count,
            Some(holiday) => counted - holiday.lost_before - holiday.lost,
        }
    }

    /// The first civil time with that count.
    pub fn first_with(&self, count: i64) -> i64 {
        let passed = self.holidays.partition_point(|holiday| holiday.count < count);
        self.first_without_holidays(count + self.lost(passed))
    }

    /// The last civil time with that count.
    pub fn last_with(&self, count: i64) -> i64 {
        let passed = self.holidays.partition_point(|holiday| holiday.count <= count);
        self.last_without_holidays(count + self.lost(passed))
    }

    /// What the first so many holidays take.
    fn lost(&self, holidays: usize) -> i64 {
        let last = holidays.checked_sub(1).and_then(|index| self.holidays.get(index));
        last.map_or(0, |holiday| holiday.lost_before + holiday.lost)
    }

    fn without_holidays(&self, at: i64) -> i64 {
        let since = at - FIRST_MONDAY;
        let (weeks, within) = (since.div_euclid(WEEK), since.rem_euclid(WEEK));
        let begun = self.open.partition_point(|open| open.from <= within);
        let this_week = match begun.checked_sub(1).and_then(|index| self.open.get(index)) {
            None => 0,
            Some(open) => open.before + within.min(open.to) - open.from,
        };
        weeks * self.week + this_week
    }

    fn first_without_holidays(&self, count: i64) -> i64 {
        // A count that is a whole number of weeks is reached at the last closing of the week before.
        let weeks = (count - 1).div_euclid(self.week);
        let within = count - weeks * self.week;
        let begun = self.open.partition_point(|open| open.before < within);
        self.moment(weeks, begun, within)
    }

    fn last_without_holidays(&self, count: i64) -> i64 {
        let weeks = count.div_euclid(self.week);
        let within = count - weeks * self.week;
        let begun = self.open.partition_point(|open| open.before <= within);
        self.moment(weeks, begun, within)
    }

    /// The moment in a week at which so much of it has been open, in the last of the spans that have begun.
    fn moment(&self, weeks: i64, begun: usize, within: i64) -> i64 {
        let open = begun.checked_sub(1).and_then(|index| self.open.get(index));
        FIRST_MONDAY + weeks * WEEK + open.map_or(0, |open| open.from + within - open.before)
    }
}

/// Of a civil date.
fn first_moment(date: Date) -> i64 {
    // Day 1 of the common era is 719,163 days before 1970.
    (i64::from(date.num_days_from_ce()) - 719_163) * DAY
}
