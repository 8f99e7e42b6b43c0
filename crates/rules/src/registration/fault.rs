//! What can be wrong with a row, and sets of it. A set is a few numbers, so that a hundred thousand of them are kept; the
//! sentences are made for those that are shown.

use super::{Column, ColumnSet};

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
    /// Another unit took the place of the one that it replaces already.
    ReplacedAlready,
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
    pub const COUNT: usize = 16;

    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Missing,
        Self::TooLong,
        Self::NotASerial,
        Self::TwiceInFile,
        Self::RegisteredAlready,
        Self::RegisteredElsewhere,
        Self::ReplacedNotFound,
        Self::ReplacedAlready,
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
            Self::ReplacedAlready => "replaced_already",
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

/// All faults of one row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Faults {
    missing: ColumnSet,
    too_long: ColumnSet,
    /// A bit for each of [`OTHERS`].
    others: u32,
    /// The line of the row that had the serial number first.
    first: u32,
}

/// The faults apart from those that every column can have.
const OTHERS: [Fault; 17] = [
    Fault { column: Column::Serial, kind: FaultKind::NotASerial },
    Fault { column: Column::Serial, kind: FaultKind::TwiceInFile },
    Fault { column: Column::Serial, kind: FaultKind::RegisteredAlready },
    Fault { column: Column::Serial, kind: FaultKind::RegisteredElsewhere },
    Fault { column: Column::Usage, kind: FaultKind::UsageUnknown },
    Fault { column: Column::Release, kind: FaultKind::NotARelease },
    Fault { column: Column::Replaces, kind: FaultKind::NotASerial },
    Fault { column: Column::Replaces, kind: FaultKind::ReplacesItself },
    Fault { column: Column::Replaces, kind: FaultKind::ReplacedNotFound },
    Fault { column: Column::Replaces, kind: FaultKind::ReplacedAlready },
    Fault { column: Column::Source, kind: FaultKind::SourceUnknown },
    Fault { column: Column::Source, kind: FaultKind::SourceNotAuthorized },
    Fault { column: Column::Country, kind: FaultKind::CountryUnknown },
    Fault { column: Column::Country, kind: FaultKind::CountryExcluded },
    Fault { column: Column::EndUser, kind: FaultKind::EndUserNotYours },
    Fault { column: Column::EndUserCountry, kind: FaultKind::CountryUnknown },
    Fault { column: Column::EndUserCountry, kind: FaultKind::CountryExcluded },
];

impl Faults {
    /// Nothing is wrong.
    pub const NONE: Self = Self { missing: ColumnSet::NONE, too_long: ColumnSet::NONE, others: 0, first: 0 };

    /// Is nothing wrong?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.too_long.is_empty() && self.others == 0
    }

    /// Adds one. A kind in a column in which it does not occur is added where it does, so that none is lost.
    pub fn add(&mut self, fault: Fault) {
        match fault.kind {
            FaultKind::Missing => self.missing.insert(fault.column),
            FaultKind::TooLong => self.too_long.insert(fault.column),
            kind => {
                let exact = OTHERS.iter().position(|other| *other == fault);
                let place = exact.or_else(|| OTHERS.iter().position(|other| other.kind == kind));
                self.others |= 1 << place.unwrap_or_default();
            }
        }
    }

    /// Takes one away.
    pub(super) fn remove(&mut self, fault: Fault) {
        if let Some(place) = OTHERS.iter().position(|other| *other == fault) {
            self.others &= !(1 << place);
        }
        if fault.kind == FaultKind::TwiceInFile {
            self.first = 0;
        }
    }

    /// The serial number stands on that line already, counted from 1.
    pub fn add_twice(&mut self, first_line: u32) {
        self.add(Fault { column: Column::Serial, kind: FaultKind::TwiceInFile });
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
        match fault.kind {
            FaultKind::Missing => self.missing.contains(fault.column),
            FaultKind::TooLong => self.too_long.contains(fault.column),
            _ => OTHERS
                .iter()
                .position(|other| *other == fault)
                .is_some_and(|place| self.others & (1 << place) != 0),
        }
    }

    /// The columns in which something is wrong.
    #[must_use]
    pub fn columns(&self) -> ColumnSet {
        let mut columns = self.missing.with(self.too_long);
        self.each_other().for_each(|fault| columns.insert(fault.column));
        columns
    }

    fn each_other(self) -> impl Iterator<Item = Fault> {
        let others = self.others;
        OTHERS
            .into_iter()
            .enumerate()
            .filter(move |(place, _)| others & (1 << place) != 0)
            .map(|(_, fault)| fault)
    }

    /// All of them, by column.
    pub fn iter(&self) -> impl Iterator<Item = Fault> {
        let faults = *self;
        faults.columns().iter().flat_map(move |column| {
            let missing = faults.missing.contains(column).then_some(FaultKind::Missing);
            let too_long = faults.too_long.contains(column).then_some(FaultKind::TooLong);
            let common = missing.into_iter().chain(too_long).map(move |kind| Fault { column, kind });
            common.chain(faults.each_other().filter(move |fault| fault.column == column))
        })
    }

    /// What to say about one of them: [`Fault::message`], with the line of the first where there is one.
    #[must_use]
    pub fn message(&self, fault: Fault) -> String {
        match (fault.kind, self.first_line()) {
            (FaultKind::TwiceInFile, Some(line)) => {
                format!("The same serial number stands on line {line} already")
            }
            _ => fault.message(),
        }
    }

    /// All messages of one column, as one text; empty when nothing is wrong there.
    #[must_use]
    pub fn message_of(&self, column: Column) -> String {
        self.joined(|fault| fault.column == column)
    }

    /// All messages, as the column of reasons in a file of rejects has them.
    #[must_use]
    pub fn sentence(&self) -> String {
        self.joined(|_| true)
    }

    fn joined(&self, wanted: impl Fn(&Fault) -> bool) -> String {
        self.iter().filter(wanted).map(|fault| self.message(fault)).collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::Outcome;
    use std::collections::BTreeSet;

    fn every() -> Vec<Fault> {
        let common = [FaultKind::Missing, FaultKind::TooLong];
        let common = common.into_iter().flat_map(|kind| Column::ALL.map(|column| Fault { column, kind }));
        common.chain(OTHERS).collect()
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        let mut all = Faults::NONE;
        for fault in every() {
            let mut one = Faults::NONE;
            one.add(fault);
            assert_eq!(one.iter().collect::<Vec<_>>(), [fault]);
            assert!(one.contains(fault) && !all.contains(fault) && !one.is_empty());
            assert_eq!(one.columns().iter().collect::<Vec<_>>(), [fault.column]);
            all.add(fault);
        }
        let told: BTreeSet<Fault> = all.iter().collect();
        assert_eq!(told, every().into_iter().collect());
        assert_eq!(all.iter().count(), every().len());
    }

    #[test]
    fn a_kind_in_a_strange_column_is_not_lost() {
        let mut faults = Faults::NONE;
        faults.add(Fault { column: Column::City, kind: FaultKind::RegisteredElsewhere });
        assert!(faults.contains(Fault { column: Column::Serial, kind: FaultKind::RegisteredElsewhere }));
    }

    #[test]
    fn each_fault_says_what_to_do_and_by_which_rules() {
        let messages: BTreeSet<String> = every().iter().map(|fault| fault.message()).collect();
        let titles: BTreeSet<String> = every().iter().map(|fault| fault.title()).collect();
        // A serial number and the one it replaces are written alike, and so are countries.
        assert!(messages.len() >= every().len() - 3, "{messages:#?}");
        assert_eq!(titles.len(), every().len(), "{titles:#?}");
        for fault in every() {
            let reason = fault.reason();
            assert!(!reason.rules.is_empty() && !reason.title.is_empty(), "{fault:?}");
            assert_eq!(reason.outcome, Outcome::Failed);
        }
    }

    #[test]
    fn a_double_names_the_line_of_the_first() {
        let mut faults = Faults::NONE;
        faults.add_twice(7);
        faults.add(Fault { column: Column::Street, kind: FaultKind::Missing });
        assert_eq!(
            faults.sentence(),
            "The same serial number stands on line 7 already; Enter the site’s street and number"
        );
        assert_eq!(faults.message_of(Column::City), "");
        faults.remove(Fault { column: Column::Serial, kind: FaultKind::TwiceInFile });
        assert_eq!((faults.first_line(), faults.iter().count()), (None, 1));
    }
}
