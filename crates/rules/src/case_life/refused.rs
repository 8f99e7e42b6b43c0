//! Why a step is refused, and the way out.

use crate::reason::{Input, Outcome, Reason, Rule, Section};

const R_026: Rule = Rule::new("R-026");
const R_050: Rule = Rule::new("R-050");
const R_058: Rule = Rule::new("R-058");
const R_080: Rule = Rule::new("R-080");

/// Why a step is refused.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// Only the vendor's people take this step.
    VendorOnly,
    /// Only the End User's people take this step.
    CustomerOnly,
    /// Only the End User's people and the engineer take this step.
    CustomerOrEngineer,
    /// It is closed.
    Closed,
    /// It is not closed, and nobody has asked for it.
    NotClosed,
    /// Nobody has asked to close it.
    NotAsked,
    /// Closing has been asked for already.
    AlreadyAsked,
    /// Who asked does not agree too.
    OtherSideAgrees,
    /// A request for escalation is not completed.
    EscalationOpen,
    /// The advisor has been asked in already.
    AdvisorThere,
    /// The advisor moves on cases of Priority 1 and 2.
    NotUrgent,
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::VendorOnly,
        Self::CustomerOnly,
        Self::CustomerOrEngineer,
        Self::Closed,
        Self::NotClosed,
        Self::NotAsked,
        Self::AlreadyAsked,
        Self::OtherSideAgrees,
        Self::EscalationOpen,
        Self::AdvisorThere,
        Self::NotUrgent,
    ];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::VendorOnly => "vendor_only",
            Self::CustomerOnly => "customer_only",
            Self::CustomerOrEngineer => "customer_or_engineer",
            Self::Closed => "closed",
            Self::NotClosed => "not_closed",
            Self::NotAsked => "not_asked",
            Self::AlreadyAsked => "already_asked",
            Self::OtherSideAgrees => "other_side_agrees",
            Self::EscalationOpen => "escalation_open",
            Self::AdvisorThere => "advisor_there",
            Self::NotUrgent => "not_urgent",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub fn reason(self) -> Reason {
        let (rules, section, why): (&'static [Rule], _, _) = match self {
            Self::VendorOnly => (
                &[R_050],
                Section::ResponseTime,
                "Only the vendor’s people record this. Write a comment instead.",
            ),
            Self::CustomerOnly => {
                (&[R_080], Section::Scope, "Only the End User’s people do this. Ask them in a comment.")
            }
            Self::CustomerOrEngineer => (
                &[R_080],
                Section::Scope,
                "The End User’s people and the engineer decide this between them. Write a comment instead.",
            ),
            Self::Closed => {
                (&[R_080], Section::Scope, "This case is closed. The End User’s people can reopen it.")
            }
            Self::NotClosed => {
                (&[R_080], Section::Scope, "This case is not closed. Write a comment instead.")
            }
            Self::NotAsked => {
                (&[R_080], Section::Scope, "Nobody has asked to close this case. Ask the other side first.")
            }
            Self::AlreadyAsked => (
                &[R_080],
                Section::Scope,
                "Closing has been asked for already. Agree to it, or take the case up again.",
            ),
            Self::OtherSideAgrees => (
                &[R_080],
                Section::Scope,
                "Your side asked to close this case. The other side agrees or not.",
            ),
            Self::EscalationOpen => (
                &[R_026],
                Section::EscalationDesk,
                "An escalation is not completed yet, and nothing ends while one is open. Complete it first: the desk proposes that, and the End User agrees.",
            ),
            Self::AdvisorThere => (&[R_058], Section::Advisor, "The advisor has been asked in already."),
            Self::NotUrgent => (
                &[R_058],
                Section::Advisor,
                "The advisor moves on cases of Priority 1 and 2. Ask the advisor a question, or have the case escalated.",
            ),
        };
        Reason {
            rules,
            section,
            title: "What can be done with a case now",
            outcome: Outcome::Failed,
            why: why.to_owned(),
            inputs: vec![Input::known("Refused because", self.code())],
        }
    }
}
