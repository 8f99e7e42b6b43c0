//! The `view!` of this app, and the pieces of a page that change as a whole.

use leptos::prelude::*;

/// `leptos::view!` without its static type: every view of this app is an `AnyView`, so that closures, options and lists of
/// views share one piece of code instead of each having its own. A module that writes markup
/// imports it by name, which puts it before leptos' macro of the same name.
macro_rules! view {
    ($($markup:tt)*) => {
        ::leptos::prelude::IntoAny::into_any(::leptos::view! { $($markup)* })
    };
}
pub(crate) use view;

/// A piece of the page that is made anew when a signal changes that was read in making it.
pub fn live<V: IntoView + 'static>(piece: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    view! { {move || piece().into_any()} }
}
