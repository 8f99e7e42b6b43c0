//! The four states of what is loaded: loading (shown after 300 ms), failed, there; empty is the page's own word.
//!
//! The answer is read through a memo and not inside a `Transition`: a poll that brings the same answer again must leave
//! the page, its focus and its scroll position alone, and a new answer replaces the old one without a flash of loading.

use std::{any::Any, marker::PhantomData, pin::Pin, sync::Arc};

use leptos::prelude::*;

use crate::{api::Failure, components::icon::Icon};

/// What was asked for, as it stands.
pub type Answer<T> = Option<Result<T, Failure>>;

/// An answer of any type. One resource and one memo serve all of them: made anew for every type they would weigh a
/// tenth of the whole app.
#[derive(Clone)]
struct AnyAnswer {
    value: Result<Arc<dyn Any + Send + Sync>, Failure>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl AnyAnswer {
    fn new<T: PartialEq + Send + Sync + 'static>(value: Result<T, Failure>) -> Self {
        let value = value.map(|value| Arc::new(value) as Arc<dyn Any + Send + Sync>);
        Self { value, same: |a, b| a.downcast_ref::<T>().is_some_and(|a| b.downcast_ref() == Some(a)) }
    }

    fn get<T: Clone + 'static>(&self) -> Option<Result<T, Failure>> {
        match &self.value {
            Ok(value) => (**value).downcast_ref::<T>().cloned().map(Ok),
            Err(failure) => Some(Err(failure.clone())),
        }
    }
}

impl PartialEq for AnyAnswer {
    fn eq(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Ok(own), Ok(others)) => (self.same)(&**own, &**others),
            (Err(own), Err(others)) => own == others,
            _ => false,
        }
    }
}

/// A resource whose changes are noticed only when the answer differs.
pub struct Loaded<T> {
    resource: LocalResource<AnyAnswer>,
    answer: Memo<Option<AnyAnswer>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loaded<T> {}

/// Loads by `fetch`; signals read in it before its first `.await` load it again. To be called at page level.
pub fn load<T, Fut>(fetch: impl Fn() -> Fut + 'static) -> Loaded<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    Fut: Future<Output = Result<T, Failure>> + 'static,
{
    let (resource, answer) = load_any(Box::new(move || {
        let asked = fetch();
        Box::pin(async move { AnyAnswer::new(asked.await) })
    }));
    Loaded { resource, answer, of: PhantomData }
}

type Fetch = Box<dyn Fn() -> Pin<Box<dyn Future<Output = AnyAnswer>>>>;

fn load_any(fetch: Fetch) -> (LocalResource<AnyAnswer>, Memo<Option<AnyAnswer>>) {
    let resource = LocalResource::new(fetch);
    let answer = Memo::new(move |before: Option<&Option<AnyAnswer>>| {
        let now = resource.get();
        match (now.as_ref().map(|now| &now.value), before.and_then(Option::as_ref)) {
            // A poll that fails in passing keeps what is there; the page says elsewhere that it is offline.
            (Some(Err(failure)), Some(old))
                if old.value.is_ok() && (failure.is_passing() || *failure == Failure::Aborted) =>
            {
                Some(old.clone())
            }
            _ => now,
        }
    });
    (resource, answer)
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Loaded<T> {
    /// What is there, if it is.
    pub fn value(self) -> Option<T> {
        self.answer().and_then(Result::ok)
    }

    /// As it stands.
    pub fn answer(self) -> Answer<T> {
        self.answer.with(|answer| answer.as_ref().and_then(AnyAnswer::get))
    }

    /// Asks again.
    pub fn again(self) {
        self.resource.refetch();
    }

    /// Shows it by `view`, or that it is loading, or why not. `what` completes "We could not load …".
    pub fn show(self, what: &'static str, view: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView {
        (move || match self.answer() {
            None | Some(Err(Failure::Aborted)) => skeleton(),
            Some(Ok(value)) => view(value),
            Some(Err(failure)) => {
                view! { <FailureView what failure again=move |()| self.again()/> }.into_any()
            }
        })
        .into_any()
    }
}

/// Grey bars that show themselves after 300 ms.
pub fn skeleton() -> AnyView {
    view! {
        <p class="visually-hidden" role="status">"Loading…"</p>
        <div class="skeleton" aria-hidden="true"><span></span><span></span><span></span></div>
    }
    .into_any()
}

/// What happened, what is safe, what to do. The telephone numbers stand above it on every page.
#[component]
pub fn FailureView(
    /// Completes "We could not load …".
    what: &'static str,
    failure: Failure,
    #[prop(into)] again: Callback<()>,
) -> impl IntoView {
    let request = failure.request_id();
    view! {
        <section class="failure" role="alert">
            <header><Icon name="warning"/><h2>"We could not load "{what}</h2></header>
            <p><b>"What happened. "</b>{failure.what_happened()}</p>
            <p><b>"What is safe. "</b>"Everything that was sent, and your drafts in this browser."</p>
            <p><b>"What to do. "</b>"Try again. If it is urgent, call: the numbers are at the top of this page."</p>
            <div class="cluster">
                <button class="button" data-kind="primary" on:click=move |_| again.run(())>"Try again"</button>
            </div>
            {request.map(|id| view! { <p class="request">"Request "<span class="mono">{id}</span></p> })}
        </section>
    }
}
