//! The fields of one choice, and what a new priority does to the due time before it is sent (B-19).

use leptos::prelude::*;
use rules::{
    case_draft::LINE_MAX,
    case_life::{Side, Step, TEXT_MAX, effect},
    escalation,
    response::Priority,
};

use super::{form::Form, what::What};
use crate::{
    browser::intl,
    clock::use_clock,
    components::{
        choice::choice,
        field::{Control, Field},
        instant::At,
        markup::{live, view},
    },
    session::use_session,
    widgets::why::Why,
};

impl Form {
    /// The fields of a choice.
    pub fn fields(self, what: What) -> AnyView {
        let text_id = if what == What::Escalate { "do-reason" } else { "do-text" };
        let problems = self.step.problems;
        let text = what.asks_for().map(|label| {
            let (value, limit) = (self.text, Some(TEXT_MAX));
            view! { <Field id=text_id label control=Control::Text limit value set=move |text| self.typed(value, text) problems/> }
        });
        let special = match what {
            What::Case(Step::Priority) => self.priority_fields(),
            What::Case(Step::Phone | Step::Email) => {
                self.time_field("do-at", "When (empty: just now)".to_owned())
            }
            What::Escalation(_, escalation::Step::Report) => {
                self.time_field("do-next_report_at", "When the next report comes".to_owned())
            }
            What::AskRma => self.replacing_fields(None),
            What::Rma(_, step) => self.replacing_fields(Some(step)),
            What::Case(Step::Reference) => {
                let (value, limit) = (self.own_reference, Some(LINE_MAX));
                view! { <Field id="do-own_reference" label="Your reference" limit value set=move |text| self.typed(value, text) problems/> }
            }
            What::Escalate => {
                let (value, limit) = (self.outcome, Some(TEXT_MAX));
                view! { <Field id="do-outcome" label="Wished outcome" control=Control::Text limit value set=move |text| self.typed(value, text) problems/> }
            }
            _ => ().into_any(),
        };
        // A priority, and which unit it is, comes before a word is said about it; anything else is said first.
        if matches!(what, What::Case(Step::Priority) | What::AskRma | What::Rma(..)) {
            view! { {special}{text} }
        } else {
            view! { {text}{special} }
        }
    }

    fn time_field(self, id: &'static str, label: String) -> AnyView {
        let (value, problems) = (self.at, self.step.problems);
        let hint = format!("In your zone, {}", intl::viewer_zone());
        view! { <Field id label hint control=Control::DateTime value set=move |text| self.typed(value, text) problems/> }
    }

    fn priority_fields(self) -> AnyView {
        let options = std::iter::once((String::new(), "Choose".to_owned()))
            .chain(Priority::ALL.map(|priority| {
                let number = priority.number().to_string();
                (number.clone(), format!("Priority {number}"))
            }))
            .collect();
        let (priority, problems) = (self.priority, self.step.problems);
        Effect::new(move |before: Option<()>| {
            let is_chosen = priority.with(|priority| !priority.is_empty());
            if before.is_some() && is_chosen {
                self.begun();
            } else {
                self.keep();
            }
        });
        let chosen = choice("do-priority", "New priority", "", options, priority, problems);
        let phone =
            live(move || (priority.get() == "1" && self.side == Side::Customer).then(|| self.phone_page()));
        view! { {chosen}{live(move || self.told_before())}{phone} }
    }

    /// Raising to Priority 1 passes the phone first (R-047, B-19).
    fn phone_page(self) -> AnyView {
        let options = vec![
            (String::new(), "Choose".to_owned()),
            ("open_on_web".to_owned(), "Go on in the portal".to_owned()),
        ];
        let hint = "Priority 1 is best handled by phone. Call, and name the case number: the numbers are at the top of this page.";
        choice(
            "do-phone_page",
            "Call first, or go on here?",
            hint,
            options,
            self.phone_page,
            self.step.problems,
        )
    }

    /// What the chosen priority does to the due time, before it is sent.
    fn told_before(self) -> Option<AnyView> {
        let to = self.priority.get().parse().ok().and_then(Priority::from_number)?;
        let case = self.at_hand.shown()?;
        let from = case.facts()?.priority;
        let (clock, targets) = (use_clock(), use_session().targets()?);
        clock.every(30).get();
        if from == to {
            return Some(view! { <p class="hint" role="status">"This is its priority already."</p> });
        }
        let target = targets.target(to, &case.opened_by_channel()).ok()?;
        let contact = case.first_contact.as_ref().map(|contact| contact.at);
        let effect = effect(from, case.due_at, contact, clock.now_untracked(), &target, None);
        // In which hours it is counted is known to the server only; it never comes out later than what it is.
        let exact = target.business_hours.is_none();
        let due = match (effect.answered, exact || !effect.moves()) {
            (true, _) => None,
            (false, true) => Some(
                view! { <p>"First response due now: "<At instant=effect.before/><br/>"After the change: "<At instant=effect.after/></p> },
            ),
            (false, false) => Some(
                view! { <p>"First response due now: "<At instant=effect.before/><br/>"After the change: not later than that; counted within business hours."</p> },
            ),
        };
        let reason = effect.reason();
        Some(view! { <div role="status">{due}<p>{reason.why.clone()}</p></div><Why reason/> })
    }
}
