//! Claiming a unit that was refused because it is registered elsewhere. Whose it is, nobody is told.

use leptos::prelude::*;
use rules::access::Role;
use wire::registration::{NamedEndUser, NewClaim};

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
const FIELDS: [&str; 9] = [
    "claim-reference",
    "claim-account",
    "claim-reason",
    "claim-purchase_order",
    "claim-name",
    "claim-street",
    "claim-postal_code",
    "claim-city",
    "claim-country",
];
/// Chosen instead of an End User that the reseller has: one that is named with its address.
const NEW: &str = "new";

/// The form.
#[derive(Clone, Copy)]
pub struct Claiming {
    open: RwSignal<bool>,
    typed: [RwSignal<String>; FIELDS.len()],
    step: Step,
    creation: Creation,
    done: Callback<()>,
}

impl Claiming {
    /// Closed, or open for the unit that the address names. `done` is told when something was claimed.
    pub fn new(reference: String, done: impl Fn() + Send + Sync + 'static) -> Self {
        let open = !reference.is_empty();
        let typed: [RwSignal<String>; FIELDS.len()] = std::array::from_fn(|_| RwSignal::new(String::new()));
        typed[0].set(reference);
        Self {
            open: RwSignal::new(open),
            typed,
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
                document::focus_next(FIELDS[0]);
            };
            view! { <p class="no-print"><button class="button" type="button" on:click=press>"Claim a unit"</button></p> }
        })
    }

    fn form(self) -> AnyView {
        // A reseller claims for one of its End Users or for a new one, an End User for itself.
        let me = use_session().me().filter(|me| me.role.known() == Some(Role::Reseller));
        let account = me.map(|me| {
            let options = me.accounts.iter().map(|account| (account.id.clone(), account.name.clone()));
            let first = [(String::new(), "Choose one".to_owned())];
            let last = [(NEW.to_owned(), "Another one…".to_owned())];
            let options: Vec<_> = first.into_iter().chain(options).chain(last).collect();
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
                {live(move || self.names_new().then(|| self.end_user()))}
                {self.field(2, "Why it is yours", "What the advisor can look into: a purchase, a delivery, a return", Control::Text)}
                {self.field(3, "Purchase order (optional)", "That names the unit", Control::Short)}
                <p class="cluster">
                    <button class="button" data-kind="primary" aria-busy=move || self.step.busy()>"Claim it"</button>
                    <button class="button" type="button" on:click=move |_| self.end()>"Leave it"</button>
                </p>
            </form>
        }
    }

    /// Is an End User named that is not chosen? Followed.
    fn names_new(self) -> bool {
        self.typed[1].with(|account| account == NEW)
    }

    /// The End User as the purchase order names it.
    fn end_user(self) -> AnyView {
        view! {
            {self.field(4, "Name of the End User", "As your purchase order names it", Control::Line)}
            {self.field(5, "Street and number", "", Control::Line)}
            {self.field(6, "Postal code (where there is one)", "", Control::Short)}
            {self.field(7, "City", "", Control::Line)}
            {self.field(8, "Country", "Its English name, or two letters", Control::Short)}
        }
    }

    fn field(self, place: usize, label: &'static str, hint: &'static str, control: Control) -> AnyView {
        let (id, typed) = (FIELDS[place], self.typed[place]);
        view! { <Field id label hint control value=typed set=move |text| typed.set(text) problems=self.step.problems/> }
    }

    fn end(self) {
        self.open.set(false);
        document::focus_next("title");
    }

    fn send(self) {
        let [reference, account, reason, purchase_order, name, street, postal_code, city, country] =
            self.typed.map(|typed| typed.get_untracked().trim().to_owned());
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let claim = NewClaim {
            reference,
            end_user: (account == NEW).then_some(NamedEndUser { name, street, postal_code, city, country }),
            account: some(account).filter(|account| account != NEW),
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
