//! Creating requests that are sent twice make one thing. The caller's key, the person, and a fingerprint of the request
//! decide: the answer is replayed, or the key belongs to something else, or the first request is still running.

use crate::{
    answer::Answer,
    app::Portal,
    digest::sha256_hex,
    problem::Refusal,
    store::{Connection, idempotency as stored},
};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};
use wire::problem::Kind;

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Requests that are being worked on in this process.
#[derive(Debug, Default)]
pub struct Running(Mutex<HashSet<(String, String)>>);

/// One creating request: whose, under which key, and what it says.
#[derive(Debug)]
pub struct Creation<'a> {
    app: &'a Portal,
    person: &'a str,
    key: String,
    fingerprint: String,
}

impl<'a> Creation<'a> {
    /// Enters a request. Only one with the same key is worked on at a time.
    ///
    /// # Errors
    /// 409 while the first is still running.
    pub fn enter(
        app: &'a Portal,
        person: &'a str,
        key: String,
        path: &str,
        body: &[u8],
    ) -> Result<Self, Refusal> {
        let fingerprint = sha256_hex(&[Method::POST.as_str().as_bytes(), path.as_bytes(), body]);
        let mut running = app.running.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !running.insert((person.to_owned(), key.clone())) {
            let words = "The first request with this key is still being worked on. Ask again in a moment.";
            return Err(Refusal::new(Kind::StillRunning, words).after(1));
        }
        Ok(Self { app, person, key, fingerprint })
    }

    /// The answer that was given before, if any.
    ///
    /// # Errors
    /// 422 when the key belongs to another request.
    pub async fn replay(&self, conn: &mut Connection) -> Result<Option<Response>, Refusal> {
        let Some(given) = stored::find(conn, self.person, &self.key).await? else { return Ok(None) };
        if given.fingerprint != self.fingerprint {
            let words = "This Idempotency-Key was used for another request. Use a new key for a new request.";
            return Err(Refusal::new(Kind::KeyReused, words).made(given.location));
        }
        let mut response = created(given.body.into(), &given.location, &given.etag);
        *response.status_mut() = StatusCode::from_u16(given.status).unwrap_or(StatusCode::CREATED);
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        Ok(Some(response))
    }

    /// Keeps the answer beside what it created, in the same transaction, and gives it.
    ///
    /// # Errors
    /// The database.
    pub async fn created(
        &self,
        conn: &mut Connection,
        answer: &Answer,
        location: &str,
    ) -> Result<Response, Refusal> {
        let given = stored::Given {
            fingerprint: self.fingerprint.clone(),
            status: StatusCode::CREATED.as_u16(),
            location: location.to_owned(),
            etag: answer.tag().to_owned(),
            body: answer.text().into_owned(),
        };
        stored::keep(conn, self.person, &self.key, &given, self.app.clock.now()).await?;
        Ok(created(given.body.into(), location, &given.etag))
    }
}

impl Drop for Creation<'_> {
    fn drop(&mut self) {
        let mut running = self.app.running.0.lock().unwrap_or_else(PoisonError::into_inner);
        running.remove(&(self.person.to_owned(), std::mem::take(&mut self.key)));
    }
}

fn created(body: Body, location: &str, etag: &str) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::CREATED;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, crate::answer::NO_STORE);
    for (name, value) in [(header::LOCATION, location), (header::ETAG, etag)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}

/// The caller's key.
///
/// # Errors
/// 400 when it is missing, or is not of 1 to 255 visible ASCII characters; a blank is none.
pub fn key(headers: &HeaderMap) -> Result<String, Refusal> {
    let missing = |words: &str| Refusal::new(Kind::KeyMissing, words);
    let value =
        headers.get(KEY).ok_or_else(|| missing("Send an Idempotency-Key: a new one for each new thing."))?;
    value
        .to_str()
        .ok()
        .map(str::trim)
        .filter(|key| (1..=255).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()))
        .map(str::to_owned)
        .ok_or_else(|| missing("The Idempotency-Key has 1 to 255 visible ASCII characters and no blank."))
}
