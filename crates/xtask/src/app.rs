//! The release app: built by trunk, then finished, and only when one of its inputs has changed. The stamp in `dist/.stamp`
//! is written last and trunk empties the folder first, so a half-made `dist/` is never taken for a whole one.

use std::fs;
use std::path::Path;
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
const INPUTS: [&str; 18] = [
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
    "crates/dialect",
    "crates/lean-leptos",
    "crates/lean-view",
    "crates/wasm-streams",
    "crates/xtask/src/finish.rs",
    "crates/xtask/src/finish",
    "crates/xtask/src/lean.rs",
];

/// Builds `dist/` if it is not up to date.
pub fn build(house: &House, tools: &Tools) -> Result<(), Failure> {
    let beside = Beside {
        linked: &house.linked_wasm(),
        named: &house.named_wasm(),
        named_second: &house.named_second_wasm(),
    };
    build_at(house, tools, &house.dist(), &beside, None)
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

/// Builds the app that speaks that dialect, the feature `dialect-NAME`, in a folder of its own.
pub fn build_in(house: &House, tools: &Tools, dialect: &str) -> Result<(), Failure> {
    let dist = house.dist_in(dialect);
    let (named, second) = (dist.with_extension("named.wasm"), dist.with_extension("named-second.wasm"));
    let beside = Beside { linked: &house.linked_wasm(), named: &named, named_second: &second };
    build_at(house, tools, &dist, &beside, Some(dialect))
}

fn build_at(
    house: &House,
    tools: &Tools,
    dist: &Path,
    beside: &Beside<'_>,
    dialect: Option<&str>,
) -> Result<(), Failure> {
    let _lock = Lock::take(&house.own().join("app.lock"), "another xtask that builds the app")?;
    let mark = dist.join(".stamp");
    // Taken before the build: what changes while it runs makes the next start build again.
    let wanted = wanted(house)?;
    let what = dialect.map_or("the app".to_owned(), |dialect| format!("the app in the dialect {dialect}"));
    if beside.named.is_file() && fs::read_to_string(&mark).is_ok_and(|found| found.trim() == wanted) {
        steps::fresh(&what);
        return Ok(());
    }
    // Names of another build would be wrong ones.
    for old in [beside.named, beside.named_second].into_iter().filter(|old| old.is_file()) {
        fs::remove_file(old).map_err(|error| Failure::at(old, &error))?;
    }
    let folder = dist.display().to_string();
    let feature = dialect.map(|dialect| format!("dialect-{dialect}"));
    let features = feature.iter().flat_map(|feature| ["--features", feature.as_str()]);
    let how: Vec<&str> = ["--dist", &folder].into_iter().chain(features).collect();
    trunk(house, tools, &how)?;
    let started = Instant::now();
    let finished = finish(dist, beside)?;
    steps::done(&format!("finishing {what} ({finished})"), started.elapsed());
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A crate of ours that the app is made of, and that is not looked at, would leave an old app in the folder.
    #[test]
    fn every_crate_of_ours_that_the_app_is_made_of_is_an_input() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let (mut found, mut to_read) = (Vec::<String>::new(), vec![root.join("Cargo.toml")]);
        while let Some(manifest) = to_read.pop() {
            let text = fs::read_to_string(&manifest).unwrap();
            let (own, _) = text.split_once("[dev-dependencies]").unwrap_or((&text, ""));
            let paths =
                own.lines().filter_map(|line| Some(line.split_once("path = \"")?.1.split_once('"')?.0));
            for name in paths.filter_map(|path| Path::new(path).file_name()?.to_str()) {
                let folder = format!("crates/{name}");
                if root.join(&folder).is_dir() && !found.contains(&folder) {
                    to_read.push(root.join(&folder).join("Cargo.toml"));
                    found.push(folder);
                }
            }
        }
        assert!(found.iter().any(|folder| folder == "crates/dialect"), "{found:?}");
        let missing: Vec<_> = found.iter().filter(|folder| !INPUTS.contains(&folder.as_str())).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
