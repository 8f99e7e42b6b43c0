//! Problem bodies (RFC 9457), with a closed list of types.

use crate::{answer, json};
use serde::Serialize;
use serde_json::Value;

/// `application/problem+json`
pub const MEDIA_TYPE: &str = "application/problem+json";

answer! {
    /// What went wrong, for people and programs.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Problem {
        /// A URI reference from the closed list of [`Kind`].
        #[serde(rename = "type")]
        pub kind [default]: String = "type",
        /// A short, fixed title for the type.
        pub title [default]: String,
        /// The HTTP status.
        pub status [default]: u16,
        /// What happened in this case, in plain words.
        pub detail [default]: String,
        /// The request id.
        pub instance [default]: String,
        /// One entry a field.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub errors [default]: Vec<FieldError>,
        /// For a key that was used for another request: the path of what that request made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub made: Option<String>,
    }
}

answer! {
    /// One thing wrong with one place of the request.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct FieldError {
        /// JSON pointer into the request body.
        pub pointer: String,
        /// A stable name of the fault.
        pub code: String,
        /// The message for people.
        pub detail: String,
    }
}

/// A refusal as it came. `errors` of another shape, as some frameworks have them, are passed over: the rest says what happened.
#[must_use]
pub fn read(text: &str) -> Option<Problem> {
    json::read(text).ok().or_else(|| {
        let mut value: Value = serde_json::from_str(text).ok()?;
        value.as_object_mut()?.remove("errors");
        json::from_value(value).ok()
    })
}

/// Whether a refusal says that there is no such call, and not only that nothing is there under that name. "about:blank", or no type
/// at all, says no more than the status (RFC 9457, 4.2.1), as the frameworks answer for an address or a method that they do not
/// know. Another type says something of its own.
#[must_use]
pub fn is_of_no_call(status: u16, problem: Option<&Problem>) -> bool {
    let says_no_more = problem.is_none_or(|problem| matches!(problem.kind.as_str(), "" | "about:blank"));
    match status {
        404 => says_no_more,
        405 | 501 => says_no_more || problem.and_then(Kind::of) == Some(Kind::Method),
        _ => false,
    }
}

impl FieldError {
    /// The member that the pointer names: `/synopsis` → `synopsis`.
    #[must_use]
    pub fn field(&self) -> &str {
        self.pointer.rsplit('/').next().unwrap_or_default()
    }

    /// Whether it is about that member, or about an entry of it: `/further_units/3` is of `further_units`.
    #[must_use]
    pub fn is_of(&self, member: &str) -> bool {
        self.pointer.split('/').skip(1).any(|part| part == member)
    }
}

/// The closed list of problem types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// 400: the request can't be read.
    Unreadable,
    /// 400: `Idempotency-Key` is missing.
    KeyMissing,
    /// 401: nobody is signed in.
    NotSignedIn,
    /// 401: e-mail or password is wrong.
    WrongCredentials,
    /// 403: the role may not do this.
    NotAllowed,
    /// 403: the request does not come from this site.
    CrossSite,
    /// 404: not there, or not yours.
    NotFound,
    /// 405: not with this method.
    Method,
    /// 408: the request took too long to arrive.
    TooSlow,
    /// 409: the same key is still being worked on.
    StillRunning,
    /// 409: it does not fit what is there.
    Conflict,
    /// 412: changed in the meantime.
    Changed,
    /// 413: too large.
    TooLarge,
    /// 415: not JSON.
    MediaType,
    /// 416: the file ends before what was asked for.
    Range,
    /// 422: fields are wrong.
    Invalid,
    /// 422: the key was used for another request.
    KeyReused,
    /// 428: `If-Match` is missing.
    MatchMissing,
    /// 429: too many tries.
    TooMany,
    /// 500: our fault.
    Internal,
    /// 503: busy, try again.
    Busy,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Unreadable,
        Self::KeyMissing,
        Self::NotSignedIn,
        Self::WrongCredentials,
        Self::NotAllowed,
        Self::CrossSite,
        Self::NotFound,
        Self::Method,
        Self::TooSlow,
        Self::StillRunning,
        Self::Conflict,
        Self::Changed,
        Self::TooLarge,
        Self::MediaType,
        Self::Range,
        Self::Invalid,
        Self::KeyReused,
        Self::MatchMissing,
        Self::TooMany,
        Self::Internal,
        Self::Busy,
    ];

    /// URI reference, status, title.
    #[must_use]
    pub const fn parts(self) -> (&'static str, u16, &'static str) {
        match self {
            Self::Unreadable => ("/problems/unreadable", 400, "The request can't be read"),
            Self::KeyMissing => ("/problems/idempotency-key-missing", 400, "Idempotency-Key is missing"),
            Self::NotSignedIn => ("/problems/not-signed-in", 401, "Nobody is signed in"),
            Self::WrongCredentials => ("/problems/wrong-credentials", 401, "E-mail or password is wrong"),
            Self::NotAllowed => ("/problems/not-allowed", 403, "Your role may not do this"),
            Self::CrossSite => ("/problems/cross-site", 403, "The request does not come from this site"),
            Self::NotFound => ("/problems/not-found", 404, "Not found"),
            Self::Method => ("/problems/method", 405, "Not with this method"),
            Self::TooSlow => ("/problems/too-slow", 408, "The request took too long"),
            Self::StillRunning => ("/problems/still-running", 409, "The same request is still running"),
            Self::Conflict => ("/problems/conflict", 409, "It does not fit what is there"),
            Self::Changed => ("/problems/changed", 412, "Changed in the meantime"),
            Self::TooLarge => ("/problems/too-large", 413, "The request is too large"),
            Self::MediaType => ("/problems/media-type", 415, "The request is not JSON"),
            Self::Range => ("/problems/range", 416, "The file has no such part"),
            Self::Invalid => ("/problems/invalid", 422, "Some fields need attention"),
            Self::KeyReused => {
                ("/problems/idempotency-key-reused", 422, "The key belongs to another request")
            }
            Self::MatchMissing => ("/problems/if-match-missing", 428, "If-Match is missing"),
            Self::TooMany => ("/problems/too-many", 429, "Too many tries"),
            Self::Internal => ("/problems/internal", 500, "Something broke on our side"),
            Self::Busy => ("/problems/busy", 503, "Busy"),
        }
    }

    /// The type of a problem body, if it is on the list.
    #[must_use]
    pub fn of(problem: &Problem) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.parts().0 == problem.kind)
    }

    /// A problem of this type; `instance` is filled in by the server.
    #[must_use]
    pub fn problem(self, detail: impl Into<String>) -> Problem {
        let (kind, status, title) = self.parts();
        Problem {
            kind: kind.to_owned(),
            title: title.to_owned(),
            status,
            detail: detail.into(),
            instance: String::new(),
            errors: Vec::new(),
            made: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_nobody_knows_is_told_from_a_thing_that_is_not_there() {
        let of = |kind: &str| Problem { kind: kind.to_owned(), ..Kind::NotFound.problem("") };
        for (status, kind, is_of_no_call) in [
            (404, "about:blank", true),
            (404, "", true),
            (404, "/problems/not-found", false),
            (404, "https://api.example.net/account-not-known", false),
            (405, "/problems/method", true),
            (405, "https://api.example.net/read-only", false),
            (501, "about:blank", true),
            (405, "/problems/not-allowed", false),
            (500, "about:blank", false),
        ] {
            assert_eq!(super::is_of_no_call(status, Some(&of(kind))), is_of_no_call, "{status} {kind}");
        }
        assert!([404, 405, 501].iter().all(|status| super::is_of_no_call(*status, None)));
        assert!(!super::is_of_no_call(403, None));
    }

    #[test]
    fn a_refusal_is_read_whatever_becomes_of_its_errors() {
        let text = |errors: &str| {
            format!(r#"{{"type":"about:blank","title":"One or more fields.","errors":{errors}}}"#)
        };
        for errors in [r#"{"synopsis":["Too short."]}"#, r#"["Too short."]"#, "7"] {
            let problem = super::read(&text(errors)).unwrap_or_else(|| Kind::Internal.problem(""));
            assert_eq!(
                (problem.title.as_str(), problem.errors.len()),
                ("One or more fields.", 0),
                "{errors}"
            );
        }
        let one = r#"[{"pointer":"/synopsis","code":"short","detail":"Too short."}]"#;
        assert_eq!(super::read(&text(one)).map(|problem| problem.errors.len()), Some(1));
        assert!(super::read("[]").is_none() && super::read("no").is_none());
    }

    #[test]
    fn whoever_adopts_the_portal_is_told_every_refusal() {
        let told = include_str!("../../../docs/adopt.md");
        for kind in Kind::ALL {
            let (name, status, title) = kind.parts();
            assert!(told.contains(&format!("| `{name}` | {status} | {title} |\n")), "{name}");
        }
    }
}
