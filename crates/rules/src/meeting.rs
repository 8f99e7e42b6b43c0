//! The life of a meeting between an End User and its advisor: asked for, proposed, agreed, held, or cancelled.
//! All meetings are remote: a meeting has a link to join by and no place. Which step may be taken, by which side
//! and when, is decided here; what a meeting is about and who these people are is not known here.

pub mod review;

use crate::{
    Instant,
    advisor::{Availability, Schedule},
    reason::{Input, Outcome, Reason, Rule, Section},
};
use chrono::TimeDelta;

const R_028: Rule = Rule::new("R-028");
const R_061: Rule = Rule::new("R-061");
const R_075: Rule = Rule::new("R-075");
const R_076: Rule = Rule::new("R-076");

/// Most times that are proposed at once.
pub const TIMES_MAX: usize = 5;
/// Shortest meeting, minutes.
pub const SHORTEST: u32 = 10;
/// Longest meeting, minutes.
pub const LONGEST: u32 = 480;
/// Longest minutes of a meeting, characters.
pub const MINUTES_MAX: usize = 5_000;
/// Most actions that come out of one meeting.
pub const ACTIONS_MAX: usize = 50;
/// How far ahead a meeting may be proposed, days.
const AHEAD: i64 = 400;

/// What a meeting is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// The one in which the advisor goes through the on-boarding
    OnBoarding,
    /// A review call about the cases, on request
    OperationalReview,
}

/// Where a meeting stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// Somebody wants it; no time is on the table
    AskedFor,
    /// The advisor has proposed times
    Proposed,
    /// One of them is accepted
    Agreed,
    /// It took place
    Held,
    /// It does not take place
    Cancelled,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::AskedFor, Self::Proposed, Self::Agreed, Self::Held, Self::Cancelled];

    /// Is it still to come?
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::AskedFor | Self::Proposed | Self::Agreed)
    }
}

/// What somebody does about a meeting.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// One to five times, in the place of those before
    Propose,
    /// One of the proposed times
    Accept,
    /// None of them: others, please
    OtherTimes,
    /// It does not take place
    Cancel,
    /// It took place; its minutes begin
    Hold,
    /// Other minutes
    Minutes,
    /// One more action that came out of it
    AddAction,
    /// An action is done, or is not after all
    MarkAction,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Propose,
        Self::Accept,
        Self::OtherTimes,
        Self::Cancel,
        Self::Hold,
        Self::Minutes,
        Self::AddAction,
        Self::MarkAction,
    ];
}

/// Who takes a step.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// The End User's people
    EndUser,
    /// The advisor
    Advisor,
}

/// Why a step is refused, with the way out in [`Refused::reason`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refused {
    /// Only the advisor does this.
    AdvisorOnly,
    /// Only the End User does this.
    EndUserOnly,
    /// No times are on the table.
    NothingProposed,
    /// A time is agreed already.
    AgreedAlready,
    /// No time is agreed.
    NotAgreed,
    /// The agreed time has not come yet.
    TooEarly,
    /// It has not taken place.
    NotHeld,
    /// It has taken place.
    HeldAlready,
    /// It was cancelled.
    WasCancelled,
    /// Another one of its kind is still to come.
    AnotherIsOpen,
}

/// The state after a step. `starts` is the agreed time, which a meeting can't be held before.
///
/// # Errors
/// A step that is the other side's, or that makes no sense where the meeting stands.
pub fn decide(
    state: State,
    step: Step,
    side: Side,
    starts: Option<Instant>,
    now: Instant,
) -> Result<State, Refused> {
    belongs_to(step, side)?;
    match (step, state) {
        (Step::Minutes | Step::AddAction | Step::MarkAction, State::Held) => Ok(State::Held),
        (_, State::Cancelled) => Err(Refused::WasCancelled),
        (Step::Minutes | Step::AddAction | Step::MarkAction, _) => Err(Refused::NotHeld),
        (_, State::Held) => Err(Refused::HeldAlready),
        (Step::Propose, _) => Ok(State::Proposed),
        (Step::Cancel, _) => Ok(State::Cancelled),
        (Step::Accept, State::Proposed) => Ok(State::Agreed),
        (Step::Accept, State::Agreed) => Err(Refused::AgreedAlready),
        (Step::Accept | Step::OtherTimes, State::AskedFor) => Err(Refused::NothingProposed),
        (Step::OtherTimes, State::Proposed | State::Agreed) => Ok(State::AskedFor),
        (Step::Hold, State::Agreed) if starts.is_none_or(|starts| now < starts) => Err(Refused::TooEarly),
        (Step::Hold, State::Agreed) => Ok(State::Held),
        (Step::Hold, State::AskedFor | State::Proposed) => Err(Refused::NotAgreed),
    }
}

const fn belongs_to(step: Step, side: Side) -> Result<(), Refused> {
    match (step, side) {
        (Step::Propose | Step::Hold | Step::Minutes | Step::AddAction, Side::EndUser) => {
            Err(Refused::AdvisorOnly)
        }
        (Step::Accept | Step::OtherTimes, Side::Advisor) => Err(Refused::EndUserOnly),
        _ => Ok(()),
    }
}

/// May another meeting of a kind begin, while that many are still to come? One at a time, so that a request that is sent
/// from two desks makes one meeting.
///
/// # Errors
/// One is on its way already.
pub const fn begin(still_to_come: usize) -> Result<(), Refused> {
    if still_to_come == 0 { Ok(()) } else { Err(Refused::AnotherIsOpen) }
}

/// Does a step change what stands in people's calendars? An agreed time that is agreed no more is taken out of them, and
/// another one is put in; each has a number higher than the one before (SEQUENCE of RFC 5545).
#[must_use]
pub const fn changes_calendar(before: State, after: State) -> bool {
    matches!(
        (before, after),
        (State::Agreed, State::AskedFor | State::Proposed | State::Cancelled)
            | (State::Proposed, State::Agreed)
    )
}

/// A time that is proposed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Slot {
    /// First instant.
    pub start: Instant,
    /// Length.
    pub minutes: u32,
}

impl Slot {
    /// The instant at which it is over.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.start.checked_add_signed(TimeDelta::minutes(self.minutes.into())).unwrap_or(self.start)
    }

    /// Whether all of it lies within the advisor's hours, leave not counted among them. A hint: two sides may agree
    /// on any time.
    #[must_use]
    pub fn is_within_hours(&self, advisor: &Schedule) -> bool {
        let open = match advisor.availability(self.start) {
            Availability::Open { until } => self.end() <= until,
            Availability::Closed { .. } => false,
        };
        open && !advisor.on_leave(advisor.zone.date(self.start))
    }

    /// The same in words.
    #[must_use]
    pub fn hours_reason(&self, advisor: &Schedule) -> Reason {
        let within = self.is_within_hours(advisor);
        let (from, to) = advisor.region.hours();
        let why = if within {
            "All of it lies within the advisor’s hours."
        } else {
            "It lies outside the advisor’s hours, or on leave. It can be agreed on all the same."
        };
        Reason {
            rules: &[R_075],
            section: Section::Availability,
            title: "Within the advisor’s hours",
            outcome: if within { Outcome::Met } else { Outcome::Failed },
            why: why.to_owned(),
            inputs: vec![
                Input::known("Hours", format!("Monday to Friday, {from:02}:00 to {to:02}:00")),
                Input::known("Advisor’s zone", advisor.zone.name()),
            ],
        }
    }
}

/// What is wrong with a proposed time.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TimeProblem {
    /// None at all.
    Missing,
    /// More than [`TIMES_MAX`].
    TooMany,
    /// Not later than now.
    Past,
    /// More than a year ahead.
    TooFar,
    /// Shorter than [`SHORTEST`] or longer than [`LONGEST`].
    Length,
    /// The same as one before it.
    Twice,
}

/// What is wrong with times that are about to be proposed: place in the list, and problem; nothing when they are right.
#[must_use]
pub fn check_times(times: &[Slot], now: Instant) -> Vec<(usize, TimeProblem)> {
    if times.is_empty() {
        return vec![(0, TimeProblem::Missing)];
    }
    if times.len() > TIMES_MAX {
        return vec![(TIMES_MAX, TimeProblem::TooMany)];
    }
    let problem = |(place, slot): (usize, &Slot)| {
        let before = times.get(..place).unwrap_or_default();
        let problem = if slot.start <= now {
            TimeProblem::Past
        } else if slot.start.signed_duration_since(now) > TimeDelta::days(AHEAD) {
            TimeProblem::TooFar
        } else if !(SHORTEST..=LONGEST).contains(&slot.minutes) {
            TimeProblem::Length
        } else if before.iter().any(|other| other.start == slot.start) {
            TimeProblem::Twice
        } else {
            return None;
        };
        Some((place, problem))
    };
    times.iter().enumerate().filter_map(problem).collect()
}

/// The proposed time that begins at that instant, as long as it has not passed.
///
/// # Errors
/// It is none of them, or it has passed.
pub fn accepted(times: &[Slot], start: Instant, now: Instant) -> Result<Slot, TimeProblem> {
    let slot = times.iter().find(|slot| slot.start == start).ok_or(TimeProblem::Missing)?;
    if slot.start <= now { Err(TimeProblem::Past) } else { Ok(*slot) }
}

impl TimeProblem {
    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooMany => "too_many",
            Self::Past => "past",
            Self::TooFar => "too_far",
            Self::Length => "length",
            Self::Twice => "twice",
        }
    }

    /// For people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Missing => "Give one of the times",
            Self::TooMany => "At most five times are proposed at once",
            Self::Past => "This time has passed",
            Self::TooFar => "This time is more than a year ahead",
            Self::Length => "A meeting takes 10 minutes to 8 hours",
            Self::Twice => "This time stands here twice",
        }
    }
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::AdvisorOnly,
        Self::EndUserOnly,
        Self::NothingProposed,
        Self::AgreedAlready,
        Self::NotAgreed,
        Self::TooEarly,
        Self::NotHeld,
        Self::HeldAlready,
        Self::WasCancelled,
        Self::AnotherIsOpen,
    ];

    /// A stable name for the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AdvisorOnly => "advisor_only",
            Self::EndUserOnly => "end_user_only",
            Self::NothingProposed => "nothing_proposed",
            Self::AgreedAlready => "agreed_already",
            Self::NotAgreed => "not_agreed",
            Self::TooEarly => "too_early",
            Self::NotHeld => "not_held",
            Self::HeldAlready => "held_already",
            Self::WasCancelled => "was_cancelled",
            Self::AnotherIsOpen => "another_is_open",
        }
    }

    /// Why, and the way out.
    #[must_use]
    pub fn reason(self, kind: Kind) -> Reason {
        let why = match self {
            Self::AdvisorOnly => "The advisor does this. You can ask for other times, or cancel the meeting.",
            Self::EndUserOnly => {
                "The End User’s people do this. You can propose other times, or cancel the meeting."
            }
            Self::NothingProposed => "The advisor has not proposed any times yet.",
            Self::AgreedAlready => "A time is agreed already. To move the meeting, ask for other times.",
            Self::NotAgreed => "No time is agreed yet, so it can’t have taken place.",
            Self::TooEarly => "The agreed time has not come yet.",
            Self::NotHeld => "It has not taken place yet; its minutes come afterwards.",
            Self::HeldAlready => "It has taken place. For another one, begin another meeting.",
            Self::WasCancelled => "It was cancelled. For another one, begin another meeting.",
            Self::AnotherIsOpen => "One is on its way already. Agree on a time for that one, or cancel it.",
        };
        let (rules, section): (&'static [Rule], _) = match kind {
            Kind::OnBoarding => (&[R_028, R_076], Section::OnBoarding),
            Kind::OperationalReview => (&[R_061, R_076], Section::Advisor),
        };
        Reason {
            rules,
            section,
            title: "Agreeing on a meeting",
            outcome: Outcome::Failed,
            why: why.to_owned(),
            inputs: vec![Input::known(
                "Meeting",
                match kind {
                    Kind::OnBoarding => "on-boarding",
                    Kind::OperationalReview => "operational review",
                },
            )],
        }
    }
}

#[cfg(test)]
mod tests;
