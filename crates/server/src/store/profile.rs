//! What people set of themselves, and who there is in an account. What a name, a number or a password must be like is not
//! decided here.

use super::{Connection, Error, instant, maybe};
use chrono::{DateTime, Utc};

/// Own details as they are to be kept.
#[derive(Clone, Debug)]
pub struct Details {
    /// Name.
    pub name: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// IANA name of the zone in which times are shown.
    pub zone: Option<String>,
    /// The day on which weeks begin.
    pub week_start: Option<String>,
}

/// Keeps somebody's own details.
///
/// # Errors
/// The database.
pub async fn describe(conn: &mut Connection, person: &str, details: &Details) -> Result<(), Error> {
    sqlx::query(
        "UPDATE person SET name = ?, phone = ?, shown_zone = ?, week_start = ?, version = version + 1 WHERE id = ?",
    )
    .bind(&details.name)
    .bind(&details.phone)
    .bind(&details.zone)
    .bind(&details.week_start)
    .bind(person)
    .execute(conn)
    .await
    .map(drop)
}

/// Puts another hash in the place of the one that was checked. Returns false when it is another one by now.
///
/// # Errors
/// The database.
pub async fn set_password(
    conn: &mut Connection,
    person: &str,
    checked: &str,
    hash: &str,
) -> Result<bool, Error> {
    let set = sqlx::query(
        "UPDATE person SET password_hash = ?, password_generation = password_generation + 1
         WHERE id = ? AND password_hash = ?",
    )
    .bind(hash)
    .bind(person)
    .bind(checked)
    .execute(conn)
    .await?;
    Ok(set.rows_affected() == 1)
}

/// Notes that somebody has signed in with a password of that generation. Returns false when it is another one by now, or none.
///
/// # Errors
/// The database.
pub async fn signed_in(
    conn: &mut Connection,
    person: &str,
    generation: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let noted = sqlx::query(
        "UPDATE person SET signed_in_at = ? WHERE id = ? AND password_generation = ? AND password_hash IS NOT NULL",
    )
    .bind(now.timestamp_millis())
    .bind(person)
    .bind(generation)
    .execute(conn)
    .await?;
    Ok(noted.rows_affected() == 1)
}

/// Somebody of an account.
#[derive(Clone, Debug)]
pub struct Known {
    /// Opaque id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Role, as stored; none for a named representative who has none.
    pub role: Option<String>,
    /// One of the two to six.
    pub named: bool,
    /// May sign in.
    pub may_sign_in: bool,
    /// When that was last done.
    pub signed_in_at: Option<DateTime<Utc>>,
}

type Row = (String, String, Option<String>, bool, bool, Option<i64>);

/// Everybody of an account, by name: those with a role, and named representatives without one.
///
/// # Errors
/// The database.
pub async fn of_account(conn: &mut Connection, account: &str) -> Result<Vec<Known>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT p.id, p.name, p.role,
                EXISTS (SELECT 1 FROM contact c WHERE c.person_id = p.id AND c.account_id = ?1 AND c.place IS NOT NULL),
                p.password_hash IS NOT NULL, p.signed_in_at
         FROM person p WHERE p.account_id = ?1
         UNION ALL
         SELECT c.id, c.name, NULL, 1, 0, NULL
         FROM contact c WHERE c.account_id = ?1 AND c.place IS NOT NULL AND c.person_id IS NULL
         ORDER BY 2 COLLATE NOCASE, 1",
    )
    .bind(account)
    .fetch_all(conn)
    .await?;
    let known = |(id, name, role, named, may_sign_in, at): Row| {
        Ok(Known { id, name, role, named, may_sign_in, signed_in_at: maybe(at, instant)? })
    };
    rows.into_iter().map(known).collect()
}
