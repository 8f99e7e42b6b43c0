//! The software release that runs on a unit (R-064, B-10): how it is written, how old the knowledge of it may be, and what
//! becomes of each row of a list of them. Whether a release exists is not decided here: the vendor adds new ones every week.

use crate::{
    Date,
    csv::{self, Fault},
    quarter,
    reason::{Input, Outcome, Reason, Rule, Section},
    words,
};
use std::{collections::BTreeMap, fmt};

const R_064: Rule = Rule::new("R-064");
const B_10: Rule = Rule::new("B-10");

/// Most rows of one list.
pub const ROWS_MAX: usize = 5_000;

/// A release as it is kept: trimmed.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Release(String);

/// Why a text is no release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReleaseProblem {
    /// Nothing but blanks.
    Empty,
    /// Longer than 60 characters.
    TooLong,
    /// A character that no release carries.
    Character(char),
    /// No digit in it.
    NoDigit,
}

impl ReleaseProblem {
    /// What is wrong, for people.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::Empty => "Enter the release, such as 23.4R2-S3".to_owned(),
            Self::TooLong => format!("A release has at most {} characters", Release::MAX),
            Self::Character(c) => format!("A release has no “{c}” in it"),
            Self::NoDigit => "A release has a number in it, such as 23.4R2-S3".to_owned(),
        }
    }
}

impl Release {
    /// Longest that is accepted, characters.
    pub const MAX: usize = 60;

    /// Reads a release as people type it.
    ///
    /// # Errors
    /// Empty, over-long, without a digit, or with a character outside letters, digits, blank and `. - _ + : / ( )`.
    pub fn parse(text: &str) -> Result<Self, ReleaseProblem> {
        Self::problem(text).map_or_else(|| Ok(Self(text.trim().to_owned())), Err)
    }

    /// Why a text is none, without making one.
    #[must_use]
    pub fn problem(text: &str) -> Option<ReleaseProblem> {
        let text = text.trim();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b" .-_+:/()".contains(&byte);
        // Nearly all are fine, and a file has a hundred thousand of them.
        if text.len() <= Self::MAX
            && text.bytes().all(plain)
            && text.bytes().any(|byte| byte.is_ascii_digit())
        {
            return None;
        }
        if text.is_empty() {
            return Some(ReleaseProblem::Empty);
        }
        if text.len() > Self::MAX && text.chars().count() > Self::MAX {
            return Some(ReleaseProblem::TooLong);
        }
        let fits = |c: &char| c.is_ascii_alphanumeric() || " .-_+:/()".contains(*c);
        match text.chars().find(|c| !fits(c)) {
            Some(c) => Some(ReleaseProblem::Character(c)),
            None if !text.contains(|c: char| c.is_ascii_digit()) => Some(ReleaseProblem::NoDigit),
            None => None,
        }
    }

    /// The stored form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How well the release of a unit is known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Freshness {
    /// No release is known.
    NotKnown,
    /// Known, and not confirmed for longer than a quarter ([`quarter::holds`]), or never.
    Stale,
    /// Known and confirmed.
    Fresh,
}

/// How well a release is known on a day.
#[must_use]
pub fn freshness(release: Option<&str>, confirmed: Option<Date>, on: Date) -> Freshness {
    let known = release.is_some_and(|release| !release.trim().is_empty());
    match confirmed {
        _ if !known => Freshness::NotKnown,
        Some(confirmed) if quarter::holds(confirmed, on) => Freshness::Fresh,
        _ => Freshness::Stale,
    }
}

/// Whether the releases of an account's units in use are known, and how many are worth another look.
#[must_use]
pub fn reason(units: u32, known: u32, stale: u32) -> Reason {
    let missing = units.saturating_sub(known);
    let (outcome, why) = match (missing, stale) {
        (0, 0) => (Outcome::Met, "The release of every unit in use is known.".to_owned()),
        (0, stale) => {
            let look = words::count(stale, "unit");
            (Outcome::Met, format!("Every release is known; {look} had no look within a quarter."))
        }
        (missing, _) => {
            let without = words::count(missing, "unit");
            (Outcome::Failed, format!("Waiting on you: the release of {without} in use is not known."))
        }
    };
    Reason {
        rules: &[R_064, B_10],
        section: Section::Responsibilities,
        title: "Software that is running",
        outcome,
        why,
        inputs: vec![
            Input::known("Known", format!("{known} of {units}")),
            Input::known("Not confirmed within a quarter", stale.to_string()),
        ],
    }
}

/// One row of a list: which unit runs what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Serial number or software reference number, as it was typed.
    pub serial: String,
    /// Release, as it was typed.
    pub release: String,
}

/// What becomes of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The release is new for this unit.
    Set(Release),
    /// It is the one that is known; its day of confirmation becomes today.
    Unchanged(Release),
    /// No unit of this account has that number.
    UnknownSerial,
    /// That is no release.
    Bad(ReleaseProblem),
    /// The list names this unit more than once, with different releases: none of them is taken.
    Twice,
}

impl Verdict {
    /// A stable name for the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Set(_) => "set",
            Self::Unchanged(_) => "unchanged",
            Self::UnknownSerial => "unknown_serial",
            Self::Bad(_) => "bad_release",
            Self::Twice => "twice",
        }
    }

    /// What to say about it, for people.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Set(release) => format!("{release} is set"),
            Self::Unchanged(release) => format!("{release}, as it was"),
            Self::UnknownSerial => "No unit of yours has this number".to_owned(),
            Self::Bad(problem) => problem.message(),
            Self::Twice => "This list names the unit more than once, with different releases".to_owned(),
        }
    }
}

/// How numbers are compared: without blanks around them, in upper case.
#[must_use]
pub fn key(serial: &str) -> String {
    serial.trim().to_ascii_uppercase()
}

/// What becomes of each row. `known` has the account's units by [`key`], each with the release that is known.
#[must_use]
pub fn verdicts(rows: &[Row], known: &BTreeMap<String, Option<String>>) -> Vec<Verdict> {
    let mut named: BTreeMap<String, Option<&str>> = BTreeMap::new();
    for row in rows {
        let release = row.release.trim();
        named
            .entry(key(&row.serial))
            .and_modify(|first| *first = first.filter(|first| *first == release))
            .or_insert(Some(release));
    }
    let verdict = |row: &Row| {
        let key = key(&row.serial);
        let Some(before) = known.get(&key) else { return Verdict::UnknownSerial };
        if named.get(&key).is_some_and(Option::is_none) {
            return Verdict::Twice;
        }
        match Release::parse(&row.release) {
            Err(problem) => Verdict::Bad(problem),
            Ok(release) if before.as_deref() == Some(release.as_str()) => Verdict::Unchanged(release),
            Ok(release) => Verdict::Set(release),
        }
    };
    rows.iter().map(verdict).collect()
}

/// Why a file is no list of releases.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListProblem {
    /// Its quotes do not fit.
    Quotes(Fault),
    /// A heading is missing.
    NoColumn(&'static str),
    /// Nothing below the headings.
    NoRows,
    /// More than [`ROWS_MAX`] rows.
    TooMany,
}

impl ListProblem {
    /// What is wrong and what to do, for people.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::Quotes(fault) => fault.message(),
            Self::NoColumn(name) => format!(
                "There is no column “{name}”. The first line names the columns: serial and release, in any order."
            ),
            Self::NoRows => "There is nothing below the first line.".to_owned(),
            Self::TooMany => format!("At most {ROWS_MAX} rows fit into one list. Split it."),
        }
    }
}

const SERIAL: [&str; 4] = ["serial", "serial number", "serial_number", "reference"];
const RELEASE: [&str; 4] = ["release", "software release", "software_release", "version"];

/// Reads a list from a file: the first line names the columns, of which `serial` and `release` are read.
///
/// # Errors
/// What is wrong with the file as a whole.
pub fn read(text: &str) -> Result<Vec<Row>, ListProblem> {
    let records = csv::records(text).map_err(ListProblem::Quotes)?;
    let (head, rows) = records.split_first().ok_or(ListProblem::NoRows)?;
    let column = |names: &[&'static str; 4]| {
        let is_it = |field: &String| names.iter().any(|name| field.trim().eq_ignore_ascii_case(name));
        head.fields.iter().position(is_it).ok_or(ListProblem::NoColumn(names[0]))
    };
    let (serial, release) = (column(&SERIAL)?, column(&RELEASE)?);
    match rows.len() {
        0 => Err(ListProblem::NoRows),
        long if long > ROWS_MAX => Err(ListProblem::TooMany),
        _ => {
            let text = |record: &csv::Record, column: usize| {
                record.fields.get(column).map(|field| field.trim().to_owned()).unwrap_or_default()
            };
            Ok(rows
                .iter()
                .map(|row| Row { serial: text(row, serial), release: text(row, release) })
                .collect())
        }
    }
}

#[cfg(test)]
mod tests;
