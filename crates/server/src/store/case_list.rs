//! The list of Tech Cases: what it is narrowed to, ordered by and cut into pages is all asked of the database, which holds what
//! it needs for that in one index, so that 10,000 cases stay quick. Only words are looked for outside of it, because SQLite
//! knows no other letters than those of English.

mod facets;
mod statements;

pub use facets::facets;

use super::{
    Connection, Error, instant, json_list, maybe,
    reach::{Reach, case_in_reach},
    slice::{Direction, Slice},
};
use chrono::{DateTime, Utc};
use statements::{asks_advisor, conditions};
use wire::{account::AccountRef, case::CaseSummary};

/// What a list is narrowed to; what is not given leaves nothing out.
#[derive(Clone, Debug)]
pub struct Narrowed {
    /// The instant that running and missed are told by.
    pub now: DateTime<Utc>,
    /// Not closed, or only those that are: what is resolved waits for the other side to agree.
    pub open: Option<bool>,
    /// Id of the person who opened it.
    pub opened_by: Option<String>,
    /// Name of whose turn it is; closed ones wait on nobody.
    pub waiting_on: Option<String>,
    /// 1 to 4.
    pub priority: Option<u32>,
    /// Reference of one of its units.
    pub unit: Option<String>,
    /// Id of the site where the unit stands.
    pub site: Option<String>,
    /// Number of a contract that names the unit.
    pub contract: Option<String>,
    /// Name of the channel.
    pub channel: Option<String>,
    /// How the first response stands: one of these.
    pub states: Option<&'static [&'static str]>,
    /// Opened at that instant or later.
    pub from: Option<DateTime<Utc>>,
    /// Opened before that instant.
    pub before: Option<DateTime<Utc>>,
    /// With an escalation that is not completed, or only those without.
    pub escalated: Option<bool>,
    /// Only these numbers.
    pub numbers: Option<Vec<String>>,
}

impl Narrowed {
    /// Nothing is left out.
    #[must_use]
    pub fn not(now: DateTime<Utc>) -> Self {
        Self {
            now,
            open: None,
            opened_by: None,
            waiting_on: None,
            priority: None,
            unit: None,
            site: None,
            contract: None,
            channel: None,
            states: None,
            from: None,
            before: None,
            escalated: None,
            numbers: None,
        }
    }

    /// Is it narrowed by nothing but whether cases are open? All are named, so that none that comes is forgotten.
    const fn is_by_open_only(&self) -> bool {
        matches!(
            self,
            Self {
                now: _,
                open: _,
                opened_by: None,
                waiting_on: None,
                priority: None,
                unit: None,
                site: None,
                contract: None,
                channel: None,
                states: None,
                from: None,
                before: None,
                escalated: None,
                numbers: None,
            }
        )
    }
}

/// A case in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What the list shows.
    pub summary: CaseSummary,
    /// What the list is ordered by.
    pub key: i64,
    /// Serial number, or software reference number, of the unit.
    pub unit: Option<String>,
    /// References of its further units.
    pub further_units: Option<String>,
    /// Name of the site, as long as the unit is the account's.
    pub site: Option<String>,
    /// The End User's own number.
    pub own_reference: Option<String>,
    /// Who opened it.
    pub opened_by: String,
}

/// Binds what [`conditions`] wants.
macro_rules! narrowed {
    ($query:expr, $reach:expr, $narrowed:expr) => {{
        let n: &Narrowed = $narrowed;
        let millis = |at: DateTime<Utc>| at.timestamp_millis();
        $query
            .bind($reach.cases())
            .bind(not_before(n.now))
            .bind(n.open)
            .bind(n.opened_by.as_deref())
            .bind(n.waiting_on.as_deref())
            .bind(n.priority)
            .bind(n.unit.as_deref())
            .bind(n.site.as_deref())
            .bind(n.contract.as_deref())
            .bind(n.channel.as_deref())
            .bind(n.states.map(|states| json_list(states.iter().copied())))
            .bind(n.from.map(millis))
            .bind(n.before.map(millis))
            .bind(n.numbers.as_ref().map(|numbers| json_list(numbers.iter().map(String::as_str))))
            .bind(n.escalated)
    }};
}

/// The first whole millisecond that is not before an instant: due instants are whole ones, and what was due within the present
/// one has passed.
fn not_before(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis() + i64::from(!at.timestamp_subsec_nanos().is_multiple_of(1_000_000))
}

#[derive(sqlx::FromRow)]
struct Row {
    key: i64,
    number: String,
    account_id: String,
    account_name: String,
    priority: u8,
    channel: String,
    due_at: i64,
    status: String,
    waiting_on: String,
    synopsis: String,
    reference: Option<String>,
    host_name: Option<String>,
    site: Option<String>,
    unlisted_host: Option<String>,
    own_reference: Option<String>,
    opened_by: String,
    created_at: i64,
    changed_at: i64,
    first_contact_at: Option<i64>,
    open_escalations: u32,
    next_report_at: Option<i64>,
    asks_advisor: bool,
    further_units: Option<String>,
    version: u32,
}

impl Row {
    fn listed(self) -> Result<Listed, Error> {
        let unit_title = self.host_name.or_else(|| self.reference.clone()).or(self.unlisted_host);
        Ok(Listed {
            summary: CaseSummary {
                number: self.number,
                account: AccountRef { id: self.account_id, name: self.account_name },
                priority: self.priority,
                channel: self.channel.as_str().into(),
                status: self.status.as_str().into(),
                waiting_on: self.waiting_on.as_str().into(),
                synopsis: self.synopsis,
                unit_title,
                created_at: instant(self.created_at)?,
                due_at: instant(self.due_at)?,
                first_contact_at: maybe(self.first_contact_at, instant)?,
                changed_at: Some(instant(self.changed_at)?),
                open_escalations: self.open_escalations,
                next_report_at: maybe(self.next_report_at, instant)?,
                asks_advisor: self.asks_advisor,
                version: self.version,
            },
            key: self.key,
            unit: self.reference,
            further_units: self.further_units,
            site: self.site,
            own_reference: self.own_reference,
            opened_by: self.opened_by,
        })
    }
}

/// A page of the cases in reach, and one more where another page comes.
///
/// # Errors
/// The database.
pub async fn page(
    conn: &mut Connection,
    reach: &Reach,
    narrowed: &Narrowed,
    slice: Slice<'_>,
) -> Result<Vec<Listed>, Error> {
    let limit = i64::try_from(slice.limit.saturating_add(1)).unwrap_or(i64::MAX);
    let in_order = (narrowed.is_by_open_only() && reach.has_one_account())
        .then(|| statements::ordered(slice.order, slice.direction))
        .flatten();
    let rows: Vec<Row> = if let Some(statement) = in_order {
        // No case is as early or as late as that.
        let (key, number) = slice.after.unwrap_or(match slice.direction {
            Direction::Up => (i64::MIN, ""),
            Direction::Down => (i64::MAX, ""),
        });
        let query = sqlx::query_as(statement).bind(reach.cases()).bind(narrowed.open);
        query.bind(key).bind(number).bind(limit).fetch_all(conn).await?
    } else {
        let query = narrowed!(sqlx::query_as(statements::any(slice.direction)), reach, narrowed);
        let (key, number) = slice.after.unzip();
        query.bind(slice.order).bind(key).bind(number).bind(limit).fetch_all(conn).await?
    };
    rows.into_iter().map(Row::listed).collect()
}

/// All that fit, in that order upwards, as lists show them.
///
/// # Errors
/// The database.
pub async fn all(
    conn: &mut Connection,
    reach: &Reach,
    narrowed: &Narrowed,
    order: &str,
) -> Result<Vec<CaseSummary>, Error> {
    let slice = Slice { order, direction: Direction::Up, after: None, limit: usize::MAX };
    Ok(page(conn, reach, narrowed, slice).await?.into_iter().map(|listed| listed.summary).collect())
}

/// How many there are.
///
/// # Errors
/// The database.
pub async fn count(conn: &mut Connection, reach: &Reach, narrowed: &Narrowed) -> Result<u32, Error> {
    if narrowed.is_by_open_only() {
        let query = sqlx::query_scalar(statements::COUNT_OPEN);
        return query.bind(reach.cases()).bind(narrowed.open).fetch_one(conn).await;
    }
    narrowed!(sqlx::query_scalar(statements::COUNT), reach, narrowed).fetch_one(conn).await
}

/// The numbers of cases in reach into which the advisor was asked, and has not said anything since.
///
/// # Errors
/// The database.
pub async fn asking_advisor(conn: &mut Connection, reach: &Reach) -> Result<Vec<String>, Error> {
    sqlx::query_scalar(concat!(
        "SELECT c.number FROM tech_case c WHERE ",
        case_in_reach!(),
        " AND ",
        asks_advisor!()
    ))
    .bind(reach.cases())
    .fetch_all(conn)
    .await
}

/// The numbers of those, with the texts that each is known by, one to a line.
///
/// # Errors
/// The database.
pub async fn names(
    conn: &mut Connection,
    reach: &Reach,
    narrowed: &Narrowed,
) -> Result<Vec<(String, String)>, Error> {
    let query = sqlx::query_as(concat!(
        "SELECT c.number, concat_ws(char(10), c.number, c.synopsis, c.own_reference, u.host_name, u.reference, u.serial,
                c.unlisted_host,
                (SELECT group_concat(concat_ws(char(10), x.host_name, x.reference, x.serial, k.gone_as), char(10))
                   FROM case_unit k LEFT JOIN unit x ON x.id = k.unit_id WHERE k.case_number = c.number))
         FROM tech_case c LEFT JOIN unit u ON u.id = c.unit_id WHERE ",
        conditions!()
    ));
    narrowed!(query, reach, narrowed).fetch_all(conn).await
}
