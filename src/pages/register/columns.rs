//! Which column of the file is which: said by its headers, put right by people, remembered in this browser under the line of
//! headers, so that the next file of the same kind needs no second look.

use leptos::prelude::*;
use rules::registration::{Column, Mapping, Sheet};

use super::{file::Work, reading};
use crate::{
    browser::storage,
    components::markup::{live, view},
};

/// Longest line of headers that is remembered, bytes.
const LONGEST: usize = 2_000;

fn key(sheet: &Sheet) -> Option<String> {
    let heads: Vec<&str> = sheet.table().head().collect();
    let key = format!("columns {}", heads.join("\t"));
    (key.len() <= LONGEST).then_some(key)
}

/// What was said about a file with the same headers.
pub fn remembered(sheet: &Sheet) -> Option<Mapping> {
    storage::read(&key(sheet)?).map(|text| Mapping::from_text(&text))
}

/// Every column of the file with what it is taken for; open when one that must be there is not.
pub fn view(work: Work) -> AnyView {
    live(move || work.sheet.with_untracked(|sheet| sheet.as_ref().map(|sheet| columns(work, sheet))))
}

fn columns(work: Work, sheet: &Sheet) -> AnyView {
    let mapping = sheet.mapping();
    let heads: Vec<String> = sheet.table().head().map(str::to_owned).collect();
    let named = (0..heads.len()).filter(|place| mapping.column(*place).is_some()).count();
    let rows = heads.into_iter().enumerate().map(|(place, head)| {
        let known = mapping.column(place);
        let first = sheet.table().cell(0, place).to_owned();
        row(work, place, head, first, known)
    });
    let rows = rows.collect_view();
    let counted = format!("Columns: {named} of {} are used", sheet.table().columns());
    view! {
        <details class="card" open=!reading::names_serials(mapping)>
            <summary>{counted}</summary>
            {reading::notice(sheet).map(|notice| view! { <p>{notice}</p> })}
            <div class="table-scroll" role="region" aria-label="Columns of the file" tabindex="0">
                <table class="table" data-narrow="stack">
                    <caption class="visually-hidden">"Columns of the file"</caption>
                    <thead><tr><th scope="col">"In the file"</th><th scope="col">"First row"</th><th scope="col">"Taken for"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

fn row(work: Work, place: usize, head: String, first: String, known: Option<Column>) -> AnyView {
    let option = |column: Column| {
        view! { <option value=column.code() prop:selected=known == Some(column)>{column.name()}</option> }
    };
    let options = work.by.columns().map(option).collect_view();
    let choose = move |event| {
        let chosen = Column::from_code(&event_target_value(&event));
        let said = work.sheet.with_untracked(|sheet| {
            let sheet = sheet.as_ref()?;
            let mut mapping = sheet.mapping().clone();
            match (chosen, mapping.column(place)) {
                (Some(column), _) => mapping.set(column, Some(place)),
                (None, Some(before)) => mapping.set(before, None),
                (None, None) => {}
            }
            if let Some(key) = key(sheet) {
                // A browser that does not remember asks again the next time.
                let _ = storage::write(&key, &mapping.to_text());
            }
            Some(mapping)
        });
        if let Some(mapping) = said {
            work.map(&mapping);
        }
    };
    let label = format!("Column {head}");
    view! {
        <tr>
            <th scope="row" data-label="In the file">{head}</th>
            <td data-label="First row">{first}</td>
            <td data-label="Taken for"><div class="field"><select aria-label=label on:change=choose><option value="" prop:selected=known.is_none()>"Not used"</option>{options}</select></div></td>
        </tr>
    }
}
