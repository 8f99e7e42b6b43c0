//! What a unit will be worth once it is registered: its cover by the contracts that carry its purchase order, decided by
//! the same function as that of a unit that is registered.

use super::{By, Column, RowRef};
use crate::{
    Date,
    country::{Country, CountryList},
    entitlement::{Answer, Assessment, Condition, ConditionSet, assess},
    reason::Reason,
    term::Term,
    unit::{Address, EndOfSupport, OrderLine, Registration, SiteRecord, Unit, Vendor},
    words,
};

/// What is known beside the row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Basis<'a> {
    /// The civil date in the site's zone.
    pub today: Date,
    /// The terms of the contracts that carry the row's purchase order; empty when none does, `None` when nobody knows.
    pub terms: Option<&'a [Term]>,
    /// Who makes its model; Juniper where nobody knows the model.
    pub vendor: Vendor,
    /// End of Support of its model.
    pub end_of_support: EndOfSupport,
    /// The country of the End User that the row means; as the row says it when it is one that there is not yet.
    pub end_user_country: Option<Country>,
}

/// The cover that it will have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Worth {
    /// The unit as it would be.
    pub unit: Unit,
    /// The decision about it.
    pub assessment: Assessment,
}

/// What the row's unit will be worth from today on. Its faults are not asked for: a row with some is worth what it would be.
#[must_use]
pub fn worth(row: &RowRef<'_>, by: By, basis: &Basis<'_>, countries: &CountryList) -> Worth {
    let order = row.get(Column::PurchaseOrder).to_owned();
    let site = [Column::Street, Column::City, Column::Country];
    let complete = site.into_iter().all(|column| !row.get(column).is_empty());
    let unit = Unit {
        vendor: Some(basis.vendor),
        source: row.source(by),
        usage: row.usage(),
        order: Some(match row.replaces() {
            Some(replaces) => OrderLine::Inherited { order, replaces },
            None if order.is_empty() => OrderLine::NotListed,
            None => OrderLine::Listed { order },
        }),
        registration: Some(Registration::On(basis.today)),
        site: SiteRecord::At {
            address: if complete { Address::Complete } else { Address::Incomplete },
            country: row.country(),
        },
        end_user_country: basis.end_user_country,
        end_of_support: basis.end_of_support,
        terms: basis.terms.map(<[Term]>::to_vec),
        terms_unread: false,
        parts: Vec::new(),
    };
    let assessment = assess(&unit, countries, basis.today);
    Worth { unit, assessment }
}

impl Worth {
    /// "Advanced Care Plus until 31 Dec 2027", "Juniper Care only: …", "No cover found: …", "Cannot tell: …".
    #[must_use]
    pub fn words(&self) -> String {
        let Assessment { answer, failed, unknown, covered_until, .. } = self.assessment;
        let list = |set: ConditionSet, say: fn(Condition) -> &'static str| {
            let mut said: Vec<&str> = Vec::new();
            for words in set.iter().map(say) {
                if !said.contains(&words) {
                    said.push(words);
                }
            }
            said.join(", ")
        };
        match answer {
            Answer::AdvancedCarePlus => match covered_until {
                Some(end) => format!("Advanced Care Plus until {}", words::date(end.on)),
                None => "Advanced Care Plus".to_owned(),
            },
            Answer::JuniperCareOnly => format!("Juniper Care only: {}", list(failed, failing)),
            Answer::NoCoverFound => format!("No cover found: {}", list(failed, failing)),
            Answer::CannotTell => format!("Cannot tell: {}", list(unknown, not_known)),
        }
    }

    /// Every condition with its outcome and why.
    #[must_use]
    pub fn reasons(&self, countries: &CountryList) -> Vec<(Condition, Reason)> {
        self.assessment.reasons(&self.unit, countries)
    }
}

fn failing(condition: Condition) -> &'static str {
    match condition {
        Condition::AuthorizedSource => "not from an authorized source",
        Condition::CareTerm => "no Juniper Care today by this purchase order",
        Condition::ServiceTerm => "no Advanced Care Plus today by this purchase order",
        Condition::InUse => "not in use",
        Condition::OnPurchaseOrder => "on no purchase order",
        Condition::Registered => "not registered",
        Condition::SiteAddress => "the site’s address is not complete",
        Condition::CountryAllowed => "the service is not available in the country",
        Condition::BeforeEndOfSupport => "past its End of Support",
        Condition::JuniperProduct => "not a Juniper product",
        Condition::NotGrayMarket => "from the gray market",
    }
}

fn not_known(condition: Condition) -> &'static str {
    match condition {
        Condition::AuthorizedSource | Condition::NotGrayMarket => "where it was bought was not said",
        Condition::CareTerm | Condition::ServiceTerm => "the contracts of this purchase order are not known",
        Condition::InUse => "whether it is in use was not said",
        Condition::OnPurchaseOrder => "the purchase order was not said",
        Condition::Registered => "whether it is registered is not known",
        Condition::SiteAddress => "the site’s address was not said",
        Condition::CountryAllowed => {
            "the country of the site or of the End User, or whether it is excluded, is not known"
        }
        Condition::BeforeEndOfSupport => "the End of Support of this model is not known",
        Condition::JuniperProduct => "who made it was not said",
    }
}
