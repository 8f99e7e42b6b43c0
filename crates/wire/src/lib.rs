//! What crosses HTTP between the browser app and the API: requests, responses, problem bodies, paths.
//!
//! Serde shapes only, plus the conversions to and from the values of `rules`: both ends convert alike because both use
//! these. Enumerations that the other side may extend keep what they don't know (`Unknown`), unknown fields of
//! responses are ignored, those of requests refused. No HTTP client and no server lives here.

mod open_enum;

pub mod account;
pub mod activation;
pub mod advice;
pub mod advisor;
pub mod call_note;
pub mod capability;
pub mod case;
pub mod case_draft;
pub mod config;
pub mod contact;
pub mod contract;
pub mod cover;
pub mod declaration;
pub mod facets;
pub mod handover;
pub mod inbound_mail;
pub mod invitation;
pub mod json;
pub mod meeting;
pub mod meta;
pub mod notice;
pub mod on_boarding;
pub mod path;
pub mod problem;
pub mod profile;
pub mod proposal;
pub mod recording;
pub mod registration;
pub mod release;
pub mod response_record;
pub mod responsibilities;
pub mod saved_view;
pub mod service;
pub mod session;
pub mod site;
pub mod unit;
pub mod unit_change;
pub mod unit_history;
pub mod webinar;
pub mod workspace;
pub mod zone;

/// Data that can't become a value of `rules`, with where and why: "the portal can't read this entry".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadData {
    /// Which field.
    pub field: &'static str,
    /// What is there.
    pub value: String,
}

impl BadData {
    /// For what is another thing as soon as one entry is missing.
    ///
    /// # Errors
    /// When not every entry of that list could be read.
    pub fn unless_whole<T>(field: &'static str, list: &json::Counted<T>) -> Result<(), Self> {
        if list.unread == 0 { Ok(()) } else { Err(Self { field, value: format!("{} unread", list.unread) }) }
    }
}
