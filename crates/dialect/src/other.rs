//! The dialect of somebody else's API: tickets, assets and agreements instead of cases, units and contracts, pages by offset,
//! errors in a shape of their own. `tests/other-api` is such an API, and its README has the table of both sides.
//!
//! To stand before another API copy this folder: one [`Phrase`] for every call that the API answers, with what is asked
//! instead and how the answer is read. Every other call is answered here with 404, and what that takes away stands in
//! [`LACKS`]. What the API does not say stays not said: "cannot tell" is a right answer, a guess is none.

mod cases;
mod contracts;
mod people;
mod problems;
mod question;
mod registration;
#[cfg(test)]
mod tests;
mod theirs;
mod units;
mod words;

use http::Method;
use serde::Serialize;
use serde_json::Value;
use wire::problem::{Kind, MEDIA_TYPE};

use super::{Asked, Heard, Spoken};
use problems::Fields;
use question::Question;
use theirs::Theirs;

/// What this API does without. A case or a unit that is made twice when its answer is lost ("idempotency"), people who overwrite
/// each other ("etag") and a clock that it does not tell in a body ("serverTime") belong to it.
pub const LACKS: &[&str] = &[
    "activation",
    "advisor",
    "batches",
    "callNotes",
    "caseFiles",
    "caseSteps",
    "certificates",
    "claims",
    "drafts",
    "escalations",
    "etag",
    "exports",
    "facets",
    "handover",
    "idempotency",
    "invitations",
    "labels",
    "meetings",
    "onBoarding",
    "participants",
    "people",
    "profile",
    "proposals",
    "registrationCheck",
    "responseRecord",
    "responsibilities",
    "rmas",
    "rosterHistory",
    "serverTime",
    "sites",
    "unitChanges",
    "unitHistory",
    "views",
    "webinars",
    "workspace",
    "zones",
];

/// The header in which it names a request.
pub const REQUEST_ID: &str = "x-request-id";

/// What `/v1/meta` says: what is agreed with this vendor, because its API says nothing about itself. `server_now` in it is no
/// time: the clock is set by the `Date` header of answers ("serverTime" in [`LACKS`]).
const META: &str = include_str!("other/meta.json");

/// One call, on both sides.
struct Phrase {
    method: Method,
    /// Below `/v1/`; `*` is one part of any name.
    path: &'static str,
    /// What is asked instead.
    ask: fn(&Question) -> Spoken,
    /// Their answer in our words; nothing when it can't be read.
    hear: fn(&Question, Theirs<'_>) -> Option<String>,
    /// Their fields in refusals, and where those stand in our request.
    fields: Fields,
}

const PHRASES: &[Phrase] = &[
    Phrase { method: Method::GET, path: "me", ask: people::ask_me, hear: people::hear_me, fields: &[] },
    Phrase { method: Method::GET, path: "units", ask: units::ask_list, hear: units::hear_list, fields: &[] },
    Phrase { method: Method::GET, path: "units/*", ask: units::ask_one, hear: units::hear_one, fields: &[] },
    Phrase {
        method: Method::GET,
        path: "contracts",
        ask: contracts::ask_list,
        hear: contracts::hear_list,
        fields: &[],
    },
    Phrase { method: Method::GET, path: "cases", ask: cases::ask_list, hear: cases::hear_list, fields: &[] },
    Phrase { method: Method::GET, path: "cases/*", ask: cases::ask_one, hear: cases::hear_one, fields: &[] },
    Phrase {
        method: Method::POST,
        path: "cases",
        ask: cases::ask_open,
        hear: cases::hear_one,
        fields: cases::FIELDS,
    },
    Phrase {
        method: Method::GET,
        path: "contacts",
        ask: people::ask_roster,
        hear: people::hear_roster,
        fields: &[],
    },
    Phrase {
        method: Method::PATCH,
        path: "contacts",
        ask: people::ask_step,
        hear: people::hear_roster,
        fields: people::STEP_FIELDS,
    },
    Phrase {
        method: Method::PATCH,
        path: "contacts/*",
        ask: people::ask_details,
        hear: people::hear_roster,
        fields: people::DETAILS_FIELDS,
    },
    Phrase {
        method: Method::GET,
        path: "registration",
        ask: registration::ask_basis,
        hear: registration::hear_basis,
        fields: &[],
    },
    Phrase {
        method: Method::POST,
        path: "registrations",
        ask: registration::ask_one,
        hear: registration::hear_one,
        fields: registration::FIELDS,
    },
];

/// Addresses below those of lists that are no entry of them.
const NO_ENTRIES: [&str; 5] =
    ["units/facets", "units/export", "cases/facets", "cases/export", "contacts/confirmation"];

/// What is sent instead.
pub fn ask(asked: &Asked) -> Spoken {
    // Files of the app itself.
    let Some(question) = Question::of(asked) else { return Spoken::Call(asked.clone()) };
    if question.is(&Method::GET, "meta") {
        return Spoken::Known(json(200, META.to_owned()));
    }
    // A token is thrown away where it is kept; this API ends nothing.
    if question.is(&Method::DELETE, "session") {
        return Spoken::Known(json(204, String::new()));
    }
    match phrase(&question) {
        Some(phrase) => (phrase.ask)(&question),
        None => refuse(Kind::NotFound, "This portal’s API does not have this."),
    }
}

/// Whether a list can be asked for what stands in that path.
pub fn takes(path: &str) -> bool {
    let asked = Asked { method: Method::GET, path: path.to_owned(), body: None };
    matches!(ask(&asked), Spoken::Call(_))
}

/// What the answer says in our words.
pub fn hear(asked: &Asked, heard: Heard) -> Heard {
    let Some((question, phrase)) = Question::of(asked).and_then(|question| {
        let phrase = phrase(&question)?;
        Some((question, phrase))
    }) else {
        return heard;
    };
    let answer: Value = serde_json::from_str(&heard.text).unwrap_or_default();
    let theirs = Theirs::of(&answer);
    if (200..300).contains(&heard.status) {
        // What can't be read becomes nothing, which the app does not take for an answer of the API.
        let text = (phrase.hear)(&question, theirs).unwrap_or_default();
        return Heard { text, ..heard };
    }
    // One unit is a batch of one row, and a row that is refused is an answer.
    if heard.status == 422
        && question.is(&Method::POST, "registrations")
        && let Some(text) = registration::hear_refused(theirs)
    {
        return json(201, text);
    }
    problems::hear(heard, theirs, phrase.fields)
}

fn phrase(question: &Question) -> Option<&'static Phrase> {
    if NO_ENTRIES.iter().any(|path| question.is_at(path)) {
        return None;
    }
    PHRASES.iter().find(|phrase| question.is(&phrase.method, phrase.path))
}

/// Asks their API.
fn call(method: Method, path: String, body: Option<Value>) -> Spoken {
    Spoken::Call(Asked { method, path, body: body.map(|body| body.to_string()) })
}

/// Refuses without asking.
fn refuse(kind: Kind, detail: &str) -> Spoken {
    let problem = kind.problem(detail);
    let text = written(&problem).unwrap_or_default();
    Spoken::Known(Heard { media_type: MEDIA_TYPE.to_owned(), ..json(problem.status, text) })
}

fn json(status: u16, text: String) -> Heard {
    Heard { status, media_type: "application/json".to_owned(), request: String::new(), text }
}

fn written(ours: &impl Serialize) -> Option<String> {
    serde_json::to_string(ours).ok()
}

/// Ours, with the text of theirs in the place of each time that can't be read, by the pointer of ours and the path of theirs: a time
/// without its zone is nothing that a dialect may guess at, and the app says which one it is.
fn as_said(ours: &impl Serialize, theirs: Theirs<'_>, times: &[(&str, &str)]) -> Option<Value> {
    let mut ours = serde_json::to_value(ours).ok()?;
    for (pointer, path) in times {
        let said = theirs.word(path);
        if !said.is_empty()
            && wire::json::instant(said).is_none()
            && let Some(time) = ours.pointer_mut(pointer)
        {
            *time = said.into();
        }
    }
    Some(ours)
}

/// With the entries of a list that were read one by one; what can't be read stays an entry that nobody can read, so that the page
/// says that something is left out.
fn with_entries(mut ours: Value, list: &str, entries: impl Iterator<Item = Option<Value>>) -> Option<String> {
    *ours.get_mut(list)? = entries.map(Option::unwrap_or_default).collect();
    written(&ours)
}
