//! A case in a list: number, unit, symptom, priority and how its clock stands.

use leptos::prelude::*;
use rules::{
    Instant,
    access::Role,
    escalation::{Reports, State, reports},
    participation::sees_only_where_added,
};
use wire::case::{CaseStatus, CaseSummary, WaitingOn};

use crate::{
    clock::use_clock,
    components::{
        instant::At,
        link::link,
        markup::{live, view},
        words::badge,
    },
    route::Route,
    session::use_session,
    widgets::response_clock::{ResponseFacts, ResponseInline},
};

/// The words and tone of a status.
pub fn status_words(status: &CaseStatus, waiting_on: &WaitingOn) -> (String, &'static str) {
    match (status, waiting_on) {
        (CaseStatus::Open | CaseStatus::InProgress | CaseStatus::Resolved, WaitingOn::Customer) => {
            let own = use_session()
                .me()
                .and_then(|me| me.role.known())
                .is_none_or(|role| role.works_for_end_user());
            (if own { "waiting on you" } else { "waiting on the End User" }.to_owned(), "warn")
        }
        (CaseStatus::Open, _) => ("open".to_owned(), "info"),
        (CaseStatus::InProgress, _) => ("in progress".to_owned(), "info"),
        (CaseStatus::Resolved, _) => ("resolved".to_owned(), "ok"),
        (CaseStatus::Closed, _) => ("closed".to_owned(), "quiet"),
        (CaseStatus::Unknown(text), _) => (text.clone(), "quiet"),
    }
}

/// What makes a case appear in an empty list.
pub fn where_cases_come_from() -> &'static str {
    let role = use_session().me().and_then(|me| me.role.known());
    if role.is_some_and(sees_only_where_added) {
        "A case appears here when somebody of your account has added you to those who take part in it."
    } else {
        "A fault that you report appears here with its clock."
    }
}

/// Whether the clock of the first response still says something in a list.
fn clock_matters(case: &CaseSummary) -> bool {
    case.status != CaseStatus::Closed
}

/// One row.
#[component]
fn CaseRow(
    case: CaseSummary,
    /// Whether the row says whose case it is.
    named: Named,
    /// Which instant the row says.
    when: When,
) -> impl IntoView {
    let (status, tone) = status_words(&case.status, &case.waiting_on);
    let facts =
        ResponseFacts { created: case.created_at, due: case.due_at, first_contact: case.first_contact_at };
    let clock = clock_matters(&case).then(|| view! { <ResponseInline facts/> });
    let at = match when {
        When::Opened => Some(case.created_at),
        When::Changed => case.changed_at,
        When::Unsaid => None,
    };
    let at = when
        .head()
        .map(|head| view! { <td data-label=head>{at.map(|instant| view! { <At instant/> })}</td> });
    let is_advisor = use_session().me().and_then(|me| me.role.known()) == Some(Role::Advisor);
    let asked = (case.asks_advisor && is_advisor).then(|| badge("warn", "asked for you"));
    view! {
        <tr>
            <td data-label="Priority"><span class="priority" data-level=case.priority.to_string()>"P"{case.priority}</span></td>
            <th scope="row" data-label="Case">{link(&Route::case(&case.number), case.synopsis)}</th>
            <td data-label="Number" class="mono">{case.number}</td>
            <td data-label="Unit">{case.unit_title}</td>
            <td data-label="Status">{badge(tone, status)}{(case.open_escalations > 0).then(|| badge("warn", "escalated"))}{case.next_report_at.map(report_overdue)}{asked}</td>
            <td data-label="First response">{clock}</td>
            {at}
            {(named == Named::ByAccount).then(|| view! { <td data-label="End User">{case.account.name}</td> })}
        </tr>
    }
}

/// Says so as soon as a promised status report about an escalation has not come in time.
fn report_overdue(next: Instant) -> AnyView {
    let clock = use_clock();
    let overdue =
        Memo::new(move |_| matches!(reports(State::Owned, Some(next), clock.now()), Reports::Overdue(_)));
    live(move || overdue.get().then(|| badge("bad", "report overdue")))
}

/// Whether a list of cases says whose each one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    /// For people with several accounts.
    ByAccount,
    /// There is only one.
    Plain,
}

/// Which instant a list of cases says beside the first response: that which it is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// None
    #[default]
    Unsaid,
    /// When it was opened
    Opened,
    /// When something last happened to it
    Changed,
}

impl When {
    fn head(self) -> Option<&'static str> {
        match self {
            Self::Unsaid => None,
            Self::Opened => Some("Opened"),
            Self::Changed => Some("Last change"),
        }
    }
}

/// A table of cases.
#[component]
pub fn CaseTable(
    cases: Vec<CaseSummary>,
    caption: &'static str,
    #[prop(optional)] when: When,
) -> impl IntoView {
    let several = !use_session().several_accounts().is_empty();
    let named = if several { Named::ByAccount } else { Named::Plain };
    view! {
        <div class="table-scroll" role="region" aria-label=caption tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>
                    <th scope="col">"Priority"</th><th scope="col">"Case"</th><th scope="col">"Number"</th>
                    <th scope="col">"Unit"</th><th scope="col">"Status"</th><th scope="col">"First response"</th>
                    {when.head().map(|head| view! { <th scope="col">{head}</th> })}
                    {several.then(|| view! { <th scope="col">"End User"</th> })}
                </tr></thead>
                <tbody>{cases.into_iter().map(|case| view! { <CaseRow case named when/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}
