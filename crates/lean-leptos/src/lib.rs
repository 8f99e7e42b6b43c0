//! Leptos as the app uses it, in fewer bytes. The app depends on this crate under the name `leptos`: it is leptos, item by
//! item, but for the few types below, which take the place of those of the same name. What that saves stands in
//! `crates/xtask/src/size.rs`. This room knows no word of the domain and renders in the browser only.
//!
//! The compiler no longer checks that an attribute fits its element; html-validate does it in the browser tests. Of
//! leptos' markup, `node_ref`, `class:…`, `style:…`, `bind:…` and `on:…:capture` are not supported: nothing has needed them.

mod any_value;
mod any_view;
mod effect;
mod element;
mod live;
mod memo;
mod signal;
mod value;

// In the place of leptos' own:
// - what `view!` makes an element of, one plain value for `<p>` as for `<table>`, where leptos has a type for every tag with
//   every list of attributes, each with its own code to build, change, mount and remove it;
// - views, one pointer where leptos moves eight words, and closures in markup, which become such views;
// - memos, signals and effects, with one piece of code for all types.
pub use ::leptos::*;
pub use any_value::AnyValue;
pub use any_view::AnyView;
pub use effect::Effect;
pub use element::Element;
pub use live::Live;
pub use memo::Memo;
pub use signal::RwSignal;
pub use value::{Fixed, IntoValue, Value};

/// What `view!` wraps closures with in builds with erased types (`.cargo/config.toml`).
#[doc(hidden)]
pub fn __as_shared_reactive_fn<T, F>(compute: F) -> Live<T>
where
    F: FnMut() -> T + Send + 'static,
{
    Live::new(compute)
}

/// The prelude of leptos, with our own in the place of what has the same name.
pub mod prelude {
    pub use crate::{
        any_view::{AnyView, IntoAny, IntoMaybeErased},
        effect::Effect,
        live::IntoRender,
        memo::Memo,
        signal::RwSignal,
        value::IntoAttributeValue,
    };
    pub use ::leptos::prelude::*;
}

/// The renderer of leptos, with our elements in the place of its own.
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

    /// HTML
    pub mod html {
        pub use ::leptos::tachys::html::*;

        /// The elements. One that is not named here is leptos' own, which takes no closures for attributes: name it here.
        pub mod element {
            pub use ::leptos::tachys::html::element::*;

            macro_rules! elements {
                ($($tag:ident)*) => {
                    $(
                        #[doc = concat!("`<", stringify!($tag), ">`")]
                        pub fn $tag() -> $crate::Element {
                            $crate::Element::html(stringify!($tag))
                        }
                    )*
                };
            }

            elements! {
                a article aside b br button caption code col colgroup dd details dialog div dl dt em fieldset figcaption
                figure footer form h1 h2 h3 h4 header hr i img input kbd label legend li main mark nav ol optgroup option
                output p pre progress q s samp search section select small source span strong sub summary sup table tbody td
                textarea tfoot th thead time tr track u ul video wbr
            }
        }
    }

    /// SVG
    pub mod svg {
        pub use ::leptos::tachys::svg::*;

        macro_rules! elements {
            ($($name:ident $tag:literal)*) => {
                $(
                    #[doc = concat!("`<", $tag, ">`")]
                    pub fn $name() -> $crate::Element {
                        $crate::Element::svg($tag)
                    }
                )*
            };
        }

        elements! {
            svg "svg" r#use "use" g "g" path "path" rect "rect" line "line" circle "circle" polyline "polyline" text "text"
        }
    }
}
