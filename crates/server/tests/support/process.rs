//! The server as people run it: the real program over a data folder on a free port of this machine, spoken to through a
//! socket, and killed without a chance to say goodbye.

use super::{Reply, request};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode},
};
use http_body_util::BodyExt;
use serde_json::Value;
use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    time::Duration,
};

/// A running program. It is killed when it is dropped.
pub struct Process {
    pub client: Client,
    child: Child,
    /// Kept open: the program may write on.
    _output: BufReader<ChildStdout>,
}

/// Speaks to it; lives on when it is gone.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    address: SocketAddr,
    /// How long it waits for more of an answer.
    patience: Duration,
}

impl Process {
    /// Starts it over a folder of one's own data, at the instant of all tests.
    pub fn start(folder: &Path) -> Self {
        Self::run(Command::new(env!("CARGO_BIN_EXE_portal-server")), folder)
    }

    /// The same, with too large a file answered by an error instead of a signal, as a full disk is.
    pub fn start_for_a_full_disk(folder: &Path) -> Self {
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_portal-server")]);
        Self::run(shell, folder)
    }

    fn run(mut command: Command, folder: &Path) -> Self {
        command.args(["serve", "--no-demo", "--listen", "127.0.0.1:0", "--clock", super::NOW, "--data"]);
        let log = folder.join("log");
        let log = std::fs::File::options().create(true).append(true).open(log).unwrap();
        let mut child = command.arg(folder).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.starts_with("Address") {
            line.clear();
            let read = output.read_line(&mut line).unwrap();
            assert!(read > 0, "it did not start: {:?}", child.wait());
        }
        let address = line.split("http://").nth(1).unwrap().trim().trim_end_matches('/');
        Self {
            client: Client { address: address.parse().unwrap(), patience: Duration::from_secs(30) },
            child,
            _output: output,
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it on the spot (SIGKILL): no handler runs, nothing is closed.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end (SIGTERM) and waits until it has.
    pub fn terminate(&mut self) -> ExitStatus {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.unwrap().success());
        self.child.wait().unwrap()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Client {
    pub fn address(self) -> SocketAddr {
        self.address
    }

    /// Another client, of what seems to be the server at that address.
    pub fn through(self, address: SocketAddr, patience: Duration) -> Self {
        Self { address, patience }
    }

    /// What came back, whole; an error when the connection broke before that.
    pub async fn get(self, cookie: &str, path: &str) -> io::Result<Reply> {
        self.get_with(cookie, path, &[]).await
    }

    /// The same with headers.
    pub async fn get_with(self, cookie: &str, path: &str, headers: &[(&str, &str)]) -> io::Result<Reply> {
        self.send(request(Method::GET, cookie, path, headers, None)).await
    }

    /// A creating request with a key.
    pub async fn post(self, cookie: &str, path: &str, key: &str, body: &Value) -> io::Result<Reply> {
        let headers = [("idempotency-key", key)];
        self.send(request(Method::POST, cookie, path, &headers, Some(body.to_string()))).await
    }

    pub async fn put(self, cookie: &str, path: &str, body: &Value) -> io::Result<Reply> {
        self.send(request(Method::PUT, cookie, path, &[], Some(body.to_string()))).await
    }

    pub async fn send(self, request: Request<Body>) -> io::Result<Reply> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let mut sent =
            format!("{} {} HTTP/1.1\r\nconnection: close\r\n", parts.method, parts.uri).into_bytes();
        for (name, value) in &parts.headers {
            sent.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
        sent.extend(format!("content-length: {}\r\n\r\n", body.len()).as_bytes());
        sent.extend(&body);
        tokio::task::spawn_blocking(move || exchange(self, &sent)).await.unwrap()
    }
}

fn exchange(client: Client, sent: &[u8]) -> io::Result<Reply> {
    let mut stream = TcpStream::connect(client.address)?;
    stream.set_read_timeout(Some(client.patience))?;
    stream.write_all(sent)?;
    let mut received = Vec::new();
    stream.read_to_end(&mut received)?;
    reply(&received).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

/// Reads an answer; `None` when its end is missing.
fn reply(received: &[u8]) -> Option<Reply> {
    let end = received.windows(4).position(|window| window == b"\r\n\r\n")?;
    let (head, body) = (std::str::from_utf8(&received[..end]).unwrap(), &received[end + 4..]);
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse::<StatusCode>().ok()?;
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap()));
    let headers = HeaderMap::from_iter(headers);
    let length: usize = headers.get("content-length")?.to_str().unwrap().parse().unwrap();
    (body.len() == length).then(|| Reply { status, headers, body: body.to_vec() })
}
