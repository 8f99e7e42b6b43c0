//! What the form asks for about the replacement of a unit, and what it sends.

use leptos::prelude::*;
use rules::rma::{LINE_MAX, Step};
use wire::case::{AskRma, RmaStep, TakeRmaStep};

use super::form::Form;
use crate::{
    api::{self, IdempotencyKey},
    components::{
        field::{Control, Field},
        markup::view,
        step::Call,
    },
};

/// What is typed about a replacement.
#[derive(Clone, Copy)]
pub struct Replacing {
    pub serial: RwSignal<String>,
    pub rma_number: RwSignal<String>,
    pub carrier: RwSignal<String>,
    pub tracking: RwSignal<String>,
}

impl Replacing {
    /// Those that a step sends; without one, the request.
    pub fn sent_by(self, step: Option<Step>) -> Vec<RwSignal<String>> {
        match step {
            None => vec![self.serial],
            Some(Step::Approve) => vec![self.rma_number],
            Some(Step::Ship) => vec![self.serial, self.carrier, self.tracking],
            Some(Step::Deliver | Step::Receive | Step::Close | Step::Cancel) => Vec::new(),
        }
    }

    /// All of them.
    pub fn all(self) -> [RwSignal<String>; 4] {
        [self.serial, self.rma_number, self.carrier, self.tracking]
    }
}

impl Form {
    /// The fields of a step; without one, of the request.
    pub fn replacing_fields(self, step: Option<Step>) -> AnyView {
        let typed = self.replacing;
        let line = move |id: &'static str, label: &'static str, hint: String, value: RwSignal<String>| {
            let (problems, limit) = (self.step.problems, Some(LINE_MAX));
            view! { <Field id label hint control=Control::Short limit value set=move |text| self.typed(value, text) problems/> }
        };
        match step {
            None => {
                let unit = untrack(|| self.at_hand.shown()).and_then(|case| case.unit.clone());
                let hint =
                    unit.map(|unit| format!("The case is about {}", unit.reference)).unwrap_or_default();
                line("do-serial", "Serial number of the defective unit or part", hint, typed.serial)
            }
            Some(Step::Approve) => {
                line("do-rma_number", "RMA number", "As it stands on the carton".to_owned(), typed.rma_number)
            }
            Some(Step::Ship) => {
                let serial = line(
                    "do-replacement_serial",
                    "Serial number of the replacement",
                    String::new(),
                    typed.serial,
                );
                let carrier = line("do-carrier", "Carrier (optional)", String::new(), typed.carrier);
                let tracking =
                    line("do-tracking", "Tracking number (optional)", String::new(), typed.tracking);
                view! { {serial}{carrier}{tracking} }
            }
            Some(Step::Deliver | Step::Receive | Step::Close | Step::Cancel) => ().into_any(),
        }
    }

    /// The request.
    pub fn request_rma(self, number: String, version: u32, text: String, key: IdempotencyKey) -> Call {
        let wish = AskRma { serial: self.replacing.serial.get_untracked(), text };
        Box::pin(async move {
            api::cases::request_rma(&number, version, &wish, &key).await.map(|case| self.left(case.version))
        })
    }

    /// One step of the replacement of that number.
    pub fn rma_step(
        self,
        (number, version): (String, u32),
        (rma, step): (u32, Step),
        text: String,
        key: IdempotencyKey,
    ) -> Call {
        let Replacing { serial, rma_number, carrier, tracking } = self.replacing;
        let sent = |field: RwSignal<String>, by: Step| {
            if step == by { field.get_untracked() } else { String::new() }
        };
        let wish = TakeRmaStep {
            step: RmaStep::from(step),
            text,
            rma_number: sent(rma_number, Step::Approve),
            replacement_serial: sent(serial, Step::Ship),
            carrier: sent(carrier, Step::Ship),
            tracking: sent(tracking, Step::Ship),
        };
        Box::pin(async move {
            api::cases::rma_step(&number, version, rma, &wish, &key).await.map(|case| self.left(case.version))
        })
    }
}
