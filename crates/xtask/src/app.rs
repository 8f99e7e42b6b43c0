//! The release app: built by trunk, then finished, and only when one of its inputs has changed. The stamp in `dist/.stamp`
//! is written last and trunk empties the folder first, so a half-made `dist/` is never taken for a whole one.

use std::fs;
use std::process::ExitCode;
use std::time::Instant;

use crate::command::{answer, program};
use crate::failure::Failure;
use crate::finish::{Beside, finish};
use crate::house::House;
use crate::lean;
use crate::stamp::{Lock, stamp};
use crate::steps;
use crate::tools::{self, Tools};

/// Everything that the built app depends on, and the code that finishes it.
const INPUTS: [&str; 17] = [
    "src",
    "style",
    "public",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo/config.toml",
    "crates/rules",
    "crates/wire",
    "crates/lean-leptos",
    "crates/lean-view",
    "crates/wasm-streams",
    "crates/xtask/src/finish.rs",
    "crates/xtask/src/finish",
    "crates/xtask/src/lean.rs",
];

/// Builds `dist/` if it is not up to date.
pub fn build(house: &House, tools: &Tools) -> Result<(), Failure> {
    let _lock = Lock::take(&house.own().join("app.lock"), "another xtask that builds the app")?;
    let dist = house.dist();
    let mark = dist.join(".stamp");
    // Taken before the build: what changes while it runs makes the next start build again.
    let wanted = wanted(house)?;
    let (named, second) = (house.named_wasm(), house.named_second_wasm());
    if named.is_file() && fs::read_to_string(&mark).is_ok_and(|found| found.trim() == wanted) {
        steps::fresh("the app");
        return Ok(());
    }
    // Names of another build would be wrong ones.
    for old in [&named, &second].into_iter().filter(|old| old.is_file()) {
        fs::remove_file(old).map_err(|error| Failure::at(old, &error))?;
    }
    trunk(house, tools, &["--dist", "dist"])?;
    let started = Instant::now();
    let beside = Beside { linked: &house.linked_wasm(), named: &named, named_second: &second };
    let finished = finish(&dist, &beside)?;
    steps::done(&format!("finishing dist/ ({finished})"), started.elapsed());
    fs::write(&mark, wanted).map_err(|error| Failure::at(&mark, &error))
}

/// Gets the tools, and builds the app and nothing else.
pub fn alone(house: &House, dialect: Option<&str>) -> Result<ExitCode, Failure> {
    let tools = tools::ready(house)?;
    match dialect {
        None => build(house, &tools)?,
        Some(dialect) => build_in(house, &tools, dialect)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the app that speaks that dialect, the feature `dialect-NAME`, in a folder of its own: as trunk leaves it, which is all
/// that a static host needs.
pub fn build_in(house: &House, tools: &Tools, dialect: &str) -> Result<(), Failure> {
    let _lock = Lock::take(&house.own().join("app.lock"), "another xtask that builds the app")?;
    let dist = house.dist_in(dialect);
    let mark = dist.join(".stamp");
    let wanted = wanted(house)?;
    if fs::read_to_string(&mark).is_ok_and(|found| found.trim() == wanted) {
        steps::fresh(&format!("the app in the dialect {dialect}"));
        return Ok(());
    }
    let folder = dist.display().to_string();
    trunk(house, tools, &["--dist", &folder, "--features", &format!("dialect-{dialect}")])?;
    fs::write(&mark, wanted).map_err(|error| Failure::at(&mark, &error))
}

fn trunk(house: &House, tools: &Tools, how: &[&str]) -> Result<(), Failure> {
    let mut trunk = program(house, tools.trunk());
    trunk.args(["build", "--release", "--skip-version-check"]).args(how);
    tools.lend(&mut trunk);
    // Its back-traces would bury the compiler's words.
    trunk.env("RUST_BACKTRACE", "0");
    lean::lend(house, &mut trunk);
    // trunk 0.21 stops at any NO_COLOR but true and false.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    let mend = format!(
        "cd {} && {} trunk build --release --skip-version-check",
        house.root.display(),
        tools.as_typed()
    );
    steps::run(house, "the app (trunk, release)", trunk, Some(&mend))
}

fn wanted(house: &House) -> Result<String, Failure> {
    let mut rustc = program(house, "rustc");
    rustc.arg("--version");
    let rustc = answer(rustc).unwrap_or_default();
    let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
    stamp(&house.root, &INPUTS, &[&rustc, &flags])
}
