//! Lists as files: CSV (RFC 4180) for spreadsheets, in which no cell is a formula, or JSON with the rows as their list has them.
//! A file is written while it is read; what stands in it, each list says itself.

use crate::answer::NO_STORE;
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use rules::csv::quoted;
use serde::Serialize;
use tokio::io::AsyncWriteExt;
use tokio_util::io::ReaderStream;

/// Rows that are written at a time.
const CHUNK: usize = 200;
/// Bytes that wait for a slow reader.
const WAITING: usize = 64 * 1024;

/// The head of a column, and its value for a row.
pub type Column<T> = (&'static str, fn(&T) -> String);

/// How a file is written: its begin, a row, its end.
pub trait Format<T>: Send + 'static {
    /// What its name ends with.
    const ENDING: &'static str;
    /// Its media type.
    const KIND: &'static str;
    /// What comes before the rows.
    fn begin(&self) -> String;
    /// One row.
    fn row(&self, row: &T, is_first: bool) -> String;
    /// What comes after them.
    fn end(&self) -> &'static str;
}

/// CSV of these columns.
#[derive(Clone, Copy, Debug)]
pub struct Csv<T: 'static>(pub &'static [Column<T>]);

impl<T: 'static> Format<T> for Csv<T> {
    const ENDING: &'static str = "csv";
    const KIND: &'static str = "text/csv; charset=utf-8";

    fn begin(&self) -> String {
        let heads: Vec<&str> = self.0.iter().map(|(head, _)| *head).collect();
        // Without the mark spreadsheets take it for something else than UTF-8.
        format!("\u{feff}{}\r\n", heads.join(","))
    }

    fn row(&self, row: &T, _: bool) -> String {
        let cells: Vec<String> = self.0.iter().map(|(_, value)| quoted(&value(row))).collect();
        cells.join(",") + "\r\n"
    }

    fn end(&self) -> &'static str {
        ""
    }
}

/// JSON: `{"items": [row]}`.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl<T: Serialize> Format<T> for Json {
    const ENDING: &'static str = "json";
    const KIND: &'static str = "application/json";

    fn begin(&self) -> String {
        "{\"items\":[\n".to_owned()
    }

    fn row(&self, row: &T, is_first: bool) -> String {
        let before = if is_first { "" } else { ",\n" };
        // What is on the wire everywhere else can be written here too.
        format!("{before}{}", serde_json::to_string(row).unwrap_or_default())
    }

    fn end(&self) -> &'static str {
        "\n]}\n"
    }
}

/// The answer that carries the file; a reader who goes away ends it.
pub fn file<T: Send + Sync + 'static, F: Format<T>>(name: &str, rows: Vec<T>, format: F) -> Response {
    let mut response = Response::new(written(rows, format));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(F::KIND));
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    let name = format!("attachment; filename=\"{name}.{}\"", F::ENDING);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

fn written<T: Send + Sync + 'static>(rows: Vec<T>, format: impl Format<T>) -> Body {
    let (mut writer, reader) = tokio::io::duplex(WAITING);
    tokio::spawn(async move {
        writer.write_all(format.begin().as_bytes()).await?;
        let mut is_first = true;
        for chunk in rows.chunks(CHUNK) {
            let mut text = String::new();
            for row in chunk {
                text += &format.row(row, is_first);
                is_first = false;
            }
            writer.write_all(text.as_bytes()).await?;
        }
        writer.write_all(format.end().as_bytes()).await?;
        writer.shutdown().await
    });
    Body::from_stream(ReaderStream::new(reader))
}

/// A text that may be missing.
#[must_use]
pub fn text(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

/// A civil date that may be missing.
#[must_use]
pub fn date(value: Option<chrono::NaiveDate>) -> String {
    value.map(|date| date.to_string()).unwrap_or_default()
}

/// An instant that may be missing, in UTC to the second.
#[must_use]
pub fn utc(value: Option<chrono::DateTime<chrono::Utc>>) -> String {
    value.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)).unwrap_or_default()
}
