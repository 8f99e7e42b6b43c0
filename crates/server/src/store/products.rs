//! The products that are known, by product number in any case of its letters. Which can be in a list says who read it.

use super::{Connection, Error};

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

/// Writes them in the place of those of the same numbers. Units of these models take what is said of them; what is not said
/// stays with the units as it was.
///
/// # Errors
/// The database.
pub async fn write(conn: &mut Connection, list: &[Product]) -> Result<Written, Error> {
    let mut written = Written::default();
    for product in list {
        let before: Option<Product> = sqlx::query_as(
            "SELECT name, family, description, vendor, eos_state, eos_on FROM model WHERE lower(name) = lower(?)",
        )
        .bind(&product.name)
        .fetch_optional(&mut *conn)
        .await?;
        match before {
            Some(before) if before == *product => written.same += 1,
            Some(_) => {
                written.changed += 1;
                replace(conn, product).await?;
            }
            None => {
                written.added += 1;
                replace(conn, product).await?;
            }
        }
        written.units += u32::try_from(units(conn, product).await?).unwrap_or(u32::MAX);
    }
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

/// Tells the units of a model. Software has a reference and no serial number, and no product number of this list.
async fn units(conn: &mut Connection, product: &Product) -> Result<u64, Error> {
    let told = sqlx::query(
        "UPDATE unit SET model = ?1, family = coalesce(?2, family), description = coalesce(?3, description),
             vendor = coalesce(?4, vendor), eos_state = coalesce(?5, eos_state),
             eos_on = iif(?5 IS NULL, eos_on, ?6), version = version + 1
         WHERE serial IS NOT NULL AND lower(model) = lower(?1)
           AND (model IS NOT ?1 OR coalesce(?2, family) IS NOT family OR coalesce(?3, description) IS NOT description
             OR coalesce(?4, vendor) IS NOT vendor OR coalesce(?5, eos_state) IS NOT eos_state
             OR iif(?5 IS NULL, eos_on, ?6) IS NOT eos_on)",
    )
    .bind(&product.name)
    .bind(&product.family)
    .bind(&product.description)
    .bind(&product.vendor)
    .bind(&product.eos_state)
    .bind(&product.eos_on)
    .execute(conn)
    .await?;
    Ok(told.rows_affected())
}
