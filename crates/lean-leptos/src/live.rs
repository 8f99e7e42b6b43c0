//! `{move || …}` in markup: what is computed anew whenever a signal changes that was read in computing it. `view!` wraps
//! such closures, so that all of them become views or values of one type.

use std::sync::{Arc, Mutex};

use ::leptos::tachys::{
    reactive_graph::SharedReactiveFunction,
    view::{self, RenderHtml},
};

use crate::{
    any_view::{AnyView, IntoAny},
    value::{Fixed, IntoValue, Value},
};

/// A closure that stands in markup.
pub struct Live<T>(Box<dyn FnMut() -> T + Send>);

impl<T> Live<T> {
    /// Wraps it.
    pub fn new(compute: impl FnMut() -> T + Send + 'static) -> Self {
        Self(Box::new(compute))
    }
}

/// Stands before leptos' trait of this name in the prelude: `view!` calls it on every block.
pub trait IntoRender {
    /// What can be rendered.
    type Output: RenderHtml;

    /// As something that can be rendered.
    fn into_render(self) -> Self::Output;
}

impl<T: view::IntoRender<Output: RenderHtml>> IntoRender for T {
    type Output = T::Output;

    fn into_render(self) -> T::Output {
        view::IntoRender::into_render(self)
    }
}

impl<T: RenderHtml + 'static> IntoRender for Live<T> {
    type Output = SharedReactiveFunction<AnyView>;

    fn into_render(mut self) -> Self::Output {
        Arc::new(Mutex::new(move || (self.0)().into_any()))
    }
}

/// Distinguishes this implementation of [`IntoValue`].
#[derive(Debug)]
pub struct Wrapped;

impl<T: Into<Fixed> + 'static> IntoValue<Wrapped> for Live<T> {
    fn into_value(mut self) -> Value {
        Value::Live(Box::new(move || (self.0)().into()))
    }
}
