//! Every operation of the OpenAPI document, for every role, on things of the own account, of another account, and by
//! nobody. The things are made inside the test. An operation without a row here fails.

mod table;

use crate::support::{
    Reply, request,
    world::{CANARY, FOREIGN_UNIT, OWN_UNIT, PASSWORD, World, email, person},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use table::TABLE;

/// Whose things a request is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Target {
    Own,
    Foreign,
    Missing,
}

/// One thing of each kind for a target.
#[derive(Clone)]
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

impl Things {
    /// Names of things that are not there.
    fn missing() -> Self {
        Self {
            account: "missing".to_owned(),
            unit: "MISSING1001".to_owned(),
            case: "2026-1124-999999".to_owned(),
            note: "CALL-2026-999999".to_owned(),
            advice: "advice-missing".to_owned(),
            invitation: "missing".to_owned(),
            token: "0".repeat(48),
            contact: "c2-missing",
            notice: "NOTICE-2026-999999".to_owned(),
        }
    }

    /// One of each, for the own or the other account.
    async fn make(world: &World, target: Target, n: usize) -> Self {
        let mut things = Self::missing();
        let (account, unit, contact) = match target {
            Target::Own => ("own", OWN_UNIT, "c2-own"),
            _ => ("foreign", FOREIGN_UNIT, "c2-foreign"),
        };
        (things.account, things.unit, things.contact) = (account.to_owned(), unit.to_owned(), contact);
        for kind in ["/v1/cases", "/v1/call-notes", "/v1/advice", "/v1/invitations", "/v1/notices"] {
            things.renew(world, target, kind, n).await;
        }
        things
    }

    /// Makes anew what an operation with that path is about.
    async fn renew(&mut self, world: &World, target: Target, template: &str, n: usize) {
        let (words, cookie, by) = match target {
            Target::Own => ("ours", world.cookie(Role::Engineer), person(Role::Representative)),
            Target::Foreign => (CANARY, world.foreign.as_str(), "foreign-engineer".to_owned()),
            Target::Missing => return,
        };
        let number = |reply: Reply| reply.json()["number"].as_str().unwrap().to_owned();
        if template.starts_with("/v1/cases") {
            let case = json!({"priority": 4, "unit": self.unit, "synopsis": words, "description": words, "software_version": words});
            let key = format!("case-{n}-{target:?}");
            self.case = number(world.server.post(cookie, "/v1/cases", &key, &case).await);
        } else if template.starts_with("/v1/call-notes") {
            let note = json!({"unit": self.unit, "symptom": words});
            let key = format!("note-{n}-{target:?}");
            self.note = number(world.server.post(cookie, "/v1/call-notes", &key, &note).await);
        } else if template.starts_with("/v1/advice") {
            self.advice = question(world, &self.account, &by, words, n).await;
        } else if template.starts_with("/v1/invitations") {
            (self.invitation, self.token) = invitation(world, target, n).await;
        } else if template.starts_with("/v1/notices") {
            self.notice = notice(world, &self.account, words, n).await;
        }
    }
}

/// What was there from the start, so that every list has something to leak.
struct Lasting {
    own: Things,
    foreign: Things,
}

impl Lasting {
    async fn make(world: &World) -> Self {
        Self {
            own: Things::make(world, Target::Own, 0).await,
            foreign: Things::make(world, Target::Foreign, 0).await,
        }
    }

    /// The things of a target; what a writing operation may use up is made anew.
    async fn of(&self, world: &World, target: Target, operation: &str, n: usize) -> Things {
        let mut things = match target {
            Target::Own => self.own.clone(),
            Target::Foreign => self.foreign.clone(),
            Target::Missing => Things::missing(),
        };
        let (method, template) = operation.split_once(' ').unwrap();
        if method != "GET" {
            things.renew(world, target, template, n).await;
        }
        things
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
        ("/v1/proposals/{id}", _) => proposal(world, target, n).await,
        ("/v1/people/{id}/sign-in", _) => colleague(world, target, n).await,
        _ if template.starts_with("/v1/meetings") => meeting(world, target, n).await,
        ("/v1/contacts/{id}/approval", _) => things.contact.to_owned(),
        _ if template.starts_with("/v1/contacts") && target == Target::Own => "own".to_owned(),
        _ if template.starts_with("/v1/contacts") => things.contact.to_owned(),
        (_, Target::Own) => session_of(world, &person(role)).await,
        (_, Target::Foreign) => session_of(world, "foreign-engineer").await,
        (_, Target::Missing) => "missing".to_owned(),
    }
}

async fn send(
    (world, lasting): (&World, &Lasting),
    operation: &str,
    cookie: &str,
    role: Role,
    target: Target,
    n: usize,
) -> Reply {
    let things = lasting.of(world, target, operation, n).await;
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
    let lists = ["/v1/people", "/v1/units", "/v1/contracts", "/v1/cases", "/v1/call-notes"];
    let of_one = [
        "/v1/advice",
        "/v1/advice/releases",
        "/v1/advisor",
        "/v1/invitations",
        "/v1/invitations/{id}",
        "/v1/people/{id}/sign-in",
        "/v1/proposals",
        "/v1/proposals/{id}",
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
        ("POST", "/v1/proposals") => {
            let person = json!({"name": "x", "email": format!("proposed.{n}@own.example.net"), "phone": "+1 202-555-0100"});
            Some(json!({"step": "add", "person": person, "reason": "x"}))
        }
        ("PATCH", "/v1/proposals/{id}") => {
            let step = if role == Role::Advisor { "withdraw" } else { "decline" };
            Some(json!({"step": step, "word": "x"}))
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
        ("PATCH", _) => Some(json!({"outcome": "withdrawn"})),
        _ => None,
    };
    let key = format!("{operation}-{role:?}-{target:?}-{n}");
    let any = template.starts_with("/v1/contacts")
        || [
            "/v1/proposals/{id}",
            "/v1/advisor",
            "/v1/me",
            "/v1/on-boarding",
            "/v1/activation",
            "/v1/responsibilities",
        ]
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

/// A proposal that nobody has answered yet, and no other one.
async fn proposal(world: &World, target: Target, n: usize) -> String {
    let id = format!("proposal-{n}");
    let (account, by, words) = match target {
        Target::Own => ("own", "person-advisor", "ours"),
        Target::Foreign => ("foreign", "foreign-advisor", CANARY),
        Target::Missing => return "missing".to_owned(),
    };
    let insert = format!(
        "DELETE FROM proposal;
         INSERT INTO proposal (id, account_id, step, contact_id, contact_name, reason, proposed_by, proposed_at)
           VALUES ('{id}', '{account}', 'remove', 'c2-{account}', '{words}', '{words}', '{by}', 0)"
    );
    world.server.sql(&insert).await;
    id
}

/// Somebody who can sign in.
async fn colleague(world: &World, target: Target, n: usize) -> String {
    let id = format!("colleague-{n}");
    let (account, words) = match target {
        Target::Own => ("own", "ours"),
        Target::Foreign => ("foreign", CANARY),
        Target::Missing => return "missing".to_owned(),
    };
    let insert = format!(
        "INSERT INTO person (id, account_id, name, email, role, password_hash)
           VALUES ('{id}', '{account}', '{words}', '{id}@{account}.example.net', 'engineer', 'hash')"
    );
    world.server.sql(&insert).await;
    id
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
    let lasting = Lasting::make(&world).await;
    let there = (&world, &lasting);
    let mut wrong = Vec::new();
    let mut n = 0;
    for row in TABLE {
        for (place, role) in Role::ALL.into_iter().enumerate() {
            for (target, expected) in [(Target::Own, row.own[place]), (Target::Foreign, row.foreign[place])] {
                n += 1;
                let reply = send(there, row.operation, world.cookie(role), role, target, n).await;
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
            let missing = send(there, row.operation, world.cookie(role), role, Target::Missing, n).await;
            let foreign = send(there, row.operation, world.cookie(role), role, Target::Foreign, n).await;
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
        let reply = send(there, row.operation, "", Role::Engineer, Target::Own, n).await;
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
