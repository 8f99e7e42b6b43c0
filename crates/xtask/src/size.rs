//! `cargo xtask size`: what a first visit costs, in brotli bytes of wasm, JavaScript, CSS and HTML, against the gate of the
//! whole product. 1 kB is 1000 bytes. With `--detail` its code bytes are attributed to crates.

mod names;
pub mod wasm;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::app;
use crate::arguments::Detail;
use crate::failure::Failure;
use crate::finish::{SECOND, the_second, the_wasm};
use crate::house::House;
use crate::stamp::files;
use crate::tools;

/// Above this the command fails, in bytes: the gate of the whole product. Measured: 439,000 at first; 311,000 after views
/// lost their static types and answers are read in straight lines; 273,000 after views share plain functions and answers
/// are shared; 238,000 with one type for all elements, views and memos (`crates/lean-leptos`); 225,000 with one for signals
/// and effects too, and short names between the wasm and its script; 249,000 with the service point by point, contracts and
/// the what-if; 200,000 without the router's matching (15,000), the delivered standard library and panic messages (21,000),
/// tables for foreign letters (7,000) and streams (5,000), and with alike functions side by side (5,000); 316,000 with all
/// that keeps an account ready: ten more screens, twice the elements of before; 337,000 in two files, of which the first
/// page waits for 196,000; 399,000 with webinars, of which it waits
/// for 202,000, and for 180,000 since the install base stands in the second file; 522,000 with registration from files,
/// changes of units, saved views, exports and sites; 502,000 with what is fixed in markup as text (`crates/lean-view`);
/// 521,000 with what a reseller needs to lose nothing: two tabs, undoing, questions before a loss, what only the server found,
/// new sites with a move, claims for new End Users, all units that match; 549,000 with the life of a case from both sides,
/// escalations, the list of cases as the list of units is, the record of response times and the shift handover; 639,000 with
/// drafts on the server, several units and the contact of a case, files, RMA, participants, e-mail, the filtered timeline, printing,
/// and the vendor's form for phone cases; 641,400 with what another tab has written in a report kept beside, what others did to a
/// case told with what was there before, and since when a list is not up to date; 661,000 with somebody else's API: its settings read key
/// by key, its address, sign-in at an identity provider, what it does without, entries that can't be read, and the look for a
/// case that a lost press may have opened; 673,600 with what that lacked: files and labels got with a token, filters and orders that
/// an API does not have, times without a zone left out alone and named, and what the API and the browser decide otherwise side by side;
/// 674,300 with files that can be stopped and are given up when nothing moves, and with all that answers have lost, told of each;
/// 678,300 with a roster, contracts and orders of which not every entry can be read, and which are not decided on as if they were
/// whole, with files on their way that outlive their row, and with a role that is not known, said; 681,600 with every list knowing
/// what of it can't be read, and pages that say so instead of that there is nothing; 684,200 with members that are required being
/// missed, nothing leading to what an API does without, and nothing written over what could not be read; 683,800 with nothing decided
/// on by what can't all be read, and calls that write sharing one piece of code (2,300 less); 684,600 with
/// nothing sent that the settings say can't be asked, a lost case looked for in any order, and a navigation that lets go; a sentence more or less moves it by 500 either way.
/// A static Leptos app with router and one request weighs 114,000.
const GATE: u64 = 685_000;
/// The gate of what the first page waits for: everything but the second file of the wasm (`finish/apart.rs`); 180,000 before
/// a case told more of itself there, and before the numbers to call and the clock could be trusted earlier; 183,000 before drafts
/// were saved on the server as they are typed, which the phone page does as well; 215,500 before it could stand before somebody
/// else's API: where that is, with what token it is asked, what it does without, and what is done when it knows no repeated request;
/// 225,500 before times without a zone, habits that an API lacks, and what the API refuses though it is allowed here; 228,400 before
/// files on their way were known to the whole app, and a role that is not known was said; 230,000 before lists knew what of them
/// can't be read, by which a report that is kept here is not taken for thrown away; 231,500 before a case that a lost press may have
/// opened could be one that is not to be read; 231,800 before an account could be one that can't be read, and an advisor be known
/// whose hours are not; 232,400 before the navigation let go of what the API turns out to do without, and refusals were read whose errors
/// have another shape.
const FIRST_GATE: u64 = 232_700;

/// Builds the app if needed, weighs it, and names the largest parts.
pub fn size(house: &House, detail: Detail) -> Result<ExitCode, Failure> {
    let tools = tools::ready(house)?;
    app::build(house, &tools)?;
    print_sections(house)?;
    if detail == Detail::Crates {
        print_crates(house)?;
    }
    gate(house)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the bill of the built app and fails above a gate.
pub fn gate(house: &House) -> Result<(), Failure> {
    let bill = bill(&house.dist())?;
    let sum = |parts: &[Part]| parts.iter().map(|(_, bytes)| bytes).sum::<u64>();
    let (total, first) = (sum(&bill), sum(bill.split_last().map_or(&[], |(_, first)| first)));
    println!("\n  brotli (1 kB = 1000 bytes)");
    for (name, bytes) in &bill {
        println!("  {:>8}  {name}", kb(*bytes));
    }
    let limits = [("before the first page", first, FIRST_GATE), ("in all", total, GATE)];
    for (what, bytes, limit) in limits {
        let verdict = match limit.checked_sub(bytes) {
            Some(left) => format!("{} below", kb(left)),
            None => format!("{} ABOVE", kb(bytes - limit)),
        };
        println!("  {:>8}  {what}; gate {}: {verdict}", kb(bytes), kb(limit));
    }
    if let Some((what, bytes, limit)) = limits.into_iter().find(|(_, bytes, limit)| bytes > limit) {
        let why = format!("{} {what}; the gate stands at {}", kb(bytes), kb(limit));
        return Err(Failure::new("the size gate", why, "cargo xtask size --detail"));
    }
    Ok(())
}

type Part = (&'static str, u64);

/// Brotli bytes by kind.
fn bill(dist: &Path) -> Result<[Part; 5], Failure> {
    let mut bill =
        [("wasm", 0), ("JavaScript", 0), ("CSS", 0), ("HTML (index.html)", 0), ("wasm, second file", 0)];
    for file in files(dist)? {
        let second = file.to_string_lossy().ends_with(SECOND);
        let kind = match file.extension().and_then(|extension| extension.to_str()) {
            Some("wasm") if second => 4,
            Some("wasm") => 0,
            Some("js" | "mjs") => 1,
            Some("css") => 2,
            Some("html") if file == dist.join("index.html") => 3,
            _ => continue,
        };
        let packed = PathBuf::from(format!("{}.br", file.display()));
        // What did not get smaller has no sibling and travels as it is.
        let travels = if packed.is_file() { packed } else { file };
        bill[kind].1 += fs::metadata(&travels).map_err(|error| Failure::at(&travels, &error))?.len();
    }
    Ok(bill)
}

fn print_sections(house: &House) -> Result<(), Failure> {
    for file in
        files(&house.dist())?.iter().filter(|file| file.extension().is_some_and(|found| found == "wasm"))
    {
        let module = read(file)?;
        println!("\n  {} before compression", file.file_name().unwrap_or_default().to_string_lossy());
        let mut sections = module.sections;
        sections.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
        for (name, bytes) in sections.iter().take(6) {
            println!("  {:>8}  {name}", kb(*bytes));
        }
        println!("  {:>8}  functions", module.functions.len());
        if let Some(largest) = module.functions.iter().map(|function| function.bytes).max() {
            println!("  {:>8}  the largest of them", kb(largest));
        }
    }
    Ok(())
}

fn print_crates(house: &House) -> Result<(), Failure> {
    let mut functions = Vec::new();
    for named in [house.named_wasm(), house.named_second_wasm()].iter().filter(|named| named.is_file()) {
        functions.extend(read(named)?.functions);
    }
    let code: u64 = functions.iter().map(|function| function.bytes).sum();
    let share = |bytes: u64| bytes * 100 / code.max(1);
    println!("\n  code before compression, by crate ({} in all)", kb(code));
    for (name, bytes) in names::by_crate(&functions).iter().take(25) {
        println!("  {:>8}  {:>2} %  {name}", kb(*bytes), share(*bytes));
    }
    println!("\n  the largest functions");
    functions.sort_by_key(|function| std::cmp::Reverse(function.bytes));
    for function in functions.iter().take(20) {
        let name: String = function.name.as_deref().unwrap_or("(no name)").chars().take(110).collect();
        println!("  {:>8}  {name}", kb(function.bytes));
    }
    Ok(())
}

/// Names functions of the app by the numbers that the report of a stopped portal has, and says which file they are of.
pub fn functions(house: &House, numbers: &[usize]) -> Result<ExitCode, Failure> {
    let tools = tools::ready(house)?;
    app::build(house, &tools)?;
    let second = the_second(&house.dist()).map(|second| (second, house.named_second_wasm()));
    for (file, named) in [(the_wasm(&house.dist())?, house.named_wasm())].into_iter().chain(second) {
        let module = read(&named)?;
        println!("\n  in {file}");
        for &number in numbers {
            println!(
                "  {number:>6}  {}",
                module.name(number).unwrap_or("(the browser's, or no such function)")
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<wasm::Module, Failure> {
    let bytes = fs::read(file).map_err(|error| Failure::at(file, &error))?;
    wasm::read(&bytes).map_err(|error| {
        Failure::new(
            format!("reading {}", file.display()),
            error.to_string(),
            "rm -rf dist && cargo xtask size",
        )
    })
}

fn kb(bytes: u64) -> String {
    format!("{}.{} kB", (bytes + 50) / 1000, (bytes + 50) % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kilobyte_is_a_thousand_bytes() {
        assert_eq!(kb(240_000), "240.0 kB");
        assert_eq!(kb(1_049), "1.0 kB");
        assert_eq!(kb(1_950), "2.0 kB");
    }

    #[test]
    fn the_bill_counts_what_travels() {
        let dist = std::env::temp_dir().join(format!("xtask-bill-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        let files = [
            ("a.js", 100),
            ("a.js.br", 40),
            ("b.css", 7),
            ("index.html", 50),
            ("index.html.br", 20),
            ("a_bg.wasm", 9),
            ("b_second.wasm", 8),
            ("x.svg", 900),
        ];
        for (name, length) in files {
            fs::write(dist.join(name), vec![b'x'; length]).unwrap();
        }
        assert_eq!(bill(&dist).unwrap().map(|(_, bytes)| bytes), [9, 40, 7, 20, 8]);
        fs::remove_dir_all(dist).unwrap();
    }
}
