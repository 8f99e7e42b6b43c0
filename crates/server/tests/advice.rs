//! Requests to the advisor: who asks, who answers, every step with its refusal, sent twice, changed meanwhile, become a case;
//! and the account's setting that lets certified experts ask too.

use crate::support::{
    Reply, key,
    world::{CANARY, OWN_UNIT, World},
};
use rules::access::Role;
use serde_json::{Value, json};

const PATH: &str = "/v1/advice";

fn question() -> Value {
    json!({"kind": "question", "subject": "Which optics fit?", "text": "At 400G over 10 km.", "unit": OWN_UNIT})
}

fn guidance() -> Value {
    json!({"kind": "release_guidance", "family": "MX", "releases": ["22.4R3", " ", "23.4R2"], "target": " ", "text": "For the freeze."})
}

fn answer() -> Value {
    let guidance = json!({"recommendation": "23.4R2", "risks": "None known.", "benefits": "One for all."});
    json!({"step": "answer", "guidance": guidance})
}

async fn ask(world: &World, role: Role, key: &str, body: &Value) -> Reply {
    world.server.post(world.cookie(role), PATH, key, body).await
}

/// Somebody's step on the request as it is now.
async fn step(world: &World, role: Role, path: &str, body: &Value) -> Reply {
    let seen = world.server.get(world.cookie(Role::Viewer), path).await;
    world.server.patch(world.cookie(role), path, seen.header("etag"), body).await
}

async fn asked(world: &World, body: &Value) -> String {
    let reply = ask(world, Role::Representative, &key(&format!("key of {body}")), body).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.header("location").to_owned()
}

fn steps(advice: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let messages = advice["messages"].as_array().unwrap();
    messages.iter().map(|m| (text(&m["side"]), text(&m["step"]), text(&m["text"]))).collect()
}

#[tokio::test]
async fn a_question_goes_to_and_fro_and_everything_is_kept() {
    let world = World::new().await;
    let path = asked(&world, &question()).await;
    let rounds = [
        (Role::Advisor, json!({"step": "reply", "text": "With a patch panel?"}), "open"),
        (Role::Representative, json!({"step": "reply", "text": " One. "}), "open"),
        (Role::Advisor, json!({"step": "answer", "text": "The long ones."}), "answered"),
        (Role::Representative, json!({"step": "reply", "text": "And at 800G?"}), "open"),
        (Role::Advisor, json!({"step": "answer", "text": "The same."}), "answered"),
        (Role::Representative, json!({"step": "close"}), "closed"),
        (Role::Representative, json!({"step": "reopen"}), "open"),
        (Role::Representative, json!({"step": "close", "text": "Never mind."}), "closed"),
    ];
    for (role, body, state) in &rounds {
        let reply = step(&world, *role, &path, body).await;
        assert_eq!((reply.status.as_u16(), reply.json()["state"].as_str()), (200, Some(*state)), "{body}");
    }
    let advice = world.server.get(world.cookie(Role::Viewer), &path).await.json();
    assert_eq!((&advice["version"], &advice["unit"]), (&json!(9), &json!(OWN_UNIT)));
    assert_eq!(advice["asked_by"], "Name of representative");
    let expected = [
        ("customer", "ask", "At 400G over 10 km."),
        ("advisor", "reply", "With a patch panel?"),
        ("customer", "reply", "One."),
        ("advisor", "answer", "The long ones."),
        ("customer", "reply", "And at 800G?"),
        ("advisor", "answer", "The same."),
        ("customer", "close", ""),
        ("customer", "reopen", ""),
        ("customer", "close", "Never mind."),
    ]
    .map(|(side, step, text)| (side.to_owned(), step.to_owned(), text.to_owned()));
    assert_eq!(steps(&advice), expected);
}

#[tokio::test]
async fn guidance_is_answered_with_recommendation_risks_and_benefits() {
    let world = World::new().await;
    let path = asked(&world, &guidance()).await;
    let seen = world.server.get(world.cookie(Role::Engineer), &path).await.json();
    assert_eq!(
        (&seen["releases"], &seen["target"], &seen["subject"]),
        (&json!(["22.4R3", "23.4R2"]), &Value::Null, &json!("Release for MX"))
    );
    let short = json!({"step": "answer", "text": "23.4R2", "guidance": {"recommendation": "23.4R2", "risks": " ", "benefits": ""}});
    let refused = step(&world, Role::Advisor, &path, &short).await;
    assert_eq!(refused.fields(), ["/guidance/risks missing", "/guidance/benefits missing"]);
    let answered = step(&world, Role::Advisor, &path, &answer()).await.json();
    assert_eq!(
        (&answered["state"], &answered["messages"][1]["guidance"]["risks"]),
        (&json!("answered"), &json!("None known."))
    );
    let case = json!({"step": "became_case", "case_number": "2026-1124-000001"});
    assert_eq!(step(&world, Role::Representative, &path, &case).await.fields(), ["/step no_fault"]);
}

#[tokio::test]
async fn what_is_not_possible_is_refused_with_its_reason_and_changes_nothing() {
    let world = World::new().await;
    let path = asked(&world, &question()).await;
    let refusals = [
        (Role::Representative, json!({"step": "answer", "text": "x"}), "/step advisor_only"),
        (Role::Advisor, json!({"step": "close"}), "/step not_answered"),
        (Role::Representative, json!({"step": "reopen"}), "/step not_closed"),
        (Role::Representative, json!({"step": "reply", "text": " "}), "/text missing"),
        (Role::Representative, json!({"step": "reply", "text": "x".repeat(4001)}), "/text too_long"),
        (Role::Representative, json!({"step": "close", "text": "x".repeat(4001)}), "/text too_long"),
        (Role::Representative, json!({"step": "ask", "text": "x"}), "/step unknown_step"),
        (Role::Representative, json!({"step": "shout", "text": "x"}), "/step unknown_step"),
        (Role::Representative, json!({"step": "became_case"}), "/case_number unknown_case"),
        (
            Role::Advisor,
            json!({"step": "became_case", "case_number": "2026-1124-999999"}),
            "/case_number unknown_case",
        ),
    ];
    for (role, body, field) in refusals {
        assert_eq!(step(&world, role, &path, &body).await.fields(), [field], "{body}");
    }
    let seen = world.server.get(world.cookie(Role::Viewer), &path).await;
    assert_eq!((seen.header("etag"), seen.json()["messages"].as_array().unwrap().len()), ("\"1\"", 1));
    step(&world, Role::Representative, &path, &json!({"step": "close"})).await;
    for (role, body, field) in [
        (Role::Representative, json!({"step": "reply", "text": "x"}), "/step closed"),
        (Role::Advisor, json!({"step": "answer", "text": "x"}), "/step closed"),
        (Role::Advisor, json!({"step": "reopen"}), "/step end_user_only"),
    ] {
        assert_eq!(step(&world, role, &path, &body).await.fields(), [field], "{body}");
    }
}

#[tokio::test]
async fn a_request_is_checked_all_at_once() {
    let world = World::new().await;
    let long = "x".repeat(101);
    let many: Vec<String> = (0..21).map(|n| format!("22.{n}")).collect();
    let wrong = [
        (json!({"kind": "question"}), vec!["/subject missing", "/text missing"]),
        (
            json!({"kind": "question", "subject": "x", "text": "x", "unit": "FOREIGN1001"}),
            vec!["/unit unknown_unit"],
        ),
        (json!({"kind": "question", "subject": "x".repeat(251), "text": "x"}), vec!["/subject too_long"]),
        (json!({"kind": "release_guidance", "subject": "x"}), vec!["/family missing", "/text missing"]),
        (
            json!({"kind": "release_guidance", "family": "MX", "target": long, "releases": [long], "text": "x"}),
            vec!["/target too_long", "/releases too_long"],
        ),
        (
            json!({"kind": "release_guidance", "family": "MX", "releases": many, "text": "x"}),
            vec!["/releases too_many"],
        ),
        (json!({"kind": "maintenance_window", "text": "x"}), vec!["/kind unknown_kind"]),
    ];
    for (n, (body, fields)) in wrong.iter().enumerate() {
        let reply = ask(&world, Role::Representative, &format!("k{n}"), body).await;
        assert_eq!(
            (reply.status.as_u16(), reply.fields()),
            (422, fields.iter().map(ToString::to_string).collect()),
            "{body}"
        );
    }
    assert_eq!(world.server.count("advice").await, 0);
}

#[tokio::test]
async fn asked_twice_it_is_one_and_a_key_belongs_to_one_request() {
    let world = World::new().await;
    let first = ask(&world, Role::Representative, "k", &question()).await;
    let second = ask(&world, Role::Representative, "k", &question()).await;
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
    assert_eq!((second.header("idempotency-replayed"), first.body == second.body), ("true", true));
    assert_eq!(first.header("etag"), "\"1\"");
    let other = ask(&world, Role::Representative, "k", &guidance()).await;
    assert_eq!((other.status.as_u16(), &other.json()["made"]), (422, &json!(first.header("location"))));
    let body = Some(question().to_string());
    let cookie = world.cookie(Role::Representative);
    let without = crate::support::request(axum::http::Method::POST, cookie, PATH, &[], body);
    assert_eq!(world.server.send(without).await.status, 400);
    assert_eq!((world.server.count("advice").await, world.server.count("advice_message").await), (1, 1));
}

#[tokio::test]
async fn who_has_seen_another_version_changes_nothing() {
    let world = World::new().await;
    let path = asked(&world, &question()).await;
    let reply = json!({"step": "reply", "text": "x"});
    let cookie = world.cookie(Role::Representative);
    assert_eq!(world.server.patch(cookie, &path, "\"1\"", &reply).await.status, 200);
    // The advisor answers what stood there before.
    let late = json!({"step": "answer", "text": "x"});
    let refused = world.server.patch(world.cookie(Role::Advisor), &path, "\"1\"", &late).await;
    assert_eq!(refused.status, 412);
    let method = axum::http::Method::PATCH;
    let without = crate::support::request(method, cookie, &path, &[], Some(reply.to_string()));
    assert_eq!(world.server.send(without).await.status, 428);
    assert_eq!(world.server.count("advice_message").await, 2);
}

/// The role alone does not decide: who is named, who is certified, and what the account says.
#[tokio::test]
async fn who_may_ask_follows_the_standing_and_the_setting() {
    let world = World::new().await;
    let tries = async |role: Role| {
        let key = uuid::Uuid::now_v7().to_string();
        let reply = ask(&world, role, &key, &question()).await;
        (reply.status.as_u16(), reply.text())
    };
    let (administrator, words) = tries(Role::Administrator).await;
    assert!(administrator == 403 && words.contains("two to six named representatives"), "{words}");
    let named = "INSERT INTO contact (id, account_id, person_id, place, name) VALUES ('c', 'own', 'person-administrator', 2, 'x')";
    world.server.sql(named).await;
    assert_eq!(tries(Role::Administrator).await.0, 201, "named");

    let (expert, words) = tries(Role::CertifiedExpert).await;
    assert!(expert == 403 && words.contains("an administrator can let certified experts"), "{words}");
    let setting = |on: bool| json!({"experts_work_with_advisor": on});
    let seen = world.server.get(world.cookie(Role::Administrator), "/v1/advisor").await;
    assert_eq!(seen.json()["experts_work_with_advisor"], false);
    let change = async |tag: &str, on: bool| {
        world.server.patch(world.cookie(Role::Administrator), "/v1/advisor", tag, &setting(on)).await
    };
    let changed = change(seen.header("etag"), true).await;
    assert_eq!((changed.status.as_u16(), &changed.json()["experts_work_with_advisor"]), (200, &json!(true)));
    assert_eq!(change(seen.header("etag"), false).await.status, 412);
    assert_eq!(tries(Role::CertifiedExpert).await.0, 201, "the setting is on");
    assert_eq!(tries(Role::Engineer).await.0, 403, "it is for certified experts only");
    world.server.sql("UPDATE contact SET cert_expires = '2026-11-23' WHERE id = 'c2-own'").await;
    assert_eq!(tries(Role::CertifiedExpert).await.0, 403, "run out");
    world.server.sql("UPDATE contact SET cert_expires = '2026-11-24' WHERE id = 'c2-own'").await;
    assert_eq!(tries(Role::CertifiedExpert).await.0, 201, "the last valid day");
    let off = change(changed.header("etag"), false).await;
    assert_eq!((off.status.as_u16(), tries(Role::CertifiedExpert).await.0), (200, 403));
    assert_eq!(tries(Role::Advisor).await.0, 201, "what was asked on the telephone");
}

#[tokio::test]
async fn a_question_becomes_the_case_that_names_it() {
    let world = World::new().await;
    let path = asked(&world, &question()).await;
    let id = path.rsplit('/').next().unwrap();
    // Anybody reports the fault; only who works with the advisor ends the question with it.
    for role in [Role::Engineer, Role::VendorEngineer] {
        let account = if role == Role::VendorEngineer { json!("own") } else { json!(null) };
        let opened =
            world.open(role, &format!("{role:?}"), &json!({"advice": id, "on_behalf_of": account})).await;
        assert_eq!(opened.status, 201, "{}", opened.text());
        let advice = world.server.get(world.cookie(Role::Representative), &path).await.json();
        assert_eq!(advice["state"], "open", "{role:?}");
    }
    let opened = world.open(Role::Representative, "case", &json!({"advice": id})).await;
    assert_eq!(opened.status, 201, "{}", opened.text());
    let number = opened.json()["number"].clone();
    let advice = world.server.get(world.cookie(Role::Representative), &path).await;
    assert_eq!((&advice.json()["state"], &advice.json()["case_number"]), (&json!("became_case"), &number));
    assert_eq!(steps(&advice.json()).last().unwrap().1, "became_case");
    let late = step(&world, Role::Advisor, &path, &json!({"step": "answer", "text": "x"})).await;
    assert_eq!(late.fields(), ["/step is_case"]);
    // A second report is not held up by it, and takes nothing away.
    let second = world.open(Role::Engineer, "case-2", &json!({"advice": id})).await;
    assert_eq!(second.status, 201);
    assert_eq!(world.server.get(world.cookie(Role::Viewer), &path).await.json()["case_number"], number);
    let unknown = world.open(Role::Engineer, "case-3", &json!({"advice": "nothing"})).await;
    assert_eq!(unknown.fields(), ["/advice unknown_advice"]);
    assert_eq!(world.server.count("tech_case").await, 4);

    // A case that was opened on the telephone is named afterwards.
    let other = asked(&world, &json!({"kind": "question", "subject": "y", "text": "y"})).await;
    let body = json!({"step": "became_case", "case_number": number});
    let marked = step(&world, Role::Advisor, &other, &body).await;
    assert_eq!((marked.status.as_u16(), &marked.json()["case_number"]), (200, &number));
}

#[tokio::test]
async fn the_list_has_pages_and_filters_and_nothing_of_others() {
    let world = World::new().await;
    for n in 0..3 {
        asked(&world, &json!({"kind": "question", "subject": format!("q{n}"), "text": "x"})).await;
        world.server.clock.advance(chrono::TimeDelta::minutes(1));
    }
    let answered = asked(&world, &guidance()).await;
    step(&world, Role::Advisor, &answered, &answer()).await;
    world
        .server
        .sql(&format!(
            "INSERT INTO advice (id, account_id, kind, state, subject, asked_by, created_at, changed_at)
           VALUES ('f', 'foreign', 'question', 'open', '{CANARY}', 'foreign-engineer', 0, 0)"
        ))
        .await;
    let list =
        async |query: &str| world.server.get(world.cookie(Role::Viewer), &format!("{PATH}{query}")).await;
    let subjects = |reply: &Reply| -> Vec<String> {
        let items = reply.json()["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["subject"].as_str().unwrap().to_owned()).collect()
    };
    let first = list("?limit=2").await;
    assert_eq!(subjects(&first), ["Release for MX", "q2"]);
    assert_eq!(first.json()["items"][0]["messages"], json!([]));
    let next = first.json()["next"].as_str().unwrap().to_owned();
    assert!(first.header("link").contains(&next));
    assert_eq!(subjects(&list(&format!("?limit=2&cursor={next}")).await), ["q1", "q0"]);
    assert_eq!(subjects(&list("?kind=release_guidance").await), ["Release for MX"]);
    assert_eq!(subjects(&list("?state=open&sort=created").await), ["q0", "q1", "q2"]);
    assert_eq!(list("?state=lost").await.fields(), ["/query/state unreadable"]);
    assert_eq!(list("?account=foreign").await.status, 404);
}

#[tokio::test]
async fn the_releases_in_use_are_counted_by_family() {
    let world = World::new().await;
    let insert = |n: u32, release: &str| {
        format!(
            "INSERT INTO unit (id, account_id, reference, model, family, software_release) VALUES ('u{n}', 'own', 'U{n}', 'MX', 'MX', {release});"
        )
    };
    let units =
        [insert(1, "'22.4R3'"), insert(2, "'23.4R2'"), insert(3, "'23.4R2'"), insert(4, "NULL")].concat();
    world.server.sql(&units).await;
    let list = world.server.get(world.cookie(Role::Advisor), "/v1/advice/releases?account=own").await.json();
    assert_eq!(list["items"], json!([{"family": "MX", "units": 4, "releases": ["23.4R2", "22.4R3"]}]));
}

/// Exactly one, or none, which is said; a second is not taken.
#[tokio::test]
async fn an_account_has_one_advisor_or_none() {
    let world = World::new().await;
    let read = async || world.server.get(world.cookie(Role::Viewer), "/v1/advisor").await.json();
    assert_eq!(read().await["advisor"]["name"], "Name of advisor");
    let mut tx = world.server.app.store.write().await.unwrap();
    let second = "INSERT INTO advisor_of_account (account_id, advisor_id) VALUES ('own', 'foreign-advisor')";
    assert!(sqlx::query(second).execute(&mut *tx).await.is_err());
    drop(tx);
    world.server.sql("DELETE FROM advisor_of_account WHERE account_id = 'own'").await;
    assert_eq!(read().await["advisor"], Value::Null);
    // Without one a request is kept all the same, for whoever is named.
    asked(&world, &question()).await;
}
