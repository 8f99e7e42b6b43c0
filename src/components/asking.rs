//! What a press takes away for good is asked about first. The question stands in the place of the button, with the answers
//! behind it: a second press on the same spot does nothing. Does nothing by itself but asking.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    browser::document,
    components::markup::{live, view},
};

/// The button, and what it asks.
#[derive(Clone)]
pub struct Asking {
    /// Id of the button: no other of the page has it.
    pub id: String,
    /// On the button.
    pub word: &'static str,
    /// What the button is about, for those who do not see where it stands.
    pub about: String,
    /// What is asked.
    pub question: &'static str,
    /// The answer that does it.
    pub yes: &'static str,
    /// Whether the button is one of many in a list.
    pub small: bool,
}

/// The button. `is_needed` says whether there is anything to lose; without that it acts at once.
pub fn asking(
    asking: Asking,
    is_needed: impl Fn() -> bool + Send + Sync + 'static,
    act: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    piece(asking, Arc::new(is_needed), Callback::new(move |()| act()))
}

fn piece(asking: Asking, is_needed: Arc<dyn Fn() -> bool + Send + Sync>, act: Callback<()>) -> AnyView {
    let open = RwSignal::new(false);
    live(move || {
        let Asking { id, word, about, question, yes, small } = asking.clone();
        let size = small.then_some("small");
        let question_id = format!("{id}-question");
        if !open.get() {
            let is_needed = is_needed.clone();
            let press = move |_| {
                if !is_needed() {
                    return act.run(());
                }
                open.set(true);
                document::focus_next(&question_id);
            };
            let about =
                (!about.is_empty()).then(|| view! { <span class="visually-hidden">" "{about}</span> });
            return view! { <button class="button" data-kind=small.then_some("quiet") data-size=size type="button" id=id on:click=press>{word}{about}</button> };
        }
        let close = move || {
            open.set(false);
            document::focus_next(&id);
        };
        let leave = close.clone();
        let press = move |_| {
            // What is done may take the focus elsewhere after that.
            close();
            act.run(());
        };
        view! {
            <span class="cluster" role="group" aria-label=format!("{word} {about}").trim_end().to_owned()>
                <span id=question_id tabindex="-1">{question}</span>
                <button class="button" data-kind="danger" data-size=size type="button" on:click=press>{yes}</button>
                <button class="button" data-size=size type="button" on:click=move |_| leave()>"Keep it"</button>
            </span>
        }
    })
}
