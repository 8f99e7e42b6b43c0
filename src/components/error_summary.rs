//! "There is a problem": the summary above a form, with a link to every field, word for word as at the field.

use std::cell::Cell;

use leptos::prelude::*;

use crate::{
    browser::document,
    components::markup::{live, view},
};

/// Problems of a form: id of the field's control, and message.
pub type Problems = Vec<(&'static str, String)>;

/// The problems of a form while it is filled in.
pub type ProblemsSignal = RwSignal<Problems>;

thread_local! {
    /// Number of the summary that was made last: a page may have several forms, and the focus goes to the one that was sent.
    static LAST: Cell<u32> = const { Cell::new(0) };
}

fn id(number: u32) -> String {
    format!("error-summary-{number}")
}

/// The summary; nothing while there is no problem.
#[component]
pub fn ErrorSummary(problems: ProblemsSignal) -> impl IntoView {
    live(move || summary(problems.get().into_iter().map(problem).collect()))
}

fn problem((id, message): (&'static str, String)) -> AnyView {
    let follow = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        document::focus(id);
    };
    view! { <a href=format!("#{id}") on:click=follow>{message}</a> }
}

/// The summary of problems that are links already; nothing without any.
pub fn summary(problems: Vec<AnyView>) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    let number = LAST.get().wrapping_add(1);
    LAST.set(number);
    let items = problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view();
    view! {
        <div class="error-summary" id=id(number) tabindex="-1">
            <div role="alert"><h2>"There is a problem"</h2><ul>{items}</ul></div>
        </div>
    }
}

/// Moves the focus to the summary, once it is there.
pub fn focus_summary() {
    document::after_change(|| document::focus(&id(LAST.get())));
}

/// The message of one field.
pub fn message_of(problems: &Problems, id: &str) -> Option<String> {
    problems.iter().find(|(field, _)| *field == id).map(|(_, message)| message.clone())
}
