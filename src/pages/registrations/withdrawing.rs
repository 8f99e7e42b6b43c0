//! Taking one's own claim back, after a question. Nothing moves by it, and the unit can be claimed anew.

use leptos::prelude::*;
use wire::registration::Claim;

use crate::{
    api,
    browser::document,
    components::{
        asking::{Asking, asking},
        markup::view,
        step::Step,
    },
};

/// Of a list of claims.
#[derive(Clone, Copy)]
pub struct Withdrawing {
    /// Whether one is under way, and what was wrong with the last one.
    pub step: Step,
    done: Callback<()>,
}

impl Withdrawing {
    /// Nothing is under way. `done` is told when the list is another one.
    pub fn new(done: impl Fn() + Send + Sync + 'static) -> Self {
        Self { step: Step::new(), done: Callback::new(move |()| done()) }
    }

    /// The button, or the question once it is pressed.
    pub fn view(self, claim: &Claim) -> AnyView {
        let (id, version) = (claim.id.clone(), claim.version);
        let asked = Asking {
            id: format!("withdraw-{id}"),
            word: "Withdraw it",
            about: claim.reference.clone(),
            question: "Withdraw it? The unit stays where it is, and can be claimed anew.",
            yes: "Withdraw",
            small: false,
        };
        let act = move || {
            let id = id.clone();
            let call = async move { api::registration::withdraw(&id, version).await };
            self.step.send(Box::pin(call), &["title"], move |done| {
                if done {
                    document::focus_next("title");
                }
                self.done.run(());
            });
        };
        view! { <p class="cluster no-print">{asking(asked, || true, act)}</p> }
    }
}
