//! The server, tested in process over a real SQLite file. One program for all of it: it links once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

mod activation;
mod bad_input;
mod boundaries;
mod call_notes;
mod contacts;
mod cross_site;
mod decisions;
mod durability;
mod headers;
mod idempotency;
mod lists;
mod notices;
mod openapi;
mod opening;
mod responsibilities;
mod roles;
mod roster;
mod sessions;
mod starting;
mod stopping;
