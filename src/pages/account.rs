//! An account: the agreement that governs it, what its contracts run to, who to call, and who holds which role. What decides
//! about a contract is on the page of the contracts; here stands where it stands.

mod contracts;
mod roles;

use leptos::prelude::*;
use wire::config::Phone;

use crate::{
    api,
    clock::use_clock,
    components::{
        card::card,
        link::{button_link, use_asked, use_go_in_place},
        loaded::load,
        markup::{live, view},
        page_head::PageHead,
    },
    route::{Page, Route},
    session::use_session,
    widgets::{
        account_choice::account_choice,
        one_account::{nothing_chosen, use_account},
        who_to_call::advisor_now,
    },
};

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let asked = use_asked(Page::Account);
    let account = use_account(asked);
    let go = use_go_in_place();
    let id = move || account.with(|account| account.as_ref().map(|account| account.id.clone()));
    let contracts = load(move || id().map(|id| api::account::contracts(&id)));
    let advisor = load(move || id().map(|id| api::account::advisor(&id)));
    let people = load(move || id().map(|id| api::account::people(&id)));
    let ending = roles::Ending::new(people);
    let choice =
        account_choice(move || asked.with(Route::account), move |account| go(Route::Account { account }));
    view! {
        {live(move || {
            let wall_card = Route::WallCard { account: asked.with(Route::account) };
            let name = account.get().map(|account| account.name).unwrap_or_default();
            view! { <PageHead title="Account" lead=name>{button_link(&wall_card, "plain", "print", "Wall card")}</PageHead> }
        })}
        {choice.map(|choice| view! { <form class="filters" on:submit=|event| event.prevent_default()>{choice}</form> })}
        {live(move || match account.get() {
            None => nothing_chosen(),
            Some(_) => view! {
                <div class="columns" data-split="main">
                    <div class="stack">
                        {contracts.show("the contracts", contracts::cards)}
                        {people.beside("the people", move |people| roles::card_of(people, &id().unwrap_or_default(), ending))}
                    </div>
                    <div class="stack">{numbers(move || advisor.value().and_then(|advisor| advisor_now(&advisor, use_clock().now_untracked())))}</div>
                </div>
            },
        })}
    }
}

/// Every number, by region, and the advisor.
fn numbers(advisor: impl Fn() -> Option<String> + Copy + Send + Sync + 'static) -> AnyView {
    let body = live(move || {
        let config = use_session().config()?;
        let rows = |phones: &[Phone]| {
            let set = phones.iter().filter(|phone| !phone.number.is_empty());
            set.map(|phone| fact_of(phone.clone())).collect_view()
        };
        let advisor =
            advisor().unwrap_or_else(|| "No advisor is assigned, or the hours are not known.".to_owned());
        Some(view! {
            <h3>"New fault, 24 hours"</h3>
            <dl class="facts">{rows(&config.phones.new_fault)}</dl>
            <h3>"A case is stuck, 24 hours"</h3>
            <dl class="facts">{rows(&config.phones.stuck_case)}</dl>
            <h3>"Advice"</h3>
            <p>{advisor}</p>
            {config.demonstration_numbers.then(|| view! { <p class="muted">"Demonstration numbers: nobody answers there."</p> })}
        })
    });
    card("Who to call", body)
}

fn fact_of(phone: Phone) -> AnyView {
    let href = phone.href();
    view! { <div><dt>{phone.label}</dt><dd><a href=href>{phone.number}</a></dd></div> }
}
