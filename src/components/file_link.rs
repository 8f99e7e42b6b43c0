//! A link to a file of the API. The browser takes it by itself and straight to the disk; only where the API wants a token, which a
//! link does not carry, the app gets it first and says how far it is.

use leptos::prelude::*;
use rules::words::bytes;
use send_wrapper::SendWrapper;

use crate::{
    api::{self, Failure},
    browser::{announce::announcer, document, download::Getting},
    components::markup::{live, view},
};

/// From so many bytes on it is said that the browser has to gather them.
const LARGE: f64 = 200_000_000.0;

/// The link, to what is at that path and is saved under that name. `button`: it looks like one.
pub fn file_link(path: String, name: String, button: bool, words: AnyView) -> AnyView {
    let href = api::line::address(&path);
    let (said, stop) = (RwSignal::new(String::new()), RwSignal::new(None));
    let (file, of, id) = (name.clone(), name.clone(), path.clone());
    let press = move |event: leptos::ev::MouseEvent| {
        if api::line::authorization().is_none() {
            return;
        }
        event.prevent_default();
        if stop.with_untracked(Option::is_some) {
            return;
        }
        let Some(getting) = Getting::new() else {
            return said.set("The browser can’t get files.".to_owned());
        };
        stop.set(Some(SendWrapper::new(getting.stop())));
        said.set("It is on its way.".to_owned());
        let (path, name, announcer) = (path.clone(), file.clone(), announcer());
        leptos::task::spawn_local(async move {
            let progress = move |here, all| said.try_set(so_far(here, all));
            let end = match api::file::get(getting, &path, &name, Box::new(progress)).await {
                Ok(came) if came.save(&name) => "The file is in your downloads".to_owned(),
                Ok(_) => "The browser did not take the file.".to_owned(),
                Err(Failure::Aborted) => "Stopped. Nothing was saved.".to_owned(),
                Err(failure) => format!("{} Press again.", failure.with_request()),
            };
            announcer.say(&end);
            stop.try_set(None);
            document::focus_next_if_lost(&path);
            said.try_set(end);
        });
    };
    let end = live(move || {
        stop.get().map(
            |stop| view! { <button class="link" type="button" on:click=move |_| stop.now()>"Stop"<span class="visually-hidden">": "{of.clone()}</span></button> },
        )
    });
    let (class, kind) = if button { (Some("button no-print"), Some("quiet")) } else { (None, None) };
    view! {
        <a id=id class=class data-kind=kind href=href download=name rel="external" on:click=press>{words}</a>
        <small>{move || said.get()}" "</small>{end}
    }
}

fn so_far(here: f64, all: f64) -> String {
    let mut words = bytes(here as u64);
    if all > 0.0 {
        words = format!("{words} of {}", bytes(all as u64));
    }
    if here.max(all) > LARGE {
        words += " The browser gathers all of it before it is saved: keep this page open.";
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_it_is_and_what_a_large_one_asks_for() {
        assert_eq!(so_far(1_500.0, 0.0), bytes(1_500));
        assert_eq!(so_far(1_500.0, 3_000.0), format!("{} of {}", bytes(1_500), bytes(3_000)));
        assert!(!so_far(0.0, LARGE).contains("keep this page open"));
        assert!(so_far(0.0, LARGE + 1.0).ends_with("keep this page open."));
        assert!(so_far(LARGE + 1.0, 0.0).ends_with("keep this page open."));
    }
}
