//! What is being done about a meeting in a form, and the meeting as it was seen when the form was opened.

use wire::meeting::{Meeting, MeetingStep};

/// What is being done.
#[derive(Clone, PartialEq)]
pub enum Task {
    /// Another meeting
    Begin,
    /// Times
    Propose(Meeting),
    /// Other times, please
    OtherTimes(Meeting),
    /// It does not take place
    Cancel(Meeting),
    /// It took place
    Hold(Meeting),
    /// Other minutes
    Minutes(Meeting),
    /// One more action
    AddAction(Meeting),
}

impl Task {
    /// What it is about, as it was when the form was opened.
    pub fn meeting(&self) -> Option<&Meeting> {
        match self {
            Self::Begin => None,
            Self::Propose(meeting)
            | Self::OtherTimes(meeting)
            | Self::Cancel(meeting)
            | Self::Hold(meeting)
            | Self::Minutes(meeting)
            | Self::AddAction(meeting) => Some(meeting),
        }
    }

    /// The same about the meeting as it is now. Of one that was held meanwhile the minutes are left to write.
    pub fn about(self, now: Meeting) -> Self {
        match self {
            Self::Begin => Self::Begin,
            Self::Propose(_) => Self::Propose(now),
            Self::OtherTimes(_) => Self::OtherTimes(now),
            Self::Cancel(_) => Self::Cancel(now),
            Self::Hold(_) if now.allows(&MeetingStep::Minutes) => Self::Minutes(now),
            Self::Hold(_) => Self::Hold(now),
            Self::Minutes(_) => Self::Minutes(now),
            Self::AddAction(_) => Self::AddAction(now),
        }
    }

    /// Heading, what the text field asks for, and what the button says.
    pub fn words(&self) -> [&'static str; 3] {
        match self {
            Self::Begin => ["A meeting", "What it is about, or when it suits (optional)", "Send"],
            Self::Propose(_) => ["Propose times", "", "Propose"],
            Self::OtherTimes(_) => ["Ask for other times", "When it suits (optional)", "Ask"],
            Self::Cancel(_) => ["Cancel the meeting?", "Why", "Cancel the meeting"],
            Self::Hold(_) => ["It took place", "Minutes (optional)", "Save"],
            Self::Minutes(_) => ["Minutes", "Minutes", "Save"],
            Self::AddAction(_) => ["An action", "What is to be done", "Add"],
        }
    }
}
