//! Rows of the wire and rows of the rules are the same texts under the same codes.

use super::Row;
use rules::registration::{self as rule, Column};

impl From<&Row> for rule::Row {
    /// Blanks are cleaned on the way, as the rules want them.
    fn from(row: &Row) -> Self {
        let mut read = Self::default();
        for (column, cell) in Column::ALL.into_iter().zip(row.cells()) {
            read.set(column, cell);
        }
        read
    }
}

impl From<&rule::RowRef<'_>> for Row {
    fn from(row: &rule::RowRef<'_>) -> Self {
        let mut written = Self::default();
        for (column, cell) in Column::ALL.into_iter().zip(written.cells_mut()) {
            row.get(column).clone_into(cell);
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_of_the_rules_in_their_order() {
        assert_eq!(Row::COLUMNS, Column::ALL.map(Column::code));
        let mut row = rule::Row::default();
        for column in Column::ALL {
            row.set(column, column.code());
        }
        let written = Row::from(&row.borrowed());
        assert_eq!(written.cells(), Row::COLUMNS);
        assert_eq!(rule::Row::from(&written), row);
    }
}
