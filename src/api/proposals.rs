//! What the advisor proposes for the roster of an account, and what becomes of it.

use wire::{
    path::{self, query},
    proposal::{ChangeProposal, Proposal, Proposals, Propose},
};

use super::{Failure, IdempotencyKey, Reading, request};

/// Those of one of several accounts; of one's own when it is empty.
pub fn list(account: &str) -> Reading<Proposals> {
    Reading::new(of_account(path::PROPOSALS, account))
}

/// Proposes a step.
pub async fn propose(account: &str, wish: &Propose, key: &IdempotencyKey) -> Result<Proposal, Failure> {
    request::post(&of_account(path::PROPOSALS, account), wish, key).await.map(|answer| answer.body)
}

/// Accepts, declines or withdraws the one that was seen.
pub async fn change(seen: &Proposal, account: &str, change: &ChangeProposal) -> Result<Proposal, Failure> {
    let path = of_account(&path::proposal(&seen.id), account);
    request::patch(&path, change, &seen.tag).await.map(|answer| answer.body)
}

fn of_account(path: &str, account: &str) -> String {
    format!("{path}{}", query(&[("account", account)]))
}
