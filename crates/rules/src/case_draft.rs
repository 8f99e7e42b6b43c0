//! A report on its way to become a Tech Case: what must be filled in, and what a Priority 1 on the web must have passed.
//!
//! Browser and server check with the same function; the problems carry the field, so that both can point at it. Nothing
//! here asks whether the unit is covered: an uncovered unit never blocks a report (B-22, R-087). The fields with their
//! messages are in the room `field`, whom to speak with in the room `contact`.

mod contact;
mod field;

pub use contact::{CaseContact, ContactWish, REACHED_AT_MAX, WHEN_MAX, Way, unreachable_at};
pub use field::{Fault, Field, FieldProblem, NOT_ONE_LINE};

use crate::{Instant, problem::Exclusion, response::Priority};

/// Longest synopsis, characters.
pub const SYNOPSIS_MAX: usize = 250;
/// Longest description, characters.
pub const DESCRIPTION_MAX: usize = 15_000;
/// Longest one-line field (software version, own reference, host, site), characters.
pub const LINE_MAX: usize = 100;
/// Most units that a case is about beside the one that it is mainly about.
pub const FURTHER_UNITS_MAX: usize = 49;

/// The first character that has no place in one line: a line break or another control character, or one that turns the
/// direction of what follows, so that a line could read otherwise than it is.
#[must_use]
pub fn stray_in_line(text: &str) -> Option<char> {
    let stray = |c: &char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.trim().chars().find(stray)
}

/// What somebody has typed so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// Chosen priority.
    pub priority: Option<Priority>,
    /// What it is about.
    pub subject: Subject,
    /// References of further units with the same symptom.
    pub further_units: Vec<String>,
    /// One line.
    pub synopsis: String,
    /// All of it. For Priority 1 it may stay empty; the synopsis stands in.
    pub description: String,
    /// Software release running on it; for Priority 1 it may stay empty.
    pub software_version: String,
    /// Is the network out?
    pub network_outage: Option<Outage>,
    /// The End User's own number for it; may stay empty.
    pub own_reference: String,
    /// How the contact is to be reached.
    pub contact: ContactWish,
    /// Since when.
    pub since: Since,
    /// What the person said to be so about the problem.
    pub exclusions: Vec<Exclusion>,
    /// What was chosen on the phone page; needed for Priority 1.
    pub phone_page: Option<PhonePageChoice>,
}

/// What a report is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A unit of the install base, by serial number or software reference number.
    Unit(String),
    /// A unit that nobody finds: host name and site instead, flagged "to be checked" (B-22).
    Unlisted {
        /// Host name.
        host_name: String,
        /// Site, in the person's words.
        site: String,
    },
}

impl Default for Subject {
    fn default() -> Self {
        Self::Unit(String::new())
    }
}

/// Whether the network is out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outage {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Since when something is so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Since {
    /// Not said.
    #[default]
    NotGiven,
    /// Said, but not readable as an instant (no offset, for example).
    Unreadable,
    /// Since then.
    At(Instant),
}

/// The two ways on from the phone page that lead to the web form. "I am calling" makes a call note, not a case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PhonePageChoice {
    /// "Open it on the web: it is handled at the Priority 2 target".
    OpenOnWeb,
}

/// A report that is complete; only [`Draft::check`] makes one, so a Priority 1 exists only after the phone page.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Report {
    /// Priority.
    pub priority: Priority,
    /// What it is about; never empty.
    pub subject: Subject,
    /// References of further units, trimmed, none of them twice.
    pub further_units: Vec<String>,
    /// One line, trimmed, not empty.
    pub synopsis: String,
    /// Trimmed, not empty.
    pub description: String,
    /// `None` for a Priority 1 that did not wait for it.
    pub software_version: Option<String>,
    /// Whether the network is out, if said.
    pub network_outage: Option<Outage>,
    /// The End User's own number.
    pub own_reference: Option<String>,
    /// How the contact is to be reached.
    pub contact: CaseContact,
    /// Since when, if said.
    pub since: Option<Instant>,
    /// What is excluded about it.
    pub exclusions: Vec<Exclusion>,
}

impl Draft {
    /// Completes the report or says everything that is wrong with it at once.
    ///
    /// # Errors
    /// Every problem, in the order of the form.
    pub fn check(&self, now: Instant) -> Result<Report, Vec<FieldProblem>> {
        let mut problems = Problems(Vec::new());
        let urgent = self.priority == Some(Priority::P1);
        if self.priority.is_none() {
            problems.add(Field::Priority, Fault::Missing);
        }
        if urgent && self.phone_page.is_none() {
            problems.add(Field::PhonePage, Fault::Missing);
        }
        let subject = match &self.subject {
            Subject::Unit(reference) => Subject::Unit(problems.required(Field::Unit, reference, LINE_MAX)),
            Subject::Unlisted { host_name, site } => Subject::Unlisted {
                host_name: problems.required(Field::HostName, host_name, LINE_MAX),
                site: problems.required(Field::Site, site, LINE_MAX),
            },
        };
        let further_units = problems.further_units(&subject, &self.further_units);
        let synopsis = problems.required(Field::Synopsis, &self.synopsis, SYNOPSIS_MAX);
        let (description, software_version) = if urgent {
            (
                problems
                    .optional(Field::Description, &self.description, DESCRIPTION_MAX)
                    .unwrap_or_else(|| synopsis.clone()),
                problems.optional(Field::SoftwareVersion, &self.software_version, LINE_MAX),
            )
        } else {
            (
                problems.required(Field::Description, &self.description, DESCRIPTION_MAX),
                Some(problems.required(Field::SoftwareVersion, &self.software_version, LINE_MAX)),
            )
        };
        let own_reference = problems.optional(Field::OwnReference, &self.own_reference, LINE_MAX);
        let since = problems.since(self.since, now);
        let contact = problems.contact(&self.contact);
        match self.priority {
            Some(priority) if problems.0.is_empty() => Ok(Report {
                priority,
                subject,
                further_units,
                synopsis,
                description,
                software_version,
                network_outage: self.network_outage,
                own_reference,
                contact,
                since,
                exclusions: self.exclusions.clone(),
            }),
            _ => Err(problems.0),
        }
    }
}

struct Problems(Vec<FieldProblem>);

impl Problems {
    fn add(&mut self, field: Field, fault: Fault) {
        self.0.push(FieldProblem { field, fault });
    }

    fn required(&mut self, field: Field, text: &str, limit: usize) -> String {
        self.optional(field, text, limit).unwrap_or_else(|| {
            self.add(field, Fault::Missing);
            String::new()
        })
    }

    fn optional(&mut self, field: Field, text: &str, limit: usize) -> Option<String> {
        let text = text.trim();
        let actual = text.chars().count();
        if actual > limit {
            self.add(field, Fault::TooLong { limit, actual });
        } else if field != Field::Description && stray_in_line(text).is_some() {
            self.add(field, Fault::NotOneLine);
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Each reference once, and none that the case is about already.
    fn further_units(&mut self, subject: &Subject, typed: &[String]) -> Vec<String> {
        if typed.len() > FURTHER_UNITS_MAX {
            let fault = Fault::TooMany { limit: FURTHER_UNITS_MAX, actual: typed.len() };
            self.add(Field::FurtherUnits, fault);
            return Vec::new();
        }
        let mut further: Vec<String> = Vec::new();
        for reference in typed {
            let reference = self.required(Field::FurtherUnits, reference, LINE_MAX);
            let is = |known: &str| known.eq_ignore_ascii_case(&reference);
            let is_main = matches!(subject, Subject::Unit(main) if is(main));
            if !reference.is_empty() && (is_main || further.iter().any(|known| is(known))) {
                self.add(Field::FurtherUnits, Fault::Twice);
            }
            further.push(reference);
        }
        further
    }

    fn contact(&mut self, typed: &ContactWish) -> CaseContact {
        let at = self.optional(Field::ContactAt, &typed.at, REACHED_AT_MAX);
        let when = self.optional(Field::ContactWhen, &typed.when, WHEN_MAX);
        let way = typed.way.or(at.as_deref().map(Way::to));
        if let Some(fault) = way.and_then(|way| unreachable_at(way, at.as_deref()?)) {
            self.add(Field::ContactAt, fault);
        }
        CaseContact { way, at, when }
    }

    fn since(&mut self, since: Since, now: Instant) -> Option<Instant> {
        match since {
            Since::NotGiven => None,
            Since::Unreadable => {
                self.add(Field::Since, Fault::Unreadable);
                None
            }
            Since::At(instant) => {
                if instant > now {
                    self.add(Field::Since, Fault::InTheFuture);
                }
                Some(instant)
            }
        }
    }
}

#[cfg(test)]
mod tests;
