//! Comma-separated values (RFC 4180) as spreadsheets write them: with a byte order mark or without, with comma, semicolon or
//! tab between the fields, quotes around those that need them, any line end. It knows no column by name. Small texts are read by
//! [`records`]; files of any size by [`table`], and both are written by [`write`].

pub mod table;
pub mod write;

/// One record and the line on which it begins, counted from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Line of the file.
    pub line: u32,
    /// Its fields, without their quotes.
    pub fields: Vec<String>,
}

/// Why a file can't be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A quote is opened on that line and never closed.
    Open(u32),
    /// Something follows a closing quote on that line.
    Stray(u32),
}

impl Fault {
    /// What is wrong, for people.
    #[must_use]
    pub fn message(self) -> String {
        match self {
            Self::Open(line) => format!("Line {line} opens a quote that is never closed."),
            Self::Stray(line) => format!("Line {line} goes on after a closing quote."),
        }
    }
}

/// What stands between the fields: the first of semicolon, comma and tab in the first record, outside quotes.
#[must_use]
pub fn delimiter(text: &str) -> char {
    let mut quoted = false;
    for character in text.chars() {
        match character {
            '"' => quoted = !quoted,
            ';' | ',' | '\t' if !quoted => return character,
            '\r' | '\n' if !quoted => break,
            _ => {}
        }
    }
    ','
}

/// All records; lines with nothing on them are left out.
///
/// # Errors
/// Quotes that do not fit.
pub fn records(text: &str) -> Result<Vec<Record>, Fault> {
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = delimiter(rest);
    let mut line = 1;
    let mut records = Vec::new();
    while !rest.is_empty() {
        let mut record = Record { line, fields: Vec::new() };
        loop {
            let (field, after) = field(rest, delimiter, &mut line)?;
            record.fields.push(field);
            if let Some(after) = after.strip_prefix(delimiter) {
                rest = after;
                continue;
            }
            let end = ["\r\n", "\n", "\r"].into_iter().find_map(|end| after.strip_prefix(end));
            rest = end.unwrap_or_default();
            line += 1;
            break;
        }
        if record.fields.iter().any(|field| !field.is_empty()) {
            records.push(record);
        }
    }
    Ok(records)
}

/// One field, and what follows it: a delimiter, a line end, or nothing.
fn field<'a>(text: &'a str, delimiter: char, line: &mut u32) -> Result<(String, &'a str), Fault> {
    let Some(mut rest) = text.strip_prefix('"') else {
        let end = text.find([delimiter, '\r', '\n']).unwrap_or(text.len());
        let (field, after) = text.split_at_checked(end).unwrap_or((text, ""));
        return Ok((field.to_owned(), after));
    };
    let began = *line;
    let mut field = String::new();
    loop {
        let (inside, after) = rest.split_once('"').ok_or(Fault::Open(began))?;
        field.push_str(inside);
        *line += line_ends(inside);
        match after.strip_prefix('"') {
            Some(after) => {
                field.push('"');
                rest = after;
            }
            None if after.is_empty() || after.starts_with([delimiter, '\r', '\n']) => {
                return Ok((field, after));
            }
            None => return Err(Fault::Stray(*line)),
        }
    }
}

fn line_ends(text: &str) -> u32 {
    let ends = text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}

/// A field as it is written: in quotes when it needs them. What a spreadsheet would take for a formula is written as text.
#[must_use]
pub fn quoted(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    write::push(field, write::Formulas::AsText, &mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(text: &str) -> Vec<Vec<String>> {
        records(text).unwrap_or_default().into_iter().map(|record| record.fields).collect()
    }

    /// Another way to the same: one character at a time, with the state written out.
    fn slowly(text: &str) -> Option<Vec<Vec<String>>> {
        enum At {
            Start,
            Plain,
            Inside,
            Closed,
        }
        let characters: Vec<char> = text.chars().skip(usize::from(text.starts_with('\u{feff}'))).collect();
        let first: String = characters.iter().collect();
        let between = delimiter(&first);
        let (mut at, mut field, mut record, mut all) = (At::Start, String::new(), Vec::new(), Vec::new());
        let mut previous = ' ';
        let mut pending = false;
        for &c in &characters {
            let ends = c == '\r' || c == '\n';
            let second_half = c == '\n' && previous == '\r' && !matches!(at, At::Inside);
            previous = c;
            if second_half && !pending {
                continue;
            }
            at = match at {
                At::Inside if c == '"' => At::Closed,
                At::Inside => {
                    field.push(c);
                    At::Inside
                }
                At::Closed if c == '"' => {
                    field.push('"');
                    At::Inside
                }
                At::Start if c == '"' => At::Inside,
                _ if c == between => {
                    record.push(std::mem::take(&mut field));
                    At::Start
                }
                _ if ends => {
                    record.push(std::mem::take(&mut field));
                    all.push(std::mem::take(&mut record));
                    At::Start
                }
                At::Closed => return None,
                _ => {
                    field.push(c);
                    At::Plain
                }
            };
            pending = !(ends && matches!(at, At::Start));
        }
        if matches!(at, At::Inside) {
            return None;
        }
        if pending {
            record.push(field);
            all.push(record);
        }
        all.retain(|record| record.iter().any(|field| !field.is_empty()));
        Some(all)
    }

    #[test]
    fn what_spreadsheets_write_is_read() {
        let expected = vec![vec!["serial", "release"], vec!["JN1", "23.4R2"]];
        for text in [
            "serial,release\nJN1,23.4R2\n",
            "\u{feff}serial;release\r\nJN1;23.4R2",
            "serial\trelease\rJN1\t23.4R2\r",
            "\"serial\",\"release\"\n\n\"JN1\",\"23.4R2\"\n\n",
        ] {
            assert_eq!(fields(text), expected, "{text:?}");
        }
        assert_eq!(fields("a;b\n\"x;\"\"y\"\"\r\nz\";1,2"), [vec!["a", "b"], vec!["x;\"y\"\r\nz", "1,2"]]);
        assert_eq!(fields("a,b\n1,"), [vec!["a", "b"], vec!["1", ""]]);
        assert_eq!(delimiter("\"a;b\",c;d"), ',');
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        let lines: Vec<u32> = records("a,b\n\n\"x\r\ny\",1\nz,2")
            .unwrap_or_default()
            .iter()
            .map(|record| record.line)
            .collect();
        assert_eq!(lines, [1, 3, 5]);
        assert_eq!(records("a\n\"b"), Err(Fault::Open(2)));
        assert_eq!(records("a\n\"b\"c"), Err(Fault::Stray(2)));
        assert!(Fault::Open(2).message().contains("Line 2") && Fault::Stray(2).message().contains("Line 2"));
    }

    #[test]
    fn what_looks_like_a_formula_is_text() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
        assert_eq!(quoted("plain"), "plain");
    }

    proptest! {
        #[test]
        fn two_ways_of_reading_agree(text in "[ab;,\t\"\r\n\u{feff}]{0,40}") {
            let quick = records(&text).ok().map(|all| all.into_iter().map(|record| record.fields).collect::<Vec<_>>());
            prop_assert_eq!(quick, slowly(&text));
        }

        #[test]
        fn what_is_written_comes_back(rows in proptest::collection::vec(proptest::collection::vec("[a-z;,\t\"\r\n ]{0,6}", 2..5), 1..6), between in "[;,\t]") {
            let line = |row: &Vec<String>| row.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect::<Vec<_>>().join(&between);
            let text = rows.iter().map(line).collect::<Vec<_>>().join("\r\n");
            let expected: Vec<Vec<String>> = rows.into_iter().filter(|row| row.iter().any(|field| !field.is_empty())).collect();
            prop_assert_eq!(fields(&text), expected);
        }
    }
}
