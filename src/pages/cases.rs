//! The list of cases; what is shown and searched stands in the address.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    api::{self, Abort},
    app::may_report,
    browser::timer,
    clock::use_clock,
    components::{
        icon::Icon,
        link::{button_link, use_asked, use_go_in_place},
        loaded::load,
        markup::view,
        page_head::PageHead,
    },
    pages::home::by_urgency,
    route::{CasesShown, Page, Route},
    session::use_session,
    widgets::case_row::CaseTable,
};

fn shown(asked: Route) -> (CasesShown, String) {
    match asked {
        Route::Cases { show, q } => (show, q),
        _ => (CasesShown::Open, String::new()),
    }
}

/// The page.
#[component]
pub fn CasesPage() -> impl IntoView {
    let may = use_session().me().is_some_and(|me| may_report(&me));
    let asked = use_asked(Page::Cases);
    let tick = use_clock().every(30);
    let cases = load(move || {
        tick.get();
        let ((show, q), abort) = (shown(asked.get()), Abort::with_owner());
        async move { api::cases::list(show, &q, &abort).await }
    });
    view! {
        <PageHead title="Cases" lead="Waiting on you first, then by when the first response is due."/>
        <ShownAndSearch asked/>
        {cases.show("your cases", move |list| {
            if list.items.is_empty() {
                return view! {
                    <div class="empty"><Icon name="case"/><h2>"No case here"</h2><p>"Nothing matches what is shown above."</p>
                        {may.then(|| button_link(&Route::report(), "", "", "Report a fault"))}</div>
                };
            }
            view! { <CaseTable cases=by_urgency(&list.items) caption="Cases"/> }
        })}
    }
}

#[component]
fn ShownAndSearch(asked: Memo<Route>) -> impl IntoView {
    let typed = RwSignal::new(shown(asked.get_untracked()).1);
    let settled = timer::settled(move || typed.get(), Duration::from_millis(250));
    let go = use_go_in_place();
    Effect::new(move |before: Option<String>| {
        let text = settled.get();
        let (show, q) = shown(asked.get_untracked());
        if before.is_some_and(|before| before != text) && q != text {
            go(Route::Cases { show, q: text.clone() });
        }
        text
    });
    let tab = move |show: CasesShown, words: &'static str| {
        let href = move || Route::Cases { show, q: shown(asked.get()).1 }.to_string();
        let current = move || (shown(asked.get()).0 == show).then_some("page");
        view! { <a href=href aria-current=current>{words}</a> }
    };
    view! {
        <nav class="tabs" aria-label="Which cases">{tab(CasesShown::Open, "Open")}{tab(CasesShown::All, "All")}</nav>
        <form class="filters" role="search" aria-label="Cases" on:submit=move |event| event.prevent_default()>
            <label>"Find" <input type="search" autocomplete="off" placeholder="Number, words, host name, own reference"
                prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))/></label>
        </form>
    }
}
