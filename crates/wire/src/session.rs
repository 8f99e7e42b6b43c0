//! Signing in, and who is signed in.

use crate::{
    account::{AccountRef, Role},
    answer,
    contact::CertificationLevel,
    json::Counted,
    profile::WeekStart,
};
use chrono::{DateTime, NaiveDate, Utc};
use rules::expert_to_expert as e2e;
use serde::{Deserialize, Serialize};

/// `POST /v1/session`
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
}

answer! {
    /// Who is signed in, and what decides what that person may do.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Me {
        /// Opaque id.
        pub id: String,
        /// Name.
        pub name: String,
        /// E-mail address.
        pub email: String,
        /// Telephone number, if known.
        #[serde(default)]
        pub phone: Option<String>,
        /// Role.
        pub role: Role,
        /// The person's own account; the vendor's people have the vendor's.
        pub account: AccountRef,
        /// Accounts that this person looks after: assigned ones for the vendor's people, End Users for a reseller's.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<AccountRef>))]
        pub accounts [default]: Counted<AccountRef>,
        /// One of the two to six named representatives, whatever the role.
        pub named_representative [default]: bool,
        /// The best certification.
        #[serde(default)]
        pub certification: Option<Certification>,
        /// IANA name of the zone in which this person wants to see times; none: the browser's own.
        #[serde(default)]
        pub zone: Option<String>,
        /// The day on which this person's weeks begin; none: Monday.
        #[serde(default)]
        pub week_start: Option<WeekStart>,
        /// When the session ends unless it is used.
        #[serde(default)]
        pub session_ends_at: Option<DateTime<Utc>>,
    }
}

answer! {
    /// A certification.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Certification {
        /// Level.
        pub level: CertificationLevel,
        /// Track: "SP", "ENT".
        pub track: String,
        /// Last valid day.
        pub expires: NaiveDate,
        /// Whether the vendor's side has approved access.
        pub approved: bool,
        /// Number of the certificate; for the person, administrators and the advisor.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<String>,
        /// The day on which it was obtained.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub obtained: Option<NaiveDate>,
        /// Why the vendor's side declined; nothing when it has not. For the same people.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub declined: Option<String>,
    }
}

impl Certification {
    /// As the rules know it; `None` for a level that this build does not know.
    #[must_use]
    pub fn known(&self) -> Option<e2e::Certification> {
        Some(e2e::Certification {
            level: self.level.known()?,
            expires: self.expires,
            approval: if self.approved { e2e::Approval::Approved } else { e2e::Approval::Pending },
        })
    }
}

impl Me {
    /// What decides Expert to Expert access.
    #[must_use]
    pub fn standing(&self) -> e2e::Standing {
        e2e::Standing {
            named: if self.named_representative { e2e::Named::Representative } else { e2e::Named::NotNamed },
            certification: self.certification.as_ref().and_then(Certification::known),
        }
    }

    /// May this person do that in some way? A role that this build does not know may do nothing.
    #[must_use]
    pub fn may(&self, action: rules::access::Action) -> bool {
        self.role.known().is_some_and(|role| rules::access::permission(role, action).is_allowed())
    }
}
