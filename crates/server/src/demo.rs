//! The demonstration: an invented carrier with its units, contracts, people and cases, and a few neighbours, so that the
//! portal can be tried without anybody's real data. Everything stands relative to `now`, comes from a fixed seed, and
//! uses only reserved addresses (example.net, example.com) and telephone numbers (555-01xx).
//!
//! It belongs to the store's family: beside the store, this is the only place that speaks SQL, because it fills tables
//! that no request can fill yet. It never touches what a user has made or changed.

mod accounts;
mod advice;
mod advisors;
mod anchor;
mod cases;
mod contracts;
mod holidays;
mod meetings;
mod models;
mod notes;
mod on_boarding;
mod people;
mod placed;
mod readiness;
mod recordings;
mod saved_views;
mod site_stories;
mod sites;
mod splitmix;
mod units;
mod webinars;

#[cfg(test)]
mod tests;

use crate::{installation::Content, media::Media};
use anchor::Anchor;
use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

/// The password of every demonstration person, for everybody on this machine to know.
pub const PASSWORD: &str = "demonstration";

/// Fills an empty database, within the caller's transaction. `password_hash` is the Argon2id hash of [`PASSWORD`].
///
/// # Errors
/// The database refuses; nothing is half done as long as the caller rolls back.
pub async fn install(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
    password_hash: &str,
) -> Result<(), sqlx::Error> {
    let anchor = Anchor::at(now);
    let contracts = contracts::all(&anchor);
    let units = units::all(&anchor, &contracts);
    accounts::insert(conn).await?;
    people::insert(conn, &anchor, password_hash).await?;
    advisors::insert(conn, &anchor).await?;
    sites::insert(conn).await?;
    contracts::insert(conn, &contracts).await?;
    units::insert(conn, &units).await?;
    site_stories::insert(conn, &anchor).await?;
    saved_views::insert(conn).await?;
    readiness::insert(conn, &anchor).await?;
    cases::insert(conn, &anchor, &units).await?;
    advice::insert(conn, &anchor, &units).await?;
    meetings::insert(conn, &anchor).await?;
    on_boarding::insert(conn, &anchor).await?;
    webinars::insert(conn, &anchor).await?;
    recordings::insert(conn, now).await?;
    notes::insert(conn, &anchor, &units).await?;
    placed::note(conn, &anchor).await
}

/// Places the demonstration around a new `now`: contract terms, End of Support, certificates, leave and holidays move
/// with it, untouched cases and call notes are made anew. What a user has made or changed stays as it is.
///
/// The dates always follow, not only after a day: the unit whose Care has a gap today would be covered after midnight.
///
/// # Errors
/// The database refuses.
pub async fn place_anew(conn: &mut SqliteConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    let (anchor, before) = (Anchor::at(now), placed::last(conn).await?);
    let contracts = contracts::all(&anchor);
    let units = units::all(&anchor, &contracts);
    people::renew_certificates(conn, &anchor).await?;
    people::renew_keeping(conn, &anchor, before.as_ref()).await?;
    people::renew_proposals(conn, &anchor).await?;
    people::renew_sign_ins(conn, &anchor, before.as_ref()).await?;
    advisors::renew(conn, &anchor).await?;
    contracts::renew(conn, &contracts).await?;
    units::renew(conn, &units).await?;
    site_stories::renew(conn, &anchor).await?;
    readiness::renew(conn, &anchor).await?;
    notes::remove(conn).await?;
    advice::remove(conn).await?;
    cases::remove(conn).await?;
    meetings::remove(conn).await?;
    on_boarding::remove(conn).await?;
    meetings::insert(conn, &anchor).await?;
    on_boarding::insert(conn, &anchor).await?;
    cases::insert(conn, &anchor, &units).await?;
    advice::insert(conn, &anchor, &units).await?;
    webinars::renew(conn, &anchor).await?;
    recordings::insert(conn, now).await?;
    notes::insert(conn, &anchor, &units).await?;
    placed::note(conn, &anchor).await
}

/// Puts the files of the demonstration into the data folder, where they are not there; elsewhere there are none.
///
/// # Errors
/// The disk.
pub fn place_files(media: &Media, content: Content) -> std::io::Result<()> {
    match content {
        Content::Demonstration => recordings::place(media),
        Content::Own => Ok(()),
    }
}
