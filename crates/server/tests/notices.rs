//! Written notices: sent once, with number and time, by the End User's people; acknowledged by the advisor; never changed.

use crate::support::{Reply, world::World};
use rules::access::Role;
use serde_json::{Value, json};

const PATH: &str = "/v1/notices";

fn body() -> Value {
    json!({"responsibilities": ["R-065", "R-069"], "text": " One of us leaves. ", "since": "2026-12-01", "until": "2026-12-31"})
}

async fn send(world: &World, key: &str, body: &Value) -> Reply {
    world.server.post(world.cookie(Role::Representative), PATH, key, body).await
}

#[tokio::test]
async fn a_notice_has_a_number_and_its_time_and_is_sent_once() {
    let world = World::new().await;
    let sent = send(&world, "k", &body()).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(sent.header("location"), "/v1/notices/NOTICE-2026-000001");
    let notice = sent.json();
    assert_eq!(
        (&notice["number"], &notice["sent_by"], &notice["text"], &notice["zone"]),
        (
            &json!("NOTICE-2026-000001"),
            &json!("Name of representative"),
            &json!("One of us leaves."),
            &json!("Europe/Berlin")
        )
    );
    assert!(notice["sent_at"].as_str().unwrap().starts_with("2026-11-24T09:00:"));
    assert_eq!(send(&world, "k", &body()).await.text(), sent.text());
    assert_eq!(world.server.count("notice").await, 1);
    let list = world.server.get(world.cookie(Role::Viewer), PATH).await.json();
    assert_eq!(list["items"], json!([notice]));
    assert_eq!(world.server.get(&world.foreign, PATH).await.json()["items"], json!([]));
}

#[tokio::test]
async fn the_advisor_acknowledges_it_once_and_nothing_else_changes() {
    let world = World::new().await;
    let sent = send(&world, "k", &body()).await;
    let path = "/v1/notices/NOTICE-2026-000001";
    let yes = json!({"acknowledged": true});
    let own = world.server.patch(world.cookie(Role::Administrator), path, sent.header("etag"), &yes).await;
    assert_eq!(own.status, 403);
    let advisor = world.cookie(Role::Advisor);
    let refused = world.server.patch(advisor, path, "\"1\"", &json!({"acknowledged": false})).await;
    assert_eq!(refused.fields(), ["/acknowledged not_true"]);
    let seen = world.server.patch(advisor, path, "\"1\"", &yes).await;
    assert_eq!((seen.status.as_u16(), seen.header("etag")), (200, "\"2\""));
    let mut expected = sent.json();
    expected["acknowledged_by"] = json!("Name of advisor");
    expected["acknowledged_at"] = seen.json()["acknowledged_at"].clone();
    assert!(expected["acknowledged_at"].as_str().unwrap() >= expected["sent_at"].as_str().unwrap());
    expected["version"] = json!(2);
    assert_eq!(seen.json(), expected);
    assert_eq!(world.server.patch(advisor, path, "\"1\"", &yes).await.status, 412);
    assert_eq!(
        world.server.patch(advisor, path, "\"2\"", &yes).await.fields(),
        ["/acknowledged acknowledged_already"]
    );
    let text = json!({"acknowledged": true, "text": "other"});
    assert_eq!(world.server.patch(advisor, path, "\"2\"", &text).await.status, 400);
}

#[tokio::test]
async fn the_advisor_sends_none_and_what_can_not_be_is_told_at_its_field() {
    let world = World::new().await;
    let advisor = world.server.post(world.cookie(Role::Advisor), PATH, "k", &body()).await;
    assert!(advisor.status == 403 && advisor.text().contains("own word"), "{}", advisor.text());
    for (n, (body, fields)) in [
        (json!({"responsibilities": [], "text": " "}), vec!["/responsibilities missing", "/text missing"]),
        (json!({"responsibilities": ["R-001"], "text": "x"}), vec!["/responsibilities unreadable"]),
        (
            json!({"responsibilities": ["R-079"], "text": "x"}),
            vec!["/responsibilities unknown_responsibility"],
        ),
        (json!({"responsibilities": ["R-065"], "text": "x".repeat(4_001)}), vec!["/text too_long"]),
        (json!({"responsibilities": ["R-065"], "text": "x", "since": "soon"}), vec!["/since unreadable"]),
        (
            json!({"responsibilities": ["R-065"], "text": "x", "since": "2026-12-02", "until": "2026-12-01"}),
            vec!["/until before_start"],
        ),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(send(&world, &format!("k{n}"), &body).await.fields(), fields, "{body}");
    }
    assert_eq!(world.server.count("notice").await, 0);
    let numbers: Vec<Value> =
        vec![send(&world, "a", &body()).await.json(), send(&world, "b", &body()).await.json()];
    assert_eq!(
        (&numbers[0]["number"], &numbers[1]["number"]),
        (&json!("NOTICE-2026-000001"), &json!("NOTICE-2026-000002"))
    );
}
