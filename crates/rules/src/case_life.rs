//! The life of a Tech Case from both sides: who may take which step while it stands how, where it stands afterwards and
//! whose turn it is then. A case is closed only when one side asks for it and the other agrees, and never while a request
//! for escalation is open. What a change of priority does to the due instant is told before it is made
//! ([`effect`], B-19). No clock, no names, no text beyond its length.

mod effect;
mod refused;

pub use effect::{Effect, effect};
pub use refused::Refused;

use crate::{
    access::Role,
    response::{ContactBy, ContactKind, Priority},
};

/// Longest text of one step, characters.
pub const TEXT_MAX: usize = 15_000;

/// Where a case stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Status {
    /// Nobody has taken it yet.
    Open,
    /// An engineer works on it.
    InProgress,
    /// One side has asked to close it; the other has not agreed yet.
    ClosureAsked,
    /// Both have agreed that it is done.
    Closed,
}

/// Who is waited on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Turn {
    /// The vendor.
    Vendor,
    /// The End User.
    Customer,
    /// Nobody.
    Nobody,
}

/// Who takes a step.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// The End User's people.
    Customer,
    /// The vendor's engineer.
    Engineer,
    /// The Technical Services Advisor.
    Advisor,
    /// The Escalation Management Desk.
    Desk,
}

/// What somebody does to a case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// Writes a comment in the portal.
    Comment,
    /// Records that the End User was called.
    Phone,
    /// Records that the End User was written to by e-mail.
    Email,
    /// Takes it up: the vendor works on it.
    Work,
    /// Asks the End User for something; it waits on the End User then.
    Ask,
    /// Changes the priority (B-19).
    Priority,
    /// Asks the other side to close it.
    AskClosure,
    /// Agrees to close it.
    AgreeClosure,
    /// Takes it up again: it is not done after all.
    Reopen,
    /// Gives the End User's own number.
    Reference,
    /// Asks the advisor to move it on.
    BringAdvisor,
}

/// Where a case stands and whose turn it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Standing {
    /// Where it stands.
    pub status: Status,
    /// Who is waited on.
    pub turn: Turn,
}

/// What decides about a step.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Facts {
    /// Where it stands.
    pub standing: Standing,
    /// How urgent it is.
    pub priority: Priority,
    /// Requests for escalation that are not completed.
    pub open_escalations: usize,
    /// Whether the advisor has been asked in already.
    pub advisor_asked: bool,
}

/// Where the case stands after a step.
///
/// # Errors
/// A step that the side, the standing or an open request for escalation does not allow.
pub const fn after(facts: &Facts, step: Step, by: Side) -> Result<Standing, Refused> {
    let Standing { status, turn } = facts.standing;
    if let Err(refused) = belongs(step, by) {
        return Err(refused);
    }
    let same = Ok(facts.standing);
    match (step, status) {
        (Step::Reference, _) => same,
        (Step::Reopen, Status::Open | Status::InProgress) => Err(Refused::NotClosed),
        (Step::Reopen, Status::ClosureAsked) => to_in_progress(),
        (Step::Reopen, Status::Closed) => match by {
            Side::Customer => to_in_progress(),
            Side::Engineer | Side::Advisor | Side::Desk => Err(Refused::CustomerOnly),
        },
        (_, Status::Closed) => Err(Refused::Closed),
        (Step::AgreeClosure, Status::Open | Status::InProgress) => Err(Refused::NotAsked),
        (Step::AgreeClosure, Status::ClosureAsked) => match (by, turn) {
            (Side::Customer, Turn::Vendor) | (Side::Engineer, Turn::Customer | Turn::Nobody) => {
                Err(Refused::OtherSideAgrees)
            }
            _ if facts.open_escalations > 0 => Err(Refused::EscalationOpen),
            _ => Ok(Standing { status: Status::Closed, turn: Turn::Nobody }),
        },
        (Step::AskClosure, Status::ClosureAsked) => Err(Refused::AlreadyAsked),
        (Step::AskClosure, _) => match by {
            Side::Customer => Ok(Standing { status: Status::ClosureAsked, turn: Turn::Vendor }),
            Side::Engineer | Side::Advisor | Side::Desk => {
                Ok(Standing { status: Status::ClosureAsked, turn: Turn::Customer })
            }
        },
        // What the End User writes is an answer: the next move is the vendor's.
        (Step::Comment, Status::Open | Status::InProgress) => match by {
            Side::Customer => Ok(Standing { status, turn: Turn::Vendor }),
            Side::Engineer | Side::Advisor | Side::Desk => same,
        },
        (Step::Comment, Status::ClosureAsked) => same,
        // An engineer who calls or writes has taken the case; anybody else's call changes nothing (R-050, B-18).
        (Step::Phone | Step::Email, Status::Open) => match by {
            Side::Engineer => Ok(Standing { status: Status::InProgress, turn }),
            Side::Customer | Side::Advisor | Side::Desk => same,
        },
        (Step::Phone | Step::Email, _) => same,
        (Step::Work, Status::ClosureAsked) | (Step::Ask, Status::ClosureAsked) => Err(Refused::AlreadyAsked),
        (Step::Work, _) => to_in_progress(),
        // An engineer who asks has taken the case; the advisor who asks has not.
        (Step::Ask, _) => match by {
            Side::Engineer => Ok(Standing { status: Status::InProgress, turn: Turn::Customer }),
            Side::Customer | Side::Advisor | Side::Desk => Ok(Standing { status, turn: Turn::Customer }),
        },
        (Step::Priority, _) => same,
        (Step::BringAdvisor, _) => match (facts.advisor_asked, facts.priority) {
            (true, _) => Err(Refused::AdvisorThere),
            (false, Priority::P1 | Priority::P2) => same,
            (false, Priority::P3 | Priority::P4) => Err(Refused::NotUrgent),
        },
    }
}

/// Where the case stands after somebody has added a file: it says what a comment says.
///
/// # Errors
/// As for a comment: a closed case takes none.
pub const fn after_file(facts: &Facts, by: Side) -> Result<Standing, Refused> {
    after(facts, Step::Comment, by)
}

const fn to_in_progress() -> Result<Standing, Refused> {
    Ok(Standing { status: Status::InProgress, turn: Turn::Vendor })
}

/// Is it a step of that side, however the case stands?
const fn belongs(step: Step, by: Side) -> Result<(), Refused> {
    match (step, by) {
        (Step::Comment, _)
        | (Step::Phone | Step::Email, Side::Engineer | Side::Advisor | Side::Desk)
        | (Step::Work, Side::Engineer)
        | (Step::Ask, Side::Engineer | Side::Advisor)
        | (
            Step::Priority | Step::AskClosure | Step::AgreeClosure | Step::Reopen,
            Side::Customer | Side::Engineer,
        )
        | (Step::Reference | Step::BringAdvisor, Side::Customer) => Ok(()),
        (Step::Phone | Step::Email | Step::Work | Step::Ask, _) => Err(Refused::VendorOnly),
        (Step::Reference | Step::BringAdvisor, _) => Err(Refused::CustomerOnly),
        (Step::Priority | Step::AskClosure | Step::AgreeClosure | Step::Reopen, _) => {
            Err(Refused::CustomerOrEngineer)
        }
    }
}

impl Side {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Customer, Self::Engineer, Self::Advisor, Self::Desk];

    /// On which side somebody with that role is; nothing for those who do not speak in cases.
    #[must_use]
    pub const fn of(role: Role) -> Option<Self> {
        Some(match role {
            Role::Administrator | Role::Representative | Role::CertifiedExpert | Role::Engineer => {
                Self::Customer
            }
            Role::VendorEngineer => Self::Engineer,
            Role::Advisor => Self::Advisor,
            Role::EscalationDesk => Self::Desk,
            Role::Viewer | Role::Reseller | Role::WebinarGuest => return None,
        })
    }
}

impl Step {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::Comment,
        Self::Phone,
        Self::Email,
        Self::Work,
        Self::Ask,
        Self::Priority,
        Self::AskClosure,
        Self::AgreeClosure,
        Self::Reopen,
        Self::Reference,
        Self::BringAdvisor,
    ];

    /// Whether it says nothing without words.
    #[must_use]
    pub const fn needs_text(self) -> bool {
        matches!(
            self,
            Self::Comment | Self::Ask | Self::Reopen | Self::Email | Self::Phone | Self::AskClosure
        )
    }

    /// The contact that it records, if it is one.
    #[must_use]
    pub const fn contact(self) -> Option<ContactKind> {
        match self {
            Self::Phone => Some(ContactKind::Phone),
            Self::Email => Some(ContactKind::Email),
            _ => None,
        }
    }

    /// What is wrong with its words: a stable code, and what to do.
    #[must_use]
    pub fn text_fault(self, text: &str) -> Option<(&'static str, String)> {
        match text.trim().chars().count() {
            0 if self.needs_text() => Some((
                "missing",
                match self {
                    Self::Phone | Self::Email => "Say in a few words what was talked about",
                    Self::Ask => "Say what you need from them",
                    Self::AskClosure => "Say how it was solved, or why it can be closed",
                    Self::Reopen => "Say what is still wrong",
                    _ => "Write something",
                }
                .to_owned(),
            )),
            long if long > TEXT_MAX => {
                Some(("too_long", format!("This is {long} characters long; {TEXT_MAX} fit")))
            }
            _ => None,
        }
    }
}

/// Whose contact it is for the response time; the End User's own doing is none.
#[must_use]
pub const fn contact_by(side: Side) -> Option<ContactBy> {
    match side {
        Side::Engineer => Some(ContactBy::Engineer),
        Side::Advisor => Some(ContactBy::Advisor),
        Side::Desk => Some(ContactBy::CustomerCare),
        Side::Customer => None,
    }
}

#[cfg(test)]
mod tests;
