//! Countries in which the service is available. The list is dated data with its source, never a constant.

mod names;

pub use names::{has_no_postal_codes, named, names, read};

use crate::{Date, reason::Outcome};
use std::fmt;

/// An ISO 3166-1 alpha-2 code. South Sudan (`SS`) is not Sudan (`SD`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Country([u8; 2]);

impl Country {
    /// Reads a two-letter code; `None` for anything else. Whether the code is assigned is not asked here.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The code, upper case.
    #[must_use]
    pub fn code(&self) -> &str {
        // Only ASCII letters get in, so this never falls back.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The countries in which the service is not available, with where that comes from and when it was checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountryList {
    /// Where the list comes from, for people.
    pub source: String,
    /// When somebody last compared it with its source.
    pub checked_on: Date,
    /// Listed countries.
    pub excluded: Vec<Country>,
    /// Whether something is listed that can't be read: then nothing is known about countries that are not in `excluded`.
    pub unread: bool,
}

impl CountryList {
    /// Is the service unavailable there?
    #[must_use]
    pub fn excludes(&self, country: Country) -> bool {
        self.excluded.contains(&country)
    }

    /// Whether the service is available there, as far as the list can be read.
    #[must_use]
    pub fn availability(&self, country: Country) -> Outcome {
        match (self.excludes(country), self.unread) {
            (true, _) => Outcome::Failed,
            (false, true) => Outcome::Unknown,
            (false, false) => Outcome::Met,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn south_sudan_is_not_sudan() {
        let list = CountryList {
            source: String::new(),
            checked_on: Date::default(),
            excluded: ["CU", "IR", "KP", "SD", "SY"].into_iter().filter_map(Country::parse).collect(),
            unread: false,
        };
        assert!(Country::parse("sd").is_some_and(|c| list.excludes(c)));
        assert!(Country::parse("SS").is_some_and(|c| !list.excludes(c)));
        assert_eq!(Country::parse("S1"), None);
        assert_eq!(Country::parse("SDN"), None);
    }
}
