//! Meetings of an account with its advisor: the one of the on-boarding, and operational reviews. All of them are remote:
//! there is a link to join by and no place.

use crate::{account::AccountRef, answer, json::Counted, open_enum::open_enum};
use chrono::{DateTime, NaiveDate, Utc};
use rules::meeting;
use serde::{Deserialize, Serialize};

answer! {
    /// `GET /v1/meetings`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct MeetingList {
        /// Those to come first, then the newest.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Meeting>))]
        pub items: Counted<Meeting>,
        /// Whether the asking person may ask for, or begin, another one of each kind: kinds.
        pub may_begin [default]: Vec<MeetingKind>,
    }
}

answer! {
    /// One meeting.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Meeting {
        /// Opaque id.
        pub id: String,
        /// The End User.
        pub account: AccountRef,
        /// What it is for.
        pub kind: MeetingKind,
        /// Where it stands.
        pub state: MeetingState,
        /// Who asked for it, or began it.
        pub begun_by: String,
        /// Since when.
        pub created_at: DateTime<Utc>,
        /// What was asked for last, in the person's own words.
        #[serde(default)]
        pub wish: Option<String>,
        /// Where to join, `https`.
        #[serde(default)]
        pub join_link: Option<String>,
        /// The times that are proposed, in their order.
        pub times [default]: Vec<MeetingTime>,
        /// The time that is agreed, or was before it was given up.
        #[serde(default)]
        pub agreed: Option<MeetingTime>,
        /// Why it does not take place.
        #[serde(default)]
        pub cancelled_why: Option<String>,
        /// What was said.
        #[serde(default)]
        pub minutes: Option<String>,
        /// What came out of it.
        pub actions [default]: Vec<MeetingAction>,
        /// Figures to talk about in an operational review: of now until it is held, and of then ever after.
        #[serde(default)]
        pub agenda: Option<Agenda>,
        /// The advisor's zone, IANA name.
        #[serde(default)]
        pub advisor_zone: Option<String>,
        /// The End User's zone, as far as it is known: that of who asked, or of the first representative.
        #[serde(default)]
        pub end_user_zone: Option<String>,
        /// Which steps the asking person may take now.
        pub steps [default]: Vec<MeetingStep>,
        /// Who did what when, the newest first.
        pub history [default]: Vec<MeetingEvent>,
        /// For `If-Match`.
        pub version: u32,
    }
}

answer! {
    /// A time that is proposed or agreed.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct MeetingTime {
        /// First instant.
        pub start: DateTime<Utc>,
        /// Length.
        pub minutes: u32,
    }
}

answer! {
    /// Something that came out of a meeting.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct MeetingAction {
        /// What is to be done.
        pub text: String,
        /// Who does it.
        pub whose: String,
        /// By which day.
        #[serde(default)]
        pub due: Option<NaiveDate>,
        /// Whether it is done.
        pub done [default]: bool,
    }
}

answer! {
    /// Figures of an account's cases.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Agenda {
        /// When they were kept; absent while they are those of now.
        #[serde(default)]
        pub at: Option<DateTime<Utc>>,
        /// How many days they look back.
        pub days: u32,
        /// Open cases of Priority 1 to 4.
        #[cfg_attr(feature = "openapi", schema(min_items = 4, max_items = 4))]
        pub open: [u32; 4],
        /// Opened within these days.
        pub opened: u32,
        /// Closed within these days.
        pub closed: u32,
        /// First responses that came after their target, or did not come by it, of those opened within these days.
        pub missed: u32,
    }
}

answer! {
    /// One step that was taken.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct MeetingEvent {
        /// When.
        pub at: DateTime<Utc>,
        /// Who.
        pub by: String,
        /// What; absent for the beginning.
        #[serde(default)]
        pub step: Option<MeetingStep>,
        /// What was said with it; of `hold` and `minutes` the minutes as they were written then.
        #[serde(default)]
        pub text: Option<String>,
    }
}

open_enum! {
    /// What a meeting is for.
    MeetingKind {
        /// On-boarding
        OnBoarding = "on_boarding",
        /// A review call about the cases
        OperationalReview = "operational_review",
    }
}

open_enum! {
    /// Where a meeting stands.
    MeetingState {
        /// Somebody wants it
        AskedFor = "asked_for",
        /// The advisor has proposed times
        Proposed = "proposed",
        /// One of them is accepted
        Agreed = "agreed",
        /// It took place
        Held = "held",
        /// It does not take place
        Cancelled = "cancelled",
    }
}

open_enum! {
    /// What somebody does about a meeting.
    MeetingStep {
        /// One to five times, and the link to join by
        Propose = "propose",
        /// One of the proposed times
        Accept = "accept",
        /// Other times, please
        OtherTimes = "other_times",
        /// It does not take place
        Cancel = "cancel",
        /// It took place
        Hold = "hold",
        /// Other minutes
        Minutes = "minutes",
        /// One more action
        AddAction = "add_action",
        /// An action is done, or is not after all
        MarkAction = "mark_action",
    }
}

/// Both ways between an enumeration of the wire and one of the rules.
macro_rules! alike {
    ($wire:ident, $rules:ident: $($variant:ident)+) => {
        impl $wire {
            /// As the rules know it.
            #[must_use]
            pub fn known(&self) -> Option<meeting::$rules> {
                match self {
                    $(Self::$variant => Some(meeting::$rules::$variant),)+
                    Self::Unknown(_) => None,
                }
            }
        }

        impl From<meeting::$rules> for $wire {
            fn from(value: meeting::$rules) -> Self {
                match value {
                    $(meeting::$rules::$variant => Self::$variant,)+
                }
            }
        }
    };
}

alike!(MeetingKind, Kind: OnBoarding OperationalReview);
alike!(MeetingState, State: AskedFor Proposed Agreed Held Cancelled);
alike!(MeetingStep, Step: Propose Accept OtherTimes Cancel Hold Minutes AddAction MarkAction);

impl From<&MeetingTime> for meeting::Slot {
    fn from(time: &MeetingTime) -> Self {
        Self { start: time.start, minutes: time.minutes }
    }
}

impl From<meeting::Slot> for MeetingTime {
    fn from(slot: meeting::Slot) -> Self {
        Self { start: slot.start, minutes: slot.minutes }
    }
}

impl Meeting {
    /// May the asking person take that step now?
    #[must_use]
    pub fn allows(&self, step: &MeetingStep) -> bool {
        self.steps.contains(step)
    }
}

/// `POST /v1/meetings`: asked for by the End User's people, or begun by the advisor, who may propose times at once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BeginMeeting {
    /// What it is for.
    pub kind: MeetingKind,
    /// What is wanted; may stay empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wish: Option<String>,
    /// One to five times; only the advisor's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<MeetingTime>,
    /// Where to join, with the times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_link: Option<String>,
}

/// `PATCH /v1/meetings/{id}`, with `If-Match`: one step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeMeeting {
    /// What is done.
    pub step: MeetingStep,
    /// One to five times; for `propose`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<MeetingTime>,
    /// Where to join, `https`; for `propose`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_link: Option<String>,
    /// Which of the proposed times; for `accept`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<DateTime<Utc>>,
    /// What is wanted, for `other_times`; why, for `cancel`; what was said, for `hold` and `minutes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// For `add_action`; its `text` and `done` for `mark_action`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<MeetingAction>,
}

impl ChangeMeeting {
    /// A step with nothing to it yet.
    #[must_use]
    pub const fn of(step: MeetingStep) -> Self {
        Self { step, times: Vec::new(), join_link: None, start: None, text: None, action: None }
    }
}
