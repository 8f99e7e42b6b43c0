//! Instants on the screen: the viewer's zone first, another zone when it differs, UTC on demand.

use leptos::prelude::*;
use rules::Instant;

use crate::{
    browser::{
        intl::{self, Detail},
        storage,
    },
    components::{markup::view, words::muted},
};

const KEY: &str = "utc";

/// Whether times are shown in UTC too: the person's choice, kept in this browser.
#[derive(Clone, Copy)]
pub struct UtcShown(RwSignal<bool>);

impl UtcShown {
    /// Makes it and hands it down by context; called once, by the app.
    pub fn provide() {
        provide_context(Self(RwSignal::new(storage::read(KEY).is_some())));
    }

    /// Shown, or not.
    pub fn get(self) -> bool {
        self.0.get()
    }

    /// Remembers the choice. A browser that refuses keeps it until the page is left.
    pub fn set(self, shown: bool) {
        self.0.set(shown);
        if shown {
            let _ = storage::write(KEY, "yes");
        } else {
            storage::remove(KEY);
        }
    }
}

/// The choice of the person at the page.
pub fn utc_shown() -> UtcShown {
    use_context().unwrap_or_else(|| UtcShown(RwSignal::new(false)))
}

/// An instant in the viewer's zone; `zone`'s wall clock after it when that shows something else; UTC in `datetime`, in the
/// tooltip, and beside it when the person wants it.
#[component]
pub fn At(
    instant: Instant,
    /// IANA name of a second zone: the site's or the advisor's.
    #[prop(optional_no_strip)]
    zone: Option<String>,
) -> impl IntoView {
    let own = intl::format(instant, None, Detail::Full);
    let other = zone.filter(|zone| !zone.is_empty()).and_then(|zone| {
        let there = intl::format(instant, Some(&zone), Detail::Full);
        let clock = |zone| intl::format(instant, zone, Detail::Weekday);
        (clock(None) != clock(Some(zone.as_str()))).then_some(there)
    });
    let utc = intl::utc(instant);
    let shown = utc_shown();
    let beside = utc.clone();
    view! {
        <time datetime=instant.to_rfc3339() title=utc>{own}</time>
        {other.map(|other| view! { " "{muted(format!("({other} there)"))} })}
        {move || shown.get().then(|| view! { " "{muted(beside.clone())} })}
    }
}
