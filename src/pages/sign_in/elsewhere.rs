//! Signing in at an identity provider: one button there, and the way back.

use leptos::prelude::*;
use wire::config::Redirect;

use crate::{
    api::elsewhere::{Came, leave},
    browser::document,
    components::{link::use_go_in_place, markup::view},
    route::Route,
    session::use_session,
};

/// In the place of the form.
pub fn piece() -> AnyView {
    let session = use_session();
    let go = use_go_in_place();
    let pending = RwSignal::new(false);
    let problem = RwSignal::new(String::new());
    let to = move || session.config()?.redirect().ok()?;
    if let Some((came, from)) = Came::read(&document::search()).zip(untrack(to)) {
        pending.set(true);
        leptos::task::spawn_local(async move {
            let (next, done) = came.take_token(&from).await;
            match done {
                Ok(()) => {
                    session.ask_who().await;
                    go(Route::parse_next(&next).unwrap_or(Route::Home));
                }
                Err(why) => {
                    problem.try_set(why);
                    // The next try still leads to the page that was wanted.
                    go(Route::SignIn { next: Some(next).filter(|next| !next.is_empty()) });
                }
            }
            pending.try_set(false);
        });
    }
    let press = move |_| {
        if let Some(to) = untrack(to) {
            pending.set(true);
            leave(&to, &wanted());
        }
    };
    let host = move || to().map(|to| host(&to));
    view! {
        <section class="card stack">
            <p>"You sign in at "<b>{host}</b>", and come back here."</p>
            <button class="button" data-kind="primary" type="button" aria-busy=move || pending.get().to_string() on:click=press>"Sign in"</button>
            <div role="alert">{move || Some(problem.get()).filter(|why| !why.is_empty()).map(|why| view! { <p class="error">{why}</p> })}</div>
        </section>
    }
}

/// The page that somebody wanted: the one in the place of which this stands, or the one that the address names.
fn wanted() -> String {
    let (path, search) = (document::pathname(), document::search());
    match Route::parse(&format!("{path}{search}")) {
        Some(Route::SignIn { next }) => next.unwrap_or_default(),
        _ => format!("{path}{search}"),
    }
}

/// Where people sign in, as they know it.
fn host(to: &Redirect) -> String {
    let address = to.authorize.split_once("://").map_or("", |(_, rest)| rest);
    let host = address.split('/').next().unwrap_or_default();
    if host.is_empty() { "another page".to_owned() } else { host.to_owned() }
}
