//! What webinars, their files and what is done about them can be: lists that may grow, with their names on the wire, and as
//! the rules know them.

use crate::open_enum::open_enum;
use rules::webinar as rule;

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
