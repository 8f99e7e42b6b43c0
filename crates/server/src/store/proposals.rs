//! What advisors propose for the rosters of accounts. What may become of a proposal is not decided here.

use super::{Connection, Error, instant, maybe, reach::Reach};
use chrono::{DateTime, Utc};
use wire::{
    contact::{ChangeRoster, Details},
    proposal::{Proposal, ProposalState},
};

/// So many of those that have ended are told.
const ENDED_TOLD: u32 = 10;

/// One, with what only the server needs.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Id of the account.
    pub account: String,
    /// Id of who proposed it.
    pub proposed_by: String,
    /// As people see it, without its tag and the contact as it stands now.
    pub proposal: Proposal,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    account_id: String,
    step: String,
    contact_id: Option<String>,
    contact_name: Option<String>,
    person: Option<String>,
    reason: String,
    proposed_by_id: String,
    proposed_by: String,
    proposed_at: i64,
    state: String,
    ended_by: Option<String>,
    ended_at: Option<i64>,
    word: Option<String>,
}

impl Row {
    fn stored(self) -> Result<Stored, Error> {
        let person: Option<Details> = self
            .person
            .as_deref()
            .map(serde_json::from_str)
            .transpose()
            .map_err(|error| Error::Decode(error.into()))?;
        let proposal = Proposal {
            id: self.id,
            step: self.step.as_str().into(),
            contact: self.contact_id,
            name: self.contact_name,
            now: None,
            person,
            reason: self.reason,
            proposed_by: self.proposed_by,
            proposed_at: instant(self.proposed_at)?,
            state: self.state.as_str().into(),
            ended_by: self.ended_by,
            ended_at: maybe(self.ended_at, instant)?,
            word: self.word,
            tag: String::new(),
        };
        Ok(Stored { account: self.account_id, proposed_by: self.proposed_by_id, proposal })
    }
}

/// `?1` accounts.
macro_rules! proposals {
    ($tail:literal) => {
        concat!(
            "SELECT q.id, q.account_id, q.step, q.contact_id, q.contact_name, q.person, q.reason,
                    q.proposed_by AS proposed_by_id, p.name AS proposed_by, q.proposed_at, q.state, e.name AS ended_by,
                    q.ended_at, q.word
             FROM proposal q
             JOIN person p ON p.id = q.proposed_by
             LEFT JOIN person e ON e.id = q.ended_by
             WHERE q.account_id IN (SELECT value FROM json_each(?1)) ",
            $tail
        )
    };
}

/// The open ones, then the last that have ended.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach) -> Result<Vec<Stored>, Error> {
    let accounts = reach.account_list();
    let open: Vec<Row> =
        sqlx::query_as(proposals!("AND q.state = 'open' ORDER BY q.proposed_at DESC, q.id DESC"))
            .bind(&accounts)
            .fetch_all(&mut *conn)
            .await?;
    let ended: Vec<Row> =
        sqlx::query_as(proposals!("AND q.state <> 'open' ORDER BY q.ended_at DESC, q.id DESC LIMIT ?2 + 0"))
            .bind(&accounts)
            .bind(ENDED_TOLD)
            .fetch_all(conn)
            .await?;
    open.into_iter().chain(ended).map(Row::stored).collect()
}

/// One in reach.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, reach: &Reach, id: &str) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = sqlx::query_as(proposals!("AND q.id = ?2"))
        .bind(reach.account_list())
        .bind(id)
        .fetch_optional(conn)
        .await?;
    row.map(Row::stored).transpose()
}

/// How many are open in an account.
///
/// # Errors
/// The database.
pub async fn open(conn: &mut Connection, account: &str) -> Result<usize, Error> {
    let open: i64 =
        sqlx::query_scalar("SELECT count(*) FROM proposal WHERE account_id = ? AND state = 'open'")
            .bind(account)
            .fetch_one(conn)
            .await?;
    Ok(usize::try_from(open).unwrap_or_default())
}

/// A new one.
#[derive(Clone, Debug)]
pub struct NewProposal<'a> {
    /// Of which account.
    pub account: &'a str,
    /// The step.
    pub wish: &'a ChangeRoster,
    /// The name of the contact concerned.
    pub name: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// Id of who proposes.
    pub by: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

/// Stores one and gives its id.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Connection, new: &NewProposal<'_>) -> Result<String, Error> {
    let id = uuid::Uuid::now_v7().to_string();
    let person = new.wish.person.as_ref().map(serde_json::to_string).transpose();
    sqlx::query(
        "INSERT INTO proposal (id, account_id, step, contact_id, contact_name, person, reason, proposed_by, proposed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&id)
    .bind(new.account)
    .bind(new.wish.step.as_str())
    .bind(&new.wish.contact)
    .bind(new.name)
    .bind(person.map_err(|error| Error::Encode(error.into()))?)
    .bind(new.reason)
    .bind(new.by)
    .bind(new.at.timestamp_millis())
    .execute(conn)
    .await?;
    Ok(id)
}

/// Ends one that is open.
///
/// # Errors
/// The database.
pub async fn end(
    conn: &mut Connection,
    id: &str,
    state: &ProposalState,
    by: &str,
    word: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    sqlx::query(
        "UPDATE proposal SET state = ?, ended_by = ?, ended_at = ?, word = ? WHERE id = ? AND state = 'open'",
    )
    .bind(state.as_str())
    .bind(by)
    .bind(now.timestamp_millis())
    .bind(word)
    .bind(id)
    .execute(conn)
    .await
    .map(drop)
}
