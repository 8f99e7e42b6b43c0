//! Who takes part in a case. The caller has looked whether the case is in reach; who may be added is not decided here.

use super::{Connection, Error, instant, json_rows, maybe};
use chrono::{DateTime, Utc};
use wire::{account::Role, case::Participant};

#[derive(serde::Deserialize)]
struct Row {
    id: String,
    name: String,
    role: Option<String>,
    added_by: Option<String>,
    added_at: Option<i64>,
}

/// Those of a case `c`, by name, within the statement that finds it; [`read`] reads them.
macro_rules! of_case {
    () => {
        "(SELECT json_group_array(json_object('id', p.id, 'name', p.name, 'role', p.role, 'added_by', b.name,
             'added_at', t.added_at) ORDER BY p.name COLLATE NOCASE, p.id)
           FROM case_participant t JOIN person p ON p.id = t.person_id LEFT JOIN person b ON b.id = t.added_by
           WHERE t.case_number = c.number)"
    };
}

pub(super) use of_case;

/// What [`of_case`] finds.
///
/// # Errors
/// It can't be read.
pub(super) fn read(found: &str) -> Result<Vec<Participant>, Error> {
    let participant = |row: Row| {
        Ok(Participant {
            id: row.id,
            name: row.name,
            role: row.role.as_deref().map(Into::into),
            added_by: row.added_by,
            added_at: maybe(row.added_at, instant)?,
        })
    };
    json_rows(found)?.into_iter().map(participant).collect()
}

/// Name and role of somebody of an account; nothing when there is nobody of that id.
///
/// # Errors
/// The database.
pub async fn of_account(
    conn: &mut Connection,
    account: &str,
    person: &str,
) -> Result<Option<(String, Role)>, Error> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT name, role FROM person WHERE account_id = ? AND id = ?")
            .bind(account)
            .bind(person)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|(name, role)| (name, role.as_str().into())))
}

/// Adds somebody.
///
/// # Errors
/// The database.
pub async fn add(
    conn: &mut Connection,
    number: &str,
    person: &str,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO case_participant (case_number, person_id, added_by, added_at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO NOTHING",
    )
    .bind(number)
    .bind(person)
    .bind(by)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

/// Takes somebody out.
///
/// # Errors
/// The database.
pub async fn remove(conn: &mut Connection, number: &str, person: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM case_participant WHERE case_number = ? AND person_id = ?")
        .bind(number)
        .bind(person)
        .execute(conn)
        .await
        .map(drop)
}
