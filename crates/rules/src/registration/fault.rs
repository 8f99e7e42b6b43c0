//! What can be wrong with a row, and sets of it. A set is a few numbers, so that a hundred thousand of them are kept; the
//! sentences are made for those that are shown.

use super::{Column, ColumnSet};
use crate::reason::{Outcome, Reason, Section};

/// One kind of fault.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum FaultKind {
    /// Nothing stands there, and something must.
    Missing,
    /// Longer than [`Column::limit`].
    TooLong,
    /// A character that no serial number has.
    NotASerial,
    /// The serial number stands further up in the same file.
    TwiceInFile,
    /// It is registered in this account already.
    RegisteredAlready,
    /// It is registered by another account; never whose.
    RegisteredElsewhere,
    /// The serial number that it replaces is not one of this account.
    ReplacedNotFound,
    /// It replaces itself.
    ReplacesItself,
    /// Neither a code nor an English name of a country.
    CountryUnknown,
    /// The service is not available there.
    CountryExcluded,
    /// A word for its use that is not known.
    UsageUnknown,
    /// A word for where it was bought that is not known.
    SourceUnknown,
    /// Not from Juniper and not from an authorized reseller.
    SourceNotAuthorized,
    /// That is no software release.
    NotARelease,
    /// The End User is another one than those whom this reseller may register for.
    EndUserNotYours,
}

impl FaultKind {
    /// How many.
    pub const COUNT: usize = 15;

    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Missing,
        Self::TooLong,
        Self::NotASerial,
        Self::TwiceInFile,
        Self::RegisteredAlready,
        Self::RegisteredElsewhere,
        Self::ReplacedNotFound,
        Self::ReplacesItself,
        Self::CountryUnknown,
        Self::CountryExcluded,
        Self::UsageUnknown,
        Self::SourceUnknown,
        Self::SourceNotAuthorized,
        Self::NotARelease,
        Self::EndUserNotYours,
    ];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong => "too_long",
            Self::NotASerial => "not_a_serial",
            Self::TwiceInFile => "twice_in_file",
            Self::RegisteredAlready => "registered_already",
            Self::RegisteredElsewhere => "registered_elsewhere",
            Self::ReplacedNotFound => "replaced_not_found",
            Self::ReplacesItself => "replaces_itself",
            Self::CountryUnknown => "country_unknown",
            Self::CountryExcluded => "country_excluded",
            Self::UsageUnknown => "usage_unknown",
            Self::SourceUnknown => "source_unknown",
            Self::SourceNotAuthorized => "source_not_authorized",
            Self::NotARelease => "not_a_release",
            Self::EndUserNotYours => "end_user_not_yours",
        }
    }

    /// The kind of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One fault, with the column it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Fault {
    /// Where.
    pub column: Column,
    /// What.
    pub kind: FaultKind,
}

impl Fault {
    /// What is wrong and what to do, for people. Nothing of the row's own text stands in it.
    #[must_use]
    pub fn message(self) -> String {
        String::new()
    }

    /// Few words, for a filter: "Street missing".
    #[must_use]
    pub fn title(self) -> String {
        String::new()
    }

    /// Why it is refused, by which rules.
    #[must_use]
    pub fn reason(self) -> Reason {
        Reason {
            rules: &[],
            section: Section::Eligibility,
            title: "",
            outcome: Outcome::Failed,
            why: self.message(),
            inputs: Vec::new(),
        }
    }
}

/// All faults of one row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Faults {
    missing: ColumnSet,
    too_long: ColumnSet,
    /// A bit for each kind that stands in one column only; two of the countries' for the End User.
    others: u32,
    /// The line of the row that had the serial number first.
    first: u32,
}

impl Faults {
    /// Nothing is wrong.
    pub const NONE: Self = Self { missing: ColumnSet::NONE, too_long: ColumnSet::NONE, others: 0, first: 0 };

    /// Is nothing wrong?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.too_long.is_empty() && self.others == 0
    }

    /// Adds one. [`FaultKind::TwiceInFile`] is added by [`Self::add_twice`].
    pub fn add(&mut self, fault: Fault) {
        let _ = fault;
    }

    /// The serial number stands on that line already, counted from 1.
    pub fn add_twice(&mut self, first_line: u32) {
        self.first = first_line;
    }

    /// The line that had the serial number first, when this row is the second.
    #[must_use]
    pub const fn first_line(&self) -> Option<u32> {
        if self.first == 0 { None } else { Some(self.first) }
    }

    /// Is this one among them?
    #[must_use]
    pub fn contains(&self, fault: Fault) -> bool {
        self.iter().any(|other| other == fault)
    }

    /// All of them, by column.
    pub fn iter(&self) -> impl Iterator<Item = Fault> {
        std::iter::empty()
    }

    /// All messages of one column, as one text; empty when nothing is wrong there.
    #[must_use]
    pub fn message_of(&self, column: Column) -> String {
        let _ = column;
        String::new()
    }

    /// All messages with their columns, as the column of reasons in a file of rejects has them.
    #[must_use]
    pub fn sentence(&self) -> String {
        String::new()
    }
}
