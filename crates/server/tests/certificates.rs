//! Certificates, own details and the quarterly confirmation: who may say what about whom, when an approval stays, and a
//! history that gives everything back.

use crate::support::{Reply, world::World};
use axum::http::StatusCode;
use chrono::TimeDelta;
use rules::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const PATH: &str = "/v1/contacts";

async fn read(world: &World, role: Role) -> Reply {
    world.server.get(world.cookie(role), PATH).await
}

/// A step on the roster as that role sees it now.
async fn step(world: &World, role: Role, path: &str, body: &Value) -> Reply {
    let seen = read(world, role).await;
    world.server.patch(world.cookie(role), &format!("{PATH}{path}"), seen.header("etag"), body).await
}

fn certificate() -> Value {
    json!({"level": "JNCIS", "track": "SP", "number": "JPR-4711", "obtained": "2025-03-01"})
}

async fn enter(world: &World, role: Role, id: &str, body: &Value) -> Reply {
    step(world, role, &format!("/{id}/certificate"), body).await
}

async fn decide(world: &World, id: &str, body: &Value) -> Reply {
    step(world, Role::Advisor, &format!("/{id}/approval"), body).await
}

fn find(reply: &Reply, list: &str, name: &str) -> Option<Value> {
    reply.json()[list].as_array()?.iter().find(|contact| contact["name"] == name).cloned()
}

async fn history(world: &World) -> Vec<Value> {
    let changes = world.server.get(world.cookie(Role::Administrator), "/v1/contacts/changes").await;
    changes.json()["items"].as_array().unwrap().clone()
}

/// From an engineer's own entry to Expert to Expert Access, and to its end.
#[tokio::test]
async fn an_engineer_enters_the_advisor_approves_and_expiry_ends_it() {
    let world = World::new().await;
    let entered = enter(&world, Role::Engineer, "own", &certificate()).await;
    assert_eq!(entered.status, 200, "{}", entered.text());
    let own = find(&entered, "others", "Name of engineer").unwrap();
    assert_eq!(
        (&own["certification"]["expires"], &own["certification"]["approved"]),
        (&json!("2028-03-01"), &json!(false))
    );
    assert_eq!(entered.json()["own"], own["id"]);
    let id = own["id"].as_str().unwrap();
    for role in [Role::Administrator, Role::Advisor] {
        assert_eq!(
            find(&read(&world, role).await, "others", "Name of engineer").unwrap()["certification"]["number"],
            "JPR-4711"
        );
    }
    for role in [Role::Representative, Role::Viewer, Role::VendorEngineer] {
        assert_eq!(find(&read(&world, role).await, "others", "Name of engineer"), None, "{role:?}");
    }
    let approved = decide(&world, id, &json!({"approved": true})).await;
    assert!(find(&approved, "certified_experts", "Name of engineer").is_some());
    let seen =
        find(&read(&world, Role::Representative).await, "certified_experts", "Name of engineer").unwrap();
    assert_eq!(seen["certification"]["number"], Value::Null, "a number is not everybody's");
    let mine = world.server.get(world.cookie(Role::Engineer), "/v1/me").await.json();
    assert_eq!(mine["certification"]["approved"], true);
    let steps: Vec<Value> = history(&world).await.iter().map(|line| line["step"].clone()).collect();
    assert_eq!(steps, ["approve", "certificate"]);

    world.server.sql("UPDATE contact SET cert_expires = '2026-11-23' WHERE name = 'Name of engineer'").await;
    let after = read(&world, Role::Administrator).await;
    assert_eq!(find(&after, "certified_experts", "Name of engineer"), None);
    assert!(find(&after, "others", "Name of engineer").is_some());
    let run_out = decide(&world, id, &json!({"approved": true})).await;
    assert_eq!(run_out.fields(), ["/approved not_approvable"]);
}

#[tokio::test]
async fn an_approval_stays_with_the_same_certificate_only() {
    let world = World::new().await;
    let is_approved = |reply: &Reply| find(reply, "certified_experts", "own expert").is_some();
    let same = json!({"level": "JNCIP", "track": "SP", "number": "7", "expires": "2027-06-30"});
    assert!(!is_approved(&enter(&world, Role::Administrator, "c2-own", &same).await), "the number is new");
    assert!(is_approved(&decide(&world, "c2-own", &json!({"approved": true})).await));
    assert!(is_approved(&enter(&world, Role::CertifiedExpert, "own", &same).await), "said again, the same");
    for (field, value) in [("level", "JNCIE"), ("track", "ENT"), ("number", "8"), ("expires", "2027-07-01")] {
        let mut other = same.clone();
        other[field] = json!(value);
        assert!(!is_approved(&enter(&world, Role::CertifiedExpert, "c2-own", &other).await), "{field}");
        enter(&world, Role::CertifiedExpert, "own", &same).await;
        assert!(is_approved(&decide(&world, "c2-own", &json!({"approved": true})).await));
    }
}

#[tokio::test]
async fn declined_needs_a_word_which_the_person_sees() {
    let world = World::new().await;
    let without = decide(&world, "c2-own", &json!({"approved": false, "word": " "})).await;
    assert_eq!(without.fields(), ["/word missing"]);
    let long = json!({"approved": false, "word": "x".repeat(501)});
    assert_eq!(decide(&world, "c2-own", &long).await.fields(), ["/word too_long"]);
    let word = json!({"approved": false, "word": "The number is not known to the vendor"});
    assert_eq!(decide(&world, "c2-own", &word).await.status, 200);
    let own = find(&read(&world, Role::CertifiedExpert).await, "others", "own expert").unwrap();
    assert_eq!(own["certification"]["declined"], word["word"]);
    assert_eq!(history(&world).await[0]["word"], word["word"]);
    // Entered anew it waits again, without the old word.
    let entered = enter(&world, Role::CertifiedExpert, "own", &certificate()).await;
    assert_eq!(find(&entered, "others", "own expert").unwrap()["certification"]["declined"], Value::Null);
}

#[tokio::test]
async fn nobody_speaks_for_another_but_an_administrator() {
    let world = World::new().await;
    for (role, id) in [
        (Role::Engineer, "c2-own"),
        (Role::Representative, "c2-own"),
        (Role::CertifiedExpert, "c1-own"),
        (Role::Administrator, "c2-foreign"),
        (Role::Advisor, "c2-foreign"),
        (Role::Advisor, "own"),
    ] {
        let path =
            if role == Role::Advisor { format!("/{id}/approval") } else { format!("/{id}/certificate") };
        let body = if role == Role::Advisor { json!({"approved": true}) } else { certificate() };
        assert_eq!(step(&world, role, &path, &body).await.status, StatusCode::NOT_FOUND, "{role:?} {id}");
    }
    assert_eq!(enter(&world, Role::Administrator, "c1-own", &certificate()).await.status, 200);
    let none = decide(&world, "c1-own", &json!({"approved": true})).await;
    assert_eq!(none.status, 200);
    let seen = read(&world, Role::Administrator).await;
    let changed = world
        .server
        .patch(world.cookie(Role::Administrator), "/v1/contacts/c1-own/certificate", "\"x\"", &certificate())
        .await;
    assert_eq!(changed.status, 412);
    assert_eq!(read(&world, Role::Administrator).await.text(), seen.text());
}

#[tokio::test]
async fn what_no_certificate_is_is_said_at_once() {
    let world = World::new().await;
    let wrong = json!({"level": "JNCIX", "track": "", "number": "", "obtained": "2026-12-24"});
    let refused = enter(&world, Role::Engineer, "own", &wrong).await;
    assert_eq!(
        refused.fields(),
        ["/level certificate", "/track certificate", "/number certificate", "/obtained certificate"]
    );
    assert_eq!(
        world.server.count("contact WHERE person_id = 'person-engineer'").await,
        0,
        "nothing is left of it"
    );
    let associate = json!({"level": "JNCIA", "track": "Junos", "number": "1", "expires": "2028-01-01"});
    assert_eq!(enter(&world, Role::Engineer, "own", &associate).await.status, 200);
    let id = read(&world, Role::Engineer).await.json()["own"].as_str().unwrap().to_owned();
    let refused = decide(&world, &id, &json!({"approved": true})).await;
    assert_eq!(refused.fields(), ["/approved not_approvable"]);
    assert!(refused.text().contains("JNCIA gives no access"), "{}", refused.text());
}

#[tokio::test]
async fn own_details_are_kept_and_a_listed_country_refuses_nothing() {
    let world = World::new().await;
    let details = json!({"name": "Own Senior", "phone": "+49 30 5550 111", "zone": "Asia/Tokyo", "country": "ir",
        "preferred_hours": {"days": [1, 2, 6], "from": "22:00", "to": "06:00"}});
    let kept = step(&world, Role::Representative, "/own", &details).await;
    assert_eq!(kept.status, 200, "{}", kept.text());
    let own = find(&kept, "representatives", "Own Senior").unwrap();
    assert_eq!(
        (&own["phone"], &own["zone"], &own["country"]),
        (&json!("+49305550111"), &json!("Asia/Tokyo"), &json!("IR"))
    );
    assert_eq!(own["preferred_hours"], details["preferred_hours"]);
    let me = world.server.get(world.cookie(Role::Representative), "/v1/me").await.json();
    assert_eq!((&me["name"], &me["named_representative"]), (&json!("Own Senior"), &json!(true)));
    let others = find(&read(&world, Role::Engineer).await, "representatives", "Own Senior").unwrap();
    assert_eq!(others["country"], Value::Null, "where somebody works is not everybody's");
    let line = &history(&world).await[0];
    assert_eq!(
        (&line["step"], &line["before"]["zone"], &line["after"]["country"]),
        (&json!("edit"), &json!("Europe/Berlin"), &json!("IR"))
    );
    let wrong = json!({"name": "", "phone": "1", "zone": "Mars/Olympus", "country": "Iran",
        "preferred_hours": {"days": [8], "from": "8", "to": "25:00"}});
    assert_eq!(
        step(&world, Role::Representative, "/own", &wrong).await.fields(),
        [
            "/name missing",
            "/phone no_number",
            "/zone unknown_zone",
            "/country no_country",
            "/preferred_hours/days no_days",
            "/preferred_hours/from no_time"
        ]
    );
    let mut unread = details.clone();
    unread["preferred_hours"]["days"] = json!([1, "Tuesday"]);
    assert_eq!(
        step(&world, Role::Representative, "/own", &unread).await.fields(),
        ["/preferred_hours/days no_days"],
        "a day that can't be read is not left out"
    );
    let homeless = json!({"name": "x", "phone": "+49 30 5550 111", "preferred_hours": {"days": [1], "from": "08:00", "to": "18:00"}});
    assert_eq!(step(&world, Role::Representative, "/own", &homeless).await.fields(), ["/zone missing"]);
}

#[tokio::test]
async fn people_are_confirmed_as_they_were_seen() {
    let world = World::new().await;
    assert_eq!(read(&world, Role::Administrator).await.json()["confirmed"], Value::Null);
    let seen = read(&world, Role::Representative).await;
    let confirm = |tag: String| {
        let world = &world;
        async move {
            world
                .server
                .patch(world.cookie(Role::Representative), "/v1/contacts/confirmation", &tag, &json!({}))
                .await
        }
    };
    let confirmed = confirm(seen.header("etag").to_owned()).await;
    let said = confirmed.json()["confirmed"].clone();
    assert_eq!(said["by"], "Name of representative");
    assert!(said["at"].as_str().unwrap().starts_with("2026-11-24T09:00:"), "{said}");
    assert_eq!(confirm(seen.header("etag").to_owned()).await.status, 412, "pressed twice it is said once");
    assert_eq!(history(&world).await.len(), 1);
    world.server.clock.advance(TimeDelta::minutes(10));
    let later = read(&world, Role::Representative).await;
    let again = confirm(later.header("etag").to_owned()).await.json()["confirmed"].clone();
    assert!(again["at"].as_str().unwrap().starts_with("2026-11-24T09:10:"), "{again}");
}

/// Somebody who was known already and is named under another telephone: the change has its own "before".
#[tokio::test]
async fn naming_a_certified_expert_loses_nothing_of_what_was_known() {
    let world = World::new().await;
    let person = json!({"name": "Own Expert", "email": "own-expert@example.net", "phone": "+49 30 5550 122"});
    let named = step(&world, Role::Administrator, "", &json!({"step": "add", "person": person})).await;
    assert_eq!(named.status, 200);
    let lines = history(&world).await;
    assert_eq!((&lines[0]["step"], &lines[1]["step"]), (&json!("add"), &json!("edit")));
    assert_eq!(
        (&lines[1]["before"]["name"], &lines[1]["before"]["phone"]),
        (&json!("own expert"), &json!("+1 202-555-0101"))
    );
    assert_eq!(lines[1]["before"]["certification"]["level"], "JNCIP");
    assert_eq!(lines[1]["place"], Value::Null);
}

/// Every contact, as the one who may see everything sees it.
fn everybody(reply: &Reply) -> BTreeMap<String, Value> {
    let body = reply.json();
    let all = ["representatives", "certified_experts", "others"]
        .map(|list| body[list].as_array().unwrap().clone())
        .concat();
    all.into_iter().map(|contact| (contact["id"].as_str().unwrap().to_owned(), contact)).collect()
}

/// The history tells of each contact concerned how it stood before: from today, step by step back.
#[tokio::test]
async fn the_history_gives_every_past_certificate_and_detail_back() {
    let world = World::new().await;
    let mut states = vec![everybody(&read(&world, Role::Administrator).await)];
    let details = json!({"name": "Own Senior", "phone": "+49 30 5550 111", "zone": "Europe/Berlin", "country": "DE",
        "preferred_hours": {"days": [1, 2], "from": "08:00", "to": "18:00"}});
    let expert = json!({"name": "own expert", "email": "own-expert@example.net", "phone": "+1 202-555-0109"});
    let steps = [
        (Role::Engineer, "/own/certificate", certificate()),
        (Role::Representative, "/own", details.clone()),
        (
            Role::CertifiedExpert,
            "/own/certificate",
            json!({"level": "JNCIE", "track": "SP", "number": "9", "expires": "2028-06-30"}),
        ),
        (Role::Advisor, "/c2-own/approval", json!({"approved": false, "word": "Not yet"})),
        (Role::Administrator, "/c1-own/certificate", certificate()),
        (Role::Advisor, "/c2-own/approval", json!({"approved": true})),
        (Role::Administrator, "", json!({"step": "add", "person": expert})),
        (Role::Administrator, "", json!({"step": "has_left", "contact": "c1-own"})),
    ];
    for (role, path, body) in steps {
        let reply = step(&world, role, path, &body).await;
        assert_eq!(reply.status, 200, "{path} {}", reply.text());
        let now = everybody(&read(&world, Role::Administrator).await);
        if states.last() != Some(&now) {
            states.push(now);
        }
    }
    let mut then = states.pop().unwrap();
    let lines = history(&world).await;
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        let id = line["contact"].as_str().unwrap().to_owned();
        if line["step"] != "add" || line["before"] != Value::Null {
            match &line["before"] {
                Value::Null => drop(then.remove(&id)),
                before => {
                    let contact = then.entry(id.clone()).or_insert_with(|| json!({"id": id}));
                    for field in
                        ["name", "email", "phone", "zone", "preferred_hours", "country", "certification"]
                    {
                        contact[field] = before[field].clone();
                    }
                }
            }
        }
        // Two lines of one step stand beside each other.
        if lines
            .peek()
            .is_some_and(|next| next["at"] == line["at"] && next["step"] == "edit" && line["step"] == "add")
        {
            continue;
        }
        assert_eq!(Some(then.clone()), states.pop(), "before {line}");
    }
    assert!(states.is_empty());
}
