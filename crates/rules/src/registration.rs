//! May a unit be registered as a row of a file or a form says, and what will it be worth?
//!
//! [`check`] tells every fault of a row at once, as a small set; the sentences are made when somebody asks. What is only known
//! outside of the row (the same serial number further up, in this account, in another one) is added by who knows it.
//! [`warnings`] never refuse: a unit that is not in use, or on no purchase order, is registered and not covered. Browser and
//! server decide with the same functions; nothing here reads a file, asks a server, or says whose a unit is.

mod column;
mod fault;
mod mapping;
mod matching;
mod row;
mod serials;
mod sheet;
mod warning;
mod words;
mod worth;

pub use column::{Column, ColumnSet};
pub use fault::{Fault, FaultKind, Faults};
pub use mapping::Mapping;
pub use matching::{KnownEndUser, agrees, kept_number, means_end_user, means_order, same};
pub use row::{Row, RowRef};
pub use serials::Serials;
pub use sheet::{REASON, Rewrite, Sheet, Standing, Wanted};
pub use warning::{Warning, Warnings};
pub use worth::{Basis, Worth, worth};

use crate::{
    country::{Country, CountryList, has_no_postal_codes},
    csv::write::{Formulas, Mark, Writer},
    release::{Release, ReleaseProblem},
    serial::{SerialNumber, SerialProblem},
    unit::{Source, Usage},
};

/// Most rows of one batch that are sent together.
pub const BATCH_MAX: usize = 500;

/// Who registers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum By {
    /// An administrator of the End User, for its own sites: the columns of the End User are not read.
    EndUser,
    /// A reseller, for the End User that its purchase order names with name and address.
    Reseller,
}

impl By {
    /// The columns that matter, in their order.
    pub fn columns(self) -> impl Iterator<Item = Column> {
        Column::ALL.into_iter().filter(move |column| self == Self::Reseller || !column.is_of_end_user())
    }
}

/// Every fault of a row by itself, at once.
#[must_use]
pub fn check(row: &RowRef<'_>, by: By, countries: &CountryList) -> Faults {
    let mut faults = Faults::NONE;
    let fault = |column, kind| Fault { column, kind };
    let end_user_country = if by == By::Reseller { row.end_user_country() } else { None };
    for column in by.columns() {
        let text = row.get(column);
        if text.is_empty() {
            if column.is_required(by) && !does_without(row, column, end_user_country) {
                faults.add(fault(column, FaultKind::Missing));
            }
        } else if is_longer(text, column.limit()) {
            faults.add(fault(column, FaultKind::TooLong));
        }
    }
    let serial = row.get(Column::Serial);
    let replaces = row.get(Column::Replaces);
    for (column, text) in [(Column::Serial, serial), (Column::Replaces, replaces)] {
        if let Some(SerialProblem::Character(_)) = SerialNumber::problem(text) {
            faults.add(fault(column, FaultKind::NotASerial));
        }
    }
    if !serial.is_empty() && serial.eq_ignore_ascii_case(replaces) {
        faults.add(fault(Column::Replaces, FaultKind::ReplacesItself));
    }
    if row.usage().is_none() {
        faults.add(fault(Column::Usage, FaultKind::UsageUnknown));
    }
    match row.source(by) {
        None if !row.get(Column::Source).is_empty() => {
            faults.add(fault(Column::Source, FaultKind::SourceUnknown));
        }
        Some(Source::UnauthorizedSeller | Source::GrayMarket) => {
            faults.add(fault(Column::Source, FaultKind::SourceNotAuthorized));
        }
        None | Some(Source::Juniper | Source::AuthorizedReseller) => {}
    }
    if let Some(ReleaseProblem::Character(_) | ReleaseProblem::NoDigit) =
        Release::problem(row.get(Column::Release))
    {
        faults.add(fault(Column::Release, FaultKind::NotARelease));
    }
    let end_user = (by == By::Reseller).then_some((Column::EndUserCountry, end_user_country));
    for (column, country) in [(Column::Country, row.country())].into_iter().chain(end_user) {
        match country {
            None if !row.get(column).is_empty() => faults.add(fault(column, FaultKind::CountryUnknown)),
            Some(country) if countries.excludes(country) => {
                faults.add(fault(column, FaultKind::CountryExcluded));
            }
            _ => {}
        }
    }
    faults
}

/// A column that has to be filled in, but not here: a replacement stands in the purchase order in the place of the unit that
/// went back, and some countries have no postal codes.
fn does_without(row: &RowRef<'_>, column: Column, end_user_country: Option<Country>) -> bool {
    match column {
        Column::PurchaseOrder => !row.get(Column::Replaces).is_empty(),
        Column::EndUserPostalCode => end_user_country.is_some_and(has_no_postal_codes),
        _ => false,
    }
}

fn is_longer(text: &str, limit: usize) -> bool {
    // No text has more characters than bytes, and most are short.
    text.len() > limit && row::clean(text).chars().count() > limit
}

/// What is worth a look and refuses nothing.
#[must_use]
pub fn warnings(row: &RowRef<'_>, by: By) -> Warnings {
    let mut warnings = Warnings::NONE;
    if looks_unusual(row.get(Column::Serial)) {
        warnings.insert(Warning::UnusualSerial);
    }
    if row.usage().is_some_and(|usage| usage != Usage::InUse) {
        warnings.insert(Warning::NotInUse);
    }
    if row.get(Column::PurchaseOrder).is_empty() && row.get(Column::Replaces).is_empty() {
        warnings.insert(Warning::NoPurchaseOrder);
    }
    if row.get(Column::Source).is_empty() && row.source(by).is_none() {
        warnings.insert(Warning::SourceNotGiven);
    }
    if in_a_region_under_review(row, by) {
        warnings.insert(Warning::RegionUnderReview);
    }
    warnings
}

/// Two letters, then at least one digit, eight to fourteen characters: so are most. Who has others keeps them.
fn looks_unusual(serial: &str) -> bool {
    let bytes = serial.as_bytes();
    let begins = bytes.get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_alphabetic));
    let usual = (8..=14).contains(&bytes.len()) && begins && bytes.iter().any(u8::is_ascii_digit);
    !bytes.is_empty() && !usual
}

/// Regions for which the country alone does not answer (R-073b): they are in no list of countries, so a person looks.
const REGIONS: [&str; 8] =
    ["crimea", "krym", "sevastopol", "simferopol", "donetsk", "luhansk", "lugansk", "yalta"];

fn in_a_region_under_review(row: &RowRef<'_>, by: By) -> bool {
    let site = (row.country(), [Column::SiteName, Column::Street, Column::City, Column::Country].as_slice());
    let end_user = (by == By::Reseller).then(|| {
        let columns = [Column::EndUserStreet, Column::EndUserCity, Column::EndUserCountry].as_slice();
        (row.end_user_country(), columns)
    });
    [site].into_iter().chain(end_user).any(|(country, columns)| {
        country.is_none_or(|country| matches!(country.code(), "UA" | "RU"))
            && columns.iter().any(|column| names_a_region(row.get(*column).as_bytes()))
    })
}

fn names_a_region(text: &[u8]) -> bool {
    let named =
        |region: &&str| text.windows(region.len()).any(|part| part.eq_ignore_ascii_case(region.as_bytes()));
    REGIONS.iter().any(named)
}

/// A file with headers and nothing below them, to be filled in.
#[must_use]
pub fn template(by: By) -> String {
    let mut writer = Writer::new(Formulas::AsText, Mark::With);
    writer.row(by.columns().map(Column::name));
    writer.take()
}

#[cfg(test)]
mod tests;
