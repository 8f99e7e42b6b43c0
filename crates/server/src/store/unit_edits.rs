//! Units as they can be changed, one account at a time; and their sites by name. What may be changed is not decided here; the
//! line in the history is `unit_changes`'s.

use super::{Connection, Error, json_list, reach::Reach};
use rules::unit_change::{Standing, Wish};
use wire::unit::Site;

/// A unit as it stands.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Key; never leaves the server as such.
    pub id: String,
    /// Serial number, or software reference number.
    pub reference: String,
    /// How it stands.
    pub standing: Standing,
    /// The name of its site.
    pub site: Option<String>,
    /// Its version.
    pub version: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    reference: String,
    usage: Option<String>,
    site_id: Option<String>,
    site_name: Option<String>,
    host_name: Option<String>,
    software_release: Option<String>,
    version: u32,
}

impl From<Row> for Stored {
    fn from(row: Row) -> Self {
        let usage = row.usage.as_deref().and_then(|usage| wire::unit::Usage::from(usage).known());
        Self {
            id: row.id,
            reference: row.reference,
            standing: Standing {
                usage,
                site: row.site_id,
                host_name: row.host_name,
                release: row.software_release,
            },
            site: row.site_name,
            version: row.version,
        }
    }
}

/// The units of an account with these references.
///
/// # Errors
/// The database.
pub async fn standing<'a>(
    conn: &mut Connection,
    account: &str,
    references: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT u.id, u.reference, u.usage, u.site_id, s.name AS site_name, u.host_name, u.software_release, u.version
         FROM unit u LEFT JOIN site s ON s.id = u.site_id
         WHERE u.account_id = ? AND u.reference IN (SELECT value FROM json_each(?))",
    )
    .bind(account)
    .bind(json_list(references))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

/// Changes what is wished but the release, and lets the version grow.
///
/// # Errors
/// The database.
pub async fn change(conn: &mut Connection, unit: &str, wish: &Wish) -> Result<(), Error> {
    let usage = wish.usage.map(wire::unit::Usage::from);
    sqlx::query(
        "UPDATE unit SET usage = coalesce(?2, usage),
             site_id = CASE WHEN ?3 THEN ?4 ELSE site_id END, site_known = CASE WHEN ?3 THEN 1 ELSE site_known END,
             host_name = CASE WHEN ?5 THEN ?6 ELSE host_name END, version = version + 1
         WHERE id = ?1",
    )
    .bind(unit)
    .bind(usage.as_ref().map(|usage| usage.as_str()))
    .bind(wish.site.is_some())
    .bind(wish.site.as_ref().and_then(Option::as_ref))
    .bind(wish.host_name.is_some())
    .bind(wish.host_name.as_ref().and_then(Option::as_ref))
    .execute(conn)
    .await
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct SiteRow {
    id: String,
    name: String,
    street: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    country: Option<String>,
    zone: Option<String>,
}

impl From<SiteRow> for Site {
    fn from(row: SiteRow) -> Self {
        let SiteRow { id, name, street, postal_code, city, country, zone } = row;
        Self { id, name, street, postal_code, city, country, zone }
    }
}

/// One site of an account.
///
/// # Errors
/// The database.
pub async fn site(conn: &mut Connection, account: &str, id: &str) -> Result<Option<Site>, Error> {
    let row: Option<SiteRow> = sqlx::query_as(
        "SELECT id, name, street, postal_code, city, country, zone FROM site
         WHERE account_id = ?1 AND id = coalesce((SELECT site_id FROM site_former WHERE id = ?2), ?2)",
    )
    .bind(account)
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Site::from))
}

/// All sites of the accounts in reach, those without units too, by name. What a reseller sees of sites comes with the units.
///
/// # Errors
/// The database.
pub async fn sites(conn: &mut Connection, reach: &Reach) -> Result<Vec<Site>, Error> {
    let rows: Vec<SiteRow> = sqlx::query_as(
        "SELECT id, name, street, postal_code, city, country, zone FROM site
         WHERE account_id IN (SELECT value FROM json_each(?)) ORDER BY name, id",
    )
    .bind(reach.account_list())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Site::from).collect())
}
