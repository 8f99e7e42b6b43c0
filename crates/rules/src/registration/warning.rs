//! What is worth a look and refuses nothing.

/// One thing to look at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Warning {
    /// The serial number is not shaped as most are. There is no public grammar, so it is only said.
    UnusualSerial,
    /// Not in use: registered, and not covered.
    NotInUse,
    /// On no purchase order: registered, and not covered.
    NoPurchaseOrder,
    /// Where it was bought was not said: the cover can't be told.
    SourceNotGiven,
    /// A region that a person must look at (R-073b); it is in no list of countries.
    RegionUnderReview,
}

impl Warning {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::UnusualSerial,
        Self::NotInUse,
        Self::NoPurchaseOrder,
        Self::SourceNotGiven,
        Self::RegionUnderReview,
    ];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnusualSerial => "unusual_serial",
            Self::NotInUse => "not_in_use",
            Self::NoPurchaseOrder => "no_purchase_order",
            Self::SourceNotGiven => "source_not_given",
            Self::RegionUnderReview => "region_under_review",
        }
    }

    /// One sentence, for people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::UnusualSerial => {
                "This is not shaped like most serial numbers. It is registered as it stands."
            }
            Self::NotInUse => "A unit that is not in use is registered, and not covered.",
            Self::NoPurchaseOrder => {
                "Without a purchase order for the service the unit is registered, and not covered."
            }
            Self::SourceNotGiven => {
                "Say where it was bought: without that nobody can tell whether it is covered."
            }
            Self::RegionUnderReview => "A person looks at this region before the service is given there.",
        }
    }
}

/// A set of them, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Warnings(u8);

impl Warnings {
    /// Nothing to look at.
    pub const NONE: Self = Self(0);

    /// Puts one in.
    pub fn insert(&mut self, warning: Warning) {
        self.0 |= 1 << warning as u8;
    }

    /// Is it in?
    #[must_use]
    pub const fn contains(self, warning: Warning) -> bool {
        self.0 & (1 << warning as u8) != 0
    }

    /// Is there none?
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that are in.
    pub fn iter(self) -> impl Iterator<Item = Warning> {
        Warning::ALL.into_iter().filter(move |warning| self.contains(*warning))
    }
}
