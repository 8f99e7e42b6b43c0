//! Meetings with the advisor: from a wish to the minutes, moved and cancelled, by whom, and two people at once.

use crate::support::{Reply, world::World};
use rules::access::Role;
use serde_json::{Value, json};
use std::sync::Arc;

const PATH: &str = "/v1/meetings";
pub const LINK: &str = "https://meet.example.com/a";

fn two_times() -> Value {
    json!([
        {"start": "2026-12-01T10:00:00+01:00", "minutes": 60},
        {"start": "2026-12-02T13:00:00Z", "minutes": 30}
    ])
}

pub fn propose() -> Value {
    json!({"step": "propose", "times": two_times(), "join_link": LINK})
}

async fn begin(world: &World, role: Role, key: &str, body: &Value) -> Reply {
    world.server.post(world.cookie(role), PATH, key, body).await
}

/// A step on the meeting as it is now.
pub async fn step(world: &World, role: Role, path: &str, body: &Value) -> Reply {
    let seen = world.server.get(world.cookie(role), path).await;
    world.server.patch(world.cookie(role), path, seen.header("etag"), body).await
}

/// An on-boarding meeting that the advisor has proposed times for.
pub async fn proposed(world: &World) -> String {
    let body = json!({"kind": "on_boarding", "times": two_times(), "join_link": LINK});
    let begun = begin(world, Role::Advisor, "begin", &body).await;
    assert_eq!(
        (begun.status.as_u16(), &begun.json()["state"]),
        (201, &json!("proposed")),
        "{}",
        begun.text()
    );
    begun.header("location").to_owned()
}

fn steps(reply: &Reply) -> Vec<String> {
    let steps = reply.json()["steps"].as_array().unwrap().clone();
    steps.iter().map(|step| step.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn from_a_wish_to_the_minutes() {
    let world = World::new().await;
    let wish = json!({"kind": "on_boarding", "wish": " mornings, please "});
    let asked = begin(&world, Role::Representative, "k", &wish).await;
    assert_eq!(
        (asked.status.as_u16(), &asked.json()["wish"]),
        (201, &json!("mornings, please")),
        "{}",
        asked.text()
    );
    assert_eq!(begin(&world, Role::Representative, "k", &wish).await.header("idempotency-replayed"), "true");
    let path = asked.header("location").to_owned();
    assert_eq!(steps(&asked), ["cancel"]);
    let offered = step(&world, Role::Advisor, &path, &propose()).await;
    assert_eq!(offered.json()["times"][0]["start"], "2026-12-01T09:00:00Z");
    let seen = world.server.get(world.cookie(Role::Administrator), &path).await;
    assert_eq!(steps(&seen), ["accept", "other_times", "cancel"]);
    assert_eq!(
        (&seen.json()["advisor_zone"], &seen.json()["end_user_zone"]),
        (&json!("Europe/Berlin"), &json!("Europe/Berlin"))
    );
    let accepted =
        step(&world, Role::Administrator, &path, &json!({"step": "accept", "start": "2026-12-01T09:00:00Z"}))
            .await;
    assert_eq!(
        (&accepted.json()["state"], &accepted.json()["agreed"]["minutes"]),
        (&json!("agreed"), &json!(60))
    );
    let hold = json!({"step": "hold", "text": "All seven points."});
    assert_eq!(step(&world, Role::Advisor, &path, &hold).await.fields(), ["/step too_early"]);
    world.server.clock.advance(chrono::TimeDelta::days(8));
    let world = World::reopened(world.server).await;
    let held = step(&world, Role::Advisor, &path, &hold).await;
    assert_eq!(
        (&held.json()["state"], &held.json()["minutes"]),
        (&json!("held"), &json!("All seven points.")),
        "{}",
        held.text()
    );
    let action = json!({"text": "Send the guidelines", "whose": "The advisor", "due": "2026-12-10"});
    step(&world, Role::Advisor, &path, &json!({"step": "add_action", "action": action})).await;
    let done =
        json!({"step": "mark_action", "action": {"text": "Send the guidelines", "whose": "", "done": true}});
    let marked = step(&world, Role::Representative, &path, &done).await.json();
    assert_eq!(
        (&marked["actions"][0]["done"], &marked["actions"][0]["due"]),
        (&json!(true), &json!("2026-12-10"))
    );
    let history: Vec<&str> = marked["history"]
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .map(|event| event["step"].as_str().unwrap_or("begun"))
        .collect();
    assert_eq!(history, ["begun", "propose", "accept", "hold", "add_action", "mark_action"]);
    assert_eq!(marked["history"][0]["by"], "Name of representative");
}

#[tokio::test]
async fn what_can_not_be_proposed_is_said_at_its_place() {
    let world = World::new().await;
    let path = proposed(&world).await;
    let times = json!([
        {"start": "2026-11-24T09:00:00Z", "minutes": 60}, {"start": "2026-12-01T09:00:00Z", "minutes": 5},
        {"start": "2026-12-02T09:00:00Z", "minutes": 60}, {"start": "2026-12-02T09:00:00Z", "minutes": 60},
        {"start": "2029-12-02T09:00:00Z", "minutes": 60}
    ]);
    let body = json!({"step": "propose", "times": times, "join_link": "http://meet.example.com"});
    let refused = step(&world, Role::Advisor, &path, &body).await;
    assert_eq!(
        refused.fields(),
        [
            "/times/0/start past",
            "/times/1/minutes length",
            "/times/3/start twice",
            "/times/4/start too_far",
            "/join_link no_link"
        ]
    );
    for (link, times, field) in [
        ("javascript:alert(1)", two_times(), "/join_link no_link"),
        ("", two_times(), "/join_link no_link"),
        (LINK, json!([]), "/times missing"),
    ] {
        let body = json!({"step": "propose", "times": times, "join_link": link});
        assert_eq!(step(&world, Role::Advisor, &path, &body).await.fields(), [field]);
    }
    for (role, body, field) in [
        (Role::Advisor, json!({"step": "dance"}), "/step unknown_step"),
        (Role::Advisor, json!({"step": "minutes", "text": "x"}), "/step not_held"),
        (Role::Representative, propose(), "/step advisor_only"),
        (Role::Advisor, json!({"step": "accept", "start": "2026-12-01T09:00:00Z"}), "/step end_user_only"),
        (Role::Representative, json!({"step": "accept"}), "/start missing"),
        (Role::Representative, json!({"step": "accept", "start": "2026-12-01T09:00:01Z"}), "/start missing"),
        (Role::Representative, json!({"step": "cancel", "text": " "}), "/text missing"),
        (Role::Representative, json!({"step": "cancel", "text": "x".repeat(501)}), "/text too_long"),
    ] {
        assert_eq!(step(&world, role, &path, &body).await.fields(), [field], "{body}");
    }
    let late = json!({"step": "accept", "start": "2026-12-01T09:00:00Z"});
    world.server.clock.advance(chrono::TimeDelta::days(8));
    let world = World::reopened(world.server).await;
    assert_eq!(step(&world, Role::Representative, &path, &late).await.fields(), ["/start past"]);
}

#[tokio::test]
async fn it_is_moved_and_cancelled_with_a_why() {
    let world = World::new().await;
    let path = proposed(&world).await;
    let accept = json!({"step": "accept", "start": "2026-12-01T09:00:00Z"});
    step(&world, Role::Representative, &path, &accept).await;
    assert_eq!(step(&world, Role::Representative, &path, &accept).await.fields(), ["/step agreed_already"]);
    let moved = step(&world, Role::Advisor, &path, &propose()).await;
    assert_eq!(moved.json()["state"], "proposed");
    let asked =
        step(&world, Role::Administrator, &path, &json!({"step": "other_times", "text": "not before ten"}))
            .await;
    assert_eq!(
        (&asked.json()["state"], &asked.json()["times"], &asked.json()["wish"]),
        (&json!("asked_for"), &json!([]), &json!("not before ten"))
    );
    let cancelled = step(&world, Role::Advisor, &path, &json!({"step": "cancel", "text": "illness"})).await;
    assert_eq!(
        (&cancelled.json()["state"], &cancelled.json()["cancelled_why"]),
        (&json!("cancelled"), &json!("illness"))
    );
    assert_eq!(step(&world, Role::Advisor, &path, &propose()).await.fields(), ["/step was_cancelled"]);
    assert_eq!(steps(&cancelled), Vec::<String>::new());
}

#[tokio::test]
async fn one_of_a_kind_is_on_its_way_at_a_time() {
    let world = World::new().await;
    let path = proposed(&world).await;
    let list = |role| {
        let world = &world;
        async move { world.server.get(world.cookie(role), PATH).await.json() }
    };
    assert_eq!(list(Role::Representative).await["may_begin"], json!(["operational_review"]));
    assert_eq!(
        list(Role::Administrator).await["may_begin"],
        json!([]),
        "an administrator who is not named works with no advisor"
    );
    let another = begin(&world, Role::Administrator, "k2", &json!({"kind": "on_boarding"})).await;
    assert_eq!(another.fields(), ["/kind another_is_open"]);
    step(&world, Role::Administrator, &path, &json!({"step": "cancel", "text": "x"})).await;
    assert_eq!(list(Role::Administrator).await["may_begin"], json!(["on_boarding"]));
    assert_eq!(begin(&world, Role::Administrator, "k3", &json!({"kind": "on_boarding"})).await.status, 201);
    assert_eq!(
        begin(&world, Role::Administrator, "k4", &json!({"kind": "party"})).await.fields(),
        ["/kind unknown_kind"]
    );
}

/// A review is for those who work with the advisor: the named ones, experts where the account says so, and the advisor.
#[tokio::test]
async fn a_review_carries_the_figures_of_now_and_keeps_those_of_its_day() {
    let world = World::new().await;
    let ask = json!({"kind": "operational_review", "wish": "late answers"});
    for role in [Role::Administrator, Role::CertifiedExpert, Role::Engineer, Role::VendorEngineer] {
        assert_eq!(begin(&world, role, "k", &ask).await.status, 403, "{role:?}");
    }
    world.server.sql("UPDATE account SET experts_work_with_advisor = 1 WHERE id = 'own'").await;
    let asked = begin(&world, Role::CertifiedExpert, "k", &ask).await;
    assert_eq!(asked.status, 201, "{}", asked.text());
    let path = asked.header("location").to_owned();
    assert_eq!(
        asked.json()["agenda"],
        json!({"at": null, "days": 90, "open": [0, 0, 0, 0], "opened": 0, "closed": 0, "missed": 0})
    );
    for key in ["a", "b"] {
        world.open(Role::Engineer, key, &json!({"priority": 2})).await;
    }
    let seen = world.server.get(world.cookie(Role::Viewer), &path).await;
    assert_eq!(
        (&seen.json()["agenda"]["open"], &seen.json()["agenda"]["opened"]),
        (&json!([0, 2, 0, 0]), &json!(2))
    );
    // The figures have changed since, the meeting has not: its version still stands.
    let offered = world.server.patch(world.cookie(Role::Advisor), &path, "\"1\"", &propose()).await;
    assert_eq!(offered.status, 200, "{}", offered.text());
    step(&world, Role::Representative, &path, &json!({"step": "accept", "start": "2026-12-01T09:00:00Z"}))
        .await;
    world.server.sql("UPDATE tech_case SET status = 'closed' WHERE number LIKE '%1'; INSERT INTO case_event (case_number, at, kind, side) SELECT number, created_at, 'status', 'engineer' FROM tech_case WHERE status = 'closed'").await;
    world.server.clock.advance(chrono::TimeDelta::days(8));
    let world = World::reopened(world.server).await;
    let held = step(&world, Role::Advisor, &path, &json!({"step": "hold"})).await.json();
    let kept = json!({"at": held["agenda"]["at"], "days": 90, "open": [0, 1, 0, 0], "opened": 2, "closed": 1, "missed": 2});
    assert_eq!(held["agenda"], kept);
    world.open(Role::Engineer, "c", &json!({"priority": 2})).await;
    assert_eq!(world.server.get(world.cookie(Role::Viewer), &path).await.json()["agenda"], kept);
}

#[tokio::test]
async fn who_has_seen_another_version_changes_nothing() {
    let world = World::new().await;
    let path = proposed(&world).await;
    let accept = json!({"step": "accept", "start": "2026-12-01T09:00:00Z"});
    let cookie = world.cookie(Role::Representative);
    let before = world.server.get(cookie, &path).await;
    assert_eq!(world.server.patch(cookie, &path, before.header("etag"), &accept).await.status, 200);
    for tag in [before.header("etag"), "\"2\"", "\"1.x\""] {
        assert_eq!(world.server.patch(cookie, &path, tag, &accept).await.status, 412, "{tag}");
    }
    let without =
        crate::support::request(axum::http::Method::PATCH, cookie, &path, &[], Some(accept.to_string()));
    assert_eq!(world.server.send(without).await.status, 428);
}

/// Twenty people press at once, each one of the two times: one is agreed, the others are told to look again.
#[tokio::test]
async fn of_many_acceptances_at_once_one_counts() {
    let world = Arc::new(World::new().await);
    let path = proposed(&world).await;
    let version = world.server.get(world.cookie(Role::Viewer), &path).await.json()["version"].to_string();
    let tries: Vec<_> = (0..20)
        .map(|n| {
            let (world, path, tag) = (Arc::clone(&world), path.clone(), format!("\"{version}\""));
            let start = if n % 2 == 0 { "2026-12-01T09:00:00Z" } else { "2026-12-02T13:00:00Z" };
            tokio::spawn(async move {
                let cookie =
                    world.cookie(if n % 3 == 0 { Role::Administrator } else { Role::Representative });
                let body = json!({"step": "accept", "start": start});
                world.server.patch(cookie, &path, &tag, &body).await.status.as_u16()
            })
        })
        .collect();
    let mut told = Vec::new();
    for tried in tries {
        told.push(tried.await.unwrap());
    }
    told.sort_unstable();
    assert_eq!(told, [&[200][..], &[412; 19]].concat());
    assert_eq!(world.server.count("meeting_event WHERE step = 'accept'").await, 1);
}

/// A review that was held with the first minutes; its path, and the entity tag that two people have seen.
async fn held(world: World) -> (World, String, String) {
    let path = proposed(&world).await;
    step(&world, Role::Representative, &path, &json!({"step": "accept", "start": "2026-12-01T09:00:00Z"}))
        .await;
    world.server.clock.advance(chrono::TimeDelta::days(8));
    let world = World::reopened(world.server).await;
    let held = step(&world, Role::Advisor, &path, &json!({"step": "hold", "text": "The first."})).await;
    assert_eq!(held.status, 200, "{}", held.text());
    let tag = held.header("etag").to_owned();
    (world, path, tag)
}

/// Who, step and minutes, the newest first.
fn written(meeting: &Value) -> Vec<[String; 3]> {
    let events = meeting["history"].as_array().unwrap().iter();
    let text = |event: &Value, name: &str| event[name].as_str().unwrap_or_default().to_owned();
    let all = events.map(|event| ["by", "step", "text"].map(|name| text(event, name)));
    all.filter(|[_, step, _]| ["hold", "minutes"].contains(&step.as_str())).collect()
}

#[tokio::test]
async fn other_minutes_overwrite_nothing_unseen_and_earlier_ones_stay_readable() {
    let (world, path, seen) = held(World::new().await).await;
    let cookie = world.cookie(Role::Advisor);
    let minutes = |text: &str| json!({"step": "minutes", "text": text});
    let second = world.server.patch(cookie, &path, &seen, &minutes("The second.")).await;
    assert_eq!(second.status, 200, "{}", second.text());
    let late = world.server.patch(cookie, &path, &seen, &minutes("Overwrites.")).await;
    assert_eq!(late.status, 412);
    // Whatever is done afterwards, however often.
    for done in (0..101).map(|n| n % 2 == 0) {
        let action = json!({"text": "a", "whose": "b", "done": done});
        let name = if world.server.get(cookie, &path).await.json()["actions"] == json!([]) {
            "add_action"
        } else {
            "mark_action"
        };
        step(&world, Role::Advisor, &path, &json!({"step": name, "action": action})).await;
    }
    let now = world.server.get(world.cookie(Role::Viewer), &path).await.json();
    assert_eq!(now["minutes"], "The second.");
    let by = "Name of advisor";
    let expected = [[by, "minutes", "The second."], [by, "hold", "The first."]];
    assert_eq!(written(&now), expected.map(|line| line.map(str::to_owned)));
}

/// Minutes from before the history kept them: those that stand are the last ones written.
#[tokio::test]
async fn minutes_from_before_are_found_in_the_history_too() {
    let (world, path, _) = held(World::new().await).await;
    step(&world, Role::Advisor, &path, &json!({"step": "minutes", "text": "The second."})).await;
    world.server.sql("UPDATE meeting_event SET text = NULL").await;
    world.server.sql(include_str!("../migrations/0012_minutes_in_history.sql")).await;
    let now = world.server.get(world.cookie(Role::Viewer), &path).await.json();
    let texts: Vec<String> = written(&now).into_iter().map(|[_, _, text]| text).collect();
    assert_eq!(texts, ["The second.", ""]);
}
