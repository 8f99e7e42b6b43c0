//! When the API refuses what this app's own rules allow. The API's words stand at the field and in the summary, and hold; beside them
//! stands what was decided here and what that rested on, so that whoever looks into it sees which input differs.

use leptos::prelude::*;

use crate::components::{
    card::banner,
    markup::{live, view},
};

/// What was decided here, while that is something else than what the API says; empty: they agree.
pub type Allowed = RwSignal<String>;

/// What was decided here: why it is allowed, and what stands here where the API refuses, as far as it says where.
pub fn allowed(why: &str, inputs: &str) -> String {
    let inputs = if inputs.is_empty() {
        "What differs was not said.".to_owned()
    } else {
        format!("What it refuses is here: {inputs}. What the API has in its place was not said.")
    };
    format!("The portal’s own check allows this: {why} The API refuses it, and that stands. {inputs}")
}

/// The notice, while there is something to say.
pub fn disagreement(allowed: Allowed) -> AnyView {
    live(move || {
        let said = allowed.get();
        if said.is_empty() {
            return ().into_any();
        }
        view! { <div class="measure" role="status">{banner("warn", "warning", "The API and this browser disagree.", said)}</div> }
    })
}
