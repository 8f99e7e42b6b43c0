//! What a new case keeps: four facts that stay apart, the cover of the day, who opened it, and what happened first.

use crate::support::{
    Server,
    world::{World, merge},
};
use portal_server::{
    app::Front,
    targets::{self, NewTargets},
};
use rules::access::Role;
use serde_json::{Value, json};

fn urgent(changes: &Value) -> Value {
    let mut body = json!({"priority": 1, "phone_page": "open_on_web"});
    merge(&mut body, changes);
    body
}

#[tokio::test]
async fn priority_1_on_the_web_keeps_its_priority_and_takes_the_priority_2_target() {
    let world = World::new().await;
    // Two rows that differ, so that nobody can take one for the other (B-14).
    world.server.sql(r#"UPDATE setting SET value = '{"version":"test","minutes":[15,45,240,480]}' WHERE name = 'targets'"#).await;
    let world = World::reopened(world.server.restart().await).await;
    let web = world.open(Role::Engineer, "web", &urgent(&json!({}))).await.json();
    assert_eq!((&web["priority"], &web["channel"]), (&json!(1), &json!("web")));
    assert_eq!(web["target"], json!({"minutes": 45, "row": 2, "table": "test", "business_hours": null}));
    assert_eq!(minutes_to_due(&web), 45);
    assert_eq!(web["first_contact"], Value::Null);
    let kinds: Vec<_> =
        web["events"].as_array().unwrap().iter().map(|e| (e["kind"].as_str(), e["by"].as_str())).collect();
    assert_eq!(kinds, [(Some("opened"), Some("customer")), (Some("auto_reply"), Some("machine"))]);

    let call = json!({"on_behalf_of": "own", "channel": "phone", "reported_at": "2026-11-24T10:53:00+02:00"});
    let phone = world.open(Role::VendorEngineer, "phone", &urgent(&call)).await.json();
    assert_eq!((&phone["priority"], &phone["channel"]), (&json!(1), &json!("phone")));
    assert_eq!(phone["target"], json!({"minutes": 15, "row": 1, "table": "test", "business_hours": null}));
    assert_eq!(minutes_to_due(&phone), 15);
    assert_eq!(phone["created_at"], "2026-11-24T08:53:00Z", "the call's time is the creation time");
    assert_eq!(phone["on_behalf"], true);
    assert_eq!(phone["status"], "in_progress");
    assert_eq!(
        phone["first_contact"],
        json!({"at": "2026-11-24T08:53:00Z", "kind": "phone", "name": "Name of vendor_engineer"}),
        "B-18"
    );
    // B-20: another table later changes nothing about it.
    let number = web["number"].as_str().unwrap().to_owned();
    world
        .server
        .sql(r#"UPDATE setting SET value = '{"version":"later","minutes":[1,2,3,4]}' WHERE name = 'targets'"#)
        .await;
    let world = World::reopened(world.server.restart().await).await;
    let kept = world.server.get(world.cookie(Role::Engineer), &format!("/v1/cases/{number}")).await.json();
    assert_eq!((&kept["target"], &kept["due_at"]), (&web["target"], &web["due_at"]));
}

#[tokio::test]
async fn slow_priorities_in_business_hours_where_that_is_set() {
    let world = World::new().await;
    let folder = world.server.stop().await;
    // It is 10:00 in Berlin: two hours are left before noon, two more come tomorrow.
    let set = NewTargets {
        data: folder.path().to_owned(),
        table: Some("ours".to_owned()),
        minutes: Vec::new(),
        business_hours: Some("Mon-Fri 08:00-12:00 Europe/Berlin".to_owned()),
    };
    targets::run(set.clone()).await.unwrap();
    let world = World::reopened(Server::start_in(folder, Front::Loopback).await).await;
    let slow = world.open(Role::Engineer, "slow", &json!({"priority": 3})).await.json();
    let hours = json!("Mon-Fri 08:00-12:00 Europe/Berlin");
    assert_eq!(slow["target"], json!({"minutes": 240, "row": 3, "table": "ours", "business_hours": hours}));
    let minute = |name: &str| slow[name].as_str().unwrap()[.."2026-11-24T09:00".len()].to_owned();
    assert_eq!(
        (minute("created_at").as_str(), minute("due_at").as_str()),
        ("2026-11-24T09:00", "2026-11-25T09:00")
    );
    let urgent = world.open(Role::Engineer, "urgent", &urgent(&json!({}))).await.json();
    assert_eq!((&urgent["target"]["business_hours"], minutes_to_due(&urgent)), (&Value::Null, 30));
    // Back to the clock: what is there keeps its hours and its due instant.
    let number = slow["number"].as_str().unwrap().to_owned();
    let folder = world.server.stop().await;
    let back =
        NewTargets { table: Some("later".to_owned()), business_hours: Some("clock".to_owned()), ..set };
    targets::run(back).await.unwrap();
    let world = World::reopened(Server::start_in(folder, Front::Loopback).await).await;
    let kept = world.server.get(world.cookie(Role::Engineer), &format!("/v1/cases/{number}")).await.json();
    assert_eq!((&kept["target"], &kept["due_at"]), (&slow["target"], &slow["due_at"]));
    let clock = world.open(Role::Engineer, "clock", &json!({"priority": 3})).await.json();
    assert_eq!((&clock["target"]["business_hours"], minutes_to_due(&clock)), (&Value::Null, 240));
}

fn minutes_to_due(case: &Value) -> i64 {
    let at = |name: &str| case[name].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    (at("due_at") - at("created_at")).num_minutes()
}

#[tokio::test]
async fn a_call_taken_by_the_advisor_is_no_first_contact() {
    let world = World::new().await;
    let call = json!({"on_behalf_of": "own", "channel": "phone"});
    let case = world.open(Role::Advisor, "k", &call).await.json();
    assert_eq!((&case["first_contact"], &case["status"]), (&Value::Null, &json!("open")));
    let events = case["events"].as_array().unwrap();
    assert_eq!((&events[1]["kind"], &events[1]["by"]), (&json!("phone"), &json!("advisor")));
}

#[tokio::test]
async fn only_the_vendors_people_say_for_whom_how_and_when() {
    let world = World::new().await;
    for claim in [
        json!({"on_behalf_of": "own"}),
        json!({"channel": "phone"}),
        json!({"channel": "web"}),
        json!({"reported_at": "2026-11-24T08:00:00Z"}),
    ] {
        let reply = world.open(Role::Administrator, "k", &claim).await;
        assert_eq!(reply.status, 403, "{claim}: {}", reply.text());
    }
    for (claim, field) in [
        (json!({}), "/on_behalf_of missing"),
        (json!({"on_behalf_of": "foreign"}), "/on_behalf_of unknown_account"),
        (json!({"on_behalf_of": "nowhere"}), "/on_behalf_of unknown_account"),
        (json!({"on_behalf_of": "own", "channel": "email"}), "/channel email_refused"),
        (json!({"on_behalf_of": "own", "channel": "fax"}), "/channel unknown_channel"),
        (
            json!({"on_behalf_of": "own", "channel": "phone", "reported_at": "2026-11-24T09:05:00Z"}),
            "/reported_at in_the_future",
        ),
        (
            json!({"on_behalf_of": "own", "channel": "phone", "reported_at": "2026-11-23T08:59:00Z"}),
            "/reported_at too_old",
        ),
        (json!({"on_behalf_of": "own", "reported_at": "2026-11-24T08:00:00Z"}), "/reported_at only_by_phone"),
    ] {
        let reply = world.open(Role::VendorEngineer, "k", &claim).await;
        assert_eq!((reply.status.as_u16(), reply.fields()), (422, vec![field.to_owned()]), "{claim}");
    }
    let email = world.open(Role::Advisor, "k", &json!({"on_behalf_of": "own", "channel": "email"})).await;
    assert!(email.text().contains("New cases are not accepted by e-mail"), "R-053: {}", email.text());
    assert_eq!(world.server.count("tech_case").await, 0);
}

#[tokio::test]
async fn expert_to_expert_follows_the_rules() {
    let world = World::new().await;
    for (role, priority, basis) in [
        (Role::Representative, 2, json!("representative")),
        (Role::CertifiedExpert, 1, json!("certified")),
        (Role::Representative, 3, Value::Null),
        (Role::Engineer, 1, Value::Null),
        (Role::Administrator, 2, Value::Null),
    ] {
        let body = urgent(&json!({"priority": priority}));
        let case = world.open(role, &format!("{role:?}{priority}"), &body).await;
        assert_eq!(case.json()["expert_to_expert"], basis, "{role:?} {priority}: {}", case.text());
    }
}

#[tokio::test]
async fn cover_is_that_of_the_day_at_the_site_and_never_blocks() {
    let world = World::new().await;
    let case = world.open(Role::Engineer, "covered", &json!({})).await.json();
    let cover = &case["cover_at_opening"];
    assert_eq!((&cover["answer"], &cover["on"]), (&json!("advanced_care_plus"), &json!("2026-11-24")));
    world.server.sql("UPDATE unit SET source = 'gray_market'").await;
    let reply = world.open(Role::Engineer, "gray", &json!({"exclusions": ["modified_code"]})).await;
    assert_eq!(
        (reply.status.as_u16(), &reply.json()["cover_at_opening"]["answer"]),
        (201, &json!("no_cover_found"))
    );
    assert_eq!(reply.json()["exclusions"], json!(["modified_code"]));
    let elsewhere = json!({"unit": null, "unlisted": {"host_name": "new-pe09", "site": "Ulm"}});
    let reply = world.open(Role::Engineer, "unlisted", &elsewhere).await;
    assert_eq!(reply.json()["unlisted"], json!({"host_name": "new-pe09", "site": "Ulm"}), "{}", reply.text());
    // Half an hour before midnight UTC it is tomorrow in Munich.
    world.server.clock.advance(chrono::TimeDelta::minutes(14 * 60 + 30));
    let cookie = world.server.cookie("person-engineer").await;
    let late = world.server.post(&cookie, "/v1/cases", "late", &crate::support::world::report()).await;
    assert_eq!(late.json()["cover_at_opening"]["on"], "2026-11-25", "{}", late.text());
}

#[tokio::test]
async fn numbers_count_up_with_the_servers_date() {
    let world = World::new().await;
    let mut numbers = Vec::new();
    for key in ["a", "b"] {
        numbers.push(
            world.open(Role::Engineer, key, &json!({})).await.json()["number"].as_str().unwrap().to_owned(),
        );
    }
    assert_eq!(numbers, ["2026-1124-000001", "2026-1124-000002"]);
}

#[tokio::test]
async fn a_priority_1_on_the_web_passes_the_phone_page() {
    let world = World::new().await;
    let reply = world.open(Role::Engineer, "k", &json!({"priority": 1})).await;
    assert_eq!((reply.status.as_u16(), reply.fields()), (422, vec!["/phone_page missing".to_owned()]));
    let short =
        json!({"priority": 1, "phone_page": "open_on_web", "description": null, "software_version": null});
    let case = world.open(Role::Engineer, "k", &short).await.json();
    assert_eq!(case["description"], "BGP session flaps", "the synopsis stands in");
}
