//! Business time: weekly hours, holidays and a time zone, and counting in them.
//!
//! One count, of the open time up to an instant, gives every answer: it, or its inverse. The cost depends on neither the span
//! nor the year: between changes of clock and holidays the count is a formula of the week, and which formula holds is
//! found by bisection.
//!
//! Our conventions, where other systems differ: time that is used up exactly at closing ends at closing, and going back
//! exactly at opening ends at opening; a start outside the hours counts from the next opening; zero time ends at the first
//! open moment; an end before its start is zero; a calendar that never opens is refused when it is made. Open is half-open:
//! at the closing time itself it is closed. In hours that a clock change skips or repeats, the clock on the wall decides:
//! what it skips is not counted, what it repeats is counted twice. Counted in milliseconds.

mod hours;
mod stretches;
mod week;

pub use hours::{HoursProblem, WeeklyHours};

use chrono::{DateTime, TimeDelta};

use crate::{Date, Instant, zone::ZoneRules};
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
        let mut calendar = Self { zone, week, stretches, ends: (0, 0) };
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
        let at = from.timestamp_millis();
        let here = self.place(|stretch| stretch.from <= at);
        let count = self.count_in(here, at).saturating_add(time);
        match time {
            _ if count >= self.ends.1 => Instant::MAX_UTC,
            _ if count <= self.ends.0 => Instant::MIN_UTC,
            0 => self.next_opening(from),
            1.. => instant(self.first_with(count, here)),
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
                left -= counted;
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
        self.count_in(self.place(|stretch| stretch.from <= at), at)
    }

    fn count_in(&self, place: usize, at: i64) -> i64 {
        self.stretches.get(place).map_or(0, |stretch| stretch.count_at(&self.week, at))
    }

    /// The first moment with that count, which is reached in the stretch at `here` or later: mostly in one of the next,
    /// so it is looked for in steps that double before it is closed in on.
    fn first_with(&self, count: i64, here: usize) -> i64 {
        let has_begun = |stretch: &Stretch| stretch.count < count;
        let later = self.stretches.get(here..).unwrap_or_default();
        let mut reach = 1;
        while later.get(reach).is_some_and(has_begun) {
            reach *= 2;
        }
        let (near, far) = (reach / 2, reach.min(later.len()));
        let begun = near + later.get(near..far).unwrap_or_default().partition_point(has_begun);
        let stretch = later.get(begun.saturating_sub(1));
        stretch.map_or(0, |stretch| stretch.first_with(&self.week, count))
    }

    /// The last moment with that count.
    fn last_with(&self, count: i64) -> i64 {
        let place = self.place(|stretch| stretch.count <= count);
        self.stretches.get(place).map_or(0, |stretch| stretch.last_with(&self.week, count))
    }

    /// The last stretch that has begun by some measure; the first one always has, and there always is one.
    fn place(&self, has_begun: impl Fn(&Stretch) -> bool) -> usize {
        self.stretches.partition_point(has_begun).saturating_sub(1)
    }
}

/// Moments beyond what an instant can say are the farthest that it can.
fn instant(milliseconds: i64) -> Instant {
    let farthest = if milliseconds < 0 { Instant::MIN_UTC } else { Instant::MAX_UTC };
    DateTime::from_timestamp_millis(milliseconds).unwrap_or(farthest)
}
