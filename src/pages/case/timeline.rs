//! What happened to a case, newest first: who, how, when. Text of people is shown as text.

use leptos::prelude::*;
use rules::response::{ContactBy, ContactKind, is_first_contact};
use wire::case::{CaseEvent, EventBy, EventKind};

use crate::components::words::badge;
use crate::components::{icon::Icon, instant::At, markup::view};

/// The timeline.
pub fn timeline(events: &[CaseEvent], site_zone: &Option<String>) -> AnyView {
    let entries = events.iter().rev().map(|event| entry(event, site_zone.clone())).collect_view();
    view! { <ol class="timeline">{entries}</ol> }
}

fn entry(event: &CaseEvent, zone: Option<String>) -> AnyView {
    let (kind, who) = match &event.by {
        EventBy::Customer => ("you", "Your side".to_owned()),
        EventBy::Engineer => ("engineer", "Engineer".to_owned()),
        EventBy::CustomerCare => ("engineer", "Customer care".to_owned()),
        EventBy::Advisor => ("engineer", "Advisor".to_owned()),
        EventBy::Machine => ("system", "Automatic".to_owned()),
        EventBy::Unknown(text) => ("system", text.clone()),
    };
    let (icon, did) = match &event.kind {
        EventKind::Opened => ("case", "opened the case".to_owned()),
        EventKind::Phone => ("phone", "called".to_owned()),
        EventKind::Email => ("mail", "wrote an e-mail".to_owned()),
        EventKind::Comment => ("file", "commented in the portal".to_owned()),
        EventKind::CommentWithEmail => ("mail", "commented, also by e-mail".to_owned()),
        EventKind::AutoReply => ("info", "acknowledged automatically".to_owned()),
        EventKind::Status => ("info", "changed the status".to_owned()),
        EventKind::Unknown(text) => ("info", text.clone()),
    };
    let counts = stops_the_clock(event);
    let name = event.name.clone().unwrap_or(who);
    view! {
        <li data-kind=kind>
            <Icon name=icon/>
            <div>
                <header><b>{name}</b>" "<span>{did}</span>" "<At instant=event.at zone/>" "
                    {(!counts && kind != "you").then(|| badge("quiet", "does not end the response time"))}</header>
                {event.text.clone().map(|text| view! { <p>{text}</p> })}
            </div>
        </li>
    }
}

/// Whether this is a contact that ends the response time, by the rules.
fn stops_the_clock(event: &CaseEvent) -> bool {
    let by = match event.by {
        EventBy::Engineer => ContactBy::Engineer,
        EventBy::CustomerCare => ContactBy::CustomerCare,
        EventBy::Advisor => ContactBy::Advisor,
        EventBy::Machine => ContactBy::Machine,
        // The customer's own doing and what this build does not know make no claim either way.
        EventBy::Customer | EventBy::Unknown(_) => return true,
    };
    let kind = match event.kind {
        EventKind::Phone => ContactKind::Phone,
        EventKind::Email => ContactKind::Email,
        EventKind::CommentWithEmail => ContactKind::CommentWithEmail,
        EventKind::Comment | EventKind::AutoReply => ContactKind::Comment,
        EventKind::Opened | EventKind::Status | EventKind::Unknown(_) => return true,
    };
    is_first_contact(by, kind)
}
