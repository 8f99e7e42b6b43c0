//! What every request passes on its way in and out, wherever it goes: it gets an id, its refusal gets a body with that
//! id, its answer gets the security headers, and one line goes to the log. The log knows the route's template, never the
//! path, the query, a name or an address.

use crate::{
    answer::NO_STORE,
    app::App,
    headers,
    problem::{Refusal, kind_of},
};
use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{any::Any, time::Instant};
use wire::problem::{MEDIA_TYPE, Problem};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Surrounds every request.
pub async fn surround(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = uuid::Uuid::now_v7().to_string();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("(file)", MatchedPath::as_str).to_owned();
    let mut response = with_problem(next.run(request).await, &id);
    headers::add(&app, response.headers_mut());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let status = response.status().as_u16();
    let ms = started.elapsed().as_millis();
    tracing::info!(request = %id, %method, %route, status, ms, "answered");
    response
}

/// Gives a refusal its body. One that did not come from our handlers gets the words of its status.
fn with_problem(mut response: Response, id: &str) -> Response {
    let status = response.status();
    let problem = response.extensions_mut().remove::<Box<Problem>>();
    let mut problem = match problem {
        Some(problem) => *problem,
        None if status.is_client_error() || status.is_server_error() => {
            let kind = kind_of(status);
            kind.problem(kind.parts().2)
        }
        None => return response,
    };
    id.clone_into(&mut problem.instance);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::from_u16(problem.status).unwrap_or(status);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_ENCODING);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    parts.headers.insert(header::CACHE_CONTROL, NO_STORE);
    Response::from_parts(parts, Body::from(body))
}

/// A handler panicked: the request is refused, the process goes on. What the panic said stays here.
#[must_use]
pub fn after_panic(_: Box<dyn Any + Send>) -> Response {
    Refusal::internal(&"a handler panicked").into_response()
}
