//! Who changed the people, and how.

use leptos::prelude::*;
use wire::contact::{Recorded, RecordedStep, RosterChange, RosterChanges};

use super::own::{held_text, hours_text};
use crate::components::{card::card, instant::At, markup::view, words::none};

/// All of it, the newest first.
pub fn history_view(changes: &RosterChanges) -> AnyView {
    if changes.items.is_empty() {
        return card("History", none(changes.items.unread, "Nobody has changed anything here yet."));
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
    let done = step(change);
    match &change.proposed_by {
        Some(by) => format!("{done}, as {by} had proposed: {}", change.word.as_deref().unwrap_or_default()),
        None => done,
    }
}

fn step(change: &RosterChange) -> String {
    let name = |recorded: &Option<Recorded>| {
        recorded.as_ref().map(|recorded| recorded.name.clone()).unwrap_or_default()
    };
    let (before, after) = (name(&change.before), name(&change.after));
    let word = change.word.as_deref().map(|word| format!(": {word}")).unwrap_or_default();
    let role = change
        .after
        .as_ref()
        .and_then(|after| after.role.as_ref()?.known())
        .map_or("", rules::access::Role::name);
    match &change.step {
        RecordedStep::Add => format!("{after} added"),
        RecordedStep::Replace => format!("{before} replaced by {after}"),
        RecordedStep::Edit | RecordedStep::Certificate => edited(change),
        RecordedStep::Remove => format!("{before} removed"),
        RecordedStep::HasLeft => format!("{before} has left"),
        RecordedStep::Invite => format!("{after} invited ({role})"),
        RecordedStep::Withdraw => format!("invitation of {before} withdrawn"),
        RecordedStep::Accept => format!("{after} accepted the invitation ({role})"),
        RecordedStep::EndSignIn => format!("sign-in of {before} ended"),
        RecordedStep::Approve => format!("access of {after} by certificate approved{word}"),
        RecordedStep::Decline => format!("access of {after} by certificate declined{word}"),
        RecordedStep::Confirm => "all of it confirmed to be right".to_owned(),
        RecordedStep::Unknown(step) => format!("{step}: {before} {after}"),
    }
}

/// Reads a field as people see it.
type Reading<'a> = &'a dyn Fn(&Recorded) -> String;

/// What was put right, from what to what.
fn edited(change: &RosterChange) -> String {
    let Some(after) = &change.after else { return String::new() };
    let nobody = Recorded::named(&after.name, &after.email);
    let before = change.before.as_ref().unwrap_or(&nobody);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let certificate =
        |recorded: &Recorded| recorded.certification.as_ref().map(held_text).unwrap_or_default();
    let fields: [(&str, Reading<'_>); 7] = [
        ("name", &|recorded| recorded.name.clone()),
        ("e-mail address", &|recorded| recorded.email.clone()),
        ("telephone", &|recorded| recorded.phone.clone()),
        ("time zone", &|recorded| text(&recorded.zone)),
        ("hours", &|recorded| hours_text(recorded.preferred_hours.as_ref())),
        ("place of work", &|recorded| text(&recorded.country)),
        ("certificate", &certificate),
    ];
    let known = |text: String| if text.is_empty() { "none".to_owned() } else { text };
    let words: Vec<String> = fields
        .iter()
        .map(|(field, of)| (field, of(before), of(after)))
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, after)| format!("{field} from {} to {}", known(before), known(after)))
        .collect();
    format!("{}: {}", before.name, if words.is_empty() { "nothing".to_owned() } else { words.join(", ") })
}
