//! The own profile: details, how things are shown, password, sessions. What is kept by the server follows the person; what
//! is kept by the browser stays there. Which values may be is the API's to say, by the rules.

mod details;
mod looks;
mod password;
mod sessions;

use leptos::prelude::*;

use crate::{
    api::{self, Failure},
    components::{
        error_summary::{ErrorSummary, Problems, ProblemsSignal},
        loaded::load,
        markup::view,
        page_head::PageHead,
        step::problems_at,
    },
    session::use_session,
};

/// The page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    // One summary for both forms: there is one place on a page where problems are told.
    let problems: ProblemsSignal = RwSignal::new(Problems::new());
    let me = load(|| Some(api::profile::me()));
    let has = use_session().has("profile");
    let sessions = load(move || has.then(api::profile::sessions));
    let lead = if has {
        "Your own details, how times are shown to you, your password, and where you are signed in."
    } else {
        "How times are shown to you."
    };
    view! {
        <PageHead title="Your profile" problems lead/>
        <ErrorSummary problems/>
        <div class="columns" data-split="main">
            <div class="stack">
                {has.then(|| me.show("your details", move |(me, etag)| details::card_of(me, etag, problems)))}
                {has.then(|| password::card_of(problems, sessions))}
            </div>
            <div class="stack">{looks::card_of()}{has.then(|| sessions::card_of(sessions))}</div>
        </div>
    }
}

/// What the API found wrong, at its fields; what concerns none of them, at the button.
fn problems_of(failure: &Failure, fields: &[&'static str], button: &'static str) -> Problems {
    problems_at(failure, "this", button, &|field| fields.iter().copied().find(|id| *id == field))
}

/// A choice from a short list. The first option is what holds while nothing is chosen.
fn choice(
    id: &'static str,
    label: &'static str,
    options: &'static [(&'static str, &'static str)],
    value: impl Fn() -> String + Copy + Send + Sync + 'static,
    set: impl Fn(&str) + 'static,
) -> AnyView {
    let options = options
        .iter()
        .map(|(name, words)| {
            view! { <option value=*name prop:selected=move || value() == *name>{*words}</option> }
        })
        .collect_view();
    view! {
        <div class="field" data-width="medium">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| set(&event_target_value(&event))>{options}</select>
        </div>
    }
}
