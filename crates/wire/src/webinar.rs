//! Webinars and their recordings: the catalogue with its search, one webinar with its questions, and what
//! people and publishers send. Texts are plain text, never markup; where a search hit, offsets say so. Files themselves
//! are not here: they are streamed, and only told of.

use crate::{account::AccountRef, answer, json::Counted};
use chrono::{DateTime, Utc};
use rules::webinar as rule;
use serde::{Deserialize, Serialize};

mod hit;
mod kinds;
mod publishing;

pub use hit::Hit;
pub use kinds::{
    AnswerHow, CaptionState, Door, FileKind, HitPlace, QuarterState, RecordingState, Topic, WebinarState,
    WebinarStep,
};
pub use publishing::{
    AccountAttendance, Attendance, CancelWebinar, GiveAnswer, GiveFeedback, KeepPosition, PersonAttendance,
    PlanWebinar,
};

answer! {
    /// `GET /v1/webinars`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct WebinarList {
        /// Those for the install base first, then those to come (the next one first), then the newest.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<WebinarSummary>))]
        pub webinars: Counted<WebinarSummary>,
        /// This calendar quarter (UTC), the three before and the next one, the oldest first; whatever is filtered.
        pub quarters [default]: Vec<QuarterOfAccount>,
        /// Where the words of `q` stand, the best of each webinar first; without `q` none. At most 50.
        pub hits [default]: Vec<Hit>,
        /// Product families to choose from.
        pub families [default]: Vec<String>,
        /// Speakers to choose from.
        pub speakers [default]: Vec<String>,
        /// Whether the asking person may plan another one.
        pub may_publish [default]: bool,
        /// Cursor of the next page.
        #[serde(default)]
        pub next: Option<String>,
    }
}

answer! {
    /// A webinar as lists show it.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct WebinarSummary {
        /// Opaque id.
        pub id: String,
        /// Title.
        pub title: String,
        /// What it is about.
        pub topic: Topic,
        /// What else, where the topic is `other`.
        #[serde(default)]
        pub other_topic: Option<String>,
        /// Product families; none: whatever people run.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
        pub families [default]: Counted<String>,
        /// The Subject Matter Expert.
        pub speaker: Speaker,
        /// First instant.
        pub starts_at: DateTime<Utc>,
        /// Planned end.
        pub ends_at: DateTime<Utc>,
        /// IANA name of the host's zone.
        pub host_zone: String,
        /// Where it stands.
        pub state: WebinarState,
        /// What has become of the recording.
        pub recording: RecordingState,
        /// Length of the recording, seconds, rounded up.
        #[serde(default)]
        pub duration_seconds: Option<u32>,
        /// What has become of the captions; there are none without a recording.
        pub captions: CaptionState,
        /// Whether there are slides.
        pub has_slides [default]: bool,
        /// Whether the asking person is registered.
        pub registered [default]: bool,
        /// How far the asking person has watched the recording; absent: not at all.
        #[serde(default)]
        pub seen: Option<Seen>,
        /// Product families of the webinar that the account has units in use of: "for your install base".
        pub relevance [default]: Vec<String>,
    }
}

answer! {
    /// `GET /v1/webinars/{id}`
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Webinar {
        /// As in lists.
        pub summary: WebinarSummary,
        /// The abstract, plain text with line breaks.
        pub about: String,
        /// How to get in.
        pub join: Join,
        /// Why it does not take place.
        #[serde(default)]
        pub cancelled_why: Option<String>,
        /// When the asking person joined, as the portal knows it.
        #[serde(default)]
        pub joined_at: Option<DateTime<Utc>>,
        /// What there is to look at.
        pub files [default]: Vec<WebinarFile>,
        /// Those with the most votes first.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<WebinarQuestion>))]
        pub questions [default]: Counted<WebinarQuestion>,
        /// What the asking person said about it.
        #[serde(default)]
        pub feedback: Option<Feedback>,
        /// What the asking person may do now.
        pub steps [default]: Vec<WebinarStep>,
        /// For publishers.
        #[serde(default)]
        pub publishing: Option<Publishing>,
        /// For `If-Match` of publishers: grows with their changes only, not with questions or votes.
        pub version: u32,
    }
}

answer! {
    /// Who speaks.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Speaker {
        /// Name.
        pub name: String,
        /// What the person is: "Principal engineer, routing".
        #[serde(default)]
        pub title: Option<String>,
    }
}

answer! {
    /// How far somebody has watched.
    #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Seen {
        /// Where to go on, seconds.
        pub seconds: u32,
        /// Nine tenths and more, or to the end.
        pub finished [default]: bool,
    }
}

answer! {
    /// The door of a webinar.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Join {
        /// Whether it is open.
        pub door: Door,
        /// Ten minutes before the beginning.
        pub opens_at: DateTime<Utc>,
        /// The planned end.
        pub closes_at: DateTime<Utc>,
        /// Where to join, `https`; only while the door is open.
        #[serde(default)]
        pub link: Option<String>,
        /// Telephone number and code, as the publisher wrote them; only while the door is open.
        #[serde(default)]
        pub dial_in: Option<String>,
    }
}

answer! {
    /// A file of a webinar. Where it is served: `webinars/{id}/{kind}`.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct WebinarFile {
        /// Which.
        pub kind: FileKind,
        /// Name to save it by.
        pub name: String,
        /// Media type: `video/webm`.
        pub media_type: String,
        /// Size, bytes.
        pub bytes: u32,
        /// What tells this file from the one that was there before; may stand in an address.
        pub version: String,
        /// When it was posted.
        pub posted_at: DateTime<Utc>,
    }
}

answer! {
    /// Something that was asked.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct WebinarQuestion {
        /// Opaque id.
        pub id: String,
        /// What was asked, plain text.
        pub text: String,
        /// Who asked; absent for somebody of another company.
        #[serde(default)]
        pub asked_by: Option<String>,
        /// Whether the asking person asked it.
        pub own [default]: bool,
        /// When.
        pub asked_at: DateTime<Utc>,
        /// The second of the recording that it is about.
        #[serde(default)]
        pub at_second: Option<u32>,
        /// How many want it answered as well.
        pub votes: u32,
        /// Whether the asking person is one of them.
        pub voted [default]: bool,
        /// The answer.
        #[serde(default)]
        pub answer: Option<QuestionAnswer>,
    }
}

answer! {
    /// An answer of the Subject Matter Expert.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct QuestionAnswer {
        /// Live or in writing.
        pub how: AnswerHow,
        /// What was answered; may be missing when it was answered live.
        #[serde(default)]
        pub text: Option<String>,
        /// The second of the recording in which it is answered.
        #[serde(default)]
        pub at_second: Option<u32>,
        /// Who noted it.
        pub by: String,
        /// When.
        pub at: DateTime<Utc>,
    }
}

answer! {
    /// What somebody said about a webinar.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Feedback {
        /// 1 to 5.
        pub stars: u8,
        /// In the person's own words.
        #[serde(default)]
        pub text: Option<String>,
    }
}

answer! {
    /// What publishers see besides.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Publishing {
        /// For whom: these accounts; none: everybody.
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<AccountRef>))]
        pub audience [default]: Counted<AccountRef>,
        /// Where to join, whether the door is open or not.
        #[serde(default)]
        pub join_link: Option<String>,
        /// Telephone number and code.
        #[serde(default)]
        pub dial_in: Option<String>,
        /// How many are registered.
        pub registrations: u32,
        /// How many said something about it.
        pub feedbacks [default]: u32,
        /// The mean of their stars, times ten: 43 is 4.3.
        #[serde(default)]
        pub stars_tenths: Option<u32>,
        /// What people said in their own words, without their names; the newest first, at most 100.
        pub said [default]: Vec<Feedback>,
        /// Who planned it.
        #[serde(default)]
        pub planned_by: Option<String>,
        /// Who changed or cancelled it last; nobody since it was planned when absent.
        #[serde(default)]
        pub changed_by: Option<String>,
        /// When.
        #[serde(default)]
        pub changed_at: Option<DateTime<Utc>>,
    }
}

answer! {
    /// A calendar quarter (UTC) and what it has of webinars for the account.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct QuarterOfAccount {
        /// `2026-Q3`
        pub quarter: String,
        /// What it is.
        pub state: QuarterState,
        /// How many took place.
        pub held: u32,
        /// How many are to come.
        pub planned: u32,
        /// Recordings that are not posted yet.
        pub owed [default]: u32,
        /// Why, for people.
        pub why: String,
    }
}

impl WebinarSummary {
    /// As the rules know it.
    #[must_use]
    pub fn facts(&self) -> rule::Facts {
        rule::Facts {
            starts: self.starts_at,
            ends: self.ends_at,
            cancelled: self.state == WebinarState::Cancelled,
            recorded: self.recording == RecordingState::Posted,
        }
    }
}

impl Webinar {
    /// May the asking person do that now?
    #[must_use]
    pub fn allows(&self, step: &WebinarStep) -> bool {
        self.steps.contains(step)
    }
}

/// `POST /v1/webinars/{id}/questions`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskQuestion {
    /// At most 500 characters.
    pub text: String,
    /// The second of the recording that it is about; only once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_second: Option<u32>,
}
