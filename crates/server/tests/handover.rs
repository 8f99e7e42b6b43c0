//! Shift handover: what has happened since an instant, what is open with its last word, who is calling, and whose it is.

use crate::support::world::{CANARY, World};
use chrono::{SecondsFormat, TimeDelta};
use rules::access::Role;
use serde_json::{Value, json};

async fn opened(world: &World, key: &str, changes: Value) -> String {
    let case = world.open(Role::Engineer, key, &changes).await;
    case.json()["number"].as_str().unwrap().to_owned()
}

/// The address of a handover since so many minutes ago.
fn since(world: &World, minutes: i64) -> String {
    let then = world.server.clock.now() - TimeDelta::minutes(minutes);
    format!("/v1/handover?since={}", then.to_rfc3339_opts(SecondsFormat::Millis, true))
}

async fn happened(world: &World, number: &str, minutes_ago: i64, kind: &str, side: &str, text: &str) {
    let at = (world.server.clock.now() - TimeDelta::minutes(minutes_ago)).timestamp_millis();
    let sql = format!(
        "INSERT INTO case_event (case_number, at, kind, side, name, text)
         VALUES ('{number}', {at}, '{kind}', '{side}', 'Somebody', {text});"
    );
    world.server.sql(&sql).await;
}

async fn read(world: &World, role: Role, path: &str) -> Value {
    let reply = world.server.get(world.cookie(role), path).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

fn texts(list: &Value, of: impl Fn(&Value) -> &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| of(item).as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_happened_since_then_and_the_last_word_about_what_is_open() {
    let world = World::new().await;
    let one = opened(&world, "one", json!({"synopsis": "one"})).await;
    let two = opened(&world, "two", json!({"synopsis": "two", "priority": 2})).await;
    let over = opened(&world, "over", json!({"synopsis": "over"})).await;
    world.server.sql("DELETE FROM case_event").await;
    happened(&world, &one, 100, "phone", "engineer", "'long ago'").await;
    happened(&world, &one, 50, "zzz_new_kind", "zzz_new_side", "'of a kind that nobody knows'").await;
    happened(&world, &one, 40, "auto_reply", "machine", "'a machine'").await;
    happened(&world, &two, 30, "email", "engineer", "'I call at six'").await;
    happened(&world, &two, 20, "status", "engineer", "NULL").await;
    happened(&world, &over, 10, "status", "engineer", "'Closed'").await;
    world.server.sql(&format!("UPDATE tech_case SET status = 'closed' WHERE number = '{over}'")).await;
    world.server.sql(&format!("UPDATE tech_case SET waiting_on = 'customer' WHERE number = '{one}'")).await;

    let path = since(&world, 60);
    let all = read(&world, Role::Representative, &path).await;
    let kinds = texts(&all["events"], |event| &event["said"]["kind"]);
    assert_eq!(
        kinds,
        ["status", "status", "email", "auto_reply", "zzz_new_kind"],
        "the newest first, whatever it is"
    );
    assert_eq!(texts(&all["events"], |event| &event["synopsis"]), ["over", "two", "two", "one", "one"]);
    assert_eq!(
        texts(&all["open"], |open| &open["case"]["synopsis"]),
        ["one", "two"],
        "waiting on the customer first"
    );
    let words = texts(&all["open"], |open| &open["last_word"]["text"]);
    assert_eq!(
        words,
        ["of a kind that nobody knows", "I call at six"],
        "neither a machine nor silence is a word"
    );
    assert_eq!(all["open_left_out"], json!(0));

    let first = read(&world, Role::Representative, &format!("{path}&limit=4")).await;
    let next = first["next"].as_str().unwrap();
    let rest = read(&world, Role::Representative, &format!("{path}&limit=4&cursor={next}")).await;
    assert_eq!(
        (texts(&rest["events"], |event| &event["said"]["kind"]), &rest["next"]),
        (vec!["zzz_new_kind".to_owned()], &Value::Null)
    );
}

/// Events of one instant are told in the order in which they were written, and pages of them hold each once.
#[tokio::test]
async fn pages_are_the_whole_in_either_direction() {
    let world = World::new().await;
    let one = opened(&world, "one", json!({"synopsis": "one"})).await;
    world.server.sql("DELETE FROM case_event").await;
    for n in 0..11 {
        happened(&world, &one, [50, 40, 9][n % 3], "comment", "customer", &format!("'{n}'")).await;
    }
    let path = since(&world, 60);
    let word = |event: &Value| event["said"]["text"].as_str().unwrap().parse::<usize>().unwrap();
    let upwards: Vec<usize> = [0, 1, 2].into_iter().flat_map(|place| (place..11).step_by(3)).collect();
    for (sort, expected) in [("at", upwards.clone()), ("-at", upwards.into_iter().rev().collect::<Vec<_>>())]
    {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = format!("{path}&limit=3&sort={sort}&cursor={cursor}");
            let page = read(&world, Role::Engineer, &page).await;
            seen.extend(page["events"].as_array().unwrap().iter().map(word));
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => break,
            }
        }
        assert_eq!(seen, expected, "{sort}");
    }
    let last = read(&world, Role::Engineer, &path).await["open"][0]["last_word"]["text"].clone();
    assert_eq!(last, "8", "the last one of the latest instant");
}

#[tokio::test]
async fn who_is_calling_stands_there_until_it_is_settled() {
    let world = World::new().await;
    let engineer = world.cookie(Role::Engineer);
    let body = json!({"unit": "OWN1001", "symptom": "down"});
    assert_eq!(world.server.post(engineer, "/v1/call-notes", "n", &body).await.status, 201);
    let notes = async |minutes: i64| {
        let all = read(&world, Role::Representative, &since(&world, minutes)).await;
        all["call_notes"].as_array().unwrap().len()
    };
    assert_eq!(notes(0).await, 1, "an open one, however old");
    world.server.sql("UPDATE call_note SET state = 'withdrawn', created_at = created_at - 600000").await;
    assert_eq!((notes(5).await, notes(60).await), (0, 1), "a settled one, if it was made since then");
}

#[tokio::test]
async fn accounts_stay_apart_and_bounds_are_said() {
    let world = World::new().await;
    opened(&world, "own", json!({"synopsis": "own case"})).await;
    let path = since(&world, 60);
    assert!(!world.server.get(&world.foreign, &path).await.text().contains("own case"));
    world.server.sql("INSERT INTO assignment VALUES ('person-advisor', 'foreign');").await;
    world.server.sql(&format!("UPDATE tech_case SET account_id = 'foreign', synopsis = '{CANARY}'")).await;
    let engineer = world.server.get(world.cookie(Role::Engineer), &path).await.text();
    assert!(!engineer.contains(CANARY) && !engineer.contains("own case"), "{engineer}");
    let advisor = world.cookie(Role::Advisor);
    assert!(world.server.get(advisor, &path).await.text().contains(CANARY), "all that are assigned");
    let narrowed = world.server.get(advisor, &format!("{path}&account=own")).await;
    assert!(!narrowed.text().contains(CANARY), "or one of them");
    assert_eq!(
        world.server.get(world.cookie(Role::Representative), &format!("{path}&account=foreign")).await.status,
        404
    );
    for role in [Role::Reseller, Role::WebinarGuest] {
        assert_eq!(world.server.get(world.cookie(role), &path).await.status, 403);
    }
    for wrong in
        ["/v1/handover".to_owned(), "/v1/handover?since=22:00".to_owned(), since(&world, 32 * 24 * 60)]
    {
        let refused = world.server.get(world.cookie(Role::Representative), &wrong).await;
        assert_eq!(refused.status, 422, "{wrong}");
        assert!(refused.text().contains("/query/since"), "{wrong}");
    }
}

#[tokio::test]
async fn what_is_due_is_not_left_out_for_what_only_waits() {
    let world = World::new().await;
    for n in 0..201 {
        world.open(Role::Engineer, &format!("waits-{n}"), &json!({"priority": 4})).await;
    }
    world.server.sql("UPDATE tech_case SET waiting_on = 'customer', first_contact_at = created_at;").await;
    let due = world.open(Role::Engineer, "due", &json!({"priority": 2})).await.json();
    let handover = world
        .server
        .get(world.cookie(Role::Engineer), "/v1/handover?since=2026-11-24T08:00:00Z")
        .await
        .json();
    let open = handover["open"].as_array().unwrap();
    assert_eq!((open.len(), &handover["open_left_out"]), (200, &json!(2)));
    assert!(open.iter().any(|open| open["case"]["number"] == due["number"]), "what is due is there");
}
