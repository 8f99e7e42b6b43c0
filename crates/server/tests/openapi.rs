//! The committed document is the one that the server would print, and the paths in it are those of `wire`.

use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn the_committed_document_is_current() {
    let committed = include_str!("../../../docs/openapi.json");
    let printed = portal_server::api::document::text().unwrap();
    assert!(
        committed == printed,
        "docs/openapi.json is out of date. Mend it with:\n  \
         cargo run -p portal-server -- openapi > openapi.new && mv openapi.new docs/openapi.json"
    );
}

#[test]
fn paths_are_those_of_wire() {
    use wire::path;
    let document = portal_server::api::document::document();
    let documented: BTreeSet<String> = document.paths.paths.keys().cloned().collect();
    let template = |path: String, name: &str| path.replace("NAME", &format!("{{{name}}}"));
    let of_wire: BTreeSet<String> = [
        path::META,
        path::SESSION,
        path::ME,
        path::PASSWORD,
        path::SESSIONS,
        path::PEOPLE,
        path::UNITS,
        path::UNIT_CHANGES,
        path::UNIT_CHANGES_CHECK,
        path::UNIT_FACETS,
        path::UNIT_EXPORT,
        path::VIEWS,
        path::SITES,
        path::ZONES,
        path::CONTRACTS,
        path::CONTACTS,
        path::ROSTER_CHANGES,
        path::CONFIRMATION,
        path::INVITATIONS,
        path::PROPOSALS,
        path::LOOK_AT_INVITATION,
        path::ACCEPT_INVITATION,
        path::ADVISOR,
        path::ADVICE,
        path::ADVICE_RELEASES,
        path::CASES,
        path::CASE_FACETS,
        path::CASE_EXPORT,
        path::DRAFTS,
        path::RESPONSE_RECORD,
        path::RECORD_CASES,
        path::HANDOVER,
        path::INBOUND_MAIL,
        path::CALL_NOTES,
        path::WORKSPACE,
        path::MEETINGS,
        path::ON_BOARDING,
        path::ACTIVATION,
        path::RELEASES,
        path::RELEASES_CHECK,
        path::RESPONSIBILITIES,
        path::NOTICES,
        path::WEBINARS,
        path::REGISTRATION,
        path::REGISTRATION_CHECK,
        path::REGISTRATIONS,
        path::CLAIMS,
        path::POLICY_REPORTS,
    ]
    .into_iter()
    .map(str::to_owned)
    .chain([
        template(path::unit("NAME"), "reference"),
        template(path::label("NAME"), "reference"),
        template(path::unit_history("NAME"), "reference"),
        template(path::view("NAME"), "id"),
        template(path::draft("NAME"), "id"),
        template(path::transfer("NAME"), "reference"),
        template(path::registration("NAME"), "id"),
        template(path::registration_rows("NAME"), "id"),
        template(path::stop_registration("NAME"), "id"),
        template(path::claim("NAME"), "id"),
        template(path::settle_claim("NAME"), "id"),
        template(path::withdraw_claim("NAME"), "id"),
        template(path::site("NAME"), "id"),
        template(path::merge_site("NAME"), "id"),
        template(path::session("NAME"), "id"),
        template(path::sign_in_of("NAME"), "id"),
        template(path::case("NAME"), "number"),
        template(path::case_steps("NAME"), "number"),
        template(path::case_files("NAME"), "number"),
        template(path::case_file("NAME", "ID"), "number").replace("ID", "{id}"),
        template(path::withdraw_file("NAME", "ID"), "number").replace("ID", "{id}"),
        template(path::escalations("NAME"), "number"),
        template(path::escalation_steps("NAME", "ID"), "number").replace("ID", "{id}"),
        template(path::participant("NAME", "ID"), "number").replace("ID", "{id}"),
        template(path::rmas("NAME"), "number"),
        template(path::rma_steps("NAME", "ID"), "number").replace("ID", "{id}"),
        template(path::call_note("NAME"), "number"),
        template(path::advice("NAME"), "id"),
        template(path::invitation("NAME"), "id"),
        template(path::proposal("NAME"), "id"),
        template(path::contact("NAME"), "id"),
        template(path::certificate("NAME"), "id"),
        template(path::approval("NAME"), "id"),
        template(path::meeting("NAME"), "id"),
        template(path::meeting_calendar("NAME"), "id"),
        template(path::notice("NAME"), "number"),
        template(path::webinar("NAME"), "id"),
    ])
    .chain(
        [
            "cancel",
            "attendance",
            "calendar.ics",
            "registration",
            "joined",
            "position",
            "feedback",
            "questions",
            "{file}",
        ]
        .map(|part| template(path::webinar_part("NAME", part), "id")),
    )
    .chain(["vote", "answer"].map(|part| {
        template(path::webinar_question("NAME", "QUESTION", part), "id").replace("QUESTION", "{question}")
    }))
    .collect();
    assert_eq!(documented, of_wire);
}

fn document() -> Value {
    serde_json::to_value(portal_server::api::document::document()).unwrap()
}

/// All operations, each with its name.
fn operations(document: &Value) -> Vec<(&str, &Value)> {
    let items = document["paths"].as_object().unwrap().values();
    let operations = items.flat_map(|item| item.as_object().unwrap().values());
    operations.map(|operation| (operation["operationId"].as_str().unwrap(), operation)).collect()
}

#[test]
fn operations_have_names_of_their_own_and_answer_with_problems() {
    let document = document();
    let mut names = BTreeSet::new();
    for (name, operation) in operations(&document) {
        assert!(names.insert(name), "{name} twice");
        for (status, response) in operation["responses"].as_object().unwrap() {
            let is_refusal = status == "default" || status.starts_with('4');
            let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(problem == "#/components/schemas/Problem", is_refusal, "{name} {status}");
            assert!(
                response["description"].as_str().is_some_and(|words| !words.is_empty()),
                "{name} {status}"
            );
        }
    }
}

/// The server refuses members that it does not know. One schema in the place of another of the same name would hide that.
#[test]
fn requests_take_nothing_but_what_is_described() {
    let document = document();
    for (name, operation) in operations(&document) {
        let Some(body) = operation["requestBody"]["content"].get("application/json") else { continue };
        let schema = body["schema"]["$ref"].as_str().unwrap().trim_start_matches('#');
        assert_eq!(document.pointer(schema).unwrap()["additionalProperties"], false, "{name}: {schema}");
    }
}

#[test]
fn parameters_say_what_fits() {
    let document = document();
    for (operation, parameter) in operations(&document).into_iter().flat_map(|(name, operation)| {
        operation["parameters"].as_array().into_iter().flatten().map(move |parameter| (name, parameter))
    }) {
        let schema = &parameter["schema"];
        match parameter["name"].as_str().unwrap() {
            "sort" => assert!(schema["enum"].as_array().is_some_and(|words| words.len() > 1), "{operation}"),
            "limit" => assert_eq!((&schema["minimum"], &schema["maximum"]), (&json!(1), &json!(200))),
            "Idempotency-Key" => assert_eq!(schema["pattern"], "^[!-~]{1,255}$", "{operation}"),
            _ => {}
        }
    }
}

/// Neither lists of numbers, which only JSON has, nor numbers without an end.
#[test]
fn files_are_bytes_and_numbers_end() {
    let document = document();
    for (name, operation) in operations(&document) {
        let answers = operation["responses"].as_object().unwrap().values();
        for content in answers.chain([&operation["requestBody"]]).filter_map(|it| it["content"].as_object()) {
            for (kind, content) in content.iter().filter(|(kind, _)| !kind.ends_with("json")) {
                assert_eq!(content["schema"]["type"], "string", "{name} {kind}");
            }
        }
    }
    let file = &document["paths"]["/v1/cases/{number}/files"]["post"]["requestBody"]["content"];
    assert_eq!(file["application/octet-stream"]["schema"], json!({"type": "string", "format": "binary"}));
    let priority = &document["components"]["schemas"]["HandoverEvent"]["properties"]["priority"];
    assert_eq!((&priority["format"], &priority["maximum"]), (&json!("uint8"), &json!(255)));
}

/// Whoever builds the same API sees one of each answer; and none is kept of an operation that went.
#[test]
fn every_answer_of_json_has_an_example() {
    let document = serde_json::to_value(portal_server::api::document::document()).unwrap();
    let examples: Value = serde_json::from_str(include_str!("../../../docs/examples.json")).unwrap();
    let mut with_json = BTreeSet::new();
    for operation in
        document["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap().values())
    {
        let answers = operation["responses"].as_object().unwrap().iter();
        let json: Vec<&Value> = answers
            .filter(|(status, _)| status.starts_with('2'))
            .map(|(_, answer)| &answer["content"]["application/json"])
            .filter(|content| content.is_object())
            .collect();
        let id = operation["operationId"].as_str().unwrap();
        if !json.is_empty() {
            assert!(
                json.iter().any(|content| !content["example"].is_null()),
                "{id}: run tests/contract/examples.mjs"
            );
            with_json.insert(id);
        }
    }
    let kept: BTreeSet<&str> = examples.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(kept, with_json);
}
