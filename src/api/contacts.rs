//! The people: representatives, and the advisor.

use wire::{advisor::AdvisorOfAccount, contact::Contacts, path};

use super::{Abort, Failure, request};

/// The people who may speak for the account.
pub async fn list(abort: &Abort) -> Result<Contacts, Failure> {
    request::get(path::CONTACTS, abort).await.map(|answer| answer.body)
}

/// The Technical Services Advisor.
pub async fn advisor(abort: &Abort) -> Result<AdvisorOfAccount, Failure> {
    request::get(path::ADVISOR, abort).await.map(|answer| answer.body)
}
