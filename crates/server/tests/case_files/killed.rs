//! Killed in the middle of files that arrive, five times: what was acknowledged is whole after the restart, what was not is
//! there whole or not at all, and nothing half lies in the folder.

use super::digest;
use crate::support::Reply;
use crate::{
    durability::report,
    support::{
        process::{Client, Process},
        request,
        world::World,
    },
};
use axum::http::Method;
use portal_server::digest::hex;
use rules::access::Role;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    net::TcpStream,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// The bytes of the file of that name: no two are alike, and they are made again to be compared.
fn bytes(name: &str) -> Vec<u8> {
    let seed = Sha256::digest(name);
    let length = 20_000 + usize::from(seed[0]) * 700;
    seed.iter().copied().cycle().take(length).collect()
}

async fn add(client: Client, cookie: &str, case: &str, name: &str) -> io::Result<Reply> {
    let announced = digest(&bytes(name));
    let headers = [
        ("idempotency-key", name),
        ("content-type", "application/octet-stream"),
        ("repr-digest", &announced),
    ];
    let mut request = request(Method::POST, cookie, &format!("{case}/files?name={name}"), &headers, None);
    *request.body_mut() = bytes(name).into();
    client.send(request).await
}

/// What one client of several has seen.
struct Seen {
    case: String,
    acknowledged: Vec<(String, String)>,
    unanswered: Option<String>,
}

/// Opens a case and adds one file after the other until an answer does not come.
async fn add_until_it_breaks(client: Client, cookie: String, name: String, count: Arc<AtomicUsize>) -> Seen {
    let opened = client.post(&cookie, "/v1/cases", &name, &report(&name)).await.unwrap();
    let mut seen =
        Seen { case: opened.header("location").to_owned(), acknowledged: Vec::new(), unanswered: None };
    for n in 0..100 {
        let key = format!("{name}-{n}.core");
        match add(client, &cookie, &seen.case, &key).await {
            Ok(reply) => {
                assert_eq!(reply.status, 201, "{}", reply.text());
                seen.acknowledged.push((key, reply.header("location").to_owned()));
                count.fetch_add(1, Ordering::Relaxed);
            }
            Err(_) => {
                seen.unanswered = Some(key);
                break;
            }
        }
    }
    seen
}

/// Half a file, whose other half never comes.
fn half(client: Client, cookie: &str, case: &str) -> TcpStream {
    let mut stream = TcpStream::connect(client.address()).unwrap();
    let head = format!(
        "POST {case}/files?name=half.core HTTP/1.1\r\nhost: 127.0.0.1:8787\r\ncookie: {cookie}\r\nx-portal: 1\r\n\
         sec-fetch-site: same-origin\r\nidempotency-key: half-{case}\r\ncontent-type: application/octet-stream\r\n\
         content-length: 2000000\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&vec![7; 1_000_000]).unwrap();
    stream
}

fn in_folder(folder: &Path) -> BTreeSet<String> {
    let all = fs::read_dir(folder.join("case-files")).unwrap().map(|file| file.unwrap());
    all.map(|file| file.file_name().into_string().unwrap()).collect()
}

/// Names and digests of a case's files, as the server lists them.
async fn listed(client: Client, cookie: &str, case: &str) -> Vec<(String, String)> {
    let shown = client.get(cookie, case).await.unwrap().json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    shown["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (text(&file["name"]), text(&file["sha256"])))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_in_the_middle_loses_no_file_that_was_acknowledged_and_leaves_no_half_one() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer).to_owned();
    let folder = world.server.stop().await;
    let mut known = BTreeSet::new();
    for round in 0..5 {
        let mut process = Process::start(folder.path());
        let count = Arc::new(AtomicUsize::new(0));
        let clients: Vec<_> = (0..3)
            .map(|client| {
                let name = format!("round-{round}-client-{client}");
                tokio::spawn(add_until_it_breaks(process.client, cookie.clone(), name, count.clone()))
            })
            .collect();
        while count.load(Ordering::Relaxed) < 3 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let any = process.client.get(&cookie, "/v1/cases?limit=1").await.unwrap().json();
        let case = format!("/v1/cases/{}", any["items"][0]["number"].as_str().unwrap());
        let _half = half(process.client, &cookie, &case);
        let is_arriving = || {
            fs::read_dir(folder.path().join("case-files"))
                .unwrap()
                .any(|file| file.unwrap().metadata().is_ok_and(|file| file.len() == 1_000_000))
        };
        while count.load(Ordering::Relaxed) < 12 || !is_arriving() {
            assert!(!clients.iter().any(tokio::task::JoinHandle::is_finished), "a client gave up");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // Not always in the same place of a file.
        tokio::time::sleep(Duration::from_micros(2900 * round)).await;
        process.kill();
        let mut all = Vec::new();
        for client in clients {
            all.push(client.await.unwrap());
        }
        assert!(in_folder(folder.path()).iter().any(|name| name.ends_with(".arriving")), "killed too late");

        let again = Process::start(folder.path());
        for seen in &all {
            let files = listed(again.client, &cookie, &seen.case).await;
            for (name, place) in &seen.acknowledged {
                let expected = bytes(name);
                let digest = hex(&Sha256::digest(&expected));
                assert_eq!(
                    files.iter().filter(|file| **file == (name.clone(), digest.clone())).count(),
                    1,
                    "{name}"
                );
                let got = again.client.get(&cookie, place).await.unwrap();
                assert!(got.body == expected, "{name} is what was acknowledged");
            }
            known.extend(files.into_iter().map(|(_, digest)| digest));
        }
        assert_eq!(in_folder(folder.path()), known, "nothing half, and nothing that no case has");
        for name in fs::read_dir(folder.path().join("case-files")).unwrap().map(|file| file.unwrap()) {
            let digest = hex(&Sha256::digest(fs::read(name.path()).unwrap()));
            assert_eq!(digest, name.file_name().to_str().unwrap(), "each is whole");
        }
        for seen in all {
            let Some(name) = seen.unanswered else { panic!("it was never killed in the middle") };
            let before = listed(again.client, &cookie, &seen.case).await;
            let before = before.iter().any(|(listed, _)| *listed == name);
            let first = add(again.client, &cookie, &seen.case, &name).await.unwrap();
            assert_eq!(first.status, 201, "{}", first.text());
            assert_eq!(first.header("idempotency-replayed") == "true", before, "{name}");
            let second = add(again.client, &cookie, &seen.case, &name).await.unwrap();
            assert_eq!((second.status, second.body), (first.status, first.body));
            let after = listed(again.client, &cookie, &seen.case).await;
            assert_eq!(after.iter().filter(|(listed, _)| *listed == name).count(), 1, "{name} is there once");
            assert_eq!(after.len(), seen.acknowledged.len() + 1);
            known.extend(after.into_iter().map(|(_, digest)| digest));
        }
    }
}
