//! Asks somebody's API, call by call, what of the portal it can carry: which screens will work, which not and why, field by field.
//! It reads by the types of `wire`, through a dialect of `dialect` when one is named, and so sees what the app would see. It
//! decides nothing for the app and is no part of it; `cargo xtask conform` runs it.

mod ask;
pub mod calls;
pub mod fields;
mod habits;
pub mod heeded;
mod line;
mod member;
mod outcome;
mod report;
pub mod screens;
mod unlike;
pub mod writes;

pub use outcome::{Outcome, Verdict};
pub use report::Report;

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use dialect::Dialect;
use wire::{
    config::{self, Config, Settings},
    json, path,
    session::Me,
};

use ask::Off;
use fields::Reader;
use line::{Line, NoAnswer};

/// What is asked, and how.
pub struct Wishes {
    /// Where the API is: what stands before `/v1`.
    pub address: String,
    /// Its words.
    pub dialect: Dialect,
    /// As whom.
    pub who: Who,
    /// Whether something is written: drafts and views that are taken away again, and one case.
    pub writes: bool,
    /// The settings of the installation, as their text.
    pub config: Option<String>,
}

/// As whom is asked.
pub enum Who {
    /// By e-mail address and password, for a cookie.
    Person {
        /// E-mail address.
        email: String,
        /// Password.
        password: String,
    },
    /// With a bearer token.
    Token(String),
}

/// The settings that came with the app.
const BUILD: &str = include_str!("../../../public/config.json");

/// Asks.
///
/// # Errors
/// In words, when nothing can be asked at all: nobody answers, or nobody is signed in.
pub fn conform(wishes: &Wishes) -> Result<Report, String> {
    let settings = wishes.config.as_deref().map(settings).transpose()?;
    let service = match settings.as_ref().map(|settings| settings.config.meta()) {
        Some(Ok(Some(_))) => "targets and countries are those of `service` in config.json",
        Some(Err(_)) => {
            "`service` in config.json can't be read, and without it no cover and no target is shown"
        }
        _ => "without `service` in config.json (--config) no cover and no target is shown",
    };
    let (off, mut faults) =
        settings.map(|settings| (settings.config.capabilities_off, settings.faults)).unwrap_or_default();
    faults.extend(off.iter().filter_map(|off| heeded::lists::slip(off)));
    let line = Line::new(&wishes.address, wishes.dialect);
    let line = match &wishes.who {
        Who::Person { email, password } => line.signed_in(email, password.clone())?,
        Who::Token(token) => line.with_token(token.clone()),
    };
    let report = report(wishes, &line, &off, service, faults);
    // However it went: the session was begun here.
    if matches!(wishes.who, Who::Person { .. }) {
        line.sign_out();
    }
    report
}

fn report(
    wishes: &Wishes,
    line: &Line,
    off: &[String],
    service: &str,
    faults: Vec<String>,
) -> Result<Report, String> {
    let (me, now) = who(line)?;
    let is_by_token = matches!(wishes.who, Who::Token(_));
    let off = Off { settings: off, dialect: wishes.dialect.lacks, is_by_token };
    let mut asked = ask::all(line, &off, &me, now);
    if let Some(Outcome::Lacking { why }) = asked.outcomes.get_mut(path::META) {
        why.push_str("; ");
        why.push_str(service);
    }
    let mut habits = habits::all(&asked);
    if wishes.writes {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let stamp = since.as_millis().to_string();
        habits.extend(writes::all(&mut asked, &stamp));
    } else {
        writes::none(&mut asked);
    }
    Ok(Report::new(wishes, &asked, habits, faults))
}

/// Who is signed in, without which nothing else makes sense, and what time it is there.
fn who(line: &Line) -> Result<(Me, DateTime<Utc>), String> {
    let answer = line.get(path::ME).map_err(|NoAnswer(why)| format!("no answer: {why}"))?;
    if !answer.is_success() {
        let why = if answer.status == 401 { ": nobody is signed in" } else { "" };
        return Err(format!("GET {} answered {}{why}", path::ME, answer.status));
    }
    if answer.media_type.starts_with("text/html") {
        return Err(format!(
            "GET {} answered with a page: this is no API in the dialect “{}”",
            path::ME,
            line.dialect.name
        ));
    }
    let now = answer.date().unwrap_or_else(|| SystemTime::now().into());
    let me = json::read(&answer.text).map_err(|place| {
        let fields = answer.json().map(|body| Reader::of::<Me>().check(&body)).unwrap_or_default();
        let breaks = fields.notes.iter().find(|note| note.breaks);
        let words = breaks
            .map(|note| format!("{} {}", note.field, report::in_words(&note.what, note.came.as_deref())));
        let place = if place.is_empty() { "the answer" } else { &place };
        let words = words.unwrap_or_else(|| format!("{place} can't be read"));
        format!("GET {}: {words}, in the dialect “{}”", path::ME, line.dialect.name)
    })?;
    Ok((me, now))
}

fn settings(text: &str) -> Result<Settings, String> {
    let build: Config =
        json::read(BUILD).map_err(|place| format!("the settings of the build: {place} can't be read"))?;
    Ok(config::settings(text, &build))
}
