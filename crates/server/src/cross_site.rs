//! Requests that change something must come from our own pages, or from a tool that is no browser. A browser says where
//! a request comes from (`Sec-Fetch-Site`, else `Origin`); the header of our own can't be set by another site without
//! asking first, which nobody here answers; and a form can't send JSON, nor a file as it is. The cookie's `SameSite=Strict` comes on top.
//! One exception: a browser's reports about the content security policy come without that header; they change nothing.

use crate::{
    app::{App, Front},
    problem::Refusal,
};
use axum::{
    body::HttpBody,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use wire::problem::Kind;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const OURS: HeaderName = HeaderName::from_static("x-portal");

/// Refuses what comes from elsewhere.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let empty = request.body().is_end_stream();
    match check(&app.front, request.method(), request.uri().path(), request.headers(), empty) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

fn check(
    front: &Front,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    empty: bool,
) -> Result<(), Refusal> {
    if matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    if !from_our_site(front, headers) {
        return Err(Refusal::new(Kind::CrossSite, "Only the portal's own pages may change something."));
    }
    // The browser sends these by itself, in a media type that a form has not; they change nothing. It says where they come
    // from; who does not is no browser and has nothing to report.
    if path == wire::path::POLICY_REPORTS && has_type(headers, "application/reports+json") {
        let says_where = headers.contains_key(SITE) || headers.contains_key(header::ORIGIN);
        return says_where
            .then_some(())
            .ok_or_else(|| Refusal::new(Kind::CrossSite, "Only browsers report what they blocked."));
    }
    if headers.get(OURS).is_none_or(|value| value != "1") {
        return Err(Refusal::new(Kind::CrossSite, "Send the header “X-Portal: 1” with every change."));
    }
    // A file comes as it is; what brings nothing has no type. The path of a webinar's file takes any type by any method, so that
    // a method that it has not is answered as that (405) and not as a wrong type. It opens nothing: a form could post to it, but
    // none sends the header above, and no handler but that of PUT reads a body there.
    let is_file = wire::recording::is_file(path)
        || wire::case::takes_files(path) && has_type(headers, "application/octet-stream");
    // A mail comes as it is as well, from a mail server that shows its key; no form can send one.
    let is_mail = path == wire::path::INBOUND_MAIL && has_type(headers, "message/rfc822");
    let brings = matches!(*method, Method::POST | Method::PUT | Method::PATCH) && !empty && !is_file;
    if brings && !is_mail && !has_type(headers, "application/json") {
        return Err(Refusal::new(Kind::MediaType, "Send JSON, with “Content-Type: application/json”."));
    }
    Ok(())
}

fn from_our_site(front: &Front, headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get(SITE) {
        // Not `same-site`: another port of this host is another site to us.
        return site == "same-origin";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    match front {
        Front::Tls { origin: ours, .. } => origin == ours.as_str(),
        Front::Loopback => headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok())
            .is_some_and(|host| origin == format!("http://{host}").as_str()),
    }
}

fn has_type(headers: &HeaderMap, media_type: &str) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case(media_type))
}
