//! The calendar file of a meeting, read by somebody else's parser: Python's `icalendar`, when `ICALENDAR_PYTHON` names a
//! Python that has it, as `cargo xtask test` does. Without it the lines themselves are looked at.

use crate::{
    meetings::{proposed, step},
    support::{Reply, world::World},
};
use rules::access::Role;
use serde_json::{Value, json};

async fn calendar(world: &World, path: &str) -> Reply {
    world.server.get(world.cookie(Role::Viewer), &format!("{path}/calendar")).await
}

/// The file's lines, unfolded.
fn lines(reply: &Reply) -> Vec<String> {
    let text = reply.text();
    assert!(text.lines().all(|line| line.len() <= 75), "lines are folded: {text}");
    assert!(text.matches('\n').count() == text.matches("\r\n").count(), "lines end as they should: {text}");
    text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

fn has(reply: &Reply, line: &str) -> bool {
    lines(reply).iter().any(|known| known == line)
}

/// What the other parser makes of it, with the start as a clock on the wall of that zone shows it.
pub fn parsed(reply: &Reply, zone: &str) -> Option<Value> {
    let python = std::env::var_os("ICALENDAR_PYTHON")?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("meeting.ics");
    std::fs::write(&file, &reply.body).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read_calendar.py");
    let run = std::process::Command::new(python).arg(script).arg(&file).arg(zone).output().unwrap();
    assert!(run.status.success(), "{}\n{}", String::from_utf8_lossy(&run.stderr), reply.text());
    Some(serde_json::from_slice(&run.stdout).unwrap())
}

#[tokio::test]
async fn agreed_moved_and_cancelled_it_is_the_same_event_with_a_higher_number() {
    let world = World::new().await;
    world.server.sql("UPDATE account SET name = 'Own; \"Networks\", Süd' WHERE id = 'own'").await;
    let path = proposed(&world).await;
    assert_eq!(calendar(&world, &path).await.status, 404, "nothing is agreed yet");
    let accept = |start: &str| json!({"step": "accept", "start": start});
    let propose = crate::meetings::propose();
    step(&world, Role::Representative, &path, &accept("2026-12-01T09:00:00Z")).await;
    let first = calendar(&world, &path).await;
    assert_eq!((first.status.as_u16(), first.header("content-type")), (200, "text/calendar; charset=utf-8"));
    step(&world, Role::Advisor, &path, &propose).await;
    let given_up = calendar(&world, &path).await;
    step(&world, Role::Representative, &path, &accept("2026-12-02T13:00:00Z")).await;
    let second = calendar(&world, &path).await;
    step(&world, Role::Representative, &path, &json!({"step": "cancel", "text": "a\r\nMETHOD:REQUEST\nb"}))
        .await;
    let cancelled = calendar(&world, &path).await;
    let uid = |reply: &Reply| lines(reply).into_iter().find(|line| line.starts_with("UID:")).unwrap();
    let expected = [
        (&first, "REQUEST", "CONFIRMED", 0, "20261201T090000Z", "20261201T100000Z"),
        (&given_up, "CANCEL", "CANCELLED", 1, "20261201T090000Z", "20261201T100000Z"),
        (&second, "REQUEST", "CONFIRMED", 2, "20261202T130000Z", "20261202T133000Z"),
        (&cancelled, "CANCEL", "CANCELLED", 3, "20261202T130000Z", "20261202T133000Z"),
    ];
    for (reply, method, status, sequence, start, end) in expected {
        for line in [
            format!("METHOD:{method}"),
            format!("STATUS:{status}"),
            format!("SEQUENCE:{sequence}"),
            format!("DTSTART:{start}"),
            format!("DTEND:{end}"),
        ] {
            assert!(has(reply, &line), "{line}\n{}", reply.text());
        }
        assert_eq!(lines(reply).iter().filter(|line| line.starts_with("METHOD:")).count(), 1);
        assert_eq!(uid(reply), uid(&first));
        let Some(event) = parsed(reply, "UTC") else { continue };
        assert_eq!(
            (&event["method"], &event["status"], &event["sequence"]),
            (&json!(method), &json!(status), &json!(sequence))
        );
        assert_eq!(event["summary"], "On-boarding meeting: Own; \"Networks\", Süd");
        assert_eq!(event["uid"], uid(&first).trim_start_matches("UID:"));
        assert_eq!(
            (&event["organizer"], &event["organizer_name"]),
            (&json!("mailto:advisor@own.example.net"), &json!("Name of advisor"))
        );
        assert_eq!(event["attendees"], json!(["mailto:representative@own.example.net"]));
        assert!(
            event["description"].as_str().unwrap().ends_with("Join: https://meet.example.com/a"),
            "{event}"
        );
        assert_eq!(event["errors"], json!([]));
    }
    let known = world
        .server
        .get_with(
            world.cookie(Role::Viewer),
            &format!("{path}/calendar"),
            &[("if-none-match", cancelled.header("etag"))],
        )
        .await;
    assert_eq!(known.status, 304, "the file stays the same until something changes");
}

/// On the days on which clocks change: the instant is the right one, and so is the clock on the wall, in the hour that happens
/// twice as well.
#[tokio::test]
async fn the_instant_is_right_when_clocks_change() {
    let world = World::new().await;
    world.server.sql("UPDATE person SET zone = 'UTC'").await;
    for (start, line, zone, wall) in [
        ("2026-10-25T00:30:00Z", "20261025T003000Z", "Europe/Berlin", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T01:30:00Z", "20261025T013000Z", "Europe/Berlin", "2026-10-25T02:30:00+01:00"),
        ("2026-11-01T05:30:00Z", "20261101T053000Z", "America/New_York", "2026-11-01T01:30:00-04:00"),
        ("2026-11-01T06:30:00Z", "20261101T063000Z", "America/New_York", "2026-11-01T01:30:00-05:00"),
        ("2026-10-03T15:59:00Z", "20261003T155900Z", "Australia/Sydney", "2026-10-04T01:59:00+10:00"),
        ("2026-10-03T16:00:00Z", "20261003T160000Z", "Australia/Sydney", "2026-10-04T03:00:00+11:00"),
        ("2027-04-03T16:30:00Z", "20270403T163000Z", "Australia/Sydney", "2027-04-04T02:30:00+10:00"),
    ] {
        let millis = start.parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp_millis();
        world
            .server
            .sql(&format!(
                "INSERT OR REPLACE INTO meeting (id, account_id, kind, state, begun_by, created_at, start_at, length, sequence, changed_at)
                 VALUES ('m', 'own', 'on_boarding', 'agreed', 'person-advisor', 0, {millis}, 45, 0, 0)"
            ))
            .await;
        let reply = calendar(&world, "/v1/meetings/m").await;
        assert!(has(&reply, &format!("DTSTART:{line}")), "{}", reply.text());
        let Some(event) = parsed(&reply, zone) else { continue };
        assert_eq!((&event["start_there"], &event["minutes"]), (&json!(wall), &json!(45)), "{start} {zone}");
    }
}
