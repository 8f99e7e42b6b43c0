//! The time line cut where the rule of counting changes: at each change of clock, and where a holiday begins and ends. Within
//! a stretch the count is that of the week plus a correction, or stands still; so whatever is asked, one search finds it.

use chrono::Datelike;

use super::week::{DAY, Week};
use crate::{Date, Instant, zone::ZoneRules};

/// A stretch of time, in milliseconds; it ends where the next one begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// First moment.
    pub from: i64,
    /// The count at its first moment.
    pub count: i64,
    /// East of UTC.
    pub offset: i64,
    /// What is added to the count of the week.
    correction: i64,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// The week counts.
    Ordinary,
    /// Nothing counts.
    Holiday,
}

impl Stretch {
    /// The count at a moment of this stretch.
    pub fn count_at(&self, week: &Week, at: i64) -> i64 {
        match self.kind {
            Kind::Ordinary => week.count(at + self.offset) + self.correction,
            Kind::Holiday => self.count,
        }
    }

    /// The first moment with a count that is reached in this stretch.
    pub fn first_with(&self, week: &Week, count: i64) -> i64 {
        week.first_with(count - self.correction) - self.offset
    }

    /// The last moment with a count that is left in this stretch.
    pub fn last_with(&self, week: &Week, count: i64) -> i64 {
        week.last_with(count - self.correction) - self.offset
    }
}

/// All stretches, in order; the first one has no beginning. No holiday is the last.
pub fn cut(week: &Week, holidays: &[Date], zone: &ZoneRules) -> Vec<Stretch> {
    let mut days: Vec<i64> = holidays.iter().map(|date| first_moment(*date)).collect();
    days.sort_unstable();
    days.dedup();
    let offset = |seconds: i32| i64::from(seconds) * 1000;
    let first = Stretch {
        from: i64::MIN,
        count: i64::MIN,
        offset: offset(zone.initial_offset()),
        correction: 0,
        kind: Kind::Ordinary,
    };
    let mut line = Line { week, stretches: vec![first] };
    let transitions = zone.transitions();
    for (place, change) in std::iter::once(None).chain(transitions.iter().map(Some)).enumerate() {
        if let Some(change) = change {
            line.go_on(milliseconds(change.at), offset(change.offset), Kind::Ordinary);
        }
        let end = transitions.get(place).map_or(i64::MAX, |next| milliseconds(next.at));
        line.holidays(&days, end);
    }
    line.stretches
}

/// The time line as far as it is cut.
struct Line<'a> {
    week: &'a Week,
    stretches: Vec<Stretch>,
}

impl Line<'_> {
    /// Cuts the holidays out of the last stretch, which goes up to `end`. One on which it would be closed anyway changes
    /// nothing.
    fn holidays(&mut self, days: &[i64], end: i64) {
        let Some(Stretch { from: begin, offset, .. }) = self.stretches.last().copied() else { return };
        let first = days.partition_point(|day| day + DAY - offset <= begin);
        for day in days.iter().skip(first) {
            let (from, to) = (day - offset, day + DAY - offset);
            if from >= end {
                return;
            }
            if self.week.count(day + DAY) > self.week.count(*day) {
                self.go_on(from.max(begin), offset, Kind::Holiday);
                if to < end {
                    self.go_on(to, offset, Kind::Ordinary);
                }
            }
        }
    }

    /// Begins a stretch; one that begins where the last one does takes its place.
    fn go_on(&mut self, from: i64, offset: i64, kind: Kind) {
        let Some(last) = self.stretches.last() else { return };
        let count = if last.from == from { last.count } else { last.count_at(self.week, from) };
        let correction = count - self.week.count(from + offset);
        if last.from == from {
            self.stretches.pop();
        }
        self.stretches.push(Stretch { from, count, offset, correction, kind });
    }
}

/// Of a number of seconds, within what an instant can say.
fn milliseconds(seconds: i64) -> i64 {
    let (first, last) = (Instant::MIN_UTC.timestamp(), Instant::MAX_UTC.timestamp());
    seconds.clamp(first, last) * 1000
}

/// Of a civil date.
fn first_moment(date: Date) -> i64 {
    // Day 1 of the common era is 719,163 days before 1970.
    (i64::from(date.num_days_from_ce()) - 719_163) * DAY
}
