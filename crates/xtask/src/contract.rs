//! The OpenAPI document against the server, and by itself: schemathesis in a Python environment of its own in cargo's target
//! folder, redocly and spectral as npm packages beside their settings in `tests/contract`. Both stay between runs, until what
//! they are made from changes. Python and Node are never installed; who calls is told what is missing.

use std::fs;
use std::path::PathBuf;

use crate::arguments::Reach;
use crate::browsers;
use crate::command::{answer, program};
use crate::failure::Failure;
use crate::house::House;
use crate::process;
use crate::reader;
use crate::stamp::stamp;
use crate::steps;

/// The least that schemathesis runs on.
const PYTHON: (u32, u32) = (3, 11);
/// The least that redocly runs on.
const NODE: (u32, u32) = (20, 19);

/// Why schemathesis can't run here.
pub fn lacks_python(house: &House) -> Option<String> {
    let mut ask = program(house, "python3");
    ask.args(["-c", "import platform, venv, ensurepip; print(platform.python_version())"]);
    lack("python3 with its module venv", PYTHON, answer(ask))
}

/// Why redocly and spectral can't run here.
pub fn lacks_node(house: &House) -> Option<String> {
    let versions = ["npm", "node"].map(|name| {
        let mut ask = program(house, name);
        ask.arg("--version");
        answer(ask)
    });
    let [Some(_), node] = versions else { return lack("npm", NODE, None) };
    lack("Node", NODE, node)
}

fn lack(name: &str, (major, minor): (u32, u32), found: Option<String>) -> Option<String> {
    let Some(found) = found else { return Some(format!("there is no {name}")) };
    let is_enough = version(&found).is_some_and(|version| version >= (major, minor));
    (!is_enough).then(|| format!("{name} is {found}, and {major}.{minor} or later is needed"))
}

/// The first two numbers of `3.11.7` or `v20.19.0`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.strip_prefix('v').unwrap_or(text).split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Whether the built server answers as the document says, for every role.
pub fn run(house: &House, reach: Reach) -> Result<(), Failure> {
    let python = environment(house)?;
    let script = folder(house).join("run.py");
    let mend =
        format!("PORTAL_SERVER={} {} {}", house.server().display(), python.display(), script.display());
    let mut run = program(house, &python);
    run.arg(&script).env("PORTAL_SERVER", house.server()).env("PORTAL_APP", house.dist());
    if reach == Reach::Full {
        run.arg("--full");
    }
    process::stream("the API against its description", run, &mend)
}

/// Whether the document is well written.
pub fn lint(house: &House) -> Result<(), Failure> {
    let folder = folder(house);
    browsers::npm_packages(house, &folder)?;
    let mut lint = program(house, "npm");
    lint.args(["run", "--silent", "lint"]).current_dir(&folder);
    process::stream("npm run lint", lint, &format!("cd {} && npm run lint", folder.display()))
}

fn folder(house: &House) -> PathBuf {
    house.tests().join("contract")
}

/// The Python that has schemathesis; made ready when its requirements, or Python itself, have changed.
fn environment(house: &House) -> Result<PathBuf, Failure> {
    const NAME: &str = "schemathesis";
    let home = house.target.join("contract");
    let python = home.join("bin").join("python");
    let requirements = folder(house).join("requirements.txt");
    let mut ask = program(house, "python3");
    ask.arg("--version");
    let wanted =
        stamp(&house.root, &["tests/contract/requirements.txt"], &[&answer(ask).unwrap_or_default()])?;
    let mark = home.join(".installed-requirements");
    if python.is_file() && fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        steps::fresh(NAME);
        return Ok(python);
    }
    // It empties the folder first, the mark too.
    reader::environment(house, &home)?;
    let mut install = program(house, &python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&requirements);
    steps::run(house, NAME, install, None)?;
    fs::write(&mark, wanted).map_err(|error| Failure::at(&mark, &error))?;
    Ok(python)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_old_or_missing_is_said() {
        let node = |found: Option<&str>| lack("Node", NODE, found.map(str::to_owned));
        assert_eq!(node(Some("v20.19.0")), None);
        assert_eq!(node(Some("v22.3.1")), None);
        assert_eq!(node(Some("v20.9.0")).unwrap(), "Node is v20.9.0, and 20.19 or later is needed");
        assert_eq!(node(None).unwrap(), "there is no Node");
        assert_eq!(lack("python3", PYTHON, Some("3.11.7".to_owned())), None);
        assert!(lack("python3", PYTHON, Some("3.10.12".to_owned())).is_some());
    }
}
