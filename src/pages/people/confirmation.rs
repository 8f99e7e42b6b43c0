//! "Still right?": when somebody last said so, and asking for it once a quarter.

use leptos::prelude::*;
use rules::{
    access::{Action, Permission, permission},
    reason::Outcome,
    roster,
};
use wire::{contact::Contacts, session::Me};

use super::{editing::Editing, task::Task};
use crate::{
    browser::intl::civil_date,
    clock::use_clock,
    components::{card::card, instant::At, markup::view, words::badge},
    widgets::why::Why,
};

/// The card.
pub fn confirmation(contacts: &Contacts, me: &Me, editing: Editing) -> AnyView {
    let last = contacts.confirmed.as_ref();
    let reason = roster::confirmation(last.map(|last| civil_date(last.at)), use_clock().today());
    let waits = (reason.outcome == Outcome::Failed)
        .then(|| view! { <span>{badge("warn", "waiting on you")}" "</span> });
    let last =
        last.map(|last| view! { <p>"Last confirmed on "<At instant=last.at/>" by "{last.by.clone()}"."</p> });
    let may =
        me.role.known().is_some_and(|role| permission(role, Action::KeepReadiness) == Permission::Allowed);
    let button = may.then(|| {
        view! { <p class="no-print"><button class="button" type="button" on:click=move |_| editing.begin(Task::Confirm)>"Confirm that it is"</button></p> }
    });
    card("Still right?", view! { <p>{waits}{reason.why.clone()}</p>{last}<Why reason/>{button} })
}
