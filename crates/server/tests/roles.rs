//! Every operation of the OpenAPI document, for every role, on things of the own account, of another account, and by
//! nobody. The things are made inside the test. An operation without a row here fails.

use crate::support::{
    Reply, request,
    world::{CANARY, FOREIGN_UNIT, OWN_UNIT, PASSWORD, World, email},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Expected status by role, in the order of [`Role::ALL`]: administrator, representative, certified expert, engineer,
/// viewer, reseller, advisor, vendor engineer, escalation desk, webinar guest.
type Expected = [u16; 10];

const ALL: Expected = [200; 10];
const GONE: Expected = [204; 10];
const WRONG: Expected = [401; 10];
const UNITS: Expected = [200, 200, 200, 200, 200, 200, 200, 200, 403, 403];
const UNITS_FOREIGN: Expected = [404, 404, 404, 404, 404, 404, 404, 404, 403, 403];
const PEOPLE: Expected = [200, 200, 200, 200, 200, 403, 200, 200, 403, 403];
const PEOPLE_FOREIGN: Expected = [404, 404, 404, 404, 404, 403, 404, 404, 403, 403];
const CASES: Expected = [200, 200, 200, 200, 200, 403, 200, 200, 200, 403];
const CASES_FOREIGN: Expected = [404, 404, 404, 404, 404, 403, 404, 404, 404, 403];
const OPEN: Expected = [201, 201, 201, 201, 403, 403, 201, 201, 403, 403];
const OPEN_FOREIGN: Expected = [422, 422, 422, 422, 403, 403, 422, 422, 403, 403];
const NOTE: Expected = [201, 201, 201, 201, 403, 403, 403, 403, 403, 403];
const NOTE_FOREIGN: Expected = [422, 422, 422, 422, 403, 403, 403, 403, 403, 403];
const CHANGE: Expected = [200, 200, 200, 200, 403, 403, 403, 403, 403, 403];
const CHANGE_FOREIGN: Expected = [404, 404, 404, 404, 403, 403, 403, 403, 403, 403];

struct Row {
    operation: &'static str,
    own: Expected,
    foreign: Expected,
    nobody: u16,
}

const fn row(operation: &'static str, own: Expected, foreign: Expected, nobody: u16) -> Row {
    Row { operation, own, foreign, nobody }
}

const ROSTER: Expected = [200, 403, 403, 403, 403, 403, 403, 403, 403, 403];
const ROSTER_FOREIGN: Expected = [404, 403, 403, 403, 403, 403, 403, 403, 403, 403];

/// What keeps an account ready: the advisor does it on behalf.
const KEEP: Expected = [200, 200, 403, 403, 403, 403, 200, 403, 403, 403];
const KEEP_FOREIGN: Expected = [404, 404, 403, 403, 403, 403, 404, 403, 403, 403];
const RELEASES: Expected = [201, 201, 201, 201, 403, 403, 403, 403, 403, 403];
const CHECKED: Expected = [200, 200, 200, 200, 403, 403, 403, 403, 403, 403];
const NOTICE: Expected = [201, 201, 403, 403, 403, 403, 403, 403, 403, 403];
const NOTICE_FOREIGN: Expected = [404, 404, 403, 403, 403, 403, 403, 403, 403, 403];
const SEEN: Expected = [403, 403, 403, 403, 403, 403, 200, 403, 403, 403];
const SEEN_FOREIGN: Expected = [403, 403, 403, 403, 403, 403, 404, 403, 403, 403];

const TABLE: [Row; 29] = [
    row("GET /v1/meta", ALL, ALL, 200),
    row("POST /v1/session", ALL, WRONG, 401),
    row("DELETE /v1/session", GONE, GONE, 204),
    row("GET /v1/me", ALL, ALL, 401),
    row("GET /v1/units", UNITS, UNITS_FOREIGN, 401),
    row("GET /v1/units/{reference}", UNITS, UNITS_FOREIGN, 401),
    row("GET /v1/contracts", PEOPLE, PEOPLE_FOREIGN, 401),
    row("GET /v1/contacts", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/contacts", ROSTER, ROSTER_FOREIGN, 401),
    row("GET /v1/contacts/changes", ROSTER, ROSTER_FOREIGN, 401),
    row("GET /v1/advisor", PEOPLE, PEOPLE_FOREIGN, 401),
    row("GET /v1/cases", CASES, CASES_FOREIGN, 401),
    row("POST /v1/cases", OPEN, OPEN_FOREIGN, 401),
    row("GET /v1/cases/{number}", CASES, CASES_FOREIGN, 401),
    row("GET /v1/call-notes", CASES, CASES_FOREIGN, 401),
    row("POST /v1/call-notes", NOTE, NOTE_FOREIGN, 401),
    row("GET /v1/call-notes/{number}", CASES, CASES_FOREIGN, 401),
    row("PATCH /v1/call-notes/{number}", CHANGE, CHANGE_FOREIGN, 401),
    row("GET /v1/activation", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/activation", KEEP, KEEP_FOREIGN, 401),
    row("POST /v1/releases", RELEASES, CHANGE_FOREIGN, 401),
    row("POST /v1/releases/check", CHECKED, CHANGE_FOREIGN, 401),
    row("GET /v1/responsibilities", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/responsibilities", KEEP, KEEP_FOREIGN, 401),
    row("GET /v1/notices", PEOPLE, PEOPLE_FOREIGN, 401),
    row("POST /v1/notices", NOTICE, NOTICE_FOREIGN, 401),
    row("GET /v1/notices/{number}", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/notices/{number}", SEEN, SEEN_FOREIGN, 401),
    row("POST /v1/policy-reports", GONE, GONE, 204),
];

/// Whose things a request is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Target {
    Own,
    Foreign,
    Missing,
}

/// One thing of each kind for a target; made anew where a request uses it up.
struct Things {
    account: String,
    unit: String,
    case: String,
    note: String,
    notice: String,
}

async fn things(world: &World, target: Target, n: usize) -> Things {
    let text = |a: &str, b: &str, c: &str| match target {
        Target::Own => a.to_owned(),
        Target::Foreign => b.to_owned(),
        Target::Missing => c.to_owned(),
    };
    let cookie = match target {
        Target::Own => world.cookie(Role::Engineer),
        _ => &world.foreign,
    };
    let unit = text(OWN_UNIT, FOREIGN_UNIT, "MISSING1001");
    if target == Target::Missing {
        let (case, note) = ("2026-1124-999999".to_owned(), "CALL-2026-999999".to_owned());
        let notice = "NOTICE-2026-999999".to_owned();
        return Things { account: "missing".to_owned(), unit, case, note, notice };
    }
    let words = if target == Target::Own { "ours" } else { CANARY };
    let case = json!({"priority": 4, "unit": unit, "synopsis": words, "description": words, "software_version": words});
    let case = world.server.post(cookie, "/v1/cases", &format!("case-{n}-{target:?}"), &case).await;
    let note = json!({"unit": unit, "symptom": words});
    let note = world.server.post(cookie, "/v1/call-notes", &format!("note-{n}-{target:?}"), &note).await;
    let number = |reply: Reply| reply.json()["number"].as_str().unwrap().to_owned();
    let account = text("own", "foreign", "");
    let notice = format!("NOTICE-2026-{n:06}-{account}");
    let by = text("person-administrator", "foreign-engineer", "");
    world
        .server
        .sql(&format!(
            "INSERT INTO notice (number, account_id, responsibilities, text, sent_by, sent_at)
             VALUES ('{notice}', '{account}', '[\"R-065\"]', '{words}', '{by}', 0)"
        ))
        .await;
    Things { account, unit, case: number(case), note: number(note), notice }
}

async fn send(world: &World, operation: &str, cookie: &str, role: Role, target: Target, n: usize) -> Reply {
    let things = things(world, target, n).await;
    let (method, template) = operation.split_once(' ').unwrap();
    let path = template.replace("{reference}", &things.unit).replace(
        "{number}",
        match template {
            "/v1/call-notes/{number}" => &things.note,
            "/v1/notices/{number}" => &things.notice,
            _ => &things.case,
        },
    );
    let lists = ["/v1/units", "/v1/contracts", "/v1/advisor", "/v1/cases", "/v1/call-notes"];
    let whole = [
        "/v1/contacts",
        "/v1/contacts/changes",
        "/v1/activation",
        "/v1/releases",
        "/v1/releases/check",
        "/v1/responsibilities",
        "/v1/notices",
    ];
    let of_account = whole.contains(&template) || method == "GET" && lists.contains(&template);
    let path =
        if of_account && target != Target::Own { format!("{path}?account={}", things.account) } else { path };
    let body = match (method, template) {
        ("POST", "/v1/session") => {
            let password = if target == Target::Own && !cookie.is_empty() { PASSWORD } else { "wrong" };
            Some(json!({"email": email(role), "password": password}))
        }
        ("POST", "/v1/cases") => Some(opening(role, &things)),
        ("POST", "/v1/call-notes") => Some(json!({"unit": things.unit, "symptom": "down"})),
        ("POST", "/v1/policy-reports") => {
            Some(json!([{"type": "csp-violation", "body": {"effectiveDirective": "img-src"}}]))
        }
        ("PATCH", "/v1/contacts") => {
            let email = format!("person.{n}.{role:?}@own.example.net");
            Some(json!({"step": "add", "person": {"name": "x", "email": email, "phone": "+1 202-555-0100"}}))
        }
        ("PATCH", "/v1/activation") => {
            Some(json!({"item": "on_boarding", "step": "give", "text": format!("{n}")}))
        }
        ("PATCH", "/v1/responsibilities") => Some(json!({"rule": "R-067", "step": "give"})),
        ("POST", "/v1/releases" | "/v1/releases/check") => {
            Some(json!({"rows": [{"serial": things.unit, "release": "23.4R2"}]}))
        }
        ("POST", "/v1/notices") => Some(json!({"responsibilities": ["R-065"], "text": "One leaves."})),
        ("PATCH", "/v1/notices/{number}") => Some(json!({"acknowledged": true})),
        ("PATCH", _) => Some(json!({"outcome": "withdrawn"})),
        _ => None,
    };
    let key = format!("{operation}-{role:?}-{target:?}-{n}");
    let tag = if whole.contains(&template) { "*" } else { "\"1\"" };
    let headers = [("idempotency-key", key.as_str()), ("if-match", tag)];
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let cookie = if template == "/v1/session" && !cookie.is_empty() { "" } else { cookie };
    world.server.send(request(method, cookie, &path, &headers, body.map(|body| body.to_string()))).await
}

fn opening(role: Role, things: &Things) -> Value {
    let mut body = json!({
        "priority": 2, "unit": things.unit, "synopsis": "x", "description": "x", "software_version": "x",
    });
    if matches!(role, Role::Advisor | Role::VendorEngineer) {
        body["on_behalf_of"] = json!(things.account);
    }
    body
}

#[test]
fn every_operation_has_a_row() {
    let document = serde_json::to_value(portal_server::api::document::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let operations: BTreeSet<String> = paths
        .iter()
        .flat_map(|(path, item)| {
            let methods = item
                .as_object()
                .unwrap()
                .keys()
                .filter(|name| !["parameters", "summary"].contains(&name.as_str()));
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let rows: BTreeSet<String> = TABLE.iter().map(|row| row.operation.to_owned()).collect();
    assert_eq!(operations, rows);
}

#[tokio::test]
async fn roles_and_accounts() {
    let world = World::new().await;
    let mut wrong = Vec::new();
    let mut n = 0;
    for row in &TABLE {
        for (place, role) in Role::ALL.into_iter().enumerate() {
            for (target, expected) in [(Target::Own, row.own[place]), (Target::Foreign, row.foreign[place])] {
                n += 1;
                let reply = send(&world, row.operation, world.cookie(role), role, target, n).await;
                let status = reply.status.as_u16();
                if status != expected {
                    wrong.push(format!(
                        "{} {role:?} {target:?}: {status}, not {expected}: {}",
                        row.operation,
                        reply.text()
                    ));
                }
                let shown = format!("{:?} {}", reply.headers, reply.text()).to_lowercase();
                let echoed = reply.text().contains(FOREIGN_UNIT) && status == 422;
                if shown.contains(CANARY) || (shown.contains("foreign") && !echoed) {
                    wrong.push(format!(
                        "{} {role:?} {target:?} shows the other account: {shown}",
                        row.operation
                    ));
                }
            }
            n += 1;
            let missing = send(&world, row.operation, world.cookie(role), role, Target::Missing, n).await;
            let foreign = send(&world, row.operation, world.cookie(role), role, Target::Foreign, n).await;
            // What the caller typed comes back in its own words.
            let typed =
                |reply: &Reply| reply.likeness().replace("MISSING1001", "UNIT").replace(FOREIGN_UNIT, "UNIT");
            if row.foreign[place] >= 400 && typed(&missing) != typed(&foreign) {
                wrong.push(format!(
                    "{} {role:?} tells foreign from missing:\n{}\n{}",
                    row.operation,
                    typed(&missing),
                    typed(&foreign)
                ));
            }
        }
        n += 1;
        let reply = send(&world, row.operation, "", Role::Engineer, Target::Own, n).await;
        if reply.status.as_u16() != row.nobody {
            wrong.push(format!("{} nobody: {}, not {}", row.operation, reply.status, row.nobody));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_changed_role_acts_on_the_next_request() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    assert_eq!(world.server.get(cookie, "/v1/cases").await.status, 200);
    world.server.sql("UPDATE person SET role = 'webinar_guest' WHERE id = 'person-engineer'").await;
    assert_eq!(world.server.get(cookie, "/v1/cases").await.status, 403);
    world.server.sql("UPDATE person SET role = 'emperor' WHERE id = 'person-engineer'").await;
    let refused = world.server.get(cookie, "/v1/units").await;
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("does not know your role"), "{}", refused.text());
}

#[tokio::test]
async fn a_refusal_says_why_in_the_words_of_the_rules() {
    let world = World::new().await;
    let reseller = world.open(Role::Reseller, "k", &json!({})).await;
    assert!(reseller.text().contains("Resellers register units for their End Users"), "{}", reseller.text());
    let viewer = world.server.get(world.cookie(Role::Viewer), "/v1/contacts").await;
    assert!(viewer.text().contains("own senior") && !viewer.text().contains("555-01"), "{}", viewer.text());
    let engineer = world.server.get(world.cookie(Role::Engineer), "/v1/contacts").await;
    assert!(engineer.text().contains("555-0100"), "{}", engineer.text());
}
