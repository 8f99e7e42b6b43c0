//! Batches of units that are registered: how many rows there are, which have not come yet, and what became of the others.
//!
//! The sums of a batch and the lines of its rows are written in one transaction, so that they agree whenever somebody
//! looks. What is looked up for a piece of rows stands in `known`, what a piece makes in `made`, what somebody may choose
//! from in `basis`.

pub mod basis;
pub mod known;
pub mod made;
pub mod rows;

use super::{Connection, Error, instant, reach::Reach};
use chrono::{DateTime, Utc};
use wire::{
    account::AccountRef,
    registration::{Batch, BatchState},
};

/// A batch with its key in the database.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Key; never leaves the server.
    pub key: i64,
    /// What crosses HTTP.
    pub batch: Batch,
}

#[derive(sqlx::FromRow)]
struct Row {
    key: i64,
    id: String,
    account_id: String,
    account_name: String,
    by_name: String,
    state: String,
    file_name: Option<String>,
    rows: u32,
    registered: u32,
    refused: u32,
    missing: String,
    created_at: i64,
    version: u32,
}

/// `?1` accounts.
macro_rules! batches {
    ($tail:literal) => {
        concat!(
            "SELECT r.key, r.id, r.account_id, a.name AS account_name, p.name AS by_name, r.state, r.file_name, r.rows,
                    r.registered, r.refused, r.missing, r.created_at, r.version
             FROM registration r
             JOIN account a ON a.id = r.account_id
             JOIN person p ON p.id = r.by_id
             WHERE r.account_id IN (SELECT value FROM json_each(?1)) ",
            $tail
        )
    };
}

/// All in reach, the newest first.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach) -> Result<Vec<Batch>, Error> {
    let rows: Vec<Row> = sqlx::query_as(batches!("ORDER BY r.created_at DESC, r.id DESC"))
        .bind(reach.account_list())
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(|row| row.stored().map(|stored| stored.batch)).collect()
}

/// One.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, reach: &Reach, id: &str) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = sqlx::query_as(batches!("AND r.id = ?2"))
        .bind(reach.account_list())
        .bind(id)
        .fetch_optional(conn)
        .await?;
    row.map(Row::stored).transpose()
}

impl Row {
    fn stored(self) -> Result<Stored, Error> {
        let missing: Vec<(u32, u32)> = serde_json::from_str(&self.missing)
            .map_err(|_| super::unreadable("row numbers", &self.missing))?;
        let batch = Batch {
            id: self.id,
            account: AccountRef { id: self.account_id, name: self.account_name },
            state: self.state.as_str().into(),
            file_name: self.file_name,
            rows: self.rows,
            received: self.registered + self.refused,
            registered: self.registered,
            refused: self.refused,
            missing: missing.into(),
            created_at: instant(self.created_at)?,
            by: self.by_name,
            answers: Vec::new(),
            version: self.version,
        };
        Ok(Stored { key: self.key, batch })
    }
}

/// A batch before its first row.
#[derive(Clone, Copy, Debug)]
pub struct NewBatch<'a> {
    /// Who registers.
    pub account: &'a str,
    /// The person.
    pub by: &'a str,
    /// Name of the file.
    pub file_name: Option<&'a str>,
    /// How many rows there are.
    pub rows: u32,
}

/// Stores it, and gives its id.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Connection, new: &NewBatch<'_>, now: DateTime<Utc>) -> Result<String, Error> {
    let id = uuid::Uuid::now_v7().to_string();
    sqlx::query(
        "INSERT INTO registration (id, account_id, by_id, file_name, rows, missing, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(new.account)
    .bind(new.by)
    .bind(new.file_name)
    .bind(new.rows)
    .bind(format!("[[1,{}]]", new.rows))
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(id)
}

/// Writes down how far a batch is, in the transaction that wrote the lines of its rows.
///
/// # Errors
/// The database.
pub async fn progress(
    conn: &mut Connection,
    key: i64,
    (registered, refused): (u32, u32),
    missing: &[(u32, u32)],
) -> Result<(), Error> {
    let state = if missing.is_empty() { BatchState::Complete } else { BatchState::Open };
    sqlx::query(
        "UPDATE registration SET registered = registered + ?, refused = refused + ?, missing = ?, state = ?,
             demonstration = 0, version = version + 1 WHERE key = ?",
    )
    .bind(registered)
    .bind(refused)
    .bind(serde_json::json!(missing).to_string())
    .bind(state.as_str())
    .bind(key)
    .execute(conn)
    .await
    .map(drop)
}

/// No more rows are taken.
///
/// # Errors
/// The database.
pub async fn stop(conn: &mut Connection, key: i64) -> Result<(), Error> {
    sqlx::query("UPDATE registration SET state = ?, demonstration = 0, version = version + 1 WHERE key = ?")
        .bind(BatchState::Stopped.as_str())
        .bind(key)
        .execute(conn)
        .await
        .map(drop)
}
