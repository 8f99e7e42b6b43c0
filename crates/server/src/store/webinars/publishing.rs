//! What publishers keep and are told: the plan of a webinar, for whom it is, and who took part. Whether a plan is right, and
//! who publishes, is not decided here.

use super::{Connection, Error, instant, maybe};
use crate::store::{json_list, reach::Reach};
use chrono::{DateTime, Utc};
use wire::{
    account::AccountRef,
    webinar::{AccountAttendance, Attendance, Feedback, PersonAttendance, PlanWebinar},
};

/// Keeps a new webinar and gives its id.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Connection,
    plan: &PlanWebinar,
    by: &str,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let id = uuid::Uuid::now_v7().to_string();
    sqlx::query(
        "INSERT INTO webinar (id, title, about, topic, other_topic, families, speaker_name, speaker_title, starts_at, ends_at,
             host_zone, join_link, dial_in, planned_by, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(&plan.title)
    .bind(&plan.about)
    .bind(plan.topic.as_str())
    .bind(&plan.other_topic)
    .bind(json_list(plan.families.iter().map(String::as_str)))
    .bind(&plan.speaker_name)
    .bind(&plan.speaker_title)
    .bind(plan.starts_at.timestamp_millis())
    .bind(plan.ends_at.timestamp_millis())
    .bind(&plan.host_zone)
    .bind(&plan.join_link)
    .bind(&plan.dial_in)
    .bind(by)
    .bind(now.timestamp_millis())
    .execute(&mut *conn)
    .await?;
    keep_audience(conn, &id, &plan.audience).await?;
    Ok(id)
}

/// Keeps another plan. Returns false when the webinar has another version by now.
///
/// # Errors
/// The database.
pub async fn update(
    conn: &mut Connection,
    id: &str,
    version: u32,
    plan: &PlanWebinar,
    (by, now): (&str, DateTime<Utc>),
) -> Result<bool, Error> {
    let changed = sqlx::query(
        "UPDATE webinar SET title = ?, about = ?, topic = ?, other_topic = ?, families = ?, speaker_name = ?,
             speaker_title = ?, starts_at = ?, ends_at = ?, host_zone = ?, join_link = ?, dial_in = ?, changed_at = ?,
             changed_by = ?, sequence = sequence + 1, demonstration = 0, version = version + 1
         WHERE id = ? AND version = ?",
    )
    .bind(&plan.title)
    .bind(&plan.about)
    .bind(plan.topic.as_str())
    .bind(&plan.other_topic)
    .bind(json_list(plan.families.iter().map(String::as_str)))
    .bind(&plan.speaker_name)
    .bind(&plan.speaker_title)
    .bind(plan.starts_at.timestamp_millis())
    .bind(plan.ends_at.timestamp_millis())
    .bind(&plan.host_zone)
    .bind(&plan.join_link)
    .bind(&plan.dial_in)
    .bind(now.timestamp_millis())
    .bind(by)
    .bind(id)
    .bind(version)
    .execute(&mut *conn)
    .await?;
    if changed.rows_affected() != 1 {
        return Ok(false);
    }
    keep_audience(conn, id, &plan.audience).await?;
    Ok(true)
}

async fn keep_audience(conn: &mut Connection, id: &str, accounts: &[String]) -> Result<(), Error> {
    sqlx::query("DELETE FROM webinar_audience WHERE webinar_id = ?").bind(id).execute(&mut *conn).await?;
    sqlx::query(
        "INSERT INTO webinar_audience (webinar_id, account_id) SELECT DISTINCT ?, value FROM json_each(?)",
    )
    .bind(id)
    .bind(json_list(accounts.iter().map(String::as_str)))
    .execute(conn)
    .await
    .map(drop)
}

/// It does not take place. Returns false when the webinar has another version by now.
///
/// # Errors
/// The database.
pub async fn cancel(
    conn: &mut Connection,
    id: &str,
    version: u32,
    why: &str,
    (by, now): (&str, DateTime<Utc>),
) -> Result<bool, Error> {
    let changed = sqlx::query(
        "UPDATE webinar SET cancelled_why = ?, changed_at = ?, changed_by = ?, sequence = sequence + 1, demonstration = 0,
             version = version + 1
         WHERE id = ? AND version = ?",
    )
    .bind(why)
    .bind(now.timestamp_millis())
    .bind(by)
    .bind(id)
    .bind(version)
    .execute(conn)
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// Who planned a webinar, and who changed it last, by name.
///
/// # Errors
/// The database.
pub async fn authors(conn: &mut Connection, id: &str) -> Result<(String, Option<String>), Error> {
    sqlx::query_as(
        "SELECT p.name, c.name FROM webinar w JOIN person p ON p.id = w.planned_by
         LEFT JOIN person c ON c.id = w.changed_by WHERE w.id = ?",
    )
    .bind(id)
    .fetch_one(conn)
    .await
}

/// For whom a webinar is; none: for everybody.
///
/// # Errors
/// The database.
pub async fn audience(conn: &mut Connection, id: &str) -> Result<Vec<AccountRef>, Error> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT a.id, a.name FROM webinar_audience u JOIN account a ON a.id = u.account_id WHERE u.webinar_id = ?
         ORDER BY a.name, a.id",
    )
    .bind(id)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(id, name)| AccountRef { id, name }).collect())
}

/// What people said about a webinar in their own words; the newest first. Who said it, nobody is told.
///
/// # Errors
/// The database.
pub async fn said(conn: &mut Connection, id: &str) -> Result<Vec<Feedback>, Error> {
    let rows: Vec<(u8, String)> = sqlx::query_as(
        "SELECT stars, text FROM webinar_feedback WHERE webinar_id = ? AND text <> '' ORDER BY at DESC, person_id LIMIT 100",
    )
    .bind(id)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(stars, text)| Feedback { stars, text: Some(text) }).collect())
}

/// What everybody together did: how many registered, how many said how it was, and the sum of their stars.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Totals {
    /// How many registered.
    pub registrations: u32,
    /// How many said how it was.
    pub feedbacks: u32,
    /// The sum of their stars.
    pub stars: u32,
}

/// These numbers of a webinar.
///
/// # Errors
/// The database.
pub async fn totals(conn: &mut Connection, id: &str) -> Result<Totals, Error> {
    sqlx::query_as(
        "SELECT (SELECT count(*) FROM webinar_registration WHERE webinar_id = ?1) AS registrations,
                (SELECT count(*) FROM webinar_feedback WHERE webinar_id = ?1) AS feedbacks,
                (SELECT coalesce(sum(stars), 0) FROM webinar_feedback WHERE webinar_id = ?1) AS stars",
    )
    .bind(id)
    .fetch_one(conn)
    .await
}

#[derive(sqlx::FromRow)]
struct Row {
    account_id: String,
    account_name: String,
    name: Option<String>,
    registered: bool,
    joined_at: Option<i64>,
    watched_at: Option<i64>,
}

/// Who took part, of the accounts in reach that the webinar is for.
///
/// # Errors
/// The database.
pub async fn attendance(conn: &mut Connection, reach: &Reach, id: &str) -> Result<Attendance, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT a.id AS account_id, a.name AS account_name, p.name, p.registered, p.joined_at, p.watched_at
         FROM account a
         LEFT JOIN (
           SELECT p.id, p.account_id, p.name, g.person_id IS NOT NULL AS registered, t.joined_at, o.watched_at
           FROM person p
           LEFT JOIN webinar_registration g ON g.webinar_id = ?2 AND g.person_id = p.id
           LEFT JOIN webinar_attendance t ON t.webinar_id = ?2 AND t.person_id = p.id
           LEFT JOIN webinar_position o ON o.webinar_id = ?2 AND o.person_id = p.id
           WHERE g.person_id IS NOT NULL OR t.person_id IS NOT NULL OR o.watched_at IS NOT NULL
         ) p ON p.account_id = a.id
         WHERE a.id IN (SELECT value FROM json_each(?1))
           AND (NOT EXISTS (SELECT 1 FROM webinar_audience u WHERE u.webinar_id = ?2)
             OR EXISTS (SELECT 1 FROM webinar_audience u WHERE u.webinar_id = ?2 AND u.account_id = a.id))
         ORDER BY a.name, a.id, p.name, p.id",
    )
    .bind(reach.account_list())
    .bind(id)
    .fetch_all(conn)
    .await?;
    let mut accounts: Vec<AccountAttendance> = Vec::new();
    for row in rows {
        if accounts.last().is_none_or(|last| last.account.id != row.account_id) {
            let account = AccountRef { id: row.account_id, name: row.account_name };
            accounts.push(AccountAttendance {
                account,
                registered: 0,
                attended: 0,
                watched: 0,
                people: Vec::new().into(),
            });
        }
        let (Some(last), Some(name)) = (accounts.last_mut(), row.name) else { continue };
        last.registered += u32::from(row.registered);
        last.attended += u32::from(row.joined_at.is_some());
        last.watched += u32::from(row.watched_at.is_some());
        last.people.push(PersonAttendance {
            name,
            registered: row.registered,
            joined_at: maybe(row.joined_at, instant)?,
            watched_at: maybe(row.watched_at, instant)?,
        });
    }
    Ok(Attendance { accounts: accounts.into() })
}
