//! Refusals: every error leaves the server as a problem body from the closed list of `wire`. A handler only names the
//! problem; the request's surroundings ([`crate::request`]) write the body with the request id in it. What broke inside
//! is logged and never told: an answer holds no type names, no paths, no SQL.

use crate::store::{self, Passing};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use wire::problem::{FieldError, Kind, Problem};

/// A problem on its way out.
#[derive(Debug)]
pub struct Refusal {
    problem: Box<Problem>,
    retry_after: Option<u64>,
}

impl Refusal {
    /// A problem of that kind, with what happened in plain words.
    #[must_use]
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self { problem: Box::new(kind.problem(detail)), retry_after: None }
    }

    /// Not there, or not yours: the same words for both, whatever was asked for.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, "There is nothing here, or it is not yours to see.")
    }

    /// Nobody is signed in.
    #[must_use]
    pub fn not_signed_in() -> Self {
        Self::new(Kind::NotSignedIn, "Sign in first. A session ends after 30 minutes without use.")
    }

    /// Fields that need attention, all at once.
    #[must_use]
    pub fn fields(errors: Vec<FieldError>) -> Self {
        let detail = match errors.len() {
            1 => "One field needs attention.".to_owned(),
            n => format!("{n} fields need attention."),
        };
        let mut refusal = Self::new(Kind::Invalid, detail);
        refusal.problem.errors = errors;
        refusal
    }

    /// One field that needs attention.
    #[must_use]
    pub fn field(pointer: &str, code: &str, detail: impl Into<String>) -> Self {
        Self::fields(vec![field_error(pointer, code, detail)])
    }

    /// With the places of the request that it is about.
    #[must_use]
    pub fn naming(mut self, errors: Vec<FieldError>) -> Self {
        self.problem.errors = errors;
        self
    }

    /// Is one of its fields refused with that code?
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        self.problem.errors.iter().any(|error| error.code == code)
    }

    /// Somebody was quicker.
    #[must_use]
    pub fn changed() -> Self {
        Self::new(Kind::Changed, "Somebody changed this in the meantime. Look at it again, then decide.")
    }

    /// Our fault. The cause goes to the log; the answer has only the request id.
    #[must_use]
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "could not answer");
        Self::new(Kind::Internal, "The fault is ours and has been noted. Nothing of this request was stored.")
    }

    /// Busy; worth another try.
    #[must_use]
    pub fn busy() -> Self {
        Self::new(Kind::Busy, "The server is busy. Nothing of this request was stored; try again.").after(2)
    }

    /// The disk is full or failing; worth another try when somebody has seen to it.
    #[must_use]
    pub fn disk() -> Self {
        let detail = "The server's disk is full or failing. Nothing of this request \
                      was stored. Try again in a minute; if it is urgent, call.";
        Self::new(Kind::Busy, detail).after(60)
    }

    /// Says where that is which an earlier request has made.
    #[must_use]
    pub fn made(mut self, path: String) -> Self {
        self.problem.made = Some(path);
        self
    }

    /// Says when to try again, in seconds.
    #[must_use]
    pub fn after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }
}

/// One entry of `errors`.
#[must_use]
pub fn field_error(pointer: &str, code: &str, detail: impl Into<String>) -> FieldError {
    FieldError { pointer: pointer.to_owned(), code: code.to_owned(), detail: detail.into() }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self.problem);
        response
    }
}

/// The kind that fits a bare status, for refusals that did not come from our handlers.
#[must_use]
pub fn kind_of(status: StatusCode) -> Kind {
    match status {
        StatusCode::UNAUTHORIZED => Kind::NotSignedIn,
        StatusCode::FORBIDDEN => Kind::NotAllowed,
        StatusCode::NOT_FOUND => Kind::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Kind::Method,
        StatusCode::REQUEST_TIMEOUT => Kind::TooSlow,
        StatusCode::PAYLOAD_TOO_LARGE => Kind::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Kind::MediaType,
        StatusCode::SERVICE_UNAVAILABLE => Kind::Busy,
        status if status.is_client_error() => Kind::Unreadable,
        _ => Kind::Internal,
    }
}

impl From<store::Error> for Refusal {
    fn from(error: store::Error) -> Self {
        match store::passing(&error) {
            Some(Passing::Busy) => {
                tracing::warn!(cause = %error, "the database is busy");
                Self::busy()
            }
            Some(Passing::Disk) => {
                tracing::error!(cause = %error, "the disk is full or failing");
                Self::disk()
            }
            None => Self::internal(&error),
        }
    }
}
