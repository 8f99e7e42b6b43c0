//! What the timeline is narrowed to, with how many there are of each; it stands in the address.

use leptos::prelude::*;

use super::{
    Timeline,
    entry::{Entry, Group, SIDES},
};
use crate::{
    components::{
        link::use_go_in_place,
        markup::{live, view},
    },
    route::{Confirmed, Route, TimelineQuery},
};

/// Whether the entry is wanted. A name that nobody knows narrows nothing.
pub fn takes(asked: &TimelineQuery, entry: &Entry) -> bool {
    Group::of_name(&asked.kind).is_none_or(|group| entry.is_of(group)) && takes_side(&asked.side, entry)
}

fn takes_side(side: &str, entry: &Entry) -> bool {
    entry.side() == side || SIDES.iter().all(|(known, _)| *known != side)
}

/// The controls.
pub fn filter(timeline: Timeline) -> AnyView {
    let Timeline { at_hand, entries, asked, pieces, .. } = timeline;
    let go = use_go_in_place();
    let ask = Callback::new(move |timeline: TimelineQuery| {
        // However far somebody has gone back: what is asked for anew begins with its newest.
        pieces.set(1);
        go(Route::Case { number: at_hand.number.get_untracked(), confirmed: Confirmed::No, timeline });
    });
    let counts = Memo::new(move |_| {
        let (entries, asked) = (entries.get(), asked.get());
        let of_side: Vec<&Entry> = entries.iter().filter(|entry| takes_side(&asked.side, entry)).collect();
        let of = |group| of_side.iter().filter(|entry| entry.is_of(group)).count();
        (of_side.len(), Group::ALL.map(|(group, ..)| of(group)))
    });
    let button = move |name: &'static str, words: &'static str, count: Memo<usize>| {
        let chosen = Memo::new(move |_| {
            Group::of_name(&asked.with(|asked| asked.kind.clone())) == Group::of_name(name)
        });
        let press = move |_| ask.run(TimelineQuery { kind: name.to_owned(), ..asked.get_untracked() });
        let absent = move || (count.get() == 0 && !chosen.get()).then_some("");
        view! {
            <button class="button" data-size="small" type="button" hidden=absent aria-pressed=move || chosen.get().to_string() on:click=press>
                {words}" "<b>{move || count.get().to_string()}</b>
            </button>
        }
    };
    let all = button("", "All", Memo::new(move |_| counts.get().0));
    let kinds = Group::ALL
        .into_iter()
        .enumerate()
        .map(|(index, (_, name, words))| button(name, words, Memo::new(move |_| counts.get().1[index])));
    let kinds = kinds.collect_view();
    let options = [("", "By everybody")].into_iter().chain(SIDES).map(|(name, words)| {
        view! { <option value=name prop:selected=move || asked.with(|asked| asked.side == name)>{words}</option> }
    });
    let options = options.collect_view();
    let choose =
        move |event| ask.run(TimelineQuery { side: event_target_value(&event), ..asked.get_untracked() });
    let told = live(move || {
        let (entries, asked) = (entries.get(), asked.get());
        let count = entries.iter().filter(|entry| takes(&asked, entry)).count();
        if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
    });
    view! {
        <div class="cluster no-print">
            <div class="cluster" role="group" aria-label="Which entries are shown">{all}{kinds}</div>
            <p class="filters"><select aria-label="By" on:change=choose>{options}</select></p>
            <p class="visually-hidden" role="status">{told}</p>
        </div>
    }
}
