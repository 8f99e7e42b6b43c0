//! Terms of service contracts: civil dates, both ends inclusive (our reading D-8), in the site's zone.

use crate::Date;

/// The two kinds of contract that decide a unit's cover, what stands for the second, and what may be any of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ContractKind {
    /// Advanced Care Plus itself: a "Juniper Networks Service Contract".
    AdvancedCarePlus,
    /// Juniper Care.
    JuniperCare,
    /// A Subscription licence, which counts as including Juniper Care.
    Subscription,
    /// A kind that is not known here: it may stand on either side.
    Unknown,
}

impl ContractKind {
    /// The name people know.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AdvancedCarePlus => "Advanced Care Plus",
            Self::JuniperCare => "Juniper Care",
            Self::Subscription => "Subscription",
            Self::Unknown => "a kind that is not known here",
        }
    }

    /// The side of the cover that it stands on; `None` where it may be either.
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::AdvancedCarePlus => Some(Side::Service),
            Self::JuniperCare | Self::Subscription => Some(Side::Care),
            Self::Unknown => None,
        }
    }
}

/// Whether a contract is in force apart from its dates.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ContractStatus {
    /// In force during its term.
    Active,
    /// Suspended: it does not count ("current, valid", R-008).
    Suspended,
    /// Cancelled: it does not count.
    Cancelled,
    /// A status that is not known here: whether it counts can't be told.
    Unknown,
}

/// One contract's term for one unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// The contract's number.
    pub contract: String,
    /// Which kind of contract.
    pub kind: ContractKind,
    /// First day, inclusive.
    pub start: Date,
    /// Last day, inclusive.
    pub end: Date,
    /// In force or not.
    pub status: ContractStatus,
}

impl Term {
    /// Does this term count on that day?
    #[must_use]
    pub fn covers(&self, on: Date) -> bool {
        !self.is_unknown() && self.may_cover(on)
    }

    /// Does this term count on that day, as far as can be told?
    #[must_use]
    pub fn may_cover(&self, on: Date) -> bool {
        self.may_count() && self.start <= on && on <= self.end
    }

    /// Is it in force apart from its dates, or can that not be told?
    #[must_use]
    pub fn may_count(&self) -> bool {
        matches!(self.status, ContractStatus::Active | ContractStatus::Unknown)
    }

    /// Is its kind or its status not known here?
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.kind == ContractKind::Unknown || self.status == ContractStatus::Unknown
    }

    /// Does this term belong to that side of the cover, or may it?
    #[must_use]
    pub fn is(&self, side: Side) -> bool {
        self.kind.side().is_none_or(|own| own == side)
    }

    /// Its number, and what of it is not known here.
    #[must_use]
    pub fn named(&self) -> String {
        let unknown = match (self.kind, self.status) {
            (ContractKind::Unknown, _) => " (of a kind that is not known here)",
            (_, ContractStatus::Unknown) => " (its status is not known here)",
            _ => "",
        };
        format!("{}{unknown}", self.contract)
    }
}

/// The two sides that must both hold on a day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// Advanced Care Plus.
    Service,
    /// Juniper Care, or a Subscription in its place.
    Care,
}

impl Side {
    /// The name people know.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Service => ContractKind::AdvancedCarePlus.name(),
            Self::Care => ContractKind::JuniperCare.name(),
        }
    }
}

/// The last day of the unbroken chain of terms of that side that contains `on`, with the term that ends it.
///
/// A renewal continues the chain when it starts no later than the day after the end before it; overlapping
/// terms are one. `None` when no term of that side covers `on`.
#[must_use]
pub fn chain_end(terms: &[Term], side: Side, on: Date) -> Option<&Term> {
    let mut last: Option<&Term> = None;
    loop {
        let reach = last.map_or(Some(on), |term| term.end.succ_opt());
        let Some(reach) = reach else { return last };
        let next = terms
            .iter()
            .filter(|term| term.is(side) && term.covers(reach))
            .filter(|term| last.is_none_or(|last| term.end > last.end))
            .max_by_key(|term| term.end);
        match next {
            Some(term) => last = Some(term),
            None => return last,
        }
    }
}

/// Where no term of that side counts on that day: the first of which it can't be told.
#[must_use]
pub fn undecided(terms: &[Term], side: Side, on: Date) -> Option<&Term> {
    let mut of_side = terms.iter().filter(|term| term.is(side) && term.may_cover(on)).peekable();
    let first = of_side.peek().copied();
    first.filter(|_| of_side.all(Term::is_unknown))
}

/// The stretches without any term of that side between its first and its last one, first and last day inclusive, in their
/// order. Terms that do not count leave a gap as if they were not there; where it can't be told whether one
/// counts, there is no gap to speak of.
#[must_use]
pub fn gaps(terms: &[Term], side: Side) -> Vec<(Date, Date)> {
    let mut spans: Vec<(Date, Date)> = terms
        .iter()
        .filter(|term| term.is(side) && term.may_count() && term.start <= term.end)
        .map(|term| (term.start, term.end))
        .collect();
    spans.sort_unstable();
    let mut gaps = Vec::new();
    let mut reached: Option<Date> = None;
    for (start, end) in spans {
        if let Some((free, before)) = reached.and_then(|last| last.succ_opt()).zip(start.pred_opt())
            && free <= before
        {
            gaps.push((free, before));
        }
        reached = reached.max(Some(end));
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> Date {
        Date::from_ymd_opt(2026, 1, 1)
            .and_then(|d| d.checked_add_days(chrono::Days::new(n.into())))
            .unwrap_or_default()
    }

    fn care(start: u32, end: u32) -> Term {
        Term {
            contract: format!("{start}-{end}"),
            kind: ContractKind::JuniperCare,
            start: day(start),
            end: day(end),
            status: ContractStatus::Active,
        }
    }

    #[test]
    fn a_renewal_the_next_day_continues_and_one_day_later_does_not() {
        let contiguous = [care(0, 9), care(10, 19)];
        assert_eq!(chain_end(&contiguous, Side::Care, day(3)).map(|t| t.end), Some(day(19)));
        let gap = [care(0, 9), care(11, 19)];
        assert_eq!(chain_end(&gap, Side::Care, day(3)).map(|t| t.end), Some(day(9)));
        assert_eq!(chain_end(&gap, Side::Care, day(10)), None);
    }

    proptest::proptest! {
        /// The oracle walks day by day.
        #[test]
        fn chain_end_is_the_last_day_reached_by_walking(
            spans in proptest::collection::vec((0u32..60, 0u32..20), 0..8), on in 0u32..80,
        ) {
            let terms: Vec<Term> = spans.iter().map(|(start, length)| care(*start, start + length)).collect();
            let mut walked = None;
            let mut today = on;
            while terms.iter().any(|term| term.covers(day(today))) {
                walked = Some(day(today));
                today += 1;
            }
            proptest::prop_assert_eq!(chain_end(&terms, Side::Care, day(on)).map(|term| term.end), walked);
        }
    }

    #[test]
    fn a_day_between_two_terms_is_a_gap_and_what_does_not_count_fills_none() {
        let suspended = Term { status: ContractStatus::Suspended, ..care(10, 10) };
        let terms = [care(11, 19), care(0, 9), suspended];
        assert_eq!(gaps(&terms, Side::Care), [(day(10), day(10))]);
        assert_eq!(gaps(&terms, Side::Service), []);
        assert_eq!(gaps(&[care(0, 9), care(10, 19)], Side::Care), []);
        let strange = Term { status: ContractStatus::Unknown, ..care(10, 10) };
        assert_eq!(gaps(&[care(11, 19), care(0, 9), strange], Side::Care), []);
    }

    proptest::proptest! {
        /// The oracle walks day by day.
        #[test]
        fn gaps_are_the_days_between_that_no_term_covers(
            spans in proptest::collection::vec((0u32..60, 0u32..20), 0..8),
        ) {
            let terms: Vec<Term> = spans.iter().map(|(start, length)| care(*start, start + length)).collect();
            let covered = |n: u32| terms.iter().any(|term| term.covers(day(n)));
            let first = (0..80).find(|n| covered(*n)).unwrap_or(0);
            let last = (0..80).rfind(|n| covered(*n)).unwrap_or(0);
            let free: Vec<Date> = (first..last).filter(|n| !covered(*n)).map(day).collect();
            let told: Vec<Date> = gaps(&terms, Side::Care)
                .into_iter()
                .flat_map(|(from, to)| from.iter_days().take_while(move |day| *day <= to))
                .collect();
            proptest::prop_assert_eq!(told, free);
        }
    }
}
