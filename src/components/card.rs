//! Boxes with a heading, and notices. Plain functions: every page uses them, and all uses share one piece of code.

use leptos::prelude::*;

use crate::components::{icon::Icon, markup::view};

/// A section with its heading.
pub fn card(title: &'static str, body: impl IntoView + 'static) -> AnyView {
    section(title, "card", body.into_any())
}

/// A section that stays on the screen when the page is printed.
pub fn card_not_printed(title: &'static str, body: impl IntoView + 'static) -> AnyView {
    section(title, "card no-print", body.into_any())
}

fn section(title: &'static str, class: &'static str, body: AnyView) -> AnyView {
    view! { <section class=class><header><h2>{title}</h2></header>{body}</section> }
}

/// A notice: a first sentence that stands out, and the rest; `first` may be empty. `tone` and `icon` as in `style/components/states.css`.
pub fn banner(
    tone: &'static str,
    icon: &'static str,
    first: impl Into<String>,
    rest: impl IntoView + 'static,
) -> AnyView {
    notice(tone, icon, first.into(), rest.into_any())
}

fn notice(tone: &'static str, icon: &'static str, first: String, rest: AnyView) -> AnyView {
    let first = (!first.is_empty()).then(|| view! { <b>{first}" "</b> });
    view! { <div class="banner" data-tone=tone><Icon name=icon/><div>{first}{rest}</div></div> }
}
