//! What people set of themselves, their sessions and their password: only their own, and at once.

use crate::support::{
    Reply, Server, request,
    world::{CANARY, PASSWORD, World, email, person},
};
use axum::http::Method;
use chrono::TimeDelta;
use rules::access::Role;
use serde_json::{Value, json};

const NEW: &str = "a heron under the weir";

async fn change(server: &Server, cookie: &str, wish: &Value) -> Reply {
    let seen = server.get(cookie, "/v1/me").await;
    server.patch(cookie, "/v1/me", seen.header("etag"), wish).await
}

async fn delete(server: &Server, cookie: &str, path: &str) -> Reply {
    server.send(request(Method::DELETE, cookie, path, &[], None)).await
}

async fn set_password(server: &Server, cookie: &str, old: &str, new: &str) -> Reply {
    let body = json!({"old": old, "new": new}).to_string();
    server.send(request(Method::PUT, cookie, "/v1/password", &[], Some(body))).await
}

async fn sessions(server: &Server, cookie: &str) -> Vec<Value> {
    let reply = server.get(cookie, "/v1/sessions").await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn own_details_are_kept_and_taken_away_again() {
    let world = World::new().await;
    let (server, cookie) = (&world.server, world.cookie(Role::Viewer));
    let wish = json!({"name": " Ida Lund ", "phone": "+45 (0) 32 55 01 00", "zone": "Asia/Tokyo", "week_start": "sunday"});
    let changed = change(server, cookie, &wish).await;
    let me = changed.json();
    let shown = ["name", "phone", "zone", "week_start"].map(|member| me[member].as_str().unwrap().to_owned());
    assert_eq!(shown, ["Ida Lund", "+4532550100", "Asia/Tokyo", "sunday"]);
    let read = server.get(cookie, "/v1/me").await;
    assert_eq!((read.json(), read.header("etag")), (me, changed.header("etag")));
    // What is not named stays; an empty text takes away.
    let less = change(server, cookie, &json!({"zone": "", "phone": " "})).await.json();
    assert_eq!((&less["zone"], &less["phone"]), (&Value::Null, &Value::Null));
    assert_eq!((&less["name"], &less["week_start"]), (&json!("Ida Lund"), &json!("sunday")));
    let other = server.get(world.cookie(Role::Engineer), "/v1/me").await.json();
    assert_eq!((&other["name"], &other["week_start"]), (&json!("Name of engineer"), &Value::Null));
}

#[tokio::test]
async fn everything_wrong_is_told_at_once_and_nothing_is_kept() {
    let world = World::new().await;
    let (server, cookie) = (&world.server, world.cookie(Role::Engineer));
    let before = server.get(cookie, "/v1/me").await.text();
    let wish = json!({"name": " ", "phone": "030 5550", "zone": "Mars/Olympus", "week_start": "friday"});
    let refused = change(server, cookie, &wish).await;
    assert_eq!(refused.status, 422);
    let fields = ["/name missing", "/phone no_number", "/zone unknown_zone", "/week_start unknown_day"];
    assert_eq!(refused.fields(), fields);
    assert_eq!(
        change(server, cookie, &json!({"name": "x".repeat(1_000)})).await.fields(),
        ["/name too_long"]
    );
    assert_eq!(change(server, cookie, &json!({"role": "administrator"})).await.status, 400);
    assert_eq!(server.get(cookie, "/v1/me").await.text(), before);
}

#[tokio::test]
async fn the_tag_is_that_of_the_person_and_not_of_the_session() {
    let world = World::new().await;
    let (server, cookie) = (&world.server, world.cookie(Role::Engineer));
    let seen = server.get(cookie, "/v1/me").await;
    // The session ends later by now: that is no change of the person.
    server.clock.advance(TimeDelta::minutes(10));
    assert_ne!(server.get(cookie, "/v1/me").await.text(), seen.text());
    let wish = json!({"name": "First"});
    assert_eq!(server.patch(cookie, "/v1/me", seen.header("etag"), &wish).await.status, 200);
    assert_eq!(server.patch(cookie, "/v1/me", seen.header("etag"), &wish).await.status, 412);
    let without = request(Method::PATCH, cookie, "/v1/me", &[], Some(wish.to_string()));
    assert_eq!(server.send(without).await.status, 428);
}

#[tokio::test]
async fn own_sessions_are_shown_without_anything_to_sign_in_with() {
    let world = World::new().await;
    let (server, cookie) = (&world.server, world.cookie(Role::Engineer));
    server.clock.advance(TimeDelta::minutes(5));
    let other = server.cookie(&person(Role::Engineer)).await;
    let own = sessions(server, cookie).await;
    assert_eq!(own.len(), 2, "and none of others");
    assert_eq!((&own[0]["current"], &own[1]["current"]), (&json!(true), &json!(false)));
    assert_eq!(own[0]["since"].as_str().unwrap().get(..16), Some("2026-11-24T09:00"));
    assert_eq!(own[0]["last_used"].as_str().unwrap().get(..16), Some("2026-11-24T09:05"));
    assert_eq!(sessions(server, &other).await[0]["id"], own[1]["id"], "the name stays");
    let mut read = server.app.store.read().await.unwrap();
    let hashes: Vec<String> =
        sqlx::query_scalar("SELECT id_hash FROM session").fetch_all(&mut *read).await.unwrap();
    drop(read);
    for session in &own {
        let id = session["id"].as_str().unwrap();
        assert!(!cookie.contains(id) && !other.contains(id));
        assert!(hashes.iter().all(|hash| !hash.contains(id) && !id.contains(hash.as_str())));
        let with_id = format!("{}={id}", server.cookie_name());
        assert_eq!(server.get(&with_id, "/v1/me").await.status, 401);
    }
    let signed_in = server.send({
        let body = json!({"email": email(Role::Viewer), "password": PASSWORD}).to_string();
        let agent = "Mozilla/5.0 (Windows NT 10.0; rv:153.0) Gecko/20100101 Firefox/153.0";
        request(Method::POST, "", "/v1/session", &[("user-agent", agent)], Some(body))
    });
    let cookie = signed_in.await.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(sessions(server, &cookie).await[0]["agent"], "Firefox on Windows");
}

#[tokio::test]
async fn an_ended_session_is_out_at_once() {
    let world = World::new().await;
    let (server, cookie) = (&world.server, world.cookie(Role::Engineer));
    let other = server.cookie(&person(Role::Engineer)).await;
    let third = server.cookie(&person(Role::Engineer)).await;
    let id = sessions(server, &other).await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/sessions/{id}");
    assert_eq!(delete(server, cookie, &path).await.status, 204);
    assert_eq!(server.get(&other, "/v1/me").await.status, 401);
    assert_eq!(delete(server, cookie, &path).await.status, 404, "it is gone");
    // All others, then the own one, which takes the cookie away.
    assert_eq!(delete(server, cookie, "/v1/sessions").await.status, 204);
    assert_eq!(server.get(&third, "/v1/me").await.status, 401);
    let own = sessions(server, cookie).await;
    assert_eq!(own.len(), 1);
    let ended = delete(server, cookie, &format!("/v1/sessions/{}", own[0]["id"].as_str().unwrap())).await;
    assert_eq!(ended.status, 204);
    assert!(ended.header("set-cookie").contains("Max-Age=0"), "{}", ended.header("set-cookie"));
    assert_eq!(server.get(cookie, "/v1/me").await.status, 401);
    assert_eq!(server.get(world.cookie(Role::Viewer), "/v1/me").await.status, 200, "others go on");
}

#[tokio::test]
async fn nobody_ends_the_session_of_somebody_else() {
    let world = World::new().await;
    let server = &world.server;
    let foreign = sessions(server, &world.foreign).await[0]["id"].as_str().unwrap().to_owned();
    let colleague =
        sessions(server, world.cookie(Role::Engineer)).await[0]["id"].as_str().unwrap().to_owned();
    for role in [Role::Administrator, Role::Advisor, Role::Viewer] {
        let missing = delete(server, world.cookie(role), "/v1/sessions/missing").await;
        for id in [&foreign, &colleague] {
            let refused = delete(server, world.cookie(role), &format!("/v1/sessions/{id}")).await;
            assert_eq!(refused.status, 404);
            assert_eq!(refused.likeness(), missing.likeness());
        }
        assert_eq!(delete(server, world.cookie(role), "/v1/sessions").await.status, 204);
    }
    assert_eq!(server.get(&world.foreign, "/v1/me").await.status, 200);
    assert_eq!(server.get(world.cookie(Role::Engineer), "/v1/me").await.status, 200);
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions() {
    let world = World::new().await;
    let (server, cookie) = (&world.server, world.cookie(Role::Engineer));
    let other = server.cookie(&person(Role::Engineer)).await;
    let changed = set_password(server, cookie, PASSWORD, NEW).await;
    assert_eq!(changed.status, 204, "{}", changed.text());
    assert_eq!(server.get(cookie, "/v1/me").await.status, 200);
    assert_eq!(server.get(&other, "/v1/me").await.status, 401);
    assert_eq!(server.get(world.cookie(Role::Viewer), "/v1/me").await.status, 200, "others go on");
    assert_eq!(server.sign_in(&email(Role::Engineer), PASSWORD).await.status, 401);
    assert_eq!(server.sign_in(&email(Role::Engineer), NEW).await.status, 200);
    let mut read = server.app.store.read().await.unwrap();
    let hash: String = sqlx::query_scalar("SELECT password_hash FROM person WHERE id = 'person-engineer'")
        .fetch_one(&mut *read)
        .await
        .unwrap();
    assert!(hash.starts_with("$argon2id$"), "{hash}");
}

/// A sign-in that was checked against the old password and comes to its end after the change, and the same around the end of a
/// sign-in.
#[tokio::test]
async fn a_session_of_the_old_password_is_none() {
    let world = World::new().await;
    let (server, cookie) = (&world.server, world.cookie(Role::Engineer));
    assert_eq!(set_password(server, cookie, PASSWORD, NEW).await.status, 204);
    let late = server.cookie_of_generation(&person(Role::Engineer), 0).await;
    assert_eq!(server.get(&late, "/v1/me").await.status, 401);
    assert_eq!(sessions(server, cookie).await.len(), 1, "and it is not listed");
    assert_eq!(server.get(cookie, "/v1/me").await.status, 200);
    let again = server.sign_in(&email(Role::Engineer), NEW).await;
    let again = again.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(server.get(&again, "/v1/me").await.status, 200);
    // The one that goes on goes on after the next change as well, and the other ends.
    assert_eq!(set_password(server, cookie, NEW, PASSWORD).await.status, 204);
    assert_eq!(server.get(cookie, "/v1/me").await.status, 200);
    assert_eq!(server.get(&again, "/v1/me").await.status, 401);
}

/// Signing in and changing the password at the same moment: whichever comes first, the old password leaves nobody signed in.
#[tokio::test]
async fn signing_in_with_the_old_password_while_it_is_changed() {
    let world = World::new().await;
    let (server, cookie, address) = (&world.server, world.cookie(Role::Engineer), email(Role::Engineer));
    let (mut old, mut new) = (PASSWORD.to_owned(), NEW.to_owned());
    for _ in 0..4 {
        let sign_ins = async { tokio::join!(server.sign_in(&address, &old), server.sign_in(&address, &old)) };
        let (changed, (one, two)) = tokio::join!(set_password(server, cookie, &old, &new), sign_ins);
        assert_eq!(changed.status, 204, "{}", changed.text());
        for signed_in in [one, two] {
            let late = signed_in.header("set-cookie").split(';').next().unwrap().to_owned();
            assert_eq!(server.get(&late, "/v1/me").await.status, 401);
        }
        std::mem::swap(&mut old, &mut new);
    }
}

#[tokio::test]
async fn a_password_that_will_not_do_changes_nothing() {
    let world = World::new().await;
    let (server, cookie) = (&world.server, world.cookie(Role::Engineer));
    let other = server.cookie(&person(Role::Engineer)).await;
    for (old, new, field) in [
        (PASSWORD, "", "/new missing"),
        (PASSWORD, "short", "/new too_short"),
        (PASSWORD, PASSWORD, "/new the_old"),
        (PASSWORD, "ENGINEER@own.example.net", "/new own_address"),
        ("wrong", NEW, "/old wrong"),
        (CANARY, NEW, "/old wrong"),
    ] {
        let refused = set_password(server, cookie, old, new).await;
        assert_eq!((refused.status.as_u16(), refused.fields()), (422, vec![field.to_owned()]));
        assert!(!refused.text().contains(CANARY), "a password is never repeated");
    }
    assert_eq!(set_password(server, cookie, &"x".repeat(2_000), NEW).await.fields(), ["/old wrong"]);
    assert_eq!(server.get(&other, "/v1/me").await.status, 200);
    assert_eq!(server.sign_in(&email(Role::Engineer), PASSWORD).await.status, 200);
}

#[tokio::test]
async fn guessing_the_old_password_is_slowed_down_as_signing_in_is() {
    let world = World::new().await;
    let (server, cookie) = (&world.server, world.cookie(Role::Engineer));
    for _ in 0..10 {
        assert_eq!(set_password(server, cookie, "wrong", NEW).await.status, 422);
    }
    let worked = server.app.passwords.worked();
    let refused = set_password(server, cookie, PASSWORD, NEW).await;
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
    assert_eq!(server.app.passwords.worked(), worked, "without work");
    assert_eq!(server.sign_in(&email(Role::Engineer), PASSWORD).await.status, 429, "it is one count");
    server.clock.advance(TimeDelta::minutes(6));
    assert_eq!(set_password(server, cookie, PASSWORD, NEW).await.status, 204);
}
