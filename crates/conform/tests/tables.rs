//! The tables against what they are tables of: the API's description and the app's addresses.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use conform::{
    calls::{CALLS, Expected, QUESTIONS},
    heeded::lists::LISTS,
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

/// The two long lists are narrowed and sorted by all that their descriptions name.
#[test]
fn every_filter_and_order_is_tried() {
    let document = document();
    // What a question asks, and the day that cover is asked for, which people don't choose.
    let asked_elsewhere = ["sort", "limit", "cursor", "open", "on"];
    // No entry of a list shows who opened a case, nor how urgent it is.
    let cannot_be_seen = ["mine", "urgency"];
    for list in &LISTS {
        let parameters = document["paths"][list.call]["get"]["parameters"].as_array().unwrap();
        let named = |name: &Value| name.as_str().unwrap().to_owned();
        let queries = parameters.iter().filter(|one| one["in"] == "query");
        let documented: BTreeSet<String> = queries.map(|one| named(&one["name"])).collect();
        let left = |name: &&String| {
            !asked_elsewhere.contains(&name.as_str()) && !cannot_be_seen.contains(&name.as_str())
        };
        let filters: BTreeSet<String> = list.filters.iter().map(|filter| filter.name.to_owned()).collect();
        assert_eq!(documented.iter().filter(left).cloned().collect::<BTreeSet<_>>(), filters);
        let sort = parameters.iter().find(|one| one["name"] == "sort").unwrap();
        let words = sort["schema"]["enum"].as_array().unwrap().iter().map(named);
        let orders: BTreeSet<String> = words.filter(|word| !word.starts_with('-')).collect();
        let tried: BTreeSet<String> = list.orders.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(orders.iter().filter(left).cloned().collect::<BTreeSet<_>>(), tried);
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

/// Whatever people send is tried, or said at a screen not to be.
#[test]
fn what_is_not_tried_is_said() {
    let elsewhere = [
        "POST /v1/session",
        "DELETE /v1/session",
        "DELETE /v1/drafts/{id}",
        "DELETE /v1/views/{id}",
        // Sent by machines.
        "POST /v1/inbound-mail",
        "POST /v1/policy-reports",
    ];
    let document = document();
    let methods = ["post", "put", "patch", "delete"];
    let documented: BTreeSet<String> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            let known = methods.iter().filter(|method| item[**method].is_object());
            known.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let said = SCREENS.iter().flat_map(|screen| screen.sends).copied();
    let known: BTreeSet<String> = said.chain(WRITES).chain(elsewhere).map(str::to_owned).collect();
    assert_eq!(documented, known);
}

#[test]
fn screens_rest_on_calls_that_are_asked() {
    let of_lists = LISTS.iter().flat_map(|list| [list.narrowed, list.sorted]);
    let lists = CALLS.iter().map(|call| call.path).chain(WRITES).chain(of_lists);
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
