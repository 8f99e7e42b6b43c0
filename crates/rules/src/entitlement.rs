//! Is this unit covered on that civil date (decision table C1, middle row)?
//!
//! [`assess`] is made to run a hundred thousand times in a few milliseconds: it yields two bit sets and an answer.
//! The sentences come from [`Assessment::reasons`], when somebody asks why. It decides about the unit only: contract
//! faults ([R-010]) and problem exclusions ([`crate::problem`]) are separate decisions and never turn a unit red.

mod condition;
pub mod over_time;
mod sentences;
pub mod what_if;

pub use condition::{Condition, ConditionSet};

use crate::{
    Date,
    country::CountryList,
    reason::{Outcome, Reason},
    term::{Side, chain_end, undecided},
    unit::{Address, EndOfSupport, OrderLine, Part, Registration, SiteRecord, Source, Unit, Usage, Vendor},
};

/// The four answers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Answer {
    /// Every condition is met: a "Supported Juniper Product".
    AdvancedCarePlus,
    /// Juniper Care holds, Advanced Care Plus does not: call JTAC, these targets do not apply.
    JuniperCareOnly,
    /// Neither was found.
    NoCoverFound,
    /// An input is missing or not known that could change the answer. Never "not covered".
    CannotTell,
}

/// What ends the cover first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EndCause {
    /// The last contiguous Advanced Care Plus term.
    ServiceTerm,
    /// The last contiguous Juniper Care or Subscription term.
    CareTerm,
    /// The unit's End of Support.
    EndOfSupport,
}

/// The last covered day, and what ends it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CoverEnd {
    /// Last covered day, inclusive, in the site's zone.
    pub on: Date,
    /// What ends it. When several end together, the first of service term, Care term, End of Support.
    pub cause: EndCause,
}

/// The decision about one unit on one civil date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Assessment {
    /// The civil date in the site's zone that was asked about.
    pub on: Date,
    /// The answer.
    pub answer: Answer,
    /// Every condition that fails.
    pub failed: ConditionSet,
    /// Every condition that can't be decided: an input is missing, or says what is not known here.
    pub unknown: ConditionSet,
    /// Last covered day; only when the answer is Advanced Care Plus.
    pub covered_until: Option<CoverEnd>,
}

/// Decides the cover of `unit` on `on`, a civil date in the site's zone (R-007 to,
///
#[must_use]
pub fn assess(unit: &Unit, countries: &CountryList, on: Date) -> Assessment {
    let mut failed = ConditionSet::EMPTY;
    let mut unknown = ConditionSet::EMPTY;
    for condition in Condition::ALL {
        match outcome(condition, unit, countries, on) {
            Outcome::Met => {}
            Outcome::Failed => failed.insert(condition),
            Outcome::Unknown => unknown.insert(condition),
        }
    }
    let answer = answer(failed, unknown);
    let covered_until = (answer == Answer::AdvancedCarePlus).then(|| covered_until(unit, on)).flatten();
    Assessment { on, answer, failed, unknown, covered_until }
}

/// The answer from what fails and what is unknown: the one that holds however the unknown ones come out, else
/// [`Answer::CannotTell`].
fn answer(failed: ConditionSet, unknown: ConditionSet) -> Answer {
    if failed.intersects(ConditionSet::NEEDED_FOR_CARE) {
        Answer::NoCoverFound
    } else if !failed.is_empty() {
        if unknown.intersects(ConditionSet::NEEDED_FOR_CARE) {
            Answer::CannotTell
        } else {
            Answer::JuniperCareOnly
        }
    } else if !unknown.is_empty() {
        Answer::CannotTell
    } else {
        Answer::AdvancedCarePlus
    }
}

fn outcome(condition: Condition, unit: &Unit, countries: &CountryList, on: Date) -> Outcome {
    match condition {
        Condition::JuniperProduct => known(unit.vendor, |vendor| vendor == Vendor::Juniper),
        Condition::AuthorizedSource => {
            known(unit.source, |source| matches!(source, Source::Juniper | Source::AuthorizedReseller))
        }
        Condition::NotGrayMarket => known(unit.source, |source| source != Source::GrayMarket),
        Condition::InUse => known(unit.usage, |usage| usage == Usage::InUse),
        Condition::OnPurchaseOrder => known(unit.order.as_ref(), |line| *line != OrderLine::NotListed),
        Condition::Registered => known(unit.registration, |registration| match registration {
            Registration::On(date) => date <= on,
            Registration::Registered => true,
            Registration::No => false,
        }),
        Condition::SiteAddress => match unit.site {
            SiteRecord::NotSupplied => Outcome::Unknown,
            SiteRecord::None => Outcome::Failed,
            SiteRecord::At { address, .. } => decided(address == Address::Complete),
        },
        Condition::CountryAllowed => country_outcome(unit, countries),
        Condition::ServiceTerm => term_outcome(unit, Side::Service, on),
        Condition::CareTerm => term_outcome(unit, Side::Care, on),
        Condition::BeforeEndOfSupport => match unit.end_of_support {
            EndOfSupport::On(last) => decided(on <= last),
            EndOfSupport::NotAnnounced => Outcome::Met,
            EndOfSupport::NoData => Outcome::Unknown,
        },
    }
}

fn decided(met: bool) -> Outcome {
    if met { Outcome::Met } else { Outcome::Failed }
}

fn known<T>(fact: Option<T>, met: impl FnOnce(T) -> bool) -> Outcome {
    fact.map_or(Outcome::Unknown, |fact| decided(met(fact)))
}

/// End User or site in a listed country: not available (B-11). Without a site only the End User's country is asked;
/// the missing address is a failure of its own.
fn country_outcome(unit: &Unit, countries: &CountryList) -> Outcome {
    let site = match unit.site {
        SiteRecord::At { country, .. } => country,
        SiteRecord::None => unit.end_user_country,
        SiteRecord::NotSupplied => None,
    };
    let each = [site, unit.end_user_country]
        .map(|country| country.map_or(Outcome::Unknown, |country| countries.availability(country)));
    [Outcome::Failed, Outcome::Unknown].into_iter().find(|one| each.contains(one)).unwrap_or(Outcome::Met)
}

fn term_outcome(unit: &Unit, side: Side, on: Date) -> Outcome {
    let Some(terms) = unit.terms.as_deref() else { return Outcome::Unknown };
    if terms.iter().any(|term| term.is(side) && term.covers(on)) {
        return Outcome::Met;
    }
    if unit.terms_unread || undecided(terms, side, on).is_some() { Outcome::Unknown } else { Outcome::Failed }
}

/// The day that each of the things that can end the cover comes to its end, counted from `on`: the unbroken chains of terms
/// that contain it, and the End of Support. What does not hold on that day, or ends at no known day, is left out. The first of
/// those that end earliest is what ends the cover.
pub fn ends(unit: &Unit, on: Date) -> impl Iterator<Item = CoverEnd> {
    let terms = unit.terms.as_deref().unwrap_or_default();
    let end_of = |side| chain_end(terms, side, on).map(|term| term.end);
    let end_of_support = match unit.end_of_support {
        EndOfSupport::On(last) if on <= last => Some(last),
        _ => None,
    };
    [
        (end_of(Side::Service), EndCause::ServiceTerm),
        (end_of(Side::Care), EndCause::CareTerm),
        (end_of_support, EndCause::EndOfSupport),
    ]
    .into_iter()
    .filter_map(|(on, cause)| on.map(|on| CoverEnd { on, cause }))
}

fn covered_until(unit: &Unit, on: Date) -> Option<CoverEnd> {
    ends(unit, on).min_by_key(|end| end.on)
}

fn outcome_of(failed: ConditionSet, unknown: ConditionSet, condition: Condition) -> Outcome {
    if failed.contains(condition) {
        Outcome::Failed
    } else if unknown.contains(condition) {
        Outcome::Unknown
    } else {
        Outcome::Met
    }
}

impl Assessment {
    /// The outcome of one condition.
    #[must_use]
    pub fn outcome(&self, condition: Condition) -> Outcome {
        outcome_of(self.failed, self.unknown, condition)
    }

    /// Every condition with its outcome and why, in the order of the service description. `unit` and `countries` are
    /// those that were assessed.
    #[must_use]
    pub fn reasons(&self, unit: &Unit, countries: &CountryList) -> Vec<(Condition, Reason)> {
        Condition::ALL
            .into_iter()
            .map(|condition| {
                (condition, sentences::reason(condition, self.outcome(condition), unit, countries, self.on))
            })
            .collect()
    }
}

/// Parts that are excluded themselves on that date, while their host stays covered.
pub fn excluded_parts(unit: &Unit, on: Date) -> impl Iterator<Item = (&Part, PartExclusion)> {
    unit.parts.iter().filter_map(move |part| part_exclusion(part, on).map(|exclusion| (part, exclusion)))
}

/// Why a part is excluded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartExclusion {
    /// Past its own End of Support, the last supported day.
    PastEndOfSupport(Date),
    /// Not a Juniper Networks product.
    ThirdParty,
}

/// Is this part excluded on that date?
#[must_use]
pub fn part_exclusion(part: &Part, on: Date) -> Option<PartExclusion> {
    if part.vendor == Some(Vendor::ThirdParty) {
        return Some(PartExclusion::ThirdParty);
    }
    match part.end_of_support {
        EndOfSupport::On(last) if on > last => Some(PartExclusion::PastEndOfSupport(last)),
        _ => None,
    }
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
