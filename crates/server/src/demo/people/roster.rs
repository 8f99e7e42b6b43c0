//! The two to six named representatives of each End User, and certified experts beside them. At the carrier the hours
//! are laid so that at any instant somebody can be reached and somebody can't.

use super::{
    ASSOCIATE, ENGINEER, EXPERT, EXPIRING_EXPERT, IN_KOLKATA, IN_TOKYO, METRO_SENIOR, NIGHT_SHIFT,
    OPERATOR_ADMINISTRATOR, OPERATOR_ROSTER, PEOPLE, SENIOR,
};
use crate::demo::anchor::Anchor;
use rules::expert_to_expert::{Approval, Certification, Level, Named, Standing};
use sqlx::SqliteConnection;

struct Contact {
    person: &'static str,
    /// Place among the six; `None` outside them.
    place: Option<u8>,
    /// Days, from, to.
    hours: Option<[&'static str; 3]>,
    certificate: Option<Certificate>,
}

struct Certificate {
    level: Level,
    track: &'static str,
    /// Last valid day, counted from today.
    ends_in: i64,
    approval: Approval,
}

const ALWAYS: &str = "1,2,3,4,5,6,7";
const WORKDAYS: &str = "1,2,3,4,5";

const fn named(
    person: &'static str,
    place: u8,
    hours: [&'static str; 3],
    certificate: Option<Certificate>,
) -> Contact {
    Contact { person, place: Some(place), hours: Some(hours), certificate }
}

const fn certified(
    level: Level,
    track: &'static str,
    ends_in: i64,
    approval: Approval,
) -> Option<Certificate> {
    Some(Certificate { level, track, ends_in, approval })
}

const fn beside(person: &'static str, certificate: Option<Certificate>) -> Contact {
    Contact { person, place: None, hours: None, certificate }
}

const CONTACTS: &[Contact] = &[
    // Day and night in Denver: always exactly one of the two.
    named(SENIOR, 1, [ALWAYS, "06:00", "18:00"], certified(Level::Jncip, "SP", 402, Approval::Approved)),
    named(NIGHT_SHIFT, 2, [ALWAYS, "18:00", "06:00"], certified(Level::Jncis, "SP", 211, Approval::Approved)),
    named(IN_TOKYO, 3, [WORKDAYS, "09:00", "18:00"], certified(Level::Jncis, "DC", -40, Approval::Approved)),
    named(
        IN_KOLKATA,
        4,
        [WORKDAYS, "09:30", "18:30"],
        certified(Level::Jncip, "ENT", 655, Approval::Approved),
    ),
    beside(EXPERT, certified(Level::Jncie, "SP", 530, Approval::Approved)),
    beside(EXPIRING_EXPERT, certified(Level::Jncis, "ENT", 20, Approval::Approved)),
    // Waits for the advisor.
    beside(ENGINEER, certified(Level::Jncis, "SP", 1_020, Approval::Pending)),
    // No basis for access; it stands here so that the portal can say so.
    beside(ASSOCIATE, certified(Level::Jncia, "Junos", 690, Approval::Pending)),
    named(
        OPERATOR_ADMINISTRATOR,
        1,
        [WORKDAYS, "08:00", "17:00"],
        certified(Level::Jncip, "SP", 333, Approval::Approved),
    ),
    named(
        OPERATOR_ROSTER[0],
        2,
        [ALWAYS, "06:00", "14:00"],
        certified(Level::Jncis, "SP", 120, Approval::Approved),
    ),
    named(
        OPERATOR_ROSTER[1],
        3,
        [ALWAYS, "14:00", "22:00"],
        certified(Level::Jncis, "Security", 260, Approval::Approved),
    ),
    named(OPERATOR_ROSTER[2], 4, [ALWAYS, "22:00", "06:00"], None),
    named(
        OPERATOR_ROSTER[3],
        5,
        [WORKDAYS, "09:00", "18:00"],
        certified(Level::Jncip, "DC", 480, Approval::Approved),
    ),
    named(OPERATOR_ROSTER[4], 6, ["6,7", "00:00", "00:00"], None),
    named(
        METRO_SENIOR,
        1,
        [WORKDAYS, "09:30", "18:30"],
        certified(Level::Jncis, "SP", 75, Approval::Approved),
    ),
];

/// What decides a person's Expert to Expert access on the anchor's day.
pub fn standing(person: &str, anchor: &Anchor) -> Standing {
    let contact = CONTACTS.iter().find(|contact| contact.person == person);
    Standing {
        named: if contact.is_some_and(|contact| contact.place.is_some()) {
            Named::Representative
        } else {
            Named::NotNamed
        },
        certification: contact.and_then(|contact| contact.certificate.as_ref()).map(|certificate| {
            Certification {
                level: certificate.level,
                expires: anchor.days(certificate.ends_in),
                approval: certificate.approval,
            }
        }),
    }
}

pub async fn insert(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for (contact, number) in CONTACTS.iter().zip(40_711..) {
        let Some(person) = PEOPLE.iter().find(|person| person.id == contact.person) else { continue };
        let [days, from, to] = contact.hours.map_or([None; 3], |hours| hours.map(Some));
        let certificate = contact.certificate.as_ref();
        sqlx::query(
            "INSERT INTO contact (id, account_id, person_id, place, name, email, phone, zone, hours_days, hours_from,
               hours_to, cert_level, cert_track, cert_expires, cert_approved, cert_number)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id_of(contact))
        .bind(person.account)
        .bind(person.id)
        .bind(contact.place)
        .bind(person.name)
        .bind(person.email)
        .bind(person.phone)
        .bind(person.zone)
        .bind(days)
        .bind(from)
        .bind(to)
        .bind(certificate.map(|certificate| certificate.level.name()))
        .bind(certificate.map(|certificate| certificate.track))
        .bind(certificate.map(|certificate| anchor.days(certificate.ends_in).to_string()))
        .bind(certificate.is_some_and(|certificate| certificate.approval == Approval::Approved))
        .bind(certificate.map(|_| format!("DEMO-{number}")))
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// The certificates' last days move with the anchor, as long as nobody has entered another certificate.
pub async fn renew_certificates(conn: &mut SqliteConnection, anchor: &Anchor) -> Result<(), sqlx::Error> {
    for contact in CONTACTS {
        let Some(certificate) = &contact.certificate else { continue };
        sqlx::query("UPDATE contact SET cert_expires = ? WHERE id = ? AND coalesce(cert_number, 'DEMO-') LIKE 'DEMO-%'")
            .bind(anchor.days(certificate.ends_in).to_string())
            .bind(id_of(contact))
            .execute(&mut *conn)
            .await?;
    }
    Ok(())
}

fn id_of(contact: &Contact) -> String {
    contact.person.replacen("person", "contact", 1)
}
