use super::*;
use crate::{
    entitlement::samples::{self, any_unit, countries, covered, date, day},
    term::{ContractKind, ContractStatus, Term},
};
use proptest::prelude::*;

fn term(kind: ContractKind, contract: &str, start: &str, end: &str) -> Term {
    Term { contract: contract.to_owned(), ..samples::term(kind, start, end) }
}

fn unit(terms: Vec<Term>) -> Unit {
    Unit { terms: Some(terms), ..covered() }
}

use ContractKind::{AdvancedCarePlus as Plus, JuniperCare as Care, Subscription};

fn answers(unit: &Unit, from: &str, to: &str) -> Vec<(String, String, Answer)> {
    intervals(unit, &countries(), date(from), date(to))
        .iter()
        .map(|interval| (interval.from.to_string(), interval.to.to_string(), interval.answer))
        .collect()
}

fn interval(from: &str, to: &str, answer: Answer) -> (String, String, Answer) {
    (from.to_owned(), to.to_owned(), answer)
}

/// Twelve months inclusive, renewed after one day: the day between is a day of Juniper Care only.
#[test]
fn a_gap_of_one_day_is_an_interval_of_its_own() {
    let unit = unit(vec![
        term(Plus, "ACP-1", "2026-01-01", "2026-12-31"),
        term(Plus, "ACP-2", "2027-01-02", "2027-12-31"),
        term(Care, "JC-1", "2026-01-01", "2027-12-31"),
    ]);
    assert_eq!(
        answers(&unit, "2026-06-01", "2027-06-01"),
        [
            interval("2026-06-01", "2026-12-31", Answer::AdvancedCarePlus),
            interval("2027-01-01", "2027-01-01", Answer::JuniperCareOnly),
            interval("2027-01-02", "2027-06-01", Answer::AdvancedCarePlus),
        ]
    );
    let changes = changes(&unit, &countries(), date("2026-06-01"), date("2027-06-01"));
    let causes: Vec<_> =
        changes.iter().map(|change| (change.on.to_string(), change.causes.clone())).collect();
    let ends = Cause::TermEnds { side: Side::Service, contract: "ACP-1".to_owned() };
    let begins = Cause::TermBegins { side: Side::Service, contract: "ACP-2".to_owned() };
    assert_eq!(causes, [("2027-01-01".to_owned(), vec![ends]), ("2027-01-02".to_owned(), vec![begins])]);
}

/// An early renewal, an overlap, and a Subscription that takes the place of Juniper Care: nothing changes.
#[test]
fn renewals_and_chains_are_one_interval() {
    let unit = unit(vec![
        term(Plus, "ACP-1", "2026-01-01", "2026-12-31"),
        term(Plus, "ACP-2", "2026-12-01", "2027-11-30"),
        term(Care, "JC-1", "2026-01-01", "2026-08-31"),
        term(Subscription, "SUB-1", "2026-09-01", "2027-12-31"),
    ]);
    assert_eq!(
        answers(&unit, "2026-02-01", "2027-11-30"),
        [interval("2026-02-01", "2027-11-30", Answer::AdvancedCarePlus)]
    );
    let next = next_change(&unit, &countries(), date("2026-02-01")).unwrap();
    assert_eq!((next.on, next.after), (date("2027-12-01"), Answer::JuniperCareOnly));
}

#[test]
fn what_happens_on_one_day_is_one_change_with_all_its_causes() {
    let unit = Unit {
        end_of_support: EndOfSupport::On(date("2028-02-29")),
        ..unit(vec![
            term(Plus, "ACP-1", "2027-03-01", "2028-02-29"),
            term(Care, "JC-1", "2027-03-01", "2028-02-29"),
        ])
    };
    let next = next_change(&unit, &countries(), date("2028-02-29")).unwrap();
    assert_eq!(
        (next.on, next.before, next.after),
        (date("2028-03-01"), Answer::AdvancedCarePlus, Answer::NoCoverFound)
    );
    let changed: Vec<_> = next.causes.iter().map(Cause::condition).collect();
    assert_eq!(changed, [Condition::CareTerm, Condition::ServiceTerm, Condition::BeforeEndOfSupport]);
    assert_eq!(next_change(&unit, &countries(), date("2028-03-01")), None);
}

/// Older and later contracts of the same side have nothing to do with it.
#[test]
fn a_cause_names_the_contract_that_begins_or_ended_on_the_day() {
    let unit = unit(vec![
        term(Care, "JC", "2025-01-01", "2030-12-31"),
        term(Plus, "OLD", "2025-01-01", "2025-12-31"),
        term(Plus, "NOW", "2026-02-01", "2026-06-30"),
        term(Plus, "LATER", "2027-01-01", "2029-12-31"),
    ]);
    let told = |from: &str| next_change(&unit, &countries(), date(from)).unwrap().causes[0].words();
    assert_eq!(told("2026-01-15"), "Advanced Care Plus begins: NOW.");
    assert_eq!(told("2026-03-01"), "Advanced Care Plus has ended: NOW.");
}

/// The word of its status is one of next year.
#[test]
fn a_contract_that_ends_before_one_that_is_not_known_is_what_has_ended() {
    let strange = |term: Term| Term { status: ContractStatus::Unknown, ..term };
    let unit = unit(vec![
        term(Care, "JC", "2025-01-01", "2030-12-31"),
        term(Plus, "KNOWN", "2026-01-01", "2026-06-30"),
        strange(term(Plus, "STRANGE", "2026-07-01", "2026-12-31")),
        strange(term(Plus, "LATER", "2027-03-01", "2027-12-31")),
    ]);
    let told = |from: &str| {
        let next = next_change(&unit, &countries(), date(from)).unwrap();
        (next.after, next.causes[0].words())
    };
    let strange = "(its status is not known here)";
    assert_eq!(told("2026-06-01"), (Answer::CannotTell, "Advanced Care Plus has ended: KNOWN.".to_owned()));
    let ended = format!("Advanced Care Plus has ended: STRANGE {strange}.");
    assert_eq!(told("2026-07-01"), (Answer::JuniperCareOnly, ended));
    let begins = format!("Whether Advanced Care Plus begins can’t be told: LATER {strange}.");
    assert_eq!(told("2027-01-01"), (Answer::CannotTell, begins));
}

#[test]
fn a_whole_install_base_tells_only_what_changes() {
    let ending = unit(vec![
        term(Plus, "ACP-1", "2026-01-01", "2026-12-31"),
        term(Care, "JC-1", "2026-01-01", "2027-12-31"),
    ]);
    let staying = unit(vec![
        term(Plus, "ACP-2", "2026-01-01", "2027-12-31"),
        term(Care, "JC-2", "2026-01-01", "2027-12-31"),
    ]);
    let found =
        changes_in([&staying, &ending, &staying], &countries(), date("2026-12-01"), date("2027-02-01"));
    let places: Vec<_> = found.iter().map(|(place, changes)| (*place, changes.len())).collect();
    assert_eq!(places, [(1, 1)]);
    assert_eq!(answers(&ending, "2027-01-01", "2026-01-01"), [], "the end before the beginning");
}

proptest! {
    /// The oracle decides every single day, over a leap day and two turns of the year.
    #[test]
    fn every_day_is_in_the_interval_that_says_what_is_decided_on_it(unit in any_unit(), from in -10i64..120, length in -2i64..120) {
        let (from, to) = (day(from), day(from + length));
        let found = intervals(&unit, &countries(), from, to);
        let mut today = from;
        for interval in &found {
            prop_assert_eq!(interval.from, today, "no gap and no overlap");
            prop_assert!(interval.from <= interval.to);
            while today <= interval.to {
                let assessment = assess(&unit, &countries(), today);
                prop_assert_eq!((assessment.answer, assessment.failed, assessment.unknown), (interval.answer, interval.failed, interval.unknown));
                today = today.succ_opt().unwrap();
            }
        }
        prop_assert_eq!(today, if from <= to { to.succ_opt().unwrap() } else { from });
        prop_assert!(found.windows(2).all(|pair| (pair[0].failed, pair[0].unknown) != (pair[1].failed, pair[1].unknown)));
    }

    /// Every change has causes, and they name exactly the conditions that come out differently.
    #[test]
    fn causes_are_the_conditions_that_change(unit in any_unit()) {
        let (from, to) = (day(-10), day(200));
        for change in changes(&unit, &countries(), from, to) {
            let before = assess(&unit, &countries(), change.on.pred_opt().unwrap());
            let after = assess(&unit, &countries(), change.on);
            let differ: Vec<_> = Condition::ALL.into_iter().filter(|condition| before.outcome(*condition) != after.outcome(*condition)).collect();
            let mut named: Vec<_> = change.causes.iter().map(Cause::condition).collect();
            named.sort_by_key(|condition| Condition::ALL.iter().position(|known| known == condition));
            prop_assert_eq!(named, differ);
        }
    }

    /// `covered_until` is the last day before the cover as a whole ends for the first time.
    #[test]
    fn covered_until_is_the_end_of_the_covered_stretch(unit in any_unit(), on in 0i64..120) {
        let on = day(on);
        if let Some(end) = assess(&unit, &countries(), on).covered_until {
            let after = intervals(&unit, &countries(), on, day(400)).into_iter().find(|interval| interval.answer != Answer::AdvancedCarePlus);
            prop_assert_eq!(after.map(|interval| interval.from.pred_opt().unwrap()), Some(end.on));
        }
    }
}
