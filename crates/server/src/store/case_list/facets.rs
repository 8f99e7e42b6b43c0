//! What the list of cases can be narrowed to, with how many there are of each.

use crate::store::{
    Connection, Error,
    reach::{Reach, case_in_reach},
};
use wire::facets::{Facets, Filter, FilterValue};

/// The sites and contracts that cases in reach are about, with their main unit or a further one, each with how many; a unit that has gone to somebody else does not
/// say where it stands now.
///
/// # Errors
/// The database.
pub async fn facets(conn: &mut Connection, reach: &Reach) -> Result<Facets, Error> {
    let cases = reach.cases();
    let total: u32 = sqlx::query_scalar(concat!("SELECT count(*) FROM tech_case c WHERE ", case_in_reach!()))
        .bind(&cases)
        .fetch_one(&mut *conn)
        .await?;
    let rows: Vec<(String, String, Option<String>, u32)> = sqlx::query_as(concat!(
        "WITH about AS MATERIALIZED (
           SELECT c.number, c.account_id, c.unit_id FROM tech_case c WHERE ",
        case_in_reach!(),
        " UNION ALL
           SELECT c.number, c.account_id, k.unit_id FROM tech_case c
             JOIN case_unit k ON k.case_number = c.number WHERE ",
        case_in_reach!(),
        ")
         SELECT 'site', s.id, s.name, count(DISTINCT b.number) FROM about b
           JOIN unit u ON u.id = b.unit_id AND u.account_id = b.account_id JOIN site s ON s.id = u.site_id
           GROUP BY s.id
         UNION ALL
         SELECT 'contract', t.number, NULL, count(DISTINCT b.number) FROM about b
           JOIN unit_contract n ON n.unit_id = b.unit_id
           JOIN contract t ON t.number = n.contract_number AND t.account_id = b.account_id
           GROUP BY t.number
         ORDER BY 1 DESC, 3 COLLATE NOCASE, 2"
    ))
    .bind(&cases)
    .fetch_all(conn)
    .await?;
    let mut filters: Vec<Filter> = Vec::new();
    for (filter, value, name, count) in rows {
        let value = FilterValue { value, name, count };
        match filters.last_mut().filter(|known| known.name == filter) {
            Some(known) => known.values.push(value),
            None => filters.push(Filter { name: filter, values: vec![value] }),
        }
    }
    Ok(Facets { total, filters })
}
