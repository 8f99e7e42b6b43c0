//! The app: contexts that live as long as it does, which page an address shows, and the shell around every page.

mod later;
mod shell;

pub use shell::{erase, may_report, opens_on_behalf, written};

use leptos::prelude::*;
use leptos_router::{
    components::Router,
    hooks::use_location,
    location::{BrowserUrl, Location, LocationProvider},
};

use crate::{
    browser::announce::Announcer,
    clock::Clock,
    components::{
        file_link::Downloads,
        instant::UtcShown,
        link::read_address,
        look::Looks,
        markup::{live, view},
        page_head::FocusedPath,
    },
    draft::saving::Saving,
    pages::{case, home, not_found, report, sign_in},
    route::Page,
    session::Session,
};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let announcer = Announcer::provide();
    Clock::provide();
    let session = Session::provide();
    Saving::provide();
    Downloads::provide(session);
    case::uploads::Uploads::provide(session);
    FocusedPath::provide();
    UtcShown::provide();
    Looks::provide();
    later::Later::provide();
    view! {
        <Router>
            <shell::Shell>
                // The router minds links and the history; which page an address shows is read in one place, `route.rs`,
                // so that its own matching would be bytes for nothing.
                {page()}
            </shell::Shell>
        </Router>
        <div class="visually-hidden" role="status" aria-live="polite">{move || announcer.text()}</div>
    }
}

/// The page of the address. It stays while only its parameters change; those it reads for itself.
fn page() -> AnyView {
    let location = use_location();
    show_address(location.clone());
    let page = Memo::new(move |_| read_address(location.clone()).map(|route| route.page()));
    live(move || match page.get() {
        None => view! { <not_found::NotFoundPage/> },
        Some(Page::SignIn) => view! { <sign_in::SignInPage elsewhere=later::page/> },
        Some(Page::Invitation) => later::page(Page::Invitation),
        Some(page) => shell::signed_in(move || of_somebody(page)),
    })
}

/// After a click on a link the router holds the address bar back until the new page stands. Here it stands at once: what it
/// loads, it shows loading.
fn show_address(location: Location) {
    if let Some(history) = use_context::<BrowserUrl>() {
        Effect::new(move |_| {
            location.pathname.track();
            history.ready_to_complete();
        });
    }
}

/// A page that wants somebody to be signed in.
fn of_somebody(page: Page) -> AnyView {
    match page {
        Page::SignIn => view! { <sign_in::SignInPage elsewhere=later::page/> },
        // Guests of webinars have nothing else.
        Page::Home if shell::is_guest() => later::page(Page::Webinars),
        Page::Home if shell::is_reseller() => later::page(Page::Home),
        Page::Home => view! { <home::HomePage/> },
        // What happened to it, and what can be done with it, stand in the second file.
        Page::Case => view! { <case::CasePage later=later::page/> },
        // All but its first question and the phone page stand there too.
        Page::Report => view! { <report::ReportPage later=later::page/> },
        page => later::page(page),
    }
}
