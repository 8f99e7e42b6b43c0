//! The roster of an account: every step that may be, every one that may not, fifty at once, and the history that gives any
//! past roster back.

use crate::support::{Reply, world::World};
use rules::access::Role;
use serde_json::{Value, json};
use std::sync::Arc;

const PATH: &str = "/v1/contacts";

fn person(n: usize) -> Value {
    json!({"name": format!("Person {n}"), "email": format!("person.{n}@own.example.net"), "phone": "+49 30 5550 100", "zone": "Europe/Berlin"})
}

async fn read(world: &World) -> Reply {
    world.server.get(world.cookie(Role::Administrator), PATH).await
}

/// A step on the roster as it is now.
async fn step(world: &World, body: &Value) -> Reply {
    let seen = read(world).await;
    world.server.patch(world.cookie(Role::Administrator), PATH, seen.header("etag"), body).await
}

async fn add(world: &World, n: usize) -> Reply {
    step(world, &json!({"step": "add", "person": person(n)})).await
}

fn names(reply: &Reply) -> Vec<String> {
    let list = reply.json()["representatives"].as_array().unwrap().clone();
    list.iter().map(|contact| contact["name"].as_str().unwrap().to_owned()).collect()
}

fn id_of(reply: &Reply, name: &str) -> String {
    let body = reply.json();
    let all =
        ["representatives", "certified_experts"].map(|list| body[list].as_array().unwrap().clone()).concat();
    all.iter().find(|contact| contact["name"] == name).unwrap()["id"].as_str().unwrap().to_owned()
}

/// The world begins with one representative and one certified expert.
async fn full() -> World {
    let world = World::new().await;
    for n in 2..=6 {
        assert_eq!(add(&world, n).await.status, 200);
    }
    world
}

#[tokio::test]
async fn six_and_no_seventh() {
    let world = full().await;
    let six = read(&world).await;
    assert_eq!(names(&six), ["own senior", "Person 2", "Person 3", "Person 4", "Person 5", "Person 6"]);
    let seventh = add(&world, 7).await;
    assert_eq!(
        (seventh.status.as_u16(), seventh.fields()),
        (422, vec!["/person/email roster_full".to_owned()])
    );
    assert!(seventh.text().contains("certified expert"), "the way out is named");
    assert_eq!(read(&world).await.text(), six.text());
}

#[tokio::test]
async fn a_replacement_keeps_the_place_with_six_and_with_two() {
    let world = full().await;
    let third = id_of(&read(&world).await, "Person 3");
    let replaced = step(&world, &json!({"step": "replace", "contact": third, "person": person(7)})).await;
    assert_eq!(names(&replaced), ["own senior", "Person 2", "Person 7", "Person 4", "Person 5", "Person 6"]);
    let taken = json!({"step": "replace", "contact": id_of(&replaced, "Person 7"), "person": person(4)});
    assert_eq!(step(&world, &taken).await.fields(), ["/person/email named_already"]);
    for n in [4, 5, 6, 7] {
        let id = id_of(&read(&world).await, &format!("Person {n}"));
        assert_eq!(step(&world, &json!({"step": "remove", "contact": id})).await.status, 200);
    }
    let two = read(&world).await;
    assert_eq!(names(&two), ["own senior", "Person 2"]);
    let swap = json!({"step": "replace", "contact": id_of(&two, "own senior"), "person": person(8)});
    assert_eq!(names(&step(&world, &swap).await), ["Person 8", "Person 2"]);
}

#[tokio::test]
async fn below_two_only_by_leaving() {
    let world = World::new().await;
    add(&world, 2).await;
    let two = read(&world).await;
    let remove = json!({"step": "remove", "contact": id_of(&two, "Person 2")});
    let refused = step(&world, &remove).await;
    assert_eq!(refused.fields(), ["/contact too_few"]);
    assert!(refused.text().contains("has left"), "the way out is named");
    for (name, left) in [("Person 2", vec!["own senior"]), ("own senior", vec![])] {
        let gone = json!({"step": "has_left", "contact": id_of(&read(&world).await, name)});
        assert_eq!(names(&step(&world, &gone).await), left);
    }
    // The first free place is filled first.
    assert_eq!(names(&add(&world, 3).await), ["Person 3"]);
}

#[tokio::test]
async fn a_certified_expert_is_named_and_goes_back_to_being_one() {
    let world = World::new().await;
    let details =
        json!({"name": "own expert", "email": "OWN-expert@example.net", "phone": "+1 202-555-0101"});
    let named = step(&world, &json!({"step": "add", "person": details})).await;
    assert_eq!(names(&named), ["own senior", "own expert"]);
    assert_eq!(named.json()["certified_experts"], json!([]));
    add(&world, 3).await;
    let remove = json!({"step": "remove", "contact": id_of(&named, "own expert")});
    let back = step(&world, &remove).await;
    assert_eq!(names(&back), ["own senior", "Person 3"]);
    assert_eq!(back.json()["certified_experts"][0]["name"], "own expert");
}

#[tokio::test]
async fn details_are_checked_all_at_once_and_put_right() {
    let world = World::new().await;
    let wrong =
        json!({"name": " ", "email": "noc@own.example.net", "phone": "030 5550", "zone": "Mars/Olympus"});
    let refused = step(&world, &json!({"step": "add", "person": wrong})).await;
    assert_eq!(
        refused.fields(),
        [
            "/person/name missing",
            "/person/email no_address",
            "/person/phone no_number",
            "/person/zone unknown_zone"
        ]
    );
    let seen = read(&world).await;
    let edit =
        |details: Value| json!({"step": "edit", "contact": id_of(&seen, "own senior"), "person": details});
    let mut details = person(1);
    details["email"] = json!("own-senior@example.net");
    let put_right = step(&world, &edit(details)).await.json();
    let first = &put_right["representatives"][0];
    assert_eq!((&first["name"], &first["phone"]), (&json!("Person 1"), &json!("+49305550100")));
    let expert = json!({"name": "x", "email": "own-expert@example.net", "phone": "+1 202-555-0101"});
    assert_eq!(step(&world, &edit(expert)).await.fields(), ["/person/email address_taken"]);
    for (body, field) in [
        (json!({"step": "promote"}), "/step unknown_step"),
        (json!({"step": "add"}), "/person missing"),
        (json!({"step": "remove"}), "/contact not_named"),
        (json!({"step": "has_left", "contact": "c1-foreign"}), "/contact not_named"),
        (
            json!({"step": "replace", "contact": id_of(&seen, "own expert"), "person": person(9)}),
            "/contact not_named",
        ),
    ] {
        assert_eq!(step(&world, &body).await.fields(), [field], "{body}");
    }
}

/// Whoever signs in with the address of a representative has the access of one.
#[tokio::test]
async fn naming_somebody_who_signs_in_takes_effect_at_once() {
    let world = World::new().await;
    let is_named = || async {
        let me = world.server.get(world.cookie(Role::Engineer), "/v1/me").await.json();
        me["named_representative"].as_bool().unwrap()
    };
    assert!(!is_named().await);
    let details = json!({"name": "x", "email": crate::support::world::email(Role::Engineer), "phone": "+1 202-555-0109"});
    let named = step(&world, &json!({"step": "add", "person": details})).await;
    assert!(is_named().await);
    step(&world, &json!({"step": "has_left", "contact": id_of(&named, "x")})).await;
    // Who has left signs in no more.
    assert_eq!(world.server.get(world.cookie(Role::Engineer), "/v1/me").await.status, 401);
}

#[tokio::test]
async fn who_has_seen_another_roster_changes_nothing() {
    let world = World::new().await;
    let seen = read(&world).await;
    let (cookie, tag) = (world.cookie(Role::Administrator), seen.header("etag"));
    let first = world.server.patch(cookie, PATH, tag, &json!({"step": "add", "person": person(2)})).await;
    assert_eq!((first.status.as_u16(), names(&first).len()), (200, 2));
    let second = world.server.patch(cookie, PATH, tag, &json!({"step": "add", "person": person(3)})).await;
    assert_eq!(second.status, 412);
    assert_eq!(names(&read(&world).await), ["own senior", "Person 2"]);
    // The answer's own tag is the next one to send.
    let next = world
        .server
        .patch(cookie, PATH, first.header("etag"), &json!({"step": "add", "person": person(3)}))
        .await;
    assert_eq!(next.status, 200);
    let without = crate::support::request(
        axum::http::Method::PATCH,
        cookie,
        PATH,
        &[],
        Some(json!({"step": "add"}).to_string()),
    );
    assert_eq!(world.server.send(without).await.status, 428);
}

#[tokio::test]
async fn fifty_at_once_make_six() {
    let world = Arc::new(World::new().await);
    let tries = (0..50).map(|n| {
        let world = Arc::clone(&world);
        tokio::spawn(async move {
            // As a person does who is told to look again.
            loop {
                let reply = add(&world, n).await;
                if reply.status != 412 {
                    return reply.status.as_u16();
                }
            }
        })
    });
    let mut added = 0;
    for tried in tries.collect::<Vec<_>>() {
        match tried.await.unwrap() {
            200 => added += 1,
            other => assert_eq!(other, 422),
        }
    }
    assert_eq!(added, 5);
    assert_eq!(names(&read(&world).await).len(), 6);
    assert_eq!(world.server.count("roster_change").await, 5);
}

/// From the roster of today, step by step back.
#[tokio::test]
async fn the_history_gives_every_past_roster_back() {
    let world = World::new().await;
    let id = async |name: &str| id_of(&read(&world).await, name);
    let mut rosters = vec![read(&world).await.json()["representatives"].clone()];
    let edited = json!({"name": "Person 2", "email": "new.address@own.example.net", "phone": "+1 202-555-0110", "zone": ""});
    let steps = [
        json!({"step": "add", "person": person(2)}),
        json!({"step": "add", "person": person(3)}),
        json!({"step": "edit", "contact": "Person 2", "person": edited}),
        json!({"step": "replace", "contact": "own senior", "person": person(4)}),
        json!({"step": "remove", "contact": "Person 3"}),
        json!({"step": "has_left", "contact": "Person 2"}),
        json!({"step": "add", "person": person(5)}),
    ];
    for mut body in steps {
        if let Some(name) = body["contact"].as_str().map(str::to_owned) {
            body["contact"] = json!(id(&name).await);
        }
        let reply = step(&world, &body).await;
        assert_eq!(reply.status, 200, "{body}");
        rosters.push(reply.json()["representatives"].clone());
    }
    let history = world.server.get(world.cookie(Role::Administrator), "/v1/contacts/changes").await.json();
    let changes = history["items"].as_array().unwrap();
    assert_eq!(changes.len(), 7);
    assert_eq!(changes[0]["by"], "Name of administrator");
    let listed = |roster: &Value| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        roster
            .as_array()
            .unwrap()
            .iter()
            .map(|person| (text(&person["name"]), text(&person["email"])))
            .collect()
    };
    let mut places: Vec<Option<(String, String)>> =
        listed(rosters.last().unwrap()).into_iter().map(Some).collect();
    places.resize(6, None);
    for (change, roster) in changes.iter().zip(rosters.iter().rev().skip(1)) {
        let place = usize::try_from(change["place"].as_u64().unwrap()).unwrap() - 1;
        let before = &change["before"];
        places[place] = before["name"]
            .as_str()
            .map(|name| (name.to_owned(), before["email"].as_str().unwrap().to_owned()));
        let then: Vec<_> = places.iter().flatten().cloned().collect();
        assert_eq!(then, listed(roster), "before {change}");
    }
}

#[tokio::test]
async fn others_are_told_whom_to_ask() {
    let world = World::new().await;
    for role in [Role::Representative, Role::Advisor] {
        let refused = world.server.patch(world.cookie(role), PATH, "*", &json!({"step": "add"})).await;
        assert!(
            refused.text().contains("An administrator of the End User names its representatives"),
            "{}",
            refused.text()
        );
    }
}

/// A certificate was approved for a human, and an address is how one is told from another.
#[tokio::test]
async fn a_certificate_does_not_go_to_somebody_else_with_an_edit() {
    let world = World::new().await;
    let engineer = crate::support::world::email(Role::Engineer);
    let seen = read(&world).await;
    let id = id_of(&seen, "own expert");
    let same =
        json!({"name": "own expert, married", "email": "OWN-expert@example.net", "phone": "+1 202-555-0101"});
    let edited = step(&world, &json!({"step": "edit", "contact": id, "person": same})).await;
    assert_eq!(edited.json()["certified_experts"][0]["name"], "own expert, married", "the same person");
    let other = json!({"name": "own expert", "email": engineer, "phone": "+1 202-555-0101"});
    let edited = step(&world, &json!({"step": "edit", "contact": id, "person": other})).await;
    assert_eq!(edited.fields(), ["/person/email signs_in_with_it"]);
    let me = world.server.get(world.cookie(Role::Engineer), "/v1/me").await.json();
    assert_ne!(me["certification"]["approved"], true);
}

/// The contact's address is not the one that the person signs in with.
#[tokio::test]
async fn a_telephone_put_right_takes_nobodys_access_away() {
    let world = World::new().await;
    let is_named = async || {
        let me = world.server.get(world.cookie(Role::Representative), "/v1/me").await.json();
        me["named_representative"].as_bool().unwrap()
    };
    assert!(is_named().await);
    let seen = read(&world).await;
    let same = json!({"name": "own senior", "email": "own-senior@example.net", "phone": "+49 30 5550 111"});
    step(&world, &json!({"step": "edit", "contact": id_of(&seen, "own senior"), "person": same})).await;
    assert!(is_named().await);
    // By the other address it is the same person, who is named once.
    let twice = json!({"name": "x", "email": crate::support::world::email(Role::Representative), "phone": "+1 202-555-0100"});
    assert_eq!(
        step(&world, &json!({"step": "add", "person": twice})).await.fields(),
        ["/person/email named_already"]
    );
}

#[tokio::test]
async fn who_is_named_first_and_signs_in_later_is_named() {
    let world = World::new().await;
    add(&world, 2).await;
    let mut tx = world.server.app.store.write().await.unwrap();
    let hash = portal_server::passwords::hash(crate::support::world::PASSWORD).unwrap();
    let email = "Person.2@own.example.net";
    let added =
        portal_server::store::people::add(&mut tx, "own", "Person 2", email, Role::Engineer, &hash).await;
    tx.commit().await.unwrap();
    let me = portal_server::store::people::by_id(
        &mut world.server.app.store.read().await.unwrap(),
        &added.unwrap().unwrap(),
    )
    .await;
    assert!(me.unwrap().unwrap().named_representative);
}

/// Without a valid certificate nothing of a person stays.
#[tokio::test]
async fn who_is_removed_is_gone() {
    let world = World::new().await;
    for n in [2, 3] {
        add(&world, n).await;
    }
    world.server.sql("UPDATE contact SET cert_level = 'JNCIS', cert_expires = '2020-01-01', cert_approved = 1 WHERE name = 'Person 3'").await;
    let id = id_of(&read(&world).await, "Person 3");
    step(&world, &json!({"step": "remove", "contact": id})).await;
    assert_eq!(world.server.count("contact WHERE name = 'Person 3'").await, 0);
}

/// A sign-in that a contact was cut loose from would outlive "has left".
#[tokio::test]
async fn an_address_that_somebody_signs_in_with_stays_until_that_person_has_left() {
    let world = World::new().await;
    let id = id_of(&read(&world).await, "own senior");
    let anew = json!({"name": "own senior", "email": "other@own.example.net", "phone": "+1 202-555-0100"});
    let edited = step(&world, &json!({"step": "edit", "contact": id, "person": anew})).await;
    assert_eq!(edited.fields(), ["/person/email signs_in_with_it"]);
    let put_right =
        json!({"name": "Own Senior", "email": "OWN-senior@example.net", "phone": "+1 202-555-0109"});
    let edited = step(&world, &json!({"step": "edit", "contact": id, "person": put_right})).await;
    assert_eq!(edited.status, 200, "{}", edited.text());
    step(&world, &json!({"step": "has_left", "contact": id})).await;
    assert_eq!(world.server.get(world.cookie(Role::Representative), "/v1/me").await.status, 401);
}
