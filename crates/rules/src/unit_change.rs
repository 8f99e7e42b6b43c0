//! What may be put right about a unit that is registered already: its use, its site, its host name, its release (R-014, R-017,
//! Whether a wish can be at all, and what it changes of how a unit stands, is decided here; who may wish it
//! is `access`'s to say, and what it does to the cover `entitlement`'s.

use crate::{
    country::{Country, CountryList},
    reason::{Input, Outcome, Reason, Rule, Section},
    release::{Release, ReleaseProblem},
    unit::Usage,
};

const R_017: Rule = Rule::new("R-017");
const R_073: Rule = Rule::new("R-073");
const B_11: Rule = Rule::new("B-11");

/// Most units of one change.
pub const UNITS_MAX: usize = 1_000;
/// Longest note, characters.
pub const NOTE_MAX: usize = 300;
/// Longest host name, characters.
pub const HOST_NAME_MAX: usize = 100;

/// How a unit stands, as far as it can be changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    /// Its use.
    pub usage: Option<Usage>,
    /// Key of its site.
    pub site: Option<String>,
    /// Its host name.
    pub host_name: Option<String>,
    /// The release that runs on it.
    pub release: Option<String>,
}

/// What is wished. What is `None` stays.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wish {
    /// Another use.
    pub usage: Option<Usage>,
    /// Another site by its key, or none.
    pub site: Option<Option<String>>,
    /// Another host name, or none.
    pub host_name: Option<Option<String>>,
    /// Another release.
    pub release: Option<String>,
}

/// One thing that can be changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Changed {
    /// Its use; a unit that is decommissioned is retired.
    Usage,
    /// Its site: it moves.
    Site,
    /// Its host name.
    HostName,
    /// Its release.
    Release,
}

impl Changed {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Usage, Self::Site, Self::HostName, Self::Release];

    /// A stable name for the API and the history.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Site => "site",
            Self::HostName => "host_name",
            Self::Release => "release",
        }
    }

    /// For people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Usage => "Use",
            Self::Site => "Site",
            Self::HostName => "Host name",
            Self::Release => "Release",
        }
    }
}

impl Wish {
    /// What of it a unit does not have yet.
    pub fn changes<'a>(&'a self, now: &'a Standing) -> impl Iterator<Item = Changed> + 'a {
        let differs = move |what: &Changed| match what {
            Changed::Usage => self.usage.is_some() && self.usage != now.usage,
            Changed::Site => self.site.as_ref().is_some_and(|site| *site != now.site),
            Changed::HostName => self.host_name.as_ref().is_some_and(|name| *name != now.host_name),
            Changed::Release => self.release.is_some() && self.release != now.release,
        };
        Changed::ALL.into_iter().filter(differs)
    }
}

/// A use in words.
#[must_use]
pub const fn usage_words(usage: Usage) -> &'static str {
    match usage {
        Usage::InUse => "in use",
        Usage::Spare => "spare",
        Usage::Laboratory => "laboratory",
        Usage::Decommissioned => "decommissioned",
    }
}

/// Why a text is no host name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HostNameProblem {
    /// Longer than [`HOST_NAME_MAX`].
    TooLong,
    /// A line end or another character that nobody sees.
    Control,
}

impl HostNameProblem {
    /// A stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too_long",
            Self::Control => "character",
        }
    }

    /// What is wrong, for people.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::TooLong => format!("A host name has at most {HOST_NAME_MAX} characters"),
            Self::Control => "A host name stands on one line".to_owned(),
        }
    }
}

/// Reads a host name as people type it; nothing for an empty one.
///
/// # Errors
/// Over-long, or with characters that nobody sees.
pub fn host_name(text: &str) -> Result<Option<String>, HostNameProblem> {
    let text = text.trim();
    if text.chars().count() > HOST_NAME_MAX {
        return Err(HostNameProblem::TooLong);
    }
    if text.chars().any(char::is_control) {
        return Err(HostNameProblem::Control);
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// Reads a release as people type it.
///
/// # Errors
/// That is no release.
pub fn release(text: &str) -> Result<String, ReleaseProblem> {
    Release::parse(text).map(|release| release.as_str().to_owned())
}

/// Whether units may be moved to a site, by its country: the service is not available in some, whether a unit is registered
/// there or moved there later. A site whose country is not known is no ground to refuse; the cover says what is missing.
#[must_use]
pub fn may_stand(country: Option<Country>, countries: &CountryList) -> Reason {
    let (outcome, why) = match country {
        None => (
            Outcome::Unknown,
            "The country of the site is not known. Complete its address; until then the cover can’t be told."
                .to_owned(),
        ),
        Some(country) => {
            let outcome = countries.availability(country);
            let why = match outcome {
                Outcome::Met => format!("The service is available in {country}."),
                Outcome::Failed => {
                    format!("The service is not available in {country}, so units are not moved there.")
                }
                Outcome::Unknown => format!(
                    "Not every excluded country is known here, and {country} may be among them; until then the cover can’t be told."
                ),
            };
            (outcome, why)
        }
    };
    Reason {
        rules: &[R_073, R_017, B_11],
        section: Section::Availability,
        title: "Moving units to a site",
        outcome,
        why,
        inputs: vec![
            Input::maybe("Country of the site", country.map(|country| country.code().to_owned())),
            Input::known("Where the list comes from", countries.source.clone()),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Date;

    fn standing() -> Standing {
        Standing {
            usage: Some(Usage::InUse),
            site: Some("s1".to_owned()),
            host_name: Some("pe01".to_owned()),
            release: None,
        }
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let same = Wish {
            usage: Some(Usage::InUse),
            site: Some(Some("s1".to_owned())),
            host_name: Some(Some("pe01".to_owned())),
            release: None,
        };
        assert_eq!(same.changes(&standing()).count(), 0);
        assert_eq!(Wish::default().changes(&standing()).count(), 0);
        let other = Wish {
            usage: Some(Usage::Decommissioned),
            site: Some(None),
            host_name: Some(None),
            release: Some("23.4R2".to_owned()),
        };
        assert_eq!(other.changes(&standing()).collect::<Vec<_>>(), Changed::ALL);
    }

    #[test]
    fn units_are_not_moved_where_the_service_is_not() {
        let countries = CountryList {
            source: "test".to_owned(),
            checked_on: Date::default(),
            excluded: Country::parse("SD").into_iter().collect(),
            unread: false,
        };
        let outcome = |code| may_stand(Country::parse(code), &countries).outcome;
        assert_eq!(outcome("SD"), Outcome::Failed);
        assert_eq!(outcome("SS"), Outcome::Met);
        assert_eq!(outcome("?"), Outcome::Unknown);
        let part = CountryList { unread: true, ..countries };
        let outcome = |code| may_stand(Country::parse(code), &part).outcome;
        assert_eq!([outcome("SD"), outcome("SS")], [Outcome::Failed, Outcome::Unknown]);
    }

    #[test]
    fn host_names_stand_on_one_line() {
        assert_eq!(host_name("  fra1-pe03 "), Ok(Some("fra1-pe03".to_owned())));
        assert_eq!(host_name(" "), Ok(None));
        assert_eq!(host_name("a\nb"), Err(HostNameProblem::Control));
        assert_eq!(host_name(&"ü".repeat(HOST_NAME_MAX)), Ok(Some("ü".repeat(HOST_NAME_MAX))));
        assert_eq!(host_name(&"ü".repeat(HOST_NAME_MAX + 1)), Err(HostNameProblem::TooLong));
    }
}
