//! The four states of what is loaded: loading (shown after 300 ms), failed, there; empty is the page's own word.
//!
//! There is no `Transition` here: a poll that brings the same answer again must leave the page, its focus and its scroll
//! position alone, and a new answer replaces the old one without a flash of loading.

use std::{marker::PhantomData, sync::Arc};

use leptos::{AnyValue, prelude::*};

use crate::{
    api::{self, Abort, Failure, Raw, Reading},
    components::{
        icon::Icon,
        markup::{live, view},
    },
};

/// What was asked for, as it stands; shared, not copied.
pub type Answer<T> = Option<Result<Arc<T>, Failure>>;

/// An answer of any type. One resource serves all of them: made anew for every type they would weigh a tenth of the whole
/// app.
type AnyAnswer = Result<AnyValue, Failure>;

fn of_type<T: Send + Sync + 'static>(answer: &AnyAnswer) -> Answer<T> {
    match answer {
        Ok(value) => value.get().map(Ok),
        Err(failure) => Some(Err(failure.clone())),
    }
}

/// Something that is loaded, and loaded again when a signal changes that its loading reads. A change ends the call that
/// is under way and asks anew at once; leptos' own resources wait for the old answer first. Noticed only when the answer
/// differs.
pub struct Loaded<T> {
    any: LoadedAny,
    of: PhantomData<fn() -> T>,
}

/// The same of any type.
#[derive(Clone, Copy)]
struct LoadedAny {
    again: RwSignal<u32>,
    answer: RwSignal<Option<AnyAnswer>>,
    /// What the answer is an answer to.
    path: StoredValue<String>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loaded<T> {}

/// Loads what `ask` asks for; signals read in it load it again. While it asks for nothing, nothing is there. To be called at
/// page level.
pub fn load<T>(ask: impl Fn() -> Option<Reading<T>> + 'static) -> Loaded<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let ask = move || {
        let Reading { path, read } = ask()?;
        let read: Read = Box::new(move |raw| read(raw).map(AnyValue::new));
        Some((path, read))
    };
    Loaded { any: load_any(Box::new(ask)), of: PhantomData }
}

type Read = Box<dyn FnOnce(Raw) -> AnyAnswer>;
type Ask = Box<dyn Fn() -> Option<(String, Read)>>;

fn load_any(ask: Ask) -> LoadedAny {
    let any = LoadedAny {
        again: RwSignal::new(0),
        answer: RwSignal::new(None),
        path: StoredValue::new(String::new()),
    };
    let LoadedAny { again, answer, path: answered } = any;
    let latest = StoredValue::new(0u32);
    Effect::new(move |_| {
        again.track();
        let asked = ask();
        let number = latest.get_value().wrapping_add(1);
        latest.set_value(number);
        let Some((path, read)) = asked else {
            answer.update_if(|answer| answer.take().is_some());
            return;
        };
        let abort = Abort::with_owner();
        leptos::task::spawn_local(async move {
            let new = api::get(&path, &abort).await.and_then(read);
            // A late answer to an older question, or to a page that was left, changes nothing.
            if latest.try_get_value() == Some(number) {
                // The same answer to another question is news: the page may name what was asked.
                let is_news = new.is_ok() && answered.with_value(|answered| *answered != path);
                if is_news {
                    answered.set_value(path);
                }
                answer.update_if(|answer| take(answer, new) || is_news);
            }
        });
    });
    any
}

/// Puts a new answer in the place of the old one and says whether anything has changed. A poll that fails in passing
/// keeps what is there; the page says elsewhere that it is offline.
fn take(answer: &mut Option<AnyAnswer>, new: AnyAnswer) -> bool {
    let keeps = matches!(&new, Err(failure) if failure.is_passing() || *failure == Failure::Aborted);
    let has_value = answer.as_ref().is_some_and(|answer| answer.is_ok());
    if (keeps && has_value) || answer.as_ref() == Some(&new) {
        return false;
    }
    *answer = Some(new);
    true
}

impl<T: Send + Sync + 'static> Loaded<T> {
    /// What is there, if it is.
    pub fn value(self) -> Option<Arc<T>> {
        self.answer().and_then(Result::ok)
    }

    /// Whether what is there answers this call; another one may be under way.
    pub fn answers(self, reading: &Reading<T>) -> bool {
        self.any.path.with_value(|path| *path == reading.path)
    }

    /// As it stands.
    pub fn answer(self) -> Answer<T> {
        self.any.answer.with(|answer| answer.as_ref().and_then(of_type))
    }

    /// Asks again.
    pub fn again(self) {
        self.any.again.try_update(|again| *again = again.wrapping_add(1));
    }

    /// Shows it by `view`, or that it is loading, or why not. `what` completes "We could not load …".
    pub fn show(self, what: &'static str, view: impl Fn(&T) -> AnyView + Send + Sync + 'static) -> AnyView {
        live(move || match self.answer() {
            None | Some(Err(Failure::Aborted)) => skeleton(),
            Some(Ok(value)) => view(&value),
            Some(Err(failure)) => {
                view! { <FailureView what failure again=move |()| self.again()/> }
            }
        })
    }
}

/// Grey bars that show themselves after 300 ms.
pub fn skeleton() -> AnyView {
    view! {
        <p class="visually-hidden" role="status">"Loading…"</p>
        <div class="skeleton" aria-hidden="true"><span></span><span></span><span></span></div>
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn put(answer: &mut Option<AnyAnswer>, new: Result<u32, Failure>) -> bool {
        take(answer, new.map(AnyValue::new))
    }

    fn value(answer: &Option<AnyAnswer>) -> Option<Result<u32, Failure>> {
        answer.as_ref().and_then(of_type).map(|value| value.map(|value: Arc<u32>| *value))
    }

    #[test]
    fn the_same_answer_again_is_no_change() {
        let mut answer = None;
        assert!(put(&mut answer, Ok(1)));
        assert!(!put(&mut answer, Ok(1)));
        assert!(put(&mut answer, Ok(2)));
        assert_eq!(value(&answer), Some(Ok(2)));
    }

    #[test]
    fn a_failure_in_passing_keeps_what_is_there_and_a_lasting_one_does_not() {
        let mut answer = None;
        assert!(put(&mut answer, Err(Failure::NoAnswer)));
        assert!(put(&mut answer, Ok(1)));
        assert!(!put(&mut answer, Err(Failure::TimedOut)));
        assert_eq!(value(&answer), Some(Ok(1)));
        assert!(put(&mut answer, Err(Failure::NotTheApi { status: 404 })));
        assert_eq!(value(&answer), Some(Err(Failure::NotTheApi { status: 404 })));
    }
}
