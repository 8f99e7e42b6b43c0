//! The one room for the dialect of the API. The app asks and reads in the words of `wire`; where the API before which it
//! stands has other names and shapes, they are translated here and nowhere else, both ways, before a call is sent and after its
//! answer came. Which dialect that is, is chosen when the app is built: our own ([`reference`]) word for word, or another
//! one. `dialect/other` is the example to copy. Nothing is sent from here, nothing is kept, and no page knows of it.

#[cfg(feature = "dialect-other")]
mod other;
#[cfg(not(feature = "dialect-other"))]
mod reference;

use gloo_net::http::Method;

#[cfg(feature = "dialect-other")]
use other as spoken;
#[cfg(not(feature = "dialect-other"))]
use reference as spoken;

pub use spoken::{LACKS, REQUEST_ID, ask, hear};

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
    /// What the API calls the request, where it says so in the header [`REQUEST_ID`]; empty otherwise.
    pub request: String,
    /// The body.
    pub text: String,
}

/// What becomes of a call.
#[derive(PartialEq, Eq, Debug)]
#[cfg_attr(not(feature = "dialect-other"), allow(dead_code, reason = "our own API answers everything"))]
pub enum Spoken {
    /// This is asked.
    Call(Asked),
    /// Nobody is asked: the dialect knows the answer itself, or knows that this API lacks it.
    Known(Heard),
}
