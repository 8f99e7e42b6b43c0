use super::*;
use proptest::prelude::*;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn contract(start: &str, end: &str) -> Contract {
    Contract {
        agreement: Some(Agreement::PurchaseAndLicence),
        qualification: Some(Qualification::Approved { by: "the vendor".to_owned(), on: date("2025-12-01") }),
        purchase: Some(Purchase::Direct),
        start: date(start),
        end: date(end),
        co_terming: no_co_terming(),
    }
}

/// It was supplied that there is none.
fn no_co_terming() -> Option<CoTerming> {
    Some(CoTerming {
        reference: String::new(),
        with: Vec::new(),
        perhaps_with: Vec::new(),
        others_unread: false,
    })
}

fn co_terming(reference: &str, end: &str) -> Option<CoTerming> {
    let with = vec![("JC-7".to_owned(), date(end))];
    Some(CoTerming { reference: reference.to_owned(), with, perhaps_with: Vec::new(), others_unread: false })
}

/// Decision table C6, and the days around it.
#[test]
fn twelve_months_are_counted_with_both_ends() {
    for (start, end, enough) in [
        ("2026-01-01", "2026-12-31", true),
        ("2026-01-01", "2026-12-30", false),
        ("2026-06-15", "2027-06-14", true),
        ("2026-06-15", "2027-06-13", false),
        ("2028-02-29", "2029-02-27", true),
        ("2028-02-29", "2029-02-26", false),
        ("2027-03-01", "2028-02-29", true),
        ("2027-03-01", "2028-02-28", false),
        ("2026-08-31", "2027-08-30", true),
    ] {
        let found = contract(start, end).term_length();
        assert_eq!(
            found,
            if enough { TermLength::Enough } else { TermLength::WithoutReference },
            "{start} {end}"
        );
    }
}

#[test]
fn a_shorter_term_needs_a_reference_and_a_contract_that_ends_with_it() {
    let short = |co_terming| Contract { co_terming, ..contract("2026-01-01", "2026-09-30") }.term_length();
    assert_eq!(short(co_terming("CT-2026-4", "2026-09-30")), TermLength::CoTermed("JC-7".to_owned()));
    assert_eq!(short(co_terming("CT-2026-4", "2026-10-01")), TermLength::NothingToEndWith);
    assert_eq!(short(co_terming(" ", "2026-09-30")), TermLength::WithoutReference);
    let perhaps = |reference: &str, end: &str| {
        let perhaps_with = vec![("SUB-1".to_owned(), date("2026-09-30"))];
        co_terming(reference, end).map(|known| CoTerming { perhaps_with, ..known })
    };
    let unknown = short(perhaps("CT-2026-4", "2026-10-01"));
    assert_eq!(unknown, TermLength::PerhapsCoTermed("SUB-1".to_owned()));
    assert_eq!(
        short(perhaps("CT-2026-4", "2026-09-30")),
        TermLength::CoTermed("JC-7".to_owned()),
        "what counts"
    );
    assert_eq!(short(perhaps(" ", "2026-10-01")), TermLength::WithoutReference);
    let unread = |known: Option<CoTerming>| known.map(|known| CoTerming { others_unread: true, ..known });
    assert_eq!(short(unread(co_terming("CT-2026-4", "2026-10-01"))), TermLength::PerhapsWithUnread);
    assert_eq!(short(unread(perhaps("CT-2026-4", "2026-10-01"))), unknown, "what is known goes first");
    assert_eq!(short(unread(co_terming(" ", "2026-10-01"))), TermLength::WithoutReference);
    assert_eq!(short(None), TermLength::ReferenceNotSupplied);
    let long =
        Contract { co_terming: co_terming("CT", "2020-01-01"), ..contract("2026-01-01", "2026-12-31") };
    assert_eq!(long.term_length(), TermLength::Enough, "nobody asks about co-terming then");
    assert_eq!(contract("2026-01-02", "2026-01-01").term_length(), TermLength::EndsBeforeItBegins);
    assert_eq!(contract("2026-01-01", "2026-01-01").term_length(), TermLength::WithoutReference, "one day");
}

#[test]
fn at_the_end_of_the_calendar_there_is_room_for_any_number_of_months() {
    assert!(lasts_months(Date::MAX, Date::MAX, 12));
    assert!(!lasts_months(Date::MAX, date("2026-01-01"), 12));
}

#[test]
fn every_fault_is_told_at_once_and_what_is_missing_is_none() {
    let bad = Contract {
        agreement: Some(Agreement::Other(" ".to_owned())),
        qualification: Some(Qualification::Refused),
        purchase: Some(Purchase::Reseller {
            authorization: Some(Authorization::Authorized),
            named: Some(EndUserNamed::Incompletely),
        }),
        ..contract("2026-01-01", "2026-03-31")
    };
    assert_eq!(Clause::ALL.map(|clause| bad.outcome(clause)), [Outcome::Failed; 4]);
    assert_eq!(bad.in_order(), Outcome::Failed);
    let bare = Contract {
        agreement: None,
        qualification: None,
        purchase: None,
        ..contract("2026-01-01", "2026-12-31")
    };
    assert_eq!(
        Clause::ALL.map(|clause| bare.outcome(clause)),
        [Outcome::Unknown, Outcome::Unknown, Outcome::Unknown, Outcome::Met]
    );
    assert_eq!(bare.in_order(), Outcome::Unknown);
    assert_eq!(contract("2026-01-01", "2026-12-31").in_order(), Outcome::Met);
}

#[test]
fn a_reseller_is_authorized_and_names_the_end_user() {
    let outcome = |authorization, named| {
        Contract {
            purchase: Some(Purchase::Reseller { authorization, named }),
            ..contract("2026-01-01", "2026-12-31")
        }
        .outcome(Clause::Purchase)
    };
    use Authorization::{Authorized, NotAuthorized};
    use EndUserNamed::{ByNameAndAddress, Incompletely};
    assert_eq!(outcome(Some(Authorized), Some(ByNameAndAddress)), Outcome::Met);
    assert_eq!(outcome(Some(NotAuthorized), Some(ByNameAndAddress)), Outcome::Failed);
    assert_eq!(outcome(Some(Authorized), Some(Incompletely)), Outcome::Failed);
    assert_eq!(outcome(None, Some(Incompletely)), Outcome::Failed, "one fault is enough");
    assert_eq!(outcome(None, Some(ByNameAndAddress)), Outcome::Unknown);
    assert_eq!(outcome(Some(Authorized), None), Outcome::Unknown);
}

#[test]
fn a_reason_names_its_rules_and_marks_the_reading() {
    for (clause, reason) in contract("2026-01-01", "2026-12-31").reasons() {
        assert_eq!(reason.outcome, Outcome::Met, "{clause:?}");
        assert_eq!(reason.uses_our_reading(), clause == Clause::Term, "B-1 is ours");
        assert!(!reason.inputs.is_empty());
    }
}

proptest! {
    /// The oracle walks through the calendar: a month is over on the day before the same day of the next one.
    #[test]
    fn months_are_those_of_the_calendar(start in 0i64..3000, length in -3i64..1200, months in 1u32..30) {
        let start = date("2024-01-01") + chrono::TimeDelta::days(start);
        let end = start + chrono::TimeDelta::days(length);
        use chrono::Datelike;
        let (mut year, mut month) = (start.year(), start.month());
        for _ in 0..months {
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        let same_day = (1..=start.day()).rev().find_map(|day| Date::from_ymd_opt(year, month, day)).unwrap();
        prop_assert_eq!(lasts_months(start, end, months), end >= start && end >= same_day.pred_opt().unwrap());
    }
}
