//! The calls that write and leave nothing behind, or one case that says of itself what it is. Everything else that writes, such as
//! changing people or registering units, is not tried on somebody's API: it can't be taken back.

use http::Method;
use rules::access::{Action, Permission, permission};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use wire::{
    capability::IDEMPOTENCY,
    case::{Case, CaseStep, OpenCase, TakeStep},
    case_draft::{DraftSummary, SaveDraft},
    json::FromJson,
    path,
    registration::{CheckSerials, CheckedSerials},
    saved_view::{SaveView, SavedView},
};

use crate::{
    ask::{Asked, read, refused},
    fields::Reader,
    habits::Habit,
    line::{Answer, NoAnswer},
    outcome::Outcome,
};

/// The calls that are tried, by name.
pub const WRITES: [&str; 5] = [
    "POST /v1/registration/check",
    "PUT /v1/drafts/{id}",
    "POST /v1/views",
    "POST /v1/cases",
    "POST /v1/cases/{number}/steps",
];

/// A case that was opened, and stays: nobody takes one away.
#[derive(Debug, Clone, Serialize)]
pub struct Opened {
    /// Its number.
    pub number: String,
    /// Whether it says that it can be closed.
    pub asks_to_be_closed: bool,
}

const WORDS: &str = "Conformance check of the portal: no fault, please close";

/// Tries them; `stamp` tells this run from others.
pub fn all(asked: &mut Asked<'_>, stamp: &str) -> Vec<Habit> {
    let mut habits = Vec::new();
    let [check, draft, view, case, step] = WRITES;
    asked.outcomes.insert(check, check_serials(asked));
    asked.outcomes.insert(draft, save_draft(asked, stamp));
    asked.outcomes.insert(view, save_view(asked, stamp));
    let (opened, numbers) = open_case(asked, stamp, &mut habits);
    asked.outcomes.insert(case, opened);
    // Every case that was opened is asked to be closed, the second of an API that keeps no keys too.
    let taken: Vec<Outcome> = numbers.iter().map(|number| take_step(asked, stamp, number)).collect();
    let is_asked = |taken: &Outcome| matches!(taken, Outcome::Read { .. });
    let opened = numbers.into_iter().zip(&taken);
    asked.opened =
        opened.map(|(number, taken)| Opened { number, asks_to_be_closed: is_asked(taken) }).collect();
    let taken = taken.into_iter().reduce(|one, other| if is_asked(&one) { other } else { one });
    let taken = taken.unwrap_or_else(|| Outcome::not_tried("no case was seen to be opened"));
    asked.outcomes.insert(step, taken);
    habits
}

fn check_serials(asked: &Asked<'_>) -> Outcome {
    let body = CheckSerials { account: None, serials: vec!["CONFORM0000".to_owned()] };
    send::<CheckedSerials>(asked, Method::POST, path::REGISTRATION_CHECK, &body, &[]).outcome
}

/// Saves a draft and throws it away.
fn save_draft(asked: &Asked<'_>, stamp: &str) -> Outcome {
    let path = path::draft(&format!("conform-{stamp}"));
    let body = SaveDraft {
        title: WORDS.to_owned(),
        subject: String::new(),
        step: String::new(),
        fields: Map::new(),
    };
    let sent = send::<DraftSummary>(asked, Method::PUT, &path, &body, &[("if-none-match", "*")]);
    match sent.body.as_ref().and_then(|saved| saved["version"].as_u64()) {
        Some(version) => gone(asked, sent.outcome, &path, &[("if-match", &format!("\"{version}\""))]),
        None => sent.perhaps_there(&format!("the draft conform-{stamp}")),
    }
}

/// Saves a view and takes it away.
fn save_view(asked: &Asked<'_>, stamp: &str) -> Outcome {
    let body = SaveView {
        page: "units".to_owned(),
        name: format!("Conformance {stamp}"),
        query: "q=conform".to_owned(),
        shared: false,
        default: false,
    };
    let key = format!("conform-view-{stamp}");
    let sent = send::<SavedView>(asked, Method::POST, path::VIEWS, &body, &[("idempotency-key", &key)]);
    match sent.body.as_ref().and_then(|view| view["id"].as_str()) {
        Some(id) => gone(asked, sent.outcome.clone(), &path::view(id), &[]),
        None => sent.perhaps_there(&format!("the view “Conformance {stamp}”")),
    }
}

/// Opens one case of Priority 4, twice by one key: it is one case, or the API knows no key.
fn open_case(asked: &Asked<'_>, stamp: &str, habits: &mut Vec<Habit>) -> (Outcome, Vec<String>) {
    let opens = |role| permission(role, Action::OpenCase) == Permission::Allowed;
    if !asked.me.role.known().is_some_and(opens) {
        return (Outcome::not_tried("sign in as somebody of an End User who opens cases"), Vec::new());
    }
    let Some(unit) = asked.first(path::UNITS, "reference") else {
        return (Outcome::not_tried("there is no unit to open it for"), Vec::new());
    };
    let body = OpenCase {
        priority: Some(4),
        unit: Some(unit),
        synopsis: WORDS.to_owned(),
        description: format!("Opened and to be closed by the conformance check {stamp}."),
        software_version: "none".to_owned(),
        ..OpenCase::default()
    };
    let key = format!("conform-case-{stamp}");
    let open = || send::<Case>(asked, Method::POST, path::CASES, &body, &[("idempotency-key", &key)]);
    let sent = open();
    let number = |sent: &Sent| Some(sent.body.as_ref()?["number"].as_str()?.to_owned());
    let Some(first) = number(&sent) else {
        if let Outcome::NotForRole = sent.outcome {
            return (Outcome::refused_to(&asked.me.role), Vec::new());
        }
        let named = format!("a case with “{stamp}” in its description");
        return (sent.perhaps_there(&named), Vec::new());
    };
    let mut numbers = vec![first.clone()];
    let keeps = IDEMPOTENCY;
    if asked.line.dialect.lacks.contains(&keeps) || asked.off.settings.iter().any(|off| off == keeps) {
        habits.push(Habit::no(
            keeps,
            "said to be lacking: a creation is sent once, and looked for after a lost answer",
        ));
    } else {
        habits.push(match number(&open()) {
            Some(second) if second == first => Habit::yes(keeps, "the same key twice made one case"),
            Some(second) => {
                let words = format!(
                    "the same key twice made {first} and {second}: name `{IDEMPOTENCY}` in capabilitiesOff"
                );
                numbers.push(second);
                Habit::mend(keeps, words)
            }
            None => Habit::mend(keeps, "the same request with the same key was refused"),
        });
    }
    (sent.outcome, numbers)
}

/// Says that the case can be closed.
fn take_step(asked: &Asked<'_>, stamp: &str, number: &str) -> Outcome {
    let Ok(seen) = asked.line.get(&path::case(number)) else {
        return Outcome::not_tried("the case can't be read");
    };
    let tag = seen.header("etag").unwrap_or_default().to_owned();
    let body = TakeStep { text: WORDS.to_owned(), ..TakeStep::of(CaseStep::AskClosure) };
    let key = format!("conform-step-{stamp}-{number}");
    let mut headers = vec![("idempotency-key", key.as_str())];
    if !tag.is_empty() {
        headers.push(("if-match", &tag));
    }
    let path = path::case_steps(number);
    send::<Case>(asked, Method::POST, &path, &body, &headers).outcome
}

/// What became of something that was sent.
struct Sent {
    outcome: Outcome,
    /// The answer, when it was taken and is JSON.
    body: Option<Value>,
    /// Whether it was taken, or nobody has said that it was not.
    may_be_there: bool,
}

impl Sent {
    /// It can't be found again by the answer, and so not be taken away.
    fn perhaps_there(self, what: &str) -> Outcome {
        let words = format!("look for {what}: it may be there");
        match self.outcome {
            outcome if !self.may_be_there => outcome,
            Outcome::Broken { why, fields } => Outcome::Broken { why: format!("{why}; {words}"), fields },
            outcome => Outcome::Broken { fields: outcome.fields().cloned(), why: words },
        }
    }
}

/// Sends a body and reads the answer by its type.
fn send<T: FromJson + ToSchema>(
    asked: &Asked<'_>,
    method: Method,
    path: &str,
    body: &impl Serialize,
    headers: &[(&str, &str)],
) -> Sent {
    let not_there = |outcome| Sent { outcome, body: None, may_be_there: false };
    if let Some(why) = asked.lacks(path) {
        return not_there(Outcome::Lacking { why });
    }
    let body = serde_json::to_string(body).unwrap_or_default();
    match asked.line.ask(method, path, Some(&body), headers) {
        Err(NoAnswer(why)) => {
            Sent { outcome: Outcome::broken(format!("no answer: {why}")), body: None, may_be_there: true }
        }
        Ok(answer) => match refused(path, path, &answer) {
            Some(outcome) => not_there(with_fields(outcome, &answer)),
            None => {
                Sent { outcome: read(&answer, &Reader::of::<T>()), body: answer.json(), may_be_there: true }
            }
        },
    }
}

/// A refusal names what it refuses.
fn with_fields(outcome: Outcome, answer: &Answer) -> Outcome {
    let errors = answer.problem().map(|problem| problem.errors).unwrap_or_default();
    match outcome {
        Outcome::Broken { why, fields } if !errors.is_empty() => {
            let said: Vec<String> =
                errors.iter().map(|error| format!("{}: {}", error.pointer, error.detail)).collect();
            Outcome::Broken { why: format!("{why} ({})", said.join("; ")), fields }
        }
        other => other,
    }
}

/// Takes away what was made; when that does not work, it is said.
fn gone(asked: &Asked<'_>, outcome: Outcome, path: &str, headers: &[(&str, &str)]) -> Outcome {
    match asked.line.ask(Method::DELETE, path, None, headers) {
        Ok(answer) if answer.is_success() => outcome,
        Ok(answer) => Outcome::broken(format!("DELETE {path} answered {}: it is still there", answer.status)),
        Err(NoAnswer(why)) => Outcome::broken(format!("DELETE {path}: no answer: {why}; it is still there")),
    }
}

/// What is said of them when nothing is to be written.
pub fn none(asked: &mut Asked<'_>) {
    for name in WRITES {
        let path = name.split_once(' ').map_or(name, |(_, path)| path);
        let outcome = asked.lacks(path).map_or_else(
            || Outcome::not_tried("nothing is written with --read-only"),
            |why| Outcome::Lacking { why },
        );
        asked.outcomes.insert(name, outcome);
    }
}
