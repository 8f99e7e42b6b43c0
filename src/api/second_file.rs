//! The second file of the app. It is no call of the API, but comes over the same line and fails in the same ways.

use std::time::Duration;

use super::{
    Abort, Failure,
    request::{self, Limit},
};
use crate::browser::{fetch::Sent, second_file};

/// How long it may take: it is large, and lines are slow.
const LIMIT: Duration = Duration::from_secs(60);

/// Fetches it and joins it to the first; nothing to do when the app is in one file.
pub async fn load() -> Result<(), Failure> {
    let Some(address) = second_file::address() else { return Ok(()) };
    let abort = Abort::never();
    let limit = Limit::begin(LIMIT, &abort);
    let done = join(&address, &abort).await;
    let cut = limit.end(&abort);
    done.map_err(|failure| cut.unwrap_or(failure))
}

async fn join(address: &str, abort: &Abort) -> Result<(), Failure> {
    let answer = request::fetch(&Sent::get(address), abort).await?;
    let status = answer.status();
    match answer.ok() && second_file::join(answer).await {
        true => Ok(()),
        false => Err(Failure::NotTheApi { status }),
    }
}
