//! Registers 100,000 units in the largest pieces, for `cargo xtask bench`: decided by the rules and written by the registrar as a
//! request does it, one transaction a piece, while another reader looks units up. It prints the seconds, and the 99th
//! percentile of the reader in milliseconds.

use portal_server::{
    registrar::{self, Registrar, Wanted},
    store::{
        Store,
        reach::Reach,
        registrations::{self, NewBatch, made::Occasion, rows},
        units,
    },
};
use rules::{
    Date,
    country::{Country, CountryList},
    registration::{By, Row},
};
use std::{
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use wire::registration::{PIECE_MAX, RowOutcome};

const ROWS: u32 = 100_000;
/// One in so many has no street.
const FAULTY: u32 = 67;
const SITES: u32 = 400;

fn row(n: u32) -> wire::registration::Row {
    let text = |text: &str| text.to_owned();
    let site = n % SITES;
    wire::registration::Row {
        // An odd factor: no two of the numbers meet.
        serial: format!("JN{:07X}", n.wrapping_mul(0x9E37_79B1) & 0xFFF_FFFF),
        model: text(if n.is_multiple_of(3) { "MX480" } else { "ACX710-DC" }),
        host_name: format!("pop{site}-pe{n}"),
        purchase_order: text("PO-1"),
        site_name: format!("Point of presence {site}"),
        street: if n.is_multiple_of(FAULTY) { String::new() } else { format!("{site} Larch Quay") },
        postal_code: text("M5V 3L9"),
        city: text("Toronto"),
        country: text("CA"),
        end_user: text("Harbour Lights Fibre"),
        end_user_street: text("3 Quay"),
        end_user_postal_code: text("M5V 3L9"),
        end_user_city: text("Toronto"),
        end_user_country: text("CA"),
        ..wire::registration::Row::default()
    }
}

async fn fill(store: &Store) -> Result<(), sqlx::Error> {
    let mut tx = store.write().await?;
    sqlx::raw_sql(
        "INSERT INTO account (id, name, kind) VALUES ('r', 'Resale', 'reseller');
         INSERT INTO account (id, name, kind, street, postal_code, city, country)
           VALUES ('a', 'Harbour Lights Fibre', 'end_user', '3 Quay', 'M5V 3L9', 'Toronto', 'CA');
         INSERT INTO person (id, account_id, name, email, role) VALUES ('p', 'r', 'P', 'p@example.net', 'reseller');
         INSERT INTO assignment VALUES ('p', 'a');
         INSERT INTO contract (number, account_id, kind, start_on, end_on, purchase_order) VALUES
           ('acp', 'a', 'advanced_care_plus', '2026-01-01', '2026-12-31', 'PO-1'),
           ('care', 'a', 'juniper_care', '2026-01-01', '2026-12-31', 'PO-1');",
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await
}

/// Looks a unit up again and again, as people do meanwhile; the times in milliseconds.
async fn look(store: Store, done: Arc<AtomicBool>) -> Result<Vec<f64>, sqlx::Error> {
    let (mut times, mut n) = (Vec::new(), 1);
    while !done.load(Ordering::Relaxed) {
        let started = Instant::now();
        let mut read = store.read().await?;
        units::one(&mut read, &Reach::accounts(["a".to_owned()]), &row(n).serial).await?;
        drop(read);
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        n += 1;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(times)
}

async fn register(store: &Store, all: &[wire::registration::Row]) -> Result<u32, Box<dyn Error>> {
    let now = chrono::Utc::now();
    let countries = CountryList {
        source: String::new(),
        checked_on: Date::default(),
        excluded: ["CU", "IR", "KP", "SD", "SY"].into_iter().filter_map(Country::parse).collect(),
        unread: false,
    };
    let occasion =
        Occasion { at: now, today: now.date_naive(), person: "p", reseller: Some(("r", "Resale")) };
    let registrar = Registrar { by: By::Reseller, account: "r", occasion, countries: &countries };
    let reach = Reach::accounts(["r".to_owned()]);
    let mut tx = store.write().await?;
    let id =
        registrations::insert(&mut tx, &NewBatch { account: "r", by: "p", file_name: None, rows: ROWS }, now)
            .await?;
    tx.commit().await?;
    let (mut number, mut registered) = (0, 0);
    for piece in all.chunks(PIECE_MAX) {
        let mut tx = store.write().await?;
        let batch = registrations::one(&mut tx, &reach, &id).await?.ok_or("the batch is gone")?;
        let mut wanted = Vec::with_capacity(piece.len());
        for sent in piece {
            number += 1;
            let content = serde_json::to_string(sent)?;
            wanted.push(Wanted { number, content, row: Row::from(sent) });
        }
        let answered = registrar::take(&mut tx, &registrar, batch.key, &wanted).await?;
        rows::record(&mut tx, batch.key, &answered).await?;
        let good = answered.iter().filter(|row| row.answer.outcome == RowOutcome::Registered).count();
        let good = u32::try_from(good)?;
        let missing = if number < ROWS { vec![(number + 1, ROWS)] } else { Vec::new() };
        let bad = u32::try_from(piece.len())? - good;
        registrations::progress(&mut tx, batch.key, (good, bad), &missing).await?;
        tx.commit().await?;
        registered += good;
    }
    Ok(registered)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path()).await?;
    fill(&store).await?;
    let all: Vec<_> = (1..=ROWS).map(row).collect();
    let done = Arc::new(AtomicBool::new(false));
    let looking = tokio::spawn(look(store.clone(), done.clone()));
    let started = Instant::now();
    let registered = register(&store, &all).await?;
    let seconds = started.elapsed().as_secs_f64();
    done.store(true, Ordering::Relaxed);
    let mut times = looking.await??;
    store.close().await;
    times.sort_by(f64::total_cmp);
    let p99 = times.get((times.len() * 99 / 100).min(times.len().saturating_sub(1))).copied().unwrap_or(0.0);
    println!("{ROWS} rows, {registered} units, {} look-ups meanwhile, p99 {p99:.1} ms", times.len());
    println!("{:.0} ms", seconds * 1000.0);
    Ok(())
}
