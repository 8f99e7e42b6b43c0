//! What the Escalation Management Desk reaches: of the accounts that are assigned to it the cases that have, or had, a request
//! for escalation, and nothing else. Every operation, with a case that is escalated, one that is not, and one of another account.

use crate::support::{
    Reply, key, request,
    world::{CANARY, FOREIGN_UNIT, OWN_UNIT, World},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

/// Stands in every text of what is the account's and not escalated.
const PLAIN: &str = "gewoehnlich";

/// The numbers of three cases, each with its call note.
struct Cases {
    escalated: String,
    plain: String,
    foreign: String,
}

async fn number(reply: Reply) -> String {
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()["number"].as_str().unwrap().to_owned()
}

/// As a request of somebody at the End User leaves it.
async fn escalate(world: &World, case: &str, n: u32, state: &str) {
    let sql = format!(
        "INSERT INTO escalation (case_number, number, reason, outcome, state, asked_by, asked_at)
           VALUES ('{case}', {n}, 'stuck', 'moves', '{state}', 'person-engineer', 0);"
    );
    world.server.sql(&sql).await;
}

async fn cases(world: &World) -> Cases {
    let body = |unit: &str, words: &str| json!({"priority": 3, "unit": unit, "synopsis": words, "description": words, "software_version": words});
    let engineer = world.cookie(Role::Engineer);
    let mut all = Vec::new();
    for (cookie, unit, words) in [
        (engineer, OWN_UNIT, "escalated one"),
        (engineer, OWN_UNIT, PLAIN),
        (world.foreign.as_str(), FOREIGN_UNIT, CANARY),
    ] {
        let case =
            number(world.server.post(cookie, "/v1/cases", &key(words), &body(unit, words)).await).await;
        let note = json!({"unit": unit, "symptom": words});
        let note =
            number(world.server.post(cookie, "/v1/call-notes", &key(&format!("call {words}")), &note).await)
                .await;
        let became = format!(
            "UPDATE call_note SET state = 'case_opened', case_number = '{case}' WHERE number = '{note}';
             INSERT INTO case_event (case_number, at, kind, side, name, text)
               VALUES ('{case}', {}, 'comment', 'customer', '{words}', '{words}');",
            world.server.clock.now().timestamp_millis()
        );
        world.server.sql(&became).await;
        all.push(case);
    }
    let [escalated, plain, foreign] = all.try_into().unwrap();
    escalate(world, &escalated, 1, "owned").await;
    escalate(world, &foreign, 1, "owned").await;
    Cases { escalated, plain, foreign }
}

async fn desk(world: &World, path: &str) -> Reply {
    world.server.get(world.cookie(Role::EscalationDesk), path).await
}

async fn send(world: &World, path: &str, tag: Option<&str>, body: &Value) -> Reply {
    let mut headers = vec![("idempotency-key", "one-key")];
    headers.extend(tag.map(|tag| ("if-match", tag)));
    let cookie = world.cookie(Role::EscalationDesk);
    world.server.send(request(Method::POST, cookie, path, &headers, Some(body.to_string()))).await
}

/// Everything that lists cases, or something of them, over accounts.
fn lists(world: &World) -> Vec<String> {
    let since = (world.server.clock.now() - chrono::TimeDelta::hours(1))
        .to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    [
        "/v1/cases",
        "/v1/cases?open=true&sort=urgency",
        &format!("/v1/cases?q={OWN_UNIT}"),
        &format!("/v1/cases?unit={OWN_UNIT}"),
        "/v1/cases/facets",
        "/v1/cases/export",
        "/v1/call-notes",
        "/v1/response-record",
        "/v1/response-record/cases?quarter=2026-Q4&priority=3&channel=web",
        &format!("/v1/handover?since={since}"),
    ]
    .map(str::to_owned)
    .to_vec()
}

#[tokio::test]
async fn every_list_holds_the_escalated_case_alone() {
    let world = World::new().await;
    let cases = cases(&world).await;
    for path in lists(&world) {
        for path in [path.clone(), format!("{path}{}account=own", if path.contains('?') { '&' } else { '?' })]
        {
            let reply = desk(&world, &path).await;
            assert_eq!(reply.status, 200, "{path}");
            let text = reply.text();
            for hidden in [PLAIN, CANARY, &cases.plain, &cases.foreign] {
                assert!(!text.contains(hidden), "{path} shows {hidden}: {text}");
            }
            let figures = path.contains("facets")
                || path.starts_with("/v1/response-record?")
                || path == "/v1/response-record";
            assert!(figures || text.contains(&cases.escalated), "{path}: {text}");
            // Whoever is not bound so sees both.
            let all = world.server.get(world.cookie(Role::VendorEngineer), &path).await.text();
            assert!(figures || all.contains(&cases.plain), "{path}: {all}");
        }
    }
    let total = async |path: &str| desk(&world, path).await.json()["total"].clone();
    assert_eq!((total("/v1/cases").await, total("/v1/cases/facets").await), (json!(1), json!(1)));
    let sites = &desk(&world, "/v1/cases/facets").await.json()["filters"][0]["values"][0].clone();
    assert_eq!(sites["count"], 1);
    let record = desk(&world, "/v1/response-record").await.json();
    assert_eq!(record["rows"][0]["running"], 1, "{record}");
    let foreign = desk(&world, "/v1/cases?account=foreign").await;
    assert_eq!(foreign.status, 404);
}

#[tokio::test]
async fn a_case_that_is_not_escalated_is_not_there_and_no_step_of_it_either() {
    let world = World::new().await;
    let cases = cases(&world).await;
    let path = |number: &str| format!("/v1/cases/{number}");
    assert_eq!(desk(&world, &path(&cases.escalated)).await.status, 200);
    let missing = desk(&world, &path("2026-1124-999999")).await;
    for number in [&cases.plain, &cases.foreign] {
        let reply = desk(&world, &path(number)).await;
        assert_eq!((reply.status.as_u16(), reply.likeness()), (404, missing.likeness()));
    }
    for (below, body) in [
        ("/steps", json!({"step": "comment", "text": "x"})),
        ("/escalations", json!({"reason": "x", "outcome": "x"})),
        ("/escalations/1/steps", json!({"step": "take"})),
    ] {
        for tag in [None, Some("\"1\""), Some("\"7\""), Some("*")] {
            for number in [&cases.plain, &cases.foreign] {
                let reply = send(&world, &format!("{}{below}", path(number)), tag, &body).await;
                assert_eq!(reply.status, 404, "{below} {tag:?}: {}", reply.text());
            }
        }
        let reply = send(&world, &format!("{}{below}", path(&cases.escalated)), Some("\"9\""), &body).await;
        assert_eq!(reply.status, 412, "{below}");
    }
    let events = world.server.get(world.cookie(Role::Engineer), &path(&cases.plain)).await.json();
    assert_eq!(events["events"].as_array().unwrap().len(), 3, "nothing was written");
}

#[tokio::test]
async fn what_was_completed_stays_in_reach_and_what_is_asked_for_comes_into_it() {
    let world = World::new().await;
    let cases = cases(&world).await;
    world.server.sql("UPDATE escalation SET state = 'completed'").await;
    world.server.sql("UPDATE tech_case SET status = 'closed'").await;
    let listed = desk(&world, "/v1/cases?open=false").await.json();
    assert_eq!((&listed["total"], &listed["items"][0]["number"]), (&json!(1), &json!(cases.escalated)));
    let open = desk(&world, "/v1/cases?escalated=true").await.json();
    assert_eq!(open["total"], 0, "the filter asks for those that are not completed");
    escalate(&world, &cases.plain, 1, "requested").await;
    assert_eq!(desk(&world, &format!("/v1/cases/{}", cases.plain)).await.status, 200);
    assert_eq!(desk(&world, "/v1/cases").await.json()["total"], 2);
    // No account, no case.
    world.server.sql("DELETE FROM assignment WHERE person_id = 'person-escalation_desk'").await;
    assert_eq!(desk(&world, "/v1/cases").await.json()["total"], 0);
    assert_eq!(desk(&world, &format!("/v1/cases/{}", cases.escalated)).await.status, 404);
}

#[tokio::test]
async fn a_call_note_is_there_when_it_became_an_escalated_case() {
    let world = World::new().await;
    let cases = cases(&world).await;
    let notes = world.server.get(world.cookie(Role::Engineer), "/v1/call-notes").await.json();
    let note_of = |case: &str| {
        let mut notes = notes["items"].as_array().unwrap().iter();
        let note = notes.find(|note| note["case_number"] == case).unwrap();
        format!("/v1/call-notes/{}", note["number"].as_str().unwrap())
    };
    assert_eq!(desk(&world, &note_of(&cases.escalated)).await.status, 200);
    assert_eq!(desk(&world, &note_of(&cases.plain)).await.status, 404);
    world.server.sql("UPDATE call_note SET state = 'calling', case_number = NULL").await;
    assert_eq!(desk(&world, &note_of(&cases.escalated)).await.status, 404, "a call is no escalation");
}

#[tokio::test]
async fn an_escalation_that_is_not_there_is_missing_before_the_version_is_asked_for() {
    let world = World::new().await;
    let cases = cases(&world).await;
    for number in ["2", "0", "x", "01"] {
        let path = format!("/v1/cases/{}/escalations/{number}/steps", cases.escalated);
        for tag in [None, Some("\"1\""), Some("\"7\"")] {
            let reply = send(&world, &path, tag, &json!({"step": "take"})).await;
            assert_eq!(reply.status, 404, "{path} {tag:?}: {}", reply.text());
        }
    }
    let path = format!("/v1/cases/{}/escalations/1/steps", cases.escalated);
    let take = json!({"step": "take"});
    assert_eq!(send(&world, &path, None, &take).await.status, 428);
    assert_eq!(send(&world, &path, Some("\"7\""), &take).await.status, 412);
    assert_eq!(send(&world, &path, Some("\"1\""), &take).await.status, 201);
}

/// What is no case is not the desk's, whatever is escalated: units, people, contracts, what an account prepares, its advisor.
#[tokio::test]
async fn nothing_else_of_an_account_is_there() {
    let world = World::new().await;
    cases(&world).await;
    for path in [
        "/v1/units",
        "/v1/units/facets",
        "/v1/units/export",
        &format!("/v1/units/{OWN_UNIT}"),
        &format!("/v1/units/{OWN_UNIT}/history"),
        &format!("/v1/units/{OWN_UNIT}/label"),
        "/v1/sites",
        "/v1/sites/site-own",
        "/v1/contracts",
        "/v1/contacts",
        "/v1/contacts/changes",
        "/v1/people",
        "/v1/advisor",
        "/v1/advice",
        "/v1/meetings",
        "/v1/on-boarding",
        "/v1/activation",
        "/v1/responsibilities",
        "/v1/notices",
        "/v1/proposals",
        "/v1/claims",
        "/v1/registrations",
        "/v1/workspace",
    ] {
        for path in [path.to_owned(), format!("{path}?account=own")] {
            assert_eq!(desk(&world, &path).await.status, 403, "{path}");
        }
    }
    // A webinar that is for one account is that account's business; one that is for all is there.
    let webinar = |id: &str| {
        format!(
            "INSERT INTO webinar (id, title, about, topic, speaker_name, starts_at, ends_at, host_zone, planned_by, changed_at)
               VALUES ('{id}', 'x', 'x', 'installation', 'x', 0, 1, 'UTC', 'person-advisor', 0);"
        )
    };
    let audience = "INSERT INTO webinar_audience VALUES ('for-own', 'own');";
    world.server.sql(&format!("{}{}{audience}", webinar("for-all"), webinar("for-own"))).await;
    assert_eq!(desk(&world, "/v1/webinars/for-all").await.status, 200);
    assert_eq!(desk(&world, "/v1/webinars/for-own").await.status, 404);
    assert_eq!(desk(&world, "/v1/webinars/for-own?account=own").await.status, 404);
}
