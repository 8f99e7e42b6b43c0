//! People and their accounts: who somebody is, by session or by sign-in, and the first ones of an empty installation.

use super::{Connection, Error, date, instant, json_rows, maybe, reach::Reach};
use chrono::{DateTime, Utc};
use rules::{access, participation};
use wire::{
    account::{AccountRef, Role},
    session::{Certification, Me},
};

/// Somebody who is signed in, with everything that decides what that person may do. Read anew for each request, so that
/// a changed role acts at once.
#[derive(Clone, Debug)]
pub struct Person {
    /// What the person may know about itself.
    pub me: Me,
    /// The person's zone, if known.
    pub zone: Option<String>,
    /// When the session was last seen in use.
    pub seen_at: DateTime<Utc>,
}

impl Person {
    /// What this person's eyes reach.
    #[must_use]
    pub fn reach(&self) -> Reach {
        let assigned = || self.me.accounts.iter().map(|account| account.id.clone());
        let role = self.me.role.known();
        match role {
            Some(
                access::Role::Administrator
                | access::Role::Representative
                | access::Role::CertifiedExpert
                | access::Role::Engineer
                | access::Role::Viewer,
            ) => {
                let all = Reach::accounts([self.me.account.id.clone()]);
                if role.is_some_and(participation::sees_only_where_added) {
                    all.cases_where_added(self.me.id.clone())
                } else {
                    all
                }
            }
            Some(access::Role::Advisor | access::Role::VendorEngineer) => Reach::accounts(assigned()),
            Some(access::Role::EscalationDesk) => Reach::escalated_cases(assigned()),
            Some(access::Role::Reseller) => Reach::registered_by(self.me.account.id.clone()),
            Some(access::Role::WebinarGuest) | None => Reach::nothing(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    email: String,
    phone: Option<String>,
    role: String,
    zone: Option<String>,
    account_id: String,
    account_name: String,
    named: bool,
    shown_zone: Option<String>,
    week_start: Option<String>,
    cert_level: Option<String>,
    cert_track: Option<String>,
    cert_expires: Option<String>,
    cert_approved: Option<bool>,
    cert_number: Option<String>,
    cert_obtained: Option<String>,
    cert_declined: Option<String>,
    accounts: String,
    seen_at: i64,
    expires_at: i64,
}

/// Somebody with the accounts to look after, in one statement: it is asked at each request.
macro_rules! people {
    ($from:literal, $where:literal) => {
        concat!(
            "SELECT p.id, p.name, p.email, p.phone, p.role, p.zone, p.shown_zone, p.week_start, p.account_id,
                    a.name AS account_name,
                    EXISTS (SELECT 1 FROM contact n WHERE n.person_id = p.id AND n.place IS NOT NULL) AS named,
                    c.cert_level, c.cert_track, c.cert_expires, c.cert_approved, c.cert_number, c.cert_obtained,
                    c.cert_declined,
                    (SELECT json_group_array(json_array(o.id, o.name) ORDER BY o.name, o.id)
                       FROM assignment g JOIN account o ON o.id = g.account_id WHERE g.person_id = p.id) AS accounts, ",
            $from,
            "JOIN account a ON a.id = p.account_id
             LEFT JOIN contact c ON c.id = (
                 SELECT k.id FROM contact k WHERE k.person_id = p.id AND k.cert_level IS NOT NULL
                 ORDER BY k.cert_approved DESC, k.cert_expires DESC, k.id LIMIT 1) ",
            $where
        )
    };
}

/// The person of a session that has not ended.
///
/// # Errors
/// The database.
pub async fn by_session(
    conn: &mut Connection,
    id_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Person>, Error> {
    let row: Option<Row> = sqlx::query_as(people!(
        "s.seen_at, s.expires_at FROM session s JOIN person p ON p.id = s.person_id ",
        // Without a password there is no session either, and a session counts for the password that it began with only: one
        // that began while the password was changed or taken away is none, also when there is another password by now.
        "WHERE s.id_hash = ? AND s.expires_at > ? AND p.password_hash IS NOT NULL
             AND s.password_generation = p.password_generation"
    ))
    .bind(id_hash)
    .bind(now.timestamp_millis())
    .fetch_optional(conn)
    .await?;
    row.map(Row::person).transpose()
}

/// The same as [`by_session`], for somebody who is just signing in.
///
/// # Errors
/// The database.
pub async fn by_id(conn: &mut Connection, id: &str) -> Result<Option<Me>, Error> {
    let row: Option<Row> =
        sqlx::query_as(people!("0 AS seen_at, 0 AS expires_at FROM person p ", "WHERE p.id = ?"))
            .bind(id)
            .fetch_optional(conn)
            .await?;
    maybe(row, |row| Ok(row.person()?.me))
}

impl Row {
    fn person(self) -> Result<Person, Error> {
        let account = |(id, name)| AccountRef { id, name };
        let accounts = json_rows(&self.accounts)?.into_iter().map(account).collect();
        let certification = match (self.cert_level, maybe(self.cert_expires.as_deref(), date)?) {
            (Some(level), Some(expires)) => Some(Certification {
                level: level.as_str().into(),
                track: self.cert_track.unwrap_or_default(),
                expires,
                approved: self.cert_approved.unwrap_or_default(),
                number: self.cert_number,
                obtained: maybe(self.cert_obtained.as_deref(), date)?,
                declined: self.cert_declined,
            }),
            _ => None,
        };
        Ok(Person {
            me: Me {
                id: self.id,
                name: self.name,
                email: self.email,
                phone: self.phone,
                role: self.role.as_str().into(),
                account: AccountRef { id: self.account_id, name: self.account_name },
                accounts,
                named_representative: self.named,
                certification,
                zone: self.shown_zone,
                week_start: self.week_start.as_deref().map(Into::into),
                session_ends_at: Some(instant(self.expires_at)?),
            },
            zone: self.zone,
            seen_at: instant(self.seen_at)?,
        })
    }
}

/// What a sign-in is checked against.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Credentials {
    /// Id of the person.
    pub id: String,
    /// Argon2id.
    pub password_hash: String,
    /// Grows by one whenever the password is changed, given or taken away.
    pub password_generation: i64,
}

/// Those of whoever has that address and can sign in.
///
/// # Errors
/// The database.
pub async fn credentials(conn: &mut Connection, email: &str) -> Result<Option<Credentials>, Error> {
    sqlx::query_as(
        "SELECT id, password_hash, password_generation FROM person WHERE email = ? AND password_hash IS NOT NULL",
    )
    .bind(email)
    .fetch_optional(conn)
    .await
}

/// Somebody of the demonstration.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DemonstrationPerson {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Role, as stored.
    pub role: String,
    /// Name of the account.
    pub account: String,
    /// What this person is good for seeing.
    pub about: String,
}

impl DemonstrationPerson {
    /// The role.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role.as_str().into()
    }
}

/// Everybody of the demonstration who can sign in, in the order in which they were placed.
///
/// # Errors
/// The database.
pub async fn of_demonstration(conn: &mut Connection) -> Result<Vec<DemonstrationPerson>, Error> {
    sqlx::query_as(
        "SELECT p.name, p.email, p.role, a.name AS account, p.about
         FROM person p JOIN account a ON a.id = p.account_id
         WHERE p.about IS NOT NULL AND p.password_hash IS NOT NULL ORDER BY p.rowid",
    )
    .fetch_all(conn)
    .await
}

/// Can nobody sign in yet?
///
/// # Errors
/// The database.
pub async fn none_can_sign_in(conn: &mut Connection) -> Result<bool, Error> {
    sqlx::query_scalar("SELECT NOT EXISTS (SELECT 1 FROM person WHERE password_hash IS NOT NULL)")
        .fetch_one(conn)
        .await
}

/// A new account.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Name; an account with the same name is the same account.
    pub name: String,
    /// `end_user`, `reseller`, `vendor`.
    pub kind: String,
    /// Two letters.
    pub country: Option<String>,
}

/// The id and kind of the account with that name; made when it is not there.
///
/// # Errors
/// The database.
pub async fn account(conn: &mut Connection, new: &NewAccount) -> Result<(String, String), Error> {
    let known: Option<(String, String)> =
        sqlx::query_as("SELECT id, kind FROM account WHERE name = ? ORDER BY id LIMIT 1")
            .bind(&new.name)
            .fetch_optional(&mut *conn)
            .await?;
    if let Some(known) = known {
        return Ok(known);
    }
    let id = uuid::Uuid::now_v7().to_string();
    sqlx::query("INSERT INTO account (id, name, kind, country) VALUES (?, ?, ?, ?)")
        .bind(&id)
        .bind(&new.name)
        .bind(&new.kind)
        .bind(&new.country)
        .execute(conn)
        .await?;
    Ok((id, new.kind.clone()))
}

/// Adds somebody who can sign in. Returns `None` when the address is taken.
///
/// # Errors
/// The database.
pub async fn add(
    conn: &mut Connection,
    account: &str,
    name: &str,
    email: &str,
    role: access::Role,
    password_hash: &str,
) -> Result<Option<String>, Error> {
    let id = uuid::Uuid::now_v7().to_string();
    let added = sqlx::query(
        "INSERT INTO person (id, account_id, name, email, role, password_hash) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (email) DO NOTHING",
    )
    .bind(&id)
    .bind(account)
    .bind(name)
    .bind(email)
    .bind(Role::from(role).as_str())
    .bind(password_hash)
    .execute(&mut *conn)
    .await?;
    if added.rows_affected() != 1 {
        return Ok(None);
    }
    // Whoever is a contact already, by this address, is that person.
    sqlx::query("UPDATE contact SET person_id = ? WHERE account_id = ? AND email = ? COLLATE NOCASE AND person_id IS NULL")
        .bind(&id)
        .bind(account)
        .bind(email)
        .execute(conn)
        .await?;
    Ok(Some(id))
}
