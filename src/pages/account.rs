//! An account: the agreement that governs it, what its contracts run to, who to call, and who holds which role. What decides
//! about a contract is on the page of the contracts; here stands where it stands.

mod contracts;
mod roles;

use leptos::prelude::*;
use rules::access::Role;
use wire::{account::AccountRef, config::Phone, session::Me};

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
    widgets::{account_choice::account_choice, who_to_call::advisor_now},
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
                        {people.show("the people", move |people| roles::card_of(people, &id().unwrap_or_default(), ending))}
                    </div>
                    <div class="stack">{numbers(move || advisor.value().and_then(|advisor| advisor_now(&advisor, use_clock().now_untracked())))}</div>
                </div>
            },
        })}
    }
}

/// What stands where a page is about one of several accounts, and none is named.
pub fn nothing_chosen() -> AnyView {
    view! { <p class="muted">"Choose one of your End Users."</p> }
}

/// The account that the address names: the own one without a name, and of somebody who looks after others the only one.
pub fn use_account(asked: Memo<Route>) -> Memo<Option<AccountRef>> {
    let session = use_session();
    Memo::new(move |_| asked.with(|asked| account_of(&*session.me()?, &asked.account())))
}

fn account_of(me: &Me, asked: &str) -> Option<AccountRef> {
    let own = me.role.known().is_some_and(Role::works_for_end_user).then_some(&me.account);
    let known = || own.into_iter().chain(&me.accounts);
    if !asked.is_empty() {
        // One that is not this person's is asked for all the same, and the API says that it is not there.
        let unknown = AccountRef { id: asked.to_owned(), name: String::new() };
        return Some(known().find(|account| account.id == asked).cloned().unwrap_or(unknown));
    }
    match me.accounts.as_slice() {
        _ if own.is_some() => own.cloned(),
        [only] => Some(only.clone()),
        [] => Some(me.account.clone()),
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn me(role: &str, accounts: &[&str]) -> Me {
        let accounts =
            accounts.iter().map(|id| serde_json::json!({"id": id, "name": format!("Name of {id}")}));
        let me = serde_json::json!({
            "id": "p", "name": "P", "email": "p@example.net", "role": role, "account": {"id": "home", "name": "Home"},
            "accounts": accounts.collect::<Vec<_>>(),
        });
        serde_json::from_value(me).unwrap()
    }

    #[test]
    fn the_account_is_the_own_the_only_or_the_one_that_is_asked_for() {
        let id = |me: &Me, asked: &str| account_of(me, asked).map(|account| account.id);
        assert_eq!(id(&me("engineer", &[]), "").as_deref(), Some("home"));
        assert_eq!(id(&me("advisor", &["a"]), "").as_deref(), Some("a"));
        assert_eq!(id(&me("advisor", &["a", "b"]), ""), None);
        assert_eq!(id(&me("advisor", &["a", "b"]), "b").as_deref(), Some("b"));
        assert_eq!(id(&me("engineer", &[]), "stranger").as_deref(), Some("stranger"));
    }
}
