//! The record of response times: what is counted, the cases behind each figure, and whose it is.

use crate::support::world::{CANARY, World};
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use rules::access::Role;
use serde_json::{Value, json};

async fn opened(world: &World, key: &str, priority: u8) -> String {
    let case = world.open(Role::Engineer, key, &json!({"priority": priority})).await;
    case.json()["number"].as_str().unwrap().to_owned()
}

/// Moves a case: when it was created, and when it was due and answered, in minutes after that.
async fn set(world: &World, number: &str, created: DateTime<Utc>, due: i64, answered: Option<i64>) {
    let after = |minutes: i64| (created + TimeDelta::minutes(minutes)).timestamp_millis();
    let answered = answered.map_or("NULL".to_owned(), |minutes| after(minutes).to_string());
    let sql = format!(
        "UPDATE tech_case SET created_at = {}, due_at = {}, first_contact_at = {answered} WHERE number = '{number}';",
        after(0),
        after(due)
    );
    world.server.sql(&sql).await;
}

async fn read(world: &World, role: Role, path: &str) -> Value {
    let reply = world.server.get(world.cookie(role), path).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

/// A year ago, to the quarter, and its name.
fn a_year_ago(world: &World) -> (DateTime<Utc>, String) {
    let then = world.server.clock.now() - TimeDelta::days(364);
    (then, format!("{}-Q{}", then.year(), then.month0() / 3 + 1))
}

#[tokio::test]
async fn what_became_of_the_targets_and_the_cases_behind_each_figure() {
    let world = World::new().await;
    let (then, quarter) = a_year_ago(&world);
    for (n, answered) in [Some(10), Some(30), Some(50), None].into_iter().enumerate() {
        let number = opened(&world, &format!("key-{n}"), 2).await;
        set(&world, &number, then + TimeDelta::seconds(i64::try_from(n).unwrap()), 30, answered).await;
    }
    opened(&world, "today", 3).await;
    let old = opened(&world, "old", 4).await;
    set(&world, &old, then - TimeDelta::days(3 * 365), 30, None).await;

    let record = read(&world, Role::Engineer, "/v1/response-record").await;
    assert_eq!(record["quarters"].as_array().unwrap().len(), 8);
    assert!(record["quarters"].as_array().unwrap().contains(&json!(quarter)));
    let [year_ago, today] = record["rows"].as_array().unwrap().as_slice() else { panic!("{record}") };
    let expected = json!({
        "quarter": quarter, "priority": 2, "channel": "web", "met": 2, "missed": 1, "never_contacted": 1, "running": 0,
        "median_seconds": 1800, "target_minutes": 30,
    });
    assert_eq!(year_ago, &expected);
    assert_eq!(
        (&today["priority"], &today["running"], &today["median_seconds"]),
        (&json!(3), &json!(1), &Value::Null)
    );

    // Each figure leads to as many cases, and they are those.
    let path = format!("/v1/response-record/cases?quarter={quarter}&priority=2&channel=web");
    assert_eq!(read(&world, Role::Representative, &path).await["items"].as_array().unwrap().len(), 4);
    for became in ["met", "missed", "never_contacted", "running"] {
        let behind = read(&world, Role::Representative, &format!("{path}&became={became}")).await;
        assert_eq!(behind["figures"], expected, "{became}");
        let items = behind["items"].as_array().unwrap();
        assert_eq!(json!(items.len()), expected[became], "{became}");
        for case in items {
            let late = case["first_contact_at"].as_str().map(|at| at > case["due_at"].as_str().unwrap());
            assert_eq!(
                late,
                match became {
                    "met" => Some(false),
                    "missed" => Some(true),
                    _ => None,
                },
                "{case}"
            );
        }
    }
    let first = read(&world, Role::Representative, &format!("{path}&limit=3")).await;
    let next = first["next"].as_str().unwrap();
    let second = read(&world, Role::Representative, &format!("{path}&limit=3&cursor={next}")).await;
    assert_eq!((first["items"].as_array().unwrap().len(), second["items"].as_array().unwrap().len()), (3, 1));
    assert_eq!(second["next"], Value::Null);
    let nothing = read(
        &world,
        Role::Representative,
        "/v1/response-record/cases?quarter=1999-Q1&priority=2&channel=web",
    )
    .await;
    assert_eq!((&nothing["items"], &nothing["figures"]), (&json!([]), &Value::Null));
}

#[tokio::test]
async fn a_priority_1_by_web_counts_as_a_priority_1() {
    let world = World::new().await;
    let (then, _) = a_year_ago(&world);
    let number = opened(&world, "k", 2).await;
    set(&world, &number, then, 30, Some(5)).await;
    world.server.sql("UPDATE tech_case SET priority = 1, target_row = 2").await;
    let record = read(&world, Role::Engineer, "/v1/response-record").await;
    assert_eq!((&record["rows"][0]["priority"], &record["rows"][0]["channel"]), (&json!(1), &json!("web")));
}

#[tokio::test]
async fn accounts_stay_apart_and_who_has_several_says_which() {
    let world = World::new().await;
    opened(&world, "own", 3).await;
    let strange = world.server.get(&world.foreign, "/v1/response-record").await;
    assert_eq!(strange.json()["rows"], json!([]), "the other account has no case");
    for path in ["/v1/response-record?account=foreign", "/v1/response-record?account=nobody"] {
        assert_eq!(world.server.get(world.cookie(Role::Engineer), path).await.status, 404, "{path}");
    }
    world.server.sql("INSERT INTO assignment VALUES ('person-advisor', 'foreign');").await;
    let advisor = world.cookie(Role::Advisor);
    assert_eq!(world.server.get(advisor, "/v1/response-record").await.status, 422, "which of the two?");
    let own = world.server.get(advisor, "/v1/response-record?account=own").await;
    assert_eq!(own.json()["rows"].as_array().unwrap().len(), 1);
    assert!(!own.text().contains(CANARY));
    let foreign = world.server.get(advisor, "/v1/response-record?account=foreign").await;
    assert_eq!(foreign.json()["rows"], json!([]));
    for role in [Role::Reseller, Role::WebinarGuest] {
        assert_eq!(world.server.get(world.cookie(role), "/v1/response-record").await.status, 403);
    }
}

#[tokio::test]
async fn a_figure_has_to_be_named_whole() {
    let world = World::new().await;
    let path = "/v1/response-record/cases?quarter=2026-Q5&priority=5&became=late";
    let refused = world.server.get(world.cookie(Role::Engineer), path).await;
    assert_eq!(refused.status, 422);
    let text = refused.text();
    for pointer in ["/query/quarter", "/query/priority", "/query/channel", "/query/became"] {
        assert!(text.contains(pointer), "{pointer}: {text}");
    }
}
