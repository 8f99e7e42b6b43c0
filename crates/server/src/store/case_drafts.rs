//! Reports of faults that are not sent yet. Everything is asked for on behalf of one person; what somebody else has under the
//! same id is another draft and never seen.

use super::{Connection, Error};
use chrono::{DateTime, Utc};
use wire::case_draft::{CaseDraft, DraftSummary, SaveDraft};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    title: String,
    subject: String,
    step: String,
    fields: String,
    saved_at: i64,
    version: u32,
}

impl From<Row> for CaseDraft {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            title: row.title,
            subject: row.subject,
            step: row.step,
            // It was an object when it was put there.
            fields: serde_json::from_str(&row.fields).unwrap_or_default(),
            saved_at: DateTime::from_timestamp_millis(row.saved_at).unwrap_or_default(),
            version: row.version,
        }
    }
}

/// All of a person, the one saved last first.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, person: &str) -> Result<Vec<DraftSummary>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, title, subject, step, '' AS fields, saved_at, version FROM case_draft
         WHERE person_id = ? ORDER BY saved_at DESC, id",
    )
    .bind(person)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| summary(&row.into())).collect())
}

/// One of a person.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, person: &str, id: &str) -> Result<Option<CaseDraft>, Error> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, title, subject, step, fields, saved_at, version FROM case_draft WHERE person_id = ? AND id = ?",
    )
    .bind(person)
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(CaseDraft::from))
}

/// What a list says of it.
#[must_use]
pub fn summary(draft: &CaseDraft) -> DraftSummary {
    DraftSummary {
        id: draft.id.clone(),
        title: draft.title.clone(),
        subject: draft.subject.clone(),
        step: draft.step.clone(),
        saved_at: draft.saved_at,
        version: draft.version,
    }
}

/// How many a person has.
///
/// # Errors
/// The database.
pub async fn count(conn: &mut Connection, person: &str) -> Result<usize, Error> {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM case_draft WHERE person_id = ?")
        .bind(person)
        .fetch_one(conn)
        .await?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Puts a draft there, in the place of what stands there under that id.
///
/// # Errors
/// The database.
pub async fn put(
    conn: &mut Connection,
    person: &str,
    id: &str,
    draft: &SaveDraft,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let fields = serde_json::to_string(&draft.fields).map_err(|error| Error::Encode(error.into()))?;
    sqlx::query(
        "INSERT INTO case_draft (person_id, id, title, subject, step, fields, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (person_id, id) DO UPDATE SET title = excluded.title, subject = excluded.subject,
           step = excluded.step, fields = excluded.fields, saved_at = excluded.saved_at, version = version + 1",
    )
    .bind(person)
    .bind(id)
    .bind(&draft.title)
    .bind(&draft.subject)
    .bind(&draft.step)
    .bind(fields)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

/// What a report says of the draft that it was.
#[derive(Default)]
pub struct SentDraft {
    /// The version that was seen; nothing: whichever.
    pub version: Option<u32>,
    /// Who sends it, as `fields.writer` names its writers: the only member of a draft that is looked at.
    pub writer: Option<String>,
}

/// A draft has become a case, which has its id as its key. What another device has written since is not in that case: it
/// stays, under an id of its own, as a report that is not sent.
///
/// # Errors
/// The database.
pub async fn became_case(
    conn: &mut Connection,
    person: &str,
    id: &str,
    sent: &SentDraft,
) -> Result<(), Error> {
    sqlx::query(
        "DELETE FROM case_draft WHERE person_id = ? AND id = ?
         AND (?3 IS NULL OR version <= ?3 OR fields ->> '$.writer' = ?4)",
    )
    .bind(person)
    .bind(id)
    .bind(sent.version)
    .bind(&sent.writer)
    .execute(&mut *conn)
    .await?;
    sqlx::query("UPDATE case_draft SET id = ? WHERE person_id = ? AND id = ?")
        .bind(uuid::Uuid::now_v7().to_string())
        .bind(person)
        .bind(id)
        .execute(conn)
        .await
        .map(drop)
}

/// Takes one away, if it is there.
///
/// # Errors
/// The database.
pub async fn delete(conn: &mut Connection, person: &str, id: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM case_draft WHERE person_id = ? AND id = ?")
        .bind(person)
        .bind(id)
        .execute(conn)
        .await
        .map(drop)
}
