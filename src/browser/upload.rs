//! Files on their way to the server, and their SHA-256. A file is never read into memory to be sent; what it is refused for is read by
//! `api`.

use std::time::Duration;

use js_sys::Uint8Array;
use sha2::{Digest, Sha256};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

pub use super::transfer::Stop;
use super::{
    download::base64,
    transfer::{Cut, Shown, Transfer},
};

/// So long nothing may move, and so long the server may take to store all of it.
const QUIET: [Duration; 2] = [Duration::from_secs(120), Duration::from_secs(900)];

/// What is hashed at once, bytes: some milliseconds.
const PIECE: f64 = 1024.0 * 1024.0;

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
    transfer: Transfer,
    file: File,
    media_type: String,
    digest: String,
    progress: Box<dyn Fn(f64)>,
}

impl Sending {
    /// A file with its media type and the digest of [`digest`]; `progress` is told the bytes that are sent.
    pub fn new(
        file: File,
        media_type: String,
        digest: String,
        progress: impl Fn(f64) + 'static,
    ) -> Option<Self> {
        Some(Self { transfer: Transfer::new()?, file, media_type, digest, progress: Box::new(progress) })
    }

    /// What ends it.
    pub fn stop(&self) -> Stop {
        self.transfer.stop()
    }

    /// Sends it by that method, with the idempotency key of what it creates; the key is empty when it creates nothing.
    pub async fn send(self, method: &str, address: &str, shown: Shown, key: &str) -> Result<Came, Cut> {
        let Self { transfer, progress, .. } = self;
        let headers = [
            ("Accept", "application/json"),
            ("X-Portal", "1"),
            ("Content-Type", self.media_type.as_str()),
            ("Repr-Digest", self.digest.as_str()),
            ("Idempotency-Key", key),
        ];
        transfer.open(method, address, &shown, &headers).map_err(|_| Cut::NoAnswer)?;
        let target = transfer.request().upload().map_err(|_| Cut::NoAnswer)?;
        let told = Box::new(move |here, _| progress(here));
        let status = transfer.run(Some(&self.file), &target, told, QUIET).await?;
        Ok(Came {
            status,
            media_type: transfer.media_type(),
            text: transfer.request().response_text().ok().flatten().unwrap_or_default(),
        })
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
