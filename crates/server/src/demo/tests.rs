//! What the demonstration promises, read back from a real database and decided with the rules, at several instants: an
//! ordinary Tuesday, a leap day, the night on which clocks change, and a turn of the year.

mod cases;
mod cover;
mod people;
mod stored;

use super::{install, place_anew};
use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, Column, Connection, Row, SqliteConnection, TypeInfo, ValueRef};

const INSTANTS: [&str; 6] = [
    "2026-11-24T02:34:00Z",
    "2028-02-29T12:00:00Z",
    // Saturday night: clocks go forward in Denver and New York an hour or two later.
    "2027-03-14T06:30:00Z",
    // Clocks go back in Berlin.
    "2026-10-25T00:45:00Z",
    "2026-12-31T23:30:00Z",
    "2027-01-01T03:00:00Z",
];

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn empty() -> SqliteConnection {
    let mut conn = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    sqlx::migrate!().run(&mut conn).await.unwrap();
    sqlx::query("PRAGMA foreign_keys = ON").execute(&mut conn).await.unwrap();
    conn
}

async fn installed(now: DateTime<Utc>) -> SqliteConnection {
    let mut conn = empty().await;
    install(&mut conn, now, "hash").await.unwrap();
    conn
}

/// Every row of every table, as text.
async fn dump(conn: &mut SqliteConnection) -> String {
    let tables: Vec<String> = sqlx::query_scalar(
        // What the full-text index keeps for itself tells how it came about, and not only what is in it.
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'
           AND name NOT LIKE 'webinar\\_text\\_%' ESCAPE '\\' AND name NOT LIKE 'webinar\\_transcript\\_%' ESCAPE '\\'
         ORDER BY name",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let mut text = String::new();
    for table in tables {
        let query = format!("SELECT * FROM {table} ORDER BY 1, 2");
        for row in sqlx::query(AssertSqlSafe(query)).fetch_all(&mut *conn).await.unwrap() {
            text.push_str(&table);
            for column in row.columns() {
                let raw = row.try_get_raw(column.ordinal()).unwrap();
                let value = if raw.is_null() {
                    "NULL".to_owned()
                } else if raw.type_info().name() == "INTEGER" {
                    row.get_unchecked::<i64, _>(column.ordinal()).to_string()
                } else {
                    row.get_unchecked::<String, _>(column.ordinal())
                };
                text.push_str(&format!("|{}={value}", column.name()));
            }
            text.push('\n');
        }
    }
    text
}

#[tokio::test]
async fn two_installations_are_alike_to_the_byte() {
    for now in INSTANTS {
        let first = dump(&mut installed(at(now)).await).await;
        assert_eq!(first, dump(&mut installed(at(now)).await).await);
        assert!(first.len() > 100_000);
    }
}

/// So what the other tests find after an installation holds at every later start as well.
#[tokio::test]
async fn placed_anew_is_like_installed_anew() {
    for now in INSTANTS {
        let mut moved = installed(at("2026-06-15T09:00:00Z")).await;
        place_anew(&mut moved, at(now)).await.unwrap();
        assert_eq!(dump(&mut installed(at(now)).await).await, dump(&mut moved).await);
    }
}
