//! What the vendor's advisor proposes for the roster of an account: how many proposals may be open, what one must say,
//! and what may become of it. An administrator takes it or leaves it. Whether the roster may take the step is
//! [`crate::roster`]'s to say, before a proposal is sent and again when it is accepted. The limits are settings of ours.

use crate::reason::{Input, Outcome, Reason, Rule, Section};

const R_065: Rule = Rule::new("R-065");

/// Most proposals of an account that may be open.
pub const MOST_OPEN: usize = 5;
/// Longest reason, and longest word to it, characters.
pub const TEXT_MAX: usize = 300;

/// Where a proposal stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// An administrator has not answered yet.
    Open,
    /// Taken: the roster is as it proposed.
    Accepted,
    /// Left, with a word.
    Declined,
    /// Taken back by the advisor.
    Withdrawn,
}

/// What is done with one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// By an administrator.
    Accept,
    /// By an administrator.
    Decline,
    /// By the advisor.
    Withdraw,
}

/// Why something is refused, with the way out in [`Refused::reason`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// As many are open as may be.
    TooMany,
    /// Nothing becomes of it any more.
    Ended(State),
    /// That somebody has left is no proposal.
    HasLeft,
}

/// What is wrong with a reason or a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TextProblem {
    /// There is none.
    Missing,
    /// Longer than [`TEXT_MAX`].
    TooLong,
}

/// May another one be made while so many are open?
///
/// # Errors
/// [`MOST_OPEN`] are open.
pub const fn may_propose(open: usize) -> Result<(), Refused> {
    if open < MOST_OPEN { Ok(()) } else { Err(Refused::TooMany) }
}

/// Where it stands after a step.
///
/// # Errors
/// One that has ended has ended.
pub const fn after(state: State, step: Step) -> Result<State, Refused> {
    match (state, step) {
        (State::Open, Step::Accept) => Ok(State::Accepted),
        (State::Open, Step::Decline) => Ok(State::Declined),
        (State::Open, Step::Withdraw) => Ok(State::Withdrawn),
        (ended, _) => Err(Refused::Ended(ended)),
    }
}

/// A reason, or the word with which one is declined, without blanks around it.
///
/// # Errors
/// Missing, or too long.
pub fn text(text: &str) -> Result<&str, TextProblem> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(TextProblem::Missing),
        long if long > TEXT_MAX => Err(TextProblem::TooLong),
        _ => Ok(text),
    }
}

impl TextProblem {
    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooLong => "too_long",
        }
    }

    /// For people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Missing => "Say why, in a sentence",
            Self::TooLong => "This is too long; 300 characters fit",
        }
    }
}

impl Refused {
    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooMany => "too_many_open",
            Self::Ended(_) => "ended",
            Self::HasLeft => "not_proposed",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub fn reason(self) -> Reason {
        let why = match self {
            Self::TooMany => {
                "Five proposals are open, and five is the most for one account. Withdraw one of them, or wait until an administrator has answered."
            }
            Self::Ended(State::Accepted) => "This proposal was accepted already.",
            Self::Ended(State::Declined) => "This proposal was declined already.",
            Self::Ended(State::Withdrawn) => "This proposal was withdrawn. Ask the advisor for another one.",
            Self::Ended(State::Open) => "This proposal is open.",
            Self::HasLeft => {
                "That somebody has left is the End User’s own word. Propose to remove or to replace the person."
            }
        };
        Reason {
            rules: &[R_065],
            section: Section::Responsibilities,
            title: "Proposals for the roster",
            outcome: Outcome::Failed,
            why: why.to_owned(),
            inputs: vec![Input::known("Most open proposals", MOST_OPEN.to_string())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_are_open_at_most() {
        assert_eq!(may_propose(4), Ok(()));
        assert_eq!(may_propose(5), Err(Refused::TooMany));
        assert!(Refused::TooMany.reason().why.contains("Withdraw one"), "the way out");
    }

    #[test]
    fn one_that_has_ended_has_ended() {
        let steps = [Step::Accept, Step::Decline, Step::Withdraw];
        for step in steps {
            let ended = after(State::Open, step).unwrap();
            for again in steps {
                assert_eq!(after(ended, again), Err(Refused::Ended(ended)));
            }
        }
    }

    #[test]
    fn a_reason_says_something_and_fits() {
        assert_eq!(text(" because "), Ok("because"));
        assert_eq!(text(" \n"), Err(TextProblem::Missing));
        assert_eq!(text(&"é".repeat(TEXT_MAX)).map(str::len), Ok(2 * TEXT_MAX));
        assert_eq!(text(&"x".repeat(TEXT_MAX + 1)), Err(TextProblem::TooLong));
        assert!(TextProblem::TooLong.message().contains(&TEXT_MAX.to_string()));
    }
}
