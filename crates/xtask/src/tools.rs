//! The tools that the app is built with: the wasm32 target of the toolchain, trunk, and the wasm-bindgen CLI of exactly the
//! version in Cargo.lock. A tool of the right version on the PATH is used; otherwise it is installed once into a folder
//! that all clones share. A tool counts as there only when it answers with its version, so a torn install is never used.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{answer, cargo, on_path, program, with_path_first};
use crate::failure::Failure;
use crate::house::House;
use crate::stamp::{Lock, locked_version};
use crate::steps;

/// The trunk that is known to work with this project's Rust.
const TRUNK: &str = "0.21.14";
/// What the browser app is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The tools, ready to be used.
pub struct Tools {
    /// The folder of the trunk program.
    trunk: PathBuf,
    /// The folder of the wasm-bindgen program.
    wasm_bindgen: PathBuf,
}

impl Tools {
    /// Puts the tools first on a command's PATH.
    pub fn lend(&self, command: &mut Command) {
        with_path_first(command, [self.trunk.as_path(), self.wasm_bindgen.as_path()]);
    }

    /// The folders as the beginning of a shell command.
    pub fn as_typed(&self) -> String {
        format!("PATH=\"{}:{}:$PATH\"", self.trunk.display(), self.wasm_bindgen.display())
    }

    /// What runs tests that were compiled to wasm; it comes with the wasm-bindgen program.
    pub fn wasm_test_runner(&self) -> PathBuf {
        self.wasm_bindgen.join("wasm-bindgen-test-runner")
    }

    /// The trunk program.
    pub fn trunk(&self) -> PathBuf {
        self.trunk.join("trunk")
    }
}

/// Makes all tools ready.
pub fn ready(house: &House) -> Result<Tools, Failure> {
    wasm_target(house)?;
    let trunk = Wanted {
        package: "trunk",
        binary: "trunk",
        version: TRUNK.to_owned(),
        // Without the default features it needs no OpenSSL; with its lock file it is what its authors tested.
        options: &["--locked", "--no-default-features", "--features", "rustls"],
    };
    let wasm_bindgen = Wanted {
        package: "wasm-bindgen-cli",
        binary: "wasm-bindgen",
        version: locked_version(house, "wasm-bindgen")?,
        // Not `--locked`: one crate in the lock file of 0.2.130 is no longer served.
        options: &[],
    };
    Ok(Tools { trunk: trunk.folder(house)?, wasm_bindgen: wasm_bindgen.folder(house)? })
}

/// Adds the wasm32 target when the toolchain lacks it.
fn wasm_target(house: &House) -> Result<(), Failure> {
    let mut ask = program(house, "rustc");
    ask.args(["--print", "target-libdir", "--target", WASM]);
    if answer(ask).is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    let mut add = program(house, "rustup");
    add.args(["target", "add", WASM]);
    steps::run(house, "the wasm32 target", add, None)
}

/// Adds rustfmt and clippy when the toolchain lacks one of them; only the tests need them.
pub fn linters(house: &House) -> Result<(), Failure> {
    let is_there = |name: &str| {
        let mut ask = cargo(house);
        ask.args([name, "--version"]);
        answer(ask).is_some()
    };
    if is_there("fmt") && is_there("clippy") {
        return Ok(());
    }
    let mut add = program(house, "rustup");
    add.args(["component", "add", "rustfmt", "clippy"]);
    steps::run(house, "rustfmt and clippy", add, None)
}

/// A program of one exact version.
struct Wanted {
    package: &'static str,
    binary: &'static str,
    version: String,
    options: &'static [&'static str],
}

impl Wanted {
    /// The folder that holds the program, which is installed if it has to be.
    fn folder(&self, house: &House) -> Result<PathBuf, Failure> {
        if let Some(found) = on_path(&[self.binary])
            && self.is_it(house, &found)
            && let Some(folder) = found.parent()
        {
            return Ok(folder.to_owned());
        }
        let home = house.tools.join(format!("{}-{}", self.package, self.version));
        if !self.is_it(house, &home.join("bin").join(self.binary)) {
            fs::create_dir_all(&house.tools).map_err(|error| Failure::at(&house.tools, &error))?;
            let _lock = Lock::take(&house.tools.join(".lock"), "another xtask that installs tools")?;
            // The one that was waited for may have installed just this.
            if !self.is_it(house, &home.join("bin").join(self.binary)) {
                self.install(house, &home)?;
            }
        }
        Ok(home.join("bin"))
    }

    /// Whether this file runs and says that it is the wanted version.
    fn is_it(&self, house: &House, file: &Path) -> bool {
        let mut ask = program(house, file);
        ask.arg("--version");
        file.is_file()
            && answer(ask).is_some_and(|text| text.split_whitespace().any(|word| word == self.version))
    }

    /// Builds into a folder beside the real one and moves it there only when it runs. The build folder stays after an
    /// interruption, so that the next start goes on where this one stopped.
    fn install(&self, house: &House, home: &Path) -> Result<(), Failure> {
        let beside = |prefix: &str| house.tools.join(format!(".{prefix}-{}-{}", self.package, self.version));
        let (unfinished, build) = (beside("unfinished"), beside("build"));
        let install = |root: &Path| {
            let mut install = cargo(house);
            install
                .args(["install", self.package, "--version", &self.version])
                .args(self.options)
                .arg("--root")
                .arg(root);
            install
        };
        let mut command = install(&unfinished);
        // Half the build time of the usual release profile; these tools are not what is waited for afterwards.
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_TARGET_DIR", &build).arg("--force");
        let mend = crate::command::typed(&install(home));
        let name = format!("{} {} (once, some minutes)", self.package, self.version);
        steps::run(house, &name, command, Some(&mend))?;
        if !self.is_it(house, &unfinished.join("bin").join(self.binary)) {
            return Err(Failure::new(name, "it was built, but does not answer with its version", mend));
        }
        if home.exists() {
            fs::remove_dir_all(home).map_err(|error| Failure::at(home, &error))?;
        }
        fs::rename(&unfinished, home).map_err(|error| Failure::at(home, &error))?;
        fs::remove_dir_all(&build).map_err(|error| Failure::at(&build, &error))
    }
}
