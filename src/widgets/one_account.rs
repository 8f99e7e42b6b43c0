//! The one account that a page is about: that of the address, else one's own. Where the address names none and there are
//! several, a page begins with the first of them ([`account_of`]), or asks for one ([`use_account`]).

use leptos::prelude::*;
use rules::access::Role;
use wire::{account::AccountRef, session::Me};

use super::account_choice::select_of;
use crate::{components::markup::view, route::Route, session::use_session};

/// Id of the account; empty is one's own.
pub fn account_of(asked: Memo<Route>) -> Memo<String> {
    Memo::new(move |_| {
        let asked = asked.with(Route::account);
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
    let select = select_of(accounts, None, move || chosen.get(), choose);
    Some(view! {
        <form class="filters no-print" on:submit=move |event| event.prevent_default()>{select}</form>
    })
}

/// What stands where a page is about one of several accounts, and none is named.
pub fn nothing_chosen() -> AnyView {
    view! { <p class="muted">"Choose one of your End Users."</p> }
}

/// The account that the address names: the own one without a name, and of somebody who looks after others the only one.
pub fn use_account(asked: Memo<Route>) -> Memo<Option<AccountRef>> {
    let session = use_session();
    Memo::new(move |_| asked.with(|asked| named(&*session.me()?, &asked.account())))
}

fn named(me: &Me, asked: &str) -> Option<AccountRef> {
    let own = me.role.known().is_some_and(Role::works_for_end_user).then_some(&me.account);
    let known = || own.into_iter().chain(&me.accounts);
    if !asked.is_empty() {
        // One that is not this person's is asked for all the same, and the API says that it is not there.
        let unknown = AccountRef { id: asked.to_owned(), name: String::new() };
        return Some(known().find(|account| account.id == asked).cloned().unwrap_or(unknown));
    }
    match &*me.accounts {
        _ if own.is_some() => own.cloned(),
        // One that can't be read may be the one.
        _ if me.accounts.unread > 0 => None,
        [only] => Some(only.clone()),
        [] => Some(me.account.clone()),
        _ => None,
    }
}

/// What the address of something of that account names: its id for somebody who looks after several, else nothing.
pub fn in_address(account: &AccountRef) -> String {
    if use_session().several_accounts().is_empty() { String::new() } else { account.id.clone() }
}

/// Whose turn something is, seen from either side.
pub fn waiting_words() -> &'static str {
    if is_own_side() { "waiting on you" } else { "waiting on the End User" }
}

/// Does the person at the page work for the End User?
pub fn is_own_side() -> bool {
    use_session().me().and_then(|me| me.role.known()).is_some_and(|role| role.works_for_end_user())
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
        let id = |me: &Me, asked: &str| named(me, asked).map(|account| account.id);
        assert_eq!(id(&me("engineer", &[]), "").as_deref(), Some("home"));
        assert_eq!(id(&me("advisor", &["a"]), "").as_deref(), Some("a"));
        assert_eq!(id(&me("advisor", &["a", "b"]), ""), None);
        assert_eq!(id(&me("advisor", &["a", "b"]), "b").as_deref(), Some("b"));
        assert_eq!(id(&me("engineer", &[]), "stranger").as_deref(), Some("stranger"));
    }
}
