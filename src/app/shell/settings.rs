//! `config.json`, read key by key: what is wrong with it is said on the page, and everything else holds.

use leptos::prelude::*;
use wire::config::{Settings, settings};

use crate::{
    api,
    browser::document,
    components::{card::banner, markup::view},
    session::use_session,
};

/// Paints the colour of the installation, goes on where a slip has held everything up, and says what is wrong.
pub fn piece() -> AnyView {
    let session = use_session();
    let text = session.settings_text().unwrap_or_default();
    let Some(build) = api::installation::config_of_the_build() else { return ().into_any() };
    let Settings { config, faults } = settings(&text, &build);
    document::paint(config.accent.as_ref().map(|accent| (&*accent.light, &*accent.dark)));
    if untrack(move || session.is_faulty()) {
        session.begin((!text.is_empty()).then_some(config));
    }
    if faults.is_empty() || text.is_empty() {
        return ().into_any();
    }
    let faults = faults.into_iter().map(|fault| view! { <li>{fault}</li> }).collect_view();
    banner(
        "warn",
        "warning",
        "The settings of this portal (config.json) have faults.",
        view! { "Everything else holds. Whoever runs it needs these lines:"<ul>{faults}</ul> },
    )
}
