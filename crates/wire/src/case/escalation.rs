//! Requests to the Escalation Management Desk as they cross HTTP. Their history stands among the events of
//! their case.

use super::EventKind;
use crate::{answer, open_enum::open_enum};
use chrono::{DateTime, Utc};
use rules::escalation as rule;
use serde::{Deserialize, Serialize};

answer! {
    /// A request to the Escalation Management Desk.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Escalation {
        /// Within the case, from 1.
        pub number: u32,
        /// Why.
        pub reason: String,
        /// What is wished for.
        pub outcome: String,
        /// Where it stands.
        pub state: EscalationState,
        /// Who asked.
        pub asked_by: String,
        /// When.
        pub asked_at: DateTime<Utc>,
        /// Who at the desk looks after it.
        #[serde(default)]
        pub owner: Option<String>,
        /// When the next status report was promised for.
        #[serde(default)]
        pub next_report_at: Option<DateTime<Utc>>,
    }
}

impl Escalation {
    /// Does it keep its case from being closed? One in a state that nobody here knows does.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state.known().is_none_or(rule::State::is_open)
    }
}

open_enum! {
    /// Where a request stands.
    EscalationState {
        /// Nobody at the desk has taken it yet
        Requested = "requested",
        /// It has an owner at the desk
        Owned = "owned",
        /// The desk holds it for completed
        Proposed = "proposed",
        /// Both hold it for completed
        Completed = "completed",
    }
}

open_enum! {
    /// What somebody does with a request.
    EscalationStep {
        /// Takes it; the desk only
        Take = "take",
        /// Reports how it stands, and when the next report comes; the desk only
        Report = "report",
        /// Proposes that it is completed; the desk only
        Propose = "propose",
        /// Agrees; the End User only
        Agree = "agree",
        /// Does not agree; the End User only
        GoOn = "go_on",
    }
}

impl EscalationState {
    /// As the rules know it.
    #[must_use]
    pub const fn known(&self) -> Option<rule::State> {
        Some(match self {
            Self::Requested => rule::State::Requested,
            Self::Owned => rule::State::Owned,
            Self::Proposed => rule::State::Proposed,
            Self::Completed => rule::State::Completed,
            Self::Unknown(_) => return None,
        })
    }
}

impl From<rule::State> for EscalationState {
    fn from(state: rule::State) -> Self {
        match state {
            rule::State::Requested => Self::Requested,
            rule::State::Owned => Self::Owned,
            rule::State::Proposed => Self::Proposed,
            rule::State::Completed => Self::Completed,
        }
    }
}

impl EscalationStep {
    /// As the rules know it.
    #[must_use]
    pub const fn known(&self) -> Option<rule::Step> {
        Some(match self {
            Self::Take => rule::Step::Take,
            Self::Report => rule::Step::Report,
            Self::Propose => rule::Step::Propose,
            Self::Agree => rule::Step::Agree,
            Self::GoOn => rule::Step::GoOn,
            Self::Unknown(_) => return None,
        })
    }
}

impl From<rule::Step> for EscalationStep {
    fn from(step: rule::Step) -> Self {
        match step {
            rule::Step::Take => Self::Take,
            rule::Step::Report => Self::Report,
            rule::Step::Propose => Self::Propose,
            rule::Step::Agree => Self::Agree,
            rule::Step::GoOn => Self::GoOn,
        }
    }
}

impl From<rule::Step> for EventKind {
    fn from(step: rule::Step) -> Self {
        match step {
            rule::Step::Take => Self::EscalationTaken,
            rule::Step::Report => Self::StatusReport,
            rule::Step::Propose => Self::CompletionProposed,
            rule::Step::Agree => Self::EscalationCompleted,
            rule::Step::GoOn => Self::EscalationGoesOn,
        }
    }
}

/// `POST /v1/cases/{number}/escalations`, with `If-Match` and `Idempotency-Key`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskEscalation {
    /// Why; at most 15,000 characters.
    #[serde(default)]
    pub reason: String,
    /// What is wished for; at most 15,000 characters.
    #[serde(default)]
    pub outcome: String,
}

/// `POST /v1/cases/{number}/escalations/{id}/steps`, with `If-Match` and `Idempotency-Key`: one step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeEscalationStep {
    /// What is done.
    pub step: EscalationStep,
    /// What is said; at most 15,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// For `report`: when the next report comes, at most 31 days ahead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_report_at: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_wire_knows_the_rules_know() {
        for text in EscalationState::KNOWN {
            let state = EscalationState::from(*text);
            assert_eq!(state.known().map(EscalationState::from), Some(state));
        }
        for text in EscalationStep::KNOWN {
            let step = EscalationStep::from(*text);
            assert_eq!(step.known().map(EscalationStep::from), Some(step));
        }
        assert_eq!(EscalationStep::KNOWN.len(), rule::Step::ALL.len());
    }
}
