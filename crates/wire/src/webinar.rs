//! Webinars and their recordings: the catalogue with its search, one webinar with its questions, and what
//! people and publishers send. Texts are plain text, never markup; where a search hit, offsets say so. Files themselves
//! are not here: they are streamed, and only told of.

use crate::{account::AccountRef, answer, open_enum::open_enum};
use chrono::{DateTime, Utc};
use rules::webinar as rule;
use serde::{Deserialize, Serialize};

mod publishing;

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
        pub webinars: Vec<WebinarSummary>,
        /// This calendar quarter (UTC), the three before and the next one, the oldest first; whatever is filtered.
        #[serde(default)]
        pub quarters: Vec<QuarterOfAccount>,
        /// Where the words of `q` stand, the best of each webinar first; without `q` none. At most 50.
        #[serde(default)]
        pub hits: Vec<Hit>,
        /// Product families to choose from.
        #[serde(default)]
        pub families: Vec<String>,
        /// Speakers to choose from.
        #[serde(default)]
        pub speakers: Vec<String>,
        /// Whether the asking person may plan another one.
        #[serde(default)]
        pub may_publish: bool,
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
        #[serde(default)]
        pub families: Vec<String>,
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
        #[serde(default)]
        pub has_slides: bool,
        /// Whether the asking person is registered.
        #[serde(default)]
        pub registered: bool,
        /// How far the asking person has watched the recording; absent: not at all.
        #[serde(default)]
        pub seen: Option<Seen>,
        /// Product families of the webinar that the account has units in use of: "for your install base".
        #[serde(default)]
        pub relevance: Vec<String>,
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
        #[serde(default)]
        pub files: Vec<WebinarFile>,
        /// Those with the most votes first.
        #[serde(default)]
        pub questions: Vec<WebinarQuestion>,
        /// What the asking person said about it.
        #[serde(default)]
        pub feedback: Option<Feedback>,
        /// What the asking person may do now.
        #[serde(default)]
        pub steps: Vec<WebinarStep>,
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
        #[serde(default)]
        pub finished: bool,
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
        #[serde(default)]
        pub own: bool,
        /// When.
        pub asked_at: DateTime<Utc>,
        /// The second of the recording that it is about.
        #[serde(default)]
        pub at_second: Option<u32>,
        /// How many want it answered as well.
        pub votes: u32,
        /// Whether the asking person is one of them.
        #[serde(default)]
        pub voted: bool,
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
        #[serde(default)]
        pub audience: Vec<AccountRef>,
        /// Where to join, whether the door is open or not.
        #[serde(default)]
        pub join_link: Option<String>,
        /// Telephone number and code.
        #[serde(default)]
        pub dial_in: Option<String>,
        /// How many are registered.
        pub registrations: u32,
        /// How many said something about it.
        #[serde(default)]
        pub feedbacks: u32,
        /// The mean of their stars, times ten: 43 is 4.3.
        #[serde(default)]
        pub stars_tenths: Option<u32>,
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
        #[serde(default)]
        pub owed: u32,
        /// Why, for people.
        pub why: String,
    }
}

answer! {
    /// Where the words stand that were looked for.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Hit {
        /// Id of the webinar.
        pub webinar: String,
        /// Its title.
        pub title: String,
        /// In which part.
        pub place: HitPlace,
        /// The second in which it is said; in transcripts only.
        #[serde(default)]
        pub second: Option<u32>,
        /// A few words around, plain text.
        pub snippet: String,
        /// Which of its characters were looked for: first and end of each mark, in characters (Unicode scalar values), in
        /// order and apart.
        #[serde(default)]
        pub marks: Vec<(u32, u32)>,
    }
}

impl Hit {
    /// The snippet in pieces, each with whether it was looked for.
    #[must_use]
    pub fn pieces(&self) -> Vec<(String, bool)> {
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for (at, c) in (0_u32..).zip(self.snippet.chars()) {
            let marked = self.marks.iter().any(|(first, end)| (*first..*end).contains(&at));
            match pieces.last_mut() {
                Some((text, same)) if *same == marked => text.push(c),
                _ => pieces.push((c.to_string(), marked)),
            }
        }
        pieces
    }
}

open_enum! {
    /// What a webinar is about: an open list.
    Topic {
        /// Technical Troubleshooting
        Troubleshooting = "troubleshooting",
        /// Installation
        Installation = "installation",
        /// Configuration
        Configuration = "configuration",
        /// Release Management
        ReleaseManagement = "release_management",
        /// Patch Management
        PatchManagement = "patch_management",
        /// Something else, in words of its own
        Other = "other",
    }
}

open_enum! {
    /// Where a webinar stands.
    WebinarState {
        /// To come, or running
        Planned = "planned",
        /// Its planned end has passed
        Held = "held",
        /// It does not take place
        Cancelled = "cancelled",
    }
}

open_enum! {
    /// What has become of a recording.
    RecordingState {
        /// Not due: to come, running, or cancelled
        None = "none",
        /// The webinar is over and its recording is not posted
        Owed = "owed",
        /// There to be watched
        Posted = "posted",
    }
}

open_enum! {
    /// What has become of the captions.
    CaptionState {
        /// There is no recording that they could go with
        None = "none",
        /// There is a recording, and no captions yet
        Pending = "pending",
        /// There
        Posted = "posted",
    }
}

open_enum! {
    /// The door of a webinar.
    Door {
        /// It opens ten minutes before the beginning
        Early = "early",
        /// Come in
        Open = "open",
        /// The planned end has passed
        Over = "over",
        /// It does not take place
        Cancelled = "cancelled",
    }
}

open_enum! {
    /// A kind of file.
    FileKind {
        /// The recording: WebM or MP4
        Recording = "recording",
        /// Captions: WebVTT
        Captions = "captions",
        /// Chapters: WebVTT
        Chapters = "chapters",
        /// Slides: PDF
        Slides = "slides",
        /// Still picture to show before
        Poster = "poster",
    }
}

open_enum! {
    /// How a question was answered.
    AnswerHow {
        /// In the webinar
        Live = "live",
        /// In writing
        Written = "written",
    }
}

open_enum! {
    /// What a quarter has.
    QuarterState {
        /// A webinar took place
        Held = "held",
        /// One is to come
        Planned = "planned",
        /// None
        Missing = "missing",
    }
}

open_enum! {
    /// Where words were found.
    HitPlace {
        /// In the title
        Title = "title",
        /// In the abstract
        About = "about",
        /// In what is said
        Transcript = "transcript",
    }
}

open_enum! {
    /// What somebody may do about a webinar now.
    WebinarStep {
        /// Register, or take that back
        Register = "register",
        /// Join
        Join = "join",
        /// Ask, and vote for questions
        Ask = "ask",
        /// Say how it was
        Feedback = "feedback",
        /// Answer questions; publishers
        Answer = "answer",
        /// Change what was planned; publishers
        Edit = "edit",
        /// Say that it does not take place; publishers
        Cancel = "cancel",
        /// Post files and take them down; publishers
        PostFiles = "post_files",
        /// See who attended; publishers
        SeeAttendance = "see_attendance",
    }
}

/// Both ways between an enumeration of the wire and one of the rules.
macro_rules! alike {
    ($wire:ident, $rules:path: $($variant:ident = $known:path,)+) => {
        impl $wire {
            /// As the rules know it.
            #[must_use]
            pub fn known(&self) -> Option<$rules> {
                match self {
                    $(Self::$variant => Some($known),)+
                    Self::Unknown(_) => None,
                }
            }
        }

        impl From<$rules> for $wire {
            fn from(value: $rules) -> Self {
                match value {
                    $($known => Self::$variant,)+
                }
            }
        }
    };
}

alike!(Topic, rule::Topic:
    Troubleshooting = rule::Topic::Troubleshooting,
    Installation = rule::Topic::Installation,
    Configuration = rule::Topic::Configuration,
    ReleaseManagement = rule::Topic::ReleaseManagement,
    PatchManagement = rule::Topic::PatchManagement,
    Other = rule::Topic::Other,
);
alike!(WebinarState, rule::State:
    Planned = rule::State::Planned,
    Held = rule::State::Held,
    Cancelled = rule::State::Cancelled,
);
alike!(RecordingState, rule::Recording:
    None = rule::Recording::NotDue,
    Owed = rule::Recording::Owed,
    Posted = rule::Recording::Posted,
);
alike!(Door, rule::Door:
    Early = rule::Door::Early,
    Open = rule::Door::Open,
    Over = rule::Door::Over,
    Cancelled = rule::Door::Cancelled,
);
alike!(QuarterState, rule::quarter::Has:
    Held = rule::quarter::Has::Held,
    Planned = rule::quarter::Has::Planned,
    Missing = rule::quarter::Has::Missing,
);

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_comes_apart_at_its_marks() {
        let hit = Hit {
            webinar: "w".to_owned(),
            title: "T".to_owned(),
            place: HitPlace::Transcript,
            second: Some(7),
            snippet: "die Übergabe <b>läuft</b>".to_owned(),
            marks: vec![(4, 12), (16, 21)],
        };
        let pieces = hit.pieces();
        let marked: Vec<&str> =
            pieces.iter().filter(|(_, marked)| *marked).map(|(text, _)| text.as_str()).collect();
        assert_eq!(marked, ["Übergabe", "läuft"]);
        let whole: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(whole, hit.snippet);
        assert_eq!(Hit { marks: vec![(90, 99)], ..hit }.pieces().len(), 1);
    }
}
