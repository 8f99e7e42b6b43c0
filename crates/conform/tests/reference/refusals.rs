//! Against the reference server behind something that refuses otherwise than it does: what follows is said.

use std::sync::atomic::{AtomicUsize, Ordering};

use conform::{Verdict, conform};
use serde_json::{Value, json};

use super::{
    between::{Spoil, behind, spoilt},
    server, wishes,
};

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
