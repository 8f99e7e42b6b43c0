//! Signing in. It also stands in the place of any page while nobody is signed in, so that the address stays; on its own
//! address it goes on to `?next=`, which is only ever one of our pages.

pub mod elsewhere;

use leptos::prelude::*;
use wire::meta::DemonstrationPerson;

use crate::{
    api,
    browser::document,
    components::{
        card::{banner, card},
        error_summary::{ErrorSummary, Problems, focus_summary},
        field::{Control, Field},
        link::{use_asked, use_go_in_place},
        markup::{live, view},
        page_head::PageHead,
        words::avatar,
    },
    route::{Page, Route},
    session::use_session,
};

/// The sign-in page.
#[component]
pub fn SignInPage(
    /// Brings what signs in at an identity provider.
    elsewhere: fn(Page) -> AnyView,
) -> impl IntoView {
    let session = use_session();
    let form = SignInForm::new();
    view! {
        <PageHead title="Sign in" problems=form.problems/>
        <div role="status">{move || session.ran_out().then(|| banner("info", "info", "You were signed out: nothing happened for a while, or it was ended elsewhere.",
            "What you typed is kept in this browser. Sign in to go on where you were."))}</div>
        <ErrorSummary problems=form.problems/>
        <div class="signin">
            {form_or_elsewhere(form, elsewhere)}
            {move || session.meta().and_then(|meta| Some(people(&meta.demonstration.as_ref()?.people, form)))}
        </div>
    }
}

fn form_or_elsewhere(form: SignInForm, elsewhere: fn(Page) -> AnyView) -> AnyView {
    live(move || {
        use_session().config();
        if use_session().signs_in_elsewhere() {
            elsewhere(Page::SignIn)
        } else {
            view! { <Form form/> }
        }
    })
}

#[derive(Clone, Copy)]
struct SignInForm {
    email: RwSignal<String>,
    password: RwSignal<String>,
    problems: RwSignal<Problems>,
    pending: RwSignal<bool>,
    go_on: StoredValue<Box<dyn Fn() + Send + Sync>>,
}

impl SignInForm {
    fn new() -> Self {
        let (asked, go) = (use_asked(Page::SignIn), use_go_in_place());
        let go_on = move || {
            let next = match asked.get_untracked() {
                Route::SignIn { next } => next.and_then(|next| Route::parse_next(&next)),
                _ => None,
            };
            if document::pathname() == "/sign-in" {
                go(next.unwrap_or(Route::Home));
            }
        };
        Self {
            email: RwSignal::new(String::new()),
            password: RwSignal::new(String::new()),
            problems: RwSignal::new(Vec::new()),
            pending: RwSignal::new(false),
            go_on: StoredValue::new(Box::new(go_on)),
        }
    }

    fn check(self) -> Problems {
        let mut problems = Vec::new();
        if self.email.with_untracked(|email| email.trim().is_empty()) {
            problems.push(("email", "Enter your e-mail address".to_owned()));
        }
        if self.password.with_untracked(String::is_empty) {
            problems.push(("password", "Enter your password".to_owned()));
        }
        problems
    }

    fn submit(self) {
        if self.pending.get_untracked() {
            return;
        }
        let problems = self.check();
        if !problems.is_empty() {
            self.problems.set(problems);
            focus_summary();
            return;
        }
        self.pending.set(true);
        let session = use_session();
        leptos::task::spawn_local(async move {
            let email = self.email.get_untracked().trim().to_owned();
            let answer = api::session::sign_in(email, self.password.get_untracked()).await;
            self.pending.try_set(false);
            match answer {
                Ok(me) => {
                    self.go_on.try_with_value(|go_on| go_on());
                    session.signed_in(me);
                }
                Err(failure) => {
                    self.problems.try_set(vec![("email", failure.what_happened())]);
                    focus_summary();
                }
            }
        });
    }
}

#[component]
fn Form(form: SignInForm) -> impl IntoView {
    view! {
        <form class="card" novalidate on:submit=move |event| { event.prevent_default(); form.submit(); }>
            <Field id="email" label="E-mail address" control=Control::Email autocomplete="username"
                value=form.email set=move |text| form.email.set(text) problems=form.problems/>
            <Field id="password" label="Password" control=Control::Password autocomplete="current-password"
                value=form.password set=move |text| form.password.set(text) problems=form.problems/>
            <button class="button" data-kind="primary" aria-busy=move || form.pending.get().to_string()>"Sign in"</button>
        </form>
    }
}

/// Demonstration people: one press signs in.
fn people(people: &[DemonstrationPerson], form: SignInForm) -> AnyView {
    let rows = people
        .iter()
        .cloned()
        .map(|person| {
            let role = person
                .role
                .known()
                .map_or_else(|| person.role.as_str().to_owned(), |role| role.name().to_owned());
            let about = format!("{role}, {}. {}", person.account, person.about);
            let sign_in = move |_| {
                form.email.set(person.email.clone());
                form.password.set(person.password.clone());
                form.submit();
            };
            view! {
                <li><button type="button" on:click=sign_in>
                    {avatar(&person.name)}
                    <span><b>{person.name}</b>" "<small>{about}</small></span>
                </button></li>
            }
        })
        .collect_view();
    let body = view! {
        <p class="muted">"Press one to sign in. Everybody and everything here is invented."</p>
        <ul class="people">{rows}</ul>
        <p class="muted">"To play both sides, open this address a second time in a private window: one browser has one sign-in, and a private window has its own. What one side does, the other sees within half a minute."</p>
    };
    card("Demonstration people", body)
}
