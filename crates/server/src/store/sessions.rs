//! Sessions as rows. Only the SHA-256 of an id is stored: whoever reads the file can't sign in with it.

use super::{Connection, Error, instant};
use chrono::{DateTime, TimeDelta, Utc};

/// A session that nobody uses ends after that time.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// Every session ends after that time.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);

/// A session as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// SHA-256 of the id.
    pub id_hash: String,
    /// Whose it is.
    pub person: Option<String>,
    /// What it carries, as JSON.
    pub data: String,
    /// The browser, as it names itself.
    pub agent: Option<String>,
    /// The generation of the password that it began with.
    pub generation: i64,
}

/// Stores a new one or changes its data. Returns false when a new one meets an id that is taken.
///
/// # Errors
/// The database.
pub async fn create(conn: &mut Connection, new: &Stored, now: DateTime<Utc>) -> Result<bool, Error> {
    let added = sqlx::query(
        "INSERT INTO session (id_hash, person_id, data, created_at, seen_at, expires_at, agent, password_generation)
         VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
    )
    .bind(&new.id_hash)
    .bind(&new.person)
    .bind(&new.data)
    .bind(now.timestamp_millis())
    .bind((now + IDLE).timestamp_millis())
    .bind(&new.agent)
    .bind(new.generation)
    .execute(conn)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Changes what a session carries. One that has ended stays ended.
///
/// # Errors
/// The database.
pub async fn update(conn: &mut Connection, changed: &Stored, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query("UPDATE session SET person_id = ?, data = ? WHERE id_hash = ? AND expires_at > ?")
        .bind(&changed.person)
        .bind(&changed.data)
        .bind(&changed.id_hash)
        .bind(now.timestamp_millis())
        .execute(conn)
        .await
        .map(drop)
}

/// What a session carries, while it has not ended.
///
/// # Errors
/// The database.
pub async fn data(conn: &mut Connection, id_hash: &str, now: DateTime<Utc>) -> Result<Option<String>, Error> {
    sqlx::query_scalar("SELECT data FROM session WHERE id_hash = ? AND expires_at > ?")
        .bind(id_hash)
        .bind(now.timestamp_millis())
        .fetch_optional(conn)
        .await
}

/// It is in use: it ends later, but never later than [`LONGEST`] after it began.
///
/// # Errors
/// The database.
pub async fn seen(conn: &mut Connection, id_hash: &str, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query(
        "UPDATE session SET seen_at = ?1, expires_at = min(?1 + ?2, created_at + ?3)
         WHERE id_hash = ?4 AND expires_at > ?1",
    )
    .bind(now.timestamp_millis())
    .bind(IDLE.num_milliseconds())
    .bind(LONGEST.num_milliseconds())
    .bind(id_hash)
    .execute(conn)
    .await
    .map(drop)
}

/// Ends one.
///
/// # Errors
/// The database.
pub async fn end(conn: &mut Connection, id_hash: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM session WHERE id_hash = ?").bind(id_hash).execute(conn).await.map(drop)
}

/// Forgets those that have ended.
///
/// # Errors
/// The database.
pub async fn sweep(conn: &mut Connection, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query("DELETE FROM session WHERE expires_at <= ?")
        .bind(now.timestamp_millis())
        .execute(conn)
        .await
        .map(drop)
}

/// A session as its person sees it.
#[derive(Clone, Debug)]
pub struct Own {
    /// Names it to the person; nobody can sign in with it.
    pub public_id: String,
    /// When it began.
    pub since: DateTime<Utc>,
    /// When it was last used.
    pub last_used: DateTime<Utc>,
    /// The browser, as it names itself.
    pub agent: Option<String>,
    /// The one that asks.
    pub current: bool,
}

type OwnRow = (String, i64, i64, Option<String>, bool);

/// The sessions of a person that have not ended: the one that asks, then the latest used.
///
/// # Errors
/// The database.
pub async fn of_person(
    conn: &mut Connection,
    person: &str,
    current: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Own>, Error> {
    let rows: Vec<OwnRow> = sqlx::query_as(
        "SELECT public_id, created_at, seen_at, agent, id_hash = ?2 FROM session
         WHERE person_id = ?1 AND expires_at > ?3
           AND password_generation = (SELECT password_generation FROM person WHERE id = ?1)
         ORDER BY id_hash = ?2 DESC, seen_at DESC, public_id",
    )
    .bind(person)
    .bind(current)
    .bind(now.timestamp_millis())
    .fetch_all(conn)
    .await?;
    let own = |(public_id, since, last_used, agent, current): OwnRow| {
        Ok(Own { public_id, since: instant(since)?, last_used: instant(last_used)?, agent, current })
    };
    rows.into_iter().map(own).collect()
}

/// Ends one of a person's sessions. Returns false when the person has none of that name.
///
/// # Errors
/// The database.
pub async fn end_own(conn: &mut Connection, person: &str, public_id: &str) -> Result<bool, Error> {
    let ended = sqlx::query("DELETE FROM session WHERE person_id = ? AND public_id = ?")
        .bind(person)
        .bind(public_id)
        .execute(conn)
        .await?;
    Ok(ended.rows_affected() == 1)
}

/// Ends all sessions of a person but one.
///
/// # Errors
/// The database.
pub async fn end_others(conn: &mut Connection, person: &str, current: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM session WHERE person_id = ? AND id_hash <> ?")
        .bind(person)
        .bind(current)
        .execute(conn)
        .await
        .map(drop)
}

/// The one session that goes on after its person has changed the password.
///
/// # Errors
/// The database.
pub async fn goes_on(conn: &mut Connection, person: &str, current: &str) -> Result<(), Error> {
    sqlx::query(
        "UPDATE session SET password_generation = (SELECT password_generation FROM person WHERE id = ?1)
         WHERE id_hash = ?2 AND person_id = ?1",
    )
    .bind(person)
    .bind(current)
    .execute(conn)
    .await
    .map(drop)
}
