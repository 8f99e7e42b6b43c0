//! The browser app: the files of `dist/`, compressed beforehand when they are there. Files with a hash in their name never
//! change and are kept for a year; everything else is asked for again each time. A path without an extension is a screen
//! of the app and gets index.html; a file that is missing is 404, never index.html, so that a browser with an old page
//! notices. Names that begin with a dot are never served. `/v1` is not ours.

use crate::{answer::NO_CACHE, app::App, headers, inline::Hashes, problem::Refusal};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, Uri, header, uri::PathAndQuery},
    response::{IntoResponse, Response},
};
use std::{
    path::{Path, PathBuf},
    sync::{PoisonError, RwLock},
    time::SystemTime,
};
use tower::ServiceExt;
use tower_http::services::ServeDir;
use wire::problem::Kind;

const PAGE: &str = "/index.html";

/// The folder of the app, and the policy that fits its page.
#[derive(Debug)]
pub struct AppFiles {
    folder: Option<PathBuf>,
    page: RwLock<Page>,
}

#[derive(Debug)]
struct Page {
    written: Option<SystemTime>,
    policy: HeaderValue,
}

impl AppFiles {
    /// Reads the page. Without a folder there is only the API.
    #[must_use]
    pub fn new(folder: Option<PathBuf>) -> Self {
        let files = Self {
            folder,
            page: RwLock::new(Page { written: None, policy: headers::policy(&Hashes::default()) }),
        };
        files.read_page();
        files
    }

    /// Is there a page to serve?
    #[must_use]
    pub fn has_page(&self) -> bool {
        self.folder.as_deref().is_some_and(|folder| index(folder).is_file())
    }

    /// The content security policy for the page as it is now.
    #[must_use]
    pub fn policy(&self) -> HeaderValue {
        self.page.read().unwrap_or_else(PoisonError::into_inner).policy.clone()
    }

    /// Takes the hashes of the page's scripts and styles again when the app was built anew under a running server.
    fn read_page(&self) {
        let Some(folder) = &self.folder else { return };
        let written = std::fs::metadata(index(folder)).and_then(|file| file.modified()).ok();
        if self.page.read().unwrap_or_else(PoisonError::into_inner).written == written {
            return;
        }
        let html = std::fs::read_to_string(index(folder)).unwrap_or_default();
        let policy = headers::policy(&Hashes::of(&html));
        *self.page.write().unwrap_or_else(PoisonError::into_inner) = Page { written, policy };
    }
}

fn index(folder: &Path) -> PathBuf {
    folder.join("index.html")
}

/// Answers everything that is not the API.
pub async fn serve(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path();
    if path == "/v1" || path.starts_with("/v1/") {
        return Refusal::not_found().into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = Refusal::new(Kind::Method, "Files are only read.").into_response();
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET,HEAD"));
        return response;
    }
    let Some(wanted) = Wanted::of(path) else { return Refusal::not_found().into_response() };
    let Some(folder) = app.files.folder.clone() else { return not_built() };
    let (path, cache) = match wanted {
        Wanted::Screen => {
            app.files.read_page();
            (PAGE, NO_CACHE)
        }
        Wanted::File { hashed: true } => {
            (path, HeaderValue::from_static("public, max-age=31536000, immutable"))
        }
        Wanted::File { hashed: false } => (path, NO_CACHE),
    };
    let mut inner = Request::new(Body::empty());
    *inner.method_mut() = request.method().clone();
    *inner.headers_mut() = request.headers().clone();
    match file(&folder, path, inner).await {
        Some(mut response) => {
            response.headers_mut().insert(header::CACHE_CONTROL, cache);
            response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
            response
        }
        None if path == PAGE => not_built(),
        None => Refusal::not_found().into_response(),
    }
}

fn not_built() -> Response {
    let words = "The browser app is not here. Build it with “cargo xtask serve”, or start with --app DIST.";
    Refusal::new(Kind::NotFound, words).into_response()
}

async fn file(folder: &Path, path: &str, mut wanted: Request) -> Option<Response> {
    *wanted.uri_mut() = Uri::from(PathAndQuery::try_from(path).ok()?);
    let files =
        ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    let response = files.oneshot(wanted).await.ok()?;
    if response.status().is_client_error() || response.status().is_server_error() {
        return None;
    }
    Some(response.map(Body::new))
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wanted {
    /// A screen of the app: `/units/JN1234`.
    Screen,
    /// A file: `/app-0f3c….wasm`.
    File { hashed: bool },
}

impl Wanted {
    /// `None` for what is never served.
    fn of(path: &str) -> Option<Self> {
        let decoded = wire::path::decode(path)?;
        if decoded.split(['/', '\\']).any(|segment| segment.starts_with('.')) || decoded.contains('\0') {
            return None;
        }
        let name = decoded.rsplit('/').next().unwrap_or_default();
        Some(match name.split_once('.') {
            _ if path == PAGE => Self::Screen,
            None => Self::Screen,
            Some((stem, _)) => Self::File { hashed: is_hashed(stem) },
        })
    }
}

/// `portal-1a2b3c4d5e6f7a8b_bg`: a part of at least eight hexadecimal digits, with a digit among them.
fn is_hashed(stem: &str) -> bool {
    stem.split(['-', '_']).skip(1).any(|part| {
        part.len() >= 8
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn screens_files_and_what_is_never_served() {
        for screen in ["/", "/units", "/units/JN1234", "/cases/2026-1124-000001", "/index.html", "/sign-in/"]
        {
            assert_eq!(Wanted::of(screen), Some(Wanted::Screen), "{screen}");
        }
        for (file, hashed) in [
            ("/portal-1a2b3c4d5e6f7a8b_bg.wasm", true),
            ("/portal-1a2b3c4d5e6f7a8b.js", true),
            ("/config.json", false),
            ("/icons.svg", false),
            ("/portal-deadbeef.css", false),
            ("/assets/wp-login.php", false),
        ] {
            assert_eq!(Wanted::of(file), Some(Wanted::File { hashed }), "{file}");
        }
        for never in ["/.env", "/.git/config", "/a/%2e%2e/b", "/%2eenv", "/..%5cx", "/a%00.js", "/%ff"] {
            assert_eq!(Wanted::of(never), None, "{never}");
        }
    }
}
