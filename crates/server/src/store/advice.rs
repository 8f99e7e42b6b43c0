//! Requests to the advisor, and everything that was written and done. Which step may be is not decided here.

use super::{Connection, Error, instant, reach::Reach};
use chrono::{DateTime, Utc};
use wire::{
    account::AccountRef,
    advice::{
        Advice, AdviceKind, AdviceMessage, AdviceSide, AdviceState, AdviceStep, FamilyReleases, Guidance,
    },
};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    account_id: String,
    account_name: String,
    kind: String,
    state: String,
    subject: String,
    unit_reference: Option<String>,
    family: Option<String>,
    releases: String,
    target: Option<String>,
    asked_by: String,
    created_at: i64,
    changed_at: i64,
    case_number: Option<String>,
    version: u32,
}

/// `?1` accounts.
macro_rules! requests {
    ($tail:literal) => {
        concat!(
            "SELECT r.id, r.account_id, a.name AS account_name, r.kind, r.state, r.subject, u.reference AS unit_reference,
                    r.family, r.releases, r.target, p.name AS asked_by, r.created_at, r.changed_at, r.case_number, r.version
             FROM advice r
             JOIN account a ON a.id = r.account_id
             JOIN person p ON p.id = r.asked_by
             LEFT JOIN unit u ON u.id = r.unit_id
             WHERE r.account_id IN (SELECT value FROM json_each(?1)) ",
            $tail
        )
    };
}

/// Those in reach, without what was written.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, reach: &Reach) -> Result<Vec<Advice>, Error> {
    let rows: Vec<Row> =
        sqlx::query_as(requests!("ORDER BY r.id")).bind(reach.account_list()).fetch_all(conn).await?;
    rows.into_iter().map(Row::advice).collect()
}

/// One, with everything that was written and done.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, reach: &Reach, id: &str) -> Result<Option<Advice>, Error> {
    let row: Option<Row> = sqlx::query_as(requests!("AND r.id = ?2"))
        .bind(reach.account_list())
        .bind(id)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(mut advice) = row.map(Row::advice).transpose()? else { return Ok(None) };
    let rows: Vec<MessageRow> = sqlx::query_as(
        "SELECT m.at, p.name AS by, m.side, m.step, m.text, m.guidance
         FROM advice_message m JOIN person p ON p.id = m.by_id WHERE m.advice_id = ? ORDER BY m.id",
    )
    .bind(id)
    .fetch_all(conn)
    .await?;
    advice.messages = rows.into_iter().map(MessageRow::message).collect::<Result<_, _>>()?;
    Ok(Some(advice))
}

impl Row {
    fn advice(self) -> Result<Advice, Error> {
        Ok(Advice {
            id: self.id,
            account: AccountRef { id: self.account_id, name: self.account_name },
            kind: self.kind.as_str().into(),
            state: self.state.as_str().into(),
            subject: self.subject,
            unit: self.unit_reference,
            family: self.family,
            releases: serde_json::from_str(&self.releases).map_err(|error| Error::Decode(error.into()))?,
            target: self.target,
            asked_by: self.asked_by,
            created_at: instant(self.created_at)?,
            changed_at: instant(self.changed_at)?,
            case_number: self.case_number,
            messages: Vec::new(),
            version: self.version,
        })
    }
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    at: i64,
    by: String,
    side: String,
    step: String,
    text: Option<String>,
    guidance: Option<String>,
}

impl MessageRow {
    fn message(self) -> Result<AdviceMessage, Error> {
        let guidance = self.guidance.as_deref().map(serde_json::from_str).transpose();
        Ok(AdviceMessage {
            at: instant(self.at)?,
            by: self.by,
            side: self.side.as_str().into(),
            step: self.step.as_str().into(),
            text: self.text,
            guidance: guidance.map_err(|error| Error::Decode(error.into()))?,
        })
    }
}

/// A request before it has an id.
#[derive(Clone, Debug)]
pub struct NewAdvice {
    /// The End User.
    pub account: String,
    /// What is asked for.
    pub kind: AdviceKind,
    /// In one line.
    pub subject: String,
    /// Key of the unit, if it is about one.
    pub unit: Option<String>,
    /// Product family.
    pub family: Option<String>,
    /// Releases that run today.
    pub releases: Vec<String>,
    /// The release in mind.
    pub target: Option<String>,
}

/// Something that is written or done.
#[derive(Clone, Debug)]
pub struct Said {
    /// Id of who does it.
    pub by: String,
    /// On which side.
    pub side: AdviceSide,
    /// What.
    pub step: AdviceStep,
    /// What is written; empty for nothing.
    pub text: String,
    /// An answer with guidance.
    pub guidance: Option<Guidance>,
}

/// Stores a request with what was asked, and gives its id.
///
/// # Errors
/// The database.
pub async fn insert(
    conn: &mut Connection,
    new: &NewAdvice,
    asked: &Said,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    let id = uuid::Uuid::now_v7().to_string();
    sqlx::query(
        "INSERT INTO advice (id, account_id, kind, state, subject, unit_id, family, releases, target, asked_by,
             created_at, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?11, ?11)",
    )
    .bind(&id)
    .bind(&new.account)
    .bind(new.kind.as_str())
    .bind(AdviceState::Open.as_str())
    .bind(&new.subject)
    .bind(&new.unit)
    .bind(&new.family)
    .bind(super::json_list(new.releases.iter().map(String::as_str)))
    .bind(&new.target)
    .bind(&asked.by)
    .bind(now.timestamp_millis())
    .execute(&mut *conn)
    .await?;
    write_down(conn, &id, asked, now).await?;
    Ok(id)
}

/// Takes a step. Returns false when the request has another version by now.
///
/// # Errors
/// The database.
pub async fn step(
    conn: &mut Connection,
    advice: &Advice,
    state: &AdviceState,
    said: &Said,
    case_number: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let changed = sqlx::query(
        "UPDATE advice SET state = ?, case_number = coalesce(?, case_number), changed_at = ?, demonstration = 0,
             version = version + 1
         WHERE id = ? AND version = ?",
    )
    .bind(state.as_str())
    .bind(case_number)
    .bind(now.timestamp_millis())
    .bind(&advice.id)
    .bind(advice.version)
    .execute(&mut *conn)
    .await?;
    if changed.rows_affected() != 1 {
        return Ok(false);
    }
    // A case that somebody has named stays, also where the demonstration is placed anew.
    sqlx::query("UPDATE tech_case SET demonstration = 0 WHERE number = ?")
        .bind(case_number)
        .execute(&mut *conn)
        .await?;
    write_down(conn, &advice.id, said, now).await?;
    Ok(true)
}

async fn write_down(conn: &mut Connection, id: &str, said: &Said, now: DateTime<Utc>) -> Result<(), Error> {
    let guidance = said.guidance.as_ref().map(serde_json::to_string).transpose();
    sqlx::query(
        "INSERT INTO advice_message (advice_id, at, by_id, side, step, text, guidance) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(id)
    .bind(now.timestamp_millis())
    .bind(&said.by)
    .bind(said.side.as_str())
    .bind(said.step.as_str())
    .bind(Some(&said.text).filter(|text| !text.is_empty()))
    .bind(guidance.map_err(|error| Error::Encode(error.into()))?)
    .execute(conn)
    .await
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct ReleaseRow {
    family: String,
    release: Option<String>,
    units: u32,
}

/// The product families of the units in reach with the releases that run on them; those with the most units first.
///
/// # Errors
/// The database.
pub async fn releases(conn: &mut Connection, reach: &Reach) -> Result<Vec<FamilyReleases>, Error> {
    let rows: Vec<ReleaseRow> = sqlx::query_as(
        "SELECT family, software_release AS release, count(*) AS units FROM unit
         WHERE account_id IN (SELECT value FROM json_each(?)) AND family <> ''
         GROUP BY family, software_release ORDER BY family, units DESC, software_release DESC",
    )
    .bind(reach.account_list())
    .fetch_all(conn)
    .await?;
    let mut families: Vec<FamilyReleases> = Vec::new();
    for row in rows {
        if families.last().is_none_or(|last| last.family != row.family) {
            families.push(FamilyReleases { family: row.family, units: 0, releases: Vec::new() });
        }
        if let Some(last) = families.last_mut() {
            last.units += row.units;
            last.releases.extend(row.release.filter(|release| !release.is_empty()));
        }
    }
    Ok(families)
}
