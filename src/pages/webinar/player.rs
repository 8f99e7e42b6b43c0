//! The recording: the browser's own video with named controls of ours, chapters and transcript. It begins where the address
//! says, else where the person left off, and never by itself. Where somebody is, is kept every ten seconds, on each pause and
//! on leaving, be it by closing the tab; speed and captions are remembered in this browser.

mod chapters;
mod controls;
mod transcript;

use std::sync::Arc;

use leptos::prelude::*;
use wire::webinar::{KeepPosition, Webinar};

use super::Shown as Files;
use crate::{
    api,
    browser::{
        storage, timer,
        video::{self, FRAME, Shown, VIDEO},
    },
    components::{
        card::banner,
        markup::{live, view},
    },
    pages::webinars::words::clock,
};

const SPEED: &str = "video-speed";
const CAPTIONS: &str = "video-captions";
/// How often the position is kept while it plays, milliseconds.
const KEEP_EVERY: f64 = 10_000.0;

/// When the position is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// Every ten seconds, while it plays.
    Seldom,
    Now,
    /// The tab may be closed.
    Leaving,
}

/// The player while its page is there.
#[derive(Clone, Copy)]
pub struct Player {
    id: StoredValue<String>,
    /// What the video is at; looked at again with each of its events.
    shown: RwSignal<Shown>,
    captions: RwSignal<bool>,
    /// It can't be played: broken off, or no longer there.
    broken: RwSignal<bool>,
    /// Second that is kept, and when it was.
    kept: StoredValue<(u32, f64)>,
    begin: StoredValue<u32>,
}

/// The player of a webinar's files. `at` is the second that the address names.
pub fn view(id: &str, files: &Files, known: Option<Arc<Webinar>>, at: Memo<Option<u32>>) -> AnyView {
    let seen = known.as_ref().and_then(|known| known.summary.seen).filter(|seen| !seen.finished);
    let left_off = seen.map_or(0, |seen| seen.seconds);
    let length = known.as_ref().and_then(|known| known.summary.duration_seconds).unwrap_or_default();
    let begin = within(at.get_untracked().unwrap_or(left_off), length.into());
    let player = Player {
        id: StoredValue::new(id.to_owned()),
        shown: RwSignal::new(Shown {
            length: length.into(),
            at: begin.into(),
            volume: 1.0,
            speed: 1.0,
            ..Shown::default()
        }),
        captions: RwSignal::new(storage::read(CAPTIONS).is_some()),
        broken: RwSignal::new(false),
        kept: StoredValue::new((begin, timer::monotonic_ms())),
        begin: StoredValue::new(begin),
    };
    Effect::new(move |before: Option<Option<u32>>| {
        let at = at.get();
        if let Some(second) = at.filter(|_| before.is_some_and(|before| before != at)) {
            player.seek(within(second, player.shown.with_untracked(|shown| shown.length)).into());
        }
        at
    });
    on_cleanup(move || player.keep(Keep::Now));
    // Hidden is the last that a page on a telephone hears; elsewhere the tab is closed.
    let hidden = window_event_listener(leptos::ev::visibilitychange, move |_| player.keep(Keep::Leaving));
    let left = window_event_listener(leptos::ev::pagehide, move |_| player.keep(Keep::Leaving));
    on_cleanup(move || {
        hidden.remove();
        left.remove();
    });
    let title = known.map(|known| known.summary.title.clone()).unwrap_or_default();
    let went_on = (at.get_untracked().is_none() && begin > 0).then(|| player.went_on(begin));
    let address =
        |kind: &str, version: &String| (!version.is_empty()).then(|| api::webinars::file(id, kind, version));
    let texts = move |kind: &'static str, version: &String| {
        (!version.is_empty()).then(|| (id.to_owned(), kind, version.clone()))
    };
    view! {
        <div class="watching">
            <div class="stack">
                {player.frame(title, address("recording", &files.recording), address("captions", &files.captions), address("poster", &files.poster))}
                {went_on}
                {texts("chapters", &files.chapters).map(|(id, kind, version)| chapters::view(player, id, kind, version))}
            </div>
            {match texts("captions", &files.captions) {
                Some((id, kind, version)) => transcript::view(player, id, kind, version),
                None => banner("info", "info", "Captions are pending.", "They are posted after the recording, and the transcript with them."),
            }}
        </div>
    }
}

/// Where to begin: beyond the end of a recording of that length, which is 0 while it is not known, there is nothing to see.
fn within(second: u32, length: f64) -> u32 {
    if length > 0.0 && f64::from(second) >= length { 0 } else { second }
}

impl Player {
    /// The video with its controls.
    fn frame(
        self,
        title: String,
        recording: Option<String>,
        captions: Option<String>,
        poster: Option<String>,
    ) -> AnyView {
        let look = move || self.look();
        let key = move |event: leptos::ev::KeyboardEvent| self.key(&event);
        let has_captions = captions.is_some();
        // Whoever sees text sees its captions; the browser fetches them with the session of the page.
        let track =
            captions.map(|src| view! { <track kind="captions" srclang="en" label="English" src=src/> });
        let troubled = live(move || self.broken.get().then(|| self.trouble()));
        // Captions of another origin are shown only when the film is asked for as they are.
        let crossorigin = api::line::is_elsewhere().then_some("use-credentials");
        view! {
            <figure class="player" id=FRAME on:keydown=key>
                <video id=VIDEO crossorigin=crossorigin preload="metadata" src=recording poster=poster aria-label=title prop:playsInline=true
                    on:click=move |_| video::play_or_pause()
                    on:loadedmetadata=move |_| self.loaded()
                    on:timeupdate=move |_| { look(); self.keep(Keep::Seldom); }
                    on:seeked=move |_| look()
                    on:durationchange=move |_| look()
                    on:play=move |_| look()
                    on:pause=move |_| { look(); self.keep(Keep::Now); }
                    on:ended=move |_| { look(); self.keep(Keep::Now); }
                    on:ratechange=move |_| look()
                    on:volumechange=move |_| look()
                    on:error=move |_| self.broken.set(true)>{track}</video>
                {troubled}
                {controls::view(self, has_captions)}
            </figure>
        }
    }

    fn look(self) {
        let shown = video::look();
        // Before it knows itself how long it is, what the API says stands.
        let length =
            if shown.length > 0.0 { shown.length } else { self.shown.with_untracked(|before| before.length) };
        self.shown.try_set(Shown { length, ..shown });
    }

    /// The recording is there: goes where it is to begin, as it is liked.
    fn loaded(self) {
        self.broken.set(false);
        // It may be shorter than the API says.
        let begin = within(self.begin.get_value(), video::look().length);
        if begin > 0 {
            video::seek(begin.into());
        }
        if let Some(percent) = storage::read(SPEED).and_then(|percent| percent.parse::<u32>().ok()) {
            video::set_speed(f64::from(percent) / 100.0);
        }
        video::show_captions(self.captions.get_untracked());
        self.look();
    }

    /// The second that is shown.
    fn second(self) -> u32 {
        self.shown.with(|shown| shown.at as u32)
    }

    /// Goes to a second; before the recording is there, it will begin at it.
    fn seek(self, second: f64) {
        self.begin.set_value(second as u32);
        video::seek(second);
        self.look();
    }

    /// Goes back, or forward.
    fn skip(self, seconds: f64) {
        self.seek((video::look().at + seconds).max(0.0));
    }

    fn set_speed(self, percent: &str) {
        if let Ok(number) = percent.parse::<u32>() {
            video::set_speed(f64::from(number) / 100.0);
            // A browser that refuses forgets it.
            let _ = storage::write(SPEED, percent);
        }
    }

    fn toggle_captions(self) {
        let shown = !self.captions.get_untracked();
        self.captions.set(shown);
        video::show_captions(shown);
        if shown {
            let _ = storage::write(CAPTIONS, "yes");
        } else {
            storage::remove(CAPTIONS);
        }
    }

    /// Keeps where the person is, if that is news.
    fn keep(self, when: Keep) {
        let (Some(shown), Some((kept, since))) = (self.shown.try_get_untracked(), self.kept.try_get_value())
        else {
            return;
        };
        let (second, time) = (shown.at as u32, timer::monotonic_ms());
        let id = self.id.get_value();
        let position = KeepPosition { seconds: second };
        // What is on its way already may be cut off with the page.
        if when == Keep::Leaving && second > 0 {
            return api::webinars::leave_position(&id, position);
        }
        if second == kept || (when == Keep::Seldom && time - since < KEEP_EVERY) {
            return;
        }
        self.kept.set_value((second, time));
        // Refused or offline: the next one may get through.
        leptos::task::spawn_local(async move { drop(api::webinars::keep_position(&id, position).await) });
    }

    /// Letters that work while something of the player has the focus, and nowhere else.
    fn key(self, event: &leptos::ev::KeyboardEvent) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || video::is_choice(event) {
            return;
        }
        match event.key().as_str() {
            "k" => video::play_or_pause(),
            "j" => self.skip(-10.0),
            "l" => self.skip(10.0),
            "c" => self.toggle_captions(),
            "m" => video::set_muted(!video::look().muted),
            "f" => video::full_screen(),
            _ => return,
        }
        event.prevent_default();
    }

    fn trouble(self) -> AnyView {
        let again = move |_| {
            self.begin.set_value(self.second());
            video::reload();
        };
        view! {
            <div class="banner" data-tone="bad" role="alert"><div><b>"The recording could not be played."</b>" You may be offline, or it is no longer there. "
                <button class="button" data-size="small" type="button" on:click=again>"Try again"</button></div></div>
        }
    }

    fn went_on(self, second: u32) -> AnyView {
        view! {
            <p class="cluster no-print"><span>{format!("You watched to {}.", clock(second))}</span>
                <button class="button" data-size="small" type="button" on:click=move |_| self.seek(0.0)>"From the beginning"</button></p>
        }
    }
}
