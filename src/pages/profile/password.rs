//! Another password. What was typed stays after a failure and goes after success; it is kept nowhere.

use leptos::prelude::*;
use rules::password;
use wire::profile::Sessions;

use super::problems_of;
use crate::{
    api,
    browser::announce::announcer,
    components::{
        card::card,
        error_summary::{Problems, ProblemsSignal, focus_summary},
        field::{Control, Field},
        loaded::Loaded,
        markup::view,
        words::muted,
    },
    session::use_session,
};

/// The button; what concerns no field is said about this.
const CHANGE: &str = "change-password";

#[derive(Clone, Copy)]
struct Form {
    old: RwSignal<String>,
    new: RwSignal<String>,
    problems: ProblemsSignal,
    pending: RwSignal<bool>,
    done: RwSignal<bool>,
    sessions: Loaded<Sessions>,
}

/// The card with the form.
pub fn card_of(problems: ProblemsSignal, sessions: Loaded<Sessions>) -> AnyView {
    let form = Form {
        old: RwSignal::new(String::new()),
        new: RwSignal::new(String::new()),
        problems,
        pending: RwSignal::new(false),
        done: RwSignal::new(false),
        sessions,
    };
    card("Password", form.view())
}

impl Form {
    /// What can be told without asking the API.
    fn check(self, email: &str) -> Problems {
        let (old, new) = (self.old.get_untracked(), self.new.get_untracked());
        let missing = old.is_empty().then(|| ("old", "Enter your present password".to_owned()));
        let problem = password::check(&new, &old, email).err();
        missing.into_iter().chain(problem.map(|problem| ("new", problem.message().to_owned()))).collect()
    }

    fn send(self) {
        if self.pending.get_untracked() {
            return;
        }
        self.done.set(false);
        let email = use_session().me().map(|me| me.email.clone()).unwrap_or_default();
        let problems = self.check(&email);
        if !problems.is_empty() {
            self.tell(problems);
            return;
        }
        self.pending.set(true);
        let announcer = announcer();
        leptos::task::spawn_local(async move {
            let done = api::profile::set_password(self.old.get_untracked(), self.new.get_untracked()).await;
            self.pending.try_set(false);
            match done {
                Ok(()) => {
                    announcer.say("The password is changed, and all your other sessions have ended");
                    self.old.try_set(String::new());
                    self.new.try_set(String::new());
                    self.problems.try_set(Problems::new());
                    self.done.try_set(true);
                    self.sessions.again();
                }
                Err(failure) => self.tell(problems_of(&failure, &["old", "new"], CHANGE)),
            }
        });
    }

    fn tell(self, problems: Problems) {
        self.problems.try_set(problems);
        focus_summary();
    }

    fn view(self) -> AnyView {
        let Self { old, new, problems, .. } = self;
        let demonstration = move || {
            let meta = use_session().meta()?;
            meta.demonstration.as_ref().map(|_| {
                view! { <p class="muted">"The sign-in page of this demonstration goes on filling in the password that it knows."</p> }
            })
        };
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send();
        };
        view! {
            <form class="stack" novalidate on:submit=submit>
                <Field id="old" label="Present password" control=Control::Password autocomplete="current-password"
                    value=old set=move |text| old.set(text) problems/>
                <Field id="new" label="New password" control=Control::Password autocomplete="new-password"
                    hint="At least 12 characters. All your other sessions end." value=new set=move |text| new.set(text) problems/>
                {demonstration}
                <p class="cluster">
                    <button class="button" id=CHANGE data-kind="primary" aria-busy=move || self.pending.get().to_string()>"Change password"</button>
                    {move || self.done.get().then(|| muted("Changed. All your other sessions have ended."))}
                </p>
            </form>
        }
    }
}
