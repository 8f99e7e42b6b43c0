//! The first question. Yes leads to the phone, at once.

use leptos::prelude::*;

use super::Wizard;
use crate::{
    components::{icon::Icon, page_head::PageHead},
    route::{Route, Step},
    session::use_session,
};

/// "Is service down now?"
#[component]
pub fn DownScreen(wizard: Wizard) -> impl IntoView {
    let meaning = move || {
        use_session().meta().and_then(|meta| meta.priorities.into_iter().find(|wording| wording.priority == 1)).map(|wording| {
            view! {
                <p>{wording.meaning}</p>
                <ul>{wording.examples.into_iter().map(|example| view! { <li>{example}</li> }).collect_view()}</ul>
                <p class="muted">{wording.source}</p>
            }
        })
    };
    view! {
        <PageHead title="Is service down now?" back=(Route::Home, "First screen")/>
        <div class="stack measure">
            {meaning}
            <div class="cluster">
                <a class="button" data-kind="danger" href=wizard.route(Step::Phone).to_string()><Icon name="phone"/>"Yes, service is down"</a>
                <a class="button" data-kind="primary" href=wizard.route(Step::Wrong).to_string()>"No, but something is wrong"<Icon name="arrow-right"/></a>
            </div>
            <p class="muted">"“Yes” shows the number to call and lets you open the case on the web all the same."</p>
        </div>
    }
}
