//! What a unit will be worth once it is registered: its cover by the contracts that carry its purchase order, decided by
//! the same function as that of a unit that is registered.

use super::{By, RowRef};
use crate::{
    Date,
    country::{Country, CountryList},
    entitlement::{Assessment, Condition, assess},
    reason::Reason,
    term::Term,
    unit::{Address, EndOfSupport, OrderLine, Registration, SiteRecord, Unit, Vendor},
};

/// What is known beside the row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Basis<'a> {
    /// The civil date in the site's zone.
    pub today: Date,
    /// The terms of the contracts that carry the row's purchase order; empty when none does, `None` when nobody knows.
    pub terms: Option<&'a [Term]>,
    /// End of Support of its model.
    pub end_of_support: EndOfSupport,
    /// The End User's country, when it is not the row that says it.
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
    let unit = Unit {
        vendor: Some(Vendor::Juniper),
        source: row.source(by),
        usage: row.usage(),
        order: Some(OrderLine::NotListed),
        registration: Some(Registration::On(basis.today)),
        site: SiteRecord::At { address: Address::Complete, country: row.country() },
        end_user_country: row.end_user_country().or(basis.end_user_country),
        end_of_support: basis.end_of_support,
        terms: basis.terms.map(<[Term]>::to_vec),
        parts: Vec::new(),
    };
    let assessment = assess(&unit, countries, basis.today);
    Worth { unit, assessment }
}

impl Worth {
    /// "Advanced Care Plus until 31 Dec 2027", "Juniper Care only: …", "No cover found: …", "Cannot tell: …".
    #[must_use]
    pub fn words(&self) -> String {
        String::new()
    }

    /// Every condition with its outcome and why.
    #[must_use]
    pub fn reasons(&self, countries: &CountryList) -> Vec<(Condition, Reason)> {
        self.assessment.reasons(&self.unit, countries)
    }
}
