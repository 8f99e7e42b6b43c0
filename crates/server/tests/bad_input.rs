//! Bad input gets its clear refusal, names the field, tells nothing of the inside, and leaves the server up.

use crate::support::{
    Reply, request,
    world::{FOREIGN_UNIT, OWN_UNIT, World},
};
use axum::{
    body::Body,
    http::{Method, Request},
};
use rules::access::Role;
use serde_json::json;

async fn raw(world: &World, content_type: &str, body: impl Into<Body>) -> Reply {
    let request = Request::post("/v1/cases")
        .header("cookie", world.cookie(Role::Engineer))
        .header("x-portal", "1")
        .header("sec-fetch-site", "same-origin")
        .header("idempotency-key", "raw")
        .header("content-type", content_type)
        .body(body.into())
        .unwrap();
    world.server.send(request).await
}

async fn still_up(world: &World) {
    assert_eq!(world.server.get(world.cookie(Role::Engineer), "/v1/units").await.status, 200);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    let empty = world.server.post(cookie, "/v1/cases", "k", &json!({})).await;
    assert_eq!(empty.status, 422);
    assert_eq!(
        empty.fields(),
        [
            "/priority missing",
            "/unit missing",
            "/synopsis missing",
            "/description missing",
            "/software_version missing"
        ]
    );
    assert_eq!(empty.header("content-type"), "application/problem+json");
    assert_eq!(empty.json()["instance"], empty.header("x-request-id"));
    let long = json!({
        "synopsis": "ä".repeat(251), "description": "x".repeat(15_001), "software_version": "x".repeat(101),
        "own_reference": "x".repeat(101), "unit": "x".repeat(101), "since": "2026-11-24T10:00:00",
        "exclusions": [],
    });
    let long = world.open(Role::Engineer, "k", &long).await;
    assert_eq!(
        long.fields(),
        [
            "/unit too_long",
            "/synopsis too_long",
            "/description too_long",
            "/software_version too_long",
            "/own_reference too_long",
            "/since unreadable"
        ]
    );
    assert!(
        long.text().contains("is 251 characters long; 250 fit"),
        "characters, not bytes: {}",
        long.text()
    );
    let fits = json!({"synopsis": "ä".repeat(250), "description": "x".repeat(15_000)});
    assert_eq!(world.open(Role::Engineer, "k", &fits).await.status, 201);
    let exclusion = world.open(Role::Engineer, "k2", &json!({"exclusions": ["gravity"]})).await;
    assert_eq!(exclusion.fields(), ["/exclusions unknown_exclusion"]);
}

#[tokio::test]
async fn a_naive_or_future_time_is_refused_at_its_field() {
    let world = World::new().await;
    for (since, code) in [
        ("2026-11-24T10:00:00", "unreadable"),
        ("yesterday", "unreadable"),
        ("2026-11-24T11:30:00+01:00", "in_the_future"),
    ] {
        let reply = world.open(Role::Engineer, "k", &json!({"since": since})).await;
        assert_eq!(reply.fields(), [format!("/since {code}")], "{since}");
    }
    let naive = json!({"on_behalf_of": "own", "channel": "phone", "reported_at": "2026-11-24T08:00:00"});
    let naive = world.open(Role::VendorEngineer, "k", &naive).await;
    assert_eq!(naive.status, 400);
    assert!(naive.text().contains("a time without its offset (line 1, column "), "{}", naive.text());
}

#[tokio::test]
async fn a_foreign_serial_answers_as_one_that_nobody_has() {
    let world = World::new().await;
    for path in ["/v1/cases", "/v1/call-notes"] {
        let mut body = json!({"unit": "MISSING1001", "symptom": "x"});
        if path == "/v1/cases" {
            body = json!({"priority": 3, "unit": "MISSING1001", "synopsis": "x", "description": "x", "software_version": "x"});
        }
        let missing = world.server.post(world.cookie(Role::Engineer), path, "k", &body).await;
        body["unit"] = json!(FOREIGN_UNIT);
        let foreign = world.server.post(world.cookie(Role::Engineer), path, "k", &body).await;
        assert_eq!(foreign.fields(), ["/unit unknown_unit"]);
        assert!(
            foreign.text().contains("No unit FOREIGN1001 in your install base. Check the number, or go on")
        );
        assert_eq!(foreign.likeness().replace(FOREIGN_UNIT, "MISSING1001"), missing.likeness());
    }
    let missing = world.server.get(world.cookie(Role::Engineer), "/v1/units/MISSING1001").await;
    let foreign = world.server.get(world.cookie(Role::Engineer), "/v1/units/FOREIGN1001").await;
    assert_eq!(missing.likeness(), foreign.likeness());
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_its_place() {
    let world = World::new().await;
    for (body, words) in [
        ("", "ends too early (line 1, column 0)"),
        ("{", "ends too early (line 1, column 1)"),
        ("{\n  \"priority\": 1,,\n}", "not valid JSON (line 2, column 17)"),
        ("{\"priority\": \"high\"}", "does not fit its field"),
        ("{\"priority\": 999}", "does not fit its field"),
        ("[1]", "Send a JSON object (line 1, column 1)."),
        ("null", "Send a JSON object"),
        ("{\"due_at\": \"2026-11-24T10:00:00Z\"}", "no field “due_at”"),
        ("{\"phone_page\": \"call\"}", "does not fit its field"),
    ] {
        let reply = raw(&world, "application/json", body.to_owned()).await;
        assert_eq!(
            (reply.status.as_u16(), reply.json()["type"].as_str()),
            (400, Some("/problems/unreadable")),
            "{body}"
        );
        assert!(reply.text().contains(words), "{body}: {}", reply.text());
        for inside in ["u8", "struct", "enum", "variant", "OpenCase", "serde"] {
            assert!(!reply.text().contains(inside), "{body}: {}", reply.text());
        }
    }
    let bytes = raw(&world, "application/json", b"{\"synopsis\":\"\xff\"}".to_vec()).await;
    assert_eq!(bytes.status, 400);
    still_up(&world).await;
}

#[tokio::test]
async fn other_content_types_are_refused() {
    let world = World::new().await;
    let body = crate::support::world::report().to_string();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "application/jsonp",
    ] {
        let reply = raw(&world, kind, body.clone()).await;
        assert_eq!(
            (reply.status.as_u16(), reply.json()["type"].as_str()),
            (415, Some("/problems/media-type")),
            "{kind}"
        );
    }
    assert_eq!(raw(&world, "Application/JSON; charset=utf-8", body).await.status, 201);
}

#[tokio::test]
async fn fifty_megabytes_are_refused_and_forgotten() {
    let world = World::new().await;
    let large = vec![b' '; 50 * 1024 * 1024];
    let reply = raw(&world, "application/json", large).await;
    assert_eq!((reply.status.as_u16(), reply.json()["type"].as_str()), (413, Some("/problems/too-large")));
    // The same without a length in advance: a body that keeps coming.
    let chunk = vec![b' '; 64 * 1024];
    let stream = slow_body::repeat(chunk, 2_000);
    let reply = raw(&world, "application/json", Body::new(stream)).await;
    assert_eq!(reply.status, 413);
    let fits = format!("{}{}", crate::support::world::report(), " ".repeat(200 * 1024));
    assert_eq!(raw(&world, "application/json", fits).await.status, 201);
    still_up(&world).await;
}

#[tokio::test]
async fn query_parameters_are_checked() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    for (path, field) in [
        ("/v1/units?answer=maybe", "/query/answer unreadable"),
        ("/v1/units?on=2026-02-30", "/query/on unreadable"),
        ("/v1/units?on=24.11.2026", "/query/on unreadable"),
        ("/v1/units?sort=price", "/query/sort unreadable"),
        ("/v1/units?limit=0", "/query/limit unreadable"),
        ("/v1/units?limit=201", "/query/limit unreadable"),
        ("/v1/units?ends_within_days=-1", "/query/ends_within_days unreadable"),
        ("/v1/units?cursor=zz", "/query/cursor unreadable"),
        ("/v1/units?q=%ff", "/query/q unreadable"),
        ("/v1/units/OWN1001?on=yesterday", "/query/on unreadable"),
        ("/v1/cases?open=maybe", "/query/open unreadable"),
        ("/v1/cases?sort=price", "/query/sort unreadable"),
        ("/v1/call-notes?open=1", "/query/open unreadable"),
    ] {
        let reply = world.server.get(cookie, path).await;
        assert_eq!((reply.status.as_u16(), reply.fields()), (422, vec![field.to_owned()]), "{path}");
    }
    assert_eq!(world.server.get(cookie, "/v1/units?later=1&q=%25_'%22").await.json()["total"], 0);
}

#[tokio::test]
async fn unknown_paths_methods_and_numbers() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    for path in
        ["/v1", "/v1/", "/v1/nothing", "/v1/units/OWN1001/parts", "/v1/cases/%2e%2e", "/v1/cases/1%272"]
    {
        let reply = world.server.get(cookie, path).await;
        assert_eq!(
            (reply.status.as_u16(), reply.json()["type"].as_str()),
            (404, Some("/problems/not-found")),
            "{path}"
        );
    }
    let method = world.server.send(request(Method::DELETE, cookie, "/v1/units", &[], None)).await;
    assert_eq!((method.status.as_u16(), method.json()["type"].as_str()), (405, Some("/problems/method")));
    assert!(method.header("allow").contains("GET"), "{}", method.header("allow"));
    let invalid = world.server.get(cookie, "/v1/units/%ff").await;
    assert_eq!(
        (invalid.status.as_u16(), invalid.json()["type"].as_str()),
        (400, Some("/problems/unreadable"))
    );
    for typed in [format!("%20{OWN_UNIT}%20"), OWN_UNIT.to_lowercase()] {
        let unit = world.server.get(cookie, &format!("/v1/units/{typed}")).await;
        assert_eq!(
            (unit.status.as_u16(), &unit.json()["unit"]["reference"]),
            (200, &json!(OWN_UNIT)),
            "{typed}"
        );
        let history = world.server.get(cookie, &format!("/v1/units/{typed}/history")).await;
        assert_eq!(history.status, 200, "{typed}");
    }
    let foreign = world.server.get(cookie, "/v1/units/foreign1001").await;
    assert_eq!(foreign.status, 404);
}

/// A body of unknown length.
mod slow_body {
    use axum::body::Bytes;
    use http_body_util::{BodyExt, channel::Channel, combinators::BoxBody};
    use std::convert::Infallible;

    pub fn repeat(chunk: Vec<u8>, times: usize) -> BoxBody<Bytes, Infallible> {
        let (mut sender, body) = Channel::<Bytes, Infallible>::new(1);
        tokio::spawn(async move {
            for _ in 0..times {
                if sender.send_data(chunk.clone().into()).await.is_err() {
                    break;
                }
            }
        });
        body.boxed()
    }
}
