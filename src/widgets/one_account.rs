//! The one account that a page is about: that of the address, else one's own; for the vendor's people the first of theirs.

use leptos::prelude::*;

use crate::{components::markup::view, session::use_session};

/// Id of the account; empty is one's own.
pub fn account_of(asked: impl Fn() -> String + Send + Sync + 'static) -> Memo<String> {
    Memo::new(move |_| {
        let asked = asked();
        if !asked.is_empty() {
            return asked;
        }
        use_session().several_accounts().into_iter().next().map(|account| account.id).unwrap_or_default()
    })
}

/// The choice among several accounts; nothing for people with one.
pub fn one_account(chosen: Memo<String>, choose: impl Fn(String) + 'static) -> Option<AnyView> {
    let accounts = use_session().several_accounts();
    if accounts.is_empty() {
        return None;
    }
    let options = accounts
        .into_iter()
        .map(|account| {
            let id = account.id.clone();
            view! { <option value=account.id prop:selected=move || chosen.get() == id>{account.name}</option> }
        })
        .collect_view();
    Some(view! {
        <form class="filters no-print" on:submit=move |event| event.prevent_default()>
            <label>"End User" <select on:change=move |event| choose(event_target_value(&event))>{options}</select></label>
        </form>
    })
}

/// Whose turn something is, seen from either side.
pub fn waiting_words() -> &'static str {
    if is_own_side() { "waiting on you" } else { "waiting on the End User" }
}

/// Does the person at the page work for the End User?
pub fn is_own_side() -> bool {
    use_session().me().and_then(|me| me.role.known()).is_some_and(|role| role.works_for_end_user())
}
