//! Whose files they are: who may add one is asked twice, who added it takes it back, and it is reached by its case alone.

use super::*;
use crate::support::key;

/// Sends a file, and changes something when half of it has arrived.
async fn meanwhile(world: &World, path: &str, change: &str) -> Reply {
    let (mut sender, body) = Channel::<axum::body::Bytes, std::io::Error>::new(2);
    let meanwhile = async {
        sender.send_data("half".into()).await.unwrap();
        while stored(world).is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        world.server.sql(change).await;
        sender.send_data("half".into()).await.unwrap();
        drop(sender);
    };
    let key = key(change);
    tokio::join!(add(world, Role::Engineer, (path, "a.log", &key), Body::new(body), &[]), meanwhile).0
}

#[tokio::test]
async fn who_may_add_is_asked_again_when_the_file_is_here() {
    let world = World::new().await;
    let path = opened(&world).await;
    let closed =
        meanwhile(&world, &path, "UPDATE tech_case SET status = 'closed', waiting_on = 'nobody'").await;
    assert_eq!(closed.fields(), ["/file closed"]);
    assert!(closed.text().contains("can reopen it"), "{}", closed.text());
    let early = add(&world, Role::VendorEngineer, (&path, "a.log", "early"), "x", &[]).await;
    assert_eq!(early.fields(), ["/file closed"]);
    world.server.sql("UPDATE tech_case SET status = 'open', waiting_on = 'vendor'").await;
    let viewer =
        meanwhile(&world, &path, "UPDATE person SET role = 'viewer' WHERE id = 'person-engineer'").await;
    assert_eq!(viewer.status, 403);
    world.server.sql("UPDATE person SET role = 'engineer' WHERE id = 'person-engineer'").await;
    let ended =
        "UPDATE person SET password_generation = password_generation + 1 WHERE id = 'person-engineer'";
    assert_eq!(meanwhile(&world, &path, ended).await.status, 401);
    assert_eq!(stored(&world).len(), 0);
}

#[tokio::test]
async fn ones_own_file_is_withdrawn_and_nothing_is_lost() {
    let world = World::new().await;
    let path = opened(&world).await;
    let place =
        add(&world, Role::Engineer, (&path, "keys.txt", "k"), LOG, &[]).await.header("location").to_owned();
    let not_yours = withdraw(&world, Role::VendorEngineer, (&path, 1, "a"), "x").await;
    assert_eq!(not_yours.fields(), ["/file not_yours"]);
    assert_eq!(withdraw(&world, Role::Engineer, (&path, 1, "b"), " ").await.fields(), ["/reason missing"]);
    assert_eq!(withdraw(&world, Role::Engineer, (&path, 2, "c"), "x").await.status, 404);
    let done = withdraw(&world, Role::Engineer, (&path, 1, "d"), "It has keys in it").await;
    assert_eq!(done.status, 201, "{}", done.text());
    let file = &done.json()["files"][0].clone();
    assert_eq!((&file["withdrawn_why"], &file["name"]), (&json!("It has keys in it"), &json!("keys.txt")));
    let event = done.json()["events"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&event["kind"], &event["text"]),
        (&json!("file_withdrawn"), &json!("keys.txt: It has keys in it"))
    );
    assert_eq!(get(&world, Role::VendorEngineer, &place).await.status, 404);
    assert_eq!(get(&world, Role::Administrator, &place).await.status, 404);
    assert_eq!(get(&world, Role::Engineer, &place).await.body, LOG);
    assert_eq!(withdraw(&world, Role::Engineer, (&path, 1, "e"), "x").await.fields(), ["/file withdrawn"]);
    let world = World::reopened(world.server.restart().await).await;
    assert_eq!(get(&world, Role::Engineer, &place).await.body, LOG);
}

#[tokio::test]
async fn a_file_is_reached_by_its_own_case_only() {
    let world = World::new().await;
    let own = opened(&world).await;
    add(&world, Role::Engineer, (&own, "a.log", "k"), LOG, &[]).await;
    let body = json!({"priority": 3, "unit": "FOREIGN1001", "synopsis": CANARY, "description": CANARY, "software_version": "x"});
    let foreign =
        world.server.post(&world.foreign, "/v1/cases", "f", &body).await.header("location").to_owned();
    let theirs = [("idempotency-key", "k"), ("content-type", "application/octet-stream")];
    let mut request =
        request(Method::POST, &world.foreign, &format!("{foreign}/files?name={CANARY}.log"), &theirs, None);
    *request.body_mut() = CANARY.into();
    assert_eq!(world.server.send(request).await.status, 201);
    let missing = get(&world, Role::Engineer, "/v1/cases/2026-1124-999999/files/1").await;
    for path in [
        format!("{foreign}/files/1"),
        format!("{foreign}/files/2"),
        format!("{own}/files/2"),
        format!("{own}/files/-1"),
        format!("{own}/files/01x"),
        format!("{own}/files/4294967296"),
    ] {
        let reply = get(&world, Role::Engineer, &path).await;
        assert_eq!((reply.status.as_u16(), reply.likeness()), (404, missing.likeness()), "{path}");
    }
    let into = add(&world, Role::Engineer, (&foreign, "a.log", "k2"), LOG, &[]).await;
    assert_eq!(into.status, 404);
    assert_eq!(world.server.get(&world.foreign, &format!("{own}/files/1")).await.status, 404);
}
