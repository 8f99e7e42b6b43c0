//! Shift handover.

use rules::Instant;
use wire::{
    handover::Handover,
    path::{self, query},
};

use super::Reading;

/// What has happened since then, what is open, and who is calling; of all accounts when none is named.
pub fn since(instant: Instant, account: &str) -> Reading<Handover> {
    let query = query(&[("since", &instant.to_rfc3339()), ("account", account), ("limit", "200")]);
    Reading::new(format!("{}{query}", path::HANDOVER))
}
