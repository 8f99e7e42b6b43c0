//! One request and its answer: base address, headers, time limit, ending it when nobody waits any more, and another try
//! where that is safe.

mod answer;
mod ending;
mod held;

pub use answer::{Answer, Raw, refused_inputs, when_left_out};
use answer::{refused, understood};
pub use ending::{Abort, Limit};

use std::{cell::RefCell, pin::Pin, time::Duration};

use dialect::{Asked, Heard, Spoken};
use gloo_net::http::{Method, Request, Response};
use serde::Serialize;
use wire::{
    capability::IDEMPOTENCY,
    json::{self, FromJson},
};

use super::{Failure, line, spoken};
use crate::browser::{fetch::Sent, timer, transfer::Cut, upload};

const JSON: &str = "application/json";
/// How long a reading call may take.
const READ_LIMIT: Duration = Duration::from_secs(10);
/// How long a writing call may take.
const WRITE_LIMIT: Duration = Duration::from_secs(30);
/// How often a call is tried that may be repeated.
const TRIES: u32 = 3;
/// The longest wait that is kept to without asking, seconds.
const PATIENCE: u32 = 3;

thread_local! {
    /// Told of every call that did not work. Context is not at hand after an `.await`.
    static TOLD: RefCell<Option<Told>> = const { RefCell::new(None) };
}

type Told = Box<dyn Fn(&Failure)>;

/// Registers who is told when a call did not work: the session may have run out, or a role may have been taken away.
pub fn when_refused(told: impl Fn(&Failure) + 'static) {
    TOLD.set(Some(Box::new(told)));
}

/// A call on its way. Boxed: what waits for a call then holds an address, and not all that a call is made of, wherever one is made.
type OnItsWay<'a> = Pin<Box<dyn Future<Output = Result<Raw, Failure>> + 'a>>;

/// The key that makes a repeated creating call one thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdempotencyKey(pub String);

thread_local! {
    /// When the last answer was sent, by the clock there.
    static DATE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A reading call: what it asks, and how its answer is read. It is a value and no future, so that all readings are sent by
/// one piece of code; made anew for every type that would weigh a twentieth of the app.
pub struct Reading<T> {
    /// Path and query.
    pub path: String,
    /// Reads the answer.
    pub read: fn(Raw) -> Result<T, Failure>,
}

impl<T: FromJson> Reading<T> {
    /// Reads the body.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), read: |raw| raw.read().map(|answer| answer.body) }
    }
}

impl<T: FromJson> Reading<(T, String)> {
    /// Reads the body and its entity tag, for `If-Match`.
    pub fn with_etag(path: String) -> Self {
        Self { path, read: |raw| raw.read().map(|answer| (answer.body, answer.etag.unwrap_or_default())) }
    }
}

impl<T> Reading<T> {
    /// Sends it. Pages load by [`crate::components::loaded::load`] instead, which sends it again when it has to.
    pub async fn send(self, abort: &Abort) -> Result<T, Failure> {
        get(&self.path, None, abort).await.and_then(self.read)
    }
}

/// Reads, unless what is there still has the tag that is known. Failures that pass by themselves are tried again.
pub fn get<'a>(path: &'a str, known: Option<&'a str>, abort: &'a Abort) -> OnItsWay<'a> {
    Box::pin(async move {
        let known = known.map(|tag| ("If-None-Match", tag));
        let call =
            Call { method: Method::GET, path, body: None, headers: known.as_slice(), limit: READ_LIMIT };
        send_until_known(call, abort).await
    })
}

/// A file of the app itself, wherever the API is.
pub async fn own_file(path: &str) -> Result<String, Failure> {
    let abort = Abort::never();
    let limit = Limit::begin(READ_LIMIT, &abort);
    let read = async {
        let answer = fetch(&Sent::get(path), &abort).await.ok()?;
        if answer.ok() { answer.text().await.ok() } else { None }
    };
    let text = read.await;
    limit.end(&abort);
    text.ok_or(Failure::NoAnswer)
}

/// Sends what is no call of the API, or is made ready by one.
pub async fn fetch(sent: &Sent<'_>, abort: &Abort) -> Result<Response, Failure> {
    let request = sent.request(abort.signal().as_ref()).ok_or(Failure::NoAnswer)?;
    Request::from(request).send().await.map_err(|_| Failure::NoAnswer)
}

/// What time it is where that call is answered, as HTTP says it: whatever the answer is, also "nobody is signed in".
pub async fn date_of(path: &str) -> Option<String> {
    let call = Call { method: Method::GET, path, body: None, headers: &[], limit: READ_LIMIT };
    DATE.take();
    drop(carry(&call, &Abort::never()).await);
    DATE.take()
}

/// Creates. With its key the call may be repeated until it is known what became of it.
pub async fn post<T: FromJson>(
    path: &str,
    body: &impl Serialize,
    key: &IdempotencyKey,
) -> Result<Answer<T>, Failure> {
    let headers = [("Idempotency-Key", &*key.0), NO_HEADER];
    write(Method::POST, path, to_json(body), headers, Tries::ByKey).await?.read()
}

/// Creates something on a thing of a known version.
pub async fn post_on_version<T: FromJson>(
    path: &str,
    body: &impl Serialize,
    key: &IdempotencyKey,
    etag: &str,
) -> Result<Answer<T>, Failure> {
    let headers = [("Idempotency-Key", &*key.0), ("If-Match", etag)];
    write(Method::POST, path, to_json(body), headers, Tries::ByKey).await?.read()
}

/// Changes a thing of a known version.
pub async fn patch<T: FromJson>(path: &str, body: &impl Serialize, etag: &str) -> Result<Answer<T>, Failure> {
    write(Method::PATCH, path, to_json(body), [("If-Match", etag), NO_HEADER], Tries::Once).await?.read()
}

/// Changes it by what is JSON already.
pub async fn patch_json(path: &str, body: String, etag: &str) -> Result<Raw, Failure> {
    write(Method::PATCH, path, Ok(body), [("If-Match", etag), NO_HEADER], Tries::Once).await
}

/// Puts something in the place of what is there; the answer has no body.
pub async fn put(path: &str, body: &impl Serialize) -> Result<(), Failure> {
    write(Method::PUT, path, to_json(body), [NO_HEADER; 2], Tries::Once).await.map(drop)
}

/// Puts something from a page that is being left: it goes on its way when the page is gone already, and nobody hears of it.
pub fn put_on_leaving(path: &str, body: &impl Serialize) {
    if let Ok(body) = to_json(body)
        && line::refuses(path).is_none()
    {
        let token = line::authorization().unwrap_or_default();
        let headers = [("Content-Type", JSON), ("X-Portal", "1"), ("Authorization", &*token)];
        let (address, cookie) = (line::address(path), line::asks_for_cookie());
        let sent = Sent { method: "PUT", address: &address, headers: &headers, body: Some(&body), cookie };
        sent.on_leaving();
    }
}

/// Puts something that may be put there again and again; failures that pass by themselves are tried again.
pub async fn put_answered<T: FromJson>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    write(Method::PUT, path, to_json(body), [NO_HEADER; 2], Tries::Again)
        .await?
        .read()
        .map(|answer| answer.body)
}

/// Changes a thing of a known version by another method; the answer is not read.
pub async fn on_version(
    method: Method,
    path: &str,
    body: &impl Serialize,
    etag: &str,
) -> Result<(), Failure> {
    write(method, path, to_json(body), [("If-Match", etag), NO_HEADER], Tries::Once).await.map(drop)
}

/// Does what the address says. There is nothing to send; but what is not JSON may come from another site, and is refused.
pub async fn bare(method: Method, path: &str) -> Result<Raw, Failure> {
    let body = (method != Method::DELETE).then_some("{}");
    let call = Call { method, path, body, headers: &[], limit: WRITE_LIMIT };
    send(&call, &Abort::never()).await
}

/// Sends a body without key: for signing in, which makes nothing twice.
pub async fn post_once<T: FromJson>(path: &str, body: &impl Serialize) -> Result<T, Failure> {
    write(Method::POST, path, to_json(body), [NO_HEADER; 2], Tries::Once)
        .await?
        .read()
        .map(|answer| answer.body)
}

/// Deletes.
pub async fn delete(path: &str) -> Result<(), Failure> {
    let call = Call { method: Method::DELETE, path, body: None, headers: &[], limit: WRITE_LIMIT };
    send(&call, &Abort::never()).await.map(|_| ())
}

/// No header: what has no value is not sent.
const NO_HEADER: (&str, &str) = ("If-Match", "");

/// How often a call that writes is sent.
enum Tries {
    Once,
    /// Until it is known what became of it.
    Again,
    /// Again by its key, where the API knows a key again; else once, whatever becomes of it.
    ByKey,
}

/// Sends what was made JSON. Knows no type of body or answer, so that all calls that write share it.
fn write<'a>(
    method: Method,
    path: &'a str,
    body: Result<String, Failure>,
    headers: [(&'static str, &'a str); 2],
    tries: Tries,
) -> OnItsWay<'a> {
    Box::pin(async move {
        let (body, abort) = (body?, Abort::never());
        let call = Call { method, path, body: Some(&body), headers: &headers, limit: WRITE_LIMIT };
        match tries {
            Tries::Once => send(&call, &abort).await,
            Tries::ByKey if line::lacks(IDEMPOTENCY) => send(&call, &abort).await,
            Tries::Again | Tries::ByKey => send_until_known(call, &abort).await,
        }
    })
}

struct Call<'a> {
    method: Method,
    path: &'a str,
    body: Option<&'a str>,
    headers: &'a [(&'a str, &'a str)],
    limit: Duration,
}

/// What is sent.
pub fn to_json(body: &impl Serialize) -> Result<String, Failure> {
    // Our own request types always serialise; a failure here is shown like any other rather than ending the app.
    serde_json::to_string(body).map_err(|_| Failure::NotTheApi { status: 0 })
}

/// Sends a call that may be repeated, again after a failure that passes by itself. Knows no type of answer, so that all
/// calls share it.
async fn send_until_known(call: Call<'_>, abort: &Abort) -> Result<Raw, Failure> {
    let mut tried = 1;
    loop {
        match send(&call, abort).await {
            Err(failure) if tried < TRIES && may_be_repeated(&failure) => {
                wait_before_try(tried, failure.retry_after()).await;
            }
            other => return other,
        }
        tried += 1;
    }
}

/// Nobody waits longer for a call than its limit: then they are told, and try again themselves. When the API asks for more
/// patience than people have, they are told too.
fn may_be_repeated(failure: &Failure) -> bool {
    let waited_long = *failure == Failure::TimedOut;
    failure.is_passing() && !waited_long && failure.retry_after().is_none_or(|seconds| seconds <= PATIENCE)
}

/// As long as the API asks, or 300 ms, then 900 ms; each with up to half as much again, so that many tabs do not knock
/// together.
async fn wait_before_try(tried: u32, asked: Option<u32>) {
    let base = asked.map_or(300.0 * f64::from(3_u32.pow(tried - 1)), |seconds| 1000.0 * f64::from(seconds));
    timer::sleep(Duration::from_millis((base * (1.0 + js_sys::Math::random() / 2.0)) as u64)).await;
}

/// Does what nobody has pressed for. Whoever is signed out by now learns it from the next thing that they do, and not in the middle
/// of a word: nobody is told of a failure but the caller.
pub async fn quietly(
    method: Method,
    path: &str,
    body: Option<&str>,
    headers: &[(&str, &str)],
) -> Result<Raw, Failure> {
    if let Some(failure) = line::refuses(path) {
        return Err(failure);
    }
    carry(&Call { method, path, body, headers, limit: READ_LIMIT }, &Abort::never()).await
}

fn send<'a>(call: &'a Call<'_>, abort: &'a Abort) -> OnItsWay<'a> {
    Box::pin(sending(call, abort))
}

async fn sending(call: &Call<'_>, abort: &Abort) -> Result<Raw, Failure> {
    if let Some(failure) = line::refuses(call.path).or_else(|| held::refuses(&call.method, call.path)) {
        return Err(failure);
    }
    let round = line::round();
    let learn = |failure| {
        if round == line::round() { line::learn(&call.method, call.path, failure) } else { failure }
    };
    let result = carry(call, abort).await.map_err(learn);
    if let Err(failure) = &result {
        held::hold(&call.method, call.path, failure);
        TOLD.with_borrow(|told| told.iter().for_each(|told| told(failure)));
    }
    result
}

async fn carry(call: &Call<'_>, abort: &Abort) -> Result<Raw, Failure> {
    let limit = Limit::begin(call.limit, abort);
    let result = exchange(call, abort).await;
    match (result, limit.end(abort)) {
        (Err(Failure::NoAnswer), Some(cut)) => Err(cut),
        (other, _) => other,
    }
}

async fn exchange(call: &Call<'_>, abort: &Abort) -> Result<Raw, Failure> {
    let asked =
        Asked { method: call.method.clone(), path: call.path.to_owned(), body: call.body.map(str::to_owned) };
    let theirs = match spoken::ask(&asked) {
        Spoken::Call(theirs) => theirs,
        Spoken::Known(heard) => return understood(call.path, heard, None, None),
    };
    // The app's own files are where the app is, and are shown no token.
    let is_own = !call.path.starts_with("/v1/");
    let address = if is_own { theirs.path } else { line::address(&theirs.path) };
    let token = line::authorization().filter(|_| !is_own).unwrap_or_default();
    let content = theirs.body.as_ref().map_or("", |_| JSON);
    let mut headers =
        vec![("Accept", JSON), ("X-Portal", "1"), ("Authorization", &*token), ("Content-Type", content)];
    headers.extend(call.headers.iter().filter(|(name, value)| line::is_sent(name, value)));
    let sent = Sent {
        method: theirs.method.as_str(),
        address: &address,
        headers: &headers,
        body: theirs.body.as_deref(),
        cookie: line::asks_for_cookie() && !is_own,
    };
    let response = fetch(&sent, abort).await?;
    let status = response.status();
    let media_type = response.headers().get("content-type").unwrap_or_default();
    let told = |name| response.headers().get(name);
    DATE.set(told("date"));
    let etag = told("etag");
    let wait = told("retry-after").and_then(|seconds| seconds.parse().ok());
    let request = told(spoken::REQUEST_ID).unwrap_or_default();
    let text = response.text().await.map_err(|_| Failure::NoAnswer)?;
    let heard = spoken::hear(&asked, Heard { status, media_type, request, text });
    understood(call.path, heard, etag, wait)
}

/// Sends a file by that method, with the idempotency key of what it creates; the key is empty when it creates nothing.
pub async fn send_file<T: FromJson>(
    sending: upload::Sending,
    method: &str,
    path: &str,
    key: &str,
) -> Result<T, Failure> {
    let key = if line::lacks(IDEMPOTENCY) { "" } else { key };
    let came = sending.send(method, &line::address(path), line::shown(), key).await.map_err(cut)?;
    let text = told(came.status, &came.media_type, came.text)?;
    json::read(&text).map_err(Failure::Unreadable)
}

/// What a file's way was cut by.
pub fn cut(cut: Cut) -> Failure {
    match cut {
        Cut::Aborted => Failure::Aborted,
        Cut::NoAnswer => Failure::NoAnswer,
        Cut::Stalled => Failure::TimedOut,
    }
}

/// What was told to a call that was not sent from here: its text, or why it was refused.
pub fn told(status: u16, media_type: &str, text: String) -> Result<String, Failure> {
    if (200..300).contains(&status) {
        return Ok(text);
    }
    let failure = refused(status, media_type, &text, None);
    TOLD.with_borrow(|told| told.iter().for_each(|told| told(&failure)));
    Err(failure)
}
