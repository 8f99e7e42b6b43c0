//! Paths of registering units and of settling whose they are.

use super::{UNITS, encode};

/// `GET` what somebody who registers units chooses from.
pub const REGISTRATION: &str = "/v1/registration";
/// `POST` serial numbers, to be told which of them are registered.
pub const REGISTRATION_CHECK: &str = "/v1/registration/check";
/// `GET` the batches that were sent, `POST` another one.
pub const REGISTRATIONS: &str = "/v1/registrations";
/// `GET` claims and transfers, `POST` a claim.
pub const CLAIMS: &str = "/v1/claims";

/// One batch, by id.
#[must_use]
pub fn registration(id: &str) -> String {
    format!("{REGISTRATIONS}/{}", encode(id))
}

/// The rows of a batch: `PUT` some, `GET` what became of them.
#[must_use]
pub fn registration_rows(id: &str) -> String {
    format!("{}/rows", registration(id))
}

/// `POST` no more of a batch.
#[must_use]
pub fn stop_registration(id: &str) -> String {
    format!("{}/stop", registration(id))
}

/// One claim or transfer, by id.
#[must_use]
pub fn claim(id: &str) -> String {
    format!("{CLAIMS}/{}", encode(id))
}

/// `POST` how a claim or a transfer ends.
#[must_use]
pub fn settle_claim(id: &str) -> String {
    format!("{}/settle", claim(id))
}

/// `POST` that a claim or a transfer is taken back.
#[must_use]
pub fn withdraw_claim(id: &str) -> String {
    format!("{}/withdraw", claim(id))
}

/// `POST` the wish that a unit goes to somebody else.
#[must_use]
pub fn transfer(reference: &str) -> String {
    format!("{UNITS}/{}/transfer", encode(reference))
}
