//! A file on its way, in either direction: how far it is, how it is stopped, and when it counts as cut. `fetch` tells nothing of the
//! first, so this is `XMLHttpRequest`.

use std::{cell::Cell, rc::Rc, time::Duration};

use js_sys::Promise;
use leptos::prelude::{IntervalHandle, set_interval_with_handle};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest, XmlHttpRequestEventTarget};

use super::timer::monotonic_ms;

/// How often it is looked whether anything has moved.
const LOOK: Duration = Duration::from_secs(5);

/// The way ended without an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// By the person.
    Aborted,
    /// By the network.
    NoAnswer,
    /// Here: nothing has moved for too long.
    Stalled,
}

/// Whom the API is to take the caller for.
pub struct Shown {
    /// What `Authorization` says; empty without a token.
    pub token: String,
    /// The cookie of another origin is sent there only when that is asked for.
    pub cookie: bool,
}

/// One request with a file.
pub struct Transfer {
    request: XmlHttpRequest,
    cut: Rc<Cell<Option<Cut>>>,
}

/// Ends it.
#[derive(Clone)]
pub struct Stop {
    request: XmlHttpRequest,
    cut: Rc<Cell<Option<Cut>>>,
}

impl Stop {
    /// By the person; the server keeps what it had before.
    pub fn now(&self) {
        self.end(Cut::Aborted);
    }

    fn end(&self, cut: Cut) {
        self.cut.set(Some(cut));
        drop(self.request.abort());
    }
}

impl Transfer {
    /// Where the browser can.
    pub fn new() -> Option<Self> {
        Some(Self { request: XmlHttpRequest::new().ok()?, cut: Rc::default() })
    }

    /// What ends it.
    pub fn stop(&self) -> Stop {
        Stop { request: self.request.clone(), cut: Rc::clone(&self.cut) }
    }

    /// For what only one direction needs.
    pub fn request(&self) -> &XmlHttpRequest {
        &self.request
    }

    /// Opens it; the empty ones of the headers are left out.
    pub fn open(
        &self,
        method: &str,
        address: &str,
        shown: &Shown,
        headers: &[(&str, &str)],
    ) -> Result<(), JsValue> {
        self.request.open(method, address)?;
        self.request.set_with_credentials(shown.cookie);
        for (name, value) in headers.iter().chain(&[("Authorization", shown.token.as_str())]) {
            if !value.is_empty() {
                self.request.set_request_header(name, value)?;
            }
        }
        Ok(())
    }

    /// Sends it to its end, with that file; `target` is what tells how far it is, and `progress` is told. It is cut when nothing has
    /// moved for the first of `quiet`; when all has, for the second: the other side may have something to do with it. The status that
    /// came.
    pub async fn run(
        &self,
        file: Option<&Blob>,
        target: &XmlHttpRequestEventTarget,
        progress: Box<dyn Fn(f64, f64)>,
        quiet: [Duration; 2],
    ) -> Result<u16, Cut> {
        let [moving, moved] = quiet.map(|quiet| quiet.as_millis() as f64);
        let until = Rc::new(Cell::new(monotonic_ms() + moving));
        let longer = Rc::clone(&until);
        let told = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
            let is_all = event.total() > 0.0 && event.loaded() >= event.total();
            longer.set(monotonic_ms() + if is_all { moved } else { moving });
            progress(event.loaded(), event.total());
        });
        target.set_onprogress(Some(told.as_ref().unchecked_ref()));
        let end = Promise::new(&mut |resolve, _| self.request.set_onloadend(Some(&resolve)));
        self.request.send_with_opt_blob(file).map_err(|_| Cut::NoAnswer)?;
        let watch = Watch::begin(self.stop(), until);
        drop(JsFuture::from(end).await);
        drop(watch);
        match self.request.status() {
            Ok(status @ 1..) if self.cut.get().is_none() => Ok(status),
            _ => Err(self.cut.get().unwrap_or(Cut::NoAnswer)),
        }
    }

    /// The media type of what came.
    pub fn media_type(&self) -> String {
        self.request.get_response_header("content-type").ok().flatten().unwrap_or_default()
    }
}

/// Cuts what has not moved for too long; until it is dropped.
struct Watch(Option<IntervalHandle>);

impl Watch {
    fn begin(stop: Stop, until: Rc<Cell<f64>>) -> Self {
        let looked = Cell::new(monotonic_ms());
        let look = move || {
            // While the page itself stood still nothing could be told of what moved.
            let stood = monotonic_ms() - looked.replace(monotonic_ms()) - LOOK.as_millis() as f64;
            until.set(until.get() + stood.max(0.0));
            if monotonic_ms() > until.get() {
                stop.end(Cut::Stalled);
            }
        };
        Self(set_interval_with_handle(look, LOOK).ok())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(handle) = self.0 {
            handle.clear();
        }
    }
}
