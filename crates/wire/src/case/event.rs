//! What happened to a case: who did what, when, and which of it was the first contact. Whether a contact ends the
//! response time is decided by `rules::response`, never here.

use crate::{answer, open_enum::open_enum};
use chrono::{DateTime, Utc};
use serde::Serialize;

answer! {
    /// The contact that ended the response time.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct FirstContact {
        /// When.
        pub at: DateTime<Utc>,
        /// By phone or e-mail.
        pub kind: EventKind,
        /// Who.
        pub name: String,
    }
}

answer! {
    /// Something that happened to a case.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CaseEvent {
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
    }
}

open_enum! {
    /// What happened.
    EventKind {
        /// Opened
        Opened = "opened",
        /// Telephone call
        Phone = "phone",
        /// E-mail
        Email = "email",
        /// Comment in the portal
        Comment = "comment",
        /// Comment that was also sent by e-mail
        CommentWithEmail = "comment_with_email",
        /// Automatic acknowledgement
        AutoReply = "auto_reply",
        /// Status changed
        Status = "status",
    }
}

open_enum! {
    /// Which side did it.
    EventBy {
        /// The customer
        Customer = "customer",
        /// A technical support engineer
        Engineer = "engineer",
        /// Customer care
        CustomerCare = "customer_care",
        /// The Technical Services Advisor
        Advisor = "advisor",
        /// A machine
        Machine = "machine",
    }
}
