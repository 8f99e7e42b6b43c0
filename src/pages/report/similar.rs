//! What the account has reported already and may be the same: about the unit, or with words of the symptom, within 90 days.
//! It stands beside the report and asks for nothing; without an answer nothing is said.

use std::time::Duration;

use chrono::TimeDelta;
use leptos::prelude::*;
use rules::{Instant, words};
use wire::case::CaseSummary;

use super::Wizard;
use crate::{
    api,
    browser::timer,
    clock::use_clock,
    components::{
        loaded::load,
        markup::{live, view},
        words::badge,
    },
    route::Route,
    widgets::case_row::status_words,
};

/// How far back it is looked.
const DAYS: i64 = 90;

/// Those cases, open ones first.
#[component]
pub fn SimilarCases(wizard: Wizard) -> impl IntoView {
    let now = use_clock().now_untracked();
    let from = (now - TimeDelta::days(DAYS)).date_naive().to_string();
    let about = move || {
        wizard.open.draft.with(|draft| {
            let unit = draft.unit.as_ref().filter(|_| !draft.unlisted).map(|unit| unit.reference.clone());
            (unit.unwrap_or_default(), draft.synopsis.trim().to_owned())
        })
    };
    let asked = timer::settled(about, Duration::from_millis(500));
    let found = load(move || {
        asked.with(|(unit, symptom)| {
            (!unit.is_empty() || !symptom.is_empty()).then(|| api::cases::similar(unit, symptom, &from))
        })
    });
    live(move || {
        let list = found.value().filter(|list| !list.items.is_empty())?;
        let rows = list.items.iter().map(|case| row(case, now)).collect_view();
        Some(view! {
            <section class="card measure" aria-labelledby="similar-title">
                <header><h2 id="similar-title">"May be the same"</h2></header>
                <p class="hint" role="status">{list.total.map(|total| format!("{} of your account within {DAYS} days. ", words::count(total, "case")))}
                    "If yours is one of them, write there; if not, go on."</p>
                <ul class="people">{rows}</ul>
            </section>
        })
    })
}

/// Opened beside the report, which stays where it is.
fn row(case: &CaseSummary, now: Instant) -> AnyView {
    let (status, tone) = status_words(&case.status, &case.waiting_on);
    let age = match (now - case.created_at).num_days() {
        ..1 => "opened within a day".to_owned(),
        days => format!("opened {} ago", words::count(u32::try_from(days).unwrap_or_default(), "day")),
    };
    let unit = case.unit_title.clone().unwrap_or_default();
    let detail = format!("P{} · {unit} · {} · {age}", case.priority, case.number);
    view! {
        <li><div><b><a href=Route::case(&case.number).to_string() target="_blank" rel="noopener">{case.synopsis.clone()}
            <span class="visually-hidden">" (in a new tab)"</span></a></b>" "<small>{detail}</small></div>{badge(tone, status)}</li>
    }
}
