//! What happened to a case: who did what, when, and which of it was the first contact. Whether a contact ends the
//! response time is decided by `rules::response`, never here.

use super::{CaseStatus, WaitingOn};
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
        /// Within all cases; a permalink leads to it.
        pub id [default]: i64,
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
        /// Where the case stands since then, when that changed.
        #[serde(default)]
        pub status: Option<CaseStatus>,
        /// Whose turn it is since then, when that changed.
        #[serde(default)]
        pub waiting_on: Option<WaitingOn>,
        /// What became of priority and due time.
        #[serde(default)]
        pub priority: Option<PriorityChange>,
        /// Number of the escalation that it is about.
        #[serde(default)]
        pub escalation: Option<u32>,
        /// Number of the RMA that it is about.
        #[serde(default)]
        pub rma: Option<u32>,
        /// When the next status report was promised for.
        #[serde(default)]
        pub next_report_at: Option<DateTime<Utc>>,
        /// When a contact was entered that had been made before.
        #[serde(default)]
        pub recorded_at: Option<DateTime<Utc>>,
        /// Version of the case after it.
        pub version [default]: u32,
    }
}

impl CaseEvent {
    /// Something that happened, and nothing else known of it.
    #[must_use]
    pub const fn new(at: DateTime<Utc>, kind: EventKind, by: EventBy) -> Self {
        Self {
            id: 0,
            at,
            kind,
            by,
            name: None,
            text: None,
            status: None,
            waiting_on: None,
            priority: None,
            escalation: None,
            rma: None,
            next_report_at: None,
            recorded_at: None,
            version: 1,
        }
    }
}

answer! {
    /// A priority that was changed, and what it did to the due time.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct PriorityChange {
        /// 1 to 4.
        pub from: u8,
        /// 1 to 4.
        pub to: u8,
        /// When the first response was due.
        pub due_before: DateTime<Utc>,
        /// When it is due since then.
        pub due_after: DateTime<Utc>,
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
        /// The End User was asked for something
        Asked = "asked",
        /// Priority changed
        Priority = "priority",
        /// One side asked to close the case
        ClosureAsked = "closure_asked",
        /// The other side agreed: closed
        Closed = "closed",
        /// Taken up again
        Reopened = "reopened",
        /// The End User's own number was given
        Reference = "reference",
        /// The advisor was asked to move it on
        AdvisorAsked = "advisor_asked",
        /// A file was added
        FileAdded = "file_added",
        /// A file was withdrawn
        FileWithdrawn = "file_withdrawn",
        /// An escalation was asked for
        Escalated = "escalated",
        /// Somebody at the desk took it
        EscalationTaken = "escalation_taken",
        /// The desk reported
        StatusReport = "status_report",
        /// The desk proposed that an escalation is completed
        CompletionProposed = "completion_proposed",
        /// The End User agreed that it is
        EscalationCompleted = "escalation_completed",
        /// The End User did not agree
        EscalationGoesOn = "escalation_goes_on",
        /// Somebody was added who takes part
        ParticipantAdded = "participant_added",
        /// Somebody takes part no more
        ParticipantRemoved = "participant_removed",
        /// The replacement of a unit was requested
        RmaRequested = "rma_requested",
        /// It was granted
        RmaApproved = "rma_approved",
        /// The replacement was sent
        RmaShipped = "rma_shipped",
        /// The replacement has arrived
        RmaDelivered = "rma_delivered",
        /// The defective unit has come back
        RmaReceived = "rma_received",
        /// Both halves are through
        RmaClosed = "rma_closed",
        /// It was taken back
        RmaCancelled = "rma_cancelled",
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
        /// The Escalation Management Desk
        Desk = "desk",
        /// A machine
        Machine = "machine",
    }
}
