//! `cargo xtask test`: every check, in an order in which the cheap ones speak first. A failed step does not stop the ones
//! that do not rest on it; the table at the end has all of them, with their minutes, and the exit code tells.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::arguments::Reach;
use crate::browsers::{self, Browsers};
use crate::command::{cargo, program, typed};
use crate::failure::Failure;
use crate::house::House;
use crate::process;
use crate::tools::{self, Tools, WASM};
use crate::{app, contract, duplicates, reader, serve, size};

/// Runs everything, or everything but the browsers.
pub fn test(house: &House, reach: Reach) -> Result<ExitCode, Failure> {
    let mut report = Report { in_ci: std::env::var_os("CI").is_some(), ..Report::default() };
    let tools = report.step("tools", || {
        tools::linters(house)?;
        tools::ready(house)
    });
    native(house, &mut report, reach);
    let app = match &tools {
        Some(tools) => report.step("release app and size gate", || app_in_budget(house, tools)),
        None => report.without("release app and size gate", "tools"),
    };
    let other = match &tools {
        Some(tools) if reach != Reach::Fast => {
            report.step("release app in the other dialect", || app::build_in(house, tools, "other"))
        }
        _ => None,
    };
    let server = report.step("release server", || streamed(serve::server_build(house)));
    if reach != Reach::Fast {
        description(house, &mut report, reach, app.and(server));
        let set_up = report.step("browsers and npm packages", || {
            browsers::npm_packages(house, &house.tests())?;
            browsers::ready(house)
        });
        let hosts = report.step("nginx and Caddy", || browsers::hosts(house));
        decisions_in_wasm(house, &mut report, tools.as_ref().zip(set_up.as_ref()));
        let proxy = report.step("fault proxy and conform", || streamed(fault_proxy_build(house)));
        journeys(
            house,
            &mut report,
            (reach, hosts == Some(true)),
            app.and(other).and(server).and(proxy).and(set_up.as_ref()),
        );
    }
    Ok(report.close())
}

/// What needs no browser and no built app.
fn native(house: &House, report: &mut Report, reach: Reach) {
    let cargo = |words: &[&str]| {
        let mut command = cargo(house);
        command.args(words);
        command
    };
    let own = ["portal", "rules", "wire", "dialect", "lean-leptos", "lean-view", "wasm-streams"];
    let own = own.iter().flat_map(|name| ["-p", *name]);
    let in_wasm = |what: &[&str]| {
        let mut clippy = cargo(&["clippy", "--locked", "--target", WASM]);
        clippy.args(what).args(["--", "-D", "warnings"]);
        streamed(clippy)
    };
    report
        .step("format", || process::stream("format", cargo(&["fmt", "--all", "--check"]), "cargo fmt --all"));
    report.step("clippy, native", || {
        streamed(cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
    });
    report.step("clippy, wasm32", || in_wasm(&own.collect::<Vec<_>>()));
    // Its tests are those of its crate.
    report.step("clippy, wasm32, in the other dialect", || {
        in_wasm(&["-p", "portal", "--features", "dialect-other"])
    });
    report.step("no crate twice in the wasm", || duplicates::check(house));
    if reach == Reach::Full {
        let manifest = house.root.join("crates/rules/fuzz/Cargo.toml");
        report.step("fuzz target", || {
            let mut build = cargo(&["build", "--locked", "--manifest-path"]);
            build.arg(&manifest).arg("--target-dir").arg(house.target.join("fuzz"));
            streamed(build)
        });
    }
    let python = report.step("readers of calendar files and captions", || reader::ready(house));
    report.step("native tests", || {
        let mut tests = cargo(&["test", "--workspace", "--locked"]);
        if let Some(python) = &python {
            tests.env("ICALENDAR_PYTHON", python).env("WEBVTT_PYTHON", python);
        }
        if reach == Reach::Full {
            tests.env("RULES_FULL", "1");
        }
        streamed(tests)
    });
}

/// What breaks on the way what journeys send, and what asks the other API; in the dev profile, which the tests before it have built.
fn fault_proxy_build(house: &House) -> Command {
    let mut build = cargo(house);
    build.args(["build", "--locked", "-p", "fault-proxy", "-p", "conform"]);
    build
}

fn app_in_budget(house: &House, tools: &Tools) -> Result<(), Failure> {
    app::build(house, tools)?;
    size::gate(house)
}

/// The OpenAPI document: whether the server does what it says, and whether it is well written.
fn description(house: &House, report: &mut Report, reach: Reach, built: Option<()>) {
    const RUN: &str = "API against its description";
    const LINT: &str = "lint of the description";
    match (contract::lacks_python(house), built) {
        (Some(why), _) => report.lacks(RUN, &why),
        (None, Some(())) => {
            report.step(RUN, || contract::run(house, reach));
        }
        (None, None) => {
            report.without::<()>(RUN, "the app or the server");
        }
    }
    match contract::lacks_node(house) {
        Some(why) => report.lacks(LINT, &why),
        None => {
            report.step(LINT, || contract::lint(house));
        }
    }
}

/// The decisions of `crates/wire/tests/decisions.rs` in a real browser.
fn decisions_in_wasm(house: &House, report: &mut Report, ready: Option<(&Tools, &Browsers)>) {
    const NAME: &str = "decisions in Chromium's wasm";
    let Some((tools, browsers)) = ready else {
        report.without::<()>(NAME, "the tools or the set-up");
        return;
    };
    let mut test = cargo(house);
    test.args(["test", "--locked", "-p", "wire", "--target", WASM, "--test", "decisions"]);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.wasm_test_runner());
    test.env("CHROMEDRIVER", &browsers.driver);
    report.step(NAME, || streamed(test));
}

/// The projects of `tests/playwright.config.ts` that need nothing but the browser, but for those that are last.
const ALL_BUT_HOSTS: [&str; 4] = ["wide, light", "accessibility", "faults", "other API"];

/// What is last, and after how many minutes of a run there is no time for it: on a slow machine it is left out, and said, rather than
/// that the run comes to no end. The mutated answers are read by conform's tests too, and every screen has been looked at in a narrow
/// window by accessibility.
const LAST: [(&str, &str, u64); 2] =
    [("mutated answers in Chromium", "golden", 78), ("journeys in a narrow window", "narrow, dark", 60)];

/// The journeys in both engines; they need the app, the server and the browsers.
fn journeys(
    house: &House,
    report: &mut Report,
    (reach, has_hosts): (Reach, bool),
    browsers: Option<&Browsers>,
) {
    const CHROMIUM: &str = "journeys in Chromium";
    const FIREFOX: &str = "journeys in Firefox";
    let Some(browsers) = browsers else {
        report.without::<()>(CHROMIUM, "the app, the server or the set-up");
        report.without::<()>(FIREFOX, "the app, the server or the set-up");
        for (name, ..) in LAST {
            report.without::<()>(name, "the app, the server or the set-up");
        }
        return;
    };
    let node = |name: &str, words: &[&str]| {
        let mut command = program(house, name);
        command.args(words).current_dir(house.tests());
        command.env("PORTAL_SERVER", house.server()).env("PORTAL_APP", house.dist());
        command.env("FAULT_PROXY", house.fault_proxy()).env("CONFORM", house.conform());
        command.env("PORTAL_OTHER_APP", house.dist_in("other"));
        command.env("CHROMIUM", &browsers.chromium).env("FIREFOX", &browsers.firefox);
        if reach == Reach::Full {
            command.env("PORTAL_FULL", "1");
        }
        command
    };
    let projects = |names: &[&str]| {
        // Of nine hundred tests one that fails once would cost the whole; what needed its second try is named at the end.
        let mut test = node("npx", &["--no-install", "playwright", "test", "--retries=1"]);
        test.args(names.iter().map(|name| format!("--project={name}")));
        streamed(test)
    };
    report.step(CHROMIUM, || {
        let hosts: &[&str] = if has_hosts { &["hosts"] } else { &[] };
        projects(&[&ALL_BUT_HOSTS, hosts].concat())
    });
    if !has_hosts {
        report.lacks(
            "behind nginx and Caddy",
            "they are not installed: apt-get install nginx caddy libnginx-mod-http-brotli-static",
        );
    }
    if house.tests().join("firefox/run.mjs").is_file() {
        report.step(FIREFOX, || streamed(node("node", &["firefox/run.mjs"])));
    } else {
        report.skip(FIREFOX, "tests/firefox/run.mjs does not exist");
    }
    for (name, project, most) in LAST {
        if reach == Reach::Full || report.took() < Duration::from_secs(most * 60) {
            report.step(name, || projects(&[project]));
        } else {
            let again = format!("npx playwright test --project=\"{project}\"");
            report.skip(name, &format!("the others took more than {most} minutes; by itself: {again}"));
        }
    }
}

/// A command that is its own remedy: type it to see the fault alone.
fn streamed(command: Command) -> Result<(), Failure> {
    let mut again = typed(&command);
    if let Some(folder) = command.get_current_dir() {
        again = format!("cd {} && {again}", folder.display());
    }
    process::stream(&typed(&command), command, &again)
}

const NOT_RUN: &str = "not run: ";

/// What became of each step.
#[derive(Default)]
struct Report {
    /// Whether nobody reads what passes.
    in_ci: bool,
    rows: Vec<Row>,
    failures: Vec<Failure>,
}

struct Row {
    name: String,
    took: Duration,
    outcome: String,
}

impl Report {
    /// Runs one step; nothing comes back when it failed or when somebody has pressed Ctrl-C.
    fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Option<T> {
        if process::interrupted().is_some() {
            self.skip(name, "interrupted");
            return None;
        }
        println!("\n── {} · {name}", self.rows.len() + 1);
        let started = Instant::now();
        let result = work();
        let outcome = if result.is_ok() { "passed" } else { "FAILED" };
        self.rows.push(Row { name: name.to_owned(), took: started.elapsed(), outcome: outcome.to_owned() });
        result
            .map_err(|failure| {
                println!("{failure}");
                self.failures.push(failure);
            })
            .ok()
    }

    /// A step that cannot run because another one failed; that one already makes the run fail.
    fn without<T>(&mut self, name: &str, missing: &str) -> Option<T> {
        self.skip(name, &format!("rests on {missing}"));
        None
    }

    /// A step for which something has to be installed first. On somebody's own machine that is said; where `CI` is set it is a
    /// failure.
    fn lacks(&mut self, name: &str, why: &str) {
        self.skip(name, why);
        if self.in_ci {
            self.failures.push(Failure::new(
                name,
                "it was not run, and CI is set: everything is to be run",
                why,
            ));
        }
    }

    fn skip(&mut self, name: &str, why: &str) {
        println!("\n── {} · {name}: {NOT_RUN}{why}", self.rows.len() + 1);
        self.rows.push(Row {
            name: name.to_owned(),
            took: Duration::ZERO,
            outcome: format!("{NOT_RUN}{why}"),
        });
    }

    fn took(&self) -> Duration {
        self.rows.iter().map(|row| row.took).sum()
    }

    fn close(&self) -> ExitCode {
        println!("\n  minutes  step");
        for (row, number) in self.rows.iter().zip(1..) {
            println!("  {:>7.1}  {number:>2} {} · {}", minutes(row.took), row.name, row.outcome);
        }
        let all = minutes(self.took());
        if let Some(code) = process::interruption() {
            println!("\nInterrupted after {all:.1} min.");
            return code;
        }
        match self.failures.as_slice() {
            [] => {
                let left_out = self.rows.iter().filter(|row| row.outcome.starts_with(NOT_RUN)).count();
                let left_out = if left_out == 0 { String::new() } else { format!(" {left_out} not run.") };
                println!("\nEvery step that ran passed, in {all:.1} min.{left_out}");
                ExitCode::SUCCESS
            }
            [first, ..] => {
                println!("\n{} failed, in {all:.1} min. The first one: {}", self.failures.len(), first.mend);
                ExitCode::FAILURE
            }
        }
    }
}

fn minutes(span: Duration) -> f64 {
    span.as_secs_f64() / 60.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lacks_a_tool_fails_in_ci_and_is_said_elsewhere() {
        for in_ci in [false, true] {
            let mut report = Report { in_ci, ..Report::default() };
            report.step("one", || Ok(()));
            report.lacks("another", "there is no npm");
            assert_eq!(report.failures.len(), usize::from(in_ci));
            assert!(report.rows[1].outcome.starts_with(NOT_RUN), "{}", report.rows[1].outcome);
        }
    }
}
