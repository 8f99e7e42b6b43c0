//! Leptos as the app uses it, in fewer bytes.
//!
//! The app depends on this crate under the name `leptos`. It is leptos, item by item, but for a few things, which take the
//! place of those of the same name, so that nothing in the app is written differently:
//!
//! - the functions that `leptos::view!` calls to make an element return [`Element`], one plain value for `<p>` as for
//!   `<table>`. Leptos has a type for every tag with every list of attributes, each with its own code to build, change,
//!   mount and remove it;
//! - [`AnyView`] is one pointer where leptos moves eight words;
//! - [`Memo`], [`RwSignal`] and [`Effect`] have one piece of code for all types;
//! - `{move || …}` in markup becomes a view of that one type, and children are gathered as pointers.
//!
//! What is lost: that an attribute fits its element is no longer checked by the compiler (html-validate does it in the
//! browser tests). What is won besides the bytes: when a piece of the page is made anew, an element takes over the one
//! before it only if both have the same tag, attributes and listeners; leptos' erased views leave the old attributes on.
//!
//! This room knows no word of the domain and renders in the browser only. What it saves: `crates/xtask/src/size.rs`.

mod any_value;
mod any_view;
mod effect;
mod element;
mod live;
mod memo;
mod signal;
mod value;

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

        /// The elements. One that is not named here is leptos' own: it works all the same, and weighs more.
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
