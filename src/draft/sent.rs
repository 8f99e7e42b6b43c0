//! What became of a report that was sent from this browser, or of which this browser was told: so that its address says so.

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
