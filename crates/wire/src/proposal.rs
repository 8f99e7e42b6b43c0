//! What the vendor's advisor proposes for the roster of an account, and what became of it.

use crate::{
    answer,
    contact::{ChangeRoster, Details, RosterStep},
    json::Counted,
    open_enum::open_enum,
};
use chrono::{DateTime, Utc};
use rules::proposal as rule;
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/proposals`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Proposals {
        /// The open ones, then those that ended last; the newest first each.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Proposal>))]
        pub items: Counted<Proposal>,
    }
}

answer! {
    /// One proposal.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Proposal {
        /// Opaque id.
        pub id: String,
        /// What is proposed: `add`, `replace`, `edit`, `remove`.
        pub step: RosterStep,
        /// Id of the contact concerned; not for `add`.
        #[serde(default)]
        pub contact: Option<String>,
        /// The name of that contact when it was proposed.
        #[serde(default)]
        pub name: Option<String>,
        /// That contact as it stands now, while the proposal is open.
        #[serde(default)]
        pub now: Option<Details>,
        /// Who would come, or the details as they would be.
        #[serde(default)]
        pub person: Option<Details>,
        /// Why.
        pub reason: String,
        /// Who proposed it.
        pub proposed_by: String,
        /// When.
        pub proposed_at: DateTime<Utc>,
        /// Where it stands.
        pub state: ProposalState,
        /// Who accepted, declined or withdrew it.
        #[serde(default)]
        pub ended_by: Option<String>,
        /// When.
        #[serde(default)]
        pub ended_at: Option<DateTime<Utc>>,
        /// What was said when it was declined.
        #[serde(default)]
        pub word: Option<String>,
        /// Its entity tag, for `If-Match`: another one as well when the contact concerned has changed.
        pub tag [default]: String,
    }
}

impl Proposal {
    /// The step of the roster that is proposed.
    #[must_use]
    pub fn wish(&self) -> ChangeRoster {
        ChangeRoster { step: self.step.clone(), contact: self.contact.clone(), person: self.person.clone() }
    }
}

open_enum! {
    /// Where a proposal stands.
    ProposalState {
        /// Nobody has answered yet.
        Open = "open",
        /// The roster is as it proposed.
        Accepted = "accepted",
        /// Left, with a word.
        Declined = "declined",
        /// Taken back by the advisor.
        Withdrawn = "withdrawn",
    }
}

impl ProposalState {
    /// As the rules know it.
    #[must_use]
    pub fn known(&self) -> Option<rule::State> {
        Some(match self {
            Self::Open => rule::State::Open,
            Self::Accepted => rule::State::Accepted,
            Self::Declined => rule::State::Declined,
            Self::Withdrawn => rule::State::Withdrawn,
            Self::Unknown(_) => return None,
        })
    }
}

impl From<rule::State> for ProposalState {
    fn from(state: rule::State) -> Self {
        match state {
            rule::State::Open => Self::Open,
            rule::State::Accepted => Self::Accepted,
            rule::State::Declined => Self::Declined,
            rule::State::Withdrawn => Self::Withdrawn,
        }
    }
}

open_enum! {
    /// What is done with a proposal.
    ProposalStep {
        /// By an administrator: the roster takes the step.
        Accept = "accept",
        /// By an administrator, with a word.
        Decline = "decline",
        /// By the advisor.
        Withdraw = "withdraw",
    }
}

impl ProposalStep {
    /// As the rules know it.
    #[must_use]
    pub fn known(&self) -> Option<rule::Step> {
        Some(match self {
            Self::Accept => rule::Step::Accept,
            Self::Decline => rule::Step::Decline,
            Self::Withdraw => rule::Step::Withdraw,
            Self::Unknown(_) => return None,
        })
    }
}

/// `POST /v1/proposals`, with `Idempotency-Key`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Propose {
    /// What is proposed: `add`, `replace`, `edit`, `remove`.
    pub step: RosterStep,
    /// Id of the person concerned; not for `add`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Who is to come, or the details as they should be: for `add`, `replace` and `edit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Details>,
    /// Why, in a sentence.
    pub reason: String,
}

/// `PATCH /v1/proposals/{id}`, with `If-Match`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeProposal {
    /// What is done.
    pub step: ProposalStep,
    /// Why it is declined; needed then.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub word: String,
}
