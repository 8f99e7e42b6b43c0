//! The second file of the app. It is no call of the API, but comes over the same line and fails in the same ways.

use gloo_net::http::Request;

use super::Failure;
use crate::browser::second_file;

/// Fetches it and joins it to the first; nothing to do when the app is in one file.
pub async fn load() -> Result<(), Failure> {
    let Some(address) = second_file::address() else { return Ok(()) };
    let answer = Request::get(&address).send().await.map_err(|_| Failure::NoAnswer)?;
    let status = answer.status();
    match answer.ok() && second_file::join(answer).await {
        true => Ok(()),
        false => Err(Failure::NotTheApi { status }),
    }
}
