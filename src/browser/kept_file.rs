//! A file that somebody works on, with a note about the work, kept by the browser until it is sent, discarded, or its person
//! signs out: in the Cache API, which holds a file of any size as it is, and through a crash. One for each person; what the
//! browser refuses to keep is not kept, and every call says so.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, CacheStorage, Response};

/// Names of the entries. Nothing is ever asked for under them: they are no addresses of the server.
const FILE: &str = "/kept/file";
const NOTE: &str = "/kept/note";

/// What is kept.
pub struct Kept {
    /// The file.
    pub file: Blob,
    /// The note about it; empty when there is none.
    pub note: String,
}

/// The person's store. A name of its own for each person, so that no one sees what another one left.
fn name(person: &str) -> String {
    format!("registration-{person}")
}

fn caches() -> Option<CacheStorage> {
    // There is none where the connection is not secure.
    web_sys::window()?.caches().ok().filter(|caches| !caches.is_undefined())
}

async fn open(person: &str) -> Option<Cache> {
    JsFuture::from(caches()?.open(&name(person))).await.ok()?.dyn_into().ok()
}

/// Keeps a file in the place of any other, without a note. Whether the browser did.
pub async fn keep(person: &str, file: &Blob) -> bool {
    erase(person).await;
    let Ok(response) = Response::new_with_opt_blob(Some(file)) else { return false };
    put(person, FILE, &response).await
}

/// Writes the note anew. Whether the browser keeps it.
pub async fn note(person: &str, text: &str) -> bool {
    let Ok(response) = Response::new_with_opt_str(Some(text)) else { return false };
    put(person, NOTE, &response).await
}

async fn put(person: &str, entry: &str, response: &Response) -> bool {
    let Some(cache) = open(person).await else { return false };
    JsFuture::from(cache.put_with_str(entry, response)).await.is_ok()
}

/// What is kept of a person; nothing when nothing is, or the browser refuses.
pub async fn kept(person: &str) -> Option<Kept> {
    let cache = open(person).await?;
    let file = found(&cache, FILE).await?;
    let file = JsFuture::from(file.blob().ok()?).await.ok()?.dyn_into().ok()?;
    let note = match found(&cache, NOTE).await {
        Some(note) => JsFuture::from(note.text().ok()?).await.ok()?.as_string().unwrap_or_default(),
        None => String::new(),
    };
    Some(Kept { file, note })
}

async fn found(cache: &Cache, entry: &str) -> Option<Response> {
    let found: JsValue = JsFuture::from(cache.match_with_str(entry)).await.ok()?;
    found.dyn_into().ok()
}

/// Forgets all of it.
pub async fn erase(person: &str) {
    if let Some(caches) = caches() {
        // Nothing to forget is as good as forgotten.
        drop(JsFuture::from(caches.delete(&name(person))).await);
    }
}
