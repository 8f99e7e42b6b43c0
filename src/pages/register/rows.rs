//! The rows of a file, filtered by what is wrong with them and a page at a time: twenty thousand are never on the page. A cell
//! that is wrong stands there as a field with all that is wrong with it; mended, it stays where it is until the list is asked
//! for anew.

use leptos::prelude::*;
use rules::{
    entitlement::Answer,
    registration::{Column, Fault, FaultKind, Faults, Sheet, Wanted, warnings},
    words,
};

use super::{claim_link, file::Work, ready};
use crate::{
    components::{
        icon::Icon,
        markup::{live, view},
        pager::{Place, pager},
        words::muted,
    },
    widgets::why::Why,
};

/// Rows on a page.
const PAGE: usize = 25;

/// Which rows are listed, and what is being found out about all of them.
#[derive(Clone, Copy)]
pub struct Listed {
    wanted: RwSignal<Wanted>,
    /// The rows, as they were when the list was asked for.
    pub shown: RwSignal<Vec<usize>>,
    page: RwSignal<usize>,
    /// The row with all its cells.
    open: RwSignal<Option<usize>>,
    /// Counts changes of many rows.
    tick: RwSignal<u32>,
    /// How many serial numbers the server was asked about, and of how many.
    pub looking: RwSignal<Option<(usize, usize)>>,
    /// Counts the checks of the whole file: what an older one asked for is not wanted any more.
    pub look: RwSignal<u32>,
    /// How many rows that are ready will be worth what.
    pub worth: RwSignal<Vec<(Answer, u32)>>,
    /// Counts how often that was asked.
    pub counted: RwSignal<u32>,
    /// Why the server could not be asked.
    pub look_problem: RwSignal<String>,
}

impl Listed {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            wanted: RwSignal::new(Wanted::All),
            shown: RwSignal::new(Vec::new()),
            page: RwSignal::new(0),
            open: RwSignal::new(None),
            tick: RwSignal::new(0),
            looking: RwSignal::new(None),
            look: RwSignal::new(0),
            worth: RwSignal::new(Vec::new()),
            counted: RwSignal::new(0),
            look_problem: RwSignal::new(String::new()),
        }
    }

    /// Lists what is wrong, or everything when nothing is.
    pub fn begin(self, work: Work) {
        let all = work
            .sheet
            .with_untracked(|sheet| sheet.as_ref().is_none_or(|sheet| sheet.clean() == sheet.rows()));
        self.list(work, if all { Wanted::All } else { Wanted::Faulty });
    }

    fn list(self, work: Work, wanted: Wanted) {
        let rows = work.sheet.with_untracked(|sheet| {
            sheet.as_ref().map(|sheet| sheet.rows_with(wanted).collect()).unwrap_or_default()
        });
        self.wanted.set(wanted);
        self.open.set(None);
        self.page.set(0);
        self.shown.set(rows);
    }

    /// The server could not be asked.
    pub fn not_looked(self, why: String) {
        self.looking.set(None);
        self.look_problem.set(why);
    }

    /// Shows the same rows as they are now.
    pub fn again(self) {
        self.tick.update(|tick| *tick = tick.wrapping_add(1));
    }
}

/// Filters, the rows, and the way to the next.
pub fn view(work: Work) -> AnyView {
    let listed = work.listed;
    // Whatever changes what the rows are worth: a change of the rows, an answer about them, what is known beside them.
    Effect::new(move |_: Option<()>| {
        work.sheet.track();
        work.known.track();
        work.count_worth();
    });
    let place = move || {
        let (rows, page) = (listed.shown.with(Vec::len), listed.page.get());
        let (first, last) = (page * PAGE, ((page + 1) * PAGE).min(rows));
        Place {
            total: if rows == 0 { String::new() } else { format!("{} to {last} of {rows}", first + 1) },
            is_first: page == 0,
            next: (last < rows).then(|| (page + 1).to_string()),
        }
    };
    view! {
        <section class="card stack">
            <header><h2>"Rows"</h2></header>
            {filters(work)}
            {live(move || {
                listed.tick.track();
                let from = listed.page.get() * PAGE;
                let rows: Vec<usize> = listed.shown.with(|rows| rows.iter().skip(from).take(PAGE).copied().collect());
                table(work, rows)
            })}
            {pager(place, move |page| listed.page.set(page.parse().unwrap_or(0)))}
        </section>
    }
}

fn filters(work: Work) -> AnyView {
    let state = Memo::new(move |_| ready::state(work));
    let counts =
        Memo::new(move |_| work.sheet.with(|sheet| sheet.as_ref().map(Sheet::counts).unwrap_or_default()));
    // Always in the same order, and none goes once it is there: no button runs away from under the hand.
    let kinds = Memo::new(move |before: Option<&Vec<Fault>>| {
        let mut kinds = before.cloned().unwrap_or_default();
        counts.with(|counts| kinds.extend(counts.iter().map(|(fault, _)| *fault)));
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    });
    let count = move |wanted: Wanted| match wanted {
        Wanted::All => state.get().0,
        Wanted::Faulty => state.with(|(all, clean)| all - clean.min(all)),
        Wanted::Clean => state.get().1,
        Wanted::With(fault) => counts.with(|counts| {
            let found = counts.iter().find(|(known, _)| *known == fault);
            found.map_or(0, |(_, rows)| *rows as usize)
        }),
    };
    let button = move |(wanted, words): (Wanted, String)| {
        let pressed = move || (work.listed.wanted.get() == wanted).to_string();
        view! {
            <button class="button" data-size="small" type="button" aria-pressed=pressed on:click=move |_| work.listed.list(work, wanted)>{words}" "<b>{move || count(wanted).to_string()}</b></button>
        }
    };
    let buttons = live(move || {
        let fixed = [
            (Wanted::All, "All".to_owned()),
            (Wanted::Faulty, "Something is wrong".to_owned()),
            (Wanted::Clean, "Ready".to_owned()),
        ];
        let by_fault = kinds.get().into_iter().map(|fault| (Wanted::With(fault), fault.title()));
        fixed.into_iter().chain(by_fault).map(button).collect_view()
    });
    view! { <div class="cluster" role="group" aria-label="Which rows are listed">{buttons}</div> }
}

fn table(work: Work, rows: Vec<usize>) -> AnyView {
    if rows.is_empty() {
        return view! { <div class="empty"><Icon name="check"/><h3>"No such row"</h3><p>"Nothing of that kind is in the file."</p></div> };
    }
    let rows = rows.into_iter().map(|index| row(work, index)).collect_view();
    view! {
        <div class="table-scroll" role="region" aria-label="Rows of the file" tabindex="0">
            <table class="table" data-narrow="stack">
                <caption class="visually-hidden">"Rows of the file"</caption>
                <thead><tr><th scope="col">"Serial"</th><th scope="col">"Line"</th><th scope="col">"Model"</th><th scope="col">"Where"</th><th scope="col">"What it will be worth"</th><th scope="col">"To mend"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(work: Work, row: usize) -> AnyView {
    let text = move |column: Column| {
        live(move || {
            work.sheet.with(|sheet| {
                let text = sheet.as_ref()?.row(row).get(column).to_owned();
                // The head of a row says something even where there is no number.
                Some(if text.is_empty() && column == Column::Serial { "none".to_owned() } else { text })
            })
        })
    };
    let (line, wrong) = work.sheet.with_untracked(|sheet| {
        let Some(sheet) = sheet else { return (0, Vec::new()) };
        let mut wrong: Vec<Column> = sheet.faults(row).iter().map(|fault| fault.column).collect();
        wrong.dedup();
        (sheet.line(row), wrong)
    });
    let fields = wrong.iter().map(|column| cell(work, row, *column)).collect_view();
    // What is wrong elsewhere, because of something that was mended.
    let known = wrong.clone();
    let elsewhere = live(move || {
        let faults =
            work.sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.faults(row)).unwrap_or_default());
        let new = faults.iter().filter(|fault| !known.contains(&fault.column));
        new.map(|fault| view! { <p class="error"><Icon name="warning"/>{fault.message()}</p> }).collect_view()
    });
    let look = live(move || {
        let seen = work.sheet.with(|sheet| sheet.as_ref().map(|sheet| warnings(&sheet.row(row), work.by)))?;
        Some(seen.iter().map(|warning| muted(warning.message())).collect_view())
    });
    // The longest that stood there keeps its room.
    let longest = StoredValue::new(String::new());
    // Told anew when it was counted anew: a moment after a press, which so still meets what it was meant for.
    let worth = live(move || {
        work.listed.worth.track();
        let known = work.known.get_untracked()?;
        let words =
            work.sheet.with_untracked(|sheet| Some(known.worth(&sheet.as_ref()?.row(row)).words()))?;
        if longest.with_value(String::len) < words.len() {
            longest.set_value(words.clone());
        }
        let room = longest.get_value();
        Some(
            view! { <span class="kept-place"><span aria-hidden="true">{room}</span><span>{words}</span></span> },
        )
    });
    let others = live(move || {
        (work.listed.open.get() == Some(row)).then(|| {
            let rest = work.by.columns().filter(|column| !wrong.contains(column));
            rest.map(|column| cell(work, row, column)).collect_view()
        })
    });
    let toggle = move |_| {
        let open = work.listed.open.get_untracked();
        work.listed.open.set(if open == Some(row) { None } else { Some(row) });
    };
    let expanded = move || (work.listed.open.get() == Some(row)).to_string();
    // It has its place before it is seen.
    let waits = move || {
        let is_wrong =
            work.sheet.with(|sheet| sheet.as_ref().is_none_or(|sheet| !sheet.faults(row).is_empty()));
        is_wrong.then_some("")
    };
    view! {
        <tr>
            <th scope="row" data-label="Serial" class="mono">{text(Column::Serial)}</th>
            <td data-label="Line">{line.to_string()}</td>
            <td data-label="Model">{text(Column::Model)}</td>
            <td data-label="Where"><span>{text(Column::SiteName)}" "<small>{text(Column::City)}" "{text(Column::Country)}</small></span></td>
            <td data-label="Worth"><span>{worth}{look}</span></td>
            <td data-label="To mend"><div class="stack" data-gap="tight">{fields}{others}{elsewhere}
                <p class="cluster"><button class="button" data-kind="quiet" data-size="small" type="button" aria-expanded=expanded on:click=toggle>"All cells"<span class="visually-hidden">{format!(" of line {line}")}</span></button><span class="badge" data-tone="ok" data-unseen=waits>"ready"</span></p></div></td>
        </tr>
    }
}

/// A cell as a field, with all that is wrong with it.
fn cell(work: Work, row: usize, column: Column) -> AnyView {
    let id = format!("cell-{row}-{}", column.code());
    let (error_id, told_by) = (format!("{id}-error"), format!("{id}-error"));
    let message = Memo::new(move |_| {
        work.sheet.with(|sheet| {
            sheet.as_ref().map(|sheet| sheet.faults(row).message_of(column)).unwrap_or_default()
        })
    });
    let is_wrong = move || message.with(|message| !message.is_empty());
    // What was wrong last: mended, it keeps its place, so that nothing below moves away from under a press.
    let (before, text) = (StoredValue::new(Faults::NONE), StoredValue::new(String::new()));
    let error = live(move || {
        if is_wrong() {
            let faults = work.sheet.with_untracked(|sheet| sheet.as_ref().map(|sheet| sheet.faults(row)));
            before.set_value(faults.unwrap_or_default());
            text.set_value(
                work.sheet
                    .with_untracked(|sheet| sheet.as_ref().map(|sheet| sheet.row(row).get(column).to_owned()))
                    .unwrap_or_default(),
            );
            return told(before.get_value(), column, &text.get_value(), error_id.clone());
        }
        if before.get_value().is_empty() {
            return ().into_any();
        }
        view! {
            <div class="kept-place">
                <div aria-hidden="true">{told(before.get_value(), column, &text.get_value(), String::new())}</div>
                <p class="mended"><Icon name="check"/>"Mended"</p>
            </div>
        }
    });
    let is_mended = move || !is_wrong() && !before.get_value().is_empty();
    let value = work
        .sheet
        .with_untracked(|sheet| sheet.as_ref().map(|sheet| sheet.row(row).get(column).to_owned()))
        .unwrap_or_default();
    let mend = move |event| work.mend(row, column, event_target_value(&event).trim());
    view! {
        <div class="field" data-width="medium" data-invalid=move || is_wrong().then_some("") data-mended=move || is_mended().then_some("")>
            <label for=id.clone()>{column.name()}</label>
            {error}
            <input type="text" id=id aria-describedby=move || is_wrong().then(|| told_by.clone())
                aria-invalid=move || is_wrong().then_some("true") prop:value=value on:change=mend/>
        </div>
    }
}

/// What is wrong with a cell, and why.
fn told(faults: Faults, column: Column, text: &str, id: String) -> AnyView {
    let is_elsewhere = faults.contains(Fault { column, kind: FaultKind::RegisteredElsewhere });
    let claim = is_elsewhere.then(|| claim_link(text));
    let whys = faults.iter().filter(|fault| fault.column == column);
    let whys = whys.map(|fault| view! { <Why reason=fault.reason()/> }).collect_view();
    let id = (!id.is_empty()).then_some(id);
    view! { <p class="error" id=id><Icon name="warning"/>{faults.message_of(column)}</p>{whys}{claim} }
}

/// "300 rows"
pub fn counted(rows: usize) -> String {
    words::count(u32::try_from(rows).unwrap_or(u32::MAX), "row")
}
