//! `cargo xtask serve`: tools, app, server, and the server running until Ctrl-C. It waits for the server to answer before it
//! names the address, passes the server's own words through, and ends with the server's own code.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::app;
use crate::arguments::{Address, Content, Wishes};
use crate::command::{cargo, on_path, program};
use crate::failure::Failure;
use crate::house::House;
use crate::process;
use crate::steps::{self, seconds};
use crate::tools;

/// How long the first start may take: it makes the database and its demonstration data.
const PATIENCE: Duration = Duration::from_secs(90);

/// Builds what is missing and runs the server until it ends.
pub fn serve(house: &House, wishes: &Wishes) -> Result<ExitCode, Failure> {
    let started = Instant::now();
    println!("Getting ready:");
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, wishes.port));
    port_is_free(address)?;
    let tools = tools::ready(house)?;
    app::build(house, &tools)?;
    build_server(house)?;
    let mut server = start(house, wishes, address)?;
    match wait_for_answer(&mut server, address) {
        Ok(()) => {}
        Err(failure) => {
            // It may already have ended; either way it must not stay behind.
            drop(server.kill());
            drop(server.wait());
            return Err(failure);
        }
    }
    if process::interrupted().is_none() {
        let url = format!("http://{address}/");
        println!("\nThe portal runs at {url} (ready after {}; Ctrl-C stops it)", seconds(started.elapsed()));
        if wishes.address == Address::Open {
            open(&url);
        }
    }
    let status = process::wait(&mut server, || {}).map_err(|error| Failure::at(&house.server(), &error))?;
    Ok(ExitCode::from(process::exit_code(status)))
}

/// Builds the release server; cargo knows by itself whether there is anything to do.
pub fn build_server(house: &House) -> Result<(), Failure> {
    steps::run(house, "the server (release)", server_build(house), None)
}

/// The command that builds the release server.
pub fn server_build(house: &House) -> Command {
    let mut build = cargo(house);
    build.args(["build", "--release", "--locked", "-p", "portal-server"]);
    build
}

/// Asked before the long work, so that nobody waits minutes for this.
fn port_is_free(address: SocketAddr) -> Result<(), Failure> {
    let next = address.port().checked_add(1).unwrap_or(8788);
    let fault = |error: std::io::Error| {
        Failure::new(
            format!("listening on {address}"),
            error.to_string(),
            format!("cargo xtask serve --port {next}"),
        )
    };
    TcpListener::bind(address).map(drop).map_err(fault)
}

fn start(house: &House, wishes: &Wishes, address: SocketAddr) -> Result<Child, Failure> {
    let mut serve = program(house, house.server());
    serve.arg("serve").arg("--listen").arg(address.to_string());
    serve.arg("--data").arg(data(house, wishes)?).arg("--app").arg(house.dist());
    if wishes.content == Content::Empty {
        serve.arg("--no-demo");
    }
    if let Some(clock) = &wishes.clock {
        serve.args(["--clock", clock]);
    }
    serve.stdin(Stdio::null());
    serve.spawn().map_err(|error| Failure::at(&house.server(), &error))
}

/// The data folder: as typed, seen from where it was typed.
fn data(house: &House, wishes: &Wishes) -> Result<PathBuf, Failure> {
    // Own data and demonstration data never share a folder: changing between the two needs no option.
    let default = match wishes.content {
        Content::Demonstration => "data",
        Content::Empty => "data/own",
    };
    let typed = wishes.data.clone().unwrap_or_else(|| house.root.join(default));
    std::path::absolute(&typed).map_err(|error| Failure::at(&typed, &error))
}

fn wait_for_answer(server: &mut Child, address: SocketAddr) -> Result<(), Failure> {
    let fault =
        |why: String| Failure::new("starting the server", why, "cargo xtask serve --data \"$(mktemp -d)\"");
    let started = Instant::now();
    while process::interrupted().is_none() {
        let ended = server.try_wait().map_err(|error| fault(error.to_string()))?;
        if let Some(status) = ended {
            return Err(fault(format!("it ended by itself ({status}); its own words stand above")));
        }
        if answers(address) {
            return Ok(());
        }
        if started.elapsed() > PATIENCE {
            return Err(fault(format!(
                "no answer from http://{address}/v1/meta within {}",
                seconds(PATIENCE)
            )));
        }
        sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Whether `GET /v1/meta` is answered with 200.
fn answers(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_millis(500))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        // In one piece: `write!` would send it word by word, and a server may answer the first.
        let request = format!(
            "GET /v1/meta HTTP/1.1\r\nHost: {address}\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes())?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(&start == b"HTTP/1.1 200")
    };
    ask().unwrap_or(false)
}

/// Opening a browser is a comfort: when it fails, the address is already on the screen.
fn open(url: &str) {
    let opened = on_path(&["xdg-open", "open"]).and_then(|opener| {
        Command::new(opener).arg(url).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
    });
    if opened.is_none() {
        println!("No program found that opens a browser; open the address yourself.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer_once(answer: &'static str) -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            // All of the request: what is left unread when a connection closes resets it, and the
            // answer may be lost with it.
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                request.extend(byte);
            }
            stream.write_all(answer.as_bytes()).unwrap();
        });
        address
    }

    #[test]
    fn only_200_is_an_answer() {
        assert!(answers(answer_once("HTTP/1.1 200 OK\r\n\r\n{}")));
        assert!(!answers(answer_once("HTTP/1.1 503 Service Unavailable\r\n\r\n")));
        assert!(!answers(answer_once("SSH-2.0-x")));
    }

    #[test]
    fn a_taken_port_says_which_other_to_take() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let failure = port_is_free(listener.local_addr().unwrap()).unwrap_err();
        assert!(failure.mend.starts_with("cargo xtask serve --port "));
    }
}
