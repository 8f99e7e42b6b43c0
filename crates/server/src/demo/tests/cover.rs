//! The install base: reasons, answers, pairs.

use super::{INSTANTS, at, installed, stored};
use crate::demo::{accounts::CARRIER, anchor::plus};
use rules::entitlement::{Answer, Condition, EndCause, PartExclusion, excluded_parts};
use rules::unit::{Address, OrderLine, SiteRecord, Usage};
use std::collections::BTreeSet;
use wire::{contract::ContractKind, unit::Unit};

async fn carrier(now: &str) -> Vec<Unit> {
    let mut units = stored::units(&mut installed(at(now)).await).await;
    units.retain(|unit| unit.account.id == CARRIER);
    units
}

fn host<'a>(units: &'a [Unit], host_name: &str) -> &'a Unit {
    units.iter().find(|unit| unit.host_name.as_deref() == Some(host_name)).unwrap()
}

#[tokio::test]
async fn every_condition_fails_somewhere_and_every_answer_is_given() {
    for now in INSTANTS {
        let units = carrier(now).await;
        assert!((230..=250).contains(&units.len()), "{}", units.len());
        let assessments: Vec<_> =
            units.iter().map(|unit| stored::cover(unit, stored::today(unit, at(now)))).collect();
        for condition in Condition::ALL {
            assert!(assessments.iter().any(|a| a.failed.contains(condition)), "{now} {condition:?} fails");
            let alone = assessments.iter().any(|a| a.failed.contains(condition) && a.failed.len() == 1);
            // Gray market is an unauthorized source as well; a third-party product is on no purchase order.
            let never_alone = [Condition::NotGrayMarket, Condition::JuniperProduct];
            assert!(alone || never_alone.contains(&condition), "{now} {condition:?} alone");
        }
        let count = |answer| assessments.iter().filter(|a| a.answer == answer).count();
        assert!(count(Answer::AdvancedCarePlus) >= 170, "{now} {}", count(Answer::AdvancedCarePlus));
        assert!((15..=40).contains(&count(Answer::JuniperCareOnly)), "{}", count(Answer::JuniperCareOnly));
        assert!(count(Answer::NoCoverFound) >= 10);
        assert!(count(Answer::CannotTell) >= 5);
        assert!(assessments.iter().filter(|a| a.failed.len() >= 3).count() >= 3);
        let ends = |cause| assessments.iter().filter_map(|a| a.covered_until).any(|end| end.cause == cause);
        assert!([EndCause::ServiceTerm, EndCause::CareTerm, EndCause::EndOfSupport].into_iter().all(ends));
    }
}

#[tokio::test]
async fn the_gap_is_today_and_only_today() {
    for now in INSTANTS {
        let units = carrier(now).await;
        let unit = host(&units, "chi1-pe02");
        let today = stored::today(unit, at(now));
        let covered = |days| stored::cover(unit, plus(today, days)).answer == Answer::AdvancedCarePlus;
        assert!(covered(-1) && !covered(0) && covered(1), "{now}");
        let gap = stored::cover(unit, today);
        assert!(gap.failed.contains(Condition::CareTerm) && gap.failed.len() == 1);
    }
}

#[tokio::test]
async fn the_pairs_that_are_easily_mistaken() {
    for now in INSTANTS {
        let units = carrier(now).await;
        let today = |unit: &Unit| stored::today(unit, at(now));
        let covered = |name: &str| {
            let unit = host(&units, name);
            assert_eq!(stored::cover(unit, today(unit)).answer, Answer::AdvancedCarePlus, "{now} {name}");
            unit
        };
        let documented = covered("fra1-pe03");
        assert_eq!((documented.serial.as_deref(), documented.model.as_str()), (Some("JN1234AFB"), "MX480"));
        let excluded = |unit: &Unit| {
            excluded_parts(&unit.facts().unwrap(), today(unit)).map(|(_, why)| why).collect::<Vec<_>>()
        };
        assert!(matches!(excluded(covered("fra1-pe01"))[..], [PartExclusion::PastEndOfSupport(_)]));
        assert_eq!(excluded(covered("nyc1-leaf04")), [PartExclusion::ThirdParty]);
        assert!(excluded(documented).is_empty());
        assert!(matches!(covered("tyo1-pe02").facts().unwrap().order, Some(OrderLine::Inherited { .. })));
        let soon = covered("den2-leaf03");
        let end = stored::cover(soon, today(soon)).covered_until.unwrap();
        assert_eq!(end.cause, EndCause::EndOfSupport);
        assert!((end.on - today(soon)).num_days() <= 90);
        for subscribed in ["nyc1-sw01", "nyc1-rr01"].map(covered) {
            let terms = subscribed.terms.as_deref().unwrap_or_default();
            assert!(terms.iter().any(|term| term.kind == ContractKind::Subscription));
            assert!(terms.iter().all(|term| term.kind != ContractKind::JuniperCare));
        }
        assert_eq!(covered("nyc1-rr01").serial, None);
        assert!(covered("nyc1-rr01").reference.starts_with("SSRN-"));
        let usages: BTreeSet<_> =
            units.iter().filter_map(|unit| unit.facts().unwrap().usage).map(|u| format!("{u:?}")).collect();
        for usage in [Usage::InUse, Usage::Spare, Usage::Laboratory, Usage::Decommissioned] {
            assert!(usages.contains(&format!("{usage:?}")));
        }
        let sites: Vec<_> = units.iter().map(|unit| unit.facts().unwrap().site).collect();
        assert!(sites.contains(&SiteRecord::None) && sites.contains(&SiteRecord::NotSupplied));
        assert!(sites.iter().any(|s| matches!(s, SiteRecord::At { address: Address::Incomplete, .. })));
        // South Sudan is allowed, Sudan is not.
        covered("jub1-pe01");
        assert_eq!(
            stored::cover(host(&units, "krt1-pe01"), today(host(&units, "krt1-pe01"))).failed.len(),
            1
        );
        assert!(ends_within(&units, at(now), 30, 45) && ends_within(&units, at(now), 70, 80));
    }
}

fn ends_within(units: &[Unit], now: chrono::DateTime<chrono::Utc>, from: i64, to: i64) -> bool {
    units.iter().any(|unit| {
        let today = stored::today(unit, now);
        stored::cover(unit, today).covered_until.is_some_and(|end| {
            end.cause == EndCause::ServiceTerm && (from..=to).contains(&(end.on - today).num_days())
        })
    })
}

#[tokio::test]
async fn serials_are_unique_and_evolved_runs_only_where_it_runs() {
    const EVOLVED: [&str; 7] =
        ["PTX10001-36MR", "PTX10004", "PTX10008", "ACX7100-32C", "ACX7024", "QFX5130-32CD", "QFX5220-32CD"];
    let mut conn = installed(at(INSTANTS[0])).await;
    let units = stored::units(&mut conn).await;
    let serials: Vec<_> = units
        .iter()
        .flat_map(|unit| unit.serial.iter().chain(unit.parts.iter().filter_map(|part| part.serial.as_ref())))
        .collect();
    assert_eq!(serials.len(), serials.iter().collect::<BTreeSet<_>>().len());
    for serial in serials {
        let (prefix, rest) = serial.split_at(2);
        assert!(prefix.chars().all(|c| c.is_ascii_uppercase()) && (4..=8).contains(&rest.len()), "{serial}");
        assert!(rest.chars().all(|c| c.is_ascii_alphanumeric()), "{serial}");
    }
    let hosts: BTreeSet<_> = units.iter().map(|unit| &unit.host_name).collect();
    assert_eq!(hosts.len(), units.len());
    for unit in &units {
        let release = unit.software_release.as_deref().unwrap_or_default();
        assert_eq!(release.ends_with("-EVO"), EVOLVED.contains(&unit.model.as_str()), "{}", unit.model);
        unit.facts().unwrap();
    }
    let families: BTreeSet<_> = units.iter().filter_map(|unit| unit.family.as_deref()).collect();
    assert_eq!(families, BTreeSet::from(["ACX", "EX", "MX", "PTX", "QFX", "SRX", "Software"]));
}

#[tokio::test]
async fn the_other_end_users_have_units_and_the_reseller_registered_some() {
    let mut conn = installed(at(INSTANTS[0])).await;
    let counts: Vec<(String, i64)> =
        sqlx::query_as("SELECT account_id, COUNT(*) FROM unit GROUP BY 1 ORDER BY 2 DESC")
            .fetch_all(&mut conn)
            .await
            .unwrap();
    let counts: Vec<_> = counts.iter().map(|(_, count)| *count).collect();
    assert!(matches!(counts[..], [230..=250, 35..=45, 10..=14, 4..=8]), "{counts:?}");
    let registered: Vec<(String, String)> = sqlx::query_as(
        "SELECT DISTINCT registered_by, account_id FROM unit WHERE registered_by IS NOT NULL ORDER BY 2",
    )
    .fetch_all(&mut conn)
    .await
    .unwrap();
    assert_eq!(registered.len(), 2);
    assert!(registered.iter().all(|(reseller, _)| reseller == crate::demo::accounts::RESELLER));
}
