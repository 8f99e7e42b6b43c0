//! The four states of what is loaded: loading (shown after 300 ms), failed, there; empty is the page's own word.
//!
//! There is no `Transition` here: a poll that brings the same answer again must leave the page, its focus and its scroll
//! position alone, and a new answer replaces the old one without a flash of loading.

use std::{any::Any, marker::PhantomData, sync::Arc};

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use rules::Instant;
use wire::path::encode;

use crate::{
    api::{self, Abort, Failure, Raw, Reading},
    clock::use_clock,
    components::{
        icon::Icon,
        link::{first_page, link},
        markup::{live, view},
    },
    route::Route,
};

/// What was asked for, as it stands; shared, not copied.
pub type Answer<T> = Option<Result<Arc<T>, Failure>>;

/// An answer of any type. One resource serves all of them: made anew for every type they would weigh a tenth of the whole
/// app.
type AnyAnswer = Result<Arc<dyn Any + Send + Sync>, Failure>;

fn of_type<T: Send + Sync + 'static>(answer: &AnyAnswer) -> Answer<T> {
    match answer {
        Ok(value) => value.clone().downcast().ok().map(Ok),
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
    source: StoredValue<Source>,
    /// Since when asking has not worked, in passing.
    failing: RwSignal<Option<Instant>>,
}

impl LoadedAny {
    fn is_about(self, name: &str) -> bool {
        self.source.with_value(|source| {
            // `/v1/units/NAME`, and what hangs below it.
            source.path.split('?').next().and_then(|path| path.split('/').nth(3)) == Some(name)
        })
    }
}

/// What the answer was made of.
#[derive(Clone, PartialEq, Eq, Default)]
struct Source {
    /// What was asked.
    path: String,
    /// What came back: the same text with the same tag is the same answer, whatever it means.
    text: String,
    etag: Option<String>,
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
    T: Send + Sync + 'static,
{
    let ask = move || {
        let Reading { path, read } = ask()?;
        let read: Read = Box::new(move |raw| read(raw).map(|value| Arc::new(value) as _));
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
        source: StoredValue::new(Source::default()),
        failing: RwSignal::new(None),
    };
    let LoadedAny { again, answer, source, failing } = any;
    let clock = use_clock();
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
        let there = answer.with_untracked(|answer| matches!(answer, Some(Ok(_))));
        let tag = source.with_value(|known| known.etag.clone().filter(|_| there && known.path == path));
        leptos::task::spawn_local(async move {
            let came = api::get(&path, tag.as_deref(), &abort).await;
            // A late answer to an older question, or to a page that was left, changes nothing.
            let Some(mut known) = source.try_get_value().filter(|_| latest.try_get_value() == Some(number))
            else {
                return;
            };
            let fails = came.as_ref().is_err_and(Failure::is_passing);
            failing.update_if(|since| {
                let before = *since;
                *since = fails.then(|| before.unwrap_or_else(|| clock.now_untracked()));
                *since != before
            });
            if came.as_ref().is_ok_and(Raw::is_unchanged) {
                return;
            }
            let (text, etag) =
                came.as_ref().map(|raw| (raw.text.clone(), raw.etag.clone())).unwrap_or_default();
            let asked = Source { path, text, etag };
            answer.update_if(|answer| take(answer, &mut known, asked, came.map(|raw| || read(raw))));
            source.set_value(known);
        });
    });
    any
}

/// Puts a new answer in the place of the old one and says whether anything has changed; it is read only then. The same
/// answer to another question is news, because the page may name what was asked. A poll that fails in passing keeps what
/// is there, and the page says elsewhere that it is offline; another question that fails does not.
fn take(
    answer: &mut Option<AnyAnswer>,
    known: &mut Source,
    asked: Source,
    came: Result<impl FnOnce() -> AnyAnswer, Failure>,
) -> bool {
    let new = match came {
        Ok(_) if answer.is_some() && asked == *known => return false,
        Ok(read) => read(),
        Err(failure) => {
            let passes = failure.is_passing() || failure == Failure::Aborted;
            let keeps = match answer {
                Some(Ok(_)) => passes,
                Some(Err(known)) => *known == failure,
                None => false,
            };
            if keeps && asked.path == known.path {
                return false;
            }
            Err(failure)
        }
    };
    *known = asked;
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
        self.any.source.with_value(|source| source.path == reading.path)
    }

    /// Whether what is there was asked for by that name, however the API writes it: "jn1" of a unit "JN1".
    pub fn is_about(self, name: &str) -> bool {
        self.any.is_about(&encode(name))
    }

    /// As it stands.
    pub fn answer(self) -> Answer<T> {
        self.any.answer.with(|answer| answer.as_ref().and_then(of_type))
    }

    /// Since when asking has not worked, in passing; what is there may be old by as much.
    pub fn failing(self) -> Option<Instant> {
        self.any.failing.get()
    }

    /// Asks again.
    pub fn again(self) {
        self.any.again.try_update(|again| *again = again.wrapping_add(1));
    }

    /// Shows it by `view`, or that it is loading, or why not. `what` completes "We could not load …".
    pub fn show(self, what: &'static str, view: impl Fn(&T) -> AnyView + Send + Sync + 'static) -> AnyView {
        self.shown(what, Lacking::IsSaid, view)
    }

    /// The same as a part of a page that is something without it: where the API does without it, there is no such part.
    pub fn beside(self, what: &'static str, view: impl Fn(&T) -> AnyView + Send + Sync + 'static) -> AnyView {
        self.shown(what, Lacking::IsNothing, view)
    }

    fn shown(
        self,
        what: &'static str,
        lacking: Lacking,
        view: impl Fn(&T) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        live(move || match self.answer() {
            Some(Err(Failure::Lacking)) if lacking == Lacking::IsNothing => ().into_any(),
            None | Some(Err(Failure::Aborted)) => skeleton(),
            Some(Ok(value)) => view(&value),
            Some(Err(failure)) => {
                view! { <FailureView what failure again=move |()| self.again()/> }
            }
        })
    }
}

/// What is shown of something that the API does without.
#[derive(Clone, Copy, PartialEq)]
enum Lacking {
    IsSaid,
    IsNothing,
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
    if failure.is_not_allowed() {
        return view! {
            <section class="failure" role="alert">
                <header><Icon name="warning"/><h2>"Your role does not see this"</h2></header>
                <p>{failure.what_happened()}</p>
                <p>{link(&Route::Home, "Go to the first screen")}": it has what your role works with. If it is urgent, call: the numbers are at the top of this page."</p>
            </section>
        };
    }
    if failure == Failure::Lacking {
        let is_deep = use_location().pathname.with_untracked(|path| path != "/");
        return view! {
            <section class="failure">
                <header><Icon name="info"/><h2>"Not part of this portal"</h2></header>
                <p>{failure.what_happened()}" For what you need here, call: the numbers are at the top of this page."</p>
                {is_deep.then(|| view! { <p>{link(&Route::Home, "Go to the first screen")}</p> })}
            </section>
        };
    }
    let first = if failure.is_of_an_old_page() { first_page() } else { None };
    if let Some(first) = first {
        return view! {
            <section class="failure" role="alert">
                <header><Icon name="info"/><h2>"This page of the list is not there any more"</h2></header>
                <p>"The list has changed since the link was made."</p>
                <p><a class="button" data-kind="primary" href=first>"First page"</a></p>
            </section>
        };
    }
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

    /// What is there, with what it was made of.
    #[derive(Default)]
    struct There(Option<AnyAnswer>, Source);

    impl There {
        fn put(&mut self, path: &str, new: Result<u32, Failure>) -> bool {
            let text = new.as_ref().map(u32::to_string).unwrap_or_default();
            self.put_text(path, text, new.map(Ok))
        }

        /// `came` may be text that can't be read.
        fn put_text(
            &mut self,
            path: &str,
            text: String,
            came: Result<Result<u32, Failure>, Failure>,
        ) -> bool {
            let asked = Source { path: path.to_owned(), text, etag: None };
            take(&mut self.0, &mut self.1, asked, came.map(|read| || read.map(|value| Arc::new(value) as _)))
        }

        fn value(&self) -> Option<Result<u32, Failure>> {
            self.0.as_ref().and_then(of_type).map(|value| value.map(|value: Arc<u32>| *value))
        }
    }

    #[test]
    fn the_same_answer_again_is_no_change_but_to_another_question_it_is() {
        let mut there = There::default();
        assert!(there.put("/a", Ok(1)));
        assert!(!there.put("/a", Ok(1)));
        assert!(there.put("/a", Ok(2)));
        assert!(there.put("/b", Ok(2)));
        assert_eq!(there.value(), Some(Ok(2)));
    }

    #[test]
    fn a_failure_in_passing_keeps_what_is_there_and_a_lasting_one_does_not() {
        let mut there = There::default();
        assert!(there.put("/a", Err(Failure::NoAnswer)));
        assert!(!there.put("/a", Err(Failure::NoAnswer)));
        assert!(there.put("/a", Ok(1)));
        assert!(!there.put("/a", Err(Failure::TimedOut)));
        assert_eq!(there.value(), Some(Ok(1)));
        assert!(there.put("/a", Err(Failure::NotTheApi { status: 404 })));
        assert_eq!(there.value(), Some(Err(Failure::NotTheApi { status: 404 })));
        assert!(there.put("/a", Ok(1)), "after a failure the same text is news");
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_news_once() {
        let mut there = There::default();
        let unreadable = || Ok(Err(Failure::NotTheApi { status: 200 }));
        assert!(there.put_text("/a", "<html>".to_owned(), unreadable()));
        assert!(!there.put_text("/a", "<html>".to_owned(), unreadable()));
        assert!(there.put("/a", Ok(1)));
    }

    #[test]
    fn a_new_question_that_fails_does_not_keep_the_answer_to_the_old_one() {
        let mut there = There::default();
        assert!(there.put("/a", Ok(1)));
        assert!(there.put("/b", Err(Failure::TimedOut)));
        assert_eq!(there.value(), Some(Err(Failure::TimedOut)));
    }

    #[test]
    fn a_new_entity_tag_is_news() {
        let mut there = There::default();
        assert!(there.put("/a", Ok(1)));
        there.1.etag = Some("older".to_owned());
        assert!(there.put("/a", Ok(1)));
    }
}
