//! The Technical Services Advisor of an account, and the stand-in.

use super::{Connection, Error, date, reach::Reach};
use chrono::NaiveDate;
use rules::expert_to_expert::ExpertsAndAdvisor;

/// An advisor as stored; the zone is still a name.
#[derive(Clone, Debug)]
pub struct Advisor {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// AMERICAS, EMEA, APAC.
    pub region: String,
    /// IANA name.
    pub zone: String,
    /// Observed holidays.
    pub holidays: Vec<NaiveDate>,
    /// Leave, both days inclusive.
    pub leave: Option<(NaiveDate, NaiveDate)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    stands_in: bool,
    name: String,
    email: String,
    phone: Option<String>,
    region: String,
    zone: String,
    holidays: String,
    leave_from: Option<String>,
    leave_to: Option<String>,
}

/// Advisor and stand-in of the account in reach.
///
/// # Errors
/// The database.
pub async fn of_account(
    conn: &mut Connection,
    reach: &Reach,
) -> Result<(Option<Advisor>, Option<Advisor>), Error> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT v.person_id = o.stand_in_id AS stands_in, p.name, p.email, p.phone,
                v.region, v.zone, v.holidays, v.leave_from, v.leave_to
         FROM advisor_of_account o
         JOIN advisor v ON v.person_id IN (o.advisor_id, o.stand_in_id)
         JOIN person p ON p.id = v.person_id
         WHERE o.account_id IN (SELECT value FROM json_each(?)) ORDER BY o.account_id",
    )
    .bind(reach.account_list())
    .fetch_all(conn)
    .await?;
    let (mut advisor, mut stand_in) = (None, None);
    for row in rows {
        let place = if row.stands_in { &mut stand_in } else { &mut advisor };
        *place = Some(row.advisor()?);
    }
    Ok((advisor, stand_in))
}

impl Row {
    fn advisor(self) -> Result<Advisor, Error> {
        let holidays = self.holidays.split(',').map(str::trim).filter(|text| !text.is_empty());
        Ok(Advisor {
            name: self.name,
            email: self.email,
            phone: self.phone,
            region: self.region,
            zone: self.zone,
            holidays: holidays.map(date).collect::<Result<_, _>>()?,
            leave: match (self.leave_from.as_deref(), self.leave_to.as_deref()) {
                (Some(from), Some(to)) => Some((date(from)?, date(to)?)),
                _ => None,
            },
        })
    }
}

/// Sets whether certified experts work with the advisor of an account too.
///
/// # Errors
/// The database.
pub async fn set_experts_too(conn: &mut Connection, account: &str, too: bool) -> Result<(), Error> {
    sqlx::query("UPDATE account SET experts_work_with_advisor = ? WHERE id = ?")
        .bind(too)
        .bind(account)
        .execute(conn)
        .await
        .map(drop)
}

/// Whether certified experts work with the advisor of an account too (B-13). Of an account that is not there: no.
///
/// # Errors
/// The database.
pub async fn experts_too(conn: &mut Connection, account: &str) -> Result<ExpertsAndAdvisor, Error> {
    let too: Option<bool> = sqlx::query_scalar("SELECT experts_work_with_advisor FROM account WHERE id = ?")
        .bind(account)
        .fetch_optional(conn)
        .await?;
    Ok(if too == Some(true) { ExpertsAndAdvisor::ExpertsToo } else { ExpertsAndAdvisor::NamedOnly })
}
