//! What was acknowledged is there, whatever happens to the process: killed in the middle of its work it has every
//! acknowledged case once, and a request that got no answer makes one case when it is sent again; with a full disk it says
//! so, goes on reading, and takes reports again when there is room.

use crate::support::{
    process::{Client, Process},
    world::{OWN_UNIT, World},
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

/// The key of a report stands in its synopsis, so that its case can be told from others.
pub fn report(key: &str) -> Value {
    json!({"priority": 3, "unit": OWN_UNIT, "synopsis": key, "description": "x", "software_version": "x"})
}

/// Numbers of what a list has, by a text of it, read page by page.
pub async fn stored(client: Client, cookie: &str, list: &str, by: &str) -> BTreeMap<String, Vec<String>> {
    let mut stored = BTreeMap::<String, Vec<String>>::new();
    let mut path = list.to_owned();
    loop {
        let page = client.get(cookie, &path).await.unwrap().json();
        for item in page["items"].as_array().unwrap() {
            let text = |name: &str| item[name].as_str().unwrap().to_owned();
            stored.entry(text(by)).or_default().push(text("number"));
        }
        match page["next"].as_str() {
            Some(next) => path = format!("{list}&cursor={next}"),
            None => return stored,
        }
    }
}

/// Case numbers by synopsis.
async fn cases(client: Client, cookie: &str) -> BTreeMap<String, Vec<String>> {
    stored(client, cookie, "/v1/cases?sort=created&limit=200", "synopsis").await
}

/// What one client of several has seen.
#[derive(Default)]
struct Seen {
    /// Key and body of every 201.
    acknowledged: Vec<(String, Vec<u8>)>,
    /// The key whose answer never came.
    unanswered: String,
}

/// Opens one case after the other until an answer does not come.
async fn open_until_it_breaks(client: Client, cookie: String, name: String, count: Arc<AtomicUsize>) -> Seen {
    let mut seen = Seen::default();
    for n in 0.. {
        let key = format!("{name}-{n}");
        match client.post(&cookie, "/v1/cases", &key, &report(&key)).await {
            Ok(reply) => {
                assert_eq!(reply.status, 201, "{}", reply.text());
                seen.acknowledged.push((key, reply.body));
                count.fetch_add(1, Ordering::Relaxed);
            }
            Err(_) => {
                seen.unanswered = key;
                break;
            }
        }
    }
    seen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_in_the_middle_loses_nothing_that_was_acknowledged_and_doubles_nothing() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer).to_owned();
    let folder = world.server.stop().await;
    let mut everything = BTreeMap::new();
    for round in 0..5 {
        let mut process = Process::start(folder.path());
        let count = Arc::new(AtomicUsize::new(0));
        let clients: Vec<_> = (0..3)
            .map(|client| {
                let name = format!("round-{round}-client-{client}");
                tokio::spawn(open_until_it_breaks(process.client, cookie.clone(), name, count.clone()))
            })
            .collect();
        while count.load(Ordering::Relaxed) < 20 {
            assert!(!clients.iter().any(tokio::task::JoinHandle::is_finished), "a client gave up");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // Not always in the same place of a request.
        tokio::time::sleep(Duration::from_micros(1700 * round)).await;
        process.kill();
        let mut seen = Vec::new();
        for client in clients {
            seen.push(client.await.unwrap());
        }

        let again = Process::start(folder.path());
        let found = cases(again.client, &cookie).await;
        for (key, body) in seen.iter().flat_map(|seen| &seen.acknowledged) {
            let case: Value = serde_json::from_slice(body).unwrap();
            let number = case["number"].as_str().unwrap();
            assert_eq!(found.get(key).map(Vec::as_slice), Some(&[number.to_owned()][..]), "{key}");
            let read = again.client.get(&cookie, &format!("/v1/cases/{number}")).await.unwrap();
            assert_eq!(read.body, *body, "{key}: it is what was acknowledged");
            everything.insert(key.clone(), number.to_owned());
        }
        for Seen { unanswered: key, .. } in &seen {
            let before = found.get(key).map_or(&[][..], Vec::as_slice);
            assert!(before.len() <= 1, "{key}: {before:?}");
            let first = again.client.post(&cookie, "/v1/cases", key, &report(key)).await.unwrap();
            assert_eq!(first.status, 201, "{}", first.text());
            let replayed = first.header("idempotency-replayed") == "true";
            assert_eq!(replayed, !before.is_empty(), "{key}: a stored case has its stored answer");
            let second = again.client.post(&cookie, "/v1/cases", key, &report(key)).await.unwrap();
            assert_eq!((second.status, &second.body), (first.status, &first.body), "{key}");
            everything.insert(key.clone(), first.json()["number"].as_str().unwrap().to_owned());
        }
        let found = cases(again.client, &cookie).await;
        let expected: BTreeMap<_, _> =
            everything.iter().map(|(key, number)| (key.clone(), vec![number.clone()])).collect();
        assert_eq!(found, expected, "each exactly once, and nothing else");
    }
}

/// How far the database has been written: the next write lies beyond it.
fn written(folder: &Path) -> u64 {
    folder.join("portal.sqlite-wal").metadata().unwrap().len()
}

/// Lets a process write no file beyond that many bytes, as a full disk would; `None` lifts it.
fn limit_files(process: &Process, bytes: Option<u64>) {
    let limit = bytes.map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
    let mut command = std::process::Command::new("prlimit");
    command.arg(format!("--pid={}", process.id())).arg(format!("--fsize={limit}:unlimited"));
    let set = command.status();
    assert!(set.unwrap().success(), "prlimit, of util-linux, sets the limit");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_loses_nothing_and_is_over_when_there_is_room() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer).to_owned();
    let folder = world.server.stop().await;
    let mut process = Process::start_for_a_full_disk(folder.path());
    let client = process.client;
    let open = async |key: &str| client.post(&cookie, "/v1/cases", key, &report(key)).await.unwrap();
    let before = open("before").await;
    assert_eq!(before.status, 201, "{}", before.text());

    limit_files(&process, Some(written(folder.path())));
    let full = open("full").await;
    assert_eq!((full.status.as_u16(), full.header("content-type")), (503, "application/problem+json"));
    assert_eq!(full.header("retry-after"), "60");
    assert!(full.json()["detail"].as_str().unwrap().contains("disk"), "{}", full.text());
    assert!(process.is_running());
    assert_eq!(cases(client, &cookie).await.keys().collect::<Vec<_>>(), ["before"], "it still reads");

    limit_files(&process, None);
    let after = open("full").await;
    assert_eq!(after.status, 201, "{}", after.text());
    assert_eq!(open("full").await.body, after.body, "the same case again");
    process.kill();
    let again = Process::start(folder.path());
    let found = cases(again.client, &cookie).await;
    let counts: Vec<_> = found.iter().map(|(key, numbers)| (key.as_str(), numbers.len())).collect();
    assert_eq!(counts, [("before", 1), ("full", 1)]);
}
