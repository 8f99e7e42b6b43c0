//! A decision about a unit's cover as the server made it, so that the browser can lay its own beside it.

use crate::{answer, open_enum::open_enum};
use chrono::NaiveDate;
use rules::entitlement::{Answer, Assessment, EndCause};
use serde::Serialize;

answer! {
    /// The server's decision.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Cover {
        /// Civil date in the site's zone.
        pub on: NaiveDate,
        /// The answer.
        pub answer: CoverAnswer,
        /// Last covered day.
        #[serde(default)]
        pub covered_until: Option<NaiveDate>,
        /// What ends it.
        #[serde(default)]
        pub ends_by: Option<CoverEndCause>,
        /// Names of the conditions that fail.
        pub failed [default]: Vec<String>,
        /// Names of the conditions that can't be decided.
        pub unknown [default]: Vec<String>,
    }
}

open_enum! {
    /// The four answers.
    CoverAnswer {
        /// Every condition is met
        AdvancedCarePlus = "advanced_care_plus",
        /// Juniper Care holds alone
        JuniperCareOnly = "juniper_care_only",
        /// Neither
        NoCoverFound = "no_cover_found",
        /// An input is missing
        CannotTell = "cannot_tell",
    }
}

open_enum! {
    /// What ends the cover.
    CoverEndCause {
        /// Advanced Care Plus ends
        ServiceTerm = "service_term",
        /// Juniper Care or Subscription ends
        CareTerm = "care_term",
        /// End of Support
        EndOfSupport = "end_of_support",
    }
}

impl CoverAnswer {
    /// As the rules know it.
    #[must_use]
    pub const fn known(&self) -> Option<Answer> {
        Some(match self {
            Self::AdvancedCarePlus => Answer::AdvancedCarePlus,
            Self::JuniperCareOnly => Answer::JuniperCareOnly,
            Self::NoCoverFound => Answer::NoCoverFound,
            Self::CannotTell => Answer::CannotTell,
            Self::Unknown(_) => return None,
        })
    }
}

impl From<Answer> for CoverAnswer {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::AdvancedCarePlus => Self::AdvancedCarePlus,
            Answer::JuniperCareOnly => Self::JuniperCareOnly,
            Answer::NoCoverFound => Self::NoCoverFound,
            Answer::CannotTell => Self::CannotTell,
        }
    }
}

impl From<EndCause> for CoverEndCause {
    fn from(cause: EndCause) -> Self {
        match cause {
            EndCause::ServiceTerm => Self::ServiceTerm,
            EndCause::CareTerm => Self::CareTerm,
            EndCause::EndOfSupport => Self::EndOfSupport,
        }
    }
}

impl From<&Assessment> for Cover {
    fn from(assessment: &Assessment) -> Self {
        let names = |set: rules::entitlement::ConditionSet| set.iter().map(|c| c.code().to_owned()).collect();
        Self {
            on: assessment.on,
            answer: assessment.answer.into(),
            covered_until: assessment.covered_until.map(|end| end.on),
            ends_by: assessment.covered_until.map(|end| end.cause.into()),
            failed: names(assessment.failed),
            unknown: names(assessment.unknown),
        }
    }
}
