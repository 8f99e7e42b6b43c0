//! Business time: weekly hours, holidays and a time zone, and counting in them.
//!
//! One count, of the open time up to an instant, gives every answer: it, or its inverse. The cost depends on neither the span
//! nor the year: between changes of clock and holidays the count is a formula of the week, and which formula holds is
//! found in a few steps.
//!
//! Our conventions, where other systems differ: time that is used up exactly at closing ends at closing, and going back
//! exactly at opening ends at opening; a start outside the hours counts from the next opening; zero time ends at the first
//! open moment; an end before its start is zero; a calendar that never opens is refused when it is made. Open is half-open:
//! at the closing time itself it is closed. In hours that a clock change skips or repeats, the clock on the wall decides:
//! what it skips is not counted, what it repeats is counted twice. Counted in milliseconds.

mod hours;
mod marks;
mod stretches;
mod week;

pub use hours::{HoursProblem, WeeklyHours};

use chrono::{DateTime, TimeDelta};

use crate::{Date, Instant, zone::ZoneRules};
use marks::Marks;
use stretches::Stretch;
use week::{DAY, Week};

/// How far ahead a closing is looked for: 400 years, after which the calendar of dates repeats itself.
const HORIZON: i64 = 146_097 * DAY;

/// Weekly hours without holidays in a time zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    zone: ZoneRules,
    week: Week,
    /// In order of time; the first one has no beginning.
    stretches: Vec<Stretch>,
    /// Where the stretches begin, but for the first one, which has no beginning.
    begins: Marks,
    /// The counts there.
    counts: Marks,
    /// The counts at the ends of time.
    ends: (i64, i64),
}

/// A span of time, from its first moment up to, but not including, its last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// First moment.
    pub from: Instant,
    /// Where it ends.
    pub to: Instant,
}

impl Calendar {
    /// A calendar of hours in a zone, closed for the whole of each holiday. [`WeeklyHours`] are never empty, so that it opens.
    #[must_use]
    pub fn new(hours: &WeeklyHours, holidays: &[Date], zone: ZoneRules) -> Self {
        let week = Week::new(hours);
        let stretches = stretches::cut(&week, holidays, &zone);
        let marks = |of: fn(&Stretch) -> i64| Marks::new(stretches.iter().skip(1).map(of).collect());
        let (begins, counts) = (marks(|stretch| stretch.from), marks(|stretch| stretch.count));
        let mut calendar = Self { zone, week, stretches, begins, counts, ends: (0, 0) };
        calendar.ends = (
            calendar.count(Instant::MIN_UTC.timestamp_millis()),
            calendar.count(Instant::MAX_UTC.timestamp_millis()),
        );
        calendar
    }

    /// The zone whose clock counts.
    #[must_use]
    pub const fn zone(&self) -> &ZoneRules {
        &self.zone
    }

    /// Is it open at that instant?
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        let at = at.timestamp_millis();
        self.count(at + 1) > self.count(at)
    }

    /// The first open moment from `at` on; `at` itself when it is open then.
    #[must_use]
    pub fn next_opening(&self, at: Instant) -> Instant {
        if self.is_open(at) { at } else { instant(self.last_with(self.count(at.timestamp_millis()))) }
    }

    /// The first closed moment from `at` on; `None` when it never closes.
    #[must_use]
    pub fn next_closing(&self, at: Instant) -> Option<Instant> {
        let from = at.timestamp_millis();
        let before = self.count(from);
        let has_closed = |span: i64| self.count(from + span) - before < span;
        // The longest span that is open throughout.
        let (mut open, mut closed) = (0, HORIZON.min(Instant::MAX_UTC.timestamp_millis() - from));
        if !has_closed(closed) {
            return None;
        }
        while closed - open > 1 {
            let middle = open + (closed - open) / 2;
            if has_closed(middle) { closed = middle } else { open = middle }
        }
        Some(instant(from + open))
    }

    /// When `time` of business time is used up that begins to count at `from`. A negative time is counted back.
    #[must_use]
    pub fn add(&self, from: Instant, time: TimeDelta) -> Instant {
        let time = time.num_milliseconds();
        let count = self.count(from.timestamp_millis()).saturating_add(time);
        match time {
            _ if count >= self.ends.1 => Instant::MAX_UTC,
            _ if count <= self.ends.0 => Instant::MIN_UTC,
            1.. => instant(self.first_with(count)),
            _ => instant(self.last_with(count)),
        }
    }

    /// The same, while the clock stands still in each of the pauses, in any order.
    #[must_use]
    pub fn add_with_pauses(&self, from: Instant, time: TimeDelta, pauses: &[Span]) -> Instant {
        let mut pauses = pauses.to_vec();
        pauses.sort_by_key(|pause| (pause.from, pause.to));
        let (mut from, mut left) = (from, time);
        for pause in pauses.into_iter().filter(|pause| pause.from < pause.to) {
            let counted = self.between(from, pause.from);
            if counted >= left && left > TimeDelta::zero() {
                break;
            }
            if pause.to > from {
                // A time that is counted back may be as long as times can be.
                left = left.checked_sub(&counted).unwrap_or(TimeDelta::MIN);
                from = pause.to;
            }
        }
        self.add(from, left)
    }

    /// The business time between two instants; zero when the second is not after the first.
    #[must_use]
    pub fn between(&self, from: Instant, to: Instant) -> TimeDelta {
        let counted = self.count(to.timestamp_millis()) - self.count(from.timestamp_millis());
        TimeDelta::milliseconds(counted.max(0))
    }

    /// The same without the pauses, in any order.
    #[must_use]
    pub fn between_without_pauses(&self, from: Instant, to: Instant, pauses: &[Span]) -> TimeDelta {
        let mut pauses = pauses.to_vec();
        pauses.sort_by_key(|pause| (pause.from, pause.to));
        let (mut counted, mut reached) = (TimeDelta::zero(), from);
        for pause in pauses {
            counted += self.between(reached, pause.from.min(to));
            reached = reached.max(pause.to);
        }
        counted + self.between(reached, to)
    }

    /// The open time up to an instant, from a moment of no meaning.
    fn count(&self, at: i64) -> i64 {
        let stretch = self.stretches.get(self.begins.up_to(at));
        stretch.map_or(0, |stretch| stretch.count_at(&self.week, at))
    }

    /// The first moment with that count.
    fn first_with(&self, count: i64) -> i64 {
        let stretch = self.stretches.get(self.counts.up_to(count - 1));
        stretch.map_or(0, |stretch| stretch.first_with(&self.week, count))
    }

    /// The last moment with that count.
    fn last_with(&self, count: i64) -> i64 {
        let stretch = self.stretches.get(self.counts.up_to(count));
        stretch.map_or(0, |stretch| stretch.last_with(&self.week, count))
    }
}

/// Moments beyond what an instant can say are the farthest that it can.
fn instant(milliseconds: i64) -> Instant {
    let farthest = if milliseconds < 0 { Instant::MIN_UTC } else { Instant::MAX_UTC };
    DateTime::from_timestamp_millis(milliseconds).unwrap_or(farthest)
}
