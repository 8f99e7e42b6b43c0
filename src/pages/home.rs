//! The first screen: search and *Report a fault*; what waits on you; open cases by due time; what runs out within 90
//! days; the roster. A role that works with none of that gets the part that it works with; resellers have a first screen of
//! their own, and a guest of webinars has the catalogue in its place.

mod activation;
mod attention;
mod on_boarding;
mod proposals;
mod runs_out;

use std::sync::Arc;

use leptos::prelude::*;
use rules::access::{Action, Role, opening_cases};
use wire::{account::AccountRef, call_note::CallNoteList, case::CaseList, session::Me};

use crate::{
    api,
    app::{may_report, opens_on_behalf},
    clock::use_clock,
    components::{
        card::card,
        icon::Icon,
        link::{button_link, link, use_go},
        loaded::{Loaded, load},
        markup::view,
        page_head::PageHead,
        updates::Updates,
        words::{more_unread, none_or},
    },
    route::{CasesQuery, Route, UnitsQuery},
    session::use_session,
    widgets::{
        case_row::{CaseTable, where_cases_come_from},
        unsent_reports::unsent_reports,
        why::explanation,
    },
};

pub use attention::by_urgency;

/// What the first screen loads, at page level.
#[derive(Clone, Copy)]
struct HomeData {
    cases: Loaded<CaseList>,
    notes: Loaded<CallNoteList>,
}

impl HomeData {
    fn load(me: &Me) -> Self {
        let sees_cases = me.may(Action::SeeCases);
        let tick = use_clock().poll(30);
        let cases = load(move || {
            tick.get();
            sees_cases.then(|| api::cases::list(&CasesQuery::default()))
        });
        // Somebody is on the phone: who opens the case, and whose call it is, both see it soon.
        let often = use_clock().poll(10);
        let notes = load(move || {
            often.get();
            sees_cases.then(api::call_notes::list)
        });
        Self { cases, notes }
    }
}

/// The first screen.
#[component]
pub fn HomePage() -> impl IntoView {
    let Some(me) = use_session().me() else { return ().into_any() };
    let data = HomeData::load(&me);
    let (sees_units, sees_cases) = (me.may(Action::SeeUnits), me.may(Action::SeeCases));
    let sees_readiness =
        me.may(Action::SeeReadiness) && me.role.known().is_some_and(Role::works_for_end_user);
    let answers_proposals = sees_readiness && me.may(Action::EditContacts);
    let reports = may_report(&me);
    let greeting = format!("Hello, {}", me.name);
    let report = reports.then(|| button_link(&Route::report(), "primary", "warning", "Report a fault"));
    let open = opens_on_behalf(&me)
        .then(|| button_link(&Route::on_behalf(), "primary", "case", "Open a case for an End User"));
    // Cases of several accounts say whose they are, and need the whole width for it.
    let layout = if me.accounts.all() > 0 { "stack" } else { "columns" };
    view! {
        <PageHead title=greeting lead=me.account.name.clone()/>
        <div class="stack" data-gap="wide">
            {(sees_units || sees_cases).then(|| view! { <div class="cluster"><FindBox sees_units sees_cases/>{report}{open}</div> })}
            // Who calls waits on the telephone.
            {sees_cases.then(|| view! { <attention::Attention notes=data.notes/> })}
            {reports.then(|| unsent_reports(""))}
            <div class=layout data-split="main">
                {sees_cases.then(|| view! { <OpenCases cases=data.cases/> })}
                // What is to be made ready stands beside the cases, never above one that is urgent; and last what somebody does
                // here, which is known after the first day.
                <div class="stack">
                    {accounts(&me)}
                    {sees_readiness.then(activation::activation_card)}
                    {sees_readiness.then(on_boarding::on_boarding_card)}
                    {answers_proposals.then(proposals::proposals_card)}
                    {sees_units.then(|| view! { <runs_out::RunsOut sees_roster=me.may(Action::SeeContacts) && me.accounts.is_empty()/> })}
                    <RoleNote me=me.clone()/>
                </div>
            </div>
        </div>
    }
}

/// One search box for serial, host name and case number.
#[component]
fn FindBox(sees_units: bool, sees_cases: bool) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let go = use_go();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        go(place_of(text.get_untracked().trim(), sees_units, sees_cases));
    };
    let label = if sees_units { "Serial number, host name or case number" } else { "Case number or words" };
    view! {
        <form class="search" role="search" data-size="big" on:submit=find>
            <label class="visually-hidden" for="find">{label}</label>
            <Icon name="search"/>
            <input type="search" id="find" placeholder=label autocomplete="off"
                prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))/>
            <button class="button">"Find"</button>
        </form>
    }
}

/// Where a text is looked for: the list of units offers to go on among the cases.
fn place_of(text: &str, sees_units: bool, sees_cases: bool) -> Route {
    if sees_cases && is_call_note(text) {
        return Route::CallNote { number: text.to_ascii_uppercase() };
    }
    if sees_cases && (is_case_number(text) || !sees_units) {
        return Route::all_cases(text);
    }
    Route::Units(UnitsQuery { q: text.to_owned(), ..UnitsQuery::default() })
}

/// `CALL-2026-000123`
fn is_call_note(text: &str) -> bool {
    let number = text.split_at_checked(5).filter(|(start, _)| start.eq_ignore_ascii_case("CALL-"));
    number.is_some_and(|(_, number)| is_case_number(number))
}

/// `2026-1124-000123`, or a part of it that no serial number looks like.
fn is_case_number(text: &str) -> bool {
    text.len() >= 6 && text.contains('-') && text.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// Roles that do not open cases are told why, and what they do here.
#[component]
fn RoleNote(me: Arc<Me>) -> impl IntoView {
    me.role
        .known()
        .filter(|role| {
            !matches!(
                role,
                Role::Administrator | Role::Representative | Role::CertifiedExpert | Role::Engineer
            )
        })
        .map(|role| {
            let title = match role {
                Role::Viewer => "You look on; cases are opened by engineers",
                _ => "What you do here",
            };
            card(title, explanation(opening_cases(role)))
        })
}

/// The accounts of the vendor's people, each with the way to what is theirs.
fn accounts(me: &Me) -> Option<AnyView> {
    let (units, cases) = (me.may(Action::SeeUnits), me.may(Action::SeeCases));
    let row = |account: &AccountRef| {
        let id = || account.id.clone();
        let units = units
            .then(|| link(&Route::Units(UnitsQuery { account: id(), ..UnitsQuery::default() }), "Units"));
        let cases = cases
            .then(|| link(&Route::Cases(CasesQuery { account: id(), ..CasesQuery::default() }), "Cases"));
        let of = || view! { <span class="visually-hidden">" of "{account.name.clone()}" "</span> };
        view! { <li><b>{account.name.clone()}</b><span class="cluster">{units.map(|units| view! { <span>{units}{of()}</span> })}{cases.map(|cases| view! { <span>{cases}{of()}</span> })}</span></li> }
    };
    let rows = me.accounts.iter().map(row).collect_view();
    let unread = more_unread(me.accounts.unread);
    (me.accounts.all() > 0).then(|| card("Your accounts", view! { <ul class="rows">{rows}</ul>{unread} }))
}

/// Open cases: waiting on you first, then by due time.
#[component]
fn OpenCases(cases: Loaded<CaseList>) -> impl IntoView {
    view! {
        <section class="card">
            <header><h2>"Open cases"</h2>{Updates::of(cases).view()}{link(&Route::open_cases(), "All cases")}</header>
            {cases.show("your cases", |list| {
                if list.items.is_empty() {
                    return none_or(list.items.unread, || view! { <div class="empty"><Icon name="case"/><h3>"No open cases"</h3><p>{where_cases_come_from()}</p></div> });
                }
                let more = list.next.is_some().then(|| view! { <p>{link(&Route::open_cases(), "There are more: all open cases")}</p> });
                view! { <CaseTable cases=attention::by_urgency(&list.items) caption="Open cases by due time"/>{more} }
            })}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::{is_call_note, is_case_number, place_of};
    use crate::route::Route;

    #[test]
    fn case_numbers_and_serial_numbers_are_told_apart() {
        assert!(is_case_number("2026-1124-000123"));
        assert!(is_case_number("2026-1124"));
        for other in ["JN1234AFB", "fra1-pe03", "123456", "1-2", ""] {
            assert!(!is_case_number(other), "{other}");
        }
    }

    #[test]
    fn the_number_of_a_call_note_leads_to_it() {
        let note = Route::CallNote { number: "CALL-2026-900001".to_owned() };
        for typed in ["CALL-2026-900001", "call-2026-900001"] {
            assert_eq!(place_of(typed, true, true), note);
            assert_ne!(place_of(typed, true, false), note, "who sees no cases sees no call notes");
        }
        for other in ["CALL-", "CALL-fra1", "CALL 2026-900001", "2026-900001", "CÄLL-2026-900001", "ä"] {
            assert!(!is_call_note(other), "{other}");
        }
        assert_eq!(place_of("2026-1124-000123", true, true), Route::all_cases("2026-1124-000123"));
        assert_eq!(place_of("934702", true, true).to_string(), "/units?q=934702");
        assert_eq!(place_of("2026-1124", true, false).to_string(), "/units?q=2026-1124");
        assert_eq!(place_of("934702", false, true), Route::all_cases("934702"));
    }
}
