//! Icons, from one sprite. Always beside words, so hidden from assistive technology.

use crate::components::markup::view;
use leptos::prelude::*;

/// An icon of `public/icons.svg`, by its name there.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use_ href=format!("/icons.svg#{name}")/></svg> }
}
