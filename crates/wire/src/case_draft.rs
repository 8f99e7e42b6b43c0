//! Reports of faults that are not sent yet, as they cross HTTP: one person's own, on every device. What stands in the fields is
//! the app's affair and kept as it came, fields of another release too; title, subject and step stand beside them, so that a
//! list needs to read none.

use crate::{answer, json::Counted};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Most drafts that one person has.
pub const DRAFTS_MAX: usize = 50;
/// Most that a draft has when it is sent, bytes.
pub const DRAFT_BYTES_MAX: usize = 64 * 1024;
/// Most characters of title and subject.
pub const DRAFT_LINE_MAX: usize = 200;
/// Most characters of its id and of its step.
pub const DRAFT_NAME_MAX: usize = 64;

answer! {
    /// `GET /v1/drafts`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct DraftList {
        /// All of the asking person, the one saved last first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<DraftSummary>))]
        pub items: Counted<DraftSummary>,
    }
}

answer! {
    /// A draft in the list.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct DraftSummary {
        /// Its id, as its maker chose it.
        pub id: String,
        /// One line; empty as long as there is none.
        pub title [default]: String,
        /// What it is about: a unit as people know it.
        pub subject [default]: String,
        /// How far it is; the app's own word.
        pub step [default]: String,
        /// When it was saved, by the server's clock.
        pub saved_at: DateTime<Utc>,
        /// Changes with every saving; for `If-Match`.
        pub version [default]: u32,
    }
}

answer! {
    /// `GET /v1/drafts/{id}`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CaseDraft {
        /// Its id, as its maker chose it.
        pub id: String,
        /// One line; empty as long as there is none.
        pub title [default]: String,
        /// What it is about: a unit as people know it.
        pub subject [default]: String,
        /// How far it is; the app's own word.
        pub step [default]: String,
        /// What was typed, as it was sent.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        pub fields: Map<String, Value>,
        /// When it was saved, by the server's clock.
        pub saved_at: DateTime<Utc>,
        /// Changes with every saving; for `If-Match`.
        pub version [default]: u32,
    }
}

/// `PUT /v1/drafts/{id}`, with `If-None-Match: *` for a new one and `If-Match` for one that was seen: at most 64 kB.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveDraft {
    /// One line, at most 200 characters.
    #[serde(default)]
    pub title: String,
    /// What it is about, at most 200 characters.
    #[serde(default)]
    pub subject: String,
    /// How far it is, at most 64 characters.
    #[serde(default)]
    pub step: String,
    /// What was typed: any JSON object, kept as it is.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub fields: Map<String, Value>,
}
