//! Was the word kept? What became of an account's response targets over eight quarters, and the cases behind each figure.

use crate::{
    answer,
    case::{CaseSummary, Channel},
    json::Counted,
};
use rules::response::{
    self,
    record::{Figures, Row},
};
use serde::Serialize;

answer! {
    /// `GET /v1/response-record`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ResponseRecord {
        /// This calendar quarter (UTC) and the seven before, the oldest first.
        pub quarters: Vec<String>,
        /// By quarter, priority and channel; where there was no case there is none.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<RecordRow>))]
        pub rows: Counted<RecordRow>,
    }
}

answer! {
    /// The figures of one priority and channel in one quarter. A target, never a guarantee.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct RecordRow {
        /// `2026-Q3`: when the cases were created.
        pub quarter: String,
        /// 1 to 4, whatever the row of the target.
        pub priority: u8,
        /// How they were opened.
        pub channel: Channel,
        /// An engineer called or wrote by the due instant.
        pub met: u32,
        /// An engineer did so later.
        pub missed: u32,
        /// It was due, and no engineer has called or written.
        pub never_contacted: u32,
        /// There is still time.
        pub running: u32,
        /// The middle one of the times from creation to first contact, in seconds.
        #[serde(default)]
        pub median_seconds: Option<i64>,
        /// Minutes of the target, when it is the same for all.
        #[serde(default)]
        pub target_minutes: Option<u32>,
    }
}

answer! {
    /// `GET /v1/response-record/cases`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct RecordCases {
        /// The figures that these cases are behind; none when there is no such case.
        #[serde(default)]
        pub figures: Option<RecordRow>,
        /// This page, the oldest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<CaseSummary>))]
        pub items: Counted<CaseSummary>,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
    }
}

impl From<&Row> for RecordRow {
    fn from(row: &Row) -> Self {
        let figures = row.figures;
        Self {
            quarter: row.quarter.name(),
            priority: row.priority.number(),
            channel: (&row.channel).into(),
            met: figures.met,
            missed: figures.missed,
            never_contacted: figures.never_contacted,
            running: figures.running,
            median_seconds: figures.median_seconds,
            target_minutes: figures.target_minutes,
        }
    }
}

impl From<&response::Channel> for Channel {
    fn from(channel: &response::Channel) -> Self {
        match channel {
            response::Channel::Phone => Self::Phone,
            response::Channel::Web => Self::Web,
            response::Channel::Email => Self::Email,
            response::Channel::Other(name) => Self::Unknown(name.clone()),
        }
    }
}

impl From<&RecordRow> for Figures {
    fn from(row: &RecordRow) -> Self {
        Self {
            met: row.met,
            missed: row.missed,
            never_contacted: row.never_contacted,
            running: row.running,
            median_seconds: row.median_seconds,
            target_minutes: row.target_minutes,
        }
    }
}
