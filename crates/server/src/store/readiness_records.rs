//! Trainings that people took, and third parties whose help is needed.

use super::{Connection, Error, date, maybe, reach::Reach, unreadable};
use chrono::NaiveDate;
use wire::responsibilities::{ThirdParty, Training};

/// What is on record.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// The newest first.
    pub trainings: Vec<Training>,
    /// By name; what was said about them stands elsewhere.
    pub third_parties: Vec<ThirdParty>,
}

/// A record before it is kept.
#[derive(Clone, Debug)]
pub struct NewRecord {
    /// Its key.
    pub id: String,
    /// Who.
    pub name: String,
    /// What.
    pub about: String,
    /// The day of a training; a third party has none.
    pub day: Option<NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    name: String,
    about: String,
    day: Option<String>,
    secured: bool,
}

/// The records of the account in reach.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach) -> Result<Records, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, kind, name, about, day, secured FROM readiness_record
         WHERE account_id IN (SELECT value FROM json_each(?)) ORDER BY day DESC, name, id",
    )
    .bind(reach.account_list())
    .fetch_all(conn)
    .await?;
    let mut records = Records::default();
    for Row { id, kind, name, about, day, secured } in rows {
        if kind == "training" {
            let day =
                maybe(day.as_deref(), date)?.ok_or_else(|| unreadable("a training without day", &id))?;
            records.trainings.push(Training { id, name, about, day });
        } else {
            records.third_parties.push(ThirdParty { id, name, about, secured, said: None });
        }
    }
    Ok(records)
}

/// Keeps a record: a training when it has a day, else a third party.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Connection, account: &str, new: &NewRecord) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO readiness_record (id, account_id, kind, name, about, day) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(&new.id)
    .bind(account)
    .bind(if new.day.is_some() { "training" } else { "third_party" })
    .bind(&new.name)
    .bind(&new.about)
    .bind(new.day.map(|day| day.to_string()))
    .execute(conn)
    .await
    .map(drop)
}

/// Says whether a third party's help is secured.
///
/// # Errors
/// The database.
pub async fn secure(conn: &mut Connection, account: &str, id: &str, secured: bool) -> Result<(), Error> {
    sqlx::query("UPDATE readiness_record SET secured = ? WHERE id = ? AND account_id = ?")
        .bind(secured)
        .bind(id)
        .bind(account)
        .execute(conn)
        .await
        .map(drop)
}

/// Takes a record off.
///
/// # Errors
/// The database.
pub async fn remove(conn: &mut Connection, account: &str, id: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM readiness_record WHERE id = ? AND account_id = ?")
        .bind(id)
        .bind(account)
        .execute(conn)
        .await
        .map(drop)
}
