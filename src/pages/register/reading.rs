//! The file comes in pieces, its rows are checked some at a time, and the server is asked about their serial numbers: each step
//! leaves the page time to answer, and each looks whether it is still wanted.

use std::time::Duration;

use leptos::prelude::*;
use rules::{
    csv::table::{Encoding, Reader, Refused, Table},
    entitlement::Answer,
    registration::{Column, Mapping, Sheet, Standing, Wanted},
};
use wire::registration::CHECK_MAX;

use super::{
    columns, countries,
    file::{Stage, Work},
    note::Change,
};
use crate::{
    api,
    browser::{document, file, timer::sleep},
    components::markup::view,
};

/// Bytes that are read at a time.
const PIECE: f64 = 262_144.0;
/// Rows that are checked at a time.
const ROWS: usize = 2_000;
/// Without a change for so long, what is ready is counted.
const LULL: Duration = Duration::from_millis(200);
/// How long a look for the list of countries may take, times 100 ms.
const PATIENCE: u32 = 50;

impl Work {
    /// Reads a file and checks its rows.
    pub async fn read(self, file: file::Blob, turn: u32) {
        self.stage.set(Stage::Reading);
        let Some(read) = self.table(&file, turn).await else { return };
        match read {
            Err(problem) => {
                self.discard();
                self.problem.set(problem);
            }
            Ok(table) => {
                let mut sheet = Sheet::new(table, self.by);
                // What was done to it may have said otherwise since.
                if self.note.with_untracked(|note| note.changes.is_empty())
                    && let Some(mapping) = columns::remembered(&sheet)
                {
                    self.note.update(|note| note.changes.push(Change::mapping(&mapping)));
                    self.keep_note();
                }
                let countries = countries(self.session);
                self.note.with_untracked(|note| {
                    note.changes.iter().for_each(|change| change.apply(&mut sheet, &countries));
                });
                self.sheet.set(Some(sheet));
                self.check(turn).await;
            }
        }
    }

    /// The table in the file, or why there is none; nothing when it is not wanted any more.
    async fn table(self, file: &file::Blob, turn: u32) -> Option<Result<Table, String>> {
        let (size, mut at) = (file.size(), 0.0);
        let mut reader = Reader::of_size(size as usize);
        // In thousands, so that it is a number of rows as well as of bytes.
        let thousands = |bytes: f64| (bytes / 1_000.0) as u32;
        while at < size {
            let end = (at + PIECE).min(size);
            let bytes = file::part(file, at, end).await;
            if !self.is_wanted(turn) {
                return None;
            }
            let Some(bytes) = bytes else {
                return Some(Err("The browser can’t read it any more. Choose it again.".to_owned()));
            };
            if let Err(refused) = reader.feed(&bytes) {
                return Some(Err(Refused::message(refused)));
            }
            at = end;
            self.progress.set((thousands(at), thousands(size)));
            sleep(Duration::ZERO).await;
            // The page may have been left, or another file chosen, while it waited.
            if !self.is_wanted(turn) {
                return None;
            }
        }
        Some(reader.finish().map_err(Refused::message))
    }

    /// Checks all rows, then asks the server about them; goes on with a batch that has begun.
    pub async fn check(self, turn: u32) {
        self.stage.set(Stage::Checking);
        self.listed.look.update(|look| *look += 1);
        self.listed.looking.set(None);
        self.listed.look_problem.set(String::new());
        // A count that is under way is of rows that are gone.
        self.listed.counted.update(|counted| *counted = counted.wrapping_add(1));
        self.listed.worth.set(Vec::new());
        // What countries are excluded is asked for at the start of the app, and may still be under way.
        for _ in 0..PATIENCE {
            let session = self.session;
            if !self.is_wanted(turn) || session.countries().is_some() || session.lacks_meta() {
                break;
            }
            sleep(Duration::from_millis(100)).await;
        }
        let countries = countries(self.session);
        loop {
            if !self.is_wanted(turn) {
                return;
            }
            let mut state = (true, 0, 0);
            self.sheet.update_if(|sheet| {
                if let Some(sheet) = sheet {
                    let done = sheet.check_more(ROWS, &countries);
                    state = (done, sheet.checked(), sheet.rows());
                }
                false
            });
            let (done, checked, rows) = state;
            self.progress
                .set((u32::try_from(checked).unwrap_or(u32::MAX), u32::try_from(rows).unwrap_or(u32::MAX)));
            if done {
                break;
            }
            sleep(Duration::ZERO).await;
        }
        self.sheet.update_if(|sheet| {
            if let Some(sheet) = sheet {
                self.note.with_untracked(|note| note.tell(sheet));
            }
            false
        });
        self.listed.begin(self);
        if self.note.with_untracked(|note| note.sent.is_some()) {
            self.batch.resumed.set(true);
            self.stage.set(Stage::Sending);
            return self.go_on();
        }
        self.stage.set(Stage::Mending);
        document::focus_next("summary");
        let all = self.sheet.with_untracked(|sheet| sheet.as_ref().map_or(0, Sheet::rows));
        self.look_up((0..all).collect());
    }

    /// Asks the server which of these rows' serial numbers are registered.
    pub fn look_up(self, rows: Vec<usize>) {
        // What was asked for before goes on beside it.
        let (done, all) = self.listed.looking.get_untracked().unwrap_or_default();
        self.listed.looking.set(Some((done, all + rows.len())));
        let turn = self.listed.look.get_untracked();
        leptos::task::spawn_local(async move {
            for piece in rows.chunks(CHECK_MAX) {
                if self.turn_of_look() != Some(turn) {
                    return;
                }
                let serials: Vec<String> = self.sheet.with_untracked(|sheet| {
                    let serial = |row: &usize| {
                        sheet
                            .as_ref()
                            .map(|sheet| sheet.row(*row).get(Column::Serial).to_owned())
                            .unwrap_or_default()
                    };
                    piece.iter().map(serial).collect()
                });
                let mut asked = serials.clone();
                asked.retain(|serial| !serial.is_empty());
                let said =
                    if asked.is_empty() { Ok(None) } else { api::registration::check(asked).await.map(Some) };
                if self.turn_of_look() != Some(turn) {
                    return;
                }
                let said = match said {
                    Ok(said) => said,
                    Err(failure) => return self.listed.not_looked(failure.what_happened()),
                };
                let whole = said.iter().all(|said| said.registered.unread + said.elsewhere.unread == 0);
                let standing = |serial: &String| match &said {
                    Some(said) if said.registered.contains(serial) => Standing::Here,
                    Some(said) if said.elsewhere.contains(serial) => Standing::Elsewhere,
                    _ => Standing::Free,
                };
                self.sheet.update_if(|sheet| {
                    let Some(sheet) = sheet else { return false };
                    for (row, serial) in piece.iter().zip(&serials) {
                        // An answer is about the number that was asked about; another one is asked about by itself.
                        if sheet.row(*row).get(Column::Serial) == serial {
                            sheet.stand(*row, standing(serial));
                        }
                    }
                    said.as_ref()
                        .is_some_and(|said| !(said.registered.is_empty() && said.elsewhere.is_empty()))
                });
                if !whole {
                    return self.listed.not_looked("Not every answer can be read here.".to_owned());
                }
                self.listed.looking.update(|looking| {
                    let sum = looking.map(|(done, all)| (done + piece.len(), all));
                    *looking = sum.filter(|(done, all)| done < all);
                });
            }
        });
    }

    /// Writes into a column of many rows. More than are checked at a time are checked in steps, with the page's progress.
    pub fn rewrite(self, rows: Vec<usize>, column: Column, text: &str) {
        let change = Change::of_rows(&rows, column, text);
        if rows.len() <= ROWS {
            self.change(change);
            self.listed.again();
            return self.look_again(rows, column);
        }
        let turn = self.begin();
        // Noted at first: after a reload all of it is done, however far it came.
        self.note.update(|note| note.changes.push(change));
        self.keep_note();
        self.progress.set((0, u32::try_from(rows.len()).unwrap_or(u32::MAX)));
        self.stage.set(Stage::Rewriting);
        let (text, countries) = (text.to_owned(), countries(self.session));
        leptos::task::spawn_local(async move {
            let mut rewrite = None;
            loop {
                sleep(Duration::ZERO).await;
                if !self.is_wanted(turn) {
                    return;
                }
                let mut done = true;
                self.sheet.update_if(|sheet| {
                    let Some(sheet) = sheet else { return false };
                    let rewrite = rewrite.get_or_insert_with(|| sheet.write(&rows, column, &text));
                    done = sheet.check_again(rewrite, ROWS, &countries);
                    self.progress
                        .update(|(checked, _)| *checked = u32::try_from(rewrite.done()).unwrap_or(u32::MAX));
                    // Whoever shows the rows looks when all of them are as they will be.
                    done
                });
                if done {
                    break;
                }
            }
            self.note.update(|note| {
                self.sheet.with_untracked(|sheet| sheet.iter().for_each(|sheet| note.forget_mended(sheet)));
            });
            self.keep_note();
            self.listed.again();
            self.stage.set(Stage::Mending);
            document::focus_next("summary");
            self.look_again(rows, column);
        });
    }

    fn look_again(self, rows: Vec<usize>, column: Column) {
        if column == Column::Serial {
            self.look_up(rows);
        }
    }

    /// What is shown while it is rewritten. It ends by itself, and there is no way to leave half of it undone.
    pub fn rewriting(self) -> AnyView {
        let of = move |(done, all): (u32, u32)| (done.to_string(), all.max(1).to_string());
        view! {
            <section class="card stack">
                <header><h2>"Changing the column"</h2></header>
                <progress aria-label="Rows that are changed and checked" value=move || of(self.progress.get()).0 max=move || of(self.progress.get()).1></progress>
            </section>
        }
    }

    /// Counts what those that are ready will be worth, a moment after the last change and some at a time.
    pub fn count_worth(self) {
        let turn = self.listed.counted.get_untracked().wrapping_add(1);
        self.listed.counted.set(turn);
        leptos::task::spawn_local(async move {
            sleep(LULL).await;
            // A page that was left has nothing to look at any more.
            if self.listed.counted.try_get_untracked() != Some(turn) {
                return;
            }
            // When it comes, it is counted anew.
            let Some(known) = self.known.get_untracked() else { return };
            let rows: Vec<usize> = self.sheet.with_untracked(|sheet| {
                sheet.as_ref().map(|sheet| sheet.rows_with(Wanted::Clean).collect()).unwrap_or_default()
            });
            let mut counts: Vec<(Answer, u32)> = Vec::new();
            for piece in rows.chunks(ROWS) {
                self.sheet.with_untracked(|sheet| {
                    let Some(sheet) = sheet else { return };
                    for row in piece {
                        let answer = known.worth(&sheet.row(*row)).assessment.answer;
                        match counts.iter_mut().find(|(known, _)| *known == answer) {
                            Some((_, count)) => *count += 1,
                            None => counts.push((answer, 1)),
                        }
                    }
                });
                sleep(Duration::ZERO).await;
                if self.listed.counted.try_get_untracked() != Some(turn) {
                    return;
                }
            }
            self.listed.worth.set(counts);
        });
    }

    fn turn_of_look(self) -> Option<u32> {
        self.listed.look.try_get_untracked()
    }
}

/// What the bytes were taken for, when that is worth a look.
pub fn notice(sheet: &Sheet) -> Option<&'static str> {
    (sheet.table().encoding() == Encoding::Windows1252)
        .then_some("The file is no UTF-8 and was read as Windows-1252: have a look at letters with accents.")
}

/// Is a serial number among the columns?
pub fn names_serials(mapping: &Mapping) -> bool {
    mapping.place(Column::Serial).is_some()
}
