//! Service contracts of the accounts in reach.

use super::{Connection, Error, date, reach::Reach};
use wire::contract::ServiceContract;

#[derive(sqlx::FromRow)]
struct Row {
    number: String,
    kind: String,
    status: String,
    start_on: String,
    end_on: String,
    purchase_order: Option<String>,
    co_term_reference: Option<String>,
    units: u32,
}

/// All of them, by end date.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach) -> Result<Vec<ServiceContract>, Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT c.number, c.kind, c.status, c.start_on, c.end_on, c.purchase_order, c.co_term_reference,
                (SELECT count(*) FROM unit_contract uc WHERE uc.contract_number = c.number) AS units
         FROM contract c WHERE c.account_id IN (SELECT value FROM json_each(?)) ORDER BY c.end_on, c.number",
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
            co_term_reference: row.co_term_reference,
            units: row.units,
        })
    };
    rows.into_iter().map(contract).collect()
}
