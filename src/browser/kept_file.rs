//! A file that somebody works on, with a note about the work, kept by the browser until it is sent, discarded, or its person
//! signs out: in the Cache API, which holds a file of any size as it is, and through a crash. One for each person; file and note
//! have an id in common, so that a note is never taken for another file's. What the browser refuses to keep is not kept, and
//! every call says so.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, CacheStorage, Response};

use super::identifier;

/// Names of the entries, before the id. Nothing is ever asked for under them: they are no addresses of the server.
const FILE: &str = "/kept/file/";
const NOTE: &str = "/kept/note/";

/// What is kept.
pub struct Kept {
    /// Its id.
    pub id: String,
    /// The file.
    pub file: Blob,
    /// The note about it; empty when there is none.
    pub note: String,
}

/// The person's store, and what a tab that works on it is called. A name of its own for each person, so that no one sees what
/// another one left.
pub fn name(person: &str) -> String {
    format!("registration-{person}")
}

fn caches() -> Option<CacheStorage> {
    // There is none where the connection is not secure.
    web_sys::window()?.caches().ok().filter(|caches| !caches.is_undefined())
}

async fn open(person: &str) -> Option<Cache> {
    JsFuture::from(caches()?.open(&name(person))).await.ok()?.dyn_into().ok()
}

/// Keeps a file in the place of any other, with the note about it: its id. Nothing when the browser refuses.
pub async fn keep(person: &str, file: &Blob, note: &str) -> Option<String> {
    erase(person).await;
    let (id, cache) = (identifier::random(), open(person).await?);
    // The note first: no file is ever there without it.
    let note = Response::new_with_opt_str(Some(note)).ok()?;
    let file = Response::new_with_opt_blob(Some(file)).ok()?;
    let both =
        put(&cache, &format!("{NOTE}{id}"), &note).await && put(&cache, &format!("{FILE}{id}"), &file).await;
    both.then_some(id)
}

/// Writes the note of that file anew. Whether the browser keeps it: not when the file is not the one that is kept.
pub async fn note(person: &str, id: &str, text: &str) -> bool {
    let Ok(response) = Response::new_with_opt_str(Some(text)) else { return false };
    let Some(cache) = open(person).await else { return false };
    found(&cache, FILE, id).await.is_some() && put(&cache, &format!("{NOTE}{id}"), &response).await
}

async fn put(cache: &Cache, entry: &str, response: &Response) -> bool {
    JsFuture::from(cache.put_with_str(entry, response)).await.is_ok()
}

/// What is kept of a person; nothing when nothing is, or the browser refuses.
pub async fn kept(person: &str) -> Option<Kept> {
    let cache = open(person).await?;
    let entries: Array = JsFuture::from(cache.keys()).await.ok()?.dyn_into().ok()?;
    let id = entries.iter().find_map(|entry| {
        let address = Reflect::get(&entry, &"url".into()).ok()?.as_string()?;
        Some(address.split_once(FILE)?.1.to_owned())
    })?;
    let file = found(&cache, FILE, &id).await?;
    let file = JsFuture::from(file.blob().ok()?).await.ok()?.dyn_into().ok()?;
    let note = match found(&cache, NOTE, &id).await {
        Some(note) => JsFuture::from(note.text().ok()?).await.ok()?.as_string().unwrap_or_default(),
        None => String::new(),
    };
    Some(Kept { id, file, note })
}

async fn found(cache: &Cache, what: &str, id: &str) -> Option<Response> {
    let found: JsValue = JsFuture::from(cache.match_with_str(&format!("{what}{id}"))).await.ok()?;
    found.dyn_into().ok()
}

/// Forgets all of it.
pub async fn erase(person: &str) {
    if let Some(caches) = caches() {
        // Nothing to forget is as good as forgotten.
        drop(JsFuture::from(caches.delete(&name(person))).await);
    }
}
