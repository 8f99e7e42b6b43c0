//! Finds the cells in a text that grows: byte by byte, with the state kept from piece to piece. It only notes where they
//! stand; a cell is written anew only when there are doubled quotes in it.

use super::{CELLS_MAX, COLUMNS_MAX, ROWS_MAX, Refused, Span, widen};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum At {
    /// Where a cell begins.
    #[default]
    Start,
    Plain,
    Quoted,
    /// After a quote in a quoted cell: its end, or half of a doubled one.
    Closed,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Scanner {
    pub(super) cells: Vec<Span>,
    pub(super) columns: usize,
    pub(super) lines: Vec<u32>,
    pub(super) aside: String,
    head: Head,
    state: At,
    /// The next byte to be looked at.
    at: usize,
    /// Where the cell begins, after its quote.
    from: usize,
    /// Doubled quotes in it.
    doubled: bool,
    /// A line feed now belongs to the line end before.
    after_return: bool,
    /// How many line ends there were.
    ends: u32,
    /// The line on which the row begins, and the one on which the quote was opened.
    row_line: u32,
    opened: u32,
    /// Where the row begins in `cells`.
    row: usize,
}

/// What the first line with anything on it says about the delimiter.
#[derive(Clone, Debug, Default)]
struct Head {
    delimiter: Option<u8>,
    /// How often each of [`DELIMITERS`] stands there, and where first.
    counts: [(u32, usize); 3],
    quoted: bool,
    /// Where its line begins, and whether anything but blanks stands on it.
    from: usize,
    filled: bool,
    at: usize,
}

const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

impl Scanner {
    pub(super) fn line(&self) -> u32 {
        self.ends.saturating_add(1)
    }

    pub(super) fn delimiter(&self) -> u8 {
        self.head.delimiter.unwrap_or(b',')
    }

    /// Makes room for as many cells as all of the bytes will have when they are like those that were `seen`, and some more.
    pub(super) fn make_room(&mut self, seen: usize, all: usize) {
        let in_all = |found: usize, most: usize| {
            let share = (found as u64).saturating_mul(all as u64) / (seen as u64).max(1);
            usize::try_from(share + share / 8).unwrap_or(most).min(most)
        };
        let (cells, lines) = (in_all(self.cells.len(), CELLS_MAX), in_all(self.lines.len(), ROWS_MAX + 1));
        self.cells.reserve(cells.saturating_sub(self.cells.len()));
        self.lines.reserve(lines.saturating_sub(self.lines.len()));
    }

    /// Goes through what has come since the last time.
    pub(super) fn scan(&mut self, text: &str) -> Result<(), Refused> {
        let bytes = text.as_bytes();
        let Some(delimiter) = self.head.delimiter.or_else(|| self.head.find(bytes)) else {
            // Not to be told about the end of the file what can be told now.
            return match self.head.at.checked_sub(1).and_then(|last| bytes.get(..=last)) {
                Some(seen @ [.., 0]) => Err(Refused::Nul(line_ends(seen).saturating_add(1))),
                _ => Ok(()),
            };
        };
        if self.at == 0 {
            self.skip_separator_line(bytes);
        }
        self.cells_of(text, delimiter)
    }

    /// `sep=;` on a line of its own is no row.
    fn skip_separator_line(&mut self, bytes: &[u8]) {
        if separator(bytes).is_some() {
            self.at = bytes
                .iter()
                .position(|byte| matches!(byte, b'\r' | b'\n'))
                .map_or(bytes.len(), |end| end + 1);
            self.after_return = self.at.checked_sub(1).and_then(|end| bytes.get(end)) == Some(&b'\r');
            self.ends = 1;
        }
    }

    fn cells_of(&mut self, text: &str, delimiter: u8) -> Result<(), Refused> {
        let bytes = text.as_bytes();
        let ends_quoted = marks(b"\"\r\n\0");
        while let Some(&byte) = bytes.get(self.at) {
            match self.state {
                At::Start => {
                    let second_half = self.after_return && byte == b'\n';
                    self.after_return = false;
                    if second_half {
                        self.at += 1;
                        continue;
                    }
                    if self.cells.len() == self.row {
                        self.row_line = self.line();
                    }
                    self.doubled = false;
                    if byte == b'"' {
                        self.at += 1;
                        self.opened = self.line();
                        self.state = At::Quoted;
                    } else {
                        self.state = At::Plain;
                    }
                    self.from = self.at;
                }
                At::Plain => {
                    let Some(end) = plain_end(bytes, self.at, delimiter) else {
                        self.at = bytes.len();
                        return Ok(());
                    };
                    self.at = end;
                    self.cell(text, end)?;
                    self.after_cell(bytes, delimiter)?;
                }
                At::Quoted => {
                    let Some(end) = next(bytes, self.at, &ends_quoted) else {
                        self.at = bytes.len();
                        return Ok(());
                    };
                    self.at = end + 1;
                    match bytes.get(end) {
                        Some(b'"') => self.state = At::Closed,
                        Some(0) => return Err(Refused::Nul(self.line())),
                        // The line feed after a return has been counted with it.
                        Some(b'\n') if end > self.from && bytes.get(end - 1) == Some(&b'\r') => {}
                        _ => self.ends = self.ends.saturating_add(1),
                    }
                }
                At::Closed if byte == b'"' => {
                    self.doubled = true;
                    self.state = At::Quoted;
                    self.at += 1;
                }
                At::Closed if byte == delimiter || byte == b'\r' || byte == b'\n' => {
                    self.cell(text, self.at.saturating_sub(1))?;
                    self.after_cell(bytes, delimiter)?;
                }
                At::Closed if byte == 0 => return Err(Refused::Nul(self.line())),
                At::Closed => return Err(Refused::Stray(self.line())),
            }
        }
        Ok(())
    }

    /// A delimiter, a line end, or what ends everything.
    fn after_cell(&mut self, bytes: &[u8], delimiter: u8) -> Result<(), Refused> {
        let byte = bytes.get(self.at).copied().unwrap_or(b'\n');
        self.state = At::Start;
        self.at += 1;
        if byte == delimiter {
            return Ok(());
        }
        if byte == 0 {
            return Err(Refused::Nul(self.line()));
        }
        self.after_return = byte == b'\r';
        self.end_row()?;
        self.ends = self.ends.saturating_add(1);
        Ok(())
    }

    /// A cell ends before that byte.
    fn cell(&mut self, text: &str, to: usize) -> Result<(), Refused> {
        if self.cells.len() - self.row >= COLUMNS_MAX {
            return Err(Refused::TooManyColumns(self.line()));
        }
        let mut from = self.from;
        let inside = text.as_bytes().get(from..to).unwrap_or_default();
        if inside.first() == Some(&b'\'') && guards_a_formula(inside) {
            from += 1;
        }
        let span = if self.doubled {
            let meant = text.get(from..to).unwrap_or_default().replace("\"\"", "\"");
            Span::put(&meant, &mut self.aside)
        } else {
            u32::try_from(from).ok().zip(u32::try_from(to).ok()).map(|(from, to)| Span { from, to })
        };
        self.cells.push(span.unwrap_or_default());
        Ok(())
    }

    /// Rows are kept alike in length; one with nothing in it is none.
    fn end_row(&mut self) -> Result<(), Refused> {
        let row = self.cells.get(self.row..).unwrap_or_default();
        let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if filled == 0 {
            self.cells.truncate(self.row);
            return Ok(());
        }
        if self.lines.len() > ROWS_MAX {
            return Err(Refused::TooManyRows);
        }
        let columns = if self.lines.is_empty() { row.len() } else { filled.max(self.columns) };
        if columns * (self.lines.len() + 1) > CELLS_MAX {
            return Err(Refused::TooManyCells(self.row_line));
        }
        if columns > self.columns {
            let last = self.cells.split_off(self.row);
            widen(&mut self.cells, self.columns, columns);
            self.row = self.cells.len();
            self.cells.extend(last);
            self.columns = columns;
        }
        self.row += columns;
        self.cells.resize(self.row, Span::default());
        self.lines.push(self.row_line);
        Ok(())
    }

    /// There is no more.
    pub(super) fn finish(&mut self, text: &str) -> Result<(), Refused> {
        if self.head.delimiter.is_none() {
            self.head.decide(text.as_bytes(), text.len());
            self.scan(text)?;
        }
        match self.state {
            At::Quoted => return Err(Refused::Open(self.opened)),
            At::Closed => self.cell(text, text.len().saturating_sub(1))?,
            At::Plain => self.cell(text, text.len())?,
            At::Start if self.cells.len() > self.row => {
                self.from = text.len();
                self.doubled = false;
                self.cell(text, text.len())?;
            }
            At::Start => return Ok(()),
        }
        self.state = At::Start;
        self.end_row()
    }
}

impl Head {
    /// The delimiter, when the line that tells it is complete.
    fn find(&mut self, bytes: &[u8]) -> Option<u8> {
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                0 => {
                    self.at += 1;
                    return None;
                }
                b'"' => self.quoted = !self.quoted,
                b'\r' | b'\n' if !self.quoted => {
                    if self.filled {
                        self.decide(bytes, self.at);
                        return self.delimiter;
                    }
                    self.from = self.at + 1;
                }
                _ => {
                    if !self.quoted
                        && let Some(place) = DELIMITERS.iter().position(|delimiter| *delimiter == byte)
                        && let Some((count, first)) = self.counts.get_mut(place)
                    {
                        *first = if *count == 0 { self.at } else { *first };
                        *count += 1;
                    }
                }
            }
            self.filled |= !byte.is_ascii_whitespace();
            self.at += 1;
        }
        None
    }

    /// What `sep=` says, else what stands there most often, of two the one that stands there first.
    fn decide(&mut self, bytes: &[u8], end: usize) {
        let line = bytes.get(..end).unwrap_or_default();
        let most = self
            .counts
            .iter()
            .zip(DELIMITERS)
            .filter(|((count, _), _)| *count > 0)
            .max_by_key(|((count, first), _)| (*count, std::cmp::Reverse(*first)));
        self.delimiter = separator(line).or(most.map(|(_, delimiter)| delimiter)).or(Some(b','));
    }
}

/// `sep=;` on the first line, in quotes or not.
fn separator(bytes: &[u8]) -> Option<u8> {
    let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
    let line = bytes.get(..end)?;
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [s, e, p, b'=', delimiter]
            if [*s, *e, *p].eq_ignore_ascii_case(b"sep")
                && delimiter.is_ascii()
                && !delimiter.is_ascii_alphanumeric()
                && !matches!(delimiter, b'"' | 0) =>
        {
            Some(*delimiter)
        }
        _ => None,
    }
}

/// A table in which the bytes that are looked for are marked.
fn marks(bytes: &[u8]) -> [bool; 256] {
    let mut marks = [false; 256];
    for byte in bytes {
        if let Some(mark) = marks.get_mut(usize::from(*byte)) {
            *mark = true;
        }
    }
    marks
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Where a cell without quotes ends: at a delimiter, a line end or a NUL. Eight bytes at a time, because this is where a large
/// file spends its time: of the bytes that are marked the lowest is always right.
fn plain_end(bytes: &[u8], from: usize, delimiter: u8) -> Option<usize> {
    let wanted = u64::from(delimiter) * ONES;
    let ends = |byte: u8| byte == delimiter || matches!(byte, b'\r' | b'\n' | 0);
    let mut at = from;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*eight);
        let other = word ^ wanted;
        let delimiters = other.wrapping_sub(ONES) & !other & HIGH;
        // All that are smaller than the one after a return; a tab among them is no end.
        let controls = word.wrapping_sub(ONES * 0x0e) & !word & HIGH;
        let found = delimiters | controls;
        if found == 0 {
            at += 8;
            continue;
        }
        at += found.trailing_zeros() as usize / 8;
        if bytes.get(at).is_some_and(|byte| ends(*byte)) {
            return Some(at);
        }
        at += 1;
    }
    bytes.get(at..)?.iter().position(|byte| ends(*byte)).map(|end| at + end)
}

fn next(bytes: &[u8], from: usize, marks: &[bool; 256]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.iter().position(|byte| marks[usize::from(*byte)]).map(|end| from + end)
}

fn line_ends(bytes: &[u8]) -> u32 {
    let returns = bytes.iter().filter(|byte| **byte == b'\r').count();
    let feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
    let both = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    u32::try_from(returns + feeds - both).unwrap_or(u32::MAX)
}

/// `'` before what a spreadsheet would take for a formula, or before another such `'`.
fn guards_a_formula(cell: &[u8]) -> bool {
    cell.iter().find(|byte| **byte != b'\'').is_some_and(|byte| crate::csv::write::begins_formula(*byte))
}
