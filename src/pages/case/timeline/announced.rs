//! What is said of a clock to whoever listens: half of the time, four fifths and due, and that it was stopped, once each. Until
//! when it was told is remembered in this browser, so that neither a reload nor a second tab says it again, and after a sleep
//! only the latest is said. A page that nobody sees says nothing: it would not be heard.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use rules::{
    Instant,
    response::course::{Course, Mark},
};

use crate::{
    browser::{
        alone::alone,
        announce::{Announcer, announcer},
        document, storage,
        timer::sleep,
    },
    clock::use_clock,
    pages::case::CaseAtHand,
    session::use_session,
    widgets::response_clock::rounded,
};

/// Follows the clock of the case at hand.
pub fn announce_marks(at_hand: CaseAtHand) {
    let (clock, session, announcer) = (use_clock(), use_session(), announcer());
    let course = Memo::new(move |_| {
        at_hand.shown().and_then(|case| Some((case.number.clone(), case.due_at, case.course()?)))
    });
    let told = StoredValue::new(Told::Nothing);
    Effect::new(move |_| {
        let now = clock.now();
        let Some((number, due, course)) = course.get() else { return };
        if session.knows_time() && document::is_visible() {
            told.update_value(|told| {
                let person = session.person().unwrap_or_default();
                told.follow(format!("portal.clock.{person}.{number}"), &course, due, now, announcer)
            });
        }
    });
}

/// Until when what the clock has come to was told, as far as this page knows.
enum Told {
    /// The page has just been opened.
    Nothing,
    Until(Instant),
    /// There is nothing more to tell.
    All,
}

impl Told {
    fn follow(&mut self, place: String, course: &Course, due: Instant, now: Instant, announcer: Announcer) {
        if let Some(contact) = course.first_contact {
            if !matches!(self, Self::All) {
                let words = if contact <= due { "First response: met" } else { "First response: missed" };
                spawn_local(News { place, words: words.to_owned(), reached: None, now }.tell(announcer));
            }
            *self = Self::All;
            return;
        }
        let after = match self {
            Self::Until(after) => Some(*after),
            Self::Nothing | Self::All => kept(&place),
        };
        *self = Self::Until(after.map_or(now, |after| after.max(now)));
        let Some(after) = after else { return keep(&place, now) };
        if let Some(latest) = course.marks_between(after, now).pop() {
            let words = words(latest.mark, due, now);
            spawn_local(News { place, words, reached: Some(latest.at), now }.tell(announcer));
        }
    }
}

/// Something to tell, unless it was told elsewhere.
struct News {
    place: String,
    words: String,
    /// When the mark was reached; a clock that was stopped reaches none.
    reached: Option<Instant>,
    now: Instant,
}

/// What one tab keeps, another one sees a moment later.
const MOMENT: Duration = Duration::from_millis(200);

impl News {
    async fn tell(self, announcer: Announcer) {
        // Two tabs come to it at the same time.
        let _alone = alone(&self.place).await;
        let kept = kept(&self.place);
        match self.reached {
            Some(reached) if kept.is_none_or(|told| told < reached) => keep(&self.place, self.now),
            // Whoever has seen it run hears what became of it; whoever comes later reads it.
            None if kept.is_some() => storage::remove(&self.place),
            _ => return,
        }
        announcer.say(&self.words);
        sleep(MOMENT).await;
    }
}

fn kept(place: &str) -> Option<Instant> {
    let text = storage::read(place)?;
    Instant::from_timestamp_millis(text.parse().ok()?)
}

/// A browser that refuses tells it again after a reload.
fn keep(place: &str, now: Instant) {
    let _ = storage::write(place, &now.timestamp_millis().to_string());
}

fn words(mark: Mark, due: Instant, now: Instant) -> String {
    let used = match mark {
        Mark::Half => "half",
        Mark::FourFifths => "80 %",
        Mark::Due => return "First response: overdue".to_owned(),
    };
    format!("First response: {used} of the time is used, {} left", rounded(due - now))
}
