//! When a clock had used half, four fifths and all of its time: what a timeline marks and a page announces, each once,
//! however often the due instant was moved and however long nobody looked. The time of a clock is that from the creation of
//! its case to the due instant in force, by the clock on the wall, also where a target is counted in business hours (B-6).

use crate::Instant;
use chrono::TimeDelta;

/// How much of the time is used.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mark {
    /// 50 %
    Half,
    /// 80 %
    FourFifths,
    /// All of it: the first response is due.
    Due,
}

/// A mark that was reached.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Reached {
    /// Which.
    pub mark: Mark,
    /// When.
    pub at: Instant,
}

/// The course of a clock so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Course {
    /// When the case was created.
    pub created: Instant,
    /// When the first response was due at first.
    pub due: Instant,
    /// When the due instant was moved, and where to; the earliest move first (B-19).
    pub moves: Vec<(Instant, Instant)>,
    /// The contact that stopped the clock.
    pub first_contact: Option<Instant>,
}

impl Mark {
    /// All of them, in the order in which they are reached.
    pub const ALL: [Self; 3] = [Self::Half, Self::FourFifths, Self::Due];

    /// Used of the time, in hundredths.
    #[must_use]
    pub const fn percent(self) -> u8 {
        match self {
            Self::Half => 50,
            Self::FourFifths => 80,
            Self::Due => 100,
        }
    }

    fn at(self, created: Instant, due: Instant) -> Instant {
        let (whole, percent) = ((due - created).num_milliseconds().max(0), i64::from(self.percent()));
        // In two parts, so that no span is too long for it.
        let used = TimeDelta::milliseconds(whole / 100 * percent + whole % 100 * percent / 100);
        created.checked_add_signed(used).unwrap_or(due)
    }
}

impl Course {
    /// The marks that were reached after one instant and until another, that one included. A contact at the due instant is in
    /// time, so that mark is not reached then. Where a move makes the time shorter than what is used already, the mark
    /// is reached by the move.
    #[must_use]
    pub fn marks_between(&self, after: Instant, until: Instant) -> Vec<Reached> {
        let reached = |mark| Reached { mark, at: self.reaches(mark) };
        let counts = |reached: &Reached| {
            let running = self.first_contact.is_none_or(|contact| reached.at < contact);
            running && after < reached.at && reached.at <= until
        };
        Mark::ALL.into_iter().map(reached).filter(counts).collect()
    }

    /// When the clock reaches it if nobody stops it and nothing moves any more.
    fn reaches(&self, mark: Mark) -> Instant {
        let (mut since, mut due) = (self.created, self.due);
        for (moved, next) in &self.moves {
            let at = mark.at(self.created, due).max(since);
            if at < *moved {
                return at;
            }
            (since, due) = (*moved, *next);
        }
        mark.at(self.created, due).max(since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::{ResponseState, response_state};
    use proptest::prelude::*;

    fn minute(minutes: i64) -> Instant {
        let created: Instant = "2026-11-24T10:00:00Z".parse().unwrap();
        created + TimeDelta::minutes(minutes)
    }

    /// Due after so many minutes, moved at and to these.
    fn course(due: i64, moves: &[(i64, i64)], first_contact: Option<i64>) -> Course {
        Course {
            created: minute(0),
            due: minute(due),
            moves: moves.iter().map(|(at, to)| (minute(*at), minute(*to))).collect(),
            first_contact: first_contact.map(minute),
        }
    }

    fn minutes(course: &Course, after: i64, until: i64) -> Vec<(u8, i64)> {
        let marks = course.marks_between(minute(after), minute(until));
        marks
            .into_iter()
            .map(|reached| (reached.mark.percent(), (reached.at - minute(0)).num_minutes()))
            .collect()
    }

    #[test]
    fn half_four_fifths_and_all_of_the_time() {
        assert_eq!(minutes(&course(240, &[], None), 0, 240), [(50, 120), (80, 192), (100, 240)]);
        assert_eq!(minutes(&course(240, &[], None), 120, 239), [(80, 192)]);
        assert_eq!(minutes(&course(240, &[], Some(150)), 0, 999), [(50, 120)]);
        assert_eq!(minutes(&course(30, &[], Some(30)), 0, 999), [(50, 15), (80, 24)], "due is in time");
    }

    #[test]
    fn a_move_brings_marks_forward_and_none_twice() {
        // Raised after 100 minutes of 240, so that half an hour is left of 130: more than half is used at once.
        assert_eq!(minutes(&course(240, &[(100, 130)], None), 0, 999), [(50, 100), (80, 104), (100, 130)]);
        // Half was over before the move.
        assert_eq!(minutes(&course(240, &[(125, 155)], None), 0, 999), [(50, 120), (80, 125), (100, 155)]);
    }

    /// Minute by minute: whichever due instant holds then, has that much of the time been used?
    fn minute_by_minute(course: &Course, until: i64) -> Vec<(u8, i64)> {
        let mut told = Vec::new();
        for now in 1..=until {
            let due = course
                .moves
                .iter()
                .rev()
                .find(|(at, _)| *at <= minute(now))
                .map_or(course.due, |(_, due)| *due);
            let whole = (due - course.created).num_minutes();
            for percent in [50, 80, 100] {
                let used = now * 100 >= whole * i64::from(percent);
                let running = course.first_contact.is_none_or(|contact| minute(now) < contact);
                if used && running && !told.iter().any(|(known, _)| *known == percent) {
                    told.push((percent, now));
                }
            }
        }
        told
    }

    fn courses() -> impl Strategy<Value = Course> {
        let moves = prop::collection::vec((1..60_i64, 1..30_i64), 0..4);
        // Tens of minutes, so that every mark falls on a whole one.
        (1..50_i64, moves, prop::option::of(1..600_i64)).prop_map(|(due, mut moves, contact)| {
            moves.sort_unstable();
            moves.dedup_by_key(|(at, _)| *at);
            let moves: Vec<_> = moves.into_iter().map(|(at, more)| (at * 10, at * 10 + more * 10)).collect();
            course(due * 10, &moves, contact)
        })
    }

    proptest! {
        #[test]
        fn as_somebody_who_looks_every_minute(course in courses(), until in 1..700_i64) {
            prop_assert_eq!(minutes(&course, 0, until), minute_by_minute(&course, until));
        }

        /// However the time is cut into looks, with sleep between them or without, each mark is told once.
        #[test]
        fn once_each_however_it_is_looked_at(course in courses(), looks in prop::collection::vec(0..700_i64, 0..12)) {
            let mut looks = looks;
            looks.sort_unstable();
            let told: Vec<_> = looks.windows(2).flat_map(|pair| minutes(&course, pair[0], pair[1])).collect();
            let (first, last) = (looks.first().copied().unwrap_or(0), looks.last().copied().unwrap_or(0));
            prop_assert_eq!(told, minutes(&course, first, last));
        }

        /// What is overdue or was missed has reached its due mark, and what was met has not.
        #[test]
        fn the_last_mark_agrees_with_the_state(due in 1..500_i64, contact in prop::option::of(1..600_i64), now in 1..700_i64) {
            let course = course(due, &[], contact.filter(|contact| *contact <= now));
            let state = response_state(course.created, course.due, course.first_contact, minute(now));
            let reached = course.marks_between(minute(0), minute(now)).iter().any(|reached| reached.mark == Mark::Due);
            match state {
                ResponseState::Overdue { .. } | ResponseState::Missed { .. } => prop_assert!(reached),
                ResponseState::Running { left } => prop_assert_eq!(reached, left.is_zero()),
                ResponseState::Met { .. } => prop_assert!(!reached),
            }
        }
    }
}
