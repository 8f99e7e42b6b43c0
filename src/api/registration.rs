//! Registering units: what to choose from, batches and their rows, and units that somebody else has. An empty account is all
//! that one may register for.

use gloo_net::http::Method;
use wire::{
    path::{self, query},
    registration::{
        Batch, BatchList, BatchRows, CheckSerials, CheckedSerials, Claim, ClaimList, NewBatch, NewClaim,
        PutRows, RegistrationBasis, RowAnswers, SettleClaim,
    },
};

use super::{Failure, IdempotencyKey, Reading, request};

/// What to choose from.
pub fn basis(account: &str) -> Reading<RegistrationBasis> {
    Reading::new(format!("{}{}", path::REGISTRATION, query(&[("account", account)])))
}

/// Which of these serial numbers are registered.
pub async fn check(serials: Vec<String>) -> Result<CheckedSerials, Failure> {
    request::post_once(path::REGISTRATION_CHECK, &CheckSerials { account: None, serials }).await
}

/// Begins a batch.
pub async fn begin(batch: &NewBatch, key: &IdempotencyKey) -> Result<Batch, Failure> {
    request::post(path::REGISTRATIONS, batch, key).await.map(|answer| answer.body)
}

/// Sends rows of a batch. The same rows again are answered as before.
pub async fn send(id: &str, rows: &PutRows) -> Result<RowAnswers, Failure> {
    request::put_answered(&path::registration_rows(id), rows).await
}

/// Batches, the newest first.
pub fn batches(account: &str, cursor: &str) -> Reading<BatchList> {
    let query = query(&[("account", account), ("cursor", cursor)]);
    Reading::new(format!("{}{query}", path::REGISTRATIONS))
}

/// One batch.
pub fn batch(id: &str) -> Reading<Batch> {
    Reading::new(path::registration(id))
}

/// The rows of a batch that were refused.
pub fn refused(id: &str, cursor: &str, limit: u32) -> Reading<BatchRows> {
    let limit = limit.to_string();
    let query = query(&[("outcome", "refused"), ("cursor", cursor), ("limit", &limit)]);
    Reading::new(format!("{}{query}", path::registration_rows(id)))
}

/// Ends a batch as it was seen. What is registered stays.
pub async fn stop(id: &str, version: u32) -> Result<(), Failure> {
    let nothing = serde_json::Map::new();
    request::on_version(Method::POST, &path::stop_registration(id), &nothing, &etag(version)).await
}

/// Claims and transfers.
pub fn claims(account: &str, cursor: &str) -> Reading<ClaimList> {
    Reading::new(format!("{}{}", path::CLAIMS, query(&[("account", account), ("cursor", cursor)])))
}

/// Claims a unit.
pub async fn claim(claim: &NewClaim, key: &IdempotencyKey) -> Result<Claim, Failure> {
    request::post(path::CLAIMS, claim, key).await.map(|answer| answer.body)
}

/// Settles a claim as it was seen.
pub async fn settle(id: &str, version: u32, settled: &SettleClaim) -> Result<(), Failure> {
    request::on_version(Method::POST, &path::settle_claim(id), settled, &etag(version)).await
}

/// Takes one's own claim back as it was seen.
pub async fn withdraw(id: &str, version: u32) -> Result<(), Failure> {
    let nothing = serde_json::Map::new();
    request::on_version(Method::POST, &path::withdraw_claim(id), &nothing, &etag(version)).await
}

fn etag(version: u32) -> String {
    format!("\"{version}\"")
}
