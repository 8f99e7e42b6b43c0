//! Against the reference server, as people run it, over its demonstration data: everything works. What is not to write writes
//! nothing.

#![allow(clippy::unwrap_used, clippy::panic)]

mod between;
mod lists;
mod refusals;
mod spoilt;

use std::{
    collections::{BTreeMap, BTreeSet},
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
/// Looks after several accounts.
const SEVERAL_ACCOUNTS: &str = "dolores.quintanilla@example.com";
const OTHERS: [&str; 7] = [
    "ximena.barragan@example.net",
    "leilani.kealoha@example.net",
    "priscilla.ngata@example.net",
    "weixuan.lim@example.com",
    SEVERAL_ACCOUNTS,
    "oluwaseun.adebisi@example.com",
    "eunbi.seo@example.net",
];

/// A server on a free port, for as long as the test program runs.
fn server() -> (String, TempDir) {
    // One that is kept to the end is not taken away; there it is in nobody's way.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
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
    // Nobody of the End User opens a case on behalf of one.
    let of =
        |report: &Report, address| report.screens().find(|(screen, _)| *screen == address).unwrap().1.clone();
    assert!(matches!(of(&reports[0], "/open-case"), Verdict::Unknown(_)), "{}", reports[0]);
    let told: Value = serde_json::from_str(&reports[0].json().unwrap()).unwrap();
    let sum: u64 = told["totals"].as_object().unwrap().values().map(|many| many.as_u64().unwrap()).sum();
    assert_eq!(sum, told["screens"].as_array().unwrap().len() as u64);
    let text = reports[0].to_string();
    assert!(
        text.contains(
            "works     Register a unit (/register)\n            not tried: POST /v1/registrations\n"
        ),
        "{text}"
    );
    // Every call, the five that write too, is answered to somebody.
    let mut read = BTreeSet::new();
    let all: BTreeSet<&str> =
        reports.iter().flat_map(|report| report.calls().map(|(call, _)| call)).collect();
    for (call, outcome) in reports.iter().flat_map(Report::calls) {
        if matches!(outcome, Outcome::Read { .. } | Outcome::Heeded { .. }) {
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
    let written = asked(&address, ADMINISTRATOR);
    let [cases, rest @ ..] = standing();
    assert_eq!(cases, before[0] + 1);
    assert_eq!(rest, before[1..]);
    let latest = client.get("/v1/cases?sort=-created&limit=1");
    assert_eq!(latest["items"][0]["priority"], 4);
    assert!(latest["items"][0]["synopsis"].as_str().unwrap().contains("please close"));
    let stays = format!(
        "\nLEFT BEHIND\n  case {} asks to be closed\n",
        latest["items"][0]["number"].as_str().unwrap()
    );
    assert!(written.to_string().contains(&stays), "{written}");
    assert!(!report.to_string().contains("LEFT BEHIND"), "{report}");
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

/// Where the API does not say what decisions rest on, the installation may.
#[test]
fn what_the_service_promises_may_stand_in_the_settings() {
    let (address, _folder) = server();
    let client = Client::signed_in(&address, ADMINISTRATOR);
    let meta = client.get("/v1/meta");
    let of = |config: Value| {
        let config = Some(config.to_string());
        conform(&Wishes { config, ..wishes(&address, ADMINISTRATOR, false) }).unwrap().to_string()
    };
    let without = of(json!({"capabilitiesOff": ["meta"]}));
    assert!(without.contains("`service` in config.json (--config) no cover"), "{without}");
    let names = ["targets", "priorities", "countries", "ask_again_after_minutes"];
    let service: serde_json::Map<String, Value> =
        names.iter().map(|name| ((*name).to_owned(), meta[*name].clone())).collect();
    let with = of(json!({"capabilitiesOff": ["meta"], "service": service}));
    assert!(with.contains("are those of `service` in config.json"), "{with}");
    let slipped = of(json!({"capabilitiesOff": ["units?anwser"]}));
    assert!(
        slipped.contains("config.json: capabilitiesOff: units are asked for no such thing: units?anwser")
    );
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
