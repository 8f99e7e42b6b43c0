//! Files of cases: what is told of them. The bytes are in `media`. A file is reached through its case and no other way, and
//! none is ever deleted.

use super::{Connection, Error, cases, instant, json_rows, maybe, reach::Reach};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use wire::case::CaseFile;

#[derive(serde::Deserialize, sqlx::FromRow)]
struct Row {
    number: u32,
    name: String,
    bytes: u32,
    sha256: String,
    may_run: bool,
    added_by: String,
    added_by_name: String,
    added_at: i64,
    withdrawn_at: Option<i64>,
    withdrawn_why: Option<String>,
}

impl Row {
    fn file(self) -> Result<CaseFile, Error> {
        Ok(CaseFile {
            number: self.number,
            name: self.name,
            bytes: self.bytes,
            sha256: self.sha256,
            may_run: self.may_run,
            added_at: instant(self.added_at)?,
            added_by: self.added_by_name,
            added_by_id: self.added_by,
            withdrawn_at: maybe(self.withdrawn_at, instant)?,
            withdrawn_why: self.withdrawn_why,
        })
    }
}

/// The files of a case `c`, the first one first, within the statement that finds it; [`read`] reads them.
macro_rules! of_case {
    () => {
        "(SELECT json_group_array(json_object('number', f.number, 'name', f.name, 'bytes', f.bytes, 'sha256', f.sha256,
             'may_run', json(iif(f.may_run, 'true', 'false')), 'added_by', f.added_by, 'added_by_name', p.name,
             'added_at', f.added_at, 'withdrawn_at', f.withdrawn_at, 'withdrawn_why', f.withdrawn_why) ORDER BY f.number)
           FROM case_file f JOIN person p ON p.id = f.added_by WHERE f.case_number = c.number)"
    };
}

pub(super) use of_case;

/// What [`of_case`] finds.
///
/// # Errors
/// It can't be read.
pub(super) fn read(found: &str) -> Result<Vec<CaseFile>, Error> {
    json_rows(found)?.into_iter().map(Row::file).collect()
}

/// A file of a case in reach, as far as that person may have it: what was withdrawn is for who had added it.
///
/// # Errors
/// The database.
pub async fn one(
    conn: &mut Connection,
    reach: &Reach,
    (case, number): (&str, u32),
    person: &str,
) -> Result<Option<CaseFile>, Error> {
    if !cases::is_in_reach(conn, reach, case).await? {
        return Ok(None);
    }
    let row: Option<Row> = sqlx::query_as(
        "SELECT f.number, f.name, f.bytes, f.sha256, f.may_run, f.added_by, p.name AS added_by_name, f.added_at,
                f.withdrawn_at, f.withdrawn_why
         FROM case_file f JOIN person p ON p.id = f.added_by
         WHERE f.case_number = ?1 AND f.number = ?2 AND (f.withdrawn_at IS NULL OR f.added_by = ?3)",
    )
    .bind(case)
    .bind(number)
    .bind(person)
    .fetch_optional(conn)
    .await?;
    row.map(Row::file).transpose()
}

/// Notes a file.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Connection, case: &str, file: &CaseFile) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO case_file (case_number, number, name, bytes, sha256, may_run, added_by, added_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(case)
    .bind(file.number)
    .bind(&file.name)
    .bind(file.bytes)
    .bind(&file.sha256)
    .bind(file.may_run)
    .bind(&file.added_by_id)
    .bind(file.added_at.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

/// Marks a file as withdrawn.
///
/// # Errors
/// The database.
pub async fn withdraw(
    conn: &mut Connection,
    (case, number): (&str, u32),
    at: DateTime<Utc>,
    why: &str,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE case_file SET withdrawn_at = ?, withdrawn_why = ? WHERE case_number = ? AND number = ?",
    )
    .bind(at.timestamp_millis())
    .bind(why)
    .bind(case)
    .bind(number)
    .execute(conn)
    .await
    .map(drop)
}

/// The digests of all files.
///
/// # Errors
/// The database.
pub async fn digests(conn: &mut Connection) -> Result<BTreeSet<String>, Error> {
    let all: Vec<String> =
        sqlx::query_scalar("SELECT DISTINCT sha256 FROM case_file").fetch_all(conn).await?;
    Ok(all.into_iter().collect())
}
