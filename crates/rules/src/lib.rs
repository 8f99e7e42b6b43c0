//! Every rule of the service description that decides, as pure functions with reasons.
//!
//! Each room answers one question of a person: is this unit covered ([`entitlement`]), and what changes about it and why
//! ([`entitlement::over_time`]); is the contract in order ([`contract`]); how fast does an engineer answer ([`response`]),
//! and how long is that in business time ([`calendar`]); who may do what ([`access`]), who may be named ([`roster`]), who
//! reaches the senior engineers ([`expert_to_expert`]); whom to call now ([`who_to_call`]); what is not covered about a
//! problem ([`problem`]); is this report complete ([`case_draft`]). All rules by their numbers: [`catalogue`].
//!
//! What never happens here: no I/O, no clock (`now` and `on` are arguments), no JSON, no HTTP, no user interface, and
//! no panic on data. No decision leaves without its [`reason::Reason`]s.

pub mod access;
pub mod advisor;
pub mod calendar;
pub mod case_draft;
pub mod catalogue;
pub mod contract;
pub mod country;
pub mod entitlement;
pub mod expert_to_expert;
pub mod person;
pub mod problem;
pub mod reachable;
pub mod reason;
pub mod response;
pub mod roster;
pub mod serial;
pub mod term;
pub mod unit;
pub mod who_to_call;
pub mod words;
pub mod zone;

/// A point in time, UTC.
pub type Instant = chrono::DateTime<chrono::Utc>;
/// A civil date, without zone: cover is decided on these, in the site's zone.
pub type Date = chrono::NaiveDate;
