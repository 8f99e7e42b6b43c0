//! Starting and stopping: opens the data folder, refuses what would be unsafe, says what it serves, listens, and on
//! Ctrl-C or SIGTERM lets running requests finish for a few seconds. Invented data and a set clock are for loopback only.

use crate::{
    api::{self, policy_reports::PolicyReports},
    app::{App, Front, Portal},
    clock::Clock,
    demo,
    idempotency::Running,
    installation::{Content, Installation},
    media::Media,
    passwords::{self, Passwords},
    sign_in_limit::SignInLimit,
    static_files::AppFiles,
    store::{self, Store, case_files as stored_files, people, recordings, sessions, settings},
    zones::Zones,
};
use chrono::{DateTime, Utc};
use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::net::TcpListener;
use wire::meta::Demonstration;

/// How long running requests may take after the signal to stop.
const LAST_MOMENTS: Duration = Duration::from_secs(5);

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The data folder.
    pub data: PathBuf,
    /// The built browser app.
    pub app: Option<PathBuf>,
    /// Invented data or one's own.
    pub content: Content,
    /// The instant at which the server's clock starts.
    pub clock: Option<DateTime<Utc>>,
    /// The origin that people type when a proxy with TLS stands before this server.
    pub origin: Option<String>,
    /// Addresses of that proxy, when it is not on this machine.
    pub proxies: Vec<IpAddr>,
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It would be unsafe or makes no sense; says what to do instead.
    #[error("{0}")]
    Refused(String),
    /// The data folder can't be made.
    #[error("the data folder {0} can't be used: {1}")]
    Folder(PathBuf, std::io::Error),
    /// The database can't be opened.
    #[error("the database can't be opened: {0}. Is another server using the folder?")]
    Database(#[from] store::Error),
    /// Its schema can't be brought up to date.
    #[error("no password can be hashed: {0}")]
    Password(#[from] passwords::Unhashable),
    /// Nobody can listen there.
    #[error("can't listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
}

/// Serves until told to stop.
///
/// # Errors
/// Everything that keeps it from starting.
pub async fn serve(wishes: Wishes) -> Result<(), Fault> {
    let front = front(&wishes)?;
    let clock = wishes.clock.map_or_else(Clock::of_machine, Clock::starting_at);
    let files = AppFiles::new(wishes.app.clone());
    let app = open(&wishes.data, wishes.content, clock, front, files).await?;
    let listener = TcpListener::bind(wishes.listen).await;
    let listener = listener.map_err(|error| Fault::Listen(wishes.listen, error))?;
    let address = listener.local_addr().unwrap_or(wishes.listen);
    introduce(&app, &wishes, address).await?;
    let service = api::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let (stop, stopped) = tokio::sync::watch::channel(());
    let mut finishing = stopped.clone();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        // An error means that nobody will ever tell: then it is time as well.
        let _ = finishing.changed().await;
    });
    let limit = async move {
        told_to_stop().await;
        let _ = stop.send(());
        tokio::time::sleep(LAST_MOMENTS).await;
    };
    tokio::select! {
        result = server => { if let Err(error) = result { tracing::error!(%error, "the listener failed"); } }
        () = limit => tracing::warn!("stopped with requests still running"),
    }
    app.store.close().await;
    drop(stopped);
    Ok(())
}

/// Opens a portal over a data folder, placing or checking what is in it.
///
/// # Errors
/// The folder or the database, or the folder holds the other kind of data.
pub async fn open(
    folder: &Path,
    content: Content,
    clock: Clock,
    front: Front,
    files: AppFiles,
) -> Result<App, Fault> {
    std::fs::create_dir_all(folder).map_err(|error| Fault::Folder(folder.to_owned(), error))?;
    let unusable = |error| Fault::Folder(folder.to_owned(), error);
    let media = Media::open(folder, "media").map_err(unusable)?;
    let case_files = Media::open(folder, "case-files").map_err(unusable)?;
    let store = Store::open(folder).await?;
    let now = clock.now();
    let mut tx = store.write().await?;
    let known = settings::get(&mut tx, "content").await?;
    match (known.as_deref(), content) {
        (None, Content::Demonstration) => {
            settings::set_once(&mut tx, "content", content.as_str()).await?;
            demo::install(&mut tx, now, &passwords::hash(demo::PASSWORD)?).await?;
        }
        (None, Content::Own) => settings::set_once(&mut tx, "content", content.as_str()).await?,
        (Some(known), content) if known != content.as_str() => return Err(other_content(folder, content)),
        (Some(_), Content::Demonstration) => demo::place_anew(&mut tx, now).await?,
        (Some(_), Content::Own) => {}
    }
    sessions::sweep(&mut tx, now).await?;
    let installation = Installation::load(&mut tx, content).await?;
    let known = recordings::digests(&mut tx).await?;
    let files_ready = demo::place_files(&media, content).and_then(|()| media.sweep(&known));
    files_ready.map_err(unusable)?;
    case_files.sweep(&stored_files::digests(&mut tx).await?).map_err(unusable)?;
    tx.commit().await?;
    Ok(Arc::new(Portal {
        store,
        clock,
        zones: Zones::default(),
        installation,
        front,
        passwords: Passwords::new()?,
        sign_in_limit: SignInLimit::default(),
        link_limit: SignInLimit::default(),
        running: Running::default(),
        policy_reports: PolicyReports::default(),
        files,
        media,
        case_files,
    }))
}

fn other_content(folder: &Path, wanted: Content) -> Fault {
    let folder = folder.display();
    Fault::Refused(match wanted {
        Content::Own => format!(
            "{folder} holds demonstration data. Start it without --no-demo, or choose another folder: \
             --no-demo --data OTHER-FOLDER"
        ),
        Content::Demonstration => format!(
            "{folder} holds data of your own, and demonstration data never go beside it. Start it without: \
             --no-demo --data {folder}"
        ),
    })
}

fn front(wishes: &Wishes) -> Result<Front, Fault> {
    let loopback = wishes.listen.ip().is_loopback();
    // A proxy before a loopback address reaches beyond this machine all the same.
    let beyond = !loopback || wishes.origin.is_some();
    let port = wishes.listen.port();
    let refuse = |words: String| Err(Fault::Refused(words));
    if beyond && wishes.content == Content::Demonstration {
        return refuse(format!(
            "Demonstration data have passwords that everybody knows, so they are served on this machine only: \
             --listen 127.0.0.1:{port} without --origin, or --no-demo for data of your own."
        ));
    }
    if beyond && wishes.clock.is_some() {
        return refuse(format!(
            "A set clock is for trying things on this machine only: --listen 127.0.0.1:{port} without --origin"
        ));
    }
    if wishes.origin.is_none() && !wishes.proxies.is_empty() {
        return refuse("--proxy goes with --origin, which says what people type".to_owned());
    }
    match &wishes.origin {
        Some(origin) if is_https_origin(origin) => Ok(Front::Tls {
            origin: origin.clone(),
            proxies: wishes.proxies.iter().map(IpAddr::to_canonical).collect(),
        }),
        Some(_) => {
            refuse("--origin is what people type without a path: https://portal.example.net".to_owned())
        }
        None if loopback => Ok(Front::Loopback),
        None => refuse(
            "Beyond this machine, sessions need TLS. Put a proxy with TLS before this server and name it: \
             --origin https://portal.example.net"
                .to_owned(),
        ),
    }
}

fn is_https_origin(text: &str) -> bool {
    text.strip_prefix("https://").is_some_and(|host| {
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
    })
}

/// Says on standard output where it is, what it serves, and how to get in.
async fn introduce(app: &App, wishes: &Wishes, address: SocketAddr) -> Result<(), Fault> {
    println!("Address   http://{address}/");
    println!("Data      {}", wishes.data.display());
    if let Some(clock) = wishes.clock {
        println!("Clock     started at {}", clock.to_rfc3339());
    }
    if !app.files.has_page() {
        println!("App       not built; only the API answers");
    }
    if let Some(demonstration) = app.installation.demonstration() {
        println!("Contents  {}\n\nSign in as:", demonstration.notice);
        print!("{}", table(demonstration));
        return Ok(());
    }
    println!("Contents  your own data");
    let mut read = app.store.read().await?;
    if people::none_can_sign_in(&mut read).await? {
        println!("\nNobody can sign in yet. Add the first administrator:");
        let program = std::env::args().next().unwrap_or_else(|| "portal-server".to_owned());
        println!(
            "  {program} user add --data {} --account NAME --name NAME --email ADDRESS --role administrator",
            wishes.data.display()
        );
    }
    Ok(())
}

fn table(demonstration: &Demonstration) -> String {
    let mut rows = vec![["Name", "Role", "Account", "E-mail", "Password"]];
    for person in &demonstration.people {
        let role = person.role.known().map_or(person.role.as_str(), |role| role.name());
        rows.push([&person.name, role, &person.account, &person.email, &person.password]);
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3, 4].map(width);
    let line = |row: &[&str; 5]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        format!("  {}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
