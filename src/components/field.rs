//! One field of a form: label, hint, error, control, counter. The error stands at the field and, word for word, in the
//! summary above the form.

use leptos::prelude::*;

use crate::components::{
    error_summary::{ProblemsSignal, message_of},
    icon::Icon,
    markup::view,
};

/// Which control a [`Field`] has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// One line
    Line,
    /// Several lines
    Text,
    /// One line, short
    Short,
    /// Date
    Date,
    /// Date and time, local
    DateTime,
    /// E-mail address
    Email,
    /// Password
    Password,
}

/// A text field bound to a signal.
#[component]
pub fn Field(
    /// Id of the control; also what the summary's link leads to.
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] value: Memo<String>,
    #[prop(into)] set: Callback<String>,
    /// Help between label and control; none when empty.
    #[prop(optional, into)]
    hint: String,
    /// The form's problems; the one with this field's id is shown here.
    problems: ProblemsSignal,
    #[prop(default = Control::Line)] control: Control,
    /// Most characters that fit; a counter appears when the end comes near.
    #[prop(optional_no_strip)]
    limit: Option<usize>,
    #[prop(optional)] autocomplete: Option<&'static str>,
) -> impl IntoView {
    let (hint_id, error_id, count_id) = (format!("{id}-hint"), format!("{id}-error"), format!("{id}-count"));
    let error = move || problems.with(|problems| message_of(problems, id));
    let invalid = move || error().is_some();
    let described = {
        let (hint_id, error_id, count_id) =
            ((!hint.is_empty()).then(|| hint_id.clone()), error_id.clone(), limit.map(|_| count_id.clone()));
        move || {
            let error_id = invalid().then(|| error_id.clone());
            let ids: Vec<String> =
                [hint_id.clone(), error_id, count_id.clone()].into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let aria_invalid = move || invalid().then_some("true");
    let input = match control {
        Control::Text => view! {
            <textarea id=id rows="6" aria-describedby=described aria-invalid=aria_invalid
                prop:value=move || value.get() on:input=move |event| set.run(event_target_value(&event))></textarea>
        },
        _ => view! {
            <input id=id type=input_type(control) autocomplete=autocomplete aria-describedby=described aria-invalid=aria_invalid
                prop:value=move || value.get() on:input=move |event| set.run(event_target_value(&event))/>
        },
    };
    let width = (control == Control::Short).then_some("medium");
    view! {
        <div class="field" data-invalid=move || invalid().then_some("") data-width=width>
            <label for=id>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {move || error().map(|error| view! { <p class="error" id=error_id.clone()><Icon name="warning"/>{error}</p> })}
            {input}
            {limit.map(|limit| view! { <p class="count" id=count_id>{move || left(limit, value.with(|text| text.trim().chars().count()))}</p> })}
        </div>
    }
}

fn input_type(control: Control) -> &'static str {
    match control {
        Control::Date => "date",
        Control::DateTime => "datetime-local",
        Control::Email => "email",
        Control::Password => "password",
        Control::Line | Control::Short | Control::Text => "text",
    }
}

/// Nothing until four fifths are used; then what is left, or by how much it is too long.
fn left(limit: usize, used: usize) -> String {
    match limit.checked_sub(used) {
        None => format!("{} characters too many", used - limit),
        Some(left) if used * 5 >= limit * 4 => format!("{left} characters left"),
        Some(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::left;

    #[test]
    fn the_counter_speaks_near_the_end() {
        assert_eq!(left(250, 199), "");
        assert_eq!(left(250, 200), "50 characters left");
        assert_eq!(left(250, 250), "0 characters left");
        assert_eq!(left(250, 253), "3 characters too many");
    }
}
