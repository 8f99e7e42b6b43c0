//! The things that requests of the table are about: of the own account, of another one, and names of things that are not
//! there. Nothing is asserted here.

use super::webinars::webinar;
use crate::support::{
    Reply,
    world::{CANARY, FOREIGN_UNIT, OWN_UNIT, World, person},
};
use rules::access::Role;
use serde_json::json;

/// Whose things a request is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    Own,
    Foreign,
    Missing,
}

/// One thing of each kind for a target.
#[derive(Clone)]
pub struct Things {
    pub account: String,
    pub unit: String,
    pub case: String,
    pub note: String,
    pub advice: String,
    pub invitation: String,
    /// The secret of its link; of another account's nobody has it.
    pub token: String,
    pub contact: &'static str,
    pub notice: String,
    pub webinar: String,
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
            webinar: "webinar-missing".to_owned(),
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
        for kind in
            ["/v1/cases", "/v1/call-notes", "/v1/advice", "/v1/invitations", "/v1/notices", "/v1/webinars"]
        {
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
            let escalation = format!(
                "INSERT INTO escalation (case_number, number, reason, outcome, state, asked_by, asked_at)
                   VALUES ('{}', 1, '{words}', '{words}', 'requested', '{by}', 0)",
                self.case
            );
            world.server.sql(&escalation).await;
            // A viewer sees the cases where the viewer was added.
            let beside = format!(
                "INSERT INTO case_participant (case_number, person_id) VALUES ('{case}', 'person-viewer');
                 INSERT INTO rma (case_number, number, state, replacement, defective, serial, requested_at, changed_at)
                   VALUES ('{case}', 1, 'requested', 'awaited', 'out', '{words}', 0, 0)",
                case = self.case
            );
            world.server.sql(&beside).await;
            let owner = if target == Target::Own { "person-engineer" } else { "foreign-engineer" };
            let file = format!(
                "INSERT INTO case_file (case_number, number, name, bytes, sha256, may_run, added_by, added_at)
                   VALUES ('{}', 1, '{words}.log', 1, '00', 0, '{owner}', 0)",
                self.case
            );
            world.server.sql(&file).await;
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
        } else if template.starts_with("/v1/webinars") {
            self.webinar = webinar(world, &self.account, words, n).await;
        }
    }
}

/// What was there from the start, so that every list has something to leak.
pub struct Lasting {
    own: Things,
    foreign: Things,
}

impl Lasting {
    pub async fn make(world: &World) -> Self {
        Self {
            own: Things::make(world, Target::Own, 0).await,
            foreign: Things::make(world, Target::Foreign, 0).await,
        }
    }

    /// The things of a target; what a writing operation may use up is made anew.
    pub async fn of(&self, world: &World, target: Target, operation: &str, n: usize) -> Things {
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

/// A proposal that nobody has answered yet, and no other one.
pub async fn proposal(world: &World, target: Target, n: usize) -> String {
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
pub async fn colleague(world: &World, target: Target, n: usize) -> String {
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

/// A view that somebody with that role has saved; of the other account, one that it shares.
pub async fn view(world: &World, role: Role, target: Target, n: usize) -> String {
    let id = format!("view-{n}");
    let (owner, account, words) = match target {
        Target::Own => (person(role), "own", "ours"),
        Target::Foreign => ("foreign-engineer".to_owned(), "foreign", CANARY),
        Target::Missing => return "missing".to_owned(),
    };
    let insert = format!(
        "INSERT INTO saved_view (id, person_id, account_id, page, name, query, shared)
           VALUES ('{id}', '{owner}', '{account}', 'units', '{words} {n}', 'q={words}', {})",
        u8::from(target == Target::Foreign)
    );
    world.server.sql(&insert).await;
    id
}

/// A report that somebody with that role has not sent yet.
pub async fn draft(world: &World, role: Role, target: Target, n: usize) -> String {
    let id = format!("draft-{n}");
    let (owner, words) = match target {
        Target::Own => (person(role), "ours"),
        Target::Foreign => ("foreign-engineer".to_owned(), CANARY),
        Target::Missing => return "missing".to_owned(),
    };
    let insert = format!(
        "INSERT INTO case_draft (person_id, id, title, subject, step, fields, saved_at)
           VALUES ('{owner}', '{id}', '{words} {n}', '', 'wrong', '{{\"synopsis\":\"{words}\"}}', 1780000000000)"
    );
    world.server.sql(&insert).await;
    id
}

/// A site that can be joined with the account's own; reading is about the latter, where the reseller's unit stands.
pub async fn site(world: &World, target: Target, method: &str, n: usize) -> String {
    let id = format!("site-{n}");
    let (account, words) = match target {
        Target::Own => ("own", "ours"),
        Target::Foreign => ("foreign", CANARY),
        Target::Missing => return "missing".to_owned(),
    };
    if method == "GET" {
        return format!("site-{account}");
    }
    let insert = format!(
        "INSERT INTO site (id, account_id, name, country) VALUES ('{id}', '{account}', '{words} {n}', 'DE')"
    );
    world.server.sql(&insert).await;
    id
}
