//! Replacements of units (return material authorizations) as they cross HTTP. Their history stands among the events of their
//! case; which step may be is `rules::rma`'s to say.

use super::EventKind;
use crate::{answer, open_enum::open_enum};
use chrono::{DateTime, Utc};
use rules::rma as rule;
use serde::{Deserialize, Serialize};

answer! {
    /// The replacement of a unit.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Rma {
        /// Within the case, from 1.
        pub number: u32,
        /// The vendor's number of it, which stands on the carton; once it is granted.
        #[serde(default)]
        pub rma_number: Option<String>,
        /// Where the authorization stands.
        pub state: RmaState,
        /// Where the replacement is.
        pub replacement: ReplacementUnit,
        /// Where the defective unit is.
        pub defective: DefectiveUnit,
        /// Serial number of the defective unit, or of the part.
        pub serial: String,
        /// That is a unit of the account: its page can be read.
        pub serial_known [default]: bool,
        /// Serial number of the replacement, once it was sent.
        #[serde(default)]
        pub replacement_serial: Option<String>,
        /// That is a unit of the account by now.
        pub replacement_known [default]: bool,
        /// Who carries the replacement.
        #[serde(default)]
        pub carrier: Option<String>,
        /// The carrier's number for it.
        #[serde(default)]
        pub tracking: Option<String>,
        /// When it was requested.
        pub requested_at: DateTime<Utc>,
        /// When the last step was recorded.
        pub changed_at: DateTime<Utc>,
    }
}

open_enum! {
    /// Where an authorization stands.
    RmaState {
        /// Not granted yet
        Requested = "requested",
        /// Granted
        Approved = "approved",
        /// Both halves are through
        Closed = "closed",
        /// Taken back
        Cancelled = "cancelled",
    }
}

open_enum! {
    /// Where a replacement is.
    ReplacementUnit {
        /// Not sent yet
        Awaited = "awaited",
        /// On its way
        Shipped = "shipped",
        /// At the End User's
        Delivered = "delivered",
    }
}

open_enum! {
    /// Where a defective unit is.
    DefectiveUnit {
        /// At the End User's, or on its way
        Out = "out",
        /// Back at the vendor's
        Received = "received",
    }
}

open_enum! {
    /// What is recorded about a replacement.
    RmaStep {
        /// Granted, with its number
        Approve = "approve",
        /// The replacement was sent, with its serial number
        Ship = "ship",
        /// The replacement has arrived
        Deliver = "deliver",
        /// The defective unit has come back
        Receive = "receive",
        /// Both halves are through
        Close = "close",
        /// It is not needed after all
        Cancel = "cancel",
    }
}

impl Rma {
    /// Where both halves stand; `None` when one is in a way that nobody here knows.
    #[must_use]
    pub const fn standing(&self) -> Option<rule::Standing> {
        let state = match &self.state {
            RmaState::Requested => rule::State::Requested,
            RmaState::Approved => rule::State::Approved,
            RmaState::Closed => rule::State::Closed,
            RmaState::Cancelled => rule::State::Cancelled,
            RmaState::Unknown(_) => return None,
        };
        let replacement = match &self.replacement {
            ReplacementUnit::Awaited => rule::Replacement::Awaited,
            ReplacementUnit::Shipped => rule::Replacement::Shipped,
            ReplacementUnit::Delivered => rule::Replacement::Delivered,
            ReplacementUnit::Unknown(_) => return None,
        };
        let defective = match &self.defective {
            DefectiveUnit::Out => rule::Defective::Out,
            DefectiveUnit::Received => rule::Defective::Received,
            DefectiveUnit::Unknown(_) => return None,
        };
        Some(rule::Standing { state, replacement, defective })
    }
}

impl From<rule::State> for RmaState {
    fn from(state: rule::State) -> Self {
        match state {
            rule::State::Requested => Self::Requested,
            rule::State::Approved => Self::Approved,
            rule::State::Closed => Self::Closed,
            rule::State::Cancelled => Self::Cancelled,
        }
    }
}

impl From<rule::Replacement> for ReplacementUnit {
    fn from(replacement: rule::Replacement) -> Self {
        match replacement {
            rule::Replacement::Awaited => Self::Awaited,
            rule::Replacement::Shipped => Self::Shipped,
            rule::Replacement::Delivered => Self::Delivered,
        }
    }
}

impl From<rule::Defective> for DefectiveUnit {
    fn from(defective: rule::Defective) -> Self {
        match defective {
            rule::Defective::Out => Self::Out,
            rule::Defective::Received => Self::Received,
        }
    }
}

impl RmaStep {
    /// As the rules know it.
    #[must_use]
    pub const fn known(&self) -> Option<rule::Step> {
        Some(match self {
            Self::Approve => rule::Step::Approve,
            Self::Ship => rule::Step::Ship,
            Self::Deliver => rule::Step::Deliver,
            Self::Receive => rule::Step::Receive,
            Self::Close => rule::Step::Close,
            Self::Cancel => rule::Step::Cancel,
            Self::Unknown(_) => return None,
        })
    }
}

impl From<rule::Step> for RmaStep {
    fn from(step: rule::Step) -> Self {
        match step {
            rule::Step::Approve => Self::Approve,
            rule::Step::Ship => Self::Ship,
            rule::Step::Deliver => Self::Deliver,
            rule::Step::Receive => Self::Receive,
            rule::Step::Close => Self::Close,
            rule::Step::Cancel => Self::Cancel,
        }
    }
}

impl From<rule::Step> for EventKind {
    fn from(step: rule::Step) -> Self {
        match step {
            rule::Step::Approve => Self::RmaApproved,
            rule::Step::Ship => Self::RmaShipped,
            rule::Step::Deliver => Self::RmaDelivered,
            rule::Step::Receive => Self::RmaReceived,
            rule::Step::Close => Self::RmaClosed,
            rule::Step::Cancel => Self::RmaCancelled,
        }
    }
}

/// `POST /v1/cases/{number}/rmas`, with `If-Match` and `Idempotency-Key`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskRma {
    /// Serial number of the defective unit, or of the part; at most 40 characters.
    #[serde(default)]
    pub serial: String,
    /// What failed; at most 15,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// `POST /v1/cases/{number}/rmas/{id}/steps`, with `If-Match` and `Idempotency-Key`: one step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeRmaStep {
    /// What is recorded.
    pub step: RmaStep,
    /// What is said; at most 15,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// For `approve`: the number that stands on the carton, at most 80 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rma_number: String,
    /// For `ship`: serial number of the replacement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub replacement_serial: String,
    /// For `ship`: who carries it, at most 80 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub carrier: String,
    /// For `ship`: the carrier's number for it, at most 80 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tracking: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_wire_knows_the_rules_know() {
        for text in RmaStep::KNOWN {
            let step = RmaStep::from(*text);
            assert_eq!(step.known().map(RmaStep::from), Some(step));
        }
        assert_eq!(RmaStep::KNOWN.len(), rule::Step::ALL.len());
    }
}
