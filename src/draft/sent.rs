//! What became of a report that was sent from this browser, or of which this browser was told: so that its address says so.

use rules::Instant;

use crate::browser::storage;

/// The number of the case, or of the call note.
pub fn sent_as(person: &str, draft: &str) -> Option<String> {
    storage::read(&key(person, draft))
}

/// Remembers it. When the browser refuses, going back shows an empty report instead of "sent already".
pub fn remember(person: &str, draft: &str, number: &str) {
    let _ = storage::write(&key(person, draft), number);
}

fn key(person: &str, draft: &str) -> String {
    format!("portal.sent.{person}.{draft}")
}

/// When a report was first sent without hearing what became of it, as the person's clock had it. For an API that does not know a
/// repeated request again; it outlives the page, because what it opened does.
pub fn doubt(person: &str, draft: &str) -> Option<Instant> {
    wire::json::instant(&storage::read(&doubt_key(person, draft))?)
}

/// Remembers it, unless an earlier one is; `None` forgets it.
pub fn set_doubt(person: &str, draft: &str, at: Option<Instant>) {
    let key = doubt_key(person, draft);
    match at {
        None => storage::remove(&key),
        Some(at) if doubt(person, draft).is_none() => drop(storage::write(&key, &at.to_rfc3339())),
        Some(_) => (),
    }
}

fn doubt_key(person: &str, draft: &str) -> String {
    format!("portal.doubt.{person}.{draft}")
}
