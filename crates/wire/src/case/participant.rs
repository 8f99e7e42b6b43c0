//! Who takes part in a case, as it crosses HTTP. Who may be added is `rules::participation`'s to say.

use crate::{account::Role, answer};
use chrono::{DateTime, Utc};
use serde::Serialize;

answer! {
    /// Somebody of the End User who takes part.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Participant {
        /// Opaque id, as among the people of the account.
        pub id: String,
        /// Name.
        pub name: String,
        /// Role in the portal.
        #[serde(default)]
        pub role: Option<Role>,
        /// Who added the person, by name.
        #[serde(default)]
        pub added_by: Option<String>,
        /// When.
        #[serde(default)]
        pub added_at: Option<DateTime<Utc>>,
    }
}
