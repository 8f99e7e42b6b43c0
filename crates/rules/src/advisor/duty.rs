//! What the advisor is there for, and whether there is one (R-055, R-057, R-058; B-8). Nothing here counts hours.

use super::Schedule;
use crate::{
    Instant,
    reason::{Input, Outcome, Reason, Rule, Section},
};

const R_055: Rule = Rule::new("R-055");
const R_057: Rule = Rule::new("R-057");
const R_058: Rule = Rule::new("R-058");
const B_8: Rule = Rule::new("B-8");

/// One of the five tasks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Task {
    /// Priority 1 and 2 cases
    Cases,
    /// Notices that concern the install base
    Notices,
    /// Software releases
    Releases,
    /// Reviews
    Reviews,
    /// Questions, and what is to be learnt
    Knowledge,
}

impl Task {
    /// All five, in the order of the service description.
    pub const ALL: [Self; 5] = [Self::Cases, Self::Notices, Self::Releases, Self::Reviews, Self::Knowledge];

    /// Its name, and what it means.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Cases => (
                "Priority 1 and 2 cases",
                "Moves them on between you and the engineers when you ask; does not watch them by itself.",
            ),
            Self::Notices => ("Notices", "Goes through those with you that concern your install base."),
            Self::Releases => (
                "Software releases",
                "Helps you to choose one: what it brings, what may go wrong, what speaks for it and against it.",
            ),
            Self::Reviews => ("Reviews", "Talks about your cases with you, when you ask for it."),
            Self::Knowledge => {
                ("Knowledge", "Answers informal questions about the products, and passes on what is known.")
            }
        }
    }

    /// Where the five stand.
    #[must_use]
    pub fn reason() -> Reason {
        Reason {
            rules: &[R_057, R_058],
            section: Section::Advisor,
            title: "What the advisor is there for",
            outcome: Outcome::Met,
            why:
                "The advisor has five tasks. Cases are moved on for Priority 1 and 2, and when somebody asks."
                    .to_owned(),
            inputs: vec![Input::known("Tasks", Self::ALL.len().to_string())],
        }
    }
}

/// How an account stands with its advisor.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Assignment {
    /// There is one, who is here.
    Here,
    /// On leave, and somebody stands in.
    StandIn,
    /// On leave, and nobody stands in.
    AwayAlone,
    /// There is none.
    Nobody,
}

/// Whether an account has its advisor at `now`: exactly one, or who stands in.
#[must_use]
pub fn assignment(advisor: Option<&Schedule>, stand_in: Option<&Schedule>, now: Instant) -> Assignment {
    match (advisor, stand_in) {
        (None, _) => Assignment::Nobody,
        (Some(advisor), _) if !advisor.on_leave(advisor.zone.date(now)) => Assignment::Here,
        (Some(_), Some(stand_in)) if !stand_in.on_leave(stand_in.zone.date(now)) => Assignment::StandIn,
        // A stand-in who is away as well is none.
        (Some(_), _) => Assignment::AwayAlone,
    }
}

impl Assignment {
    /// In words, with what to do. Two are a single point of contact, each for one thing (B-8).
    #[must_use]
    pub fn reason(self) -> Reason {
        let (outcome, why, value) = match self {
            Self::Here => (
                Outcome::Met,
                "One named advisor is your single point of contact for advice, in business hours. For escalations the Escalation Management Desk is it, at all hours.",
                "assigned",
            ),
            Self::StandIn => (
                Outcome::Met,
                "Your advisor is on leave, and the stand-in answers meanwhile. For escalations call the Escalation Management Desk, at all hours.",
                "on leave, with a stand-in",
            ),
            Self::AwayAlone => (
                Outcome::Failed,
                "Your advisor is on leave and nobody stands in. Write all the same; a stuck case goes to the Escalation Management Desk, at all hours.",
                "on leave, without a stand-in",
            ),
            Self::Nobody => (
                Outcome::Failed,
                "No advisor is assigned to you, and there should be exactly one. Ask whoever sold you the service to have one named; a stuck case goes to the Escalation Management Desk, at all hours.",
                "none",
            ),
        };
        Reason {
            rules: &[R_055, B_8],
            section: Section::Advisor,
            title: "One named advisor",
            outcome,
            why: why.to_owned(),
            inputs: vec![Input::known("Advisor", value)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{advisor::Region, zone::ZoneRules};
    use std::collections::BTreeSet;

    #[test]
    fn the_advisor_has_five_tasks() {
        let names: BTreeSet<_> = Task::ALL.map(|task| task.words().0).into_iter().collect();
        assert_eq!(names.len(), 5);
        assert_eq!(Task::reason().rules, [R_057, R_058]);
    }

    #[test]
    fn cases_are_moved_on_for_priority_1_and_2_and_when_asked() {
        let (name, words) = Task::Cases.words();
        assert!(name.contains("Priority 1 and 2") && words.contains("when you ask"));
    }

    #[test]
    fn nobody_and_leave_without_a_stand_in_are_said() {
        let schedule =
            |leave| Schedule { region: Region::Emea, zone: ZoneRules::utc(), holidays: vec![], leave };
        let day: crate::Date = "2026-11-24".parse().unwrap();
        let now = "2026-11-24T12:00:00Z".parse().unwrap();
        let (here, away) = (schedule(vec![]), schedule(vec![(day, day)]));
        let all = [
            (None, None, Assignment::Nobody, Outcome::Failed),
            (None, Some(&here), Assignment::Nobody, Outcome::Failed),
            (Some(&here), None, Assignment::Here, Outcome::Met),
            (Some(&here), Some(&here), Assignment::Here, Outcome::Met),
            (Some(&away), Some(&here), Assignment::StandIn, Outcome::Met),
            (Some(&away), None, Assignment::AwayAlone, Outcome::Failed),
            (Some(&away), Some(&away), Assignment::AwayAlone, Outcome::Failed),
        ];
        for (advisor, stand_in, expected, outcome) in all {
            let found = assignment(advisor, stand_in, now);
            assert_eq!((found, found.reason().outcome), (expected, outcome));
            assert!(found.reason().why.contains("Escalation Management Desk"), "the way on is named");
        }
    }
}
