//! What somebody who registers units chooses from: End Users, their sites and purchase orders, products. A reseller sees of
//! an End User what belongs to units that it registered, and nothing else.

use super::super::{Connection, Error, date, json_list, reach::Reach};
use std::collections::{BTreeMap, HashSet};
use wire::{
    account::AccountRef,
    registration::{EndUserBasis, ModelBasis, PurchaseOrder},
    unit::{EndOfSupport, Site, Term},
};

/// For whom somebody registers: the accounts, and the reseller whose units count.
#[derive(Clone, Copy, Debug)]
pub struct Whom<'a> {
    /// The reseller; `None` for an End User.
    pub reseller: Option<&'a str>,
    /// Own account, or the assigned ones.
    pub accounts: &'a Reach,
}

/// Ids of the End Users.
///
/// # Errors
/// The database.
pub async fn whom(conn: &mut Connection, whom: Whom<'_>) -> Result<HashSet<String>, Error> {
    let ids: Vec<String> = sqlx::query_scalar(
        "SELECT a.id FROM account a
         WHERE (a.id IN (SELECT value FROM json_each(?1))
             OR a.id IN (SELECT u.account_id FROM unit u WHERE u.registered_by = ?2))
           AND a.kind = 'end_user'",
    )
    .bind(whom.accounts.account_list())
    .bind(whom.reseller)
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().collect())
}

#[derive(sqlx::FromRow)]
struct EndUserRow {
    id: String,
    name: String,
    street: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    country: Option<String>,
    units: u32,
}

/// The End Users, by name, with everything.
///
/// # Errors
/// The database.
pub async fn end_users(conn: &mut Connection, whom: Whom<'_>) -> Result<Vec<EndUserBasis>, Error> {
    let rows: Vec<EndUserRow> = sqlx::query_as(
        "SELECT a.id, a.name, a.street, a.postal_code, a.city, a.country,
                (SELECT count(*) FROM unit u WHERE u.account_id = a.id AND (?2 IS NULL OR u.registered_by = ?2)) AS units
         FROM account a
         WHERE (a.id IN (SELECT value FROM json_each(?1))
             OR a.id IN (SELECT u.account_id FROM unit u WHERE u.registered_by = ?2))
           AND a.kind = 'end_user' ORDER BY a.name, a.id",
    )
    .bind(whom.accounts.account_list())
    .bind(whom.reseller)
    .fetch_all(&mut *conn)
    .await?;
    let ids = json_list(rows.iter().map(|row| row.id.as_str()));
    let mut orders = orders(conn, &ids, whom.reseller).await?;
    let mut sites = sites(conn, &ids, whom.reseller).await?;
    let end_user = |row: EndUserRow| EndUserBasis {
        purchase_orders: orders.remove(&row.id).unwrap_or_default().into(),
        sites: sites.remove(&row.id).unwrap_or_default().into(),
        account: AccountRef { id: row.id, name: row.name },
        street: row.street,
        postal_code: row.postal_code,
        city: row.city,
        country: row.country,
        units: row.units,
    };
    Ok(rows.into_iter().map(end_user).collect())
}

#[derive(sqlx::FromRow)]
struct OrderRow {
    account_id: String,
    purchase_order: String,
    number: String,
    kind: String,
    start_on: String,
    end_on: String,
    status: String,
}

async fn orders(
    conn: &mut Connection,
    accounts: &str,
    reseller: Option<&str>,
) -> Result<BTreeMap<String, Vec<PurchaseOrder>>, Error> {
    let rows: Vec<OrderRow> = sqlx::query_as(
        "SELECT c.account_id, c.purchase_order, c.number, c.kind, c.start_on, c.end_on, c.status
         FROM contract c
         WHERE c.account_id IN (SELECT value FROM json_each(?1)) AND c.purchase_order IS NOT NULL
           AND (?2 IS NULL
             -- All that an order bought, so that what it is said to be worth is what it will be worth.
             OR (c.account_id, lower(c.purchase_order)) IN (
                 SELECT o.account_id, lower(o.purchase_order) FROM contract o
                 WHERE EXISTS (SELECT 1 FROM unit_contract uc CROSS JOIN unit u ON u.id = uc.unit_id
                               WHERE uc.contract_number = o.number AND u.registered_by = ?2
                                 AND u.account_id = o.account_id)))
         ORDER BY c.account_id, c.purchase_order, c.start_on, c.number",
    )
    .bind(accounts)
    .bind(reseller)
    .fetch_all(conn)
    .await?;
    let mut orders: BTreeMap<String, Vec<PurchaseOrder>> = BTreeMap::new();
    for row in rows {
        let of_account = orders.entry(row.account_id).or_default();
        let term = Term {
            contract: row.number,
            kind: row.kind.as_str().into(),
            start: date(&row.start_on)?,
            end: date(&row.end_on)?,
            status: row.status.as_str().into(),
        };
        match of_account.last_mut() {
            Some(last) if last.number == row.purchase_order => last.terms.push(term),
            _ => of_account.push(PurchaseOrder { number: row.purchase_order, terms: vec![term].into() }),
        }
    }
    Ok(orders)
}

#[derive(sqlx::FromRow)]
struct SiteRow {
    account_id: String,
    id: String,
    name: String,
    street: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    country: Option<String>,
    zone: Option<String>,
}

async fn sites(
    conn: &mut Connection,
    accounts: &str,
    reseller: Option<&str>,
) -> Result<BTreeMap<String, Vec<Site>>, Error> {
    let rows: Vec<SiteRow> = sqlx::query_as(
        "SELECT s.account_id, s.id, s.name, s.street, s.postal_code, s.city, s.country, s.zone
         FROM site s
         WHERE s.account_id IN (SELECT value FROM json_each(?1))
           AND (?2 IS NULL OR s.id IN (SELECT u.site_id FROM unit u WHERE u.registered_by = ?2))
         ORDER BY s.name, s.id",
    )
    .bind(accounts)
    .bind(reseller)
    .fetch_all(conn)
    .await?;
    let mut sites: BTreeMap<String, Vec<Site>> = BTreeMap::new();
    for row in rows {
        sites.entry(row.account_id).or_default().push(Site {
            id: row.id,
            name: row.name,
            street: row.street,
            postal_code: row.postal_code,
            city: row.city,
            country: row.country,
            zone: row.zone,
        });
    }
    Ok(sites)
}

#[derive(sqlx::FromRow)]
struct ModelRow {
    name: String,
    family: Option<String>,
    vendor: Option<String>,
    eos_state: Option<String>,
    eos_on: Option<String>,
}

/// All products that are known, by number.
///
/// # Errors
/// The database.
pub async fn models(conn: &mut Connection) -> Result<Vec<ModelBasis>, Error> {
    let rows: Vec<ModelRow> =
        sqlx::query_as("SELECT name, family, vendor, eos_state, eos_on FROM model ORDER BY name")
            .fetch_all(conn)
            .await?;
    let model = |row: ModelRow| {
        let end_of_support = match (row.eos_state.as_deref(), row.eos_on.as_deref()) {
            (Some("on"), Some(on)) => Some(EndOfSupport { on: Some(date(on)?) }),
            (Some("not_announced"), _) => Some(EndOfSupport { on: None }),
            _ => None,
        };
        Ok(ModelBasis {
            model: row.name,
            family: row.family,
            vendor: row.vendor.as_deref().map(Into::into),
            end_of_support,
        })
    };
    rows.into_iter().map(model).collect()
}
