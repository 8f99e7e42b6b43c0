//! The server, tested in process over a real SQLite file. One program for all of it: it links once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

mod account;
mod activation;
mod advice;
mod bad_input;
mod boundaries;
mod call_notes;
mod case_life;
mod case_lists;
mod certificates;
mod claims;
mod contacts;
mod cross_site;
mod decisions;
mod desk;
mod durability;
mod handover;
mod headers;
mod histories;
mod idempotency;
mod invitations;
mod labels;
mod lists;
mod meeting_calendar;
mod meetings;
mod notices;
mod on_boarding;
mod openapi;
mod opening;
mod products;
mod profile;
mod proposals;
mod recording_uploads;
mod recordings;
mod registration;
mod response_record;
mod responsibilities;
mod roles;
mod roster;
mod saved_views;
mod sessions;
mod sign_ins;
mod sites;
mod starting;
mod stopping;
mod unit_changes;
mod unit_history;
mod unit_lists;
mod webinar_catalogue;
mod webinars;
mod workspace;
