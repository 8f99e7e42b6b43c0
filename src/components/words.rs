//! Words with a look: badges and the quiet second line. Plain functions, so that all uses share one piece of code.

use leptos::prelude::*;

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

/// The initials of somebody, for the eye only.
pub fn avatar(name: &str) -> AnyView {
    let initials: String = name.split_whitespace().filter_map(|part| part.chars().next()).take(2).collect();
    view! { <span class="avatar" aria-hidden="true">{initials}</span> }
}
