//! The cover of a unit over a span of dates: where it changes, and what changes it. A condition can
//! change only at a few dates, those of registration, terms and End of Support; between them nothing is decided anew.

use super::{Answer, Assessment, Condition, ConditionSet, assess, outcome_of};
use crate::{
    Date,
    country::CountryList,
    reason::Outcome,
    term::{Side, Term},
    unit::{EndOfSupport, Registration, Unit},
};

/// A stretch of days with one and the same decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub to: Date,
    /// The answer on each of them.
    pub answer: Answer,
    /// Every condition that fails on each of them.
    pub failed: ConditionSet,
    /// Every condition that can't be decided on each of them.
    pub unknown: ConditionSet,
}

impl Interval {
    /// The outcome of one condition on each of them.
    #[must_use]
    pub fn outcome(&self, condition: Condition) -> Outcome {
        outcome_of(self.failed, self.unknown, condition)
    }
}

/// A day on which the decision is another one than the day before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The first day of the new decision, in the site's zone.
    pub on: Date,
    /// The answer until the day before.
    pub before: Answer,
    /// The answer from this day on.
    pub after: Answer,
    /// What happens, in the order of the conditions; at least one.
    pub causes: Vec<Cause>,
}

/// What makes a condition come out differently from one day to the next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The unit is registered.
    Registered,
    /// The first day of a contract after a time in which none counted, or none of which that is known.
    TermBegins {
        /// Which side of the cover.
        side: Side,
        /// Its number.
        contract: String,
    },
    /// The first day of a contract of which it can't be told whether it counts, after a time without any.
    TermMayBegin {
        /// Which side of the cover.
        side: Side,
        /// Its number, and what of it is not known.
        contract: String,
    },
    /// The day after the last day of a contract that nothing follows, or nothing of which it is known that it counts.
    TermEnds {
        /// Which side of the cover.
        side: Side,
        /// Its number.
        contract: String,
    },
    /// The day after the End of Support.
    EndOfSupport,
}

impl Cause {
    /// For people, as a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Registered => "The unit is registered.".to_owned(),
            Self::TermBegins { side, contract } => format!("{} begins: {contract}.", side.name()),
            Self::TermMayBegin { side, contract } => {
                format!("Whether {} begins can’t be told: {contract}.", side.name())
            }
            Self::TermEnds { side, contract } => format!("{} has ended: {contract}.", side.name()),
            Self::EndOfSupport => "Its End of Support has passed.".to_owned(),
        }
    }

    /// The condition that it changes.
    #[must_use]
    pub const fn condition(&self) -> Condition {
        match self {
            Self::Registered => Condition::Registered,
            Self::TermBegins { side, .. } | Self::TermMayBegin { side, .. } | Self::TermEnds { side, .. } => {
                match side {
                    Side::Service => Condition::ServiceTerm,
                    Side::Care => Condition::CareTerm,
                }
            }
            Self::EndOfSupport => Condition::BeforeEndOfSupport,
        }
    }
}

/// The cover of `unit` from `from` to `to`, both inclusive, without gaps between the intervals; empty when `to` lies
/// before `from`. A stretch without cover is an interval like any other.
#[must_use]
pub fn intervals(unit: &Unit, countries: &CountryList, from: Date, to: Date) -> Vec<Interval> {
    let mut intervals: Vec<Interval> = Vec::new();
    for day in std::iter::once(from).filter(|from| *from <= to).chain(days_of_change(unit, from, to)) {
        let Assessment { answer, failed, unknown, .. } = assess(unit, countries, day);
        match intervals.last_mut() {
            Some(last) if (last.failed, last.unknown) == (failed, unknown) => {}
            last => {
                if let (Some(last), Some(before)) = (last, day.pred_opt()) {
                    last.to = before;
                }
                intervals.push(Interval { from: day, to, answer, failed, unknown });
            }
        }
    }
    intervals
}

/// Every change after `from` and up to `to`, inclusive, with its causes.
#[must_use]
pub fn changes(unit: &Unit, countries: &CountryList, from: Date, to: Date) -> Vec<Change> {
    let intervals = intervals(unit, countries, from, to);
    let pairs = intervals.iter().zip(intervals.iter().skip(1));
    pairs
        .map(|(before, after)| Change {
            on: after.from,
            before: before.answer,
            after: after.answer,
            causes: causes(unit, before, after),
        })
        .collect()
}

/// The first change after `on`: of the answer, or of a condition behind it.
#[must_use]
pub fn next_change(unit: &Unit, countries: &CountryList, on: Date) -> Option<Change> {
    changes(unit, countries, on, Date::MAX).into_iter().next()
}

/// What changes in a whole install base after `from` and up to `to`: the units by their places, each with its changes, those
/// without a change left out.
#[must_use]
pub fn changes_in<'a>(
    units: impl IntoIterator<Item = &'a Unit>,
    countries: &CountryList,
    from: Date,
    to: Date,
) -> Vec<(usize, Vec<Change>)> {
    let of_each = units.into_iter().map(|unit| changes(unit, countries, from, to)).enumerate();
    of_each.filter(|(_, changes)| !changes.is_empty()).collect()
}

/// The days after `from` and up to `to` on which a condition may come out differently than the day before.
fn days_of_change(unit: &Unit, from: Date, to: Date) -> Vec<Date> {
    let registered = match unit.registration {
        Some(Registration::On(date)) => Some(date),
        _ => None,
    };
    let last_supported = match unit.end_of_support {
        EndOfSupport::On(last) => last.succ_opt(),
        EndOfSupport::NotAnnounced | EndOfSupport::NoData => None,
    };
    let terms = unit.terms.iter().flatten().flat_map(|term| [Some(term.start), term.end.succ_opt()]);
    let mut days: Vec<Date> = terms.chain([registered, last_supported]).flatten().collect();
    days.retain(|day| from < *day && *day <= to);
    days.sort_unstable();
    days.dedup();
    days
}

fn causes(unit: &Unit, before: &Interval, after: &Interval) -> Vec<Cause> {
    let changed = |condition: Condition| before.outcome(condition) != after.outcome(condition);
    let mut causes = Vec::new();
    for (condition, side) in [(Condition::CareTerm, Side::Care), (Condition::ServiceTerm, Side::Service)] {
        if changed(condition) {
            let outcomes = (before.outcome(condition), after.outcome(condition));
            causes.extend(term_cause(unit, side, before.to, after.from, outcomes));
        }
    }
    if changed(Condition::Registered) {
        causes.push(Cause::Registered);
    }
    if changed(Condition::BeforeEndOfSupport) {
        causes.push(Cause::EndOfSupport);
    }
    causes
}

/// The term that begins on the day `first`, or the one that ended on `last`, the day before; of several the one that reaches
/// farthest. A term of which it can't be told whether it counts is named only where none that counts begins or ends.
fn term_cause(
    unit: &Unit,
    side: Side,
    last: Date,
    first: Date,
    (before, after): (Outcome, Outcome),
) -> Option<Cause> {
    let terms = |unknown: bool, on: Date| {
        let of_side = unit.terms.iter().flatten().filter(move |term| term.is(side) && term.may_cover(on));
        of_side.filter(move |term| term.is_unknown() == unknown)
    };
    let begins = |unknown| {
        terms(unknown, first).filter(|term| term.start == first).max_by_key(|term| term.end).map(Term::named)
    };
    let ends = |unknown| {
        terms(unknown, last).filter(|term| term.end == last).min_by_key(|term| term.start).map(Term::named)
    };
    match (before, after) {
        (_, Outcome::Met) => begins(false).map(|contract| Cause::TermBegins { side, contract }),
        (Outcome::Met, _) => ends(false).map(|contract| Cause::TermEnds { side, contract }),
        (_, Outcome::Unknown) => begins(true).map(|contract| Cause::TermMayBegin { side, contract }),
        _ => ends(true).map(|contract| Cause::TermEnds { side, contract }),
    }
}

#[cfg(test)]
mod tests;
