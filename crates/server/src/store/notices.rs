//! Written notices. They are made and acknowledged; there is no statement that changes anything else of one.

use super::{Connection, Error, counters, date, instant, maybe, reach::Reach};
use chrono::{DateTime, NaiveDate, Utc};
use wire::{account::AccountRef, notice::Notice};

#[derive(sqlx::FromRow)]
struct Row {
    number: String,
    account_id: String,
    account_name: String,
    responsibilities: String,
    text: String,
    since_on: Option<String>,
    until_on: Option<String>,
    sent_by: String,
    zone: Option<String>,
    sent_at: i64,
    acknowledged_by: Option<String>,
    acknowledged_at: Option<i64>,
    version: u32,
}

impl Row {
    fn notice(self) -> Result<Notice, Error> {
        Ok(Notice {
            number: self.number,
            account: AccountRef { id: self.account_id, name: self.account_name },
            responsibilities: serde_json::from_str(&self.responsibilities)
                .map_err(|error| Error::Decode(error.into()))?,
            text: self.text,
            since: maybe(self.since_on.as_deref(), date)?,
            until: maybe(self.until_on.as_deref(), date)?,
            sent_by: self.sent_by,
            zone: self.zone,
            sent_at: instant(self.sent_at)?,
            acknowledged_by: self.acknowledged_by,
            acknowledged_at: maybe(self.acknowledged_at, instant)?,
            version: self.version,
        })
    }
}

/// `?1` accounts.
macro_rules! notices {
    ($tail:literal) => {
        concat!(
            "SELECT n.number, n.account_id, a.name AS account_name, n.responsibilities, n.text, n.since_on, n.until_on,
                    s.name AS sent_by, n.zone, n.sent_at, k.name AS acknowledged_by, n.acknowledged_at, n.version
             FROM notice n
             JOIN account a ON a.id = n.account_id
             JOIN person s ON s.id = n.sent_by
             LEFT JOIN person k ON k.id = n.acknowledged_by
             WHERE n.account_id IN (SELECT value FROM json_each(?1)) ",
            $tail
        )
    };
}

/// Those in reach, the newest first, 200 at most.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach) -> Result<Vec<Notice>, Error> {
    let rows: Vec<Row> = sqlx::query_as(notices!("ORDER BY n.sent_at DESC, n.number DESC LIMIT 200"))
        .bind(reach.account_list())
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Row::notice).collect()
}

/// One.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, reach: &Reach, number: &str) -> Result<Option<Notice>, Error> {
    let row: Option<Row> = sqlx::query_as(notices!("AND n.number = ?2"))
        .bind(reach.account_list())
        .bind(number)
        .fetch_optional(conn)
        .await?;
    row.map(Row::notice).transpose()
}

/// A notice before it has a number.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// The End User.
    pub account: String,
    /// Ids of the rules that it is about.
    pub responsibilities: Vec<&'static str>,
    /// What will not be met and why.
    pub text: String,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// Until when.
    pub until: Option<NaiveDate>,
    /// Id of the sender.
    pub sent_by: String,
    /// The sender's zone.
    pub zone: Option<String>,
}

/// Gives it a number and stores it.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Connection, new: &NewNotice, now: DateTime<Utc>) -> Result<String, Error> {
    let number = counters::notice_number(conn, now).await?;
    sqlx::query(
        "INSERT INTO notice (number, account_id, responsibilities, text, since_on, until_on, sent_by, zone, sent_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&number)
    .bind(&new.account)
    .bind(super::json_list(new.responsibilities.iter().copied()))
    .bind(&new.text)
    .bind(new.since.map(|day| day.to_string()))
    .bind(new.until.map(|day| day.to_string()))
    .bind(&new.sent_by)
    .bind(&new.zone)
    .bind(now.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(number)
}

/// Says that the advisor has seen it. It stays where the demonstration's clock put it from then on.
///
/// # Errors
/// The database.
pub async fn acknowledge(
    conn: &mut Connection,
    number: &str,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE notice SET acknowledged_by = ?, acknowledged_at = ?, demonstration = NULL, version = version + 1
         WHERE number = ? AND acknowledged_at IS NULL",
    )
    .bind(by)
    .bind(now.timestamp_millis())
    .bind(number)
    .execute(conn)
    .await
    .map(drop)
}
