//! The head of a page: its one `h1`, the window's title, and what a change of page does to focus and announcement.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    browser::{announce::announcer, document},
    components::{error_summary::ProblemsSignal, icon::Icon, markup::view},
    route::Route,
};

/// Path and heading of the page that last took the focus: query changes and reloads of data leave the focus alone.
#[derive(Clone, Copy)]
pub struct FocusedPath(StoredValue<Option<(String, String)>>);

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
    #[prop(into)] title: String,
    /// Where "back" leads, with its words.
    #[prop(optional)]
    back: Option<(Route, &'static str)>,
    /// One sentence below the heading.
    #[prop(into, optional)]
    lead: String,
    /// The form's problems: "Error: " goes before the window's title while there are any.
    #[prop(optional)]
    problems: Option<ProblemsSignal>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    name_page(title.clone(), problems);
    view! {
        <div class="page-head">
            {back.map(|(route, words)| view! { <a class="back" href=route.to_string()><Icon name="arrow-left"/>{words}</a> })}
            <h1 id="title" tabindex="-1">{title}</h1>
            {(!lead.is_empty()).then(|| view! { <p>{lead}</p> })}
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
}

/// The window's title, and focus and announcement on a change of path; for pages that bring their own heading with
/// `id="title"`.
pub fn name_page(title: String, problems: Option<ProblemsSignal>) {
    take_focus(title.clone());
    Effect::new(move |_| {
        let has_problem = problems.is_some_and(|problems| problems.with(|problems| !problems.is_empty()));
        let problem = if has_problem { "Error: " } else { "" };
        document::set_title(&format!("{problem}{title} – Advanced Care"));
    });
}

fn take_focus(title: String) {
    let Some(FocusedPath(focused)) = use_context() else { return };
    // The router's path: the window's still is the old one while the new page is made.
    let path = use_location().pathname.get_untracked();
    let here = (path.clone(), title.clone());
    let before = focused.get_value();
    focused.set_value(Some(here.clone()));
    let Some(before) = before.filter(|before| *before != here) else { return };
    // The same page by another name, as when it has come: whoever is in one of its fields stays there.
    if before.0 == path {
        document::focus_next_if_lost("title")
    } else {
        document::focus_next("title")
    }
    announcer().say(&title);
}
