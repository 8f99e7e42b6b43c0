//! The address of a page and links within the app, by [`Route`] and never by text.

use leptos::prelude::*;
use leptos_router::{
    hooks::{use_location, use_navigate},
    location::Location,
};

use crate::{
    components::{icon::Icon, markup::view},
    route::{Page, Route},
};

/// A link of the main navigation; marks itself when its page, or one below it, is open.
#[component]
pub fn NavLink(to: Route, children: Children) -> impl IntoView {
    let href = to.to_string();
    let path = href.split('?').next().unwrap_or_default().to_owned();
    let location = use_location();
    let current = move || {
        location.pathname.with(|open| {
            let below = path.len() > 1 && open.starts_with(&path) && open[path.len()..].starts_with('/');
            if *open == path {
                Some("page")
            } else if below {
                Some("true")
            } else {
                None
            }
        })
    };
    view! { <a href=href aria-current=current>{children()}</a> }
}

/// A link to a page of the app.
pub fn link(to: &Route, words: impl Into<String>) -> AnyView {
    anchor(to.to_string(), words.into())
}

/// A link that looks like a button; without an icon when its name is empty.
pub fn button_link(to: &Route, kind: &'static str, icon: &'static str, words: &'static str) -> AnyView {
    let icon = (!icon.is_empty()).then(|| view! { <Icon name=icon/> });
    view! { <a class="button" data-kind=kind href=to.to_string()>{icon}{words}</a> }
}

fn anchor(href: String, words: String) -> AnyView {
    view! { <a href=href>{words}</a> }
}

/// The address, as long as it is one of this page. While a page is being left the address is another page's already: then
/// what was asked before stays, so that nothing is loaded for it.
pub fn use_asked(page: Page) -> Memo<Route> {
    let location = use_location();
    Memo::new(move |before: Option<&Route>| {
        let asked = read_address(location.clone()).filter(|route| route.page() == page);
        asked.or_else(|| before.cloned()).unwrap_or(Route::Home)
    })
}

/// The address as one of ours.
pub fn read_address(location: Location) -> Option<Route> {
    Route::parse(&format!("{}?{}", location.pathname.get(), location.search.get()))
}

/// The address without its page, when it is one of a list's later pages.
pub fn first_page() -> Option<String> {
    let location = use_location();
    without_cursor(&location.pathname.get_untracked(), &location.search.get_untracked())
}

fn without_cursor(path: &str, search: &str) -> Option<String> {
    let parts: Vec<&str> = search.trim_start_matches('?').split('&').collect();
    let kept: Vec<&str> = parts.iter().copied().filter(|part| !part.starts_with("cursor=")).collect();
    (kept.len() < parts.len()).then(|| format!("{path}?{}", kept.join("&")).trim_end_matches('?').to_owned())
}

/// Goes to a page of the app; taken during set-up, called from events.
pub fn use_go() -> impl Fn(Route) + Clone + Send + Sync + 'static {
    let navigate = send_wrapper::SendWrapper::new(use_navigate());
    move |route| navigate(&route.to_string(), leptos_router::NavigateOptions::default())
}

/// Like [`use_go`], but takes the place of the present entry in the history and keeps the scroll position: for filters.
pub fn use_go_in_place() -> impl Fn(Route) + Clone + Send + Sync + 'static {
    let navigate = send_wrapper::SendWrapper::new(use_navigate());
    move |route| {
        let options = leptos_router::NavigateOptions { replace: true, scroll: false, ..Default::default() };
        navigate(&route.to_string(), options);
    }
}

#[cfg(test)]
mod tests {
    use super::without_cursor;

    #[test]
    fn the_first_page_keeps_what_is_searched() {
        let first = |search| without_cursor("/cases", search);
        assert_eq!(first("?show=all&cursor=x&q=a%26b"), Some("/cases?show=all&q=a%26b".to_owned()));
        assert_eq!(first("cursor=x"), Some("/cases".to_owned()));
        assert_eq!(first("?q=cursor"), None);
        assert_eq!(first(""), None);
    }
}
