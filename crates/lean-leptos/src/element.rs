//! An element of the page, before it is there ([`Element`]) and while it is ([`ElementState`]).

use std::borrow::Cow;

use ::leptos::{
    reactive::{effect::RenderEffect, owner::Owner},
    tachys::{
        html::{attribute::Attribute, event::EventDescriptor},
        renderer::{Rndr, types},
        view::{Mountable, Render, add_attr::AddAnyAttr, any_view::AnyViewState},
    },
};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::any_view::{AnyView, IntoAny, render_in_the_browser};
use crate::live::IntoRender;
use crate::value::{Fixed, IntoValue, Value};

/// An element: tag, attributes, properties, listeners, children. Made by `view!`.
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    namespace: Option<&'static str>,
    entries: Vec<Entry>,
    listeners: Vec<SendWrapper<Listener>>,
    child: Option<AnyView>,
}

/// Where a value goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Attribute,
    Property,
}

struct Entry {
    kind: Kind,
    name: &'static str,
    value: Value,
}

struct Listener {
    event: Cow<'static, str>,
    handler: Box<dyn FnMut(JsValue)>,
    owner: Owner,
}

impl Element {
    /// An HTML element without anything.
    #[must_use]
    pub fn html(tag: &'static str) -> Self {
        Self::new(tag, None)
    }

    /// An SVG element without anything.
    #[must_use]
    pub fn svg(tag: &'static str) -> Self {
        Self::new(tag, Some("http://www.w3.org/2000/svg"))
    }

    fn new(tag: &'static str, namespace: Option<&'static str>) -> Self {
        Self(Box::new(Parts { tag, namespace, entries: Vec::new(), listeners: Vec::new(), child: None }))
    }

    /// With its children; `view!` calls this once, with all of them.
    #[must_use]
    pub fn child(mut self, child: impl IntoRender) -> Self {
        self.0.child = Some(child.into_render().into_any());
        self
    }

    /// With any attribute.
    #[must_use]
    pub fn attr<K>(self, name: &'static str, value: impl IntoValue<K>) -> Self {
        self.with(Kind::Attribute, name, value.into_value())
    }

    /// With a property of the element's object.
    #[must_use]
    pub fn prop<K>(self, name: &'static str, value: impl IntoValue<K>) -> Self {
        self.with(Kind::Property, name, value.into_value())
    }

    #[inline(never)]
    fn with(mut self, kind: Kind, name: &'static str, value: Value) -> Self {
        // Attributes before properties: the value of a range is cut to its bounds, and the bounds are attributes.
        let attributes = self.0.entries.iter().take_while(|entry| entry.kind == Kind::Attribute).count();
        let place = if kind == Kind::Attribute { attributes } else { self.0.entries.len() };
        self.0.entries.insert(place, Entry { kind, name, value });
        self
    }

    /// With a listener. It runs with the owner of this moment, so that it finds the contexts of its component.
    #[must_use]
    pub fn on<E>(self, event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        const { assert!(!E::CAPTURE, "`on:…:capture` is not supported: nothing has needed it") };
        self.listen(event.name(), Box::new(move |event| handler(event.unchecked_into())))
    }

    #[inline(never)]
    fn listen(mut self, event: Cow<'static, str>, handler: Box<dyn FnMut(JsValue)>) -> Self {
        let owner = Owner::current().unwrap_or_default();
        self.0.listeners.push(SendWrapper::new(Listener { event, handler, owner }));
        self
    }
}

macro_rules! attributes {
    ($($method:ident $name:literal)*) => {
        /// Attributes by name; those with a hyphen in it are written by [`Element::attr`], but for `aria-…`.
        impl Element {
            $(
                #[doc = concat!("`", $name, "`")]
                #[must_use]
                pub fn $method<K>(self, value: impl IntoValue<K>) -> Self {
                    self.attr($name, value)
                }
            )*
        }
    };
}

attributes! {
    accept "accept" action "action" alt "alt" autocomplete "autocomplete" checked "checked" class "class" cols "cols"
    colspan "colspan" controls "controls" datetime "datetime" default "default" dir "dir" disabled "disabled"
    download "download" r#for "for" form "form" height "height" hidden "hidden" href "href" id "id"
    inputmode "inputmode" kind "kind" label "label" lang "lang" list "list" max "max" maxlength "maxlength"
    method "method" min "min" minlength "minlength" multiple "multiple" name "name" novalidate "novalidate" open "open"
    pattern "pattern" placeholder "placeholder" popover "popover" popovertarget "popovertarget" poster "poster"
    preload "preload" readonly "readonly" rel "rel" required "required" role "role" rows "rows" rowspan "rowspan"
    scope "scope" selected "selected" spellcheck "spellcheck" src "src" srclang "srclang" step "step"
    tabindex "tabindex" target "target" title "title" r#type "type" value "value" width "width"
    aria_atomic "aria-atomic" aria_busy "aria-busy" aria_checked "aria-checked" aria_controls "aria-controls"
    aria_current "aria-current" aria_describedby "aria-describedby" aria_disabled "aria-disabled"
    aria_expanded "aria-expanded" aria_hidden "aria-hidden" aria_invalid "aria-invalid" aria_label "aria-label"
    aria_labelledby "aria-labelledby" aria_live "aria-live" aria_pressed "aria-pressed"
    aria_required "aria-required" aria_selected "aria-selected" aria_sort "aria-sort" aria_valuemax "aria-valuemax"
    aria_valuemin "aria-valuemin" aria_valuenow "aria-valuenow" aria_valuetext "aria-valuetext"
}

/// An element that is on the page.
pub struct ElementState {
    element: types::Element,
    tag: &'static str,
    entries: Vec<(Kind, &'static str, Held)>,
    listeners: Vec<Listening>,
    child: Option<AnyViewState>,
}

/// What an entry needs while its element is there.
enum Held {
    Fixed(Fixed),
    /// Dropping the effect ends it.
    Live(RenderEffect<Fixed>),
}

type Listening = (Cow<'static, str>, Closure<dyn FnMut(JsValue)>);

impl Parts {
    fn build(self) -> ElementState {
        let element = Rndr::create_element(self.tag, self.namespace);
        // Children first: the value of a list of options needs the options.
        let child = self.child.map(|child| {
            let mut child = child.build();
            child.mount(&element, None);
            child
        });
        let hold =
            |Entry { kind, name, value }| (kind, name, hold(&element, kind, name, value, Fixed::Absent));
        let entries = self.entries.into_iter().map(hold).collect();
        let listeners = self.listeners.into_iter().map(|listener| listen(&element, listener)).collect();
        ElementState { element, tag: self.tag, entries, listeners, child }
    }

    /// Whether an element can be taken over: what it is made of is the same, only the values differ.
    fn is_shaped_like(&self, state: &ElementState) -> bool {
        let entries = self.entries.iter().map(|entry| (entry.kind, entry.name));
        let listeners = self.listeners.iter().map(|listener| &listener.event);
        self.tag == state.tag
            && self.child.is_some() == state.child.is_some()
            && entries.eq(state.entries.iter().map(|(kind, name, _)| (*kind, *name)))
            && listeners.eq(state.listeners.iter().map(|(event, _)| event))
    }
}

impl Held {
    /// The value, which is no longer kept up to date.
    fn end(self) -> Fixed {
        match self {
            Self::Fixed(fixed) => fixed,
            Self::Live(effect) => effect.take_value().unwrap_or(Fixed::Absent),
        }
    }
}

/// Puts a value on the element, where `before` stands, and keeps it up to date.
fn hold(element: &types::Element, kind: Kind, name: &'static str, value: Value, before: Fixed) -> Held {
    match value {
        Value::Fixed(now) => {
            change(element, kind, name, &before, &now);
            Held::Fixed(now)
        }
        Value::Live(mut compute) => {
            let element = element.clone();
            let run = move |before: Option<Fixed>| {
                let now = compute();
                change(&element, kind, name, &before.unwrap_or(Fixed::Absent), &now);
                now
            };
            Held::Live(RenderEffect::new_with_value(run, Some(before)))
        }
    }
}

/// A browser refuses only names that can't be names, and the names are our own.
fn change(element: &types::Element, kind: Kind, name: &'static str, before: &Fixed, now: &Fixed) {
    // A property is written again and again: the person at the page changes it too.
    if kind == Kind::Attribute && before == now {
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

fn set_property(element: &types::Element, name: &'static str, value: &JsValue) {
    let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), value);
}

fn listen(element: &types::Element, listener: SendWrapper<Listener>) -> Listening {
    let Listener { event, mut handler, owner } = listener.take();
    let run = Closure::<dyn FnMut(JsValue)>::new(move |event| {
        #[cfg(debug_assertions)]
        let _zone = ::leptos::reactive::diagnostics::SpecialNonReactiveZone::enter();
        owner.with(|| handler(event));
    });
    let _ = element.add_event_listener_with_callback(&event, run.as_ref().unchecked_ref());
    (event, run)
}

impl ElementState {
    fn stop_listening(&mut self) {
        for (event, run) in self.listeners.drain(..) {
            let _ = self.element.remove_event_listener_with_callback(&event, run.as_ref().unchecked_ref());
        }
    }
}

/// A listener outlives its element in the browser: an event may be on its way already.
impl Drop for ElementState {
    fn drop(&mut self) {
        self.stop_listening();
    }
}

impl Render for Element {
    type State = ElementState;

    fn build(self) -> ElementState {
        self.0.build()
    }

    fn rebuild(self, state: &mut ElementState) {
        let parts = *self.0;
        if !parts.is_shaped_like(state) {
            let mut new = parts.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
            return;
        }
        if let (Some(child), Some(before)) = (parts.child, &mut state.child) {
            child.rebuild(before);
        }
        let element = &state.element;
        let renew = |(Entry { kind, name, value }, (_, _, held)): (Entry, (Kind, &str, Held))| {
            (kind, name, hold(element, kind, name, value, held.end()))
        };
        state.entries =
            parts.entries.into_iter().zip(std::mem::take(&mut state.entries)).map(renew).collect();
        state.stop_listening();
        state.listeners =
            parts.listeners.into_iter().map(|listener| listen(&state.element, listener)).collect();
    }
}

impl Mountable for ElementState {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.element.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}

impl AddAnyAttr for Element {
    type Output<A: Attribute> = <AnyView as AddAnyAttr>::Output<A>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A> {
        self.into_any().add_any_attr(attribute)
    }
}

render_in_the_browser!(Element);
