//! What people wait for at the API: sixteen clients at once read one case, and a page of a hundred of 10,000 cases, through
//! sockets, each on a connection of its own. It prints the median and the 99th percentile in milliseconds.

use portal_server::{
    api,
    app::Front,
    clock::Clock,
    installation::Content,
    passwords, serve,
    static_files::AppFiles,
    store::{self, Store},
};
use std::{
    error::Error,
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufStream},
    net::{TcpListener, TcpStream},
};

type Fault = Box<dyn Error + Send + Sync>;

const CASES: i64 = 10_000;
const CLIENTS: usize = 16;
/// Of each client; the first tenth warms up and is not counted.
const REQUESTS: usize = 200;
const WARM: usize = REQUESTS / 10;
const PASSWORD: &str = "a bench by the canal";

async fn fill(store: &Store) -> Result<(), store::Error> {
    let hash = passwords::hash(PASSWORD).unwrap_or_default();
    let mut tx = store.write().await?;
    sqlx::raw_sql(
        "INSERT INTO account (id, name, kind) VALUES ('a', 'A', 'end_user');
         INSERT INTO site (id, account_id, name, zone) VALUES ('s', 'a', 'S', 'Europe/Berlin');",
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "INSERT INTO person (id, account_id, name, email, role, password_hash)
         VALUES ('p', 'a', 'P', 'p@example.net', 'engineer', ?)",
    )
    .bind(hash)
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499)
         INSERT INTO unit (id, account_id, reference, serial, host_name, model, site_id)
         SELECT 'u' || i, 'a', 'JN' || (1000 + i), 'JN' || (1000 + i), 'host-' || i, 'MX', 's' FROM n",
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1)
         INSERT INTO tech_case (number, account_id, priority, channel, target_minutes, target_row, target_table, due_at,
           status, waiting_on, synopsis, description, unit_id, opened_by, created_at)
         SELECT printf('2026-0101-%06d', i), 'a', 1 + i % 4, iif(i % 3, 'web', 'phone'), 30, 1, 't', i * 3000000 + 14400000,
           iif(i % 10, 'closed', 'open'), iif(i % 7, 'vendor', 'customer'), 'Sessions flap on the way to ' || (i % 97),
           printf('%.*c', 600, 'd'), 'u' || (i % 500), 'p', i * 3000000
         FROM n",
    )
    .bind(CASES)
    .execute(&mut *tx)
    .await?;
    // Ten entries in each timeline.
    sqlx::query(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
         INSERT INTO case_event (case_number, at, kind, side, name, text)
         SELECT number, created_at + i * 60000, 'comment', 'engineer', 'E', printf('%.*c', 200, 'e') FROM tech_case, n",
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await
}

/// One connection that stays.
struct Client(BufStream<TcpStream>);

impl Client {
    async fn new(address: SocketAddr) -> Result<Self, Fault> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self(BufStream::new(stream)))
    }

    /// Sends a request and reads the whole answer; gives its cookie.
    async fn ask(&mut self, request: &str) -> Result<Option<String>, Fault> {
        self.0.write_all(request.as_bytes()).await?;
        self.0.flush().await?;
        let (mut length, mut cookie, mut line) = (0, None, String::new());
        self.0.read_line(&mut line).await?;
        let status = line.split(' ').nth(1).unwrap_or_default().to_owned();
        while line.trim() != "" {
            line.clear();
            self.0.read_line(&mut line).await?;
            let (name, value) = line.split_once(':').unwrap_or_default();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse()?,
                "set-cookie" => cookie = value.trim().split(';').next().map(str::to_owned),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await?;
        if status.starts_with('2') { Ok(cookie) } else { Err(format!("{request}: {status}").into()) }
    }
}

async fn measure(
    what: &str,
    address: SocketAddr,
    cookie: &str,
    path: fn(usize) -> String,
) -> Result<(), Fault> {
    let clients = (0..CLIENTS).map(|client| {
        let cookie = cookie.to_owned();
        tokio::spawn(async move {
            let mut connection = Client::new(address).await?;
            let mut times = Vec::new();
            for request in 0..REQUESTS {
                let path = path(client * REQUESTS + request);
                let words = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nAccept: application/json\r\n\r\n");
                let started = Instant::now();
                connection.ask(&words).await?;
                times.push(started.elapsed());
            }
            Ok::<_, Fault>(times.split_off(WARM))
        })
    });
    let clients: Vec<_> = clients.collect();
    let mut times: Vec<Duration> = Vec::new();
    for client in clients {
        times.extend(client.await??);
    }
    times.sort_unstable();
    let at =
        |percent: usize| times.get(times.len() * percent / 100).map_or(0.0, Duration::as_secs_f64) * 1000.0;
    println!("{what}, {CLIENTS} clients at once: median {:.2} ms, p99 {:.2} ms", at(50), at(99));
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let clock = Clock::of_machine();
    let app = serve::open(folder.path(), Content::Own, clock, Front::Loopback, AppFiles::new(None)).await?;
    fill(&app.store).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let service = api::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let server = tokio::spawn(async move { axum::serve(listener, service).await });
    let body = format!(r#"{{"email":"p@example.net","password":"{PASSWORD}"}}"#);
    let sign_in = format!(
        "POST /v1/session HTTP/1.1\r\nHost: {address}\r\nX-Portal: 1\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let cookie = Client::new(address).await?.ask(&sign_in).await?.ok_or("no cookie")?;
    measure("one case", address, &cookie, |n| format!("/v1/cases/2026-0101-{:06}", n * 7919 % 10_000))
        .await?;
    measure("a page of 100 cases", address, &cookie, |n| {
        let sort = ["-created", "due", "priority"].get(n % 3).copied().unwrap_or_default();
        format!("/v1/cases?limit=100&sort={sort}")
    })
    .await?;
    server.abort();
    app.store.close().await;
    Ok(())
}
