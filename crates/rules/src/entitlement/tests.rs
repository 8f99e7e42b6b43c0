mod countries;

use super::{
    samples::{any_unit, countries, covered, date, day, term},
    *,
};
use crate::{
    country::{Country, CountryList},
    serial::SerialNumber,
    term::{ContractKind, ContractStatus, Term},
};
use proptest::prelude::*;

fn on(unit: &Unit, day: &str) -> Assessment {
    assess(unit, &countries(), date(day))
}

fn failing(unit: &Unit) -> Vec<Condition> {
    on(unit, "2026-06-01").failed.iter().collect()
}

#[test]
fn all_conditions_met_is_advanced_care_plus_until_the_first_end() {
    let assessment = on(&covered(), "2026-06-01");
    assert_eq!(assessment.answer, Answer::AdvancedCarePlus);
    assert_eq!(
        assessment.covered_until,
        Some(CoverEnd { on: date("2026-12-31"), cause: EndCause::ServiceTerm })
    );
}

#[test]
fn both_ends_of_a_term_are_inclusive() {
    assert_eq!(on(&covered(), "2026-12-31").answer, Answer::AdvancedCarePlus);
    assert_eq!(on(&covered(), "2027-01-01").answer, Answer::JuniperCareOnly);
    assert_eq!(on(&covered(), "2027-06-30").answer, Answer::JuniperCareOnly);
    assert_eq!(on(&covered(), "2027-07-01").answer, Answer::NoCoverFound);
}

#[test]
fn every_failing_condition_is_reported_at_once() {
    let unit = Unit {
        usage: Some(Usage::Spare),
        order: Some(OrderLine::NotListed),
        registration: Some(Registration::No),
        ..covered()
    };
    assert_eq!(failing(&unit), [Condition::InUse, Condition::OnPurchaseOrder, Condition::Registered]);
    assert_eq!(on(&unit, "2026-06-01").answer, Answer::JuniperCareOnly);
}

#[test]
fn gray_market_fails_source_and_exclusion_and_ends_juniper_care_too() {
    let unit = Unit { source: Some(Source::GrayMarket), ..covered() };
    assert_eq!(failing(&unit), [Condition::AuthorizedSource, Condition::NotGrayMarket]);
    assert_eq!(on(&unit, "2026-06-01").answer, Answer::NoCoverFound);
}

#[test]
fn a_subscription_stands_for_juniper_care() {
    let unit = Unit {
        terms: Some(vec![
            term(ContractKind::AdvancedCarePlus, "2026-01-01", "2026-12-31"),
            term(ContractKind::Subscription, "2026-01-01", "2026-09-30"),
        ]),
        ..covered()
    };
    let assessment = on(&unit, "2026-06-01");
    assert_eq!(assessment.answer, Answer::AdvancedCarePlus);
    assert_eq!(
        assessment.covered_until,
        Some(CoverEnd { on: date("2026-09-30"), cause: EndCause::CareTerm })
    );
}

#[test]
fn a_suspended_contract_does_not_count() {
    let mut unit = covered();
    if let Some(care) = unit.terms.as_mut().and_then(|terms| terms.get_mut(1)) {
        care.status = ContractStatus::Suspended;
    }
    assert_eq!(failing(&unit), [Condition::CareTerm]);
    let reasons = on(&unit, "2026-06-01").reasons(&unit, &countries());
    assert!(
        reasons
            .iter()
            .any(|(condition, reason)| *condition == Condition::CareTerm && reason.why.contains("suspended"))
    );
}

/// A term of a status or kind that is not known may count, so its days are "cannot tell"; it takes nothing from one that does.
#[test]
fn a_term_that_is_not_known_is_never_not_covered() {
    let change = |what: fn(&mut Term)| {
        let mut unit = covered();
        unit.terms.as_mut().and_then(|terms| terms.get_mut(1)).into_iter().for_each(what);
        unit
    };
    for unit in [
        change(|term| term.status = ContractStatus::Unknown),
        change(|term| term.kind = ContractKind::Unknown),
    ] {
        let assessment = on(&unit, "2026-06-01");
        assert_eq!((assessment.answer, assessment.failed), (Answer::CannotTell, ConditionSet::EMPTY));
        assert_eq!(assessment.outcome(Condition::CareTerm), Outcome::Unknown);
        assert_eq!(on(&unit, "2027-07-01").outcome(Condition::CareTerm), Outcome::Failed, "it is over");
    }
    let mut both = covered();
    let strange = Term {
        status: ContractStatus::Unknown,
        ..term(ContractKind::JuniperCare, "2026-01-01", "2028-12-31")
    };
    both.terms.iter_mut().for_each(|terms| terms.insert(0, strange.clone()));
    let assessment = on(&both, "2026-06-01");
    assert_eq!(assessment.covered_until.map(|end| end.on), Some(date("2026-12-31")));
    let cancelled = change(|term| {
        term.kind = ContractKind::Unknown;
        term.status = ContractStatus::Cancelled;
    });
    assert_eq!(failing(&cancelled), [Condition::CareTerm]);
}

proptest! {
    /// The oracle puts every kind and status that it may be in the place of what is not known, and decides each.
    #[test]
    fn a_term_that_is_not_known_is_what_all_that_it_may_be_agree_on(unit in any_unit(), n in -5i64..185) {
        let day = day(n);
        let open = unit.terms.iter().flatten().filter(|term| term.is_unknown() && term.may_count()).count();
        prop_assume!(open <= 3);
        let may_be = |term: &Term| -> Vec<Term> {
            let kinds = match term.kind {
                ContractKind::Unknown => vec![ContractKind::AdvancedCarePlus, ContractKind::JuniperCare],
                kind => vec![kind],
            };
            let states = match term.status {
                ContractStatus::Unknown => vec![ContractStatus::Active, ContractStatus::Cancelled],
                status => vec![status],
            };
            let of_kind = |kind| states.iter().map(move |status| Term { kind, status: *status, ..term.clone() });
            // One of another kind than these decides nothing.
            let other = (term.kind == ContractKind::Unknown).then(|| Term { status: ContractStatus::Cancelled, ..term.clone() });
            kinds.into_iter().flat_map(of_kind).chain(other).collect()
        };
        let mut all: Vec<Option<Vec<Term>>> = vec![unit.terms.as_ref().map(|_| Vec::new())];
        let with = |terms: &Option<Vec<Term>>, one: Term| terms.clone().map(|mut terms| { terms.push(one); terms });
        for term in unit.terms.iter().flatten() {
            all = all.iter().flat_map(|terms| may_be(term).into_iter().map(|one| with(terms, one)).collect::<Vec<_>>()).collect();
        }
        // What could not be read may be anything, on any day.
        if unit.terms_unread {
            let any = |kind| term(kind, "1900-01-01", "2100-01-01");
            for kind in [ContractKind::AdvancedCarePlus, ContractKind::JuniperCare] {
                all = all.iter().flat_map(|terms| [terms.clone(), with(terms, any(kind))]).collect();
            }
        }
        let decided = |terms: Option<Vec<Term>>| assess(&Unit { terms, terms_unread: false, ..unit.clone() }, &countries(), day).answer;
        let answers: Vec<Answer> = all.into_iter().map(decided).collect();
        let agreed = if answers.iter().all(|answer| *answer == answers[0]) { answers[0] } else { Answer::CannotTell };
        prop_assert_eq!(assess(&unit, &countries(), day).answer, agreed);
    }
}

#[test]
fn end_of_support_day_is_covered_and_the_next_is_not() {
    let unit = Unit { end_of_support: EndOfSupport::On(date("2026-06-01")), ..covered() };
    let last = on(&unit, "2026-06-01");
    assert_eq!(last.covered_until, Some(CoverEnd { on: date("2026-06-01"), cause: EndCause::EndOfSupport }));
    assert_eq!(on(&unit, "2026-06-02").answer, Answer::NoCoverFound);
}

#[test]
fn a_part_past_end_of_support_leaves_its_host_covered() {
    let unit = Unit {
        parts: vec![
            Part {
                slot: "FPC 3".to_owned(),
                model: "MPC2".to_owned(),
                vendor: Some(Vendor::Juniper),
                end_of_support: EndOfSupport::On(date("2026-03-31")),
            },
            Part {
                slot: "xe-0/0/1".to_owned(),
                model: "SFP".to_owned(),
                vendor: Some(Vendor::ThirdParty),
                end_of_support: EndOfSupport::NoData,
            },
        ],
        ..covered()
    };
    let assessment = on(&unit, "2026-06-01");
    assert_eq!(assessment.answer, Answer::AdvancedCarePlus);
    assert_eq!(assessment.covered_until.map(|end| end.on), Some(date("2026-12-31")));
    let excluded: Vec<_> =
        excluded_parts(&unit, date("2026-06-01")).map(|(part, why)| (part.slot.as_str(), why)).collect();
    assert_eq!(
        excluded,
        [
            ("FPC 3", PartExclusion::PastEndOfSupport(date("2026-03-31"))),
            ("xe-0/0/1", PartExclusion::ThirdParty)
        ]
    );
}

#[test]
fn an_rma_replacement_inherits_its_order_line() {
    let unit = Unit {
        order: Some(OrderLine::Inherited {
            order: "PO-1".to_owned(),
            replaces: SerialNumber::parse("AB1").unwrap(),
        }),
        ..covered()
    };
    assert_eq!(on(&unit, "2026-06-01").answer, Answer::AdvancedCarePlus);
}

#[test]
fn missing_data_is_never_not_covered() {
    let missing: [(Condition, Unit); 6] = [
        (Condition::CareTerm, Unit { terms: None, ..covered() }),
        (Condition::AuthorizedSource, Unit { source: None, ..covered() }),
        (Condition::BeforeEndOfSupport, Unit { end_of_support: EndOfSupport::NoData, ..covered() }),
        (Condition::SiteAddress, Unit { site: SiteRecord::NotSupplied, ..covered() }),
        (Condition::InUse, Unit { usage: None, ..covered() }),
        (Condition::OnPurchaseOrder, Unit { order: None, ..covered() }),
    ];
    for (condition, unit) in missing {
        let assessment = on(&unit, "2026-06-01");
        assert_eq!(assessment.answer, Answer::CannotTell, "{condition:?}");
        assert!(assessment.unknown.contains(condition), "{condition:?}");
        assert!(assessment.failed.is_empty(), "{condition:?}");
    }
}

#[test]
fn a_gap_of_one_day_is_explained() {
    let unit = Unit {
        terms: Some(vec![
            term(ContractKind::AdvancedCarePlus, "2026-01-01", "2026-12-31"),
            term(ContractKind::JuniperCare, "2026-01-01", "2026-05-31"),
            term(ContractKind::JuniperCare, "2026-06-02", "2026-12-31"),
        ]),
        ..covered()
    };
    assert_eq!(on(&unit, "2026-05-31").covered_until.map(|end| end.on), Some(date("2026-05-31")));
    let gap = on(&unit, "2026-06-01");
    assert_eq!(gap.answer, Answer::NoCoverFound);
    let (_, reason) =
        gap.reasons(&unit, &countries()).into_iter().find(|(c, _)| *c == Condition::CareTerm).unwrap();
    assert!(reason.why.contains("gap"), "{}", reason.why);
    assert!(reason.why.contains("31 May 2026") && reason.why.contains("2 Jun 2026"), "{}", reason.why);
    assert_eq!(on(&unit, "2026-06-02").answer, Answer::AdvancedCarePlus);
}

#[test]
fn every_condition_has_words_for_every_outcome() {
    let bare = Unit {
        vendor: None,
        source: None,
        usage: None,
        order: None,
        registration: None,
        site: SiteRecord::NotSupplied,
        end_user_country: None,
        end_of_support: EndOfSupport::NoData,
        terms: None,
        terms_unread: false,
        parts: vec![],
    };
    for unit in [&covered(), &bare] {
        let assessment = on(unit, "2026-06-01");
        for (condition, reason) in assessment.reasons(unit, &countries()) {
            assert_eq!(reason.outcome, assessment.outcome(condition));
            assert!(
                reason.why.ends_with('.') && !reason.inputs.is_empty() && !reason.rules.is_empty(),
                "{condition:?}"
            );
        }
    }
}

/// The answer must be the one that all completions of the unknown conditions share, else "cannot tell". The oracle
/// completes them all; 3^11 combinations are few enough to try each.
#[test]
fn the_answer_is_what_all_completions_agree_on() {
    fn complete(failed: ConditionSet) -> Answer {
        let care = [
            Condition::AuthorizedSource,
            Condition::CareTerm,
            Condition::CountryAllowed,
            Condition::BeforeEndOfSupport,
            Condition::JuniperProduct,
            Condition::NotGrayMarket,
        ];
        if failed.is_empty() {
            Answer::AdvancedCarePlus
        } else if care.iter().all(|condition| !failed.contains(*condition)) {
            Answer::JuniperCareOnly
        } else {
            Answer::NoCoverFound
        }
    }
    for combination in 0..3usize.pow(11) {
        let (mut failed, mut unknown) = (ConditionSet::EMPTY, Vec::new());
        for (index, condition) in Condition::ALL.into_iter().enumerate() {
            match combination / 3usize.pow(u32::try_from(index).unwrap()) % 3 {
                0 => {}
                1 => failed.insert(condition),
                _ => unknown.push(condition),
            }
        }
        let mut completions: Vec<ConditionSet> = vec![failed];
        let mut unknown_set = ConditionSet::EMPTY;
        for condition in unknown {
            unknown_set.insert(condition);
            let with: Vec<ConditionSet> = completions
                .iter()
                .map(|set| {
                    let mut set = *set;
                    set.insert(condition);
                    set
                })
                .collect();
            completions.extend(with);
            // Two different answers are all that is needed to know; keep the walk short.
            completions.dedup();
        }
        let first = complete(completions[0]);
        let expected =
            if completions.iter().all(|set| complete(*set) == first) { first } else { Answer::CannotTell };
        assert_eq!(answer(failed, unknown_set), expected, "failed {failed:?} unknown {unknown_set:?}");
    }
}

#[test]
fn a_part_is_supported_on_the_last_day_itself() {
    let part = Part {
        slot: "FPC 3".to_owned(),
        model: "X".to_owned(),
        vendor: Some(Vendor::Juniper),
        end_of_support: EndOfSupport::On(date("2026-06-01")),
    };
    assert_eq!(part_exclusion(&part, date("2026-06-01")), None);
    let past = Some(PartExclusion::PastEndOfSupport(date("2026-06-01")));
    assert_eq!(part_exclusion(&part, date("2026-06-02")), past);
}

#[test]
fn what_ends_the_cover_is_the_first_of_all_that_end() {
    let unit = Unit { end_of_support: EndOfSupport::On(date("2026-06-01")), ..covered() };
    for day in ["2026-05-31", "2026-06-01"] {
        let assessment = on(&unit, day);
        assert_eq!(assessment.covered_until, ends(&unit, date(day)).min_by_key(|end| end.on));
    }
    let passed = ends(&unit, date("2026-06-02"));
    assert!(
        passed.into_iter().all(|end| end.cause != EndCause::EndOfSupport),
        "what has passed ends no more"
    );
    let bare = Unit { terms: None, end_of_support: EndOfSupport::NoData, ..covered() };
    assert_eq!(ends(&bare, date("2026-06-01")).count(), 0);
}

#[test]
fn a_set_knows_how_many_it_holds() {
    let mut set = ConditionSet::EMPTY;
    assert_eq!(set.len(), 0);
    for (condition, count) in Condition::ALL.into_iter().zip(1..) {
        set.insert(condition);
        set.insert(condition);
        assert_eq!(set.len(), count);
    }
}
