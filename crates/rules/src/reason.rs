//! The one type in which every decision explains itself: which rule, what came out, from which inputs.
//!
//! Sentences are made only when somebody asks; inside, decisions are bit sets and enums. Rule numbers are ours; people
//! see the section's heading and plain words first and the number small.

use std::fmt;

/// A rule of the service description (`R-…`) or a reading of ours where it is silent or contradicts itself (`B-…`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Rule(&'static str);

impl Rule {
    /// Names a rule by its id. Only for the constants of this crate: the ids stand in `docs/rules.md`.
    pub(crate) const fn new(id: &'static str) -> Self {
        Self(id)
    }

    /// The id as people know it, `R-008`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.0
    }

    /// True for a reading of ours, which the screen marks as such.
    #[must_use]
    pub fn is_our_reading(self) -> bool {
        self.0.starts_with('B')
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The part of the service description that a rule stands in, by its heading there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Section {
    /// "Eligibility and Purchasing"
    Eligibility,
    /// "Escalation Management Desk (24x7)"
    EscalationDesk,
    /// "On-boarding"
    OnBoarding,
    /// "Best Practice Knowledge Transfer"
    KnowledgeTransfer,
    /// "Expert to Expert Access"
    ExpertToExpert,
    /// "Enhanced Support Response Time"
    ResponseTime,
    /// "Technical Services Advisor"
    Advisor,
    /// "End User Responsibilities"
    Responsibilities,
    /// "Availability"
    Availability,
    /// "Scope"
    Scope,
    /// "Exclusions"
    Exclusions,
}

impl Section {
    /// The heading as it stands in the service description.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Eligibility => "Eligibility and Purchasing",
            Self::EscalationDesk => "Escalation Management Desk (24x7)",
            Self::OnBoarding => "On-boarding",
            Self::KnowledgeTransfer => "Best Practice Knowledge Transfer",
            Self::ExpertToExpert => "Expert to Expert Access",
            Self::ResponseTime => "Enhanced Support Response Time",
            Self::Advisor => "Technical Services Advisor",
            Self::Responsibilities => "End User Responsibilities",
            Self::Availability => "Availability",
            Self::Scope => "Scope",
            Self::Exclusions => "Exclusions",
        }
    }
}

/// What came out of one rule. Missing data is `Unknown`, never `Failed`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// The rule is satisfied.
    Met,
    /// The rule is not satisfied.
    Failed,
    /// An input is missing: nobody can tell.
    Unknown,
}

/// One input of a decision, as a person would read it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Input {
    /// What it is, in the field's words: "Juniper Care end".
    pub name: &'static str,
    /// Its value, or nothing when it was not supplied.
    pub value: Option<String>,
}

impl Input {
    /// An input that is known.
    #[must_use]
    pub fn known(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: Some(value.into()) }
    }

    /// An input that may be missing.
    #[must_use]
    pub fn maybe(name: &'static str, value: Option<String>) -> Self {
        Self { name, value }
    }
}

/// Why a decision came out as it did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    /// The rules that were applied, the leading one first.
    pub rules: &'static [Rule],
    /// Where they stand.
    pub section: Section,
    /// What was asked: "Juniper Care contract on the date".
    pub title: &'static str,
    /// What came out.
    pub outcome: Outcome,
    /// One or two plain sentences.
    pub why: String,
    /// The inputs that decided it.
    pub inputs: Vec<Input>,
}

impl Reason {
    /// True when a reading of ours takes part.
    #[must_use]
    pub fn uses_our_reading(&self) -> bool {
        self.rules.iter().any(|rule| rule.is_our_reading())
    }
}
