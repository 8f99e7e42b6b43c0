//! Expert to Expert Access (decision table C3, R-039, R-080, R-081): on which basis a person reaches the senior
//! engineers, and for which priorities.

use crate::{
    Date,
    reason::{Input, Outcome, Reason, Rule, Section},
    response::Priority,
    words,
};

const R_039: Rule = Rule::new("R-039");
const R_080: Rule = Rule::new("R-080");
const R_081: Rule = Rule::new("R-081");
const B_21: Rule = Rule::new("B-21");

/// Certification levels; there is an order in which each includes the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Level {
    /// Associate: no basis for access.
    Jncia,
    /// Specialist.
    Jncis,
    /// Professional.
    Jncip,
    /// Expert.
    Jncie,
}

impl Level {
    /// The name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jncia => "JNCIA",
            Self::Jncis => "JNCIS",
            Self::Jncip => "JNCIP",
            Self::Jncie => "JNCIE",
        }
    }
}

/// A person's certification.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Certification {
    /// Level.
    pub level: Level,
    /// Last valid day.
    pub expires: Date,
    /// Whether the vendor's side has approved access ("can also receive access", R-081).
    pub approval: Approval,
}

/// Approval by the vendor's side.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Approval {
    /// Given.
    Approved,
    /// Not given yet.
    Pending,
}

/// What a person brings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// One of the two to six named representatives.
    pub named: Named,
    /// The best certification, if any.
    pub certification: Option<Certification>,
}

/// Whether somebody is one of the two to six.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Named {
    /// Yes.
    Representative,
    /// No.
    NotNamed,
}

/// On which basis somebody has the access.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Basis {
    /// One of the six.
    Representative,
    /// Certified, approved, not expired.
    Certified(Level),
}

/// The basis on that date, whatever the priority.
#[must_use]
pub fn basis(standing: Standing, on: Date) -> Option<Basis> {
    if standing.named == Named::Representative {
        return Some(Basis::Representative);
    }
    standing
        .certification
        .filter(|c| c.level >= Level::Jncis && c.approval == Approval::Approved && on <= c.expires)
        .map(|c| Basis::Certified(c.level))
}

/// Does this person's case of that priority go to Expert to Expert? Only Priority 1 and 2 do.
#[must_use]
pub fn expert_to_expert(standing: Standing, priority: Priority, on: Date) -> Option<Basis> {
    basis(standing, on).filter(|_| matches!(priority, Priority::P1 | Priority::P2))
}

/// Why, or why not.
#[must_use]
pub fn reason(standing: Standing, priority: Priority, on: Date) -> Reason {
    let access = expert_to_expert(standing, priority, on);
    let why = match (basis(standing, on), access) {
        (_, Some(Basis::Representative)) => {
            "One of the named representatives: Priority 1 and 2 cases go to the senior engineers directly.".to_owned()
        }
        (_, Some(Basis::Certified(level))) => {
            format!("Certified {}: Priority 1 and 2 cases go to the senior engineers directly, outside the six.", level.name())
        }
        (Some(_), None) => "Expert to Expert is for Priority 1 and 2.".to_owned(),
        (None, None) => "Expert to Expert is for the two to six named representatives and for approved certified experts (JNCIS, JNCIP, JNCIE). The case is opened all the same.".to_owned(),
    };
    Reason {
        rules: &[R_039, R_080, R_081, B_21],
        section: Section::ExpertToExpert,
        title: "Expert to Expert Access",
        outcome: if access.is_some() { Outcome::Met } else { Outcome::Failed },
        why,
        inputs: vec![
            Input::known("Priority", priority.number().to_string()),
            Input::known(
                "Named representative",
                if standing.named == Named::Representative { "yes" } else { "no" },
            ),
            Input::known(
                "Certification",
                standing.certification.map_or_else(
                    || "none".to_owned(),
                    |c| {
                        format!(
                            "{}, valid to {}{}",
                            c.level.name(),
                            words::date(c.expires),
                            if c.approval == Approval::Pending { ", not approved yet" } else { "" }
                        )
                    },
                ),
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn certified(level: Level, approval: Approval) -> Standing {
        Standing {
            named: Named::NotNamed,
            certification: Some(Certification { level, expires: date("2026-12-31"), approval }),
        }
    }

    #[test]
    fn decision_table_c3() {
        let named = Standing { named: Named::Representative, certification: None };
        let nobody = Standing { named: Named::NotNamed, certification: None };
        let on = date("2026-12-31");
        for (priority, reaches) in Priority::ALL.into_iter().zip([true, true, false, false]) {
            assert_eq!(expert_to_expert(named, priority, on).is_some(), reaches);
            assert_eq!(
                expert_to_expert(certified(Level::Jncis, Approval::Approved), priority, on).is_some(),
                reaches
            );
            assert_eq!(expert_to_expert(certified(Level::Jncia, Approval::Approved), priority, on), None);
            assert_eq!(expert_to_expert(certified(Level::Jncie, Approval::Pending), priority, on), None);
            assert_eq!(expert_to_expert(nobody, priority, on), None);
        }
    }

    #[test]
    fn expiry_removes_access_the_day_after() {
        let expert = certified(Level::Jncie, Approval::Approved);
        assert_eq!(basis(expert, date("2026-12-31")), Some(Basis::Certified(Level::Jncie)));
        assert_eq!(basis(expert, date("2027-01-01")), None);
    }
}
