//! Who is at a site: a name and a telephone number each, typed one on a line.

use super::{LINE_MAX, Phone};
use crate::person::PhoneProblem;

/// Most people that are named at a site.
pub const PEOPLE_MAX: usize = 10;

/// Somebody at a site.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Telephone number, with `+` and country code.
    pub phone: String,
}

/// What is wrong with one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PersonProblem {
    /// No name.
    NoName,
    /// The name is too long, or has characters that nobody sees.
    BadName,
    /// The number is none.
    Phone(PhoneProblem),
}

impl PersonProblem {
    /// A stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoName => "missing",
            Self::BadName => "too_long",
            Self::Phone(_) => "no_number",
        }
    }

    /// For people.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::NoName => "write the name before the number".to_owned(),
            Self::BadName => format!("a name has at most {LINE_MAX} characters, on one line"),
            Self::Phone(problem) => problem.message().to_owned(),
        }
    }
}

impl Person {
    pub(super) fn checked(&self) -> Result<Self, PersonProblem> {
        let name = self.name.trim();
        if name.is_empty() {
            return Err(PersonProblem::NoName);
        }
        if name.chars().count() > LINE_MAX || name.chars().any(char::is_control) {
            return Err(PersonProblem::BadName);
        }
        let phone = Phone::parse(&self.phone).map_err(PersonProblem::Phone)?;
        Ok(Self { name: name.to_owned(), phone: phone.to_string() })
    }
}

/// Reads people as they are typed, one on a line: the name, then the number from its `+` on. Whether they are in order is
/// [`super::check`]'s to say.
#[must_use]
pub fn read_people(text: &str) -> Vec<Person> {
    let person = |line: &str| {
        let (name, phone) = line.split_at(line.find('+').unwrap_or(line.len()));
        let name = name.trim().trim_end_matches([',', ';', ':', '(', ' ']);
        let phone = phone.trim().trim_end_matches([')', ',', ';', ' ']);
        Person { name: name.to_owned(), phone: phone.to_owned() }
    };
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(person).collect()
}

/// As [`read_people`] reads them.
#[must_use]
pub fn write_people(people: &[Person]) -> String {
    let line = |person: &Person| format!("{}, {}", person.name, person.phone);
    people.iter().map(line).collect::<Vec<_>>().join("\n")
}
