//! Why a call did not work, in a form that a screen can turn into words: what happened, what is safe, what to do.

use wire::{
    capability::IDEMPOTENCY,
    problem::{FieldError, Kind, Problem, is_of_no_call},
};

use super::line;

/// Why a call did not work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// No answer: offline, or the connection was cut. Whether a sent request arrived is not known.
    NoAnswer,
    /// No answer within the time that a call may take.
    TimedOut,
    /// The API said what is wrong, and perhaps after how many seconds another try makes sense.
    Problem(Box<Problem>, Option<u32>),
    /// Something answered, but not this API: often a network's own sign-in page.
    NotTheApi {
        /// HTTP status.
        status: u16,
    },
    /// The API did well, and its answer can't be read: the place, empty when it is no JSON.
    Unreadable(String),
    /// This API does without what was asked for; nothing was sent.
    Lacking,
    /// The call was ended because nobody wants its answer any more.
    Aborted,
}

impl Failure {
    fn kind(&self) -> Option<Kind> {
        match self {
            Self::Problem(problem, _) => Kind::of(problem),
            _ => None,
        }
    }

    /// Nobody is signed in (any more).
    pub fn is_signed_out(&self) -> bool {
        self.kind() == Some(Kind::NotSignedIn)
    }

    /// Not there, or not this person's.
    pub fn is_not_found(&self) -> bool {
        self.kind() == Some(Kind::NotFound)
    }

    /// The API knows no such address: it does without what stands there.
    pub fn is_lacking(&self) -> bool {
        let problem = match self {
            Self::Lacking => return true,
            Self::Problem(problem, _) => Some(&**problem),
            _ => None,
        };
        self.is_not_found() || is_of_no_call(self.status(), problem)
    }

    /// What stands there can be read, and nothing sent to it.
    pub fn is_of_no_method(&self) -> bool {
        self.status() > 404 && self.is_lacking()
    }

    /// The status of a refusal, else 0.
    fn status(&self) -> u16 {
        match self {
            Self::NotTheApi { status } => *status,
            Self::Problem(problem, _) => problem.status,
            _ => 0,
        }
    }

    /// Changed by somebody else in the meantime.
    pub fn is_changed(&self) -> bool {
        self.kind() == Some(Kind::Changed)
    }

    /// The role may not do this (any more).
    pub fn is_not_allowed(&self) -> bool {
        self.kind() == Some(Kind::NotAllowed)
    }

    /// The page of a list that was asked for is none any more; the first one is.
    pub fn is_of_an_old_page(&self) -> bool {
        self.fields().iter().any(|error| error.pointer == "/query/cursor")
    }

    /// The number of what an earlier request with the same key, or under the same name, has made: it did arrive, and said
    /// something else.
    pub fn made_before(&self) -> Option<String> {
        match self {
            Self::Problem(problem, _) => {
                problem.made.as_deref()?.rsplit('/').next().and_then(wire::path::decode)
            }
            _ => None,
        }
    }

    /// Whether the request may have been carried out all the same.
    pub fn is_uncertain(&self) -> bool {
        match self {
            Self::NoAnswer | Self::TimedOut | Self::Unreadable(_) => true,
            // What stands before the API gave up waiting for it, or something took the place of its answer.
            Self::NotTheApi { status } => matches!(status, 200..=299 | 500 | 502..=504),
            // Of an API that knows no repeated request an inner fault says nothing about what was done before it.
            Self::Problem(problem, _)
                if matches!(problem.status, 500 | 502..=504) && line::lacks(IDEMPOTENCY) =>
            {
                true
            }
            _ => self.kind() == Some(Kind::StillRunning),
        }
    }

    /// The API has looked at what was sent, and decided against it.
    pub fn is_verdict(&self) -> bool {
        self.kind() == Some(Kind::Invalid) && self.made_before().is_none()
    }

    /// Worth another try after a short wait.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::NoAnswer | Self::TimedOut => true,
            Self::NotTheApi { status } => matches!(status, 500 | 502..=504),
            Self::Problem(problem, _) => matches!(problem.status, 409 | 500 | 502..=504),
            Self::Aborted | Self::Unreadable(_) | Self::Lacking => false,
        }
    }

    /// How long the API asks to wait, seconds.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Problem(_, wait) => *wait,
            _ => None,
        }
    }

    /// The same, with another time to wait.
    pub fn waiting(self, seconds: u32) -> Self {
        match self {
            Self::Problem(problem, _) => Self::Problem(problem, Some(seconds)),
            other => other,
        }
    }

    /// What happened.
    pub fn what_happened(&self) -> String {
        match self {
            Self::NoAnswer => "There was no answer from the server. You may be offline.".to_owned(),
            Self::TimedOut => "The server did not answer in time.".to_owned(),
            Self::Problem(problem, wait) => {
                let said = if problem.detail.is_empty() {
                    format!("{}.", problem.title)
                } else {
                    problem.detail.clone()
                };
                match wait {
                    Some(seconds @ 2..) => format!("{said} The server asks to wait {seconds} seconds."),
                    _ => said,
                }
            }
            Self::NotTheApi { status } => format!(
                "Something other than the portal's server answered (status {status}). Does your network ask for a sign-in of its own?"
            ),
            Self::Unreadable(place) if place.is_empty() => {
                "The portal’s server answered with something that is no data.".to_owned()
            }
            Self::Unreadable(place) => format!(
                "The portal’s server answered, but “{place}” is missing there, or is not what it should be."
            ),
            Self::Lacking => "This portal’s server does without this part.".to_owned(),
            Self::Aborted => "The request was ended.".to_owned(),
        }
    }

    /// What happened, where a press sends it again: of a failure that may pass, what is safe and what to do as well.
    pub fn what_to_do(&self) -> String {
        let what = self.what_happened();
        if self.is_passing() || matches!(self, Self::NotTheApi { .. } | Self::Unreadable(_)) {
            let again = if self.is_uncertain() && line::lacks(IDEMPOTENCY) {
                "whether it arrived is not known; look for it first, and press again only if it is not there."
            } else {
                "press again, and nothing is done twice."
            };
            return format!("{what} Nothing is lost here: {again}");
        }
        what
    }

    /// The request id, for the people who look into it.
    pub fn request_id(&self) -> Option<String> {
        match self {
            Self::Problem(problem, _) => Some(problem.instance.clone()).filter(|id| !id.is_empty()),
            _ => None,
        }
    }

    /// What happened, with the request id where there is one.
    pub fn with_request(&self) -> String {
        let id = self.request_id().map(|id| format!(" Request {id}.")).unwrap_or_default();
        self.what_happened() + &id
    }

    /// What is wrong with single fields.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Problem(problem, _) => &problem.errors,
            _ => &[],
        }
    }
}
