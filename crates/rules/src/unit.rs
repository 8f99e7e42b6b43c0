//! A unit of the install base as the rules see it: only facts that decide cover. Host names, models and notes for
//! people stay outside. Every fact may be missing, and missing is never "no".

use crate::{
    Date,
    country::Country,
    serial::SerialNumber,
    term::{self, Side, Term},
};

/// The facts about one unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    /// Who made it.
    pub vendor: Option<Vendor>,
    /// Where it was bought or leased.
    pub source: Option<Source>,
    /// Whether the End User is using it.
    pub usage: Option<Usage>,
    /// Where it stands in the purchase orders for the Services.
    pub order: Option<OrderLine>,
    /// Whether it is registered by serial number.
    pub registration: Option<Registration>,
    /// Where it is installed.
    pub site: SiteRecord,
    /// The End User's country (R-073, our reading B-11).
    pub end_user_country: Option<Country>,
    /// End of Support of the unit itself.
    pub end_of_support: EndOfSupport,
    /// All terms that name this unit, of both sides, in any order; `None` when they were not supplied.
    pub terms: Option<Vec<Term>>,
    /// Whether there are more terms, which could not be read: each may be of either side and of any day.
    pub terms_unread: bool,
    /// Line cards, optics and other parts; they never enter the unit's own cover.
    pub parts: Vec<Part>,
}

impl Unit {
    /// The stretches without any term of that side ([`term::gaps`]). Where terms could not be read there is none to speak of.
    #[must_use]
    pub fn gaps(&self, side: Side) -> Vec<(Date, Date)> {
        let terms = self.terms.as_deref().filter(|_| !self.terms_unread);
        term::gaps(terms.unwrap_or_default(), side)
    }
}

/// Who made a unit or a part.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Vendor {
    /// A Juniper Networks product.
    Juniper,
    /// Anybody else's.
    ThirdParty,
}

/// Where a unit was bought or leased. Lease counts like purchase (R-015, our reading B-2).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Source {
    /// From Juniper Networks.
    Juniper,
    /// From an authorized reseller.
    AuthorizedReseller,
    /// From a seller who is not authorized.
    UnauthorizedSeller,
    /// Gray market.
    GrayMarket,
}

/// Whether a unit is in use; self-declared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Usage {
    /// In the running network.
    InUse,
    /// On a shelf.
    Spare,
    /// In a laboratory, not for the running network.
    Laboratory,
    /// Taken out of service.
    Decommissioned,
}

/// Where a unit stands in the purchase orders for the Services.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OrderLine {
    /// Named there itself.
    Listed {
        /// The purchase order's number.
        order: String,
    },
    /// An RMA replacement, which takes the place of the unit it replaced.
    Inherited {
        /// The purchase order's number.
        order: String,
        /// The serial number of the unit that was returned.
        replaces: SerialNumber,
    },
    /// In none of them.
    NotListed,
}

/// Registration by serial number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Registration {
    /// Registered on that date.
    On(Date),
    /// Registered, date not supplied.
    Registered,
    /// Not registered.
    No,
}

/// What is known about where a unit is installed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SiteRecord {
    /// The API did not say.
    NotSupplied,
    /// The unit has no site.
    None,
    /// Known; the address may still be incomplete.
    At {
        /// Whether street, city and country are all there.
        address: Address,
        /// The site's country.
        country: Option<Country>,
    },
}

/// Completeness of an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Address {
    /// Street, city and country are known.
    Complete,
    /// One of them is missing.
    Incomplete,
}

/// End of Support of a product. No data is not "never".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EndOfSupport {
    /// The last supported day.
    On(Date),
    /// The product has no such date yet.
    NotAnnounced,
    /// Nothing is known about this product.
    NoData,
}

/// A part inside a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Where it sits, in the words of the unit: "FPC 3".
    pub slot: String,
    /// Product number.
    pub model: String,
    /// Who made it.
    pub vendor: Option<Vendor>,
    /// Its own End of Support.
    pub end_of_support: EndOfSupport,
}
