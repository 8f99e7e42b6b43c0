//! Requests to the advisor: guidance on a software release, and informal questions, with everything that
//! was written to and fro. None is a Tech Case, and none has a response target.

use crate::{account::AccountRef, answer, json::Counted, open_enum::open_enum};
use chrono::{DateTime, Utc};
use rules::advice as rule;
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/advice`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct AdviceList {
        /// Without what was written.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Advice>))]
        pub items: Counted<Advice>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
    }
}

answer! {
    /// One request to the advisor.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Advice {
        /// Opaque id.
        pub id: String,
        /// The End User.
        pub account: AccountRef,
        /// What is asked for.
        pub kind: AdviceKind,
        /// Where it stands.
        pub state: AdviceState,
        /// The question in one line; made of the product family for guidance.
        pub subject: String,
        /// Reference of the unit, when it is about one.
        #[serde(default)]
        pub unit: Option<String>,
        /// Guidance: product family.
        #[serde(default)]
        pub family: Option<String>,
        /// Guidance: releases that run today.
        pub releases [default]: Vec<String>,
        /// Guidance: the release that the End User has in mind; absent when the question is which one.
        #[serde(default)]
        pub target: Option<String>,
        /// Who asked.
        pub asked_by: String,
        /// When.
        pub created_at: DateTime<Utc>,
        /// When something was last written or done.
        pub changed_at: DateTime<Utc>,
        /// The Tech Case that it has become.
        #[serde(default)]
        pub case_number: Option<String>,
        /// Everything that was written and done, the oldest first; left out in lists.
        pub messages [default]: Vec<AdviceMessage>,
        /// For `If-Match`.
        pub version: u32,
    }
}

answer! {
    /// Something that was written or done.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct AdviceMessage {
        /// When.
        pub at: DateTime<Utc>,
        /// Name of who did it.
        pub by: String,
        /// On which side.
        pub side: AdviceSide,
        /// What was done.
        pub step: AdviceStep,
        /// What was written.
        #[serde(default)]
        pub text: Option<String>,
        /// An answer with guidance.
        #[serde(default)]
        pub guidance: Option<Guidance>,
    }
}

answer! {
    /// The answer to a request for guidance on a release.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Guidance {
        /// Which release is recommended.
        pub recommendation: String,
        /// What may go wrong with it.
        pub risks: String,
        /// What it brings.
        pub benefits: String,
    }
}

answer! {
    /// `GET /v1/advice/releases`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ReleasesInUse {
        /// By name of the family.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<FamilyReleases>))]
        pub items: Counted<FamilyReleases>,
    }
}

answer! {
    /// The releases of an account's units of one product family.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct FamilyReleases {
        /// Name of the product family.
        pub family: String,
        /// How many units it has.
        pub units: u32,
        /// The releases that are known of them, those with the most units first.
        pub releases: Vec<String>,
    }
}

open_enum! {
    /// What is asked for.
    AdviceKind {
        /// Which software release, with risks and benefits
        ReleaseGuidance = "release_guidance",
        /// An informal question
        Question = "question",
    }
}

open_enum! {
    /// Where a request stands.
    AdviceState {
        /// Waiting on the advisor
        Open = "open",
        /// The advisor has answered
        Answered = "answered",
        /// Done
        Closed = "closed",
        /// It goes on as a Tech Case
        BecameCase = "became_case",
    }
}

open_enum! {
    /// What somebody did, or does.
    AdviceStep {
        /// Asked: only the first of what was done
        Ask = "ask",
        /// Wrote something; from the End User it waits on the advisor again
        Reply = "reply",
        /// Answered; the advisor only
        Answer = "answer",
        /// Closed
        Close = "close",
        /// Took up again; the End User only
        Reopen = "reopen",
        /// Said which Tech Case it has become
        BecameCase = "became_case",
    }
}

open_enum! {
    /// A side.
    AdviceSide {
        /// The End User's people
        Customer = "customer",
        /// The advisor
        Advisor = "advisor",
    }
}

impl AdviceKind {
    /// As the rules know it.
    #[must_use]
    pub const fn known(&self) -> Option<rule::Kind> {
        Some(match self {
            Self::ReleaseGuidance => rule::Kind::ReleaseGuidance,
            Self::Question => rule::Kind::Question,
            Self::Unknown(_) => return None,
        })
    }
}

impl AdviceState {
    /// As the rules know it.
    #[must_use]
    pub const fn known(&self) -> Option<rule::State> {
        Some(match self {
            Self::Open => rule::State::Open,
            Self::Answered => rule::State::Answered,
            Self::Closed => rule::State::Closed,
            Self::BecameCase => rule::State::BecameCase,
            Self::Unknown(_) => return None,
        })
    }
}

impl From<rule::State> for AdviceState {
    fn from(state: rule::State) -> Self {
        match state {
            rule::State::Open => Self::Open,
            rule::State::Answered => Self::Answered,
            rule::State::Closed => Self::Closed,
            rule::State::BecameCase => Self::BecameCase,
        }
    }
}

impl AdviceStep {
    /// As the rules know it; asking is none that a request can take.
    #[must_use]
    pub const fn known(&self) -> Option<rule::Step> {
        Some(match self {
            Self::Reply => rule::Step::Reply,
            Self::Answer => rule::Step::Answer,
            Self::Close => rule::Step::Close,
            Self::Reopen => rule::Step::Reopen,
            Self::BecameCase => rule::Step::BecameCase,
            Self::Ask | Self::Unknown(_) => return None,
        })
    }
}

impl From<rule::Side> for AdviceSide {
    fn from(side: rule::Side) -> Self {
        match side {
            rule::Side::EndUser => Self::Customer,
            rule::Side::Advisor => Self::Advisor,
        }
    }
}

/// `POST /v1/advice`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskAdvice {
    /// What is asked for.
    pub kind: AdviceKind,
    /// A question: in one line, at most 250 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The question, or what a release is wanted for; at most 4,000 characters.
    #[serde(default)]
    pub text: String,
    /// A question: reference of the unit that it is about, if it is about one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Guidance: product family, at most 100 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub family: String,
    /// Guidance: releases that run today, at most 20 of at most 100 characters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<String>,
    /// Guidance: the release that the End User has in mind; empty to ask which one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
}

/// `PATCH /v1/advice/{id}`, with `If-Match`: one step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeAdvice {
    /// What is done.
    pub step: AdviceStep,
    /// What is written: for `reply`, and for `answer` to a question; at most 4,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// For `answer` to a request for guidance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<Guidance>,
    /// For `became_case`: number of a case of this account.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub case_number: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_wire_knows_the_rules_know() {
        for text in AdviceState::KNOWN {
            let state = AdviceState::from(*text);
            assert_eq!(state.known().map(AdviceState::from), Some(state));
        }
        assert!(AdviceKind::KNOWN.iter().all(|text| AdviceKind::from(*text).known().is_some()));
        let steps = AdviceStep::KNOWN.iter().filter(|text| AdviceStep::from(**text).known().is_some());
        assert_eq!(steps.count(), 5, "all but asking");
        assert_eq!(AdviceSide::from(rule::Side::Advisor), AdviceSide::Advisor);
    }
}
