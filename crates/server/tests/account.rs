//! Who holds which role in an account, and what of it each role sees.

use crate::support::world::{CANARY, PASSWORD, World, email};
use rules::access::Role;
use serde_json::{Value, json};

async fn people(world: &World, role: Role) -> Vec<Value> {
    let reply = world.server.get(world.cookie(role), "/v1/people").await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert!(!reply.text().contains(CANARY), "{}", reply.text());
    reply.json()["items"].as_array().unwrap().clone()
}

fn of<'a>(people: &'a [Value], name: &str) -> &'a Value {
    people.iter().find(|person| person["name"] == name).unwrap()
}

#[tokio::test]
async fn everybody_of_the_account_stands_there_with_a_role() {
    let world = World::new().await;
    // A representative who has no sign-in.
    world
        .server
        .sql(
            "INSERT INTO contact (id, account_id, place, name) VALUES ('c3', 'own', 2, 'Without sign-in');
              UPDATE person SET password_hash = NULL WHERE id = 'person-viewer';",
        )
        .await;
    let seen = people(&world, Role::Administrator).await;
    let names: Vec<&str> = seen.iter().map(|person| person["name"].as_str().unwrap()).collect();
    let expected = [
        "Name of administrator",
        "Name of certified_expert",
        "Name of engineer",
        "Name of representative",
        "Name of viewer",
        "Name of webinar_guest",
        "Without sign-in",
    ];
    assert_eq!(names, expected, "none of the vendor's or the reseller's");
    assert_eq!(of(&seen, "Name of representative")["named_representative"], true);
    assert_eq!(of(&seen, "Name of certified_expert")["named_representative"], false, "beside the six");
    assert_eq!(of(&seen, "Name of viewer")["may_sign_in"], false);
    let without = of(&seen, "Without sign-in");
    assert_eq!((&without["role"], &without["named_representative"]), (&Value::Null, &json!(true)));
}

#[tokio::test]
async fn the_last_sign_in_is_for_administrators_and_a_viewer_sees_names_and_roles() {
    let world = World::new().await;
    assert_eq!(world.server.sign_in(&email(Role::Engineer), "wrong").await.status, 401);
    let before = people(&world, Role::Administrator).await;
    assert_eq!(of(&before, "Name of engineer")["last_sign_in_on"], Value::Null, "a failed one is none");
    assert_eq!(world.server.sign_in(&email(Role::Engineer), PASSWORD).await.status, 200);
    let seen = people(&world, Role::Administrator).await;
    assert_eq!(of(&seen, "Name of engineer")["last_sign_in_on"], "2026-11-24");
    for role in [Role::Representative, Role::Engineer, Role::Advisor, Role::Viewer] {
        let seen = people(&world, role).await;
        assert!(seen.iter().all(|person| person["last_sign_in_on"].is_null()), "{role:?}");
        let sees_more = role != Role::Viewer;
        assert!(seen.iter().all(|person| person["may_sign_in"].is_null() != sees_more), "{role:?}");
        assert!(seen.iter().all(|person| person["named_representative"].is_null() != sees_more), "{role:?}");
        assert_eq!(of(&seen, "Name of engineer")["role"], "engineer");
    }
}

#[tokio::test]
async fn the_day_is_that_of_who_asks() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Administrator);
    assert_eq!(world.server.sign_in(&email(Role::Engineer), PASSWORD).await.status, 200);
    // 09:00 UTC is the evening before in Honolulu: 23:00.
    let wish = json!({"zone": "Pacific/Honolulu"});
    assert_eq!(world.server.patch(cookie, "/v1/me", "*", &wish).await.status, 200);
    let seen = people(&world, Role::Administrator).await;
    assert_eq!(of(&seen, "Name of engineer")["last_sign_in_on"], "2026-11-23");
}

#[tokio::test]
async fn the_vendor_s_people_say_which_account() {
    let world = World::new().await;
    world
        .server
        .sql(
            "INSERT INTO account (id, name, kind) VALUES ('second', 'Second', 'end_user');
        INSERT INTO assignment (person_id, account_id) VALUES ('person-advisor', 'second');",
        )
        .await;
    let cookie = world.cookie(Role::Advisor);
    assert_eq!(world.server.get(cookie, "/v1/people").await.fields(), ["/query/account missing"]);
    let own = world.server.get(cookie, "/v1/people?account=own").await;
    assert!(own.text().contains("Name of engineer"), "{}", own.text());
    assert_eq!(world.server.get(cookie, "/v1/people?account=second").await.json()["items"], json!([]));
    let foreign = world.server.get(cookie, "/v1/people?account=foreign").await;
    let missing = world.server.get(cookie, "/v1/people?account=missing").await;
    assert_eq!((foreign.status.as_u16(), foreign.likeness()), (404, missing.likeness()));
}
