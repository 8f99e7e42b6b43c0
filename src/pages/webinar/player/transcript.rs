//! What is said, beside the recording: made of the captions, as text. It follows what is heard, is searched, and a press goes
//! to what was said.

use std::sync::Arc;

use leptos::prelude::*;
use rules::{
    vtt::{self, Cue, Kind},
    words::count,
};

use super::{Player, chapters::milliseconds};
use crate::{
    api,
    browser::video,
    components::{
        loaded::load,
        markup::{live, view},
    },
    pages::webinars::words::clock,
};

/// Id of the list, which scrolls by itself.
const LIST: &str = "transcript";

/// The section.
pub fn view(player: Player, id: String, kind: &'static str, version: String) -> AnyView {
    let text = load(move || Some(api::webinars::text(&id, kind, &version)));
    let (words, follows) = (RwSignal::new(String::new()), RwSignal::new(true));
    view! {
        <section class="card said">
            <header><h2>"Transcript"</h2></header>
            <div class="filters" role="search">
                <label>"Find in the transcript "<input type="search" autocomplete="off" prop:value=move || words.get() on:input=move |event| words.set(event_target_value(&event))/></label>
                <label><input type="checkbox" prop:checked=move || follows.get() on:change=move |event| follows.set(event_target_checked(&event))/>"Follow"</label>
            </div>
            {text.show("the transcript", move |text| list(player, vtt::parse(text, Kind::Captions).cues, words, follows))}
        </section>
    }
}

fn list(player: Player, cues: Vec<Cue>, words: RwSignal<String>, follows: RwSignal<bool>) -> AnyView {
    let cues = Arc::new(cues);
    let all = Arc::clone(&cues);
    // Links name whole seconds: whoever stands exactly on one means what begins within it.
    let now = Memo::new(move |_| {
        let at = milliseconds(player);
        vtt::at(&all, if at.is_multiple_of(1000) { at.saturating_add(999) } else { at })
    });
    Effect::new(move |_| {
        if let Some(place) = now.get().filter(|_| follows.get()) {
            video::scroll_within(LIST, &cue_id(place));
        }
    });
    let searched = Memo::new(move |_| words.get().trim().to_ascii_lowercase());
    live(move || {
        let searched = searched.get();
        let found = |cue: &Cue| searched.is_empty() || cue.text.to_ascii_lowercase().contains(&searched);
        let rows: Vec<AnyView> = cues
            .iter()
            .enumerate()
            .filter(|(_, cue)| found(cue))
            .map(|(place, cue)| row(player, place, cue, now))
            .collect();
        let found = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let told = (!searched.is_empty()).then(|| format!("{} found", count(found, "place")));
        view! {
            <p class="hint" role="status">{told}</p>
            <div id=LIST class="table-scroll" role="region" aria-label="What is said" tabindex="0"><ol class="cues">{rows}</ol></div>
        }
    })
}

fn cue_id(place: usize) -> String {
    format!("said-{place}")
}

fn row(player: Player, place: usize, cue: &Cue, now: Memo<Option<usize>>) -> AnyView {
    let start = cue.start;
    let current = move || (now.get() == Some(place)).then_some("true");
    let press = move |_| player.seek(f64::from(start) / 1000.0);
    view! { <li id=cue_id(place)><button type="button" aria-current=current on:click=press><span class="mono">{clock(start / 1000)}</span>" "{cue.text.clone()}</button></li> }
}
