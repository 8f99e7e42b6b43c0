//! Tech Cases in every state that the clock knows, placed around the anchor. Only what people say is written down here;
//! target, due instant, first contact, cover at opening and Expert to Expert come out of the rules.

mod beside;
mod carrier;
mod escalations;
mod neighbours;
mod rows;

pub use rows::{insert, remove};

use crate::demo::anchor::Anchor;
use chrono::{DateTime, Utc};
use rules::{problem::Exclusion, response::Priority};
use wire::case::{CaseStatus, Channel, EventBy, EventKind, WaitingOn};

/// A case as the demonstration tells it.
pub struct DemoCase {
    /// The last six digits of its number. From 900000 on, where the server's own counter never comes.
    pub suffix: u32,
    pub account: &'static str,
    pub priority: Priority,
    pub channel: Channel,
    pub opened: Opened,
    pub status: CaseStatus,
    pub waiting_on: WaitingOn,
    pub synopsis: &'static str,
    pub description: &'static str,
    pub subject: Subject,
    pub network_outage: bool,
    pub own_reference: Option<&'static str>,
    /// The fault began so many minutes before the case was opened.
    pub since: Option<i64>,
    pub exclusions: &'static [Exclusion],
    /// Who opened it. A case by phone was opened by the vendor's engineer on behalf of the account.
    pub opened_by: &'static str,
    pub events: &'static [Event],
}

/// When it was opened; in minutes.
#[derive(Clone, Copy)]
pub enum Opened {
    /// So long before the anchor.
    Ago(i64),
    /// So that the first response is due that long after the anchor; negative is past.
    DueIn(i64),
    /// Then, whatever the anchor.
    At(DateTime<Utc>),
}

/// What it is about.
pub enum Subject {
    /// The unit of that host name.
    Unit(&'static str),
    /// A unit that nobody finds: host name and site (B-22).
    Unlisted(&'static str, &'static str),
}

/// Something that happened after the opening.
pub struct Event {
    pub at: Moment,
    pub kind: EventKind,
    pub by: EventBy,
    pub name: Option<&'static str>,
    pub text: &'static str,
}

/// An instant in the life of a case, in minutes.
#[derive(Clone, Copy)]
pub enum Moment {
    /// After it was opened.
    Opened(i64),
    /// After the first response was due.
    Due(i64),
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

const fn said(at: Moment, kind: EventKind, by: EventBy, name: &'static str, text: &'static str) -> Event {
    Event { at, kind, by, name: Some(name), text }
}

const fn acknowledged() -> Event {
    Event {
        at: Moment::Opened(1),
        kind: EventKind::AutoReply,
        by: EventBy::Machine,
        name: None,
        text: "We have received your case. An engineer will contact you. This message was sent automatically.",
    }
}

const fn status(after: i64, text: &'static str) -> Event {
    Event { at: Moment::Opened(after), kind: EventKind::Status, by: EventBy::Engineer, name: None, text }
}

/// All cases of today.
fn all() -> impl Iterator<Item = &'static DemoCase> {
    carrier::UNANSWERED.iter().chain(carrier::ANSWERED).chain(neighbours::CASES)
}

/// Those of former quarters, with what happened to each.
fn past(anchor: &Anchor) -> Vec<(DemoCase, Vec<Event>)> {
    carrier::past(anchor)
}
