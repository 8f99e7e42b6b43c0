//! One request to the API and its answer, as the app sends and hears it: through the dialect, with the cookie or the token, and
//! without following a redirect, which no call of the app expects.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    thread,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Utc};
use dialect::{Asked, Dialect, Heard, Spoken};
use http::{HeaderMap, Method, Request};
use serde_json::Value;
use ureq::Agent;
use wire::{
    json, path,
    problem::{self, Kind, Problem},
    session::{Me, SignIn},
};

/// As long as the app waits for an answer.
const READ_LIMIT: Duration = Duration::from_secs(10);
/// As long as it waits for a change; a file takes its time as well.
const WRITE_LIMIT: Duration = Duration::from_secs(30);
/// So often it is asked again where the API asks to wait, and waits so long at most.
const PATIENCE: u32 = 3;
const LONGEST_WAIT: Duration = Duration::from_secs(30);
const ANY: &str = "*/*";
/// More than any list of the app has.
const LARGEST: u64 = 64 * 1024 * 1024;

/// How the API is reached, and as whom.
pub struct Line {
    agent: Agent,
    base: String,
    /// Its words.
    pub dialect: Dialect,
    /// The cookies as the API has set them last, by name: one that is renewed with an answer is the one that counts.
    cookies: RefCell<BTreeMap<String, String>>,
    token: Option<String>,
}

/// What came back, in our words.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`
    pub media_type: String,
    /// The body.
    pub text: String,
    /// All headers.
    pub headers: HeaderMap,
}

/// What a refusal says, behind a status: its detail, or what there is of it.
pub fn in_words(problem: Problem) -> String {
    let said = [problem.detail, problem.title, problem.kind].into_iter().find(|words| !words.is_empty());
    said.map(|words| format!(": {}", words.trim_end_matches('.'))).unwrap_or_default()
}

/// Nobody answered: why.
pub struct NoAnswer(pub String);

impl Answer {
    /// Whether it worked.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_str(&self.text).ok()
    }

    /// One of its headers, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Whether it is a refusal of that kind.
    pub fn is(&self, kind: Kind) -> bool {
        self.problem().is_some_and(|problem| Kind::of(&problem) == Some(kind))
    }

    /// How long the API asks to wait before it is asked again; nothing where that is too long, or it may have done what was sent.
    fn wait(&self, method: &Method) -> Option<Duration> {
        let again = self.status == 429 || (self.status == 503 && *method == Method::GET);
        let seconds = self.header("retry-after").filter(|_| again)?;
        seconds.parse().ok().map(Duration::from_secs).filter(|wait| *wait <= LONGEST_WAIT)
    }

    /// When it was sent, by the clock there.
    pub fn date(&self) -> Option<DateTime<Utc>> {
        DateTime::parse_from_rfc2822(self.header("date")?).ok().map(|date| date.to_utc())
    }

    /// What it refuses, where it says so in the words of the contract.
    pub fn problem(&self) -> Option<Problem> {
        let is_problem = self.media_type.starts_with(wire::problem::MEDIA_TYPE);
        is_problem.then(|| problem::read(&self.text)).flatten()
    }
}

impl Line {
    /// Nobody is signed in yet.
    pub fn new(base: &str, dialect: Dialect) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(WRITE_LIMIT))
            .build();
        let base = base.trim_end_matches('/').to_owned();
        Self { agent: config.into(), base, dialect, cookies: RefCell::default(), token: None }
    }

    /// The same as nobody.
    pub fn of_nobody(&self) -> Self {
        Self::new(&self.base, self.dialect)
    }

    /// Asks with that token from now on.
    pub fn with_token(self, token: String) -> Self {
        Self { token: Some(token), ..self }
    }

    /// Signs in as the app does, and asks with the cookie from now on.
    ///
    /// # Errors
    /// In words, when that does not work.
    pub fn signed_in(self, email: &str, password: String) -> Result<Self, String> {
        let body = SignIn { email: email.to_owned(), password };
        let body = serde_json::to_string(&body).map_err(|error| error.to_string())?;
        let answer = self.ask(Method::POST, path::SESSION, Some(&body), &[]);
        let answer = answer.map_err(|NoAnswer(why)| why)?;
        if !answer.is_success() {
            let words = answer.problem().map(in_words).unwrap_or_default();
            let (status, name) = (answer.status, self.dialect.name);
            let hint = if status == 404 {
                format!(". Has it other names than the dialect “{name}”?")
            } else {
                String::new()
            };
            return Err(format!("POST {} answered {status}{words}{hint}", path::SESSION));
        }
        // The app goes on with what this says of the person.
        if let Err(place) = json::read::<Me>(&answer.text) {
            let place = if place.is_empty() { "the answer" } else { &place };
            return Err(format!(
                "POST {}: {place} can't be read; the app wants there what GET {} answers",
                path::SESSION,
                path::ME
            ));
        }
        if self.cookies.borrow().is_empty() {
            return Err(format!("POST {} answered {} and set no cookie", path::SESSION, answer.status));
        }
        Ok(self)
    }

    /// Keeps the cookies of an answer; one whose time is over is dropped. Who shows a token has none, as in the app.
    fn keep(&self, headers: &HeaderMap) {
        if self.token.is_some() {
            return;
        }
        let set = headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        for cookie in set {
            let mut parts = cookie.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { continue };
            if is_over(parts) {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn cookie(&self) -> String {
        let all = self.cookies.borrow();
        let pairs: Vec<String> = all.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// Ends the session that signing in began.
    pub fn sign_out(&self) {
        drop(self.ask(Method::DELETE, path::SESSION, None, &[]));
    }

    /// Reads.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn get(&self, path: &str) -> Result<Answer, NoAnswer> {
        self.ask(Method::GET, path, None, &[])
    }

    /// Gets a file, as a link of the app does: from our address, whatever the dialect is.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn file(&self, path: &str) -> Result<Answer, NoAnswer> {
        patiently(&Method::GET, || {
            let asked = Asked { method: Method::GET, path: path.to_owned(), body: None };
            let (heard, headers) = self.exchange(asked, &[], ANY)?;
            let Heard { status, media_type, text, .. } = heard;
            Ok(Answer { status, media_type, text, headers })
        })
    }

    /// Asks in the words of `wire::path`.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<&str>,
        headers: &[(&str, &str)],
    ) -> Result<Answer, NoAnswer> {
        let asked = Asked { method, path: path.to_owned(), body: body.map(str::to_owned) };
        patiently(&asked.method, || {
            let (heard, headers) = match (self.dialect.ask)(&asked) {
                Spoken::Known(heard) => (heard, HeaderMap::new()),
                Spoken::Call(theirs) => {
                    let (heard, all) = self.exchange(theirs, headers, "application/json")?;
                    ((self.dialect.hear)(&asked, heard), all)
                }
            };
            let Heard { status, media_type, text, .. } = heard;
            Ok(Answer { status, media_type, text, headers })
        })
    }

    fn exchange(
        &self,
        theirs: Asked,
        headers: &[(&str, &str)],
        accept: &str,
    ) -> Result<(Heard, HeaderMap), NoAnswer> {
        let is_read = theirs.method == Method::GET && accept != ANY;
        let mut request = Request::builder()
            .method(theirs.method)
            .uri(format!("{}{}", self.base, theirs.path))
            .header("accept", accept)
            .header("x-portal", "1");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let cookie = self.cookie();
        if !cookie.is_empty() {
            request = request.header("cookie", cookie);
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let said = |error: &dyn std::fmt::Display| NoAnswer(error.to_string());
        let limit = if is_read { READ_LIMIT } else { WRITE_LIMIT };
        let sent = match theirs.body {
            Some(body) => {
                let request = request.header("content-type", "application/json").body(body);
                self.agent.run(request.map_err(|error| said(&error))?)
            }
            None => {
                let request = request.body(()).map_err(|error| said(&error))?;
                self.agent.run(self.agent.configure_request(request).timeout_global(Some(limit)).build())
            }
        };
        let mut answer = sent.map_err(|error| said(&error))?;
        let text =
            answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(|error| said(&error))?;
        let headers = answer.headers().clone();
        self.keep(&headers);
        let header = |name: &str| {
            headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let heard = Heard {
            status: answer.status().as_u16(),
            media_type: header("content-type"),
            request: header(self.dialect.request_id),
            text: String::from_utf8_lossy(&text).into_owned(),
        };
        Ok((heard, headers))
    }
}

/// Asks, and again where the API asks for patience.
fn patiently(method: &Method, ask: impl Fn() -> Result<Answer, NoAnswer>) -> Result<Answer, NoAnswer> {
    for _ in 0..PATIENCE {
        let answer = ask()?;
        let Some(wait) = answer.wait(method) else { return Ok(answer) };
        thread::sleep(wait);
    }
    ask()
}

/// Whether the attributes of a cookie say that its time is over. `Max-Age` is right where both are there (RFC 6265, 5.3).
fn is_over<'a>(attributes: impl Iterator<Item = &'a str>) -> bool {
    let named = attributes.filter_map(|part| part.split_once('='));
    let all: BTreeMap<String, &str> = named.map(|(name, value)| (name.to_lowercase(), value)).collect();
    let seconds = all.get("max-age").and_then(|value| value.parse::<i64>().ok());
    let until = || DateTime::parse_from_rfc2822(&all.get("expires")?.replace('-', " ")).ok();
    seconds.map_or_else(
        || until().is_some_and(|until| until <= DateTime::<Utc>::from(SystemTime::now())),
        |seconds| seconds <= 0,
    )
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn the_cookie_that_was_set_last_counts_and_one_that_is_taken_back_does_not() {
        let line = Line::new("http://here", dialect::ALL[0]);
        for (set, kept) in [
            ("session=one; Path=/; HttpOnly", "session=one"),
            ("route=a", "route=a; session=one"),
            ("session=two; Max-Age=900", "route=a; session=two"),
            ("route=; Max-Age=0", "session=two"),
            ("route=b; Max-Age=-1", "session=two"),
            ("session=three; Expires=Thu, 01 Jan 2099 00:00:00 GMT", "session=three"),
            ("session=four; Max-Age=60; Expires=Wed, 01 Jan 2020 00:00:00 GMT", "session=four"),
            ("session=; Expires=Wed, 01-Jan-2020 00:00:00 GMT", ""),
        ] {
            line.keep(&HeaderMap::from_iter([(http::header::SET_COOKIE, HeaderValue::from_static(set))]));
            assert_eq!(line.cookie(), kept, "{set}");
        }
    }
}
