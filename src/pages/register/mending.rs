//! A whole column put right at once: in the rows that are listed, whatever stands there or only where a certain text does.

use leptos::prelude::*;
use rules::{registration::Column, words};

use super::file::Work;
use crate::{
    browser::announce::announcer,
    components::markup::{live, view},
};

/// The form, closed at first.
pub fn view(work: Work) -> AnyView {
    let column = RwSignal::new(Column::ALL[0].code().to_owned());
    let (before, after) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let said = RwSignal::new(String::new());
    let announcer = announcer();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(column) = Column::from_code(&column.get_untracked()) else { return };
        let rows = affected(work, column, before.get_untracked().trim());
        let words = format!("{} changed", words::count(u32::try_from(rows.len()).unwrap_or(u32::MAX), "row"));
        if !rows.is_empty() {
            work.rewrite(rows, column, after.get_untracked().trim());
        }
        announcer.say(&words);
        said.set(words);
    };
    let options =
        work.by.columns().map(|column| view! { <option value=column.code()>{column.name()}</option> });
    let options = options.collect_view();
    let text = |label: &'static str, signal: RwSignal<String>| {
        view! { <label>{label}" "<input type="text" prop:value=move || signal.get() on:input=move |event| signal.set(event_target_value(&event))/></label> }
    };
    view! {
        <details class="card">
            <summary>"Change a whole column"</summary>
            <p class="muted">"In all rows that are listed below, on every page of the list."</p>
            <form class="filters" aria-label="Change a whole column" on:submit=submit>
                <label>"Column " <select on:change=move |event| column.set(event_target_value(&event))>{options}</select></label>
                {text("Only where it is (or all)", before)}
                {text("Write", after)}
                <button class="button">{live(move || format!("Change up to {}", work.listed.shown.with(Vec::len)))}</button>
            </form>
            <p>{move || said.get()}</p>
        </details>
    }
}

fn affected(work: Work, column: Column, before: &str) -> Vec<usize> {
    let mut rows = work.listed.shown.get_untracked();
    work.sheet.with_untracked(|sheet| {
        if let Some(sheet) = sheet
            && !before.is_empty()
        {
            rows.retain(|row| sheet.row(*row).get(column) == before);
        }
    });
    rows
}
