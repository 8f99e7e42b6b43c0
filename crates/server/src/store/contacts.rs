//! The people who may speak for an account: the two to six named representatives, and people outside them with their
//! certificates. Which of those count as certified experts is not decided here.

use super::{Connection, Error, date, maybe, reach::Reach};
use wire::{
    contact::{Contact, Hours},
    session::Certification,
};

/// Both lists.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// By their place, 1 to 6.
    pub representatives: Vec<Contact>,
    /// Outside the six, by name; with any certificate, or none.
    pub outside: Vec<Contact>,
}

impl Roster {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Contact> {
        self.representatives.iter().chain(&self.outside)
    }

    /// The one with that id.
    #[must_use]
    pub fn one(&self, id: &str) -> Option<&Contact> {
        self.all().find(|contact| contact.id == id)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    place: Option<i64>,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    zone: Option<String>,
    hours_days: Option<String>,
    hours_from: Option<String>,
    hours_to: Option<String>,
    cert_level: Option<String>,
    cert_track: Option<String>,
    cert_expires: Option<String>,
    cert_approved: bool,
    cert_number: Option<String>,
    cert_obtained: Option<String>,
    cert_declined: Option<String>,
    country: Option<String>,
}

/// The roster of the account in reach.
///
/// # Errors
/// The database.
pub async fn roster(conn: &mut Connection, reach: &Reach) -> Result<Roster, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, place, name, email, phone, zone, hours_days, hours_from, hours_to,
                cert_level, cert_track, cert_expires, cert_approved, cert_number, cert_obtained, cert_declined, country
         FROM contact WHERE account_id IN (SELECT value FROM json_each(?)) ORDER BY place, name, id",
    )
    .bind(reach.account_list())
    .fetch_all(conn)
    .await?;
    let mut roster = Roster::default();
    for row in rows {
        let list = match row.place {
            Some(_) => &mut roster.representatives,
            None => &mut roster.outside,
        };
        list.push(row.contact()?);
    }
    Ok(roster)
}

/// Id of the contact with whom a case is spoken about: the one that was named, else who opened it on the End User's side, or for
/// whom the vendor's side did.
///
/// # Errors
/// The database.
pub async fn of_case(conn: &mut Connection, reach: &Reach, number: &str) -> Result<Option<String>, Error> {
    let found: Option<Option<String>> = sqlx::query_scalar(
        "SELECT coalesce(c.contact_id, (SELECT k.id FROM contact k
             WHERE k.account_id = c.account_id AND CASE c.on_behalf
                 WHEN 0 THEN k.person_id = c.opened_by
                 ELSE c.opened_for_id IN (k.id, k.person_id) END
             ORDER BY k.place IS NULL, k.place, k.id LIMIT 1))
         FROM tech_case c WHERE c.account_id IN (SELECT value FROM json_each(?)) AND c.number = ?",
    )
    .bind(reach.account_list())
    .bind(number)
    .fetch_optional(conn)
    .await?;
    Ok(found.flatten())
}

impl Row {
    fn contact(self) -> Result<Contact, Error> {
        let preferred_hours = match (self.hours_days, self.hours_from, self.hours_to) {
            (Some(days), Some(from), Some(to)) => {
                let days = days.split(',').filter_map(|day| day.trim().parse::<u8>().ok()).collect();
                Some(Hours { days, from, to })
            }
            _ => None,
        };
        let certification = match (self.cert_level, maybe(self.cert_expires.as_deref(), date)?) {
            (Some(level), Some(expires)) => Some(Certification {
                level: level.as_str().into(),
                track: self.cert_track.unwrap_or_default(),
                expires,
                approved: self.cert_approved,
                number: self.cert_number,
                obtained: maybe(self.cert_obtained.as_deref(), date)?,
                declined: self.cert_declined,
            }),
            _ => None,
        };
        Ok(Contact {
            id: self.id,
            name: self.name,
            email: self.email,
            phone: self.phone,
            zone: self.zone,
            preferred_hours,
            country: self.country,
            certification,
        })
    }
}
