//! What an account has said about itself and when: the lines of a history that only grows. The last line of a topic is how it
//! stands; which topics there are is decided elsewhere.

use crate::{answer, open_enum::open_enum};
use chrono::{DateTime, Utc};
use serde::Serialize;

open_enum! {
    /// What was said or done.
    DeclarationStep {
        /// Handed in, or said to be so.
        Given = "given",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// One more on record.
        Added = "added",
        /// One fewer.
        Removed = "removed",
        /// A third party's help is secured.
        Secured = "secured",
        /// It is not, or not any more.
        NotSecured = "not_secured",
        /// Software releases were recorded.
        Recorded = "recorded",
    }
}

answer! {
    /// One line.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Declaration {
        /// What it is about: an item of the activation, a rule, or the id of a record.
        pub topic: String,
        /// What was said or done.
        pub step: DeclarationStep,
        /// In their words.
        #[serde(default)]
        pub text: Option<String>,
        /// Who.
        pub by: String,
        /// When.
        pub at: DateTime<Utc>,
        /// Done by the vendor's advisor on behalf of the account.
        pub on_behalf [default]: bool,
    }
}
