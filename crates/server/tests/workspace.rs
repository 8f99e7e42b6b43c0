//! The accounts of an advisor side by side: the figures are those that the lists of each account give.

use crate::support::world::{CANARY, World};
use chrono::{DateTime, TimeDelta, Utc};
use rules::access::Role;
use serde_json::{Value, json};

/// Moves what the clock did not: when it was made, when it was due, and when an engineer answered, in minutes before now.
async fn set(world: &World, number: &str, status: &str, [made, due]: [i64; 2], answered: Option<i64>) {
    let now = world.server.clock.now();
    let at = |minutes: i64| (now - TimeDelta::minutes(minutes)).timestamp_millis();
    let answered = answered.map_or("NULL".to_owned(), |minutes| at(minutes).to_string());
    let sql = format!(
        "UPDATE tech_case SET status = '{status}', created_at = {}, due_at = {}, first_contact_at = {answered}
         WHERE number = '{number}';",
        at(made),
        at(due)
    );
    world.server.sql(&sql).await;
}

async fn opened(world: &World, n: usize, priority: u8) -> String {
    let case = world.open(Role::Engineer, &format!("case-{n}"), &json!({"priority": priority})).await;
    case.json()["number"].as_str().unwrap().to_owned()
}

/// The same figures, counted in the list of cases that the advisor sees, one by one.
fn counted(cases: &Value, now: DateTime<Utc>) -> [u64; 4] {
    let mut figures = [0; 4];
    for case in cases["items"].as_array().unwrap() {
        let at = |name: &str| case[name].as_str().map(|text| text.parse::<DateTime<Utc>>().unwrap());
        let open = case["status"] != "closed";
        let late = at("first_contact_at").unwrap_or(now) > at("due_at").unwrap();
        figures[0] += u64::from(open);
        figures[1] += u64::from(open && case["priority"].as_u64().unwrap() <= 2);
        figures[2] += u64::from(open && late && at("first_contact_at").is_none());
        figures[3] += u64::from(late && at("created_at").unwrap() >= now - TimeDelta::days(90));
    }
    figures
}

#[tokio::test]
async fn the_figures_are_those_of_the_lists() {
    const DAY: i64 = 24 * 60;
    let world = World::new().await;
    let rows = [
        (2, "open", [10, -20], None),
        (2, "open", [40, 10], None),
        (3, "in_progress", [300, 60], Some(61)),
        (3, "in_progress", [300, 60], Some(60)),
        (3, "in_progress", [300, 60], Some(59)),
        (4, "closed", [89 * DAY, 89 * DAY - 240], Some(80 * DAY)),
        (4, "closed", [91 * DAY, 91 * DAY - 240], Some(80 * DAY)),
        (2, "resolved", [DAY, DAY - 30], None),
    ];
    for (n, (priority, status, times, answered)) in rows.into_iter().enumerate() {
        let number = opened(&world, n, priority).await;
        set(&world, &number, status, times, answered).await;
    }
    let advisor = world.cookie(Role::Advisor);
    let workspace = world.server.get(advisor, "/v1/workspace").await.json();
    let [account] = workspace["items"].as_array().unwrap().as_slice() else { panic!("{workspace}") };
    assert_eq!((&account["account"]["id"], &account["representatives"]), (&json!("own"), &json!(1)));
    let figures = ["open_cases", "urgent_cases", "overdue_responses", "missed_responses"]
        .map(|name| account[name].as_u64().unwrap());
    let cases = world.server.get(advisor, "/v1/cases?limit=200").await.json();
    assert_eq!(figures, counted(&cases, world.server.clock.now()));
    assert_eq!(figures, [6, 3, 2, 4]);
}

/// What is done on the other pages of an account shows in its row.
#[tokio::test]
async fn the_row_follows_the_pages_of_the_account() {
    let world = World::new().await;
    let (advisor, representative) = (world.cookie(Role::Advisor), world.cookie(Role::Representative));
    let row = || async { world.server.get(advisor, "/v1/workspace").await.json()["items"][0].clone() };
    let before = row().await;
    assert_eq!(before["on_boarding"], json!({"done": 0, "all": 7}));
    assert_eq!((&before["questions"], &before["reviews_asked"]), (&json!(0), &json!(0)));
    assert_eq!(before["profile_fresh"], json!(false));

    let done = json!({"step": "set", "item": "user_accounts", "progress": "done"});
    assert_eq!(world.server.patch(representative, "/v1/on-boarding", "*", &done).await.status, 200);
    let question = json!({"kind": "question", "subject": "x", "text": "x"});
    assert_eq!(world.server.post(representative, "/v1/advice", "q", &question).await.status, 201);
    let review = json!({"kind": "operational_review"});
    assert_eq!(world.server.post(representative, "/v1/meetings", "m", &review).await.status, 201);
    let confirm = json!({"rule": "R-067", "step": "give"});
    assert_eq!(world.server.patch(representative, "/v1/responsibilities", "*", &confirm).await.status, 200);
    let half = row().await;
    assert_eq!(half["on_boarding"], json!({"done": 1, "all": 7}));
    assert_eq!((&half["questions"], &half["reviews_asked"]), (&json!(1), &json!(1)));
    assert_eq!(half["profile_fresh"], json!(false), "the people are not confirmed yet");

    let people = world.server.patch(representative, "/v1/contacts/confirmation", "*", &json!({})).await;
    assert_eq!(people.status, 200, "{}", people.text());
    assert_eq!(row().await["profile_fresh"], json!(true));

    // On the 92nd day both halves still hold, on the 93rd neither does, here as on the pages of the account.
    for (table, days, fresh) in [
        ("declaration", 92, true),
        ("roster_change", 92, true),
        ("roster_change", 93, false),
        ("roster_change", 92, true),
        ("declaration", 93, false),
        ("declaration", 0, true),
    ] {
        let at = (world.server.clock.now() - TimeDelta::days(days)).timestamp_millis();
        world.server.sql(&format!("UPDATE {table} SET at = {at}")).await;
        assert_eq!(row().await["profile_fresh"], json!(fresh), "{table}, {days} days ago");
    }

    let activation = world.server.get(representative, "/v1/activation").await.json();
    let items = activation["items"].as_array().unwrap();
    let given = items.iter().filter(|item| item["state"] == "given").count();
    assert_eq!(row().await["activation"], json!({"done": given, "all": items.len()}));
}

#[tokio::test]
async fn an_account_shows_once_it_is_assigned_and_no_longer_than_that() {
    let world = World::new().await;
    let advisor = world.cookie(Role::Advisor);
    assert!(!world.server.get(advisor, "/v1/workspace").await.text().contains(CANARY));
    world.server.sql("INSERT INTO assignment VALUES ('person-advisor', 'foreign');").await;
    let two = world.server.get(advisor, "/v1/workspace").await.json();
    let names = |list: &Value| -> Vec<String> {
        let name = |item: &Value| item["account"]["name"].as_str().unwrap().to_owned();
        list["items"].as_array().unwrap().iter().map(name).collect()
    };
    assert_eq!(names(&two), ["Own Networks".to_owned(), format!("{CANARY} Networks")]);
    assert_eq!(two["items"][1]["open_cases"], json!(0), "without any case there are zeros");
    world.server.sql("DELETE FROM assignment WHERE person_id = 'person-advisor';").await;
    assert!(names(&world.server.get(advisor, "/v1/workspace").await.json()).is_empty());
}
