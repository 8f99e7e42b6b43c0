//! People of the demonstration, and who of them may speak for an account. Names are invented; addresses and telephone
//! numbers are reserved ones. Those with an `about` text can sign in; the others are names on a roster.

mod cast;
mod keeping;
mod proposals;
mod roster;

pub use cast::*;
pub use keeping::renew as renew_keeping;
pub use proposals::renew as renew_proposals;
pub use roster::{renew_certificates, standing};

use super::{accounts, anchor::Anchor};
use sqlx::SqliteConnection;
use wire::account::Role;

/// Somebody.
pub struct Person {
    pub id: &'static str,
    pub account: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub role: Role,
    pub zone: &'static str,
    /// What one can see when signed in as this person; `None` for people who can't sign in.
    pub about: Option<&'static str>,
}

/// The name of a person.
pub fn name(id: &str) -> &'static str {
    PEOPLE.iter().find(|person| person.id == id).map_or("", |person| person.name)
}

/// Accounts that the vendor's people look after, and the End Users of a reseller's people.
const ASSIGNMENTS: &[(&str, &[&str])] = &[
    (ADVISOR_AMERICAS, &[accounts::CARRIER, accounts::COOPERATIVE]),
    (ADVISOR_EMEA, &[accounts::OPERATOR]),
    (STAND_IN_EMEA, &[accounts::OPERATOR]),
    (ADVISOR_APAC, &[accounts::METRO]),
    (VENDOR_ENGINEER, &[accounts::CARRIER, accounts::OPERATOR, accounts::METRO]),
    (ESCALATION_DESK, &[accounts::CARRIER, accounts::OPERATOR, accounts::METRO]),
    (RESELLER_USER, &[accounts::METRO, accounts::COOPERATIVE]),
];

pub async fn insert(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    password_hash: &str,
) -> Result<(), sqlx::Error> {
    for (place, person) in PEOPLE.iter().enumerate() {
        sqlx::query(
            "INSERT INTO person (id, account_id, name, email, phone, role, password_hash, zone, about, signed_in_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(person.id)
        .bind(person.account)
        .bind(person.name)
        .bind(person.email)
        .bind(person.phone)
        .bind(person.role.as_str())
        .bind(person.about.map(|_| password_hash))
        .bind(person.zone)
        .bind(person.about)
        .bind(person.about.and_then(|_| last_sign_in(anchor, place)))
        .execute(&mut *conn)
        .await?;
    }
    for (person, accounts) in ASSIGNMENTS {
        for account in *accounts {
            sqlx::query("INSERT INTO assignment (person_id, account_id) VALUES (?, ?)")
                .bind(*person)
                .bind(*account)
                .execute(&mut *conn)
                .await?;
        }
    }
    roster::insert(conn, anchor).await?;
    keeping::insert(conn, anchor).await?;
    proposals::insert(conn, anchor).await
}

/// The days on which they signed in move with the anchor, like everything that the demonstration has placed; somebody who has
/// really signed in since keeps that day.
pub async fn renew_sign_ins(
    conn: &mut SqliteConnection,
    anchor: &Anchor,
    before: Option<&Anchor>,
) -> Result<(), sqlx::Error> {
    for (place, person) in PEOPLE.iter().enumerate().filter(|(_, person)| person.about.is_some()) {
        sqlx::query("UPDATE person SET signed_in_at = ? WHERE id = ? AND signed_in_at IS ?")
            .bind(last_sign_in(anchor, place))
            .bind(person.id)
            .bind(before.and_then(|before| last_sign_in(before, place)))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

/// Some days ago, another number for each; every sixth never.
fn last_sign_in(anchor: &Anchor, place: usize) -> Option<i64> {
    let place = i64::try_from(place).ok().filter(|place| place % 6 != 5)?;
    Some(anchor.minutes(-(1 + place * 17 % 23) * 24 * 60).timestamp_millis())
}
