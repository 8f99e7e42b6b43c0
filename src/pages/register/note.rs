//! The note that is kept with a file: what was done to it, what the server found wrong with it, and the batch that it is being
//! sent as. Done again to the same file, it gives the same rows: so sending goes on after a crash exactly where it was.

use rules::{
    country::CountryList,
    registration::{Column, Fault, FaultKind, Faults, Mapping, Sheet},
};
use serde::Serialize;

wire::answer! {
    /// The note.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct Note {
        /// Name of the file.
        pub name: String,
        /// What was done, in that order.
        pub changes [default]: Vec<Change>,
        /// What only the server found, until its rows are mended.
        pub found [default]: Vec<Found>,
        /// It is what was left of a file: nobody has it but this browser.
        pub is_rest [default]: bool,
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
    /// A fault that the server found, and where.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct Found {
        /// Code of the column.
        pub column: String,
        /// Code of the fault.
        pub fault: String,
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

impl Note {
    /// Whether something would be lost with it that the file of its person does not have.
    pub fn is_work(&self) -> bool {
        self.is_rest
            || self.sent.is_some()
            || !self.found.is_empty()
            || self.changes.iter().any(|change| !change.column.is_empty())
    }

    /// What the server found wrong with each row, from the first on.
    pub fn find(&mut self, faults: &[Faults]) {
        let mut all: Vec<(Fault, Vec<usize>)> = Vec::new();
        for (row, faults) in faults.iter().enumerate() {
            for fault in faults.iter() {
                match all.iter_mut().find(|(known, _)| *known == fault) {
                    Some((_, rows)) => rows.push(row),
                    None => all.push((fault, vec![row])),
                }
            }
        }
        self.found = all.into_iter().map(|(fault, rows)| Found::new(fault, &rows)).collect();
    }

    /// Says it of the rows.
    pub fn tell(&self, sheet: &mut Sheet) {
        for found in &self.found {
            if let Some(fault) = found.fault() {
                members(&found.rows).into_iter().for_each(|row| sheet.add_fault(row, fault));
            }
        }
    }

    /// Forgets it of the rows that are mended.
    pub fn forget_mended(&mut self, sheet: &Sheet) {
        for found in &mut self.found {
            let Some(fault) = found.fault() else { continue };
            let mut rows = members(&found.rows);
            rows.retain(|row| sheet.faults(*row).contains(fault));
            found.rows = ranges(&rows);
        }
        self.found.retain(|found| !found.rows.is_empty());
    }

    /// Forgets it of the columns that are other ones now.
    pub fn forget_moved(&mut self, before: &Mapping, after: &Mapping) {
        self.found.retain(|found| {
            Column::from_code(&found.column).is_some_and(|column| before.place(column) == after.place(column))
        });
    }
}

impl Found {
    fn new(fault: Fault, rows: &[usize]) -> Self {
        Self {
            column: fault.column.code().to_owned(),
            fault: fault.kind.code().to_owned(),
            rows: ranges(rows),
        }
    }

    fn fault(&self) -> Option<Fault> {
        Some(Fault { column: Column::from_code(&self.column)?, kind: FaultKind::from_code(&self.fault)? })
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

    fn faults(of: &[Fault]) -> Faults {
        let mut faults = Faults::NONE;
        of.iter().for_each(|fault| faults.add(*fault));
        faults
    }

    #[test]
    fn what_the_server_found_stands_until_its_row_is_mended_or_its_column_is_another() {
        let mut reader = rules::csv::table::Reader::new();
        reader.feed(b"Serial,Model,Replaces\nA1,MX204,B1\nA2,MX204,B2\n").unwrap();
        let mut sheet = Sheet::new(reader.finish().unwrap(), rules::registration::By::EndUser);
        let countries = CountryList {
            source: String::new(),
            checked_on: rules::Date::default(),
            excluded: Vec::new(),
            unread: false,
        };
        assert!(sheet.check_more(2, &countries));
        let fault = Fault { column: Column::Replaces, kind: FaultKind::ReplacedNotFound };
        let mut note = Note::default();
        note.find(&[faults(&[fault]), faults(&[fault])]);
        note.tell(&mut sheet);
        assert!(sheet.faults(0).contains(fault) && sheet.faults(1).contains(fault));
        sheet.set(0, Column::Replaces, "B3", &countries);
        note.forget_mended(&sheet);
        assert_eq!(note.found, [Found::new(fault, &[1])]);
        assert!(note.is_work());
        let mut other = sheet.mapping().clone();
        other.set(Column::HostName, None);
        note.forget_moved(sheet.mapping(), &other);
        assert!(!note.found.is_empty());
        other.set(Column::Replaces, None);
        note.forget_moved(sheet.mapping(), &other);
        assert!(note.found.is_empty());
    }

    #[test]
    fn the_note_is_read_as_it_was_written() {
        let change = Change::of_rows(&[3, 4], Column::City, "Juba");
        let sent = Sent { key: "k".to_owned(), id: String::new(), rows: vec![(0, 9)] };
        let mut note =
            Note { name: "a.csv".to_owned(), changes: vec![change], sent: Some(sent), ..Note::default() };
        let fault = Fault { column: Column::Replaces, kind: FaultKind::ReplacedNotFound };
        note.find(&[Faults::NONE, faults(&[fault]), faults(&[fault])]);
        assert_eq!(note.found, [Found::new(fault, &[1, 2])]);
        let text = serde_json::to_string(&note).unwrap();
        assert_eq!(wire::json::read::<Note>(&text), Ok(note));
    }
}
