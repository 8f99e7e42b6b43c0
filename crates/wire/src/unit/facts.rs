//! The way of a unit from the wire into `rules`: the facts on which its cover is decided.
//!
//! What is missing, and what this build does not know, becomes "not supplied"; data that cannot be (a country that is
//! none, a term that ends before it begins) stops here with the field that holds it. Nothing is decided here.

use super::{
    EndOfSupport, OrderLine, OrderState, Part, Registration, Site, Source, Term, Unit, Usage, Vendor,
};
use crate::BadData;
use rules::{country::Country, serial::SerialNumber, term, unit as facts};

impl Unit {
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
                .map(|terms| terms.iter().map(Term::facts).collect::<Result<_, _>>())
                .transpose()?,
            terms_unread: self.terms.as_ref().is_some_and(|terms| terms.unread > 0),
            parts: self.parts.iter().map(Part::facts).collect(),
        })
    }
}

fn country(field: &'static str, code: Option<&str>) -> Result<Option<Country>, BadData> {
    code.map(|code| Country::parse(code).ok_or_else(|| BadData { field, value: code.to_owned() })).transpose()
}

/// As the rules know it.
#[must_use]
pub fn end_of_support(end: Option<&EndOfSupport>) -> facts::EndOfSupport {
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

impl From<facts::Usage> for Usage {
    fn from(usage: facts::Usage) -> Self {
        match usage {
            facts::Usage::InUse => Self::InUse,
            facts::Usage::Spare => Self::Spare,
            facts::Usage::Laboratory => Self::Laboratory,
            facts::Usage::Decommissioned => Self::Decommissioned,
        }
    }
}

impl Usage {
    /// As the rules know it.
    #[must_use]
    pub fn known(&self) -> Option<facts::Usage> {
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
}

impl Term {
    /// As the rules know it; of a kind or status that this build does not know, they can't tell whether it counts.
    ///
    /// # Errors
    /// A term that ends before it begins.
    pub fn facts(&self) -> Result<term::Term, BadData> {
        if self.end < self.start {
            return Err(BadData {
                field: "end",
                value: format!("{}: {} before {}", self.contract, self.end, self.start),
            });
        }
        Ok(term::Term {
            contract: self.contract.clone(),
            kind: self.kind.facts(),
            start: self.start,
            end: self.end,
            status: self.status.facts(),
        })
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

    /// Elsewhere what a unit is addressed by may be a number of a database.
    #[test]
    fn what_is_read_out_is_the_serial_number_where_there_is_one() {
        let bare: Unit = serde_json::from_str(BARE).unwrap();
        assert_eq!(bare.number(), "A1");
        let own = BARE.replace("\"new_field\":1", "\"serial\":\"JN1234AFB\"");
        assert_eq!(serde_json::from_str::<Unit>(&own).unwrap().number(), "JN1234AFB");
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

    /// Whether it counts can't be told; what is not passed on would count as "no contract".
    #[test]
    fn a_term_of_an_unknown_kind_or_status_is_passed_on() {
        let terms = |kind: &str, status: &str| {
            let term = format!(
                r#""terms":[{{"contract":"C-1","kind":"{kind}","start":"2026-01-01","end":"2026-12-31","status":"{status}"}}]"#
            );
            let unit: Unit = serde_json::from_str(&BARE.replace("\"new_field\":1", &term)).unwrap();
            let terms = unit.facts().unwrap().terms.unwrap();
            terms.iter().map(|term| (term.kind, term.status)).collect::<Vec<_>>()
        };
        use term::{ContractKind, ContractStatus};
        assert_eq!(terms("juniper_care", "frozen"), [(ContractKind::JuniperCare, ContractStatus::Unknown)]);
        assert_eq!(terms("warranty", "active"), [(ContractKind::Unknown, ContractStatus::Active)]);
        assert_eq!(
            terms("subscription", "cancelled"),
            [(ContractKind::Subscription, ContractStatus::Cancelled)]
        );
    }

    #[test]
    fn a_term_that_cannot_be_read_is_not_as_if_there_were_none() {
        let terms = r#""terms":[{"contract":"C-1","kind":"juniper_care","start":"2026-01-01","end":"2026-12-31","status":"active"},
            {"contract":"C-2","kind":"advanced_care_plus"}]"#;
        let unit: Unit = serde_json::from_str(&BARE.replace("\"new_field\":1", terms)).unwrap();
        let facts = unit.facts().unwrap();
        assert_eq!((facts.terms.map(|terms| terms.len()), facts.terms_unread), (Some(1), true));
        // Nor where it is passed on.
        let passed_on = serde_json::to_string(&unit).unwrap();
        assert!(passed_on.contains(r#""status":"active"},null]"#), "{passed_on}");
        let again: Unit = serde_json::from_str(&passed_on).unwrap();
        assert_eq!(again, unit);
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
