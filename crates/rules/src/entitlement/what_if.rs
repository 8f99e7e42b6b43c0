//! What would become of a unit's cover if something changed. The suppositions make another unit of the one that is known, and
//! that one is decided like any other: nothing here has rules of its own.

use super::{Assessment, Condition};
use crate::{
    Date,
    reason::Outcome,
    unit::{EndOfSupport, Unit},
};

/// Something to suppose about a unit.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Supposition {
    /// This contract ended on the day before, if not earlier.
    ContractEnded(String),
    /// The unit passed its End of Support before the date.
    EndOfSupportPassed,
}

/// The unit as it would be on that date.
#[must_use]
pub fn suppose(unit: &Unit, suppositions: &[Supposition], on: Date) -> Unit {
    let mut unit = unit.clone();
    let yesterday = on.pred_opt().unwrap_or(on);
    for supposition in suppositions {
        match supposition {
            Supposition::ContractEnded(number) => {
                let Some(terms) = &mut unit.terms else { continue };
                terms.retain(|term| term.contract != *number || term.start <= yesterday);
                for term in terms.iter_mut().filter(|term| term.contract == *number) {
                    term.end = term.end.min(yesterday);
                }
            }
            // The last supported day is the day before: past it, the unit is not covered.
            Supposition::EndOfSupportPassed => {
                let passed = match unit.end_of_support {
                    EndOfSupport::On(last) => last.min(yesterday),
                    EndOfSupport::NotAnnounced | EndOfSupport::NoData => yesterday,
                };
                unit.end_of_support = EndOfSupport::On(passed);
            }
        }
    }
    unit
}

/// A condition that comes out otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Which.
    pub condition: Condition,
    /// As it is.
    pub before: Outcome,
    /// As it would be.
    pub after: Outcome,
}

/// The conditions that come out otherwise, in the order of the service description.
pub fn differences(before: &Assessment, after: &Assessment) -> impl Iterator<Item = Difference> {
    let pair = |condition| Difference {
        condition,
        before: before.outcome(condition),
        after: after.outcome(condition),
    };
    Condition::ALL.map(pair).into_iter().filter(|pair| pair.before != pair.after)
}

#[cfg(test)]
mod tests;
