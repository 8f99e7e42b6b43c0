//! Where one is signed in, and the end of it.

use leptos::prelude::*;
use wire::profile::{OwnSession, Sessions};

use crate::{
    api,
    app::{erase, written},
    browser::{
        announce::{Announcer, announcer},
        document,
    },
    components::{
        card::card,
        instant::At,
        link::use_go,
        loaded::Loaded,
        markup::{live, view},
        words::badge,
    },
    draft::saving::use_saving,
    pages::case::uploads::use_uploads,
    route::Route,
    session::use_session,
};

#[derive(Clone, Copy)]
struct Ending {
    sessions: Loaded<Sessions>,
    pending: RwSignal<bool>,
    failed: RwSignal<Option<String>>,
}

/// The card.
pub fn card_of(sessions: Loaded<Sessions>) -> AnyView {
    let ending = Ending { sessions, pending: RwSignal::new(false), failed: RwSignal::new(None) };
    let list = live(move || {
        // Times read otherwise in another zone.
        use_session().me();
        sessions.show("your sessions", move |sessions| ending.list(sessions))
    });
    card(
        "Where you are signed in",
        view! {
            {list}
            {move || ending.failed.get().map(|words| view! { <p role="alert">{words}</p> })}
        },
    )
}

impl Ending {
    fn list(self, sessions: &Sessions) -> AnyView {
        let go = use_go();
        let rows = sessions.items.iter().map(|session| self.row(session, go.clone())).collect_view();
        let announcer = announcer();
        let others = (sessions.items.len() > 1).then(|| {
            view! { <p><button class="button" type="button" on:click=move |_| self.end(announcer, None, move || self.sessions.again())>"End all others"</button></p> }
        });
        view! { <ul class="people">{rows}</ul>{others} }
    }

    fn row(self, session: &OwnSession, go: impl Fn(Route) + Clone + 'static) -> AnyView {
        let OwnSession { id, since, last_used, agent, current } = session.clone();
        let name = agent.unwrap_or_else(|| "Unknown browser".to_owned());
        let this = current.then(|| badge("ok", "this one"));
        let word = if current { "Sign out here" } else { "End" };
        let (whole_app, saving, uploads, announcer) =
            (use_session(), use_saving(), use_uploads(), announcer());
        let person = whole_app.person().unwrap_or_default();
        let end = move |_| {
            let (go, id) = (go.clone(), id.clone());
            if !current {
                return self.end(announcer, Some(id), move || self.sessions.again());
            }
            if !written(&person, uploads).is_empty() {
                let words = "Not signed out: something that you wrote was not sent. Sign out by the menu with your name: it says what.";
                return self.failed.set(Some(words.to_owned()));
            }
            let person = person.clone();
            leptos::task::spawn_local(async move {
                // The account menu says what can be done about it.
                if let Err(unsaved) = saving.flush().await {
                    let words = format!(
                        "Not signed out: what you typed in a report is on this device only. {} Sign out by the menu with your name.",
                        unsaved.why
                    );
                    return self.failed.try_set(Some(words));
                }
                self.end(announcer, Some(id), move || {
                    leptos::task::spawn_local(async move {
                        erase(saving, &person).await;
                        whole_app.signed_out();
                        go(Route::SignIn { next: None });
                    });
                });
            });
        };
        view! {
            <li>
                <div><b>{name.clone()}</b>" "<small>"since "<At instant=since/>", last used "<At instant=last_used/></small></div>
                {this}
                <button class="button" data-size="small" type="button" on:click=end>{word}<span class="visually-hidden">" "{name}</span></button>
            </li>
        }
    }

    /// Ends one; all but this one without an id.
    fn end(self, announcer: Announcer, id: Option<String>, then: impl FnOnce() + 'static) {
        if self.pending.try_get_untracked() != Some(false) {
            return;
        }
        self.pending.set(true);
        leptos::task::spawn_local(async move {
            let done = api::profile::end_session(id.as_deref()).await;
            self.pending.try_set(false);
            self.failed.try_set(done.as_ref().err().map(api::Failure::what_happened));
            // It may have ended by itself meanwhile.
            if done.is_ok() || done.is_err_and(|failure| failure.is_not_found()) {
                self.failed.try_set(None);
                announcer.say("Ended");
                document::focus("title");
                then();
            }
        });
    }
}
