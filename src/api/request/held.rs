//! A call for which the API wants more patience than a page has: until the time is over it is not sent, whoever asks, and what
//! is told instead is how long that still is. One is remembered, the last.

use std::cell::RefCell;

use gloo_net::http::Method;

use super::PATIENCE;
use crate::{api::Failure, browser::timer};

struct Held {
    method: Method,
    path: String,
    /// By the page's monotonic clock, milliseconds.
    until: f64,
    failure: Failure,
}

thread_local! {
    static HELD: RefCell<Option<Held>> = const { RefCell::new(None) };
}

/// Why this call is not sent now, with what is left of the wait.
pub fn refuses(method: &Method, path: &str) -> Option<Failure> {
    HELD.with_borrow(|held| {
        let held = held.as_ref().filter(|held| held.method == *method && held.path == without_query(path))?;
        let left = held.until - timer::monotonic_ms();
        (left > 0.0).then(|| held.failure.clone().waiting((left / 1000.0).ceil() as u32))
    })
}

/// Remembers how long the API asks to wait, if it does.
pub fn hold(method: &Method, path: &str, failure: &Failure) {
    if let Some(seconds) = failure.retry_after().filter(|seconds| *seconds > PATIENCE) {
        let until = timer::monotonic_ms() + 1000.0 * f64::from(seconds);
        let path = without_query(path).to_owned();
        HELD.set(Some(Held { method: method.clone(), path, until, failure: failure.clone() }));
    }
}

/// Pages of one list are one thing to whoever asks for patience.
fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}
