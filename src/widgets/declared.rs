//! What an account has said and done about itself, and when.

use leptos::prelude::*;
use wire::{
    declaration::{Declaration, DeclarationStep},
    json::Counted,
};

use crate::components::{
    card::card,
    instant::At,
    markup::view,
    words::{more_unread, muted, none},
};

/// "by Adaeze Oyelaran, 24 Nov, on behalf".
pub fn said_by(line: &Declaration) -> AnyView {
    let text = line.text.as_ref().map(|text| format!("“{text}” "));
    let behalf = if line.on_behalf { ", on behalf of the account" } else { "" };
    view! { <small>{text}"by "{line.by.clone()}", "<At instant=line.at/>{behalf}</small> }
}

/// All lines, the newest first. `name` says what a topic is.
pub fn history(lines: &Counted<Declaration>, name: impl Fn(&str) -> String) -> AnyView {
    if lines.is_empty() {
        return card("History", none(lines.unread, "Nobody has said or changed anything here yet."));
    }
    let rows = lines.iter().map(|line| row(line, name(&line.topic))).collect_view();
    let table = view! {
        <table class="table" data-narrow="stack">
            <caption class="visually-hidden">"What was said, the newest first"</caption>
            <thead><tr><th scope="col">"When"</th><th scope="col">"Who"</th><th scope="col">"What"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    };
    card(
        "History",
        view! { <div class="table-scroll" role="region" aria-label="History" tabindex="0">{table}</div>{more_unread(lines.unread)} },
    )
}

fn row(line: &Declaration, name: String) -> AnyView {
    let step = match &line.step {
        DeclarationStep::Given => "given",
        DeclarationStep::Withdrawn => "taken back",
        DeclarationStep::Added => "added",
        DeclarationStep::Removed => "removed",
        DeclarationStep::Secured => "secured",
        DeclarationStep::NotSecured => "not secured",
        DeclarationStep::Recorded => "recorded",
        DeclarationStep::Unknown(step) => step,
    };
    let behalf = if line.on_behalf { " (on behalf)" } else { "" };
    let text = line.text.as_ref().map(|text| muted(text.clone()));
    view! {
        <tr>
            <th scope="row" data-label="When"><At instant=line.at/></th>
            <td data-label="Who">{line.by.clone()}{behalf}</td>
            <td data-label="What"><span>{name}": "{step.to_owned()}" "{text}</span></td>
        </tr>
    }
}
