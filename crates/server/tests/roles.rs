//! Every operation of the OpenAPI document, for every role, on things of the own account, of another account, and by
//! nobody. The things are made inside the test. An operation without a row here fails.

mod table;
mod webinars;

use crate::support::{
    Reply, request,
    world::{CANARY, FOREIGN_UNIT, OWN_UNIT, PASSWORD, World, email, person},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use table::TABLE;
use webinars::{plan, webinar};

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
    advice: String,
    invitation: String,
    /// The secret of its link; of another account's nobody has it.
    token: String,
    contact: &'static str,
    notice: String,
    webinar: String,
}

/// A question, as if somebody had asked it.
async fn question(world: &World, account: &str, by: &str, words: &str, n: usize) -> String {
    let id = format!("advice-{n}-{account}");
    let insert = format!(
        "INSERT INTO advice (id, account_id, kind, state, subject, asked_by, created_at, changed_at)
           VALUES ('{id}', '{account}', 'question', 'open', '{words}', '{by}', 0, 0);
         INSERT INTO advice_message (advice_id, at, by_id, side, step, text)
           VALUES ('{id}', 0, '{by}', 'customer', 'ask', '{words}');"
    );
    world.server.sql(&insert).await;
    id
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
        let advice = "advice-missing".to_owned();
        let (invitation, token) = ("missing".to_owned(), "0".repeat(48));
        let account = "missing".to_owned();
        let notice = "NOTICE-2026-999999".to_owned();
        let webinar = "webinar-missing".to_owned();
        return Things {
            account,
            unit,
            case,
            note,
            advice,
            invitation,
            token,
            contact: "c2-missing",
            notice,
            webinar,
        };
    }
    let words = if target == Target::Own { "ours" } else { CANARY };
    let case = json!({"priority": 4, "unit": unit, "synopsis": words, "description": words, "software_version": words});
    let case = world.server.post(cookie, "/v1/cases", &format!("case-{n}-{target:?}"), &case).await;
    let note = json!({"unit": unit, "symptom": words});
    let note = world.server.post(cookie, "/v1/call-notes", &format!("note-{n}-{target:?}"), &note).await;
    let number = |reply: Reply| reply.json()["number"].as_str().unwrap().to_owned();
    let account = text("own", "foreign", "");
    let by = text(&person(Role::Representative), "foreign-engineer", "");
    let advice = question(world, &account, &by, words, n).await;
    let (invitation, token) = invitation(world, target, n).await;
    let contact = if target == Target::Own { "c2-own" } else { "c2-foreign" };
    let notice = notice(world, &account, words, n).await;
    let webinar = webinar(world, &account, words, n).await;
    Things {
        account,
        unit,
        case: number(case),
        note: number(note),
        advice,
        invitation,
        token,
        contact,
        notice,
        webinar,
    }
}

/// A written notice, as if somebody had sent it.
async fn notice(world: &World, account: &str, words: &str, n: usize) -> String {
    let number = format!("NOTICE-2026-{n:06}-{account}");
    let by = if account == "own" { "person-administrator" } else { "foreign-engineer" };
    world
        .server
        .sql(&format!(
            "INSERT INTO notice (number, account_id, responsibilities, text, sent_by, sent_at)
             VALUES ('{number}', '{account}', '[\"R-065\"]', '{words}', '{by}', 0)"
        ))
        .await;
    number
}

async fn invitation(world: &World, target: Target, n: usize) -> (String, String) {
    if target == Target::Own {
        let body = json!({"name": "x", "email": format!("invited.{n}@own.example.net"), "role": "viewer"});
        let cookie = world.cookie(Role::Administrator);
        let made = world.server.post(cookie, "/v1/invitations", &format!("made-{n}"), &body).await.json();
        return (made["id"].as_str().unwrap().to_owned(), made["token"].as_str().unwrap().to_owned());
    }
    let id = format!("foreign-{n}");
    let columns = "id, account_id, name, email, role, token_hash, made_by, made_at, expires_at";
    let values = format!(
        "'{id}', 'foreign', '{CANARY}', 'x.{n}@foreign.example.net', 'viewer', '{id}', 'foreign-engineer', 0, 9e15"
    );
    world
        .server
        .sql(
            &format!("INSERT INTO invitation ({columns}) VALUES ({values})").replace("9e15", "9000000000000"),
        )
        .await;
    (id, "0".repeat(48))
}

/// What stands for `{id}` in the path of an operation.
async fn id(world: &World, template: &str, role: Role, target: Target, things: &Things, n: usize) -> String {
    match (template, target) {
        _ if template.starts_with("/v1/advice") => things.advice.clone(),
        _ if template.starts_with("/v1/invitations") => things.invitation.clone(),
        _ if template.starts_with("/v1/webinars") => things.webinar.clone(),
        _ if template.starts_with("/v1/meetings") => meeting(world, target, n).await,
        ("/v1/contacts/{id}/approval", _) => things.contact.to_owned(),
        _ if template.starts_with("/v1/contacts") && target == Target::Own => "own".to_owned(),
        _ if template.starts_with("/v1/contacts") => things.contact.to_owned(),
        (_, Target::Own) => session_of(world, &person(role)).await,
        (_, Target::Foreign) => session_of(world, "foreign-engineer").await,
        (_, Target::Missing) => "missing".to_owned(),
    }
}

async fn send(world: &World, operation: &str, cookie: &str, role: Role, target: Target, n: usize) -> Reply {
    let things = things(world, target, n).await;
    let (method, template) = operation.split_once(' ').unwrap();
    if template == "/v1/meetings" {
        world.server.sql("UPDATE meeting SET state = 'cancelled'").await;
    }
    let number = match template {
        "/v1/call-notes/{number}" => &things.note,
        "/v1/notices/{number}" => &things.notice,
        _ => &things.case,
    };
    let path = template.replace("{reference}", &things.unit).replace("{number}", number);
    let path = if path.contains("{id}") {
        path.replace("{id}", &id(world, template, role, target, &things, n).await)
    } else {
        path
    };
    let path = path.replace("{question}", &format!("question-{}", things.webinar));
    let lists = ["/v1/webinars", "/v1/people", "/v1/units", "/v1/contracts", "/v1/cases", "/v1/call-notes"];
    let of_one = [
        "/v1/advice",
        "/v1/advice/releases",
        "/v1/advisor",
        "/v1/invitations",
        "/v1/invitations/{id}",
        "/v1/meetings",
        "/v1/on-boarding",
        "/v1/activation",
        "/v1/releases",
        "/v1/releases/check",
        "/v1/responsibilities",
        "/v1/notices",
    ];
    let of_account = template.starts_with("/v1/contacts")
        || of_one.contains(&template)
        || method == "GET" && lists.contains(&template);
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
        ("POST", "/v1/invitations") => {
            let email = format!("also.invited.{n}.{role:?}@own.example.net");
            Some(json!({"name": "x", "email": email, "role": "engineer"}))
        }
        ("POST", "/v1/invitations/look") => Some(json!({"token": things.token})),
        ("POST", "/v1/invitations/accept") => {
            Some(json!({"token": things.token, "name": "x", "password": PASSWORD}))
        }
        ("PATCH", "/v1/contacts/confirmation") => Some(json!({})),
        ("PATCH", "/v1/contacts/{id}") => Some(json!({"name": "x", "phone": "+1 202-555-0100"})),
        ("PATCH", "/v1/contacts/{id}/certificate") => {
            Some(json!({"level": "JNCIS", "track": "SP", "number": "1", "expires": "2027-06-30"}))
        }
        ("PATCH", "/v1/contacts/{id}/approval") => Some(json!({"approved": true})),
        ("PATCH", "/v1/contacts") => {
            let email = format!("person.{n}.{role:?}@own.example.net");
            Some(json!({"step": "add", "person": {"name": "x", "email": email, "phone": "+1 202-555-0100"}}))
        }
        ("PATCH", "/v1/advisor") => Some(json!({"experts_work_with_advisor": false})),
        ("POST", "/v1/advice") => Some(json!({"kind": "question", "subject": "x", "text": "x"})),
        ("PATCH", "/v1/advice/{id}") => Some(json!({"step": "reply", "text": "x"})),
        ("PATCH", "/v1/me") => Some(json!({"week_start": "sunday"})),
        ("PUT", "/v1/password") => {
            let old = if target == Target::Own { PASSWORD } else { "wrong" };
            Some(json!({"old": old, "new": format!("another one, {n}")}))
        }
        ("POST", "/v1/meetings") => Some(json!({"kind": "on_boarding"})),
        ("PATCH", "/v1/meetings/{id}") => Some(json!({"step": "cancel", "text": "not needed"})),
        ("PATCH", "/v1/on-boarding") => Some(json!({"step": "add", "name": format!("thing {n}")})),
        ("PATCH", "/v1/activation") => {
            Some(json!({"item": "on_boarding", "step": "give", "text": format!("{n}")}))
        }
        ("PATCH", "/v1/responsibilities") => Some(json!({"rule": "R-067", "step": "give"})),
        ("POST", "/v1/releases" | "/v1/releases/check") => {
            Some(json!({"rows": [{"serial": things.unit, "release": "23.4R2"}]}))
        }
        ("POST", "/v1/notices") => Some(json!({"responsibilities": ["R-065"], "text": "One leaves."})),
        ("PATCH", "/v1/notices/{number}") => Some(json!({"acknowledged": true})),
        ("POST", "/v1/webinars") | ("PUT", "/v1/webinars/{id}") => Some(plan(&things.account)),
        ("POST", "/v1/webinars/{id}/cancel") => Some(json!({"why": "x"})),
        ("POST", "/v1/webinars/{id}/questions") => Some(json!({"text": "x"})),
        ("PUT", "/v1/webinars/{id}/questions/{question}/answer") => {
            Some(json!({"how": "written", "text": "x"}))
        }
        ("PUT", "/v1/webinars/{id}/position") => Some(json!({"seconds": 5})),
        ("PUT", "/v1/webinars/{id}/feedback") => Some(json!({"stars": 5})),
        ("PATCH", _) => Some(json!({"outcome": "withdrawn"})),
        _ => None,
    };
    let key = format!("{operation}-{role:?}-{target:?}-{n}");
    let any = template.starts_with("/v1/contacts")
        || ["/v1/advisor", "/v1/me", "/v1/on-boarding", "/v1/activation", "/v1/responsibilities"]
            .contains(&template);
    let tag = if any { "*" } else { "\"1\"" };
    let headers = [("idempotency-key", key.as_str()), ("if-match", tag)];
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let cookie = if template == "/v1/session" && !cookie.is_empty() { "" } else { cookie };
    world.server.send(request(method, cookie, &path, &headers, body.map(|body| body.to_string()))).await
}

/// The id of a new session of that person.
async fn session_of(world: &World, person: &str) -> String {
    let cookie = world.server.cookie(person).await;
    let sessions = world.server.get(&cookie, "/v1/sessions").await.json();
    sessions["items"][0]["id"].as_str().unwrap().to_owned()
}

/// An agreed meeting; the account has no other one that is still to come.
async fn meeting(world: &World, target: Target, n: usize) -> String {
    let id = format!("meeting-{n}-{target:?}").to_lowercase();
    let (account, person, words) = match target {
        Target::Own => ("own", "person-advisor", "ours"),
        Target::Foreign => ("foreign", "foreign-engineer", CANARY),
        Target::Missing => return id,
    };
    let (id, times) = (id.replace("foreign", "other"), "1790000000000, 60, 0, 1780000000000");
    world
        .server
        .sql(&format!(
            "INSERT INTO meeting (id, account_id, kind, state, begun_by, created_at, wish, start_at, length, sequence, changed_at)
               VALUES ('{id}', '{account}', 'on_boarding', 'agreed', '{person}', 1780000000000, '{words}', {times});"
        ))
        .await;
    id
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
    for row in TABLE {
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
