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
        contract("LATER", "advanced_care_plus", "2027-02-01", "2027-03-01"),
        contract("LONG", "advanced_care_plus", "2026-01-01", "2027-06-30"),
        contract("SOON", "advanced_care_plus", "2026-01-05", "2027-01-04"),
        contract("OVER", "advanced_care_plus", "2025-01-01", "2025-12-31"),
    ]);
    let expected = "Your contract SOON is the next to end: in 41 days, on 4 Jan 2027.";
    assert_eq!(words(&known, "R-019"), ("warn", expected.to_owned()));
    assert_eq!(words(&known, "R-008"), ("ok", "1 Juniper Care contract runs today.".to_owned()));
}

#[test]
fn what_may_be_a_renewal_is_told_and_one_that_leaves_a_gap_is_not() {
    let now = || contract("NOW", "advanced_care_plus", "2026-01-01", "2026-12-31");
    let renewed = known(&[now(), contract("NEXT", "advanced_care_plus", "2027-01-01", "2027-12-31")]);
    let (tone, text) = words(&renewed, "R-019");
    assert_eq!((tone, text.ends_with("31 Dec 2026. NEXT begins on 1 Jan 2027.")), ("ok", true), "{text}");
    assert_eq!(renewed.standing("R-019").unwrap().act, None, "no unit's cover ends with it");
    let overlapping = known(&[now(), contract("NEXT", "advanced_care_plus", "2026-12-20", "2027-12-19")]);
    assert_eq!(words(&overlapping, "R-019").0, "ok");
    let beside = known(&[now(), contract("BESIDE", "advanced_care_plus", "2026-02-01", "2027-01-31")]);
    assert_eq!(words(&beside, "R-019").0, "warn", "it has begun: it is no renewal");
    let gap = known(&[now(), contract("NEXT", "advanced_care_plus", "2027-01-02", "2027-12-31")]);
    assert_eq!(words(&gap, "R-019").0, "warn");
}

#[test]
fn the_last_day_of_a_contract_is_today_and_not_over() {
    let known = known(&[contract("A", "advanced_care_plus", "2025-11-25", "2026-11-24")]);
    assert!(words(&known, "R-019").1.contains("today, on 24 Nov 2026"));
    let known = Known { today: date("2026-11-25"), ..known };
    assert_eq!(words(&known, "R-019").0, "warn");
    assert!(words(&known, "R-019").1.starts_with("No Advanced Care Plus contract runs"));
}

#[test]
fn a_fault_of_a_contract_is_told_with_its_number_before_what_is_missing() {
    let short = contract("SHORT", "advanced_care_plus", "2026-06-01", "2026-12-30")
        .replace('}', r#","co_term_reference":null}"#);
    let long = contract("LONG", "advanced_care_plus", "2026-01-01", "2026-12-31");
    let known = known(&[long, short]);
    let (tone, text) = words(&known, "R-010");
    assert_eq!(tone, "warn");
    assert!(text.starts_with("Contract SHORT: The term is shorter"), "{text}");
    assert_eq!(words(&known, "R-005").1, "Can’t be told for 2 of your contracts in force.");
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

#[test]
fn a_condition_says_what_decided_it() {
    let bought = |number: &str, start: &str, more: &str| {
        contract(number, "advanced_care_plus", start, "2026-12-31").replace('}', more) + "}"
    };
    let known = known(&[
        bought(
            "LONG",
            "2026-01-01",
            r#","agreement":{"kind":"purchase_and_licence"},"purchase":{"way":"direct"}"#,
        ),
        bought(
            "SHORT",
            "2026-06-01",
            r#","co_term_reference":"letter 7","agreement":{"kind":"other","reference":"MSA"},"purchase":{"way":"reseller","reseller_authorized":true,"end_user_named":true}"#,
        ),
    ]);
    for (rule, expected) in [
        ("R-002", "Governing your contracts in force: the vendor's agreement 1, another written one 1."),
        ("R-006", "Your contracts in force: 1 bought from the vendor, 1 through a reseller who named you."),
        ("R-010", "Your contracts in force: 1 for twelve months or longer, 1 shorter by written co-terming."),
    ] {
        assert_eq!(words(&known, rule), ("ok", expected.to_owned()));
    }
}

#[test]
fn in_order_is_not_said_of_contracts_that_cannot_be_read() {
    let long = contract("LONG", "advanced_care_plus", "2026-01-01", "2026-12-31");
    let read = known(std::slice::from_ref(&long));
    assert_eq!(words(&read, "R-010").0, "ok");
    let unread = known(&[long.clone(), "{}".to_owned()]);
    let care = contract("CARE", "juniper_care", "2026-01-01", "2026-12-31");
    let runs = words(&known(&[care, "{}".to_owned()]), "R-008").1;
    assert_eq!(runs, "1 Juniper Care contract runs today. Not every contract can be read here.");
    let agreed = contract("AGREED", "advanced_care_plus", "2026-06-01", "2026-12-30")
        .replace('}', r#","co_term_reference":"letter 7"}"#);
    let perhaps = words(&known(&[long, agreed, "{}".to_owned()]), "R-010").1;
    assert_eq!(
        perhaps,
        "Can’t be told for 1 of your contracts in force. Not every contract can be read here."
    );
    let (tone, text) = words(&unread, "R-010");
    assert_eq!((tone, text.ends_with("Not every contract can be read here.")), ("info", true), "{text}");
    let short = contract("SHORT", "advanced_care_plus", "2026-06-01", "2026-12-30")
        .replace('}', r#","co_term_reference":null}"#);
    assert_eq!(words(&known(&[short, "{}".to_owned()]), "R-010").0, "warn", "a fault is one all the same");
}

#[test]
fn people_who_cannot_be_read_are_counted_and_named_so() {
    let people =
        r#"{"representatives":[{"id":"a","name":"A"},7],"certified_experts":[7],"minimum":2,"maximum":6}"#;
    let known = Known { contacts: Some(Arc::new(json::read(people).unwrap())), ..known(&[]) };
    for (rule, expected) in [
        (
            "R-070",
            "Valid certificates of JNCIS or higher: 0 of your 2 representatives. 1 of them can’t be read here.",
        ),
        ("R-081", "You have 1 certified expert beside the representatives. 1 of them can’t be read here."),
    ] {
        assert_eq!(words(&known, rule), ("info", expected.to_owned()));
    }
}

#[test]
fn of_nothing_nothing_is_said() {
    let contacts = json::read(r#"{"representatives":[],"minimum":2,"maximum":6}"#).unwrap();
    let known = Known { contacts: Some(Arc::new(contacts)), units: Some((0, 0)), ..known(&[]) };
    assert_eq!(known.standing("R-070"), None);
    assert_eq!(known.standing("R-018"), None);
    assert_eq!(known.standing("R-010"), None);
    assert_eq!(words(&known, "R-065").0, "warn");
    let one = Known { units: Some((1, 1)), ..known };
    assert_eq!(
        words(&one, "R-018"),
        ("ok", "Supported Juniper Products today: 1 of your 1 unit.".to_owned())
    );
}

#[test]
fn a_limited_list_does_not_say_never() {
    let cases = |next: &str| {
        let list = format!(r#"{{"items":[{}],"next":{next}}}"#, case(3, "web", ""));
        Known { cases: Some(Arc::new(json::read(&list).unwrap())), ..Known::default() }
    };
    assert_eq!(words(&cases("null"), "R-047").1, "You have had no case of Priority 1.");
    assert_eq!(words(&cases(r#""more""#), "R-047").1, "Your latest case was not of Priority 1.");
    let list = format!(r#"{{"items":[{},{{}}],"next":null}}"#, case(3, "web", ""));
    let unread = Known { cases: Some(Arc::new(json::read(&list).unwrap())), ..Known::default() };
    for rule in ["R-047", "R-050"] {
        let words = words(&unread, rule).1;
        assert!(
            words.ends_with(" Not every case can be read here.") && !words.contains("no case"),
            "{words}"
        );
    }
}
