//! Files of webinars: what is told of them, and what is said in them word by word. The bytes are in `media`. A webinar with an
//! audience is there for the accounts of it only, and so are its files.

use super::{Connection, Error, reach::Reach};
use chrono::{DateTime, Utc};
use rules::vtt::Cue;
use std::collections::BTreeSet;
use wire::webinar::FileKind;

/// A file as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// Name to save it by.
    pub name: String,
    /// Media type as it is served.
    pub media_type: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal; its name in `media`.
    pub sha256: String,
    /// Length of a recording.
    pub duration_ms: Option<u32>,
}

/// Is there such a webinar for any of these accounts?
///
/// # Errors
/// The database.
pub async fn may_see(conn: &mut Connection, reach: &Reach, webinar: &str) -> Result<bool, Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM webinar w WHERE w.id = ?1
           AND (NOT EXISTS (SELECT 1 FROM webinar_audience u WHERE u.webinar_id = w.id)
             OR EXISTS (SELECT 1 FROM webinar_audience u WHERE u.webinar_id = w.id
                          AND u.account_id IN (SELECT value FROM json_each(?2)))))",
    )
    .bind(webinar)
    .bind(reach.account_list())
    .fetch_one(conn)
    .await
}

/// A file of a webinar that any of these accounts may see.
///
/// # Errors
/// The database.
pub async fn file(
    conn: &mut Connection,
    reach: &Reach,
    webinar: &str,
    kind: &FileKind,
) -> Result<Option<Kept>, Error> {
    if !may_see(conn, reach, webinar).await? {
        return Ok(None);
    }
    let row: Option<(String, String, i64, String, Option<u32>)> = sqlx::query_as(
        "SELECT name, media_type, bytes, sha256, duration_ms FROM webinar_file WHERE webinar_id = ? AND kind = ?",
    )
    .bind(webinar)
    .bind(kind.as_str())
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(name, media_type, bytes, sha256, duration_ms)| Kept {
        name,
        media_type,
        bytes: bytes.try_into().unwrap_or(0),
        sha256,
        duration_ms,
    }))
}

/// Notes a file in the place of the one of its kind, whose digest it gives.
///
/// # Errors
/// The database.
pub async fn post(
    conn: &mut Connection,
    webinar: &str,
    kind: &FileKind,
    file: &Kept,
    at: DateTime<Utc>,
    by: &str,
) -> Result<Option<String>, Error> {
    let before = remove(conn, webinar, kind).await?;
    sqlx::query(
        "INSERT INTO webinar_file (webinar_id, kind, name, media_type, bytes, sha256, duration_ms, posted_at, posted_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(webinar)
    .bind(kind.as_str())
    .bind(&file.name)
    .bind(&file.media_type)
    .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
    .bind(&file.sha256)
    .bind(file.duration_ms)
    .bind(at.timestamp_millis())
    .bind(by)
    .execute(&mut *conn)
    .await?;
    // Nobody goes on behind the end of a shorter recording, nor is taken for somebody who has watched it.
    if let Some(length) = file.duration_ms {
        sqlx::query("UPDATE webinar_position SET seconds = 0 WHERE webinar_id = ? AND seconds * 1000 >= ?")
            .bind(webinar)
            .bind(length)
            .execute(conn)
            .await?;
    }
    Ok(before)
}

/// Writes down what is said, to be searched.
///
/// # Errors
/// The database.
pub async fn transcribe(conn: &mut Connection, webinar: &str, cues: &[Cue]) -> Result<(), Error> {
    for cue in cues {
        sqlx::query("INSERT INTO webinar_transcript (webinar_id, at_ms, text) VALUES (?, ?, ?)")
            .bind(webinar)
            .bind(cue.start)
            .bind(cue.text.replace('\n', " "))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Takes a file down, with what is said when it is the captions. Gives its digest; nothing when there was none.
///
/// # Errors
/// The database.
pub async fn remove(conn: &mut Connection, webinar: &str, kind: &FileKind) -> Result<Option<String>, Error> {
    if *kind == FileKind::Captions {
        let query = sqlx::query("DELETE FROM webinar_transcript WHERE webinar_id = ?");
        query.bind(webinar).execute(&mut *conn).await?;
    }
    sqlx::query_scalar("DELETE FROM webinar_file WHERE webinar_id = ? AND kind = ? RETURNING sha256")
        .bind(webinar)
        .bind(kind.as_str())
        .fetch_optional(conn)
        .await
}

/// Does any webinar have the file of that digest?
///
/// # Errors
/// The database.
pub async fn is_used(conn: &mut Connection, sha256: &str) -> Result<bool, Error> {
    let query = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM webinar_file WHERE sha256 = ?)");
    query.bind(sha256).fetch_one(conn).await
}

/// The digests of all files.
///
/// # Errors
/// The database.
pub async fn digests(conn: &mut Connection) -> Result<BTreeSet<String>, Error> {
    let all: Vec<String> =
        sqlx::query_scalar("SELECT DISTINCT sha256 FROM webinar_file").fetch_all(conn).await?;
    Ok(all.into_iter().collect())
}
