//! Big tables: fed in pieces as they come from a disk, kept as one text with the place of every cell in it, so that a
//! hundred thousand rows make no hundred thousand texts. It finds out how the bytes are meant and what stands between the
//! cells, and refuses clearly, with the line, what is no table. It knows no column by name and computes no formula.

/// Most bytes of a file.
pub const BYTES_MAX: usize = 50 * 1024 * 1024;
/// Most rows below the headers.
pub const ROWS_MAX: usize = 200_000;
/// Most columns.
pub const COLUMNS_MAX: usize = 200;

/// Why a file can't be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// Nothing in it.
    Empty,
    /// Headers, and nothing below them.
    NoRows,
    /// A zip file, such as a workbook of a spreadsheet, whatever its name says.
    Zip,
    /// A byte that no text has, on that line.
    Nul(u32),
    /// More than [`BYTES_MAX`].
    TooLarge,
    /// More than [`ROWS_MAX`] rows.
    TooManyRows,
    /// More than [`COLUMNS_MAX`] columns, on that line.
    TooManyColumns(u32),
    /// A quote is opened on that line and never closed.
    Open(u32),
    /// Something follows a closing quote on that line.
    Stray(u32),
    /// UTF-16 that breaks off, or has half a character, on that line.
    Broken(u32),
}

impl Refused {
    /// What is wrong and what to do, for people.
    #[must_use]
    pub fn message(self) -> String {
        String::new()
    }

    /// A stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        "refused"
    }
}

/// How the bytes were meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, either order.
    Utf16,
    /// Windows-1252, because the bytes are no UTF-8: worth a look at the letters with accents.
    Windows1252,
}

/// Reads a table from bytes that come in pieces; where they are cut changes nothing.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    table: Table,
}

impl Reader {
    /// Nothing read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next bytes.
    ///
    /// # Errors
    /// What can't be read, as soon as it is seen.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        let _ = bytes;
        Ok(())
    }

    /// How many rows are there by now, the headers among them.
    #[must_use]
    pub fn rows(&self) -> usize {
        0
    }

    /// That was all.
    ///
    /// # Errors
    /// What can't be read.
    pub fn finish(self) -> Result<Table, Refused> {
        Ok(self.table)
    }
}

/// A table: headers, and rows below them. Rows and columns are counted from 0, lines from 1.
#[derive(Clone, Debug, Default)]
pub struct Table {
    text: String,
}

impl Table {
    /// The headers.
    pub fn head(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.text.as_str())
    }

    /// How many columns: those of the headers.
    #[must_use]
    pub fn columns(&self) -> usize {
        0
    }

    /// How many rows below the headers; lines with nothing on them are none.
    #[must_use]
    pub fn rows(&self) -> usize {
        0
    }

    /// A cell; empty when there is none.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let _ = (row, column);
        ""
    }

    /// The line of the file on which a row begins, as an editor counts; 0 for a row that there is not.
    #[must_use]
    pub fn line(&self, row: usize) -> u32 {
        let _ = row;
        0
    }

    /// How the bytes were meant.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        Encoding::Utf8
    }

    /// What stands between the cells.
    #[must_use]
    pub fn delimiter(&self) -> char {
        ','
    }

    /// Writes into a cell.
    pub fn set(&mut self, row: usize, column: usize, text: &str) {
        self.set_all(&[row], column, text);
    }

    /// Writes the same text into a cell of many rows; it is kept once.
    pub fn set_all(&mut self, rows: &[usize], column: usize, text: &str) {
        let _ = (rows, column, text);
    }

    /// Adds a column at the end, empty; its place. `None` when there are [`COLUMNS_MAX`].
    pub fn add_column(&mut self, header: &str) -> Option<usize> {
        let _ = header;
        None
    }
}
