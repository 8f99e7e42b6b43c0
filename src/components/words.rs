//! Words with a look: badges and the quiet second line. Plain functions, so that all uses share one piece of code.

use leptos::prelude::*;
use wire::json::Counted;

use crate::components::markup::view;

/// A short state in a frame; its tone says how it is meant, its words say it too.
pub fn badge(tone: &'static str, words: impl Into<String>) -> AnyView {
    framed(tone, words.into())
}

fn framed(tone: &'static str, words: String) -> AnyView {
    view! { <span class="badge" data-tone=tone>{words}</span> }
}

/// Small and quiet, after what it belongs to.
pub fn muted(words: impl Into<String>) -> AnyView {
    quiet(words.into())
}

fn quiet(words: String) -> AnyView {
    view! { <small class="muted">{words}</small> }
}

/// In the place of a list without entries: that there are none, or that there are some which can't be read here.
pub fn none(unread: usize, words: &'static str) -> AnyView {
    none_or(unread, || paragraph(words.to_owned()))
}

/// The same, where there being none takes more than a sentence.
pub fn none_or(unread: usize, none: impl FnOnce() -> AnyView) -> AnyView {
    match unread {
        0 => none(),
        1 => paragraph("There is one here that can’t be read.".to_owned()),
        more => paragraph(format!("There are {more} here that can’t be read.")),
    }
}

/// Below a list of which only some can be read; nothing where all can.
pub fn more_unread(unread: usize) -> AnyView {
    more_unread_words(unread).map(quiet).into_any()
}

/// What of a list can't be read, whether something of it can or not.
pub fn rest_unread<T>(list: &Counted<T>) -> AnyView {
    if list.is_empty() { none(list.unread, "") } else { more_unread(list.unread) }
}

/// The words of it.
pub fn more_unread_words(unread: usize) -> Option<String> {
    (unread > 0).then(|| format!("{unread} more can’t be read here"))
}

/// That an answer says nothing of some of the units that were sent, before something is done or after it.
pub fn untold(count: usize, is_done: bool) -> String {
    match (count, is_done) {
        (0, _) => String::new(),
        (_, false) => format!(" Of {count} the server’s answer says nothing."),
        (_, true) => format!(
            " Of {count} the server’s answer says nothing: look at those units before you send them again."
        ),
    }
}

fn paragraph(words: String) -> AnyView {
    view! { <p class="muted">{words}</p> }
}

/// The initials of somebody, for the eye only.
pub fn avatar(name: &str) -> AnyView {
    let initials: String = name.split_whitespace().filter_map(|part| part.chars().next()).take(2).collect();
    view! { <span class="avatar" aria-hidden="true">{initials}</span> }
}
