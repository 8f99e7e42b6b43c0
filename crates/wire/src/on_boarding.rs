//! The on-boarding of an account: seven things and the account's own, how far each is, and who said so when.

use crate::{account::AccountRef, answer, json::Counted, open_enum::open_enum};
use chrono::{DateTime, Utc};
use rules::on_boarding;
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/on-boarding`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct OnBoarding {
        /// The End User.
        pub account: AccountRef,
        /// The seven things, then the account's own.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<OnBoardingItem>))]
        pub items: Counted<OnBoardingItem>,
        /// What was changed, the newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<OnBoardingChange>))]
        pub history [default]: Counted<OnBoardingChange>,
    }
}

answer! {
    /// One thing.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct OnBoardingItem {
        /// A stable name for the seven, an opaque id for others.
        pub id: String,
        /// For people.
        pub name: String,
        /// How far it is.
        pub progress: ItemProgress,
        /// Who said so.
        #[serde(default)]
        pub by: Option<String>,
        /// When.
        #[serde(default)]
        pub at: Option<DateTime<Utc>>,
        /// Why it does not apply.
        #[serde(default)]
        pub why: Option<String>,
        /// A note.
        #[serde(default)]
        pub note: Option<String>,
        /// What shows it: a link or text.
        #[serde(default)]
        pub evidence: Option<String>,
    }
}

answer! {
    /// One change.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct OnBoardingChange {
        /// When.
        pub at: DateTime<Utc>,
        /// Who.
        pub by: String,
        /// Whether the advisor did it on behalf of the End User.
        pub on_behalf [default]: bool,
        /// What was done.
        pub step: OnBoardingStep,
        /// Name of the thing.
        pub name: String,
        /// How far it was said to be.
        #[serde(default)]
        pub progress: Option<ItemProgress>,
        /// Why, note and evidence as they were left.
        #[serde(default)]
        pub text: Option<String>,
    }
}

open_enum! {
    /// How far a thing is.
    ItemProgress {
        /// Nobody has begun
        NotStarted = "not_started",
        /// Somebody is at it
        InProgress = "in_progress",
        /// Through
        Done = "done",
        /// Not needed here; counts as done
        DoesNotApply = "does_not_apply",
    }
}

open_enum! {
    /// What is done to a thing.
    OnBoardingStep {
        /// How far it is, with note and evidence
        Set = "set",
        /// One of the account's own is put on the list
        Add = "add",
        /// One of the account's own is taken off
        Remove = "remove",
    }
}

impl ItemProgress {
    /// As the rules know it.
    #[must_use]
    pub fn known(&self) -> Option<on_boarding::Progress> {
        Some(match self {
            Self::NotStarted => on_boarding::Progress::NotStarted,
            Self::InProgress => on_boarding::Progress::InProgress,
            Self::Done => on_boarding::Progress::Done,
            Self::DoesNotApply => on_boarding::Progress::DoesNotApply,
            Self::Unknown(_) => return None,
        })
    }
}

impl OnBoarding {
    /// Names and progress, for the rules, of things of which it is known.
    #[must_use]
    pub fn standing(&self) -> Vec<(&str, on_boarding::Progress)> {
        self.items.iter().filter_map(|item| Some((item.name.as_str(), item.progress.known()?))).collect()
    }

    /// Of how many things it is not known here.
    #[must_use]
    pub fn not_known(&self) -> usize {
        self.items.all() - self.standing().len()
    }
}

/// `PATCH /v1/on-boarding`, with `If-Match`: one step. Of `set`, what is left out stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeOnBoarding {
    /// What is done.
    pub step: OnBoardingStep,
    /// Id of the thing; not for `add`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Name of the new thing; for `add`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How far it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<ItemProgress>,
    /// Why it does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// A note; empty takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// A link or text that shows it; empty takes it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}
