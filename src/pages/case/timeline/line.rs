//! One entry of the timeline on the page: who, how, when, and what it changed. Text of people is shown as text.

use leptos::prelude::*;
use rules::response::{ResponseState, response_state};
use wire::case::{Case, CaseEvent, CaseStatus, Channel, EventBy, EventKind, WaitingOn};

use super::entry::{Entry, Stops, words_of};
use crate::{
    components::{
        icon::Icon,
        instant::At,
        markup::view,
        words::{badge, muted},
    },
    widgets::{case_row::status_words, response_clock::rounded},
};

/// What entries are told with beside themselves.
#[derive(Clone, PartialEq, Debug)]
pub struct Beside {
    /// Zone of the site.
    zone: Option<String>,
    channel: Channel,
    response: Option<ResponseState>,
}

impl Beside {
    /// Of that case.
    pub fn of(case: &Case) -> Self {
        let contact = case.first_contact.as_ref().map(|contact| contact.at);
        Self {
            zone: case.unit.as_ref().and_then(|unit| unit.zone.clone()),
            channel: case.channel.clone(),
            response: contact.map(|at| response_state(case.created_at, case.due_at, Some(at), at)),
        }
    }
}

/// The entry as a line; `new` to the person at the page, or not.
pub fn line(entry: &Entry, new: Option<&'static str>, beside: &Beside) -> AnyView {
    let place = entry.place();
    let when = view! { <a href=format!("#{place}")><At instant=entry.at() zone=beside.zone.clone()/></a> };
    let new = new.map(|words| badge("info", words));
    let (kind, icon, head, rest) = match entry {
        Entry::Event(event, stops) => event_line(event, *stops, beside),
        Entry::Target(_, due) => {
            let head = view! { <b>"Clock"</b>" "<span>"target set, the first response is due "<At instant=*due zone=beside.zone.clone()/></span> };
            ("system", "clock", head, None)
        }
        Entry::Mark(reached) => {
            let head = view! { <b>"Clock"</b>" "<span>{words_of(reached.mark)}</span> };
            ("system", "clock", head, None)
        }
    };
    view! {
        <li data-kind=kind id=place tabindex="-1"><Icon name=icon/><div><header>{head}" "{new}" "{when}</header>{rest}</div></li>
    }
}

type Parts = (&'static str, &'static str, AnyView, Option<AnyView>);

fn event_line(event: &CaseEvent, stops: Stops, beside: &Beside) -> Parts {
    let (kind, side) = match &event.by {
        EventBy::Customer => ("you", "End User"),
        EventBy::Engineer => ("engineer", "Engineer"),
        EventBy::CustomerCare => ("engineer", "Customer care"),
        EventBy::Advisor => ("engineer", "Advisor"),
        EventBy::Desk => ("engineer", "Escalation desk"),
        EventBy::Machine => ("system", "Automatic"),
        EventBy::Unknown(text) => ("system", text.as_str()),
    };
    let (icon, mut did) = done(&event.kind);
    if let Some(number) = event.escalation.or(event.rma) {
        did.push_str(&format!(" {number}"));
    }
    if event.kind == EventKind::Opened {
        did.push_str(match &beside.channel {
            Channel::Phone => " by phone",
            Channel::Web => " on the web",
            Channel::Email | Channel::Unknown(_) => "",
        });
    }
    let side = side.to_owned();
    let (name, side) = match event.name.clone() {
        Some(name) => (name, Some(muted(side))),
        None => (side, None),
    };
    let counts = match stops {
        Stops::Yes => beside.response.and_then(margin),
        Stops::Never => Some(badge("quiet", "does not end the response time")),
        Stops::NoMatter => None,
    };
    let head = view! { <b>{name}</b>" "<span>{did}</span>" "{side}" "{counts} };
    let text = event.text.clone().map(|text| view! { <p>{text}</p> });
    (kind, icon, head, Some(view! { {text}{left_behind(event)} }))
}

/// Met or missed, by how much.
fn margin(response: ResponseState) -> Option<AnyView> {
    Some(match response {
        ResponseState::Met { margin, .. } => {
            badge("ok", format!("ended the response time, {} within the target", rounded(margin)))
        }
        ResponseState::Missed { by, .. } => {
            badge("bad", format!("ended the response time, {} past the target", rounded(by)))
        }
        ResponseState::Running { .. } | ResponseState::Overdue { .. } => return None,
    })
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
        EventKind::FileAdded => ("file", "added a file"),
        EventKind::FileWithdrawn => ("file", "withdrew a file"),
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
pub fn left_behind(event: &CaseEvent) -> Vec<AnyView> {
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
