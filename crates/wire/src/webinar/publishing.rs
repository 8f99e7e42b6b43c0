//! What people send about a webinar, and what its publisher plans and is told. Requests are strict: an unknown member is
//! refused.

use super::{AnswerHow, Topic};
use crate::{account::AccountRef, answer, json::Counted};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `POST /v1/webinars` and `PUT /v1/webinars/{id}` (with `If-Match`): the whole plan.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlanWebinar {
    /// Title, one line.
    pub title: String,
    /// The abstract, plain text.
    pub about: String,
    /// What it is about.
    pub topic: Topic,
    /// What else, where the topic is `other`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_topic: Option<String>,
    /// Product families; none: whatever people run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<String>,
    /// The Subject Matter Expert's name.
    pub speaker_name: String,
    /// What the expert is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_title: Option<String>,
    /// First instant.
    pub starts_at: DateTime<Utc>,
    /// Planned end.
    pub ends_at: DateTime<Utc>,
    /// IANA name of the host's zone.
    pub host_zone: String,
    /// Where to join, `https`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_link: Option<String>,
    /// Telephone number and code, one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dial_in: Option<String>,
    /// For whom: ids of accounts that the publisher looks after; none: everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<String>,
}

/// `POST /v1/webinars/{id}/cancel`, with `If-Match`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CancelWebinar {
    /// Why; people who registered read it.
    pub why: String,
}

/// `PUT /v1/webinars/{id}/questions/{q}/answer`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GiveAnswer {
    /// Live or in writing.
    pub how: AnswerHow,
    /// What was answered; needed in writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The second of the recording in which it is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_second: Option<u32>,
    /// When the answer was given that this one takes the place of; nothing while the question has none. Another answer that
    /// was given meanwhile is not overwritten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<DateTime<Utc>>,
}

/// `PUT /v1/webinars/{id}/position`
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeepPosition {
    /// Where to go on, seconds.
    pub seconds: u32,
}

/// `PUT /v1/webinars/{id}/feedback`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GiveFeedback {
    /// 1 to 5.
    pub stars: u8,
    /// In one's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

answer! {
    /// `GET /v1/webinars/{id}/attendance`: the accounts that the publisher looks after.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Attendance {
        /// By name; accounts of which nobody took part as well.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<AccountAttendance>))]
        pub accounts: Counted<AccountAttendance>,
    }
}

answer! {
    /// Who of an account took part.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct AccountAttendance {
        /// The End User.
        pub account: AccountRef,
        /// How many registered.
        pub registered: u32,
        /// How many joined.
        pub attended: u32,
        /// How many watched the recording, nine tenths of it and more.
        pub watched: u32,
        /// Everybody who did any of these, by name.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<PersonAttendance>))]
        pub people [default]: Counted<PersonAttendance>,
    }
}

answer! {
    /// What one person did.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct PersonAttendance {
        /// Name.
        pub name: String,
        /// Whether registered.
        pub registered [default]: bool,
        /// When joined.
        #[serde(default)]
        pub joined_at: Option<DateTime<Utc>>,
        /// When the recording was watched.
        #[serde(default)]
        pub watched_at: Option<DateTime<Utc>>,
    }
}
