//! Settings of the installation, and what the API is.

use wire::{capability::SERVER_TIME, config::Config, json, meta::Meta, path, service::ServiceDescription};

use super::{Abort, Failure, Reading, line, request};
use crate::{
    browser::{document, intl, timer},
    clock::Clock,
};

/// `config.json`, which needs no rebuild: as the static shell has fetched it already, else fetched here.
pub async fn settings_text() -> Option<String> {
    match document::shell_config().await {
        Some(text) => Some(text),
        None => request::own_file("/config.json").await.ok(),
    }
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
    if line::lacks(SERVER_TIME) {
        time(clock).await;
    } else {
        clock.synchronise(meta.server_now, sent, timer::monotonic_ms());
    }
    Ok(meta)
}

/// Sets the clock by an answer of an API that does not say what time it is otherwise: HTTP does, to the second.
pub async fn time(clock: Clock) {
    let sent = timer::monotonic_ms();
    // Who is signed in is asked for, because every API has that; what is answered does not matter.
    let date = request::date_of(path::ME).await;
    if let Some(now) = date.and_then(|date| intl::http_date(&date)) {
        clock.synchronise(now, sent, timer::monotonic_ms());
    }
}
