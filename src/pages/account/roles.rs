//! Who holds which role, and the end of a sign-in. What a role may not see did not come, and is not shown; whether a sign-in
//! may be ended is the API's to say, by the rules.

use leptos::prelude::*;
use rules::{access::Action, words};
use wire::profile::{People, RoleHolder};

use crate::{
    api::{self, Failure},
    browser::{announce::announcer, document},
    components::{
        card::card,
        loaded::Loaded,
        markup::{live, view},
        words::{avatar, badge, none},
    },
    session::use_session,
};

/// The question before a sign-in ends takes the focus.
const QUESTION: &str = "end-sign-in";

/// Ending somebody's sign-in: asked first, then done.
#[derive(Clone, Copy)]
pub struct Ending {
    people: Loaded<People>,
    /// Id and name of whom it is asked about.
    asked: RwSignal<Option<(String, String)>>,
    pending: RwSignal<bool>,
    failed: RwSignal<Option<String>>,
}

impl Ending {
    /// Nobody is asked about yet.
    pub fn new(people: Loaded<People>) -> Self {
        Self {
            people,
            asked: RwSignal::new(None),
            pending: RwSignal::new(false),
            failed: RwSignal::new(None),
        }
    }

    /// Asks about somebody; about nobody any more without one.
    fn ask(self, whom: Option<(String, String)>) {
        if self.pending.get_untracked() {
            return;
        }
        let focus = if whom.is_some() { QUESTION } else { "title" };
        self.failed.set(None);
        self.asked.set(whom);
        document::focus_next(focus);
    }

    fn end(self, account: String) {
        let Some((id, name)) = self.asked.get_untracked() else { return };
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let announcer = announcer();
        leptos::task::spawn_local(async move {
            let done = api::account::end_sign_in(&account, &id).await;
            // The page may have been left: then nothing here takes the focus.
            if self.pending.try_get_untracked().is_none() {
                return;
            }
            self.pending.set(false);
            match done {
                Ok(()) => {
                    announcer.say(&format!("The sign-in of {name} has ended"));
                    self.ask(None);
                    self.people.again();
                }
                Err(failure) => self.failed.set(Some(words_of(&failure))),
            }
        });
    }

    fn question(self, account: String, name: &str) -> AnyView {
        let end = move |_| self.end(account.clone());
        view! {
            <section class="stack wide" aria-labelledby=QUESTION>
                <h3 id=QUESTION tabindex="-1">"End the sign-in of "{name.to_owned()}"?"</h3>
                <p>"The password and all sessions of this person end at once, and so do invitations that this person has made. A place among the representatives stays, and you can invite the person again."</p>
                {live(move || self.failed.get().map(|words| view! { <p role="alert">{words}</p> }))}
                <p class="cluster">
                    <button class="button" type="button" data-kind="danger" aria-busy=move || self.pending.get().to_string() on:click=end>"End the sign-in"</button>
                    <button class="button" type="button" on:click=move |_| self.ask(None)>"Cancel"</button>
                </p>
            </section>
        }
    }
}

fn words_of(failure: &Failure) -> String {
    failure.fields().first().map_or_else(|| failure.what_happened(), |error| error.detail.clone())
}

/// The card.
pub fn card_of(people: &People, account: &str, ending: Ending) -> AnyView {
    if people.items.is_empty() {
        let words = "Nobody of this account is in the portal yet. Whoever runs the portal adds the first administrator.";
        return card("Who holds which role", none(people.items.unread, words));
    }
    let own = use_session().me().filter(|me| me.may(Action::EditContacts)).map(|me| me.id.clone());
    let row = |person: &RoleHolder| {
        // Not the own one: that is what the profile is for.
        let may_end = person.may_sign_in == Some(true) && own.as_ref().is_some_and(|own| *own != person.id);
        row(person, account, may_end.then_some(ending))
    };
    let rows = people.items.iter().map(row).collect_view();
    card("Who holds which role", view! { <ul class="people">{rows}</ul> })
}

fn row(person: &RoleHolder, account: &str, ending: Option<Ending>) -> AnyView {
    let role = match &person.role {
        Some(role) => role.known().map_or(role.as_str(), |role| role.name()),
        None => "no role in the portal",
    };
    let sign_in = match (person.may_sign_in, person.last_sign_in_on) {
        (Some(false), _) => Some("can’t sign in".to_owned()),
        (_, Some(day)) => Some(format!("last signed in on {}", words::date(day))),
        _ => None,
    };
    let about = [Some(role.to_owned()), sign_in].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let named = (person.named_representative == Some(true)).then(|| badge("info", "named representative"));
    let end = ending.map(|ending| {
        let (name, whom) = (person.name.clone(), (person.id.clone(), person.name.clone()));
        let (account, id) = (account.to_owned(), person.id.clone());
        let question = live(move || {
            let asked = ending.asked.get().filter(|(asked, _)| *asked == id);
            asked.map(|(_, name)| ending.question(account.clone(), &name))
        });
        view! {
            <button class="button no-print" data-kind="quiet" data-size="small" type="button" on:click=move |_| ending.ask(Some(whom.clone()))>
                "End sign-in"<span class="visually-hidden">" of "{name}</span></button>
            {question}
        }
    });
    view! {
        <li>
            {avatar(&person.name)}
            <div><b>{person.name.clone()}</b>" "<small>{about}</small></div>
            {named}
            {end}
        </li>
    }
}
