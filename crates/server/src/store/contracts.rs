//! Service contracts of the accounts in reach.

use super::{Connection, Error, date, reach::Reach};
use wire::{
    account::AccountRef,
    contract::{Agreement, Purchase, Qualification, ServiceContract},
};

#[derive(sqlx::FromRow)]
struct Row {
    number: String,
    kind: String,
    status: String,
    start_on: String,
    end_on: String,
    purchase_order: Option<String>,
    co_term_reference: Option<String>,
    account_id: String,
    account_name: String,
    agreement: Option<String>,
    agreement_reference: Option<String>,
    qualified: Option<bool>,
    qualified_by: Option<String>,
    qualified_on: Option<String>,
    bought: Option<String>,
    reseller_authorized: Option<bool>,
    end_user_named: Option<bool>,
    units: u32,
}

/// All of them, by end date, undecided.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach) -> Result<Vec<ServiceContract>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT c.number, c.kind, c.status, c.start_on, c.end_on, c.purchase_order, c.co_term_reference,
                c.agreement, c.agreement_reference, c.qualified, c.qualified_by, c.qualified_on, c.bought,
                c.reseller_authorized, c.end_user_named, a.id AS account_id, a.name AS account_name,
                (SELECT count(*) FROM unit_contract uc WHERE uc.contract_number = c.number) AS units
         FROM contract c JOIN account a ON a.id = c.account_id
         WHERE c.account_id IN (SELECT value FROM json_each(?)) ORDER BY c.end_on, c.number",
    )
    .bind(reach.account_list())
    .fetch_all(conn)
    .await?;
    let contract = |row: Row| {
        Ok(ServiceContract {
            number: row.number,
            kind: row.kind.as_str().into(),
            status: row.status.as_str().into(),
            start: date(&row.start_on)?,
            end: date(&row.end_on)?,
            purchase_order: row.purchase_order,
            co_term_reference: Some(row.co_term_reference),
            units: Some(row.units),
            account: Some(AccountRef { id: row.account_id, name: row.account_name }),
            agreement: row
                .agreement
                .map(|kind| Agreement { kind: kind.as_str().into(), reference: row.agreement_reference }),
            qualification: match row.qualified {
                None => None,
                Some(approved) => Some(Qualification {
                    approved,
                    by: row.qualified_by,
                    on: row.qualified_on.as_deref().map(date).transpose()?,
                }),
            },
            purchase: row.bought.map(|way| Purchase {
                way: way.as_str().into(),
                reseller_authorized: row.reseller_authorized,
                end_user_named: row.end_user_named,
            }),
            decision: None,
        })
    };
    rows.into_iter().map(contract).collect()
}
