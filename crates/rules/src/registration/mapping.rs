//! Which column of a file is which: recognised by its headers, corrected by people, remembered as a line of text.

use super::{Column, RowRef};
use crate::csv::table::Table;

/// For each [`Column`] its place in the file, if it has one. A column of the file that is none of them is not read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mapping {
    places: [Option<u16>; Column::COUNT],
}

impl Mapping {
    /// What the headers say ([`Column::recognise`]); the first of two alike counts.
    #[must_use]
    pub fn recognise<'a>(headers: impl IntoIterator<Item = &'a str>) -> Self {
        let mut mapping = Self::default();
        for (place, header) in headers.into_iter().enumerate() {
            if let Some(column) = Column::recognise(header)
                && mapping.place(column).is_none()
            {
                mapping.set(column, Some(place));
            }
        }
        mapping
    }

    /// Where a column stands in the file, counted from 0.
    #[must_use]
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column.index()).copied().flatten().map(usize::from)
    }

    /// Which column stands in that place.
    #[must_use]
    pub fn column(&self, place: usize) -> Option<Column> {
        Column::ALL.into_iter().find(|column| self.place(*column) == Some(place))
    }

    /// Corrects it: `column` stands in `place` (and no other column does), or nowhere.
    pub fn set(&mut self, column: Column, place: Option<usize>) {
        let place = place.and_then(|place| u16::try_from(place).ok());
        if place.is_some() {
            self.places.iter_mut().filter(|other| **other == place).for_each(|other| *other = None);
        }
        if let Some(slot) = self.places.get_mut(column.index()) {
            *slot = place;
        }
    }

    /// To be remembered under the file's line of headers: "serial=0 model=3".
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for column in Column::ALL {
            if let Some(place) = self.place(column) {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(column.code());
                text.push('=');
                text.push_str(&place.to_string());
            }
        }
        text
    }

    /// What [`Self::to_text`] wrote; what can't be read is left out.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut mapping = Self::default();
        for (code, place) in text.split(' ').filter_map(|pair| pair.split_once('=')) {
            if let (Some(column), Ok(place)) = (Column::from_code(code), place.parse()) {
                mapping.set(column, Some(place));
            }
        }
        mapping
    }

    /// One row of the table, counted from 0 below the headers.
    #[must_use]
    pub fn row<'a>(&self, table: &'a Table, row: usize) -> RowRef<'a> {
        let cell = table.cells_of(row);
        RowRef::new(|column| self.place(column).map_or("", &cell))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_make_a_mapping_that_can_be_corrected_and_remembered() {
        let mut mapping = Mapping::recognise(["S/N", "Notes", "SKU", "Serial", "Reason"]);
        assert_eq!((mapping.place(Column::Serial), mapping.place(Column::Model)), (Some(0), Some(2)));
        assert_eq!((mapping.column(0), mapping.column(1)), (Some(Column::Serial), None));
        mapping.set(Column::HostName, Some(2));
        assert_eq!(mapping.place(Column::Model), None, "a place holds one column");
        mapping.set(Column::Serial, None);
        assert_eq!(mapping.to_text(), "host_name=2");
        mapping.set(Column::Country, Some(7));
        assert_eq!(Mapping::from_text(&mapping.to_text()), mapping);
        assert_eq!(Mapping::from_text("serial=x =3 model nothing=1"), Mapping::default());
    }
}
