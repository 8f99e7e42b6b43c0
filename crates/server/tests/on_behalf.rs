//! Cases that the vendor's side opens for an End User: out of a call note, once, whoever of two is quicker; and for a person.

use crate::support::{
    Reply,
    world::{CANARY, OWN_UNIT, World, person},
};
use rules::access::Role;
use serde_json::{Value, json};

async fn note(world: &World) -> String {
    let body = json!({"unit": OWN_UNIT, "symptom": "all links down"});
    let made = world.server.post(world.cookie(Role::Engineer), "/v1/call-notes", "note", &body).await;
    made.json()["number"].as_str().unwrap().to_owned()
}

async fn phone_case(world: &World, role: Role, key: &str, changes: Value) -> Reply {
    let mut wish = json!({"priority": 1, "on_behalf_of": "own", "channel": "phone"});
    crate::support::world::merge(&mut wish, &changes);
    world.open(role, key, &wish).await
}

#[tokio::test]
async fn two_make_a_call_a_case_at_once_and_the_other_is_told_which() {
    let world = World::new().await;
    let number = note(&world).await;
    let (a, b) = tokio::join!(
        phone_case(&world, Role::VendorEngineer, "a", json!({"call_note": number})),
        phone_case(&world, Role::Advisor, "b", json!({"call_note": number})),
    );
    let (won, lost) = if a.status == 201 { (a, b) } else { (b, a) };
    assert_eq!((won.status.as_u16(), lost.status.as_u16()), (201, 422), "{}", lost.text());
    assert_eq!(lost.fields(), ["/call_note closed"]);
    let case = won.json()["number"].as_str().unwrap().to_owned();
    assert!(lost.text().contains(&case), "it says which: {}", lost.text());
    assert_eq!(world.server.count("tech_case").await, 1);
    let read = world.server.get(world.cookie(Role::Engineer), &format!("/v1/call-notes/{number}")).await;
    assert_eq!((&read.json()["state"], &read.json()["case_number"]), (&json!("case_opened"), &json!(case)));
}

#[tokio::test]
async fn a_note_that_was_withdrawn_is_said_to_be_and_the_case_goes_without_it() {
    let world = World::new().await;
    let number = note(&world).await;
    let path = format!("/v1/call-notes/{number}");
    let withdrawn = json!({"outcome": "withdrawn"});
    let reply = world.server.patch(world.cookie(Role::Engineer), &path, "\"1\"", &withdrawn).await;
    assert_eq!(reply.status, 200);
    let refused = phone_case(&world, Role::VendorEngineer, "k", json!({"call_note": number})).await;
    assert_eq!(refused.fields(), ["/call_note closed"]);
    assert!(refused.text().contains("it was withdrawn"), "{}", refused.text());
    assert_eq!(phone_case(&world, Role::VendorEngineer, "k2", json!({})).await.status, 201);
}

#[tokio::test]
async fn the_case_says_for_whom_and_by_whom() {
    let world = World::new().await;
    let number = note(&world).await;
    let of_call = phone_case(&world, Role::VendorEngineer, "a", json!({"call_note": number})).await.json();
    assert_eq!((&of_call["on_behalf"], &of_call["opened_for"]), (&json!(true), &json!("Name of engineer")));
    assert_eq!(of_call["opened_by"], "Name of vendor_engineer");
    let told = &of_call["events"][0];
    assert_eq!((&told["kind"], &told["name"]), (&json!("opened"), &json!("Name of vendor_engineer")));
    assert_eq!(told["text"], "On behalf of Name of engineer of Own Networks, by phone.");

    let named = json!({"channel": "web", "priority": 3, "opened_for": person(Role::Viewer)});
    let named = phone_case(&world, Role::Advisor, "b", named).await;
    assert_eq!(named.json()["opened_for"], "Name of viewer", "{}", named.text());
    assert_eq!(
        named.json()["events"][0]["text"],
        "On behalf of Name of viewer of Own Networks, not by phone."
    );
    // The End User's own people see the same.
    let path = named.header("location").to_owned();
    let seen = world.server.get(world.cookie(Role::Engineer), &path).await.json();
    assert_eq!((&seen["opened_for"], &seen["on_behalf"]), (&json!("Name of viewer"), &json!(true)));

    let nobody = phone_case(&world, Role::Advisor, "c", json!({})).await.json();
    assert_eq!(nobody["opened_for"], Value::Null);
    assert_eq!(nobody["events"][0]["text"], "On behalf of Own Networks, by phone.");
    let own = world.open(Role::Engineer, "d", &json!({})).await.json();
    assert_eq!((&own["opened_for"], &own["events"][0]["text"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn nobody_of_another_account_and_no_call_of_another_account() {
    let world = World::new().await;
    let body = json!({"unlisted": {"host_name": "x", "site": "y"}, "symptom": CANARY});
    let foreign = world.server.post(&world.foreign, "/v1/call-notes", "k", &body).await.json();
    let number = foreign["number"].as_str().unwrap();
    for role in [Role::VendorEngineer, Role::Advisor] {
        let seen = world.server.get(world.cookie(role), &format!("/v1/call-notes/{number}")).await;
        let nowhere = world.server.get(world.cookie(role), "/v1/call-notes/CALL-2026-999999").await;
        assert_eq!((seen.status.as_u16(), seen.likeness()), (404, nowhere.likeness()));
        for (wish, field) in [
            (json!({"call_note": number}), "/call_note unknown_call_note"),
            (json!({"opened_for": "foreign-engineer"}), "/opened_for unknown_person"),
            (json!({"opened_for": "nobody"}), "/opened_for unknown_person"),
            (json!({"on_behalf_of": "foreign", "call_note": number}), "/on_behalf_of unknown_account"),
        ] {
            let reply = phone_case(&world, role, "k", wish.clone()).await;
            assert_eq!(reply.fields(), [field], "{role:?} {wish}");
            assert!(!reply.text().contains(CANARY), "{}", reply.text());
        }
    }
    let own = world.open(Role::Engineer, "k", &json!({"opened_for": person(Role::Viewer)})).await;
    assert_eq!(own.status, 403, "only the vendor's people say for whom");
    assert_eq!(world.server.count("tech_case").await, 0);
}
