//! What is too large is refused before it comes. The largest that may be, 2 GB, in and out as a stream: the server's memory stays where
//! it was; with `RULES_FULL` only, because it takes its time, and room on the disk.

use crate::{
    durability::report,
    support::{process::Process, world::World},
};
use portal_server::digest::hex;
use rules::access::Role;
use sha2::{Digest, Sha256};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
};

const PIECES: u64 = 2_000;
const PIECE: usize = 1_000_000;
/// What the server may need more than before, kB.
const MORE: u64 = 64_000;

/// The most that a process has had in memory, kB.
fn most_memory(process: &Process) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn piece(n: u64) -> Vec<u8> {
    n.to_le_bytes().into_iter().cycle().take(PIECE).collect()
}

/// A request as it crosses the network.
fn head(first: &str, cookie: &str, rest: &str) -> String {
    format!(
        "{first} HTTP/1.1\r\nhost: 127.0.0.1:8787\r\ncookie: {cookie}\r\nx-portal: 1\r\nsec-fetch-site: same-origin\r\n\
         connection: close\r\n{rest}\r\n"
    )
}

/// A server with one case: its path, and the cookie of who opened it.
async fn with_a_case() -> (tempfile::TempDir, Process, String, String) {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer).to_owned();
    let folder = world.server.stop().await;
    let process = Process::start(folder.path());
    let case = process.client.post(&cookie, "/v1/cases", "k", &report("large")).await.unwrap();
    (folder, process, case.header("location").to_owned(), cookie)
}

/// Says how long a file is, and sends nothing of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_byte_too_many_is_refused_before_it_comes() {
    let (folder, process, case, cookie) = with_a_case().await;
    let first = format!("POST {case}/files?name=vmcore.gz");
    let rest =
        "idempotency-key: k\r\ncontent-type: application/octet-stream\r\ncontent-length: 2000000001\r\n";
    let mut stream = TcpStream::connect(process.client.address()).unwrap();
    stream.write_all(head(&first, &cookie, rest).as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("At most 2000 MB fit"), "{answer}");
    assert_eq!(fs::read_dir(folder.path().join("case-files")).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gigabyte_goes_through_in_the_same_memory() {
    if std::env::var_os("RULES_FULL").is_none() {
        return;
    }
    let (_folder, process, case, cookie) = with_a_case().await;
    let before = most_memory(&process);
    let address = process.client.address();
    let all = PIECES * PIECE as u64;
    let post = head(
        &format!("POST {case}/files?name=vmcore.gz"),
        &cookie,
        &format!("idempotency-key: k\r\ncontent-type: application/octet-stream\r\ncontent-length: {all}\r\n"),
    );
    let get = head(&format!("GET {case}/files/1"), &cookie, "");
    let (sent, answer) = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(post.as_bytes()).unwrap();
        let mut hash = Sha256::new();
        for n in 0..PIECES {
            let piece = piece(n);
            hash.update(&piece);
            stream.write_all(&piece).unwrap();
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        (hex(&hash.finalize()), answer)
    })
    .await
    .unwrap();
    assert!(answer.starts_with("HTTP/1.1 201") && answer.contains(&sent), "{answer}");
    let got = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(get.as_bytes()).unwrap();
        let mut reader = BufReader::with_capacity(PIECE, stream);
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            reader.read_line(&mut line).unwrap();
        }
        let (mut hash, mut length, mut buffer) = (Sha256::new(), 0, vec![0; PIECE]);
        loop {
            let read = reader.read(&mut buffer).unwrap();
            if read == 0 {
                break;
            }
            hash.update(&buffer[..read]);
            length += read as u64;
        }
        (hex(&hash.finalize()), length)
    })
    .await
    .unwrap();
    assert_eq!(got, (sent, all));
    let more = most_memory(&process) - before;
    assert!(more < MORE, "{more} kB more than before");
}
