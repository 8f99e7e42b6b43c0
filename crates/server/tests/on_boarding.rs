//! The on-boarding: its seven things and the account's own, every change kept, complete only when nothing is left, and two
//! people at once.

use crate::support::{Reply, world::World};
use rules::access::Role;
use serde_json::{Value, json};
use std::sync::Arc;

const PATH: &str = "/v1/on-boarding";

async fn read(world: &World) -> Reply {
    world.server.get(world.cookie(Role::Viewer), PATH).await
}

async fn step(world: &World, role: Role, body: &Value) -> Reply {
    let seen = read(world).await;
    world.server.patch(world.cookie(role), PATH, seen.header("etag"), body).await
}

fn item(reply: &Reply, id: &str) -> Value {
    let items = reply.json()["items"].as_array().unwrap().clone();
    items.into_iter().find(|item| item["id"] == id || item["name"] == id).unwrap_or(Value::Null)
}

fn is_complete(reply: &Reply) -> bool {
    let on_boarding: wire::on_boarding::OnBoarding = serde_json::from_value(reply.json()).unwrap();
    rules::on_boarding::reason(&on_boarding.standing(), on_boarding.not_known()).outcome
        == rules::reason::Outcome::Met
}

#[tokio::test]
async fn seven_things_wait_from_the_beginning() {
    let world = World::new().await;
    let new = read(&world).await;
    assert_eq!(new.json()["account"], json!({"id": "own", "name": "Own Networks"}));
    let ids: Vec<Value> =
        new.json()["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect();
    assert_eq!(ids, rules::on_boarding::Item::ALL.map(rules::on_boarding::Item::code));
    assert!(new.json()["items"].as_array().unwrap().iter().all(|item| item["progress"] == "not_started"));
    assert_eq!(world.server.count("on_boarding_item").await, 0);
}

#[tokio::test]
async fn what_somebody_says_is_kept_with_who_and_when() {
    let world = World::new().await;
    let done = json!({"step": "set", "item": "user_accounts", "progress": "done", "note": " all of them ", "evidence": "https://wiki.example.net/a"});
    let after = step(&world, Role::Representative, &done).await;
    let accounts = item(&after, "user_accounts");
    assert_eq!(
        (&accounts["by"], &accounts["at"].as_str().unwrap()[..16]),
        (&json!("Name of representative"), "2026-11-24T09:00")
    );
    assert_eq!(
        (&accounts["note"], &accounts["evidence"]),
        (&json!("all of them"), &json!("https://wiki.example.net/a"))
    );
    // Somebody else puts the note right: who did it, and when, stays.
    world.server.clock.advance(chrono::TimeDelta::minutes(5));
    let noted = json!({"step": "set", "item": "user_accounts", "note": "all but one"});
    let accounts = item(&step(&world, Role::Advisor, &noted).await, "user_accounts");
    assert_eq!(&accounts["at"].as_str().unwrap()[..16], "2026-11-24T09:00");
    assert_eq!(
        (&accounts["by"], &accounts["note"], &accounts["evidence"]),
        (&json!("Name of representative"), &json!("all but one"), &json!("https://wiki.example.net/a"))
    );
    let not_needed = json!({"step": "set", "item": "services_credits", "progress": "does_not_apply"});
    assert_eq!(step(&world, Role::Administrator, &not_needed).await.fields(), ["/why missing"]);
    let with_why = json!({"step": "set", "item": "services_credits", "progress": "does_not_apply", "why": "none bought"});
    let after = step(&world, Role::Advisor, &with_why).await;
    assert_eq!(item(&after, "services_credits")["why"], "none bought");
    let history = after.json()["history"].clone();
    assert_eq!(history.as_array().unwrap().len(), 3);
    assert_eq!(
        (&history[0]["by"], &history[0]["on_behalf"], &history[0]["progress"], &history[0]["text"]),
        (&json!("Name of advisor"), &json!(true), &json!("does_not_apply"), &json!("none bought"))
    );
    assert_eq!((&history[2]["on_behalf"], &history[2]["name"]), (&json!(false), &json!("User accounts")));
    // Back at work: the why goes.
    let again = step(
        &world,
        Role::Advisor,
        &json!({"step": "set", "item": "services_credits", "progress": "in_progress"}),
    )
    .await;
    assert_eq!(item(&again, "services_credits")["why"], Value::Null);
}

#[tokio::test]
async fn own_things_come_and_go_and_the_seven_stay() {
    let world = World::new().await;
    let added =
        step(&world, Role::Administrator, &json!({"step": "add", "name": " Badge for the lab "})).await;
    let own = item(&added, "Badge for the lab");
    assert_eq!(added.json()["items"][7]["name"], "Badge for the lab");
    for (body, field) in [
        (json!({"step": "add", "name": "badge FOR the lab"}), "/name name_taken"),
        (json!({"step": "add", "name": "Key contacts"}), "/name name_taken"),
        (json!({"step": "add"}), "/name missing"),
        (json!({"step": "add", "name": "x".repeat(101)}), "/name too_long"),
        (json!({"step": "remove", "item": "escalation"}), "/item one_of_the_seven"),
        (json!({"step": "set", "item": "lunch", "progress": "done"}), "/item unknown_item"),
        (json!({"step": "set", "item": "escalation", "progress": "eaten"}), "/progress unknown_progress"),
        (json!({"step": "set", "item": "escalation", "note": "x".repeat(2001)}), "/note too_long"),
        (json!({"step": "sing"}), "/step unknown_step"),
    ] {
        assert_eq!(step(&world, Role::Administrator, &body).await.fields(), [field], "{body}");
    }
    let removed = step(&world, Role::Administrator, &json!({"step": "remove", "item": own["id"]})).await;
    assert_eq!((removed.status.as_u16(), removed.json()["items"].as_array().unwrap().len()), (200, 7));
    assert_eq!(
        (&removed.json()["history"][0]["step"], &removed.json()["history"][0]["name"]),
        (&json!("remove"), &json!("Badge for the lab"))
    );
}

#[tokio::test]
async fn complete_when_nothing_is_left() {
    let world = World::new().await;
    step(&world, Role::Administrator, &json!({"step": "add", "name": "Lab"})).await;
    for code in rules::on_boarding::Item::ALL.map(rules::on_boarding::Item::code) {
        let body = if code == "services_credits" {
            json!({"step": "set", "item": code, "progress": "does_not_apply", "why": "none"})
        } else {
            json!({"step": "set", "item": code, "progress": "done"})
        };
        assert!(!is_complete(&step(&world, Role::Advisor, &body).await), "{code}");
    }
    let lab = item(&read(&world).await, "Lab")["id"].clone();
    let last =
        step(&world, Role::Representative, &json!({"step": "set", "item": lab, "progress": "done"})).await;
    assert!(is_complete(&last));
    let back =
        step(&world, Role::Representative, &json!({"step": "set", "item": lab, "progress": "in_progress"}))
            .await;
    assert!(!is_complete(&back));
}

#[tokio::test]
async fn two_people_at_once_lose_nothing() {
    let world = World::new().await;
    let seen = read(&world).await;
    let set = |item: &str| json!({"step": "set", "item": item, "progress": "done"});
    let (one, two) = (world.cookie(Role::Administrator), world.cookie(Role::Advisor));
    assert_eq!(world.server.patch(one, PATH, seen.header("etag"), &set("escalation")).await.status, 200);
    let late = world.server.patch(two, PATH, seen.header("etag"), &set("key_contacts")).await;
    assert_eq!(late.status, 412);
    assert_eq!(step(&world, Role::Advisor, &set("key_contacts")).await.status, 200);
    let now = read(&world).await;
    assert_eq!(
        (&item(&now, "escalation")["progress"], &item(&now, "key_contacts")["progress"]),
        (&json!("done"), &json!("done"))
    );
    // Nobody has changed anything: the answer says so.
    let again = world.server.get_with(two, PATH, &[("if-none-match", now.header("etag"))]).await;
    assert_eq!(again.status, 304);
}

#[tokio::test]
async fn forty_things_at_once_are_all_there_or_refused() {
    let world = Arc::new(World::new().await);
    let tries: Vec<_> = (0..40)
        .map(|n| {
            let world = Arc::clone(&world);
            tokio::spawn(async move {
                loop {
                    let reply = step(
                        &world,
                        Role::Administrator,
                        &json!({"step": "add", "name": format!("thing {n}")}),
                    )
                    .await;
                    if reply.status != 412 {
                        return reply.status.as_u16();
                    }
                }
            })
        })
        .collect();
    let mut added = 0;
    for tried in tries {
        match tried.await.unwrap() {
            200 => added += 1,
            other => assert_eq!(other, 422),
        }
    }
    assert_eq!(added, rules::on_boarding::OWN_MAX);
    assert_eq!(world.server.count("on_boarding_change").await, 30);
}
