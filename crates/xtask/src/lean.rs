//! How the release app is compiled, beyond what the profile in `Cargo.toml` can say. The standard library is compiled with
//! it, for size; a panic is a trap at once, without the code that would put its message together (the page shows the
//! screen for a stopped portal at any trap, and `cargo xtask function` names the functions of its report); and `{:?}`
//! prints nothing. Together 21 kB brotli.
//!
//! These are switches that stable Rust keeps for its own library, hence `RUSTC_BOOTSTRAP`. Nothing of the code rests on
//! them: where the toolchain does not know them, or the library's source can't be had, the app is built without, heavier.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{answer, program};
use crate::house::House;
use crate::steps;
use crate::tools::WASM;

const SWITCHES: [&str; 3] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zfmt-debug=none"];
/// What cargo adds flags of its own to those of `.cargo/config.toml` from.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Gives a command that builds the release app, by trunk or by cargo, what it needs for that.
pub fn lend(house: &House, command: &mut Command) {
    let mut flags = Vec::new();
    // A report of the app is copied and sent; where this machine keeps its crates is nobody's business.
    if let Some(home) = cargo_home() {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    match obstacle(house) {
        None => {
            flags.extend(SWITCHES.map(str::to_owned));
            command.env("RUSTC_BOOTSTRAP", "1");
            command.env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
            command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
        }
        Some(why) => println!("  the standard library: as it was delivered, some 20 kB heavier ({why})"),
    }
    // What `finish` needs to know which function is used by which (`finish/apart.rs`).
    flags.push("-Clink-arg=--emit-relocs".to_owned());
    command.env(FLAGS, flags.join(" "));
    // `finish` takes the names of functions out, and keeps them.
    command.env("CARGO_PROFILE_WASM_RELEASE_STRIP", "false");
}

/// Why this toolchain can't do it, if it can't. Adds the library's source when only that is missing.
fn obstacle(house: &House) -> Option<&'static str> {
    let mut try_switches = program(house, "rustc");
    try_switches.args(["--print", "cfg", "--target", WASM]).args(SWITCHES).env("RUSTC_BOOTSTRAP", "1");
    if answer(try_switches).is_none() {
        return Some("this Rust does not know the switches");
    }
    if !has_source(house) {
        let mut add = program(house, "rustup");
        add.args(["component", "add", "rust-src"]);
        // What went wrong stands in the step's log; the app can do without.
        drop(steps::run(house, "the source of the standard library", add, None));
    }
    (!has_source(house)).then_some("its source is not there: rustup component add rust-src")
}

fn has_source(house: &House) -> bool {
    let mut ask = program(house, "rustc");
    ask.args(["--print", "sysroot"]);
    answer(ask).is_some_and(|root| Path::new(&root).join("lib/rustlib/src/rust/library/Cargo.lock").is_file())
}

/// The folder that cargo keeps crates in. One with a space in it can't be named in these flags.
fn cargo_home() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
    (!home.to_string_lossy().contains(char::is_whitespace)).then_some(home)
}
