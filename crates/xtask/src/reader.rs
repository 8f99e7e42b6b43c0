//! Somebody else's readers of calendar files and captions for the server's tests: Python's `icalendar` and `webvtt-py`, each
//! of one exact version, in an environment of their own in the folder of tools. They count as there only when both answer
//! with their versions.

use std::fs;
use std::path::{Path, PathBuf};

use crate::browsers;
use crate::command::{answer, on_path, program};
use crate::failure::Failure;
use crate::house::House;
use crate::stamp::Lock;
use crate::steps;

const CALENDARS: &str = "7.3.2";
const CAPTIONS: &str = "0.6.0";

/// The Python that has them; made ready when they are not there.
pub fn ready(house: &House) -> Result<PathBuf, Failure> {
    let home = house.tools.join(format!("icalendar-{CALENDARS}-webvtt-{CAPTIONS}"));
    let python = home.join("bin").join("python");
    if is_it(house, &python) {
        println!("Python's readers: up to date");
        return Ok(python);
    }
    fs::create_dir_all(&house.tools).map_err(|error| Failure::at(&house.tools, &error))?;
    let _lock = Lock::take(&house.tools.join(".lock"), "another xtask that installs tools")?;
    environment(house, &home).or_else(|failure| {
        // Debian has the module in a package of its own.
        if on_path(&["apt-get"]).is_none() {
            return Err(failure);
        }
        browsers::install(house, &["python3-venv"], &["python3-venv"])?;
        environment(house, &home)
    })?;
    let mut install = program(house, &python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    install.args([format!("icalendar=={CALENDARS}"), format!("webvtt-py=={CAPTIONS}")]);
    steps::run(house, "Python's readers (once)", install, None)?;
    if is_it(house, &python) {
        return Ok(python);
    }
    let mend = format!("rm -r {} && cargo xtask test", home.display());
    Err(Failure::new("Python's readers", "they were installed, but do not answer with their versions", mend))
}

/// An empty one; what was in the folder before is gone.
pub fn environment(house: &House, home: &Path) -> Result<(), Failure> {
    let mut make = program(house, "python3");
    make.args(["-m", "venv", "--clear"]).arg(home);
    steps::run(house, "a Python environment (once)", make, None)
}

fn is_it(house: &House, python: &Path) -> bool {
    let mut ask = program(house, python);
    ask.args([
        "-c",
        "import webvtt, icalendar, importlib.metadata as m; print(icalendar.__version__, m.version('webvtt-py'))",
    ]);
    python.is_file() && answer(ask).is_some_and(|versions| versions == format!("{CALENDARS} {CAPTIONS}"))
}
