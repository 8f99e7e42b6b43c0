//! Changing a roster, one step at a time, each with its line in the history. Which step may be is not decided here.

use super::{Connection, Error, instant, reach::Reach};
use chrono::{DateTime, Utc};
use wire::contact::{Confirmed, Details, Recorded, RecordedStep, RosterChange};

/// Somebody of the account's contacts, as far as a step needs it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Known {
    /// Id.
    pub id: String,
    /// 1 to 6; outside them when there is none.
    pub place: Option<u8>,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// The address with which the person signs in.
    pub signs_in_as: Option<String>,
    /// Who that is among the people.
    pub person_id: Option<String>,
}

/// All contacts of an account, by place.
///
/// # Errors
/// The database.
pub async fn known(conn: &mut Connection, account: &str) -> Result<Vec<Known>, Error> {
    sqlx::query_as(
        "SELECT c.id, c.place, c.name, c.email, c.person_id, p.email AS signs_in_as
         FROM contact c LEFT JOIN person p ON p.id = c.person_id
         WHERE c.account_id = ? ORDER BY c.place, c.name, c.id",
    )
    .bind(account)
    .fetch_all(conn)
    .await
}

/// Names somebody who is not among the contacts yet, in a place that is free.
///
/// # Errors
/// The database; a place that is taken, too.
pub async fn insert(
    conn: &mut Connection,
    account: &str,
    id: &str,
    place: u8,
    details: &Details,
) -> Result<(), Error> {
    sqlx::query("INSERT INTO contact (id, account_id, place, name) VALUES (?, ?, ?, ?)")
        .bind(id)
        .bind(account)
        .bind(place)
        .bind(&details.name)
        .execute(&mut *conn)
        .await?;
    describe(conn, account, id, details).await
}

/// Puts somebody's details right. With another address it may be another human: whoever signs in with it in this account is
/// meant, and a certificate waits for the vendor's approval anew.
///
/// # Errors
/// The database.
pub async fn describe(
    conn: &mut Connection,
    account: &str,
    id: &str,
    details: &Details,
) -> Result<(), Error> {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    sqlx::query(
        "UPDATE contact SET name = ?1, email = ?2, phone = ?3, zone = ?4,
             person_id = CASE WHEN email = ?2 COLLATE NOCASE THEN person_id
                 ELSE (SELECT p.id FROM person p WHERE p.account_id = contact.account_id AND p.email = ?2) END,
             cert_approved = cert_approved AND coalesce(email = ?2 COLLATE NOCASE, 0)
         WHERE id = ?5 AND account_id = ?6",
    )
    .bind(&details.name)
    .bind(filled(&details.email))
    .bind(filled(&details.phone))
    .bind(&details.zone)
    .bind(id)
    .bind(account)
    .execute(conn)
    .await
    .map(drop)
}

/// Gives somebody among the contacts a place.
///
/// # Errors
/// The database; a place that is taken, too.
pub async fn name(conn: &mut Connection, account: &str, id: &str, place: u8) -> Result<(), Error> {
    sqlx::query("UPDATE contact SET place = ? WHERE id = ? AND account_id = ?")
        .bind(place)
        .bind(id)
        .bind(account)
        .execute(conn)
        .await
        .map(drop)
}

/// Takes somebody's place away, who stays among the contacts.
///
/// # Errors
/// The database.
pub async fn unname(conn: &mut Connection, account: &str, id: &str) -> Result<(), Error> {
    sqlx::query("UPDATE contact SET place = NULL WHERE id = ? AND account_id = ?")
        .bind(id)
        .bind(account)
        .execute(conn)
        .await
        .map(drop)
}

/// Takes somebody off the contacts.
///
/// # Errors
/// The database.
pub async fn forget(conn: &mut Connection, account: &str, id: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM contact WHERE id = ? AND account_id = ?")
        .bind(id)
        .bind(account)
        .execute(conn)
        .await
        .map(drop)
}

/// A step, for the history.
#[derive(Clone, Debug)]
pub struct Done {
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub step: RecordedStep,
    /// Id of the contact concerned.
    pub contact: Option<String>,
    /// 1 to 6.
    pub place: Option<u8>,
    /// Who stood there before, or how.
    pub before: Option<Recorded>,
    /// Who stands there since, or how.
    pub after: Option<Recorded>,
    /// What was said with it.
    pub word: Option<String>,
    /// Id of the advisor who had proposed it.
    pub proposed_by: Option<String>,
}

impl Done {
    /// A step that concerns nobody yet.
    #[must_use]
    pub fn new(at: DateTime<Utc>, step: RecordedStep) -> Self {
        Self {
            at,
            step,
            contact: None,
            place: None,
            before: None,
            after: None,
            word: None,
            proposed_by: None,
        }
    }
}

/// Writes a step down, with the id of who did it.
///
/// # Errors
/// The database.
pub async fn record(conn: &mut Connection, account: &str, by: &str, done: &Done) -> Result<(), Error> {
    let json = |recorded: &Option<Recorded>| recorded.as_ref().map(serde_json::to_string).transpose();
    let encode = |error: serde_json::Error| Error::Encode(error.into());
    sqlx::query(
        "INSERT INTO roster_change (account_id, at, by_id, step, contact_id, place, before, after, word, proposed_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(account)
    .bind(done.at.timestamp_millis())
    .bind(by)
    .bind(done.step.as_str())
    .bind(&done.contact)
    .bind(done.place)
    .bind(json(&done.before).map_err(encode)?)
    .bind(json(&done.after).map_err(encode)?)
    .bind(&done.word)
    .bind(&done.proposed_by)
    .execute(conn)
    .await
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct Row {
    at: i64,
    by: String,
    proposed_by: Option<String>,
    step: String,
    contact_id: Option<String>,
    place: Option<u8>,
    before: Option<String>,
    after: Option<String>,
    word: Option<String>,
}

/// The last 200 steps that were done, the newest first.
///
/// # Errors
/// The database, or a line that can't be read.
pub async fn history(conn: &mut Connection, reach: &Reach) -> Result<Vec<RosterChange>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT r.at, p.name AS by, q.name AS proposed_by, r.step, r.contact_id, r.place, r.before, r.after, r.word
         FROM roster_change r JOIN person p ON p.id = r.by_id LEFT JOIN person q ON q.id = r.proposed_by
         WHERE r.account_id IN (SELECT value FROM json_each(?)) ORDER BY r.id DESC LIMIT 200",
    )
    .bind(reach.account_list())
    .fetch_all(conn)
    .await?;
    let recorded = |text: Option<String>| {
        let read = text.as_deref().map(serde_json::from_str).transpose();
        read.map_err(|error| Error::Decode(error.into()))
    };
    let change = |row: Row| {
        Ok(RosterChange {
            at: instant(row.at)?,
            by: row.by,
            proposed_by: row.proposed_by,
            step: row.step.as_str().into(),
            contact: row.contact_id,
            place: row.place,
            before: recorded(row.before)?,
            after: recorded(row.after)?,
            word: row.word,
        })
    };
    rows.into_iter().map(change).collect()
}

/// When somebody last said that all of it is right, and who.
///
/// # Errors
/// The database.
pub async fn confirmed(conn: &mut Connection, reach: &Reach) -> Result<Option<Confirmed>, Error> {
    let row: Option<(i64, String)> = sqlx::query_as(
        "SELECT r.at, p.name FROM roster_change r JOIN person p ON p.id = r.by_id
         WHERE r.account_id IN (SELECT value FROM json_each(?)) AND r.step = ? ORDER BY r.id DESC LIMIT 1",
    )
    .bind(reach.account_list())
    .bind(RecordedStep::Confirm.as_str())
    .fetch_optional(conn)
    .await?;
    row.map(|(at, by)| Ok(Confirmed { at: instant(at)?, by })).transpose()
}
