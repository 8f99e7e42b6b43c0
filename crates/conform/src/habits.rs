//! Habits of HTTP that the app leans on where an API has them, and what it does without each.

use http::Method;
use serde::Serialize;
use serde_json::Value;
use wire::{
    account::Role,
    capability::SERVER_TIME,
    json, path,
    problem::{self, Kind},
};

use crate::{ask::Asked, line::Line};

/// Most seconds between the `Date` of an answer and the clock that the API says it has.
const APART: i64 = 5;

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub struct Habit {
    /// Its name; those of [`wire::capability::OPTIONAL`] as they stand there.
    pub name: &'static str,
    /// Whether the API has it.
    pub has: bool,
    /// Whether the app would go wrong without it, so that something has to be done.
    pub mend: bool,
    /// What was seen, and what follows.
    pub says: String,
}

impl Habit {
    /// It has it.
    pub fn yes(name: &'static str, says: impl Into<String>) -> Self {
        Self { name, has: true, mend: false, says: says.into() }
    }

    /// It has it not.
    pub fn no(name: &'static str, says: impl Into<String>) -> Self {
        Self { name, has: false, mend: false, says: says.into() }
    }

    /// It has it not, and that has to be mended.
    pub fn mend(name: &'static str, says: impl Into<String>) -> Self {
        Self { mend: true, ..Self::no(name, says) }
    }
}

/// Those that are seen by reading.
pub fn all(asked: &Asked<'_>) -> Vec<Habit> {
    vec![
        role(asked),
        etag(asked.line),
        server_time(asked),
        request_id(asked.line),
        refusals(asked.line),
        closed(asked.line),
        kept_by_nobody(asked.line),
        pages(asked),
    ]
}

/// What is offered to people is decided by their role.
fn role(asked: &Asked<'_>) -> Habit {
    let role = &asked.me.role;
    if role.known().is_some() {
        return Habit::yes("role", format!("“{}” is a role of the portal", role.as_str()));
    }
    let known = Role::KNOWN.join(", ");
    Habit::mend(
        "role",
        format!(
            "“{}” is none that the portal knows, and it offers nothing to it. Known: {known}",
            role.as_str()
        ),
    )
}

fn etag(line: &Line) -> Habit {
    let without = "no tag: the app compares the text, and whoever changes something last wins";
    let tag = line.get(path::ME).ok().and_then(|answer| answer.header("etag").map(str::to_owned));
    let Some(tag) = tag else { return Habit::no("etag", without) };
    match line.ask(Method::GET, path::ME, None, &[("if-none-match", &tag)]) {
        Ok(answer) if answer.status == 304 => Habit::yes("etag", "304 for what is known already"),
        Ok(answer) => {
            Habit::no("etag", format!("a tag is sent, and If-None-Match answered {}", answer.status))
        }
        Err(_) => Habit::no("etag", "no answer to If-None-Match"),
    }
}

fn server_time(asked: &Asked<'_>) -> Habit {
    let name = SERVER_TIME;
    let Some(date) = asked.line.get(path::ME).ok().and_then(|answer| answer.date()) else {
        return Habit::no(name, "no Date either: due times are counted by the clock of the reader's device");
    };
    let body = if asked.off.dialect.contains(&name) { None } else { asked.bodies.get(path::META) };
    match body.and_then(|meta| json::instant(meta["server_now"].as_str()?)) {
        None => Habit::no(name, "the Date header is the clock, to the second"),
        Some(now) if (now - date).num_seconds().abs() <= APART => {
            Habit::yes(name, "server_now and Date agree")
        }
        Some(now) => {
            Habit::yes(name, format!("server_now is {now} and Date {date}: the app follows server_now"))
        }
    }
}

fn request_id(line: &Line) -> Habit {
    let header = line.dialect.request_id;
    match line.get(path::ME).ok().and_then(|answer| answer.header(header).map(str::to_owned)) {
        Some(_) => Habit::yes("requestId", format!("{header} names each request")),
        None => Habit::no("requestId", format!("no {header}: a fault can't be told by its number")),
    }
}

fn refusals(line: &Line) -> Habit {
    let name = "problems";
    let Ok(answer) = line.get(&path::unit("conform-no-such-unit")) else {
        return Habit::no(name, "no answer");
    };
    match answer.problem() {
        Some(problem) if Kind::of(&problem) == Some(Kind::NotFound) => {
            Habit::yes(name, "what is not there is refused in words")
        }
        Some(problem) if Kind::of(&problem) == Some(Kind::NotAllowed) => {
            Habit::no(name, "not seen: units are not for this role")
        }
        // By its type the app knows what a refusal is.
        Some(problem) => Habit::mend(
            name,
            format!(
                "a unit that is not there is refused as “{}” instead of “{}”",
                problem.kind,
                Kind::NotFound.parts().0
            ),
        ),
        _ => Habit::no(
            name,
            format!(
                "a unit that is not there answered {}, no {} with 404",
                answer.status,
                wire::problem::MEDIA_TYPE
            ),
        ),
    }
}

/// The app knows by the type of the refusal that it has to ask people to sign in, and not by its status.
fn closed(line: &Line) -> Habit {
    let name = "closed";
    let Ok(answer) = line.of_nobody().get(path::ME) else { return Habit::mend(name, "no answer") };
    if answer.is_success() {
        return Habit::mend(name, "it is read without signing in");
    }
    if answer.is(Kind::NotSignedIn) {
        return Habit::yes(name, "nobody reads without signing in");
    }
    let (kind, ..) = Kind::NotSignedIn.parts();
    if problem::read(&answer.text).as_ref().and_then(Kind::of) == Some(Kind::NotSignedIn) {
        let words = format!(
            "{kind} is sent as {:?} instead of {}: people are not asked to sign in",
            answer.media_type,
            problem::MEDIA_TYPE
        );
        return Habit::mend(name, words);
    }
    Habit::mend(
        name,
        format!(
            "nobody is answered {} and no problem of the type {kind}: people are not asked to sign in",
            answer.status
        ),
    )
}

fn kept_by_nobody(line: &Line) -> Habit {
    let name = "noStore";
    let kept = line.get(path::ME).ok().and_then(|answer| answer.header("cache-control").map(str::to_owned));
    match kept {
        Some(kept) if kept.contains("no-store") => Habit::yes(name, "personal data is kept nowhere"),
        other => Habit::no(
            name,
            format!("Cache-Control is {:?}: a browser may keep personal data", other.unwrap_or_default()),
        ),
    }
}

/// A second page begins where the first ends.
fn pages(asked: &Asked<'_>) -> Habit {
    let name = "pages";
    if !asked.bodies.contains_key(path::UNITS) {
        return Habit::no(name, "not seen: the list of units was not read");
    }
    let read = |path: &str| asked.line.get(path).ok().filter(|answer| answer.is_success())?.json();
    let items = |page: &Value| page["items"].as_array().cloned().unwrap_or_default();
    let all = read(&format!("{}?limit=200", path::UNITS)).unwrap_or_default();
    if all["next"].is_string() && all["total"].as_u64() == Some(items(&all).len() as u64) {
        return Habit::mend(name, "all units are on one page, and it has a next one");
    }
    let Some(first) = read(&format!("{}?limit=1", path::UNITS)) else {
        return Habit::mend(name, "the list of units with limit=1 is refused");
    };
    let Some(next) = first["next"].as_str() else {
        return match items(&first).len() {
            0 | 1 => Habit::yes(name, "there is one unit at most, and no second page"),
            many => Habit::mend(name, format!("limit=1 answered {many} units and no second page")),
        };
    };
    match read(&format!("{}?limit=1&cursor={}", path::UNITS, path::encode(next))) {
        Some(second) if !items(&second).is_empty() && items(&second) != items(&first) => {
            Habit::yes(name, "a second page begins where the first ends")
        }
        Some(_) => Habit::mend(name, "the second page is empty, or the first again"),
        None => Habit::mend(name, "the cursor of the first page is refused"),
    }
}
