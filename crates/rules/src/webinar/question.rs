//! Taking part in a webinar: registering, asking, voting, answering, and saying how it was. What may be done depends
//! on where the webinar stands; who may do it at all is [`crate::access`]'s.

use super::{Facts, State};
use crate::{
    Instant,
    reason::{Input, Outcome, Reason, Rule, Section},
};

const R_035: Rule = Rule::new("R-035");
const R_036: Rule = Rule::new("R-036");

/// Most characters of a question.
pub const QUESTION_MAX: usize = 500;
/// Most characters of an answer, and of what somebody says about a webinar.
pub const ANSWER_MAX: usize = 2_000;
/// Most questions of one person about one webinar that wait for an answer.
pub const OPEN_MAX: u32 = 10;
/// Best and most stars.
pub const STARS_MAX: u8 = 5;

/// What somebody does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// Register, or take that back
    Register,
    /// Ask, without naming a second of the recording
    Ask,
    /// Ask about a second of the recording
    AskAtSecond,
    /// Want another one's question answered
    Vote,
    /// Note that it was answered in the webinar
    AnswerLive,
    /// Answer in writing
    AnswerInWriting,
    /// Watch the recording
    Watch,
    /// Say how it was
    Feedback,
    /// Change what was planned
    Edit,
    /// Say that it does not take place
    Cancel,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Register,
        Self::Ask,
        Self::AskAtSecond,
        Self::Vote,
        Self::AnswerLive,
        Self::AnswerInWriting,
        Self::Watch,
        Self::Feedback,
        Self::Edit,
        Self::Cancel,
    ];
}

/// Why something can't be done now.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// It does not take place.
    WasCancelled,
    /// It is over.
    IsOver,
    /// It is over, and questions go with the recording, which is not there yet.
    WaitsForRecording,
    /// There is no recording.
    NoRecording,
    /// It has not begun.
    NotBegun,
    /// Neither is it over nor is there a recording.
    NotSeenYet,
    /// It is the person's own question.
    OwnQuestion,
    /// It is answered.
    AnsweredAlready,
    /// It is for accounts, too, that the publisher does not look after.
    ForOthersToo,
    /// So many questions of the person wait for an answer already.
    TooManyOpen,
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::WasCancelled,
        Self::IsOver,
        Self::WaitsForRecording,
        Self::NoRecording,
        Self::NotBegun,
        Self::NotSeenYet,
        Self::OwnQuestion,
        Self::AnsweredAlready,
        Self::ForOthersToo,
        Self::TooManyOpen,
    ];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WasCancelled => "was_cancelled",
            Self::IsOver => "is_over",
            Self::WaitsForRecording => "waits_for_recording",
            Self::NoRecording => "no_recording",
            Self::NotBegun => "not_begun",
            Self::NotSeenYet => "not_seen_yet",
            Self::OwnQuestion => "own_question",
            Self::AnsweredAlready => "answered_already",
            Self::ForOthersToo => "for_others_too",
            Self::TooManyOpen => "too_many_open",
        }
    }

    /// Why, with the way out.
    #[must_use]
    pub fn reason(self) -> Reason {
        let why = match self {
            Self::WasCancelled => "This webinar does not take place.",
            Self::IsOver => "This webinar is over.",
            Self::WaitsForRecording => {
                "This webinar is over. Questions can be asked again when its recording is posted."
            }
            Self::NoRecording => "There is no recording yet.",
            Self::NotBegun => "The webinar has not begun. Answer in writing instead.",
            Self::NotSeenYet => "Say how it was when it is over.",
            Self::OwnQuestion => "It is your own question, which counts already.",
            Self::AnsweredAlready => "This question is answered.",
            Self::ForOthersToo => {
                "This webinar is also for accounts that you do not look after. Their advisor changes it."
            }
            Self::TooManyOpen => {
                "Ten of your questions wait for an answer already. Say that you want another one answered instead."
            }
        };
        Reason {
            rules: &[R_036, R_035],
            section: Section::KnowledgeTransfer,
            title: "Taking part in a webinar",
            outcome: Outcome::Failed,
            why: why.to_owned(),
            inputs: vec![Input::known("State", self.code())],
        }
    }
}

/// May that be done with a webinar now?
///
/// # Errors
/// Why it can't.
pub fn may(step: Step, webinar: &Facts, now: Instant) -> Result<(), Refused> {
    let state = webinar.state(now);
    if state == State::Cancelled && step != Step::AnswerInWriting {
        return Err(Refused::WasCancelled);
    }
    match (step, state) {
        (Step::Register | Step::Cancel, State::Held) => Err(Refused::IsOver),
        (Step::Ask, State::Held) if !webinar.recorded => Err(Refused::WaitsForRecording),
        (Step::AskAtSecond | Step::Watch, _) if !webinar.recorded => Err(Refused::NoRecording),
        (Step::AnswerLive, _) if now < webinar.starts => Err(Refused::NotBegun),
        (Step::Feedback, State::Planned) if !webinar.recorded => Err(Refused::NotSeenYet),
        _ => Ok(()),
    }
}

/// May somebody want that question answered as well? Taking it back may always be.
///
/// # Errors
/// Why it can't be.
pub fn may_vote(webinar: &Facts, own: bool, answered: bool, now: Instant) -> Result<(), Refused> {
    may(Step::Vote, webinar, now)?;
    match (own, answered) {
        (true, _) => Err(Refused::OwnQuestion),
        (_, true) => Err(Refused::AnsweredAlready),
        _ => Ok(()),
    }
}

/// What is wrong with a text of so many characters at most, which may be empty or not: code and words.
#[must_use]
pub fn text_fault(text: &str, most: usize, may_be_empty: bool) -> Option<(&'static str, &'static str)> {
    match text.trim().chars().count() {
        0 if !may_be_empty => Some(("missing", "Write something here")),
        n if n > most => Some(("too_long", "This is too long")),
        _ => None,
    }
}
