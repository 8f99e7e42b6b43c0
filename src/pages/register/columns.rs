//! Which column of the file is which: said by its headers, put right by people, remembered in this browser under the line of
//! headers, so that the next file of the same kind needs no second look.

use leptos::prelude::*;
use rules::registration::{By, Column, Mapping, Sheet};

use super::{file::Work, reading};
use crate::{
    browser::storage,
    components::{
        markup::{live, view},
        words::muted,
    },
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
    // What is chosen, as text; it is taken by a press only, so that many can be put right with one look at the rows.
    let (taken, chosen) = (sheet.mapping().to_text(), RwSignal::new(sheet.mapping().to_text()));
    let heads: Vec<String> = sheet.table().head().map(str::to_owned).collect();
    let named = (0..heads.len()).filter(|place| sheet.mapping().column(*place).is_some()).count();
    let rows = heads.into_iter().enumerate().map(|(place, head)| {
        let first = sheet.table().cell(0, place).to_owned();
        row(work.by, place, head, first, chosen)
    });
    let rows = rows.collect_view();
    let shown = sheet.table().columns();
    let counted = format!("Columns: {named} of {} are used", sheet.table().columns());
    let is_new = Memo::new(move |_| chosen.with(|chosen| *chosen != taken));
    let take = move |_| {
        let mut mapping = Mapping::from_text(&chosen.get_untracked());
        if !is_new.get_untracked() {
            return work.announcer.say("Nothing is different yet");
        }
        // A column that mending has added since is none of those that are shown here.
        work.sheet.with_untracked(|sheet| {
            for column in Column::ALL {
                let place = sheet.as_ref().and_then(|sheet| sheet.mapping().place(column));
                if place.is_some_and(|place| place >= shown) && mapping.place(column).is_none() {
                    mapping.set(column, place);
                }
            }
        });
        if let Some(key) = work.sheet.with_untracked(|sheet| key(sheet.as_ref()?)) {
            // A browser that does not remember asks again the next time.
            let _ = storage::write(&key, &mapping.to_text());
        }
        work.map(&mapping);
    };
    let kind = move || is_new.get().then_some("primary");
    view! {
        <details class="card" open=!reading::names_serials(sheet.mapping())>
            <summary>{counted}</summary>
            {reading::notice(sheet).map(|notice| view! { <p>{notice}</p> })}
            <div class="table-scroll" role="region" aria-label="Columns of the file" tabindex="0">
                <table class="table" data-narrow="stack">
                    <caption class="visually-hidden">"Columns of the file"</caption>
                    <thead><tr><th scope="col">"In the file"</th><th scope="col">"First row"</th><th scope="col">"Taken for"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="cluster"><button class="button" data-kind=kind type="button" aria-disabled=move || (!is_new.get()).then_some("true") on:click=take>"Use these columns"</button>
                {muted("All rows are checked again then.")}</p>
        </details>
    }
}

fn row(by: By, place: usize, head: String, first: String, chosen: RwSignal<String>) -> AnyView {
    let options = by.columns().map(|column| view! { <option value=column.code()>{column.name()}</option> });
    let options = options.collect_view();
    let choose = move |event| {
        let column = Column::from_code(&event_target_value(&event));
        chosen.update(|chosen| {
            let mut mapping = Mapping::from_text(chosen);
            match (column, mapping.column(place)) {
                (Some(column), _) => mapping.set(column, Some(place)),
                (None, Some(before)) => mapping.set(before, None),
                (None, None) => {}
            }
            *chosen = mapping.to_text();
        });
    };
    // A column that is chosen here is none of another place any more.
    let value = move || {
        let column = chosen.with(|chosen| Mapping::from_text(chosen).column(place));
        column.map_or("", Column::code)
    };
    let label = format!("Column {head}");
    view! {
        <tr>
            <th scope="row" data-label="In the file">{head}</th>
            <td data-label="First row">{first}</td>
            <td data-label="Taken for"><div class="field"><select aria-label=label prop:value=value on:change=choose><option value="">"Not used"</option>{options}</select></div></td>
        </tr>
    }
}
