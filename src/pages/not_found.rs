//! An address that leads nowhere, or to something that is not this person's: both look the same.

use leptos::prelude::*;

use crate::{
    components::{link::link, markup::view, page_head::PageHead},
    route::Route,
};

/// For addresses that are not ours.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <PageHead title="This page does not exist" lead="The address may be mistyped, or the page has moved."/>
        <p>{link(&Route::Home, "Go to the first screen")}</p>
    }
}

/// For a thing that is not there, or belongs to somebody else.
#[component]
pub fn NotThere(
    /// "unit", "case"
    what: &'static str,
    /// Its number as asked for.
    number: String,
) -> impl IntoView {
    view! {
        <PageHead title=format!("No {what} {number}") lead=format!("There is no such {what} in your account. Check the number.")/>
        <p>{link(&Route::Home, "Go to the first screen and search")}</p>
    }
}
