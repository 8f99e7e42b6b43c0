//! Escalations: owner, reports, an agreed end, and a case that stays open as long as one is.

use super::{case, now, opened, stands, step};
use crate::support::world::World;
use rules::access::Role;
use serde_json::json;

#[tokio::test]
async fn an_escalation_has_an_owner_reports_and_an_agreed_end_and_keeps_its_case_open() {
    let world = World::new().await;
    let path = opened(&world, &json!({})).await;
    let wish = json!({"reason": "No progress", "outcome": "A senior engineer"});
    let asked = now(&world, Role::Engineer, &path, "/escalations", &wish).await;
    assert_eq!((asked.status.as_u16(), &asked.json()["escalations"][0]["state"]), (201, &json!("requested")));
    let steps = "/escalations/1/steps";
    let take = |text: &str| json!({"step": text});
    let report = |next: &str| json!({"step": "report", "text": "Senior on it", "next_report_at": next});
    for (role, body, fields) in [
        (Role::EscalationDesk, report("2026-11-24T12:00:00Z"), vec!["/step no_owner"]),
        (Role::Engineer, take("take"), vec!["/step desk_only"]),
        (Role::Engineer, take("agree"), vec!["/step not_proposed"]),
    ] {
        assert_eq!(now(&world, role, &path, steps, &body).await.fields(), fields, "{body}");
    }
    let owned = now(&world, Role::EscalationDesk, &path, steps, &take("take")).await.json();
    assert_eq!(owned["escalations"][0]["owner"], "Name of escalation_desk");
    let blank = json!({"step": "report", "text": ""});
    let refused = now(&world, Role::EscalationDesk, &path, steps, &blank).await;
    assert_eq!(refused.fields(), ["/text missing", "/next_report_at missing"]);
    let past = report("2026-11-24T08:00:00Z");
    assert_eq!(
        now(&world, Role::EscalationDesk, &path, steps, &past).await.fields(),
        ["/next_report_at past"]
    );
    let told = now(&world, Role::EscalationDesk, &path, steps, &report("2026-11-24T12:00:00Z")).await.json();
    assert_eq!(told["escalations"][0]["next_report_at"], "2026-11-24T12:00:00Z");
    let handover = "/v1/handover?since=2026-11-24T08:00:00Z";
    let promised = world.server.get(world.cookie(Role::Engineer), handover).await.json();
    assert_eq!(promised["open"][0]["next_report_at"], "2026-11-24T12:00:00Z");

    let closing = json!({"step": "ask_closure", "text": "Fixed"});
    step(&world, Role::VendorEngineer, &path, closing).await;
    let refused = step(&world, Role::Engineer, &path, json!({"step": "agree_closure"})).await;
    assert_eq!(refused.fields(), ["/step escalation_open"]);
    assert!(refused.text().contains("nothing ends while one is open"), "{}", refused.text());

    let listed =
        world.server.get(world.cookie(Role::EscalationDesk), "/v1/cases?escalated=true").await.json();
    assert_eq!(listed["items"][0]["open_escalations"], 1);
    let propose = json!({"step": "propose", "text": "Done"});
    now(&world, Role::EscalationDesk, &path, steps, &propose).await;
    let no = json!({"step": "go_on", "text": "Not yet"});
    let goes_on = now(&world, Role::Engineer, &path, steps, &no).await.json();
    assert_eq!(goes_on["escalations"][0]["state"], "owned");
    now(&world, Role::EscalationDesk, &path, steps, &propose).await;
    let agreed = now(&world, Role::Engineer, &path, steps, &take("agree")).await.json();
    assert_eq!(agreed["escalations"][0]["state"], "completed");
    assert_eq!(
        now(&world, Role::EscalationDesk, &path, steps, &take("take")).await.fields(),
        ["/step completed"]
    );
    let closed = step(&world, Role::Engineer, &path, json!({"step": "agree_closure"})).await;
    assert_eq!(stands(&closed).1, "closed");
    let refused = now(&world, Role::Engineer, &path, "/escalations", &wish).await;
    assert_eq!(refused.fields(), ["/reason case_closed"]);
    let history: Vec<String> = case(&world, &path).await["events"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|event| event["escalation"] == 1)
        .map(|event| event["kind"].as_str().unwrap().to_owned())
        .collect();
    let expected = [
        "escalated",
        "escalation_taken",
        "status_report",
        "completion_proposed",
        "escalation_goes_on",
        "completion_proposed",
        "escalation_completed",
    ];
    assert_eq!(history, expected);
}

#[tokio::test]
async fn a_case_has_several_escalations_and_each_is_asked_for_with_reason_and_outcome() {
    let world = World::new().await;
    let path = opened(&world, &json!({})).await;
    let blank = now(&world, Role::Engineer, &path, "/escalations", &json!({})).await;
    assert_eq!(blank.fields(), ["/reason missing", "/outcome missing"]);
    for role in [Role::Engineer, Role::Advisor] {
        let wish = json!({"reason": format!("{role:?}"), "outcome": "x"});
        assert_eq!(now(&world, role, &path, "/escalations", &wish).await.status, 201);
    }
    for role in [Role::VendorEngineer, Role::EscalationDesk] {
        let wish = json!({"reason": "x", "outcome": "x"});
        assert_eq!(now(&world, role, &path, "/escalations", &wish).await.fields(), ["/reason end_user_asks"]);
    }
    let escalations = case(&world, &path).await["escalations"].clone();
    let numbers: Vec<i64> =
        escalations.as_array().unwrap().iter().map(|known| known["number"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [1, 2]);
    let missing =
        now(&world, Role::EscalationDesk, &path, "/escalations/3/steps", &json!({"step": "take"})).await;
    assert_eq!(missing.status, 404);
}
