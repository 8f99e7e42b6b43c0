//! Who can sign in: given when an invitation is accepted, taken away when somebody has left or an
//! administrator ends it. Whether that may be is not
//! decided here.

use super::{Connection, Error};
use chrono::{DateTime, Utc};
use wire::{account::Role, contact::Recorded};

/// Somebody with an address.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Holder {
    /// Id.
    pub id: String,
    /// Of which account.
    pub account_id: String,
    /// Has a password.
    pub signs_in: bool,
}

/// Whoever has that address, in any account: addresses are there once.
///
/// # Errors
/// The database.
pub async fn holder(conn: &mut Connection, email: &str) -> Result<Option<Holder>, Error> {
    sqlx::query_as("SELECT id, account_id, password_hash IS NOT NULL AS signs_in FROM person WHERE email = ?")
        .bind(email)
        .fetch_optional(conn)
        .await
}

/// Lets somebody sign in who is known in that account and has no password. `false` when that is nobody: a password that is
/// there is never replaced.
///
/// # Errors
/// The database.
pub async fn give(
    conn: &mut Connection,
    account: &str,
    person: &str,
    name: &str,
    role: &Role,
    password_hash: &str,
) -> Result<bool, Error> {
    let given = sqlx::query(
        "UPDATE person SET name = ?, role = ?, password_hash = ?, version = version + 1,
             password_generation = password_generation + 1
         WHERE id = ? AND account_id = ? AND password_hash IS NULL",
    )
    .bind(name)
    .bind(role.as_str())
    .bind(password_hash)
    .bind(person)
    .bind(account)
    .execute(&mut *conn)
    .await?;
    if given.rows_affected() != 1 {
        return Ok(false);
    }
    // As in `people::add`: the contact with this address is that person.
    sqlx::query(
        "UPDATE contact SET person_id = ?1 WHERE account_id = ?2 AND person_id IS NULL
             AND email = (SELECT email FROM person WHERE id = ?1) COLLATE NOCASE",
    )
    .bind(person)
    .bind(account)
    .execute(conn)
    .await?;
    Ok(true)
}

/// Role of somebody of that account who can sign in, and how many other administrators of it can.
///
/// # Errors
/// The database.
pub async fn standing(
    conn: &mut Connection,
    account: &str,
    person: &str,
) -> Result<Option<(Role, usize)>, Error> {
    let row: Option<(String, i64)> = sqlx::query_as(
        "SELECT p.role, (SELECT count(*) FROM person o WHERE o.account_id = p.account_id AND o.id <> p.id
                             AND o.role = ? AND o.password_hash IS NOT NULL)
         FROM person p WHERE p.id = ? AND p.account_id = ? AND p.password_hash IS NOT NULL",
    )
    .bind(Role::Administrator.as_str())
    .bind(person)
    .bind(account)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|(role, others)| (role.as_str().into(), usize::try_from(others).unwrap_or_default())))
}

/// Takes the password and every session of somebody away. Nobody comes in by that person's hand any more, and nobody by a
/// link that was made for the address before.
///
/// # Errors
/// The database.
pub async fn end(
    conn: &mut Connection,
    account: &str,
    person: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE person SET password_hash = NULL, version = version + 1, password_generation = password_generation + 1
         WHERE id = ? AND account_id = ?",
    )
    .bind(person)
    .bind(account)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "DELETE FROM session WHERE person_id IN (SELECT id FROM person WHERE id = ? AND account_id = ?)",
    )
    .bind(person)
    .bind(account)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "UPDATE invitation SET ended = 'withdrawn', ended_at = ?1
         WHERE account_id = ?2 AND ended IS NULL
           AND (made_by = ?3 OR email = (SELECT email FROM person WHERE id = ?3))",
    )
    .bind(now.timestamp_millis())
    .bind(account)
    .bind(person)
    .execute(conn)
    .await
    .map(drop)
}

/// Name and address of somebody of that account, as far as the history tells them.
///
/// # Errors
/// The database.
pub async fn known(conn: &mut Connection, account: &str, person: &str) -> Result<Option<Recorded>, Error> {
    let row: Option<(String, String, String)> =
        sqlx::query_as("SELECT name, email, role FROM person WHERE id = ? AND account_id = ?")
            .bind(person)
            .bind(account)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|(name, email, role)| Recorded {
        role: Some(role.as_str().into()),
        ..Recorded::named(&name, &email)
    }))
}
