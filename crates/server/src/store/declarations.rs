//! What accounts have said about themselves: lines that are only ever added. Which topics there are, and what a line means,
//! is not decided here.

use super::{Connection, Error, instant, reach::Reach};
use chrono::{DateTime, Utc};
use wire::declaration::{Declaration, DeclarationStep};

/// What a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Area {
    /// The activation
    Activation,
    /// The responsibilities
    Responsibilities,
}

impl Area {
    const fn code(self) -> &'static str {
        match self {
            Self::Activation => "activation",
            Self::Responsibilities => "responsibilities",
        }
    }
}

/// A line before it is written.
#[derive(Clone, Debug)]
pub struct NewDeclaration {
    /// Where it belongs.
    pub area: Area,
    /// What it is about.
    pub topic: String,
    /// What was said or done.
    pub step: DeclarationStep,
    /// In their words.
    pub text: Option<String>,
    /// Id of the person.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By the advisor on behalf of the account.
    pub on_behalf: bool,
}

/// Writes a line.
///
/// # Errors
/// The database.
pub async fn record(conn: &mut Connection, account: &str, new: &NewDeclaration) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO declaration (account_id, area, topic, step, text, by_id, at, on_behalf)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(account)
    .bind(new.area.code())
    .bind(&new.topic)
    .bind(new.step.as_str())
    .bind(&new.text)
    .bind(&new.by)
    .bind(new.at.timestamp_millis())
    .bind(new.on_behalf)
    .execute(conn)
    .await
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct Row {
    topic: String,
    step: String,
    text: Option<String>,
    by: String,
    at: i64,
    on_behalf: bool,
}

impl Row {
    fn declaration(self) -> Result<Declaration, Error> {
        Ok(Declaration {
            topic: self.topic,
            step: self.step.as_str().into(),
            text: self.text,
            by: self.by,
            at: instant(self.at)?,
            on_behalf: self.on_behalf,
        })
    }
}

/// `?1` accounts, `?2` area.
macro_rules! lines {
    ($tail:literal) => {
        concat!(
            "SELECT d.topic, d.step, d.text, p.name AS by, d.at, d.on_behalf
             FROM declaration d JOIN person p ON p.id = d.by_id
             WHERE d.account_id IN (SELECT value FROM json_each(?1)) AND d.area = ?2 ",
            $tail
        )
    };
}

/// The last 100 lines, the newest first.
///
/// # Errors
/// The database.
pub async fn history(conn: &mut Connection, reach: &Reach, area: Area) -> Result<Vec<Declaration>, Error> {
    let rows: Vec<Row> = sqlx::query_as(lines!("ORDER BY d.id DESC LIMIT 100"))
        .bind(reach.account_list())
        .bind(area.code())
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Row::declaration).collect()
}

/// The last line of every topic, by topic.
///
/// # Errors
/// The database.
pub async fn latest(conn: &mut Connection, reach: &Reach, area: Area) -> Result<Vec<Declaration>, Error> {
    let rows: Vec<Row> = sqlx::query_as(lines!(
        "AND d.id = (SELECT max(o.id) FROM declaration o
                     WHERE o.account_id = d.account_id AND o.area = d.area AND o.topic = d.topic)
         ORDER BY d.topic"
    ))
    .bind(reach.account_list())
    .bind(area.code())
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Row::declaration).collect()
}
