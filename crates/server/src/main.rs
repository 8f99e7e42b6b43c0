//! The command line of the reference API: serve, add people, set targets, what activates the service and the products that are
//! known, make the key for mail, print the OpenAPI document. It reads arguments and says what went wrong in one line; everything else is in the library.

use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand};
use portal_server::{
    activation_list,
    api::document,
    installation::Content,
    mail_key, policy, products,
    serve::{self, Wishes},
    targets, user,
};
use std::{
    io::IsTerminal,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
};
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(name = "portal-server", version, about = "The reference API of the Advanced Care portal")]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the browser app
    Serve(Serve),
    /// People who can sign in
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// The table of response targets: show it, or set a new one
    Targets(targets::NewTargets),
    /// What is asked for to activate the service: show the list, or set another one
    Activation(activation_list::NewList),
    /// The products that are known: show them, or take a list of them from a CSV file
    Products(products::NewProducts),
    /// The key with which the mail server hands in mail about cases: make another one, or take no mail
    MailKey(mail_key::NewKey),
    /// The content security policy of the built page, for a host that serves the files itself
    Policy(policy::Wanted),
    /// Print the OpenAPI document
    Openapi,
}

#[derive(Args)]
struct Serve {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// The data folder
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// The built browser app
    #[arg(long)]
    app: Option<PathBuf>,
    /// Start empty, without demonstration data
    #[arg(long)]
    no_demo: bool,
    /// Start the server's clock at this instant, such as 2026-11-24T09:00:00Z (this machine only)
    #[arg(long)]
    clock: Option<DateTime<Utc>>,
    /// What people type, when a proxy with TLS stands before this server: https://portal.example.net
    #[arg(long)]
    origin: Option<String>,
    /// The address of that proxy, when it is not on this machine; may be repeated. Who asks is then read from the
    /// X-Forwarded-For that the proxy writes
    #[arg(long)]
    proxy: Vec<IpAddr>,
    /// Write the log as JSON
    #[arg(long)]
    log_json: bool,
}

#[derive(Subcommand)]
enum UserCommand {
    /// Add somebody. The password is read from standard input; on a terminal, one is made and shown once
    Add(user::NewUser),
}

fn main() -> ExitCode {
    let line = Line::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let outcome: Result<(), Box<dyn std::error::Error>> = runtime.block_on(async {
        match line.command {
            Command::Serve(wishes) => {
                log(wishes.log_json);
                Ok(serve::serve(wishes.into()).await?)
            }
            Command::User { command: UserCommand::Add(new) } => Ok(user::add(new).await?),
            Command::Targets(new) => Ok(targets::run(new).await?),
            Command::Activation(new) => Ok(activation_list::run(new).await?),
            Command::Products(new) => Ok(products::run(new).await?),
            Command::MailKey(new) => Ok(mail_key::run(new).await?),
            Command::Policy(wanted) => Ok(policy::run(&wanted)?),
            Command::Openapi => {
                print!("{}", document::text()?);
                Ok(())
            }
        }
    });
    outcome.map_or_else(|error| failed(error.as_ref()), |()| ExitCode::SUCCESS)
}

impl From<Serve> for Wishes {
    fn from(line: Serve) -> Self {
        Self {
            listen: line.listen,
            data: line.data,
            app: line.app,
            content: if line.no_demo { Content::Own } else { Content::Demonstration },
            clock: line.clock,
            origin: line.origin,
            proxies: line.proxy,
        }
    }
}

/// The log goes to standard error. A panic is noted by its place alone: its message may carry what somebody typed.
fn log(json: bool) {
    let filter = EnvFilter::try_from_env("PORTAL_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,portal_server=info,tower_sessions_core=error"));
    let format = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    if json {
        format.json().init()
    } else {
        format.compact().init()
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}

fn failed(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("portal-server: {error}");
    ExitCode::FAILURE
}
