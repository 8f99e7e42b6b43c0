//! What the screens of a report that is no emergency have in common: heading, way back, progress, problems, form.

use leptos::prelude::*;
use rules::case_draft::Field as DraftField;

use super::Wizard;
use crate::{
    components::{
        error_summary::{ErrorSummary, ProblemsSignal},
        field::{Control, Field},
        link::link,
        markup::view,
        page_head::PageHead,
    },
    route::Step,
};

/// The screens in their order, with their names in the progress.
const ORDER: [(Step, &str); 5] = [
    (Step::Wrong, "What is wrong"),
    (Step::Impact, "Impact"),
    (Step::Exclusions, "Not covered"),
    (Step::Details, "Details"),
    (Step::Check, "Check"),
];

/// One screen with its form.
#[component]
pub fn Screen(
    wizard: Wizard,
    step: Step,
    title: &'static str,
    #[prop(optional)] lead: &'static str,
    problems: ProblemsSignal,
    /// Words of the button.
    #[prop(default = "Continue")]
    button: &'static str,
    #[prop(optional)] pending: Option<RwSignal<bool>>,
    #[prop(into)] submit: Callback<()>,
    /// Stands between progress and form; the summary of the problems when not given.
    #[prop(optional)]
    summary: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let here = ORDER.iter().position(|(known, _)| *known == step).unwrap_or(0);
    let before = here.checked_sub(1).map_or(Step::Down, |before| ORDER[before].0);
    let summary = summary.unwrap_or_else(|| view! { <ErrorSummary problems/> });
    let busy = move || pending.map(|pending| pending.get().to_string());
    view! {
        <PageHead title lead back=(wizard.route(before), "Back") problems/>
        {progress(wizard, here)}
        {summary}
        <form class="stack measure" novalidate on:submit=move |event| { event.prevent_default(); submit.run(()); }>
            {children()}
            <p><button class="button" data-kind="primary" aria-busy=busy>{button}</button></p>
        </form>
    }
}

/// The progress; the screens before this one are links.
fn progress(wizard: Wizard, here: usize) -> AnyView {
    let items = ORDER
        .into_iter()
        .enumerate()
        .map(|(place, (step, words))| match place.cmp(&here) {
            std::cmp::Ordering::Less => {
                view! { <li data-state="done">{link(&wizard.route(step), words)}</li> }
            }
            std::cmp::Ordering::Equal => {
                view! { <li data-state="now" aria-current="step"><span>{words}</span></li> }
            }
            std::cmp::Ordering::Greater => view! { <li><span>{words}</span></li> },
        })
        .collect_view();
    view! { <ol class="steps" aria-label="Steps">{items}</ol> }
}

/// A field of the draft: what is typed goes into it at once.
#[component]
pub fn DraftText(
    wizard: Wizard,
    field: DraftField,
    label: &'static str,
    #[prop(into, optional)] hint: String,
    #[prop(default = Control::Line)] control: Control,
    #[prop(optional_no_strip)] limit: Option<usize>,
    problems: ProblemsSignal,
) -> impl IntoView {
    let open = wizard.open;
    let set = move |text| open.change(|draft| draft.set_text(field, text));
    view! { <Field id=field.name() label value=open.text(field) set hint control limit problems/> }
}
