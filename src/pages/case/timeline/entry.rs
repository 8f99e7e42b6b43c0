//! What a timeline is made of: what happened to a case, and the marks of its clock among it, in the order of time. Of which
//! kind an entry is and whose it is, is said here for the filter; an entry may be of several kinds.

use rules::{
    Instant,
    response::{
        ContactBy, ContactKind,
        course::{Mark, Reached},
        is_first_contact,
    },
};
use wire::case::{Case, CaseEvent, EventBy, EventKind};

/// One entry.
#[derive(Clone, PartialEq, Debug)]
pub enum Entry {
    /// What somebody did, and whether it was the contact that stopped the clock.
    Event(Box<CaseEvent>, Stops),
    /// A target was set: when, and until when the first response is due.
    Target(Instant, Instant),
    /// The clock had used so much of its time.
    Mark(Reached),
}

/// What an event is to the response time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stops {
    /// It ended it.
    Yes,
    /// It is a contact, and by the rules none that ends it.
    Never,
    /// Neither.
    NoMatter,
}

/// What a timeline can be narrowed to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// Comments, calls, e-mail
    Talk,
    /// Status, priority, reference
    Status,
    /// The clock of the first response
    Clock,
    /// Escalations
    Escalations,
    /// Files
    Files,
}

impl Group {
    /// All of them, with their names in the address and their words.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Talk, "comments", "Comments and calls"),
        (Self::Status, "status", "Status"),
        (Self::Clock, "clock", "Clock"),
        (Self::Escalations, "escalations", "Escalations"),
        (Self::Files, "files", "Files"),
    ];

    /// By its name in the address.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(group, ..)| group)
    }
}

/// The sides, by their names in the address, with their words.
pub const SIDES: [(&str, &str); 3] =
    [("customer", "By the End User"), ("vendor", "By support"), ("system", "Automatic")];

impl Entry {
    /// The entries of a case, the newest first. `marks` are those that its clock has reached by now.
    pub fn all(case: &Case, marks: &[Reached]) -> Vec<Self> {
        let events = case
            .events
            .iter()
            .map(|event| (event.at, Self::Event(Box::new(event.clone()), stops(case, event))));
        let target = case.course().map(|course| (case.created_at, Self::Target(case.created_at, course.due)));
        let marks = marks.iter().map(|reached| (reached.at, Self::Mark(*reached)));
        let mut all: Vec<_> = events.chain(target).chain(marks).collect();
        // What happened at the same instant stays as the API tells it, and the clock follows what moved it.
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().rev().map(|(_, entry)| entry).collect()
    }

    /// The place on the page that its permalink names.
    pub fn place(&self) -> String {
        match self {
            Self::Event(event, _) => format!("event-{}", event.id),
            Self::Target(..) => "event-target".to_owned(),
            Self::Mark(reached) => format!("event-clock-{}", reached.mark.percent()),
        }
    }

    /// When.
    pub fn at(&self) -> Instant {
        match self {
            Self::Event(event, _) => event.at,
            Self::Target(at, _) => *at,
            Self::Mark(reached) => reached.at,
        }
    }

    /// The side that did it, by its name in the address.
    pub fn side(&self) -> &'static str {
        match self {
            Self::Event(event, _) => match event.by {
                EventBy::Customer => "customer",
                EventBy::Machine | EventBy::Unknown(_) => "system",
                EventBy::Engineer | EventBy::CustomerCare | EventBy::Advisor | EventBy::Desk => "vendor",
            },
            Self::Target(..) | Self::Mark(_) => "system",
        }
    }

    /// Whether it is of that kind.
    pub fn is_of(&self, group: Group) -> bool {
        let Self::Event(event, stops) = self else { return group == Group::Clock };
        let moves = event.priority.as_ref().is_some_and(|change| change.due_after != change.due_before);
        let clock = *stops == Stops::Yes || moves;
        kind(event) == group || clock && group == Group::Clock
    }

    /// Whether it has come since an event was the newest, from somebody else than the person of that name.
    pub fn is_new(&self, newest_seen: i64, me: &str) -> bool {
        matches!(self, Self::Event(event, _) if event.id > newest_seen && event.name.as_deref() != Some(me))
    }
}

/// The one kind that an event is of, whatever else it is to the clock.
fn kind(event: &CaseEvent) -> Group {
    match event.kind.as_str() {
        "file_added" | "file_withdrawn" => Group::Files,
        _ if event.escalation.is_some() => Group::Escalations,
        "phone" | "email" | "comment" | "comment_with_email" | "auto_reply" | "asked" => Group::Talk,
        _ => Group::Status,
    }
}

fn stops(case: &Case, event: &CaseEvent) -> Stops {
    let by = match event.by {
        EventBy::Engineer => ContactBy::Engineer,
        EventBy::CustomerCare | EventBy::Desk => ContactBy::CustomerCare,
        EventBy::Advisor => ContactBy::Advisor,
        EventBy::Machine => ContactBy::Machine,
        // The End User's own doing and what this build does not know make no claim either way.
        EventBy::Customer | EventBy::Unknown(_) => return Stops::NoMatter,
    };
    let kind = match event.kind {
        EventKind::Phone => ContactKind::Phone,
        EventKind::Email => ContactKind::Email,
        EventKind::CommentWithEmail => ContactKind::CommentWithEmail,
        EventKind::Comment | EventKind::AutoReply => ContactKind::Comment,
        _ => return Stops::NoMatter,
    };
    let first = case.first_contact.as_ref();
    let is_it = first.is_some_and(|first| first.at == event.at && first.kind == event.kind);
    match is_first_contact(by, kind) {
        true if is_it => Stops::Yes,
        true => Stops::NoMatter,
        false => Stops::Never,
    }
}

/// In words: what the clock has come to.
pub fn words_of(mark: Mark) -> &'static str {
    match mark {
        Mark::Half => "half of the time to the first response is used",
        Mark::FourFifths => "80 % of the time to the first response is used",
        Mark::Due => "the first response was due, and nobody had made contact",
    }
}

#[cfg(test)]
mod tests;
