//! One row of a `.facts` list: what it is, and its value.

use crate::components::markup::view;
use leptos::prelude::*;

/// A row. The value is erased here, so that forty rows share one piece of code.
pub fn fact(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    row(name, value.into_any())
}

/// A row for a value that may be missing: nothing, then.
pub fn fact_if_known(name: &'static str, value: Option<impl IntoView + 'static>) -> Option<AnyView> {
    value.map(|value| row(name, value.into_any()))
}

fn row(name: &'static str, value: AnyView) -> AnyView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}
