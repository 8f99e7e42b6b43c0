//! Counting open time on a civil time line that knows neither zone nor holiday: a week that repeats. A civil time is the
//! milliseconds since the beginning of 1970 on the clock of the wall.

use super::{hours::WeeklyHours, marks::Marks};

/// A civil day, milliseconds.
pub const DAY: i64 = 86_400_000;
const WEEK: i64 = 7 * DAY;
/// 1970 began on a Thursday.
const FIRST_MONDAY: i64 = -3 * DAY;

/// Weekly hours, with the sums that make counting a matter of a formula.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Week {
    /// The open spans, in order; they do not touch each other.
    open: Vec<Open>,
    /// Where they begin.
    begins: Marks,
    /// The open time of the week before each.
    counts: Marks,
    /// Open time of a whole week.
    whole: i64,
}

/// One open span of the week, from Monday 00:00.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Open {
    from: i64,
    to: i64,
    /// Open time of the week before it.
    before: i64,
}

impl Week {
    /// The sums are made here, once.
    pub fn new(hours: &WeeklyHours) -> Self {
        let mut whole = 0;
        let open: Vec<Open> = hours
            .of_the_week()
            .map(|(from, to)| {
                let before = whole;
                whole += to - from;
                Open { from, to, before }
            })
            .collect();
        let marks = |of: fn(&Open) -> i64| Marks::new(open.iter().map(of).collect());
        let (begins, counts) = (marks(|open| open.from), marks(|open| open.before));
        Self { open, begins, counts, whole }
    }

    /// The open time up to a civil time, from a moment of no meaning.
    pub fn count(&self, at: i64) -> i64 {
        let since = at - FIRST_MONDAY;
        let (weeks, within) = (since.div_euclid(WEEK), since.rem_euclid(WEEK));
        let begun = self.begins.up_to(within);
        let this_week = match begun.checked_sub(1).and_then(|index| self.open.get(index)) {
            None => 0,
            Some(open) => open.before + within.min(open.to) - open.from,
        };
        weeks * self.whole + this_week
    }

    /// The first civil time with that count.
    pub fn first_with(&self, count: i64) -> i64 {
        // A count that is a whole number of weeks is reached at the last closing of the week before.
        let weeks = (count - 1).div_euclid(self.whole);
        let within = count - weeks * self.whole;
        let begun = self.counts.up_to(within - 1);
        self.moment(weeks, begun, within)
    }

    /// The last civil time with that count.
    pub fn last_with(&self, count: i64) -> i64 {
        let weeks = count.div_euclid(self.whole);
        let within = count - weeks * self.whole;
        let begun = self.counts.up_to(within);
        self.moment(weeks, begun, within)
    }

    /// The moment in a week at which so much of it has been open, in the last of the spans that have begun.
    fn moment(&self, weeks: i64, begun: usize, within: i64) -> i64 {
        let open = begun.checked_sub(1).and_then(|index| self.open.get(index));
        FIRST_MONDAY + weeks * WEEK + open.map_or(0, |open| open.from + within - open.before)
    }
}
