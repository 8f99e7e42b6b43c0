//! The `view!` of this app, and the pieces of a page that change as a whole.

use leptos::prelude::*;

/// Markup as an `AnyView`: no view of this app has a type of its own, so that closures, options and lists of views share one
/// piece of code. A module that writes markup imports it by name.
pub use leptos::view;

/// A piece of the page that is made anew when a signal changes that was read in making it.
pub fn live<V: IntoView + 'static>(piece: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    view! { {move || piece().into_any()} }
}
