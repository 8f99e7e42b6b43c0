//! What people keep about themselves, and what the vendor says to their certificates. Who may do so is not decided here.

use super::{Connection, Error, reach::Reach};
use chrono::NaiveDate;
use wire::contact::{EnterCertificate, KeepDetails};

/// The contact that is this person in that account.
///
/// # Errors
/// The database.
pub async fn of_person(conn: &mut Connection, reach: &Reach, person: &str) -> Result<Option<String>, Error> {
    sqlx::query_scalar(
        "SELECT id FROM contact WHERE account_id IN (SELECT value FROM json_each(?)) AND person_id = ? ORDER BY place IS NULL, place, id LIMIT 1",
    )
    .bind(reach.account_list())
    .bind(person)
    .fetch_optional(conn)
    .await
}

/// Makes a contact of somebody who signs in, outside the six, as the person is known.
///
/// # Errors
/// The database.
pub async fn make_of_person(
    conn: &mut Connection,
    account: &str,
    person: &str,
    id: &str,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO contact (id, account_id, person_id, name, email, phone, zone)
         SELECT ?, account_id, id, name, email, phone, zone FROM person WHERE id = ? AND account_id = ?",
    )
    .bind(id)
    .bind(person)
    .bind(account)
    .execute(conn)
    .await
    .map(drop)
}

/// Puts somebody's details right; where the person signs in, there too.
///
/// # Errors
/// The database.
pub async fn keep(
    conn: &mut Connection,
    account: &str,
    id: &str,
    details: &KeepDetails,
) -> Result<(), Error> {
    let hours = details.preferred_hours.as_ref();
    let days = hours.map(|hours| hours.days.iter().map(u8::to_string).collect::<Vec<_>>().join(","));
    sqlx::query(
        "UPDATE contact SET name = ?, phone = ?, zone = ?, hours_days = ?, hours_from = ?, hours_to = ?, country = ?
         WHERE id = ? AND account_id = ?",
    )
    .bind(&details.name)
    .bind(&details.phone)
    .bind(&details.zone)
    .bind(days)
    .bind(hours.map(|hours| &hours.from))
    .bind(hours.map(|hours| &hours.to))
    .bind(&details.country)
    .bind(id)
    .bind(account)
    .execute(&mut *conn)
    .await?;
    sqlx::query(
        "UPDATE person SET name = ?1, phone = ?2, zone = ?3, version = version + 1
         WHERE account_id = ?5 AND id = (SELECT person_id FROM contact WHERE id = ?4 AND account_id = ?5)",
    )
    .bind(&details.name)
    .bind(&details.phone)
    .bind(&details.zone)
    .bind(id)
    .bind(account)
    .execute(conn)
    .await
    .map(drop)
}

/// Another certificate, or the same one again. What the vendor said to it stays only when `keeps`.
///
/// # Errors
/// The database.
pub async fn enter_certificate(
    conn: &mut Connection,
    account: &str,
    id: &str,
    certificate: &EnterCertificate,
    expires: NaiveDate,
    keeps: bool,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE contact SET cert_level = ?1, cert_track = ?2, cert_number = ?3, cert_obtained = ?4, cert_expires = ?5,
             cert_approved = cert_approved AND ?6, cert_declined = CASE WHEN ?6 THEN cert_declined END
         WHERE id = ?7 AND account_id = ?8",
    )
    .bind(certificate.level.as_str())
    .bind(&certificate.track)
    .bind(&certificate.number)
    .bind(certificate.obtained.map(|day| day.to_string()))
    .bind(expires.to_string())
    .bind(keeps)
    .bind(id)
    .bind(account)
    .execute(conn)
    .await
    .map(drop)
}

/// The vendor's answer: approved, or declined with a word.
///
/// # Errors
/// The database.
pub async fn decide(
    conn: &mut Connection,
    account: &str,
    id: &str,
    declined: Option<&str>,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE contact SET cert_approved = ?1 IS NULL, cert_declined = ?1 WHERE id = ?2 AND account_id = ?3",
    )
    .bind(declined)
    .bind(id)
    .bind(account)
    .execute(conn)
    .await
    .map(drop)
}
