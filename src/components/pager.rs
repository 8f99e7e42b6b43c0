//! The pages of a list: back to the first, on to the next. Knows no page but by the cursor that the API gave.

use leptos::prelude::*;

use crate::components::{
    icon::Icon,
    markup::{live, view},
};

/// Where a list stands.
#[derive(Clone, PartialEq, Default)]
pub struct Place {
    /// "236 units"; empty when the API does not count.
    pub total: String,
    /// Nothing comes before this page.
    pub is_first: bool,
    /// The next page, if there is one.
    pub next: Option<String>,
}

/// The pager; nothing when there is nothing to turn or to count. `go` is handed a cursor, empty for the first page.
pub fn pager(
    place: impl Fn() -> Place + Send + Sync + 'static,
    go: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let go = Callback::new(go);
    let place = Memo::new(move |_| place());
    live(move || {
        let Place { total, is_first, next } = place.get();
        (next.is_some() || !is_first || !total.is_empty()).then(|| {
            let first = (!is_first).then(|| view! { <button class="button" type="button" on:click=move |_| go.run(String::new())>"First page"</button> });
            let next = next.map(|cursor| view! { <button class="button" type="button" on:click=move |_| go.run(cursor.clone())>"Next"<Icon name="arrow-right"/></button> });
            view! { <nav class="pager" aria-label="Pages"><p role="status">{total}</p>{first}{next}</nav> }
        })
    })
}
