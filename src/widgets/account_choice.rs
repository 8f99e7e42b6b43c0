//! Which of several accounts a list is about: for resellers and the vendor's people. Everybody else has one, and no choice.

use leptos::prelude::*;

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
    let options = accounts
        .into_iter()
        .map(|account| {
            let id = account.id.clone();
            view! { <option value=account.id prop:selected=move || chosen() == id>{account.name}</option> }
        })
        .collect_view();
    Some(view! {
        <label>"End User" <select on:change=move |event| choose(event_target_value(&event))>
            <option value="" prop:selected=move || chosen().is_empty()>"All of yours"</option>{options}
        </select></label>
    })
}
