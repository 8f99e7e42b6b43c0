//! What a change of priority does to the due instant, told before it is made (B-19).

use crate::{
    Instant,
    calendar::Calendar,
    reason::{Input, Outcome, Reason, Rule, Section},
    response::{Priority, ResponseTarget, due_after_change},
};

const R_041: Rule = Rule::new("R-041");
const R_047: Rule = Rule::new("R-047");
const B_19: Rule = Rule::new("B-19");

/// The effect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effect {
    /// The priority before.
    pub from: Priority,
    /// The new one.
    pub to: Priority,
    /// When the first response is due now.
    pub before: Instant,
    /// When it is due after the change.
    pub after: Instant,
    /// An engineer has been in contact: there is nothing left to be due.
    pub answered: bool,
}

/// What a change at `changed` from a priority to that of `target` does.
#[must_use]
pub fn effect(
    from: Priority,
    due: Instant,
    first_contact: Option<Instant>,
    changed: Instant,
    target: &ResponseTarget,
    business_hours: Option<&Calendar>,
) -> Effect {
    Effect {
        from,
        to: target.priority,
        before: due,
        after: due_after_change(due, first_contact, changed, target, business_hours),
        answered: first_contact.is_some_and(|contact| contact <= changed),
    }
}

impl Effect {
    /// Does the due instant come nearer?
    #[must_use]
    pub fn moves(&self) -> bool {
        self.after != self.before
    }

    /// Why it comes out so.
    #[must_use]
    pub fn reason(&self) -> Reason {
        let (from, to) = (self.from.number(), self.to.number());
        let effect = if self.answered {
            "An engineer has already been in contact, so the response time has ended and stays as it was."
        } else if self.moves() {
            "The first response is due earlier: the new target counts from the change."
        } else {
            "The due time stays: it is the earlier of the old one and the new target counted from the change. Lowering a priority gives no more time."
        };
        let phone = if to == 1 { " Call as well: Priority 1 is best handled by phone." } else { "" };
        Reason {
            rules: &[R_041, R_047, B_19],
            section: Section::ResponseTime,
            title: "Changing the priority",
            outcome: Outcome::Met,
            why: format!("From Priority {from} to Priority {to}. {effect}{phone}"),
            inputs: vec![
                Input::known("Priority before", from.to_string()),
                Input::known("Priority after", to.to_string()),
                Input::known("First contact made", if self.answered { "yes" } else { "no" }),
            ],
        }
    }
}
