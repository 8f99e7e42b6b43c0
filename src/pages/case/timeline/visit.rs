//! When somebody last looked at a case, and what was the newest entry then. It is remembered in this browser, apart for each
//! person and case, and nowhere else: so it works with every API, reading a case writes nothing, and nobody keeps a record
//! of who looked at what. The price: another device has a memory of its own.

use leptos::prelude::*;
use rules::Instant;

use crate::{
    browser::{document, storage},
    clock::use_clock,
    pages::case::CaseAtHand,
    session::use_session,
};

/// Who has been away for so long comes back as a new visit; a reload, and another page in between, is none.
const AWAY: chrono::TimeDelta = chrono::TimeDelta::minutes(30);

/// A visit, and the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Visit {
    /// The newest entry that was seen by the end of the last visit, and when that was.
    last: Option<Seen>,
    /// The same of this one, so far.
    this: Seen,
}

/// The newest entry that was on the page at an instant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Its id.
    pub newest: i64,
    /// When.
    pub at: Instant,
}

impl Visit {
    /// Somebody looks now.
    fn goes_on(before: Option<Self>, this: Seen) -> Self {
        let last = match before {
            None => None,
            Some(before) if this.at - before.this.at > AWAY => Some(before.this),
            Some(before) => before.last,
        };
        let newest = before.map_or(this.newest, |before| before.this.newest.max(this.newest));
        Self { last, this: Seen { newest, ..this } }
    }

    fn write(&self) -> String {
        let seen = |seen: &Seen| format!("{} {}", seen.newest, seen.at.timestamp_millis());
        [Some(&self.this), self.last.as_ref()].into_iter().flatten().map(seen).collect::<Vec<_>>().join(" ")
    }

    fn read(text: &str) -> Option<Self> {
        let numbers: Vec<i64> = text.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        let mut seen = numbers
            .chunks_exact(2)
            .filter_map(|pair| Some(Seen { newest: pair[0], at: Instant::from_timestamp_millis(pair[1])? }));
        Some(Self { this: seen.next()?, last: seen.next() })
    }
}

/// Remembers that the person looks, for as long as the page is seen, and tells of the visit before.
pub fn last_visit(at_hand: CaseAtHand) -> Memo<Option<Seen>> {
    let (clock, session) = (use_clock(), use_session());
    let tick = clock.every(30);
    let visit = RwSignal::new(None::<Visit>);
    Effect::new(move |_| {
        tick.get();
        let (Some(case), Some(me)) = (at_hand.shown(), session.me()) else { return };
        if !session.knows_time() || !document::is_visible() {
            return;
        }
        let place = format!("portal.visit.{}.{}", me.id, case.number);
        let newest = case.events.iter().map(|event| event.id).max().unwrap_or_default();
        let kept = storage::read(&place).and_then(|text| Visit::read(&text)).or(visit.get_untracked());
        let now = Visit::goes_on(kept, Seen { newest, at: clock.now_untracked() });
        // A browser that refuses knows of no visit before.
        let _ = storage::write(&place, &now.write());
        visit.set(Some(now));
    });
    Memo::new(move |_| visit.get().and_then(|visit| visit.last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(newest: i64, minutes: i64) -> Seen {
        Seen { newest, at: Instant::UNIX_EPOCH + chrono::TimeDelta::minutes(minutes) }
    }

    #[test]
    fn the_first_visit_has_none_before_it_however_long_it_is() {
        let mut visit = Visit::goes_on(None, seen(3, 0));
        for minute in 1..90 {
            visit = Visit::goes_on(Some(visit), seen(3 + minute, minute));
        }
        assert_eq!(visit, Visit { last: None, this: seen(92, 89) });
    }

    #[test]
    fn a_reload_stays_in_its_visit_and_a_break_ends_it() {
        let first = Visit::goes_on(None, seen(3, 0));
        let second = Visit::goes_on(Some(first), seen(5, 31));
        assert_eq!(second.last, Some(seen(3, 0)));
        let reloaded = Visit::goes_on(Some(second), seen(6, 40));
        assert_eq!(reloaded.last, Some(seen(3, 0)), "what is new stays marked");
        assert_eq!(Visit::goes_on(Some(reloaded), seen(6, 100)).last, Some(seen(6, 40)));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let first = Visit::goes_on(None, seen(3, 0));
        for visit in [first, Visit::goes_on(Some(first), seen(5, 31))] {
            assert_eq!(Visit::read(&visit.write()), Some(visit));
        }
        assert_eq!(["", "x y", "1"].map(Visit::read), [None; 3]);
    }
}
