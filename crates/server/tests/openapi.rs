//! The committed document is the one that the server would print, and the paths in it are those of `wire`.

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

#[test]
fn operations_have_names_of_their_own_and_answer_with_problems() {
    let document = serde_json::to_value(portal_server::api::document::document()).unwrap();
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(names.insert(operation["operationId"].as_str().unwrap().to_owned()), "{method} {path}");
            for (status, response) in operation["responses"].as_object().unwrap() {
                let is_refusal = status == "default" || status.starts_with('4');
                let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
                assert_eq!(problem == "#/components/schemas/Problem", is_refusal, "{method} {path} {status}");
            }
        }
    }
}
