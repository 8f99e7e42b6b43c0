//! Sessions: a new id at sign-in, cookies as they must be, an end by the server's clock, and slow guessing.

use crate::support::{
    Server, request,
    world::{PASSWORD, World, email},
};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request},
};
use chrono::TimeDelta;
use portal_server::app::Front;
use rules::access::Role;
use serde_json::json;
use std::net::SocketAddr;

fn cookie_of(reply: &crate::support::Reply) -> String {
    reply.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn signing_in_and_out() {
    let world = World::new().await;
    let server = &world.server;
    let signed_in = server.sign_in(&format!(" {} ", email(Role::Engineer).to_uppercase()), PASSWORD).await;
    assert_eq!(signed_in.status, 200, "{}", signed_in.text());
    assert_eq!(signed_in.json()["role"], "engineer");
    assert_eq!(signed_in.json()["session_ends_at"].as_str().unwrap().get(..16), Some("2026-11-24T09:30"));
    let cookie = cookie_of(&signed_in);
    assert_eq!(server.get(&cookie, "/v1/me").await.json()["id"], "person-engineer");
    let out = server.send(request(Method::DELETE, &cookie, "/v1/session", &[], None)).await;
    assert_eq!(out.status, 204);
    assert!(out.header("set-cookie").contains("Max-Age=0"), "{}", out.header("set-cookie"));
    assert_eq!(server.get(&cookie, "/v1/me").await.status, 401, "the session is gone, not only its cookie");
    assert_eq!(server.send(request(Method::DELETE, &cookie, "/v1/session", &[], None)).await.status, 204);
}

#[tokio::test]
async fn the_id_changes_at_sign_in_and_only_its_hash_is_stored() {
    let world = World::new().await;
    let server = &world.server;
    let planted = format!("{}=AAAAAAAAAAAAAAAAAAAAAA", server.cookie_name());
    let body = json!({"email": email(Role::Engineer), "password": PASSWORD}).to_string();
    let reply = server.send(request(Method::POST, &planted, "/v1/session", &[], Some(body.clone()))).await;
    let first = cookie_of(&reply);
    assert_ne!(first, planted);
    assert_eq!(server.get(&planted, "/v1/me").await.status, 401);
    let second = cookie_of(&server.send(request(Method::POST, &first, "/v1/session", &[], Some(body))).await);
    assert_ne!(second, first);
    assert_eq!(
        server.get(&first, "/v1/me").await.status,
        401,
        "the earlier session of this browser has ended"
    );
    assert_eq!(server.get(&second, "/v1/me").await.status, 200);
    let id = second.split('=').nth(1).unwrap();
    server.app.store.close().await;
    for file in server.files() {
        let bytes = std::fs::read(file).unwrap();
        assert!(
            !bytes.windows(id.len()).any(|window| window == id.as_bytes()),
            "the id itself is in the file"
        );
    }
}

#[tokio::test]
async fn cookies_on_loopback_and_behind_tls() {
    let plain = World::new().await;
    let set = plain.server.sign_in(&email(Role::Viewer), PASSWORD).await.header("set-cookie").to_owned();
    let instance = plain.server.get("", "/v1/meta").await.json()["instance"].as_str().unwrap().to_owned();
    assert!(set.starts_with(&format!("portal-{instance}=")), "{set}");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(set.contains(part), "{part} in {set}");
    }
    assert!(!set.contains("Secure") && !set.contains("Domain") && !set.contains("Max-Age"), "{set}");

    let front = Front::Tls { origin: "https://portal.example.net".to_owned(), proxies: Vec::new() };
    let tls = World::of(Server::start_in(tempfile::tempdir().unwrap(), front).await).await;
    let reply = tls.server.sign_in(&email(Role::Viewer), PASSWORD).await;
    let set = reply.header("set-cookie");
    assert!(set.starts_with("__Host-Http-") && set.contains("Secure") && set.contains("HttpOnly"), "{set}");
    assert!(set.contains("SameSite=Strict") && set.contains("Path=/") && !set.contains("Domain"), "{set}");
    let out = tls.server.send(request(Method::DELETE, &cookie_of(&reply), "/v1/session", &[], None)).await;
    let removal = out.header("set-cookie");
    assert!(
        removal.contains("Max-Age=0") && removal.contains("Secure"),
        "browsers ignore it otherwise: {removal}"
    );
}

#[tokio::test]
async fn a_session_ends_after_half_an_hour_without_use() {
    let world = World::new().await;
    let server = &world.server;
    let cookie = world.cookie(Role::Engineer);
    for _ in 0..3 {
        server.clock.advance(TimeDelta::minutes(29));
        assert_eq!(server.get(cookie, "/v1/me").await.status, 200, "use keeps it alive");
    }
    server.clock.advance(TimeDelta::minutes(30));
    let ended = server.get(cookie, "/v1/me").await;
    assert_eq!(
        (ended.status.as_u16(), ended.json()["type"].as_str()),
        (401, Some("/problems/not-signed-in"))
    );
    let key = world.open(Role::Engineer, "k", &json!({})).await;
    assert_eq!(key.status, 401, "F9: the form is kept by the browser and sent again with the same key");
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_whatever_happens() {
    let world = World::new().await;
    let server = &world.server;
    let cookie = world.cookie(Role::Engineer);
    for _ in 0..35 {
        server.clock.advance(TimeDelta::minutes(20));
        assert_eq!(server.get(cookie, "/v1/me").await.status, 200);
    }
    let me = server.get(cookie, "/v1/me").await.json();
    assert_eq!(
        me["session_ends_at"].as_str().unwrap().get(..16),
        Some("2026-11-24T21:00"),
        "not later than 12 h"
    );
    server.clock.advance(TimeDelta::minutes(20));
    assert_eq!(server.get(cookie, "/v1/me").await.status, 401);
}

#[tokio::test]
async fn a_wrong_address_and_a_wrong_password_answer_alike() {
    let world = World::new().await;
    let wrong = world.server.sign_in(&email(Role::Engineer), "wrong").await;
    let nobody = world.server.sign_in("nobody@example.net", "wrong").await;
    // Somebody who is there and can't sign in.
    let without = world.server.sign_in("kanarienvogel@vendor.example.net", "wrong").await;
    assert_eq!(wrong.status, 401);
    assert_eq!(wrong.likeness(), nobody.likeness());
    assert_eq!(wrong.likeness(), without.likeness());
}

#[tokio::test]
async fn an_unknown_address_costs_the_same_work_as_a_known_one() {
    // Counted, not timed: a busy machine makes times say anything.
    let world = World::new().await;
    let known = email(Role::Engineer);
    let long = "x".repeat(2_000);
    for (address, password) in [(known.as_str(), "wrong"), ("nobody@example.net", "wrong"), (&known, &long)] {
        let before = world.server.app.passwords.worked();
        assert_eq!(world.server.sign_in(address, password).await.status, 401);
        assert_eq!(world.server.app.passwords.worked(), before + 1, "{address}");
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_by_address_of_both_kinds() {
    let world = World::new().await;
    for _ in 0..10 {
        assert_eq!(world.server.sign_in(&email(Role::Engineer), "wrong").await.status, 401);
    }
    let refused = world.server.sign_in(&email(Role::Engineer), PASSWORD).await;
    assert_eq!((refused.status.as_u16(), refused.json()["type"].as_str()), (429, Some("/problems/too-many")));
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!((200..=301).contains(&wait), "{wait}");
    assert_eq!(
        world.server.sign_in(&email(Role::Viewer), PASSWORD).await.status,
        200,
        "others are not held up"
    );
    world.server.clock.advance(TimeDelta::seconds(wait));
    assert_eq!(
        world.server.sign_in(&email(Role::Engineer), PASSWORD).await.status,
        200,
        "nobody is locked out"
    );

    let from = |address: &str, email: &str| {
        let body = json!({"email": email, "password": "wrong"}).to_string();
        let mut request: Request<Body> =
            request(Method::POST, "", "/v1/session", &[("x-forwarded-for", "192.0.2.99")], Some(body));
        request.extensions_mut().insert(ConnectInfo::<SocketAddr>(address.parse().unwrap()));
        request
    };
    for n in 0..100 {
        let reply = world.server.send(from("198.51.100.7:1", &format!("x{n}@example.net"))).await;
        assert_eq!(reply.status, 401);
    }
    assert_eq!(world.server.send(from("198.51.100.7:2", "y@example.net")).await.status, 429);
    assert_eq!(world.server.send(from("198.51.100.8:1", "y@example.net")).await.status, 401);
}

/// Everybody comes from the address of the proxy; what counts is where the proxy says that they come from.
#[tokio::test]
async fn behind_a_proxy_nobody_locks_the_others_out() {
    let front = Front::Tls { origin: "https://portal.example.net".to_owned(), proxies: Vec::new() };
    let world = World::of(Server::start_in(tempfile::tempdir().unwrap(), front).await).await;
    let sign_in = |said: &str, email: &str, password: &str| {
        let body = json!({"email": email, "password": password}).to_string();
        let mut request: Request<Body> =
            request(Method::POST, "", "/v1/session", &[("x-forwarded-for", said)], Some(body));
        request.extensions_mut().insert(ConnectInfo::<SocketAddr>("127.0.0.1:1".parse().unwrap()));
        request
    };
    // Another address is made up at the front every time; the proxy appends the true one.
    for n in 0..100 {
        let wrong = sign_in(&format!("203.0.113.{n}, 192.0.2.7"), &format!("x{n}@example.net"), "wrong");
        assert_eq!(world.server.send(wrong).await.status, 401);
        if n == 50 {
            let colleague = sign_in("192.0.2.7", &email(Role::Viewer), PASSWORD);
            assert_eq!(
                world.server.send(colleague).await.status,
                200,
                "far beyond ten, from the same network"
            );
        }
    }
    let guesser = sign_in("203.0.113.200, 192.0.2.7", "y@example.net", "wrong");
    assert_eq!(world.server.send(guesser).await.status, 429);
    let other = sign_in("192.0.2.8", &email(Role::Engineer), PASSWORD);
    assert_eq!(world.server.send(other).await.status, 200, "from another network nobody notices");
    // The limit for one person holds wherever the tries come from.
    for n in 0..10 {
        let wrong = sign_in(&format!("198.51.100.{n}"), &email(Role::Engineer), "wrong");
        assert_eq!(world.server.send(wrong).await.status, 401);
    }
    let right = sign_in("198.51.100.77", &email(Role::Engineer), PASSWORD);
    assert_eq!(world.server.send(right).await.status, 429);
}

#[tokio::test]
async fn success_does_not_count_against_anybody() {
    let world = World::new().await;
    for _ in 0..12 {
        assert_eq!(world.server.sign_in(&email(Role::Engineer), PASSWORD).await.status, 200);
    }
}
