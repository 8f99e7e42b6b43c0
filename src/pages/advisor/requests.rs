//! What was asked, and where it stands.

use leptos::prelude::*;
use wire::advice::{Advice, AdviceKind, AdviceList, AdviceState};

use crate::{
    components::{
        card::card,
        instant::At,
        link::link,
        markup::view,
        words::{badge, none},
    },
    route::Route,
    session::use_session,
};

/// The requests, the latest first.
pub fn table(list: &AdviceList) -> AnyView {
    if list.items.is_empty() {
        return card(
            "Asked so far",
            none(
                list.items.unread,
                "Nothing was asked yet. Questions and requests for guidance on a release stand here with their answers.",
            ),
        );
    }
    let several = !use_session().several_accounts().is_empty();
    let rows: Vec<AnyView> = list.items.iter().map(|advice| row(advice, several)).collect();
    card(
        "Asked so far",
        view! {
            <div class="table-scroll" role="region" aria-label="Asked so far" tabindex="0">
                <table class="table" data-narrow="stack">
                    <caption class="visually-hidden">"Requests, the latest first"</caption>
                    <thead><tr><th scope="col">"About"</th><th scope="col">"What"</th><th scope="col">"State"</th><th scope="col">"Asked by"</th><th scope="col">"Last"</th>
                        {several.then(|| view! { <th scope="col">"End User"</th> })}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        },
    )
}

fn row(advice: &Advice, several: bool) -> AnyView {
    let account = several.then(|| view! { <td data-label="End User">{advice.account.name.clone()}</td> });
    view! {
        <tr><th scope="row" data-label="About">{link(&Route::Advice { id: advice.id.clone() }, &advice.subject)}</th>
            <td data-label="What">{kind_words(&advice.kind)}</td><td data-label="State">{state_badge(&advice.state)}</td>
            <td data-label="Asked by">{advice.asked_by.clone()}</td><td data-label="Last"><At instant=advice.changed_at/></td>{account}</tr>
    }
}

/// What is asked for.
pub fn kind_words(kind: &AdviceKind) -> String {
    match kind {
        AdviceKind::Question => "Question".to_owned(),
        AdviceKind::ReleaseGuidance => "Guidance on a release".to_owned(),
        AdviceKind::Unknown(text) => text.clone(),
    }
}

/// Where it stands.
pub fn state_badge(state: &AdviceState) -> AnyView {
    match state {
        AdviceState::Open => badge("warn", "waiting on the advisor"),
        AdviceState::Answered => badge("ok", "answered"),
        AdviceState::Closed => badge("quiet", "closed"),
        AdviceState::BecameCase => badge("info", "became a case"),
        AdviceState::Unknown(text) => badge("quiet", text),
    }
}
