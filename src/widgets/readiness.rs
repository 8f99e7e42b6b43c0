//! The way between the three pages that keep an account ready.

use leptos::prelude::*;

use crate::{
    components::{link::NavLink, markup::view},
    route::Route,
};

/// Activation, on-boarding, responsibilities of that account; empty is one's own.
pub fn readiness_pages(account: &str) -> AnyView {
    let account = || account.to_owned();
    view! {
        <nav class="tabs no-print" aria-label="Readiness">
            <NavLink to=Route::Activation { account: account() }>"Activation"</NavLink>
            <NavLink to=Route::OnBoarding { account: account() }>"On-boarding"</NavLink>
            <NavLink to=Route::Responsibilities { account: account() }>"Responsibilities"</NavLink>
        </nav>
    }
}
