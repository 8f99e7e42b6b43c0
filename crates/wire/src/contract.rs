//! Service contracts of an account.

mod decision;

pub use decision::{
    Agreement, AgreementKind, ContractDecision, InOrder, Purchase, PurchaseWay, Qualification,
};

use crate::{account::AccountRef, answer, json::Counted, open_enum::open_enum};
use chrono::NaiveDate;
use rules::term;
use serde::Serialize;

answer! {
    /// `GET /v1/contracts`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ContractList {
        /// Contracts, by end date.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<ServiceContract>))]
        pub items: Counted<ServiceContract>,
    }
}

answer! {
    /// One contract.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ServiceContract {
        /// Number.
        pub number: String,
        /// Kind.
        pub kind: ContractKind,
        /// In force or not, apart from its dates.
        pub status: ContractStatus,
        /// First day, inclusive.
        pub start: NaiveDate,
        /// Last day, inclusive.
        pub end: NaiveDate,
        /// Purchase order.
        #[serde(default)]
        pub purchase_order: Option<String>,
        /// Written reference of a co-terming agreement: missing = not supplied, null = none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub co_term_reference: Option<Option<String>>,
        /// How many units it names.
        #[serde(default)]
        pub units: Option<u32>,
        /// The End User.
        #[serde(default)]
        pub account: Option<AccountRef>,
        /// The agreement that governs it.
        #[serde(default)]
        pub agreement: Option<Agreement>,
        /// Whether the End User was found to qualify.
        #[serde(default)]
        pub qualification: Option<Qualification>,
        /// How it was bought.
        #[serde(default)]
        pub purchase: Option<Purchase>,
        /// The server's own decision whether it is in order, when it decides.
        #[serde(default)]
        pub decision: Option<ContractDecision>,
    }
}

impl ServiceContract {
    /// As a term of the rules.
    #[must_use]
    pub fn term(&self) -> term::Term {
        term::Term {
            contract: self.number.clone(),
            kind: self.kind.facts(),
            start: self.start,
            end: self.end,
            status: self.status.facts(),
        }
    }
}

open_enum! {
    /// Kind of contract.
    ContractKind {
        /// Advanced Care Plus
        AdvancedCarePlus = "advanced_care_plus",
        /// Juniper Care
        JuniperCare = "juniper_care",
        /// Subscription licence
        Subscription = "subscription",
    }
}

impl ContractKind {
    /// The name people know, else the word that the API has for it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Unknown(word) => word,
            known => known.facts().name(),
        }
    }

    /// As the rules know it.
    #[must_use]
    pub const fn facts(&self) -> term::ContractKind {
        match self {
            Self::AdvancedCarePlus => term::ContractKind::AdvancedCarePlus,
            Self::JuniperCare => term::ContractKind::JuniperCare,
            Self::Subscription => term::ContractKind::Subscription,
            Self::Unknown(_) => term::ContractKind::Unknown,
        }
    }
}

open_enum! {
    /// In force or not, apart from its dates.
    ContractStatus {
        /// In force during its term
        Active = "active",
        /// Suspended
        Suspended = "suspended",
        /// Cancelled
        Cancelled = "cancelled",
    }
}

impl ContractStatus {
    /// As the rules know it.
    #[must_use]
    pub const fn facts(&self) -> term::ContractStatus {
        match self {
            Self::Active => term::ContractStatus::Active,
            Self::Suspended => term::ContractStatus::Suspended,
            Self::Cancelled => term::ContractStatus::Cancelled,
            Self::Unknown(_) => term::ContractStatus::Unknown,
        }
    }
}
