//! How a call ends before its answer: nobody waits for it any more, or its time is over.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::{AbortController, AbortSignal};

use crate::api::Failure;

/// Ends a call when the page that asked for it goes.
#[derive(Clone)]
pub struct Abort(Option<AbortController>);

impl Abort {
    /// Ends the call when the present owner is cleaned up: when the page is left or its resource runs again.
    pub fn with_owner() -> Self {
        let controller = AbortController::new().ok().map(SendWrapper::new);
        let held = controller.clone();
        on_cleanup(move || {
            if let Some(controller) = held {
                controller.abort();
            }
        });
        Self(controller.map(SendWrapper::take))
    }

    /// Never ended by the page: a writing call goes on to its end.
    pub fn never() -> Self {
        Self(AbortController::new().ok())
    }

    /// For the request.
    pub fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

/// The time that a call may take; it is ended after that.
pub struct Limit {
    passed: Rc<Cell<bool>>,
    handle: Option<TimeoutHandle>,
}

impl Limit {
    /// From now on.
    pub fn begin(limit: Duration, abort: &Abort) -> Self {
        let passed = Rc::new(Cell::new(false));
        let handle = abort.0.clone().and_then(|controller| {
            let passed = Rc::clone(&passed);
            let end = move || {
                passed.set(true);
                controller.abort();
            };
            set_timeout_with_handle(end, limit).ok()
        });
        Self { passed, handle }
    }

    /// The call has come to its end: what has cut it, if anything here has.
    pub fn end(self, abort: &Abort) -> Option<Failure> {
        if let Some(handle) = self.handle {
            handle.clear();
        }
        if self.passed.get() {
            return Some(Failure::TimedOut);
        }
        abort.signal().is_some_and(|signal| signal.aborted()).then_some(Failure::Aborted)
    }
}
