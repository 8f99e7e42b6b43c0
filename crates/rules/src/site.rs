//! Installation sites: what must be known of one, when two are likely the same place, and when two can be joined.
//! Whether a site has units, and who may change it, is not asked here; the zone's name is the caller's to look up.

mod people;

pub use people::{PEOPLE_MAX, Person, PersonProblem, read_people, write_people};

use crate::{
    case_draft::LINE_MAX,
    country::{self, Country, CountryList},
    person::Phone,
    reason::{Input, Outcome, Reason, Rule, Section},
};
use std::collections::HashSet;

const R_017: Rule = Rule::new("R-017");
const R_073: Rule = Rule::new("R-073");
const B_11: Rule = Rule::new("B-11");

/// Longest notes on how to get in, characters.
pub const ACCESS_MAX: usize = 1_000;

/// What somebody says of a site, as it was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Details {
    /// Name.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// Postal code; some countries have none.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// Country: a code or an English name.
    pub country: String,
    /// How to get in.
    pub access: String,
    /// Who is there.
    pub people: Vec<Person>,
}

/// A field of [`Details`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Field {
    /// Name.
    Name,
    /// Street and number.
    Street,
    /// Postal code.
    PostalCode,
    /// City.
    City,
    /// Country.
    Country,
    /// How to get in.
    Access,
    /// Who is there.
    People,
}

impl Field {
    /// The member of the request.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Street => "street",
            Self::PostalCode => "postal_code",
            Self::City => "city",
            Self::Country => "country",
            Self::Access => "access",
            Self::People => "people",
        }
    }

    /// What to enter there.
    const fn ask(self) -> &'static str {
        match self {
            Self::Name => "Enter the name of the site",
            Self::Street => "Enter street and number: units are registered by the full address",
            Self::City => "Enter the city: units are registered by the full address",
            Self::Country => "Enter the country: units are registered by the full address",
            Self::PostalCode | Self::Access | Self::People => "Enter this",
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Problem {
    /// Nothing there.
    Missing,
    /// So many characters fit.
    TooLong(usize),
    /// A line end or another character that nobody sees.
    Control,
    /// No country.
    UnknownCountry,
    /// The service is not available there.
    Excluded(Country),
    /// More people than [`PEOPLE_MAX`].
    TooManyPeople,
    /// The person at that place, from 1.
    Person(usize, PersonProblem),
}

impl Problem {
    /// A stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong(_) => "too_long",
            Self::Control => "character",
            Self::UnknownCountry => "unknown_country",
            Self::Excluded(_) => "country_excluded",
            Self::TooManyPeople => "too_many",
            Self::Person(_, problem) => problem.code(),
        }
    }

    /// What is wrong with that field, for people.
    #[must_use]
    pub fn message(self, field: Field) -> String {
        match self {
            Self::Missing => field.ask().to_owned(),
            Self::TooLong(most) => format!("At most {most} characters fit here"),
            Self::Control => "This stands on one line".to_owned(),
            Self::UnknownCountry => {
                "This is no country; give its English name or its code of two letters, such as SS for South Sudan".to_owned()
            }
            Self::Excluded(country) => not_available(country),
            Self::TooManyPeople => format!("At most {PEOPLE_MAX} people are named at a site"),
            Self::Person(place, problem) => format!("Person {place}: {}", problem.message()),
        }
    }
}

fn not_available(country: Country) -> String {
    let name = country::named(country).unwrap_or_else(|| country.code());
    let neighbour = match country.code() {
        "SD" => " South Sudan (SS) is another country, where it is available.",
        _ => "",
    };
    format!("The service is not available in {name}, so no site is kept there.{neighbour}")
}

/// What somebody says of a site, in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// Without blanks around it, the country as its code; people in order.
    pub details: Details,
    /// The country.
    pub country: Country,
}

/// Looks at everything at once. `stands_in` is the country where the site is kept already: there its other details can be put
/// right even when the service is not available any more; no site moves there.
///
/// # Errors
/// Every field that needs attention.
pub fn check(
    details: &Details,
    stands_in: Option<Country>,
    countries: &CountryList,
) -> Result<Checked, Vec<(Field, Problem)>> {
    let mut problems = Vec::new();
    let mut line = |field, text: &str, is_needed: bool| {
        let text = text.trim();
        if text.is_empty() && is_needed {
            problems.push((field, Problem::Missing));
        } else if text.chars().count() > LINE_MAX {
            problems.push((field, Problem::TooLong(LINE_MAX)));
        } else if text.chars().any(char::is_control) {
            problems.push((field, Problem::Control));
        }
        text.to_owned()
    };
    let mut kept = Details {
        name: line(Field::Name, &details.name, true),
        street: line(Field::Street, &details.street, true),
        postal_code: line(Field::PostalCode, &details.postal_code, false),
        city: line(Field::City, &details.city, true),
        country: line(Field::Country, &details.country, true),
        access: details.access.trim().to_owned(),
        people: Vec::new(),
    };
    let country = country::read(&kept.country);
    match country {
        None if !kept.country.is_empty() => problems.push((Field::Country, Problem::UnknownCountry)),
        Some(country) if countries.excludes(country) && stands_in != Some(country) => {
            problems.push((Field::Country, Problem::Excluded(country)));
        }
        _ => {}
    }
    if kept.access.chars().count() > ACCESS_MAX {
        problems.push((Field::Access, Problem::TooLong(ACCESS_MAX)));
    }
    if details.people.len() > PEOPLE_MAX {
        problems.push((Field::People, Problem::TooManyPeople));
    }
    for (place, person) in (1..).zip(&details.people).take(PEOPLE_MAX) {
        match person.checked() {
            Ok(person) => kept.people.push(person),
            Err(problem) => problems.push((Field::People, Problem::Person(place, problem))),
        }
    }
    match country {
        Some(country) if problems.is_empty() => {
            country.code().clone_into(&mut kept.country);
            Ok(Checked { details: kept, country })
        }
        _ => Err(problems),
    }
}

/// Where a site is, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Place<'a> {
    /// Name.
    pub name: &'a str,
    /// Street and number.
    pub street: &'a str,
    /// City.
    pub city: &'a str,
    /// Country.
    pub country: Option<Country>,
}

impl Place<'_> {
    /// What two sites have in common that are likely the same place: country and city with the street, or with the name, however
    /// they are written. Two sites are alike when they share one of these.
    pub fn likeness(&self) -> impl Iterator<Item = String> {
        let at = |kind: &str, text: &str| {
            let text = plain(text);
            let country = self.country.map(|country| country.code().to_owned()).unwrap_or_default();
            (!text.is_empty()).then(|| format!("{kind} {country} {}: {text}", plain(self.city)))
        };
        [at("street", self.street), at("name", self.name)].into_iter().flatten()
    }

    /// Are they likely the same place?
    #[must_use]
    pub fn is_like(&self, other: &Place<'_>) -> bool {
        let keys: HashSet<String> = self.likeness().collect();
        other.likeness().any(|key| keys.contains(&key))
    }
}

/// Words that are written short.
const SHORT: [(&str, &str); 8] = [
    ("rd", "road"),
    ("st", "street"),
    ("str", "strasse"),
    ("straße", "strasse"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("dr", "drive"),
    ("ln", "lane"),
];

/// Without capitals, punctuation and abbreviations; only letters of ASCII have capitals here.
fn plain(text: &str) -> String {
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_punctuation();
    let word = |word: &str| {
        let word = word.to_ascii_lowercase();
        let long = SHORT.iter().find(|(short, _)| *short == word).map(|(_, long)| (*long).to_owned());
        long.unwrap_or(word)
    };
    text.split(is_mark).filter(|text| !text.is_empty()).map(word).collect::<Vec<_>>().join(" ")
}

/// Why two sites are not joined.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NotJoined {
    /// There is only one.
    Itself,
    /// They lie in different countries.
    OtherCountry(Country, Country),
    /// The service is not available where the other one is.
    Excluded(Country),
}

/// Can the units of the one site be said to stand at the other? Whether the countries agree is asked only where both are known.
///
/// # Errors
/// Why not.
pub fn may_join(
    from: (&str, Option<Country>),
    into: (&str, Option<Country>),
    countries: &CountryList,
) -> Result<(), NotJoined> {
    match (from, into) {
        ((one, _), (other, _)) if one == other => Err(NotJoined::Itself),
        ((_, Some(one)), (_, Some(other))) if one != other => Err(NotJoined::OtherCountry(one, other)),
        (_, (_, Some(country))) if countries.excludes(country) => Err(NotJoined::Excluded(country)),
        _ => Ok(()),
    }
}

impl NotJoined {
    /// A stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Itself => "same_site",
            Self::OtherCountry(..) => "other_country",
            Self::Excluded(_) => "country_excluded",
        }
    }

    /// In words.
    #[must_use]
    pub fn reason(self) -> Reason {
        let (rules, section, inputs, why): (&'static [Rule], _, _, _) = match self {
            Self::Itself => (
                &[R_017],
                Section::Eligibility,
                Vec::new(),
                "This is the same site. Choose the other one.".to_owned(),
            ),
            Self::OtherCountry(from, into) => (
                &[R_017, R_073, B_11],
                Section::Eligibility,
                vec![
                    Input::known("Country of this site", from.code().to_owned()),
                    Input::known("Country of the other", into.code().to_owned()),
                ],
                "The sites lie in different countries, so they are not the same place. If the units were moved, move the units."
                    .to_owned(),
            ),
            Self::Excluded(country) => (
                &[R_073, B_11],
                Section::Availability,
                vec![Input::known("Country of the other", country.code().to_owned())],
                not_available(country),
            ),
        };
        Reason { rules, section, title: "Joining two sites", outcome: Outcome::Failed, why, inputs }
    }
}

/// The access notes of two sites that become one: both, where both fit.
#[must_use]
pub fn joined_access(kept: &str, gone: &str) -> String {
    let (kept, gone) = (kept.trim(), gone.trim());
    let both = format!("{kept}\n{gone}");
    if gone.is_empty() || kept == gone || (!kept.is_empty() && both.chars().count() > ACCESS_MAX) {
        return kept.to_owned();
    }
    if kept.is_empty() { gone.to_owned() } else { both }
}

#[cfg(test)]
mod tests;
