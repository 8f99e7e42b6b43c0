//! One webinar and the people around it: the door, registering, questions with votes and answers, watching, what counts as
//! taking part, and the publisher's side.

mod planning;

use crate::support::{
    Reply, key, request,
    world::{CANARY, World},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

/// A webinar of an hour that begins in so many seconds, for everybody or for one account.
pub async fn webinar(world: &World, id: &str, in_seconds: i64, audience: Option<&str>) -> String {
    let starts = world.server.clock.now().timestamp_millis() + in_seconds * 1000;
    let mut sql = format!(
        "INSERT INTO webinar (id, title, about, topic, families, speaker_name, starts_at, ends_at, host_zone, join_link,
             dial_in, planned_by, changed_at)
           VALUES ('{id}', 'Title of {id}', 'About {id}', 'installation', '[\"MX\"]', 'Ines', {starts}, {starts} + 3600000,
             'Europe/Berlin', 'https://meet.example.com/{id}', '+1 202-555-0143', 'person-advisor', {starts});"
    );
    if let Some(account) = audience {
        sql += &format!("INSERT INTO webinar_audience VALUES ('{id}', '{account}');");
    }
    world.server.sql(&sql).await;
    format!("/v1/webinars/{id}")
}

/// Its recording of 90 seconds.
pub async fn record(world: &World, id: &str) {
    world
        .server
        .sql(&format!(
            "INSERT INTO webinar_file (webinar_id, kind, name, media_type, bytes, sha256, duration_ms, posted_at, posted_by)
               VALUES ('{id}', 'recording', 'r.webm', 'video/webm', 7, '0011223344556677889900', 89100, 0, 'person-advisor')"
        ))
        .await;
}

/// Lets so many seconds go by for the webinars: sessions do not live that long.
async fn later(world: &World, seconds: i64) {
    let ms = seconds * 1000;
    world
        .server
        .sql(&format!("UPDATE webinar SET starts_at = starts_at - {ms}, ends_at = ends_at - {ms}"))
        .await;
}

async fn send(world: &World, cookie: &str, method: Method, path: &str, body: Option<Value>) -> Reply {
    world.server.send(request(method, cookie, path, &[], body.map(|body| body.to_string()))).await
}

async fn put(world: &World, role: Role, path: &str, body: Option<Value>) -> Reply {
    send(world, world.cookie(role), Method::PUT, path, body).await
}

async fn joined(world: &World, role: Role, path: &str) -> Reply {
    send(world, world.cookie(role), Method::POST, &format!("{path}/joined"), None).await
}

async fn read(world: &World, role: Role, path: &str) -> Value {
    let reply = world.server.get(world.cookie(role), path).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

fn steps(webinar: &Value) -> Vec<&str> {
    webinar["steps"].as_array().unwrap().iter().map(|step| step.as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_door_opens_ten_minutes_before_and_closes_at_the_end() {
    let world = World::new().await;
    // Ten minutes and some seconds: the clock runs on while the test does.
    let path = webinar(&world, "door", 10 * 60 + 20, None).await;
    for (seconds, door, status) in
        [(0, "early", 422), (25, "open", 200), (69 * 60, "open", 200), (120, "over", 422)]
    {
        later(&world, seconds).await;
        let before = read(&world, Role::Engineer, &path).await;
        let open = door == "open";
        assert_eq!(before["join"]["door"], door);
        assert_eq!(before["join"]["link"].is_string(), open, "the link shows with the open door only");
        assert_eq!(before["join"]["dial_in"].is_string(), open);
        assert_eq!(steps(&before).contains(&"join"), open);
        assert!(open || !before.to_string().contains("meet.example.com"), "{before}");
        let reply = joined(&world, Role::Engineer, &path).await;
        assert_eq!(reply.status, status, "{}", reply.text());
        match open {
            true => assert_eq!(reply.json()["link"], "https://meet.example.com/door"),
            false => assert_eq!(reply.fields(), [format!("/door {door}")]),
        }
    }
    assert_eq!(world.server.count("webinar_attendance").await, 1, "coming in twice is coming in once");
    let publisher = read(&world, Role::Advisor, &path).await;
    assert_eq!(
        publisher["publishing"]["join_link"], "https://meet.example.com/door",
        "publishers know it always"
    );
    world.server.sql("UPDATE webinar SET cancelled_why = 'x'").await;
    assert_eq!(joined(&world, Role::Engineer, &path).await.fields(), ["/door cancelled"]);
}

#[tokio::test]
async fn a_webinar_for_others_is_not_there() {
    let world = World::new().await;
    let path = webinar(&world, "theirs", 60, Some("foreign")).await;
    let missing = "/v1/webinars/missing".to_owned();
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Reseller) {
        for part in ["", "/calendar.ics"] {
            let theirs = world.server.get(world.cookie(role), &format!("{path}{part}")).await;
            let none = world.server.get(world.cookie(role), &format!("{missing}{part}")).await;
            assert_eq!(theirs.status, 404, "{role:?}");
            assert_eq!(theirs.likeness(), none.likeness());
        }
        assert_eq!(joined(&world, role, &path).await.status, 404);
        assert_eq!(put(&world, role, &format!("{path}/registration"), None).await.status, 404);
        let list = read(&world, role, "/v1/webinars?q=theirs").await;
        assert_eq!(
            (list["webinars"].as_array().unwrap().len(), list["hits"].as_array().unwrap().len()),
            (0, 0)
        );
    }
    assert_eq!(world.server.get(&world.foreign, &path).await.status, 200);
    let both = "INSERT INTO webinar_audience VALUES ('theirs', 'own')";
    world.server.sql(both).await;
    assert!(!steps(&read(&world, Role::Advisor, &path).await).contains(&"edit"), "it is for others too");
    let headers = [("if-match", "\"1\"")];
    let cookie = world.cookie(Role::Advisor);
    let cancel = request(
        Method::POST,
        cookie,
        &format!("{path}/cancel"),
        &headers,
        Some(json!({"why": "x"}).to_string()),
    );
    let refused = world.server.send(cancel).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("accounts that you do not look after"), "{}", refused.text());
}

#[tokio::test]
async fn registering_twice_is_registering_once() {
    let world = World::new().await;
    let path = webinar(&world, "next", 86_400, None).await;
    let registration = format!("{path}/registration");
    for _ in 0..2 {
        assert_eq!(put(&world, Role::WebinarGuest, &registration, None).await.status, 204);
    }
    assert_eq!(read(&world, Role::WebinarGuest, &path).await["summary"]["registered"], true);
    assert_eq!(read(&world, Role::Advisor, &path).await["publishing"]["registrations"], 1);
    for _ in 0..2 {
        let cookie = world.cookie(Role::WebinarGuest);
        assert_eq!(send(&world, cookie, Method::DELETE, &registration, None).await.status, 204);
    }
    assert_eq!(read(&world, Role::WebinarGuest, &path).await["summary"]["registered"], false);
    later(&world, 2 * 86_400).await;
    assert_eq!(put(&world, Role::Engineer, &registration, None).await.fields(), ["/state is_over"]);
}

#[tokio::test]
async fn a_question_is_asked_wanted_and_answered() {
    let world = World::new().await;
    let path = webinar(&world, "talk", 3600, None).await;
    let ask = format!("{path}/questions");
    let (engineer, foreign) = (world.cookie(Role::Engineer), world.foreign.as_str());
    let hostile = "<script>alert(1)</script> \"quoted\" & more";
    let asked = world.server.post(engineer, &ask, "one", &json!({"text": hostile})).await;
    let again = world.server.post(engineer, &ask, "one", &json!({"text": hostile})).await;
    assert_eq!((asked.status.as_u16(), again.header("idempotency-replayed")), (201, "true"));
    assert_eq!(world.server.count("webinar_question").await, 1, "sent twice it is one");
    let question = asked.json();
    assert_eq!((&question["text"], &question["own"]), (&json!(hostile), &json!(true)));
    for (text, fault) in [(" ".to_owned(), "/text missing"), ("ä".repeat(501), "/text too_long")] {
        let reply =
            world.server.post(engineer, &ask, &key(&format!("bad {fault}")), &json!({"text": text})).await;
        assert_eq!(reply.fields(), [fault]);
    }
    let at = world.server.post(engineer, &ask, "at", &json!({"text": "x", "at_second": 5})).await;
    assert_eq!(at.fields(), ["/state no_recording"]);

    let one = format!("{ask}/{}", question["id"].as_str().unwrap());
    assert_eq!(
        put(&world, Role::Engineer, &format!("{one}/vote"), None).await.fields(),
        ["/state own_question"]
    );
    for cookie in [world.cookie(Role::Viewer), foreign, world.cookie(Role::Viewer)] {
        assert_eq!(send(&world, cookie, Method::PUT, &format!("{one}/vote"), None).await.status, 204);
    }
    let seen_by = |page: Value| page["questions"][0].clone();
    let viewer = seen_by(read(&world, Role::Viewer, &path).await);
    assert_eq!(
        (&viewer["votes"], &viewer["voted"]),
        (&json!(2), &json!(true)),
        "voting twice is voting once"
    );
    assert_eq!(viewer["asked_by"], "Name of engineer");
    let stranger = seen_by(world.server.get(foreign, &path).await.json());
    assert_eq!(stranger["asked_by"], Value::Null, "names are for one's own company");
    for _ in 0..2 {
        let cookie = world.cookie(Role::Viewer);
        assert_eq!(send(&world, cookie, Method::DELETE, &format!("{one}/vote"), None).await.status, 204);
    }

    let answer = format!("{one}/answer");
    let live = json!({"how": "live"});
    assert_eq!(put(&world, Role::Engineer, &answer, Some(live.clone())).await.status, 403);
    assert_eq!(put(&world, Role::Advisor, &answer, Some(live.clone())).await.fields(), ["/state not_begun"]);
    let empty = json!({"how": "written", "text": " "});
    assert_eq!(put(&world, Role::Advisor, &answer, Some(empty)).await.fields(), ["/text missing"]);
    let written = put(&world, Role::Advisor, &answer, Some(json!({"how": "written", "text": "Yes."}))).await;
    assert_eq!(written.json()["answer"]["text"], "Yes.");
    assert_eq!(written.json()["answer"]["by"], "Name of advisor");
    let late = put(&world, Role::Administrator, &format!("{one}/vote"), None).await;
    assert_eq!(late.fields(), ["/state answered_already"]);

    later(&world, 3 * 3600).await;
    let after = world.server.post(engineer, &ask, "after", &json!({"text": "x"})).await;
    assert_eq!(after.fields(), ["/state waits_for_recording"]);
    record(&world, "talk").await;
    let beyond = world.server.post(engineer, &ask, "beyond", &json!({"text": "x", "at_second": 91})).await;
    assert_eq!(beyond.fields(), ["/at_second out_of_range"]);
    let linked = world.server.post(engineer, &ask, "linked", &json!({"text": "x", "at_second": 80})).await;
    assert_eq!((linked.status.as_u16(), &linked.json()["at_second"]), (201, &json!(80)));
    let unseen = json!({"how": "live", "at_second": 12});
    assert_eq!(put(&world, Role::Advisor, &answer, Some(unseen.clone())).await.status, 412, "it is answered");
    let mut seen = unseen;
    seen["replaces"] = written.json()["answer"]["at"].clone();
    let live = put(&world, Role::Advisor, &answer, Some(seen.clone())).await;
    assert_eq!(
        (&live.json()["answer"]["how"], &live.json()["answer"]["at_second"]),
        (&json!("live"), &json!(12))
    );
    assert_eq!(put(&world, Role::Advisor, &answer, Some(seen)).await.status, 412, "an older answer was seen");
}

#[tokio::test]
async fn ten_questions_of_one_person_wait_and_not_eleven() {
    let world = World::new().await;
    let path = webinar(&world, "talk", 600, None).await;
    let ask = format!("{path}/questions");
    let engineer = world.cookie(Role::Engineer);
    for n in 0..10 {
        let asked = world.server.post(engineer, &ask, &format!("k{n}"), &json!({"text": "x"})).await;
        assert_eq!(asked.status, 201);
    }
    let more = world.server.post(engineer, &ask, "more", &json!({"text": "x"})).await;
    assert_eq!(more.fields(), ["/state too_many_open"]);
    assert_eq!(
        world.server.post(world.cookie(Role::Viewer), &ask, "k", &json!({"text": "x"})).await.status,
        201
    );
    world.server.sql("UPDATE webinar_question SET answered_at = 0 WHERE rowid = 1").await;
    assert_eq!(world.server.post(engineer, &ask, "more", &json!({"text": "x"})).await.status, 201);
}

#[tokio::test]
async fn watching_goes_on_where_it_was_and_counts_from_nine_tenths() {
    let world = World::new().await;
    let path = webinar(&world, "past", -7200, None).await;
    let position = format!("{path}/position");
    let keep =
        async |seconds: u32| put(&world, Role::Engineer, &position, Some(json!({"seconds": seconds}))).await;
    assert_eq!(keep(5).await.fields(), ["/state no_recording"]);
    record(&world, "past").await;
    for (seconds, kept, finished) in [(80, 80, false), (81, 81, true), (10, 10, true), (9_999, 90, true)] {
        assert_eq!(keep(seconds).await.json(), json!({"seconds": kept, "finished": finished}));
    }
    let claimed = json!({"seconds": 3, "finished": true});
    let claimed = put(&world, Role::Administrator, &position, Some(claimed)).await;
    assert_eq!(claimed.status, 400, "what the browser says of itself is no evidence");
    let seen = read(&world, Role::Engineer, &path).await["summary"].clone();
    assert_eq!((&seen["seen"]["seconds"], &seen["duration_seconds"]), (&json!(90), &json!(90)));
    assert_eq!((&seen["recording"], &seen["captions"]), (&json!("posted"), &json!("pending")));
    assert_eq!(
        read(&world, Role::Viewer, &path).await["summary"]["seen"],
        Value::Null,
        "each has an own place"
    );
    let feedback = format!("{path}/feedback");
    let bad = put(&world, Role::Viewer, &feedback, Some(json!({"stars": 6, "text": "x".repeat(2001)}))).await;
    assert_eq!(bad.fields(), ["/stars out_of_range", "/text too_long"]);
    for (role, stars) in [(Role::Viewer, 5), (Role::Viewer, 4), (Role::Engineer, 5)] {
        let body = json!({"stars": stars, "text": " good "});
        assert_eq!(
            put(&world, role, &feedback, Some(body)).await.json(),
            json!({"stars": stars, "text": "good"})
        );
    }
    let publishing = read(&world, Role::Advisor, &path).await["publishing"].clone();
    assert_eq!((&publishing["feedbacks"], &publishing["stars_tenths"]), (&json!(2), &json!(45)));
    assert_eq!(publishing["said"].as_array().map(Vec::len), Some(2));
    assert!(
        publishing["said"].to_string().contains(r#"{"stars":4,"text":"good"}"#),
        "without a name: {publishing}"
    );
}

#[tokio::test]
async fn taking_part_is_evidence_of_the_responsibility() {
    let world = World::new().await;
    let standing = async || {
        let all = read(&world, Role::Administrator, "/v1/responsibilities").await;
        let one =
            all["states"].as_array().unwrap().iter().find(|one| one["rule"] == "R-066").unwrap().clone();
        one["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(standing().await, "no_data", "nothing took place");
    webinar(&world, "theirs", -7200, Some("foreign")).await;
    webinar(&world, "old", -7200 - 86_400 * 200, None).await;
    assert_eq!(standing().await, "no_data", "neither what is for others nor what is long ago counts");
    let path = webinar(&world, "ours", 60, Some("own")).await;
    assert_eq!(joined(&world, Role::WebinarGuest, &path).await.status, 200);
    later(&world, 2 * 3600).await;
    assert_eq!(standing().await, "waiting_on_you", "a guest is not one of the account's people");
    record(&world, "ours").await;
    let watched = json!({"seconds": 90});
    put(&world, Role::Viewer, &format!("{path}/position"), Some(watched)).await;
    assert_eq!(standing().await, "in_place");
    let attendance = read(&world, Role::Advisor, &format!("{path}/attendance")).await;
    let own = &attendance["accounts"][0];
    assert_eq!(
        (&own["account"]["id"], &own["attended"], &own["watched"]),
        (&json!("own"), &json!(1), &json!(1))
    );
    let names: Vec<&str> =
        own["people"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Name of viewer", "Name of webinar_guest"]);
    assert!(!attendance.to_string().contains(CANARY));
}

fn plan() -> Value {
    json!({
        "title": "<b>Upgrades</b>", "about": "What to look at.", "topic": "other", "other_topic": "Upgrades",
        "families": ["MX"], "speaker_name": "Ines Falkenrath", "host_zone": "Europe/Berlin",
        "starts_at": "2026-12-01T09:00:00Z", "ends_at": "2026-12-01T10:00:00Z",
        "join_link": "https://meet.example.com/a", "audience": ["own"],
    })
}

fn with(changes: &[(&str, Value)]) -> Value {
    let mut plan = plan();
    changes.iter().for_each(|(name, value)| plan[name] = value.clone());
    plan
}
