//! `cargo xtask bench`: the numbers that the issue sets goals for, printed and never asserted, because they depend on the
//! machine. First paint, the largest files, a long timeline and a long list of cases are measured by the scripts of `tests/bench`
//! in a real browser; the decisions, the deadlines and the reading of a reseller's file by examples of the rules, natively and as
//! wasm under Node, the last beside other people's readers; the search in transcripts, the API at sixteen clients and the
//! registration of units by examples of the server.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::browsers;
use crate::command::{answer, cargo, on_path, program};
use crate::failure::Failure;
use crate::house::House;
use crate::tools::{self, Tools, WASM};
use crate::{app, process, serve, steps};

/// Enough for a median that one busy moment does not move.
const RUNS: usize = 7;
/// How often the goals speak of.
const TIMES: u32 = 100_000;

/// Measures what can be measured and says what cannot.
pub fn bench(house: &House) -> Result<ExitCode, Failure> {
    let tools = tools::ready(house)?;
    // None rests on another, so all are tried before one of them speaks of its failure.
    let loads = LOADS.map(|load| rules(house, &load));
    let searches = of_server(house, "the search in transcripts", "search_bench", "p99 100 ms");
    let cases = of_server(house, "the list of cases", "case_list_bench", "p99 5 ms");
    let api = of_server(house, "the API", "api_bench", "one case 2 ms, a page of 100 5 ms");
    let registrations = of_server(
        house,
        "the registration of units",
        "registration_bench",
        "3,000 ms, the reader's p99 50 ms",
    );
    let loads = loads.into_iter().collect::<Result<(), Failure>>();
    let readers = other_readers(house);
    first_paint(house, &tools)
        .and(loads)
        .and(readers)
        .and(searches)
        .and(cases)
        .and(api)
        .and(registrations)?;
    Ok(ExitCode::SUCCESS)
}

/// Something of the rules that is done a hundred thousand times.
struct Load {
    /// Its example in `crates/rules/examples`.
    example: &'static str,
    /// What is done.
    what: &'static str,
    /// Goals natively and in wasm.
    goals: (&'static str, &'static str),
}

const LOADS: [Load; 3] = [
    Load { example: "decide_bench", what: "unit decisions", goals: ("10 ms", "20 ms") },
    Load { example: "deadline_bench", what: "deadlines in business time", goals: ("10 ms", "10 ms") },
    Load {
        example: REGISTRATION,
        what: "rows of a file of 22 MB read, checked and de-duplicated",
        goals: ("100 ms", "100 ms"),
    },
];

/// The example that also writes the file for the readers of others.
const REGISTRATION: &str = "register_file_bench";

fn rules(house: &House, load: &Load) -> Result<(), Failure> {
    let Load { example, what, goals: (native_goal, wasm_goal) } = load;
    steps::run(house, &format!("the {what}, native"), build(house, example, &["--release"]), None)?;
    let native =
        house.target.join("release/examples").join(format!("{example}{}", std::env::consts::EXE_SUFFIX));
    report(what, "natively", native_goal, native_times(house, &native));
    let options = ["--profile", "wasm-release", "--target", WASM];
    steps::run(house, &format!("the {what}, wasm"), build(house, example, &options), None)?;
    let wasm = house.target.join(WASM).join("wasm-release/examples").join(format!("{example}.wasm"));
    report(
        what,
        "in wasm under Node, with a tenth of making the inputs",
        wasm_goal,
        wasm_times(house, &wasm),
    );
    Ok(())
}

/// PapaParse and uDSV over the same file; they parse and check nothing.
fn other_readers(house: &House) -> Result<(), Failure> {
    browsers::npm_packages(house, &house.tests())?;
    let folder = house.target.join("release/examples");
    let file = folder.join("registration.csv");
    let mut make = program(house, folder.join(format!("{REGISTRATION}{}", std::env::consts::EXE_SUFFIX)));
    make.arg(&file);
    let mut read = program(house, "node");
    read.arg(house.tests().join("bench/readers.mjs")).arg(&file).arg(RUNS.to_string());
    match answer(make).and_then(|_| answer(read)) {
        Some(told) => told.lines().for_each(|line| println!("  {line}")),
        None => println!("  other readers of the same file: not measured, they gave no times"),
    }
    Ok(())
}

/// What the server does in its database: the example fills one of its own and works in it.
fn of_server(house: &House, what: &str, example: &str, goal: &str) -> Result<(), Failure> {
    let mut build = cargo(house);
    build.args(["build", "--locked", "-p", "portal-server", "--example", example, "--release"]);
    steps::run(house, what, build, None)?;
    let file =
        house.target.join("release/examples").join(format!("{example}{}", std::env::consts::EXE_SUFFIX));
    match answer(program(house, &file)) {
        Some(told) => told.lines().for_each(|line| println!("  {what}: {line} (goal {goal})")),
        None => println!("  {what}: not measured, the example gave no times"),
    }
    Ok(())
}

fn build(house: &House, example: &str, options: &[&str]) -> Command {
    let mut build = cargo(house);
    build.args(["build", "--locked", "-p", "rules", "--example", example]).args(options);
    build
}

/// The example prints one line per run that ends in `<number> ms`; its last line counts.
fn native_times(house: &House, file: &Path) -> Option<Vec<f64>> {
    (0..RUNS).map(|_| milliseconds(&answer(program(house, file))?)).collect()
}

fn milliseconds(text: &str) -> Option<f64> {
    text.trim().strip_suffix("ms")?.split_whitespace().last()?.parse().ok()
}

/// Rounds in the example's `main` under wasm. Making the inputs is timed with them, once.
const WASM_ROUNDS: f64 = 10.0;

/// Times the `main` of the module. Two runs warm the compiler of the engine up.
const DRIVER: &str = "
const { readFileSync } = require('node:fs');
const [file, runs] = process.argv.slice(1);
const module = new WebAssembly.Module(readFileSync(file));
const imports = {};
for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
  if (kind !== 'function') throw new Error(`cannot give ${from}.${name}`);
  (imports[from] ??= {})[name] = () => 0;
}
const { main } = new WebAssembly.Instance(module, imports).exports;
const run = () => main(0, 0);
for (let i = 0; i < 2; i++) run();
for (let i = 0; i < Number(runs); i++) {
  const started = performance.now();
  run();
  console.log(performance.now() - started);
}";

fn wasm_times(house: &House, file: &Path) -> Option<Vec<f64>> {
    on_path(&["node"])?;
    let mut node = program(house, "node");
    node.arg("-e").arg(DRIVER).arg(file).arg(RUNS.to_string());
    let times = answer(node)?;
    times.lines().map(|line| line.trim().parse::<f64>().ok().map(|time| time / WASM_ROUNDS)).collect()
}

fn report(what: &str, how: &str, goal: &str, times: Option<Vec<f64>>) {
    match times.and_then(median) {
        Some(middle) => {
            println!("  {TIMES} {what} {how}: {middle:.1} ms, the median of {RUNS} (goal {goal})")
        }
        None => println!("  {TIMES} {what} {how}: not measured, the example gave no times"),
    }
}

fn median(mut times: Vec<f64>) -> Option<f64> {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied()
}

fn first_paint(house: &House, tools: &Tools) -> Result<(), Failure> {
    let script = house.tests().join("bench/first-paint.mjs");
    if !script.is_file() {
        println!("\nfirst paint: not measured, {} does not exist", script.display());
        return Ok(());
    }
    app::build(house, tools)?;
    serve::build_server(house)?;
    browsers::npm_packages(house, &house.tests())?;
    let browsers = browsers::ready(house)?;
    let measure = |what: &str, script: &str| {
        let mut node = program(house, "node");
        node.arg(PathBuf::from(script)).current_dir(house.tests());
        node.env("PORTAL_SERVER", house.server()).env("PORTAL_APP", house.dist());
        node.env("CHROMIUM", &browsers.chromium).env("FIREFOX", &browsers.firefox);
        process::stream(what, node, "cargo xtask bench")
    };
    measure("first paint", "bench/first-paint.mjs")
        .and(measure("the largest files in the browser", "bench/large-file.mjs"))
        .and(measure("a long timeline in the browser", "bench/timeline.mjs"))
        .and(measure("a long list of cases in the browser", "bench/case-list.mjs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_before_ms_is_read() {
        assert_eq!(milliseconds("100000 decisions, 4711 covered\n100000 units: 6.25 ms\n"), Some(6.25));
        assert_eq!(milliseconds("6.25 s"), None);
        assert_eq!(milliseconds("ms"), None);
    }

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![]), None);
    }
}
