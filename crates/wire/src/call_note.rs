//! Call notes: "I am calling". Not a case, and no clock is running; they keep a Priority 1 call from being forgotten.

use crate::{account::AccountRef, answer, case::Unlisted, json::Counted, open_enum::open_enum};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Longest case number that somebody was told, characters.
pub const TOLD_MAX: usize = 40;

answer! {
    /// `GET /v1/call-notes`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CallNoteList {
        /// Newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<CallNote>))]
        pub items: Counted<CallNote>,
    }
}

answer! {
    /// Somebody is calling, or has called.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CallNote {
        /// `CALL-2026-000123`
        pub number: String,
        /// The End User.
        pub account: AccountRef,
        /// Reference of the unit, when it is known.
        #[serde(default)]
        pub unit: Option<String>,
        /// Host name and site otherwise.
        #[serde(default)]
        pub unlisted: Option<Unlisted>,
        /// Host name or reference, as people know it.
        pub unit_title: String,
        /// One line.
        pub symptom: String,
        /// Who is calling.
        pub made_by: String,
        /// Since when.
        pub created_at: DateTime<Utc>,
        /// From when on to ask "did you get through?".
        pub ask_again_at: DateTime<Utc>,
        /// Where it stands.
        pub state: CallNoteState,
        /// The case number that the caller was told.
        #[serde(default)]
        pub told_number: Option<String>,
        /// The case that names this note.
        #[serde(default)]
        pub case_number: Option<String>,
        /// For `If-Match`.
        pub version: u32,
    }
}

open_enum! {
    /// Where a call note stands. It stays on the first screen until a case names it or it is withdrawn.
    CallNoteState {
        /// Calling
        Calling = "calling",
        /// Got through; the caller was told a number
        GotThrough = "got_through",
        /// A case names it
        CaseOpened = "case_opened",
        /// Withdrawn
        Withdrawn = "withdrawn",
    }
}

impl CallNote {
    /// Does it still want attention?
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.state, CallNoteState::CaseOpened | CallNoteState::Withdrawn)
    }
}

/// `POST /v1/call-notes`
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MakeCallNote {
    /// Reference of the unit; or `unlisted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Host name and site of a unit that was not found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unlisted: Option<Unlisted>,
    /// One line, at most 250 characters.
    #[serde(default)]
    pub symptom: String,
}

/// `PATCH /v1/call-notes/{number}`, with `If-Match`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeCallNote {
    /// What became of it.
    pub outcome: CallOutcome,
    /// The case number that the caller was told; needed for `got_through`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_number: Option<String>,
}

/// What became of a call. "Opened on the web" is said by the case that names the note.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CallOutcome {
    /// An engineer answered and named a case number.
    GotThrough,
    /// Not needed any more.
    Withdrawn,
}
