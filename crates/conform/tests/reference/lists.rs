//! Against the reference server behind something that makes lists of it that are not what was asked for: that is said.

use conform::{Report, Verdict, Wishes, conform, heeded::lists::LISTS};
use serde_json::{Value, json};

use super::{
    ADMINISTRATOR, SEVERAL_ACCOUNTS,
    between::{behind, heard_as, spoilt},
    server, wishes,
};

#[test]
fn units_by_another_name_are_no_units() {
    let (report, text) = behind(
        |path, _, body| {
            if path.starts_with("/v1/units") {
                *body = body.replace("\"reference\":", "\"serialNumber\":");
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("! items[].reference is missing. It is: "), "{text}");
    assert!(text.contains("passed over: items[].serialNumber"), "{text}");
    // A list of which nothing can be read is no list.
    let verdict = report.screens().find(|(screen, _)| *screen == "/units").unwrap().1;
    assert!(matches!(verdict, Verdict::Fails(_)), "{text}");
}

/// No list is not an empty one.
#[test]
fn a_list_by_another_name_is_no_list() {
    let (report, text) = behind(
        |path, _, body| {
            if path.starts_with("/v1/sites?") || path == "/v1/sites" {
                *body = body.replacen("\"items\":", "\"data\":", 1);
            }
        },
        false,
    );
    assert!(!report.conforms && text.contains("FAIL  GET /v1/sites: items can't be read"), "{text}");
}

/// A list that is there, and does not know what the app asks it for.
#[test]
fn what_a_list_cannot_be_asked_for_is_told() {
    let (report, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/cases?") && path.contains("sort=urgency") {
                (*status, *body) = (404, "no such order".to_owned());
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("FAIL  GET /v1/cases?sort=urgency&open=true&limit=50: answered 404"), "{text}");
    let verdict = report.screens().find(|(screen, _)| *screen == "/cases").unwrap().1;
    assert!(matches!(verdict, Verdict::Fails(_)), "the app asks for both at once: {text}");
    // Named, it is asked for without.
    let config = json!({"capabilitiesOff": ["cases?sort=urgency"]}).to_string();
    let (address, _folder) = server();
    let address = spoilt(&address, |path, status, body| {
        if path.contains("sort=urgency&open") {
            (*status, *body) = (404, "no such order".to_owned());
        }
    });
    let report = conform(&Wishes { config: Some(config), ..wishes(&address, ADMINISTRATOR, false) }).unwrap();
    let verdict = report.screens().find(|(screen, _)| *screen == "/cases").unwrap().1;
    assert!(!matches!(verdict, Verdict::Fails(_) | Verdict::Hidden(_)), "{report}");
    assert!(report.conforms, "{report}");
}

/// An answer that is right in itself, and not to what was asked.
#[test]
fn what_a_list_passes_over_is_told() {
    let (report, text) = behind(
        |path, _, body| {
            if path.contains("open=true") {
                let mut list: Value = serde_json::from_str(body).unwrap();
                let last = list["items"].as_array().unwrap().len() - 1;
                list["items"][last]["status"] = json!("closed");
                *body = list.to_string();
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("open=true is not heeded"), "{text}");
}

/// An API that knows none of what its lists are narrowed and sorted by, and says nothing of it.
#[test]
fn filters_and_orders_that_are_passed_over_are_told_one_by_one() {
    let (address, _folder) = server();
    let deaf = heard_as(
        &address,
        |path| match path.split_once('?') {
            Some((list @ ("/v1/units" | "/v1/cases"), query)) => {
                let known = ["limit", "cursor"];
                let is_known = |pair: &&str| known.contains(&pair.split('=').next().unwrap());
                format!("{list}?{}", query.split('&').filter(is_known).collect::<Vec<_>>().join("&"))
            }
            _ => path,
        },
        |_, _, _| (),
    );
    // Somebody who looks after several accounts is asked about those too.
    let of = |address: &str, email| conform(&wishes(address, email, false)).unwrap();
    let (report, several) = (of(&deaf, ADMINISTRATOR), of(&deaf, SEVERAL_ACCOUNTS));
    assert!(!report.conforms, "{report}");
    for list in &LISTS {
        let line = |report: &Report, name| {
            let text = report.to_string();
            text.lines().find(|line| line.contains(&format!("{name}:"))).unwrap_or_default().to_owned()
        };
        let (narrowed, sorted) = (line(&report, list.narrowed), line(&report, list.sorted));
        let of_several = line(&several, list.narrowed);
        assert!(narrowed.contains("not heeded: "), "{narrowed}");
        for name in list.filters.iter().map(|filter| filter.name) {
            let told = if name == "account" { &of_several } else { &narrowed };
            assert!(told.contains(&format!("?{name}`")), "{name}: {told}");
        }
        for (name, _) in list.orders {
            assert!(sorted.contains(&format!("?sort={name}`")), "{name}: {sorted}");
        }
        assert!(!narrowed.contains("account"), "there is one: {narrowed}");
    }
    // What is named is not asked for.
    let off = LISTS.iter().flat_map(|list| {
        let names = list.filters.iter().map(|filter| filter.name).chain(["sort", "open"]);
        names.map(|name| format!("{}?{name}", list.name()))
    });
    let config = json!({ "capabilitiesOff": off.collect::<Vec<_>>() }).to_string();
    let report = conform(&Wishes { config: Some(config), ..wishes(&deaf, ADMINISTRATOR, false) }).unwrap();
    assert!(report.conforms, "{report}");
}

/// An answer that nobody can read is no empty list.
#[test]
fn a_narrowed_list_in_another_shape_is_told() {
    let (report, text) = behind(
        |path, _, body| {
            if path.contains("family=conform") {
                *body = r#"{"items":null}"#.to_owned();
            }
        },
        false,
    );
    assert!(!report.conforms && text.contains("`units?family`: items can't be read"), "{text}");
    let (report, text) = behind(
        |path, _, body| {
            if path.contains("family=") || path.contains("q=2026-") {
                *body = r#"{"items":[],"next":null}"#.to_owned();
            }
        },
        false,
    );
    assert!(!report.conforms && text.contains(" finds nothing, and there is one whose family is "), "{text}");
    assert!(text.contains(" finds nothing, and there is one whose number is 2026-"), "{text}");
}

/// Other words than the portal's are no words to it: nothing is decided by them.
#[test]
fn words_of_another_language_are_told() {
    let (report, text) = behind(
        |path, _, body| {
            if path.starts_with("/v1/units") {
                *body = body.replace(r#""usage":"in_use""#, r#""usage":"IN_USE""#);
                *body = body.replace(r#""usage":"spare""#, r#""usage":"SPARE""#);
                *body = body.replace(r#""usage":"laboratory""#, r#""usage":"LABORATORY""#);
                *body = body.replace(r#""usage":"decommissioned""#, r#""usage":"DECOMMISSIONED""#);
            } else if path == "/v1/me" || path == "/v1/session" {
                *body = body.replace(r#""role":"administrator""#, r#""role":"ADMINISTRATOR""#);
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("“ADMINISTRATOR” is none that the portal knows"), "{text}");
    assert!(text.contains("WORDS GET /v1/units: none of items[].usage is known"), "{text}");
    let (_, left) = text.split_once("TO MEND").unwrap_or_else(|| panic!("{text}"));
    assert!(left.contains("\n  GET /v1/units\n") && left.contains("\n  role\n"), "{left}");
}
