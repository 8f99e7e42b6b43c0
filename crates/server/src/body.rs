//! Bodies of requests: read up to a limit and within a time, then parsed. What can't be read is refused with line and
//! column and in plain words; names of Rust types never leave the server.

use crate::problem::Refusal;
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};
use wire::problem::Kind;

/// Most that a JSON body may have, bytes.
pub const LIMIT: usize = 256 * 1024;
/// Most that is read of one that is too large, only to be thrown away: a client that is cut off while it sends sees a
/// broken connection instead of the refusal.
const PATIENCE: usize = 64 * 1024 * 1024;
/// Longest that a body may take to arrive.
const TIME: Duration = Duration::from_secs(30);

/// Reads the body.
///
/// # Errors
/// 413 beyond [`LIMIT`], 408 when it takes too long, 400 when it breaks off.
pub async fn read(request: Request) -> Result<Vec<u8>, Refusal> {
    read_within(request, LIMIT).await
}

/// The same with another limit, for lists.
///
/// # Errors
/// As [`read`].
pub async fn read_within(request: Request, limit: usize) -> Result<Vec<u8>, Refusal> {
    let announced = request.body().size_hint().lower();
    if announced > PATIENCE as u64 {
        return Err(too_large(limit));
    }
    tokio::time::timeout(TIME, collect(request.into_body(), limit)).await.unwrap_or_else(|_| {
        Err(Refusal::new(Kind::TooSlow, "The body of the request did not arrive within 30 seconds."))
    })
}

async fn collect(mut body: Body, limit: usize) -> Result<Vec<u8>, Refusal> {
    let (mut kept, mut seen) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let broke_off = |_| Refusal::new(Kind::Unreadable, "The body of the request broke off.");
        let Ok(data) = frame.map_err(broke_off)?.into_data() else { continue };
        seen += data.len();
        if seen <= limit {
            kept.extend_from_slice(&data);
        } else if seen > PATIENCE {
            break;
        }
    }
    if seen > limit { Err(too_large(limit)) } else { Ok(kept) }
}

/// Reads what is left of the body of a refused request, within reason, only to throw it away: see [`PATIENCE`]. Whoever refuses,
/// at whatever depth, need not think of it.
pub async fn drain_refused(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let body = Lent(Arc::new(Mutex::new(Some(body))));
    let response = next.run(Request::from_parts(parts, Body::new(body.clone()))).await;
    // What has kept us waiting is not waited for once more.
    if !response.status().is_success() && response.status() != StatusCode::REQUEST_TIMEOUT {
        throw_away(Body::new(body)).await;
    }
    response
}

async fn throw_away(mut body: Body) {
    if body.size_hint().lower() > PATIENCE as u64 {
        return;
    }
    let all = async {
        let mut seen = 0;
        while let Some(Ok(frame)) = body.frame().await {
            seen += frame.data_ref().map_or(0, axum::body::Bytes::len);
            if seen > PATIENCE {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(TIME, all).await;
}

/// A body of which somebody else keeps what is not read; nothing when it has come to its end, or broke off: bodies do not like to
/// be asked again.
#[derive(Clone)]
struct Lent(Arc<Mutex<Option<Body>>>);

impl Lent {
    fn of<T>(&self, ask: impl FnOnce(&mut Option<Body>) -> T) -> T {
        ask(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.of(|lent| {
            let Some(body) = lent else { return Poll::Ready(None) };
            let polled = Pin::new(body).poll_frame(context);
            if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
                *lent = None;
            }
            polled
        })
    }

    fn is_end_stream(&self) -> bool {
        self.of(|lent| lent.as_ref().is_none_or(HttpBody::is_end_stream))
    }

    fn size_hint(&self) -> SizeHint {
        self.of(|lent| lent.as_ref().map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint))
    }
}

fn too_large(limit: usize) -> Refusal {
    let limit = limit / 1024;
    Refusal::new(Kind::TooLarge, format!("At most {limit} kB fit. Nothing of this request was stored."))
}

/// Parses a JSON object. (A list would be taken for one whose members come in order: serde is that generous.)
///
/// # Errors
/// 400 with line and column.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let start = body.iter().find(|byte| !byte.is_ascii_whitespace());
    if start.is_some_and(|start| *start != b'{') && serde_json::from_slice::<IgnoredAny>(body).is_ok() {
        return Err(Refusal::new(Kind::Unreadable, "Send a JSON object (line 1, column 1)."));
    }
    serde_json::from_slice(body).map_err(|error| Refusal::new(Kind::Unreadable, explain(&error)))
}

fn explain(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let place = format!("line {}, column {}", error.line(), error.column());
    match error.classify() {
        Category::Eof => format!("The JSON ends too early ({place})."),
        Category::Syntax | Category::Io => format!("This is not valid JSON ({place})."),
        Category::Data => {
            // Of serde's own words only the two kinds that name a field are safe and useful to pass on.
            let text = error.to_string();
            let field = |start: &str| Some(text.strip_prefix(start)?.split('`').next()?.to_owned());
            match (field("unknown field `"), field("missing field `")) {
                (Some(name), _) => format!("There is no field “{name}” here ({place})."),
                (_, Some(name)) => format!("The field “{name}” is missing ({place})."),
                _ => format!(
                    "A value does not fit its field: wrong kind, out of range, or a time without its offset ({place})."
                ),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::case::OpenCase;

    fn explained(json: &str) -> String {
        explain(&serde_json::from_str::<OpenCase>(json).unwrap_err())
    }

    #[test]
    fn it_says_where_and_never_names_a_type() {
        assert_eq!(explained("{\n \"priority\": 1,,"), "This is not valid JSON (line 2, column 16).");
        assert_eq!(explained("{\"priority\": 1"), "The JSON ends too early (line 1, column 14).");
        assert_eq!(explained("{\"due_at\":1}"), "There is no field “due_at” here (line 1, column 9).");
        for wrong in
            [r#"{"priority":"one"}"#, r#"{"priority":300}"#, "[]x", "3", r#"{"reported_at":"2026-11-24"}"#]
        {
            let words = explained(wrong);
            for name in ["u8", "struct", "OpenCase", "DateTime", "sequence"] {
                assert!(!words.contains(name), "{words}");
            }
            assert!(words.contains("line 1, column"), "{words}");
        }
    }
}
