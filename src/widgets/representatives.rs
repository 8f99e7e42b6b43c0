//! The named representatives, and who of them can be reached now.

use leptos::prelude::*;
use rules::{
    Instant,
    reachable::{PreferredHours, reachable},
    zone::ZoneRules,
};
use wire::{
    config::tel,
    contact::{Contact, Contacts},
};

use crate::browser::intl::{self, Detail};

/// Whether somebody can be reached, as far as is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Within the person's preferred hours
    Now,
    /// Outside them
    NotNow,
    /// No hours are known
    Unknown,
}

/// Whether this contact can be reached at `now`, by the zones that came with the list.
pub fn reach(contact: &Contact, contacts: &Contacts, now: Instant) -> Reach {
    let zone = contacts.zones.iter().find(|zone| Some(&zone.name) == contact.zone.as_ref());
    let zone = zone.and_then(|zone| ZoneRules::try_from(zone).ok());
    let hours = contact.preferred_hours.as_ref().and_then(|hours| PreferredHours::try_from(hours).ok());
    match zone.zip(hours) {
        Some((zone, hours)) if reachable(&hours, &zone, now) => Reach::Now,
        Some(_) => Reach::NotNow,
        None => Reach::Unknown,
    }
}

/// The representatives, those who can be reached first.
#[component]
pub fn Representatives(contacts: Contacts, now: Instant) -> impl IntoView {
    let mut people: Vec<(Reach, Contact)> = contacts
        .representatives
        .iter()
        .map(|contact| (reach(contact, &contacts, now), contact.clone()))
        .collect();
    people.sort_by_key(|(reach, _)| *reach != Reach::Now);
    let rows = people
        .into_iter()
        .map(|(reach, contact)| {
            let (word, tone) = match reach {
                Reach::Now => ("can be reached", "ok"),
                Reach::NotNow => ("outside own hours", "quiet"),
                Reach::Unknown => ("hours not known", "quiet"),
            };
            let local = contact
                .zone
                .as_deref()
                .map(|zone| format!("{} there", intl::format(now, Some(zone), Detail::Clock)));
            let initials: String =
                contact.name.split_whitespace().filter_map(|part| part.chars().next()).take(2).collect();
            view! {
                <li>
                    <span class="avatar" aria-hidden="true">{initials}</span>
                    <div><b>{contact.name}</b>" "<small>{local}</small></div>
                    <span class="badge" data-tone=tone>{word}</span>
                    {contact.phone.map(|phone| view! { <a href=tel(&phone)>{phone.clone()}</a> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="people">{rows}</ul> }
}
