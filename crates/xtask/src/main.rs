//! The developer commands of the portal: `cargo xtask serve`, `test`, `size` and `bench`. Each one says what it is doing,
//! how long it took and, when a step fails, why and which one command mends it. Nothing here is part of the product: the
//! app and the server build and run without it, xtask only brings the tools and finishes what trunk wrote.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod app;
mod arguments;
mod bench;
mod browsers;
mod command;
mod contract;
mod digest;
mod duplicates;
mod failure;
mod finish;
mod house;
mod lean;
mod process;
mod reader;
mod serve;
mod size;
mod stamp;
mod steps;
mod test;
mod tools;

use std::process::ExitCode;

use arguments::{Request, parse};
use failure::Failure;

fn main() -> ExitCode {
    let request = match parse(std::env::args().skip(1)) {
        Ok(request) => request,
        Err(complaint) => {
            eprintln!("{complaint}\n\n{}", arguments::HELP);
            return ExitCode::from(2);
        }
    };
    match run(request) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{failure}");
            process::interruption().unwrap_or(ExitCode::FAILURE)
        }
    }
}

fn run(request: Request) -> Result<ExitCode, Failure> {
    if request == Request::Help {
        println!("{}", arguments::HELP);
        return Ok(ExitCode::SUCCESS);
    }
    process::watch_signals()?;
    let house = house::House::find()?;
    match request {
        Request::Help => Ok(ExitCode::SUCCESS),
        Request::Serve(wishes) => serve::serve(&house, &wishes),
        Request::App(dialect) => app::alone(&house, dialect.as_deref()),
        Request::Test(reach) => test::test(&house, reach),
        Request::Size(detail) => size::size(&house, detail),
        Request::Function(numbers) => size::functions(&house, &numbers),
        Request::Conform(words) => conform(&house, &words),
        Request::Rules => rules(&house),
        Request::Bench => bench::bench(&house),
    }
}

/// Builds the program that asks an API, and lets it ask; its words and its exit status are the answer.
fn conform(house: &house::House, words: &[String]) -> Result<ExitCode, Failure> {
    let build = ["build", "--quiet", "--locked", "-p", "conform"];
    let mut build_it = command::cargo(house);
    build_it.args(build);
    // Nothing was asked: 1 would say that something of the API is to be mended.
    if let Err(failure) = process::stream("conform", build_it, &format!("cargo {}", build.join(" "))) {
        eprintln!("{failure}");
        return Ok(ExitCode::from(2));
    }
    // Where it was typed: a file is named from there.
    let mut ask = std::process::Command::new(house.conform());
    let mut child = ask.args(words).spawn().map_err(|error| Failure::at(&house.conform(), &error))?;
    let ended = process::wait(&mut child, || ()).map_err(|error| Failure::at(&house.conform(), &error))?;
    Ok(ExitCode::from(process::exit_code(ended)))
}

/// How many rules are in the code, as the table in `crates/rules` says.
fn rules(house: &house::House) -> Result<ExitCode, Failure> {
    let mut print = command::cargo(house);
    print.args(["run", "--quiet", "--locked", "-p", "rules", "--example", "catalogue", "--", "--planned"]);
    process::stream("the rules", print, "cargo test -p rules --test catalogue").map(|()| ExitCode::SUCCESS)
}
