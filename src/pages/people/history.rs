//! Who changed the people, and how.

use leptos::prelude::*;
use wire::contact::{Details, RosterChange, RosterChanges, RosterStep};

use crate::components::{card::card, instant::At, markup::view};

/// All of it, the newest first.
pub fn history_view(changes: &RosterChanges) -> AnyView {
    if changes.items.is_empty() {
        return card("History", view! { <p class="muted">"Nobody has changed anything here yet."</p> });
    }
    let rows = changes.items.iter().map(row).collect_view();
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

fn row(change: &RosterChange) -> AnyView {
    view! {
        <tr><th scope="row" data-label="When"><At instant=change.at/></th><td data-label="Who">{change.by.clone()}</td><td data-label="What">{what(change)}</td></tr>
    }
}

fn what(change: &RosterChange) -> String {
    let name =
        |details: &Option<Details>| details.as_ref().map(|details| details.name.clone()).unwrap_or_default();
    let (before, after) = (name(&change.before), name(&change.after));
    match &change.step {
        RosterStep::Add => format!("{after} added"),
        RosterStep::Replace => format!("{before} replaced by {after}"),
        RosterStep::Edit => edited(change),
        RosterStep::Remove => format!("{before} removed"),
        RosterStep::HasLeft => format!("{before} has left"),
        RosterStep::Unknown(step) => format!("{step}: {before} {after}"),
    }
}

/// What was put right, from what to what.
fn edited(change: &RosterChange) -> String {
    let (Some(before), Some(after)) = (&change.before, &change.after) else { return String::new() };
    let zone = |details: &Details| details.zone.clone().unwrap_or_default();
    let pairs = [
        ("name", before.name.clone(), after.name.clone()),
        ("e-mail address", before.email.clone(), after.email.clone()),
        ("telephone", before.phone.clone(), after.phone.clone()),
        ("time zone", zone(before), zone(after)),
    ];
    let known = |text: String| if text.is_empty() { "none".to_owned() } else { text };
    let changed = pairs.into_iter().filter(|(_, before, after)| before != after);
    let words: Vec<String> = changed
        .map(|(field, before, after)| format!("{field} from {} to {}", known(before), known(after)))
        .collect();
    format!("{}: {}", before.name, if words.is_empty() { "nothing".to_owned() } else { words.join(", ") })
}
