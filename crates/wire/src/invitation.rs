//! Invitations: somebody gets a link, which works once, and chooses a password.

use crate::{account::Role, answer, json::Counted};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `POST /v1/invitations`, with `Idempotency-Key`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invite {
    /// The person's name.
    pub name: String,
    /// The person's own e-mail address, with which the person will sign in. A contact with it becomes that person.
    pub email: String,
    /// As what: `engineer`, `viewer`, `representative`, `administrator`.
    pub role: Role,
}

answer! {
    /// `GET /v1/invitations`
    #[derive(Clone, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Invitations {
        /// Those that can be accepted now, the newest first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Invitation>))]
        pub items: Counted<Invitation>,
    }

    /// An invitation that can be accepted.
    #[derive(Clone, PartialEq, Eq, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Invitation {
        /// Opaque id.
        pub id: String,
        /// Who is invited.
        pub name: String,
        /// The address with which the person will sign in.
        pub email: String,
        /// As what.
        pub role: Role,
        /// Who invited.
        pub made_by: String,
        /// When.
        pub made_at: DateTime<Utc>,
        /// From then on it can't be accepted.
        pub expires_at: DateTime<Utc>,
        /// The secret part of the link, in the answer that makes the invitation and never again: the server keeps its
        /// SHA-256 only, and a repeated request is answered without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub token: Option<String>,
    }
}

/// `POST /v1/invitations/look`: what a link is for. The token stands in the body, so that no address and no log has it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookAtInvitation {
    /// The secret part of the link.
    pub token: String,
}

/// `POST /v1/invitations/accept`
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptInvitation {
    /// The secret part of the link.
    pub token: String,
    /// The name as the person writes it.
    pub name: String,
    /// The password to sign in with from then on.
    pub password: String,
}

answer! {
    /// What an invitation is for.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct InvitedTo {
        /// Name of the account.
        pub account: String,
        /// Who is invited.
        pub name: String,
        /// The address to sign in with.
        pub email: String,
        /// As what.
        pub role: Role,
        /// From then on it can't be accepted.
        pub expires_at: DateTime<Utc>,
    }
}
