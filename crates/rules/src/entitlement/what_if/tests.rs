use super::*;
use crate::{
    country::CountryList,
    entitlement::{
        Answer, assess,
        samples::{any_unit, countries, covered, date},
    },
    term::Term,
};
use proptest::prelude::*;

fn changed(unit: &Unit, suppositions: &[Supposition], on: &str) -> (Answer, Vec<Condition>) {
    let (on, countries) = (date(on), countries());
    let after = assess(&suppose(unit, suppositions, on), &countries, on);
    let before = assess(unit, &countries, on);
    let changed = differences(&before, &after);
    (after.answer, changed.map(|difference| difference.condition).collect())
}

fn ended(unit: &Unit, kind: crate::term::ContractKind) -> Supposition {
    let term = unit.terms.iter().flatten().find(|term| term.kind == kind).unwrap();
    Supposition::ContractEnded(term.contract.clone())
}

#[test]
fn each_supposition_changes_its_own_condition_and_no_other() {
    use crate::term::ContractKind::{AdvancedCarePlus, JuniperCare};
    let unit = covered();
    let service = ended(&unit, AdvancedCarePlus);
    let care = ended(&unit, JuniperCare);
    assert_eq!(
        changed(&unit, std::slice::from_ref(&service), "2026-06-01"),
        (Answer::JuniperCareOnly, vec![Condition::ServiceTerm])
    );
    assert_eq!(
        changed(&unit, std::slice::from_ref(&care), "2026-06-01"),
        (Answer::NoCoverFound, vec![Condition::CareTerm])
    );
    assert_eq!(
        changed(&unit, &[service, care], "2026-06-01"),
        (Answer::NoCoverFound, vec![Condition::CareTerm, Condition::ServiceTerm])
    );
    assert_eq!(
        changed(&unit, &[Supposition::EndOfSupportPassed], "2026-06-01"),
        (Answer::NoCoverFound, vec![Condition::BeforeEndOfSupport])
    );
}

#[test]
fn the_reason_says_that_it_ended_and_when() {
    let (unit, on) = (covered(), date("2026-06-01"));
    let service = ended(&unit, crate::term::ContractKind::AdvancedCarePlus);
    let supposed = suppose(&unit, &[service], on);
    let reasons = assess(&supposed, &countries(), on).reasons(&supposed, &countries());
    let (_, reason) =
        reasons.into_iter().find(|(condition, _)| *condition == Condition::ServiceTerm).unwrap();
    assert!(reason.why.contains("ended on 31 May 2026"), "{}", reason.why);
}

#[test]
fn a_renewal_still_covers_when_the_contract_before_it_ends() {
    let mut unit = covered();
    let terms = unit.terms.as_mut().unwrap();
    let renewal = Term { contract: "RENEWAL".to_owned(), ..terms[0].clone() };
    terms.push(renewal);
    let first = Supposition::ContractEnded(unit.terms.as_ref().unwrap()[0].contract.clone());
    assert_eq!(changed(&unit, &[first], "2026-06-01"), (Answer::AdvancedCarePlus, vec![]));
}

/// A contract that ended begins no term any more; what is to come of another one stays.
#[test]
fn an_ended_contract_has_no_term_to_come_and_others_have() {
    let mut unit = covered();
    let terms = unit.terms.as_mut().unwrap();
    let later = |contract: &str| Term {
        contract: contract.to_owned(),
        start: date("2027-01-01"),
        end: date("2027-12-31"),
        ..terms[0].clone()
    };
    let (own, other) = (later(&terms[0].contract), later("OTHER"));
    terms.extend([own, other]);
    let number = terms[0].contract.clone();
    let supposed = suppose(&unit, &[Supposition::ContractEnded(number.clone())], date("2026-06-01"));
    let left: Vec<(String, Date)> =
        supposed.terms.unwrap().into_iter().map(|term| (term.contract, term.end)).collect();
    assert_eq!(left.len(), 3);
    assert_eq!(left[0], (number, date("2026-05-31")));
    assert_eq!(left[2], ("OTHER".to_owned(), date("2027-12-31")));
}

#[test]
fn what_is_passed_already_stays_passed_since_then() {
    let mut unit = covered();
    unit.end_of_support = EndOfSupport::On(date("2025-03-31"));
    let supposed = suppose(&unit, &[Supposition::EndOfSupportPassed], date("2026-06-01"));
    assert_eq!(supposed.end_of_support, EndOfSupport::On(date("2025-03-31")));
}

/// None of them can make anything better.
fn rank(answer: Answer) -> u8 {
    match answer {
        Answer::AdvancedCarePlus => 3,
        Answer::CannotTell => 2,
        Answer::JuniperCareOnly => 1,
        Answer::NoCoverFound => 0,
    }
}

proptest! {
    #[test]
    fn supposing_nothing_changes_nothing(unit in any_unit(), day in -400_i64..800) {
        let on = date("2026-06-01") + chrono::TimeDelta::days(day);
        prop_assert_eq!(suppose(&unit, &[], on), unit);
    }

    #[test]
    fn an_end_never_makes_cover_of_none(unit in any_unit(), day in -400_i64..800) {
        let on = date("2026-06-01") + chrono::TimeDelta::days(day);
        let countries: CountryList = countries();
        let before = assess(&unit, &countries, on);
        let all: Vec<Supposition> = unit
            .terms
            .iter()
            .flatten()
            .map(|term| Supposition::ContractEnded(term.contract.clone()))
            .chain([Supposition::EndOfSupportPassed])
            .collect();
        for supposition in &all {
            let after = assess(&suppose(&unit, std::slice::from_ref(supposition), on), &countries, on);
            prop_assert!(rank(after.answer) <= rank(before.answer), "{supposition:?}: {before:?} {after:?}");
            for difference in differences(&before, &after) {
                // Without the contract that counts it may rest on one of which that is not known.
                let worse = [(Outcome::Met, Outcome::Failed), (Outcome::Met, Outcome::Unknown), (Outcome::Unknown, Outcome::Failed)];
                prop_assert!(worse.contains(&(difference.before, difference.after)), "{difference:?}");
            }
        }
        let after = assess(&suppose(&unit, &all, on), &countries, on);
        prop_assert!(after.failed.contains(Condition::BeforeEndOfSupport));
        prop_assert_ne!(after.outcome(Condition::ServiceTerm), Outcome::Met);
    }
}
