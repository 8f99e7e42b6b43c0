//! Requests to the advisor.

use wire::{
    advice::{Advice, AdviceList, AskAdvice, ChangeAdvice, ReleasesInUse},
    path::{self, query},
};

use super::{Failure, IdempotencyKey, Reading, request};

fn of(path: &str, account: &str) -> String {
    format!("{path}{}", query(&[("account", account)]))
}

/// A page of requests, the latest first; of all accounts that one looks after when none is named.
pub fn list(account: &str, cursor: &str) -> Reading<AdviceList> {
    let query = query(&[("account", account), ("limit", "20"), ("cursor", cursor)]);
    Reading::new(format!("{}{query}", path::ADVICE))
}

/// One request with its entity tag.
pub fn one(id: &str) -> Reading<(Advice, String)> {
    Reading::with_etag(path::advice(id))
}

/// The releases in use, by product family.
pub fn releases(account: &str) -> Reading<ReleasesInUse> {
    Reading::new(of(path::ADVICE_RELEASES, account))
}

/// Asks. Repeated with the same key it makes one.
pub async fn ask(account: &str, wish: &AskAdvice, key: &IdempotencyKey) -> Result<Advice, Failure> {
    request::post(&of(path::ADVICE, account), wish, key).await.map(|answer| answer.body)
}

/// Takes one step on the request that was seen.
pub async fn change(id: &str, step: &ChangeAdvice, etag: &str) -> Result<Advice, Failure> {
    request::patch(&path::advice(id), step, etag).await.map(|answer| answer.body)
}
