//! What happened to a site, the newest first.

use leptos::prelude::*;
use wire::site::{SiteChange, SiteChangeKind};

use crate::components::{card::card, instant::At, markup::view, words::muted};

/// All of it; nothing when there is nothing.
pub fn history_view(changes: &[SiteChange]) -> AnyView {
    if changes.is_empty() {
        return ().into_any();
    }
    let rows = changes.iter().map(row).collect_view();
    let table = view! {
        <table class="table" data-narrow="stack">
            <caption class="visually-hidden">"Changes, the newest first"</caption>
            <thead><tr><th scope="col">"When"</th><th scope="col">"Who"</th><th scope="col">"What"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    card(
        "History",
        view! { <div class="table-scroll" role="region" aria-label="Changes" tabindex="0">{table}</div> },
    )
}

fn row(change: &SiteChange) -> AnyView {
    let note = change.note.clone().map(|note| view! { <br/>{muted(note)} });
    view! {
        <tr><th scope="row" data-label="When"><At instant=change.at/></th><td data-label="Who">{change.by.clone()}</td><td data-label="What"><span>{what(change)}{note}</span></td></tr>
    }
}

fn what(change: &SiteChange) -> String {
    let (old, new) = (change.old.as_deref(), change.new.as_deref());
    let of = change.of.as_ref().map(|name| format!("“{name}”: ")).unwrap_or_default();
    let from_to = |name: &str| match (old, new) {
        // What it was is not told to everybody.
        (None, None) => format!("{name} changed"),
        _ => format!("{name} from {} to {}", old.unwrap_or("none"), new.unwrap_or("none")),
    };
    let done = match &change.kind {
        SiteChangeKind::Made => format!("added as “{}”", new.unwrap_or_default()),
        SiteChangeKind::Name => from_to("name"),
        SiteChangeKind::Address => from_to("address"),
        SiteChangeKind::Zone => from_to("time zone"),
        SiteChangeKind::Access => from_to("how to get in"),
        SiteChangeKind::People => from_to("people on site"),
        SiteChangeKind::Joined => match (old, new) {
            (Some(old), Some(new)) => format!("joined with it: {old}; {new} moved here"),
            _ => "another site joined with it".to_owned(),
        },
        SiteChangeKind::Unknown(kind) => from_to(kind),
    };
    format!("{of}{done}")
}
