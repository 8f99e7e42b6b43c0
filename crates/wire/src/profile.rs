//! What people see and set of themselves: details and how they like things shown, their sessions, their password; and who
//! holds which role in an account.

use crate::{account::Role, answer, json::Counted, open_enum::open_enum};
use chrono::{DateTime, NaiveDate, Utc};
use rules::advisor;
use serde::{Deserialize, Serialize};

open_enum! {
    /// The day on which weeks begin.
    WeekStart {
        /// Monday
        Monday = "monday",
        /// Sunday
        Sunday = "sunday",
        /// Saturday
        Saturday = "saturday",
    }
}

impl WeekStart {
    /// As the rules know it; `None` for a day that this build does not know.
    #[must_use]
    pub const fn known(&self) -> Option<advisor::WeekStart> {
        match self {
            Self::Monday => Some(advisor::WeekStart::Monday),
            Self::Sunday => Some(advisor::WeekStart::Sunday),
            Self::Saturday => Some(advisor::WeekStart::Saturday),
            Self::Unknown(_) => None,
        }
    }
}

/// `PATCH /v1/me`, with `If-Match`: what is missing stays as it is, an empty text takes a value away.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeMe {
    /// Name; can't be taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Telephone number, with `+` and country code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// IANA name of the zone in which times are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The day on which weeks begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week_start: Option<WeekStart>,
}

/// `PUT /v1/password`. Ends all other sessions of the person. (No `Debug`: a password is never written out.)
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePassword {
    /// The present one.
    pub old: String,
    /// The one to take its place: at least 12 characters.
    pub new: String,
}

answer! {
    /// `GET /v1/sessions`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Sessions {
        /// This one first, then the latest used.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<OwnSession>))]
        pub items: Counted<OwnSession>,
    }
}

answer! {
    /// One session of the person who asks.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct OwnSession {
        /// Opaque id; nobody can sign in with it.
        pub id: String,
        /// When it began.
        pub since: DateTime<Utc>,
        /// When it was last used, to the minute.
        pub last_used: DateTime<Utc>,
        /// The browser in words: "Firefox on Windows".
        #[serde(default)]
        pub agent: Option<String>,
        /// The one that asks.
        pub current [default]: bool,
    }
}

answer! {
    /// `GET /v1/people`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct People {
        /// By name.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<RoleHolder>))]
        pub items: Counted<RoleHolder>,
    }
}

answer! {
    /// Somebody of an account. What a role may not see is left out.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct RoleHolder {
        /// Opaque id.
        pub id: String,
        /// Name.
        pub name: String,
        /// Role in the portal; missing for a named representative who has none.
        #[serde(default)]
        pub role: Option<Role>,
        /// One of the two to six named representatives.
        #[serde(default)]
        pub named_representative: Option<bool>,
        /// May sign in.
        #[serde(default)]
        pub may_sign_in: Option<bool>,
        /// The day of the last sign-in, in the zone of who asks; for administrators only.
        #[serde(default)]
        pub last_sign_in_on: Option<NaiveDate>,
    }
}
