//! A whole portal in the test's own process, over a real SQLite file in a folder of its own. Requests go through the
//! router as they would through a socket. Nothing here is used by the server.

pub mod examples;
pub mod process;
pub mod world;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use portal_server::{
    api,
    app::{App, Front},
    clock::Clock,
    installation::Content,
    serve,
    session::{cookie_name, hash},
    static_files::AppFiles,
    store::sessions::{self, Stored},
};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;
use tower::ServiceExt;
use tower_sessions::session::Id;

/// The instant at which every test begins: a Tuesday morning in Europe.
pub const NOW: &str = "2026-11-24T09:00:00Z";

/// A running portal and its folder.
pub struct Server {
    pub app: App,
    pub router: Router,
    pub clock: Clock,
    folder: Option<TempDir>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Pointers and codes of the fields that a problem names.
    pub fn fields(&self) -> Vec<String> {
        let errors = self.json()["errors"].as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        errors.iter().map(|error| format!("{} {}", text(&error["pointer"]), text(&error["code"]))).collect()
    }

    /// Everything that may not tell a foreign thing from a missing one: all but the request id and the time.
    pub fn likeness(&self) -> String {
        let mut headers: Vec<String> = self
            .headers
            .iter()
            .filter(|(name, _)| !["x-request-id", "date"].contains(&name.as_str()))
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        headers.sort();
        let body = self.text().replace(self.header("x-request-id"), "ID");
        format!("{}\n{}\n\n{body}", self.status, headers.join("\n"))
    }
}

impl Server {
    /// An empty portal of one's own data.
    pub async fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), Front::Loopback).await
    }

    pub async fn start_in(folder: TempDir, front: Front) -> Self {
        let clock = Clock::starting_at(NOW.parse().unwrap());
        let files = AppFiles::new(None);
        let app = serve::open(folder.path(), Content::Own, clock.clone(), front, files).await.unwrap();
        Self { folder: Some(folder), ..Self::of(app, clock) }
    }

    /// Over a portal that the test opened itself.
    pub fn of(app: App, clock: Clock) -> Self {
        Self { router: api::router(&app), app, clock, folder: None }
    }

    /// Stops it and starts another one over the same folder.
    pub async fn restart(self) -> Self {
        let front = self.app.front.clone();
        Self::start_in(self.stop().await, front).await
    }

    /// Stops it; what it leaves is its folder.
    pub async fn stop(self) -> TempDir {
        self.app.store.close().await;
        self.folder.unwrap()
    }

    /// The files right in the folder: the database and what stands beside it.
    pub fn files(&self) -> Vec<std::path::PathBuf> {
        let all = std::fs::read_dir(self.folder()).unwrap().map(|file| file.unwrap().path());
        all.filter(|path| path.is_file()).collect()
    }

    pub fn folder(&self) -> &Path {
        self.folder.as_ref().unwrap().path()
    }

    pub async fn send(&self, request: Request<Body>) -> Reply {
        let asked = format!("{} {}", request.method(), request.uri());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        let reply = Reply { status: parts.status, headers: parts.headers, body };
        examples::record(&asked, &reply);
        reply
    }

    pub async fn get(&self, cookie: &str, path: &str) -> Reply {
        self.send(request(Method::GET, cookie, path, &[], None)).await
    }

    pub async fn get_with(&self, cookie: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.send(request(Method::GET, cookie, path, headers, None)).await
    }

    /// A creating request with a key.
    pub async fn post(&self, cookie: &str, path: &str, key: &str, body: &Value) -> Reply {
        let headers = [("idempotency-key", key)];
        self.send(request(Method::POST, cookie, path, &headers, Some(body.to_string()))).await
    }

    pub async fn patch(&self, cookie: &str, path: &str, tag: &str, body: &Value) -> Reply {
        self.send(request(Method::PATCH, cookie, path, &[("if-match", tag)], Some(body.to_string()))).await
    }

    /// Signs in with the password that everybody of the test world has.
    pub async fn sign_in(&self, email: &str, password: &str) -> Reply {
        let body = serde_json::json!({"email": email, "password": password}).to_string();
        self.send(request(Method::POST, "", "/v1/session", &[], Some(body))).await
    }

    pub fn cookie_name(&self) -> String {
        cookie_name(self.app.installation.instance(), self.app.front.is_tls())
    }

    /// The cookie of a session for that person, made without the sign-in form.
    pub async fn cookie(&self, person: &str) -> String {
        let mut read = self.app.store.read().await.unwrap();
        let generation = sqlx::query_scalar("SELECT password_generation FROM person WHERE id = ?")
            .bind(person)
            .fetch_one(&mut *read)
            .await
            .unwrap();
        drop(read);
        self.cookie_of_generation(person, generation).await
    }

    /// The same, as if it had begun with a password of that generation.
    pub async fn cookie_of_generation(&self, person: &str, generation: i64) -> String {
        let id = Id::default();
        let stored = Stored {
            id_hash: hash(&id),
            person: Some(person.to_owned()),
            data: format!("{{\"person\":\"{person}\"}}"),
            agent: None,
            generation,
        };
        let mut tx = self.app.store.write().await.unwrap();
        assert!(sessions::create(&mut tx, &stored, self.clock.now()).await.unwrap());
        tx.commit().await.unwrap();
        format!("{}={id}", self.cookie_name())
    }

    /// Runs statements on the file.
    pub async fn sql(&self, statements: &str) {
        let mut tx = self.app.store.write().await.unwrap();
        let statements = sqlx::AssertSqlSafe(statements.to_owned());
        sqlx::raw_sql(statements).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn count(&self, table: &str) -> i64 {
        let mut tx = self.app.store.read().await.unwrap();
        let query = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        sqlx::query_scalar(query).fetch_one(&mut *tx).await.unwrap()
    }
}

/// The rows of a CSV file as Python's csv module reads them, which every Python has; nothing without Python.
pub fn rows_read_by_python(file: &[u8]) -> Option<Vec<Value>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, file).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read_csv.py");
    let python = std::env::var_os("ICALENDAR_PYTHON").unwrap_or_else(|| "python3".into());
    let run = std::process::Command::new(python).arg(script).arg(&path).output().ok()?;
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(serde_json::from_slice(&run.stdout).unwrap())
}

/// A key that says what it is for: a `-` for whatever no key may have, and no more than fits.
pub fn key(words: &str) -> String {
    words.chars().map(|c| if c.is_ascii_graphic() { c } else { '-' }).take(255).collect()
}

/// A request as the portal's own pages send it.
pub fn request(
    method: Method,
    cookie: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<String>,
) -> Request<Body> {
    let mut builder = Request::builder().method(&method).uri(path).header(header::HOST, "127.0.0.1:8787");
    if !cookie.is_empty() {
        builder = builder.header(header::COOKIE, cookie);
    }
    if method != Method::GET {
        builder = builder.header("x-portal", "1").header("sec-fetch-site", "same-origin");
    }
    if body.is_some() {
        builder = builder.header(header::CONTENT_TYPE, "application/json");
    }
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body.map_or_else(Body::empty, Body::from)).unwrap()
}
