//! The note that is kept with a file: what was done to it, and the batch that it is being sent as. Done again to the same file,
//! it gives the same rows: so sending goes on after a crash exactly where it was.

use rules::{
    country::CountryList,
    registration::{Column, Mapping, Sheet},
};
use serde::Serialize;

wire::answer! {
    /// The note.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct Note {
        /// Name of the file.
        pub name: String,
        /// What was done, in that order.
        pub changes: Vec<Change>,
        /// Its way to the server, once it has begun.
        pub sent: Option<Sent>,
    }
}

wire::answer! {
    /// One thing that was done.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct Change {
        /// Code of the column that was written into; empty when it was said which column is which.
        pub column: String,
        /// What was written, or which column is which.
        pub text: String,
        /// Rows, as first and last.
        pub rows: Vec<(u32, u32)>,
    }
}

wire::answer! {
    /// A batch on its way.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct Sent {
        /// The key that makes it one, however often it is begun.
        pub key: String,
        /// Its id; empty until the server has said so.
        pub id: String,
        /// The rows that it is made of, as first and last: the first of them is its row 1.
        pub rows: Vec<(u32, u32)>,
    }
}

impl Change {
    /// Says which column is which.
    pub fn mapping(mapping: &Mapping) -> Self {
        Self { text: mapping.to_text(), ..Self::default() }
    }

    /// Writes into a column of some rows, ascending.
    pub fn of_rows(rows: &[usize], column: Column, text: &str) -> Self {
        Self { column: column.code().to_owned(), text: text.to_owned(), rows: ranges(rows) }
    }

    /// Does it.
    pub fn apply(&self, sheet: &mut Sheet, countries: &CountryList) {
        match Column::from_code(&self.column) {
            Some(column) => sheet.set_all(&members(&self.rows), column, &self.text, countries),
            None => sheet.set_mapping(Mapping::from_text(&self.text)),
        }
    }
}

/// Ascending numbers as first and last of those that follow each other.
pub fn ranges(rows: &[usize]) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for row in rows.iter().filter_map(|row| u32::try_from(*row).ok()) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => ranges.push((row, row)),
        }
    }
    ranges
}

/// The numbers again.
pub fn members(ranges: &[(u32, u32)]) -> Vec<usize> {
    ranges
        .iter()
        .flat_map(|(first, last)| *first..=*last)
        .filter_map(|row| usize::try_from(row).ok())
        .collect()
}

/// What is missing of a batch, in pieces of at most `most` rows: number of the first, and how many.
pub fn pieces(missing: &[(u32, u32)], most: u32) -> Vec<(u32, u32)> {
    let mut pieces = Vec::new();
    for (first, last) in missing {
        let mut from = *first;
        while from <= *last {
            let rows = (*last - from + 1).min(most);
            pieces.push((from, rows));
            from += rows;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_kept_as_ranges_and_come_back_as_they_were() {
        let rows = [0, 1, 2, 5, 7, 8];
        assert_eq!(ranges(&rows), [(0, 2), (5, 5), (7, 8)]);
        assert_eq!(members(&ranges(&rows)), rows);
        assert_eq!(members(&[]), Vec::<usize>::new());
    }

    #[test]
    fn what_is_missing_is_sent_in_pieces_and_nothing_twice() {
        assert_eq!(pieces(&[(1, 1200), (1501, 1501)], 500), [(1, 500), (501, 500), (1001, 200), (1501, 1)]);
        assert_eq!(pieces(&[], 500), []);
    }

    #[test]
    fn the_note_is_read_as_it_was_written() {
        let change = Change::of_rows(&[3, 4], Column::City, "Juba");
        let sent = Sent { key: "k".to_owned(), id: String::new(), rows: vec![(0, 9)] };
        let note = Note { name: "a.csv".to_owned(), changes: vec![change], sent: Some(sent) };
        let text = serde_json::to_string(&note).unwrap();
        assert_eq!(wire::json::read::<Note>(&text), Ok(note));
    }
}
