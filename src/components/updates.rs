//! Whether what a page shows is as the server has it: up to date, retrying, or offline since when. What was read stays on the
//! page meanwhile; as soon as the connection is back, or the page is looked at again, it asks at once.

use leptos::prelude::*;
use rules::Instant;

use crate::{
    browser::{
        document,
        intl::{self, Detail},
    },
    clock::use_clock,
    components::{
        loaded::Loaded,
        markup::{live, view},
        words::badge,
    },
};

/// How the updates of a page stand.
#[derive(Clone, Copy)]
pub struct Updates {
    there: Memo<bool>,
    failing: Memo<Option<Instant>>,
    offline: RwSignal<Option<Instant>>,
}

impl Updates {
    /// Of what the page has loaded. To be called at page level.
    pub fn of<T: Send + Sync + 'static>(loaded: Loaded<T>) -> Self {
        let clock = use_clock();
        let since = move || (!document::is_online()).then(|| clock.now_untracked());
        let offline = RwSignal::new(since());
        for event in ["online", "offline", "visibilitychange"] {
            let handle = window_event_listener_untyped(event, move |_| {
                offline.try_update(|known| *known = since().map(|now| known.unwrap_or(now)));
                if document::is_online() && document::is_visible() {
                    loaded.again();
                }
            });
            on_cleanup(move || handle.remove());
        }
        let there = Memo::new(move |_| loaded.value().is_some());
        Self { there, failing: Memo::new(move |_| loaded.failing()), offline }
    }

    /// In words, once something was loaded; told to whoever listens when it changes.
    pub fn view(self) -> AnyView {
        let stands = Memo::new(move |_| (self.offline.get(), self.failing.get(), self.there.get()));
        // That one is offline the banner says to whoever listens.
        let offline = live(move || {
            stands.get().0.map(|since| badge("warn", format!("Offline since {}", shown(since))))
        });
        let words = live(move || match stands.get() {
            (None, Some(since), _) => badge("warn", format!("Retrying since {}", shown(since))),
            (None, None, true) => badge("ok", "Up to date"),
            _ => ().into_any(),
        });
        view! { <span class="no-print">{offline}<span role="status">{words}</span></span> }
    }
}

fn shown(since: Instant) -> String {
    intl::format(since, None, Detail::Clock)
}
