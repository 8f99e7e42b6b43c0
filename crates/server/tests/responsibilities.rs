//! The responsibilities of an account: read off what is known, said where nobody else knows, one step at a time.

use crate::support::{
    Reply,
    world::{OWN_UNIT, World},
};
use rules::access::Role;
use serde_json::{Value, json};

const PATH: &str = "/v1/responsibilities";

async fn read(world: &World) -> Value {
    world.server.get(world.cookie(Role::Administrator), PATH).await.json()
}

async fn step(world: &World, role: Role, body: &Value) -> Reply {
    let seen = world.server.get(world.cookie(role), PATH).await;
    world.server.patch(world.cookie(role), PATH, seen.header("etag"), body).await
}

async fn done(world: &World, body: Value) -> Value {
    let reply = step(world, Role::Administrator, &body).await;
    assert_eq!(reply.status, 200, "{body}: {}", reply.text());
    reply.json()
}

fn state<'a>(body: &'a Value, rule: &str) -> &'a str {
    let states = body["states"].as_array().unwrap();
    states.iter().find(|state| state["rule"] == rule).unwrap()["state"].as_str().unwrap()
}

#[tokio::test]
async fn what_the_portal_knows_decides_by_itself() {
    let world = World::new().await;
    let before = read(&world).await;
    for (rule, expected) in [
        ("R-063", "waiting_on_you"),
        ("R-064", "waiting_on_you"),
        ("R-065", "waiting_on_you"),
        ("R-066", "no_data"),
        ("R-067", "waiting_on_you"),
        ("R-068", "waiting_on_you"),
        ("R-069", "no_data"),
        ("R-070", "recommended"),
        ("R-071", "in_place"),
        ("R-079", "waiting_on_you"),
    ] {
        assert_eq!(state(&before, rule), expected, "{rule}");
    }
    world
        .server
        .sql(&format!(
            "UPDATE unit SET software_release = '1', release_confirmed_at = 1795500000000 WHERE reference = '{OWN_UNIT}';
             UPDATE contact SET cert_level = 'JNCIS', cert_track = 'SP', cert_expires = '2027-01-01' WHERE id = 'c1-own';
             INSERT INTO contact (id, account_id, place, name, cert_level, cert_track, cert_expires)
               VALUES ('c3', 'own', 2, 'x', 'JNCIE', 'SP', '2027-01-01')"
        ))
        .await;
    let after = read(&world).await;
    assert_eq!(["R-064", "R-065", "R-070"].map(|rule| state(&after, rule)), ["in_place"; 3]);
    world.server.sql("UPDATE contact SET cert_expires = '2026-11-23' WHERE id = 'c3'").await;
    assert_eq!(state(&read(&world).await, "R-070"), "recommended", "what has run out is not held");
}

#[tokio::test]
async fn what_only_the_end_user_knows_is_said_and_taken_back() {
    let world = World::new().await;
    for rule in ["R-068", "R-079"] {
        let said = done(&world, json!({"rule": rule, "step": "give", "text": " As agreed "})).await;
        assert_eq!(state(&said, rule), "in_place");
        let line = said["said"].as_array().unwrap().iter().find(|line| line["topic"] == rule).unwrap();
        assert_eq!((&line["by"], &line["text"]), (&json!("Name of administrator"), &json!("As agreed")));
        let back = done(&world, json!({"rule": rule, "step": "withdraw"})).await;
        assert_eq!(state(&back, rule), "waiting_on_you");
        let again = step(&world, Role::Administrator, &json!({"rule": rule, "step": "withdraw"})).await;
        assert_eq!(again.fields(), ["/step not_given"]);
    }
    let history = read(&world).await["history"].clone();
    assert_eq!(history.as_array().unwrap().len(), 4);
    let on_behalf = step(&world, Role::Advisor, &json!({"rule": "R-068", "step": "give"})).await.json();
    assert_eq!(on_behalf["history"][0]["on_behalf"], true);
}

/// The profile is right, access is given: nobody says so on behalf of the End User. What it has said is seen all the same.
#[tokio::test]
async fn what_is_the_end_users_own_word_the_vendor_does_not_give() {
    let world = World::new().await;
    for (rule, steps) in [("R-067", vec!["give"]), ("R-079", vec!["give", "withdraw"])] {
        for step_ in steps {
            let body = json!({"rule": rule, "step": step_});
            let refused = step(&world, Role::Advisor, &body).await;
            assert_eq!(refused.status, 403, "{body}");
            let why = refused.json()["detail"].as_str().unwrap().to_owned();
            assert!(why.contains("nobody on their behalf"), "{why}");
        }
        assert_eq!(world.server.count("declaration").await, 0);
        done(&world, json!({"rule": rule, "step": "give"})).await;
        let seen = world.server.get(world.cookie(Role::Advisor), PATH).await.json();
        assert_eq!(state(&seen, rule), "in_place");
        world.server.sql("DELETE FROM declaration").await;
    }
}

/// 92 days: a quarter.
#[tokio::test]
async fn the_profile_is_asked_for_once_a_quarter() {
    let world = World::new().await;
    assert_eq!(state(&done(&world, json!({"rule": "R-067", "step": "give"})).await, "R-067"), "in_place");
    for (days, expected) in [(91, "in_place"), (92, "in_place"), (93, "waiting_on_you")] {
        let at = world.server.clock.now() - chrono::TimeDelta::days(days);
        world.server.sql(&format!("UPDATE declaration SET at = {}", at.timestamp_millis())).await;
        assert_eq!(state(&read(&world).await, "R-067"), expected, "{days} days");
    }
    assert_eq!(state(&done(&world, json!({"rule": "R-067", "step": "give"})).await, "R-067"), "in_place");
}

#[tokio::test]
async fn trainings_and_third_parties_are_kept_as_records() {
    let world = World::new().await;
    let training = json!({"rule": "R-069", "step": "add", "name": "A", "text": "Junos", "day": "2026-11-24"});
    let held = done(&world, training).await;
    assert_eq!(
        (state(&held, "R-069"), held["trainings"][0]["day"].as_str()),
        ("in_place", Some("2026-11-24"))
    );
    let party = json!({"rule": "R-071", "step": "add", "name": "Power Ltd", "text": "Escort"});
    let named = done(&world, party).await;
    assert_eq!(state(&named, "R-071"), "waiting_on_you");
    let id = named["third_parties"][0]["id"].as_str().unwrap().to_owned();
    let secured = done(&world, json!({"rule": "R-071", "step": "secured", "record": id})).await;
    assert_eq!(state(&secured, "R-071"), "in_place");
    assert_eq!(secured["third_parties"][0]["said"]["by"], "Name of administrator");
    let lost = done(&world, json!({"rule": "R-071", "step": "not_secured", "record": id})).await;
    assert_eq!(state(&lost, "R-071"), "waiting_on_you");
    let gone = done(&world, json!({"rule": "R-071", "step": "remove", "record": id})).await;
    assert_eq!((state(&gone, "R-071"), gone["third_parties"].as_array().unwrap().len()), ("in_place", 0));
    let training = held["trainings"][0]["id"].clone();
    let none = done(&world, json!({"rule": "R-069", "step": "remove", "record": training})).await;
    assert_eq!(state(&none, "R-069"), "no_data");
    assert_eq!(none["history"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn what_can_not_be_said_is_refused_at_its_field() {
    let world = World::new().await;
    let foreign = "INSERT INTO readiness_record (id, account_id, kind, name, about) VALUES ('f', 'foreign', 'third_party', 'x', 'x')";
    world.server.sql(foreign).await;
    for (body, fields) in [
        (json!({"rule": "R-065", "step": "give"}), vec!["/rule unknown_rule"]),
        (json!({"rule": "R-067", "step": "withdraw"}), vec!["/step unknown_step"]),
        (json!({"rule": "R-068", "step": "give", "text": "x".repeat(251)}), vec!["/text too_long"]),
        (json!({"rule": "R-069", "step": "add"}), vec!["/name missing", "/text missing", "/day missing"]),
        (
            json!({"rule": "R-069", "step": "add", "name": "A", "text": "B", "day": "2026-11-25"}),
            vec!["/day in_future"],
        ),
        (
            json!({"rule": "R-069", "step": "add", "name": "A", "text": "B", "day": "yesterday"}),
            vec!["/day unreadable"],
        ),
        (
            json!({"rule": "R-071", "step": "add", "name": "x".repeat(101), "text": "B"}),
            vec!["/name too_long"],
        ),
        (json!({"rule": "R-071", "step": "secured", "record": "f"}), vec!["/record unknown_record"]),
        (json!({"rule": "R-071", "step": "remove"}), vec!["/record unknown_record"]),
    ] {
        assert_eq!(step(&world, Role::Administrator, &body).await.fields(), fields, "{body}");
    }
    assert_eq!(world.server.count("declaration").await, 0, "what was refused leaves no line");
}
