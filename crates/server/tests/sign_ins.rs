//! Ending the sign-in of somebody, by an administrator: at once, for good until another invitation, written down, and never
//! the own one or the last administrator's.

use crate::support::{
    Reply, Server, request,
    world::{PASSWORD, World, email, person},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

async fn end(server: &Server, cookie: &str, id: &str) -> Reply {
    server.send(request(Method::DELETE, cookie, &format!("/v1/people/{id}/sign-in"), &[], None)).await
}

async fn changes(world: &World) -> Vec<Value> {
    let history = world.server.get(world.cookie(Role::Administrator), "/v1/contacts/changes").await;
    history.json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn an_ended_sign_in_is_out_at_once_and_comes_back_by_invitation_only() {
    let world = World::new().await;
    let (server, admin) = (&world.server, world.cookie(Role::Administrator));
    let (viewer, address) = (world.cookie(Role::Viewer), email(Role::Viewer));
    assert_eq!(server.get(viewer, "/v1/me").await.status, 200);
    let other = server.cookie(&person(Role::Viewer)).await;
    assert_eq!(end(server, admin, &person(Role::Viewer)).await.status, 204);
    for cookie in [viewer, other.as_str()] {
        assert_eq!(server.get(cookie, "/v1/me").await.status, 401);
    }
    assert_eq!(server.sign_in(&address, PASSWORD).await.status, 401);
    let holders = server.get(admin, "/v1/people").await.json();
    let holder = holders["items"].as_array().unwrap().iter().find(|p| p["id"] == "person-viewer").unwrap();
    assert_eq!((&holder["may_sign_in"], &holder["role"]), (&json!(false), &json!("viewer")));

    let told = changes(&world).await;
    assert_eq!((&told[0]["step"], &told[0]["by"]), (&json!("end_sign_in"), &json!("Name of administrator")));
    assert_eq!(told[0]["before"]["role"], "viewer");
    assert_eq!(told[0]["before"]["email"], address);
    assert_eq!(told[0]["after"]["role"], Value::Null);
    // Twice is harmless and told once.
    assert_eq!(end(server, admin, &person(Role::Viewer)).await.status, 204);
    assert_eq!(changes(&world).await.len(), told.len());

    let body = json!({"name": "Back", "email": address, "role": "engineer"});
    let made = server.post(admin, "/v1/invitations", "back", &body).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let wish = json!({"token": made.json()["token"], "name": "Back", "password": "a kettle on the quay"});
    let accept = request(Method::POST, "", "/v1/invitations/accept", &[], Some(wish.to_string()));
    assert_eq!(server.send(accept).await.status, 200);
    assert_eq!(server.sign_in(&address, PASSWORD).await.status, 401, "the old password lets nobody in");
    let me = server.sign_in(&address, "a kettle on the quay").await.json();
    assert_eq!((&me["id"], &me["role"]), (&json!("person-viewer"), &json!("engineer")));
    assert_eq!(server.get(viewer, "/v1/me").await.status, 401, "an old session does not come back");
    let late = server.cookie_of_generation(&person(Role::Viewer), 0).await;
    assert_eq!(server.get(&late, "/v1/me").await.status, 401, "nor one that began while the sign-in ended");
}

/// A representative who was removed has no place, and a sign-in all the same.
#[tokio::test]
async fn after_remove_a_sign_in_can_be_ended_and_a_place_stays_after_it() {
    let world = World::new().await;
    let (server, admin) = (&world.server, world.cookie(Role::Administrator));
    server.sql("DELETE FROM contact WHERE id = 'c1-own'").await;
    assert_eq!(end(server, admin, &person(Role::Representative)).await.status, 204);
    assert_eq!(server.get(world.cookie(Role::Representative), "/v1/me").await.status, 401);
    assert_eq!(end(server, admin, &person(Role::CertifiedExpert)).await.status, 204);
    let contacts = server.get(admin, "/v1/contacts").await.json();
    assert_eq!(contacts["certified_experts"][0]["id"], "c2-own", "the place is another matter");
}

#[tokio::test]
async fn the_own_sign_in_stays_and_so_does_the_last_administrators() {
    let world = World::new().await;
    let (server, admin) = (&world.server, world.cookie(Role::Administrator));
    let own = end(server, admin, &person(Role::Administrator)).await;
    assert_eq!((own.status.as_u16(), own.fields()), (422, vec!["/id own_sign_in".to_owned()]));
    assert!(own.text().contains("On your profile"), "the way: {}", own.text());
    assert_eq!(server.get(admin, "/v1/me").await.status, 200);
    // Two administrators who end each other at the same moment: one of them is left.
    server.sql("UPDATE person SET role = 'administrator' WHERE id = 'person-engineer'").await;
    let other = world.cookie(Role::Engineer);
    let (one, two) = (person(Role::Engineer), person(Role::Administrator));
    let (first, second) = tokio::join!(end(server, admin, &one), end(server, other, &two));
    let statuses = [first.status.as_u16(), second.status.as_u16()];
    assert!(statuses.contains(&204) && statuses != [204, 204], "{statuses:?}");
    let left = [
        server.get(admin, "/v1/me").await.status.as_u16(),
        server.get(other, "/v1/me").await.status.as_u16(),
    ];
    assert!(left.contains(&200) && left.contains(&401), "{left:?}");
}

#[tokio::test]
async fn nobody_of_another_account_and_no_contact_without_sign_in_is_there() {
    let world = World::new().await;
    let (server, admin) = (&world.server, world.cookie(Role::Administrator));
    let missing = end(server, admin, "missing").await;
    assert_eq!(missing.status, 404);
    for id in ["foreign-engineer", "foreign-advisor", "person-advisor", "c1-own"] {
        assert_eq!(end(server, admin, id).await.likeness(), missing.likeness(), "{id}");
    }
    assert_eq!(server.get(&world.foreign, "/v1/me").await.status, 200);
    assert_eq!(server.get(world.cookie(Role::Advisor), "/v1/me").await.status, 200);
}

/// Nobody comes in by a link of somebody whose sign-in has ended, nor by one that was made for the address before.
#[tokio::test]
async fn links_of_the_past_end_with_it() {
    let world = World::new().await;
    let (server, admin) = (&world.server, world.cookie(Role::Administrator));
    server.sql("UPDATE person SET role = 'administrator' WHERE id = 'person-engineer'").await;
    let mut tokens = Vec::new();
    for (key, cookie, address) in [
        ("by", world.cookie(Role::Engineer), "friend@own.example.net".to_owned()),
        ("stays", admin, "other@own.example.net".to_owned()),
    ] {
        let body = json!({"name": "x", "email": address, "role": "administrator"});
        let made = server.post(cookie, "/v1/invitations", key, &body).await.json();
        tokens.push(made["token"].as_str().unwrap().to_owned());
    }
    server
        .sql(
            "INSERT INTO invitation (id, account_id, name, email, role, token_hash, made_by, made_at, expires_at)
             VALUES ('old', 'own', 'x', 'ENGINEER@own.example.net', 'engineer', 'h', 'person-administrator', 0, 9000000000000)",
        )
        .await;
    assert_eq!(end(server, admin, &person(Role::Engineer)).await.status, 204);
    let look = |token: &String| {
        request(Method::POST, "", "/v1/invitations/look", &[], Some(json!({"token": token}).to_string()))
    };
    assert_eq!(server.send(look(&tokens[0])).await.fields(), ["/token withdrawn"]);
    assert_eq!(server.send(look(&tokens[1])).await.status, 200);
    let open = server.get(admin, "/v1/invitations").await.text();
    assert!(!open.contains("ENGINEER@own"), "{open}");
}
