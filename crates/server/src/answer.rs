//! Answers with a body: JSON with a strong entity tag, and 304 when the caller has it already. Personal data is never
//! stored by caches on the way (`no-store`); polling by tag works all the same, because the app keeps the tag itself.

use crate::{digest::sha256_hex, problem::Refusal, query::Query};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use wire::problem::Kind;

/// Nothing on the way may store it.
pub const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
/// Stored, but asked again each time.
pub const NO_CACHE: HeaderValue = HeaderValue::from_static("no-cache");

/// A body with its entity tag; JSON but for pictures.
#[derive(Debug)]
pub struct Answer {
    body: Vec<u8>,
    kind: &'static str,
    tag: String,
    headers: HeaderMap,
}

impl Answer {
    /// Writes the value; the tag is that of the bytes.
    ///
    /// # Errors
    /// The value can't be written, which is our fault.
    pub fn of(value: &impl Serialize) -> Result<Self, Refusal> {
        let body = serde_json::to_vec(value).map_err(|error| Refusal::internal(&error))?;
        Ok(Self::of_bytes(body, "application/json"))
    }

    /// A body of another kind: a picture.
    #[must_use]
    pub fn of_bytes(body: Vec<u8>, kind: &'static str) -> Self {
        let tag = format!("\"{}\"", sha256_hex(&[&body]).get(..32).unwrap_or_default());
        Self { body, kind, tag, headers: HeaderMap::from_iter([(header::CACHE_CONTROL, NO_STORE)]) }
    }

    /// With the tag of a resource that people change: its version, which `If-Match` names.
    #[must_use]
    pub fn version(mut self, version: u32) -> Self {
        self.tag = version_tag(version);
        self
    }

    /// With the tag of a part of it: what may change under somebody's hands without being a change is left out there.
    #[must_use]
    pub fn tagged_as(mut self, other: &Self) -> Self {
        self.tag.clone_from(&other.tag);
        self
    }

    /// With another header; a value that can't be one is left out.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// With the `Link` to the next page of a list, when there is one: the same query with that cursor.
    #[must_use]
    pub fn next_page(self, path: &str, query: &Query, cursor: Option<&str>) -> Self {
        match cursor {
            Some(cursor) => {
                self.header(header::LINK, &format!("<{path}{}>; rel=\"next\"", query.with("cursor", cursor)))
            }
            None => self,
        }
    }

    /// The entity tag, with its quotes.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// The answer to a `GET`: 200, or 304 when `If-None-Match` names the tag.
    #[must_use]
    pub fn found(self, request: &HeaderMap) -> Response {
        let known = lists(request, &header::IF_NONE_MATCH, &self.tag, Comparison::Weak);
        self.with(if known == Some(true) { StatusCode::NOT_MODIFIED } else { StatusCode::OK })
    }

    /// The answer with that status. 304 has no body.
    #[must_use]
    pub fn with(self, status: StatusCode) -> Response {
        let mut response = match status {
            StatusCode::NOT_MODIFIED => status.into_response(),
            _ => {
                let mut response = Response::new(Body::from(self.body));
                *response.status_mut() = status;
                let kind = HeaderValue::from_static(self.kind);
                response.headers_mut().insert(header::CONTENT_TYPE, kind);
                response
            }
        };
        response.headers_mut().extend(self.headers);
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

/// The tag of a resource by its version.
#[must_use]
pub fn version_tag(version: u32) -> String {
    format!("\"{version}\"")
}

/// How tags are compared (RFC 9110, 8.8.3.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Comparison {
    /// `W/"1"` never matches.
    Strong,
    /// `W/"1"` matches `"1"`.
    Weak,
}

/// Does that header of the request name the tag? `None` when the header is not there.
#[must_use]
pub(crate) fn lists(
    request: &HeaderMap,
    name: &HeaderName,
    tag: &str,
    comparison: Comparison,
) -> Option<bool> {
    let mut values = request.get_all(name).iter().peekable();
    values.peek()?;
    let strip = |listed: &str| match comparison {
        Comparison::Strong => listed.trim().to_owned(),
        Comparison::Weak => listed.trim().trim_start_matches("W/").to_owned(),
    };
    Some(
        values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|listed| listed.trim() == "*" || strip(listed) == tag),
    )
}

/// Does the request change what was seen? `If-Match` names its tag.
///
/// # Errors
/// 428 without the header, 412 when the thing has another tag by now.
pub fn match_seen(request: &HeaderMap, tag: &str) -> Result<(), Refusal> {
    says_what_was_seen(request)?;
    match lists(request, &header::IF_MATCH, tag, Comparison::Strong) {
        Some(true) => Ok(()),
        _ => Err(Refusal::changed()),
    }
}

/// Does the request say at all what was seen? Asked alone where it no longer matters what that was.
///
/// # Errors
/// 428 without `If-Match`.
pub fn says_what_was_seen(request: &HeaderMap) -> Result<(), Refusal> {
    let missing = || Refusal::new(Kind::MatchMissing, "Send If-Match with the tag of what you saw.");
    request.get(header::IF_MATCH).map(|_| ()).ok_or_else(missing)
}

/// The same where the version is enough: a list gives versions and no tags, and a tag may change without the version.
///
/// # Errors
/// As [`match_seen`].
pub fn match_seen_or_version(request: &HeaderMap, tag: &str, version: u32) -> Result<(), Refusal> {
    match_seen(request, &version_tag(version)).or_else(|_| match_seen(request, tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_as_the_standard_says() {
        let with =
            |value: &'static str| HeaderMap::from_iter([(header::IF_MATCH, HeaderValue::from_static(value))]);
        let strong = |value| lists(&with(value), &header::IF_MATCH, "\"2\"", Comparison::Strong);
        let weak = |value| lists(&with(value), &header::IF_MATCH, "\"2\"", Comparison::Weak);
        assert_eq!(strong("\"1\", \"2\""), Some(true));
        assert_eq!(strong("*"), Some(true));
        assert_eq!(strong("W/\"2\""), Some(false));
        assert_eq!(weak("W/\"2\""), Some(true));
        assert_eq!(strong("2"), Some(false));
        assert_eq!(lists(&HeaderMap::new(), &header::IF_MATCH, "\"2\"", Comparison::Strong), None);
    }
}
