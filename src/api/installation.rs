//! Settings of the installation, and what the API is.

use wire::{config::Config, json, meta::Meta, path, service::ServiceDescription};

use super::{Abort, Failure, Reading};
use crate::{browser::timer, clock::Clock};

/// `config.json`, which needs no rebuild.
pub async fn config() -> Result<Config, Failure> {
    Reading::new("/config.json").send(&Abort::never()).await
}

/// `config.json` as it was when the app was built: the telephone numbers must be there whatever does not answer.
pub fn config_of_the_build() -> Option<Config> {
    json::read(include_str!("../../public/config.json")).ok()
}

/// The service description point by point; a file of the app, read only by the page that shows it.
pub fn service() -> Reading<ServiceDescription> {
    Reading::new("/service.json")
}

/// What the API is; sets the clock by the way.
pub async fn meta(clock: Clock) -> Result<Meta, Failure> {
    let sent = timer::monotonic_ms();
    let meta = Reading::<Meta>::new(path::META).send(&Abort::never()).await?;
    clock.synchronise(meta.server_now, sent, timer::monotonic_ms());
    Ok(meta)
}
