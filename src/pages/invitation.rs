//! An invitation, for somebody who does not sign in yet: for which account and address it is, and a password. The secret
//! stands in the address behind `#`, which browsers keep to themselves; from here it goes to the API in a body.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use rules::{
    invitation::Refused,
    password::{self, SHORTEST},
};
use wire::invitation::{AcceptInvitation, InvitedTo};

use crate::{
    api::{self, Failure},
    browser::{announce::announcer, document},
    components::{
        card::{banner, card},
        error_summary::{ErrorSummary, Problems, ProblemsSignal, focus_summary},
        fact::fact,
        field::{Control, Field},
        instant::At,
        link::button_link,
        loaded::skeleton,
        markup::{live, view},
        page_head::PageHead,
    },
    draft::saving::{Saving, use_saving},
    route::Route,
    session::{Session, use_session},
};

/// How far it is.
#[derive(Clone, PartialEq)]
enum Stage {
    Looking,
    /// It can't be accepted; says why, and what to do.
    Refused(String),
    Open(InvitedTo),
    Accepted(InvitedTo),
}

#[derive(Clone, Copy)]
struct Accepting {
    stage: RwSignal<Stage>,
    token: Memo<String>,
    name: RwSignal<String>,
    password: RwSignal<String>,
    again: RwSignal<String>,
    problems: ProblemsSignal,
    pending: RwSignal<bool>,
    /// Why whoever was signed in in this browser still is.
    still: RwSignal<Option<String>>,
}

/// The page.
pub fn page() -> AnyView {
    let hash = use_location().hash;
    let text = || RwSignal::new(String::new());
    let accepting = Accepting {
        stage: RwSignal::new(Stage::Looking),
        token: Memo::new(move |_| hash.get().trim_start_matches('#').to_owned()),
        name: text(),
        password: text(),
        again: text(),
        problems: RwSignal::new(Problems::new()),
        pending: RwSignal::new(false),
        still: RwSignal::new(None),
    };
    Effect::new(move |_| accepting.look(accepting.token.get()));
    view! {
        <PageHead title="Your invitation" problems=accepting.problems/>
        <ErrorSummary problems=accepting.problems/>
        {live(move || accepting.view())}
    }
}

impl Accepting {
    fn look(self, token: String) {
        // Without a secret there is nothing to ask for.
        if token.is_empty() {
            self.stage.set(Stage::Refused(Refused::Unknown.message().to_owned()));
            return;
        }
        self.stage.set(Stage::Looking);
        leptos::task::spawn_local(async move {
            let seen = api::invitations::look(token.clone()).await;
            // Another link may have been opened meanwhile.
            if self.stage.try_get_untracked().is_none() || self.token.get_untracked() != token {
                return;
            }
            self.stage.try_set(match seen {
                Ok(invited) => {
                    self.name.try_set(invited.name.clone());
                    Stage::Open(invited)
                }
                Err(failure) => Stage::Refused(words_of(&failure)),
            });
        });
    }

    fn check(self) -> Problems {
        let mut problems = Problems::new();
        if self.name.with_untracked(|name| name.trim().is_empty()) {
            problems.push(("name", "Enter your name".to_owned()));
        }
        if let Err(problem) = self.password.with_untracked(|text| password::check(text, "", "")) {
            problems.push(("password", problem.message().to_owned()));
        } else if self.password.get_untracked() != self.again.get_untracked() {
            problems.push(("again", "This is another password than the first".to_owned()));
        }
        problems
    }

    fn submit(self) {
        if self.pending.get_untracked() {
            return;
        }
        let problems = self.check();
        let wrong = !problems.is_empty();
        self.problems.set(problems);
        if wrong {
            focus_summary();
            return;
        }
        self.pending.set(true);
        let wish = AcceptInvitation {
            token: self.token.get_untracked(),
            name: self.name.get_untracked(),
            password: self.password.get_untracked(),
        };
        let (announcer, session, saving) = (announcer(), use_session(), use_saving());
        let signed_in = session.me().is_some();
        leptos::task::spawn_local(async move {
            let answer = api::invitations::accept(&wish).await;
            self.pending.try_set(false);
            match answer {
                Ok(invited) => {
                    // Whoever was signed in in this browser is somebody else.
                    if signed_in {
                        self.sign_out(session, saving).await;
                    }
                    self.stage.try_set(Stage::Accepted(invited));
                    announcer.say("Accepted");
                    document::focus_next("title");
                }
                Err(failure) if failure.fields().iter().any(|error| error.field() == "token") => {
                    self.stage.try_set(Stage::Refused(words_of(&failure)));
                    document::focus_next("title");
                }
                Err(failure) => {
                    let perhaps = if failure.is_uncertain() { PERHAPS } else { "" };
                    self.problems.try_set(vec![("password", words_of(&failure) + perhaps)]);
                    focus_summary();
                }
            }
        });
    }

    /// Signs out whoever was signed in before; says why when that does not work.
    async fn sign_out(self, session: Session, saving: Saving) {
        let saved = saving.flush().await.is_ok();
        let done = api::session::sign_out().await;
        self.still.try_set(done.as_ref().err().map(Failure::what_happened));
        if done.is_ok() {
            // What the server does not have stays here, for its person alone.
            if saved {
                saving.erase();
            }
            session.signed_out();
        }
    }

    fn again(self) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let (announcer, session, saving) = (announcer(), use_session(), use_saving());
        leptos::task::spawn_local(async move {
            self.sign_out(session, saving).await;
            self.pending.try_set(false);
            if self.still.try_get_untracked() == Some(None) {
                announcer.say("Signed out");
                document::focus("title");
            }
        });
    }

    /// After accepting: signing in, or signing out first.
    fn next(self) -> AnyView {
        let Some(why) = self.still.get() else {
            return view! { <p>{button_link(&Route::SignIn { next: None }, "primary", "", "Sign in")}</p> };
        };
        let name = use_session().me().map(|me| me.name.clone()).unwrap_or_default();
        view! {
            <div role="alert">{banner("warn", "warning", format!("{name} is still signed in in this browser."), format!("Signing out did not work: {why} Sign out before you sign in."))}</div>
            <p><button class="button" data-kind="primary" type="button" aria-busy=move || self.pending.get().to_string() on:click=move |_| self.again()>"Sign out"</button></p>
        }
    }

    fn view(self) -> AnyView {
        let sign_in = || button_link(&Route::SignIn { next: None }, "primary", "", "Sign in");
        match self.stage.get() {
            Stage::Looking => skeleton(),
            Stage::Refused(why) => view! {
                <div class="stack" role="alert">{banner("bad", "warning", "This link can’t be used.", why)}
                    <p>{sign_in()}</p></div>
            },
            Stage::Accepted(invited) => view! {
                <div class="stack">{banner("ok", "check", "That is done.", format!("From now on you sign in as {}. This link does not work any more.", invited.email))}
                    {live(move || self.next())}</div>
            },
            Stage::Open(invited) => self.form(invited),
        }
    }

    fn form(self, invited: InvitedTo) -> AnyView {
        let role = invited.role.known().map_or("", rules::access::Role::name);
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.submit();
        };
        let facts = [
            fact("Account", invited.account),
            fact("You sign in as", invited.email),
            fact("Role", role),
            fact("Until", view! { <At instant=invited.expires_at/> }),
        ];
        let (name, password, again, problems) = (self.name, self.password, self.again, self.problems);
        view! {
            <div class="signin">
                <form class="card" novalidate on:submit=submit>
                    <h2>"Choose a password"</h2>
                    <Field id="name" label="Your name" autocomplete="name" value=name set=move |text| name.set(text) problems/>
                    <Field id="password" label="Password" control=Control::Password autocomplete="new-password"
                        hint=format!("At least {SHORTEST} characters; nothing else is asked of it")
                        value=password set=move |text| password.set(text) problems/>
                    <Field id="again" label="The same password again" control=Control::Password autocomplete="new-password"
                        value=again set=move |text| again.set(text) problems/>
                    <button class="button" data-kind="primary" aria-busy=move || self.pending.get().to_string()>"Accept the invitation"</button>
                </form>
                {card("You are invited", view! { <dl class="facts">{facts.into_iter().collect_view()}</dl> })}
            </div>
        }
    }
}

/// Said beside what happened when nobody knows whether it was accepted.
const PERHAPS: &str = " Whether it was done is not known: press again, and if the link can’t be used any more, sign in with the password that you have just chosen.";

/// What the API says to the link or a field; else what happened.
fn words_of(failure: &Failure) -> String {
    failure.fields().first().map_or_else(|| failure.what_happened(), |error| error.detail.clone())
}
