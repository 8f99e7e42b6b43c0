//! The life of a case from both sides, and escalations: who does what, what stops the response clock, what a priority does to
//! the due time, sent twice, changed meanwhile, and nothing that ends while an escalation is open.

mod escalations;

use crate::support::{
    Reply, key, request,
    world::{CANARY, World},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

/// A new case of the engineer's, by its path.
async fn opened(world: &World, changes: &Value) -> String {
    opened_by(world, Role::Engineer, changes).await
}

async fn opened_by(world: &World, role: Role, changes: &Value) -> String {
    let reply = world.open(role, &key(&format!("open {changes}")), changes).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.header("location").to_owned()
}

async fn send(world: &World, role: Role, (path, key, tag): (&str, &str, &str), body: &Value) -> Reply {
    let headers = [("idempotency-key", key), ("if-match", tag)];
    world.server.send(request(Method::POST, world.cookie(role), path, &headers, Some(body.to_string()))).await
}

async fn case(world: &World, path: &str) -> Value {
    world.server.get(world.cookie(Role::Engineer), path).await.json()
}

/// Somebody's request about the case as it is now, below its path.
async fn now(world: &World, role: Role, path: &str, below: &str, body: &Value) -> Reply {
    let version = format!("\"{}\"", case(world, path).await["version"]);
    let key = key(&format!("{role:?} {version} {below} {body}"));
    send(world, role, (&format!("{path}{below}"), &key, &version), body).await
}

async fn step(world: &World, role: Role, path: &str, body: Value) -> Reply {
    now(world, role, path, "/steps", &body).await
}

/// The desk has the case in its hands: without that it is not there for it.
async fn escalated(world: &World, path: &str) {
    let number = path.rsplit('/').next().unwrap();
    let sql = format!(
        "INSERT INTO escalation (case_number, number, reason, outcome, state, asked_by, asked_at)
           VALUES ('{number}', 1, 'x', 'x', 'owned', 'person-engineer', 0);"
    );
    world.server.sql(&sql).await;
}

/// The clock of a test runs on: to the minute.
fn minute(instant: &Value) -> String {
    instant.as_str().unwrap_or_default().chars().take("2026-11-24T09:00".len()).collect()
}

fn stands(reply: &Reply) -> (u16, String, String) {
    let (case, text) = (reply.json(), |value: &Value| value.as_str().unwrap_or_default().to_owned());
    (reply.status.as_u16(), text(&case["status"]), text(&case["waiting_on"]))
}

#[tokio::test]
async fn both_sides_bring_a_case_to_its_agreed_end_and_everything_is_told() {
    let world = World::new().await;
    let path = opened(&world, &json!({})).await;
    let rounds = [
        (Role::VendorEngineer, json!({"step": "comment", "text": "Looking."}), "open", "vendor"),
        (Role::VendorEngineer, json!({"step": "phone", "text": " Called back. "}), "in_progress", "vendor"),
        (Role::VendorEngineer, json!({"step": "ask", "text": "Send the log."}), "in_progress", "customer"),
        (Role::Engineer, json!({"step": "comment", "text": "Here it is."}), "in_progress", "vendor"),
        (
            Role::Representative,
            json!({"step": "reference", "own_reference": " INC-1 "}),
            "in_progress",
            "vendor",
        ),
        (Role::VendorEngineer, json!({"step": "ask_closure", "text": "Fixed."}), "resolved", "customer"),
        (Role::Engineer, json!({"step": "reopen", "text": "Still there."}), "in_progress", "vendor"),
        (Role::Engineer, json!({"step": "ask_closure", "text": "Gone now."}), "resolved", "vendor"),
        (Role::VendorEngineer, json!({"step": "agree_closure"}), "closed", "nobody"),
        (Role::Administrator, json!({"step": "reopen", "text": "Back again."}), "in_progress", "vendor"),
    ];
    for (role, body, status, turn) in &rounds {
        let reply = step(&world, *role, &path, body.clone()).await;
        assert_eq!(stands(&reply), (201, (*status).to_owned(), (*turn).to_owned()), "{body}");
    }
    let case = case(&world, &path).await;
    assert_eq!((&case["version"], &case["own_reference"]), (&json!(11), &json!("INC-1")));
    let events = case["events"].as_array().unwrap();
    let told: Vec<(&str, &str)> =
        events.iter().skip(2).map(|e| (e["kind"].as_str().unwrap(), e["by"].as_str().unwrap())).collect();
    let expected = [
        ("comment", "engineer"),
        ("phone", "engineer"),
        ("asked", "engineer"),
        ("comment", "customer"),
        ("reference", "customer"),
        ("closure_asked", "engineer"),
        ("reopened", "customer"),
        ("closure_asked", "customer"),
        ("closed", "engineer"),
        ("reopened", "customer"),
    ];
    assert_eq!(told, expected);
    assert_eq!((&events[3]["status"], &events[3]["text"]), (&json!("in_progress"), &json!("Called back.")));
    assert_eq!((&events[4]["waiting_on"], &events[4]["status"]), (&json!("customer"), &Value::Null));
    assert_eq!(events[3]["name"], "Name of vendor_engineer");
    // The advisor's question waits for the End User, and takes no case: that is the engineer's.
    let untaken = opened(&world, &json!({"synopsis": "asked"})).await;
    let asked = step(&world, Role::Advisor, &untaken, json!({"step": "ask", "text": "Which release?"})).await;
    assert_eq!(stands(&asked), (201, "open".to_owned(), "customer".to_owned()));
    let taken = step(&world, Role::VendorEngineer, &untaken, json!({"step": "ask", "text": "And?"})).await;
    assert_eq!(stands(&taken), (201, "in_progress".to_owned(), "customer".to_owned()));
    let ids: std::collections::BTreeSet<i64> = events.iter().map(|e| e["id"].as_i64().unwrap()).collect();
    assert_eq!(ids.len(), events.len(), "each has a permalink of its own");
}

/// Whoever wrote over another's sees what was there.
#[tokio::test]
async fn a_reference_is_told_with_the_one_before() {
    let world = World::new().await;
    let path = opened(&world, &json!({})).await;
    for (reference, told) in [
        ("", Value::Null),
        ("INC-1", json!("INC-1")),
        ("INC-2", json!("INC-2\nBefore: INC-1")),
        ("", json!("None\nBefore: INC-2")),
        ("INC-3", json!("INC-3")),
    ] {
        let wish = json!({"step": "reference", "own_reference": reference});
        let case = step(&world, Role::Engineer, &path, wish).await.json();
        assert_eq!(case["events"].as_array().unwrap().last().unwrap()["text"], told, "{reference}");
    }
}

#[tokio::test]
async fn only_an_engineers_call_or_mail_stops_the_clock_and_says_when_it_was() {
    let world = World::new().await;
    let path = opened(&world, &json!({"priority": 2})).await;
    escalated(&world, &path).await;
    for (role, body) in [
        (Role::VendorEngineer, json!({"step": "comment", "text": "x"})),
        (Role::Advisor, json!({"step": "phone", "text": "x"})),
        (Role::EscalationDesk, json!({"step": "email", "text": "x"})),
    ] {
        let reply = step(&world, role, &path, body).await;
        assert_eq!((reply.status.as_u16(), &reply.json()["first_contact"]), (201, &Value::Null));
    }
    world.server.clock.advance(chrono::TimeDelta::minutes(20));
    let early = json!({"step": "phone", "text": "x", "at": "2026-11-24T08:59:00Z"});
    assert_eq!(step(&world, Role::VendorEngineer, &path, early).await.fields(), ["/at before_case"]);
    let late = json!({"step": "phone", "text": "x", "at": "2026-11-24T09:21:00Z"});
    assert_eq!(step(&world, Role::VendorEngineer, &path, late).await.fields(), ["/at future"]);
    let mail = json!({"step": "email", "text": "Wrote", "at": "2026-11-24T09:12:00Z"});
    let answered = step(&world, Role::VendorEngineer, &path, mail).await.json();
    let contact = json!({"at": "2026-11-24T09:12:00Z", "kind": "email", "name": "Name of vendor_engineer"});
    assert_eq!(answered["first_contact"], contact);
    let event = answered["events"].as_array().unwrap().last().unwrap();
    assert_eq!(minute(&event["recorded_at"]), "2026-11-24T09:20");
    let again = json!({"step": "phone", "text": "Again"});
    assert_eq!(step(&world, Role::VendorEngineer, &path, again).await.json()["first_contact"], contact);
    // One that was made before counts, though it is entered after; and whoever takes over now is told of it.
    let call = json!({"step": "phone", "text": "Called first", "at": "2026-11-24T09:05:00Z"});
    let first = step(&world, Role::VendorEngineer, &path, call).await.json();
    assert_eq!(
        first["first_contact"],
        json!({"at": "2026-11-24T09:05:00Z", "kind": "phone", "name": "Name of vendor_engineer"})
    );
    let handover = world
        .server
        .get(world.cookie(Role::Engineer), "/v1/handover?since=2026-11-24T09:15:00Z")
        .await
        .json();
    assert!(handover["events"].to_string().contains("Called first"), "{handover}");
}

#[tokio::test]
async fn a_priority_moves_the_due_time_only_forward_and_nothing_after_the_first_contact() {
    let world = World::new().await;
    let path = opened(&world, &json!({})).await;
    let due = |reply: &Reply| minute(&reply.json()["due_at"]);
    world.server.clock.advance(chrono::TimeDelta::minutes(20));
    let raise = json!({"step": "priority", "priority": 1});
    assert_eq!(step(&world, Role::Engineer, &path, raise).await.fields(), ["/phone_page missing"]);
    let raise = json!({"step": "priority", "priority": 1, "phone_page": "open_on_web", "text": "Down now"});
    let raised = step(&world, Role::Representative, &path, raise).await;
    assert_eq!((due(&raised).as_str(), &raised.json()["priority"]), ("2026-11-24T09:50", &json!(1)));
    assert_eq!(raised.json()["target"]["row"], 2, "opened on the web: the row of Priority 2");
    assert_eq!(raised.json()["expert_to_expert"], "representative");
    let change = raised.json()["events"].as_array().unwrap().last().unwrap()["priority"].clone();
    assert_eq!((&change["from"], &change["to"]), (&json!(3), &json!(1)));
    let moved = (minute(&change["due_before"]), minute(&change["due_after"]));
    assert_eq!(moved, ("2026-11-24T13:00".to_owned(), "2026-11-24T09:50".to_owned()));
    let lowered = step(&world, Role::VendorEngineer, &path, json!({"step": "priority", "priority": 4})).await;
    assert_eq!(due(&lowered), "2026-11-24T09:50", "lowering gives no more time");
    let target = &lowered.json()["target"].clone();
    assert_eq!(
        (&target["row"], &target["priority"]),
        (&json!(2), &json!(1)),
        "the target is still that one's"
    );
    assert_eq!(lowered.json()["expert_to_expert"], Value::Null);
    for (body, field) in [
        (json!({"step": "priority", "priority": 4}), "/priority same"),
        (json!({"step": "priority", "priority": 5}), "/priority missing"),
        (json!({"step": "priority"}), "/priority missing"),
    ] {
        assert_eq!(step(&world, Role::Engineer, &path, body).await.fields(), [field]);
    }
    step(&world, Role::VendorEngineer, &path, json!({"step": "phone", "text": "x"})).await;
    let after = step(&world, Role::VendorEngineer, &path, json!({"step": "priority", "priority": 1})).await;
    assert_eq!(due(&after), "2026-11-24T09:50");
}

/// Whoever raises it: what counts is who is spoken with, as the person stands on that day.
#[tokio::test]
async fn a_case_comes_to_expert_to_expert_whenever_it_becomes_a_priority_1_or_2() {
    let world = World::new().await;
    // The words make each of the requests one of its own.
    let to = |priority: u8, text: &str| json!({"step": "priority", "priority": priority, "phone_page": "open_on_web", "text": text});
    let basis = |reply: &Reply| {
        assert_eq!(reply.status, 201, "{}", reply.text());
        reply.json()["expert_to_expert"].clone()
    };
    let named = opened_by(&world, Role::Representative, &json!({"synopsis": "By one of the six"})).await;
    let raised = step(&world, Role::VendorEngineer, &named, to(2, "first")).await;
    assert_eq!(basis(&raised), "representative", "raised by the vendor's side");
    assert_eq!(basis(&step(&world, Role::Engineer, &named, to(3, "down")).await), Value::Null);
    assert_eq!(
        basis(&step(&world, Role::Engineer, &named, to(1, "up")).await),
        "representative",
        "and up again"
    );
    let expert = opened_by(&world, Role::CertifiedExpert, &json!({"synopsis": "By a certified one"})).await;
    assert_eq!(basis(&step(&world, Role::VendorEngineer, &expert, to(2, "expert")).await), "certified");
    let engineer = opened_by(&world, Role::Engineer, &json!({"synopsis": "By an engineer"})).await;
    assert_eq!(basis(&step(&world, Role::VendorEngineer, &engineer, to(1, "engineer")).await), Value::Null);
    // The engineer speaks for the case, and somebody else is named for it.
    let contacts = world.server.get(world.cookie(Role::Engineer), "/v1/contacts").await.json();
    let contact = &contacts["representatives"][0]["id"];
    assert!(contact.is_string(), "{contacts}");
    let other = json!({"synopsis": "About which a representative is called", "contact": contact});
    let other = opened_by(&world, Role::Engineer, &other).await;
    assert_eq!(basis(&step(&world, Role::VendorEngineer, &other, to(2, "other")).await), "representative");
    // For somebody who called: it goes by the caller, who named no contact.
    for (person, expected) in
        [("person-representative", json!("representative")), ("person-viewer", Value::Null)]
    {
        let call =
            json!({"on_behalf_of": "own", "channel": "phone", "opened_for": person, "synopsis": person});
        let called = opened_by(&world, Role::VendorEngineer, &call).await;
        let raised = step(&world, Role::VendorEngineer, &called, to(2, person)).await;
        assert_eq!(basis(&raised), expected, "{person}");
    }
}

#[tokio::test]
async fn a_record_counts_a_case_under_the_priority_that_its_target_was_made_for() {
    let world = World::new().await;
    // Missed as a Priority 2, then lowered; answered in time as a Priority 3, then raised.
    let missed = opened(&world, &json!({"priority": 2})).await;
    let met = opened(&world, &json!({"priority": 3})).await;
    // A sign-in that nobody uses ends in less than the time that it takes.
    for (path, priority) in [(&met, 1), (&missed, 4)] {
        world.server.clock.advance(chrono::TimeDelta::minutes(20));
        let call = json!({"step": "phone", "text": path});
        assert_eq!(step(&world, Role::VendorEngineer, path, call).await.status, 201);
        let change = json!({"step": "priority", "priority": priority});
        assert_eq!(step(&world, Role::VendorEngineer, path, change).await.json()["priority"], priority);
    }
    let read = async |path: &str| world.server.get(world.cookie(Role::Engineer), path).await.json();
    let record = read("/v1/response-record").await;
    let rows: Vec<Value> = record["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["priority"], row["met"], row["missed"]]))
        .collect();
    assert_eq!(rows, [json!([2, 0, 1]), json!([3, 1, 0])]);
    let behind = read("/v1/response-record/cases?quarter=2026-Q4&priority=2&channel=web&became=missed").await;
    assert_eq!(behind["items"][0]["number"], missed.rsplit('/').next().unwrap());
}

#[tokio::test]
async fn what_a_side_may_not_do_is_refused_with_its_reason_and_changes_nothing() {
    let world = World::new().await;
    let path = opened(&world, &json!({})).await;
    escalated(&world, &path).await;
    for (role, body, field) in [
        (Role::Engineer, json!({"step": "phone", "text": "x"}), "/step vendor_only"),
        (Role::Engineer, json!({"step": "work"}), "/step vendor_only"),
        (Role::Engineer, json!({"step": "comment", "text": " "}), "/text missing"),
        (Role::Engineer, json!({"step": "comment", "text": "x".repeat(15_001)}), "/text too_long"),
        (Role::Engineer, json!({"step": "agree_closure"}), "/step not_asked"),
        (Role::Engineer, json!({"step": "reopen", "text": "x"}), "/step not_closed"),
        (Role::Representative, json!({"step": "bring_advisor"}), "/step not_urgent"),
        (Role::Engineer, json!({"step": "dance"}), "/step unknown_step"),
        (
            Role::Engineer,
            json!({"step": "reference", "own_reference": "x".repeat(101)}),
            "/own_reference too_long",
        ),
        (Role::VendorEngineer, json!({"step": "reference", "own_reference": "x"}), "/step customer_only"),
        (Role::Advisor, json!({"step": "ask_closure", "text": "x"}), "/step customer_or_engineer"),
        (Role::EscalationDesk, json!({"step": "priority", "priority": 1}), "/step customer_or_engineer"),
    ] {
        let reply = step(&world, role, &path, body.clone()).await;
        assert_eq!((reply.status.as_u16(), reply.fields()), (422, vec![field.to_owned()]), "{body}");
    }
    assert_eq!(step(&world, Role::Viewer, &path, json!({"step": "comment", "text": "x"})).await.status, 403);
    assert_eq!(case(&world, &path).await["version"], 1);
}

/// One press brings the advisor in, by those who work with the advisor; who is asked sees it until something is
/// said.
#[tokio::test]
async fn the_advisor_is_brought_in_once_and_sees_who_asks() {
    let world = World::new().await;
    let (path, bring) = (opened(&world, &json!({"priority": 2})).await, json!({"step": "bring_advisor"}));
    for role in [Role::Engineer, Role::Administrator, Role::CertifiedExpert] {
        let refused = step(&world, role, &path, bring.clone()).await;
        assert_eq!(refused.status, 403, "{role:?}");
        assert!(refused.text().contains("named representatives work with the advisor"), "{}", refused.text());
    }
    assert_eq!(
        step(&world, Role::VendorEngineer, &path, bring.clone()).await.fields(),
        ["/step customer_only"]
    );
    let waits = async |role| {
        let list = world.server.get(world.cookie(role), "/v1/cases").await.json();
        list["items"][0]["asks_advisor"] == json!(true)
    };
    let asked = async || {
        let workspace = world.server.get(world.cookie(Role::Advisor), "/v1/workspace").await.json();
        workspace["asked"].as_array().unwrap().len()
    };
    assert_eq!((waits(Role::Advisor).await, asked().await), (false, 0));
    let steps = format!("{path}/steps");
    for _ in 0..2 {
        let reply = send(&world, Role::Representative, (&steps, "bring", "\"1\""), &bring).await;
        assert_eq!(reply.status, 201, "the same key is the same step");
    }
    let twice = step(&world, Role::Representative, &path, bring.clone()).await;
    assert_eq!(twice.fields(), ["/step advisor_there"]);
    let kinds = case(&world, &path).await["events"].clone();
    let asks = kinds.as_array().unwrap().iter().filter(|event| event["kind"] == "advisor_asked").count();
    assert_eq!((asks, waits(Role::Advisor).await, asked().await), (1, true, 1));
    step(&world, Role::VendorEngineer, &path, json!({"step": "comment", "text": "x"})).await;
    assert!(waits(Role::Advisor).await, "somebody else's word is no answer");
    step(&world, Role::Advisor, &path, json!({"step": "comment", "text": "I call JTAC."})).await;
    assert_eq!((waits(Role::Advisor).await, asked().await), (false, 0));
}

#[tokio::test]
async fn sent_twice_it_is_one_step_and_seen_older_it_is_told_what_happened() {
    let world = World::new().await;
    let path = opened(&world, &json!({})).await;
    let steps = format!("{path}/steps");
    let mine = json!({"step": "comment", "text": "Mine"});
    let first = send(&world, Role::Engineer, (&steps, "k1", "\"1\""), &mine).await;
    let again = send(&world, Role::Engineer, (&steps, "k1", "\"1\""), &mine).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201));
    assert_eq!((again.header("idempotency-replayed"), &first.body), ("true", &again.body));
    let theirs = json!({"step": "comment", "text": "Theirs"});
    let stale = send(&world, Role::VendorEngineer, (&steps, "k2", "\"1\""), &theirs).await;
    assert_eq!(stale.status, 412);
    let told = &stale.json()["errors"][0].clone();
    assert_eq!(
        (&told["code"], &told["detail"]),
        (&json!("comment"), &json!("Name of engineer: Mine")),
        "{}",
        stale.text()
    );
    assert_eq!(case(&world, &path).await["events"].as_array().unwrap().len(), 3, "nothing of it was stored");
    let fresh = send(&world, Role::VendorEngineer, (&steps, "k2", "\"2\""), &theirs).await;
    assert_eq!(fresh.status, 201, "the same key, with what was seen now");
    let other = json!({"step": "comment", "text": "Other"});
    assert_eq!(send(&world, Role::VendorEngineer, (&steps, "k2", "\"3\""), &other).await.status, 422);
    let headers = [("idempotency-key", "k3")];
    let bare = request(Method::POST, world.cookie(Role::Engineer), &steps, &headers, Some(other.to_string()));
    assert_eq!(world.server.send(bare).await.status, 428);
    let tag = world.server.get(world.cookie(Role::Engineer), &path).await.header("etag").to_owned();
    assert_eq!(send(&world, Role::Engineer, (&steps, "k4", &tag), &other).await.status, 201);
}

#[tokio::test]
async fn a_case_of_another_account_is_not_there() {
    let world = World::new().await;
    let foreign = json!({
        "priority": 2, "unit": crate::support::world::FOREIGN_UNIT, "synopsis": CANARY, "description": CANARY,
        "software_version": "x",
    });
    let made = world.server.post(&world.foreign, "/v1/cases", "f", &foreign).await;
    let path = made.header("location").to_owned();
    for below in ["/steps", "/escalations", "/escalations/1/steps"] {
        for role in [Role::Engineer, Role::VendorEngineer, Role::Advisor, Role::EscalationDesk] {
            let place = format!("{path}{below}");
            let reply = send(&world, role, (&place, "k", "\"1\""), &json!({"step": "comment"})).await;
            assert_eq!(reply.status, 404, "{place}");
            assert!(!reply.text().contains(CANARY));
        }
    }
}
