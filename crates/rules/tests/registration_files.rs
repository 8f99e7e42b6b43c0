//! The demonstration files of `docs/registration`, and files that go through somebody else's program: Python's `csv`, when there
//! is a Python, writes what is read here and reads what is written here.

#![allow(clippy::unwrap_used)]

use rules::{
    Date,
    country::{Country, CountryList},
    csv::{
        table::{Encoding, Reader, Table},
        write::{Formulas, Mark, Writer},
    },
    registration::{By, Column, Faults, Sheet, Wanted, Warning, warnings},
};
use std::{
    collections::BTreeSet,
    io::Write,
    process::{Command, Stdio},
};

fn countries() -> CountryList {
    CountryList {
        source: String::new(),
        checked_on: Date::default(),
        excluded: ["CU", "IR", "KP", "SD", "SY"].into_iter().filter_map(Country::parse).collect(),
        unread: false,
    }
}

fn table(bytes: &[u8]) -> Table {
    let mut reader = Reader::new();
    bytes.chunks(7).for_each(|piece| reader.feed(piece).unwrap());
    reader.finish().unwrap()
}

fn sheet(bytes: &[u8]) -> Sheet {
    let mut sheet = Sheet::new(table(bytes), By::Reseller);
    assert!(sheet.check_more(usize::MAX, &countries()));
    sheet
}

#[test]
fn what_libreoffice_writes_is_read() {
    for (bytes, encoding, delimiter) in [
        (&include_bytes!("../../../docs/registration/libreoffice.csv")[..], Encoding::Windows1252, ','),
        (&include_bytes!("../../../docs/registration/libreoffice-utf-16.csv")[..], Encoding::Utf16, ','),
        (
            &include_bytes!("../../../docs/registration/libreoffice-windows-1252.csv")[..],
            Encoding::Windows1252,
            ';',
        ),
    ] {
        let sheet = sheet(bytes);
        assert_eq!((sheet.table().encoding(), sheet.table().delimiter()), (encoding, delimiter));
        assert_eq!((sheet.rows(), sheet.clean()), (3, 3));
        assert!(By::Reseller.columns().all(|column| sheet.mapping().place(column).is_some()));
        let cell = |row: usize, column| sheet.row(row).get(column);
        assert_eq!(cell(0, Column::SiteName), "Halle 2\nTor \"Süd\"; links");
        assert_eq!((cell(0, Column::Street), cell(0, Column::PostalCode)), ("Königstraße 1", "01067"));
        assert_eq!((cell(0, Column::PurchaseOrder), cell(1, Column::Serial)), ("0004711", "0012345678"));
        assert_eq!((cell(1, Column::HostName), cell(1, Column::Street)), ("=1+1", "-Am Ring 3"));
        assert_eq!((cell(2, Column::PurchaseOrder), cell(2, Column::HostName)), ("+49", "@edge"));
        assert_eq!(
            (cell(2, Column::SiteName), cell(2, Column::Street)),
            ("Café “Mitte”", "Rue de l’Église 9")
        );
        // What a formula came to, and a date, in a column that is none of ours.
        assert_eq!((sheet.table().cell(2, 18), sheet.table().cell(0, 18)), ("2", "2026-03-01"));
        assert_eq!([0, 1, 2].map(|row| sheet.line(row)), [2, 4, 5]);
    }
}

#[test]
fn the_clean_file_is_clean() {
    let sheet = sheet(include_bytes!("../../../docs/registration/clean.csv"));
    assert_eq!((sheet.rows(), sheet.clean()), (24, 24));
    assert!(By::Reseller.columns().all(|column| sheet.mapping().place(column).is_some()));
    let warned =
        (0..24).map(|row| warnings(&sheet.row(row), By::Reseller)).filter(|warnings| !warnings.is_empty());
    assert_eq!(warned.count(), 1);
}

#[test]
fn the_faulty_file_has_twelve_kinds_of_fault() {
    let sheet = sheet(include_bytes!("../../../docs/registration/faults.csv"));
    let kinds: BTreeSet<String> = sheet.counts().iter().map(|(fault, _)| fault.title()).collect();
    let expected = [
        "Bought from: not authorized",
        "Country: not a country",
        "Country: service not available",
        "End User’s street: missing",
        "Model: missing",
        "Purchase order: missing",
        "Replaces serial number: the unit itself",
        "Serial number: missing",
        "Serial number: not a serial number",
        "Serial number: twice in the file",
        "Street: missing",
        "Use: not a known word",
    ];
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    assert!(sheet.counts().iter().all(|(_, count)| *count == 1));
    // Juba is right, Khartoum beside it is not.
    assert_eq!(sheet.faults(0), Faults::NONE);
    assert_eq!(sheet.faults(1).sentence(), "The service is not available in this country");
    assert_eq!(sheet.rows_with(Wanted::Clean).collect::<Vec<_>>(), [0, 13, 14, 15]);
    assert_eq!(sheet.row(13).get(Column::HostName), "=HYPERLINK(1)");
    assert!(warnings(&sheet.row(14), By::Reseller).contains(Warning::UnusualSerial));
    assert!(warnings(&sheet.row(15), By::Reseller).contains(Warning::NotInUse));
}

/// What a program prints that is given a script and a text; nothing when there is no Python.
fn python(script: &str, text: &[u8]) -> Option<Vec<u8>> {
    let python = std::env::var_os("ICALENDAR_PYTHON").unwrap_or_else(|| "python3".into());
    let mut run = Command::new(python)
        .args(["-X", "utf8", "-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    run.stdin.take().unwrap().write_all(text).unwrap();
    let output = run.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(output.stdout)
}

const CELLS: [[&str; 3]; 4] = [
    ["serial", "city", "note"],
    ["JN1", "Zürich, HB", "say \"yes\""],
    ["JN2", "東京", "two\nlines;\tand a tab"],
    ["JN3", "", " edge "],
];

#[test]
fn what_pythons_csv_writes_is_read() {
    for (options, encoding) in [
        ("", "utf-8"),
        (",dialect='excel-tab'", "utf-16"),
        (",delimiter=';',quoting=csv.QUOTE_ALL", "utf-8-sig"),
    ] {
        let script = format!(
            "import csv, io, json, sys\nrows = json.load(sys.stdin)\ntext = io.StringIO(newline='')\n\
             csv.writer(text{options}).writerows(rows)\nsys.stdout.buffer.write(text.getvalue().encode('{encoding}'))"
        );
        let rows: Vec<String> = CELLS.iter().map(|row| format!("{row:?}")).collect();
        let Some(written) = python(&script, format!("[{}]", rows.join(",")).as_bytes()) else { return };
        let table = table(&written);
        assert_eq!(table.head().collect::<Vec<_>>(), CELLS[0]);
        for (row, cells) in CELLS[1..].iter().enumerate() {
            assert_eq!(
                (0..3).map(|column| table.cell(row, column)).collect::<Vec<_>>(),
                *cells,
                "{encoding}"
            );
        }
    }
}

#[test]
fn what_is_written_here_is_read_by_pythons_csv() {
    let mut writer = Writer::new(Formulas::AsText, Mark::With);
    CELLS.iter().for_each(|row| writer.row(row.iter().copied()));
    writer.row(["=1+1", "-2", "plain"]);
    let script = "import csv, io, sys\ntext = io.StringIO(sys.stdin.buffer.read().decode('utf-8-sig'), newline='')\n\
        sys.stdout.buffer.write('\\x1e'.join('\\x1f'.join(row) for row in csv.reader(text)).encode())";
    let Some(read) = python(script, writer.take().as_bytes()) else { return };
    let read = String::from_utf8(read).unwrap();
    let rows: Vec<Vec<&str>> = read.split('\x1e').map(|row| row.split('\x1f').collect()).collect();
    assert_eq!(rows[..4], CELLS);
    // Text for a spreadsheet, and the only difference.
    assert_eq!(rows[4], ["'=1+1", "'-2", "plain"]);
}
