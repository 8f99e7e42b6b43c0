//! What people do with webinars: register, join, watch, say how it was; and what an account has done of late.

use super::{Connection, Error};
use chrono::{DateTime, Utc};
use rules::webinar::attendance::Participation;
use wire::webinar::Feedback;

/// Somebody registers, or takes that back. Doing so twice is doing so once.
///
/// # Errors
/// The database.
pub async fn register(
    conn: &mut Connection,
    webinar: &str,
    person: &str,
    comes: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let query = if comes {
        sqlx::query(
            "INSERT INTO webinar_registration (webinar_id, person_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(webinar)
        .bind(person)
        .bind(now.timestamp_millis())
    } else {
        sqlx::query("DELETE FROM webinar_registration WHERE webinar_id = ? AND person_id = ?")
            .bind(webinar)
            .bind(person)
    };
    query.execute(conn).await.map(drop)
}

/// Somebody came in. The first time counts.
///
/// # Errors
/// The database.
pub async fn join(
    conn: &mut Connection,
    webinar: &str,
    person: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO webinar_attendance (webinar_id, person_id, joined_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(webinar)
    .bind(person)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

/// Where somebody goes on watching. Once watched stays watched.
///
/// # Errors
/// The database.
pub async fn keep_position(
    conn: &mut Connection,
    webinar: &str,
    person: &str,
    seconds: u32,
    watched: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO webinar_position (webinar_id, person_id, seconds, watched_at, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET seconds = ?3, watched_at = coalesce(watched_at, ?4), at = ?5",
    )
    .bind(webinar)
    .bind(person)
    .bind(seconds)
    .bind(watched.then(|| now.timestamp_millis()))
    .bind(now.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

/// What somebody said about a webinar.
///
/// # Errors
/// The database.
pub async fn feedback(conn: &mut Connection, webinar: &str, person: &str) -> Result<Option<Feedback>, Error> {
    let row: Option<(u8, Option<String>)> =
        sqlx::query_as("SELECT stars, text FROM webinar_feedback WHERE webinar_id = ? AND person_id = ?")
            .bind(webinar)
            .bind(person)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|(stars, text)| Feedback { stars, text }))
}

/// Keeps it, in the place of what the person said before.
///
/// # Errors
/// The database.
pub async fn keep_feedback(
    conn: &mut Connection,
    webinar: &str,
    person: &str,
    feedback: &Feedback,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO webinar_feedback (webinar_id, person_id, stars, text, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET stars = ?3, text = ?4, at = ?5",
    )
    .bind(webinar)
    .bind(person)
    .bind(feedback.stars)
    .bind(&feedback.text)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct Counted {
    held: u32,
    joined: u32,
    watched: u32,
}

/// What an account has done of the webinars that began since an instant and are over. Guests are its guests, not its people.
///
/// # Errors
/// The database.
pub async fn of_account(
    conn: &mut Connection,
    account: &str,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Participation, Error> {
    let counted: Counted = sqlx::query_as(
        "SELECT count(*) AS held, coalesce(sum(joined), 0) AS joined, coalesce(sum(watched), 0) AS watched FROM (
           SELECT EXISTS (SELECT 1 FROM webinar_attendance a JOIN person p ON p.id = a.person_id
                          WHERE a.webinar_id = w.id AND p.account_id = ?1 AND p.role <> 'webinar_guest') AS joined,
                  EXISTS (SELECT 1 FROM webinar_position o JOIN person p ON p.id = o.person_id
                          WHERE o.webinar_id = w.id AND o.watched_at IS NOT NULL AND p.account_id = ?1
                            AND p.role <> 'webinar_guest') AS watched
           FROM webinar w
           WHERE w.starts_at >= ?2 AND w.ends_at <= ?3 AND w.cancelled_why IS NULL
             AND (NOT EXISTS (SELECT 1 FROM webinar_audience u WHERE u.webinar_id = w.id)
               OR EXISTS (SELECT 1 FROM webinar_audience u WHERE u.webinar_id = w.id AND u.account_id = ?1)))",
    )
    .bind(account)
    .bind(since.timestamp_millis())
    .bind(now.timestamp_millis())
    .fetch_one(conn)
    .await?;
    Ok(Participation { held: counted.held, joined: counted.joined, watched: counted.watched })
}
