//! What somebody may do now, as the choices of one form: steps of the case, asking for an escalation, steps of those that are
//! there. Which they are is the rules' to say.

use rules::{
    case_life::{self, Side, Status},
    escalation,
};
use wire::case::{Case, CaseStep, EscalationStep};

/// One choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// A step of the case.
    Case(case_life::Step),
    /// Another escalation.
    Escalate,
    /// A step of the escalation of that number.
    Escalation(u32, escalation::Step),
}

/// The value of [`What::Escalate`].
const ESCALATE: &str = "escalate";

impl What {
    /// All that the rules allow on that side, in the order in which they are offered.
    pub fn possible(case: &Case, side: Side) -> Vec<Self> {
        let Some(facts) = case.facts() else { return Vec::new() };
        let steps =
            case_life::Step::ALL.into_iter().filter(|step| case_life::after(&facts, *step, side).is_ok());
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
        all
    }

    /// As it stands in the form and in the draft.
    pub fn value(self) -> String {
        match self {
            Self::Case(step) => CaseStep::from(step).as_str().to_owned(),
            Self::Escalate => ESCALATE.to_owned(),
            Self::Escalation(number, step) => format!("{number}:{}", EscalationStep::from(step).as_str()),
        }
    }

    /// The other way round.
    pub fn parse(value: &str) -> Option<Self> {
        if value == ESCALATE {
            return Some(Self::Escalate);
        }
        match value.split_once(':') {
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
        let mut seen = Vec::new();
        for what in steps.into_iter().chain([What::Escalate]).chain(escalations) {
            assert_eq!(What::parse(&what.value()), Some(what));
            assert!(!seen.contains(&what.words(Status::Open)), "{what:?}");
            seen.push(what.words(Status::Open));
        }
        assert_eq!(What::parse("dance"), None);
        assert_eq!(What::parse("x:take"), None);
    }
}
