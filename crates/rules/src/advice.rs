//! Requests to the advisor: guidance on a software release, and informal questions. What they are, which
//! step is possible from which state and by whom, and what has to be filled in. None is a Tech Case, none has a response
//! target, and no clock is known here. Help in a maintenance window is no kind of request.

use crate::{
    Date,
    access::{self, Action, Permission, Role},
    case_draft::{LINE_MAX, SYNOPSIS_MAX},
    expert_to_expert::{self, ExpertsAndAdvisor, Standing},
    reason::{Input, Outcome, Reason, Rule, Section},
};

const R_060: Rule = Rule::new("R-060");
const R_062: Rule = Rule::new("R-062");
const R_082: Rule = Rule::new("R-082");

/// Longest text of one message, characters.
pub const TEXT_MAX: usize = 4_000;
/// Most releases that a request for guidance names.
pub const RELEASES_MAX: usize = 20;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// Which software release, with risks and benefits.
    ReleaseGuidance,
    /// An informal question.
    Question,
}

/// Where a request stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// Waiting on the advisor.
    Open,
    /// The advisor has answered.
    Answered,
    /// Done, by either side.
    Closed,
    /// It was a fault: it goes on as a Tech Case.
    BecameCase,
}

/// What somebody does with a request.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// Writes something; from the End User it waits on the advisor again.
    Reply,
    /// Answers it.
    Answer,
    /// Ends it.
    Close,
    /// Takes it up again.
    Reopen,
    /// Says which Tech Case it has become.
    BecameCase,
}

/// Who does it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// The End User's people.
    EndUser,
    /// The advisor.
    Advisor,
}

/// Why a step is refused, with the way out in [`Refused::reason`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// Only the advisor answers.
    AdvisorOnly,
    /// Only the End User takes up again what is closed.
    EndUserOnly,
    /// The advisor does not close what is not answered.
    NotAnswered,
    /// It is closed.
    Closed,
    /// It is not closed.
    NotClosed,
    /// It has become a case.
    IsCase,
    /// Guidance does not become a case.
    NoFault,
}

/// The state after a step.
///
/// # Errors
/// A step that the state, the kind or the side does not allow.
pub const fn after(kind: Kind, state: State, step: Step, by: Side) -> Result<State, Refused> {
    match (step, state, by) {
        (_, State::BecameCase, _) => Err(Refused::IsCase),
        (Step::BecameCase, _, _) => match kind {
            Kind::Question => Ok(State::BecameCase),
            Kind::ReleaseGuidance => Err(Refused::NoFault),
        },
        (Step::Answer, _, Side::EndUser) => Err(Refused::AdvisorOnly),
        (Step::Reopen, _, Side::Advisor) => Err(Refused::EndUserOnly),
        (Step::Reopen, State::Closed, Side::EndUser) => Ok(State::Open),
        (Step::Reopen, State::Open | State::Answered, Side::EndUser) => Err(Refused::NotClosed),
        (Step::Reply | Step::Answer | Step::Close, State::Closed, _) => Err(Refused::Closed),
        (Step::Reply, State::Open | State::Answered, Side::EndUser) => Ok(State::Open),
        // Asking back is not yet an answer.
        (Step::Reply, State::Open | State::Answered, Side::Advisor) => Ok(state),
        (Step::Answer, State::Open | State::Answered, Side::Advisor) => Ok(State::Answered),
        (Step::Close, State::Open, Side::Advisor) => Err(Refused::NotAnswered),
        (Step::Close, State::Open | State::Answered, _) => Ok(State::Closed),
    }
}

/// A text of a request, of a step, or of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    /// The question in one line.
    Subject,
    /// What is asked, what a release is wanted for, or what is written.
    Text,
    /// Product family.
    Family,
    /// One of the releases that run today.
    Releases,
    /// The release that the End User has in mind; may stay empty: "which one?".
    Target,
    /// Which release the advisor recommends.
    Recommendation,
    /// What may go wrong with it.
    Risks,
    /// What it brings.
    Benefits,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Subject,
        Self::Text,
        Self::Family,
        Self::Releases,
        Self::Target,
        Self::Recommendation,
        Self::Risks,
        Self::Benefits,
    ];

    /// Its name in the API, and in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Text => "text",
            Self::Family => "family",
            Self::Releases => "releases",
            Self::Target => "target",
            Self::Recommendation => "recommendation",
            Self::Risks => "risks",
            Self::Benefits => "benefits",
        }
    }

    /// Most characters.
    #[must_use]
    pub const fn limit(self) -> usize {
        match self {
            Self::Subject => SYNOPSIS_MAX,
            Self::Text | Self::Recommendation | Self::Risks | Self::Benefits => TEXT_MAX,
            Self::Family | Self::Releases | Self::Target => LINE_MAX,
        }
    }

    /// What to do about an empty one; nothing when it may stay empty.
    const fn missing(self) -> Option<&'static str> {
        match self {
            Self::Subject => Some("Say in one line what you would like to know"),
            Self::Text => Some("Write something"),
            Self::Family => Some("Say which product family"),
            Self::Releases | Self::Target => None,
            Self::Recommendation => Some("Say which release you recommend"),
            Self::Risks => Some("Say what may go wrong, even if it is little"),
            Self::Benefits => Some("Say what it brings"),
        }
    }

    /// What is wrong with it: a stable code, and words.
    #[must_use]
    pub fn fault(self, text: &str) -> Option<(&'static str, String)> {
        match (text.trim().chars().count(), self.missing()) {
            (0, missing) => missing.map(|words| ("missing", words.to_owned())),
            (long, _) if long > self.limit() => {
                Some(("too_long", format!("This is {long} characters long; {} fit", self.limit())))
            }
            _ => None,
        }
    }
}

impl Kind {
    /// What a request of this kind needs.
    #[must_use]
    pub const fn asks(self) -> &'static [Part] {
        match self {
            Self::Question => &[Part::Subject, Part::Text],
            Self::ReleaseGuidance => &[Part::Family, Part::Target, Part::Text],
        }
    }

    /// What a step needs. An answer with guidance has a recommendation, risks and benefits.
    #[must_use]
    pub const fn needs(self, step: Step) -> &'static [Part] {
        match (self, step) {
            (Self::ReleaseGuidance, Step::Answer) => &[Part::Recommendation, Part::Risks, Part::Benefits],
            (Self::Question, Step::Answer) | (_, Step::Reply) => &[Part::Text],
            (_, Step::Close | Step::Reopen | Step::BecameCase) => &[],
        }
    }

    /// What it is, and what it is not.
    #[must_use]
    pub fn reason(self) -> Reason {
        let (rules, title, why): (&'static [Rule], _, _) = match self {
            Self::Question => (
                &[R_062],
                "An informal question",
                "A question is not a Tech Case and has no response target. If it turns out to be a fault, it becomes a case with everything that was written.",
            ),
            Self::ReleaseGuidance => (
                &[R_060, R_082],
                "Guidance on a release",
                "The advisor tells what a release brings and what may go wrong; you decide and carry it out. Help during a maintenance window is not part of it.",
            ),
        };
        Reason {
            rules,
            section: Section::Advisor,
            title,
            outcome: Outcome::Met,
            why: why.to_owned(),
            inputs: vec![Input::known("Response target", "none")],
        }
    }
}

impl Refused {
    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AdvisorOnly => "advisor_only",
            Self::EndUserOnly => "end_user_only",
            Self::NotAnswered => "not_answered",
            Self::Closed => "closed",
            Self::NotClosed => "not_closed",
            Self::IsCase => "is_case",
            Self::NoFault => "no_fault",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub fn reason(self) -> Reason {
        let why = match self {
            Self::AdvisorOnly => "Only the advisor answers. Write a message instead.",
            Self::EndUserOnly => "Only the End User's people take up again what is closed.",
            Self::NotAnswered => {
                "This is not answered yet. Answer it first; the End User may close it at any time."
            }
            Self::Closed => "This is closed. Take it up again first, or ask anew.",
            Self::NotClosed => "This is not closed.",
            Self::IsCase => "This has become a Tech Case. It goes on there.",
            Self::NoFault => "Guidance on a release does not become a Tech Case. Report the fault by itself.",
        };
        Reason {
            rules: &[R_060, R_062],
            section: Section::Advisor,
            title: "Requests to the advisor",
            outcome: Outcome::Failed,
            why: why.to_owned(),
            inputs: vec![Input::known("Response target", "none")],
        }
    }
}

/// Whether somebody may ask the advisor, by role, standing and the account's setting, and why.
#[must_use]
pub fn may_ask(role: Role, standing: Standing, setting: ExpertsAndAdvisor, on: Date) -> Reason {
    match access::permission(role, Action::WorkWithAdvisor) {
        Permission::Allowed => expert_to_expert::works_with_advisor(standing, setting, on),
        Permission::OnBehalf | Permission::Denied => access::reason(role, Action::WorkWithAdvisor),
    }
}

#[cfg(test)]
mod tests;
