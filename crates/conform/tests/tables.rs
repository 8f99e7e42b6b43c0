//! The tables against what they are tables of: the API's description and the app's addresses.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use conform::{
    calls::{CALLS, Expected, QUESTIONS},
    screens::SCREENS,
    writes::WRITES,
};
use serde_json::Value;

/// Those which conform does not read: the path, and why.
const LEFT_OUT: [(&str, &str); 2] = [
    ("/v1/cases/{number}/files/{id}", "what somebody sent along is nobody else's to fetch"),
    ("/v1/webinars/{id}/{file}", "a film"),
];

fn document() -> Value {
    serde_json::to_value(portal_server::api::document::document()).unwrap()
}

/// The name of the schema that an operation answers with; nothing for a file.
fn schema(operation: &Value) -> Option<String> {
    let json = &operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"];
    json.as_str().map(|path| path.rsplit('/').next().unwrap().to_owned())
}

#[test]
fn every_call_that_reads_is_asked_and_read_by_its_own_type() {
    let document = document();
    let mut documented = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(operation) = item.get("get") else { continue };
        if LEFT_OUT.iter().any(|(left_out, _)| left_out == path) {
            continue;
        }
        documented.insert(path.as_str());
        let call =
            CALLS.iter().find(|call| call.path == path).unwrap_or_else(|| panic!("{path} is not asked"));
        match call.answer {
            Expected::Read(reader) => assert_eq!(schema(operation), Some(reader().name), "{path}"),
            Expected::File(media_type) => {
                assert!(operation["responses"]["200"]["content"].get(media_type).is_some(), "{path}");
            }
        }
        let names_account = operation["parameters"].as_array().into_iter().flatten();
        let names_account =
            names_account.filter(|one| one["in"] == "query").any(|one| one["name"] == "account");
        assert!(names_account || !call.names_account, "{path} knows no account");
    }
    assert_eq!(CALLS.iter().map(|call| call.path).collect::<BTreeSet<_>>(), documented);
}

/// What a call asks by stands in a call before it.
#[test]
fn what_is_asked_for_is_known_by_then() {
    for (at, call) in CALLS.iter().enumerate() {
        assert_eq!(call.path.contains('{'), call.from.is_some(), "{}", call.path);
        if let Some((list, _)) = call.from {
            assert!(
                CALLS[..at].iter().any(|before| before.path == list),
                "{list} stands behind {}",
                call.path
            );
        }
    }
}

/// A list is asked for what its description says that it can be asked for, and what stands in braces is known by then.
#[test]
fn questions_are_documented() {
    let document = document();
    for question in QUESTIONS {
        let (path, query) = question.asked.split_once('?').unwrap();
        let parameters = document["paths"][path]["get"]["parameters"].as_array().unwrap();
        for pair in query.split('&') {
            let name = pair.split('=').next().unwrap();
            assert!(
                parameters.iter().any(|one| one["in"] == "query" && one["name"] == name),
                "{path} knows no {name}"
            );
        }
        let from_data = question.asked.replace("{day}", "").replace("{since}", "").contains('{');
        assert_eq!(from_data, question.from.is_some(), "{}", question.asked);
        assert!(question.from.is_none_or(|(list, _)| CALLS.iter().any(|call| call.path == list)));
    }
}

#[test]
fn what_is_written_is_documented() {
    let document = document();
    for name in WRITES {
        let (method, path) = name.split_once(' ').unwrap();
        assert!(document["paths"][path][method.to_lowercase()].is_object(), "{name}");
    }
}

#[test]
fn screens_rest_on_calls_that_are_asked() {
    let lists = CALLS.iter().map(|call| call.path).chain(WRITES);
    let asked: BTreeSet<&str> = lists.chain(QUESTIONS.iter().map(|question| question.asked)).collect();
    for screen in SCREENS {
        for call in screen.needs.iter().chain(screen.uses) {
            assert!(asked.contains(call), "{}: {call}", screen.title);
        }
    }
    // And no call is asked that no screen shows.
    let shown: BTreeSet<&str> =
        SCREENS.iter().flat_map(|screen| screen.needs.iter().chain(screen.uses)).copied().collect();
    assert_eq!(asked.difference(&shown).collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// Every address that the app reads is one of the screens, and the other way round.
#[test]
fn screens_are_those_of_the_app() {
    let source = include_str!("../../../src/route/address.rs");
    let reading = source.split_once("pub fn parse").unwrap().1;
    let mut addresses: BTreeSet<String> = reading
        .lines()
        .filter_map(|line| {
            let line = line.trim();
            let parts = line.strip_prefix('[')?.split_once("] =>")?.0;
            let known: Vec<&str> = parts.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
            let fixed =
                known.iter().take_while(|part| part.starts_with('"')).map(|part| part.trim_matches('"'));
            let fixed: Vec<&str> = fixed.collect();
            // The label of a unit is a part of its screen here.
            let address = format!("/{}", fixed.join("/"));
            Some(if fixed.len() < known.len() { format!("{address}/") } else { address })
        })
        .collect();
    assert!(addresses.len() > 30, "the addresses were not found: {addresses:?}");
    for screen in SCREENS {
        assert!(addresses.remove(screen.address), "{} has no address in the app", screen.address);
    }
    assert_eq!(addresses, BTreeSet::new());
}
