//! Written notices: what will not be met, with number and time; and that the advisor has seen it.

use crate::{BadData, account::AccountRef, answer, json, json::Counted};
use chrono::{DateTime, NaiveDate, Utc};
use rules::responsibilities::{Duty, notice::Draft};
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/notices`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct NoticeList {
        /// The newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Notice>))]
        pub items: Counted<Notice>,
    }
}

answer! {
    /// One notice. Nothing of it changes but that it becomes acknowledged.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Notice {
        /// Its number: `NOTICE-2026-000001`.
        pub number: String,
        /// The End User.
        pub account: AccountRef,
        /// Ids of the rules that it is about.
        pub responsibilities: Vec<String>,
        /// What will not be met and why.
        pub text: String,
        /// Since when, or from when on.
        #[serde(default)]
        pub since: Option<NaiveDate>,
        /// Until when that is expected.
        #[serde(default)]
        pub until: Option<NaiveDate>,
        /// Who sent it.
        pub sent_by: String,
        /// The sender's zone, for the receipt.
        #[serde(default)]
        pub zone: Option<String>,
        /// When it was sent.
        pub sent_at: DateTime<Utc>,
        /// The advisor who has acknowledged it.
        #[serde(default)]
        pub acknowledged_by: Option<String>,
        /// When.
        #[serde(default)]
        pub acknowledged_at: Option<DateTime<Utc>>,
        /// 1, and 2 once it is acknowledged.
        pub version [default]: u32,
    }
}

/// `POST /v1/notices`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SendNotice {
    /// Ids of the rules that it is about, `R-063` to `R-071`.
    pub responsibilities: Vec<String>,
    /// What will not be met and why.
    pub text: String,
    /// Since when, or from when on; `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Until when that is expected; `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl SendNotice {
    /// As the rules know it.
    ///
    /// # Errors
    /// A date that is none, or an id that is no responsibility.
    pub fn draft(&self) -> Result<Draft, BadData> {
        let date = |field, text: &Option<String>| {
            let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
            text.map(|text| json::date(text).ok_or_else(|| BadData { field, value: text.to_owned() }))
                .transpose()
        };
        let duty = |code: &String| {
            let unknown = || BadData { field: "responsibilities", value: code.clone() };
            Duty::from_code(code).ok_or_else(unknown)
        };
        let mut duties = self.responsibilities.iter().map(duty).collect::<Result<Vec<_>, _>>()?;
        duties.dedup();
        Ok(Draft {
            duties,
            text: self.text.trim().to_owned(),
            since: date("since", &self.since)?,
            until: date("until", &self.until)?,
        })
    }
}

/// `PATCH /v1/notices/{number}`, with `If-Match`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeNotice {
    /// `true`: the advisor has seen it. It can't be taken back.
    pub acknowledged: bool,
}
