//! A file that is being put in order: its table, which column is which, and what is wrong with each row. It is checked in
//! steps, so that a page stays usable; a cell that is mended is checked at once, with the doubles of its serial number.

use super::{By, Column, Fault, FaultKind, Faults, Mapping, RowRef, Serials, check};
use crate::{
    country::CountryList,
    csv::{
        table::Table,
        write::{Formulas, Mark, Writer},
    },
};

/// What the server knows of a serial number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Standing {
    /// Not asked, or registered by nobody.
    #[default]
    Free,
    /// Registered in this account.
    Here,
    /// Registered in another one.
    Elsewhere,
}

/// Which rows are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// All.
    All,
    /// With a fault.
    Faulty,
    /// Without.
    Clean,
    /// With this one.
    With(Fault),
}

/// The file and the state of its rows. Rows are counted from 0 below the headers.
#[derive(Clone, Debug)]
pub struct Sheet {
    table: Table,
    mapping: Mapping,
    by: By,
    faults: Vec<Faults>,
    serials: Serials,
}

/// Rows that were written into and are being checked again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rewrite {
    rows: Vec<usize>,
    column: Column,
    /// How many of them are checked.
    checked: usize,
    /// How many rows of the file were looked at for doubles.
    seen: usize,
}

impl Rewrite {
    /// How many of its rows are checked.
    #[must_use]
    pub fn done(&self) -> usize {
        self.checked
    }
}

/// The header of the column in which rejects say why; it heads no [`Column`], so it is not read again.
pub const REASON: &str = "What is wrong";

const TWICE: Fault = Fault { column: Column::Serial, kind: FaultKind::TwiceInFile };
/// What others said about the serial number: it stands until another one is written there.
const FROM_OUTSIDE: [Fault; 2] = [
    Fault { column: Column::Serial, kind: FaultKind::RegisteredAlready },
    Fault { column: Column::Serial, kind: FaultKind::RegisteredElsewhere },
];

impl Sheet {
    /// A file as it was read, with what its headers say.
    #[must_use]
    pub fn new(table: Table, by: By) -> Self {
        let mapping = Mapping::recognise(table.head());
        Self { table, mapping, by, faults: Vec::new(), serials: Serials::default() }
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Which column is which.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Corrects it; all rows are to be checked again, and what the server said is forgotten.
    pub fn set_mapping(&mut self, mapping: Mapping) {
        self.mapping = mapping;
        self.faults.clear();
        self.serials = Serials::default();
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.table.rows()
    }

    /// How many of them are checked: those from the first on.
    #[must_use]
    pub fn checked(&self) -> usize {
        self.faults.len()
    }

    /// Checks that many more rows; true when all are.
    pub fn check_more(&mut self, rows: usize, countries: &CountryList) -> bool {
        if self.faults.is_empty() {
            self.faults.reserve(self.rows());
            self.serials = Serials::with_room_for(self.rows());
        }
        let end = self.checked().saturating_add(rows).min(self.rows());
        for row in self.checked()..end {
            let borrowed = self.mapping.row(&self.table, row);
            let mut faults = check(&borrowed, self.by, countries);
            if let Some(first) = see(&mut self.serials, &borrowed, row) {
                faults.add_twice(self.table.line(first));
            }
            self.faults.push(faults);
        }
        end == self.rows()
    }

    /// A row.
    #[must_use]
    pub fn row(&self, row: usize) -> RowRef<'_> {
        self.mapping.row(&self.table, row)
    }

    /// The line of the file on which it began.
    #[must_use]
    pub fn line(&self, row: usize) -> u32 {
        self.table.line(row)
    }

    /// What is wrong with it; nothing when it has not been checked.
    #[must_use]
    pub fn faults(&self, row: usize) -> Faults {
        self.faults.get(row).copied().unwrap_or_default()
    }

    /// The checked rows that are wanted.
    pub fn rows_with(&self, wanted: Wanted) -> impl Iterator<Item = usize> {
        let fits = move |faults: &Faults| match wanted {
            Wanted::All => true,
            Wanted::Faulty => !faults.is_empty(),
            Wanted::Clean => faults.is_empty(),
            Wanted::With(fault) => faults.contains(fault),
        };
        self.faults.iter().enumerate().filter(move |(_, faults)| fits(faults)).map(|(row, _)| row)
    }

    /// How many rows have each fault, the most frequent first.
    #[must_use]
    pub fn counts(&self) -> Vec<(Fault, u32)> {
        let mut counts: Vec<(Fault, u32)> = Vec::new();
        for fault in self.faults.iter().filter(|faults| !faults.is_empty()).flat_map(Faults::iter) {
            match counts.iter_mut().find(|(counted, _)| *counted == fault) {
                Some((_, count)) => *count += 1,
                None => counts.push((fault, 1)),
            }
        }
        counts.sort_by_key(|(fault, count)| (std::cmp::Reverse(*count), *fault));
        counts
    }

    /// How many of the checked rows have no fault.
    #[must_use]
    pub fn clean(&self) -> usize {
        self.faults.iter().filter(|faults| faults.is_empty()).count()
    }

    /// Mends a cell, and checks what hangs on it.
    pub fn set(&mut self, row: usize, column: Column, text: &str, countries: &CountryList) {
        self.set_all(&[row], column, text, countries);
    }

    /// Writes the same text into a column of many rows. A column that the file does not have is added to it.
    pub fn set_all(&mut self, rows: &[usize], column: Column, text: &str, countries: &CountryList) {
        let mut rewrite = self.write(rows, column, text);
        self.check_again(&mut rewrite, usize::MAX, countries);
    }

    /// The same, with nothing checked yet: [`Self::check_again`] does that, some rows at a time, so that a page stays usable.
    /// Until it has ended the faults are those of before.
    #[must_use = "what was written is to be checked"]
    pub fn write(&mut self, rows: &[usize], column: Column, text: &str) -> Rewrite {
        let place = self.mapping.place(column).or_else(|| self.table.add_column(column.name()));
        // A file with so many columns that none fits has been refused, or has this one.
        let Some(place) = place else { return Rewrite { rows: Vec::new(), column, checked: 0, seen: 0 } };
        self.mapping.set(column, Some(place));
        self.table.set_all(rows, place, text);
        // What has not been checked at all will be.
        let rows = rows.iter().copied().filter(|row| *row < self.checked()).collect();
        Rewrite { rows, column, checked: 0, seen: 0 }
    }

    /// Checks that many more of the rows that were written into; true when all are. A serial number that was written may be a
    /// double now, or may have been the first of some: then all rows are looked at, as many at a time.
    pub fn check_again(&mut self, rewrite: &mut Rewrite, most: usize, countries: &CountryList) -> bool {
        let end = rewrite.checked.saturating_add(most).min(rewrite.rows.len());
        let left = most - (end - rewrite.checked);
        for row in rewrite.rows.get(rewrite.checked..end).unwrap_or_default() {
            self.check_one_again(*row, rewrite.column, countries);
        }
        rewrite.checked = end;
        if rewrite.rows.len() > end || rewrite.column != Column::Serial {
            return rewrite.rows.len() == end;
        }
        rewrite.seen = self.find_doubles(rewrite.seen, left);
        rewrite.seen == self.checked()
    }

    /// Writes `by` in the place of `text` into a column of many rows, where the whole cell is that text, in any case; how many
    /// changed.
    pub fn replace(
        &mut self,
        rows: &[usize],
        column: Column,
        text: &str,
        by: &str,
        countries: &CountryList,
    ) -> usize {
        let is_it = |row: &usize| self.row(*row).get(column).eq_ignore_ascii_case(text.trim_ascii());
        let rows: Vec<usize> = rows.iter().copied().filter(is_it).collect();
        self.set_all(&rows, column, by, countries);
        rows.len()
    }

    fn check_one_again(&mut self, row: usize, mended: Column, countries: &CountryList) {
        let checked = check(&self.row(row), self.by, countries);
        let Some(faults) = self.faults.get_mut(row) else { return };
        let before = std::mem::replace(faults, checked);
        if mended != Column::Serial {
            if let Some(first) = before.first_line() {
                faults.add_twice(first);
            }
            FROM_OUTSIDE
                .into_iter()
                .filter(|fault| before.contains(*fault))
                .for_each(|fault| faults.add(fault));
        }
    }

    /// Finds the doubles among the checked rows from `from` on, and says how far it came.
    fn find_doubles(&mut self, from: usize, most: usize) -> usize {
        if from == 0 {
            self.serials = Serials::with_room_for(self.rows());
        }
        let end = from.saturating_add(most).min(self.faults.len());
        for row in from..end {
            let first = see(&mut self.serials, &self.mapping.row(&self.table, row), row);
            let line = first.map(|first| self.table.line(first));
            if let Some(faults) = self.faults.get_mut(row) {
                faults.remove(TWICE);
                if let Some(line) = line {
                    faults.add_twice(line);
                }
            }
        }
        end
    }

    /// What the server said about the serial number of a row. It stands until another one is written there.
    pub fn stand(&mut self, row: usize, standing: Standing) {
        let Some(faults) = self.faults.get_mut(row) else { return };
        FROM_OUTSIDE.into_iter().for_each(|fault| faults.remove(fault));
        match standing {
            Standing::Free => {}
            Standing::Here => faults.add(FROM_OUTSIDE[0]),
            Standing::Elsewhere => faults.add(FROM_OUTSIDE[1]),
        }
    }

    /// A fault that only the server could find; gone when the row is mended.
    pub fn add_fault(&mut self, row: usize, fault: Fault) {
        if let Some(faults) = self.faults.get_mut(row) {
            faults.add(fault);
        }
    }

    /// The whole file as it stands now, to be kept: comma-separated, UTF-8, with the file's own headers.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut writer = Writer::new(Formulas::AsText, Mark::Without);
        writer.row(self.table.head());
        for row in 0..self.rows() {
            writer.row(self.cells(row));
        }
        writer.take()
    }

    /// Rows with what is wrong with them in a column of their own at the end; it can be read again, and that column is not.
    #[must_use]
    pub fn rejects(&self, rows: &[usize]) -> String {
        let mut writer = Writer::new(Formulas::AsText, Mark::With);
        // Rejects of rejects say why once.
        let old = self.table.head().position(|header| header == REASON);
        let kept = |place: &usize| Some(*place) != old;
        let head: Vec<&str> = self.table.head().collect();
        writer.row(
            head.iter()
                .enumerate()
                .filter(|(place, _)| kept(place))
                .map(|(_, header)| *header)
                .chain([REASON]),
        );
        for row in rows {
            let cells = self.cells(*row).enumerate().filter(|(place, _)| kept(place)).map(|(_, cell)| cell);
            let why = self.faults(*row).sentence();
            writer.row(cells.chain([why.as_str()]));
        }
        writer.take()
    }

    /// Which column is which in [`Self::rejects`]: the old column of reasons is not in it.
    #[must_use]
    pub fn mapping_of_rejects(&self) -> Mapping {
        let old = self.table.head().position(|header| header == REASON);
        let mut mapping = Mapping::default();
        for column in Column::ALL {
            if let Some(place) = self.mapping.place(column).filter(|place| Some(*place) != old) {
                mapping.set(column, Some(place - usize::from(old.is_some_and(|old| old < place))));
            }
        }
        mapping
    }

    fn cells(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.table.columns()).map(move |place| self.table.cell(row, place))
    }
}

/// The row that had this one's serial number first.
fn see(serials: &mut Serials, row: &RowRef<'_>, number: usize) -> Option<usize> {
    let first = serials.see(row.get(Column::Serial), u32::try_from(number).ok()?)?;
    usize::try_from(first).ok()
}

#[cfg(test)]
mod tests;
