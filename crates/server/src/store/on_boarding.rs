//! The on-boarding of accounts: how far each thing is, the account's own things, and every change. Which change may be is
//! not decided here.

use super::{Connection, Error, instant, reach::Reach};
use chrono::{DateTime, Utc};
use rules::on_boarding::Item;
use wire::on_boarding::{ItemProgress, OnBoardingChange, OnBoardingItem, OnBoardingStep};

#[derive(sqlx::FromRow)]
struct Row {
    item: String,
    name: Option<String>,
    progress: String,
    by: String,
    at: i64,
    why: Option<String>,
    note: Option<String>,
    evidence: Option<String>,
}

/// All things of the account in reach: the seven, said anything about or not, then the account's own in their order.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach) -> Result<Vec<OnBoardingItem>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT i.item, i.name, i.progress, p.name AS by, i.at, i.why, i.note, i.evidence
         FROM on_boarding_item i JOIN person p ON p.id = i.by_id
         WHERE i.account_id IN (SELECT value FROM json_each(?)) ORDER BY i.place, i.item",
    )
    .bind(reach.account_list())
    .fetch_all(conn)
    .await?;
    let (seven, own): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|row| Item::from_code(&row.item).is_some());
    let mut seven: Vec<OnBoardingItem> = seven.into_iter().map(Row::item).collect::<Result<_, _>>()?;
    let mut all = Vec::with_capacity(Item::ALL.len() + own.len());
    for item in Item::ALL {
        let said = seven.iter().position(|known| known.id == item.code());
        all.push(said.map_or_else(|| untouched(item), |place| seven.swap_remove(place)));
    }
    for row in own {
        all.push(row.item()?);
    }
    Ok(all)
}

fn untouched(item: Item) -> OnBoardingItem {
    OnBoardingItem {
        id: item.code().to_owned(),
        name: item.name().to_owned(),
        progress: ItemProgress::NotStarted,
        by: None,
        at: None,
        why: None,
        note: None,
        evidence: None,
    }
}

impl Row {
    fn item(self) -> Result<OnBoardingItem, Error> {
        let name = Item::from_code(&self.item).map(|item| item.name().to_owned()).or(self.name);
        Ok(OnBoardingItem {
            name: name.unwrap_or_else(|| self.item.clone()),
            id: self.item,
            progress: self.progress.as_str().into(),
            by: Some(self.by),
            at: Some(instant(self.at)?),
            why: self.why,
            note: self.note,
            evidence: self.evidence,
        })
    }
}

/// Writes a thing as it is now; a new one comes last. Who said how far it is stays as long as it is that far.
///
/// # Errors
/// The database.
pub async fn put(
    conn: &mut Connection,
    account: &str,
    item: &OnBoardingItem,
    by: &str,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let own = Item::from_code(&item.id).is_none().then_some(item.name.as_str());
    sqlx::query(
        "INSERT INTO on_boarding_item (account_id, item, name, place, progress, by_id, at, why, note, evidence)
         VALUES (?1, ?2, ?3, (SELECT coalesce(max(place), 0) + 1 FROM on_boarding_item WHERE account_id = ?1),
                 ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (account_id, item) DO UPDATE SET
           by_id = CASE WHEN progress = ?4 THEN by_id ELSE ?5 END, at = CASE WHEN progress = ?4 THEN at ELSE ?6 END,
           progress = ?4, why = ?7, note = ?8, evidence = ?9",
    )
    .bind(account)
    .bind(&item.id)
    .bind(own)
    .bind(item.progress.as_str())
    .bind(by)
    .bind(at.timestamp_millis())
    .bind(&item.why)
    .bind(&item.note)
    .bind(&item.evidence)
    .execute(conn)
    .await
    .map(drop)
}

/// Takes one of the account's own off the list.
///
/// # Errors
/// The database.
pub async fn remove(conn: &mut Connection, account: &str, item: &str) -> Result<(), Error> {
    sqlx::query("DELETE FROM on_boarding_item WHERE account_id = ? AND item = ?")
        .bind(account)
        .bind(item)
        .execute(conn)
        .await
        .map(drop)
}

/// A change, for the history.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Id of who did it.
    pub by: &'a str,
    /// On behalf of the End User.
    pub on_behalf: bool,
    /// What was done.
    pub step: &'a OnBoardingStep,
    /// Name of the thing.
    pub name: &'a str,
    /// How far it was said to be.
    pub progress: Option<&'a ItemProgress>,
    /// Why, note and evidence as they were left.
    pub text: Option<&'a str>,
}

/// Writes a change down.
///
/// # Errors
/// The database.
pub async fn record(conn: &mut Connection, account: &str, done: &Done<'_>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO on_boarding_change (account_id, at, by_id, on_behalf, step, name, progress, text)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(account)
    .bind(done.at.timestamp_millis())
    .bind(done.by)
    .bind(done.on_behalf)
    .bind(done.step.as_str())
    .bind(done.name)
    .bind(done.progress.map(ItemProgress::as_str))
    .bind(done.text)
    .execute(conn)
    .await
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    at: i64,
    by: String,
    on_behalf: bool,
    step: String,
    name: String,
    progress: Option<String>,
    text: Option<String>,
}

/// The last 200 changes, the newest first.
///
/// # Errors
/// The database.
pub async fn history(conn: &mut Connection, reach: &Reach) -> Result<Vec<OnBoardingChange>, Error> {
    let rows: Vec<ChangeRow> = sqlx::query_as(
        "SELECT c.at, p.name AS by, c.on_behalf, c.step, c.name, c.progress, c.text
         FROM on_boarding_change c JOIN person p ON p.id = c.by_id
         WHERE c.account_id IN (SELECT value FROM json_each(?)) ORDER BY c.id DESC LIMIT 200",
    )
    .bind(reach.account_list())
    .fetch_all(conn)
    .await?;
    let change = |row: ChangeRow| {
        Ok(OnBoardingChange {
            at: instant(row.at)?,
            by: row.by,
            on_behalf: row.on_behalf,
            step: row.step.as_str().into(),
            name: row.name,
            progress: row.progress.as_deref().map(ItemProgress::from),
            text: row.text,
        })
    };
    rows.into_iter().map(change).collect()
}

/// The name of the account in reach.
///
/// # Errors
/// The database.
pub async fn account_name(conn: &mut Connection, reach: &Reach) -> Result<Option<String>, Error> {
    sqlx::query_scalar(
        "SELECT name FROM account WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 1",
    )
    .bind(reach.account_list())
    .fetch_optional(conn)
    .await
}
