//! The products that are known, by product number in any case of its letters. Which can be in a list says who read it.

use super::{Connection, Error, json_list};
use std::collections::HashMap;

/// A product. What is `None` is not known.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Product {
    /// Product number.
    pub name: String,
    /// Product family.
    pub family: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// `juniper`, `third_party`.
    pub vendor: Option<String>,
    /// `on`, `not_announced`.
    pub eos_state: Option<String>,
    /// End of Support, a civil date.
    pub eos_on: Option<String>,
}

/// What became of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// Products that there were not.
    pub added: u32,
    /// Products that were otherwise.
    pub changed: u32,
    /// Products that were so already.
    pub same: u32,
    /// Units that were otherwise.
    pub units: u32,
}

/// All, by number.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection) -> Result<Vec<Product>, Error> {
    sqlx::query_as("SELECT name, family, description, vendor, eos_state, eos_on FROM model ORDER BY name")
        .fetch_all(conn)
        .await
}

/// Those of these numbers, which are given in lower case.
///
/// # Errors
/// The database.
pub async fn named<'a>(
    conn: &mut Connection,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Product>, Error> {
    sqlx::query_as(
        "SELECT name, family, description, vendor, eos_state, eos_on FROM model
         WHERE lower(name) IN (SELECT value FROM json_each(?)) ORDER BY name",
    )
    .bind(json_list(names))
    .fetch_all(conn)
    .await
}

/// Writes them in the place of those of the same numbers. Units of these models take what is said of them; what is not said
/// stays with the units as it was.
///
/// # Errors
/// The database.
pub async fn write(conn: &mut Connection, list: &[Product]) -> Result<Written, Error> {
    let key = |product: &Product| product.name.to_ascii_lowercase();
    let before: HashMap<String, Product> =
        all(conn).await?.into_iter().map(|product| (key(&product), product)).collect();
    let mut written = Written::default();
    for product in list {
        match before.get(&key(product)) {
            Some(before) if before == product => {
                written.same += 1;
                continue;
            }
            Some(_) => written.changed += 1,
            None => written.added += 1,
        }
        replace(conn, product).await?;
    }
    written.units = u32::try_from(units(conn, list).await?).unwrap_or(u32::MAX);
    Ok(written)
}

async fn replace(conn: &mut Connection, product: &Product) -> Result<(), Error> {
    sqlx::query("DELETE FROM model WHERE lower(name) = lower(?)")
        .bind(&product.name)
        .execute(&mut *conn)
        .await?;
    sqlx::query(
        "INSERT INTO model (name, family, description, vendor, eos_state, eos_on) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(&product.name)
    .bind(&product.family)
    .bind(&product.description)
    .bind(&product.vendor)
    .bind(&product.eos_state)
    .bind(&product.eos_on)
    .execute(conn)
    .await
    .map(drop)
}

/// Tells the units of these models, in one pass. Software has a reference and no serial number, and no product number of this
/// list.
async fn units(conn: &mut Connection, list: &[Product]) -> Result<u64, Error> {
    let told = sqlx::query(
        "WITH told AS MATERIALIZED (SELECT lower(name) AS key, * FROM model
             WHERE lower(name) IN (SELECT lower(value) FROM json_each(?1)))
         UPDATE unit SET model = m.name, family = coalesce(m.family, unit.family),
             description = coalesce(m.description, unit.description), vendor = coalesce(m.vendor, unit.vendor),
             eos_state = coalesce(m.eos_state, unit.eos_state),
             eos_on = iif(m.eos_state IS NULL, unit.eos_on, m.eos_on), version = version + 1
         FROM told m WHERE unit.serial IS NOT NULL AND lower(unit.model) = m.key
           AND (unit.model IS NOT m.name OR coalesce(m.family, unit.family) IS NOT unit.family
             OR coalesce(m.description, unit.description) IS NOT unit.description
             OR coalesce(m.vendor, unit.vendor) IS NOT unit.vendor
             OR coalesce(m.eos_state, unit.eos_state) IS NOT unit.eos_state
             OR iif(m.eos_state IS NULL, unit.eos_on, m.eos_on) IS NOT unit.eos_on)",
    )
    .bind(json_list(list.iter().map(|product| product.name.as_str())))
    .execute(conn)
    .await?;
    Ok(told.rows_affected())
}
