//! The chapters of a recording, by its file of chapters: a press goes there.

use leptos::prelude::*;
use rules::vtt::{self, Cue, Kind};

use super::Player;
use crate::{
    api,
    components::{loaded::load, markup::view},
    pages::webinars::words::clock,
};

/// The list.
pub fn view(player: Player, id: String, kind: &'static str, version: String) -> AnyView {
    let text = load(move || Some(api::webinars::text(&id, kind, &version)));
    view! {
        <section class="card">
            <header><h2>"Chapters"</h2></header>
            {text.show("the chapters", move |text| list(player, vtt::parse(text, Kind::Chapters).cues))}
        </section>
    }
}

fn list(player: Player, cues: Vec<Cue>) -> AnyView {
    let chapters: Vec<(u32, String)> = cues.iter().map(|cue| (cue.start, cue.text.clone())).collect();
    let now = Memo::new(move |_| vtt::at(&cues, milliseconds(player)));
    let row = |(place, (start, title)): (usize, (u32, String))| {
        let current = move || (now.get() == Some(place)).then_some("true");
        let press = move |_| player.seek(f64::from(start) / 1000.0);
        view! { <li><button type="button" aria-current=current on:click=press><span class="mono">{clock(start / 1000)}</span>" "{title}</button></li> }
    };
    let rows = chapters.into_iter().enumerate().map(row).collect_view();
    view! { <ol class="cues">{rows}</ol> }
}

/// Where the recording is.
pub fn milliseconds(player: Player) -> u32 {
    player.shown.with(|shown| (shown.at * 1000.0) as u32)
}
