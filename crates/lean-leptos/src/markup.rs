//! An element with all that is in it, before it is on the page ([`Markup`]) and while it is ([`MarkupState`]). What is fixed
//! of it is a text that is followed step by step (`steps.rs`); the rest has been handed over in the order of its steps.

use ::leptos::{
    reactive::owner::Owner,
    tachys::{
        html::{attribute::Attribute, event::EventDescriptor},
        renderer::{Rndr, types},
        view::{Mountable, Render, add_attr::AddAnyAttr, any_view::AnyViewState},
    },
};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};

use crate::any_view::{AnyView, IntoAny, render_in_the_browser};
use crate::held::{Held, Kind, Listener, Listening, Place};
use crate::live::IntoRender;
use crate::steps::{Step, steps};
use crate::value::{IntoValue, Value};

/// An element. Made by `view!`.
pub struct Markup(Box<Parts>);

struct Parts {
    text: &'static str,
    holes: Vec<Hole>,
}

/// What is handed over.
enum Hole {
    View(AnyView),
    Value(Value),
    Listener(SendWrapper<Listener>),
}

impl Markup {
    /// An element of which this text is fixed.
    #[must_use]
    #[inline(never)]
    pub fn new(text: &'static str) -> Self {
        Self(Box::new(Parts { text, holes: Vec::new() }))
    }

    /// With a view in it.
    #[must_use]
    pub fn view(self, view: impl IntoRender) -> Self {
        self.with_view(view.into_render().into_any())
    }

    /// With the value of an attribute or a property.
    #[must_use]
    pub fn value<K>(self, value: impl IntoValue<K>) -> Self {
        self.with(Hole::Value(value.into_value()))
    }

    /// With a listener. It runs with the owner of this moment, so that it finds the contexts of its component.
    #[must_use]
    pub fn on<E>(self, _: E, mut handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        self.listen(Box::new(move |event| handler(event.unchecked_into())))
    }

    #[inline(never)]
    fn with_view(self, view: AnyView) -> Self {
        self.with(Hole::View(view))
    }

    #[inline(never)]
    fn listen(self, handler: Box<dyn FnMut(JsValue)>) -> Self {
        let owner = Owner::current().unwrap_or_default();
        self.with(Hole::Listener(SendWrapper::new(Listener { handler, owner })))
    }

    #[inline(never)]
    fn with(mut self, hole: Hole) -> Self {
        self.0.holes.push(hole);
        self
    }
}

/// An element that is on the page.
pub struct MarkupState {
    element: types::Element,
    text: &'static str,
    /// What was handed over, by its number, in the order in which it has its effect.
    filled: Vec<(usize, Filled)>,
}

/// What was handed over, on its place.
enum Filled {
    View(AnyViewState),
    Value(Place, Held),
    Listener(Listening),
}

/// An element that has begun, and its properties, which wait for its end: the value of a list of options needs the options,
/// and that of a range its bounds.
struct Open {
    element: types::Element,
    properties: Vec<(usize, &'static str, Value)>,
}

impl Parts {
    fn build(self) -> MarkupState {
        let Self { text, holes } = self;
        let mut holes = holes.into_iter().enumerate();
        let (mut filled, mut open) = (Vec::new(), Vec::<Open>::new());
        for step in steps(text) {
            let begun = match step {
                Step::Html(tag) => Some(Rndr::create_element(tag, None)),
                Step::Svg(tag) => Some(Rndr::create_element(tag, Some("http://www.w3.org/2000/svg"))),
                _ => None,
            };
            if let Some(element) = begun {
                open.push(Open { element, properties: Vec::new() });
                continue;
            }
            let Some(Open { element, properties }) = open.last_mut() else { break };
            match step {
                Step::Html(_) | Step::Svg(_) => {}
                Step::Text(text) => Rndr::insert_node(element, &Rndr::create_text_node(text), None),
                Step::Fixed(name, value) => Rndr::set_attribute(element, name, value),
                Step::End => {
                    let Some(Open { element, properties }) = open.pop() else { break };
                    for (number, name, value) in properties {
                        let place = Place { element: element.clone(), kind: Kind::Property, name };
                        let held = Held::new(&place, value, crate::Fixed::Absent);
                        filled.push((number, Filled::Value(place, held)));
                    }
                    match open.last() {
                        Some(parent) => Rndr::insert_node(&parent.element, &element, None),
                        None => return MarkupState { element, text, filled },
                    }
                }
                Step::Attribute(name) | Step::Property(name) | Step::Listener(name) => {
                    match (step, holes.next()) {
                        (Step::Property(_), Some((number, Hole::Value(value)))) => {
                            properties.push((number, name, value))
                        }
                        (_, Some((number, Hole::Value(value)))) => {
                            let place = Place { element: element.clone(), kind: Kind::Attribute, name };
                            let held = Held::new(&place, value, crate::Fixed::Absent);
                            filled.push((number, Filled::Value(place, held)));
                        }
                        (_, Some((number, Hole::Listener(listener)))) => {
                            let listening = Listening::new(element.clone(), name, listener.take());
                            filled.push((number, Filled::Listener(listening)));
                        }
                        _ => {}
                    }
                }
                Step::View => {
                    if let Some((number, Hole::View(view))) = holes.next() {
                        let mut view = view.build();
                        view.mount(element, None);
                        filled.push((number, Filled::View(view)));
                    }
                }
            }
        }
        unreachable!("`view!` ends what it begins")
    }
}

impl Filled {
    fn renew(&mut self, hole: Hole) {
        match (self, hole) {
            (Self::View(state), Hole::View(view)) => view.rebuild(state),
            (Self::Value(place, held), Hole::Value(value)) => held.renew(place, value),
            (Self::Listener(listening), Hole::Listener(listener)) => listening.renew(listener.take()),
            // The same text has the same kinds of places.
            _ => {}
        }
    }
}

impl Render for Markup {
    type State = MarkupState;

    fn build(self) -> MarkupState {
        self.0.build()
    }

    /// An element is taken over, with the focus and what was typed in it, when what is fixed of it is the same.
    fn rebuild(self, state: &mut MarkupState) {
        if self.0.text != state.text {
            let mut new = self.0.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
            return;
        }
        let mut holes: Vec<_> = self.0.holes.into_iter().map(Some).collect();
        for (number, filled) in &mut state.filled {
            if let Some(hole) = holes.get_mut(*number).and_then(Option::take) {
                filled.renew(hole);
            }
        }
    }
}

impl Mountable for MarkupState {
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

impl AddAnyAttr for Markup {
    type Output<A: Attribute> = <AnyView as AddAnyAttr>::Output<A>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A> {
        self.into_any().add_any_attr(attribute)
    }
}

render_in_the_browser!(Markup);
