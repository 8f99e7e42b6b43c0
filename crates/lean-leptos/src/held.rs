//! Values and listeners on an element of the page, while it is there.

use ::leptos::{
    reactive::{effect::RenderEffect, owner::Owner},
    tachys::renderer::{Rndr, types},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::value::{Fixed, Value};

/// Where a value goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// An attribute.
    Attribute,
    /// A property of the element's object.
    Property,
}

/// The place of a value.
#[derive(Clone)]
pub struct Place {
    pub element: types::Element,
    pub kind: Kind,
    pub name: &'static str,
}

/// A value on its place.
pub enum Held {
    Fixed(Fixed),
    /// Dropping the effect ends it.
    Live(RenderEffect<Fixed>),
}

impl Held {
    /// Puts a value on its place, where `before` stands, and keeps it up to date.
    pub fn new(place: &Place, value: Value, before: Fixed) -> Self {
        match value {
            Value::Fixed(now) => {
                place.change(&before, &now);
                Self::Fixed(now)
            }
            Value::Live(mut compute) => {
                let place = place.clone();
                let run = move |before: Option<Fixed>| {
                    let now = compute();
                    place.change(&before.unwrap_or(Fixed::Absent), &now);
                    now
                };
                Self::Live(RenderEffect::new_with_value(run, Some(before)))
            }
        }
    }

    /// Puts another value in its place.
    pub fn renew(&mut self, place: &Place, value: Value) {
        let before = match std::mem::replace(self, Self::Fixed(Fixed::Absent)) {
            Self::Fixed(fixed) => fixed,
            // The value, which is no longer kept up to date.
            Self::Live(effect) => effect.take_value().unwrap_or(Fixed::Absent),
        };
        *self = Self::new(place, value, before);
    }
}

impl Place {
    /// A browser refuses only names that can't be names, and the names are our own.
    fn change(&self, before: &Fixed, now: &Fixed) {
        let Self { element, kind, name } = self;
        // A property is written again and again: the person at the page changes it too.
        if *kind == Kind::Attribute && before == now {
            return;
        }
        match (kind, now) {
            // A property is always there: what has no value any more keeps its last one.
            (Kind::Property, Fixed::Absent) => {}
            (Kind::Property, Fixed::Flag(flag)) => set_property(element, name, &JsValue::from_bool(*flag)),
            (Kind::Property, text) => {
                set_property(element, name, &JsValue::from_str(text.text().unwrap_or_default()));
            }
            (Kind::Attribute, Fixed::Absent | Fixed::Flag(false)) => Rndr::remove_attribute(element, name),
            (Kind::Attribute, text) => Rndr::set_attribute(element, name, text.text().unwrap_or_default()),
        }
    }
}

fn set_property(element: &types::Element, name: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), value);
}

/// What is done at an event, and the owner it is done with.
pub struct Listener {
    pub handler: Box<dyn FnMut(JsValue)>,
    pub owner: Owner,
}

/// A listener on its element.
pub struct Listening {
    element: types::Element,
    event: &'static str,
    run: Closure<dyn FnMut(JsValue)>,
}

impl Listening {
    pub fn new(element: types::Element, event: &'static str, listener: Listener) -> Self {
        let Listener { mut handler, owner } = listener;
        let run = Closure::<dyn FnMut(JsValue)>::new(move |event| {
            #[cfg(debug_assertions)]
            let _zone = ::leptos::reactive::diagnostics::SpecialNonReactiveZone::enter();
            owner.with(|| handler(event));
        });
        let _ = element.add_event_listener_with_callback(event, run.as_ref().unchecked_ref());
        Self { element, event, run }
    }

    /// Listens with another.
    pub fn renew(&mut self, listener: Listener) {
        *self = Self::new(self.element.clone(), self.event, listener);
    }
}

/// A listener outlives its element in the browser: an event may be on its way already.
impl Drop for Listening {
    fn drop(&mut self) {
        let _ =
            self.element.remove_event_listener_with_callback(self.event, self.run.as_ref().unchecked_ref());
    }
}
