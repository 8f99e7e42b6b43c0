//! Wishes that a unit changes its account: claims by who wants it, transfers by who has it. How a unit moves stands in
//! `moving`. Who sees what of a wish the caller says; the whole of it is read here.

pub mod moving;

use super::{Connection, Error, instant, maybe, reach::Reach};
use chrono::{DateTime, Utc};
use wire::{
    account::AccountRef,
    registration::{Claim, ClaimKind, ClaimState},
};

/// A wish with what never leaves the server.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Everything that the advisor sees.
    pub claim: Claim,
    /// Key of the unit.
    pub unit: String,
    /// The account that has, or had, the unit.
    pub holder: String,
    /// The reseller that had registered it.
    pub seller: Option<String>,
    /// Whose wish it is.
    pub claimant: String,
    /// Whether that is a reseller.
    pub claimant_is_reseller: bool,
    /// Whom it would belong to.
    pub to: To,
}

/// Who asks for wishes.
#[derive(Clone, Debug)]
pub struct Asking<'a> {
    /// The accounts that the one who asks speaks for.
    pub reach: Reach,
    /// The own account.
    pub own: &'a str,
    /// Whether those of accounts that no advisor looks after are shown too.
    pub unassigned: bool,
}

/// Whom a unit would belong to: an account, or an End User by name and address.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct To {
    /// Id of the account, when it was named.
    pub account: Option<String>,
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
    /// The address in one line, for people.
    pub address: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    unit_id: String,
    reference: String,
    model: String,
    state: String,
    claimant_id: String,
    claimant_name: String,
    claimant_kind: String,
    by_name: String,
    holder_id: String,
    holder_name: String,
    seller_id: Option<String>,
    #[sqlx(flatten)]
    to: ToRow,
    reason: String,
    purchase_order: Option<String>,
    others: u32,
    created_at: i64,
    settled_at: Option<i64>,
    settled_by: Option<String>,
    words: Option<String>,
    version: u32,
}

#[derive(sqlx::FromRow)]
struct ToRow {
    to_id: Option<String>,
    to_account_name: Option<String>,
    to_name: String,
    to_address: String,
    to_street: Option<String>,
    to_postal_code: Option<String>,
    to_city: Option<String>,
    to_country: Option<String>,
}

/// That no advisor looks after the account that had the unit, nor after the one that it would go to.
macro_rules! unassigned {
    () => {
        "NOT EXISTS (SELECT 1 FROM assignment g JOIN person v ON v.id = g.person_id AND v.role = 'advisor'
             WHERE g.account_id IN (c.holder_id, c.to_id))"
    };
}

/// `?1` accounts of the one who asks, `?2` the own account, `?3` whether of those without an advisor too.
macro_rules! claims {
    ($tail:literal) => {
        concat!(
            "SELECT c.id, c.kind, c.unit_id, c.reference, u.model, c.state, c.claimant_id, w.name AS claimant_name,
                    w.kind AS claimant_kind, p.name AS by_name, c.holder_id, h.name AS holder_name, c.seller_id, c.to_id,
                    t.name AS to_account_name, c.to_name, c.to_address, c.to_street, c.to_postal_code, c.to_city,
                    c.to_country, c.reason, c.purchase_order,
                    (SELECT count(*) FROM claim o WHERE o.unit_id = c.unit_id AND o.state = 'open' AND o.id <> c.id) AS others,
                    c.created_at, c.settled_at, s.name AS settled_by, c.words, c.version
             FROM claim c
             JOIN unit u ON u.id = c.unit_id
             JOIN account w ON w.id = c.claimant_id
             JOIN account h ON h.id = c.holder_id
             JOIN person p ON p.id = c.by_id
             LEFT JOIN account t ON t.id = c.to_id
             LEFT JOIN person s ON s.id = c.settled_by
             WHERE (c.claimant_id = ?2 OR c.seller_id = ?2 OR c.holder_id IN (SELECT value FROM json_each(?1))
                 OR c.to_id IN (SELECT value FROM json_each(?1)) OR (?3 AND ",
            unassigned!(),
            ")) ",
            $tail
        )
    };
}

/// All that somebody has to do with: the open ones first, then the newest.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, asking: &Asking<'_>) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = sqlx::query_as(claims!("ORDER BY c.state <> 'open', c.created_at DESC, c.id DESC"))
        .bind(asking.reach.account_list())
        .bind(asking.own)
        .bind(asking.unassigned)
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Row::stored).collect()
}

/// How many open wishes wait for any advisor, because the accounts have none.
///
/// # Errors
/// The database.
pub async fn unassigned(conn: &mut Connection) -> Result<u32, Error> {
    sqlx::query_scalar(concat!("SELECT count(*) FROM claim c WHERE c.state = 'open' AND ", unassigned!()))
        .fetch_one(conn)
        .await
}

/// One.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, asking: &Asking<'_>, id: &str) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = sqlx::query_as(claims!("AND c.id = ?4"))
        .bind(asking.reach.account_list())
        .bind(asking.own)
        .bind(asking.unassigned)
        .bind(id)
        .fetch_optional(conn)
        .await?;
    row.map(Row::stored).transpose()
}

impl Row {
    fn stored(self) -> Result<Stored, Error> {
        let ToRow {
            to_id,
            to_account_name,
            to_name,
            to_address,
            to_street,
            to_postal_code,
            to_city,
            to_country,
        } = self.to;
        let account = |id: &str, name: String| AccountRef { id: id.to_owned(), name };
        let claim = Claim {
            id: self.id,
            kind: self.kind.as_str().into(),
            reference: self.reference,
            model: Some(self.model),
            state: self.state.as_str().into(),
            own: false,
            claimant: Some(account(&self.claimant_id, self.claimant_name)),
            by: Some(self.by_name),
            holder: Some(account(&self.holder_id, self.holder_name)),
            to_name: Some(to_name.clone()),
            to_address: Some(to_address.clone()).filter(|address| !address.is_empty()),
            to_account: to_id.as_deref().zip(to_account_name).map(|(id, name)| account(id, name)),
            reason: self.reason,
            purchase_order: self.purchase_order,
            others: self.others,
            created_at: instant(self.created_at)?,
            settled_at: maybe(self.settled_at, instant)?,
            settled_by: self.settled_by,
            words: self.words,
            version: self.version,
        };
        Ok(Stored {
            claim,
            unit: self.unit_id,
            holder: self.holder_id,
            seller: self.seller_id,
            claimant: self.claimant_id,
            claimant_is_reseller: self.claimant_kind == "reseller",
            to: To {
                account: to_id,
                name: to_name,
                street: to_street,
                postal_code: to_postal_code,
                city: to_city,
                country: to_country,
                address: to_address,
            },
        })
    }
}

/// A wish before it is written.
#[derive(Clone, Debug)]
pub struct NewClaim<'a> {
    /// From which side.
    pub kind: ClaimKind,
    /// Key of the unit.
    pub unit: &'a str,
    /// Whose wish it is.
    pub claimant: &'a str,
    /// Id of the person.
    pub by: &'a str,
    /// Whom it would belong to.
    pub to: To,
    /// Why.
    pub reason: &'a str,
    /// The purchase order that it rests on.
    pub purchase_order: Option<&'a str>,
}

/// Writes it, and gives its id.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Connection, new: &NewClaim<'_>, now: DateTime<Utc>) -> Result<String, Error> {
    let id = uuid::Uuid::now_v7().to_string();
    sqlx::query(
        "INSERT INTO claim (id, kind, unit_id, reference, holder_id, seller_id, claimant_id, by_id, to_id, to_name,
             to_address, to_street, to_postal_code, to_city, to_country, reason, purchase_order, created_at)
         SELECT ?, ?, u.id, u.reference, u.account_id, u.registered_by, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
         FROM unit u WHERE u.id = ?",
    )
    .bind(&id)
    .bind(new.kind.as_str())
    .bind(new.claimant)
    .bind(new.by)
    .bind(&new.to.account)
    .bind(&new.to.name)
    .bind(&new.to.address)
    .bind(&new.to.street)
    .bind(&new.to.postal_code)
    .bind(&new.to.city)
    .bind(&new.to.country)
    .bind(new.reason)
    .bind(new.purchase_order)
    .bind(now.timestamp_millis())
    .bind(new.unit)
    .execute(conn)
    .await?;
    Ok(id)
}

/// Has that account an open wish for that unit already?
///
/// # Errors
/// The database.
pub async fn is_wished(conn: &mut Connection, unit: &str, claimant: &str) -> Result<bool, Error> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM claim WHERE unit_id = ? AND state = 'open' AND claimant_id = ?)",
    )
    .bind(unit)
    .bind(claimant)
    .fetch_one(conn)
    .await
}

/// Settles a wish, and with it every other open one for the same unit, which stays where it is or goes where this one says.
///
/// # Errors
/// The database.
pub async fn settle(
    conn: &mut Connection,
    stored: &Stored,
    state: &ClaimState,
    (by, words): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE claim SET state = iif(id = ?1, ?2, 'stayed'), settled_at = ?3, settled_by = ?4, words = ?5,
             demonstration = 0, version = version + 1
         WHERE unit_id = ?6 AND state = 'open'",
    )
    .bind(&stored.claim.id)
    .bind(state.as_str())
    .bind(now.timestamp_millis())
    .bind(by)
    .bind(words)
    .bind(&stored.unit)
    .execute(conn)
    .await
    .map(drop)
}

/// Ends an open wish because who had it takes it back. Others for the same unit stay open.
///
/// # Errors
/// The database.
pub async fn withdraw(conn: &mut Connection, id: &str, by: &str, now: DateTime<Utc>) -> Result<(), Error> {
    sqlx::query(
        "UPDATE claim SET state = 'withdrawn', settled_at = ?2, settled_by = ?3, demonstration = 0, version = version + 1
         WHERE id = ?1 AND state = 'open'",
    )
    .bind(id)
    .bind(now.timestamp_millis())
    .bind(by)
    .execute(conn)
    .await
    .map(drop)
}
