//! What is wrong with what this installation was given: `config.json`, read key by key, and answers of which something could not
//! be read. It is said on the page, and everything else holds.

use leptos::prelude::*;
use wire::config::{Settings, settings};

use crate::{
    api,
    browser::document,
    components::{
        card::banner,
        markup::{live, view},
    },
    session::{LeftOut, use_session},
};

/// Paints the colour of the installation, goes on where a slip has held everything up, and says what is wrong.
pub fn piece() -> AnyView {
    let session = use_session();
    let text = session.settings_text().unwrap_or_default();
    let Some(build) = api::installation::config_of_the_build() else { return ().into_any() };
    let Settings { config, accent, faults } = settings(&text, &build);
    document::paint(accent.as_ref().map(|accent| (&*accent.light, &*accent.dark)));
    // What was read at once may be wrong all the same: an address that is none is asked nothing.
    let is_other = untrack(|| session.is_faulty() || session.config().as_deref() != Some(&config));
    if is_other {
        session.begin((!text.is_empty()).then_some(config));
    }
    let left_out = live(move || left_behind(&session.left_out()));
    view! { {left_out}{(!text.is_empty()).then(|| with_faults(faults))} }
}

fn with_faults(faults: Vec<String>) -> Option<AnyView> {
    if faults.is_empty() {
        return None;
    }
    let faults = faults.into_iter().map(|fault| view! { <li>{fault}</li> }).collect_view();
    Some(banner(
        "warn",
        "warning",
        "The settings of this portal (config.json) have faults.",
        view! { "Everything else holds. Whoever runs it needs these lines:"<ul>{faults}</ul> },
    ))
}

/// One banner for all of them: an API that has a fault has it in many answers. What came before the newest is folded.
fn left_behind(all: &[LeftOut]) -> Option<AnyView> {
    let session = use_session();
    let (newest, earlier) = all.split_last()?;
    let lines = |all: &[LeftOut]| {
        let lines = all.iter().map(|left| view! { <li>{left_out(left)}</li> }).collect_view();
        view! { <ul>{lines}</ul> }
    };
    let earlier = (!earlier.is_empty()).then(|| {
        view! { <details><summary>{format!("{} earlier", earlier.len())}</summary>{lines(earlier)}</details> }
    });
    Some(banner(
        "warn",
        "warning",
        "Not everything is shown.",
        view! {
            {earlier}{lines(std::slice::from_ref(newest))}
            <button class="link" type="button" on:click=move |_| session.forget_left_out()>"Close"</button>
        },
    ))
}

/// What is missing from what is shown, and what to tell the people who can look into it.
fn left_out(left: &LeftOut) -> String {
    let naive = left.lost.naive.replace(' ', ", ");
    let naive = if naive.is_empty() { naive } else { format!("Time zone unknown: {naive}. ") };
    let what = match left.lost.entries {
        0 => String::new(),
        1 => "One entry of a list is".to_owned(),
        count => format!("{count} entries of a list are"),
    };
    let what = if what.is_empty() {
        "A time without its zone is not used; the rest stands.".to_owned()
    } else {
        format!("{what} left out, because the server’s answer can’t be read there.")
    };
    let id = if left.request.is_empty() { String::new() } else { format!(" Request {}.", left.request) };
    format!("{naive}{what}{id}")
}
