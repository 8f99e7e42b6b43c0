//! The database: the only place that speaks SQL. One SQLite file, many readers, one writer; a write is one transaction
//! that holds the file from its first statement on (`BEGIN IMMEDIATE`), so that nothing is decided on what another
//! writer is about to change. It knows nothing of HTTP and decides nothing that `rules` decides.
//!
//! A bound limit is written `LIMIT ? + 0`: a bare one is looked at when the statement is planned, so SQLite would plan it anew
//! at every use.

pub mod advice;
pub mod advisors;
pub mod call_notes;
pub mod case_drafts;
pub mod case_files;
pub mod case_life;
pub mod case_list;
pub mod case_units;
pub mod cases;
pub mod claims;
pub mod contact_details;
pub mod contacts;
pub mod contracts;
pub mod counters;
pub mod declarations;
pub mod escalations;
pub mod handover;
pub mod idempotency;
pub mod inbound_mail;
pub mod invitations;
pub mod meetings;
pub mod new_case;
pub mod notices;
pub mod on_boarding;
pub mod participants;
pub mod people;
pub mod products;
pub mod profile;
pub mod proposals;
pub mod reach;
pub mod readiness_records;
pub mod recordings;
pub mod registrations;
pub mod releases;
pub mod response_record;
pub mod rmas;
pub mod roster;
pub mod saved_views;
pub mod sessions;
pub mod settings;
pub mod sign_ins;
pub mod sites;
pub mod slice;
pub mod unit_changes;
pub mod unit_edits;
pub mod unit_story;
pub mod units;
pub mod webinars;
pub mod workspace;

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use sqlx::{
    Connection as _, Sqlite, SqlitePool, Transaction,
    pool::PoolConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, time::Duration};

/// What can go wrong with the database.
pub type Error = sqlx::Error;
/// A connection to it.
pub type Connection = sqlx::SqliteConnection;
/// What one writer does as a whole; undone when it is dropped without commit.
pub type Writing = Transaction<'static, Sqlite>;

/// How long a writer waits for another before it gives up.
const PATIENCE: Duration = Duration::from_secs(5);
const READERS: u32 = 4;
/// A page has at most 200 items.
const ROWS_AHEAD: usize = 256;
/// The database in the data folder.
const FILE: &str = "portal.sqlite";

/// Whether there is a portal's data in a folder.
#[must_use]
pub fn is_in(folder: &Path) -> bool {
    folder.join(FILE).is_file()
}

/// The open database.
#[derive(Clone, Debug)]
pub struct Store {
    readers: SqlitePool,
    writer: SqlitePool,
}

impl Store {
    /// Opens or makes the database in that folder and brings its schema up to date.
    ///
    /// # Errors
    /// The file can't be opened or written, or is no database of ours.
    pub async fn open(folder: &Path) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(folder.join(FILE))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        // After a commit that the disk did not take, sqlx holds the transaction to be open still, SQLite does not, and no
        // other can begin: such a connection is replaced, or the one writer would be lost until the next start.
        let pool = |size| {
            SqlitePoolOptions::new()
                .max_connections(size)
                .acquire_timeout(PATIENCE * 2)
                // A connection answers when it is given back, and is no socket that the other side could close meanwhile.
                .test_before_acquire(false)
                .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }))
        };
        // A file of 100,000 units touches each index all over: there is room for their pages, and no check point after every
        // piece. What a statement for many rows would need to be undone is kept in memory, not in a file beside.
        let writing = options
            .clone()
            .pragma("cache_size", "-65536")
            .pragma("wal_autocheckpoint", "16000")
            .pragma("temp_store", "MEMORY");
        let writer = pool(1).connect_with(writing).await?;
        sqlx::migrate!().run(&writer).await?;
        // A page of a list fits in as a whole, so that its reader need not be woken for every fifty rows.
        let reading = options.read_only(true).row_buffer_size(ROWS_AHEAD);
        let readers = pool(READERS).connect_with(reading).await?;
        Ok(Self { readers, writer })
    }

    /// One view of the data, however many statements are asked. Dropping it ends it.
    ///
    /// # Errors
    /// No connection is free in time.
    pub async fn read(&self) -> Result<Transaction<'static, Sqlite>, Error> {
        self.readers.begin().await
    }

    /// For what is asked in a single statement, which is one view of the data by itself: beginning a transaction and ending it
    /// would take longer than many an answer. Whoever asks twice wants [`Self::read`].
    ///
    /// # Errors
    /// No connection is free in time.
    pub async fn one_question(&self) -> Result<PoolConnection<Sqlite>, Error> {
        self.readers.acquire().await
    }

    /// The one writer. Dropping it without commit undoes everything.
    ///
    /// # Errors
    /// Another writer does not finish in time.
    pub async fn write(&self) -> Result<Writing, Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Closes the file properly.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// What is done in it is undone when it is rolled back or dropped, and the writer goes on: to see what would become of a step.
///
/// # Errors
/// The database.
pub async fn trial(writing: &mut Writing) -> Result<Transaction<'_, Sqlite>, Error> {
    writing.begin().await
}

/// A fault that passes by itself or by somebody making room: worth another try later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Passing {
    /// Locked, or no connection free.
    Busy,
    /// The disk is full or failing.
    Disk,
}

/// Is it worth another try?
#[must_use]
pub fn passing(error: &Error) -> Option<Passing> {
    match error {
        Error::PoolTimedOut => Some(Passing::Busy),
        // Primary result codes of SQLite; the extended ones have them in the low byte.
        Error::Database(database) => match database.code()?.parse::<u32>().ok()? & 0xff {
            // SQLITE_BUSY, SQLITE_LOCKED
            5 | 6 => Some(Passing::Busy),
            // SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN (the file beside the database can't grow)
            10 | 13 | 14 => Some(Passing::Disk),
            _ => None,
        },
        _ => None,
    }
}

/// A list of texts as one bound value, for `IN (SELECT value FROM json_each(?))`.
fn json_list<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    serde_json::Value::from(items.into_iter().collect::<Vec<_>>()).to_string()
}

/// What was gathered in one value by `json_group_array`.
fn json_rows<T: DeserializeOwned>(gathered: &str) -> Result<Vec<T>, Error> {
    serde_json::from_str(gathered).map_err(|error| Error::Decode(error.into()))
}

fn instant(milliseconds: i64) -> Result<DateTime<Utc>, Error> {
    DateTime::from_timestamp_millis(milliseconds).ok_or_else(|| unreadable("an instant", &milliseconds))
}

fn date(text: &str) -> Result<NaiveDate, Error> {
    text.parse().map_err(|_| unreadable("a date", &text))
}

fn maybe<T, U>(value: Option<T>, read: impl FnOnce(T) -> Result<U, Error>) -> Result<Option<U>, Error> {
    value.map(read).transpose()
}

fn unreadable(what: &str, value: &dyn std::fmt::Debug) -> Error {
    Error::Decode(format!("the database holds {value:?} for {what}").into())
}
