//! Sites: looked up by account or by the units that a reseller registered there, kept, made, and joined when they are the same
//! place. What may be is not decided here; the lines of their history are `changes`'s.

pub mod changes;
mod joining;

pub use joining::{Joining, join};

use super::{Connection, Error, json_list, reach::Reach};
use rules::site::{Details, Person};
use std::collections::HashMap;
use wire::{account::AccountRef, site::SiteRef, unit::Site};

/// A site as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// Name, address, zone.
    pub site: Site,
    /// Whose it is.
    pub account: AccountRef,
    /// How to get in.
    pub access: Option<String>,
    /// Its version.
    pub version: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    account_id: String,
    account_name: String,
    name: String,
    street: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    country: Option<String>,
    zone: Option<String>,
    access: Option<String>,
    version: u32,
}

impl From<Row> for Stored {
    fn from(row: Row) -> Self {
        Self {
            site: Site {
                id: row.id,
                name: row.name,
                street: row.street,
                postal_code: row.postal_code,
                city: row.city,
                country: row.country,
                zone: row.zone,
            },
            account: AccountRef { id: row.account_id, name: row.account_name },
            access: row.access,
            version: row.version,
        }
    }
}

/// `?1` accounts, `?2` reseller, `?3` the one account.
macro_rules! sites {
    ($tail:literal) => {
        concat!(
            "SELECT s.id, s.account_id, a.name AS account_name, s.name, s.street, s.postal_code, s.city, s.country, s.zone,
                    s.access, s.version
             FROM site s JOIN account a ON a.id = s.account_id
             WHERE (s.account_id IN (SELECT value FROM json_each(?1))
                    OR s.id IN (SELECT u.site_id FROM unit u WHERE u.registered_by = ?2))
               AND (?3 IS NULL OR s.account_id = ?3) ",
            $tail
        )
    };
}

/// All sites in reach, in no order: those of the accounts, or those where the reseller registered units.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = sqlx::query_as(sites!(""))
        .bind(reach.account_list())
        .bind(reach.reseller())
        .bind(reach.narrowed_to())
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

/// One site; for the id of one that was joined with another, the other.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, reach: &Reach, id: &str) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = sqlx::query_as(sites!(
        "AND s.id = coalesce((SELECT f.site_id FROM site_former f WHERE f.id = ?4), ?4)"
    ))
    .bind(reach.account_list())
    .bind(reach.reseller())
    .bind(reach.narrowed_to())
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Stored::from))
}

/// Sites that were joined with these, by the one that stayed.
///
/// # Errors
/// The database.
pub async fn former<'a>(
    conn: &mut Connection,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, Vec<SiteRef>>, Error> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT site_id, id, name FROM site_former WHERE site_id IN (SELECT value FROM json_each(?)) ORDER BY at, id",
    )
    .bind(json_list(ids))
    .fetch_all(conn)
    .await?;
    let mut former: HashMap<String, Vec<SiteRef>> = HashMap::new();
    for (site, id, name) in rows {
        former.entry(site).or_default().push(SiteRef { id, name });
    }
    Ok(former)
}

/// The site that one of this id was joined with; `None` when it was joined with none.
///
/// # Errors
/// The database.
pub async fn where_it_leads(conn: &mut Connection, id: &str) -> Result<Option<String>, Error> {
    sqlx::query_scalar("SELECT site_id FROM site_former WHERE id = ?").bind(id).fetch_optional(conn).await
}

/// Who is at a site, in their order.
///
/// # Errors
/// The database.
pub async fn people(conn: &mut Connection, id: &str) -> Result<Vec<Person>, Error> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT name, phone FROM site_person WHERE site_id = ? ORDER BY place")
            .bind(id)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(name, phone)| Person { name, phone }).collect())
}

/// Makes a site.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Connection,
    id: &str,
    account: &str,
    details: &Details,
    zone: Option<&str>,
) -> Result<(), Error> {
    sqlx::query("INSERT INTO site (id, account_id, name, version) VALUES (?, ?, ?, 0)")
        .bind(id)
        .bind(account)
        .bind(&details.name)
        .execute(&mut *conn)
        .await?;
    keep(conn, id, details, zone).await
}

/// Keeps a site as it is said to be, and lets its version grow.
///
/// # Errors
/// The database.
pub async fn keep(
    conn: &mut Connection,
    id: &str,
    details: &Details,
    zone: Option<&str>,
) -> Result<(), Error> {
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    sqlx::query(
        "UPDATE site SET name = ?, street = ?, postal_code = ?, city = ?, country = ?, zone = ?, access = ?,
             version = version + 1
         WHERE id = ?",
    )
    .bind(&details.name)
    .bind(filled(&details.street))
    .bind(filled(&details.postal_code))
    .bind(filled(&details.city))
    .bind(filled(&details.country))
    .bind(zone)
    .bind(filled(&details.access))
    .bind(id)
    .execute(&mut *conn)
    .await?;
    set_people(conn, id, &details.people).await
}

async fn set_people(conn: &mut Connection, id: &str, people: &[Person]) -> Result<(), Error> {
    sqlx::query("DELETE FROM site_person WHERE site_id = ?").bind(id).execute(&mut *conn).await?;
    for (place, person) in (1_i64..).zip(people) {
        sqlx::query("INSERT INTO site_person (site_id, place, name, phone) VALUES (?, ?, ?, ?)")
            .bind(id)
            .bind(place)
            .bind(&person.name)
            .bind(&person.phone)
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}
