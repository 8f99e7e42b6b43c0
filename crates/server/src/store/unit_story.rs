//! What is told about one unit beside itself: its history, former sites, whom it replaced and who replaced it, and the dates
//! in the life of its product. Only read here; the lines are written by [`super::unit_changes`].

use super::{Connection, Error, date, instant, reach::Reach};
use chrono::{DateTime, Utc};
use wire::unit_history::{FormerSite, Milestone, OrderSnapshot, RelatedUnit};

/// One line of the history, with who wrote it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Key; grows with every line.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Name of the person; none where no person did it.
    pub by: Option<String>,
    /// Id and name of the account of that person.
    pub by_account: Option<(String, String)>,
    /// What was changed.
    pub kind: String,
    /// How it stood before.
    pub old: Option<String>,
    /// How it stands since.
    pub new: Option<String>,
    /// Why.
    pub note: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    at: i64,
    by_name: Option<String>,
    account_id: Option<String>,
    account_name: Option<String>,
    kind: String,
    old: Option<String>,
    new: Option<String>,
    note: Option<String>,
}

/// `?1` the unit. Each account sees the lines of its own time: what was before is the former one's to know.
macro_rules! lines {
    ($tail:literal) => {
        concat!(
            "SELECT c.id, c.at, p.name AS by_name, a.id AS account_id, a.name AS account_name, c.kind, c.old, c.new, c.note
             FROM unit_change c
             JOIN unit u ON u.id = c.unit_id AND u.account_id = c.account_id
             LEFT JOIN person p ON p.id = c.by_id
             LEFT JOIN account a ON a.id = p.account_id
             WHERE c.unit_id = ?1 ",
            $tail
        )
    };
}

/// What happened to a unit since it belongs to its account, in no order.
///
/// # Errors
/// The database.
pub async fn history(conn: &mut Connection, unit: &str) -> Result<Vec<Line>, Error> {
    let rows: Vec<Row> = sqlx::query_as(lines!("")).bind(unit).fetch_all(conn).await?;
    rows.into_iter().map(Row::line).collect()
}

/// Where it stood before, the latest first.
///
/// # Errors
/// The database.
pub async fn former_sites(conn: &mut Connection, unit: &str) -> Result<Vec<FormerSite>, Error> {
    let rows: Vec<Row> = sqlx::query_as(lines!("AND c.kind = 'site' ORDER BY c.at DESC, c.id DESC"))
        .bind(unit)
        .fetch_all(conn)
        .await?;
    rows.into_iter()
        .map(|row| Ok(FormerSite { until: instant(row.at)?, site: row.old, note: row.note }))
        .collect()
}

impl Row {
    fn line(self) -> Result<Line, Error> {
        Ok(Line {
            id: self.id,
            at: instant(self.at)?,
            by: self.by_name,
            by_account: self.account_id.zip(self.account_name),
            kind: self.kind,
            old: self.old,
            new: self.new,
            note: self.note,
        })
    }
}

/// The purchase orders that its account registered it with, as they were then, the latest first.
///
/// # Errors
/// The database.
pub async fn order_snapshots(conn: &mut Connection, unit: &str) -> Result<Vec<OrderSnapshot>, Error> {
    let rows: Vec<SnapshotRow> = sqlx::query_as(
        "SELECT o.number, o.end_user, o.street, o.postal_code, o.city, o.country, o.reseller, o.at
         FROM order_snapshot o JOIN unit u ON u.id = o.unit_id AND u.account_id = o.account_id
         WHERE o.unit_id = ? ORDER BY o.at DESC, o.id DESC",
    )
    .bind(unit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(SnapshotRow::snapshot).collect()
}

#[derive(sqlx::FromRow)]
struct SnapshotRow {
    number: String,
    end_user: String,
    street: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    country: Option<String>,
    reseller: Option<String>,
    at: i64,
}

impl SnapshotRow {
    fn snapshot(self) -> Result<OrderSnapshot, Error> {
        let city: Vec<String> = [self.postal_code, self.city].into_iter().flatten().collect();
        let parts = [self.street, Some(city.join(" ")), self.country].into_iter().flatten();
        let address: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        Ok(OrderSnapshot {
            number: self.number,
            end_user: self.end_user,
            address: Some(address.join(", ")).filter(|address| !address.is_empty()),
            reseller: self.reseller,
            at: instant(self.at)?,
        })
    }
}

/// The unit of that serial number, and those that came in the place of the unit of that reference: in reach, and of the
/// account only.
#[derive(Clone, Copy, Debug)]
pub enum Relation<'a> {
    /// The unit of this serial number, which was returned.
    Returned(&'a str),
    /// Those that name this one as returned.
    CameFor(&'a str),
}

/// Units that are related to one of an account by a return.
///
/// # Errors
/// The database.
pub async fn related(
    conn: &mut Connection,
    reach: &Reach,
    account: &str,
    relation: Relation<'_>,
) -> Result<Vec<RelatedUnit>, Error> {
    let (returned, came_for) = match relation {
        Relation::Returned(serial) => (Some(serial), None),
        Relation::CameFor(serial) => (None, Some(serial)),
    };
    let rows: Vec<(String, Option<String>, String)> = sqlx::query_as(
        "SELECT reference, host_name, model FROM unit
         WHERE (account_id IN (SELECT value FROM json_each(?1)) OR registered_by = ?2) AND account_id = ?3
           AND (reference = ?4 OR order_replaces = ?5)
         ORDER BY reference",
    )
    .bind(reach.account_list())
    .bind(reach.reseller())
    .bind(account)
    .bind(returned)
    .bind(came_for)
    .fetch_all(conn)
    .await?;
    let unit = |(reference, host_name, model)| RelatedUnit { reference, host_name, model };
    Ok(rows.into_iter().map(unit).collect())
}

/// The dates in the life of a product, in their order.
///
/// # Errors
/// The database.
pub async fn milestones(conn: &mut Connection, model: &str) -> Result<Vec<Milestone>, Error> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT kind, falls_on FROM product_milestone WHERE model = ? ORDER BY falls_on")
            .bind(model)
            .fetch_all(conn)
            .await?;
    rows.into_iter().map(|(kind, on)| Ok(Milestone { kind: kind.as_str().into(), on: date(&on)? })).collect()
}
