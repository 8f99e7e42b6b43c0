//! Taking one's own claim back, after a question. Nothing moves by it, and the unit can be claimed anew.

use leptos::prelude::*;
use wire::registration::Claim;

use crate::{
    api,
    browser::document,
    components::{
        error_summary::{ErrorSummary, Problems},
        markup::{live, view},
        step::Step,
    },
};

/// The button that does it, which takes the focus when the question is asked.
const DO: &str = "withdraw-do";

/// Below the claim that is being taken back.
#[derive(Clone, Copy)]
pub struct Withdrawing {
    /// Id of the claim about which it is asked.
    asked: RwSignal<String>,
    step: Step,
    done: Callback<()>,
}

impl Withdrawing {
    /// Nothing is asked. `done` is told when the list is another one.
    pub fn new(done: impl Fn() + Send + Sync + 'static) -> Self {
        Self { asked: RwSignal::new(String::new()), step: Step::new(), done: Callback::new(move |()| done()) }
    }

    /// The button, or the question once it is pressed.
    pub fn view(self, claim: &Claim) -> AnyView {
        let (id, reference, version) = (claim.id.clone(), claim.reference.clone(), claim.version);
        live(move || {
            let (id, reference) = (id.clone(), reference.clone());
            if self.asked.get() == id {
                return self.question(id, version);
            }
            let ask = move |_| {
                self.step.problems.set(Problems::new());
                self.asked.set(id.clone());
                request_animation_frame(|| document::focus(DO));
            };
            view! { <p class="no-print"><button class="button" type="button" on:click=ask>"Withdraw it"<span class="visually-hidden">": "{reference}</span></button></p> }
        })
    }

    fn question(self, id: String, version: u32) -> AnyView {
        let withdraw = move |_| {
            let id = id.clone();
            let call = async move { api::registration::withdraw(&id, version).await };
            self.step.send(Box::pin(call), &[DO], move |done| {
                if done {
                    self.close();
                }
                self.done.run(());
            });
        };
        view! {
            <ErrorSummary problems=self.step.problems/>
            <p class="no-print">"Withdraw it? The unit stays where it is, and can be claimed anew."</p>
            <p class="cluster no-print">
                <button class="button" data-kind="danger" id=DO type="button" aria-busy=move || self.step.busy() on:click=withdraw>"Withdraw"</button>
                <button class="button" type="button" on:click=move |_| self.close()>"Keep it"</button>
            </p>
        }
    }

    fn close(self) {
        self.asked.set(String::new());
        request_animation_frame(|| document::focus("title"));
    }
}
