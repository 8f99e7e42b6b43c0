//! A view of no static type. A leptos view of that kind is eight words that are moved at every step; ours is one pointer.
//! The app writes it as the result of its functions; `view!` makes one of what it is given and of the views in it, and components return one.

use std::any::Any;

use ::leptos::tachys::{
    html::attribute::Attribute,
    view::{
        Render, RenderHtml,
        add_attr::AddAnyAttr,
        any_view::{self, AnyViewState},
        iterators,
    },
};

/// A view of no static type.
pub struct AnyView(Box<any_view::AnyView>);

/// Takes a view's static type from it.
pub trait IntoAny {
    /// The same view, of no static type.
    fn into_any(self) -> AnyView;
}

impl<T: RenderHtml> IntoAny for T {
    #[inline(never)]
    fn into_any(self) -> AnyView {
        let mut view = Some(self.into_owned());
        // What has lost its type already is not wrapped once more.
        let any: &mut dyn Any = &mut view;
        if let Some(Some(view)) = any.downcast_mut::<Option<AnyView>>().map(Option::take) {
            return view;
        }
        if let Some(Some(view)) = any.downcast_mut::<Option<any_view::AnyView>>().map(Option::take) {
            return AnyView(Box::new(view));
        }
        match view {
            Some(view) => AnyView(Box::new(any_view::IntoAny::into_any(view))),
            None => AnyView(Box::new(any_view::IntoAny::into_any(()))),
        }
    }
}

/// How `#[component]` calls it.
pub trait IntoMaybeErased {
    /// The same view, of no static type.
    fn into_maybe_erased(self) -> AnyView;
}

impl<T: RenderHtml> IntoMaybeErased for T {
    fn into_maybe_erased(self) -> AnyView {
        self.into_any()
    }
}

/// Stands in the place of leptos' type of this name where `view!` gathers children.
#[derive(Debug)]
pub struct StaticVec;

impl StaticVec {
    /// The children as one view.
    #[must_use]
    pub fn from(children: Vec<AnyView>) -> iterators::StaticVec<any_view::AnyView> {
        children.into_iter().map(|AnyView(view)| *view).collect::<Vec<_>>().into()
    }
}

impl Render for AnyView {
    type State = AnyViewState;

    fn build(self) -> AnyViewState {
        self.0.build()
    }

    fn rebuild(self, state: &mut AnyViewState) {
        self.0.rebuild(state);
    }
}

impl AddAnyAttr for AnyView {
    type Output<A: Attribute> = <any_view::AnyView as AddAnyAttr>::Output<A>;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self::Output<A> {
        self.0.add_any_attr(attribute)
    }
}

/// The trait that leptos asks of every view. Nothing here is rendered to text on a server.
macro_rules! render_in_the_browser {
    ($view:ty) => {
        impl ::leptos::tachys::view::RenderHtml for $view {
            type AsyncOutput = Self;
            type Owned = Self;

            const MIN_LENGTH: usize = 0;

            fn dry_resolve(&mut self) {}

            async fn resolve(self) -> Self {
                self
            }

            fn to_html_with_buf(
                self,
                _: &mut String,
                _: &mut ::leptos::tachys::view::Position,
                _: bool,
                _: bool,
                _: Vec<::leptos::tachys::html::attribute::any_attribute::AnyAttribute>,
            ) {
            }

            fn hydrate<const FROM_SERVER: bool>(
                self,
                _: &::leptos::tachys::hydration::Cursor,
                _: &::leptos::tachys::view::PositionState,
            ) -> Self::State {
                ::leptos::tachys::view::Render::build(self)
            }

            fn into_owned(self) -> Self {
                self
            }
        }
    };
}
pub(crate) use render_in_the_browser;

render_in_the_browser!(AnyView);
