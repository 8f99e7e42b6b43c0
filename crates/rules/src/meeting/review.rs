//! What an operational review talks about: figures of an account's cases over the last ninety days. They are counted
//! and judged by nobody here.

use crate::{
    Instant,
    response::{ResponseState, response_state},
};
use chrono::TimeDelta;

/// How far a review looks back, days.
pub const DAYS: u32 = 90;

/// A case, as far as the figures need it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CaseFacts {
    /// 1 to 4.
    pub priority: u8,
    /// When it was opened.
    pub created: Instant,
    /// When the first response was due.
    pub due: Instant,
    /// When it came.
    pub first_contact: Option<Instant>,
    /// Where it stands.
    pub end: End,
}

/// Whether a case has come to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Not closed: what is resolved waits for the other side to agree
    Open,
    /// Closed, then if it is known
    Settled(Option<Instant>),
}

/// The figures.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// Open now, by priority 1 to 4, however old.
    pub open: [u32; 4],
    /// Opened within the days.
    pub opened: u32,
    /// Closed within the days.
    pub closed: u32,
    /// Of those opened within the days: the first response came after its target, or has not come by it.
    pub missed: u32,
}

/// The instant from which on a review counts.
#[must_use]
pub fn since(now: Instant) -> Instant {
    now.checked_sub_signed(TimeDelta::days(DAYS.into())).unwrap_or(now)
}

/// Counts.
#[must_use]
pub fn figures(cases: &[CaseFacts], now: Instant) -> Figures {
    let since = since(now);
    let mut figures = Figures::default();
    for case in cases {
        let place = usize::from(case.priority).checked_sub(1).and_then(|place| figures.open.get_mut(place));
        if let (End::Open, Some(count)) = (case.end, place) {
            *count += 1;
        }
        if matches!(case.end, End::Settled(Some(at)) if at >= since) {
            figures.closed += 1;
        }
        if case.created >= since {
            let state = response_state(case.created, case.due, case.first_contact, now);
            let late = matches!(state, ResponseState::Missed { .. } | ResponseState::Overdue { .. });
            figures.opened += 1;
            figures.missed += u32::from(late);
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn a_review_counts_what_is_open_and_ninety_days() {
        let now = at("2026-11-24T10:00:00Z");
        let case = |priority, days: i64, contact: Option<i64>, end| {
            let created = now - TimeDelta::days(days);
            let minutes = |minutes| created + TimeDelta::minutes(minutes);
            CaseFacts { priority, created, due: minutes(30), first_contact: contact.map(minutes), end }
        };
        let ago = |days| End::Settled(Some(now - TimeDelta::days(days)));
        let cases = [
            case(1, 0, None, End::Open),
            case(2, 1, None, End::Open),
            case(2, 200, Some(31), End::Open),
            case(3, 90, Some(30), ago(90)),
            case(4, 91, Some(31), ago(89)),
            case(4, 200, Some(31), ago(91)),
            case(4, 10, Some(31), End::Settled(None)),
            case(9, 5, Some(1), End::Open),
        ];
        // Overdue since a day, and one answered a minute late; the older ones are not counted.
        let expected = Figures { open: [1, 2, 0, 0], opened: 5, closed: 2, missed: 2 };
        assert_eq!(figures(&cases, now), expected);
    }
}
