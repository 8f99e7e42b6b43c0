//! Killed in the middle of a file: what was answered is there, nothing is half there, and the rest goes on.

use super::rows::{own_row, with};
use crate::support::{
    process::{Client, Process},
    world::World,
};
use rules::access::Role;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

const ROWS: usize = 6_000;
const PIECE: usize = 100;

fn rows() -> Vec<Value> {
    (1..=ROWS)
        .map(|n| with(own_row(&format!("KILL{n}")), &[("city", if n % 10 == 0 { "" } else { "Juba" })]))
        .collect()
}

/// Sends what is missing until the connection breaks; keeps the answers by row.
async fn send(
    client: Client,
    cookie: String,
    id: String,
    count: Arc<AtomicUsize>,
) -> BTreeMap<u64, Value> {
    let (rows, mut answered) = (rows(), BTreeMap::new());
    let path = format!("/v1/registrations/{id}");
    let Ok(batch) = client.get(&cookie, &path).await else { return answered };
    let missing: Vec<(usize, usize)> = serde_json::from_value(batch.json()["missing"].clone()).unwrap();
    for (first, last) in missing {
        for from in (first..=last).step_by(PIECE) {
            let to = last.min(from + PIECE - 1);
            let body = json!({"from": from, "rows": rows[from - 1..to]});
            let Ok(reply) = client.put(&cookie, &format!("{path}/rows"), &body).await else { return answered };
            assert_eq!(reply.status, 200, "{}", reply.text());
            for answer in reply.json()["answers"].as_array().unwrap() {
                answered.insert(answer["row"].as_u64().unwrap(), answer.clone());
            }
            count.fetch_add(1, Ordering::Relaxed);
        }
    }
    answered
}

async fn ask<T>(folder: &Path, query: &str) -> T
where
    T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
{
    let store = portal_server::store::Store::open(folder).await.unwrap();
    let mut read = store.read().await.unwrap();
    let found = sqlx::query_scalar(sqlx::AssertSqlSafe(query.to_owned())).fetch_one(&mut *read).await.unwrap();
    drop(read);
    store.close().await;
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_in_the_middle_of_a_file_leaves_whole_pieces_and_the_rest_goes_on() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Administrator).to_owned();
    let begun = world
        .server
        .post(&cookie, "/v1/registrations", "k", &json!({"rows": ROWS, "file_name": "units.csv"}))
        .await;
    let id = begun.json()["id"].as_str().unwrap().to_owned();
    let folder = world.server.stop().await;
    let mut acknowledged = BTreeMap::new();
    for round in 0..3 {
        let mut process = Process::start(folder.path());
        let count = Arc::new(AtomicUsize::new(0));
        let sender = tokio::spawn(send(process.client, cookie.clone(), id.clone(), count.clone()));
        while count.load(Ordering::Relaxed) < 7 {
            assert!(!sender.is_finished(), "the sender gave up");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // Not always in the same place of a piece.
        tokio::time::sleep(Duration::from_micros(2300 * round)).await;
        process.kill();
        acknowledged.extend(sender.await.unwrap());
        let sums: String = ask(
            folder.path(),
            "SELECT (SELECT registered || ' ' || refused FROM registration) || ' ' ||
                (SELECT sum(registered) || ' ' || sum(1 - registered) FROM registration_row) || ' ' ||
                (SELECT count(*) FROM unit WHERE reference LIKE 'KILL%') || ' ' ||
                (SELECT count(*) FROM unit_change) || ' ' || (SELECT count(*) FROM order_snapshot)",
        )
        .await;
        let sums: Vec<usize> = sums.split(' ').map(|sum| sum.parse().unwrap()).collect();
        let [registered, refused, ..] = sums[..] else { panic!("{sums:?}") };
        assert_eq!(sums, [registered, refused, registered, refused, registered, registered, registered]);
        assert_eq!((registered + refused) % PIECE, 0, "whole pieces");
        assert!(registered + refused >= acknowledged.len(), "what was answered is there");
    }
    let process = Process::start(folder.path());
    acknowledged.extend(send(process.client, cookie.clone(), id.clone(), Arc::default()).await);
    let path = format!("/v1/registrations/{id}");
    let batch = process.client.get(&cookie, &path).await.unwrap().json();
    assert_eq!(
        (&batch["state"], &batch["registered"], &batch["refused"]),
        (&json!("complete"), &json!(ROWS / 10 * 9), &json!(ROWS / 10))
    );
    // What was acknowledged before a kill is what is answered now.
    let all = rows();
    for from in (1..=ROWS).step_by(500) {
        let body = json!({"from": from, "rows": all[from - 1..from + 499]});
        let again = process.client.put(&cookie, &format!("{path}/rows"), &body).await.unwrap().json();
        for answer in again["answers"].as_array().unwrap() {
            if let Some(before) = acknowledged.get(&answer["row"].as_u64().unwrap()) {
                assert_eq!(answer, before);
            }
        }
    }
}
