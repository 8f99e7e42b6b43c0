//! What happened to sites: lines that are only ever added.

use crate::store::{Connection, Error, instant};
use chrono::{DateTime, Utc};
use wire::site::{SiteChange, SiteChangeKind};

/// A line before it is written.
#[derive(Clone, Debug)]
pub struct NewSiteChange<'a> {
    /// Id of the site.
    pub site: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// Id of the person.
    pub by: &'a str,
    /// What.
    pub kind: SiteChangeKind,
    /// How it stood before, in words for people.
    pub old: Option<&'a str>,
    /// How it stands since.
    pub new: Option<&'a str>,
    /// Why, in the words of the person.
    pub note: Option<&'a str>,
}

/// Writes a line.
///
/// # Errors
/// The database.
pub async fn record(conn: &mut Connection, line: &NewSiteChange<'_>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO site_change (site_id, at, by_id, kind, old, new, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(line.site)
    .bind(line.at.timestamp_millis())
    .bind(line.by)
    .bind(line.kind.as_str())
    .bind(line.old)
    .bind(line.new)
    .bind(line.note)
    .execute(conn)
    .await
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct Row {
    at: i64,
    by: Option<String>,
    kind: String,
    of: Option<String>,
    old: Option<String>,
    new: Option<String>,
    note: Option<String>,
}

/// The last lines of a site, the newest first.
///
/// # Errors
/// The database.
pub async fn list(conn: &mut Connection, site: &str, most: u32) -> Result<Vec<SiteChange>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT c.at, p.name AS by, c.kind, c.of, c.old, c.new, c.note
         FROM site_change c LEFT JOIN person p ON p.id = c.by_id
         WHERE c.site_id = ? ORDER BY c.at DESC, c.id DESC LIMIT ? + 0",
    )
    .bind(site)
    .bind(most)
    .fetch_all(conn)
    .await?;
    let line = |row: Row| {
        Ok(SiteChange {
            at: instant(row.at)?,
            by: row.by,
            kind: row.kind.as_str().into(),
            of: row.of,
            old: row.old,
            new: row.new,
            note: row.note,
        })
    };
    rows.into_iter().map(line).collect()
}
