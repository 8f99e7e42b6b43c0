//! Why a step of an escalation is refused, and the way out.

use super::{R_024, R_026};
use crate::reason::{Input, Outcome, Reason, Section};

/// Why a step is refused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// The End User asks for escalations, and the advisor for it.
    EndUserAsks,
    /// The case is closed.
    CaseClosed,
    /// Only the desk does this.
    DeskOnly,
    /// Only the End User's people do this.
    EndUserOnly,
    /// It is completed.
    Completed,
    /// Nobody at the desk has taken it yet.
    NoOwner,
    /// The desk has proposed it already.
    AlreadyProposed,
    /// The desk has not proposed that it is completed.
    NotProposed,
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::EndUserAsks,
        Self::CaseClosed,
        Self::DeskOnly,
        Self::EndUserOnly,
        Self::Completed,
        Self::NoOwner,
        Self::AlreadyProposed,
        Self::NotProposed,
    ];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EndUserAsks => "end_user_asks",
            Self::CaseClosed => "case_closed",
            Self::DeskOnly => "desk_only",
            Self::EndUserOnly => "end_user_only",
            Self::Completed => "completed",
            Self::NoOwner => "no_owner",
            Self::AlreadyProposed => "already_proposed",
            Self::NotProposed => "not_proposed",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub fn reason(self) -> Reason {
        let why = match self {
            Self::EndUserAsks => {
                "Escalations are asked for by the End User’s people, or by the advisor for them. Write a comment instead."
            }
            Self::CaseClosed => "This case is closed. Reopen it first, then have it escalated.",
            Self::DeskOnly => {
                "Only the Escalation Management Desk does this. Write a comment, or call the desk."
            }
            Self::EndUserOnly => "Only the End User’s people say whether an escalation is completed.",
            Self::Completed => "This escalation is completed. Ask for a new one if it is needed.",
            Self::NoOwner => "Nobody at the desk has taken this yet. Take it first.",
            Self::AlreadyProposed => "The desk has proposed this already. The End User agrees or not.",
            Self::NotProposed => "The desk has not proposed that this is completed. It goes on until then.",
        };
        Reason {
            rules: &[R_024, R_026],
            section: Section::EscalationDesk,
            title: "What can be done with an escalation now",
            outcome: Outcome::Failed,
            why: why.to_owned(),
            inputs: vec![Input::known("Refused because", self.code())],
        }
    }
}
