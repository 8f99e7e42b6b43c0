//! What is wrong: the unit and the symptom in one line.

use leptos::prelude::*;
use rules::case_draft::Field;

use super::{Wizard, screen::Screen, sending, similar::SimilarCases, subject::SubjectFields};
use crate::{
    browser::document,
    clock::use_clock,
    components::{
        error_summary::{Problems, ProblemsSignal, focus_summary},
        link::use_go,
        markup::view,
    },
    route::Step,
};

/// Checks the fields of one screen and goes on, or shows what is wrong with them.
pub fn use_continue(
    wizard: Wizard,
    fields: &'static [Field],
    next: Step,
) -> (ProblemsSignal, impl Fn() + Clone + Send + Sync + 'static) {
    let own = |refused: &Problems| {
        refused.iter().filter(|(name, _)| fields.iter().any(|field| field.name() == *name)).cloned().collect()
    };
    let problems = RwSignal::new(wizard.refused.with_untracked(own));
    let (go, clock) = (use_go(), use_clock());
    let go_on = move || {
        let priority = wizard
            .open
            .draft
            .with_untracked(|draft| draft.priority)
            .and_then(rules::response::Priority::from_number);
        let mut found = sending::problems(wizard, priority, fields, clock.now_untracked());
        // Half a date would be sent as none.
        if fields.contains(&Field::Since) && document::is_half(Field::Since.name()) {
            found.push((Field::Since.name(), "Give date and time, or neither".to_owned()));
        }
        let fine = found.is_empty();
        problems.set(found);
        if fine { go(wizard.route(next)) } else { focus_summary() }
    };
    (problems, go_on)
}

/// The screen.
#[component]
pub fn WrongScreen(wizard: Wizard) -> impl IntoView {
    let fields = &[Field::Unit, Field::HostName, Field::Site, Field::FurtherUnits, Field::Synopsis];
    // Service is not down after all.
    if wizard.open.draft.with_untracked(|draft| draft.priority == Some(1)) {
        wizard.open.change(|draft| draft.priority = None);
    }
    let (problems, go_on) = use_continue(wizard, fields, Step::Impact);
    view! {
        <Screen wizard step=Step::Wrong title="What is wrong?" problems submit=move |()| go_on()><SubjectFields wizard problems/></Screen>
        // Below the button, which would go away from under the finger when it comes.
        <SimilarCases wizard/>
    }
}
