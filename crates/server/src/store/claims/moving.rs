//! A unit that goes from one account to another. Everything that the old account wrote about it stays behind: its site, its
//! host name, its release, its terms, and the lines of its history; what the old account's cases say of it is kept there as
//! words. The new account gets the unit as it is made, and gives its site anew.

use super::{Connection, Error, To};
use crate::store::{
    json_list,
    registrations::known,
    unit_changes::{self, NewUnitChange},
};
use chrono::{DateTime, Utc};
use rules::registration::{kept_number, same};
use wire::account::AccountRef;

/// A move.
#[derive(Clone, Copy, Debug)]
pub struct Move<'a> {
    /// Key of the unit.
    pub unit: &'a str,
    /// Where it goes.
    pub to: &'a AccountRef,
    /// The reseller for whose purchase order it goes there.
    pub seller: Option<&'a str>,
    /// That purchase order.
    pub purchase_order: Option<&'a str>,
    /// Id of the advisor.
    pub by: &'a str,
    /// What the advisor said.
    pub words: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

/// The End Users of that name: with the country where it is known, and with the postal code where that is. None of a
/// name that several have can be meant without an address.
///
/// # Errors
/// The database.
pub async fn end_user(conn: &mut Connection, to: &To) -> Result<Option<AccountRef>, Error> {
    let mut found = end_users(conn, to).await?.into_iter();
    Ok(found.next().filter(|_| found.next().is_none()))
}

/// The same, two at most where several can be meant.
///
/// # Errors
/// The database.
pub async fn end_users(conn: &mut Connection, to: &To) -> Result<Vec<AccountRef>, Error> {
    let found: Vec<(String, String)> = match &to.account {
        Some(id) => {
            sqlx::query_as("SELECT id, name FROM account WHERE id = ?").bind(id).fetch_all(conn).await?
        }
        None => {
            sqlx::query_as(
                "SELECT id, name FROM account WHERE kind = 'end_user' AND lower(name) = lower(?1)
                   AND (?2 IS NULL OR country IS NULL OR country = ?2)
                   AND (?3 IS NULL OR postal_code IS NULL OR postal_code = ?3) ORDER BY id LIMIT 2",
            )
            .bind(&to.name)
            .bind(&to.country)
            .bind(&to.postal_code)
            .fetch_all(conn)
            .await?
        }
    };
    Ok(found.into_iter().map(|(id, name)| AccountRef { id, name }).collect())
}

/// Makes the End User that a wish names.
///
/// # Errors
/// The database.
pub async fn make_end_user(conn: &mut Connection, to: &To) -> Result<AccountRef, Error> {
    let id = uuid::Uuid::now_v7().to_string();
    // An address that came in one line is kept in one.
    let street = to.street.as_ref().or(Some(&to.address)).filter(|street| !street.is_empty());
    sqlx::query(
        "INSERT INTO account (id, name, kind, street, postal_code, city, country) VALUES (?, ?, 'end_user', ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(&to.name)
    .bind(street)
    .bind(&to.postal_code)
    .bind(&to.city)
    .bind(&to.country)
    .execute(conn)
    .await?;
    Ok(AccountRef { id, name: to.name.clone() })
}

/// The account that has the unit now.
///
/// # Errors
/// The database.
pub async fn holder(conn: &mut Connection, unit: &str) -> Result<String, Error> {
    sqlx::query_scalar("SELECT account_id FROM unit WHERE id = ?").bind(unit).fetch_one(conn).await
}

/// Has the account a unit of that reference?
///
/// # Errors
/// The database.
pub async fn has(conn: &mut Connection, account: &str, reference: &str) -> Result<bool, Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM unit WHERE account_id = ? AND reference = ?)")
        .bind(account)
        .bind(reference)
        .fetch_one(conn)
        .await
}

/// Moves the unit.
///
/// # Errors
/// The database.
pub async fn go(conn: &mut Connection, step: &Move<'_>) -> Result<(), Error> {
    let line = NewUnitChange {
        unit: step.unit,
        at: step.at,
        by: step.by,
        kind: "account",
        old: None,
        new: Some("went to another account"),
        note: Some(step.words),
    };
    unit_changes::record(conn, &line).await?;
    keep_as_words(conn, step.unit).await?;
    let contracts = known::contracts(&mut *conn, [step.to.id.as_str()]).await?;
    let means =
        |of: &&known::Contract| step.purchase_order.is_some_and(|order| same(order, &of.purchase_order));
    let of_order: Vec<&known::Contract> = contracts.iter().filter(means).collect();
    let number = step
        .purchase_order
        .map(|typed| kept_number(typed, of_order.iter().map(|of| of.purchase_order.as_str())));
    sqlx::query("DELETE FROM unit_contract WHERE unit_id = ?").bind(step.unit).execute(&mut *conn).await?;
    sqlx::query(
        "UPDATE unit SET account_id = ?1, site_id = NULL, site_known = 1, host_name = NULL, software_release = NULL,
             release_confirmed_at = NULL, usage = NULL, order_state = iif(?2 IS NULL, 'not_listed', 'listed'),
             order_number = ?2, order_replaces = NULL, registered_by = ?3, version = version + 1
         WHERE id = ?4",
    )
    .bind(&step.to.id)
    .bind(number)
    .bind(step.seller)
    .bind(step.unit)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "INSERT INTO unit_contract (unit_id, contract_number) SELECT ?1, value FROM json_each(?2)
         WHERE true ON CONFLICT DO NOTHING",
    )
    .bind(step.unit)
    .bind(json_list(of_order.iter().map(|contract| contract.number.as_str())))
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "INSERT INTO order_snapshot (unit_id, account_id, number, end_user, street, postal_code, city, country,
             reseller_id, reseller, at)
         SELECT ?1, a.id, ?2, a.name, a.street, a.postal_code, a.city, a.country, r.id, r.name, ?3
         FROM account a LEFT JOIN account r ON r.id = ?4 WHERE a.id = ?5 AND ?2 IS NOT NULL",
    )
    .bind(step.unit)
    .bind(number)
    .bind(step.at.timestamp_millis())
    .bind(step.seller)
    .bind(&step.to.id)
    .execute(&mut *conn)
    .await?;
    let arrived = NewUnitChange { new: Some("came from another account"), ..line };
    unit_changes::record(conn, &arrived).await
}

/// Cases, call notes and requests of the old account speak of a unit that it has no longer: by its name there, not by what the
/// new account writes about it.
async fn keep_as_words(conn: &mut Connection, unit: &str) -> Result<(), Error> {
    for statement in [
        "UPDATE tech_case SET unit_id = NULL, version = version + 1,
             unlisted_host = (SELECT coalesce(u.host_name, u.reference) FROM unit u WHERE u.id = ?1),
             unlisted_site = (SELECT coalesce(s.name, '') FROM unit u LEFT JOIN site s ON s.id = u.site_id WHERE u.id = ?1)
         WHERE unit_id = ?1",
        "UPDATE tech_case SET version = version + 1
         WHERE number IN (SELECT case_number FROM case_unit WHERE unit_id = ?1)",
        "UPDATE case_unit SET unit_id = NULL,
             gone_as = (SELECT coalesce(u.host_name, u.reference) FROM unit u WHERE u.id = ?1)
         WHERE unit_id = ?1",
        "UPDATE call_note SET unit_id = NULL, version = version + 1,
             unlisted_host = (SELECT coalesce(u.host_name, u.reference) FROM unit u WHERE u.id = ?1),
             unlisted_site = (SELECT coalesce(s.name, '') FROM unit u LEFT JOIN site s ON s.id = u.site_id WHERE u.id = ?1)
         WHERE unit_id = ?1",
        "UPDATE advice SET unit_id = NULL, version = version + 1 WHERE unit_id = ?1",
    ] {
        sqlx::query(statement).bind(unit).execute(&mut *conn).await?;
    }
    Ok(())
}
