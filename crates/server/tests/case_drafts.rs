//! Reports that are not sent yet: their person's own, never written over unseen, gone with their case.

use crate::support::{
    Reply, request,
    world::{World, report},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

const NEW: (&str, &str) = ("if-none-match", "*");

fn typed(text: &str) -> Value {
    json!({"title": text, "subject": "fra1-pe03", "step": "details", "fields": {"synopsis": text, "of_tomorrow": [1, {"a": null}]}})
}

async fn put(world: &World, cookie: &str, id: &str, header: (&str, &str), body: &Value) -> Reply {
    let path = format!("/v1/drafts/{id}");
    world.server.send(request(Method::PUT, cookie, &path, &[header], Some(body.to_string()))).await
}

async fn delete(world: &World, cookie: &str, id: &str, headers: &[(&str, &str)]) -> u16 {
    let path = format!("/v1/drafts/{id}");
    world.server.send(request(Method::DELETE, cookie, &path, headers, None)).await.status.as_u16()
}

async fn titles(world: &World, cookie: &str) -> Vec<String> {
    let list = world.server.get(cookie, "/v1/drafts").await.json();
    list["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_was_typed_comes_back_as_it_was_on_every_device_of_its_person() {
    let world = World::new().await;
    let engineer = world.cookie(Role::Engineer);
    let saved = put(&world, engineer, "d1", NEW, &typed("First")).await;
    assert_eq!((saved.status.as_u16(), saved.header("etag")), (201, "\"1\""), "{}", saved.text());
    assert_eq!(saved.header("location"), "/v1/drafts/d1");
    assert!(saved.json().get("fields").is_none(), "what was sent is not sent back");
    world.server.clock.advance(chrono::TimeDelta::seconds(1));
    assert_eq!(put(&world, engineer, "d2", NEW, &typed("Second")).await.status, 201);
    world.server.clock.advance(chrono::TimeDelta::seconds(1));
    let more = put(&world, engineer, "d1", ("if-match", "\"1\""), &typed("First, more")).await;
    assert_eq!((more.status.as_u16(), more.header("etag")), (200, "\"2\""));

    let device = world.server.cookie("person-engineer").await;
    assert_eq!(titles(&world, &device).await, ["First, more", "Second"], "the one saved last first");
    let read = world.server.get(&device, "/v1/drafts/d1").await;
    assert_eq!((read.header("etag"), read.header("cache-control")), ("\"2\"", "no-store"));
    let body = read.json();
    assert_eq!(body["fields"], typed("First, more")["fields"], "and what this release does not know");
    assert_eq!(
        (&body["subject"], &body["step"], &body["version"]),
        (&json!("fra1-pe03"), &json!("details"), &json!(2))
    );

    // The same id of somebody else is another draft, and nothing of the first is seen.
    let other = world.cookie(Role::Administrator);
    assert_eq!(titles(&world, other).await, [""; 0]);
    assert_eq!(world.server.get(other, "/v1/drafts/d1").await.status, 404);
    assert_eq!(put(&world, other, "d1", ("if-match", "*"), &typed("Mine")).await.status, 404);
    assert_eq!(delete(&world, other, "d1", &[("if-match", "*")]).await, 404);
    assert_eq!(put(&world, other, "d1", NEW, &typed("Mine")).await.status, 201);
    assert_eq!(titles(&world, &device).await, ["First, more", "Second"]);
}

#[tokio::test]
async fn two_devices_never_write_over_each_other_unseen() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    let nothing = ("x-portal", "1");
    assert_eq!(put(&world, cookie, "d", nothing, &typed("a")).await.status, 428);
    assert_eq!(put(&world, cookie, "d", ("if-match", "\"1\""), &typed("a")).await.status, 404);
    assert_eq!(put(&world, cookie, "d", NEW, &typed("a")).await.status, 201);
    assert_eq!(put(&world, cookie, "d", nothing, &typed("b")).await.status, 428);
    assert_eq!(put(&world, cookie, "d", NEW, &typed("b")).await.status, 412);
    assert_eq!(put(&world, cookie, "d", ("if-match", "\"1\""), &typed("b")).await.status, 200);
    assert_eq!(put(&world, cookie, "d", ("if-match", "\"1\""), &typed("c")).await.status, 412);
    assert_eq!(delete(&world, cookie, "d", &[]).await, 428);
    assert_eq!(delete(&world, cookie, "d", &[("if-match", "\"1\"")]).await, 412);
    assert_eq!(titles(&world, cookie).await, ["b"]);

    // An answer that was lost: what stands there already is saved, whatever was seen.
    let again = put(&world, cookie, "d", ("if-match", "\"1\""), &typed("b")).await;
    assert_eq!((again.status.as_u16(), again.header("etag")), (200, "\"2\""));
    assert_eq!(put(&world, cookie, "d", NEW, &typed("b")).await.header("etag"), "\"2\"");
    assert_eq!(delete(&world, cookie, "d", &[("if-match", "\"2\"")]).await, 204);
    assert_eq!(delete(&world, cookie, "d", &[("if-match", "*")]).await, 404);
}

#[tokio::test]
async fn a_draft_ends_with_its_case_and_does_not_come_back() {
    let world = World::new().await;
    let (engineer, other) = (world.cookie(Role::Engineer), world.cookie(Role::Administrator));
    for id in ["sent", "kept"] {
        assert_eq!(put(&world, engineer, id, NEW, &typed(id)).await.status, 201);
        assert_eq!(put(&world, other, id, NEW, &typed(id)).await.status, 201);
    }
    let refused = world.open(Role::Engineer, "sent", &json!({"synopsis": ""})).await;
    assert_eq!(refused.status, 422);
    assert_eq!(titles(&world, engineer).await.len(), 2, "a refusal takes nothing away");
    let case = world.open(Role::Engineer, "sent", &json!({})).await;
    assert_eq!(case.status, 201, "{}", case.text());
    assert_eq!(titles(&world, engineer).await, ["kept"]);
    assert_eq!(titles(&world, other).await.len(), 2, "somebody else’s stays");

    // A device that still had it is told what became of it.
    let late = put(&world, engineer, "sent", NEW, &typed("late")).await;
    assert_eq!(late.status, 409);
    assert_eq!(late.json()["made"], case.header("location"));
    assert_eq!(put(&world, engineer, "sent", ("if-match", "\"1\""), &typed("late")).await.status, 404);
    assert_eq!(titles(&world, engineer).await, ["kept"]);
}

#[tokio::test]
async fn what_another_device_has_written_since_stays_when_the_case_is_opened() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    let by = |writer: &str, text: &str| {
        let mut typed = typed(text);
        typed["fields"]["writer"] = json!(writer);
        typed
    };
    let open = async |id: &str, sent: &str| {
        let mut body = report();
        body["synopsis"] = json!(format!("Sent as {id}"));
        world.server.post(cookie, &format!("/v1/cases?{sent}"), id, &body).await
    };
    for id in ["older", "same", "own", "whichever"] {
        assert_eq!(put(&world, cookie, id, NEW, &by("desk", "the desk")).await.status, 201);
        if id != "same" {
            let more = by(if id == "own" { "desk" } else { "phone" }, id);
            assert_eq!(put(&world, cookie, id, ("if-match", "\"1\""), &more).await.status, 200);
        }
    }
    let seen = "draft_version=1&draft_writer=desk";
    for (id, sent) in [("older", seen), ("same", seen), ("own", seen), ("whichever", "")] {
        let case = open(id, sent).await;
        assert_eq!(case.status, 201, "{}", case.text());
    }
    assert_eq!(
        titles(&world, cookie).await,
        ["older"],
        "only the phone’s words, which the desk had not seen"
    );
    let left =
        world.server.get(cookie, "/v1/drafts").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    assert_ne!(left, "older");
    // Sent again, it is the same case, and what has stayed is not touched.
    assert_eq!(open("older", seen).await.header("idempotency-replayed"), "true");
    assert_eq!(titles(&world, cookie).await, ["older"]);
    // It is a report like any other: it becomes a case of its own.
    let case = open(&left, "draft_version=2&draft_writer=phone").await;
    assert_eq!((case.status.as_u16(), titles(&world, cookie).await.len()), (201, 0), "{}", case.text());
    let refused = open("unreadable", "draft_version=new").await;
    assert_eq!(refused.fields(), ["/query/draft_version unreadable"], "{}", refused.text());
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_what_was_there_stays() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    let mut long = typed("a");
    long["title"] = json!("ü".repeat(201));
    long["subject"] = json!("ü".repeat(201));
    long["step"] = json!("s".repeat(65));
    let refused = put(&world, cookie, "a%20b", NEW, &long).await;
    let expected = ["/path/id unreadable", "/title too_long", "/subject too_long", "/step too_long"];
    assert_eq!(refused.fields(), expected, "{}", refused.text());
    for fields in [json!([]), json!("text"), json!(null)] {
        assert_eq!(put(&world, cookie, "a", NEW, &json!({"fields": fields})).await.status, 400);
    }
    assert_eq!(put(&world, cookie, "a", NEW, &json!({"fields": {}, "colour": "red"})).await.status, 400);

    let of_size = |size: usize| {
        let frame = json!({"fields": {"description": ""}}).to_string().len();
        json!({"fields": {"description": "x".repeat(size - frame)}})
    };
    assert_eq!(put(&world, cookie, "a", NEW, &of_size(64 * 1024)).await.status, 201);
    assert_eq!(put(&world, cookie, "a", ("if-match", "\"1\""), &of_size(64 * 1024 + 1)).await.status, 413);
    assert_eq!(world.server.get(cookie, "/v1/drafts/a").await.json()["version"], 1);

    for n in 1..50 {
        assert_eq!(put(&world, cookie, &format!("n{n}"), NEW, &typed("x")).await.status, 201);
    }
    let full = put(&world, cookie, "one-more", NEW, &typed("x")).await;
    assert_eq!(full.fields(), ["/fields too_many"], "{}", full.text());
    assert_eq!(put(&world, cookie, "n1", ("if-match", "\"1\""), &typed("still saved")).await.status, 200);
    assert_eq!(delete(&world, cookie, "n2", &[("if-match", "\"1\"")]).await, 204);
    assert_eq!(put(&world, cookie, "one-more", NEW, &typed("x")).await.status, 201);
}
