//! Instants on the screen: the viewer's zone first, another zone when it differs, UTC on demand.

use leptos::prelude::*;
use rules::Instant;

use crate::{
    browser::intl::{self, Detail},
    components::markup::view,
};

/// An instant in the viewer's zone; `zone`'s wall clock after it when that shows something else; UTC in `datetime` and
/// in the tooltip.
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
    view! {
        <time datetime=instant.to_rfc3339() title=utc>{own}</time>
        {other.map(|other| view! { " "<small class="muted">"("{other}" there)"</small> })}
    }
}
