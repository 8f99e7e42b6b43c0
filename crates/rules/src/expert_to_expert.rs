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
const B_13: Rule = Rule::new("B-13");
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

/// How long a certificate is valid.
const VALID_MONTHS: u32 = 36;

/// The last valid day of a certificate that was obtained on a day: three years later.
#[must_use]
pub fn expires(obtained: Date) -> Date {
    obtained.checked_add_months(chrono::Months::new(VALID_MONTHS)).unwrap_or(Date::MAX)
}

/// How near the end of a certificate is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Expiry {
    /// More than 90 days away.
    Far,
    /// Within 90, 30 or 7 days; the last valid day is within 0.
    Within(u8),
    /// Past: the certificate counts as not held.
    Past,
}

impl Certification {
    /// How near its end is: people are told 90, 30 and 7 days before.
    #[must_use]
    pub fn expiry(&self, on: Date) -> Expiry {
        match (self.expires - on).num_days() {
            ..0 => Expiry::Past,
            0..=7 => Expiry::Within(7),
            8..=30 => Expiry::Within(30),
            31..=90 => Expiry::Within(90),
            _ => Expiry::Far,
        }
    }
}

impl Standing {
    /// Whether a JNCIS or higher is held on that day. It is strongly recommended for representatives and never
    /// demanded of them.
    #[must_use]
    pub fn holds_the_recommended(&self, on: Date) -> bool {
        self.certification.is_some_and(|held| held.level >= Level::Jncis && on <= held.expires)
    }
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

/// Whether certified experts outside the six work with the advisor too: the account's setting (B-13).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ExpertsAndAdvisor {
    /// Only the named representatives do.
    #[default]
    NamedOnly,
    /// Certified experts do as well.
    ExpertsToo,
}

/// Why somebody may or may not work with the advisor (R-080, R-081; the setting is a reading of ours).
#[must_use]
pub fn works_with_advisor(standing: Standing, setting: ExpertsAndAdvisor, on: Date) -> Reason {
    let basis = basis(standing, on);
    let (met, why) = match (basis, setting) {
        (Some(Basis::Representative), _) => (true, "The named representatives work with the advisor."),
        (Some(Basis::Certified(_)), ExpertsAndAdvisor::ExpertsToo) => {
            (true, "In this account certified experts work with the advisor too.")
        }
        (Some(Basis::Certified(_)), ExpertsAndAdvisor::NamedOnly) => (
            false,
            "In this account only the named representatives work with the advisor; an administrator can let certified experts do so too.",
        ),
        (None, _) => (
            false,
            "The two to six named representatives work with the advisor. Ask one of them; anybody can report a fault.",
        ),
    };
    Reason {
        rules: &[R_080, R_081, B_13],
        section: Section::Scope,
        title: "Working with the advisor",
        outcome: if met { Outcome::Met } else { Outcome::Failed },
        why: why.to_owned(),
        inputs: vec![
            Input::known(
                "Basis",
                match basis {
                    Some(Basis::Representative) => "named representative",
                    Some(Basis::Certified(level)) => level.name(),
                    None => "none",
                },
            ),
            Input::known(
                "Certified experts work with the advisor",
                if setting == ExpertsAndAdvisor::ExpertsToo { "yes" } else { "no" },
            ),
        ],
    }
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
    fn the_advisor_works_with_the_six_and_with_experts_where_the_account_says_so() {
        use ExpertsAndAdvisor::{ExpertsToo, NamedOnly};
        let named = Standing { named: Named::Representative, certification: None };
        let nobody = Standing { named: Named::NotNamed, certification: None };
        let rows = [
            (named, [true, true]),
            (certified(Level::Jncie, Approval::Approved), [false, true]),
            (certified(Level::Jncie, Approval::Pending), [false, false]),
            (certified(Level::Jncia, Approval::Approved), [false, false]),
            (nobody, [false, false]),
        ];
        for (standing, expected) in rows {
            let actual = [NamedOnly, ExpertsToo].map(|setting| {
                works_with_advisor(standing, setting, date("2026-12-31")).outcome == Outcome::Met
            });
            assert_eq!(actual, expected, "{standing:?}");
            let after = works_with_advisor(standing, ExpertsToo, date("2027-01-01")).outcome == Outcome::Met;
            assert_eq!(after, standing.named == Named::Representative, "expiry ends it");
        }
    }

    #[test]
    fn expiry_removes_access_the_day_after() {
        let expert = certified(Level::Jncie, Approval::Approved);
        assert_eq!(basis(expert, date("2026-12-31")), Some(Basis::Certified(Level::Jncie)));
        assert_eq!(basis(expert, date("2027-01-01")), None);
    }

    #[test]
    fn a_certificate_lasts_three_years_and_its_end_is_told_three_times() {
        assert_eq!(expires(date("2024-02-29")), date("2027-02-28"));
        assert_eq!(expires(date("2023-11-24")), date("2026-11-24"));
        let held =
            Certification { level: Level::Jncis, expires: date("2026-11-24"), approval: Approval::Approved };
        for (on, expected) in [
            ("2026-08-25", Expiry::Far),
            ("2026-08-26", Expiry::Within(90)),
            ("2026-10-25", Expiry::Within(30)),
            ("2026-11-17", Expiry::Within(7)),
            ("2026-11-24", Expiry::Within(7)),
            ("2026-11-25", Expiry::Past),
        ] {
            assert_eq!(held.expiry(date(on)), expected, "{on}");
        }
        let standing = Standing { named: Named::Representative, certification: Some(held) };
        assert!(standing.holds_the_recommended(date("2026-11-24")));
        assert!(!standing.holds_the_recommended(date("2026-11-25")));
        assert_eq!(
            basis(standing, date("2026-11-25")),
            Some(Basis::Representative),
            "recommended, not demanded"
        );
    }
}
