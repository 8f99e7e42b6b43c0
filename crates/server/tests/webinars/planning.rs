//! What a publisher does: plans, changes and calls off.

use super::*;

#[tokio::test]
async fn a_publisher_plans_changes_and_calls_off() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Advisor);
    let made = world.server.post(cookie, "/v1/webinars", "one", &plan()).await;
    let again = world.server.post(cookie, "/v1/webinars", "one", &plan()).await;
    assert_eq!(made.status, 201, "{}", made.text());
    assert_eq!((made.json(), world.server.count("webinar").await), (again.json(), 1));
    let path = made.header("location").to_owned();
    let bad = with(&[
        ("title", json!(" ")),
        ("ends_at", json!("2026-12-01T09:05:00Z")),
        ("join_link", json!("javascript:alert(1)")),
        ("host_zone", json!("Mars/Base")),
        ("audience", json!(["foreign"])),
    ]);
    let expected = [
        "/title missing",
        "/ends_at too_short",
        "/join_link no_link",
        "/host_zone unknown_zone",
        "/audience unknown_account",
    ];
    assert_eq!(world.server.post(cookie, "/v1/webinars", "two", &bad).await.fields(), expected);
    let change = async |tag: Option<&str>, body: &Value| {
        let headers: Vec<(&str, &str)> = tag.map(|tag| ("if-match", tag)).into_iter().collect();
        world.server.send(request(Method::PUT, cookie, &path, &headers, Some(body.to_string()))).await
    };
    let moved =
        with(&[("starts_at", json!("2026-12-02T08:30:00Z")), ("ends_at", json!("2026-12-02T09:30:00Z"))]);
    assert_eq!(change(None, &moved).await.status, 428);
    assert_eq!(change(Some("\"7\""), &moved).await.status, 412);
    let tag = world.server.get(cookie, &path).await.header("etag").to_owned();
    let changed = change(Some(&tag), &moved).await;
    assert_eq!((changed.status.as_u16(), &changed.json()["version"]), (200, &json!(2)), "{}", changed.text());
    // It is for everybody, so any publisher may change it: publishers are told who did, others are not.
    let told = |reply: &Reply| reply.json()["publishing"].clone();
    assert_eq!((told(&made)["planned_by"].is_string(), &told(&made)["changed_by"]), (true, &Value::Null));
    assert_eq!(told(&changed)["changed_by"], told(&made)["planned_by"]);
    assert!(told(&changed)["changed_at"].is_string(), "{}", changed.text());
    assert_eq!(told(&world.server.get(world.cookie(Role::Viewer), &path).await), Value::Null);
    assert_eq!(change(Some("\"1\""), &moved).await.status, 412, "somebody was quicker");
    assert_eq!(change(Some("\"2\""), &bad).await.fields(), expected);

    let calendar = world.server.get(world.cookie(Role::Viewer), &format!("{path}/calendar.ics")).await;
    assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
    let lines = ["METHOD:PUBLISH", "SEQUENCE:1", "DTSTART:20261202T083000Z", "STATUS:CONFIRMED"];
    lines.iter().for_each(|line| assert!(calendar.text().contains(line), "{line} {}", calendar.text()));
    assert!(!calendar.text().contains("meet.example.com"), "the way in shows with the open door only");

    let cancel = async |why: &str| {
        let body = Some(json!({"why": why}).to_string());
        let path = format!("{path}/cancel");
        world.server.send(request(Method::POST, cookie, &path, &[("if-match", "\"2\"")], body)).await
    };
    assert_eq!(cancel(" ").await.fields(), ["/why missing"]);
    let cancelled = cancel("Nobody\r\nMETHOD:PUBLISH\r\ncan come").await.json();
    assert_eq!(
        (&cancelled["summary"]["state"], &cancelled["join"]["door"]),
        (&json!("cancelled"), &json!("cancelled"))
    );
    assert_eq!(change(Some("\"3\""), &moved).await.fields(), ["/state was_cancelled"]);
    let calendar = world.server.get(world.cookie(Role::Viewer), &format!("{path}/calendar.ics")).await;
    let lines: Vec<String> = calendar.text().replace("\r\n ", "").lines().map(str::to_owned).collect();
    for line in ["METHOD:CANCEL", "SEQUENCE:2", "STATUS:CANCELLED", "SUMMARY:Webinar: <b>Upgrades</b>"] {
        assert!(lines.iter().any(|known| known == line), "{line} {lines:?}");
    }
    assert_eq!(lines.iter().filter(|line| line.starts_with("METHOD:")).count(), 1);
    let Some(event) = crate::meeting_calendar::parsed(&calendar, "Europe/Berlin") else { return };
    assert_eq!(event["start_there"], "2026-12-02T09:30:00+01:00");
    assert_eq!((&event["minutes"], &event["errors"]), (&json!(60), &json!([])));
    assert_eq!(event["organizer_name"], "Ines Falkenrath");
}
