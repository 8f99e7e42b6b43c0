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

use crate::{
    browser::intl::{self, Detail},
    components::markup::view,
    components::words::{avatar, badge, more_unread_words},
};

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
pub fn representatives(contacts: &Contacts, now: Instant) -> AnyView {
    if contacts.named() == 0 {
        return view! { <p class="muted">"No representative is named yet. Cases are opened and answered all the same."</p> };
    }
    let people = contacts.representatives.iter().map(|contact| (reach(contact, contacts, now), contact));
    let (now_reached, others): (Vec<_>, Vec<_>) = people.partition(|(reach, _)| *reach == Reach::Now);
    let rows = now_reached
        .into_iter()
        .chain(others)
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
            view! {
                <li>
                    {avatar(&contact.name)}
                    <div><b>{contact.name.clone()}</b>" "<small>{local}</small></div>
                    {badge(tone, word)}
                    {contact.phone.clone().map(|phone| view! { <a href=tel(&phone)>{phone.clone()}</a> })}
                </li>
            }
        })
        .collect_view();
    let unread = more_unread_words(contacts.representatives.unread)
        .map(|words| view! { <li><small>{words}</small></li> });
    view! { <ul class="people">{rows}{unread}</ul> }
}
