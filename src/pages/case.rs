//! One case with its clock, and the confirmation when it has just been opened.

mod timeline;

use leptos::prelude::*;
use rules::{problem::Exclusion, words};
use wire::case::{Case, ExpertBasis};

use crate::{
    api::{self, Abort},
    clock::use_clock,
    components::{
        copy::Copy,
        fact::{fact, fact_if_known},
        icon::Icon,
        instant::At,
        link::use_asked,
        loaded::{FailureView, load, skeleton},
        page_head::PageHead,
    },
    pages::not_found::NotThere,
    route::{Confirmed, Route},
    widgets::{
        case_row::status_words,
        response_clock::{ResponseClock, ResponseFacts},
        why::Why,
    },
};

fn asked(route: Route) -> Option<(String, Confirmed)> {
    match route {
        Route::Case { number, confirmed } => Some((number, confirmed)),
        _ => None,
    }
}

/// The page.
#[component]
pub fn CasePage() -> impl IntoView {
    let asked = use_asked(asked);
    let number = Memo::new(move |_| asked.get().0);
    let tick = use_clock().every(30);
    let case = load(move || {
        tick.get();
        let (number, abort) = (number.get(), Abort::with_owner());
        async move { api::cases::one(&number, &abort).await }
    });
    move || {
        match case.answer() {
        Some(Ok(case)) if case.number == number.get() => view! { <CaseView case confirmed=asked.get().1/> }.into_any(),
        Some(Err(failure)) if failure.is_not_found() => view! { <NotThere what="case" number=number.get()/> }.into_any(),
        Some(Err(failure)) if failure != api::Failure::Aborted => {
            view! { <PageHead title=number/><FailureView what="this case" failure again=move |()| case.again()/> }.into_any()
        }
        _ => skeleton(),
    }
    }
}

#[component]
fn CaseView(case: Case, confirmed: Confirmed) -> impl IntoView {
    let (status, tone) = status_words(&case.status, &case.waiting_on);
    let clock = clock(&case);
    let confirmation = (confirmed == Confirmed::Yes).then(|| view! { <Confirmation case=case.clone()/> });
    let (priority, number) = (case.priority, case.number.clone());
    view! {
        <PageHead title=case.synopsis.clone() back=(Route::open_cases(), "Cases")>
            <span class="priority" data-level=priority.to_string()>"P"{priority}</span>
            <Copy value=number label="case number"/>
            <span class="badge" data-tone=tone>{status}</span>
        </PageHead>
        {confirmation}
        <div class="columns" data-split="main">
            <div class="stack">
                <section class="card">
                    <header><h2>"What happened so far"</h2></header>
                    <timeline::Timeline events=case.events.clone()/>
                </section>
                <section class="card">
                    <header><h2>"Description"</h2></header>
                    <pre class="text">{case.description.clone()}</pre>
                </section>
            </div>
            <div class="stack">{clock}<Facts case/></div>
        </div>
    }
}

/// The clock with the basis of its target; nothing when the priority is none of the four.
fn clock(case: &Case) -> Option<impl IntoView + use<>> {
    let target = case.response_target()?;
    let facts = ResponseFacts {
        created: case.created_at,
        due: case.due_at,
        first_contact: case.first_contact.as_ref().map(|contact| contact.at),
    };
    let basis = format!(
        "Target {}, by the Priority {} row of the table “{}”; opened by {}.",
        words::minutes(target.minutes),
        target.row.number(),
        target.table,
        target.channel.name()
    );
    let zone = case.unit.as_ref().and_then(|unit| unit.zone.clone());
    Some(view! { <ResponseClock facts=Signal::stored(facts) reason=target.reason() basis zone/> })
}

/// What was opened and what happens next; its address keeps it over a reload.
#[component]
fn Confirmation(case: Case) -> impl IntoView {
    let next = if case.priority == 1 {
        "An engineer contacts you by phone or e-mail. If service is down and you wait too long, call the number at the top of this page and name the case number."
    } else {
        "An engineer contacts you by phone or e-mail. You can read and print this page; it updates by itself."
    };
    view! {
        <section class="done-head" role="status">
            <Icon name="check"/>
            <h2>"Case opened"</h2>
            <p class="mono">{case.number}</p>
            <p>"First response due "<At instant=case.due_at/>". "{next}</p>
        </section>
    }
}

/// The facts of the case.
#[component]
fn Facts(case: Case) -> impl IntoView {
    let unit = match (&case.unit, &case.unlisted) {
        (Some(unit), _) => {
            let title = unit.host_name.clone().unwrap_or_else(|| unit.reference.clone());
            view! { <a href=Route::unit(&unit.reference).to_string()>{title}</a><br/><small class="muted">{unit.model.clone()}" · "{unit.site.clone()}</small> }.into_any()
        }
        (None, Some(unlisted)) => view! {
            {unlisted.host_name.clone()}", "{unlisted.site.clone()}<br/><span class="badge" data-tone="warn">"to be checked"</span>
        }
        .into_any(),
        (None, None) => ().into_any(),
    };
    let expert = case.expert_to_expert.as_ref().map(|basis| match basis {
        ExpertBasis::Representative => "yes, by a named representative".to_owned(),
        ExpertBasis::Certified => "yes, by a certified expert".to_owned(),
        ExpertBasis::Unknown(text) => text.clone(),
    });
    let exclusions = case
        .exclusions
        .iter()
        .filter_map(|code| Exclusion::from_code(code))
        .map(|exclusion| view! { <li>{exclusion.question()}<Why reason=exclusion.reason()/></li> })
        .collect_view();
    let call_note = case.call_note.clone().map(|number| {
        let href = Route::CallNote { number: number.clone() }.to_string();
        view! { <a href=href>{number}</a> }
    });
    let has_exclusions = !case.exclusions.is_empty();
    let outage = case.network_outage.map(|out| if out { "yes" } else { "no" });
    let opened_by = if case.on_behalf {
        format!("{} on behalf of {}", case.opened_by, case.account.name)
    } else {
        case.opened_by.clone()
    };
    view! {
        <section class="card">
            <header><h2>"Case"</h2></header>
            <dl class="facts">
                {fact("Unit", unit)}
                {fact("Opened", view! { <At instant=case.created_at/><br/><small class="muted">"by "{opened_by}</small> })}
                {fact("Expert to Expert", expert.unwrap_or_else(|| "no".to_owned()))}
                {fact_if_known("Software version", case.software_version)}
                {fact_if_known("Network outage", outage)}
                {fact_if_known("Since", case.since.map(|since| view! { <At instant=since/> }))}
                {fact_if_known("Your reference", case.own_reference)}
                {fact_if_known("Call note", call_note)}
            </dl>
            {has_exclusions.then(|| view! { <h3>"Declared when it was opened"</h3><ul class="stack" data-gap="tight">{exclusions}</ul> })}
        </section>
    }
}
