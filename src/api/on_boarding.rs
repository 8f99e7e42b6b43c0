//! The on-boarding of an account; `account` is empty for one's own.

use wire::{
    on_boarding::{ChangeOnBoarding, OnBoarding},
    path,
};

use super::{Failure, Reading, request};

fn of(account: &str) -> String {
    format!("{}{}", path::ON_BOARDING, path::query(&[("account", account)]))
}

/// How far it is, with its entity tag, which a step names.
pub fn read(account: &str) -> Reading<(OnBoarding, String)> {
    Reading::with_etag(of(account))
}

/// Takes one step on what was seen.
pub async fn change(account: &str, step: &ChangeOnBoarding, etag: &str) -> Result<OnBoarding, Failure> {
    request::patch(&of(account), step, etag).await.map(|answer| answer.body)
}
