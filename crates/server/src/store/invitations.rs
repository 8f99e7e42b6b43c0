//! Invitations: a link that works once. The secret of a link never gets here, only its hash; whether one may be used is
//! not decided here.

use super::{Connection, Error, instant, reach::Reach, unreadable};
use chrono::{DateTime, Utc};
use rules::invitation::End;
use wire::{account::Role, invitation::Invitation};

/// A new one.
#[derive(Clone, Debug)]
pub struct NewInvitation<'a> {
    /// Opaque id.
    pub id: &'a str,
    /// Into which account.
    pub account: &'a str,
    /// Who.
    pub name: &'a str,
    /// The address.
    pub email: &'a str,
    /// As what.
    pub role: &'a Role,
    /// SHA-256 of the secret.
    pub token_hash: &'a str,
    /// Id of who invites.
    pub by: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// Until when it can be accepted.
    pub expires: DateTime<Utc>,
}

/// Stores one. An older one for the same address in the same account ends.
///
/// # Errors
/// The database.
pub async fn make(conn: &mut Connection, new: &NewInvitation<'_>) -> Result<(), Error> {
    end_those_of(conn, new.account, new.email, new.at).await?;
    sqlx::query(
        "INSERT INTO invitation (id, account_id, name, email, role, token_hash, made_by, made_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(new.id)
    .bind(new.account)
    .bind(new.name)
    .bind(new.email)
    .bind(new.role.as_str())
    .bind(new.token_hash)
    .bind(new.by)
    .bind(new.at.timestamp_millis())
    .bind(new.expires.timestamp_millis())
    .execute(conn)
    .await
    .map(drop)
}

/// Ends those of an address in an account.
///
/// # Errors
/// The database.
pub async fn end_those_of(
    conn: &mut Connection,
    account: &str,
    email: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE invitation SET ended = 'withdrawn', ended_at = ?
         WHERE account_id = ? AND email = ? AND ended IS NULL",
    )
    .bind(now.timestamp_millis())
    .bind(account)
    .bind(email)
    .execute(conn)
    .await
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    email: String,
    role: String,
    made_by: String,
    made_at: i64,
    expires_at: i64,
}

/// Those that can be accepted, the newest first.
///
/// # Errors
/// The database.
pub async fn open(
    conn: &mut Connection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT i.id, i.name, i.email, i.role, p.name AS made_by, i.made_at, i.expires_at
         FROM invitation i JOIN person p ON p.id = i.made_by
         WHERE i.account_id IN (SELECT value FROM json_each(?)) AND i.ended IS NULL AND i.expires_at > ?
         ORDER BY i.made_at DESC, i.id DESC",
    )
    .bind(reach.account_list())
    .bind(now.timestamp_millis())
    .fetch_all(conn)
    .await?;
    let invitation = |row: Row| {
        Ok(Invitation {
            id: row.id,
            name: row.name,
            email: row.email,
            role: row.role.as_str().into(),
            made_by: row.made_by,
            made_at: instant(row.made_at)?,
            expires_at: instant(row.expires_at)?,
            token: None,
        })
    };
    rows.into_iter().map(invitation).collect()
}

/// Takes an open one of an account back. `false` when there is none.
///
/// # Errors
/// The database.
pub async fn withdraw(
    conn: &mut Connection,
    account: &str,
    id: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let ended = sqlx::query(
        "UPDATE invitation SET ended = 'withdrawn', ended_at = ?1
         WHERE id = ?2 AND account_id = ?3 AND ended IS NULL AND expires_at > ?1",
    )
    .bind(now.timestamp_millis())
    .bind(id)
    .bind(account)
    .execute(conn)
    .await?;
    Ok(ended.rows_affected() == 1)
}

/// One as whoever has its link may see it, ended or not.
#[derive(Clone, Debug)]
pub struct Found {
    /// Id.
    pub id: String,
    /// Into which account.
    pub account_id: String,
    /// Name of the account.
    pub account: String,
    /// Who is invited.
    pub name: String,
    /// The address.
    pub email: String,
    /// As what.
    pub role: Role,
    /// Until when it can be accepted.
    pub expires_at: DateTime<Utc>,
    /// How it has ended.
    pub ended: Option<End>,
}

/// The one whose secret has that hash.
///
/// # Errors
/// The database.
pub async fn by_token(conn: &mut Connection, token_hash: &str) -> Result<Option<Found>, Error> {
    type Columns = (String, String, String, String, String, String, i64, Option<String>);
    let row: Option<Columns> = sqlx::query_as(
        "SELECT i.id, i.account_id, a.name, i.name, i.email, i.role, i.expires_at, i.ended
         FROM invitation i JOIN account a ON a.id = i.account_id WHERE i.token_hash = ?",
    )
    .bind(token_hash)
    .fetch_optional(conn)
    .await?;
    let Some((id, account_id, account, name, email, role, expires_at, ended)) = row else { return Ok(None) };
    let ended = match ended.as_deref() {
        None => None,
        Some("accepted") => Some(End::Accepted),
        Some("withdrawn") => Some(End::Withdrawn),
        Some(other) => return Err(unreadable("an end of an invitation", &other)),
    };
    let (role, expires_at) = (role.as_str().into(), instant(expires_at)?);
    Ok(Some(Found { id, account_id, account, name, email, role, expires_at, ended }))
}

/// Uses it up. `false` when it can't be accepted any more.
///
/// # Errors
/// The database.
pub async fn use_up(conn: &mut Connection, id: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let ended = sqlx::query(
        "UPDATE invitation SET ended = 'accepted', ended_at = ?1
         WHERE id = ?2 AND ended IS NULL AND expires_at > ?1",
    )
    .bind(now.timestamp_millis())
    .bind(id)
    .execute(conn)
    .await?;
    Ok(ended.rows_affected() == 1)
}
