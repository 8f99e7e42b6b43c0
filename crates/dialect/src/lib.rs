//! The one room for the dialects of APIs. The app asks and reads in the words of `wire`; where the API before which it
//! stands has other names and shapes, they are translated here and nowhere else, both ways, before a call is sent and after its
//! answer came. Each dialect is a module of plain functions: our own ([`reference`]) word for word, and [`other`], the example to
//! copy. The app has one of them, chosen when it is built; `conform` is told which. Nothing is sent from here, nothing is kept,
//! and no page knows of it.

pub mod other;
pub mod reference;

use http::Method;

/// A call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Method.
    pub method: Method,
    /// Path and query: in the words of `wire::path` as the app asks, in those of the API as it is sent.
    pub path: String,
    /// JSON.
    pub body: Option<String>,
}

/// An answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heard {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`.
    pub media_type: String,
    /// What the API calls the request, where it says so in the header that the dialect names `REQUEST_ID`; empty otherwise.
    pub request: String,
    /// The body.
    pub text: String,
}

/// What becomes of a call.
#[derive(PartialEq, Eq, Debug)]
pub enum Spoken {
    /// This is asked.
    Call(Asked),
    /// Nobody is asked: the dialect knows the answer itself, or knows that this API lacks it.
    Known(Heard),
}

/// A dialect as a value, for programs that are told at run time which one is spoken.
#[derive(Clone, Copy)]
pub struct Dialect {
    /// As `--dialect` names it.
    pub name: &'static str,
    /// What its API does without, by the names of [`wire::capability::OPTIONAL`].
    pub lacks: &'static [&'static str],
    /// The header in which its API names a request.
    pub request_id: &'static str,
    /// Whether a list can be asked for what stands in that path.
    pub takes: fn(&str) -> bool,
    /// Puts a call into its words.
    pub ask: fn(&Asked) -> Spoken,
    /// Puts the answer to that call of ours into our words.
    pub hear: fn(&Asked, Heard) -> Heard,
}

/// All of them, our own first.
pub const ALL: [Dialect; 2] = [
    Dialect {
        name: "reference",
        lacks: reference::LACKS,
        request_id: reference::REQUEST_ID,
        takes: reference::takes,
        ask: reference::ask,
        hear: reference::hear,
    },
    Dialect {
        name: "other",
        lacks: other::LACKS,
        request_id: other::REQUEST_ID,
        takes: other::takes,
        ask: other::ask,
        hear: other::hear,
    },
];
