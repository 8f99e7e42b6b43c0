//! A webinar of each account for the table of roles, and the plan of another.

use crate::support::world::World;
use serde_json::{Value, json};

/// A webinar for that account whose door is open, with a recording already and one question: everything may be done with it.
pub async fn webinar(world: &World, account: &str, words: &str, n: usize) -> String {
    let id = format!("webinar-{n}-{}", if account == "own" { "own" } else { "other" });
    let by = if account == "own" { "person-administrator" } else { "foreign-engineer" };
    let starts = world.server.clock.now().timestamp_millis() - 60_000;
    world
        .server
        .sql(&format!(
            "INSERT INTO webinar (id, title, about, topic, speaker_name, starts_at, ends_at, host_zone, planned_by, changed_at)
               VALUES ('{id}', '{words}', '{words}', 'installation', '{words}', {starts}, {starts} + 3600000, 'UTC', '{by}', 0);
             INSERT INTO webinar_audience VALUES ('{id}', '{account}');
             INSERT INTO webinar_file (webinar_id, kind, name, media_type, bytes, sha256, duration_ms, posted_at, posted_by)
               VALUES ('{id}', 'recording', 'r', 'video/webm', 1, '00', 90000, 0, '{by}');
             INSERT INTO webinar_question (id, webinar_id, asked_by, asked_at, text)
               VALUES ('question-{id}', '{id}', '{by}', 0, '{words}');"
        ))
        .await;
    id
}

pub fn plan(account: &str) -> Value {
    json!({
        "title": "x", "about": "x", "topic": "installation", "speaker_name": "x", "host_zone": "Europe/Berlin",
        "starts_at": "2026-12-01T09:00:00Z", "ends_at": "2026-12-01T10:00:00Z", "audience": [account],
    })
}
