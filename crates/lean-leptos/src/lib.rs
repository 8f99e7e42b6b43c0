//! Leptos as the app uses it, in fewer bytes. The app depends on this crate under the name `leptos`: it is leptos, item by
//! item, but for the few types below, which take the place of those of the same name. What that saves stands in
//! `crates/xtask/src/size.rs`. This room knows no word of the domain and renders in the browser only.
//!
//! The compiler no longer checks that an attribute fits its element; html-validate does it in the browser tests. Of
//! leptos' markup, what is not supported is refused: nothing has needed it.

mod any_value;
mod any_view;
mod effect;
mod held;
mod live;
mod markup;
mod memo;
mod signal;
mod steps;
mod value;

// In the place of leptos' own:
// - `view!` (`crates/lean-view`) and what it makes an element of: a text of all that is fixed in it, where leptos has a type
//   for every tag with every list of attributes, each with its own code to build, change, mount and remove it;
// - views, one pointer where leptos moves eight words, and closures in markup, which become such views;
// - memos, signals and effects, with one piece of code for all types.
pub use ::leptos::*;
pub use any_value::AnyValue;
pub use any_view::AnyView;
pub use effect::Effect;
pub use lean_view::view;
pub use live::Live;
pub use markup::Markup;
pub use memo::Memo;
pub use signal::RwSignal;
pub use value::{Fixed, IntoValue, Value};

/// The prelude of leptos, with our own in the place of what has the same name.
pub mod prelude {
    pub use crate::{
        any_view::{AnyView, IntoAny, IntoMaybeErased},
        effect::Effect,
        live::IntoRender,
        memo::Memo,
        signal::RwSignal,
    };
    pub use ::leptos::prelude::*;
}

/// The renderer of leptos, with our own gathering of children.
pub mod tachys {
    pub use ::leptos::tachys::*;

    /// Views
    pub mod view {
        pub use ::leptos::tachys::view::*;

        /// Several views
        pub mod iterators {
            pub use crate::any_view::StaticVec;
            pub use ::leptos::tachys::view::iterators::*;
        }
    }
}
