//! The release app: built by trunk, then finished, and only when one of its inputs has changed. The stamp in `dist/.stamp`
//! is written last and trunk empties the folder first, so a half-made `dist/` is never taken for a whole one.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use crate::command::{answer, program};
use crate::failure::Failure;
use crate::finish::finish;
use crate::house::House;
use crate::stamp::{Lock, stamp};
use crate::steps;
use crate::tools::Tools;

/// Everything that the built app depends on, and the code that finishes it.
const INPUTS: [&str; 15] = [
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
    "crates/xtask/src/finish.rs",
    "crates/xtask/src/finish",
    "crates/xtask/src/wasm.rs",
];

/// Builds `dist/` if it is not up to date.
pub fn build(house: &House, tools: &Tools) -> Result<(), Failure> {
    let _lock = Lock::take(&house.own().join("app.lock"), "another xtask that builds the app")?;
    let dist = house.dist();
    let mark = dist.join(".stamp");
    // Taken before the build: what changes while it runs makes the next start build again.
    let wanted = wanted(house)?;
    if fs::read_to_string(&mark).is_ok_and(|found| found.trim() == wanted) {
        steps::fresh("the app");
        return Ok(());
    }
    trunk(house, tools)?;
    let started = Instant::now();
    let finished = finish(&dist)?;
    steps::done(&format!("finishing dist/ ({finished})"), started.elapsed());
    fs::write(&mark, wanted).map_err(|error| Failure::at(&mark, &error))
}

fn trunk(house: &House, tools: &Tools) -> Result<(), Failure> {
    let mut trunk = program(house, tools.trunk());
    trunk.args(["build", "--release", "--skip-version-check", "--dist", "dist"]);
    tools.lend(&mut trunk);
    // Its back-traces would bury the compiler's words.
    trunk.env("RUST_BACKTRACE", "0");
    // The report of a panic is copied and sent; where this machine keeps its crates is nobody's business. Cargo adds these
    // flags to those of `.cargo/config.toml`.
    if let Some(home) = cargo_home() {
        trunk.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            format!("--remap-path-prefix={}=cargo", home.display()),
        );
    }
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

/// The folder that cargo keeps crates in. One with a space in it can't be named in these flags.
fn cargo_home() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
    (!home.to_string_lossy().contains(char::is_whitespace)).then_some(home)
}

fn wanted(house: &House) -> Result<String, Failure> {
    let mut rustc = program(house, "rustc");
    rustc.arg("--version");
    let rustc = answer(rustc).unwrap_or_default();
    let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
    stamp(&house.root, &INPUTS, &[&rustc, &flags])
}
