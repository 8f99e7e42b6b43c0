//! Steps of a case as they cross HTTP, and what they are to the rules. Which step may be is `rules::case_life`'s to say.

use super::{CaseEvent, CaseStatus, Channel, EventBy, EventKind, PhonePage, WaitingOn};
use crate::open_enum::open_enum;
use chrono::{DateTime, Utc};
use rules::{
    case_life::{self as rule, Facts, Side, Standing},
    response::Priority,
};
use serde::{Deserialize, Serialize};

/// `POST /v1/cases/{number}/steps`, with `If-Match` and `Idempotency-Key`: one step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeStep {
    /// What is done.
    pub step: CaseStep,
    /// What is said; at most 15,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// For `phone` and `email`: when the contact was made, when that was earlier than now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
    /// For `priority`: the new one, 1 to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// For `priority` 1, from the End User: what was chosen on the phone page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_page: Option<PhonePage>,
    /// For `reference`: the End User's own number; empty takes it away.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub own_reference: String,
}

impl TakeStep {
    /// The step, and nothing else.
    #[must_use]
    pub const fn of(step: CaseStep) -> Self {
        Self {
            step,
            text: String::new(),
            at: None,
            priority: None,
            phone_page: None,
            own_reference: String::new(),
        }
    }
}

open_enum! {
    /// What somebody does to a case.
    CaseStep {
        /// Writes a comment
        Comment = "comment",
        /// Records a call to the End User; the vendor's side only
        Phone = "phone",
        /// Records an e-mail to the End User; the vendor's side only
        Email = "email",
        /// Takes it up; the engineer only
        Work = "work",
        /// Asks the End User for something; the vendor's side only
        Ask = "ask",
        /// Changes the priority
        Priority = "priority",
        /// Asks the other side to close it
        AskClosure = "ask_closure",
        /// Agrees to close it
        AgreeClosure = "agree_closure",
        /// Takes it up again
        Reopen = "reopen",
        /// Gives the End User's own number
        Reference = "reference",
        /// Asks the advisor to move it on
        BringAdvisor = "bring_advisor",
    }
}

impl CaseStep {
    /// As the rules know it.
    #[must_use]
    pub const fn known(&self) -> Option<rule::Step> {
        Some(match self {
            Self::Comment => rule::Step::Comment,
            Self::Phone => rule::Step::Phone,
            Self::Email => rule::Step::Email,
            Self::Work => rule::Step::Work,
            Self::Ask => rule::Step::Ask,
            Self::Priority => rule::Step::Priority,
            Self::AskClosure => rule::Step::AskClosure,
            Self::AgreeClosure => rule::Step::AgreeClosure,
            Self::Reopen => rule::Step::Reopen,
            Self::Reference => rule::Step::Reference,
            Self::BringAdvisor => rule::Step::BringAdvisor,
            Self::Unknown(_) => return None,
        })
    }
}

impl From<rule::Step> for CaseStep {
    fn from(step: rule::Step) -> Self {
        match step {
            rule::Step::Comment => Self::Comment,
            rule::Step::Phone => Self::Phone,
            rule::Step::Email => Self::Email,
            rule::Step::Work => Self::Work,
            rule::Step::Ask => Self::Ask,
            rule::Step::Priority => Self::Priority,
            rule::Step::AskClosure => Self::AskClosure,
            rule::Step::AgreeClosure => Self::AgreeClosure,
            rule::Step::Reopen => Self::Reopen,
            rule::Step::Reference => Self::Reference,
            rule::Step::BringAdvisor => Self::BringAdvisor,
        }
    }
}

impl From<rule::Step> for EventKind {
    fn from(step: rule::Step) -> Self {
        match step {
            rule::Step::Comment => Self::Comment,
            rule::Step::Phone => Self::Phone,
            rule::Step::Email => Self::Email,
            rule::Step::Work => Self::Status,
            rule::Step::Ask => Self::Asked,
            rule::Step::Priority => Self::Priority,
            rule::Step::AskClosure => Self::ClosureAsked,
            rule::Step::AgreeClosure => Self::Closed,
            rule::Step::Reopen => Self::Reopened,
            rule::Step::Reference => Self::Reference,
            rule::Step::BringAdvisor => Self::AdvisorAsked,
        }
    }
}

impl From<Side> for EventBy {
    fn from(side: Side) -> Self {
        match side {
            Side::Customer => Self::Customer,
            Side::Engineer => Self::Engineer,
            Side::Advisor => Self::Advisor,
            Side::Desk => Self::Desk,
        }
    }
}

/// Where a case stands, as the rules know it; `resolved` is what one side has asked to close.
#[must_use]
pub const fn standing(status: &CaseStatus, waiting_on: &WaitingOn) -> Option<Standing> {
    let status = match status {
        CaseStatus::Open => rule::Status::Open,
        CaseStatus::InProgress => rule::Status::InProgress,
        CaseStatus::Resolved => rule::Status::ClosureAsked,
        CaseStatus::Closed => rule::Status::Closed,
        CaseStatus::Unknown(_) => return None,
    };
    let turn = match waiting_on {
        WaitingOn::Vendor => rule::Turn::Vendor,
        WaitingOn::Customer => rule::Turn::Customer,
        WaitingOn::Nobody => rule::Turn::Nobody,
        WaitingOn::Unknown(_) => return None,
    };
    Some(Standing { status, turn })
}

impl From<rule::Status> for CaseStatus {
    fn from(status: rule::Status) -> Self {
        match status {
            rule::Status::Open => Self::Open,
            rule::Status::InProgress => Self::InProgress,
            rule::Status::ClosureAsked => Self::Resolved,
            rule::Status::Closed => Self::Closed,
        }
    }
}

impl From<rule::Turn> for WaitingOn {
    fn from(turn: rule::Turn) -> Self {
        match turn {
            rule::Turn::Vendor => Self::Vendor,
            rule::Turn::Customer => Self::Customer,
            rule::Turn::Nobody => Self::Nobody,
        }
    }
}

impl super::Case {
    /// What decides about its next step; `None` when it stands in a way that nobody here knows.
    #[must_use]
    pub fn facts(&self) -> Option<Facts> {
        Some(Facts {
            standing: standing(&self.status, &self.waiting_on)?,
            priority: Priority::from_number(self.priority)?,
            open_escalations: self.escalations.iter().filter(|escalation| escalation.is_open()).count(),
            advisor_asked: self.events.iter().any(|event| event.kind == EventKind::AdvisorAsked),
        })
    }

    /// How it was opened, as the rules know it.
    #[must_use]
    pub fn opened_by_channel(&self) -> rules::response::Channel {
        let channel: &Channel = &self.channel;
        channel.into()
    }

    /// What happened after a version that somebody has seen.
    pub fn since_version(&self, version: u32) -> impl Iterator<Item = &CaseEvent> {
        self.events.iter().filter(move |event| event.version > version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_wire_knows_the_rules_know() {
        for text in CaseStep::KNOWN {
            let step = CaseStep::from(*text);
            assert_eq!(step.known().map(CaseStep::from), Some(step));
        }
        assert_eq!(CaseStep::KNOWN.len(), rule::Step::ALL.len());
        for status in CaseStatus::KNOWN {
            for turn in WaitingOn::KNOWN {
                let (status, turn) = (CaseStatus::from(*status), WaitingOn::from(*turn));
                let standing = standing(&status, &turn).unwrap();
                assert_eq!((standing.status.into(), standing.turn.into()), (status, turn));
            }
        }
    }
}
