//! A report on its way to become a Tech Case: what must be filled in, and what a Priority 1 on the web must have passed.
//!
//! Browser and server check with the same function; the problems carry the field, so that both can point at it. Nothing
//! here asks whether the unit is covered: an uncovered unit never blocks a report (B-22, R-087). The fields with their
//! messages are in the room `field`.

mod field;

pub use field::{Fault, Field, FieldProblem, NOT_ONE_LINE};

use crate::{Instant, problem::Exclusion, response::Priority};

/// Longest synopsis, characters.
pub const SYNOPSIS_MAX: usize = 250;
/// Longest description, characters.
pub const DESCRIPTION_MAX: usize = 15_000;
/// Longest one-line field (software version, own reference, host, site), characters.
pub const LINE_MAX: usize = 100;

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
        match self.priority {
            Some(priority) if problems.0.is_empty() => Ok(Report {
                priority,
                subject,
                synopsis,
                description,
                software_version,
                network_outage: self.network_outage,
                own_reference,
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
mod tests {
    use super::*;

    fn now() -> Instant {
        "2026-11-24T10:00:00Z".parse().unwrap()
    }

    fn complete(priority: Priority) -> Draft {
        Draft {
            priority: Some(priority),
            subject: Subject::Unit("JN1234".to_owned()),
            synopsis: "FPC 3 restarts".to_owned(),
            description: "Since the upgrade.".to_owned(),
            software_version: "23.4R2".to_owned(),
            phone_page: Some(PhonePageChoice::OpenOnWeb),
            ..Draft::default()
        }
    }

    fn problems(draft: &Draft) -> Vec<(Field, &'static str)> {
        draft.check(now()).err().unwrap_or_default().iter().map(|p| (p.field, p.code())).collect()
    }

    #[test]
    fn everything_missing_is_said_at_once() {
        assert_eq!(
            problems(&Draft::default()),
            [
                (Field::Priority, "missing"),
                (Field::Unit, "missing"),
                (Field::Synopsis, "missing"),
                (Field::Description, "missing"),
                (Field::SoftwareVersion, "missing"),
            ]
        );
    }

    #[test]
    fn there_is_no_priority_1_on_the_web_without_the_phone_page() {
        let draft = Draft { phone_page: None, ..complete(Priority::P1) };
        assert_eq!(problems(&draft), [(Field::PhonePage, "missing")]);
        for priority in [Priority::P2, Priority::P3, Priority::P4] {
            assert_eq!(problems(&Draft { phone_page: None, ..complete(priority) }), []);
        }
    }

    #[test]
    fn priority_1_needs_a_unit_and_one_line_only() {
        let draft =
            Draft { description: String::new(), software_version: " ".to_owned(), ..complete(Priority::P1) };
        let report = draft.check(now()).unwrap();
        assert_eq!(report.description, "FPC 3 restarts");
        assert_eq!(report.software_version, None);
        let other = Draft { priority: Some(Priority::P2), ..draft };
        assert_eq!(problems(&other), [(Field::Description, "missing"), (Field::SoftwareVersion, "missing")]);
    }

    #[test]
    fn limits_count_characters_not_bytes() {
        let exact = Draft {
            synopsis: "ü".repeat(SYNOPSIS_MAX),
            description: "語".repeat(DESCRIPTION_MAX),
            ..complete(Priority::P3)
        };
        assert_eq!(problems(&exact), []);
        let over = Draft { synopsis: "ü".repeat(SYNOPSIS_MAX + 1), ..complete(Priority::P3) };
        assert_eq!(problems(&over), [(Field::Synopsis, "too_long")]);
    }

    #[test]
    fn one_line_is_one_line_and_reads_as_it_is() {
        let synopsis = |text: &str| problems(&Draft { synopsis: text.to_owned(), ..complete(Priority::P3) });
        for stray in ["a\nb", "a\rb", "a\tb", "a\0b", "a\u{85}b", "a\u{2028}b", "a\u{202e}b", "\u{2066}b"] {
            assert_eq!(synopsis(stray), [(Field::Synopsis, "not_one_line")], "{stray:?}");
        }
        for fine in [" a b\n", "نظام", "naïve – “ü” 語", "a\u{200f}b", "👩\u{200d}🔧"] {
            assert_eq!(synopsis(fine), [], "{fine:?}");
        }
        let line = "a\u{202e}b".to_owned();
        let draft = Draft {
            software_version: line.clone(),
            own_reference: line.clone(),
            subject: Subject::Unlisted { host_name: line.clone(), site: line },
            description: "several\nlines\tand a tab".to_owned(),
            ..complete(Priority::P3)
        };
        let expected = [Field::HostName, Field::Site, Field::SoftwareVersion, Field::OwnReference];
        assert_eq!(problems(&draft), expected.map(|field| (field, "not_one_line")));
    }

    #[test]
    fn an_unlisted_unit_needs_host_and_site() {
        let draft = Draft {
            subject: Subject::Unlisted { host_name: " ".to_owned(), site: String::new() },
            ..complete(Priority::P3)
        };
        assert_eq!(problems(&draft), [(Field::HostName, "missing"), (Field::Site, "missing")]);
    }

    #[test]
    fn since_is_readable_and_not_later_than_now() {
        let since = |since| problems(&Draft { since, ..complete(Priority::P3) });
        assert_eq!(since(Since::Unreadable), [(Field::Since, "unreadable")]);
        assert_eq!(
            since(Since::At(now() + chrono::TimeDelta::seconds(1))),
            [(Field::Since, "in_the_future")]
        );
        assert_eq!(since(Since::At(now())), []);
    }
}
