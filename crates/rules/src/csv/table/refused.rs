//! Why a file is no table, with what to do about it.

use super::{BYTES_MAX, COLUMNS_MAX, ROWS_MAX};

/// Why a file can't be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// Nothing in it.
    Empty,
    /// Headers, and nothing below them.
    NoRows,
    /// A workbook of a spreadsheet, or another zip file, whatever its name says.
    Zip,
    /// A byte that no text has, on that line.
    Nul(u32),
    /// More than [`BYTES_MAX`].
    TooLarge,
    /// More than [`ROWS_MAX`] rows.
    TooManyRows,
    /// More than [`COLUMNS_MAX`] columns, on that line.
    TooManyColumns(u32),
    /// More cells than there is memory for, on that line.
    TooManyCells(u32),
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
        match self {
            Self::Empty => "There is nothing in this file.".to_owned(),
            Self::NoRows => {
                "There is nothing below the first line, which names the columns.".to_owned()
            }
            Self::Zip => {
                "This is a workbook or a zip file, whatever its name says. Open it and save the sheet as CSV (UTF-8).".to_owned()
            }
            Self::Nul(line) => format!(
                "Line {line} has a byte that no text has. Open the file where it was made and save it as CSV (UTF-8)."
            ),
            Self::TooLarge => {
                format!("The file is larger than {} MB. Split it.", BYTES_MAX / (1024 * 1024))
            }
            Self::TooManyRows => format!("The file has more than {ROWS_MAX} rows. Split it."),
            Self::TooManyColumns(line) => format!("Line {line} has more than {COLUMNS_MAX} cells."),
            Self::TooManyCells(line) => format!(
                "From line {line} on the file has more cells than can be kept. Take out the columns that are not needed, or split it."
            ),
            Self::Open(line) => format!("Line {line} opens a quote that is never closed."),
            Self::Stray(line) => format!("Line {line} goes on after a closing quote."),
            Self::Broken(line) => format!("Line {line} has half a character: the file is damaged or cut off."),
        }
    }

    /// A stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoRows => "no_rows",
            Self::Zip => "zip",
            Self::Nul(_) => "nul",
            Self::TooLarge => "too_large",
            Self::TooManyRows => "too_many_rows",
            Self::TooManyColumns(_) => "too_many_columns",
            Self::TooManyCells(_) => "too_many_cells",
            Self::Open(_) => "open_quote",
            Self::Stray(_) => "stray_after_quote",
            Self::Broken(_) => "broken",
        }
    }
}
