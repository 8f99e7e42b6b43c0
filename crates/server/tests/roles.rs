//! Every operation of the OpenAPI document, for every role, on things of the own account, of another account, and by
//! nobody. The things are made inside the test. An operation without a row here fails.

mod registration;
mod table;
mod things;
mod webinars;

use crate::support::{
    Reply, key, request,
    world::{CANARY, FOREIGN_UNIT, PASSWORD, World, email, person},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use table::TABLE;
use things::{Lasting, Target, Things, colleague, draft, proposal, site, view};
use webinars::plan;

/// What stands for `{id}` in the path of an operation.
async fn id(
    world: &World,
    (method, template): (&str, &str),
    role: Role,
    target: Target,
    things: &Things,
    n: usize,
) -> String {
    match (template, target) {
        _ if template.starts_with("/v1/advice") => things.advice.clone(),
        _ if template.ends_with("/participants/{id}") => person(Role::Representative),
        _ if template.starts_with("/v1/cases") => "1".to_owned(),
        _ if template.starts_with("/v1/invitations") => things.invitation.clone(),
        ("/v1/proposals/{id}", _) => proposal(world, target, n).await,
        ("/v1/people/{id}/sign-in", _) => colleague(world, target, n).await,
        ("/v1/sites/{id}" | "/v1/sites/{id}/merge", _) => site(world, target, method, n).await,
        ("/v1/views/{id}", _) => view(world, role, target, n).await,
        ("/v1/drafts/{id}", _) => draft(world, role, target, n).await,
        _ if template.starts_with("/v1/webinars") => things.webinar.clone(),
        _ if template.starts_with("/v1/meetings") => meeting(world, target, n).await,
        _ if template.starts_with("/v1/registrations") => registration::batch(world, role, target, n).await,
        _ if template.starts_with("/v1/claims") => registration::claim(world, target, n).await,
        ("/v1/contacts/{id}/approval", _) => things.contact.to_owned(),
        _ if template.starts_with("/v1/contacts") && target == Target::Own => "own".to_owned(),
        _ if template.starts_with("/v1/contacts") => things.contact.to_owned(),
        (_, Target::Own) => session_of(world, &person(role)).await,
        (_, Target::Foreign) => session_of(world, "foreign-engineer").await,
        (_, Target::Missing) => "missing".to_owned(),
    }
}

/// With more of a query.
fn with(path: String, query: &str) -> String {
    let sign = if path.contains('?') { '&' } else { '?' };
    format!("{path}{sign}{query}")
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
        path.replace("{id}", &id(world, (method, template), role, target, &things, n).await)
    } else {
        path
    };
    if template.ends_with("/{file}") {
        // The bytes of the recording that every webinar has here.
        std::fs::write(world.server.app.media.path("00"), "x").unwrap();
    }
    if template == "/v1/cases/{number}/files/{id}" {
        // The bytes of the file that every case has here.
        std::fs::write(world.server.app.case_files.path("00"), "x").unwrap();
    }
    let path = if template == "/v1/cases/{number}/files" { format!("{path}?name=x.log") } else { path };
    let path = path.replace("{file}", if method == "PUT" { "captions" } else { "recording" });
    let path = path.replace("{question}", &format!("question-{}", things.webinar));
    let lists = [
        "/v1/webinars",
        "/v1/people",
        "/v1/units",
        "/v1/units/facets",
        "/v1/units/export",
        "/v1/sites",
        "/v1/contracts",
        "/v1/cases",
        "/v1/cases/facets",
        "/v1/cases/export",
        "/v1/call-notes",
        "/v1/response-record",
        "/v1/response-record/cases",
        "/v1/handover",
        "/v1/registration",
        "/v1/registrations",
        "/v1/claims",
    ];
    let of_one = [
        "/v1/sites",
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
    let path = match template {
        "/v1/views" if method == "GET" => format!("{path}?page=units"),
        "/v1/response-record/cases" => with(path, "quarter=2026-Q4&priority=3&channel=web"),
        "/v1/handover" => {
            let since = world.server.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
            with(path, &format!("since={since}"))
        }
        _ => path,
    };
    let body = match (method, template) {
        ("POST", "/v1/units/changes" | "/v1/units/changes/check") => Some(
            json!({"account": things.account, "units": [{"reference": things.unit}], "change": {"release": "23.4R2"}}),
        ),
        ("POST", "/v1/sites") | ("PUT", "/v1/sites/{id}") => {
            Some(json!({"name": format!("site {n}"), "street": "x 1", "city": "x", "country": "DE"}))
        }
        ("POST", "/v1/sites/{id}/merge") => Some(json!({"into": format!("site-{}", things.account)})),
        ("POST", "/v1/views") => Some(json!({"page": "units", "name": format!("view {n}")})),
        ("PUT", "/v1/views/{id}") => Some(json!({"name": format!("other {n}")})),
        ("PUT", "/v1/drafts/{id}") => Some(json!({"title": format!("other {n}"), "fields": {}})),
        ("POST", "/v1/session") => {
            let password = if target == Target::Own && !cookie.is_empty() { PASSWORD } else { "wrong" };
            Some(json!({"email": email(role), "password": password}))
        }
        ("POST", "/v1/cases") => Some(opening(role, &things)),
        ("POST", "/v1/cases/{number}/steps") => Some(json!({"step": "comment", "text": "x"})),
        ("POST", "/v1/cases/{number}/files") => Some(json!({"sent": "as it is"})),
        ("POST", "/v1/cases/{number}/files/{id}/withdraw") => Some(json!({"reason": "x"})),
        ("POST", "/v1/cases/{number}/escalations") => Some(json!({"reason": "x", "outcome": "x"})),
        ("POST", "/v1/cases/{number}/escalations/{id}/steps") => Some(json!({"step": "take"})),
        ("POST", "/v1/cases/{number}/rmas") => Some(json!({"serial": "RMA1001"})),
        ("POST", "/v1/cases/{number}/rmas/{id}/steps") => Some(json!({"step": "cancel", "text": "x"})),
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
        ("POST", "/v1/registration/check") => {
            Some(json!({"account": things.account, "serials": [things.unit]}))
        }
        ("POST", "/v1/registrations") => match target {
            Target::Own => Some(json!({"rows": 1})),
            _ => Some(json!({"rows": 1, "account": things.account})),
        },
        ("PUT", "/v1/registrations/{id}/rows") => {
            Some(json!({"from": 1, "rows": [registration::row(&format!("ROLE{n}"))]}))
        }
        ("POST", "/v1/claims") => {
            let unit = registration::elsewhere(world, n).await;
            Some(json!({"reference": unit, "account": things.account, "reason": "x"}))
        }
        ("POST", "/v1/claims/{id}/settle") => Some(json!({"outcome": "stays", "words": "x"})),
        ("POST", "/v1/units/{reference}/transfer") => {
            Some(json!({"to_name": "x", "to_address": "x", "reason": "x"}))
        }
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
    let key = key(&format!("{operation}-{role:?}-{target:?}-{n}"));
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
    let body = match template {
        "/v1/webinars/{id}/{file}" if method == Method::PUT => {
            Some("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n".to_owned())
        }
        _ => body.map(|body| body.to_string()),
    };
    world.server.send(request(method, cookie, &path, &headers, body)).await
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
