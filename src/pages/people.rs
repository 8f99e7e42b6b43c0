//! The people who may speak for the account: six places, certified experts beside them, and who changed what when. Which
//! step may be is the API's to say, by the rules; what was typed stays until it is through.

mod editing;
mod history;

use leptos::prelude::*;
use rules::{access::Action, roster, words};
use wire::{
    config::tel,
    contact::{Contact, Contacts},
    session::Certification,
};

use crate::{
    api,
    clock::use_clock,
    components::{
        card::card,
        loaded::{Loaded, load},
        markup::view,
        page_head::PageHead,
        words::{avatar, badge, muted},
    },
    session::use_session,
    widgets::why::Why,
};
use editing::{Editing, Task};

/// The roster with its entity tag, which a step names.
type Roster = Loaded<(Contacts, String)>;

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let may_edit = move || use_session().me().is_some_and(|me| me.may(Action::EditContacts));
    let roster = load(|| Some(api::contacts::roster()));
    let history = load(move || may_edit().then(api::contacts::changes));
    let editing = Editing::new(roster, history);
    view! {
        <PageHead title="People" problems=editing.problems
            lead="Who may speak for you to the vendor: two to six senior representatives, and certified experts beside them."/>
        {editing.view()}
        {roster.show("your people", move |(contacts, _)| people_view(contacts, may_edit().then_some(editing)))}
        {move || may_edit().then(|| history.show("the history", history::history_view))}
    }
}

fn people_view(contacts: &Contacts, editing: Option<Editing>) -> AnyView {
    let named = contacts.representatives.len();
    let most = usize::try_from(contacts.maximum).unwrap_or(roster::MOST);
    let reason = roster::reason(named);
    let free = (named..most).map(|place| free_place(place, editing.filter(|_| place == named)));
    let places: Vec<AnyView> = contacts
        .representatives
        .iter()
        .map(|contact| place_view(contact, Place::Named, editing))
        .chain(free)
        .collect();
    view! {
        <div class="stack">
            {card("Senior representatives", view! {
                <p>{reason.why.clone()}" Each works with senior engineers at Priority 1 and 2, and with your advisor. JNCIS or higher is recommended for them, never demanded."</p>
                <Why reason/>
                <ol class="people">{places}</ol>
            })}
            {card("Certified experts beside them", experts(contacts, editing))}
        </div>
    }
}

/// Where somebody stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// One of the six
    Named,
    /// Beside them
    Beside,
}

fn place_view(contact: &Contact, place: Place, editing: Option<Editing>) -> AnyView {
    // A viewer is shown names; that nothing more came says nothing about the person.
    let withheld = contact.email.is_none() && contact.phone.is_none();
    let certificate = contact.certification.as_ref().map(certificate);
    let certificate = certificate.or_else(|| (!withheld).then(|| "no certificate on record".to_owned()));
    let zone = contact.zone.clone().map(|zone| format!("{zone} · "));
    let email =
        contact.email.clone().map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> });
    let phone = contact.phone.clone().map(|phone| view! { <a href=tel(&phone)>{phone.clone()}</a> });
    let steps = editing.map(|editing| {
        let step = |words: &'static str, task: fn(Contact) -> Task| {
            let (contact, name) = (contact.clone(), contact.name.clone());
            view! {
                <button class="button" data-kind="quiet" data-size="small" type="button" on:click=move |_| editing.begin(task(contact.clone()))>
                    {words}<span class="visually-hidden">" "{name}</span></button>
            }
        };
        let named = (place == Place::Named).then(|| {
            view! { {step("Edit", Task::Edit)}{step("Replace", Task::Replace)}{step("Remove", Task::Remove)} }
        });
        view! {
            <span class="cluster no-print">
                {named}{step("Has left", Task::HasLeft)}
            </span>
        }
    });
    view! {
        <li>
            {avatar(&contact.name)}
            <div><b>{contact.name.clone()}</b>" "<small>{zone}{certificate}</small></div>
            <span class="cluster">{email}{phone}</span>
            {steps}
        </li>
    }
}

fn certificate(certification: &Certification) -> String {
    let approved = if certification.approved { "" } else { ", not approved yet" };
    let to = if certification.expires < use_clock().today() { "run out on" } else { "valid to" };
    let (level, track) = (certification.level.as_str(), &certification.track);
    format!("{level}-{track}, {to} {}{approved}", words::date(certification.expires))
}

/// The first of the free places can be filled.
fn free_place(place: usize, editing: Option<Editing>) -> AnyView {
    let add = editing.map(|editing| {
        view! { <button class="button no-print" type="button" on:click=move |_| editing.begin(Task::Add)>"Add a representative"</button> }
    });
    // Two are needed.
    let word = if place < roster::FEWEST { badge("warn", "waiting on you") } else { muted("free") };
    view! { <li><span class="avatar" aria-hidden="true">"–"</span><div>{word}</div>{add}</li> }
}

fn experts(contacts: &Contacts, editing: Option<Editing>) -> AnyView {
    let rows: Vec<AnyView> = contacts
        .certified_experts
        .iter()
        .map(|contact| place_view(contact, Place::Beside, editing))
        .collect();
    if rows.is_empty() {
        return view! { <p class="muted">"Nobody yet. Engineers with a valid JNCIS, JNCIP or JNCIE that the vendor has approved work with senior engineers too; there may be any number of them."</p> };
    }
    view! { <ul class="people">{rows}</ul> }
}
