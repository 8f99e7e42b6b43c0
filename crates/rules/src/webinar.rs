//! Webinars of the Best Practice Knowledge Transfer: whether one is to come, running or over, when its door
//! is open, whether its recording is owed, and for whose install base it is. Who sees and publishes webinars is
//! [`crate::access`]'s; what a quarter has, what may be asked and what counts as taking part have rooms of their own below.

pub mod attendance;
pub mod plan;
pub mod quarter;
pub mod question;

use crate::{
    Instant,
    reason::{Input, Outcome, Reason, Rule, Section},
    words,
};
use chrono::TimeDelta;

const R_035: Rule = Rule::new("R-035");
const R_037: Rule = Rule::new("R-037");
const R_038: Rule = Rule::new("R-038");

/// So many minutes before the beginning the door opens. A reading of ours.
pub const OPENS_BEFORE: u32 = 10;

/// What a webinar is about: "may include but not limited to", so the list is open.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Topic {
    /// Technical Troubleshooting
    Troubleshooting,
    /// Installation
    Installation,
    /// Configuration
    Configuration,
    /// Release Management
    ReleaseManagement,
    /// Patch Management
    PatchManagement,
    /// Something else
    Other,
}

impl Topic {
    /// All of them, in the order of the service description.
    pub const ALL: [Self; 6] = [
        Self::Troubleshooting,
        Self::Installation,
        Self::Configuration,
        Self::ReleaseManagement,
        Self::PatchManagement,
        Self::Other,
    ];

    /// For people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Troubleshooting => "Technical Troubleshooting",
            Self::Installation => "Installation",
            Self::Configuration => "Configuration",
            Self::ReleaseManagement => "Release Management",
            Self::PatchManagement => "Patch Management",
            Self::Other => "Other",
        }
    }

    /// Why these, and why others too.
    #[must_use]
    pub fn reason(self) -> Reason {
        Reason {
            rules: &[R_037],
            section: Section::KnowledgeTransfer,
            title: "Topics of webinars",
            outcome: Outcome::Met,
            why:
                "The service description names five topics and does not limit them: others may come as well."
                    .to_owned(),
            inputs: vec![Input::known("Topic", self.name())],
        }
    }
}

/// Where a webinar stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// To come, or running
    Planned,
    /// Its planned end has passed
    Held,
    /// It does not take place
    Cancelled,
}

/// The door of a webinar: whether one can join.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Door {
    /// Not yet
    Early,
    /// Come in
    Open,
    /// The planned end has passed
    Over,
    /// It does not take place
    Cancelled,
}

/// What has become of the recording.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Recording {
    /// The webinar is not over, or does not take place
    NotDue,
    /// It is over, and the recording is not there
    Owed,
    /// There
    Posted,
}

/// What is known about one webinar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Facts {
    /// First instant.
    pub starts: Instant,
    /// Planned end.
    pub ends: Instant,
    /// It was said that it does not take place.
    pub cancelled: bool,
    /// Its recording is posted.
    pub recorded: bool,
}

impl Facts {
    /// Where it stands. At its planned end it is over.
    #[must_use]
    pub fn state(&self, now: Instant) -> State {
        if self.cancelled {
            State::Cancelled
        } else if now >= self.ends {
            State::Held
        } else {
            State::Planned
        }
    }

    /// The first instant at which the door is open.
    #[must_use]
    pub fn opens(&self) -> Instant {
        let before = TimeDelta::minutes(i64::from(OPENS_BEFORE));
        self.starts.checked_sub_signed(before).unwrap_or(Instant::MIN_UTC)
    }

    /// Whether one can join: from ten minutes before until the planned end.
    #[must_use]
    pub fn door(&self, now: Instant) -> Door {
        match self.state(now) {
            State::Cancelled => Door::Cancelled,
            State::Held => Door::Over,
            State::Planned if now >= self.opens() => Door::Open,
            State::Planned => Door::Early,
        }
    }

    /// What has become of the recording. How long posting may take, the service description does not say.
    #[must_use]
    pub fn recording(&self, now: Instant) -> Recording {
        match self.state(now) {
            _ if self.recorded => Recording::Posted,
            State::Held => Recording::Owed,
            State::Planned | State::Cancelled => Recording::NotDue,
        }
    }

    /// Why the recording is there, owed or not due.
    #[must_use]
    pub fn recording_reason(&self, now: Instant) -> Reason {
        let ended = words::date(self.ends.date_naive());
        let (outcome, why) = match self.recording(now) {
            Recording::Posted => (Outcome::Met, "The recording is posted.".to_owned()),
            Recording::Owed => (
                Outcome::Failed,
                format!(
                    "The webinar ended on {ended} and its recording is not posted yet. How long that may take, the service description does not say."
                ),
            ),
            Recording::NotDue if self.cancelled => {
                (Outcome::Met, "The webinar does not take place, so there is nothing to record.".to_owned())
            }
            Recording::NotDue => {
                (Outcome::Met, "The webinar is not over yet; its recording is posted afterwards.".to_owned())
            }
        };
        Reason {
            rules: &[R_038],
            section: Section::KnowledgeTransfer,
            title: "Recording",
            outcome,
            why,
            inputs: vec![
                Input::known("Planned end", format!("{ended} (UTC)")),
                Input::known("Recording", if self.recorded { "posted" } else { "not posted" }),
            ],
        }
    }
}

impl Door {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Early, Self::Open, Self::Over, Self::Cancelled];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Open => "open",
            Self::Over => "over",
            Self::Cancelled => "cancelled",
        }
    }

    /// Why one can or can't join.
    #[must_use]
    pub fn reason(self) -> Reason {
        let why = match self {
            Self::Early => "One can join from ten minutes before the beginning.",
            Self::Open => "One can join from ten minutes before the beginning until the planned end.",
            Self::Over => "The webinar is over. Its recording is posted here.",
            Self::Cancelled => "The webinar does not take place.",
        };
        Reason {
            rules: &[R_035],
            section: Section::KnowledgeTransfer,
            title: "Joining",
            outcome: if self == Self::Open { Outcome::Met } else { Outcome::Failed },
            why: why.to_owned(),
            inputs: vec![Input::known("Opens", format!("{OPENS_BEFORE} minutes before"))],
        }
    }
}

/// The product families of a webinar that an account has units in use of. Upper and lower case are alike.
#[must_use]
pub fn relevance(of_webinar: &[String], in_use: &[String]) -> Vec<String> {
    let runs = |family: &&String| in_use.iter().any(|used| used.eq_ignore_ascii_case(family));
    of_webinar.iter().filter(runs).cloned().collect()
}

/// Why a webinar is, or is not, for an account's install base: `families` are those of [`relevance`].
#[must_use]
pub fn relevance_reason(families: &[String]) -> Reason {
    let (outcome, why) = match families {
        [] => (Outcome::Unknown, "It is about no product family that you have units in use of.".to_owned()),
        families => (
            Outcome::Met,
            format!("For your install base: you have units of {} in use.", families.join(", ")),
        ),
    };
    Reason {
        rules: &[R_035],
        section: Section::KnowledgeTransfer,
        title: "For your install base",
        outcome,
        why,
        inputs: vec![Input::known("Product families", families.join(", "))],
    }
}

#[cfg(test)]
mod tests;
