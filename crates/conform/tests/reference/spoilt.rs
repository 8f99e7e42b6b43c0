//! Against the reference server behind something that makes one thing of it wrong: that is said.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use conform::{Report, Verdict, Wishes, conform, heeded::lists::LISTS};
use serde_json::{Value, json};

use super::{ADMINISTRATOR, SEVERAL_ACCOUNTS, server, wishes};

/// What is made of an answer: its path, its status and its body. With status 0 none comes, and the line is cut.
type Spoil = fn(&str, &mut u16, &mut String);

/// Stands in front of a server and makes something of its answers, one connection for each.
fn spoilt(behind: &str, spoil: Spoil) -> String {
    heard_as(behind, |path| path, spoil)
}

/// The same, and the server hears something else than what was asked.
fn heard_as(behind: &str, hears: fn(String) -> String, spoil: Spoil) -> String {
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
                let last = list["items"].as_array().unwrap().len() - 1;
                list["items"][last]["status"] = json!("closed");
                *body = list.to_string();
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("open=true is not heeded"), "{text}");
}

/// An API that knows none of what its lists are narrowed and sorted by, and says nothing of it.
#[test]
fn filters_and_orders_that_are_passed_over_are_told_one_by_one() {
    let (address, _folder) = server();
    let deaf = heard_as(
        &address,
        |path| match path.split_once('?') {
            Some((list @ ("/v1/units" | "/v1/cases"), query)) => {
                let known = ["limit", "cursor"];
                let is_known = |pair: &&str| known.contains(&pair.split('=').next().unwrap());
                format!("{list}?{}", query.split('&').filter(is_known).collect::<Vec<_>>().join("&"))
            }
            _ => path,
        },
        |_, _, _| (),
    );
    // Somebody who looks after several accounts is asked about those too.
    let of = |address: &str, email| conform(&wishes(address, email, false)).unwrap();
    let (report, several) = (of(&deaf, ADMINISTRATOR), of(&deaf, SEVERAL_ACCOUNTS));
    assert!(!report.conforms, "{report}");
    for list in &LISTS {
        let line = |report: &Report, name| {
            let text = report.to_string();
            text.lines().find(|line| line.contains(&format!("{name}:"))).unwrap_or_default().to_owned()
        };
        let (narrowed, sorted) = (line(&report, list.narrowed), line(&report, list.sorted));
        let of_several = line(&several, list.narrowed);
        assert!(narrowed.contains("not heeded: "), "{narrowed}");
        for name in list.filters.iter().map(|filter| filter.name) {
            let told = if name == "account" { &of_several } else { &narrowed };
            assert!(told.contains(&format!("?{name}`")), "{name}: {told}");
        }
        for (name, _) in list.orders {
            assert!(sorted.contains(&format!("?sort={name}`")), "{name}: {sorted}");
        }
        assert!(!narrowed.contains("account"), "there is one: {narrowed}");
    }
    // What is named is not asked for.
    let off = LISTS.iter().flat_map(|list| {
        let names = list.filters.iter().map(|filter| filter.name).chain(["sort", "open"]);
        names.map(|name| format!("{}?{name}", list.name()))
    });
    let config = json!({ "capabilitiesOff": off.collect::<Vec<_>>() }).to_string();
    let report = conform(&Wishes { config: Some(config), ..wishes(&deaf, ADMINISTRATOR, false) }).unwrap();
    assert!(report.conforms, "{report}");
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

fn refuse(status: &mut u16, body: &mut String) {
    (*status, *body) = (403, json!({"type": "/problems/not-allowed", "status": 403}).to_string());
}

/// What one person may not see is no less there for others: neither when it is one entry, nor when it is all of them.
#[test]
fn what_is_not_for_a_role_is_no_failure() {
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
            if path.starts_with("/v1/advice/") {
                refuse(status, body);
            }
        },
        false,
    );
    assert!(report.conforms && !text.contains("ok    GET /v1/advice/{id}"), "{text}");
    assert!(text.contains("?     GET /v1/advice/{id}: not for this role"), "{text}");
    // The core is for everybody who sees its lists.
    let (report, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/cases/") {
                refuse(status, body);
            }
        },
        false,
    );
    assert!(
        !report.conforms && text.contains("FAIL  GET /v1/cases/{number}: refused as not allowed"),
        "{text}"
    );
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

/// Other words than the portal's are no words to it: nothing is decided by them.
#[test]
fn words_of_another_language_are_told() {
    let (report, text) = behind(
        |path, _, body| {
            if path.starts_with("/v1/units") {
                *body = body.replace(r#""usage":"in_use""#, r#""usage":"IN_USE""#);
                *body = body.replace(r#""usage":"spare""#, r#""usage":"SPARE""#);
                *body = body.replace(r#""usage":"laboratory""#, r#""usage":"LABORATORY""#);
                *body = body.replace(r#""usage":"decommissioned""#, r#""usage":"DECOMMISSIONED""#);
            } else if path == "/v1/me" || path == "/v1/session" {
                *body = body.replace(r#""role":"administrator""#, r#""role":"ADMINISTRATOR""#);
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("“ADMINISTRATOR” is none that the portal knows"), "{text}");
    assert!(text.contains("WORDS GET /v1/units: none of items[].usage is known"), "{text}");
    let (_, left) = text.split_once("TO MEND").unwrap_or_else(|| panic!("{text}"));
    assert!(left.contains("\n  GET /v1/units\n") && left.contains("\n  role\n"), "{left}");
}

/// What is not there is named once more, to be pasted; and small habits of frameworks are named for what they are.
#[test]
fn what_frameworks_do_is_named() {
    let (report, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/workspace") || path.starts_with("/v1/zones") {
                (*status, *body) = (404, "no".to_owned());
            } else if *status == 401 {
                *body = body.replace("/problems/", "\\/problems\\/");
            } else if path == "/v1/units?limit=200" {
                let mut list: Value = serde_json::from_str(body).unwrap();
                let all = list["items"].as_array().unwrap().len();
                (list["total"], list["next"]) = (json!(all), json!("more"));
                *body = list.to_string();
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("\"capabilitiesOff\": [\"workspace\", \"zones\"]"), "{text}");
    assert!(text.contains("all units are on one page, and it has a next one"), "{text}");
    assert!(text.contains("/problems/not-signed-in is sent as \"application/json\" instead of"), "{text}");
}

/// Whoever can't be read is told by the member, and what came.
#[test]
fn a_person_that_cannot_be_read_is_told_why() {
    let (address, _folder) = server();
    let address = spoilt(&address, |path, _, body| {
        if path == "/v1/me" {
            let mut me: Value = serde_json::from_str(body).unwrap();
            me["id"] = json!(7);
            *body = me.to_string();
        }
    });
    let told = conform(&wishes(&address, ADMINISTRATOR, false)).unwrap_err();
    assert_eq!(told, "GET /v1/me: id should be string (7), in the dialect “reference”");
}

/// Whose list it is, to them it is no other role's.
#[test]
fn the_core_is_refused_to_nobody_whose_it_is() {
    let spoil: Spoil = |path, status, body| {
        if ["/v1/contracts", "/v1/cases"].contains(&path.split('?').next().unwrap()) {
            refuse(status, body);
        }
    };
    let (report, text) = behind(spoil, true);
    assert!(!report.conforms, "{text}");
    for call in ["GET /v1/contracts", "GET /v1/cases", "POST /v1/cases"] {
        assert!(text.contains(&format!("FAIL  {call}: refused as not allowed")), "{call} in {text}");
    }
    // A reseller sees no cases.
    let (address, _folder) = server();
    let report = conform(&wishes(&spoilt(&address, spoil), "weixuan.lim@example.com", false)).unwrap();
    assert!(report.to_string().contains("?     GET /v1/cases: not for this role"), "{report}");
}

/// "about:blank" says no more than its status: there is no such address.
#[test]
fn an_address_that_nobody_knows_is_lacking_in_whatever_form_it_is_said() {
    for kind in ["about:blank", "/problems/not-found", "https://api.example.net/account-not-known"] {
        let spoil: Spoil = match kind {
            "about:blank" => |path, status, body| unknown(path, status, body, "about:blank"),
            "/problems/not-found" => |path, status, body| unknown(path, status, body, "/problems/not-found"),
            _ => {
                |path, status, body| unknown(path, status, body, "https://api.example.net/account-not-known")
            }
        };
        let (report, text) = behind(spoil, false);
        let is_lacking = !kind.starts_with("https:");
        assert_eq!(report.conforms, is_lacking, "{kind}: {text}");
        let line = if is_lacking {
            "–     GET /v1/workspace: answered 404"
        } else {
            "FAIL  GET /v1/workspace: answered 404: No"
        };
        assert!(text.contains(line), "{kind}: {text}");
    }
}

fn unknown(path: &str, status: &mut u16, body: &mut String, kind: &str) {
    if path == "/v1/workspace" {
        (*status, *body) =
            (404, json!({"type": kind, "status": 404, "title": "No", "made": "/problems/"}).to_string());
    }
}

/// An answer that nobody can read is no empty list.
#[test]
fn a_narrowed_list_in_another_shape_is_told() {
    let (report, text) = behind(
        |path, _, body| {
            if path.contains("family=conform") {
                *body = r#"{"items":null}"#.to_owned();
            }
        },
        false,
    );
    assert!(!report.conforms && text.contains("`units?family`: items can't be read"), "{text}");
    let (report, text) = behind(
        |path, _, body| {
            if path.contains("family=") || path.contains("q=2026-") {
                *body = r#"{"items":[],"next":null}"#.to_owned();
            }
        },
        false,
    );
    assert!(!report.conforms && text.contains(" finds nothing, and there is one whose family is "), "{text}");
    assert!(text.contains(" finds nothing, and there is one whose number is 2026-"), "{text}");
}

/// An API may ask for patience, and is asked again.
#[test]
fn an_api_that_asks_to_wait_is_waited_for() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let (report, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/units") && ASKED.fetch_add(1, Ordering::Relaxed).is_multiple_of(9) {
                (*status, *body) = (429, json!({"type": "/problems/too-many", "status": 429}).to_string());
            }
        },
        false,
    );
    assert!(report.conforms, "{text}");
}

/// The app knows a refusal by its type alone.
#[test]
fn a_refusal_by_another_name_is_told() {
    let (report, text) = behind(
        |path, status, body| {
            if path.starts_with("/v1/units/") && *status == 404 {
                *body = body.replace("/problems/not-found", "about:blank");
            }
        },
        false,
    );
    assert!(!report.conforms, "{text}");
    assert!(text.contains("refused as “about:blank” instead of “/problems/not-found”"), "{text}");
}

/// Whoever opened a case hears its number, whatever becomes of the wish that it be closed.
#[test]
fn a_case_that_stands_open_is_named() {
    let (_, text) = behind(
        |path, status, body| {
            if path.ends_with("/steps") {
                (*status, *body) = (404, String::new());
            }
        },
        true,
    );
    let (_, left) = text.split_once("LEFT BEHIND").unwrap_or_else(|| panic!("{text}"));
    assert!(left.contains("stands open: close it by hand"), "{text}");
}
