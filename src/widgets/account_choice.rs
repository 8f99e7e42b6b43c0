//! Which of several accounts a list is about: for resellers and the vendor's people. Everybody else has one, and no choice.

use leptos::prelude::*;
use wire::account::AccountRef;

use crate::{components::markup::view, session::use_session};

/// The choice as one of a list's filters; nothing for people with one account.
pub fn account_choice(
    chosen: impl Fn() -> String + Copy + Send + Sync + 'static,
    choose: impl Fn(String) + 'static,
) -> Option<AnyView> {
    let accounts = use_session().several_accounts();
    if accounts.is_empty() {
        return None;
    }
    let all = view! { <option value="" prop:selected=move || chosen().is_empty()>"All of yours"</option> };
    Some(select_of(accounts, Some(all), chosen, choose))
}

/// The choice among those accounts; `before` is what stands in front of them.
pub fn select_of(
    accounts: Vec<AccountRef>,
    before: Option<AnyView>,
    chosen: impl Fn() -> String + Copy + Send + Sync + 'static,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let option = |account: AccountRef| {
        let id = account.id.clone();
        view! { <option value=account.id prop:selected=move || chosen() == id>{account.name}</option> }
    };
    let options = accounts.into_iter().map(option).collect_view();
    view! {
        <label>"End User" <select on:change=move |event| choose(event_target_value(&event))>{before}{options}</select></label>
    }
}
