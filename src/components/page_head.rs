//! The head of a page: its one `h1`, the window's title, and what a change of page does to focus and announcement.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    browser::{announce::announcer, document},
    components::icon::Icon,
    route::Route,
};

/// Path and heading of the page that last took the focus: query changes and reloads of data leave the focus alone.
#[derive(Clone, Copy)]
pub struct FocusedPath(StoredValue<Option<String>>);

impl FocusedPath {
    /// Makes it and hands it down by context; called once, by the app.
    pub fn provide() {
        provide_context(Self(StoredValue::new(None)));
    }
}

/// The page's heading. Sets the window's title; on a change of path it takes the focus and is announced, except on the
/// first load, where the browser does that itself.
#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    /// Where "back" leads, with its words.
    #[prop(optional)]
    back: Option<(Route, &'static str)>,
    /// One sentence below the heading.
    #[prop(into, optional)]
    lead: Option<Signal<String>>,
    /// "Error: " goes before the window's title while this is true.
    #[prop(into, optional)]
    has_problem: Signal<bool>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    take_focus(title);
    Effect::new(move |_| {
        let problem = if has_problem.get() { "Error: " } else { "" };
        document::set_title(&format!("{problem}{} – Advanced Care", title.get()));
    });
    view! {
        <div class="page-head">
            {back.map(|(route, words)| view! { <a class="back" href=route.to_string()><Icon name="arrow-left"/>{words}</a> })}
            <h1 id="title" tabindex="-1">{move || title.get()}</h1>
            {lead.map(|lead| view! { <p>{move || lead.get()}</p> })}
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// Focus and announcement on a change of path; for pages that bring their own heading with `id="title"`.
pub fn take_focus(title: Signal<String>) {
    let Some(FocusedPath(focused)) = use_context() else { return };
    let announcer = announcer();
    // The router's path: the window's still is the old one while the new page is made.
    let place = format!("{} {}", use_location().pathname.get_untracked(), title.get_untracked());
    let before = focused.get_value();
    focused.set_value(Some(place.clone()));
    if before.is_some_and(|before| before != place) {
        request_animation_frame(move || {
            document::focus("title");
            if let Some(title) = title.try_get_untracked() {
                announcer.say(&title);
            }
        });
    }
}
