//! Proposals of the advisor: what would be refused is refused at once, at most five are open, an administrator accepts or
//! declines, and the history says whose idea it was.

use crate::support::{Reply, key, request, world::World};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

const PATH: &str = "/v1/proposals";

fn person(n: usize) -> Value {
    json!({"name": format!("Person {n}"), "email": format!("person.{n}@own.example.net"), "phone": "+49 30 5550 100", "zone": "Europe/Berlin"})
}

fn adding(n: usize) -> Value {
    json!({"step": "add", "person": person(n), "reason": "Works at night"})
}

async fn propose(world: &World, key: &str, body: &Value) -> Reply {
    world.server.post(world.cookie(Role::Advisor), PATH, key, body).await
}

async fn proposed(world: &World, key: &str, body: &Value) -> Value {
    let made = propose(world, key, body).await;
    assert_eq!(made.status, 201, "{}", made.text());
    made.json()
}

async fn answer(world: &World, role: Role, seen: &Value, body: &Value) -> Reply {
    let path = format!("{PATH}/{}", seen["id"].as_str().unwrap());
    world.server.patch(world.cookie(role), &path, seen["tag"].as_str().unwrap(), body).await
}

async fn listed(world: &World, role: Role) -> Vec<Value> {
    world.server.get(world.cookie(role), PATH).await.json()["items"].as_array().unwrap().clone()
}

async fn named(world: &World) -> Vec<String> {
    let contacts = world.server.get(world.cookie(Role::Administrator), "/v1/contacts").await.json();
    let names = contacts["representatives"].as_array().unwrap().clone();
    names.iter().map(|contact| contact["name"].as_str().unwrap().to_owned()).collect()
}

async fn fill(world: &World, up_to: usize) {
    for n in 2..=up_to {
        let seen = world.server.get(world.cookie(Role::Administrator), "/v1/contacts").await;
        let step = json!({"step": "add", "person": person(100 + n)});
        let admin = world.cookie(Role::Administrator);
        assert_eq!(world.server.patch(admin, "/v1/contacts", seen.header("etag"), &step).await.status, 200);
    }
}

#[tokio::test]
async fn what_is_accepted_is_done_and_the_history_says_who_proposed_it() {
    let world = World::new().await;
    let made = proposed(&world, "k", &adding(1)).await;
    assert_eq!(named(&world).await, ["own senior"], "a proposal changes nothing");
    assert_eq!(world.server.count("roster_change").await, 0);
    let seen = listed(&world, Role::Administrator).await;
    assert_eq!(seen, vec![made.clone()]);
    assert_eq!((&seen[0]["state"], &seen[0]["proposed_by"]), (&json!("open"), &json!("Name of advisor")));
    let accepted = answer(&world, Role::Administrator, &seen[0], &json!({"step": "accept"})).await;
    assert_eq!(accepted.status, 200, "{}", accepted.text());
    assert_eq!(accepted.json()["state"], "accepted");
    assert_eq!(accepted.json()["ended_by"], "Name of administrator");
    assert_eq!(named(&world).await, ["own senior", "Person 1"]);
    let history = world.server.get(world.cookie(Role::Administrator), "/v1/contacts/changes").await.json();
    let told = &history["items"][0];
    assert_eq!((&told["step"], &told["by"]), (&json!("add"), &json!("Name of administrator")));
    assert_eq!((&told["proposed_by"], &told["word"]), (&json!("Name of advisor"), &json!("Works at night")));
    assert_eq!(told["after"]["name"], "Person 1");
    assert_eq!(listed(&world, Role::Advisor).await[0]["state"], "accepted", "the advisor sees it");
}

#[tokio::test]
async fn each_step_can_be_proposed_and_has_left_can_not() {
    let world = World::new().await;
    fill(&world, 3).await;
    let contacts = world.server.get(world.cookie(Role::Advisor), "/v1/contacts").await.json();
    let id = |place: usize| contacts["representatives"][place]["id"].clone();
    let other =
        json!({"name": "Person 102", "email": "person.102@own.example.net", "phone": "+49 30 5550 199"});
    let steps = [
        json!({"step": "edit", "contact": id(1), "person": other, "reason": "Another number"}),
        json!({"step": "replace", "contact": id(2), "person": person(9), "reason": "Moves on"}),
        json!({"step": "remove", "contact": id(0), "reason": "Asked for it"}),
    ];
    for (n, step) in steps.iter().enumerate() {
        let made = proposed(&world, &format!("k{n}"), step).await;
        let accepted = answer(&world, Role::Administrator, &made, &json!({"step": "accept"})).await;
        assert_eq!(accepted.status, 200, "{step}: {}", accepted.text());
    }
    assert_eq!(named(&world).await, ["Person 102", "Person 9"]);
    let gone = json!({"step": "has_left", "contact": id(1), "reason": "Heard so"});
    assert_eq!(propose(&world, "left", &gone).await.fields(), ["/step not_proposed"]);
    let unknown = json!({"step": "crown", "contact": id(1), "reason": "x"});
    assert_eq!(propose(&world, "crown", &unknown).await.fields(), ["/step unknown_step"]);
}

#[tokio::test]
async fn what_would_be_refused_is_refused_before_it_is_stored_and_again_when_it_is_accepted() {
    let world = World::new().await;
    let few = json!({"step": "remove", "contact": "c1-own", "reason": "x"});
    assert_eq!(propose(&world, "few", &few).await.fields(), ["/contact too_few"]);
    let foreign = json!({"step": "replace", "contact": "c1-foreign", "person": person(1), "reason": "x"});
    assert_eq!(propose(&world, "foreign", &foreign).await.fields(), ["/contact not_named"]);
    let wrong = json!({"step": "add", "person": {"name": "", "email": "noc@own.example.net", "phone": "1"}, "reason": "x"});
    assert_eq!(
        propose(&world, "wrong", &wrong).await.fields(),
        ["/person/name missing", "/person/email no_address", "/person/phone no_number"]
    );
    let long = "x".repeat(301);
    for (reason, code) in [(" ", "/reason missing"), (long.as_str(), "/reason too_long")] {
        let body = json!({"step": "add", "person": person(1), "reason": reason});
        assert_eq!(propose(&world, &key(code), &body).await.fields(), [code]);
    }
    assert_eq!(world.server.count("proposal").await, 0);
    assert_eq!((named(&world).await.len(), world.server.count("roster_change").await), (1, 0));

    // Room for it when it was proposed, none when it is accepted.
    let made = proposed(&world, "k", &adding(1)).await;
    fill(&world, 6).await;
    let refused = answer(&world, Role::Administrator, &made, &json!({"step": "accept"})).await;
    assert_eq!(refused.fields(), ["/person/email roster_full"]);
    assert_eq!(listed(&world, Role::Advisor).await[0]["state"], "open", "it waits on");
    assert_eq!(propose(&world, "full", &adding(2)).await.fields(), ["/person/email roster_full"]);
}

#[tokio::test]
async fn nobody_accepts_what_was_proposed_for_other_details_than_those_that_are_there() {
    let world = World::new().await;
    let other = json!({"name": "own senior", "email": "own-senior@example.net", "phone": "+49 30 5550 199"});
    let edit = json!({"step": "edit", "contact": "c1-own", "person": other, "reason": "Another number"});
    let made = proposed(&world, "k", &edit).await;
    assert_eq!(made["now"]["phone"], "+1 202-555-0100");
    world.server.sql("UPDATE contact SET phone = '+12025550177' WHERE id = 'c1-own'").await;
    let accept = json!({"step": "accept"});
    let stale = answer(&world, Role::Administrator, &made, &accept).await;
    assert_eq!(stale.status, 412, "{}", stale.text());
    let path = format!("{PATH}/{}", made["id"].as_str().unwrap());
    let admin = world.cookie(Role::Administrator);
    let without = request(Method::PATCH, admin, &path, &[], Some(accept.to_string()));
    assert_eq!(world.server.send(without).await.status, 428);
    let seen = listed(&world, Role::Administrator).await;
    assert_eq!(seen[0]["now"]["phone"], "+12025550177");
    assert_eq!(answer(&world, Role::Administrator, &seen[0], &accept).await.status, 200);
    let again = world.server.patch(admin, &path, "*", &accept).await;
    assert_eq!(again.fields(), ["/step ended"]);
}

#[tokio::test]
async fn five_are_open_at_most_and_a_withdrawn_one_makes_room() {
    let world = World::new().await;
    let mut made = Vec::new();
    for n in 0..5 {
        made.push(proposed(&world, &format!("k{n}"), &adding(n)).await);
    }
    let sixth = propose(&world, "k5", &adding(5)).await;
    assert_eq!(sixth.fields(), ["/step too_many_open"]);
    assert!(sixth.text().contains("Withdraw one of them"), "the way out");
    let withdrawn = answer(&world, Role::Advisor, &made[2], &json!({"step": "withdraw"})).await;
    assert_eq!((withdrawn.status.as_u16(), &withdrawn.json()["state"]), (200, &json!("withdrawn")));
    assert_eq!(propose(&world, "k6", &adding(6)).await.status, 201);
    let late = answer(&world, Role::Administrator, &made[2], &json!({"step": "accept"})).await;
    assert_eq!(late.status, 412);
    assert_eq!(named(&world).await.len(), 1);
}

#[tokio::test]
async fn declined_with_a_word_and_each_step_by_its_own_side() {
    let world = World::new().await;
    let made = proposed(&world, "k", &adding(1)).await;
    let decline = |word: &str| json!({"step": "decline", "word": word});
    assert_eq!(answer(&world, Role::Administrator, &made, &decline("")).await.fields(), ["/word missing"]);
    for (role, step) in
        [(Role::Advisor, "accept"), (Role::Advisor, "decline"), (Role::Administrator, "withdraw")]
    {
        let refused = answer(&world, role, &made, &json!({"step": step, "word": "x"})).await;
        assert_eq!(refused.status, 403, "{role:?} {step}");
    }
    for role in [Role::Engineer, Role::Representative, Role::Viewer, Role::VendorEngineer] {
        assert_eq!(world.server.get(world.cookie(role), PATH).await.status, 403);
        assert_eq!(answer(&world, role, &made, &json!({"step": "accept"})).await.status, 403);
    }
    let declined = answer(&world, Role::Administrator, &made, &decline("We have somebody else")).await;
    assert_eq!(declined.json()["state"], "declined");
    let seen = listed(&world, Role::Advisor).await;
    assert_eq!(
        (&seen[0]["word"], &seen[0]["ended_by"]),
        (&json!("We have somebody else"), &json!("Name of administrator"))
    );
    assert_eq!(named(&world).await.len(), 1);
}

#[tokio::test]
async fn a_repeated_press_makes_one_proposal() {
    let world = World::new().await;
    let first = propose(&world, "same", &adding(1)).await;
    let again = propose(&world, "same", &adding(1)).await;
    assert_eq!((again.status.as_u16(), again.header("idempotency-replayed")), (201, "true"));
    assert_eq!(again.json(), first.json());
    assert_eq!(propose(&world, "same", &adding(2)).await.status, 422);
    assert_eq!(world.server.count("proposal").await, 1);
}
