//! Units that somebody else has: claims by who wants one, transfers by who has one, and how they end.

use crate::{account::AccountRef, answer, json::Counted, open_enum::open_enum};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/claims`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ClaimList {
        /// The newest first; the open ones before the settled ones.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Claim>))]
        pub items: Counted<Claim>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
    }
}

answer! {
    /// Somebody's wish that a unit changes its account.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Claim {
        /// Opaque id.
        pub id: String,
        /// From which side it is wished.
        pub kind: ClaimKind,
        /// Serial number, or software reference number, of the unit.
        pub reference: String,
        /// Product number; only for those who may see the unit.
        #[serde(default)]
        pub model: Option<String>,
        /// Where it stands.
        pub state: ClaimState,
        /// Whether the asking person's own account wished it.
        pub own [default]: bool,
        /// Who wishes it; absent for the account that has the unit, when it is somebody else.
        #[serde(default)]
        pub claimant: Option<AccountRef>,
        /// The person who wrote it; absent as the claimant is.
        #[serde(default)]
        pub by: Option<String>,
        /// Which account has the unit, or had it; for those of that account and for the advisor.
        #[serde(default)]
        pub holder: Option<AccountRef>,
        /// Whom it would belong to: name of the End User; absent as the claimant is.
        #[serde(default)]
        pub to_name: Option<String>,
        /// That End User's address, in one line.
        #[serde(default)]
        pub to_address: Option<String>,
        /// The account that it would go to, where there is one of that name and address; otherwise one is made. For the
        /// claimant, when it named the account itself, and for the advisor.
        #[serde(default)]
        pub to_account: Option<AccountRef>,
        /// Why; empty as the claimant is absent.
        pub reason [default]: String,
        /// The purchase order that the claim rests on.
        #[serde(default)]
        pub purchase_order: Option<String>,
        /// How many other open wishes name the same unit; they are settled together. For the advisor.
        pub others [default]: u32,
        /// When it was written.
        pub created_at: DateTime<Utc>,
        /// When it was settled, or taken back.
        #[serde(default)]
        pub settled_at: Option<DateTime<Utc>>,
        /// Who settled it, or took it back; then it is absent as the claimant is.
        #[serde(default)]
        pub settled_by: Option<String>,
        /// What the advisor said with it.
        #[serde(default)]
        pub words: Option<String>,
        /// For `If-Match`.
        pub version: u32,
    }
}

open_enum! {
    /// From which side a change of account is wished.
    ClaimKind {
        /// By who wants the unit
        Claim = "claim",
        /// By who has it
        Transfer = "transfer",
    }
}

open_enum! {
    /// Where a wish stands.
    ClaimState {
        /// Nobody has decided yet
        Open = "open",
        /// The unit went to the account of this wish
        Moved = "moved",
        /// It did not
        Stayed = "stayed",
        /// Who wished it took it back
        Withdrawn = "withdrawn",
    }
}

/// `POST /v1/claims`: a unit that was refused because it is registered elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewClaim {
    /// Serial number of the unit.
    pub reference: String,
    /// For which of one's End Users, by id; a reseller gives this or `end_user`, an End User neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// For which End User, by name and address, when the reseller has none of that name yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_user: Option<NamedEndUser>,
    /// Why, at most 2,000 characters.
    pub reason: String,
    /// Number of the purchase order that names the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purchase_order: Option<String>,
}

/// An End User as a purchase order names it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedEndUser {
    /// Name.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    #[serde(default)]
    pub postal_code: String,
    /// City.
    pub city: String,
    /// Country, two letters or its English name.
    pub country: String,
}

/// `POST /v1/units/{reference}/transfer`: a unit that went to somebody else.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestTransfer {
    /// Name of the company that has it now.
    pub to_name: String,
    /// Its address, in one line.
    pub to_address: String,
    /// Its country, two letters or its English name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_country: Option<String>,
    /// Why, at most 2,000 characters.
    pub reason: String,
}

/// `POST /v1/claims/{id}/settle`, with `If-Match`. Every open wish that names the same unit is settled with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettleClaim {
    /// What becomes of the unit.
    pub outcome: SettleOutcome,
    /// Why, for all who are concerned; needed.
    pub words: String,
}

/// How a wish ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SettleOutcome {
    /// The unit stays where it is.
    Stays,
    /// It goes to the account that this wish names.
    Moves,
}
