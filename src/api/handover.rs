//! Shift handover.

use rules::Instant;
use wire::{
    handover::Handover,
    path::{self, query},
};

use super::Reading;

/// What has happened since then, what is open, and who is calling; of all accounts when none is named. What happened comes
/// in pages, the first one without a cursor.
pub fn since(instant: Instant, account: &str, cursor: &str) -> Reading<Handover> {
    let since = instant.to_rfc3339();
    let query = query(&[("since", &since), ("account", account), ("limit", "200"), ("cursor", cursor)]);
    Reading::new(format!("{}{query}", path::HANDOVER))
}
