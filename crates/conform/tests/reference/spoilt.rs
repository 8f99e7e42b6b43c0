//! Against the reference server behind something that spoils what it answers or takes: that is said.

use conform::conform;
use serde_json::{Value, json};

use super::{
    ADMINISTRATOR,
    between::{behind, spoilt},
    server, wishes,
};

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
