//! The card for the wall of a network operations centre: everything that one needs to call, on one A6 page. All of it stands
//! on the page once it is open, so that it stays readable without a network; it says as of which day.

use leptos::prelude::*;
use rules::{Date, Instant, advisor::Schedule, words};
use wire::{
    advisor::{Advisor, AdvisorOfAccount},
    config::{Config, Phone},
    contact::Contacts,
    contract::{ContractKind, ContractList, ServiceContract},
};

use crate::{
    api,
    browser::{
        document,
        intl::{self, Detail, viewer_zone},
    },
    clock::use_clock,
    components::{
        icon::Icon,
        link::{use_asked, use_go_in_place},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
        words::more_unread_words,
    },
    route::{Page, Route},
    session::use_session,
    widgets::{
        account_choice::account_choice,
        one_account::{nothing_chosen, use_account},
    },
};

/// Most contracts that fit.
const CONTRACTS: usize = 6;

/// The page.
#[component]
pub fn WallCardPage() -> impl IntoView {
    let asked = use_asked(Page::WallCard);
    let account = use_account(asked);
    let go = use_go_in_place();
    let id = move || account.with(|account| account.as_ref().map(|account| account.id.clone()));
    let contacts = load(move || id().map(|id| api::account::contacts(&id)));
    let contracts = load(move || id().map(|id| api::account::contracts(&id)));
    let advisor = load(move || id().map(|id| api::account::advisor(&id)));
    let choice =
        account_choice(move || asked.with(Route::account), move |account| go(Route::WallCard { account }));
    let clock = use_clock();
    let body = move || {
        let Some(account) = account.get() else { return nothing_chosen() };
        let now = clock.now_untracked();
        let title = account.name;
        view! {
            <article class="wall-card" aria-label="The card">
                <header><b>{title}</b><span>"as of "{words::date(clock.today())}</span></header>
                {live(move || use_session().config().map(|config| lines(&config)))}
                {advisor.beside("the advisor", move |advisor| advice(advisor, now))}
                {contacts.show("the people", people)}
                {contracts.show("the contracts", move |list| numbers(list, clock.today()))}
            </article>
        }
    };
    view! {
        <PageHead title="Wall card" lead="An A6 card for the wall: print it, hang it where the telephone is, and print it again when people or contracts change.">
            <button class="button" data-kind="primary" type="button" on:click=move |_| document::print()><Icon name="print"/>"Print"</button>
        </PageHead>
        {choice.map(|choice| view! { <form class="filters" on:submit=|event| event.prevent_default()>{choice}</form> })}
        {live(body)}
    }
}

fn row(name: String, value: AnyView) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}

fn list(title: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! { <section><h2>{title}</h2><dl>{rows}</dl></section> }
}

/// New fault and stuck case.
fn lines(config: &Config) -> AnyView {
    let rows = |phones: &[Phone]| -> Vec<AnyView> {
        let set = phones.iter().filter(|phone| !phone.number.is_empty());
        set.map(|phone| row(phone.label.clone(), call(phone.href(), phone.number.clone()))).collect()
    };
    let demonstration =
        config.demonstration_numbers.then(|| view! { <p>"Demonstration numbers: nobody answers there."</p> });
    view! {
        {list("New fault, 24 hours", rows(&config.phones.new_fault))}
        {list("A case is stuck, 24 hours", rows(&config.phones.stuck_case))}
        {demonstration}
    }
}

fn call(href: String, number: String) -> AnyView {
    view! { <a href=href>{number}</a> }
}

/// The advisor and the stand-in, with their hours.
fn advice(of_account: &AdvisorOfAccount, now: Instant) -> AnyView {
    let people = [(&of_account.advisor, "advisor"), (&of_account.stand_in, "stands in")];
    let rows: Vec<AnyView> = people
        .into_iter()
        .filter_map(|(advisor, what)| Some((advisor.as_ref()?, what)))
        .map(|(advisor, what)| {
            let phone = advisor.phone.clone().map(|number| call(wire::config::tel(&number), number));
            let hours = hours(advisor, now);
            row(format!("{}, {what}", advisor.name), view! { {phone}" "<small>{hours}</small> })
        })
        .collect();
    if rows.is_empty() {
        return list("Advice", vec![row("No advisor is assigned yet".to_owned(), ().into_any())]);
    }
    list("Advice", rows)
}

/// "Mon to Fri 09:00 to 17:00 Europe/Berlin (03:00 to 11:00 America/New_York)": as the next working day has it, because
/// the two zones change their clocks on different days.
fn hours(advisor: &Advisor, now: Instant) -> Option<String> {
    let Ok(schedule) = Schedule::try_from(advisor) else {
        return Some("Hours can’t be read here".to_owned());
    };
    let today = schedule.zone.date(now);
    let (opens, closes) = today.iter_days().take(30).find_map(|day| schedule.opening_hours(day))?;
    let clock = |zone: &str| {
        let at = |instant| intl::format(instant, Some(zone), Detail::Clock);
        format!("{} to {} {zone}", at(opens), at(closes))
    };
    let (there, here) = (clock(&advisor.zone.name), viewer_zone());
    let here = if here == advisor.zone.name { String::new() } else { format!(" ({})", clock(&here)) };
    Some(format!("Mon to Fri {there}{here}, but for holidays"))
}

/// The two to six.
fn people(contacts: &Contacts) -> AnyView {
    let mut rows: Vec<AnyView> = contacts
        .representatives
        .iter()
        .map(|person| {
            let phone = person.phone.clone().map(|number| call(wire::config::tel(&number), number));
            row(person.name.clone(), phone.into_any())
        })
        .collect();
    rows.extend(unread(contacts.representatives.unread));
    if rows.is_empty() {
        return list("Our representatives", vec![row("Nobody is named yet".to_owned(), ().into_any())]);
    }
    list("Our representatives", rows)
}

/// That there is more than stands there.
fn unread(count: usize) -> Option<AnyView> {
    more_unread_words(count).map(|words| row(words, ().into_any()))
}

/// The contracts in force, with their last day.
fn numbers(contracts: &ContractList, today: Date) -> AnyView {
    let in_force = |contract: &&ServiceContract| contract.term().may_cover(today);
    let mut running: Vec<&ServiceContract> = contracts.items.iter().filter(in_force).collect();
    // Those for the service itself first: their number is asked for.
    running.sort_by_key(|contract| contract.kind != ContractKind::AdvancedCarePlus);
    let mut rows: Vec<AnyView> = running
        .iter()
        .take(CONTRACTS)
        .map(|contract| {
            let kind = contract.kind.name().to_owned();
            let number = contract.term().named();
            row(kind, view! { <span class="mono">{number}</span>" to "{words::date(contract.end)} })
        })
        .collect();
    if let Some(more) = running.len().checked_sub(CONTRACTS).filter(|more| *more > 0) {
        rows.push(row(format!("and {more} more, see Contracts"), ().into_any()));
    }
    rows.extend(unread(contracts.items.unread));
    if rows.is_empty() {
        rows.push(row("No contract is in force".to_owned(), ().into_any()));
    }
    list("Contracts", rows)
}
