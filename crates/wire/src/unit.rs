//! Units of the install base as they cross HTTP: a unit, and everything about it that decides its cover.
//!
//! What an API does not supply stays missing, and a value that this build does not know stays as it came; neither is ever
//! guessed. How this becomes the facts that `rules` decides on stands in the room `facts`.

mod facts;

pub use facts::end_of_support;

use crate::{
    account::AccountRef,
    answer,
    contract::{ContractKind, ContractStatus},
    cover::Cover,
    json::Counted,
    open_enum::open_enum,
    unit_history::{FormerSite, Milestone, OrderSnapshot, RelatedUnit},
    zone::ZoneRules,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

answer! {
    /// `GET /v1/units`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct UnitList {
        /// This page.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Unit>))]
        pub items: Counted<Unit>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
        /// How many there are in all pages, when the API counts.
        #[serde(default)]
        pub total: Option<u32>,
        /// The zones that the sites name.
        pub zones [default]: Vec<ZoneRules>,
    }
}

answer! {
    /// `GET /v1/units/{reference}`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct UnitDetail {
        /// The unit.
        pub unit: Unit,
        /// The zone of its site.
        pub zones [default]: Vec<ZoneRules>,
        /// The unit in whose place it came, when that is in the install base too.
        #[serde(default)]
        pub replaces: Option<RelatedUnit>,
        /// Those that came in its place.
        pub replaced_by [default]: Vec<RelatedUnit>,
        /// The purchase orders that it was registered with, as they were then, the latest first.
        pub order_snapshots [default]: Vec<OrderSnapshot>,
        /// Where it stood before, the latest first.
        pub former_sites [default]: Vec<FormerSite>,
        /// Dates in the life of its product, beside the End of Support.
        pub milestones [default]: Vec<Milestone>,
    }
}

answer! {
    /// One unit with everything that decides its cover.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Unit {
        /// Serial number, or software reference number; unique within the account.
        pub reference: String,
        /// Serial number; absent for software.
        #[serde(default)]
        pub serial: Option<String>,
        /// Host name.
        #[serde(default)]
        pub host_name: Option<String>,
        /// Product number: "MX480".
        pub model: String,
        /// Product family: "MX".
        #[serde(default)]
        pub family: Option<String>,
        /// What it is, in words.
        #[serde(default)]
        pub description: Option<String>,
        /// The End User.
        pub account: AccountRef,
        /// The End User's country, two letters.
        #[serde(default)]
        pub account_country: Option<String>,
        /// Who made it.
        #[serde(default)]
        pub vendor: Option<Vendor>,
        /// Where it was bought or leased.
        #[serde(default)]
        pub source: Option<Source>,
        /// In use or not.
        #[serde(default)]
        pub usage: Option<Usage>,
        /// Its line in the purchase orders for the Services.
        #[serde(default)]
        pub order: Option<OrderLine>,
        /// Registration by serial number.
        #[serde(default)]
        pub registration: Option<Registration>,
        /// Installation site: missing = not supplied, null = none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub site: Option<Option<Site>>,
        /// End of Support.
        #[serde(default)]
        pub end_of_support: Option<EndOfSupport>,
        /// Terms of contracts that name it; missing = not supplied.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<Term>>))]
        pub terms: Option<Counted<Term>>,
        /// Parts inside it.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Part>))]
        pub parts [default]: Counted<Part>,
        /// Software release running on it.
        #[serde(default)]
        pub software_release: Option<String>,
        /// When that was last confirmed.
        #[serde(default)]
        pub release_confirmed_at: Option<DateTime<Utc>>,
        /// The server's own decision, when it decides.
        #[serde(default)]
        pub cover: Option<Cover>,
        /// Changes with every change; lists key on it.
        pub version [default]: u32,
    }
}

answer! {
    /// A line in a purchase order.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct OrderLine {
        /// How it stands there.
        pub state: OrderState,
        /// Number of the purchase order.
        #[serde(default)]
        pub number: Option<String>,
        /// Serial number of the unit that it replaced after a return.
        #[serde(default)]
        pub replaces: Option<String>,
    }
}

answer! {
    /// Registration by serial number.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Registration {
        /// Yes or no.
        pub registered: bool,
        /// Since when.
        #[serde(default)]
        pub on: Option<NaiveDate>,
    }
}

answer! {
    /// Where a unit is installed.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Site {
        /// Opaque id.
        pub id: String,
        /// Name.
        pub name: String,
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
        /// IANA zone name.
        #[serde(default)]
        pub zone: Option<String>,
    }
}

answer! {
    /// End of Support of a product.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct EndOfSupport {
        /// The last supported day; absent when none has been announced.
        #[serde(default)]
        pub on: Option<NaiveDate>,
    }
}

answer! {
    /// One contract's term for one unit.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Term {
        /// Number of the contract.
        pub contract: String,
        /// Kind.
        pub kind: ContractKind,
        /// First day, inclusive.
        pub start: NaiveDate,
        /// Last day, inclusive.
        pub end: NaiveDate,
        /// In force or not.
        pub status: ContractStatus,
    }
}

answer! {
    /// A part inside a unit.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Part {
        /// Where it sits: "FPC 3".
        pub slot: String,
        /// Product number.
        pub model: String,
        /// Serial number.
        #[serde(default)]
        pub serial: Option<String>,
        /// Who made it.
        #[serde(default)]
        pub vendor: Option<Vendor>,
        /// Its own End of Support.
        #[serde(default)]
        pub end_of_support: Option<EndOfSupport>,
    }
}

open_enum! {
    /// Who made a product.
    Vendor {
        /// Juniper Networks
        Juniper = "juniper",
        /// Anybody else
        ThirdParty = "third_party",
    }
}

open_enum! {
    /// Where a unit was bought or leased.
    Source {
        /// Juniper Networks
        Juniper = "juniper",
        /// Authorized reseller
        AuthorizedReseller = "authorized_reseller",
        /// Seller who is not authorized
        UnauthorizedSeller = "unauthorized_seller",
        /// Gray market
        GrayMarket = "gray_market",
    }
}

open_enum! {
    /// In use or not.
    Usage {
        /// In the running network
        InUse = "in_use",
        /// On a shelf
        Spare = "spare",
        /// In a laboratory
        Laboratory = "laboratory",
        /// Taken out of service
        Decommissioned = "decommissioned",
    }
}

open_enum! {
    /// How a unit stands in the purchase orders.
    OrderState {
        /// Named itself
        Listed = "listed",
        /// In the place of the unit it replaced
        Inherited = "inherited",
        /// In none
        NotListed = "not_listed",
    }
}

impl Unit {
    /// The site, if the unit has one and it was supplied.
    #[must_use]
    pub fn site(&self) -> Option<&Site> {
        self.site.as_ref().and_then(Option::as_ref)
    }

    /// The number that is read out and stands on the label: the serial number, else the reference.
    #[must_use]
    pub fn number(&self) -> &str {
        self.serial.as_deref().unwrap_or(&self.reference)
    }

    /// The name people use first: the host name, else the reference.
    #[must_use]
    pub fn title(&self) -> &str {
        self.host_name.as_deref().unwrap_or(&self.reference)
    }
}

impl Site {
    /// One line: street, postal code and city, country.
    #[must_use]
    pub fn address(&self) -> String {
        let city =
            [self.postal_code.as_deref(), self.city.as_deref()].into_iter().flatten().collect::<Vec<_>>();
        [self.street.clone(), Some(city.join(" ")), self.country.clone()]
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}
