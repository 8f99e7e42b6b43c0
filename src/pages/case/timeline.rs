//! What happened to a case, newest first: who, how, when. Text of people is shown as text.

use leptos::prelude::*;
use rules::response::{ContactBy, ContactKind, is_first_contact};
use wire::case::{CaseEvent, CaseStatus, EventBy, EventKind, WaitingOn};

use crate::{
    components::{icon::Icon, instant::At, markup::view, words::badge},
    widgets::case_row::status_words,
};

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
        EventBy::Desk => ("engineer", "Escalation desk".to_owned()),
        EventBy::Machine => ("system", "Automatic".to_owned()),
        EventBy::Unknown(text) => ("system", text.clone()),
    };
    let (icon, did) = done(&event.kind);
    let counts = stops_the_clock(event);
    let name = event.name.clone().unwrap_or(who);
    let id = format!("event-{}", event.id);
    view! {
        <li data-kind=kind id=id.clone() tabindex="-1">
            <Icon name=icon/>
            <div>
                <header><b>{name}</b>" "<span>{did}{event.escalation.or(event.rma).map(|number| format!(" {number}"))}</span>" "
                    <a href=format!("#{id}")><At instant=event.at zone/></a>" "
                    {(!counts && kind != "you").then(|| badge("quiet", "does not end the response time"))}</header>
                {event.text.clone().map(|text| view! { <p>{text}</p> })}
                {left_behind(event)}
            </div>
        </li>
    }
}

/// Icon and words of what was done; the number of an escalation or of a replacement follows.
pub fn done(kind: &EventKind) -> (&'static str, String) {
    let (icon, words) = match kind {
        EventKind::Opened => ("case", "opened the case"),
        EventKind::Phone => ("phone", "called"),
        EventKind::Email => ("mail", "wrote an e-mail"),
        EventKind::Comment => ("file", "commented in the portal"),
        EventKind::CommentWithEmail => ("mail", "commented, also by e-mail"),
        EventKind::AutoReply => ("info", "acknowledged automatically"),
        EventKind::Status => ("info", "changed the status"),
        EventKind::Asked => ("info", "asked the End User"),
        EventKind::Priority => ("info", "changed the priority"),
        EventKind::ClosureAsked => ("check", "asked to close the case"),
        EventKind::Closed => ("check", "agreed to close the case"),
        EventKind::Reopened => ("info", "took the case up again"),
        EventKind::Reference => ("file", "set the End User’s reference"),
        EventKind::AdvisorAsked => ("info", "asked for the advisor"),
        EventKind::Escalated => ("warning", "asked for escalation"),
        EventKind::EscalationTaken => ("info", "took escalation"),
        EventKind::StatusReport => ("info", "reported on escalation"),
        EventKind::CompletionProposed => ("check", "proposed to complete escalation"),
        EventKind::EscalationCompleted => ("check", "agreed to complete escalation"),
        EventKind::EscalationGoesOn => ("info", "did not agree to complete escalation"),
        EventKind::ParticipantAdded => ("users", "added to those who take part"),
        EventKind::ParticipantRemoved => ("users", "took out of those who take part"),
        EventKind::RmaRequested => ("device", "requested RMA"),
        EventKind::RmaApproved => ("device", "approved RMA"),
        EventKind::RmaShipped => ("device", "recorded the replacement as shipped, RMA"),
        EventKind::RmaDelivered => ("device", "recorded the replacement as delivered, RMA"),
        EventKind::RmaReceived => ("device", "recorded the defective unit as received, RMA"),
        EventKind::RmaClosed => ("check", "closed RMA"),
        EventKind::RmaCancelled => ("info", "cancelled RMA"),
        EventKind::Unknown(text) => return ("info", text.clone()),
    };
    (icon, words.to_owned())
}

/// What changed with it: status, priority and due time, the next report.
fn left_behind(event: &CaseEvent) -> Vec<AnyView> {
    let turn = event.waiting_on.clone().unwrap_or(WaitingOn::Nobody);
    let status = match (&event.status, &turn) {
        // Whose turn it is says more than that it goes on.
        (None, WaitingOn::Customer) => Some(&CaseStatus::InProgress),
        (status, _) => status.as_ref(),
    };
    let status = status.map(|status| {
        let (words, tone) = status_words(status, &turn);
        view! { <p>{badge(tone, words)}</p> }
    });
    let priority = event.priority.as_ref().map(|change| {
        let due = (change.due_after != change.due_before).then(
            || view! { ", due "<At instant=change.due_after/>" instead of "<At instant=change.due_before/> },
        );
        view! { <p>{format!("Priority {} became {}", change.from, change.to)}{due}</p> }
    });
    let next = event.next_report_at.map(|next| view! { <p>"Next report "<At instant=next/></p> });
    let entered = event.recorded_at.map(|at| view! { <p class="muted">"Entered "<At instant=at/></p> });
    [status, priority, next, entered].into_iter().flatten().collect()
}

/// Whether this is a contact that ends the response time, by the rules.
fn stops_the_clock(event: &CaseEvent) -> bool {
    let by = match event.by {
        EventBy::Engineer => ContactBy::Engineer,
        EventBy::CustomerCare | EventBy::Desk => ContactBy::CustomerCare,
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
        _ => return true,
    };
    is_first_contact(by, kind)
}
