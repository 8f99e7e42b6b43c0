//! The accounts of an advisor, side by side.

use crate::{account::AccountRef, answer, case::CaseSummary, json::Counted};
use chrono::NaiveDate;
use rules::readiness;
use serde::Serialize;

answer! {
    /// `GET /v1/workspace`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Workspace {
        /// By name.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<AccountReadiness>))]
        pub items: Counted<AccountReadiness>,
        /// Open claims of units whose accounts have no advisor: any advisor settles them.
        #[serde(default)]
        pub unassigned_claims: Option<u32>,
        /// Open cases into which the advisor was asked and has not said anything since, those due first on top.
        pub asked [default]: Vec<CaseSummary>,
    }
}

answer! {
    /// The figures of one account; those that an API does not have are left out.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct AccountReadiness {
        /// Which.
        pub account: AccountRef,
        /// Named representatives.
        pub representatives: u32,
        /// What activates the service.
        #[serde(default)]
        pub activation: Option<Progress>,
        /// The on-boarding items.
        #[serde(default)]
        pub on_boarding: Option<Progress>,
        /// Whether the profile was confirmed within the quarter.
        #[serde(default)]
        pub profile_fresh: Option<bool>,
        /// Open cases.
        pub open_cases: u32,
        /// Open cases of Priority 1 and 2.
        pub urgent_cases: u32,
        /// Open cases that nobody answered by their due time.
        pub overdue_responses: u32,
        /// Cases of the last 90 days whose target was missed, the overdue ones included.
        pub missed_responses: u32,
        /// Questions and requests for guidance without an answer.
        #[serde(default)]
        pub questions: Option<u32>,
        /// Operational reviews that were asked for and have no agreed time.
        #[serde(default)]
        pub reviews_asked: Option<u32>,
        /// The day of the last operational review.
        #[serde(default)]
        pub last_review: Option<NaiveDate>,
        /// Open claims and transfers of units that the account has, wants or is to get.
        #[serde(default)]
        pub claims: Option<u32>,
    }
}

answer! {
    /// So many of so many.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Progress {
        /// Done, or of no concern.
        pub done: u32,
        /// All of them.
        pub all: u32,
    }
}

impl From<&AccountReadiness> for readiness::Facts {
    fn from(account: &AccountReadiness) -> Self {
        let progress = |progress: Option<Progress>| {
            progress.map(|Progress { done, all }| readiness::Progress { done, all })
        };
        let profile = |fresh| if fresh { readiness::Profile::Fresh } else { readiness::Profile::Stale };
        Self {
            representatives: usize::try_from(account.representatives).unwrap_or(usize::MAX),
            activation: progress(account.activation),
            on_boarding: progress(account.on_boarding),
            profile: account.profile_fresh.map(profile),
            open_cases: account.open_cases,
            urgent_cases: account.urgent_cases,
            overdue_responses: account.overdue_responses,
            missed_responses: account.missed_responses,
            questions: account.questions,
            reviews_asked: account.reviews_asked,
            last_review: account.last_review,
            claims: account.claims,
        }
    }
}
