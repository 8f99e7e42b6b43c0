//! A whole column put right at once: in the rows that are listed, whatever stands there or only where a certain text does. The
//! last change can be taken back as long as nothing else was done since.

use leptos::prelude::*;
use rules::{registration::Column, words};

use super::file::Work;
use crate::{
    browser::document,
    components::markup::{live, view},
};

/// The chosen column, which takes the focus when it is missing.
const COLUMN: &str = "change-column";

/// The form, closed at first.
pub fn view(work: Work) -> AnyView {
    let [column, before, after, said] = [(); 4].map(|()| RwSignal::new(String::new()));
    let say = move |words: String| {
        work.announcer.say(&words);
        said.set(words);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(column) = Column::from_code(&column.get_untracked()) else {
            say("Choose a column first".to_owned());
            return document::focus(COLUMN);
        };
        let rows = affected(work, column, before.get_untracked().trim());
        let words = format!("{} changed", words::count(u32::try_from(rows.len()).unwrap_or(u32::MAX), "row"));
        if !rows.is_empty() {
            let found = work.note.with_untracked(|note| note.found.clone());
            work.rewrite(rows, column, after.get_untracked().trim());
            work.last_whole.set(Some((work.note.with_untracked(|note| note.changes.len()), found)));
        }
        say(words);
    };
    let undo = move |_| {
        work.announcer.say("Taken back: the file is read again, with all that was done before");
        work.undo();
    };
    let undo = live(move || {
        let last = work.last_whole.with(|last| last.as_ref().map(|(changes, _)| *changes));
        let is_last = work.kept.get() && last == Some(work.note.with(|note| note.changes.len()));
        is_last.then(
            || view! { <button class="button" data-size="small" type="button" on:click=undo>"Undo"</button> },
        )
    });
    let options =
        work.by.columns().map(|column| view! { <option value=column.code()>{column.name()}</option> });
    let options = options.collect_view();
    let text = |label: &'static str, signal: RwSignal<String>| {
        view! { <label>{label}" "<input type="text" prop:value=move || signal.get() on:input=move |event| signal.set(event_target_value(&event))/></label> }
    };
    let words = move || {
        if column.with(String::is_empty) {
            return "Choose a column first".to_owned();
        }
        let what = if after.with(|after| after.trim().is_empty()) { "Empty" } else { "Change" };
        format!("{what} up to {}", work.listed.shown.with(Vec::len))
    };
    view! {
        <details class="card" open=work.last_whole.with_untracked(Option::is_some)>
            <summary>"Change a whole column"</summary>
            <p class="muted">"In all rows that are listed below, on every page of the list."</p>
            <form class="filters" aria-label="Change a whole column" on:submit=submit>
                <label>"Column " <select id=COLUMN on:change=move |event| column.set(event_target_value(&event))><option value="">"Choose one"</option>{options}</select></label>
                {text("Only where it is (or all)", before)}
                {text("Write", after)}
                <button class="button">{words}</button>
            </form>
            <p class="cluster"><span>{move || said.get()}</span>{undo}</p>
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
