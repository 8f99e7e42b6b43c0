//! Shift handover: what has happened to the cases since an instant, what is open, and who is calling. What it means is not said
//! here: the words that somebody reads are made where they are read.

use crate::{
    answer,
    call_note::CallNote,
    case::{CaseSummary, EventBy, EventKind, PriorityChange},
    json::Counted,
};
use chrono::{DateTime, Utc};
use serde::Serialize;

answer! {
    /// `GET /v1/handover`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Handover {
        /// This page of what happened since then, the newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<HandoverEvent>))]
        pub events: Counted<HandoverEvent>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
        /// Open cases: waiting on the customer first, then without first response, by due time; at most 200.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<WaitingCase>))]
        pub open: Counted<WaitingCase>,
        /// How many more are open.
        pub open_left_out [default]: u32,
        /// Call notes that want attention, and those made since then.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<CallNote>))]
        pub call_notes [default]: Counted<CallNote>,
    }
}

answer! {
    /// Something that happened to a case.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct HandoverEvent {
        /// Number of the case.
        pub case_number: String,
        /// Its priority.
        pub priority: u8,
        /// Its one line.
        pub synopsis: String,
        /// Name of the End User.
        pub account_name: String,
        /// What.
        pub said: Said,
    }
}

answer! {
    /// What was done or said.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Said {
        /// When.
        pub at: DateTime<Utc>,
        /// What.
        pub kind: EventKind,
        /// Who did it, by side.
        pub by: EventBy,
        /// Who did it, by name.
        #[serde(default)]
        pub name: Option<String>,
        /// What was said.
        #[serde(default)]
        pub text: Option<String>,
        /// What became of priority and due time.
        #[serde(default)]
        pub priority: Option<PriorityChange>,
        /// Number of the escalation, within the case, that it is about.
        #[serde(default)]
        pub escalation: Option<u32>,
        /// When the next status report was promised for.
        #[serde(default)]
        pub next_report_at: Option<DateTime<Utc>>,
    }
}

answer! {
    /// An open case with the last word about it.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct WaitingCase {
        /// The case.
        pub case: CaseSummary,
        /// The last that a person said about it.
        #[serde(default)]
        pub last_word: Option<Said>,
        /// When the next status report about an escalation of it was promised for.
        #[serde(default)]
        pub next_report_at: Option<DateTime<Utc>>,
    }
}
