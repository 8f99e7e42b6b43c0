//! What has to be known to decide a piece of rows: units with these serial numbers, End Users of these names, their sites
//! and purchase orders, products. Everything is looked up for the whole piece at once.

use super::super::{Connection, Error, json_list};

/// A unit that has one of the serial numbers.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Unit {
    /// Key.
    pub id: String,
    /// As it is stored.
    pub reference: String,
    /// Whose it is.
    pub account_id: String,
    /// Whether it is registered, or only known.
    pub registered: bool,
    /// In use or not.
    pub usage: Option<String>,
    /// `listed`, `inherited`, `not_listed`.
    pub order_state: Option<String>,
    /// Number of its purchase order.
    pub order_number: Option<String>,
    /// The reseller that registered it.
    pub registered_by: Option<String>,
    /// Whether another one took its place after a return.
    pub replaced: bool,
}

impl Unit {
    /// Whether somebody who registers may know that it is registered: an End User about all that it has, a reseller about
    /// what it registered itself.
    #[must_use]
    pub fn is_known_to(&self, reseller: Option<&str>) -> bool {
        reseller.is_none() || !self.registered || self.registered_by.as_deref() == reseller
    }
}

/// Units of any account with these references.
///
/// # Errors
/// The database.
pub async fn units<'a>(
    conn: &mut Connection,
    references: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Unit>, Error> {
    sqlx::query_as(
        "SELECT id, reference, account_id, registered IS 1 AS registered, usage, order_state, order_number,
                registered_by,
                EXISTS (SELECT 1 FROM unit n WHERE n.account_id = unit.account_id AND n.order_replaces = unit.reference
                          AND n.registered IS 1) AS replaced
         FROM unit WHERE reference IN (SELECT value FROM json_each(?)) ORDER BY reference, id",
    )
    .bind(json_list(references))
    .fetch_all(conn)
    .await
}

/// Which of these serial numbers stand in the batch already, with the smallest row number of each.
///
/// # Errors
/// The database.
pub async fn doubles<'a>(
    conn: &mut Connection,
    batch: i64,
    serials: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<(String, u32)>, Error> {
    sqlx::query_as(
        "SELECT serial, min(number) FROM registration_row
         WHERE registration = ? AND serial IN (SELECT value FROM json_each(?)) GROUP BY serial",
    )
    .bind(batch)
    .bind(json_list(serials))
    .fetch_all(conn)
    .await
}

/// An End User.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct EndUser {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Street and number.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Two letters.
    pub country: Option<String>,
    /// Whether it is one of the reseller's own: assigned to its people, or with units that it registered.
    pub own: bool,
}

/// The account itself.
///
/// # Errors
/// The database.
pub async fn account(conn: &mut Connection, id: &str) -> Result<Option<EndUser>, Error> {
    sqlx::query_as(
        "SELECT id, name, street, postal_code, city, country, 1 AS own FROM account WHERE id = ? AND kind = 'end_user'",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// End Users of these names, whatever the case of their letters; the reseller's own first. Names are given in lower case.
///
/// # Errors
/// The database.
pub async fn end_users<'a>(
    conn: &mut Connection,
    reseller: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<EndUser>, Error> {
    sqlx::query_as(
        "SELECT a.id, a.name, a.street, a.postal_code, a.city, a.country,
                EXISTS (SELECT 1 FROM assignment s JOIN person p ON p.id = s.person_id
                        WHERE s.account_id = a.id AND p.account_id = ?1)
                OR EXISTS (SELECT 1 FROM unit u WHERE u.registered_by = ?1 AND u.account_id = a.id) AS own
         FROM account a
         WHERE lower(a.name) IN (SELECT value FROM json_each(?2)) AND a.kind = 'end_user' ORDER BY own DESC, a.id",
    )
    .bind(reseller)
    .bind(json_list(names))
    .fetch_all(conn)
    .await
}

/// A site.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Site {
    /// Id.
    pub id: String,
    /// Whose.
    pub account_id: String,
    /// Name.
    pub name: String,
    /// Street and number.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Two letters.
    pub country: Option<String>,
}

/// Sites of these accounts with these names, which are given in lower case.
///
/// # Errors
/// The database.
pub async fn sites<'a>(
    conn: &mut Connection,
    accounts: impl IntoIterator<Item = &'a str>,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Site>, Error> {
    sqlx::query_as(
        "SELECT id, account_id, name, street, postal_code, city, country FROM site
         WHERE account_id IN (SELECT value FROM json_each(?1)) AND lower(name) IN (SELECT value FROM json_each(?2))
         UNION ALL
         SELECT site_id, account_id, name, street, postal_code, city, country FROM site_former
         WHERE account_id IN (SELECT value FROM json_each(?1)) AND lower(name) IN (SELECT value FROM json_each(?2))
         ORDER BY id",
    )
    .bind(json_list(accounts))
    .bind(json_list(names))
    .fetch_all(conn)
    .await
}

/// A contract that carries a purchase order.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct Contract {
    /// Number of the contract.
    pub number: String,
    /// Whose.
    pub account_id: String,
    /// Number of the purchase order.
    pub purchase_order: String,
}

/// Contracts of these accounts that carry a purchase order. Which of them a row means, the rules say.
///
/// # Errors
/// The database.
pub async fn contracts<'a>(
    conn: &mut Connection,
    accounts: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Contract>, Error> {
    sqlx::query_as(
        "SELECT number, account_id, purchase_order FROM contract
         WHERE account_id IN (SELECT value FROM json_each(?1)) AND purchase_order IS NOT NULL
         ORDER BY number",
    )
    .bind(json_list(accounts))
    .fetch_all(conn)
    .await
}
