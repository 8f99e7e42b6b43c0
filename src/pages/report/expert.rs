//! Whether the case goes to the senior engineers, by who the contact is, and why or why not. Nobody is refused because it does not.

use leptos::prelude::*;
use rules::{
    expert_to_expert::{self, expert_to_expert},
    response::Priority,
};

use super::{Wizard, contact::known};
use crate::{
    clock::use_clock,
    components::markup::{live, view},
    widgets::why::Why,
};

/// In a sentence, with the basis behind it.
#[component]
pub fn ExpertLine(wizard: Wizard) -> impl IntoView {
    let today = use_clock().now_untracked().date_naive();
    live(move || {
        let priority = wizard.open.draft.with(|draft| draft.priority).and_then(Priority::from_number)?;
        let contact = known(wizard);
        let standing = contact.standing?;
        let words = if expert_to_expert(standing, priority, today).is_some() {
            "This case goes to the senior engineers directly (Expert to Expert)."
        } else {
            "This case takes the ordinary way to an engineer."
        };
        let reason = expert_to_expert::reason(standing, priority, today);
        Some(
            view! { <div><p>{words}" "<small class="muted">"By who the contact is: "{contact.name}"."</small></p><Why reason/></div> },
        )
    })
}
