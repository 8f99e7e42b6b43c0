//! Saved views: one's own, shared ones, and with which the own list begins.

use crate::support::{Reply, request, world::World};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

async fn save(world: &World, role: Role, key: &str, changes: &Value) -> Reply {
    let mut body = json!({"page": "units", "name": "Spares", "query": "usage=spare"});
    crate::support::world::merge(&mut body, changes);
    world.server.post(world.cookie(role), "/v1/views", key, &body).await
}

async fn put(world: &World, role: Role, view: &Value, body: &Value) -> Reply {
    let path = format!("/v1/views/{}", view["id"].as_str().unwrap());
    let tag = format!("\"{}\"", view["version"]);
    let headers = [("if-match", tag.as_str())];
    let sent = request(Method::PUT, world.cookie(role), &path, &headers, Some(body.to_string()));
    world.server.send(sent).await
}

async fn delete(world: &World, role: Role, view: &Value) -> u16 {
    let path = format!("/v1/views/{}", view["id"].as_str().unwrap());
    world.server.send(request(Method::DELETE, world.cookie(role), &path, &[], None)).await.status.as_u16()
}

async fn seen(world: &World, cookie: &str) -> Vec<(String, bool, bool)> {
    let list = world.server.get(cookie, "/v1/views?page=units").await.json();
    let view = |item: &Value| {
        let is = |name: &str| item[name].as_bool().unwrap();
        (item["name"].as_str().unwrap().to_owned(), is("own"), is("default"))
    };
    list["items"].as_array().unwrap().iter().map(view).collect()
}

fn named(name: &str, own: bool, default: bool) -> (String, bool, bool) {
    (name.to_owned(), own, default)
}

#[tokio::test]
async fn a_shared_view_is_seen_by_the_account_and_by_nobody_else() {
    let world = World::new().await;
    let mine = save(&world, Role::Engineer, "k1", &json!({"default": true})).await;
    assert_eq!(mine.status, 201, "{}", mine.text());
    assert_eq!(mine.header("location"), format!("/v1/views/{}", mine.json()["id"].as_str().unwrap()));
    let shared = json!({"name": "Ends soon", "query": "?ends=90&sort=covered_until", "shared": true});
    let shared = save(&world, Role::Administrator, "k2", &shared).await.json();
    assert_eq!(shared["query"], "ends=90&sort=covered_until");
    let engineer = world.cookie(Role::Engineer);
    assert_eq!(seen(&world, engineer).await, [named("Ends soon", false, false), named("Spares", true, true)]);
    assert_eq!(seen(&world, world.cookie(Role::Viewer)).await, [named("Ends soon", false, false)]);
    assert_eq!(seen(&world, &world.foreign).await, []);
    assert_eq!(seen(&world, world.cookie(Role::Reseller)).await, []);

    // Whose list begins with it is each person's own choice.
    let begin = json!({"name": "Ends soon", "query": shared["query"], "shared": true, "default": true});
    assert_eq!(put(&world, Role::Engineer, &shared, &begin).await.status, 200);
    assert_eq!(seen(&world, engineer).await, [named("Ends soon", false, true), named("Spares", true, false)]);
    assert_eq!(seen(&world, world.cookie(Role::Administrator)).await, [named("Ends soon", true, false)]);
    let rename = json!({"name": "Mine now", "query": shared["query"], "shared": true});
    assert_eq!(put(&world, Role::Engineer, &shared, &rename).await.status, 403);

    // Not shared any more, nobody else begins with it.
    let private = json!({"name": "Ends soon", "query": "ends=30"});
    assert_eq!(put(&world, Role::Administrator, &shared, &private).await.status, 200);
    assert_eq!(seen(&world, engineer).await, [named("Spares", true, false)]);
    assert_eq!(
        put(&world, Role::Administrator, &shared, &private).await.status,
        412,
        "seen before the change"
    );
}

#[tokio::test]
async fn who_saved_it_takes_it_away_or_an_administrator() {
    let world = World::new().await;
    let private = save(&world, Role::Engineer, "k1", &json!({})).await.json();
    let shared =
        save(&world, Role::Engineer, "k2", &json!({"name": "Ours", "shared": true, "default": true})).await;
    let shared = shared.json();
    assert_eq!(
        delete(&world, Role::Administrator, &private).await,
        404,
        "what is private is not there for others"
    );
    assert_eq!(delete(&world, Role::Viewer, &shared).await, 403);
    assert_eq!(delete(&world, Role::Administrator, &shared).await, 204);
    assert_eq!(delete(&world, Role::Engineer, &private).await, 204);
    assert_eq!(world.server.count("saved_view").await, 0);
    assert_eq!(world.server.count("first_view").await, 0);
}

#[tokio::test]
async fn what_is_no_view_is_refused_at_its_field() {
    let world = World::new().await;
    assert_eq!(save(&world, Role::Viewer, "k1", &json!({})).await.status, 201);
    for (n, (changes, expected)) in [
        (json!({"name": " "}), "/name missing"),
        (json!({"name": "spares"}), "/name twice"),
        (json!({"name": "x".repeat(61)}), "/name too_long"),
        (json!({"query": "q=<script>"}), "/query unreadable"),
        (json!({"page": "sites"}), "/page unknown"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut changes = changes;
        if changes.get("name").is_none() {
            changes["name"] = json!("Another");
        }
        let reply = save(&world, Role::Viewer, &format!("n{n}"), &changes).await;
        assert_eq!(reply.fields(), [expected], "{}", reply.text());
    }
    for n in 1..30 {
        assert_eq!(
            save(&world, Role::Viewer, &format!("m{n}"), &json!({"name": format!("v{n}")})).await.status,
            201
        );
    }
    let full = save(&world, Role::Viewer, "full", &json!({"name": "one more"})).await;
    assert_eq!(full.fields(), ["/name too_many"]);
    let again = save(&world, Role::Viewer, "k1", &json!({})).await;
    assert_eq!(again.header("idempotency-replayed"), "true");
    let cookie = world.cookie(Role::Viewer);
    assert_eq!(world.server.get(cookie, "/v1/views").await.fields(), ["/query/page missing"]);
}
