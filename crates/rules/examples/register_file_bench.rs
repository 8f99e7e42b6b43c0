//! Reads, checks and de-duplicates a reseller's file of 100,000 rows, for `cargo xtask bench`: natively it prints the
//! milliseconds and writes the file for the readers of others, under wasm32 the driver times it.

use rules::{
    Date,
    country::{Country, CountryList},
    csv::table::Reader,
    registration::{By, Sheet},
};

/// Pieces as a browser reads them from a disk.
const PIECE: usize = 256 * 1024;
/// Rows that are checked without a pause.
const STEP: usize = 5_000;

fn countries() -> CountryList {
    CountryList {
        source: String::new(),
        checked_on: Date::default(),
        excluded: ["CU", "IR", "KP", "SD", "SY"].into_iter().filter_map(Country::parse).collect(),
        unread: false,
    }
}

/// Reads and checks all of it; the rows without a fault, and the longest step in the ticks of `now`.
fn work<T: Copy>(file: &[u8], now: impl Fn() -> T, longest: &mut dyn FnMut(T, T)) -> (usize, usize) {
    let countries = countries();
    let mut reader = Reader::of_size(file.len());
    for piece in file.chunks(PIECE) {
        let began = now();
        if reader.feed(piece).is_err() {
            return (0, 0);
        }
        longest(began, now());
    }
    let began = now();
    let Ok(table) = reader.finish() else { return (0, 0) };
    let mut sheet = Sheet::new(table, By::Reseller);
    longest(began, now());
    loop {
        let began = now();
        let done = sheet.check_more(STEP, &countries);
        longest(began, now());
        if done {
            return (sheet.rows(), sheet.clean());
        }
    }
}

mod file {
    use rules::{
        csv::write::{Formulas, Mark, Writer},
        registration::{By, Column},
    };

    const ROWS: u32 = 100_000;

    /// A hundred thousand rows for three hundred sites, of which one in a hundred is faulty.
    pub fn made() -> String {
        let mut writer = Writer::new(Formulas::AsText, Mark::With);
        writer.row(By::Reseller.columns().map(Column::name));
        for n in 0..ROWS {
            let serial = if n % 400 == 399 { format!("JN{:06X}AFB", n - 1) } else { format!("JN{n:06X}AFB") };
            let site = n % 300;
            let row = [
                serial,
                ["MX480", "MX204", "PTX10008", "EX4650-48Y", "SRX4600"][n as usize % 5].to_owned(),
                format!("edge-{n:06}.example.net"),
                if n % 50 == 0 { "spare" } else { "in use" }.to_owned(),
                "23.4R2-S3".to_owned(),
                format!("PO-2026-{:04}", n % 40),
                String::new(),
                "authorized reseller".to_owned(),
                format!("Site {site}, North Hall"),
                if n % 250 == 0 { String::new() } else { format!("Station Road {site}") },
                format!("{:05}", 10_000 + site),
                "Zürich".to_owned(),
                if n % 500 == 0 { "Sudan" } else { ["Switzerland", "DE", "South Sudan"][n as usize % 3] }
                    .to_owned(),
                "Example Carrier Ltd".to_owned(),
                "Main \"Old\" Street 1".to_owned(),
                "8001".to_owned(),
                "Zürich".to_owned(),
                "CH".to_owned(),
            ];
            writer.row(row.iter().map(String::as_str));
        }
        writer.take()
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::time::{Duration, Instant};
    let text = file::made();
    // For readers of other people, which are measured with the same file.
    if let Some(path) = std::env::args().nth(1)
        && let Err(error) = std::fs::write(&path, &text)
    {
        eprintln!("{path}: {error}");
        std::process::exit(1);
    }
    let mut longest = Duration::ZERO;
    let mut told = (0, 0);
    let mut runs: Vec<f64> = (0..9)
        .map(|_| {
            let began = Instant::now();
            told = work(text.as_bytes(), Instant::now, &mut |from, to| longest = longest.max(to - from));
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    let (rows, clean) = told;
    let megabytes = text.len() as f64 / 1e6;
    println!("{rows} rows of {megabytes:.1} MB, {clean} of them without a fault, longest step {longest:.1?}");
    println!("{rows} rows read, checked and de-duplicated, median of 9 runs: {:.2} ms", runs[4]);
}

/// The driver can only time the whole of `main`: ten rounds, so that making the file counts a tenth.
#[cfg(target_arch = "wasm32")]
fn main() {
    let text = file::made();
    for _ in 0..10 {
        std::hint::black_box(work(std::hint::black_box(text.as_bytes()), || (), &mut |(), ()| ()));
    }
}
