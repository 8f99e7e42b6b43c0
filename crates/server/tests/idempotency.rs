//! Pressing "open" twice, or sending again after a lost answer, makes one case.

use crate::support::world::{OWN_UNIT, World, report};
use rules::access::Role;
use serde_json::json;
use std::sync::Arc;

#[tokio::test]
async fn the_same_request_twice_is_one_case() {
    let world = World::new().await;
    let first = world.open(Role::Engineer, "key-1", &json!({})).await;
    assert_eq!(first.status, 201, "{}", first.text());
    assert_eq!(first.header("idempotency-replayed"), "");
    let second = world.open(Role::Engineer, "key-1", &json!({})).await;
    assert_eq!(second.status, 201);
    assert_eq!(second.header("idempotency-replayed"), "true");
    assert_eq!(first.body, second.body);
    for name in ["location", "etag", "content-type", "cache-control"] {
        assert_eq!(first.header(name), second.header(name), "{name}");
    }
    assert_eq!(world.server.count("tech_case").await, 1);
    let read = world.server.get(world.cookie(Role::Engineer), first.header("location")).await;
    assert_eq!((read.status.as_u16(), read.header("etag")), (200, first.header("etag")));
    assert_eq!(read.body, first.body);
}

#[tokio::test]
async fn twenty_at_once_are_one_case() {
    let world = Arc::new(World::new().await);
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let world = world.clone();
            tokio::spawn(async move { world.open(Role::Engineer, "same", &json!({})).await })
        })
        .collect();
    let mut made = 0;
    let mut numbers = std::collections::BTreeSet::new();
    for task in tasks {
        let reply = task.await.unwrap();
        match reply.status.as_u16() {
            201 => {
                made += u32::from(reply.header("idempotency-replayed").is_empty());
                numbers.insert(reply.json()["number"].to_string());
            }
            409 => assert_eq!(reply.header("retry-after"), "1"),
            other => panic!("{other}: {}", reply.text()),
        }
    }
    assert_eq!((made, numbers.len(), world.server.count("tech_case").await), (1, 1, 1));
    let later = world.open(Role::Engineer, "same", &json!({})).await;
    assert_eq!((later.status.as_u16(), later.header("idempotency-replayed")), (201, "true"));
}

#[tokio::test]
async fn a_request_that_is_still_running_says_so() {
    let world = World::new().await;
    // Holding the writer keeps the first request from finishing.
    let held = world.server.app.store.write().await.unwrap();
    let changes = json!({});
    let first = world.open(Role::Engineer, "slow", &changes);
    let second = async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let reply = world.open(Role::Engineer, "slow", &json!({})).await;
        drop(held);
        reply
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(second.status, 409, "{}", second.text());
    assert_eq!(second.json()["type"], "/problems/still-running");
    assert_eq!(first.status, 201);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_person() {
    let world = World::new().await;
    assert_eq!(world.open(Role::Engineer, "k", &json!({})).await.status, 201);
    let other = world.open(Role::Engineer, "k", &json!({"priority": 4})).await;
    assert_eq!(
        (other.status.as_u16(), other.json()["type"].as_str()),
        (422, Some("/problems/idempotency-key-reused"))
    );
    assert_eq!(other.json()["made"], "/v1/cases/2026-1124-000001", "what the first request has made");
    let note = json!({"unit": OWN_UNIT, "symptom": "x"});
    let note = world.server.post(world.cookie(Role::Engineer), "/v1/call-notes", "k", &note).await;
    assert_eq!(note.status, 422, "another path with the same key");
    assert_eq!(world.open(Role::Administrator, "k", &json!({})).await.status, 201, "somebody else's key");
    assert_eq!(world.server.count("tech_case").await, 2);
}

#[tokio::test]
async fn after_a_refusal_the_same_key_opens_the_mended_report() {
    let world = World::new().await;
    assert_eq!(world.open(Role::Engineer, "k", &json!({"synopsis": " "})).await.status, 422);
    let mended = world.open(Role::Engineer, "k", &json!({})).await;
    assert_eq!((mended.status.as_u16(), mended.header("idempotency-replayed")), (201, ""));
}

#[tokio::test]
async fn the_answer_outlives_the_process() {
    let world = World::new().await;
    let first = world.open(Role::Engineer, "k", &json!({})).await;
    let world = World::reopened(world.server.restart().await).await;
    let again = world.open(Role::Engineer, "k", &json!({})).await;
    assert_eq!((again.status.as_u16(), again.header("idempotency-replayed")), (201, "true"));
    assert_eq!(first.body, again.body);
    assert_eq!(world.server.count("tech_case").await, 1);
}

#[tokio::test]
async fn a_key_is_needed_and_has_a_size_and_no_blank() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    for path in ["/v1/cases", "/v1/call-notes"] {
        let body = Some(report().to_string());
        let without = crate::support::request(axum::http::Method::POST, cookie, path, &[], body);
        let reply = world.server.send(without).await;
        assert_eq!(
            (reply.status.as_u16(), reply.json()["type"].as_str()),
            (400, Some("/problems/idempotency-key-missing"))
        );
        for key in ["k".repeat(256), "two words".to_owned()] {
            assert_eq!(world.server.post(cookie, path, &key, &report()).await.status, 400, "{key}");
        }
    }
    assert_eq!(world.open(Role::Engineer, &"~".repeat(255), &json!({})).await.status, 201);
}
