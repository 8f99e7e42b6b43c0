//! Writes comma-separated values, so that a spreadsheet computes nothing of them: before a cell that would be a formula
//! stands `'`, which the reader of [`super::table`] takes away again.

/// What becomes of a cell that a spreadsheet would take for a formula.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Formulas {
    /// `'` stands before it: it stays text in a spreadsheet.
    AsText,
    /// As it is: for programs that read exactly what was written.
    AsTheyAre,
}

/// The byte order mark at the beginning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mark {
    /// With: by it spreadsheets know UTF-8.
    With,
    /// Without.
    Without,
}

/// A text of comma-separated values that grows row by row, with line ends as RFC 4180 has them.
#[derive(Clone, Debug)]
pub struct Writer {
    text: String,
    formulas: Formulas,
    begun: bool,
}

impl Writer {
    /// Nothing written yet.
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
        push(text, self.formulas, &mut self.text);
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

/// A cell in quotes when it needs them, whatever stands between the cells.
pub(super) fn push(cell: &str, formulas: Formulas, text: &mut String) {
    let guard = formulas == Formulas::AsText && would_be_formula(cell);
    let quotes = cell.contains(['"', ',', ';', '\t', '\r', '\n']);
    if quotes {
        text.push('"');
    }
    if guard {
        text.push('\'');
    }
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once('"') {
        text.push_str(before);
        text.push_str("\"\"");
        rest = after;
    }
    text.push_str(rest);
    if quotes {
        text.push('"');
    }
}

/// Also when `'` stands before it already: what was text with it must come back with it.
fn would_be_formula(cell: &str) -> bool {
    cell.bytes().find(|byte| *byte != b'\'').is_some_and(begins_formula)
}

/// The first bytes by which spreadsheets know a formula, or what becomes one when it is pasted.
pub(super) const fn begins_formula(byte: u8) -> bool {
    matches!(byte, b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n')
}
