use super::*;
use crate::{Date, country::Country, csv::table::Reader};

fn countries() -> CountryList {
    CountryList {
        source: String::new(),
        checked_on: Date::default(),
        excluded: ["CU", "IR", "KP", "SD", "SY"].into_iter().filter_map(Country::parse).collect(),
        unread: false,
    }
}

fn table(text: &str) -> Table {
    let mut reader = Reader::new();
    reader.feed(text.as_bytes()).unwrap();
    reader.finish().unwrap()
}

fn sheet(text: &str) -> Sheet {
    let mut sheet = Sheet::new(table(text), By::EndUser);
    while !sheet.check_more(2, &countries()) {}
    sheet
}

const FILE: &str = "Serial;SKU;Site;Street;City;Country;Note\n\
    JN1234AFB;MX480;Juba;Airport Road 1;Juba;SS;first\n\
    JN1235AFB;MX480;Khartoum;Nile Avenue 2;Khartoum;Sudan;=1+1\n\
    jn1234afb;MX480;Juba;Airport Road 1;Juba;SS;\n\
    JN1236AFB;;Juba;;Juba;SS;\n";

fn told(sheet: &Sheet) -> Vec<Vec<(Column, FaultKind)>> {
    (0..sheet.rows())
        .map(|row| sheet.faults(row).iter().map(|fault| (fault.column, fault.kind)).collect())
        .collect()
}

#[test]
fn every_row_has_all_its_faults() {
    let sheet = sheet(FILE);
    assert_eq!(
        told(&sheet),
        [
            vec![],
            vec![(Column::Country, FaultKind::CountryExcluded)],
            vec![(Column::Serial, FaultKind::TwiceInFile)],
            vec![(Column::Model, FaultKind::Missing), (Column::Street, FaultKind::Missing)],
        ]
    );
    assert_eq!(sheet.faults(2).first_line(), Some(2));
    assert_eq!(sheet.clean(), 1);
    assert_eq!(sheet.counts().len(), 4);
    assert_eq!(sheet.rows_with(Wanted::Faulty).collect::<Vec<_>>(), [1, 2, 3]);
    let missing = Fault { column: Column::Model, kind: FaultKind::Missing };
    assert_eq!(sheet.rows_with(Wanted::With(missing)).collect::<Vec<_>>(), [3]);
    assert_eq!(
        sheet.rows_with(Wanted::Clean).count() + sheet.rows_with(Wanted::Faulty).count(),
        sheet.rows()
    );
}

#[test]
fn a_mended_serial_number_moves_the_double() {
    let mut sheet = sheet(FILE);
    sheet.set(0, Column::Serial, "JN9999AFB", &countries());
    assert_eq!(sheet.faults(2), Faults::NONE);
    sheet.set(3, Column::Serial, "JN9999AFB", &countries());
    assert_eq!(sheet.faults(3).first_line(), Some(2));
    // Another cell of the same row leaves it a double.
    sheet.set(3, Column::Model, "MX480", &countries());
    assert!(sheet.faults(3).contains(TWICE));
}

#[test]
fn whole_columns_are_mended_and_missing_ones_are_added() {
    let mut sheet = sheet(FILE);
    let all: Vec<usize> = (0..sheet.rows()).collect();
    assert_eq!(sheet.replace(&all, Column::Country, "sudan", "South Sudan", &countries()), 1);
    sheet.set_all(&[3], Column::Street, "Airport Road 1", &countries());
    sheet.set_all(&[3], Column::Model, "MX480", &countries());
    sheet.set_all(&all, Column::Source, "Juniper", &countries());
    assert_eq!(sheet.mapping().place(Column::Source), Some(7));
    assert_eq!(sheet.row(1).get(Column::Source), "Juniper");
    assert_eq!(sheet.clean(), 3);
    sheet.set_all(&all, Column::Source, "gray market", &countries());
    assert_eq!(sheet.clean(), 0);
}

#[test]
fn what_the_server_said_stands_until_the_number_changes() {
    let mut sheet = sheet(FILE);
    sheet.stand(0, Standing::Elsewhere);
    sheet.stand(3, Standing::Here);
    sheet.set(0, Column::Model, "MX960", &countries());
    assert!(sheet.faults(0).contains(FROM_OUTSIDE[1]) && sheet.faults(3).contains(FROM_OUTSIDE[0]));
    sheet.set(0, Column::Serial, "JN7777AFB", &countries());
    assert!(sheet.faults(0).is_empty());
    sheet.stand(3, Standing::Free);
    assert!(!sheet.faults(3).contains(FROM_OUTSIDE[0]));
    sheet.add_fault(0, Fault { column: Column::Replaces, kind: FaultKind::ReplacedNotFound });
    assert!(!sheet.faults(0).is_empty());
}

#[test]
fn rejects_are_read_again_without_their_reasons() {
    let first = sheet(FILE);
    let rejects = first.rejects(&[1, 3]);
    assert!(rejects.contains("The service is not available in this country") && rejects.contains("'=1+1"));
    let again = sheet(&rejects);
    assert_eq!(again.rows(), 2);
    for (row, before) in [(0, 1), (1, 3)] {
        assert_eq!(again.row(row), first.row(before));
        assert_eq!(again.faults(row), first.faults(before));
    }
    assert_eq!(again.table().cell(0, 6), "=1+1");
    let once_more = again.rejects(&[0]);
    assert_eq!(once_more.matches(REASON).count(), 1);
}

#[test]
fn what_is_kept_is_the_file_as_it_stands() {
    let mut before = sheet(FILE);
    before.set(3, Column::Street, "“Old” Road;\n2", &countries());
    let after = sheet(&before.to_csv());
    for row in 0..before.rows() {
        assert_eq!(after.row(row), before.row(row));
    }
    assert_eq!(after.mapping(), before.mapping());
}

#[test]
fn another_mapping_is_checked_anew() {
    let mut sheet = sheet(FILE);
    let mut mapping = sheet.mapping().clone();
    mapping.set(Column::Country, None);
    sheet.set_mapping(mapping);
    assert_eq!((sheet.checked(), sheet.faults(1)), (0, Faults::NONE));
    assert!(sheet.check_more(100, &countries()));
    assert_eq!(sheet.clean(), 0);
}

#[test]
fn many_rows_are_checked_again_some_at_a_time_with_the_same_outcome() {
    let all: Vec<usize> = (0..4).collect();
    for (column, text) in
        [(Column::Street, "Airport Road 1"), (Column::Serial, "JN7777AFB"), (Column::Source, "Juniper")]
    {
        let mut at_once = sheet(FILE);
        at_once.stand(0, Standing::Elsewhere);
        let mut in_steps = at_once.clone();
        at_once.set_all(&all, column, text, &countries());
        let before = told(&in_steps);
        let mut rewrite = in_steps.write(&all, column, text);
        assert_eq!(told(&in_steps), before, "nothing is checked by writing");
        let mut steps = 1;
        while !in_steps.check_again(&mut rewrite, 1, &countries()) {
            assert_eq!(rewrite.done(), 4.min(steps));
            steps += 1;
        }
        assert_eq!(steps, if column == Column::Serial { 8 } else { 4 }, "one row a step: {column:?}");
        assert_eq!(told(&in_steps), told(&at_once));
    }
}

#[test]
fn what_has_not_been_checked_is_not_checked_by_writing_either() {
    let mut sheet = Sheet::new(table(FILE), By::EndUser);
    let mut rewrite = sheet.write(&[0, 1, 2, 3], Column::Serial, "JN7777AFB");
    assert!(sheet.check_again(&mut rewrite, 0, &countries()));
    assert_eq!((rewrite.done(), sheet.checked()), (0, 0));
    while !sheet.check_more(1, &countries()) {}
    assert_eq!(sheet.rows_with(Wanted::With(TWICE)).count(), 3);
}
