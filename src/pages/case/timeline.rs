//! What happened to a case, newest first, with the marks of its clock among it: narrowed by kind and side in the address, each
//! entry with a permalink, what has come since the last visit marked. It is made once and stays while the case above is shown
//! anew. The latest fifty stand on the page, older ones on demand, and all of them on paper.

mod announced;
mod entry;
mod filter;
mod line;
mod visit;

pub use line::{done, left_behind};

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::CaseAtHand;
use crate::{
    browser::document,
    clock::use_clock,
    components::{
        instant::At,
        link::use_asked,
        markup::{live, view},
        updates::Updates,
        words::more_unread,
    },
    pages::case::timeline::{
        entry::Entry,
        line::{Beside, line},
        visit::Seen,
    },
    route::{Page, Route, TimelineQuery},
    session::use_session,
};

/// How many entries are shown at a time: more are read by nobody in one go, and cost everybody time.
const AT_A_TIME: usize = 50;

/// The timeline of the case at hand.
#[derive(Clone, Copy)]
struct Timeline {
    at_hand: CaseAtHand,
    /// All of them, the newest first.
    entries: Memo<Arc<Vec<Entry>>>,
    beside: Memo<Option<Beside>>,
    asked: Memo<TimelineQuery>,
    /// The visit before this one.
    last: Memo<Option<Seen>>,
    /// The name of the person at the page.
    me: Memo<String>,
    /// How many pieces of so many are shown.
    pieces: RwSignal<usize>,
}

/// The piece.
pub fn piece() -> AnyView {
    let Some(at_hand) = use_context::<CaseAtHand>() else { return ().into_any() };
    announced::announce_marks(at_hand);
    print_all(at_hand.on_paper);
    let updates = Updates::of(at_hand.case);
    let timeline = Timeline::of(at_hand);
    view! {
        <section class="card">
            <header><h2>"What happened so far"</h2>{updates.view()}</header>
            {filter::filter(timeline)}
            {live(move || timeline.since_last_visit())}
            {live(move || timeline.list())}
            {live(move || at_hand.shown().map(|case| more_unread(case.events.unread)))}
        </section>
    }
}

/// However printing is begun: paper has all of it.
fn print_all(on_paper: RwSignal<bool>) {
    for (event, prints) in [("beforeprint", true), ("afterprint", false)] {
        let handle = window_event_listener_untyped(event, move |_| on_paper.try_set(prints));
        on_cleanup(move || handle.remove());
    }
}

impl Timeline {
    fn of(at_hand: CaseAtHand) -> Self {
        let clock = use_clock();
        let course = Memo::new(move |_| at_hand.shown().and_then(|case| case.course()));
        let marks = Memo::new(move |_| {
            let course = course.get();
            course.map(|course| course.marks_between(course.created, clock.now())).unwrap_or_default()
        });
        let entries = Memo::new(move |_| {
            let entries = at_hand.shown().map(|case| Entry::all(&case, &marks.get()));
            Arc::new(entries.unwrap_or_default())
        });
        let asked = use_asked(Page::Case);
        let session = use_session();
        Self {
            at_hand,
            entries,
            beside: Memo::new(move |_| at_hand.shown().map(|case| Beside::of(&case))),
            asked: Memo::new(move |_| asked.with(Route::timeline)),
            last: visit::last_visit(at_hand),
            me: Memo::new(move |_| session.me().map(|me| me.name.clone()).unwrap_or_default()),
            pieces: RwSignal::new(1),
        }
    }

    /// The entries that are wanted, by their places among all.
    fn wanted(self, entries: &[Entry]) -> Vec<usize> {
        let all = self.at_hand.on_paper.get();
        let asked = self.asked.get();
        let wants = |entry: &Entry| all || filter::takes(&asked, entry);
        entries.iter().enumerate().filter(|(_, entry)| wants(entry)).map(|(place, _)| place).collect()
    }

    /// The entries that others have made since the last visit, by their places among all.
    fn new_ones(self, entries: &[Entry]) -> Vec<usize> {
        let Some(last) = self.last.get() else { return Vec::new() };
        let me = self.me.get();
        let is_new = |entry: &Entry| entry.is_new(last.newest, &me);
        entries.iter().enumerate().filter(|(_, entry)| is_new(entry)).map(|(place, _)| place).collect()
    }

    /// How many are new, and the way to the oldest of them.
    fn since_last_visit(self) -> Option<AnyView> {
        let (entries, last) = (self.entries.get(), self.last.get()?);
        let new = self.new_ones(&entries);
        let wanted = self.wanted(&entries);
        let oldest = new.iter().rev().find_map(|place| wanted.iter().position(|wanted| wanted == place));
        let jump = oldest.map(|oldest| {
            let place = entries[wanted[oldest]].place();
            let jump = move |_| self.go_to(oldest, place.clone());
            view! { <button class="link no-print" type="button" on:click=jump>"Go to the oldest of them"</button> }
        });
        let words = match new.len() {
            0 => "Nothing new since your last visit, ".to_owned(),
            count => format!("{count} new since your last visit, "),
        };
        Some(view! { <p>{words}<At instant=last.at/>". "{jump}</p> })
    }

    /// Shows the entries up to one and leads to it.
    fn go_to(self, index: usize, place: String) {
        self.pieces.update(|pieces| *pieces = (*pieces).max(index / AT_A_TIME + 1));
        document::focus_next(&place);
    }

    /// The entries, fifty at a time, and as many as the address leads to.
    fn list(self) -> Option<AnyView> {
        let (entries, beside) = (self.entries.get(), self.beside.get()?);
        let (wanted, new) = (self.wanted(&entries), self.new_ones(&entries));
        let count = wanted.len();
        let named = use_location().hash.get_untracked();
        let named = wanted.iter().position(|place| named.strip_prefix('#') == Some(&entries[*place].place()));
        let least = if self.at_hand.on_paper.get() { count } else { named.map_or(0, |index| index + 1) };
        // The last one that is new, when something older follows it.
        let divided = wanted.iter().rposition(|place| new.contains(place)).filter(|last| last + 1 < count);
        let pieces = wanted.chunks(AT_A_TIME).enumerate().map(|(piece, places)| {
            let first = piece * AT_A_TIME;
            let open = Memo::new(move |_| first < least || piece < self.pieces.get());
            let lines = {
                let (entries, beside, new, places) =
                    (entries.clone(), beside.clone(), new.clone(), places.to_vec());
                move || {
                    let shown = |(index, place): (usize, &usize)| {
                        let marked = new.binary_search(place).is_ok().then_some("new");
                        let divider = (divided == Some(first + index))
                            .then(|| view! { <li class="seen">"Before your last visit"</li> });
                        view! { {line(&entries[*place], marked, &beside)}{divider} }
                    };
                    places.iter().enumerate().map(shown).collect_view()
                }
            };
            live(move || open.get().then(&lines))
        });
        let pieces: Vec<AnyView> = pieces.collect();
        Some(view! { <ol class="timeline">{pieces}</ol>{self.earlier(count, least)} })
    }

    /// The way to older ones, or what to do when there are none at all.
    fn earlier(self, count: usize, least: usize) -> AnyView {
        let left = Memo::new(move |_| {
            let shown = (self.pieces.get() * AT_A_TIME).max(least.div_ceil(AT_A_TIME) * AT_A_TIME);
            count.saturating_sub(shown)
        });
        live(move || {
            let left = left.get();
            let more = move |_| {
                let shown = count - left;
                self.pieces.update(|pieces| *pieces = shown / AT_A_TIME + 1);
            };
            if count == 0 {
                return Some(view! { <p>"Nothing of this kind. Choose another, or all."</p> });
            }
            (left > 0).then(|| {
                view! {
                    <p class="no-print"><button class="button" type="button" on:click=more>
                        {format!("Show {} earlier, of {left}", left.min(AT_A_TIME))}
                    </button></p>
                }
            })
        })
    }
}
