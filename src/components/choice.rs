//! One of several in a form: a select with label, hint and error, as a `Field` has them.

use leptos::prelude::*;

use crate::components::{
    error_summary::{ProblemsSignal, message_of},
    icon::Icon,
    markup::{live, view},
};

/// `options` are values with their words; one that is chosen and not among them is shown as it is.
pub fn choice(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    options: Vec<(String, String)>,
    value: RwSignal<String>,
    problems: ProblemsSignal,
) -> AnyView {
    let chosen = value.get_untracked();
    let strange =
        (!options.iter().any(|(known, _)| *known == chosen)).then(|| (chosen.clone(), chosen.clone()));
    let options = strange
        .into_iter()
        .chain(options)
        .map(|(known, words)| {
            // Whoever sets the value anew sees it here.
            let this = known.clone();
            view! { <option value=known prop:selected=move || value.with(|now| *now == this)>{words}</option> }
        })
        .collect_view();
    let error = move || problems.with(|problems| message_of(problems, id));
    let error_id = format!("{id}-error");
    let described = {
        let error_id = error_id.clone();
        move || {
            if error().is_some() { error_id.clone() } else { format!("{id}-hint") }
        }
    };
    let shown = live(move || {
        error().map(|error| view! { <p class="error" id=error_id.clone()><Icon name="warning"/>{error}</p> })
    });
    view! {
        <div class="field" data-width="medium" data-invalid=move || error().is_some().then_some("")>
            <label for=id>{label}</label>
            <p class="hint" id=format!("{id}-hint")>{hint}</p>
            {shown}
            <select id=id aria-describedby=described aria-invalid=move || error().is_some().then_some("true")
                on:change=move |event| value.set(event_target_value(&event))>{options}</select>
        </div>
    }
}
