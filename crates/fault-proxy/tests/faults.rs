//! Each fault as a client and the server behind see it, over real connections.

#![allow(clippy::unwrap_used, missing_docs)]

use fault_proxy::{
    Proxy,
    rule::{Fault, Rule},
};
use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

const ANSWER: &str = "0123456789";

/// A server that counts what it was asked and says what it was sent.
fn server() -> (SocketAddr, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::new(AtomicU32::new(0));
    let count = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut received = Vec::new();
            let mut buffer = [0; 1024];
            // Every request of these tests ends so.
            while !received.ends_with(b"END") {
                let read = stream.read(&mut buffer).unwrap();
                received.extend(&buffer[..read]);
                if read == 0 {
                    break;
                }
            }
            assert!(String::from_utf8_lossy(&received).contains("connection: close"));
            count.fetch_add(1, Ordering::Relaxed);
            stream
                .write_all(format!("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{ANSWER}").as_bytes())
                .unwrap();
        }
    });
    (address, asked)
}

fn ask(address: SocketAddr, patience: Duration) -> io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(patience))?;
    stream.write_all(
        b"POST /v1/cases HTTP/1.1\r\nhost: x\r\nconnection: keep-alive\r\ncontent-length: 9\r\n\r\nfirst",
    )?;
    // In two pieces, as large bodies come.
    stream.write_all(b" END")?;
    let mut received = String::new();
    stream.read_to_string(&mut received)?;
    Ok(received)
}

async fn broken(fault: Fault) -> (io::Result<String>, u32, Duration) {
    let (address, asked) = server();
    let proxy = Proxy::start(address).await.unwrap();
    proxy.set(vec![Rule {
        method: None,
        path: "/v1/*".into(),
        skip: 0,
        times: Some(1),
        fault: fault.clone(),
    }]);
    let front = proxy.address();
    let began = Instant::now();
    let seen = tokio::task::spawn_blocking(move || ask(front, Duration::from_millis(500))).await.unwrap();
    let took = began.elapsed();
    let before = asked.load(Ordering::Relaxed);
    assert_eq!(proxy.hits().into_iter().map(|hit| hit.fault).collect::<Vec<_>>(), [fault]);
    let next = tokio::task::spawn_blocking(move || ask(front, Duration::from_secs(10))).await.unwrap();
    assert!(next.unwrap().ends_with(ANSWER), "the next one passes");
    (seen, before, took)
}

#[tokio::test]
async fn slow_it_still_passes() {
    let (seen, asked, took) = broken(Fault::Delay { ms: 60 }).await;
    assert!(seen.unwrap().ends_with(ANSWER));
    assert_eq!(asked, 1);
    assert!(took >= Duration::from_millis(60));
}

#[tokio::test]
async fn silent_the_server_hears_nothing() {
    let (seen, asked, _) = broken(Fault::Hang).await;
    assert!(matches!(seen.unwrap_err().kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut));
    assert_eq!(asked, 0);
}

#[tokio::test]
async fn reset_before_and_after_the_work() {
    let (seen, asked, _) = broken(Fault::ResetBefore).await;
    assert!(matches!(seen.unwrap_err().kind(), io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe));
    assert_eq!(asked, 0);
    let (seen, asked, _) = broken(Fault::ResetAfter).await;
    assert_eq!(seen.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
    assert_eq!(asked, 1, "the work is done");
}

#[tokio::test]
async fn half_an_answer() {
    let (seen, asked, _) = broken(Fault::Truncate { bytes: 4 }).await;
    let seen = seen.unwrap();
    assert!(seen.contains("content-length: 10") && seen.ends_with("\r\n\r\n0123"), "{seen}");
    assert_eq!(asked, 1);
}

#[tokio::test]
async fn another_answer() {
    let (seen, asked, _) = broken(Fault::Status { code: 503, retry_after: Some(7) }).await;
    let seen = seen.unwrap();
    assert!(seen.starts_with("HTTP/1.1 503 ") && seen.contains("retry-after: 7"), "{seen}");
    assert_eq!(asked, 0);
    let (seen, asked, _) = broken(Fault::Html).await;
    assert!(seen.unwrap().contains("content-type: text/html"));
    assert_eq!(asked, 0);
}

#[tokio::test]
async fn the_rules_are_set_from_outside() {
    let (address, _) = server();
    let proxy = Proxy::start(address).await.unwrap();
    let control = proxy.control();
    let say = move |method: &'static str, body: &'static str| {
        let mut stream = TcpStream::connect(control).unwrap();
        let target = if method == "PUT" { "/rules" } else { "/hits" };
        write!(stream, "{method} {target} HTTP/1.1\r\ncontent-length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut received = String::new();
        stream.read_to_string(&mut received).unwrap();
        received
    };
    let front = proxy.address();
    tokio::task::spawn_blocking(move || {
        assert!(
            say("PUT", r#"[{"path": "/v1/cases", "fault": {"kind": "html"}}]"#).starts_with("HTTP/1.1 200")
        );
        assert!(ask(front, Duration::from_secs(10)).unwrap().contains("text/html"));
        assert!(
            say("GET", "").ends_with(r#"[{"method":"POST","target":"/v1/cases","fault":{"kind":"html"}}]"#)
        );
        assert!(say("PUT", r#"[{"path": "/v1/cases"}]"#).starts_with("HTTP/1.1 400"));
        assert!(ask(front, Duration::from_secs(10)).unwrap().contains("text/html"), "the rules before stand");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn only_servers_of_this_machine_are_broken() {
    assert!(Proxy::start("192.0.2.1:80".parse().unwrap()).await.is_err());
}
