//! A page about one thing that the address names by its number: it is loading, there, not there, or could not be asked for.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    api::Failure,
    components::{
        loaded::{FailureView, Loaded, skeleton},
        markup::{live, view},
        page_head::PageHead,
    },
    pages::not_found::NotThere,
};

/// The page, in whichever state it is. `what` is what the thing is called: "unit", "case".
pub fn page_of<T>(
    what: &'static str,
    number: Memo<String>,
    loaded: Loaded<T>,
    view_of: impl Fn(Arc<T>) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Send + Sync + 'static,
{
    let is_about = move || number.with(|number| loaded.is_about(number));
    live(move || match loaded.answer() {
        // While the address changes, the last answer is still about another one.
        Some(Ok(thing)) if is_about() => view_of(thing),
        Some(Err(failure)) if failure != Failure::Aborted && is_about() => {
            not_shown(what, number, failure, Callback::new(move |()| loaded.again()))
        }
        _ => skeleton(),
    })
}

fn not_shown(what: &'static str, number: Memo<String>, failure: Failure, again: Callback<()>) -> AnyView {
    if failure.is_not_found() {
        return view! { <NotThere what number=number.get()/> };
    }
    view! { <PageHead title=number.get()/><FailureView what failure again/> }
}
