//! What the publisher of a webinar has to say about it: title, abstract, topic, who speaks, when, and where to join. All that
//! is wrong is told at once. Whether a zone or an account exists is not known here.

use super::Topic;
use crate::{
    Instant,
    link::{HttpsLink, LinkProblem},
};

/// Most characters of a title.
pub const TITLE_MAX: usize = 150;
/// Most characters of an abstract.
pub const ABOUT_MAX: usize = 4_000;
/// Most characters of any other line.
pub const LINE_MAX: usize = 100;
/// Most product families.
pub const FAMILIES_MAX: usize = 20;
/// Shortest webinar, minutes.
pub const SHORTEST: i64 = 10;
/// Longest webinar, minutes.
pub const LONGEST: i64 = 480;

/// A plan before it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// Title, one line.
    pub title: String,
    /// The abstract.
    pub about: String,
    /// What it is about.
    pub topic: Topic,
    /// What else; needed where the topic is another.
    pub other_topic: String,
    /// Product families.
    pub families: Vec<String>,
    /// The Subject Matter Expert's name.
    pub speaker_name: String,
    /// What the expert is; may be empty.
    pub speaker_title: String,
    /// First instant.
    pub starts: Instant,
    /// Planned end.
    pub ends: Instant,
    /// Where to join; may be empty until it is known.
    pub join_link: String,
    /// Telephone number and code; may be empty.
    pub dial_in: String,
}

/// What is wrong with a plan.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Problem {
    /// No title.
    NoTitle,
    /// Too long.
    TitleTooLong,
    /// No abstract.
    NoAbstract,
    /// Too long.
    AbstractTooLong,
    /// Another topic that is not named.
    NoOtherTopic,
    /// Too long.
    OtherTopicTooLong,
    /// One without a name, one too long, or too many.
    Families,
    /// Nobody speaks.
    NoSpeaker,
    /// Too long.
    SpeakerTooLong,
    /// Too long.
    SpeakerTitleTooLong,
    /// It ends too soon after its beginning, or before.
    TooShort,
    /// It ends too late.
    TooLong,
    /// Where to join is no `https` link.
    NoLink,
    /// Too long.
    DialInTooLong,
}

impl Problem {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::NoTitle,
        Self::TitleTooLong,
        Self::NoAbstract,
        Self::AbstractTooLong,
        Self::NoOtherTopic,
        Self::OtherTopicTooLong,
        Self::Families,
        Self::NoSpeaker,
        Self::SpeakerTooLong,
        Self::SpeakerTitleTooLong,
        Self::TooShort,
        Self::TooLong,
        Self::NoLink,
        Self::DialInTooLong,
    ];

    /// The member of the request that it concerns.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::NoTitle | Self::TitleTooLong => "title",
            Self::NoAbstract | Self::AbstractTooLong => "about",
            Self::NoOtherTopic | Self::OtherTopicTooLong => "other_topic",
            Self::Families => "families",
            Self::NoSpeaker | Self::SpeakerTooLong => "speaker_name",
            Self::SpeakerTitleTooLong => "speaker_title",
            Self::TooShort | Self::TooLong => "ends_at",
            Self::NoLink => "join_link",
            Self::DialInTooLong => "dial_in",
        }
    }

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoTitle | Self::NoAbstract | Self::NoOtherTopic | Self::NoSpeaker => "missing",
            Self::TitleTooLong
            | Self::AbstractTooLong
            | Self::OtherTopicTooLong
            | Self::SpeakerTooLong
            | Self::SpeakerTitleTooLong
            | Self::DialInTooLong
            | Self::TooLong => "too_long",
            Self::Families => "unreadable",
            Self::TooShort => "too_short",
            Self::NoLink => "not_https",
        }
    }

    /// For people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::NoTitle => "Give it a title",
            Self::TitleTooLong => "This is too long; 150 characters fit",
            Self::NoAbstract => "Say what it is about",
            Self::AbstractTooLong => "This is too long; 4,000 characters fit",
            Self::NoOtherTopic => "Name the topic",
            Self::NoSpeaker => "Say who speaks",
            Self::OtherTopicTooLong
            | Self::SpeakerTooLong
            | Self::SpeakerTitleTooLong
            | Self::DialInTooLong => "This is too long; 100 characters fit",
            Self::Families => "At most 20 product families, each with a name of at most 100 characters",
            Self::TooShort => "It ends at least 10 minutes after its beginning",
            Self::TooLong => "It ends at most 8 hours after its beginning",
            Self::NoLink => "Give a link that begins with https://",
        }
    }
}

impl Draft {
    /// Everything that is wrong, at once.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let length = |text: &str| text.trim().chars().count();
        let [title, about, speaker, other] =
            [&self.title, &self.about, &self.speaker_name, &self.other_topic].map(|text| length(text));
        let minutes = self.ends.signed_duration_since(self.starts).num_minutes();
        let bad_family = |family: &String| !(1..=LINE_MAX).contains(&length(family));
        let link = HttpsLink::parse(&self.join_link);
        let wrong = [
            (title == 0, Problem::NoTitle),
            (title > TITLE_MAX, Problem::TitleTooLong),
            (about == 0, Problem::NoAbstract),
            (about > ABOUT_MAX, Problem::AbstractTooLong),
            (self.topic == Topic::Other && other == 0, Problem::NoOtherTopic),
            (other > LINE_MAX, Problem::OtherTopicTooLong),
            (self.families.len() > FAMILIES_MAX || self.families.iter().any(bad_family), Problem::Families),
            (speaker == 0, Problem::NoSpeaker),
            (speaker > LINE_MAX, Problem::SpeakerTooLong),
            (length(&self.speaker_title) > LINE_MAX, Problem::SpeakerTitleTooLong),
            (minutes < SHORTEST, Problem::TooShort),
            (minutes > LONGEST, Problem::TooLong),
            (link.is_err_and(|problem| problem != LinkProblem::Missing), Problem::NoLink),
            (length(&self.dial_in) > LINE_MAX, Problem::DialInTooLong),
        ];
        wrong.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, problem)| problem).collect()
    }
}
