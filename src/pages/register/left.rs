//! What of a file has not become units, at the end or when somebody breaks off: it becomes the file, with what the server found
//! wrong and with which column is which, so that it can be mended and sent as well. Nothing of it is registered.

use leptos::prelude::*;
use rules::registration::{Column, Fault, FaultKind, Faults, Sheet};
use wire::registration::{Batch, BatchState, RowFault};

use super::{
    file::{Stage, Work},
    note::{Change, Note, members},
    rows::counted,
};
use crate::{
    api::{self, Abort, Failure},
    browser::download,
    components::{
        card::banner,
        link::{button_link, link},
        markup::view,
    },
    route::{Route, UnitsQuery},
};

/// Rows that are handed out at a time.
const AT_A_TIME: u32 = 200;

/// Rows of the file, ascending, each with what the server found wrong with it.
pub type Rest = Vec<(usize, Faults)>;

/// What is said when all is answered, and what can be done with the rest.
pub fn arrived(work: Work, rest: Rest) -> AnyView {
    let registered =
        work.batch.batch.with_untracked(|batch| batch.as_ref().map_or(0, |batch| batch.registered));
    let words = format!("{} registered.", rules::words::count(registered, "unit"));
    let done = banner(
        "ok",
        "check",
        words,
        view! {
            {link(&Route::Units(UnitsQuery::default()), "See them")}" with their cover."
        },
    );
    if rest.is_empty() {
        return view! {
            <div role="status">{done}</div>
            <p class="cluster"><button class="button" data-kind="primary" type="button" on:click=move |_| work.discard()>"Another file"</button>
                {button_link(&Route::Home, "", "", "Done")}</p>
        };
    }
    let left = counted(rest.len());
    let go_on = move |_| work.take_rest(&rest);
    view! {
        <div role="status">{done}</div>
        <section class="card stack">
            <header><h2>{format!("{left} left")}</h2></header>
            <p>"They were not sent, or the server refused them. Nothing of them is registered."</p>
            <p class="cluster">
                <button class="button" data-kind="primary" type="button" on:click=go_on>"Go on with them"</button>
                {work.discard_button("Discard them")}
            </p>
        </section>
    }
}

impl Work {
    /// Breaks off and goes back to the rows. What has become units is left out, as far as the server can be asked; what can't
    /// be told apart stays in the file, and looking up its serial numbers shows it.
    pub fn back(self) {
        let turn = self.begin();
        let Some(sent) = self.note.with_untracked(|note| note.sent.clone()) else { return };
        leptos::task::spawn_local(async move {
            let told = if sent.id.is_empty() { None } else { ended(&sent.id).await.ok() };
            if !self.is_wanted(turn) {
                return;
            }
            let rest = told.and_then(|(batch, refused)| {
                Some((self.left(&members(&sent.rows), &refused, &batch)?, batch))
            });
            match rest {
                Some((rest, batch)) if rest.is_empty() => {
                    self.batch.batch.set(Some(batch));
                    self.batch.rest.set(Some(rest));
                }
                Some((rest, _)) => self.take_rest(&rest),
                None => {
                    self.note.update(|note| note.sent = None);
                    self.keep_note();
                    self.batch.end();
                    self.stage.set(Stage::Checking);
                    self.check(turn).await;
                }
            }
        });
    }

    /// The rows of the file that have not become units; nothing when the batch does not say of all of them whether they came.
    pub fn left(self, rows: &[usize], refused: &[(u32, Faults)], batch: &Batch) -> Option<Rest> {
        let known = batch.missing.iter().fold(batch.received, |known, (first, last)| {
            known.saturating_add(last.saturating_sub(*first)).saturating_add(1)
        });
        if batch.missing.unread > 0 || known < batch.rows {
            return None;
        }
        let all = self.sheet.with_untracked(|sheet| sheet.as_ref().map_or(0, Sheet::rows));
        let mut left = vec![Some(Faults::NONE); all];
        for (index, row) in rows.iter().enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let came = !batch.missing.iter().any(|(first, last)| (*first..=*last).contains(&number));
            let found = refused.binary_search_by_key(&number, |(number, _)| *number);
            if let Some(left) = left.get_mut(*row) {
                *left = match found.ok().and_then(|place| refused.get(place)) {
                    Some((_, faults)) => Some(*faults),
                    None => (!came).then_some(Faults::NONE),
                };
            }
        }
        Some(left.into_iter().enumerate().filter_map(|(row, faults)| Some((row, faults?))).collect())
    }

    /// What is left becomes the file.
    fn take_rest(self, rest: &Rest) {
        let rows: Vec<usize> = rest.iter().map(|(row, _)| *row).collect();
        let taken = self.sheet.with_untracked(|sheet| {
            let sheet = sheet.as_ref()?;
            Some((sheet.rejects(&rows), sheet.mapping_of_rejects()))
        });
        let Some((text, mapping)) = taken else { return };
        let name = self.note.with_untracked(|note| note.name.clone());
        let mut note = Note { name, is_rest: true, ..Note::default() };
        note.changes.push(Change::mapping(&mapping));
        // What it found in an earlier sending still stands, where nobody has mended it.
        let found = self.sheet.with_untracked(|sheet| {
            let before = |row: usize| sheet.as_ref().map(|sheet| sheet.faults(row)).unwrap_or_default();
            let all = rest.iter().map(|(row, faults)| both(*faults, before(*row)));
            all.collect::<Vec<Faults>>()
        });
        note.find(&found);
        if let Some(file) = download::blob(&[&text]) {
            self.batch.end();
            self.take(file, note);
        }
    }
}

/// What only the server can have found of what is wrong with a row.
fn both(mut found: Faults, before: Faults) -> Faults {
    let by_server = [FaultKind::ReplacedNotFound, FaultKind::ReplacedAlready, FaultKind::EndUserNotYours];
    before.iter().filter(|fault| by_server.contains(&fault.kind)).for_each(|fault| found.add(fault));
    found
}

/// A batch of which nothing more is sent, and what of it was refused.
async fn ended(id: &str) -> Result<(Batch, Vec<(u32, Faults)>), Failure> {
    let mut batch = api::registration::batch(id).send(&Abort::never()).await?;
    if batch.state == BatchState::Open {
        // Where that is not to be, it stays open: nothing more comes of it.
        drop(api::registration::stop(id, batch.version).await);
        batch = api::registration::batch(id).send(&Abort::never()).await?;
    }
    let refused = refused(id.to_owned(), batch.refused).await?;
    Ok((batch, refused))
}

/// Numbers of the rows that were refused, ascending, and why.
pub async fn refused(id: String, count: u32) -> Result<Vec<(u32, Faults)>, Failure> {
    let (mut rows, mut cursor) = (Vec::new(), String::new());
    if count == 0 {
        return Ok(rows);
    }
    loop {
        let page = api::registration::refused(&id, &cursor, AT_A_TIME).send(&Abort::never()).await?;
        rows.extend(page.items.iter().map(|row| (row.answer.row, faults(&row.answer.faults))));
        match page.next {
            Some(next) => cursor = next,
            None => break,
        }
    }
    // One that was refused and is not named would pass for a unit.
    if rows.len() < count as usize {
        return Err(Failure::Unreadable("items".to_owned()));
    }
    rows.sort_unstable_by_key(|(number, _)| *number);
    Ok(rows)
}

/// Those of them that are known here; words that a newer server has are passed over.
fn faults(of: &[RowFault]) -> Faults {
    let mut faults = Faults::NONE;
    for fault in of {
        if let (Some(column), Some(kind)) =
            (Column::from_code(&fault.column), FaultKind::from_code(&fault.code))
        {
            faults.add(Fault { column, kind });
        }
    }
    faults
}
