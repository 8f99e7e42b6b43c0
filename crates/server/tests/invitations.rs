//! Invitations: a link works once, for 72 hours, for its address and in its account, and for nobody who has it not. And the
//! sign-in of somebody who has left ends.

use crate::support::{
    Reply, Server, request,
    world::{PASSWORD, World, email},
};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request},
};
use chrono::TimeDelta;
use rules::access::Role;
use serde_json::{Value, json};
use std::{net::SocketAddr, sync::Arc};

const NEW_PASSWORD: &str = "a kettle on the quay";
const ADDRESS: &str = "ines.valdez@own.example.net";

async fn invite(world: &World, key: &str, changes: &Value) -> Reply {
    let mut body = json!({"name": "Inés Valdez", "email": ADDRESS, "role": "engineer"});
    crate::support::world::merge(&mut body, changes);
    world.server.post(world.cookie(Role::Administrator), "/v1/invitations", key, &body).await
}

async fn token(world: &World) -> String {
    let made = invite(world, "key", &json!({})).await;
    assert_eq!(made.status, 201, "{}", made.text());
    made.json()["token"].as_str().unwrap().to_owned()
}

fn accepting(token: &str) -> Request<Body> {
    let body = json!({"token": token, "name": "Inés Valdez", "password": NEW_PASSWORD});
    request(Method::POST, "", "/v1/invitations/accept", &[], Some(body.to_string()))
}

async fn accept(server: &Server, token: &str) -> Reply {
    server.send(accepting(token)).await
}

async fn look(server: &Server, token: &str) -> Reply {
    let body = json!({"token": token}).to_string();
    server.send(request(Method::POST, "", "/v1/invitations/look", &[], Some(body))).await
}

async fn one(world: &World, query: &'static str) -> Option<String> {
    let mut read = world.server.app.store.read().await.unwrap();
    sqlx::query_scalar(query).fetch_optional(&mut *read).await.unwrap().flatten()
}

#[tokio::test]
async fn a_link_makes_one_sign_in_and_then_none() {
    let world = World::new().await;
    let token = token(&world).await;
    assert!(token.len() >= 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "128 bits or more");
    let seen = look(&world.server, &token).await.json();
    assert_eq!((&seen["account"], &seen["email"]), (&json!("Own Networks"), &json!(ADDRESS)));
    let listed = world.server.get(world.cookie(Role::Administrator), "/v1/invitations").await;
    assert_eq!(listed.json()["items"][0]["made_by"], "Name of administrator");
    assert!(!listed.text().contains(&token));

    assert_eq!(accept(&world.server, &token).await.status, 200);
    let me = world.server.sign_in(ADDRESS, NEW_PASSWORD).await.json();
    assert_eq!((&me["role"], &me["account"]["id"]), (&json!("engineer"), &json!("own")));
    for again in [accept(&world.server, &token).await, look(&world.server, &token).await] {
        assert_eq!(again.fields(), ["/token accepted_already"]);
    }
    let listed = world.server.get(world.cookie(Role::Administrator), "/v1/invitations").await;
    assert_eq!(listed.json()["items"], json!([]));
    let history = world.server.get(world.cookie(Role::Administrator), "/v1/contacts/changes").await.json();
    assert_eq!(
        (&history["items"][0]["step"], &history["items"][0]["by"]),
        (&json!("accept"), &json!("Inés Valdez"))
    );
    assert_eq!(history["items"][1]["step"], "invite");
}

/// Nobody who reads the database or repeats a request gets the secret.
#[tokio::test]
async fn the_secret_is_told_once_and_stored_nowhere() {
    let world = World::new().await;
    let first = invite(&world, "same", &json!({})).await;
    let secret = first.json()["token"].as_str().unwrap().to_owned();
    let again = invite(&world, "same", &json!({})).await;
    assert_eq!((again.status.as_u16(), again.header("idempotency-replayed")), (201, "true"));
    assert_eq!((&again.json()["id"], &again.json()["token"]), (&first.json()["id"], &Value::Null));
    assert_eq!(world.server.count("invitation").await, 1);
    assert_eq!(first.header("cache-control"), "no-store");
    let mut read = world.server.app.store.read().await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .fetch_all(&mut *read)
        .await
        .unwrap();
    drop(read);
    for file in world.server.files() {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{tables:?}");
    }
    // The way out for who has lost it: another one, which ends the first.
    let newer = invite(&world, "other", &json!({"email": "INES.valdez@own.example.net"})).await;
    assert_eq!(accept(&world.server, &secret).await.fields(), ["/token withdrawn"]);
    assert_eq!(accept(&world.server, newer.json()["token"].as_str().unwrap()).await.status, 200);
}

#[tokio::test]
async fn after_72_hours_it_has_run_out() {
    let world = World::new().await;
    let token = token(&world).await;
    world.server.clock.advance(TimeDelta::hours(72) - TimeDelta::seconds(5));
    assert_eq!(look(&world.server, &token).await.status, 200);
    world.server.clock.advance(TimeDelta::seconds(5));
    assert_eq!(accept(&world.server, &token).await.fields(), ["/token run_out"]);
    assert_eq!(world.server.sign_in(ADDRESS, NEW_PASSWORD).await.status, 401);
}

#[tokio::test]
async fn nothing_but_the_whole_secret_opens_it() {
    let world = World::new().await;
    let token = token(&world).await;
    for place in [0, token.len() / 2, token.len() - 1] {
        let mut changed = token.clone().into_bytes();
        changed[place] = if changed[place] == b'0' { b'1' } else { b'0' };
        let changed = String::from_utf8(changed).unwrap();
        assert_eq!(accept(&world.server, &changed).await.fields(), ["/token unknown_invitation"]);
    }
    for wrong in ["", " ", &token[..token.len() - 1], &format!("{token} "), &token.to_uppercase(), "%", "é"]
    {
        if wrong != token {
            assert_eq!(accept(&world.server, wrong).await.fields(), ["/token unknown_invitation"], "{wrong}");
        }
    }
    let without = request(
        Method::POST,
        "",
        "/v1/invitations/accept",
        &[],
        Some(json!({"name": "x", "password": NEW_PASSWORD}).to_string()),
    );
    assert_eq!(world.server.send(without).await.status, 400);
    assert_eq!(accept(&world.server, &token).await.status, 200, "all of that used nothing up");
}

#[tokio::test]
async fn withdrawn_is_withdrawn() {
    let world = World::new().await;
    let made = invite(&world, "key", &json!({})).await.json();
    let path = format!("/v1/invitations/{}", made["id"].as_str().unwrap());
    let admin = world.cookie(Role::Administrator);
    let delete = |path: String| request(Method::DELETE, admin, &path, &[], None);
    assert_eq!(world.server.send(delete(path.clone())).await.status, 204);
    assert_eq!(accept(&world.server, made["token"].as_str().unwrap()).await.fields(), ["/token withdrawn"]);
    assert_eq!(world.server.send(delete(path)).await.status, 404);
}

/// Twenty at once, as different people with the same link.
#[tokio::test]
async fn of_twenty_at_once_one_wins() {
    let world = Arc::new(World::new().await);
    let token = token(&world).await;
    let before = world.server.count("person").await;
    let tries: Vec<_> = (0..20)
        .map(|n| {
            let (world, token) = (Arc::clone(&world), token.clone());
            tokio::spawn(async move {
                let body = json!({"token": token, "name": format!("Racer {n}"), "password": format!("{NEW_PASSWORD} {n}")});
                let request = request(Method::POST, "", "/v1/invitations/accept", &[], Some(body.to_string()));
                (n, world.server.send(request).await)
            })
        })
        .collect();
    let mut winners = Vec::new();
    for tried in tries {
        let (n, reply) = tried.await.unwrap();
        match reply.status.as_u16() {
            200 => winners.push(n),
            _ => assert_eq!(reply.fields(), ["/token accepted_already"]),
        }
    }
    assert_eq!(winners.len(), 1);
    assert_eq!(world.server.count("person").await, before + 1);
    for n in 0..20 {
        let signed_in = world.server.sign_in(ADDRESS, &format!("{NEW_PASSWORD} {n}")).await.status == 200;
        assert_eq!(signed_in, winners.contains(&n), "the password is the winner's");
        world.server.clock.advance(TimeDelta::minutes(5));
    }
}

/// Whoever signs in already keeps account, role and password.
#[tokio::test]
async fn nobody_who_signs_in_is_taken_over() {
    let world = World::new().await;
    let own = invite(&world, "own", &json!({"email": email(Role::Viewer)})).await;
    assert_eq!(own.fields(), ["/email signs_in_already"]);
    let foreign = "kanarienvogel@foreign.example.net";
    let made = invite(&world, "foreign", &json!({"email": foreign, "role": "administrator"})).await;
    assert_eq!(made.status, 201, "of another account nothing is told to the one who invites");
    let token = made.json()["token"].as_str().unwrap().to_owned();
    for refused in [look(&world.server, &token).await, accept(&world.server, &token).await] {
        assert_eq!(refused.fields(), ["/token signs_in_already"]);
        assert!(!refused.text().contains("kanarienvogel"), "{}", refused.text());
        assert!(refused.text().contains("ask your administrator to invite another address"), "the way out");
    }
    let me = world.server.sign_in(foreign, PASSWORD).await.json();
    assert_eq!((&me["account"]["id"], &me["role"]), (&json!("foreign"), &json!("engineer")));
    // Somebody of another account who can't sign in is no way in either.
    let made = invite(&world, "advisor", &json!({"email": "kanarienvogel@vendor.example.net"})).await.json();
    assert_eq!(
        accept(&world.server, made["token"].as_str().unwrap()).await.fields(),
        ["/token signs_in_already"]
    );
    // Signed in meanwhile by another way.
    let token = self::token(&world).await;
    world.server.sql(&format!("INSERT INTO person (id, account_id, name, email, role, password_hash) VALUES ('meanwhile', 'own', 'x', '{ADDRESS}', 'viewer', 'hash')")).await;
    assert_eq!(accept(&world.server, &token).await.fields(), ["/token signs_in_already"]);
    assert_eq!(one(&world, "SELECT password_hash FROM person WHERE id = 'meanwhile'").await.unwrap(), "hash");
}

#[tokio::test]
async fn an_account_is_nobodys_choice_and_a_role_is_one_of_five() {
    let world = World::new().await;
    let token = token(&world).await;
    let body =
        json!({"token": token, "name": "x", "password": NEW_PASSWORD, "account": "foreign"}).to_string();
    let choosing = request(Method::POST, "", "/v1/invitations/accept", &[], Some(body));
    assert_eq!(world.server.send(choosing).await.status, 400);
    for role in ["advisor", "reseller", "vendor_engineer", "escalation_desk", "certified_expert", "root", ""]
    {
        let refused = invite(&world, &format!("role-{role}"), &json!({"role": role})).await;
        assert_eq!(refused.fields(), ["/role not_invited"], "{role}");
    }
    let wrong =
        invite(&world, "k", &json!({"name": " ", "email": "noc@own.example.net", "role": "root"})).await;
    assert_eq!(wrong.fields(), ["/name missing", "/email no_address", "/role not_invited"]);
    let weak = json!({"token": token, "name": "", "password": "short"}).to_string();
    let weak = world.server.send(request(Method::POST, "", "/v1/invitations/accept", &[], Some(weak))).await;
    assert_eq!(weak.fields(), ["/name missing", "/password too_short"]);
    assert!(!weak.text().contains("\"short\""), "a password is not told back");
}

#[tokio::test]
async fn a_guest_sees_webinars_and_nothing_else() {
    let world = World::new().await;
    let made = invite(&world, "key", &json!({"role": "webinar_guest"})).await;
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!(accept(&world.server, made.json()["token"].as_str().unwrap()).await.status, 200);
    let signed_in = world.server.sign_in(ADDRESS, NEW_PASSWORD).await;
    assert_eq!(signed_in.json()["role"], "webinar_guest");
    let guest = signed_in.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(world.server.get(&guest, "/v1/webinars").await.status, 200);
    for path in ["/v1/units", "/v1/cases", "/v1/contacts", "/v1/contracts", "/v1/invitations", "/v1/people"] {
        assert_eq!(world.server.get(&guest, path).await.status, 403, "{path}");
    }
}

/// A contact who accepts is the person on the roster.
#[tokio::test]
async fn a_contact_becomes_the_person_and_has_the_access() {
    let world = World::new().await;
    let made = invite(&world, "key", &json!({"email": "Foreign-Senior@example.net"})).await.json();
    world.server.sql("UPDATE contact SET email = 'FOREIGN-senior@example.net' WHERE id = 'c1-foreign'").await;
    world
        .server
        .sql("UPDATE contact SET person_id = NULL, email = 'foreign-SENIOR@example.net' WHERE id = 'c1-own'")
        .await;
    assert_eq!(accept(&world.server, made["token"].as_str().unwrap()).await.status, 200);
    let me = world.server.sign_in("foreign-senior@example.net", NEW_PASSWORD).await.json();
    assert_eq!((&me["named_representative"], &me["account"]["id"]), (&json!(true), &json!("own")));
    assert_eq!(
        one(&world, "SELECT person_id FROM contact WHERE id = 'c1-foreign'").await,
        None,
        "of its own account only"
    );
}

#[tokio::test]
async fn guessing_is_slowed_down_and_a_link_that_works_is_not() {
    let world = World::new().await;
    let token = token(&world).await;
    let from = |token: &str, peer: &str| {
        let body = json!({"token": token}).to_string();
        let mut request = request(Method::POST, "", "/v1/invitations/look", &[], Some(body));
        request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer.parse().unwrap()));
        request
    };
    for _ in 0..30 {
        assert_eq!(world.server.send(from(&token, "192.0.2.1:1000")).await.status, 200);
    }
    for n in 0..10 {
        assert_eq!(world.server.send(from(&format!("{n}"), "192.0.2.1:1000")).await.status, 422);
    }
    let paused = world.server.send(from(&token, "192.0.2.1:2000")).await;
    assert_eq!((paused.status.as_u16(), paused.header("retry-after").is_empty()), (429, false));
    assert_eq!(world.server.send(from(&token, "192.0.2.2:1000")).await.status, 200);
    // Signing in from there goes on: a link that was copied badly locks nobody out.
    let body = json!({"email": email(Role::Engineer), "password": PASSWORD}).to_string();
    let mut sign_in = request(Method::POST, "", "/v1/session", &[], Some(body));
    sign_in.extensions_mut().insert(ConnectInfo::<SocketAddr>("192.0.2.1:3000".parse().unwrap()));
    assert_eq!(world.server.send(sign_in).await.status, 200);
}

async fn has_left(world: &World, cookie: &str, contact: &str) -> Reply {
    let seen = world.server.get(cookie, "/v1/contacts").await;
    world
        .server
        .patch(cookie, "/v1/contacts", seen.header("etag"), &json!({"step": "has_left", "contact": contact}))
        .await
}

#[tokio::test]
async fn whoever_has_left_is_signed_out_and_stays_out() {
    let world = World::new().await;
    let (admin, gone) = (world.cookie(Role::Administrator), world.cookie(Role::Representative));
    assert_eq!(world.server.get(gone, "/v1/me").await.status, 200);
    let made = invite(&world, "key", &json!({"email": "own-senior@example.net"})).await.json();
    assert_eq!(has_left(&world, admin, "c1-own").await.status, 200);
    assert_eq!(world.server.get(gone, "/v1/me").await.status, 401);
    assert_eq!(world.server.sign_in(&email(Role::Representative), PASSWORD).await.status, 401);
    assert_eq!(accept(&world.server, made["token"].as_str().unwrap()).await.fields(), ["/token withdrawn"]);
    // A session that began while the password was taken away is none.
    let late = world.server.cookie("person-representative").await;
    assert_eq!(world.server.get(&late, "/v1/me").await.status, 401);
    // Back again, by invitation.
    let made =
        invite(&world, "back", &json!({"email": email(Role::Representative), "role": "viewer"})).await.json();
    assert_eq!(accept(&world.server, made["token"].as_str().unwrap()).await.status, 200);
    let me = world.server.sign_in(&email(Role::Representative), NEW_PASSWORD).await.json();
    assert_eq!((&me["role"], &me["named_representative"]), (&json!("viewer"), &json!(false)));
}

#[tokio::test]
async fn the_last_administrator_keeps_the_sign_in() {
    let world = World::new().await;
    world.server.sql("UPDATE contact SET person_id = 'person-administrator' WHERE id = 'c1-own'").await;
    let admin = world.cookie(Role::Administrator);
    assert_eq!(has_left(&world, admin, "c1-own").await.status, 200);
    assert_eq!(world.server.get(admin, "/v1/me").await.status, 200);
    world.server.sql("UPDATE person SET role = 'administrator' WHERE id = 'person-viewer';
        INSERT INTO contact (id, account_id, person_id, place, name) VALUES ('again', 'own', 'person-administrator', 1, 'x')").await;
    assert_eq!(has_left(&world, world.cookie(Role::Viewer), "again").await.status, 200);
    assert_eq!(world.server.get(admin, "/v1/me").await.status, 401);
}

/// A contact row that names somebody of another account ends nothing there.
#[tokio::test]
async fn leaving_ends_sign_ins_of_the_account_only() {
    let world = World::new().await;
    world.server.sql("UPDATE contact SET person_id = 'foreign-engineer' WHERE id = 'c1-own'").await;
    has_left(&world, world.cookie(Role::Administrator), "c1-own").await;
    assert_eq!(world.server.get(&world.foreign, "/v1/me").await.status, 200);
}
