//! Turns the list of 10,000 cases page by page, in every order and by filters and words that find many, few and none: what a
//! request for a page of 100 does in the database. It prints the median and the 99th percentile in milliseconds.

use chrono::DateTime;
use portal_server::store::{
    Store,
    case_list::{self, Narrowed},
    reach::Reach,
    slice::{Direction, Slice},
};
use std::{error::Error, time::Instant};

const CASES: i64 = 10_000;
const PAGE: usize = 100;
const PAGES: usize = 300;
const ORDERS: [&str; 5] = ["created", "due", "changed", "priority", "urgency"];

async fn fill(store: &Store) -> Result<(), sqlx::Error> {
    let mut tx = store.write().await?;
    sqlx::raw_sql(
        "INSERT INTO account (id, name, kind) VALUES ('a', 'A', 'end_user');
         INSERT INTO person (id, account_id, name, email, role) VALUES ('p', 'a', 'P', 'p@example.net', 'engineer');
         INSERT INTO site (id, account_id, name) VALUES ('s0', 'a', 'S0'), ('s1', 'a', 'S1'), ('s2', 'a', 'S2');",
    )
    .execute(&mut *tx)
    .await?;
    for n in 0..500_i64 {
        sqlx::query(
            "INSERT INTO unit (id, account_id, reference, serial, host_name, model, site_id)
             VALUES ('u' || ?1, 'a', 'JN' || (1000 + ?1), 'JN' || (1000 + ?1), 'host-' || ?1, 'MX', 's' || (?1 % 3))",
        )
        .bind(n)
        .execute(&mut *tx)
        .await?;
    }
    for n in 0..CASES {
        // Scattered over the year and the states, the same every time.
        let scattered = n * 7919 % CASES;
        sqlx::query(
            "INSERT INTO tech_case (number, account_id, priority, channel, target_minutes, target_row, target_table, due_at,
               status, waiting_on, synopsis, description, unit_id, opened_by, created_at, first_contact_at)
             VALUES (printf('2026-0101-%06d', ?1), 'a', 1 + ?2 % 4, iif(?2 % 3, 'web', 'phone'), 30, 1, 't',
               ?2 * 3000000 + 14400000, iif(?2 % 10, 'closed', 'open'), iif(?2 % 7, 'vendor', 'customer'),
               'Übertragung ' || ?2 || ': sessions flap on the way to ' || (?2 % 97), printf('%.*c', 600, 'd'),
               'u' || (?2 % 500), 'p', ?2 * 3000000, iif(?2 % 5, ?2 * 3000000 + ?2 % 20000 * 1000, NULL))",
        )
        .bind(n)
        .bind(scattered)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO case_event (case_number, at, kind, side) VALUES (printf('2026-0101-%06d', ?1), ?2, 'comment', 'engineer')",
        )
        .bind(n)
        .bind(scattered * 3_000_000 + 60_000_000)
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await
}

fn narrowed(n: usize) -> Narrowed {
    let text = |kind: usize, value: &str| (n % 8 == kind).then(|| value.to_owned());
    Narrowed {
        now: DateTime::from_timestamp_millis(30_000_000_000).unwrap_or_default(),
        open: (n % 2 == 1).then_some(true),
        opened_by: None,
        waiting_on: text(1, "customer"),
        priority: (n % 8 == 2).then_some(2),
        unit: text(3, "JN1042"),
        site: text(4, "s1"),
        contract: None,
        channel: text(5, "phone"),
        states: (n % 8 == 6).then_some(&["missed", "overdue"]),
        from: None,
        before: None,
        escalated: None,
        numbers: None,
    }
}

/// As a request does it: words first, then the count, then the page.
async fn one(
    store: &Store,
    n: usize,
    words: Option<&str>,
    after: Option<&(i64, String)>,
) -> Result<Option<(i64, String)>, sqlx::Error> {
    let reach = Reach::accounts(["a".to_owned()]);
    let mut narrowed = narrowed(n);
    let mut read = store.read().await?;
    if let Some(words) = words {
        let named = case_list::names(&mut read, &reach, &narrowed).await?;
        let found = named.into_iter().filter(|(_, names)| names.to_lowercase().contains(words));
        narrowed.numbers = Some(found.map(|(number, _)| number).collect());
    }
    case_list::count(&mut read, &reach, &narrowed).await?;
    let slice = Slice {
        order: ORDERS.get(n / 2 % ORDERS.len()).copied().unwrap_or_default(),
        direction: if n.is_multiple_of(3) { Direction::Down } else { Direction::Up },
        after: after.map(|(key, number)| (*key, number.as_str())),
        limit: PAGE,
    };
    let found = case_list::page(&mut read, &reach, &narrowed, slice).await?;
    let goes_on = found.len() > PAGE;
    Ok(found.into_iter().nth(PAGE - 1).filter(|_| goes_on).map(|last| (last.key, last.summary.number)))
}

async fn measure(store: &Store, what: &str, words: &[&str]) -> Result<(), sqlx::Error> {
    let mut times = Vec::new();
    let mut n = 0;
    while times.len() < PAGES {
        let mut after = None;
        for _ in 0..5 {
            let started = Instant::now();
            after = one(store, n, words.get(n % words.len().max(1)).copied(), after.as_ref()).await?;
            times.push(started.elapsed().as_secs_f64() * 1000.0);
            if after.is_none() {
                break;
            }
        }
        n += 1;
    }
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or(0.0);
    println!("{what}: {CASES} cases, pages of {PAGE}: median {:.1} ms, p99 {:.1} ms", at(50), at(99));
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path()).await?;
    fill(&store).await?;
    measure(&store, "filters and orders", &[]).await?;
    measure(&store, "with words", &["übertragung", "host-42", "way to 13", "nothing"]).await?;
    store.close().await;
    Ok(())
}
