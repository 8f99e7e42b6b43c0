//! The list of cases narrowed down, ordered and turned while cases come in; its file holds what the list shows, and somebody
//! else's reader finds the same values in it.

use crate::support::{rows_read_by_python, world::World};
use chrono::{DateTime, TimeDelta, Utc};
use rules::{
    access::Role,
    response::{ResponseState, response_state},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A case as it is put into the file: what differs from the others.
struct Put<'a> {
    number: &'a str,
    columns: &'a [(&'a str, &'a str)],
}

async fn put(world: &World, case: Put<'_>) {
    let usual = [
        ("account_id", "'own'"),
        ("priority", "3"),
        ("channel", "'web'"),
        ("target_minutes", "240"),
        ("target_row", "3"),
        ("target_table", "'t'"),
        ("status", "'open'"),
        ("waiting_on", "'vendor'"),
        ("synopsis", "'x'"),
        ("description", "'x'"),
        ("unit_id", "'unit-own'"),
        ("opened_by", "'person-engineer'"),
        ("created_at", "1790000000000"),
        ("due_at", "1790014400000"),
    ];
    let (mut names, mut values) = (vec!["number"], vec![format!("'{}'", case.number)]);
    for (name, value) in usual
        .iter()
        .filter(|(name, _)| !case.columns.iter().any(|(other, _)| other == name))
        .chain(case.columns)
    {
        names.push(name);
        values.push((*value).to_owned());
    }
    world
        .server
        .sql(&format!("INSERT INTO tech_case ({}) VALUES ({})", names.join(", "), values.join(", ")))
        .await;
}

async fn get(world: &World, role: Role, path: &str) -> Value {
    let reply = world.server.get(world.cookie(role), path).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.json()
}

fn numbers(list: &Value) -> Vec<String> {
    let text = |item: &Value| item["number"].as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(text).collect()
}

async fn found(world: &World, query: &str) -> Vec<String> {
    let list = get(world, Role::Engineer, &format!("/v1/cases?limit=200&sort=created&{query}")).await;
    let found = numbers(&list);
    assert_eq!(list["total"].as_u64(), Some(found.len() as u64), "{query}");
    found
}

/// A case for each filter, `c-plain` beside them, and one of another account that fits everything.
async fn with_one_for_each() -> World {
    let world = World::new().await;
    world
        .server
        .sql(
            "INSERT INTO site (id, account_id, name, country) VALUES ('site-two', 'own', 'Two', 'DE');
             INSERT INTO site_former (id, account_id, site_id, name, at) VALUES ('site-once', 'own', 'site-two', 'Once', 1);
             INSERT INTO contract (number, account_id, kind, start_on, end_on) VALUES
               ('C-2', 'own', 'juniper_care', '2026-01-01', '2026-12-31');
             INSERT INTO unit (id, account_id, reference, serial, host_name, model, site_id) VALUES
               ('unit-two', 'own', 'TWO2', 'TWO2', 'two-pe01', 'MX', 'site-two'),
               ('unit-twin', 'own', 'TWIN', 'TWIN', 'twin', 'MX', 'site-two'),
               ('unit-gone', 'foreign', 'GONE', 'GONE', 'gone', 'MX', 'site-foreign');
             INSERT INTO unit_contract VALUES ('unit-two', 'C-2'), ('unit-twin', 'C-2');",
        )
        .await;
    let mine = [("opened_by", "'person-representative'")];
    let cases: [(&str, &[(&str, &str)]); 13] = [
        ("c-plain", &[]),
        ("c-mine", &mine),
        ("c-closed", &[("status", "'closed'"), ("waiting_on", "'customer'")]),
        ("c-waiting", &[("waiting_on", "'customer'")]),
        ("c-p1", &[("priority", "1")]),
        ("c-unit", &[("unit_id", "'unit-two'")]),
        ("c-phone", &[("channel", "'phone'")]),
        ("c-met", &[("first_contact_at", "1790014400000")]),
        ("c-missed", &[("first_contact_at", "1790014400001")]),
        ("c-running", &[("due_at", "4000000000000")]),
        ("c-words", &[("synopsis", "'ÄNDERUNG 100%_'"), ("own_reference", "'INC-7'")]),
        // Midnight in Berlin, and the millisecond before it.
        ("c-late", &[("created_at", "1793487600000"), ("unit_id", "'unit-gone'")]),
        ("c-eve", &[("created_at", "1793487599999"), ("unit_id", "NULL"), ("unlisted_host", "'lab-9'")]),
    ];
    for (number, columns) in cases {
        put(&world, Put { number, columns }).await;
    }
    let foreign: &[(&str, &str)] =
        &[("account_id", "'foreign'"), ("unit_id", "'unit-two'"), ("priority", "1")];
    put(&world, Put { number: "c-foreign", columns: foreign }).await;
    // Two further units of one place: found by it, and counted once.
    let twins = "INSERT INTO case_unit (case_number, place, unit_id) VALUES
                   ('c-mine', 1, 'unit-two'), ('c-mine', 2, 'unit-twin')";
    world.server.sql(twins).await;
    world
}

#[tokio::test]
async fn every_filter_finds_what_fits_and_nothing_else() {
    let world = with_one_for_each().await;
    let all: Vec<String> = found(&world, "").await;
    assert_eq!(all.len(), 13, "without the other account's: {all:?}");
    let without = |other: &[&str]| -> BTreeSet<String> {
        all.iter().filter(|number| !other.contains(&number.as_str())).cloned().collect()
    };
    for (query, expected) in [
        ("open=false", vec!["c-closed"]),
        ("waiting_on=customer", vec!["c-waiting"]),
        ("waiting_on=nobody", vec!["c-closed"]),
        ("priority=1", vec!["c-p1"]),
        ("unit=TWO2", vec!["c-mine", "c-unit"]),
        ("site=site-two", vec!["c-mine", "c-unit"]),
        ("site=site-once", vec!["c-mine", "c-unit"]),
        ("site=site-foreign", vec![]),
        ("contract=C-2", vec!["c-mine", "c-unit"]),
        ("contract=kanarienvogel-acp", vec![]),
        ("channel=phone", vec!["c-phone"]),
        ("channel=email", vec![]),
        ("target=met", vec!["c-met"]),
        ("target=running", vec!["c-running"]),
        ("q=%C3%A4nderung", vec!["c-words"]),
        ("q=inc-7", vec!["c-words"]),
        ("q=0%25_", vec!["c-words"]),
        ("q=two2", vec!["c-mine", "c-unit"]),
        ("q=TWO-PE", vec!["c-mine", "c-unit"]),
        ("q=lab-9", vec!["c-eve"]),
        ("q=C-PHONE", vec!["c-phone"]),
        ("q=kanarien", vec![]),
        ("opened_from=2026-11-01", vec!["c-late"]),
        ("opened_from=2026-10-31&opened_to=2026-10-31", vec!["c-eve"]),
        ("opened_from=2026-10-31&priority=1", vec![]),
        ("account=own&q=c-mine&open=true", vec!["c-mine"]),
    ] {
        assert_eq!(found(&world, query).await, expected, "{query}");
    }
    for (query, left_out) in [
        ("open=true", vec!["c-closed"]),
        ("mine=true", vec!["c-mine"]),
        ("waiting_on=vendor", vec!["c-closed", "c-waiting"]),
        ("unit=OWN1001", vec!["c-unit", "c-late", "c-eve"]),
        ("site=site-own", vec!["c-unit", "c-late", "c-eve"]),
        ("contract=own-acp", vec!["c-unit", "c-late", "c-eve"]),
        ("channel=web", vec!["c-phone"]),
        ("target=missed", vec!["c-met", "c-running"]),
        ("target=overdue", vec!["c-met", "c-running", "c-missed"]),
        ("opened_to=2026-10-31", vec!["c-late"]),
        ("opened_to=2026-10-30", vec!["c-late", "c-eve"]),
        ("mine=false", vec![]),
    ] {
        let found: BTreeSet<String> = found(&world, query).await.into_iter().collect();
        assert_eq!(found, without(&left_out), "{query}");
    }
    let theirs = world.server.get(&world.foreign, "/v1/cases?priority=1").await.json();
    assert_eq!(numbers(&theirs), ["c-foreign"]);
    for (query, field) in [
        ("waiting_on=me", "/query/waiting_on unreadable"),
        ("target=late", "/query/target unreadable"),
        ("priority=5", "/query/priority unreadable"),
        ("channel=fax", "/query/channel unreadable"),
        ("opened_from=1.11.2026", "/query/opened_from unreadable"),
    ] {
        let reply = world.server.get(world.cookie(Role::Engineer), &format!("/v1/cases?{query}")).await;
        assert_eq!((reply.status.as_u16(), reply.fields()), (422, vec![field.to_owned()]), "{query}");
    }
}

/// The slow way: everything is fetched, and the rules decide.
#[tokio::test]
async fn met_running_and_missed_are_what_the_rules_decide() {
    let world = World::new().await;
    // Half a millisecond beyond a whole one: what was due within it has passed.
    world.server.clock.advance(TimeDelta::microseconds(500));
    let now = world.server.clock.now().timestamp_millis();
    for due in [-2, -1, 0, 1, 2] {
        for contact in [None, Some(-1), Some(0), Some(1)] {
            let (at, due_at) = (|by: i64| (now + by).to_string(), now + due);
            let contact_at = contact.map_or_else(|| "NULL".to_owned(), |by: i64| (due_at + by).to_string());
            let number = format!("d{due}-{contact:?}");
            let columns =
                [("due_at", &*at(due)), ("created_at", &*at(-600_000)), ("first_contact_at", &*contact_at)];
            put(&world, Put { number: &number, columns: &columns }).await;
        }
    }
    for step in 0..4 {
        let now = world.server.clock.now();
        let all: wire::case::CaseList =
            serde_json::from_value(get(&world, Role::Engineer, "/v1/cases?limit=200&sort=created").await)
                .unwrap();
        assert_eq!(all.items.len(), 20);
        for (target, fits) in [
            ("met", (|state| matches!(state, ResponseState::Met { .. })) as fn(ResponseState) -> bool),
            ("running", |state| matches!(state, ResponseState::Running { .. })),
            ("missed", |state| matches!(state, ResponseState::Missed { .. } | ResponseState::Overdue { .. })),
            ("overdue", |state| matches!(state, ResponseState::Overdue { .. })),
        ] {
            let decided = all.items.iter().filter(|case| {
                fits(response_state(case.created_at, case.due_at, case.first_contact_at, now))
            });
            let decided: Vec<_> = decided.map(|case| case.number.clone()).collect();
            assert_eq!(found(&world, &format!("target={target}")).await, decided, "{target}, step {step}");
        }
        world.server.clock.advance(TimeDelta::microseconds(500));
    }
}

#[tokio::test]
async fn the_orders_and_the_last_change() {
    let world = World::new().await;
    for (number, columns) in [
        ("a", &[("priority", "2"), ("created_at", "1"), ("due_at", "50")] as &[_]),
        ("b", &[("priority", "1"), ("created_at", "2"), ("due_at", "90")]),
        ("c", &[("priority", "2"), ("created_at", "3"), ("due_at", "40")]),
    ] {
        put(&world, Put { number, columns }).await;
    }
    // Something happened to the oldest; what came in late changes nothing.
    for (number, at) in [("a", 9), ("a", 8), ("c", 2)] {
        world
            .server
            .sql(&format!("INSERT INTO case_event (case_number, at, kind, side) VALUES ('{number}', {at}, 'comment', 'customer')"))
            .await;
    }
    for (sort, expected) in
        [("created", "abc"), ("due", "cab"), ("changed", "bca"), ("priority", "bca"), ("urgency", "cab")]
    {
        let order = |list: Value| numbers(&list).concat();
        let up = order(get(&world, Role::Engineer, &format!("/v1/cases?sort={sort}")).await);
        let down = order(get(&world, Role::Engineer, &format!("/v1/cases?sort=-{sort}")).await);
        assert_eq!(up, expected, "{sort}");
        assert_eq!(down, expected.chars().rev().collect::<String>(), "-{sort}");
    }
}

#[tokio::test]
async fn pages_hold_each_case_once_while_others_are_opened() {
    let world = World::new().await;
    for n in 0..23_i64 {
        let text = |value: i64| value.to_string();
        let created = text(1_790_000_000_000 + n % 5);
        let (priority, due) = (text(1 + n % 4), text(1_790_014_400_000 - n % 7));
        let columns = [("priority", &*priority), ("created_at", &*created), ("due_at", &*due)];
        put(&world, Put { number: &format!("n{n:02}"), columns: &columns }).await;
    }
    let mut opened = 0;
    for sort in [
        "created",
        "-created",
        "due",
        "-due",
        "changed",
        "-changed",
        "priority",
        "-priority",
        "urgency",
        "-urgency",
    ] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        let before = numbers(&get(&world, Role::Engineer, &format!("/v1/cases?limit=200&sort={sort}")).await);
        loop {
            let list =
                get(&world, Role::Engineer, &format!("/v1/cases?sort={sort}&limit=4&cursor={cursor}")).await;
            seen.extend(numbers(&list));
            assert_eq!(world.open(Role::Engineer, &format!("k{opened}"), &json!({})).await.status, 201);
            opened += 1;
            let Some(next) = list["next"].as_str() else { break };
            next.clone_into(&mut cursor);
            assert!(opened < 500);
        }
        let once: BTreeSet<_> = seen.iter().collect();
        assert_eq!(once.len(), seen.len(), "{sort}: none twice");
        seen.retain(|number| before.contains(number));
        assert_eq!(seen, before, "{sort}: none left out");
    }
}

#[tokio::test]
async fn what_is_counted_is_what_the_list_finds() {
    let world = with_one_for_each().await;
    let facets = get(&world, Role::Engineer, "/v1/cases/facets").await;
    assert_eq!(facets["total"], 13);
    let mut looked_at = Vec::new();
    for filter in facets["filters"].as_array().unwrap() {
        let name = filter["name"].as_str().unwrap();
        for value in filter["values"].as_array().unwrap() {
            let text = value["value"].as_str().unwrap();
            looked_at.push(format!("{name} {}", value["name"].as_str().unwrap_or(text)));
            let found = found(&world, &format!("{name}={}", wire::path::encode(text))).await;
            assert_eq!(found.len() as u64, value["count"].as_u64().unwrap(), "{name}={text}");
        }
    }
    assert_eq!(
        looked_at,
        ["site own München", "site Two", "contract C-2", "contract own-acp", "contract own-care"]
    );
}

/// Read by Python's csv module, the rows are those of the list in its order, with nothing that a spreadsheet would compute.
#[tokio::test]
async fn the_file_holds_what_the_list_shows() {
    let world = with_one_for_each().await;
    let formula: &[(&str, &str)] = &[
        ("synopsis", "'=HYPERLINK(\"x\")'"),
        ("own_reference", "'+49, \"x\"\n2'"),
        ("created_at", "1790000000500"),
        ("waiting_on", "'customer'"),
    ];
    put(&world, Put { number: "c-formula", columns: formula }).await;
    let query = "open=true&waiting_on=customer&sort=-created";
    let viewer = world.cookie(Role::Representative);
    let file = world.server.get(viewer, &format!("/v1/cases/export?{query}")).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"cases-2026-11-24.csv\"");
    assert_eq!(file.header("cache-control"), "no-store");
    let records = rules::csv::records(&file.text()).unwrap();
    let first: Vec<_> = records.iter().map(|record| record.fields[0].as_str()).collect();
    assert_eq!(first, ["number", "c-formula", "c-waiting"]);
    let none = world.server.get(viewer, "/v1/cases/export?q=nothing").await;
    assert_eq!(none.text().lines().count(), 1, "the heads alone: {}", none.text());

    let whole = world.server.get(viewer, "/v1/cases/export?sort=due").await;
    assert!(!whole.text().contains("kanarienvogel"), "no site of a unit that has gone to somebody else");
    let Some(rows) = rows_read_by_python(&whole.body) else { return };
    let list: wire::case::CaseList =
        serde_json::from_value(get(&world, Role::Representative, "/v1/cases?sort=due&limit=200").await)
            .unwrap();
    assert_eq!(rows.len(), list.items.len());
    let utc = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    for (row, case) in rows.iter().zip(&list.items) {
        let synopsis = if case.synopsis.starts_with('=') {
            format!("'{}", case.synopsis)
        } else {
            case.synopsis.clone()
        };
        for (column, expected) in [
            ("number", case.number.clone()),
            ("synopsis", synopsis),
            ("priority", case.priority.to_string()),
            ("status", case.status.as_str().to_owned()),
            ("unit_title", case.unit_title.clone().unwrap_or_default()),
            ("opened_at_utc", utc(case.created_at)),
            ("first_response_due_at_utc", utc(case.due_at)),
            ("first_response_at_utc", case.first_contact_at.map(utc).unwrap_or_default()),
        ] {
            assert_eq!(row[column], expected, "{column} of {}", case.number);
        }
    }
    let target = |number: &str| {
        rows.iter().find(|row| row["number"] == number).unwrap()["first_response_target"].clone()
    };
    assert_eq!(
        [target("c-met"), target("c-missed"), target("c-running"), target("c-plain")],
        ["met", "missed", "running", "overdue"]
    );
    assert!(rows.iter().any(|row| row["own_reference"] == "'+49, \"x\"\n2"));
}

/// The escalation desk sees cases and no units: it keeps views of the former only.
#[tokio::test]
async fn views_of_cases_are_kept_by_whoever_sees_cases() {
    let world = World::new().await;
    let wish = |page: &str| json!({"page": page, "name": "Missed", "query": "show=all&target=missed"});
    let save =
        async |role, page, key| world.server.post(world.cookie(role), "/v1/views", key, &wish(page)).await;
    assert_eq!(save(Role::EscalationDesk, "cases", "k1").await.status, 201);
    assert_eq!(save(Role::EscalationDesk, "units", "k2").await.status, 403);
    assert_eq!(save(Role::Reseller, "cases", "k3").await.status, 403);
    assert_eq!(save(Role::Engineer, "cases", "k4").await.status, 201);
    assert_eq!(save(Role::Engineer, "units", "k5").await.status, 201, "a name is taken for one list only");
    let desk = get(&world, Role::EscalationDesk, "/v1/views?page=cases").await;
    assert_eq!(desk["items"].as_array().unwrap().len(), 1);
    let reseller = world.server.get(world.cookie(Role::Reseller), "/v1/views?page=cases").await;
    assert_eq!(reseller.status, 403);
}
