//! What somebody may do now, as the choices of one form: steps of the case, asking for an escalation or a replacement, steps of
//! those that are there. Which they are is the rules' to say. Bringing in the advisor has a button of its own.

use rules::{
    case_life::{self, Side, Status},
    escalation, rma,
};
use wire::case::{Case, CaseStep, EscalationStep, RmaStep};

/// One choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// A step of the case.
    Case(case_life::Step),
    /// Another escalation.
    Escalate,
    /// A step of the escalation of that number.
    Escalation(u32, escalation::Step),
    /// The replacement of a unit.
    AskRma,
    /// A step of the replacement of that number.
    Rma(u32, rma::Step),
}

/// The value of [`What::Escalate`].
const ESCALATE: &str = "escalate";
/// The value of [`What::AskRma`], and what stands before the number of one.
const RMA: &str = "rma";

impl What {
    /// All that the rules allow on that side, in the order in which they are offered.
    pub fn possible(case: &Case, side: Side) -> Vec<Self> {
        let Some(facts) = case.facts() else { return Vec::new() };
        let steps = case_life::Step::ALL.into_iter().filter(|step| {
            *step != case_life::Step::BringAdvisor && case_life::after(&facts, *step, side).is_ok()
        });
        let mut all: Vec<Self> = steps.map(Self::Case).collect();
        if escalation::may_ask(facts.standing.status, side).is_ok() {
            all.push(Self::Escalate);
        }
        for known in &case.escalations {
            let Some(state) = known.state.known() else { continue };
            let steps = escalation::Step::ALL
                .into_iter()
                .filter(|step| escalation::after(state, *step, side).is_ok());
            all.extend(steps.map(|step| Self::Escalation(known.number, step)));
        }
        if rma::may_request(facts.standing.status, side).is_ok() {
            all.push(Self::AskRma);
        }
        for known in &case.rmas {
            let Some(standing) = known.standing() else { continue };
            let steps = rma::Step::ALL.into_iter().filter(|step| rma::after(standing, *step, side).is_ok());
            all.extend(steps.map(|step| Self::Rma(known.number, step)));
        }
        all
    }

    /// As it stands in the form and in the draft.
    pub fn value(self) -> String {
        match self {
            Self::Case(step) => CaseStep::from(step).as_str().to_owned(),
            Self::Escalate => ESCALATE.to_owned(),
            Self::Escalation(number, step) => format!("{number}:{}", EscalationStep::from(step).as_str()),
            Self::AskRma => RMA.to_owned(),
            Self::Rma(number, step) => format!("{RMA}{number}:{}", RmaStep::from(step).as_str()),
        }
    }

    /// The other way round.
    pub fn parse(value: &str) -> Option<Self> {
        match value {
            ESCALATE => return Some(Self::Escalate),
            RMA => return Some(Self::AskRma),
            _ => {}
        }
        match value.split_once(':') {
            Some((number, step)) if number.starts_with(RMA) => {
                let step = RmaStep::from(step).known()?;
                number.strip_prefix(RMA)?.parse().ok().map(|number| Self::Rma(number, step))
            }
            Some((number, step)) => {
                let step = EscalationStep::from(step).known()?;
                number.parse().ok().map(|number| Self::Escalation(number, step))
            }
            None => CaseStep::from(value).known().map(Self::Case),
        }
    }

    /// For people.
    pub fn words(self, status: Status) -> String {
        use case_life::Step;
        let words = match self {
            Self::Case(step) => match step {
                Step::Comment => "Write a comment",
                Step::Phone => "Record a call to the End User",
                Step::Email => "Record an e-mail to the End User",
                Step::Work => "Take it up",
                Step::Ask => "Ask the End User for something",
                Step::Priority => "Change the priority",
                Step::AskClosure => "Ask to close the case",
                Step::AgreeClosure => "Agree to close the case",
                Step::Reopen if status == Status::Closed => "Reopen the case",
                Step::Reopen => "Do not agree to close: it goes on",
                Step::Reference => "Set your own reference",
                Step::BringAdvisor => "Bring in the advisor",
            },
            Self::Escalate => "Ask for an escalation",
            Self::AskRma => "Request the replacement of a unit (RMA)",
            Self::Rma(number, step) => {
                let words = match step {
                    rma::Step::Approve => "approve it",
                    rma::Step::Ship => "the replacement was shipped",
                    rma::Step::Deliver => "the replacement was delivered",
                    rma::Step::Receive => "the defective unit was received",
                    rma::Step::Close => "close it",
                    rma::Step::Cancel => "cancel it",
                };
                return format!("RMA {number}: {words}");
            }
            Self::Escalation(number, step) => {
                let words = match step {
                    escalation::Step::Take => "take it",
                    escalation::Step::Report => "write a status report",
                    escalation::Step::Propose => "propose that it is completed",
                    escalation::Step::Agree => "agree that it is completed",
                    escalation::Step::GoOn => "do not agree: it goes on",
                };
                return format!("Escalation {number}: {words}");
            }
        };
        words.to_owned()
    }

    /// Label of the text; none where nothing is written.
    pub const fn asks_for(self) -> Option<&'static str> {
        use case_life::Step;
        Some(match self {
            Self::Case(Step::Comment) => "Your comment",
            Self::Case(Step::Phone | Step::Email) => "What was said",
            Self::Case(Step::Ask) => "What you need",
            Self::Case(Step::AskClosure) => "How it was solved, or why it can be closed",
            Self::Case(Step::Reopen) => "What is still wrong",
            Self::Case(Step::Work | Step::Priority | Step::AgreeClosure | Step::BringAdvisor) => {
                "A word about it (optional)"
            }
            Self::Case(Step::Reference) => return None,
            Self::Escalate => "Reason: why is it stuck?",
            Self::AskRma => "What failed (optional)",
            Self::Rma(_, rma::Step::Cancel) => "Why it is not needed",
            Self::Rma(..) => "A word about it (optional)",
            Self::Escalation(_, escalation::Step::Report) => "How it stands",
            Self::Escalation(_, escalation::Step::Propose) => "What was reached",
            Self::Escalation(_, escalation::Step::GoOn) => "What is still missing",
            Self::Escalation(_, escalation::Step::Take | escalation::Step::Agree) => {
                "A word about it (optional)"
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_a_value_that_leads_back_to_it() {
        let steps = case_life::Step::ALL.map(What::Case);
        let escalations = escalation::Step::ALL.map(|step| What::Escalation(3, step));
        let rmas = rma::Step::ALL.map(|step| What::Rma(3, step));
        let mut seen = Vec::new();
        let asked = [What::Escalate, What::AskRma];
        for what in steps.into_iter().chain(asked).chain(escalations).chain(rmas) {
            assert_eq!(What::parse(&what.value()), Some(what));
            assert!(!seen.contains(&what.words(Status::Open)), "{what:?}");
            seen.push(what.words(Status::Open));
        }
        assert_eq!(What::parse("dance"), None);
        assert_eq!(What::parse("x:take"), None);
        assert_eq!(What::parse("rmax:ship"), None);
        assert_eq!(What::parse("rma3:take"), None);
    }
}
