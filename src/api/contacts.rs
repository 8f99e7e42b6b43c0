//! The people: representatives, and the advisor.

use wire::{
    advisor::{AdvisorOfAccount, ChangeAdvisor},
    contact::{ChangeRoster, Contacts, RosterChanges},
    path::{self, query},
};

use super::{Failure, Reading, request};

/// The people who may speak for the account.
pub fn list() -> Reading<Contacts> {
    Reading::new(path::CONTACTS)
}

/// The same with its entity tag, which a step names.
pub fn roster() -> Reading<(Contacts, String)> {
    Reading::with_etag(path::CONTACTS.to_owned())
}

/// Takes one step on the roster that was seen.
pub async fn change(step: &ChangeRoster, etag: &str) -> Result<Contacts, Failure> {
    request::patch(path::CONTACTS, step, etag).await.map(|answer| answer.body)
}

/// Who changed what, the newest first.
pub fn changes() -> Reading<RosterChanges> {
    Reading::new(path::ROSTER_CHANGES)
}

/// The Technical Services Advisor of that account, the person's own when it is empty; with its entity tag.
pub fn advisor_of(account: &str) -> Reading<(AdvisorOfAccount, String)> {
    Reading::with_etag(format!("{}{}", path::ADVISOR, query(&[("account", account)])))
}

/// Sets who works with the advisor of one's own account.
pub async fn change_advisor(change: &ChangeAdvisor, etag: &str) -> Result<AdvisorOfAccount, Failure> {
    request::patch(path::ADVISOR, change, etag).await.map(|answer| answer.body)
}

/// The Technical Services Advisor.
pub fn advisor() -> Reading<AdvisorOfAccount> {
    Reading::new(path::ADVISOR)
}
