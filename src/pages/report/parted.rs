//! Two devices, or two tabs, have changed one report, or the other has sent it: what was typed here is kept as a report of its
//! own. What differs stands side by side.

use leptos::prelude::*;

use super::{Wizard, check::rows, contact::typed, sending::sent_route};
use crate::{
    components::{
        card::card_not_printed,
        link::link,
        markup::{live, view},
    },
    draft::{
        ReportDraft,
        saving::{Parted, There},
    },
    route::{Route, Step},
};

/// The notice, as long as it was not closed.
#[component]
pub fn PartedNote(wizard: Wizard) -> impl IntoView {
    let draft = wizard.open.draft;
    let parted = Memo::new(move |_| wizard.saving.parted(&draft.with(|draft| draft.id.clone())));
    let note = live(move || parted.get().map(|parted| note(wizard, parted)));
    view! { <div role="status">{note}</div> }
}

fn note(wizard: Wizard, parted: Parted) -> AnyView {
    let Parted { here, there } = parted;
    let (title, body) = match there {
        There::Typed(there) => ("Another device or tab changed this report too", beside(wizard, &there)),
        There::Sent(number) => ("This report was sent already", sent(number)),
    };
    card_not_printed(
        title,
        view! { {body}<p><button class="button" type="button" on:click=move |_| wizard.saving.seen(&here)>"Close this note"</button></p> },
    )
}

fn sent(number: String) -> AnyView {
    let route = sent_route(&number);
    view! { <p>"It is "{link(&route, number)}", by a press of yours whose answer was lost, or from another device or tab. What you typed since may not be in it. Nothing is lost: it is a report of its own now. Look first; if it is about the same fault, add it there."</p> }
}

fn beside(wizard: Wizard, there: &ReportDraft) -> AnyView {
    let step = Step::from_slug(&there.step).unwrap_or(Step::Wrong);
    let other = Route::Report { step, draft: Some(there.id.clone()), unit: None };
    let lines = wizard
        .open
        .draft
        .with_untracked(|draft| differing(draft, there))
        .into_iter()
        .map(|(name, here, there)| view! { <tr><th scope="row">{name}</th><td data-label="Here">{said(here)}</td><td data-label="There">{said(there)}</td></tr> })
        .collect_view();
    view! {
        <p>"Nothing is lost: both are kept, as two reports. You go on with what you typed here; the other is "{link(&other, "the other report")}"."</p>
        <table class="table" data-narrow="stack">
            <caption class="visually-hidden">"What differs"</caption>
            <thead><tr><th scope="col">"Answer"</th><th scope="col">"Here"</th><th scope="col">"There"</th></tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

fn said(value: String) -> String {
    if value.trim().is_empty() { "not given".to_owned() } else { value }
}

/// The answers that are not the same.
fn differing(here: &ReportDraft, there: &ReportDraft) -> Vec<(&'static str, String, String)> {
    let both = rows(here, &typed(here)).into_iter().zip(rows(there, &typed(there)));
    both.filter(|((_, _, here), (_, _, there))| here != there)
        .map(|((_, name, here), (_, _, there))| (name, here, there))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let here = ReportDraft {
            synopsis: "a".to_owned(),
            description: "same".to_owned(),
            ..ReportDraft::default()
        };
        let there = ReportDraft { synopsis: "b".to_owned(), priority: Some(2), ..here.clone() };
        let lines = differing(&here, &there);
        let expected = [("Symptom", "a", "b"), ("Priority", "", "2")];
        let lines: Vec<_> =
            lines.iter().map(|(name, here, there)| (*name, here.as_str(), there.as_str())).collect();
        assert_eq!(lines, expected);
    }
}
