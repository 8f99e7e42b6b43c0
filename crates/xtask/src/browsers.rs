//! What the browser tests need: Chromium and its driver, Firefox ESR, fonts in which every demonstration name can be read,
//! and the npm packages of `tests/`. What is there is used; what is missing is installed by apt-get, and elsewhere is asked
//! for by name. No browser is ever downloaded by a test tool.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{answer, on_path, program};
use crate::digest::hex;
use crate::failure::Failure;
use crate::house::House;
use crate::process;

/// The fonts for the names in the demonstration data; a missing one shows boxes, so it is wished for and not demanded.
const FONTS: [&str; 2] = ["fonts-noto-core", "fonts-noto-cjk"];

/// Both browsers, ready.
pub struct Browsers {
    /// The program for Playwright's `executablePath`.
    pub chromium: PathBuf,
    /// The program by which the wasm tests steer it.
    pub driver: PathBuf,
    /// The program for puppeteer-core.
    pub firefox: PathBuf,
}

/// Finds the browsers, and installs what is missing.
pub fn ready(house: &House) -> Result<Browsers, Failure> {
    let wanted = [("chromium", chromium()), ("chromium-driver", driver()), ("firefox-esr", firefox())];
    let missing: Vec<&str> =
        wanted.into_iter().filter_map(|(package, found)| found.is_none().then_some(package)).collect();
    let apt = on_path(&["apt-get"]).is_some();
    if apt {
        let fonts: Vec<&str> = FONTS.into_iter().filter(|font| !has_package(house, font)).collect();
        if !missing.is_empty() || !fonts.is_empty() {
            install(house, &[missing.as_slice(), fonts.as_slice()].concat(), &missing)?;
        }
    }
    let found = |name: &str, variable: &str, program: Option<PathBuf>| {
        program.ok_or_else(|| {
            let tried = if apt { ", also not after apt-get" } else { ", and this system has no apt-get" };
            Failure::new(
                format!("finding {name}"),
                format!("it is not on the PATH{tried}"),
                format!("{variable}=/path/to/the/program cargo xtask test"),
            )
        })
    };
    Ok(Browsers {
        chromium: found("Chromium", "CHROMIUM", chromium())?,
        driver: found("Chromium's driver", "CHROMEDRIVER", driver())?,
        firefox: found("Firefox ESR", "FIREFOX", firefox())?,
    })
}

/// Hosts of static files for which `docs/adopt` has a configuration; as Debian has them.
const HOSTS: [&str; 3] = ["nginx", "caddy", "libnginx-mod-http-brotli-static"];

/// Whether those hosts are here. They are installed where nothing starts them by itself: on a machine that somebody works on, a
/// test does not open port 80.
pub fn hosts(house: &House) -> Result<bool, Failure> {
    let missing: Vec<&str> = HOSTS.into_iter().filter(|package| !has_package(house, package)).collect();
    if missing.is_empty() {
        return Ok(true);
    }
    let starts_services = PathBuf::from("/run/systemd/system").exists();
    if on_path(&["apt-get"]).is_none() || starts_services {
        return Ok(false);
    }
    install(house, &missing, &missing).map(|()| true)
}

fn chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    browser("CHROMIUM", &names, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
}

fn driver() -> Option<PathBuf> {
    browser("CHROMEDRIVER", &["chromedriver"], "/usr/lib/chromium-browser/chromedriver")
}

fn firefox() -> Option<PathBuf> {
    browser("FIREFOX", &["firefox-esr", "firefox"], "/Applications/Firefox.app/Contents/MacOS/firefox")
}

fn browser(variable: &str, names: &[&str], elsewhere: &str) -> Option<PathBuf> {
    let is_there = |path: &PathBuf| path.is_file();
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(is_there)
        .or_else(|| on_path(names))
        .or_else(|| Some(PathBuf::from(elsewhere)).filter(is_there))
}

fn has_package(house: &House, package: &str) -> bool {
    let mut query = program(house, "dpkg-query");
    query.args(["-W", "-f", "${Status}", package]);
    answer(query).is_some_and(|status| status.ends_with("ok installed"))
}

/// Installs packages; a failure counts only when one of the demanded ones is among them.
pub fn install(house: &House, packages: &[&str], demanded: &[&str]) -> Result<(), Failure> {
    let mend = format!(
        "{}apt-get update && {0}apt-get install -y --no-install-recommends {}",
        sudo(house),
        packages.join(" ")
    );
    println!("installing {}", packages.join(", "));
    let mut update = apt(house);
    update.arg("update");
    let mut install = apt(house);
    install.args(["install", "-y", "--no-install-recommends"]).args(packages);
    // Old lists can still be good enough, so a failed update alone ends nothing.
    let updated = process::stream("apt-get update", update, &mend);
    match process::stream("apt-get install", install, &mend).and(updated) {
        Err(failure) if demanded.iter().any(|package| !has_package(house, package)) => Err(failure),
        Err(failure) => {
            println!("going on without: {}", failure.what);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn apt(house: &House) -> Command {
    let mut apt = if sudo(house).is_empty() { program(house, "env") } else { program(house, "sudo") };
    if !sudo(house).is_empty() {
        apt.arg("env");
    }
    apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    apt
}

fn sudo(house: &House) -> &'static str {
    let mut id = program(house, "id");
    id.arg("-u");
    if answer(id).as_deref() == Some("0") { "" } else { "sudo " }
}

/// Installs the npm packages of a folder, of `tests/` or one below it, when their lock file has changed.
pub fn npm_packages(house: &House, folder: &Path) -> Result<(), Failure> {
    let mend = format!("cd {} && npm ci", folder.display());
    let lock = folder.join("package-lock.json");
    let bytes = fs::read(&lock).map_err(|error| Failure::at(&lock, &error))?;
    let wanted = hex(&<sha2::Sha256 as sha2::Digest>::digest(&bytes));
    let mark = folder.join("node_modules/.installed-lock");
    if fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        println!("npm packages: up to date");
        return Ok(());
    }
    node(house)?;
    let mut ci = program(house, "npm");
    ci.args(["ci", "--no-audit", "--no-fund"]).current_dir(folder);
    ci.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").env("PUPPETEER_SKIP_DOWNLOAD", "1");
    process::stream("npm ci", ci, &mend)?;
    write_mark(&mark, &wanted)
}

fn write_mark(mark: &Path, wanted: &str) -> Result<(), Failure> {
    // A project without dependencies has no such folder.
    if let Some(folder) = mark.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
    }
    fs::write(mark, wanted).map_err(|error| Failure::at(mark, &error))
}

/// Node is a prerequisite of the tests, as the README says.
fn node(house: &House) -> Result<(), Failure> {
    if on_path(&["node"]).is_some() && on_path(&["npm"]).is_some() {
        return Ok(());
    }
    let mend = format!("{}apt-get install -y nodejs npm", sudo(house));
    Err(Failure::new(
        "finding Node and npm",
        "the browser tests need both on the PATH (Node 20 or later)",
        mend,
    ))
}
