//! Registering units by serial number and site: what to choose from, batches, and what became of each row.
//!
//! A batch says at first how many rows it has; then rows come in pieces, by their number. A piece that comes twice is
//! answered as before, so that whoever was cut off sends again what `missing` names. A single unit is a batch of one.

mod claim;
mod convert;
mod row;

pub use claim::{
    Claim, ClaimKind, ClaimList, ClaimState, NamedEndUser, NewClaim, RequestTransfer, SettleClaim,
    SettleOutcome,
};
pub use row::Row;

use crate::{
    account::AccountRef,
    answer,
    json::Counted,
    open_enum::open_enum,
    unit::{EndOfSupport, Site, Term, Vendor},
    zone::ZoneRules,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Most rows in one piece. A piece is one transaction, and what it costs beside its rows it costs once: a file of 100,000 is
/// soonest there in pieces as large as this. Who has a slow line sends smaller ones.
pub const PIECE_MAX: usize = 2_000;

/// Most rows in one batch.
pub const BATCH_MAX: u32 = 200_000;

/// Most serial numbers in one question.
pub const CHECK_MAX: usize = 1_000;

answer! {
    /// `GET /v1/registration`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct RegistrationBasis {
        /// For whom units can be registered: the own account, or a reseller's End Users by name.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<EndUserBasis>))]
        pub end_users: Counted<EndUserBasis>,
        /// Product numbers that are known.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<ModelBasis>))]
        pub models [default]: Counted<ModelBasis>,
        /// The zones that the sites name.
        pub zones [default]: Vec<ZoneRules>,
    }
}

answer! {
    /// An End User and what its units can be registered with.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct EndUserBasis {
        /// The End User.
        pub account: AccountRef,
        /// Street and number.
        #[serde(default)]
        pub street: Option<String>,
        /// Postal code.
        #[serde(default)]
        pub postal_code: Option<String>,
        /// City.
        #[serde(default)]
        pub city: Option<String>,
        /// Country, two letters.
        #[serde(default)]
        pub country: Option<String>,
        /// Purchase orders, with the terms that they bought: a unit that is registered with one has those.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<PurchaseOrder>))]
        pub purchase_orders [default]: Counted<PurchaseOrder>,
        /// Its sites, by name; for a reseller those at which it registered units.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Site>))]
        pub sites [default]: Counted<Site>,
        /// How many units it has; for a reseller those that it registered.
        pub units: u32,
    }
}

answer! {
    /// A purchase order for the Services.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct PurchaseOrder {
        /// Number.
        pub number: String,
        /// Terms of the contracts that carry it.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Term>))]
        pub terms [default]: Counted<Term>,
    }
}

answer! {
    /// A product number.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ModelBasis {
        /// `MX480`
        pub model: String,
        /// Product family: `MX`.
        #[serde(default)]
        pub family: Option<String>,
        /// Who makes it; missing = Juniper.
        #[serde(default)]
        pub vendor: Option<Vendor>,
        /// End of Support; missing = nothing is known.
        #[serde(default)]
        pub end_of_support: Option<EndOfSupport>,
    }
}

/// `POST /v1/registration/check`
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckSerials {
    /// For which End User; everything that one may register for when it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// At most 1,000.
    pub serials: Vec<String>,
}

answer! {
    /// Which serial numbers are registered; never whose they are. As they were sent; those of no unit stand in neither list.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CheckedSerials {
        /// In the account, or in one of those that one may register for.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
        pub registered [default]: Counted<String>,
        /// In an account of somebody else.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
        pub elsewhere [default]: Counted<String>,
    }
}

/// `POST /v1/registrations`
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewBatch {
    /// The account that registers: one's own, which it is when it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Name of the file that the rows stand in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// How many rows there are in all, 1 to 200,000.
    pub rows: u32,
    /// The first rows, at most 2,000: a single unit needs no second request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<Row>,
}

answer! {
    /// Rows that are registered together, and how far that is.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Batch {
        /// Opaque id.
        pub id: String,
        /// The account that registers: a reseller, or an End User.
        pub account: AccountRef,
        /// Where it stands.
        pub state: BatchState,
        /// Name of the file.
        #[serde(default)]
        pub file_name: Option<String>,
        /// How many rows there are in all.
        pub rows: u32,
        /// How many have been answered: `registered` and `refused` together.
        pub received: u32,
        /// How many became units.
        pub registered: u32,
        /// How many did not.
        pub refused: u32,
        /// Row numbers that have not come yet, as first and last, ascending.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<(u32, u32)>))]
        pub missing [default]: Counted<(u32, u32)>,
        /// When it was begun.
        pub created_at: DateTime<Utc>,
        /// Who began it.
        pub by: String,
        /// What became of the rows that were sent along; in the answer to the request that begins a batch only.
        pub answers [default]: Vec<RowAnswer>,
        /// For `If-Match`.
        pub version: u32,
    }
}

open_enum! {
    /// Where a batch stands.
    BatchState {
        /// Rows are still to come
        Open = "open",
        /// All rows have been answered
        Complete = "complete",
        /// No more rows are taken; what is registered stays
        Stopped = "stopped",
    }
}

answer! {
    /// `GET /v1/registrations`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct BatchList {
        /// The newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Batch>))]
        pub items: Counted<Batch>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
    }
}

/// `PUT /v1/registrations/{id}/rows`. Rows that have been answered are answered as before; other content under the number
/// of such a row is refused with 409, which names the row.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PutRows {
    /// Number of the first of them, from 1.
    pub from: u32,
    /// 1 to 2,000, in their order.
    pub rows: Vec<Row>,
}

answer! {
    /// What became of a piece.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct RowAnswers {
        /// One for each row, in their order.
        pub answers: Vec<RowAnswer>,
        /// The batch as it stands now.
        pub batch: Batch,
    }
}

answer! {
    /// What became of one row.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct RowAnswer {
        /// Its number, from 1.
        pub row: u32,
        /// What became of it.
        pub outcome: RowOutcome,
        /// Reference of the unit that it became; for a refused row its serial number, where that can be read.
        #[serde(default)]
        pub reference: Option<String>,
        /// Everything that is wrong with it; none when it is registered.
        pub faults [default]: Vec<RowFault>,
    }
}

answer! {
    /// One thing that is wrong with a row.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct RowFault {
        /// Code of the column: `serial`.
        pub column: String,
        /// Which fault: `registered_elsewhere`.
        pub code: String,
        /// That in words.
        pub message: String,
    }
}

open_enum! {
    /// What became of a row.
    RowOutcome {
        /// It is a unit of its End User
        Registered = "registered",
        /// It is not; the faults say why
        Refused = "refused",
    }
}

answer! {
    /// `GET /v1/registrations/{id}/rows`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct BatchRows {
        /// By row number.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<BatchRow>))]
        pub items: Counted<BatchRow>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
    }
}

answer! {
    /// A row with what became of it.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct BatchRow {
        /// What became of it.
        pub answer: RowAnswer,
        /// As it was sent.
        pub content: Row,
    }
}
