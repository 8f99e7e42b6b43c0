//! Settings of the installation, and what the API is.

use wire::{config::Config, meta::Meta, path};

use super::{Abort, Failure, request};
use crate::{browser::timer, clock::Clock};

/// `config.json`, which needs no rebuild.
pub async fn config() -> Result<Config, Failure> {
    request::get("/config.json", &Abort::never()).await.map(|answer| answer.body)
}

/// What the API is; sets the clock by the way.
pub async fn meta(clock: Clock) -> Result<Meta, Failure> {
    let sent = timer::monotonic_ms();
    let meta: Meta = request::get(path::META, &Abort::never()).await?.body;
    clock.synchronise(meta.server_now, sent, timer::monotonic_ms());
    Ok(meta)
}
