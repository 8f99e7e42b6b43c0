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
};

/// Bytes that are read at a time.
const PIECE: f64 = 262_144.0;
/// Rows that are checked at a time.
const ROWS: usize = 2_000;
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
        let (size, mut at, mut reader) = (file.size(), 0.0, Reader::new());
        // In thousands, so that it is a number of rows as well as of bytes.
        let thousands = |bytes: f64| (bytes / 1_000.0) as u32;
        while at < size {
            let end = (at + PIECE).min(size);
            let Some(bytes) = file::part(file, at, end).await else {
                return Some(Err("The browser can’t read it any more. Choose it again.".to_owned()));
            };
            if !self.is_wanted(turn) {
                return None;
            }
            if let Err(refused) = reader.feed(&bytes) {
                return Some(Err(Refused::message(refused)));
            }
            at = end;
            self.progress.set((thousands(at), thousands(size)));
            sleep(Duration::ZERO).await;
        }
        Some(reader.finish().map_err(Refused::message))
    }

    /// Checks all rows, then asks the server about them; goes on with a batch that has begun.
    pub async fn check(self, turn: u32) {
        self.stage.set(Stage::Checking);
        self.listed.look.update(|look| *look += 1);
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
        request_animation_frame(|| document::focus("summary"));
        let all = self.sheet.with_untracked(|sheet| sheet.as_ref().map_or(0, Sheet::rows));
        self.look_up((0..all).collect());
    }

    /// Asks the server which of these rows' serial numbers are registered.
    pub fn look_up(self, rows: Vec<usize>) {
        self.listed.looking.set(Some((0, rows.len())));
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
                let standing = |serial: &String| match &said {
                    Some(said) if said.registered.contains(serial) => Standing::Here,
                    Some(said) if said.elsewhere.contains(serial) => Standing::Elsewhere,
                    _ => Standing::Free,
                };
                self.sheet.update_if(|sheet| {
                    let Some(sheet) = sheet else { return false };
                    for (row, serial) in piece.iter().zip(&serials) {
                        sheet.stand(*row, standing(serial));
                    }
                    said.as_ref()
                        .is_some_and(|said| !(said.registered.is_empty() && said.elsewhere.is_empty()))
                });
                self.listed.looking.update(|looking| {
                    if let Some((done, _)) = looking {
                        *done += piece.len();
                    }
                });
            }
            self.listed.looking.try_set(None);
        });
    }

    /// Counts what those that are ready will be worth, some at a time.
    pub fn count_worth(self) {
        let turn = self.listed.counted.get_untracked().wrapping_add(1);
        self.listed.counted.set(turn);
        leptos::task::spawn_local(async move {
            let mut known = None;
            for _ in 0..PATIENCE {
                // A page that was left has nothing to look at any more.
                if self.listed.counted.try_get_untracked() != Some(turn) {
                    return;
                }
                known = self.known.get_untracked();
                if known.is_some() {
                    break;
                }
                sleep(Duration::from_millis(100)).await;
            }
            let Some(known) = known else { return };
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
