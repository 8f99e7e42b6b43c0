//! Bringing the advisor in, by one press: who answers now and in which hours, whether the person at the page may ask,
//! and when it has been asked already. The advisor is told on the other side who asked.

use leptos::prelude::*;
use rules::{
    case_life::{Refused, Side, Step as CaseMove, after},
    reason::{Outcome, Reason},
};
use wire::{
    advisor::AdvisorOfAccount,
    case::{Case, CaseEvent, CaseStep, EventBy, EventKind, TakeStep},
};

use super::super::CaseAtHand;
use crate::{
    api::{self, IdempotencyKey},
    browser::{document, identifier},
    clock::use_clock,
    components::{
        card::{banner, card_not_printed},
        error_summary::ErrorSummary,
        icon::Icon,
        instant::At,
        loaded::{Loaded, load},
        markup::{live, view},
        step::{Call, Step},
    },
    pages::advisor::who_may_ask,
    widgets::{
        who_to_call::{OnDuty, advisor_now},
        why::Why,
    },
};

/// The heading, which takes the focus when the button is gone; what is wrong with a press is said there.
const HEADING: &str = "do-bring-advisor";
const FIELDS: &[&str] = &[HEADING];

/// The card on the End User's side.
#[derive(Clone, Copy)]
pub struct BringAdvisor {
    at_hand: CaseAtHand,
    advisor: Loaded<AdvisorOfAccount>,
    key: StoredValue<String>,
    step: Step,
}

impl BringAdvisor {
    /// Nobody has been asked from here yet.
    pub fn new(at_hand: CaseAtHand) -> Self {
        Self {
            at_hand,
            // The End User's own, which the shell has.
            advisor: use_context().unwrap_or_else(|| load(|| Some(api::contacts::advisor()))),
            key: StoredValue::new(identifier::random()),
            step: Step::new(),
        }
    }

    /// Nothing on a case that is closed.
    pub fn view(self) -> AnyView {
        let could = Memo::new(move |_| {
            let facts = self.at_hand.shown()?.facts()?;
            Some(after(&facts, CaseMove::BringAdvisor, Side::Customer).map(drop))
        });
        live(move || {
            let could = could.get().filter(|could| *could != Err(Refused::Closed))?;
            Some(card_not_printed("Your advisor", self.body(could)))
        })
    }

    fn body(self, could: Result<(), Refused>) -> AnyView {
        let minute = use_clock().every(60);
        let duty = live(move || {
            minute.get();
            let (of_account, now) = (self.advisor.value()?, use_clock().now_untracked());
            let duty = OnDuty::at(&of_account, now)?;
            let why = duty.why.map(|why| view! { <Why reason=why summary="Why these hours"/> });
            Some(view! { <p>{advisor_now(&of_account, now)}</p>{why} })
        });
        let asked = live(move || self.at_hand.shown().and_then(|case| asked(&case)));
        let way = live(move || match could {
            Ok(()) => self.advisor.value().and_then(|of_account| self.way(&of_account)),
            // That it has been done is said above.
            Err(Refused::AdvisorThere) => None,
            Err(refused) => Some(told(refused.reason())),
        });
        view! { <div class="stack" data-gap="tight" id=HEADING tabindex="-1">{asked}{duty}<ErrorSummary problems=self.step.problems/>{way}</div> }
    }

    /// The button for those who work with the advisor; for the others, why not.
    fn way(self, of_account: &AdvisorOfAccount) -> Option<AnyView> {
        if of_account.advisor.is_none() {
            return Some(view! { <p>"No advisor is assigned to your account yet."</p> });
        }
        let reason = who_may_ask(of_account)?;
        if reason.outcome != Outcome::Met {
            return Some(told(reason));
        }
        Some(view! {
            <p>"The advisor stands between you and the engineers and moves the case on. This is no escalation, and the target stays."</p>
            <p><button class="button" type="button" aria-busy=move || self.step.busy() on:click=move |_| self.send()><Icon name="advisor"/>"Bring in the advisor"</button></p>
        })
    }

    fn send(self) {
        let Some(case) = untrack(|| self.at_hand.shown()) else { return };
        let key = IdempotencyKey(self.key.get_value());
        let call: Call = Box::pin(async move {
            let wish = TakeStep::of(CaseStep::BringAdvisor);
            api::cases::step(&case.number, case.version, &wish, &key).await.map(drop)
        });
        self.step.send(call, FIELDS, move |_| {
            self.key.try_set_value(identifier::random());
            self.at_hand.case.again();
            document::focus_next_if_lost(HEADING);
        });
    }
}

fn told(reason: Reason) -> AnyView {
    view! { <p>{reason.why.clone()}</p><Why reason/> }
}

/// The last time that the advisor was asked in.
fn asking(case: &Case) -> Option<&CaseEvent> {
    case.events.iter().rev().find(|event| event.kind == EventKind::AdvisorAsked)
}

fn asked(case: &Case) -> Option<AnyView> {
    let event = asking(case)?;
    let name = event.name.clone().unwrap_or_default();
    Some(view! { <p>{name}" asked the advisor in, "<At instant=event.at/>"."</p> })
}

/// For the advisor: who asked, as long as the advisor has not said anything since.
pub fn asked_for_you(case: &Case) -> Option<AnyView> {
    let event = asking(case)?;
    let answered = case.events.iter().any(|said| said.by == EventBy::Advisor && said.id > event.id);
    let name = event.name.clone().unwrap_or_default();
    (!answered && case.facts()?.standing.status != rules::case_life::Status::Closed).then(|| {
        let first = format!("{name} asked for you.");
        banner(
            "warn",
            "advisor",
            first,
            view! { <At instant=event.at/>" Whatever you write or record here answers it." },
        )
    })
}
