//! A link to a file of the API. The browser takes it by itself and straight to the disk; only where the API wants a token, which a
//! link does not carry, the app gets it first and says how far it is.

use leptos::prelude::*;
use rules::words::bytes;
use send_wrapper::SendWrapper;

use crate::{
    api::{self, Failure},
    browser::{announce::announcer, document, download::Getting, transfer::Stop},
    components::markup::{live, view},
    session::{Session, Visitor},
};

/// The files that the app gets, by their paths: a link that is made anew, or on another page, knows of its own.
#[derive(Clone, Copy)]
pub struct Downloads(RwSignal<Vec<Download>>);

#[derive(Clone)]
struct Download {
    path: String,
    /// What was last said of it.
    said: String,
    /// What ends it, while it is on its way.
    stop: Option<SendWrapper<Stop>>,
}

impl Downloads {
    /// Makes it and hands it down by context; called once, by the app. What is on its way for somebody ends when nobody is signed in.
    pub fn provide(session: Session) {
        let downloads = Self(RwSignal::new(Vec::new()));
        let whose = StoredValue::new(String::new());
        Effect::new(move |_| {
            let person = match session.visitor() {
                Visitor::SignedIn(me) => me.id.clone(),
                // Whose session has run out comes back to them, and what is on its way does not need it any more.
                Visitor::SignedOut if !session.ran_out() => String::new(),
                _ => return,
            };
            if whose.get_value() != person {
                whose.set_value(person);
                downloads.end_all();
            }
        });
        provide_context(downloads);
    }

    fn end_all(self) {
        let all = self.0.try_update(std::mem::take).unwrap_or_default();
        all.into_iter().filter_map(|one| one.stop).for_each(|stop| stop.now());
    }

    fn of<T>(self, path: &str, look: impl FnOnce(&Download) -> T) -> Option<T> {
        self.0.with(|all| all.iter().find(|one| one.path == path).map(look))
    }

    fn is_under_way(self, path: &str) -> bool {
        self.0.with_untracked(|all| all.iter().any(|one| one.path == path && one.stop.is_some()))
    }

    /// From now on it is this that is known of it.
    fn put(self, path: &str, said: String, stop: Option<SendWrapper<Stop>>) {
        self.0.update(|all| {
            all.retain(|one| one.path != path);
            all.push(Download { path: path.to_owned(), said, stop });
        });
    }

    /// How far it is, or how it ended; whether it is still known, which nothing is that nobody is signed in for any more.
    fn say(self, path: &str, said: String, is_over: bool) -> bool {
        let known = self.0.try_update(|all| {
            let one = all.iter_mut().find(|one| one.path == path)?;
            one.said = said;
            one.stop.take_if(|_| is_over);
            Some(())
        });
        known.flatten().is_some()
    }
}

/// From so many bytes on it is said that the browser has to gather them.
const LARGE: f64 = 200_000_000.0;

/// The link, to what is at that path and is saved under that name. `button`: it looks like one.
pub fn file_link(path: String, name: String, button: bool, words: AnyView) -> AnyView {
    let href = api::line::address(&path);
    let Some(downloads) = use_context::<Downloads>() else { return ().into_any() };
    let (file, of, id, known) = (name.clone(), name.clone(), path.clone(), path.clone());
    let under_way = Memo::new({
        let path = path.clone();
        move |_| downloads.of(&path, |one| one.stop.is_some()).unwrap_or_default()
    });
    let press = move |event: leptos::ev::MouseEvent| {
        if api::line::authorization().is_none() {
            return;
        }
        event.prevent_default();
        if downloads.is_under_way(&path) {
            return;
        }
        let Some(getting) = Getting::new() else {
            return downloads.put(&path, "The browser can’t get files.".to_owned(), None);
        };
        let stop = SendWrapper::new(getting.stop());
        downloads.put(&path, "It is on its way.".to_owned(), Some(stop));
        let (path, name, announcer) = (path.clone(), file.clone(), announcer());
        leptos::task::spawn_local(async move {
            let of = path.clone();
            let progress = move |here, all| {
                downloads.say(&of, so_far(here, all), false);
            };
            let end = match api::file::get(getting, &path, &name, Box::new(progress)).await {
                Ok(came) if came.save(&name) => "The file is in your downloads".to_owned(),
                Ok(_) => "The browser did not take the file.".to_owned(),
                Err(Failure::Aborted) => "Stopped. Nothing was saved.".to_owned(),
                Err(Failure::TimedOut) => {
                    "Nothing more came, so it was given up. Nothing was saved. Press again.".to_owned()
                }
                Err(failure) => format!("{} Press again.", failure.with_request()),
            };
            if downloads.say(&path, end.clone(), true) {
                announcer.say(&end);
                document::focus_next_if_lost(&path);
            }
        });
    };
    let said = {
        let path = known.clone();
        move || downloads.of(&path, |one| one.said.clone()).unwrap_or_default()
    };
    let end = live(move || {
        let known = known.clone();
        under_way.get().then(|| {
            let stop = move |_| {
                let stop = downloads.of(&known, |one| one.stop.clone()).flatten();
                stop.into_iter().for_each(|stop| stop.now());
            };
            view! { <button class="link" type="button" on:click=stop>"Stop"<span class="visually-hidden">": "{of.clone()}</span></button> }
        })
    });
    let (class, kind) = if button { (Some("button no-print"), Some("quiet")) } else { (None, None) };
    view! {
        <a id=id class=class data-kind=kind href=href download=name rel="external" on:click=press>{words}</a>
        <small>{said}" "</small>{end}
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
