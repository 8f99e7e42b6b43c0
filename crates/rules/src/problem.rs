//! What is excluded about a problem (the third decision of table C1). It is asked when a case is opened, and never
//! changes the unit's cover. Excluded means "not obliged", not "forbidden": there is always a way on.

use crate::reason::{Input, Outcome, Reason, Rule, Section};

const R_082: Rule = Rule::new("R-082");
const R_083: Rule = Rule::new("R-083");
const R_084: Rule = Rule::new("R-084");
const R_086: Rule = Rule::new("R-086");
const R_087: Rule = Rule::new("R-087");

/// Something that is excluded about a problem.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Exclusion {
    /// Help during a planned maintenance window. A fault that begins inside a window is a fault.
    MaintenanceWindow,
    /// Software code changed by the End User or a third party.
    ModifiedCode,
    /// The problem lies in a third-party part.
    ThirdPartyPart,
    /// The problem lies in a part past its End of Support.
    PartPastEndOfSupport,
}

impl Exclusion {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::MaintenanceWindow, Self::ModifiedCode, Self::ThirdPartyPart, Self::PartPastEndOfSupport];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::MaintenanceWindow => "maintenance_window",
            Self::ModifiedCode => "modified_code",
            Self::ThirdPartyPart => "third_party_part",
            Self::PartPastEndOfSupport => "part_past_end_of_support",
        }
    }

    /// From its stable name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|exclusion| exclusion.code() == code)
    }

    /// The question that finds it, in plain words.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::MaintenanceWindow => "You want somebody to stand by during a planned maintenance window",
            Self::ModifiedCode => "The software on it was changed by you or a third party",
            Self::ThirdPartyPart => {
                "The fault is in a part that Juniper did not make, such as a third-party optic"
            }
            Self::PartPastEndOfSupport => "The fault is in a part that is past its End of Support",
        }
    }

    /// What it means and how to go on.
    #[must_use]
    pub fn reason(self) -> Reason {
        let (rules, why): (&'static [Rule], _) = match self {
            Self::MaintenanceWindow => (
                &[R_082, R_087],
                "Standing by during a maintenance window is not part of the service. A fault that begins inside a window is: report it as a fault. For planning, ask your advisor.",
            ),
            Self::ModifiedCode => (
                &[R_086, R_087],
                "Problems with modified code are not part of the service. You can still open the case; if the fault also shows without the change, say so.",
            ),
            Self::ThirdPartyPart => (
                &[R_084, R_087],
                "Third-party products are not part of the service; the unit around them is. You can still open the case: if the unit itself may be at fault, say why.",
            ),
            Self::PartPastEndOfSupport => (
                &[R_083, R_087],
                "Parts past their End of Support are not part of the service; the unit around them is. You can still open the case or call.",
            ),
        };
        Reason {
            rules,
            section: Section::Exclusions,
            title: self.question(),
            outcome: Outcome::Failed,
            why: why.to_owned(),
            inputs: vec![Input::known("Declared", "yes, when the case was opened")],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_back_and_every_exclusion_names_the_way_on() {
        for exclusion in Exclusion::ALL {
            assert_eq!(Exclusion::from_code(exclusion.code()), Some(exclusion));
            assert!(exclusion.reason().rules.contains(&R_087));
        }
        assert_eq!(Exclusion::from_code("gravity"), None);
    }
}
