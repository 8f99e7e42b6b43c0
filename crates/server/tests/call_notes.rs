//! The life of a call note: made, asked about, got through, named by the engineer's case, or withdrawn.

use crate::support::{
    Reply, request,
    world::{OWN_UNIT, World},
};
use rules::access::Role;
use serde_json::{Value, json};

async fn note(world: &World, key: &str) -> Reply {
    let body = json!({"unit": OWN_UNIT, "symptom": " all links down "});
    world.server.post(world.cookie(Role::Engineer), "/v1/call-notes", key, &body).await
}

async fn open_notes(world: &World) -> usize {
    let list = world.server.get(world.cookie(Role::Administrator), "/v1/call-notes?open=true").await.json();
    list["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_note_is_not_a_case() {
    let world = World::new().await;
    let made = note(&world, "k").await;
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!((made.header("location"), made.header("etag")), ("/v1/call-notes/CALL-2026-000001", "\"1\""));
    let shown = made.json();
    assert_eq!(
        (&shown["state"], &shown["symptom"], &shown["unit_title"]),
        (&json!("calling"), &json!("all links down"), &json!("own-pe01"))
    );
    let at = |name: &str| shown[name].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    assert_eq!((at("ask_again_at") - at("created_at")).num_minutes(), 10);
    assert_eq!(world.server.count("tech_case").await, 0);
    let again = note(&world, "k").await;
    assert_eq!((again.header("idempotency-replayed"), again.header("etag")), ("true", "\"1\""));
    assert_eq!(open_notes(&world).await, 1);
}

#[tokio::test]
async fn what_is_one_line_is_refused_with_line_breaks_and_turned_letters() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    for stray in ["a\nb", "a\u{0}b", "a\u{202e}b"] {
        let body = json!({"unit": OWN_UNIT, "symptom": stray});
        let reply = world.server.post(cookie, "/v1/call-notes", "stray", &body).await;
        assert_eq!(reply.fields(), ["/symptom not_one_line"], "{stray:?}");
        let case = world.open(Role::Engineer, "case", &json!({"synopsis": stray})).await;
        assert_eq!(case.fields(), ["/synopsis not_one_line"], "{stray:?}");
    }
    let unlisted = json!({"unlisted": {"host_name": "a\nb", "site": "x\u{2067}"}, "symptom": "x"});
    let reply = world.server.post(cookie, "/v1/call-notes", "stray", &unlisted).await;
    assert_eq!(reply.fields(), ["/host_name not_one_line", "/site not_one_line"]);
    let path = note(&world, "k").await.header("location").to_owned();
    let told = |text: &str| json!({"outcome": "got_through", "told_number": text});
    let reply = world.server.patch(cookie, &path, "\"1\"", &told("2026\u{202e}1")).await;
    assert_eq!(reply.fields(), ["/told_number not_one_line"]);
    let reply = world.server.patch(cookie, &path, "\"1\"", &told(&"1".repeat(41))).await;
    assert_eq!(reply.fields(), ["/told_number too_long"]);
    let several = world.open(Role::Engineer, "lines", &json!({"description": "one\ntwo"})).await;
    assert_eq!(several.status, 201, "a description has lines");
}

#[tokio::test]
async fn got_through_stays_until_a_phone_case_names_it() {
    let world = World::new().await;
    let path = note(&world, "k").await.header("location").to_owned();
    let cookie = world.cookie(Role::Engineer);
    let through = json!({"outcome": "got_through", "told_number": " 2026-1124-777777 "});
    let reply = world.server.patch(cookie, &path, "\"1\"", &through).await;
    assert_eq!((reply.status.as_u16(), reply.header("etag")), (200, "\"2\""), "{}", reply.text());
    assert_eq!(
        (&reply.json()["state"], &reply.json()["told_number"]),
        (&json!("got_through"), &json!("2026-1124-777777"))
    );
    assert_eq!(open_notes(&world).await, 1, "until a case names it");

    let call = json!({"on_behalf_of": "own", "channel": "phone", "call_note": "CALL-2026-000001"});
    let case = world.open(Role::VendorEngineer, "case", &call).await;
    assert_eq!(
        (case.status.as_u16(), &case.json()["call_note"]),
        (201, &json!("CALL-2026-000001")),
        "{}",
        case.text()
    );
    let closed = world.server.get(cookie, &path).await;
    assert_eq!(
        (&closed.json()["state"], &closed.json()["case_number"]),
        (&json!("case_opened"), &case.json()["number"])
    );
    assert_eq!(closed.header("etag"), "\"3\"");
    assert_eq!(open_notes(&world).await, 0);

    let second = world.open(Role::VendorEngineer, "case-2", &call).await;
    assert_eq!(second.fields(), ["/call_note closed"]);
    let late = world.server.patch(cookie, &path, "\"3\"", &json!({"outcome": "withdrawn"})).await;
    assert_eq!(late.fields(), ["/outcome closed"]);
}

#[tokio::test]
async fn opened_on_the_web_after_all() {
    let world = World::new().await;
    note(&world, "k").await;
    let web = json!({"priority": 1, "phone_page": "open_on_web", "call_note": "CALL-2026-000001"});
    let case = world.open(Role::Engineer, "case", &web).await;
    assert_eq!((case.status.as_u16(), open_notes(&world).await), (201, 0), "{}", case.text());
}

#[tokio::test]
async fn a_refused_case_leaves_the_note_alone() {
    let world = World::new().await;
    note(&world, "k").await;
    let wrong = json!({"call_note": "CALL-2026-000001", "unit": "NOBODY"});
    assert_eq!(world.open(Role::Engineer, "case", &wrong).await.fields(), ["/unit unknown_unit"]);
    assert_eq!(open_notes(&world).await, 1);
}

#[tokio::test]
async fn a_foreign_note_is_an_unknown_one() {
    let world = World::new().await;
    let body = json!({"unlisted": {"host_name": "x", "site": "y"}, "symptom": "x"});
    let foreign = world.server.post(&world.foreign, "/v1/call-notes", "k", &body).await.json();
    let named = world.open(Role::Engineer, "a", &json!({"call_note": foreign["number"]})).await;
    let nowhere = world.open(Role::Engineer, "a", &json!({"call_note": "CALL-2026-999999"})).await;
    assert_eq!(named.fields(), ["/call_note unknown_call_note"]);
    assert_eq!(named.likeness().replace("000001", "999999"), nowhere.likeness());
    assert_eq!(world.server.count("tech_case").await, 0);
}

#[tokio::test]
async fn versions_are_needed_and_compared() {
    let world = World::new().await;
    let path = note(&world, "k").await.header("location").to_owned();
    let cookie = world.cookie(Role::Engineer);
    let body = json!({"outcome": "withdrawn"});
    let bare = request(axum::http::Method::PATCH, cookie, &path, &[], Some(body.to_string()));
    let without = world.server.send(bare).await;
    assert_eq!(
        (without.status.as_u16(), without.json()["type"].as_str()),
        (428, Some("/problems/if-match-missing"))
    );
    for tag in ["\"2\"", "W/\"1\"", "1"] {
        let reply = world.server.patch(cookie, &path, tag, &body).await;
        assert_eq!(
            (reply.status.as_u16(), reply.json()["type"].as_str()),
            (412, Some("/problems/changed")),
            "{tag}"
        );
    }
    // 412 comes before 422: what is wrong with the body is said only for the version that was seen.
    assert_eq!(
        world.server.patch(cookie, &path, "\"2\"", &json!({"outcome": "got_through"})).await.status,
        412
    );
    assert_eq!(world.server.patch(cookie, &path, "\"1\"", &body).await.status, 200);
}

#[tokio::test]
async fn values_are_checked() {
    let world = World::new().await;
    let path = note(&world, "k").await.header("location").to_owned();
    let cookie = world.cookie(Role::Engineer);
    for (body, field) in [
        (json!({"outcome": "got_through"}), "/told_number missing"),
        (json!({"outcome": "got_through", "told_number": "  "}), "/told_number missing"),
        (json!({"outcome": "got_through", "told_number": "x".repeat(41)}), "/told_number too_long"),
    ] {
        let reply = world.server.patch(cookie, &path, "\"1\"", &body).await;
        assert_eq!((reply.status.as_u16(), reply.fields()), (422, vec![field.to_owned()]));
    }
    for body in [json!({"outcome": "case_opened"}), json!({"outcome": "withdrawn", "state": "x"}), json!({})]
    {
        assert_eq!(world.server.patch(cookie, &path, "\"1\"", &body).await.status, 400, "{body}");
    }
    let forty = json!({"outcome": "got_through", "told_number": "ä".repeat(40)});
    assert_eq!(world.server.patch(cookie, &path, "\"1\"", &forty).await.status, 200);
    for (body, fields) in [
        (json!({}), vec!["/symptom missing", "/unit missing"]),
        (json!({"unit": OWN_UNIT, "symptom": "x".repeat(251)}), vec!["/symptom too_long"]),
        (
            json!({"unlisted": {"host_name": "", "site": "x".repeat(101)}, "symptom": "x"}),
            vec!["/host_name missing", "/site too_long"],
        ),
        (json!({"unit": "NOBODY", "symptom": "x"}), vec!["/unit unknown_unit"]),
    ] {
        let reply = world.server.post(cookie, "/v1/call-notes", "new", &body).await;
        assert_eq!(reply.fields(), fields, "{body}");
    }
}

#[tokio::test]
async fn two_changes_at_once_and_one_wins() {
    let world = World::new().await;
    let path = note(&world, "k").await.header("location").to_owned();
    let cookie = world.cookie(Role::Engineer);
    let body: Value = json!({"outcome": "withdrawn"});
    let (a, b) = tokio::join!(
        world.server.patch(cookie, &path, "\"1\"", &body),
        world.server.patch(cookie, &path, "\"1\"", &body)
    );
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

/// Two hundred that are over do not push one off the list that still waits.
#[tokio::test]
async fn an_open_note_stays_in_the_list_however_old_it_is() {
    let world = World::new().await;
    assert_eq!(note(&world, "k").await.status, 201);
    world
        .server
        .sql(
            "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
             INSERT INTO call_note (number, account_id, unit_id, symptom, made_by, created_at, state, version)
             SELECT printf('CALL-2026-%06d', i), account_id, unit_id, symptom, made_by, created_at + i, 'withdrawn', 2
             FROM call_note, n;",
        )
        .await;
    let list = world.server.get(world.cookie(Role::Engineer), "/v1/call-notes").await.json();
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 200);
    assert_eq!(items[199]["number"], "CALL-2026-000001", "still the oldest, so still the last");
    assert_eq!(open_notes(&world).await, 1);
}
