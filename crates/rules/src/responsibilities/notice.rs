//! The written notice: the End User knows or believes that it will not meet a responsibility, and says so in writing.
//! What a notice needs is decided here; that it never changes once it is sent is kept elsewhere.

use super::Duty;
use crate::{
    Date,
    reason::{Input, Outcome, Reason, Rule, Section},
    words,
};

const R_072: Rule = Rule::new("R-072");

/// Most characters of the text.
pub const TEXT_MAX: usize = 4_000;

/// A notice before it is sent.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// The responsibilities that it is about.
    pub duties: Vec<Duty>,
    /// What will not be met and why, in the End User's words.
    pub text: String,
    /// Since when, or from when on.
    pub since: Option<Date>,
    /// Until when that is expected.
    pub until: Option<Date>,
}

/// What is wrong with a draft.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Problem {
    /// It names no responsibility.
    NoDuty,
    /// It names one that a notice is not for.
    NotForNotice,
    /// It says nothing.
    NoText,
    /// It says too much.
    TextTooLong,
    /// It ends before it begins.
    EndsBeforeItBegins,
}

impl Problem {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::NoDuty, Self::NotForNotice, Self::NoText, Self::TextTooLong, Self::EndsBeforeItBegins];

    /// The member of the request that it concerns.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::NoDuty | Self::NotForNotice => "responsibilities",
            Self::NoText | Self::TextTooLong => "text",
            Self::EndsBeforeItBegins => "until",
        }
    }

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoDuty | Self::NoText => "missing",
            Self::NotForNotice => "unknown_responsibility",
            Self::TextTooLong => "too_long",
            Self::EndsBeforeItBegins => "before_start",
        }
    }

    /// For people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::NoDuty => "Choose at least one responsibility",
            Self::NotForNotice => "Choose responsibilities from R-063 to R-071",
            Self::NoText => "Say what you will not meet, and why",
            Self::TextTooLong => "This is too long; 4,000 characters fit",
            Self::EndsBeforeItBegins => "This is before the day from which on you will not meet it",
        }
    }
}

/// The responsibilities that a notice can be about.
pub fn duties() -> impl Iterator<Item = Duty> {
    Duty::ALL.into_iter().filter(|duty| *duty != Duty::Cooperation)
}

impl Draft {
    /// Everything that is wrong, at once.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let text = self.text.trim().chars().count();
        let wrong = [
            (self.duties.is_empty(), Problem::NoDuty),
            (self.duties.contains(&Duty::Cooperation), Problem::NotForNotice),
            (text == 0, Problem::NoText),
            (text > TEXT_MAX, Problem::TextTooLong),
            (
                self.since.zip(self.until).is_some_and(|(since, until)| until < since),
                Problem::EndsBeforeItBegins,
            ),
        ];
        wrong.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, problem)| problem).collect()
    }
}

/// What a notice is for; `sent` is how many the account has sent.
#[must_use]
pub fn reason(sent: u32) -> Reason {
    Reason {
        rules: &[R_072],
        section: Section::Responsibilities,
        title: "Written notice",
        outcome: Outcome::Met,
        why: "As soon as you know or believe that you will not meet a responsibility, you say so in writing. A notice has a number and the time at which it was sent, and never changes.".to_owned(),
        inputs: vec![Input::known("Sent", words::count(sent, "notice"))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> Option<Date> {
        Date::from_ymd_opt(2026, 11, day)
    }

    fn whole() -> Draft {
        Draft {
            duties: vec![Duty::Representatives],
            text: "One leaves.".to_owned(),
            since: day(3),
            until: day(3),
        }
    }

    #[test]
    fn everything_wrong_with_a_notice_is_told_at_once() {
        assert_eq!(whole().problems(), []);
        let nothing = Draft { text: " ".to_owned(), since: day(3), until: day(2), ..Draft::default() };
        assert_eq!(nothing.problems(), [Problem::NoDuty, Problem::NoText, Problem::EndsBeforeItBegins]);
        let long = Draft { text: "x".repeat(TEXT_MAX + 1), duties: vec![Duty::Cooperation], ..whole() };
        assert_eq!(long.problems(), [Problem::NotForNotice, Problem::TextTooLong]);
        assert_eq!(Draft { text: "x".repeat(TEXT_MAX), ..whole() }.problems(), []);
    }

    #[test]
    fn a_notice_is_about_the_nine_responsibilities() {
        let codes: Vec<&str> = duties().map(Duty::code).collect();
        assert_eq!(codes.first().zip(codes.last()), Some((&"R-063", &"R-071")));
        assert_eq!(codes.len(), 9);
        assert!(
            Problem::ALL.iter().all(|problem| !problem.message().is_empty() && !problem.code().is_empty())
        );
        assert_eq!(Problem::NoText.field(), "text");
        assert_eq!(reason(2).inputs, [Input::known("Sent", "2 notices")]);
    }
}
