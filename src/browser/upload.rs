//! Files on their way to the server, with how far they are. `fetch` tells nothing of that, so this is `XMLHttpRequest`. The
//! file is never read into memory to be sent; what it is refused for is read by `api`.

use std::{cell::Cell, rc::Rc};

use js_sys::{Promise, Uint8Array};
use sha2::{Digest, Sha256};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ProgressEvent, XmlHttpRequest};

use super::download::base64;

/// What is hashed at once, bytes: some milliseconds.
const PIECE: f64 = 1024.0 * 1024.0;

/// The way ended without an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// By the person.
    Aborted,
    /// By the network.
    NoAnswer,
}

/// What was answered.
pub struct Came {
    /// HTTP status.
    pub status: u16,
    /// Media type of the text.
    pub media_type: String,
    /// The body.
    pub text: String,
}

/// A file that is to be sent.
pub struct Sending {
    request: XmlHttpRequest,
    ended_here: Rc<Cell<bool>>,
    file: File,
    media_type: String,
    digest: String,
    progress: Box<dyn Fn(f64)>,
}

/// Ends the sending of a file.
#[derive(Clone)]
pub struct Stop {
    request: XmlHttpRequest,
    ended_here: Rc<Cell<bool>>,
}

impl Stop {
    /// Ends it; the server keeps what it had before.
    pub fn now(&self) {
        self.ended_here.set(true);
        drop(self.request.abort());
    }
}

impl Sending {
    /// A file with its media type and the digest of [`digest`]; `progress` is told the bytes that are sent.
    pub fn new(
        file: File,
        media_type: String,
        digest: String,
        progress: impl Fn(f64) + 'static,
    ) -> Option<Self> {
        Some(Self {
            request: XmlHttpRequest::new().ok()?,
            ended_here: Rc::new(Cell::new(false)),
            file,
            media_type,
            digest,
            progress: Box::new(progress),
        })
    }

    /// What ends it.
    pub fn stop(&self) -> Stop {
        Stop { request: self.request.clone(), ended_here: Rc::clone(&self.ended_here) }
    }

    /// Sends it by that method, with those headers; the empty ones are left out.
    pub async fn send(self, method: &str, address: &str, more: &[(&str, &str)]) -> Result<Came, Cut> {
        let request = &self.request;
        let progress = self.progress;
        let told =
            Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| progress(event.loaded()));
        let end = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
        let begin = || {
            request.open(method, address)?;
            // Another origin is sent the cookie of its own only when that is asked for.
            let signed = more.iter().any(|(name, value)| *name == "Authorization" && !value.is_empty());
            request.set_with_credentials(address.starts_with("http") && !signed);
            let headers = [
                ("Accept", "application/json"),
                ("X-Portal", "1"),
                ("Content-Type", self.media_type.as_str()),
                ("Repr-Digest", self.digest.as_str()),
            ];
            for (name, value) in headers.iter().chain(more).filter(|(_, value)| !value.is_empty()) {
                request.set_request_header(name, value)?;
            }
            request.upload()?.set_onprogress(Some(told.as_ref().unchecked_ref()));
            request.send_with_opt_blob(Some(&self.file))
        };
        begin().map_err(|_: JsValue| Cut::NoAnswer)?;
        drop(JsFuture::from(end).await);
        match request.status() {
            Ok(status @ 1..) => Ok(Came {
                status,
                media_type: request.get_response_header("content-type").ok().flatten().unwrap_or_default(),
                text: request.response_text().ok().flatten().unwrap_or_default(),
            }),
            _ if self.ended_here.get() => Err(Cut::Aborted),
            _ => Err(Cut::NoAnswer),
        }
    }
}

/// The SHA-256 that was taken of a file.
pub struct Taken(Vec<u8>);

impl Taken {
    /// As `Repr-Digest` says it.
    pub fn header(&self) -> String {
        format!("sha-256=:{}:", base64(&self.0).unwrap_or_default())
    }

    /// In lower-case hexadecimal, as the API tells it.
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The SHA-256 of a file, taken piece by piece, so that the page goes on and a file may be as large as it likes; `None` when
/// the browser can't read it. `progress` is told the bytes that are done, and says whether to go on.
pub async fn digest(file: &File, progress: impl Fn(f64) -> bool) -> Option<Taken> {
    let (mut hash, mut done) = (Sha256::new(), 0.0);
    while done < file.size() {
        let end = (done + PIECE).min(file.size());
        let piece = file.slice_with_f64_and_f64(done, end).ok()?;
        hash.update(Uint8Array::new(&JsFuture::from(piece.array_buffer()).await.ok()?).to_vec());
        done = end;
        if !progress(done) {
            return None;
        }
    }
    Some(Taken(hash.finalize().to_vec()))
}
