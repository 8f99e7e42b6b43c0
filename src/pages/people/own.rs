//! One's own details: how one is called and when, where one works, the certificate and what became of it.

use leptos::prelude::*;
use rules::{certificate, country::Country, reason::Outcome, words};
use wire::{
    capability::ROSTER_CHANGES,
    contact::{Contact, Contacts, Hours},
    session::Me,
};

use super::{certificate_words, editing::Editing, everybody, task::Task};
use crate::{
    components::{
        card::card,
        fact::{fact, fact_if_known},
        markup::view,
        words::{badge, muted},
    },
    session::use_session,
    widgets::why::Why,
};

/// The card of whoever may keep own details.
pub fn own_details(contacts: &Contacts, me: &Me, editing: Editing) -> AnyView {
    let has = |name| use_session().has(name);
    let (changes, certificates) = (has(ROSTER_CHANGES), has("certificates"));
    let own = everybody(contacts).into_iter().find(|contact| Some(&contact.id) == contacts.own.as_ref());
    let button = |words: &'static str, task: Task| {
        view! { <button class="button" type="button" on:click=move |_| editing.begin(task.clone())>{words}</button> }
    };
    let unread = contacts.representatives.unread + contacts.certified_experts.unread + contacts.others.unread;
    if own.is_none() && contacts.own.is_some() && unread > 0 {
        return card(
            "Your details",
            view! { <p class="muted">"Your entry may be one that can’t be read here."</p> },
        );
    }
    let Some(own) = own else {
        // Entering a certificate makes a contact of somebody; until then there is only the name.
        let nobody = Contact {
            id: "own".to_owned(),
            name: me.name.clone(),
            email: None,
            phone: None,
            zone: None,
            preferred_hours: None,
            country: None,
            certification: None,
        };
        return card(
            "Your details",
            view! {
                <p class="muted">"You are none of the contacts. With a JNCIS, JNCIP or JNCIE that the vendor approves you work with senior engineers too."</p>
                <p class="no-print">{certificates.then(|| button("Enter your certificate", Task::Certificate(nobody)))}</p>
            },
        );
    };
    let declined = own.certification.as_ref().and_then(|held| held.declined.clone());
    let number = own.certification.as_ref().and_then(|held| held.number.clone());
    let rows = [
        Some(fact("Name", own.name.clone())),
        fact_if_known("Telephone", own.phone.clone()),
        fact_if_known("Time zone", own.zone.clone()),
        Some(fact(
            "Likes to be called",
            own.preferred_hours.as_ref().map_or_else(|| "at any time".to_owned(), hours_words),
        )),
        Some(fact(
            "Works in",
            own.country.clone().map_or_else(
                || view! { <span>"not given"</span> },
                |code| view! { <div>{code}" "{place_of_work(own)}</div> },
            ),
        )),
        Some(fact(
            "Certificate",
            own.certification.as_ref().map_or_else(|| "none on record".to_owned(), certificate_words),
        )),
        fact_if_known("Number", number),
        fact_if_known("Declined", declined),
    ];
    // All of them is written anew: a day that can't be read would be taken away.
    let unread = own.preferred_hours.as_ref().map_or(0, |hours| hours.days.unread);
    let edit = (changes && unread == 0).then(|| button("Edit your details", Task::Details(own.clone())));
    let why_not = (changes && unread > 0).then(|| {
        muted(
            "Not every day on which you like to be called can be read here, so your details can’t be edited.",
        )
    });
    let enter =
        if own.certification.is_some() { "Change your certificate" } else { "Enter your certificate" };
    card(
        "Your details",
        view! {
            <dl class="facts">{rows.into_iter().flatten().collect_view()}</dl>
            <p class="cluster no-print">
                {edit}{why_not}{certificates.then(|| button(enter, Task::Certificate(own.clone())))}
            </p>
        },
    )
}

/// A listed country goes to review; why stands behind it.
fn place_of_work(contact: &Contact) -> Option<AnyView> {
    let list = use_session().countries()?;
    let reason = certificate::place_of_work(contact.country.as_deref().and_then(Country::parse), &list);
    let review = (reason.outcome == Outcome::Failed).then(|| badge("warn", "goes to review"));
    Some(view! { <div>{review}<Why reason/></div> })
}

const WEEK: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

fn hours_words(hours: &Hours) -> String {
    let name = |day: &u8| usize::from(*day).checked_sub(1).and_then(|day| WEEK.get(day)).copied();
    let days: Vec<&str> = hours.days.iter().filter_map(name).collect();
    let days = if days.len() == 7 { "every day".to_owned() } else { days.join(", ") };
    if hours.from == hours.to { days } else { format!("{days}, {} to {}", hours.from, hours.to) }
}

/// What the history says of them.
pub fn hours_text(hours: Option<&Hours>) -> String {
    hours.map(hours_words).unwrap_or_default()
}

/// "JNCIS-SP 4711 to 31 Dec 2026"
pub fn held_text(held: &wire::session::Certification) -> String {
    let number = held.number.as_deref().map(|number| format!(" no. {number}")).unwrap_or_default();
    format!("{}-{}{number} to {}", held.level.as_str(), held.track, words::date(held.expires))
}
