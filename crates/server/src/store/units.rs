//! Units of the install base with everything that decides their cover: site, terms, parts.

use super::{Connection, Error, date, instant, json_list, maybe, reach::Reach};
use rules::serial::SerialNumber;
use std::collections::HashMap;
use wire::{
    account::AccountRef,
    unit::{EndOfSupport, OrderLine, Part, Registration, Site, Term, Unit},
};

/// A unit with its key in the database. Terms and parts are asked for separately, for those that need them.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Key; never leaves the server as such.
    pub id: String,
    /// What crosses HTTP.
    pub unit: Unit,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    reference: String,
    serial: Option<String>,
    host_name: Option<String>,
    model: String,
    family: Option<String>,
    description: Option<String>,
    account_id: String,
    account_name: String,
    account_country: Option<String>,
    vendor: Option<String>,
    source: Option<String>,
    usage: Option<String>,
    order_state: Option<String>,
    order_number: Option<String>,
    order_replaces: Option<String>,
    registered: Option<bool>,
    registered_on: Option<String>,
    site_known: bool,
    site_id: Option<String>,
    site_name: Option<String>,
    street: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    country: Option<String>,
    zone: Option<String>,
    eos_state: Option<String>,
    eos_on: Option<String>,
    software_release: Option<String>,
    release_confirmed_at: Option<i64>,
    version: u32,
}

/// `?1` accounts, `?2` reseller, `?3` the one account.
macro_rules! units {
    ($tail:literal) => {
        concat!(
            "SELECT u.id, u.reference, u.serial, u.host_name, u.model, u.family, u.description,
                    u.account_id, a.name AS account_name, a.country AS account_country,
                    u.vendor, u.source, u.usage, u.order_state, u.order_number, u.order_replaces,
                    u.registered, u.registered_on, u.site_known,
                    s.id AS site_id, s.name AS site_name, s.street, s.postal_code, s.city, s.country, s.zone,
                    u.eos_state, u.eos_on, u.software_release, u.release_confirmed_at, u.version
             FROM unit u JOIN account a ON a.id = u.account_id LEFT JOIN site s ON s.id = u.site_id
             WHERE (u.account_id IN (SELECT value FROM json_each(?1)) OR u.registered_by = ?2)
               AND (?3 IS NULL OR u.account_id = ?3) ",
            $tail
        )
    };
}

/// All units in reach, without terms and parts, in no order.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = sqlx::query_as(units!(""))
        .bind(reach.account_list())
        .bind(reach.reseller())
        .bind(reach.narrowed_to())
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Row::stored).collect()
}

/// Units in reach at these sites, without terms and parts, in no order.
///
/// # Errors
/// The database.
pub async fn at_sites<'a>(
    conn: &mut Connection,
    reach: &Reach,
    sites: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = sqlx::query_as(units!("AND u.site_id IN (SELECT value FROM json_each(?4))"))
        .bind(reach.account_list())
        .bind(reach.reseller())
        .bind(reach.narrowed_to())
        .bind(json_list(sites))
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Row::stored).collect()
}

/// One unit with terms and parts, by its reference as people type it. References are unique within an account; in the rare case that two accounts in reach
/// share one, the older unit answers.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, reach: &Reach, reference: &str) -> Result<Option<Stored>, Error> {
    let reference = reference.trim();
    let typed = SerialNumber::parse(reference).ok();
    let row: Option<Row> =
        sqlx::query_as(units!("AND u.reference IN (?4, ?5) ORDER BY u.reference <> ?4, u.id LIMIT 1"))
            .bind(reach.account_list())
            .bind(reach.reseller())
            .bind(reach.narrowed_to())
            .bind(reference)
            .bind(typed.as_ref().map_or(reference, SerialNumber::as_str))
            .fetch_optional(&mut *conn)
            .await?;
    let Some(mut found) = row.map(Row::stored).transpose()? else { return Ok(None) };
    let ids = [found.id.as_str()];
    found.unit.terms = terms(conn, ids).await?.remove(&found.id).or(Some(Vec::new())).map(Into::into);
    found.unit.parts = parts(conn, ids).await?.remove(&found.id).unwrap_or_default().into();
    Ok(Some(found))
}

impl Row {
    fn stored(self) -> Result<Stored, Error> {
        let site = match (self.site_known, self.site_id) {
            (false, _) => None,
            (true, None) => Some(None),
            (true, Some(id)) => Some(Some(Site {
                id,
                name: self.site_name.unwrap_or_default(),
                street: self.street,
                postal_code: self.postal_code,
                city: self.city,
                country: self.country,
                zone: self.zone,
            })),
        };
        let unit = Unit {
            reference: self.reference,
            serial: self.serial,
            host_name: self.host_name,
            model: self.model,
            family: self.family,
            description: self.description,
            account: AccountRef { id: self.account_id, name: self.account_name },
            account_country: self.account_country,
            vendor: self.vendor.as_deref().map(Into::into),
            source: self.source.as_deref().map(Into::into),
            usage: self.usage.as_deref().map(Into::into),
            order: self.order_state.as_deref().map(|state| OrderLine {
                state: state.into(),
                number: self.order_number,
                replaces: self.order_replaces,
            }),
            registration: match self.registered {
                Some(registered) => {
                    Some(Registration { registered, on: maybe(self.registered_on.as_deref(), date)? })
                }
                None => None,
            },
            site,
            end_of_support: end_of_support(self.eos_state.as_deref(), self.eos_on.as_deref())?,
            terms: None,
            parts: Vec::new().into(),
            software_release: self.software_release,
            release_confirmed_at: maybe(self.release_confirmed_at, instant)?,
            cover: None,
            version: self.version,
        };
        Ok(Stored { id: self.id, unit })
    }
}

fn end_of_support(state: Option<&str>, on: Option<&str>) -> Result<Option<EndOfSupport>, Error> {
    Ok(match (state, on) {
        (Some("on"), Some(on)) => Some(EndOfSupport { on: Some(date(on)?) }),
        (Some("not_announced"), _) => Some(EndOfSupport { on: None }),
        _ => None,
    })
}

#[derive(sqlx::FromRow)]
struct TermRow {
    unit_id: String,
    number: String,
    kind: String,
    start_on: String,
    end_on: String,
    status: String,
}

/// The terms of contracts that name these units, by unit.
///
/// # Errors
/// The database.
pub async fn terms<'a>(
    conn: &mut Connection,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, Vec<Term>>, Error> {
    let rows: Vec<TermRow> = sqlx::query_as(
        "SELECT uc.unit_id, c.number, c.kind, c.start_on, c.end_on, c.status
         FROM unit_contract uc JOIN contract c ON c.number = uc.contract_number
         WHERE uc.unit_id IN (SELECT value FROM json_each(?)) ORDER BY uc.unit_id, c.start_on, c.number",
    )
    .bind(json_list(ids))
    .fetch_all(conn)
    .await?;
    let mut terms: HashMap<String, Vec<Term>> = HashMap::new();
    for row in rows {
        terms.entry(row.unit_id).or_default().push(Term {
            contract: row.number,
            kind: row.kind.as_str().into(),
            start: date(&row.start_on)?,
            end: date(&row.end_on)?,
            status: row.status.as_str().into(),
        });
    }
    Ok(terms)
}

#[derive(sqlx::FromRow)]
struct PartRow {
    unit_id: String,
    slot: String,
    model: String,
    serial: Option<String>,
    vendor: Option<String>,
    eos_state: Option<String>,
    eos_on: Option<String>,
}

/// The parts inside these units, by unit.
///
/// # Errors
/// The database.
pub async fn parts<'a>(
    conn: &mut Connection,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, Vec<Part>>, Error> {
    let rows: Vec<PartRow> = sqlx::query_as(
        "SELECT unit_id, slot, model, serial, vendor, eos_state, eos_on FROM part
         WHERE unit_id IN (SELECT value FROM json_each(?)) ORDER BY unit_id, slot, id",
    )
    .bind(json_list(ids))
    .fetch_all(conn)
    .await?;
    let mut parts: HashMap<String, Vec<Part>> = HashMap::new();
    for row in rows {
        parts.entry(row.unit_id).or_default().push(Part {
            slot: row.slot,
            model: row.model,
            serial: row.serial,
            vendor: row.vendor.as_deref().map(Into::into),
            end_of_support: end_of_support(row.eos_state.as_deref(), row.eos_on.as_deref())?,
        });
    }
    Ok(parts)
}
