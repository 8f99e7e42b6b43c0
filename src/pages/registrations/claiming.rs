//! Claiming a unit that was refused because it is registered elsewhere. Whose it is, nobody is told.

use leptos::prelude::*;
use wire::registration::NewClaim;

use crate::{
    api,
    browser::document,
    components::{
        card::card_not_printed,
        choice::choice,
        creation::Creation,
        error_summary::ErrorSummary,
        field::{Control, Field},
        markup::{live, view},
        step::Step,
    },
    session::use_session,
};

/// Controls, called as the members of the request with a word before.
const FIELDS: [&str; 4] = ["claim-reference", "claim-account", "claim-reason", "claim-purchase_order"];

/// The form.
#[derive(Clone, Copy)]
pub struct Claiming {
    open: RwSignal<bool>,
    typed: [RwSignal<String>; 4],
    step: Step,
    creation: Creation,
    done: Callback<()>,
}

impl Claiming {
    /// Closed. `done` is told when something was claimed.
    pub fn new(done: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            open: RwSignal::new(false),
            typed: std::array::from_fn(|_| RwSignal::new(String::new())),
            step: Step::new(),
            creation: Creation::new(),
            done: Callback::new(move |()| done()),
        }
    }

    /// The button, or the form while it is open.
    pub fn view(self) -> AnyView {
        live(move || {
            if self.open.get() {
                return card_not_printed("Claim a unit", self.form());
            }
            let press = move |_| {
                self.open.set(true);
                request_animation_frame(|| document::focus(FIELDS[0]));
            };
            view! { <p class="no-print"><button class="button" type="button" on:click=press>"Claim a unit"</button></p> }
        })
    }

    fn form(self) -> AnyView {
        // A reseller claims for one of its End Users, an End User for itself.
        let accounts = use_session().me().map(|me| me.accounts.clone()).unwrap_or_default();
        let account = (!accounts.is_empty()).then(|| {
            let options = accounts.into_iter().map(|account| (account.id, account.name));
            let options: Vec<_> =
                [(String::new(), "Choose one".to_owned())].into_iter().chain(options).collect();
            choice(FIELDS[1], "For which End User", "", options, self.typed[1], self.step.problems)
        });
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send();
        };
        view! {
            <ErrorSummary problems=self.step.problems/>
            <form class="stack" novalidate on:submit=submit>
                {self.field(0, "Serial number", "", Control::Short)}
                {account}
                {self.field(2, "Why it is yours", "What the advisor can look into: a purchase, a delivery, a return", Control::Text)}
                {self.field(3, "Purchase order (optional)", "That names the unit", Control::Short)}
                <p class="cluster">
                    <button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Claim it"</button>
                    <button class="button" type="button" on:click=move |_| self.end()>"Leave it"</button>
                </p>
            </form>
        }
    }

    fn field(self, place: usize, label: &'static str, hint: &'static str, control: Control) -> AnyView {
        let (id, typed) = (FIELDS[place], self.typed[place]);
        view! { <Field id label hint control value=typed set=move |text| typed.set(text) problems=self.step.problems/> }
    }

    fn end(self) {
        self.open.set(false);
        request_animation_frame(|| document::focus("title"));
    }

    fn send(self) {
        let [reference, account, reason, purchase_order] =
            self.typed.map(|typed| typed.get_untracked().trim().to_owned());
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let claim = NewClaim {
            reference,
            account: some(account),
            end_user: None,
            reason,
            purchase_order: some(purchase_order),
        };
        let creation = self.creation;
        let key = creation.key();
        let call = async move {
            let made = api::registration::claim(&claim, &key).await;
            made.map(drop).inspect_err(|failure| creation.failed(failure))
        };
        self.step.send(Box::pin(call), &FIELDS, move |done| {
            self.done.run(());
            if done {
                self.creation.renew();
                for typed in self.typed {
                    typed.set(String::new());
                }
                self.end();
            }
        });
    }
}
