//! Call notes: somebody is calling. Not cases; no clock runs.

use super::{
    Connection, Error, counters, instant,
    reach::{Reach, in_reach},
};
use chrono::{DateTime, TimeDelta, Utc};
use wire::{
    account::AccountRef,
    call_note::{CallNote, CallNoteState},
    case::Unlisted,
};

#[derive(sqlx::FromRow)]
struct Row {
    number: String,
    account_id: String,
    account_name: String,
    unit_reference: Option<String>,
    unit_host_name: Option<String>,
    unlisted_host: Option<String>,
    unlisted_site: Option<String>,
    symptom: String,
    made_by_name: String,
    created_at: i64,
    state: String,
    told_number: Option<String>,
    case_number: Option<String>,
    version: u32,
}

/// `?1` cases in reach. Who sees escalated cases only sees the notes that became one.
macro_rules! notes {
    ($tail:literal) => {
        concat!(
            "SELECT n.number, n.account_id, a.name AS account_name, u.reference AS unit_reference,
                    u.host_name AS unit_host_name, n.unlisted_host, n.unlisted_site, n.symptom,
                    p.name AS made_by_name, n.created_at, n.state, n.told_number, n.case_number, n.version
             FROM call_note n
             JOIN account a ON a.id = n.account_id
             JOIN person p ON p.id = n.made_by
             LEFT JOIN unit u ON u.id = n.unit_id
             WHERE ",
            in_reach!("n.account_id", "n.case_number"),
            $tail
        )
    };
}

/// Those in reach that are open, and of the others the newest, 200 in all; newest first.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach, ask_again: TimeDelta) -> Result<Vec<CallNote>, Error> {
    let rows: Vec<Row> = sqlx::query_as(notes!(
        " ORDER BY n.state IN ('case_opened', 'withdrawn'), n.created_at DESC, n.number DESC LIMIT 200"
    ))
    .bind(reach.cases())
    .fetch_all(conn)
    .await?;
    let mut notes = rows.into_iter().map(|row| row.note(ask_again)).collect::<Result<Vec<_>, _>>()?;
    notes.sort_by(|a, b| (b.created_at, &b.number).cmp(&(a.created_at, &a.number)));
    Ok(notes)
}

/// Who made one.
///
/// # Errors
/// The database.
pub async fn maker(conn: &mut Connection, reach: &Reach, number: &str) -> Result<Option<String>, Error> {
    sqlx::query_scalar(concat!(
        "SELECT n.made_by FROM call_note n WHERE ",
        in_reach!("n.account_id", "n.case_number"),
        " AND n.number = ?2"
    ))
    .bind(reach.cases())
    .bind(number)
    .fetch_optional(conn)
    .await
}

/// One.
///
/// # Errors
/// The database.
pub async fn one(
    conn: &mut Connection,
    reach: &Reach,
    number: &str,
    ask_again: TimeDelta,
) -> Result<Option<CallNote>, Error> {
    let row: Option<Row> = sqlx::query_as(notes!(" AND n.number = ?2"))
        .bind(reach.cases())
        .bind(number)
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.note(ask_again)).transpose()
}

impl Row {
    fn note(self, ask_again: TimeDelta) -> Result<CallNote, Error> {
        let created_at = instant(self.created_at)?;
        let title = self.unit_host_name.as_ref().or(self.unit_reference.as_ref());
        Ok(CallNote {
            number: self.number,
            account: AccountRef { id: self.account_id, name: self.account_name },
            unit_title: title.or(self.unlisted_host.as_ref()).cloned().unwrap_or_default(),
            unit: self.unit_reference,
            unlisted: self
                .unlisted_host
                .map(|host_name| Unlisted { host_name, site: self.unlisted_site.unwrap_or_default() }),
            symptom: self.symptom,
            made_by: self.made_by_name,
            created_at,
            ask_again_at: created_at + ask_again,
            state: self.state.as_str().into(),
            told_number: self.told_number,
            case_number: self.case_number,
            version: self.version,
        })
    }
}

/// A call note before it has a number.
#[derive(Clone, Debug)]
pub struct NewCallNote {
    /// The End User.
    pub account: String,
    /// Key of the unit, when it is known.
    pub unit: Option<String>,
    /// Host name and site otherwise.
    pub unlisted: Option<Unlisted>,
    /// One line.
    pub symptom: String,
    /// Id of the person who is calling.
    pub made_by: String,
}

/// Gives it a number and stores it.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Connection, new: &NewCallNote, now: DateTime<Utc>) -> Result<String, Error> {
    let number = counters::call_note_number(conn, now).await?;
    sqlx::query(
        "INSERT INTO call_note (number, account_id, unit_id, unlisted_host, unlisted_site, symptom, made_by,
             created_at, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&number)
    .bind(&new.account)
    .bind(&new.unit)
    .bind(new.unlisted.as_ref().map(|unlisted| unlisted.host_name.as_str()))
    .bind(new.unlisted.as_ref().map(|unlisted| unlisted.site.as_str()))
    .bind(&new.symptom)
    .bind(&new.made_by)
    .bind(now.timestamp_millis())
    .bind(CallNoteState::Calling.as_str())
    .execute(conn)
    .await?;
    Ok(number)
}

/// Says what became of a call, whoever placed it there. Returns false when the note has another version by now.
///
/// # Errors
/// The database.
pub async fn change(
    conn: &mut Connection,
    note: &CallNote,
    state: &CallNoteState,
    told_number: Option<&str>,
    case_number: Option<&str>,
) -> Result<bool, Error> {
    let changed = sqlx::query(
        "UPDATE call_note SET state = ?, told_number = coalesce(?, told_number),
             case_number = coalesce(?, case_number), demonstration = 0, version = version + 1
         WHERE number = ? AND version = ?",
    )
    .bind(state.as_str())
    .bind(told_number)
    .bind(case_number)
    .bind(&note.number)
    .bind(note.version)
    .execute(conn)
    .await?;
    Ok(changed.rows_affected() == 1)
}
