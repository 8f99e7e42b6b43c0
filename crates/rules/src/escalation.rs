//! A request to the Escalation Management Desk: asked for with a reason and a wished outcome, owned by
//! somebody at the desk, reported on until it is completed. The desk proposes the end, the End User agrees. How often
//! reports come is not in the service description (D-3): each report names the date of the next. No clock is known here.

mod refused;

pub use refused::Refused;

use crate::{
    Instant,
    case_life::{Side, Status, TEXT_MAX},
    reason::{Input, Outcome, Reason, Rule, Section},
};
use chrono::TimeDelta;

const R_024: Rule = Rule::new("R-024");
const R_025: Rule = Rule::new("R-025");
const R_026: Rule = Rule::new("R-026");

/// A next report is promised at most that far ahead.
pub const REPORT_WITHIN: TimeDelta = TimeDelta::days(31);

/// Where a request stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// Nobody at the desk has taken it yet.
    Requested,
    /// It has an owner at the desk.
    Owned,
    /// The desk holds it for completed; the End User has not agreed yet.
    Proposed,
    /// Both hold it for completed.
    Completed,
}

/// What somebody does with a request.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// Takes it: its owner from now on.
    Take,
    /// Reports how it stands, and says when the next report comes.
    Report,
    /// Proposes that it is completed.
    Propose,
    /// Agrees that it is completed.
    Agree,
    /// Does not agree: it goes on.
    GoOn,
}

/// May somebody of that side ask for an escalation?
///
/// # Errors
/// Another side than the End User and the advisor, or a case that is closed.
pub const fn may_ask(status: Status, by: Side) -> Result<(), Refused> {
    match (by, status) {
        (Side::Engineer | Side::Desk, _) => Err(Refused::EndUserAsks),
        (Side::Customer | Side::Advisor, Status::Closed) => Err(Refused::CaseClosed),
        (Side::Customer | Side::Advisor, _) => Ok(()),
    }
}

/// The state after a step.
///
/// # Errors
/// A step that the state or the side does not allow.
pub const fn after(state: State, step: Step, by: Side) -> Result<State, Refused> {
    match (step, by) {
        (Step::Take | Step::Report | Step::Propose, Side::Customer | Side::Engineer | Side::Advisor) => {
            return Err(Refused::DeskOnly);
        }
        (Step::Agree | Step::GoOn, Side::Engineer | Side::Advisor | Side::Desk) => {
            return Err(Refused::EndUserOnly);
        }
        _ => {}
    }
    match (step, state) {
        (_, State::Completed) => Err(Refused::Completed),
        (Step::Take, State::Requested | State::Owned) => Ok(State::Owned),
        (Step::Take | Step::Report, State::Proposed) => Ok(State::Proposed),
        (Step::Report | Step::Propose, State::Requested) => Err(Refused::NoOwner),
        (Step::Report, State::Owned) => Ok(State::Owned),
        (Step::Propose, State::Owned) => Ok(State::Proposed),
        (Step::Propose, State::Proposed) => Err(Refused::AlreadyProposed),
        (Step::Agree | Step::GoOn, State::Requested | State::Owned) => Err(Refused::NotProposed),
        (Step::Agree, State::Proposed) => Ok(State::Completed),
        (Step::GoOn, State::Proposed) => Ok(State::Owned),
    }
}

/// How the reports of a request stand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reports {
    /// It is completed: no more are owed.
    Over,
    /// None has been promised yet.
    NotPromised,
    /// The next comes at that time.
    Promised(Instant),
    /// It was promised for a time that is past.
    Overdue(Instant),
}

/// How the reports stand at `now`. The promised instant itself is not overdue yet.
#[must_use]
pub fn reports(state: State, next: Option<Instant>, now: Instant) -> Reports {
    match (state, next) {
        (State::Completed, _) => Reports::Over,
        (_, None) => Reports::NotPromised,
        (_, Some(next)) if next < now => Reports::Overdue(next),
        (_, Some(next)) => Reports::Promised(next),
    }
}

/// What is wrong with the promised time of the next report: a stable code, and what to do.
#[must_use]
pub fn next_report_fault(next: Option<Instant>, now: Instant) -> Option<(&'static str, &'static str)> {
    match next {
        None => Some(("missing", "Say when the next report comes")),
        Some(next) if next <= now => Some(("past", "The next report comes later than now")),
        Some(next) if next - now > REPORT_WITHIN => {
            Some(("too_far", "Promise the next report within 31 days"))
        }
        Some(_) => None,
    }
}

impl State {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Requested, Self::Owned, Self::Proposed, Self::Completed];

    /// Does it keep its case from being closed?
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Completed)
    }

    /// For people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requested => "waiting for an owner at the desk",
            Self::Owned => "in the hands of the desk",
            Self::Proposed => "completed, says the desk; the End User has not agreed yet",
            Self::Completed => "completed, and agreed",
        }
    }
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Take, Self::Report, Self::Propose, Self::Agree, Self::GoOn];

    /// Whether it says nothing without words.
    #[must_use]
    pub const fn needs_text(self) -> bool {
        matches!(self, Self::Report | Self::Propose | Self::GoOn)
    }

    /// What is wrong with its words.
    #[must_use]
    pub fn text_fault(self, text: &str) -> Option<(&'static str, String)> {
        text_fault(text, self.needs_text())
    }
}

/// What is wrong with a text of a request: a stable code, and what to do.
#[must_use]
pub fn text_fault(text: &str, needed: bool) -> Option<(&'static str, String)> {
    match text.trim().chars().count() {
        0 if needed => Some(("missing", "Write something".to_owned())),
        long if long > TEXT_MAX => {
            Some(("too_long", format!("This is {long} characters long; {TEXT_MAX} fit")))
        }
        _ => None,
    }
}

impl Reports {
    /// What is owed, and why.
    #[must_use]
    pub fn reason(self) -> Reason {
        let (outcome, why) = match self {
            Self::Over => (Outcome::Met, "This escalation is completed; no more reports are owed."),
            Self::NotPromised => (
                Outcome::Unknown,
                "The desk looks after every escalation and reports until it is completed. It has not said yet when the first report comes.",
            ),
            Self::Promised(_) => (
                Outcome::Met,
                "The desk watches the case and reports until the escalation is completed. Each report says when the next one comes.",
            ),
            Self::Overdue(_) => (
                Outcome::Failed,
                "The report that was promised has not come. Call the desk and name the case number.",
            ),
        };
        Reason {
            rules: &[R_026, R_024, R_025],
            section: Section::EscalationDesk,
            title: "Status reports on an escalation",
            outcome,
            why: why.to_owned(),
            inputs: vec![Input::known(
                "Next report",
                match self {
                    Self::Over => "none is owed",
                    Self::NotPromised => "not promised yet",
                    Self::Promised(_) => "promised",
                    Self::Overdue(_) => "overdue",
                },
            )],
        }
    }
}

#[cfg(test)]
mod tests;
