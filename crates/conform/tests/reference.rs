//! Against the reference server, as people run it, over its demonstration data: everything works. What is not to write writes
//! nothing. And against the same server behind something that makes one thing of it wrong: that is said.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    thread,
    time::{Duration, Instant},
};

use conform::{Outcome, Report, Verdict, Who, Wishes, conform};
use portal_server::{installation::Content, serve};
use serde_json::{Value, json};
use tempfile::TempDir;

const PASSWORD: &str = "demonstration";
const ADMINISTRATOR: &str = "adaeze.oyelaran@example.net";
const OTHERS: [&str; 7] = [
    "ximena.barragan@example.net",
    "leilani.kealoha@example.net",
    "priscilla.ngata@example.net",
    "weixuan.lim@example.com",
    "dolores.quintanilla@example.com",
    "oluwaseun.adebisi@example.com",
    "eunbi.seo@example.net",
];

/// A server on a free port, for as long as the test program runs.
fn server() -> (String, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let listen: SocketAddr = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let wishes = serve::Wishes {
        listen,
        data: folder.path().to_owned(),
        app: None,
        content: Content::Demonstration,
        clock: Some("2026-11-24T09:00:00Z".parse().unwrap()),
        origin: None,
        proxies: Vec::new(),
    };
    thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(serve::serve(wishes)).unwrap();
    });
    let until = Instant::now() + Duration::from_secs(60);
    while TcpStream::connect(listen).is_err() {
        assert!(Instant::now() < until, "it did not start");
        thread::sleep(Duration::from_millis(50));
    }
    (format!("http://{listen}"), folder)
}

fn wishes(address: &str, email: &str, writes: bool) -> Wishes {
    Wishes {
        address: address.to_owned(),
        dialect: dialect::ALL[0],
        who: Who::Person { email: email.to_owned(), password: PASSWORD.to_owned() },
        writes,
        config: None,
    }
}

fn asked(address: &str, email: &str) -> Report {
    let report = conform(&wishes(address, email, true)).unwrap();
    assert!(report.conforms, "{email}\n{report}");
    report
}

/// A client of its own: what it sees is not what conform says.
struct Client {
    agent: ureq::Agent,
    address: String,
    cookie: String,
}

impl Client {
    fn signed_in(address: &str, email: &str) -> Self {
        let agent = ureq::Agent::new_with_defaults();
        let body = json!({"email": email, "password": PASSWORD}).to_string();
        let request = agent.post(format!("{address}/v1/session"));
        let answer = request.header("x-portal", "1").content_type("application/json").send(&body).unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { agent, address: address.to_owned(), cookie }
    }

    fn get(&self, path: &str) -> Value {
        let request = self.agent.get(format!("{}{path}", self.address)).header("cookie", &self.cookie);
        serde_json::from_str(&request.call().unwrap().body_mut().read_to_string().unwrap()).unwrap()
    }

    fn send(&self, request: ureq::RequestBuilder<ureq::typestate::WithBody>, body: &Value) {
        let request = request.header("cookie", &self.cookie).header("x-portal", "1");
        request.content_type("application/json").send(body.to_string()).unwrap();
    }
}

/// One of everything that the demonstration does not have by itself.
fn fill(address: &str) {
    let client = Client::signed_in(address, ADMINISTRATOR);
    let draft = client.agent.put(format!("{address}/v1/drafts/of-the-test")).header("if-none-match", "*");
    client.send(draft, &json!({"title": "t", "subject": "s", "step": "unit", "fields": {}}));
    let batch =
        client.agent.post(format!("{address}/v1/registrations")).header("idempotency-key", "of-the-test");
    let account = client.get("/v1/me")["account"]["id"].clone();
    client.send(batch, &json!({"account": account, "rows": 1}));
}

#[test]
fn everything_works_in_front_of_the_reference() {
    let (address, _folder) = server();
    fill(&address);
    let reports: Vec<Report> =
        std::iter::once(ADMINISTRATOR).chain(OTHERS).map(|email| asked(&address, email)).collect();
    let mut seen: BTreeMap<&str, bool> = BTreeMap::new();
    for report in &reports {
        for (screen, verdict) in report.screens() {
            match verdict {
                Verdict::Works => drop(seen.insert(screen, true)),
                Verdict::Unknown(_) => drop(seen.entry(screen).or_default()),
                other => panic!("{screen}: {other:?}"),
            }
        }
    }
    let unseen: Vec<&&str> = seen.iter().filter(|(_, works)| !**works).map(|(screen, _)| screen).collect();
    assert_eq!(unseen, Vec::<&&str>::new());
    // Every call, the five that write too, is answered to somebody.
    let mut read = BTreeSet::new();
    let all: BTreeSet<&str> =
        reports.iter().flat_map(|report| report.calls().map(|(call, _)| call)).collect();
    for (call, outcome) in reports.iter().flat_map(Report::calls) {
        if matches!(outcome, Outcome::Read { .. }) {
            read.insert(call);
        }
    }
    assert_eq!(all.difference(&read).collect::<Vec<_>>(), Vec::<&&str>::new());
    // And every habit is there for somebody who sees units.
    assert!(reports[0].habits().all(|(_, has)| has), "{}", reports[0]);
    assert_eq!(reports[0].habits().filter(|(name, _)| *name == "idempotency").count(), 1);
}

#[test]
fn what_is_written_is_one_case_and_nothing_else() {
    let (address, _folder) = server();
    let client = Client::signed_in(&address, ADMINISTRATOR);
    let standing = || {
        ["/v1/cases?limit=1", "/v1/drafts", "/v1/views?page=units", "/v1/registrations", "/v1/units?limit=1"]
            .map(|path| {
                let list = client.get(path);
                list["total"].as_u64().unwrap_or_else(|| list["items"].as_array().unwrap().len() as u64)
            })
    };
    let before = standing();
    let report = conform(&wishes(&address, ADMINISTRATOR, false)).unwrap();
    assert!(report.conforms, "{report}");
    assert_eq!(standing(), before);
    asked(&address, ADMINISTRATOR);
    let [cases, rest @ ..] = standing();
    assert_eq!(cases, before[0] + 1);
    assert_eq!(rest, before[1..]);
    let latest = client.get("/v1/cases?sort=-created&limit=1");
    assert_eq!(latest["items"][0]["priority"], 4);
    assert!(latest["items"][0]["synopsis"].as_str().unwrap().contains("please close"));
}

#[test]
fn what_the_settings_switch_off_is_not_asked_for() {
    let (address, _folder) = server();
    let config = json!({"capabilitiesOff": ["webinars", "idempotency"], "colour": "red"}).to_string();
    let report = conform(&Wishes { config: Some(config), ..wishes(&address, ADMINISTRATOR, true) }).unwrap();
    let hidden: Vec<&str> = report
        .screens()
        .filter(|(_, verdict)| matches!(verdict, Verdict::Hidden(_)))
        .map(|(screen, _)| screen)
        .collect();
    assert_eq!(hidden, ["/webinars", "/webinars/"]);
    assert!(report.conforms, "{report}");
    assert!(report.habits().any(|habit| habit == ("idempotency", false)));
    assert!(report.to_string().contains("config.json: colour: no such setting"), "{report}");
}

#[test]
fn who_may_not_sign_in_asks_nothing() {
    let (address, _folder) = server();
    let who = || Who::Person { email: ADMINISTRATOR.to_owned(), password: "no".to_owned() };
    let refused = conform(&Wishes { who: who(), ..wishes(&address, ADMINISTRATOR, false) }).err().unwrap();
    assert!(refused.contains("POST /v1/session answered 4"), "{refused}");
    let token = Who::Token("none".to_owned());
    let refused = conform(&Wishes { who: token, ..wishes(&address, ADMINISTRATOR, false) }).err().unwrap();
    assert_eq!(refused, "GET /v1/me answered 401: nobody is signed in");
}

/// What is made of an answer: its path, its status and its body. With status 0 none comes, and the line is cut.
type Spoil = fn(&str, &mut u16, &mut String);

/// Stands in front of a server and makes something of its answers, one connection for each.
fn spoilt(behind: &str, spoil: Spoil) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let behind = behind.to_owned();
    thread::spawn(move || {
        let config =
            ureq::Agent::config_builder().http_status_as_error(false).allow_non_standard_methods(true);
        let agent: ureq::Agent = config.build().into();
        for stream in listener.incoming() {
            pass(stream.unwrap(), &agent, &behind, spoil);
        }
    });
    address
}

fn pass(mut stream: TcpStream, agent: &ureq::Agent, behind: &str, spoil: Spoil) {
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
    let mut request = http::Request::builder().method(method).uri(format!("{behind}{path}"));
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
    let media_type =
        if is_problem { Some("application/problem+json".to_owned()) } else { told("content-type") };
    let kept = ["set-cookie", "etag", "date", "x-request-id", "cache-control"].map(|name| (name, told(name)));
    let kept: String = kept
        .into_iter()
        .chain([("content-type", media_type)])
        .filter_map(|(name, value)| Some(format!("{name}: {}\r\n", value?)))
        .collect();
    let head = format!(
        "HTTP/1.1 {status} As it is\r\n{kept}content-length: {}\r\nconnection: close\r\n\r\n",
        text.len()
    );
    drop(stream.write_all((head + &text).as_bytes()));
}

/// The report on the reference behind that, with and without words.
fn behind(spoil: Spoil, writes: bool) -> (Report, String) {
    let (address, folder) = server();
    let report = conform(&wishes(&spoilt(&address, spoil), ADMINISTRATOR, writes)).unwrap();
    drop(folder);
    let text = report.to_string();
    (report, text)
}

#[test]
fn units_by_another_name_are_no_units() {
    let (report, text) = behind(
        |path, _, body| {
            if path.starts_with("/v1/units") {
                *body = body.replace("\"reference\":", "\"serialNumber\":");
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("! items[].reference is missing. It is: "), "{text}");
    assert!(text.contains("passed over: items[].serialNumber"), "{text}");
    // A list of which nothing can be read is no list.
    let verdict = report.screens().find(|(screen, _)| *screen == "/units").unwrap().1;
    assert!(matches!(verdict, Verdict::Fails(_)), "{text}");
}

/// A list that is there, and does not know what the app asks it for.
#[test]
fn what_a_list_cannot_be_asked_for_is_told() {
    let (report, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/cases?") && path.contains("sort=urgency") {
                (*status, *body) = (404, "no such order".to_owned());
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("FAIL  GET /v1/cases?sort=urgency&open=true&limit=50: answered 404"), "{text}");
    let verdict = report.screens().find(|(screen, _)| *screen == "/cases").unwrap().1;
    assert!(matches!(verdict, Verdict::Fails(_)), "the app asks for both at once: {text}");
    // Named, it is asked for without.
    let config = json!({"capabilitiesOff": ["cases?sort=urgency"]}).to_string();
    let (address, _folder) = server();
    let address = spoilt(&address, |path, status, body| {
        if path.contains("sort=urgency&open") {
            (*status, *body) = (404, "no such order".to_owned());
        }
    });
    let report = conform(&Wishes { config: Some(config), ..wishes(&address, ADMINISTRATOR, false) }).unwrap();
    let verdict = report.screens().find(|(screen, _)| *screen == "/cases").unwrap().1;
    assert!(!matches!(verdict, Verdict::Fails(_) | Verdict::Hidden(_)), "{report}");
    assert!(report.conforms, "{report}");
}

/// An answer that is right in itself, and not to what was asked.
#[test]
fn what_a_list_passes_over_is_told() {
    let (report, text) = behind(
        |path, _, body| {
            if path.contains("open=true") {
                let mut list: Value = serde_json::from_str(body).unwrap();
                list["items"][0]["status"] = json!("closed");
                *body = list.to_string();
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("open=true is not heeded"), "{text}");
}

#[test]
fn who_is_not_asked_to_sign_in_in_the_words_of_the_contract_is_not_asked() {
    let (report, text) = behind(
        |_, status, body| {
            if *status == 401 {
                *body = r#"{"error":"unauthorized"}"#.to_owned();
            }
        },
        false,
    );
    assert!(!report.conforms && text.contains("people are not asked to sign in"), "{text}");
}

/// The app learns from one call that is not there as a whole to do without all that belongs to it.
#[test]
fn one_call_that_is_not_there_takes_along_what_belongs_to_it() {
    let (report, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/activation") {
                (*status, *body) = (404, "no".to_owned());
            }
        },
        false,
    );
    let verdict = report.screens().find(|(screen, _)| *screen == "/activation").unwrap().1;
    assert!(matches!(verdict, Verdict::Hidden(_)), "{text}");
    assert!(report.conforms, "what is only missing is no failure: {text}");
}

/// A case without its number can't be found again by it.
#[test]
fn a_case_that_may_stand_open_is_told() {
    let (report, text) = behind(
        |path, status, body| {
            if path == "/v1/cases" && *status == 201 {
                *body = body.replacen("\"number\":", "\"ticket\":", 1);
            }
        },
        true,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("in its description: it may be there"), "{text}");
}

/// What only some entries are answered with is seen as well: they are not all like the first.
#[test]
fn one_case_does_not_stand_for_all() {
    let (report, text) = behind(
        |path, _, body| {
            if path.starts_with("/v1/cases/") && body.contains(r#""status":"closed""#) {
                *body = body.replacen(r#""created_at":"#, r#""born_at":"#, 1);
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("FAIL  GET /v1/cases/{number}: created_at can't be read"), "{text}");
    let (_, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/cases/") && body.contains(r#""status":"closed""#) {
                (*status, *body) = (500, "oh".to_owned());
            }
        },
        false,
    );
    assert!(text.contains("FAIL  GET /v1/cases/{number}: answered 500, when asked for /v1/cases/"), "{text}");
    let (_, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/cases/") && body.contains(r#""status":"closed""#) {
                *status = 0;
            }
        },
        false,
    );
    let line = text.lines().find(|line| line.contains("FAIL  GET /v1/cases/{number}:")).unwrap();
    assert!(line.contains("no answer: ") && line.contains(", when asked for /v1/cases/"), "{text}");
}

/// What one person may not see is no less there for others: neither when it is one entry, nor when it is all of them.
#[test]
fn what_is_not_for_a_role_is_no_failure() {
    fn refuse(status: &mut u16, body: &mut String) {
        (*status, *body) = (403, json!({"type": "/problems/not-allowed", "status": 403}).to_string());
    }
    let read = "ok    GET /v1/cases/{number}";
    let (report, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/cases/") && body.contains(r#""status":"closed""#) {
                refuse(status, body);
            }
        },
        false,
    );
    assert!(report.conforms && text.contains(read), "{text}");
    let (report, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/cases/") {
                refuse(status, body);
            }
        },
        false,
    );
    assert!(report.conforms && !text.contains(read), "{text}");
    assert!(text.contains("?     GET /v1/cases/{number}: not for this role"), "{text}");
}

/// No list is not an empty one.
#[test]
fn a_list_by_another_name_is_no_list() {
    let (report, text) = behind(
        |path, _, body| {
            if path.starts_with("/v1/sites?") || path == "/v1/sites" {
                *body = body.replacen("\"items\":", "\"data\":", 1);
            }
        },
        false,
    );
    assert!(!report.conforms && text.contains("FAIL  GET /v1/sites: items can't be read"), "{text}");
}
