//! Asks the calls that read, one after the other, and says of each what the app would do with the answer.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, SecondsFormat, TimeDelta, Utc};
use rules::access::Action;
use serde_json::Value;
use wire::{
    capability::{self, BATCHES, NOT_BY_TOKEN, ROSTER_CHANGES, SERVER_TIME},
    json, path,
    problem::{Kind, is_of_no_call},
    session::Me,
};

use crate::{
    calls::{CALLS, Call, Expected, QUESTIONS, Question},
    fields::{Fields, Reader},
    heeded,
    line::{Answer, Line, NoAnswer, in_words},
    outcome::Outcome,
    unlike,
    writes::Opened,
};

/// What the API does without, by the settings of the installation and by the dialect.
pub struct Off<'a> {
    /// `capabilitiesOff` in `config.json`.
    pub settings: &'a [String],
    /// What the dialect lacks.
    pub dialect: &'static [&'static str],
    /// Whether a token is shown.
    pub is_by_token: bool,
}

impl Off<'_> {
    /// How it is known that the API does without what a call is for.
    pub fn of(&self, path: &str) -> Option<String> {
        names_of(path).into_iter().find_map(|name| self.of_name(name))
    }

    fn of_name(&self, name: &str) -> Option<String> {
        if self.settings.iter().any(|off| off == name) {
            return Some(format!("`{name}` is in capabilitiesOff"));
        }
        if self.is_by_token && name == NOT_BY_TOKEN {
            return Some("a film carries no token".to_owned());
        }
        self.dialect.contains(&name).then(|| format!("the dialect lacks `{name}`"))
    }

    /// How it is known that a list is not asked for what stands in that path.
    fn of_question(&self, path: &str, takes: fn(&str) -> bool) -> Option<String> {
        let off = self.settings.iter().find(|off| capability::is_asked_for(off, path));
        off.map(|off| format!("`{off}` is in capabilitiesOff"))
            .or_else(|| (!takes(path)).then(|| "the dialect can’t ask for it".to_owned()))
    }
}

/// What was asked so far.
pub struct Asked<'a> {
    /// How it is asked.
    pub line: &'a Line,
    /// What is not asked for.
    pub off: &'a Off<'a>,
    /// Who asks.
    pub me: &'a Me,
    now: DateTime<Utc>,
    /// What the API turned out to do without, and by which call.
    learned: BTreeMap<&'static str, &'static str>,
    /// What became of each call, by its name.
    pub outcomes: BTreeMap<&'static str, Outcome>,
    /// The answers that could be read.
    pub bodies: BTreeMap<&'static str, Value>,
    /// The cases that were opened.
    pub opened: Vec<Opened>,
}

/// Asks everything that reads; `now` by the clock of the API.
pub fn all<'a>(line: &'a Line, off: &'a Off<'a>, me: &'a Me, now: DateTime<Utc>) -> Asked<'a> {
    let mut asked = Asked {
        line,
        off,
        me,
        now,
        learned: BTreeMap::new(),
        outcomes: BTreeMap::new(),
        bodies: BTreeMap::new(),
        opened: Vec::new(),
    };
    for call in CALLS {
        let outcome = match (asked.ask(call), sees(me, call.path)) {
            (Outcome::NotForRole, true) => Outcome::refused_to(&me.role),
            (outcome, _) => outcome,
        };
        asked.outcomes.insert(call.path, outcome);
        // Where the API says what time it is, its headers are not asked.
        let said = asked.bodies.get(path::META).and_then(|meta| json::instant(meta["server_now"].as_str()?));
        asked.now = said.filter(|_| !off.dialect.contains(&SERVER_TIME)).unwrap_or(asked.now);
    }
    asked.learn();
    for question in QUESTIONS {
        if let Some(outcome) = asked.ask_for(question) {
            asked.outcomes.insert(question.asked, outcome);
        }
    }
    heeded::asking::all(&mut asked);
    asked
}

impl Asked<'_> {
    /// One whole that is not there takes all along that belongs to it, as in the app.
    fn learn(&mut self) {
        let lacking = self.outcomes.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Lacking { .. }));
        let learned = lacking.filter_map(|(path, _)| Some((capability::learned(path)?, *path)));
        self.learned = learned.collect();
        for (path, outcome) in &mut self.outcomes {
            if let Some(why) = lacks(&self.learned, path)
                && !matches!(outcome, Outcome::Lacking { .. })
            {
                *outcome = Outcome::Lacking { why };
            }
        }
    }

    /// How it is known that the API does without what a call is for: by what was said, or by what it answered.
    pub fn lacks(&self, path: &str) -> Option<String> {
        self.off.of(path).or_else(|| lacks(&self.learned, path))
    }

    /// How it is known that a list is not asked for what stands in that path.
    pub fn never_asks(&self, path: &str) -> Option<String> {
        self.off.of_question(path, self.line.dialect.takes)
    }

    /// What it was seen to do without, with what the settings name; empty where nothing was seen beside those and the dialect.
    pub fn found_lacking(&self) -> Vec<String> {
        let seen: Vec<&str> =
            self.learned.keys().copied().filter(|name| self.off.of_name(name).is_none()).collect();
        let settings = self.off.settings.iter().map(String::as_str).filter(|_| !seen.is_empty());
        settings.chain(seen.iter().copied()).map(str::to_owned).collect()
    }

    /// Whether the app has nothing to send that is named so, `POST /v1/sites`, because the API does without it.
    pub fn sends_nothing(&self, name: &str) -> bool {
        let Some((method, path)) = name.split_once(' ') else { return false };
        let is_off = |name: &str| self.off.of_name(name).is_some() || self.learned.contains_key(name);
        // One unit is registered by the call for many.
        let of_many = path.starts_with(path::REGISTRATIONS) && path != path::REGISTRATIONS;
        (of_many && is_off(BATCHES))
            || (method == "PATCH" && capability::is_roster(path) && is_off(ROSTER_CHANGES))
            || capability::of_path(path).is_some_and(|optional| is_off(optional.name))
    }

    fn ask(&mut self, call: &'static Call) -> Outcome {
        if let Some(why) = self.off.of(call.path) {
            return Outcome::Lacking { why };
        }
        let addresses = match self.addresses(call.path, call.from) {
            Ok(addresses) => addresses,
            Err(outcome) => return outcome,
        };
        let addresses: Vec<String> =
            addresses.into_iter().map(|address| self.with_query(address, call)).collect();
        match call.answer {
            Expected::File(media_type) => self.ask_file(call, &addresses, media_type),
            Expected::Read(reader) => self.ask_json(call, &addresses, &reader()),
        }
    }

    /// A file of the first that has one: a meeting without a time has no calendar file, and that of others is no less there.
    fn ask_file(&self, call: &Call, addresses: &[String], media_type: &str) -> Outcome {
        for address in addresses {
            let answer = match self.line.file(address) {
                Ok(answer) => answer,
                Err(NoAnswer(why)) => return Outcome::broken(format!("no answer: {why}")),
            };
            match refused(call.path, address, &answer) {
                Some(Outcome::Broken { .. }) if call.from.is_some() && answer.is(Kind::NotFound) => (),
                Some(outcome) => return outcome,
                None if answer.media_type.starts_with(media_type) => {
                    return Outcome::Read { fields: Fields::default() };
                }
                None => {
                    return Outcome::broken(format!("is {:?}, expected {media_type}", answer.media_type));
                }
            }
        }
        Outcome::not_tried("there is none for those that were asked")
    }

    /// All of the answers together, as one: what is said of a member is said of it in each.
    fn ask_json(&mut self, call: &'static Call, addresses: &[String], reader: &Reader) -> Outcome {
        let mut bodies = Vec::new();
        for address in addresses {
            let came = match self.line.get(address) {
                Err(NoAnswer(why)) => Err(Outcome::broken(format!("no answer: {why}"))),
                Ok(answer) => match refused(call.path, address, &answer) {
                    Some(outcome) => Err(outcome),
                    None => answer.json().ok_or_else(|| no_json(&answer)),
                },
            };
            match came {
                Ok(body) => bodies.push(body),
                Err(Outcome::Broken { why, .. }) if !bodies.is_empty() => {
                    return Outcome::broken(format!("{why}, when asked for {address}"));
                }
                // What is not for this person is no less there for others.
                Err(Outcome::NotForRole) => (),
                Err(outcome) => return outcome,
            }
        }
        if bodies.is_empty() {
            return Outcome::NotForRole;
        }
        let outcome = in_fields(reader.check_all(&bodies));
        if let (Outcome::Read { .. }, Some(body)) = (&outcome, bodies.into_iter().next()) {
            self.bodies.insert(call.path, body);
        }
        outcome
    }

    /// What the app asks a list for besides the list; nothing where there is no such list, which is said of the list.
    fn ask_for(&self, question: &Question) -> Option<Outcome> {
        let path = question.path();
        let call = CALLS.iter().find(|call| call.path == path)?;
        let Expected::Read(reader) = call.answer else { return None };
        let Outcome::Read { .. } = self.outcomes.get(path)? else { return None };
        // Cases come in their own order where they can't be asked for in another one.
        let text = match sort_of(question.asked).filter(|_| path == path::CASES) {
            Some(sort) if self.never_asks(&format!("{path}?{sort}")).is_some() => {
                question.asked.replace(&format!("{sort}&"), "")
            }
            _ => question.asked.to_owned(),
        };
        if let Some(why) = self.never_asks(&text) {
            return Some(Outcome::Lacking { why });
        }
        let address = match self.address(&text, question.from) {
            Ok(address) => self.in_time(&address) + &self.and_account(question),
            Err(outcome) => return Some(outcome),
        };
        let answer = match self.line.get(&address) {
            Ok(answer) => answer,
            Err(NoAnswer(why)) => return Some(Outcome::broken(format!("no answer: {why}"))),
        };
        // The list is there: what is not answered here is this question.
        Some(match refused(path, &address, &answer) {
            Some(Outcome::Lacking { why }) => Outcome::broken(why),
            Some(outcome) => outcome,
            None => match (read(&answer, &reader()), answer.json()) {
                (Outcome::Read { fields }, Some(body)) => match heeded::passed_over(&address, &body) {
                    Some(why) => Outcome::Broken { why, fields: Some(fields) },
                    None => Outcome::Read { fields },
                },
                (outcome, _) => outcome,
            },
        })
    }

    /// A path with what data gives.
    fn address(&self, path: &str, from: Option<(&str, &str)>) -> Result<String, Outcome> {
        let mut all = self.addresses(path, from)?;
        Ok(all.swap_remove(0))
    }

    /// The same for several entries of the list that are unlike each other; never none.
    fn addresses(&self, path: &str, from: Option<(&str, &str)>) -> Result<Vec<String>, Outcome> {
        let Some((list, member)) = from else { return Ok(vec![path.to_owned()]) };
        match self.outcomes.get(list) {
            Some(Outcome::Read { .. }) => (),
            Some(Outcome::Lacking { why }) => return Err(Outcome::Lacking { why: why.clone() }),
            Some(Outcome::NotForRole) => return Err(Outcome::NotForRole),
            _ => return Err(Outcome::not_tried(&format!("{list} names none"))),
        }
        let ids = self.bodies.get(list).map(|body| unlike::ids(body, member)).unwrap_or_default();
        if ids.is_empty() {
            return Err(Outcome::not_tried(&format!("{list} is empty")));
        }
        let (before, after) =
            (path.find('{').unwrap_or(path.len()), path.find('}').map_or(path.len(), |at| at + 1));
        let with = |id: &String| format!("{}{}{}", &path[..before], path::encode(id), &path[after..]);
        Ok(ids.iter().map(with).collect())
    }

    /// Which account, for a question that says it, of somebody who looks after several: that of the entry which is asked about.
    /// Something is asked for before it.
    fn and_account(&self, question: &Question) -> String {
        let any =
            self.me.accounts.first().filter(|_| question.names_account).map(|account| account.id.clone());
        let of_entry = || question.from.and_then(|(list, _)| self.first(list, "account.id"));
        let account = any.map(|any| of_entry().unwrap_or(any));
        account.map(|account| format!("&account={}", path::encode(&account))).unwrap_or_default()
    }

    fn with_query(&self, path: String, call: &Call) -> String {
        let account = match self.me.accounts.first().filter(|_| call.names_account) {
            Some(account) => format!("account={}", path::encode(&account.id)),
            None => String::new(),
        };
        let query = self.in_time(call.query);
        let query: Vec<&str> =
            [query.as_str(), &account].into_iter().filter(|part| !part.is_empty()).collect();
        if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
    }

    /// What a query says of time.
    fn in_time(&self, query: &str) -> String {
        let quarter = format!("{}-Q{}", self.now.year(), self.now.month0() / 3 + 1);
        let since = (self.now - TimeDelta::days(1)).to_rfc3339_opts(SecondsFormat::Secs, true);
        let day = (self.now - TimeDelta::days(90)).date_naive().to_string();
        query.replace("{quarter}", &quarter).replace("{since}", &since).replace("{day}", &day)
    }

    /// An id from the list of that call.
    pub fn first(&self, list: &str, member: &str) -> Option<String> {
        self.bodies.get(list).and_then(|body| unlike::ids(body, member).into_iter().next())
    }
}

/// The part of a question that says in which order.
fn sort_of(question: &str) -> Option<&str> {
    let (_, query) = question.split_once('?')?;
    query.split('&').find(|pair| pair.starts_with("sort="))
}

/// Whether it is of the core, and the app shows it to that person.
fn sees(me: &Me, path: &str) -> bool {
    let action = match path {
        path::UNITS | "/v1/units/{reference}" => Action::SeeUnits,
        path::CONTRACTS => Action::SeeContracts,
        path::CASES | "/v1/cases/{number}" => Action::SeeCases,
        path::CONTACTS => Action::SeeContacts,
        _ => return false,
    };
    me.may(action)
}

fn lacks(learned: &BTreeMap<&str, &str>, path: &str) -> Option<String> {
    let names = names_of(path);
    let known = names.into_iter().find_map(|name| learned.get(name).map(|whole| (name, whole)));
    known.map(|(name, whole)| format!("{whole} is not there, and the app does without `{name}` then"))
}

/// What a call belongs to; nothing is read of registrations but what many units were sent in.
fn names_of(path: &str) -> Vec<&'static str> {
    let of_many = path.starts_with(path::REGISTRATIONS).then_some(BATCHES);
    of_many.into_iter().chain(capability::of_path(path).map(|optional| optional.name)).collect()
}

/// Reads an answer that says that it went well.
pub fn read(answer: &Answer, reader: &Reader) -> Outcome {
    match answer.json() {
        Some(body) => in_fields(reader.check(&body)),
        None => no_json(answer),
    }
}

fn no_json(answer: &Answer) -> Outcome {
    Outcome::broken(format!("answered {} and no JSON", answer.status))
}

fn in_fields(fields: Fields) -> Outcome {
    match &fields.unreadable {
        None => Outcome::Read { fields },
        Some(place) => {
            let place = if place.is_empty() { "the answer" } else { place };
            Outcome::Broken { why: format!("{place} can't be read"), fields: Some(fields.clone()) }
        }
    }
}

/// What an answer is that does not say that it went well; `None` for one that does. As the app takes it.
pub fn refused(name: &str, address: &str, answer: &Answer) -> Option<Outcome> {
    // A page is no answer of the API, however well it went.
    if answer.is_success() && !answer.media_type.starts_with("text/html") {
        return None;
    }
    if answer.is_success() {
        return Some(Outcome::broken(format!("answered {} and a page instead of an answer", answer.status)));
    }
    let problem = answer.problem();
    let is_not_found = answer.is(Kind::NotFound);
    let is_lacking = is_not_found || is_of_no_call(answer.status, problem.as_ref());
    let optional = capability::of_path(name);
    Some(match (answer.status, optional) {
        _ if answer.is(Kind::NotAllowed) => Outcome::NotForRole,
        // The app learns it from the call for the whole, unless it may be that only the account is not there.
        (status, Some(_))
            if is_lacking && capability::is_whole(name) && !(is_not_found && address.contains('?')) =>
        {
            Outcome::Lacking { why: format!("answered {status}") }
        }
        (status, Some(optional)) if is_lacking => Outcome::broken(format!(
            "answered {status}; when the API does without it, name `{}` in capabilitiesOff",
            optional.name
        )),
        (status, _) => {
            Outcome::broken(format!("answered {status}{}", problem.map(in_words).unwrap_or_default()))
        }
    })
}
