//! The conditions of a unit's cover, and sets of them.

/// One condition that a unit must meet (decision table C1). The order is that of the service description.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Condition {
    /// Bought or leased from Juniper or an authorized reseller.
    AuthorizedSource,
    /// Covered by Juniper Care, or a Subscription in its place, on the date.
    CareTerm,
    /// Covered by an Advanced Care Plus term or its renewal on the date.
    ServiceTerm,
    /// In use by the End User.
    InUse,
    /// Identified in a purchase order for the Services.
    OnPurchaseOrder,
    /// Registered by serial number.
    Registered,
    /// Installation site registered with its full address.
    SiteAddress,
    /// Neither End User nor site in an excluded country.
    CountryAllowed,
    /// Not past its End of Support.
    BeforeEndOfSupport,
    /// Not a third-party product.
    JuniperProduct,
    /// Not a gray market product.
    NotGrayMarket,
}

impl Condition {
    /// All of them, in order.
    pub const ALL: [Self; 11] = [
        Self::AuthorizedSource,
        Self::CareTerm,
        Self::ServiceTerm,
        Self::InUse,
        Self::OnPurchaseOrder,
        Self::Registered,
        Self::SiteAddress,
        Self::CountryAllowed,
        Self::BeforeEndOfSupport,
        Self::JuniperProduct,
        Self::NotGrayMarket,
    ];

    /// A stable name for URLs and the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AuthorizedSource => "authorized_source",
            Self::CareTerm => "care_term",
            Self::ServiceTerm => "service_term",
            Self::InUse => "in_use",
            Self::OnPurchaseOrder => "on_purchase_order",
            Self::Registered => "registered",
            Self::SiteAddress => "site_address",
            Self::CountryAllowed => "country_allowed",
            Self::BeforeEndOfSupport => "before_end_of_support",
            Self::JuniperProduct => "juniper_product",
            Self::NotGrayMarket => "not_gray_market",
        }
    }

    /// What is asked, for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::AuthorizedSource => "Bought or leased from Juniper or an authorized reseller",
            Self::CareTerm => "Under Juniper Care on this date",
            Self::ServiceTerm => "Under Advanced Care Plus on this date",
            Self::InUse => "In use",
            Self::OnPurchaseOrder => "Named in a purchase order for the service",
            Self::Registered => "Registered by serial number",
            Self::SiteAddress => "Installation site registered with its address",
            Self::CountryAllowed => "In a country where the service is available",
            Self::BeforeEndOfSupport => "Not past its End of Support",
            Self::JuniperProduct => "A Juniper Networks product",
            Self::NotGrayMarket => "Not a gray market product",
        }
    }
}

/// A set of conditions, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct ConditionSet(u16);

impl ConditionSet {
    /// No condition.
    pub const EMPTY: Self = Self(0);

    /// The conditions without which Juniper Care does not answer either: the others belong to Advanced Care Plus alone.
    pub const NEEDED_FOR_CARE: Self = Self(
        bit(Condition::AuthorizedSource)
            | bit(Condition::CareTerm)
            | bit(Condition::CountryAllowed)
            | bit(Condition::BeforeEndOfSupport)
            | bit(Condition::JuniperProduct)
            | bit(Condition::NotGrayMarket),
    );

    /// Adds one.
    pub fn insert(&mut self, condition: Condition) {
        self.0 |= bit(condition);
    }

    /// Is it in?
    #[must_use]
    pub const fn contains(self, condition: Condition) -> bool {
        self.0 & bit(condition) != 0
    }

    /// Do the two share one?
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Is there none?
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The conditions in it, in order.
    pub fn iter(self) -> impl Iterator<Item = Condition> {
        Condition::ALL.into_iter().filter(move |condition| self.contains(*condition))
    }
}

const fn bit(condition: Condition) -> u16 {
    1 << condition as u16
}
