use super::*;
use wire::{contract::ContractList, json};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn contracts(items: &str) -> Option<Arc<ContractList>> {
    Some(Arc::new(json::read(&format!(r#"{{"items":[{items}]}}"#)).unwrap()))
}

fn contract(number: &str, kind: &str, start: &str, end: &str) -> String {
    format!(r#"{{"number":"{number}","kind":"{kind}","status":"active","start":"{start}","end":"{end}"}}"#)
}

fn known(items: &[String]) -> Known {
    Known { today: date("2026-11-24"), contracts: contracts(&items.join(",")), ..Known::default() }
}

fn words(known: &Known, rule: &str) -> (&'static str, String) {
    let standing = known.standing(rule).unwrap();
    (standing.tone, standing.words)
}

#[test]
fn nothing_is_said_of_what_is_not_known() {
    for section in wire::service::ServiceDescription::of_the_rules().sections {
        for point in section.points {
            assert_eq!(Known::default().standing(&point.id), None, "{}", point.id);
        }
    }
}

#[test]
fn every_point_that_has_a_standing_is_one_of_the_rules() {
    let source = include_str!("../standing.rs");
    let rules: Vec<&str> = source.match_indices("\"R-").map(|(at, _)| &source[at + 1..at + 6]).collect();
    assert!(rules.len() > 15, "{rules:?}");
    let all = wire::service::ServiceDescription::of_the_rules();
    for rule in rules {
        assert!(
            all.sections.iter().flat_map(|section| &section.points).any(|point| point.id == rule),
            "{rule}"
        );
    }
}

#[test]
fn the_next_end_is_that_of_a_running_contract_for_the_service() {
    let known = known(&[
        contract("CARE", "juniper_care", "2026-01-01", "2026-11-30"),
        contract("LATER", "advanced_care_plus", "2027-01-01", "2027-02-01"),
        contract("LONG", "advanced_care_plus", "2026-01-01", "2027-06-30"),
        contract("SOON", "advanced_care_plus", "2026-01-05", "2027-01-04"),
        contract("OVER", "advanced_care_plus", "2025-01-01", "2025-12-31"),
    ]);
    let expected = "Your contract SOON is the next to end: in 41 days, on 4 Jan 2027.";
    assert_eq!(words(&known, "R-019"), ("warn", expected.to_owned()));
    assert_eq!(words(&known, "R-008"), ("ok", "Contracts of Juniper Care that run today: 1.".to_owned()));
}

#[test]
fn a_contract_that_follows_the_next_day_is_told_and_one_that_leaves_a_gap_is_not() {
    let now = || contract("NOW", "advanced_care_plus", "2026-01-01", "2026-12-31");
    let renewed = known(&[now(), contract("NEXT", "advanced_care_plus", "2027-01-01", "2027-12-31")]);
    let (tone, text) = words(&renewed, "R-019");
    assert_eq!((tone, text.ends_with("31 Dec 2026. NEXT begins the day after.")), ("ok", true), "{text}");
    let gap = known(&[now(), contract("NEXT", "advanced_care_plus", "2027-01-02", "2027-12-31")]);
    assert_eq!(words(&gap, "R-019").0, "warn");
}

#[test]
fn the_last_day_of_a_contract_is_today_and_not_over() {
    let known = known(&[contract("A", "advanced_care_plus", "2025-11-25", "2026-11-24")]);
    assert!(words(&known, "R-019").1.contains("today, on 24 Nov 2026"));
    let known = Known { today: date("2026-11-25"), ..known };
    assert_eq!(words(&known, "R-019").0, "warn");
    assert!(words(&known, "R-019").1.starts_with("No contract of yours"));
}

#[test]
fn a_fault_of_a_contract_is_told_with_its_number_before_what_is_missing() {
    let short = contract("SHORT", "advanced_care_plus", "2026-06-01", "2026-12-31");
    let long = contract("LONG", "advanced_care_plus", "2026-01-01", "2026-12-31");
    let known = known(&[long, short]);
    let (tone, text) = words(&known, "R-010");
    assert_eq!(tone, "warn");
    assert!(text.starts_with("Contract SHORT: The term is shorter"), "{text}");
    assert_eq!(words(&known, "R-005").1, "Not supplied for 2 of your contracts for the service.");
}

fn case(priority: u8, channel: &str, contact: &str) -> String {
    format!(
        r#"{{"number":"1","account":{{"id":"a","name":"A"}},"priority":{priority},"channel":"{channel}","status":"open",
        "waiting_on":"vendor","synopsis":"x","created_at":"2026-11-24T08:00:00Z","due_at":"2026-11-24T08:30:00Z"{contact}}}"#
    )
}

#[test]
fn the_last_three_of_priority_1_and_how_they_were_answered() {
    let contact = |at: &str| format!(r#","first_contact_at":"2026-11-24T{at}Z""#);
    let items = [
        case(1, "web", &contact("08:30:00")),
        case(2, "web", &contact("08:10:00")),
        case(1, "phone", &contact("08:30:01")),
        case(1, "web", ""),
        case(1, "phone", &contact("08:01:00")),
    ];
    let cases = json::read(&format!(r#"{{"items":[{}]}}"#, items.join(","))).unwrap();
    let known = Known {
        now: "2026-11-24T08:20:00Z".parse().unwrap(),
        cases: Some(Arc::new(cases)),
        ..Known::default()
    };
    assert_eq!(
        words(&known, "R-047"),
        ("warn", "Your last cases of Priority 1, the latest first: web, phone, web.".to_owned())
    );
    // One is still running; the one that was answered a second late is not in time.
    assert_eq!(
        words(&known, "R-050"),
        ("warn", "An engineer answered 3 of your latest 4 cases within the target.".to_owned())
    );
}
