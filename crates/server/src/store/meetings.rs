//! Meetings of accounts with their advisors, each with its history. Which step may be taken is not decided here.

mod agenda;

pub use agenda::cases;

use super::{Connection, Error, instant, maybe, reach::Reach};
use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
use wire::{
    account::AccountRef,
    meeting::{Meeting, MeetingEvent, MeetingKind, MeetingState, MeetingStep, MeetingTime},
};

/// A meeting with what its calendar file needs beside what people see.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What people see; `steps`, and the figures of now, are left for the caller to fill.
    pub meeting: Meeting,
    /// Of the calendar file; none as long as no time was ever agreed.
    pub sequence: Option<u32>,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// The advisor's name and address, when one is assigned.
    pub advisor: Option<(String, String)>,
    /// Name and address of who accepted, or asked, on the End User's side, when known.
    pub end_user: Option<(String, String)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    account_id: String,
    account_name: String,
    kind: String,
    state: String,
    begun_by: String,
    created_at: i64,
    wish: Option<String>,
    join_link: Option<String>,
    times: String,
    start_at: Option<i64>,
    length: Option<u32>,
    sequence: Option<u32>,
    cancelled_why: Option<String>,
    minutes: Option<String>,
    actions: String,
    agenda: Option<String>,
    changed_at: i64,
    version: u32,
    advisor_name: Option<String>,
    advisor_email: Option<String>,
    advisor_zone: Option<String>,
    end_user_name: Option<String>,
    end_user_email: Option<String>,
    end_user_zone: Option<String>,
}

/// `?1` accounts.
macro_rules! meetings {
    ($tail:literal) => {
        concat!(
            // The End User's person: who did something about it last, or else the first representative.
            "SELECT m.id, m.account_id, a.name AS account_name, m.kind, m.state, b.name AS begun_by, m.created_at, m.wish,
                    m.join_link, m.times, m.start_at, m.length, m.sequence, m.cancelled_why, m.minutes, m.actions,
                    m.agenda, m.changed_at, m.version, v.name AS advisor_name, v.email AS advisor_email,
                    w.zone AS advisor_zone, u.name AS end_user_name, u.email AS end_user_email,
                    coalesce(u.zone, c.zone) AS end_user_zone
             FROM meeting m
             JOIN account a ON a.id = m.account_id
             JOIN person b ON b.id = m.begun_by
             LEFT JOIN advisor_of_account o ON o.account_id = m.account_id
             LEFT JOIN advisor w ON w.person_id = o.advisor_id
             LEFT JOIN person v ON v.id = o.advisor_id
             LEFT JOIN person u ON u.id = (
                 SELECT e.by_id FROM meeting_event e JOIN person p ON p.id = e.by_id
                 WHERE e.meeting_id = m.id AND p.account_id = m.account_id ORDER BY e.id DESC LIMIT 1)
             LEFT JOIN contact c ON c.id = (
                 SELECT k.id FROM contact k WHERE k.account_id = m.account_id AND k.place IS NOT NULL
                   AND k.zone IS NOT NULL ORDER BY k.place LIMIT 1)
             WHERE m.account_id IN (SELECT value FROM json_each(?1)) ",
            $tail
        )
    };
}

/// Those of a kind in reach: those to come first, then the newest; 100 at most.
///
/// # Errors
/// The database.
pub async fn all(
    conn: &mut Connection,
    reach: &Reach,
    kind: Option<&MeetingKind>,
) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = sqlx::query_as(meetings!(
        "AND (?2 IS NULL OR m.kind = ?2)
         ORDER BY m.state IN ('held', 'cancelled'), m.created_at DESC, m.id DESC LIMIT 100"
    ))
    .bind(reach.account_list())
    .bind(kind.map(MeetingKind::as_str))
    .fetch_all(&mut *conn)
    .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let history = history(conn, &row.id).await?;
        all.push(row.stored(history)?);
    }
    Ok(all)
}

/// One.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, reach: &Reach, id: &str) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = sqlx::query_as(meetings!("AND m.id = ?2"))
        .bind(reach.account_list())
        .bind(id)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let history = history(conn, &row.id).await?;
    row.stored(history).map(Some)
}

/// How many of that kind are still to come in an account.
///
/// # Errors
/// The database.
pub async fn still_to_come(conn: &mut Connection, account: &str, kind: &MeetingKind) -> Result<usize, Error> {
    let count: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM meeting WHERE account_id = ? AND kind = ? AND state NOT IN ('held', 'cancelled')",
    )
    .bind(account)
    .bind(kind.as_str())
    .fetch_one(conn)
    .await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

impl Row {
    fn stored(self, history: Vec<MeetingEvent>) -> Result<Stored, Error> {
        let agreed = match (self.start_at, self.length) {
            (Some(start), Some(minutes)) => Some(MeetingTime { start: instant(start)?, minutes }),
            _ => None,
        };
        let meeting = Meeting {
            id: self.id,
            account: AccountRef { id: self.account_id, name: self.account_name },
            kind: self.kind.as_str().into(),
            state: self.state.as_str().into(),
            begun_by: self.begun_by,
            created_at: instant(self.created_at)?,
            wish: self.wish,
            join_link: self.join_link,
            times: read(&self.times)?,
            agreed,
            cancelled_why: self.cancelled_why,
            minutes: self.minutes,
            actions: read(&self.actions)?,
            agenda: maybe(self.agenda.as_deref(), read)?,
            advisor_zone: self.advisor_zone,
            end_user_zone: self.end_user_zone,
            steps: Vec::new(),
            history,
            version: self.version,
        };
        Ok(Stored {
            meeting,
            sequence: self.sequence,
            changed_at: instant(self.changed_at)?,
            advisor: self.advisor_name.zip(self.advisor_email),
            end_user: self.end_user_name.zip(self.end_user_email),
        })
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Decode(error.into()))
}

fn write(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Encode(error.into()))
}

#[derive(sqlx::FromRow)]
struct EventRow {
    at: i64,
    by: String,
    step: Option<String>,
    text: Option<String>,
}

async fn history(conn: &mut Connection, id: &str) -> Result<Vec<MeetingEvent>, Error> {
    let rows: Vec<EventRow> = sqlx::query_as(
        // However much was done since, minutes are found again.
        "SELECT e.at, p.name AS by, e.step, e.text FROM meeting_event e JOIN person p ON p.id = e.by_id
         WHERE e.id IN (SELECT id FROM meeting_event WHERE meeting_id = ?1 ORDER BY id DESC LIMIT 100)
            OR e.id IN (SELECT id FROM meeting_event WHERE meeting_id = ?1 AND step IN ('hold', 'minutes')
                        ORDER BY id DESC LIMIT 100)
         ORDER BY e.id DESC",
    )
    .bind(id)
    .fetch_all(conn)
    .await?;
    let event = |row: EventRow| {
        Ok(MeetingEvent {
            at: instant(row.at)?,
            by: row.by,
            step: row.step.as_deref().map(MeetingStep::from),
            text: row.text,
        })
    };
    rows.into_iter().map(event).collect()
}

/// Puts a new meeting there. Its state and what it holds come with [`update`].
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Connection,
    id: &str,
    account: &str,
    kind: &MeetingKind,
    done: &Done<'_>,
) -> Result<(), Error> {
    let at = done.at.timestamp_millis();
    sqlx::query(
        "INSERT INTO meeting (id, account_id, kind, state, begun_by, created_at, wish, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id)
    .bind(account)
    .bind(kind.as_str())
    .bind(MeetingState::AskedFor.as_str())
    .bind(done.by)
    .bind(at)
    .bind(done.text)
    .bind(at)
    .execute(&mut *conn)
    .await?;
    record(conn, id, done).await
}

/// A step, for the history.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Id of who did it.
    pub by: &'a str,
    /// What; none for the beginning.
    pub step: Option<&'a MeetingStep>,
    /// What was said with it.
    pub text: Option<&'a str>,
}

async fn record(conn: &mut Connection, id: &str, done: &Done<'_>) -> Result<(), Error> {
    sqlx::query("INSERT INTO meeting_event (meeting_id, at, by_id, step, text) VALUES (?, ?, ?, ?, ?)")
        .bind(id)
        .bind(done.at.timestamp_millis())
        .bind(done.by)
        .bind(done.step.map(MeetingStep::as_str))
        .bind(done.text)
        .execute(conn)
        .await
        .map(drop)
}

/// Writes a meeting as it is after a step, whoever placed it there, and the step into its history. Returns false when it has
/// another version by now.
///
/// # Errors
/// The database.
pub async fn update(conn: &mut Connection, stored: &Stored, done: &Done<'_>) -> Result<bool, Error> {
    let meeting = &stored.meeting;
    let changed = sqlx::query(
        "UPDATE meeting SET state = ?, wish = ?, join_link = ?, times = ?, start_at = ?, length = ?, sequence = ?,
             cancelled_why = ?, minutes = ?, actions = ?, agenda = ?, changed_at = ?, demonstration = 0,
             version = version + 1
         WHERE id = ? AND version = ?",
    )
    .bind(meeting.state.as_str())
    .bind(&meeting.wish)
    .bind(&meeting.join_link)
    .bind(write(&meeting.times)?)
    .bind(meeting.agreed.map(|time| time.start.timestamp_millis()))
    .bind(meeting.agreed.map(|time| time.minutes))
    .bind(stored.sequence)
    .bind(&meeting.cancelled_why)
    .bind(&meeting.minutes)
    .bind(write(&meeting.actions)?)
    .bind(meeting.agenda.as_ref().map(write).transpose()?)
    .bind(done.at.timestamp_millis())
    .bind(&meeting.id)
    .bind(meeting.version)
    .execute(&mut *conn)
    .await?;
    if changed.rows_affected() != 1 {
        return Ok(false);
    }
    record(conn, &meeting.id, done).await?;
    Ok(true)
}
