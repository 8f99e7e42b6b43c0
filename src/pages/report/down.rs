//! The first question. Yes leads to the phone, at once.

use leptos::prelude::*;

use super::Wizard;
use crate::{
    components::link::button_link,
    components::{
        markup::{live, view},
        page_head::PageHead,
    },
    route::{Route, Step},
    session::use_session,
    widgets::unsent_reports::unsent_reports,
};

/// "Is service down now?"
#[component]
pub fn DownScreen(wizard: Wizard) -> impl IntoView {
    let own = wizard.open.draft.with_untracked(|draft| draft.id.clone());
    let meaning = live(move || {
        let meta = use_session().meta()?;
        let wording = meta.priorities.iter().find(|wording| wording.priority == 1)?;
        let examples =
            wording.examples.iter().map(|example| view! { <li>{example.clone()}</li> }).collect_view();
        Some(
            view! { <p>{wording.meaning.clone()}</p><ul>{examples}</ul><p class="muted">{wording.source.clone()}</p> },
        )
    });
    view! {
        <PageHead title="Is service down now?" back=(Route::Home, "First screen")/>
        <div class="stack measure">
            {meaning}
            <div class="cluster">
                {button_link(&wizard.route(Step::Phone), "danger", "phone", "Yes, service is down")}
                {button_link(&wizard.route(Step::Wrong), "primary", "", "No, but something is wrong")}
            </div>
            <p class="muted">"“Yes” shows the number to call and lets you open the case on the web all the same."</p>
            {unsent_reports(&own)}
        </div>
    }
}
