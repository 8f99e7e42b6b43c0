//! Icons, from one sprite. Always beside words, so hidden from assistive technology.

use leptos::prelude::*;

/// An icon of `public/icons.svg`, by its name there.
#[component]
pub fn Icon(#[prop(into)] name: Signal<&'static str>) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use_ href=move || format!("/icons.svg#{}", name.get())/></svg> }
}
