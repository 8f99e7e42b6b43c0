//! Who takes part in a case. The End User's people add and take out each other and themselves; everybody else reads who it is.
//! It is made once and stays while the case is shown anew, so that whoever is chosen stays chosen.

use leptos::prelude::*;
use rules::{
    case_life::Side,
    participation::{about, may_change, may_take_part},
};
use wire::{
    case::{Case, Participant},
    profile::{People, RoleHolder},
};

use super::super::CaseAtHand;
use crate::{
    api,
    browser::document,
    components::{
        card::card,
        choice::choice,
        error_summary::ErrorSummary,
        loaded::{Loaded, load},
        markup::{live, view},
        step::{Call, Step},
        words::{avatar, more_unread, muted, none_or},
    },
    session::use_session,
    widgets::why::Why,
};

/// The control that takes the focus when a button is gone that had it; the API speaks of the id of a person.
const WHO: &str = "participant-id";
const FIELDS: &[&str] = &[WHO];

/// The card.
#[derive(Clone, Copy)]
pub struct Participants {
    at_hand: CaseAtHand,
    people: Loaded<People>,
    may_change: StoredValue<bool>,
    who: RwSignal<String>,
    step: Step,
}

impl Participants {
    /// The account's people are asked for only where somebody may be added.
    pub fn new(at_hand: CaseAtHand, side: Option<Side>) -> Self {
        let may = side.is_some_and(|side| may_change(side).is_ok());
        let account = Memo::new(move |_| at_hand.shown().map(|case| case.account.id.clone()));
        Self {
            at_hand,
            people: load(move || account.get().filter(|_| may).map(|account| api::account::people(&account))),
            may_change: StoredValue::new(may),
            who: RwSignal::new(String::new()),
            step: Step::new(),
        }
    }

    /// The card with its list, and what can be done about it.
    pub fn view(self) -> AnyView {
        let list = live(move || self.at_hand.shown().map(|case| self.list(&case)));
        let adding = self.may_change.get_value().then(|| self.adding());
        card("Who takes part", view! { {list}{adding}<Why reason=about() summary="Who sees this case"/> })
    }

    fn list(self, case: &Case) -> AnyView {
        if case.participants.is_empty() {
            return none_or(
                case.participants.unread,
                || view! { <p class="muted">{format!("Nobody beside {}, who opened it.", case.opened_by)}</p> },
            );
        }
        let rows = case.participants.iter().map(|person| self.row(person)).collect_view();
        view! { <ul class="people">{rows}</ul>{more_unread(case.participants.unread)} }
    }

    fn row(self, person: &Participant) -> AnyView {
        let role = person.role.as_ref().map(|role| role.known().map_or(role.as_str(), |role| role.name()));
        let remove = self.may_change.get_value().then(|| {
            let (id, name) = (person.id.clone(), person.name.clone());
            view! {
                <button class="button no-print" data-kind="quiet" data-size="small" type="button" on:click=move |_| self.send(id.clone(), false)>
                    "Take out"<span class="visually-hidden">" "{name}</span></button>
            }
        });
        view! { <li>{avatar(&person.name)}<div><b>{person.name.clone()}</b>" "{muted(role.unwrap_or_default())}</div>{remove}</li> }
    }

    fn adding(self) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send(self.who.get_untracked(), true);
        };
        let options = Memo::new(move |_| self.options());
        let who = live(move || {
            choice(WHO, "Add somebody of the account", "", options.get(), self.who, self.step.problems)
        });
        let own = live(move || {
            let me = use_session().me()?;
            let takes_part = self.at_hand.shown()?.participants.iter().any(|known| known.id == me.id);
            (!takes_part).then(|| {
                let id = me.id.clone();
                view! { <button class="button" type="button" on:click=move |_| self.send(id.clone(), true)>"Take part yourself"</button> }
            })
        });
        view! {
            <ErrorSummary problems=self.step.problems/>
            <form class="stack no-print" novalidate on:submit=submit>
                {who}
                <p class="cluster"><button class="button" aria-busy=move || self.step.busy()>"Add"</button>{own}</p>
            </form>
        }
    }

    /// Whom the rules let take part and who does not yet.
    fn options(self) -> Vec<(String, String)> {
        let there = self.at_hand.shown().map(|case| case.participants.clone()).unwrap_or_default();
        let free = |person: &&RoleHolder| {
            let role = person.role.as_ref().and_then(|role| role.known());
            may_take_part(role).is_ok()
                && person.may_sign_in != Some(false)
                && !there.iter().any(|known| known.id == person.id)
        };
        let people = self.people.value();
        let option = |person: &RoleHolder| {
            let role = person.role.as_ref().and_then(|role| role.known()).map_or("", |role| role.name());
            (person.id.clone(), format!("{}, {role}", person.name))
        };
        let all = people.iter().flat_map(|people| people.items.iter().filter(free).map(option));
        std::iter::once((String::new(), "Choose".to_owned())).chain(all).collect()
    }

    fn send(self, person: String, takes_part: bool) {
        if person.is_empty() {
            return self.step.refuse(vec![(WHO, "Choose whom to add".to_owned())]);
        }
        let number = self.at_hand.number.get_untracked();
        let call: Call = Box::pin(async move { api::cases::take_part(&number, &person, takes_part).await });
        self.step.send(call, FIELDS, move |done| {
            if done {
                self.who.set(String::new());
            }
            self.at_hand.case.again();
            document::focus_next_if_lost(WHO);
        });
    }
}
