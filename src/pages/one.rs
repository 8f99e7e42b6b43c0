//! A page about one thing that the address names by its number: it is loading, there, not there, or could not be asked for.

use std::sync::Arc;

use leptos::prelude::*;
use wire::unit::UnitDetail;

use crate::{
    api::Failure,
    components::{
        loaded::{FailureView, Loaded, skeleton},
        markup::{live, view},
        page_head::PageHead,
    },
    pages::not_found::NotThere,
};

/// What the thing is called, and how an answer is known to be about it: while the address changes, the last answer is
/// still about another one.
pub struct Kind<T> {
    /// "unit", "case"
    pub name: &'static str,
    /// Whether the answer is about the thing with this number.
    pub is_it: fn(&T, &str) -> bool,
}

/// A unit, however its number is written in the address: the API finds it in any case, and with blanks around.
pub fn is_unit(detail: &UnitDetail, reference: &str) -> bool {
    detail.unit.reference.eq_ignore_ascii_case(reference.trim())
}

/// The page, in whichever state it is.
pub fn page_of<T>(
    kind: Kind<T>,
    number: Memo<String>,
    loaded: Loaded<T>,
    view_of: impl Fn(Arc<T>) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    T: Send + Sync + 'static,
{
    live(move || match loaded.answer() {
        Some(Ok(thing)) if (kind.is_it)(&thing, &number.get()) => view_of(thing),
        Some(Err(failure)) if failure != Failure::Aborted => {
            not_shown(kind.name, number, failure, Callback::new(move |()| loaded.again()))
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
