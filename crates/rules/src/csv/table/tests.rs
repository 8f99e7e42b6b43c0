use super::*;
use crate::csv::write::{Formulas, Mark, Writer};
use proptest::prelude::*;

fn read_in(pieces: &[&[u8]]) -> Result<Table, Refused> {
    let mut reader = Reader::new();
    for piece in pieces {
        reader.feed(piece)?;
    }
    reader.finish()
}

fn read(bytes: &[u8]) -> Result<Table, Refused> {
    read_in(&[bytes])
}

/// Everything that a table says, headers first; short rows are filled up.
fn told(table: &Table) -> Vec<(u32, Vec<String>)> {
    let head = (table.lines[0], table.head().map(str::to_owned).collect());
    let row = |row| {
        let cells = (0..table.columns()).map(|column| table.cell(row, column).to_owned()).collect();
        (table.line(row), cells)
    };
    [head].into_iter().chain((0..table.rows()).map(row)).collect()
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    told(&read(bytes).unwrap()).into_iter().map(|(_, cells)| cells).collect()
}

fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    ["\u{feff}", text].concat().encode_utf16().flat_map(unit).collect()
}

#[test]
fn what_spreadsheets_write_is_read() {
    let expected = [["serial", "city"], ["JN1", "Zürich"]];
    for text in [
        "serial,city\nJN1,Zürich\n",
        "\u{feff}serial;city\r\nJN1;Zürich",
        "serial\tcity\rJN1\tZürich\r",
        "sep=;\r\nserial;city\r\nJN1;Zürich\r\n",
        "SEP=|\nserial|city\nJN1|Zürich",
        "\"sep=,\"\n\"serial\",\"city\"\n\n\"JN1\",\"Zürich\"\n,\n",
        "\n\n  \nserial,city\nJN1,Zürich",
    ] {
        let rows = rows(text.as_bytes());
        assert_eq!(rows[rows.len() - 2..], expected, "{text:?}");
    }
    let text = "serial;city\nJN1;Zürich\n";
    assert_eq!(rows(&utf_16(text, u16::to_le_bytes)), expected);
    assert_eq!(rows(&utf_16(text, u16::to_be_bytes)), expected);
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let table = read(&latin).unwrap();
    assert_eq!((table.encoding(), table.cell(0, 1)), (Encoding::Windows1252, "Zürich"));
    assert_eq!(read(b"a,b\n\x80,\x93x\x94").unwrap().cell(0, 1), "“x”");
    assert_eq!(read(text.as_bytes()).unwrap().encoding(), Encoding::Utf8);
    assert_eq!(read(&utf_16(text, u16::to_le_bytes)).unwrap().encoding(), Encoding::Utf16);
}

#[test]
fn the_delimiter_is_the_one_that_stands_there_most_often() {
    let delimiter = |text: &str| read(text.as_bytes()).unwrap().delimiter();
    assert_eq!(delimiter("Site, floor;Street;City\na;b;c"), ';');
    assert_eq!(delimiter("\"a;b;c\",d\nx,y"), ',');
    assert_eq!(delimiter("a;b,c\nx"), ';');
    assert_eq!(delimiter("a\nb"), ',');
}

#[test]
fn quoted_cells_hold_line_ends_and_quotes() {
    let table = read(b"a,b\n\n\"x\r\ny\",\"say \"\"yes\"\"\"\nz,2\rq,\"3\n\"\n").unwrap();
    assert_eq!(table.cell(0, 0), "x\r\ny");
    assert_eq!(table.cell(0, 1), "say \"yes\"");
    assert_eq!((0..4).map(|row| table.line(row)).collect::<Vec<_>>(), [3, 5, 6, 0]);
    // A quote in the middle of a cell is a character like others.
    assert_eq!(read(b"a,b\n5\" rack,x").unwrap().cell(0, 0), "5\" rack");
}

#[test]
fn formulas_are_text() {
    let table = read(b"a,b,c,d,e\n=1+1,+49 30,@x,'=1+1,''-2\n'tis,'',x,y,z").unwrap();
    let cells = |row| (0..5).map(|column| table.cell(row, column)).collect::<Vec<_>>();
    assert_eq!(cells(0), ["=1+1", "+49 30", "@x", "=1+1", "'-2"]);
    assert_eq!(cells(1)[..2], ["'tis", "''"]);
}

#[test]
fn what_is_no_table_is_refused_with_its_line() {
    let refused = |bytes: &[u8]| read(bytes).unwrap_err();
    assert_eq!(refused(b""), Refused::Empty);
    assert_eq!(refused(b"\n \n;;\n"), Refused::NoRows);
    assert_eq!(refused(b"\xef\xbb\xbf"), Refused::Empty);
    assert_eq!(refused(b"a;b\n\n"), Refused::NoRows);
    assert_eq!(refused(b"PK\x03\x04\x14\x00"), Refused::Zip);
    assert_eq!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Refused::Zip);
    assert_eq!(refused(b"a,b\n1,2\n3,\0"), Refused::Nul(3));
    assert_eq!(refused(b"\na\0,b\n"), Refused::Nul(2));
    assert_eq!(refused(b"a\n\"b\n\nc"), Refused::Open(2));
    assert_eq!(refused(b"a\n\"b\nc\"d"), Refused::Stray(3));
    assert_eq!(refused(b"\xff\xfea\0\n\0b"), Refused::Broken(2));
    assert_eq!(refused(b"\xff\xfea\0\n\0\x00\xd8b\0"), Refused::Broken(2));
    assert_eq!(refused(&[b"a\n".as_slice(), &[b','; COLUMNS_MAX]].concat()), Refused::TooManyColumns(2));
    assert_eq!(refused("x\n".repeat(ROWS_MAX + 2).as_bytes()), Refused::TooManyRows);
    assert_eq!(read("x\n".repeat(ROWS_MAX + 1).as_bytes()).unwrap().rows(), ROWS_MAX);
    let mut reader = Reader::new();
    let megabyte = vec![b'a'; 1024 * 1024];
    assert!((0..50).all(|_| reader.feed(&megabyte).is_ok()));
    assert_eq!(reader.feed(b"a"), Err(Refused::TooLarge));
    assert_eq!(reader.finish().unwrap_err(), Refused::TooLarge);
}

#[test]
fn the_cells_of_many_columns_have_a_limit() {
    let wide = [",".repeat(COLUMNS_MAX - 1), "x\n".to_owned()].concat();
    let rows = CELLS_MAX / COLUMNS_MAX;
    let mut reader = Reader::new();
    assert!((0..rows).all(|_| reader.feed(wide.as_bytes()).is_ok()));
    assert_eq!(reader.feed(wide.as_bytes()), Err(Refused::TooManyCells(u32::try_from(rows).unwrap() + 1)));
}

#[test]
fn the_size_that_was_said_changes_nothing_but_how_often_room_is_made() {
    let text: String = (0..20_000).map(|n| format!("{n},\"a \"\"b\"\"\",Zürich\n")).collect();
    let expected = told(&read(text.as_bytes()).unwrap());
    for size in [0, 1, text.len() / 3, text.len(), usize::MAX] {
        let mut reader = Reader::of_size(size);
        text.as_bytes().chunks(70_001).for_each(|piece| reader.feed(piece).unwrap());
        assert!(told(&reader.finish().unwrap()) == expected, "{size}");
    }
    let mut reader = Reader::of_size(text.len());
    let (first, rest) = text.as_bytes().split_at(300_000);
    reader.feed(first).unwrap();
    let room = |reader: &Reader| (reader.text.capacity(), reader.scanner.cells.capacity());
    let before = room(&reader);
    reader.feed(rest).unwrap();
    assert_eq!(room(&reader), before, "nothing was copied");
}

#[test]
fn each_refusal_says_what_to_do() {
    let all = [
        Refused::Empty,
        Refused::NoRows,
        Refused::Zip,
        Refused::Nul(7),
        Refused::TooLarge,
        Refused::TooManyRows,
        Refused::TooManyColumns(7),
        Refused::TooManyCells(7),
        Refused::Open(7),
        Refused::Stray(7),
        Refused::Broken(7),
    ];
    let codes: std::collections::BTreeSet<_> = all.iter().map(|refused| refused.code()).collect();
    let messages: std::collections::BTreeSet<_> = all.iter().map(|refused| refused.message()).collect();
    assert_eq!((codes.len(), messages.len()), (all.len(), all.len()));
    assert!(Refused::TooLarge.message().contains("50 MB") && Refused::Nul(7).message().contains("Line 7"));
}

#[test]
fn a_longer_row_widens_the_others() {
    let table = read(b"a,b\n1\n1,2,3,4,,\n5,6,7").unwrap();
    assert_eq!(table.columns(), 4);
    assert_eq!(table.head().collect::<Vec<_>>(), ["a", "b", "", ""]);
    assert_eq!((table.cell(0, 0), table.cell(0, 1), table.cell(1, 3), table.cell(2, 2)), ("1", "", "4", "7"));
    assert_eq!((table.cell(3, 0), table.cell(0, 4)), ("", ""));
}

#[test]
fn cells_are_mended_and_columns_added() {
    let mut table = read(b"a,b\n1,2\n3,4\n5,6").unwrap();
    table.set(1, 0, "dreißig");
    table.set_all(&[0, 2, 9], 1, "same");
    let added = table.add_column("c").unwrap();
    table.set(2, added, "new");
    table.set(7, 7, "nowhere");
    let expected = [["a", "b", "c"], ["1", "same", ""], ["dreißig", "4", ""], ["5", "same", "new"]];
    assert_eq!(told(&table).into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), expected);
    while table.columns() < COLUMNS_MAX {
        assert!(table.add_column("x").is_some());
    }
    assert_eq!(table.add_column("x"), None);
}

/// Another way to the same: everything at once, one character at a time, with the state written out.
fn slowly(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, Refused> {
    enum At {
        Start,
        Plain,
        Inside,
        Closed,
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_or_else(|_| bytes.iter().map(|byte| decode::windows_1252(*byte)).collect(), str::to_owned);
    let between = slow_delimiter(&text);
    let mut line = 1;
    let (mut at, mut cell, mut row, mut all) = (At::Start, String::new(), Vec::new(), Vec::new());
    let (mut began, mut opened, mut previous, mut pending) = (line, line, '\n', false);
    for c in text.chars() {
        if !pending {
            began = line;
        }
        if c == '\0' {
            return Err(Refused::Nul(line));
        }
        let ends = (c == '\r' || c == '\n') && !matches!(at, At::Inside);
        let second_half = c == '\n' && previous == '\r';
        previous = c;
        if second_half && !pending {
            continue;
        }
        at = match at {
            At::Inside if c == '"' => At::Closed,
            At::Inside => {
                cell.push(c);
                line += u32::from((c == '\n' && !second_half) || c == '\r');
                At::Inside
            }
            At::Closed if c == '"' => {
                cell.push('"');
                At::Inside
            }
            At::Start if c == '"' => {
                opened = line;
                At::Inside
            }
            _ if c == between => {
                row.push(std::mem::take(&mut cell));
                At::Start
            }
            _ if ends => {
                row.push(std::mem::take(&mut cell));
                all.push((began, std::mem::take(&mut row)));
                line += 1;
                At::Start
            }
            At::Closed => return Err(Refused::Stray(line)),
            _ => {
                cell.push(c);
                At::Plain
            }
        };
        pending = !ends;
    }
    if matches!(at, At::Inside) {
        return Err(Refused::Open(opened));
    }
    if pending {
        row.push(cell);
        all.push((began, row));
    }
    let meant = |cell: &String| match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => {
            rest.to_owned()
        }
        _ => cell.clone(),
    };
    all.retain(|(_, row)| row.iter().any(|cell| !cell.is_empty()));
    let mut all: Vec<(u32, Vec<String>)> =
        all.iter().map(|(line, row)| (*line, row.iter().map(meant).collect())).collect();
    let filled = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let head = all.first().map_or(0, |(_, head)| head.len());
    let columns = all.iter().map(|(_, row)| filled(row)).max().unwrap_or_default().max(head);
    all.iter_mut().for_each(|(_, row)| row.resize(columns, String::new()));
    match all.len() {
        0 => Err(Refused::Empty),
        1 => Err(Refused::NoRows),
        _ => Ok(all),
    }
}

/// The delimiter by counting.
fn slow_delimiter(text: &str) -> char {
    let (mut quoted, mut counts, mut filled) = (false, [(0, 0, ';'), (0, 0, ','), (0, 0, '\t')], false);
    for (place, c) in text.chars().enumerate() {
        if c == '"' {
            quoted = !quoted;
        }
        if matches!(c, '\r' | '\n') && !quoted && filled {
            break;
        }
        filled |= !c.is_ascii_whitespace();
        for (count, first, delimiter) in &mut counts {
            if c == *delimiter && !quoted {
                *first = if *count == 0 { place } else { *first };
                *count += 1;
            }
        }
    }
    counts.sort_by_key(|(count, first, _)| (std::cmp::Reverse(*count), *first));
    if counts[0].0 == 0 { ',' } else { counts[0].2 }
}

/// Bytes that files are made of, and some that they are not.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec!["a", "b", "7", " ", "ü", "語", "🙂", "'", "=", "-"]).prop_map(|s| s.as_bytes().to_vec()),
        6 => prop::sample::select(vec![";", ",", "\t", "\"", "\"\"", "\r", "\n", "\r\n"]).prop_map(|s| s.as_bytes().to_vec()),
        1 => prop::sample::select(vec![0xe4_u8, 0x80, 0xc3, 0xff, 0xf0]).prop_map(|byte| vec![byte]),
    ];
    (any::<bool>(), prop::collection::vec(piece, 0..40)).prop_map(|(mark, pieces)| {
        let mark: &[u8] = if mark { b"\xef\xbb\xbf" } else { b"" };
        [mark.to_vec(), pieces.concat()].concat()
    })
}

fn pieces<'a>(bytes: &'a [u8], cuts: &[prop::sample::Index]) -> Vec<&'a [u8]> {
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
    cuts.sort_unstable();
    let mut from = 0;
    let mut pieces: Vec<&[u8]> = cuts
        .into_iter()
        .map(|cut| {
            let piece = &bytes[from..cut];
            from = cut;
            piece
        })
        .collect();
    pieces.push(&bytes[from..]);
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn two_ways_of_reading_agree(bytes in bytes()) {
        prop_assert_eq!(read(&bytes).map(|table| told(&table)), slowly(&bytes));
    }

    #[test]
    fn where_the_bytes_are_cut_changes_nothing(bytes in bytes(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let whole = read(&bytes).map(|table| (told(&table), table.encoding(), table.delimiter()));
        let cut = read_in(&pieces(&bytes, &cuts)).map(|table| (told(&table), table.encoding(), table.delimiter()));
        prop_assert_eq!(whole, cut);
    }

    #[test]
    fn utf_16_is_read_as_the_same_text(text in "[ab;\t\"\r\nü語🙂]{0,30}", cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8)) {
        let expected = slowly(text.as_bytes());
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes = utf_16(&text, unit);
            prop_assert_eq!(read_in(&pieces(&bytes, &cuts)).map(|table| told(&table)), expected.clone());
        }
    }

    #[test]
    fn what_is_written_comes_back(
        rows in prop::collection::vec(prop::collection::vec("[a-z;,\t\"\r\n '=+@-]{0,6}", 3), 2..6), mark in any::<bool>(),
    ) {
        // A row with nothing in it is none, and the headers have something.
        let mut rows = rows;
        rows[0] = ["x", "y", "z"].map(str::to_owned).to_vec();
        let mut writer = Writer::new(Formulas::AsText, if mark { Mark::With } else { Mark::Without });
        rows.iter().for_each(|row| writer.row(row.iter().map(String::as_str)));
        let written = writer.take();
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        match read(written.as_bytes()) {
            Ok(table) => prop_assert_eq!(told(&table).into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), rows.clone()),
            Err(refused) => {
                prop_assert_eq!(refused, Refused::NoRows);
                prop_assert_eq!(rows.len(), 1);
            }
        }
        for cell in rows.iter().flatten() {
            let mut one = Writer::new(Formulas::AsText, Mark::Without);
            one.cell(cell);
            let one = one.take();
            prop_assert!(!one.trim_start_matches('"').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) || cell.starts_with('"'), "{}", one);
        }
    }
}
