//! The people: representatives, and the advisor.

use wire::{advisor::AdvisorOfAccount, contact::Contacts, path};

use super::Reading;

/// The people who may speak for the account.
pub fn list() -> Reading<Contacts> {
    Reading::new(path::CONTACTS)
}

/// The Technical Services Advisor.
pub fn advisor() -> Reading<AdvisorOfAccount> {
    Reading::new(path::ADVISOR)
}
