//! The people: representatives, and the advisor.

use wire::{
    advisor::{AdvisorOfAccount, ChangeAdvisor},
    contact::{Contacts, RosterChanges},
    path::{self, query},
};

use super::{Failure, Reading, request};

/// The people who may speak for the account.
pub fn list() -> Reading<Contacts> {
    Reading::new(path::CONTACTS)
}

/// Those of one of several accounts (of one's own when it is empty), with the entity tag that a step names.
pub fn roster(account: &str) -> Reading<(Contacts, String)> {
    Reading::with_etag(of_account(path::CONTACTS, account))
}

/// Takes one step on the roster that was seen, as JSON; `path` says on what.
pub async fn change(path: &str, account: &str, step: &str, etag: &str) -> Result<Contacts, Failure> {
    request::patch_json(&of_account(path, account), step.to_owned(), etag)
        .await?
        .read()
        .map(|answer| answer.body)
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

fn of_account(path: &str, account: &str) -> String {
    format!("{path}{}", path::query(&[("account", account)]))
}
