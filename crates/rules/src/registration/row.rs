//! One unit as a row says it: texts, as they came. A [`Row`] holds them; a [`RowRef`] borrows them from wherever they are,
//! so that a hundred thousand rows are looked at without a copy of any.

use super::{By, Column};
use crate::{
    country::{self, Country},
    serial::{SerialNumber, SerialProblem},
    unit::{Source, Usage},
    words::letters,
};

/// The texts of one row: trimmed, runs of blanks and line ends one blank. Empty means not given.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Row {
    /// [`Column::Serial`]
    pub serial: String,
    /// [`Column::Model`]
    pub model: String,
    /// [`Column::HostName`]
    pub host_name: String,
    /// [`Column::Usage`]
    pub usage: String,
    /// [`Column::Release`]
    pub release: String,
    /// [`Column::PurchaseOrder`]
    pub purchase_order: String,
    /// [`Column::Replaces`]
    pub replaces: String,
    /// [`Column::Source`]
    pub source: String,
    /// [`Column::SiteName`]
    pub site_name: String,
    /// [`Column::Street`]
    pub street: String,
    /// [`Column::PostalCode`]
    pub postal_code: String,
    /// [`Column::City`]
    pub city: String,
    /// [`Column::Country`]
    pub country: String,
    /// [`Column::EndUser`]
    pub end_user: String,
    /// [`Column::EndUserStreet`]
    pub end_user_street: String,
    /// [`Column::EndUserPostalCode`]
    pub end_user_postal_code: String,
    /// [`Column::EndUserCity`]
    pub end_user_city: String,
    /// [`Column::EndUserCountry`]
    pub end_user_country: String,
}

impl Row {
    /// What stands in a column.
    #[must_use]
    pub fn get(&self, column: Column) -> &str {
        match column {
            Column::Serial => &self.serial,
            Column::Model => &self.model,
            Column::HostName => &self.host_name,
            Column::Usage => &self.usage,
            Column::Release => &self.release,
            Column::PurchaseOrder => &self.purchase_order,
            Column::Replaces => &self.replaces,
            Column::Source => &self.source,
            Column::SiteName => &self.site_name,
            Column::Street => &self.street,
            Column::PostalCode => &self.postal_code,
            Column::City => &self.city,
            Column::Country => &self.country,
            Column::EndUser => &self.end_user,
            Column::EndUserStreet => &self.end_user_street,
            Column::EndUserPostalCode => &self.end_user_postal_code,
            Column::EndUserCity => &self.end_user_city,
            Column::EndUserCountry => &self.end_user_country,
        }
    }

    /// Writes into a column: trimmed, each run of blanks, line ends and control characters as one blank.
    pub fn set(&mut self, column: Column, text: &str) {
        *self.field(column) = clean(text);
    }

    fn field(&mut self, column: Column) -> &mut String {
        match column {
            Column::Serial => &mut self.serial,
            Column::Model => &mut self.model,
            Column::HostName => &mut self.host_name,
            Column::Usage => &mut self.usage,
            Column::Release => &mut self.release,
            Column::PurchaseOrder => &mut self.purchase_order,
            Column::Replaces => &mut self.replaces,
            Column::Source => &mut self.source,
            Column::SiteName => &mut self.site_name,
            Column::Street => &mut self.street,
            Column::PostalCode => &mut self.postal_code,
            Column::City => &mut self.city,
            Column::Country => &mut self.country,
            Column::EndUser => &mut self.end_user,
            Column::EndUserStreet => &mut self.end_user_street,
            Column::EndUserPostalCode => &mut self.end_user_postal_code,
            Column::EndUserCity => &mut self.end_user_city,
            Column::EndUserCountry => &mut self.end_user_country,
        }
    }

    /// The same with every text cleaned, as [`Self::set`] does it. Who gets a row from outside calls this first.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        self.borrowed().owned()
    }

    /// To be looked at.
    #[must_use]
    pub fn borrowed(&self) -> RowRef<'_> {
        RowRef::new(|column| self.get(column))
    }
}

/// A text trimmed, with each run of blanks, line ends and control characters as one blank.
pub(super) fn clean(text: &str) -> String {
    words(text).collect::<Vec<_>>().join(" ")
}

/// What stands between the blanks.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let blank = |c: char| c.is_ascii_whitespace() || c.is_control() || c == '\u{a0}';
    text.split(blank).filter(|word| !word.is_empty())
}

/// The texts of one row, borrowed and trimmed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RowRef<'a> {
    cells: [&'a str; Column::COUNT],
}

impl<'a> RowRef<'a> {
    /// A row of what `text` says for each column.
    #[must_use]
    pub fn new(text: impl Fn(Column) -> &'a str) -> Self {
        Self { cells: Column::ALL.map(|column| text(column).trim_ascii()) }
    }

    /// What stands in a column.
    #[must_use]
    pub fn get(&self, column: Column) -> &'a str {
        self.cells.get(column.index()).copied().unwrap_or_default()
    }

    /// The texts copied, and cleaned as [`Row::set`] does it.
    #[must_use]
    pub fn owned(&self) -> Row {
        let mut row = Row::default();
        for column in Column::ALL {
            row.set(column, self.get(column));
        }
        row
    }

    /// Its serial number as it is stored.
    ///
    /// # Errors
    /// As [`SerialNumber::parse`].
    pub fn serial(&self) -> Result<SerialNumber, SerialProblem> {
        SerialNumber::parse(self.get(Column::Serial))
    }

    /// The serial number that it replaces, when it replaces one that can be one.
    #[must_use]
    pub fn replaces(&self) -> Option<SerialNumber> {
        SerialNumber::parse(self.get(Column::Replaces)).ok()
    }

    /// In use or not; nothing said is in use, and `None` is a word that is not known.
    #[must_use]
    pub fn usage(&self) -> Option<Usage> {
        match self.get(Column::Usage) {
            // What nearly every row of a large file says.
            "" | "in use" | "in_use" => Some(Usage::InUse),
            text => usage(text),
        }
    }

    /// Where it was bought; `None` when it was not said, or by a word that is not known. A reseller that says nothing is the
    /// one who sold it.
    #[must_use]
    pub fn source(&self, by: By) -> Option<Source> {
        match self.get(Column::Source) {
            "" => (by == By::Reseller).then_some(Source::AuthorizedReseller),
            "authorized reseller" | "authorized_reseller" | "reseller" => Some(Source::AuthorizedReseller),
            text => source(text),
        }
    }

    /// The country of its site; `None` when it was not said or is none.
    #[must_use]
    pub fn country(&self) -> Option<Country> {
        country::read(self.get(Column::Country))
    }

    /// The country of the End User; only a reseller's row has one.
    #[must_use]
    pub fn end_user_country(&self) -> Option<Country> {
        country::read(self.get(Column::EndUserCountry))
    }
}

/// A text as its [`letters`] alone; one that is longer than any known word has none.
struct Key {
    letters: [u8; 24],
    length: usize,
}

impl Key {
    fn of(text: &str) -> Self {
        let mut key = Self { letters: [0; 24], length: 0 };
        for letter in letters(text) {
            let Some(place) = key.letters.get_mut(key.length) else {
                return Self { length: 0, ..key };
            };
            *place = letter;
            key.length += 1;
        }
        key
    }

    fn as_str(&self) -> &str {
        self.letters
            .get(..self.length)
            .and_then(|letters| std::str::from_utf8(letters).ok())
            .unwrap_or_default()
    }
}

fn usage(text: &str) -> Option<Usage> {
    Some(match Key::of(text).as_str() {
        "inuse" | "active" | "production" | "live" | "yes" | "inservice" | "installed" | "inbetrieb"
        | "ja" => Usage::InUse,
        "spare" | "coldspare" | "shelf" | "ontheshelf" | "stock" | "instock" | "ersatz" | "ersatzgerät"
        | "lager" => Usage::Spare,
        "laboratory" | "lab" | "test" | "testing" | "labor" => Usage::Laboratory,
        "decommissioned" | "retired" | "outofservice" | "removed" | "scrapped" | "außerbetrieb" => {
            Usage::Decommissioned
        }
        _ => return None,
    })
}

fn source(text: &str) -> Option<Source> {
    Some(match Key::of(text).as_str() {
        "juniper" | "junipernetworks" | "direct" | "vendor" | "hersteller" | "direkt" => Source::Juniper,
        "authorizedreseller"
        | "authorisedreseller"
        | "anauthorizedreseller"
        | "reseller"
        | "partner"
        | "authorizedpartner"
        | "authorisedpartner"
        | "händler"
        | "autorisierterhändler" => Source::AuthorizedReseller,
        "unauthorizedseller"
        | "unauthorisedseller"
        | "unauthorizedreseller"
        | "unauthorisedreseller"
        | "notauthorized"
        | "notauthorised"
        | "broker"
        | "auction"
        | "other" => Source::UnauthorizedSeller,
        "graymarket" | "greymarket" | "usedmarket" => Source::GrayMarket,
        _ => return None,
    })
}
