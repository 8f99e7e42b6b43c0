//! The app: contexts that live as long as it does, the route table, and the shell around every page.

mod shell;

pub use shell::may_report;

use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    browser::announce::Announcer,
    clock::Clock,
    components::page_head::FocusedPath,
    pages::{call_note, case, cases, home, not_found, report, sign_in, unit, units},
    session::Session,
};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let announcer = Announcer::provide();
    Clock::provide();
    Session::provide();
    FocusedPath::provide();
    view! {
        <Router>
            <shell::Shell>
                <FlatRoutes fallback=|| view! { <not_found::NotFoundPage/> }>
                    <Route path=path!("/") view=move || shell::signed_in(home::HomePage)/>
                    <Route path=path!("/sign-in") view=sign_in::SignInPage/>
                    <Route path=path!("/units") view=move || shell::signed_in(units::UnitsPage)/>
                    <Route path=path!("/units/:reference") view=move || shell::signed_in(unit::UnitPage)/>
                    <Route path=path!("/cases") view=move || shell::signed_in(cases::CasesPage)/>
                    <Route path=path!("/cases/:number") view=move || shell::signed_in(case::CasePage)/>
                    <Route path=path!("/call-notes/:number") view=move || shell::signed_in(call_note::CallNotePage)/>
                    <Route path=path!("/report/:step") view=move || shell::signed_in(report::ReportPage)/>
                </FlatRoutes>
            </shell::Shell>
        </Router>
        <div class="visually-hidden" role="status" aria-live="polite">{move || announcer.text()}</div>
    }
}
