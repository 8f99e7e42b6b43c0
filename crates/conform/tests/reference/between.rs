//! Stands in front of the reference server and makes one thing of its answers wrong.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::LazyLock,
    thread,
};

use conform::{Report, conform};
use tempfile::TempDir;

use super::{ADMINISTRATOR, server, wishes};

/// What is made of an answer: its path, its status and its body. With status 0 none comes, and the line is cut.
pub type Spoil = fn(&str, &mut u16, &mut String);

/// Stands in front of a server and makes something of its answers, one connection for each.
pub fn spoilt(behind: &str, spoil: Spoil) -> String {
    heard_as(behind, |path| path, spoil)
}

/// The same, and the server hears something else than what was asked.
pub fn heard_as(behind: &str, hears: fn(String) -> String, spoil: Spoil) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let behind = behind.to_owned();
    thread::spawn(move || {
        let config =
            ureq::Agent::config_builder().http_status_as_error(false).allow_non_standard_methods(true);
        let agent: ureq::Agent = config.build().into();
        for stream in listener.incoming() {
            pass(stream.unwrap(), &agent, &behind, hears, spoil);
        }
    });
    address
}

fn pass(mut stream: TcpStream, agent: &ureq::Agent, behind: &str, hears: fn(String) -> String, spoil: Spoil) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap() == 0 {
            return;
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut words = lines[0].split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap().to_owned());
    let mut request = http::Request::builder().method(method).uri(format!("{behind}{}", hears(path.clone())));
    let mut length = 0;
    for (name, value) in lines[1..].iter().map(|line| line.split_once(": ").unwrap()) {
        match name.to_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "host" | "connection" | "accept-encoding" => (),
            name => request = request.header(name, value),
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let mut answer = agent.run(request.body(body).unwrap()).unwrap();
    let (mut status, mut text) = (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap());
    let told = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    spoil(&path, &mut status, &mut text);
    if status == 0 {
        return;
    }
    let is_problem = text.contains("\"/problems/");
    let is_escaped = text.contains("\\/problems");
    let media_type = match (is_problem, is_escaped) {
        (true, _) => Some("application/problem+json".to_owned()),
        (_, true) => Some("application/json".to_owned()),
        _ => told("content-type"),
    };
    let kept = ["set-cookie", "etag", "date", "x-request-id", "cache-control"].map(|name| (name, told(name)));
    let patience = (status == 429).then(|| "1".to_owned());
    let kept: String = kept
        .into_iter()
        .chain([("content-type", media_type), ("retry-after", patience)])
        .filter_map(|(name, value)| Some(format!("{name}: {}\r\n", value?)))
        .collect();
    let head = format!(
        "HTTP/1.1 {status} As it is\r\n{kept}content-length: {}\r\nconnection: close\r\n\r\n",
        text.len()
    );
    drop(stream.write_all((head + &text).as_bytes()));
}

/// One for all that only read, for as long as the test program runs.
static READ: LazyLock<(String, TempDir)> = LazyLock::new(server);

/// The report on the reference behind that, with and without words.
pub fn behind(spoil: Spoil, writes: bool) -> (Report, String) {
    let own = writes.then(server);
    let (address, _) = own.as_ref().unwrap_or(&READ);
    let report = conform(&wishes(&spoilt(address, spoil), ADMINISTRATOR, writes)).unwrap();
    let text = report.to_string();
    (report, text)
}
