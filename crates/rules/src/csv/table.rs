//! Big tables: fed in pieces as they come from a disk, kept as one text with the place of every cell in it, so that a
//! hundred thousand rows make no hundred thousand texts. It finds out how the bytes are meant and what stands between the
//! cells, and refuses clearly, with the line, what is no table. It knows no column by name and computes no formula: what
//! looks like one is text, and the `'` that keeps a spreadsheet from computing it is taken away.

mod decode;
mod refused;
mod scan;

pub use decode::Encoding;
pub use refused::Refused;

use decode::Decoder;
use scan::Scanner;

/// Most bytes of a file.
pub const BYTES_MAX: usize = 50 * 1024 * 1024;
/// Most rows below the headers.
pub const ROWS_MAX: usize = 200_000;
/// Most columns.
pub const COLUMNS_MAX: usize = 200;
/// Most cells, the empty ones at the end of short rows among them: each takes memory, whatever stands in it.
pub const CELLS_MAX: usize = 10_000_000;

/// Reads a table from bytes that come in pieces; where they are cut changes nothing.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    decoder: Decoder,
    scanner: Scanner,
    text: String,
    bytes: usize,
    /// How many there will be, when somebody has said it and room has not been made for them.
    expected: Option<usize>,
    refused: Option<Refused>,
}

/// From so many bytes on a table shows how many cells the rest of it will have.
const TELLING: usize = 64 * 1024;

impl Reader {
    /// Nothing read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing read yet of a file of that many bytes. There is room for all of it from the beginning: what grows bit by bit is
    /// copied whenever its room is used up, and a copy of most of a large file holds a page up.
    #[must_use]
    pub fn of_size(bytes: usize) -> Self {
        let bytes = bytes.min(BYTES_MAX);
        Self { text: String::with_capacity(bytes), expected: Some(bytes), ..Self::default() }
    }

    /// The next bytes.
    ///
    /// # Errors
    /// What can't be read, as soon as it is seen; the same again from then on.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        self.bytes = self.bytes.saturating_add(bytes.len());
        let fed = match self.refused {
            Some(refused) => Err(refused),
            None if self.bytes > BYTES_MAX => Err(Refused::TooLarge),
            None => self.decoder.feed(bytes, &mut self.text, &mut self.scanner),
        };
        self.refused = fed.err();
        if self.bytes >= TELLING
            && let Some(expected) = self.expected.take()
        {
            self.scanner.make_room(self.bytes, expected);
        }
        fed
    }

    /// How many rows are there by now, the headers among them.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.scanner.lines.len()
    }

    /// That was all.
    ///
    /// # Errors
    /// What can't be read.
    pub fn finish(mut self) -> Result<Table, Refused> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        self.decoder.finish(&mut self.text, &mut self.scanner)?;
        self.scanner.finish(&self.text)?;
        let Self { decoder, scanner, text, .. } = self;
        match scanner.lines.len() {
            0 => Err(Refused::Empty),
            1 => Err(Refused::NoRows),
            _ => Ok(Table {
                encoding: decoder.encoding(),
                delimiter: scanner.delimiter(),
                text,
                aside: scanner.aside,
                cells: scanner.cells,
                columns: scanner.columns,
                lines: scanner.lines,
            }),
        }
    }
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Span {
    from: u32,
    to: u32,
}

impl Span {
    /// From here on the numbers count in the text aside. A file is far shorter, even when each of its bytes became three.
    const ASIDE: u32 = 1 << 31;

    const fn is_empty(self) -> bool {
        self.from == self.to
    }

    fn of<'a>(self, text: &'a str, aside: &'a str) -> &'a str {
        let (text, shift) = if self.from < Self::ASIDE { (text, 0) } else { (aside, Self::ASIDE) };
        text.get((self.from - shift) as usize..(self.to - shift) as usize).unwrap_or_default()
    }

    /// Puts a text aside; nothing when there is no more room for any.
    fn put(text: &str, aside: &mut String) -> Option<Self> {
        let from = u32::try_from(aside.len()).ok()?.checked_add(Self::ASIDE)?;
        let to = from.checked_add(u32::try_from(text.len()).ok()?)?;
        aside.push_str(text);
        Some(Self { from, to })
    }
}

/// A table: headers, and rows below them. Rows and columns are counted from 0, lines from 1.
#[derive(Clone, Debug)]
pub struct Table {
    text: String,
    /// Cells that do not stand in the file as they are meant: with doubled quotes, or mended.
    aside: String,
    cells: Vec<Span>,
    columns: usize,
    /// Of the headers, and of each row.
    lines: Vec<u32>,
    delimiter: u8,
    encoding: Encoding,
}

impl Table {
    /// The headers.
    pub fn head(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().take(self.columns).map(|cell| cell.of(&self.text, &self.aside))
    }

    /// How many columns: those of the longest row, so that nothing that stands in the file is lost.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many rows below the headers; lines with nothing on them are none.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.lines.len().saturating_sub(1)
    }

    /// A cell; empty when there is none.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        match self.place(row, column).and_then(|place| self.cells.get(place)) {
            Some(cell) => cell.of(&self.text, &self.aside),
            None => "",
        }
    }

    /// The cells of a row at once, for who looks at all of them.
    pub(crate) fn cells_of<'a>(&'a self, row: usize) -> impl Fn(usize) -> &'a str {
        let from = (row + 1).saturating_mul(self.columns);
        let cells = if row < self.rows() { self.cells.get(from..from + self.columns) } else { None };
        let cells = cells.unwrap_or_default();
        move |column| cells.get(column).map_or("", |cell| cell.of(&self.text, &self.aside))
    }

    fn place(&self, row: usize, column: usize) -> Option<usize> {
        (column < self.columns && row < self.rows()).then(|| (row + 1) * self.columns + column)
    }

    /// The line of the file on which a row begins, as an editor counts; 0 for a row that there is not.
    #[must_use]
    pub fn line(&self, row: usize) -> u32 {
        self.lines.get(row.saturating_add(1)).copied().unwrap_or_default()
    }

    /// How the bytes were meant.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// What stands between the cells.
    #[must_use]
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// Writes into a cell.
    pub fn set(&mut self, row: usize, column: usize, text: &str) {
        self.set_all(&[row], column, text);
    }

    /// Writes the same text into a cell of many rows; it is kept once.
    pub fn set_all(&mut self, rows: &[usize], column: usize, text: &str) {
        let Some(span) = Span::put(text, &mut self.aside) else { return };
        for row in rows {
            if let Some(cell) = self.place(*row, column).and_then(|place| self.cells.get_mut(place)) {
                *cell = span;
            }
        }
    }

    /// Adds an empty column at the end; its place. `None` when there is no room for one.
    pub fn add_column(&mut self, header: &str) -> Option<usize> {
        if self.columns >= COLUMNS_MAX || (self.columns + 1) * self.lines.len() > CELLS_MAX {
            return None;
        }
        let span = Span::put(header, &mut self.aside)?;
        let place = self.columns;
        widen(&mut self.cells, place, place + 1);
        self.columns = place + 1;
        if let Some(cell) = self.cells.get_mut(place) {
            *cell = span;
        }
        Some(place)
    }
}

/// Makes rows of `from` cells rows of `to`, the new ones empty.
fn widen(cells: &mut Vec<Span>, from: usize, to: usize) {
    let mut wider = Vec::with_capacity(cells.len() / from.max(1) * to);
    for row in cells.chunks(from.max(1)) {
        wider.extend_from_slice(row);
        wider.resize(wider.len() + to.saturating_sub(row.len()), Span::default());
    }
    *cells = wider;
}

#[cfg(test)]
mod tests;
