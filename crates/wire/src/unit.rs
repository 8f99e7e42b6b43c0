//! Units of the install base, and their way into `rules`.

use crate::{
    BadData,
    account::AccountRef,
    answer,
    contract::{ContractKind, ContractStatus},
    cover::Cover,
    open_enum::open_enum,
    zone::ZoneRules,
};
use chrono::{DateTime, NaiveDate, Utc};
use rules::{country::Country, serial::SerialNumber, term, unit as facts};
use serde::Serialize;

answer! {
    /// `GET /v1/units`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct UnitList {
        /// This page.
        pub items: Vec<Unit>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
        /// How many there are in all pages, when the API counts.
        #[serde(default)]
        pub total: Option<u32>,
        /// The zones that the sites name.
        #[serde(default)]
        pub zones: Vec<ZoneRules>,
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
        #[serde(default)]
        pub zones: Vec<ZoneRules>,
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
        pub terms: Option<Vec<Term>>,
        /// Parts inside it.
        #[serde(default)]
        pub parts: Vec<Part>,
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
        #[serde(default)]
        pub version: u32,
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

    /// The name people use first: the host name, else the reference.
    #[must_use]
    pub fn title(&self) -> &str {
        self.host_name.as_deref().unwrap_or(&self.reference)
    }

    /// The facts that decide its cover. Values that this build does not know count as not supplied.
    ///
    /// # Errors
    /// A serial number or a country that can't be one, or a term that ends before it begins.
    pub fn facts(&self) -> Result<facts::Unit, BadData> {
        Ok(facts::Unit {
            vendor: self.vendor.as_ref().and_then(Vendor::known),
            source: self.source.as_ref().and_then(Source::known),
            usage: self.usage.as_ref().and_then(Usage::known),
            order: self.order.as_ref().map(OrderLine::facts).transpose()?.flatten(),
            registration: self.registration.as_ref().map(Registration::facts),
            site: match &self.site {
                None => facts::SiteRecord::NotSupplied,
                Some(None) => facts::SiteRecord::None,
                Some(Some(site)) => site.facts()?,
            },
            end_user_country: country("account_country", self.account_country.as_deref())?,
            end_of_support: end_of_support(self.end_of_support.as_ref()),
            terms: self
                .terms
                .as_ref()
                .map(|terms| {
                    terms.iter().filter_map(|term| term.facts().transpose()).collect::<Result<_, _>>()
                })
                .transpose()?,
            parts: self.parts.iter().map(Part::facts).collect(),
        })
    }
}

fn country(field: &'static str, code: Option<&str>) -> Result<Option<Country>, BadData> {
    code.map(|code| Country::parse(code).ok_or_else(|| BadData { field, value: code.to_owned() })).transpose()
}

fn end_of_support(end: Option<&EndOfSupport>) -> facts::EndOfSupport {
    match end {
        None => facts::EndOfSupport::NoData,
        Some(EndOfSupport { on: None }) => facts::EndOfSupport::NotAnnounced,
        Some(EndOfSupport { on: Some(date) }) => facts::EndOfSupport::On(*date),
    }
}

impl Vendor {
    fn known(&self) -> Option<facts::Vendor> {
        match self {
            Self::Juniper => Some(facts::Vendor::Juniper),
            Self::ThirdParty => Some(facts::Vendor::ThirdParty),
            Self::Unknown(_) => None,
        }
    }
}

impl Source {
    fn known(&self) -> Option<facts::Source> {
        match self {
            Self::Juniper => Some(facts::Source::Juniper),
            Self::AuthorizedReseller => Some(facts::Source::AuthorizedReseller),
            Self::UnauthorizedSeller => Some(facts::Source::UnauthorizedSeller),
            Self::GrayMarket => Some(facts::Source::GrayMarket),
            Self::Unknown(_) => None,
        }
    }
}

impl Usage {
    fn known(&self) -> Option<facts::Usage> {
        match self {
            Self::InUse => Some(facts::Usage::InUse),
            Self::Spare => Some(facts::Usage::Spare),
            Self::Laboratory => Some(facts::Usage::Laboratory),
            Self::Decommissioned => Some(facts::Usage::Decommissioned),
            Self::Unknown(_) => None,
        }
    }
}

impl OrderLine {
    fn facts(&self) -> Result<Option<facts::OrderLine>, BadData> {
        let order = self.number.clone().unwrap_or_default();
        Ok(match &self.state {
            OrderState::Listed => Some(facts::OrderLine::Listed { order }),
            OrderState::Inherited => {
                let replaced = self.replaces.as_deref().unwrap_or_default();
                let replaces = SerialNumber::parse(replaced)
                    .map_err(|_| BadData { field: "replaces", value: replaced.to_owned() })?;
                Some(facts::OrderLine::Inherited { order, replaces })
            }
            OrderState::NotListed => Some(facts::OrderLine::NotListed),
            OrderState::Unknown(_) => None,
        })
    }
}

impl Registration {
    fn facts(&self) -> facts::Registration {
        match (self.registered, self.on) {
            (true, Some(date)) => facts::Registration::On(date),
            (true, None) => facts::Registration::Registered,
            (false, _) => facts::Registration::No,
        }
    }
}

impl Site {
    fn facts(&self) -> Result<facts::SiteRecord, BadData> {
        let filled = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        let complete = filled(&self.street) && filled(&self.city) && filled(&self.country);
        Ok(facts::SiteRecord::At {
            address: if complete { facts::Address::Complete } else { facts::Address::Incomplete },
            country: country("country", self.country.as_deref())?,
        })
    }

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

impl Term {
    /// `None` for a kind or status that this build does not know: it decides nothing.
    fn facts(&self) -> Result<Option<term::Term>, BadData> {
        if self.end < self.start {
            return Err(BadData {
                field: "end",
                value: format!("{}: {} before {}", self.contract, self.end, self.start),
            });
        }
        Ok(self.kind.known().zip(self.status.known()).map(|(kind, status)| term::Term {
            contract: self.contract.clone(),
            kind,
            start: self.start,
            end: self.end,
            status,
        }))
    }
}

impl Part {
    /// As the rules know it.
    #[must_use]
    pub fn facts(&self) -> facts::Part {
        facts::Part {
            slot: self.slot.clone(),
            model: self.model.clone(),
            vendor: self.vendor.as_ref().and_then(Vendor::known),
            end_of_support: end_of_support(self.end_of_support.as_ref()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BARE: &str = r#"{"reference":"A1","model":"MX480","account":{"id":"a","name":"A"},"new_field":1}"#;

    #[test]
    fn what_is_missing_is_not_supplied_and_null_is_none() {
        let bare: Unit = serde_json::from_str(BARE).unwrap();
        let facts = bare.facts().unwrap();
        assert_eq!(facts.site, facts::SiteRecord::NotSupplied);
        assert_eq!(facts.terms, None);
        assert_eq!(facts.end_of_support, facts::EndOfSupport::NoData);
        let none: Unit = serde_json::from_str(&BARE.replace("\"new_field\":1", "\"site\":null")).unwrap();
        assert_eq!(none.facts().unwrap().site, facts::SiteRecord::None);
        assert!(serde_json::to_string(&none).unwrap().contains("\"site\":null"));
        assert!(!serde_json::to_string(&bare).unwrap().contains("\"site\""));
    }

    #[test]
    fn unknown_values_decide_nothing() {
        let unit: Unit = serde_json::from_str(&BARE.replace(
            "\"new_field\":1",
            r#""vendor":"zzz","usage":"zzz","source":"zzz","end_of_support":{}"#,
        ))
        .unwrap();
        let facts = unit.facts().unwrap();
        assert_eq!((facts.vendor, facts.usage, facts.source), (None, None, None));
        assert_eq!(facts.end_of_support, facts::EndOfSupport::NotAnnounced);
    }

    #[test]
    fn data_that_cannot_be_is_stopped_with_a_reason() {
        let unit: Unit =
            serde_json::from_str(&BARE.replace("\"new_field\":1", r#""account_country":"Germany""#)).unwrap();
        assert_eq!(unit.facts(), Err(BadData { field: "account_country", value: "Germany".to_owned() }));
    }

    #[test]
    fn an_address_without_street_is_incomplete() {
        let site = Site {
            id: "s".to_owned(),
            name: "Juba".to_owned(),
            street: None,
            postal_code: None,
            city: Some("Juba".to_owned()),
            country: Some("SS".to_owned()),
            zone: None,
        };
        assert!(matches!(
            site.facts(),
            Ok(facts::SiteRecord::At { address: facts::Address::Incomplete, country: Some(_) })
        ));
    }
}
