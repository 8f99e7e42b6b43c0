//! What has happened to cases, across all of them. Kinds of events are read as they stand: which there are is not this room's
//! concern.

use super::{
    Connection, Error, cases, instant, maybe,
    reach::{Reach, case_in_reach},
};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use wire::handover::{HandoverEvent, Said};

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    case_number: String,
    priority: u8,
    synopsis: String,
    account_name: String,
    at: i64,
    kind: String,
    side: String,
    name: Option<String>,
    text: Option<String>,
    priority_from: Option<u8>,
    priority_to: Option<u8>,
    due_before: Option<i64>,
    due_after: Option<i64>,
    escalation: Option<u32>,
    next_report_at: Option<i64>,
}

impl Row {
    fn said(&self) -> Result<Said, Error> {
        Ok(Said {
            at: instant(self.at)?,
            kind: self.kind.as_str().into(),
            by: self.side.as_str().into(),
            name: self.name.clone(),
            text: self.text.clone(),
            priority: cases::priority_change(
                self.priority_from.zip(self.priority_to),
                self.due_before.zip(self.due_after),
            )?,
            escalation: self.escalation,
            next_report_at: maybe(self.next_report_at, instant)?,
        })
    }
}

/// `?1` cases in reach, `?2` since when.
macro_rules! events {
    ($tail:literal) => {
        concat!(
            "SELECT e.id, e.case_number, c.priority, c.synopsis, a.name AS account_name, e.at, e.kind, e.side, e.name, e.text,
                    e.priority_from, e.priority_to, e.due_before, e.due_after, e.escalation, e.next_report_at
             FROM case_event e JOIN tech_case c ON c.number = e.case_number JOIN account a ON a.id = c.account_id
             WHERE ",
            case_in_reach!(),
            " AND (e.at >= ?2 OR e.recorded_at >= ?2) ",
            $tail,
            " ORDER BY e.at, e.id"
        )
    };
}

/// What has happened in reach since then, each with its id.
///
/// # Errors
/// The database.
pub async fn since(
    conn: &mut Connection,
    reach: &Reach,
    since: DateTime<Utc>,
) -> Result<Vec<(i64, HandoverEvent)>, Error> {
    let rows: Vec<Row> = sqlx::query_as(events!(""))
        .bind(reach.cases())
        .bind(since.timestamp_millis())
        .fetch_all(conn)
        .await?;
    let event = |row: Row| {
        let said = row.said()?;
        let Row { id, case_number, priority, synopsis, account_name, .. } = row;
        Ok((id, HandoverEvent { case_number, priority, synopsis, account_name, said }))
    };
    rows.into_iter().map(event).collect()
}

/// The last word of a person about each open case in reach, by number of the case. What a machine wrote is no word, and
/// neither is something without text.
///
/// # Errors
/// The database.
pub async fn last_words(conn: &mut Connection, reach: &Reach) -> Result<BTreeMap<String, Said>, Error> {
    let rows: Vec<Row> = sqlx::query_as(events!(
        "AND c.status <> 'closed' AND e.side <> 'machine' AND e.text IS NOT NULL
           AND e.kind NOT IN ('opened', 'reference', 'participant_added', 'participant_removed')"
    ))
    .bind(reach.cases())
    .bind(i64::MIN)
    .fetch_all(conn)
    .await?;
    // In their order, so that the last one stays.
    rows.iter().map(|row| Ok((row.case_number.clone(), row.said()?))).collect()
}
