//! What has happened to cases, across all of them. Kinds of events are read as they stand: which there are is not this room's
//! concern.

use super::{
    Connection, Error, cases, instant, json_list, maybe,
    reach::{Reach, case_in_reach},
    slice::{Direction, Slice},
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

/// `?1` cases in reach.
macro_rules! events {
    ($tail:expr) => {
        concat!(
            "SELECT e.id, e.case_number, c.priority, c.synopsis, a.name AS account_name, e.at, e.kind, e.side, e.name, e.text,
                    e.priority_from, e.priority_to, e.due_before, e.due_after, e.escalation, e.next_report_at
             FROM case_event e JOIN tech_case c ON c.number = e.case_number JOIN account a ON a.id = c.account_id
             WHERE ",
            case_in_reach!(),
            $tail
        )
    };
}

/// `?2` since when, `?3` and `?4` after which one, `?5` how many.
macro_rules! page {
    ($compare:literal, $way:literal) => {
        events!(concat!(
            " AND (e.at >= ?2 OR e.recorded_at >= ?2) AND (?3 IS NULL OR (e.at, e.id) ",
            $compare,
            " (?3, CAST(?4 AS INTEGER))) ORDER BY e.at ",
            $way,
            ", e.id ",
            $way,
            " LIMIT ?5 + 0"
        ))
    };
}

/// A page of what has happened in reach since then, each with its id, and one more where another page comes.
///
/// # Errors
/// The database.
pub async fn since(
    conn: &mut Connection,
    reach: &Reach,
    since: DateTime<Utc>,
    slice: Slice<'_>,
) -> Result<Vec<(i64, HandoverEvent)>, Error> {
    let query = match slice.direction {
        Direction::Up => page!(">", "ASC"),
        Direction::Down => page!("<", "DESC"),
    };
    let rows: Vec<Row> = sqlx::query_as(query)
        .bind(reach.cases())
        .bind(since.timestamp_millis())
        .bind(slice.after.map(|(at, _)| at))
        .bind(slice.after.map(|(_, id)| id))
        .bind(i64::try_from(slice.limit.saturating_add(1)).unwrap_or(i64::MAX))
        .fetch_all(conn)
        .await?;
    let event = |row: Row| {
        let said = row.said()?;
        let Row { id, case_number, priority, synopsis, account_name, .. } = row;
        Ok((id, HandoverEvent { case_number, priority, synopsis, account_name, said }))
    };
    rows.into_iter().map(event).collect()
}

/// The last word of a person about each of those cases, as far as they are in reach, by number of the case. What a machine wrote
/// is no word, and neither is something without text.
///
/// # Errors
/// The database.
pub async fn last_words(
    conn: &mut Connection,
    reach: &Reach,
    numbers: impl Iterator<Item = &str>,
) -> Result<BTreeMap<String, Said>, Error> {
    let rows: Vec<Row> = sqlx::query_as(events!(
        " AND c.number IN (SELECT value FROM json_each(?2)) AND e.id =
            (SELECT w.id FROM case_event w WHERE w.case_number = c.number AND w.side <> 'machine' AND w.text IS NOT NULL
               AND w.kind NOT IN ('opened', 'reference', 'participant_added', 'participant_removed')
             ORDER BY w.at DESC, w.id DESC LIMIT 1)"
    ))
    .bind(reach.cases())
    .bind(json_list(numbers))
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok((row.case_number.clone(), row.said()?))).collect()
}
