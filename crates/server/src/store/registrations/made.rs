//! What a piece of rows makes: End Users, sites, units with their terms, their purchase orders as they were then, and the
//! first line of their history. Each kind is written in one statement for the whole piece, from one bound list (`jsonb_each`: its
//! lines are taken apart without being written as text again).

use super::super::{Connection, Error};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// An End User that there was not before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewEndUser {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// Postal code; empty where there is none.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// Two letters.
    pub country: Option<String>,
}

/// Makes it. Nobody can sign in to it.
///
/// # Errors
/// The database.
pub async fn end_user(conn: &mut Connection, new: &NewEndUser) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO account (id, name, kind, street, postal_code, city, country)
         VALUES (?, ?, 'end_user', nullif(?, ''), nullif(?, ''), nullif(?, ''), ?)",
    )
    .bind(&new.id)
    .bind(&new.name)
    .bind(&new.street)
    .bind(&new.postal_code)
    .bind(&new.city)
    .bind(&new.country)
    .execute(conn)
    .await
    .map(drop)
}

/// Everybody of the reseller looks after that End User from now on.
///
/// # Errors
/// The database.
pub async fn assign(conn: &mut Connection, reseller: &str, end_user: &str) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO assignment (person_id, account_id) SELECT id, ?1 FROM person WHERE account_id = ?2 AND role = 'reseller'
         ON CONFLICT DO NOTHING",
    )
    .bind(end_user)
    .bind(reseller)
    .execute(conn)
    .await
    .map(drop)
}

/// A site that there was not before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewSite {
    /// Id.
    pub id: String,
    /// Whose.
    pub account: String,
    /// Name.
    pub name: String,
    /// Street and number.
    pub street: String,
    /// Postal code; empty where there is none.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// Two letters.
    pub country: Option<String>,
}

/// Makes sites. The zone is that of another site in the same city, where there is one.
///
/// # Errors
/// The database.
pub async fn sites(conn: &mut Connection, new: &[NewSite], occasion: &Occasion<'_>) -> Result<(), Error> {
    let lines = new.iter().map(|site| {
        (&site.id, &site.account, &site.name, &site.street, &site.postal_code, &site.city, &site.country)
    });
    sqlx::query(
            "INSERT INTO site (id, account_id, name, street, postal_code, city, country, zone)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, nullif(value ->> 4, ''), value ->> 5, value ->> 6,
                    (SELECT s.zone FROM site s WHERE s.country = value ->> 6 AND lower(s.city) = lower(value ->> 5)
                       AND s.zone IS NOT NULL LIMIT 1)
             FROM jsonb_each(?1)",
    )
    .bind(list(lines)?)
    .execute(&mut *conn)
    .await?;
    let made = new.iter().map(|site| (&site.id, &site.name));
    sqlx::query(
        "INSERT INTO site_change (site_id, at, by_id, kind, new)
         SELECT value ->> 0, ?2, ?3, 'made', value ->> 1 FROM jsonb_each(?1)",
    )
    .bind(list(made)?)
    .bind(occasion.at.timestamp_millis())
    .bind(occasion.person)
    .execute(conn)
    .await
    .map(drop)
}

/// A unit that is registered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewUnit<'a> {
    /// Key.
    pub id: String,
    /// True for a unit that is there already, known but not registered: it is put right and not made.
    pub known: bool,
    /// Whose.
    pub account: &'a str,
    /// Serial number.
    pub serial: &'a str,
    /// Host name; empty when it was not said.
    pub host_name: &'a str,
    /// Product number, as products have it.
    pub model: &'a str,
    /// What is known of that product.
    pub product: Option<&'a crate::store::products::Product>,
    /// Where it was bought, as it is stored.
    pub source: Option<&'static str>,
    /// In use or not, as it is stored.
    pub usage: Option<&'static str>,
    /// How it stands in the purchase orders, as it is stored.
    pub order_state: &'static str,
    /// Number of the purchase order.
    pub order_number: Option<&'a str>,
    /// Serial number of the unit that it replaced.
    pub replaces: Option<&'a str>,
    /// Id of its site.
    pub site: &'a str,
    /// Name of that site.
    pub site_name: &'a str,
    /// Software release; empty when it was not said.
    pub release: &'a str,
    /// Numbers of the contracts that name it from now on.
    pub contracts: Vec<&'a str>,
    /// The purchase order as it is now.
    pub snapshot: Option<Snapshot<'a>>,
}

/// A purchase order and its End User, as they are named now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Snapshot<'a> {
    /// Number.
    pub number: &'a str,
    /// Name, street, postal code, city, country; empty where nothing is known.
    pub end_user: [&'a str; 5],
}

/// Who registers, and when.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// The civil date from which on they count as registered.
    pub today: NaiveDate,
    /// Id of the person.
    pub person: &'a str,
    /// Id and name of the reseller; `None` when the End User registers.
    pub reseller: Option<(&'a str, &'a str)>,
}

/// Makes units, or registers those that are known.
///
/// # Errors
/// The database.
pub async fn units(conn: &mut Connection, new: &[NewUnit<'_>], occasion: &Occasion<'_>) -> Result<(), Error> {
    insert(conn, new.iter().filter(|unit| !unit.known), occasion).await?;
    for known in new.iter().filter(|unit| unit.known) {
        register_known(conn, known, occasion).await?;
    }
    let terms = new.iter().flat_map(|unit| unit.contracts.iter().map(|number| (&unit.id, *number)));
    sqlx::query(
        "INSERT INTO unit_contract (unit_id, contract_number) SELECT value ->> 0, value ->> 1 FROM jsonb_each(?1)
         WHERE true ON CONFLICT DO NOTHING",
    )
    .bind(list(terms)?)
    .execute(&mut *conn)
    .await?;
    snapshots(conn, new, occasion).await?;
    let lines = new.iter().map(|unit| (&unit.id, unit.account, words(unit)));
    sqlx::query(
        "INSERT INTO unit_change (unit_id, account_id, new, kind, at, by_id)
         SELECT value ->> 0, value ->> 1, value ->> 2, 'registered', ?2, ?3 FROM jsonb_each(?1)",
    )
    .bind(list(lines)?)
    .bind(occasion.at.timestamp_millis())
    .bind(occasion.person)
    .execute(conn)
    .await
    .map(drop)
}

/// The first line of its history.
fn words(unit: &NewUnit<'_>) -> String {
    format!("{} at {}", unit.model, unit.site_name)
}

async fn insert<'a>(
    conn: &mut Connection,
    new: impl Iterator<Item = &'a NewUnit<'a>>,
    occasion: &Occasion<'_>,
) -> Result<(), Error> {
    let lines = new.map(|unit| {
        let product = unit.product;
        [
            Some(unit.id.as_str()),
            Some(unit.account),
            Some(unit.serial),
            Some(unit.host_name),
            Some(unit.model),
            product.and_then(|product| product.family.as_deref()),
            product.and_then(|product| product.description.as_deref()),
            Some(vendor(unit)),
            unit.source,
            unit.usage,
            Some(unit.order_state),
            unit.order_number,
            unit.replaces,
            Some(unit.site),
            product.and_then(|product| product.eos_state.as_deref()),
            product.and_then(|product| product.eos_on.as_deref()),
            Some(unit.release),
        ]
    });
    sqlx::query(
            "INSERT INTO unit (id, account_id, reference, serial, host_name, model, family, description, vendor, source,
                 usage, order_state, order_number, order_replaces, registered, registered_on, site_id, eos_state, eos_on,
                 software_release, release_confirmed_at, registered_by)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 2, nullif(value ->> 3, ''), value ->> 4, value ->> 5,
                    value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, 1, ?2,
                    value ->> 13, value ->> 14, value ->> 15, nullif(value ->> 16, ''), iif(value ->> 16 = '', NULL, ?3), ?4
             FROM jsonb_each(?1)",
    )
    .bind(list(lines)?)
    .bind(occasion.today.to_string())
    .bind(occasion.at.timestamp_millis())
    .bind(occasion.reseller.map(|(id, _)| id))
    .execute(conn)
    .await
    .map(drop)
}

/// A product that nobody knows is taken for one of Juniper's, with whom it is registered.
fn vendor<'a>(unit: &NewUnit<'a>) -> &'a str {
    unit.product.and_then(|product| product.vendor.as_deref()).unwrap_or("juniper")
}

/// What was not said stays as it was.
async fn register_known(
    conn: &mut Connection,
    unit: &NewUnit<'_>,
    occasion: &Occasion<'_>,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE unit SET registered = 1, registered_on = ?1, site_id = ?2, site_known = 1, usage = coalesce(?3, usage),
             source = coalesce(?4, source), host_name = coalesce(nullif(?5, ''), host_name),
             order_state = iif(?7 IS NULL, coalesce(order_state, ?6), ?6), order_number = coalesce(?7, order_number),
             order_replaces = coalesce(?8, order_replaces),
             software_release = coalesce(nullif(?9, ''), software_release),
             release_confirmed_at = iif(?9 = '', release_confirmed_at, ?10), registered_by = coalesce(?11, registered_by),
             version = version + 1
         WHERE id = ?12",
    )
    .bind(occasion.today.to_string())
    .bind(unit.site)
    .bind(unit.usage)
    .bind(unit.source)
    .bind(unit.host_name)
    .bind(unit.order_state)
    .bind(unit.order_number)
    .bind(unit.replaces)
    .bind(unit.release)
    .bind(occasion.at.timestamp_millis())
    .bind(occasion.reseller.map(|(id, _)| id))
    .bind(&unit.id)
    .execute(conn)
    .await
    .map(drop)
}

async fn snapshots(conn: &mut Connection, new: &[NewUnit<'_>], occasion: &Occasion<'_>) -> Result<(), Error> {
    let lines = new.iter().filter_map(|unit| {
        let snapshot = unit.snapshot.as_ref()?;
        let [name, street, postal_code, city, country] = snapshot.end_user;
        Some([unit.id.as_str(), unit.account, snapshot.number, name, street, postal_code, city, country])
    });
    sqlx::query(
            "INSERT INTO order_snapshot (unit_id, account_id, number, end_user, street, postal_code, city, country,
                 reseller_id, reseller, at)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, nullif(value ->> 4, ''), nullif(value ->> 5, ''),
                    nullif(value ->> 6, ''), nullif(value ->> 7, ''), ?2, ?3, ?4 FROM jsonb_each(?1)",
    )
    .bind(list(lines)?)
    .bind(occasion.reseller.map(|(id, _)| id))
    .bind(occasion.reseller.map(|(_, name)| name))
    .bind(occasion.at.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

/// A unit takes the place of another, which came back: the contracts of the old one name it too, and the old one
/// is not in use any more.
///
/// # Errors
/// The database.
pub async fn replace(conn: &mut Connection, old: &str, new: &str) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO unit_contract (unit_id, contract_number)
         SELECT ?1, contract_number FROM unit_contract WHERE unit_id = ?2 ON CONFLICT DO NOTHING",
    )
    .bind(new)
    .bind(old)
    .execute(&mut *conn)
    .await?;
    sqlx::query("UPDATE unit SET usage = 'decommissioned', version = version + 1 WHERE id = ?")
        .bind(old)
        .execute(conn)
        .await
        .map(drop)
}

/// Lines as one bound value, for `jsonb_each`.
pub(super) fn list(lines: impl Iterator<Item = impl Serialize>) -> Result<String, Error> {
    serde_json::to_string(&lines.collect::<Vec<_>>()).map_err(|error| Error::Encode(error.into()))
}
