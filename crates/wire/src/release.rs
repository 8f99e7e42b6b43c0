//! Which software release runs on which unit, as a list of rows, and what became of each.

use crate::{answer, open_enum::open_enum};
use rules::release::{Row, Verdict};
use serde::{Deserialize, Serialize};

/// `POST /v1/releases` and `POST /v1/releases/check`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordReleases {
    /// 1 to 5,000 rows.
    pub rows: Vec<ReleaseRow>,
}

/// One unit and what runs on it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReleaseRow {
    /// Serial number, or software reference number.
    pub serial: String,
    /// Release, such as `23.4R2-S3`.
    pub release: String,
}

impl From<Row> for ReleaseRow {
    fn from(row: Row) -> Self {
        Self { serial: row.serial, release: row.release }
    }
}

impl From<ReleaseRow> for Row {
    fn from(row: ReleaseRow) -> Self {
        Self { serial: row.serial, release: row.release }
    }
}

open_enum! {
    /// What becomes of a row.
    ReleaseOutcome {
        /// The release is new for this unit.
        Set = "set",
        /// It is the one that is known; it counts as confirmed today.
        Unchanged = "unchanged",
        /// The account has no unit of that number.
        UnknownSerial = "unknown_serial",
        /// That is no release.
        BadRelease = "bad_release",
        /// The list names the unit more than once, with different releases.
        Twice = "twice",
    }
}

impl ReleaseOutcome {
    /// Whether the row is taken.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Set | Self::Unchanged)
    }
}

answer! {
    /// What became of a list, or would become of it.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ReleaseAnswers {
        /// One for each row, in its order.
        pub rows: Vec<ReleaseAnswer>,
    }
}

answer! {
    /// What becomes of one row.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct ReleaseAnswer {
        /// As it was sent.
        pub serial: String,
        /// As it was sent.
        pub release: String,
        /// What becomes of it.
        pub outcome: ReleaseOutcome,
        /// That in words.
        pub detail [default]: String,
    }
}

impl ReleaseAnswer {
    /// As it crosses HTTP.
    #[must_use]
    pub fn of(row: &Row, verdict: &Verdict) -> Self {
        Self {
            serial: row.serial.clone(),
            release: row.release.clone(),
            outcome: verdict.code().into(),
            detail: verdict.message(),
        }
    }
}

impl ReleaseAnswers {
    /// How many rows have an outcome that fits.
    #[must_use]
    pub fn count(&self, fits: impl Fn(&ReleaseOutcome) -> bool) -> usize {
        self.rows.iter().filter(|row| fits(&row.outcome)).count()
    }
}
