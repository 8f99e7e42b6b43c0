//! A batch as a whole: its sums, its pieces, what is missing, and who sees it.

use super::rows::{begin, faults, own_row, put, row, with};
use crate::support::world::{World, person};
use rules::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const PIECE: usize = 500;

async fn read(world: &World, role: Role, id: &str) -> Value {
    world.server.get(world.cookie(role), &format!("/v1/registrations/{id}")).await.json()
}

/// Everything that must agree: the sums, the lines, the units.
async fn agrees(world: &World, id: &str) {
    let mut read = world.server.app.store.read().await.unwrap();
    let wrong: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM registration r WHERE r.id = ?
           AND (r.registered <> (SELECT count(*) FROM registration_row w WHERE w.registration = r.key AND w.registered = 1)
             OR r.refused <> (SELECT count(*) FROM registration_row w WHERE w.registration = r.key AND w.registered = 0)
             OR EXISTS (SELECT 1 FROM registration_row w WHERE w.registration = r.key AND w.registered = 1
                        AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.reference = w.serial AND u.registered = 1))
             OR r.rows - r.registered - r.refused <>
                (SELECT coalesce(sum((value ->> 1) - (value ->> 0) + 1), 0) FROM json_each(r.missing)))",
    )
    .bind(id)
    .fetch_one(&mut *read)
    .await
    .unwrap();
    assert_eq!(wrong, 0, "{id}");
}

#[tokio::test]
async fn pieces_come_in_any_order_and_twice_and_the_sum_is_exact() {
    let world = World::new().await;
    let id = begin(&world, Role::Administrator, 10).await;
    let rows: Vec<Value> = (1..=10).map(|n| own_row(&format!("SUM{n}"))).collect();
    let cookie = world.cookie(Role::Administrator);
    let later = put(&world, cookie, &id, 6, &rows[5..8]).await;
    assert_eq!(later.json()["batch"]["missing"], json!([[1, 5], [9, 10]]));
    let overlapping = put(&world, cookie, &id, 4, &rows[3..7]).await.json();
    assert_eq!(overlapping["batch"]["received"], 5);
    let numbers: Vec<_> =
        overlapping["answers"].as_array().unwrap().iter().map(|a| a["row"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [4, 5, 6, 7]);
    let again = put(&world, cookie, &id, 6, &rows[5..8]).await.json();
    assert_eq!(again["answers"], later.json()["answers"], "answered as before");
    assert_eq!(again["batch"]["version"], overlapping["batch"]["version"], "nothing was written");
    agrees(&world, &id).await;

    let other =
        put(&world, cookie, &id, 5, &[rows[4].clone(), with(rows[5].clone(), &[("city", "Wau")])]).await;
    assert_eq!((other.status.as_u16(), other.fields()), (409, vec!["/rows/1 other_content".to_owned()]));
    assert!(other.text().contains("Row 6"), "{}", other.text());
    for (from, rows, field) in [
        (0, &rows[..1], "/from out_of_range"),
        (10, &rows[..2], "/from out_of_range"),
        (1, &rows[..0], "/rows missing"),
    ] {
        assert_eq!(put(&world, cookie, &id, from, rows).await.fields(), [field]);
    }
    put(&world, cookie, &id, 1, &rows[..3]).await;
    let done = put(&world, cookie, &id, 9, &rows[8..]).await.json();
    assert_eq!((done["batch"]["state"].as_str(), &done["batch"]["missing"]), (Some("complete"), &json!([])));
    agrees(&world, &id).await;
    assert_eq!(world.server.count("unit WHERE reference LIKE 'SUM%'").await, 10);
}

#[tokio::test]
async fn a_stopped_batch_keeps_what_is_registered_and_takes_no_more() {
    let world = World::new().await;
    let id = begin(&world, Role::Administrator, 3).await;
    let rows: Vec<Value> = (1..=3).map(|n| own_row(&format!("STOP{n}"))).collect();
    let cookie = world.cookie(Role::Administrator);
    put(&world, cookie, &id, 1, &rows[..1]).await;
    let path = format!("/v1/registrations/{id}/stop");
    let stop = async |tag: &str| {
        let headers = [("if-match", tag)];
        let request = crate::support::request(axum::http::Method::POST, cookie, &path, &headers, None);
        world.server.send(request).await
    };
    assert_eq!(stop("\"1\"").await.status, 412);
    let stopped = stop("\"2\"").await;
    assert_eq!((stopped.status.as_u16(), stopped.json()["state"].as_str()), (200, Some("stopped")));
    assert_eq!(stopped.json()["missing"], json!([[2, 3]]));
    assert_eq!(
        put(&world, cookie, &id, 1, &rows[..1]).await.status,
        200,
        "what was answered is answered again"
    );
    let more = put(&world, cookie, &id, 1, &rows).await;
    assert_eq!(more.status, 409, "{}", more.text());
    assert_eq!(read(&world, Role::Administrator, &id).await["state"], "stopped");
    assert_eq!(world.server.count("unit WHERE reference LIKE 'STOP%'").await, 1);
    agrees(&world, &id).await;
}

#[tokio::test]
async fn refused_rows_come_back_with_what_they_said() {
    let world = World::new().await;
    let id = begin(&world, Role::Administrator, 260).await;
    let rows: Vec<Value> = (1..=260)
        .map(|n| {
            with(
                own_row(&format!("REJ{n}")),
                &[("street", if n == 7 { "Weg 7" } else { "" }), ("host_name", "=1+1")],
            )
        })
        .collect();
    put(&world, world.cookie(Role::Administrator), &id, 1, &rows).await;
    let path = format!("/v1/registrations/{id}/rows?outcome=refused");
    let first = world.server.get(world.cookie(Role::Administrator), &path).await;
    let items = first.json()["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 200);
    assert_eq!(items[6]["answer"]["row"], 8, "row 7 is a unit");
    assert_eq!(items[0]["content"]["host_name"], "=1+1", "as it was sent");
    assert_eq!(faults(&items[0]["answer"]), ["street missing"]);
    let next = format!("{path}&cursor={}", first.json()["next"].as_str().unwrap());
    let second = world.server.get(world.cookie(Role::Administrator), &next).await.json();
    assert_eq!((second["items"].as_array().unwrap().len(), &second["next"]), (59, &Value::Null));
    let registered = path.replace("refused", "registered");
    let registered = world.server.get(world.cookie(Role::Administrator), &registered).await.json();
    assert_eq!(registered["items"][0]["answer"]["reference"], "REJ7");
}

#[tokio::test]
async fn batches_are_their_accounts_own() {
    let world = World::new().await;
    let sql = format!(
        "INSERT INTO account (id, name, kind) VALUES ('rival', 'Rival Resale', 'reseller');
         INSERT INTO person (id, account_id, name, email, role, password_hash)
           SELECT 'rival', 'rival', 'Rival', 'rival@example.net', 'reseller', password_hash FROM person WHERE id = '{}';
         INSERT INTO assignment (person_id, account_id) VALUES ('rival', 'own');",
        person(Role::Reseller)
    );
    world.server.sql(&sql).await;
    let rival = world.server.cookie("rival").await;
    let id = begin(&world, Role::Reseller, 2).await;
    put(&world, world.cookie(Role::Reseller), &id, 1, &[row("MINE1")]).await;
    for path in [format!("/v1/registrations/{id}"), format!("/v1/registrations/{id}/rows")] {
        for cookie in [rival.as_str(), world.cookie(Role::Administrator)] {
            assert_eq!(world.server.get(cookie, &path).await.status, 404, "{path}");
        }
    }
    assert_eq!(put(&world, &rival, &id, 2, &[row("MINE2")]).await.status, 404);
    let list = async |cookie: &str| world.server.get(cookie, "/v1/registrations").await.json();
    assert_eq!(list(&rival).await["items"], json!([]));
    assert_eq!(list(world.cookie(Role::Administrator)).await["items"], json!([]));
    assert_eq!(list(world.cookie(Role::Reseller)).await["items"][0]["id"], json!(id));
    // The unit is the End User's, and not the other reseller's who is assigned to the same End User.
    let found = async |cookie: &str| {
        world.server.get(cookie, "/v1/units?q=MINE1").await.json()["items"].as_array().unwrap().len()
    };
    assert_eq!((found(&rival).await, found(world.cookie(Role::Viewer)).await), (0, 1));
    let basis = world.server.get(&rival, "/v1/registration").await.json();
    assert_eq!(basis["end_users"][0]["units"], 0);
    assert_eq!(basis["end_users"][0]["purchase_orders"], json!([]));
}

/// Twenty thousand rows, three hundred of them faulty, cut off twice: once a piece was written and its answer lost, once it
/// never came. Whoever sends goes on with what is missing, and at the end there is everything once.
#[tokio::test]
async fn twenty_thousand_rows_cut_off_twice() {
    const ROWS: usize = 20_000;
    let mut world = World::new().await;
    let faulty = |n: usize| n.is_multiple_of(67) && n / 67 <= 300 && n > 0;
    let rows: Vec<Value> = (1..=ROWS)
        .map(|n| {
            let site = [("site_name", format!("Site {}", n % 40)), ("street", format!("Weg {}", n % 40))];
            let street = if faulty(n) { String::new() } else { site[1].1.clone() };
            with(row(&format!("BIG{n:05}")), &[("site_name", &site[0].1), ("street", &street)])
        })
        .collect();
    let bad = (1..=ROWS).filter(|n| faulty(*n)).count();
    let id = begin(&world, Role::Reseller, ROWS).await;
    let mut sent = 0;
    loop {
        let batch = read(&world, Role::Reseller, &id).await;
        let Some(next) = batch["missing"].as_array().unwrap().first().cloned() else { break };
        let from = usize::try_from(next[0].as_u64().unwrap()).unwrap();
        let to = usize::try_from(next[1].as_u64().unwrap()).unwrap().min(from + PIECE - 1);
        let reply = put(&world, world.cookie(Role::Reseller), &id, from, &rows[from - 1..to]).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        sent += 1;
        if sent == 13 {
            // The answer is lost, and the server is another one.
            world = World::reopened(world.server.restart().await).await;
            let again = put(&world, world.cookie(Role::Reseller), &id, from, &rows[from - 1..to]).await;
            assert_eq!(again.json()["answers"], reply.json()["answers"]);
        }
        if sent == 27 {
            agrees(&world, &id).await;
            world = World::reopened(world.server.restart().await).await;
        }
    }
    assert_eq!(sent, ROWS / PIECE);
    agrees(&world, &id).await;
    let batch = read(&world, Role::Reseller, &id).await;
    assert_eq!((batch["state"].as_str(), batch["refused"].as_u64()), (Some("complete"), Some(bad as u64)));
    assert_eq!(batch["registered"].as_u64(), Some((ROWS - bad) as u64));
    let mut read = world.server.app.store.read().await.unwrap();
    let serials: Vec<String> = sqlx::query_scalar("SELECT serial FROM unit WHERE serial LIKE 'BIG%'")
        .fetch_all(&mut *read)
        .await
        .unwrap();
    let expected: BTreeSet<String> =
        (1..=ROWS).filter(|n| !faulty(*n)).map(|n| format!("BIG{n:05}")).collect();
    assert_eq!(serials.len(), expected.len());
    assert_eq!(
        serials.into_iter().collect::<BTreeSet<_>>(),
        expected,
        "each good one once, and nothing else"
    );
    drop(read);
    assert_eq!(world.server.count("site WHERE name LIKE 'Site %'").await, 40);
}
