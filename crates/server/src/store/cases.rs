//! Single Tech Cases with their events; the list of them is [`super::case_list`].

use super::{
    Connection, Error, case_files, case_units, escalations, instant, json_rows, maybe, participants,
    reach::{Reach, case_in_reach},
    rmas, unreadable,
};
use rules::response::{self, ContactBy, ContactKind};
use wire::{
    account::AccountRef,
    case::{
        Case, CaseContact, CaseEvent, CaseUnit, EventBy, EventKind, FirstContact, PriorityChange, Target,
        Unlisted,
    },
};

/// Did any case come under a table of targets of that name?
///
/// # Errors
/// The database.
pub async fn any_under(conn: &mut Connection, table: &str) -> Result<bool, Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM tech_case WHERE target_table = ?)")
        .bind(table)
        .fetch_one(conn)
        .await
}

#[derive(sqlx::FromRow)]
struct Row {
    number: String,
    account_id: String,
    account_name: String,
    priority: u8,
    channel: String,
    target_minutes: u32,
    target_row: u8,
    target_priority: Option<u8>,
    target_table: String,
    target_hours: Option<String>,
    due_at: i64,
    status: String,
    waiting_on: String,
    synopsis: String,
    description: String,
    unit_reference: Option<String>,
    unit_host_name: Option<String>,
    unit_model: Option<String>,
    site_name: Option<String>,
    site_zone: Option<String>,
    unlisted_host: Option<String>,
    unlisted_site: Option<String>,
    cover_at_opening: Option<String>,
    software_version: Option<String>,
    network_outage: Option<bool>,
    own_reference: Option<String>,
    since_at: Option<i64>,
    exclusions: String,
    opened_by_name: String,
    on_behalf: bool,
    opened_for: Option<String>,
    expert_to_expert: Option<String>,
    created_at: i64,
    first_contact_at: Option<i64>,
    call_note: Option<String>,
    contact_name: Option<String>,
    contact_by: Option<String>,
    contact_at: Option<String>,
    contact_when: Option<String>,
    version: u32,
    events: String,
    escalations: String,
    further_units: String,
    files: String,
    participants: String,
    rmas: String,
}

/// The events of a case `c`; [`Row::case`] reads them.
macro_rules! events {
    () => {
        "(SELECT json_group_array(json_object('id', v.id, 'at', v.at, 'kind', v.kind, 'side', v.side, 'name', v.name,
             'text', v.text, 'status', v.status, 'waiting_on', v.waiting_on, 'priority_from', v.priority_from,
             'priority_to', v.priority_to, 'due_before', v.due_before, 'due_after', v.due_after, 'escalation', v.escalation,
             'rma', v.rma, 'next_report_at', v.next_report_at, 'recorded_at', v.recorded_at, 'version', v.version)
             ORDER BY v.at, v.id)
           FROM case_event v WHERE v.case_number = c.number)"
    };
}

/// `?1` cases in reach. All that belongs to a case comes with it: each question more is a turn of the reader's thread, which
/// takes longer than to find nothing in a table.
macro_rules! cases {
    ($tail:literal) => {
        concat!(
            "SELECT c.number, c.account_id, a.name AS account_name, c.priority, c.channel, c.target_minutes,
                    c.target_row, c.target_priority, c.target_table, c.target_hours, c.due_at, c.status, c.waiting_on, c.synopsis, c.description,
                    u.reference AS unit_reference, u.host_name AS unit_host_name, u.model AS unit_model,
                    s.name AS site_name, s.zone AS site_zone, c.unlisted_host, c.unlisted_site,
                    c.cover_at_opening, c.software_version, c.network_outage, c.own_reference, c.since_at,
                    c.exclusions, p.name AS opened_by_name, c.on_behalf, c.opened_for, c.expert_to_expert, c.created_at,
                    c.first_contact_at, c.call_note, c.contact_name, c.contact_by, c.contact_at, c.contact_when,
                    c.version, ",
            events!(),
            " AS events, ",
            escalations::of_case!(),
            " AS escalations, ",
            case_units::of_case!(),
            " AS further_units, ",
            case_files::of_case!(),
            " AS files, ",
            participants::of_case!(),
            " AS participants, ",
            rmas::of_case!(),
            " AS rmas
             FROM tech_case c
             JOIN account a ON a.id = c.account_id
             JOIN person p ON p.id = c.opened_by
             LEFT JOIN unit u ON u.id = c.unit_id
             LEFT JOIN site s ON s.id = u.site_id
             WHERE ",
            case_in_reach!(),
            $tail
        )
    };
}

/// One case with all that belongs to it; `zones` is left for the caller to fill.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, reach: &Reach, number: &str) -> Result<Option<Case>, Error> {
    let row: Option<Row> = sqlx::query_as(cases!(" AND c.number = ?2"))
        .bind(reach.cases())
        .bind(number)
        .fetch_optional(conn)
        .await?;
    row.map(Row::case).transpose()
}

/// Is there a case of that number in reach?
///
/// # Errors
/// The database.
pub async fn is_in_reach(conn: &mut Connection, reach: &Reach, number: &str) -> Result<bool, Error> {
    let sql =
        concat!("SELECT EXISTS (SELECT 1 FROM tech_case c WHERE c.number = ?2 AND ", case_in_reach!(), ")");
    sqlx::query_scalar(sql).bind(reach.cases()).bind(number).fetch_one(conn).await
}

impl Row {
    fn account(&mut self) -> AccountRef {
        AccountRef { id: std::mem::take(&mut self.account_id), name: std::mem::take(&mut self.account_name) }
    }

    fn case(mut self) -> Result<Case, Error> {
        let account = self.account();
        let events: Vec<CaseEvent> =
            json_rows(&self.events)?.into_iter().map(EventRow::event).collect::<Result<_, _>>()?;
        let exclusions =
            serde_json::from_str(&self.exclusions).map_err(|_| unreadable("exclusions", &self.exclusions))?;
        let cover = |text: &str| serde_json::from_str(text).map_err(|_| unreadable("cover", &text));
        Ok(Case {
            number: self.number,
            account,
            priority: self.priority,
            channel: self.channel.as_str().into(),
            target: Target {
                minutes: self.target_minutes,
                row: self.target_row,
                table: self.target_table,
                business_hours: self.target_hours,
                priority: self.target_priority,
            },
            due_at: instant(self.due_at)?,
            status: self.status.as_str().into(),
            waiting_on: self.waiting_on.as_str().into(),
            synopsis: self.synopsis,
            description: self.description,
            unit: self.unit_reference.map(|reference| CaseUnit {
                reference,
                host_name: self.unit_host_name,
                model: self.unit_model.unwrap_or_default(),
                site: self.site_name,
                zone: self.site_zone,
            }),
            unlisted: self
                .unlisted_host
                .map(|host_name| Unlisted { host_name, site: self.unlisted_site.unwrap_or_default() }),
            further_units: case_units::read(&self.further_units)?,
            cover_at_opening: maybe(self.cover_at_opening.as_deref(), cover)?,
            software_version: self.software_version,
            network_outage: self.network_outage,
            own_reference: self.own_reference,
            since: maybe(self.since_at, instant)?,
            exclusions,
            opened_by: self.opened_by_name,
            on_behalf: self.on_behalf,
            opened_for: self.opened_for,
            expert_to_expert: self.expert_to_expert.as_deref().map(Into::into),
            contact: self.contact_name.map(|name| CaseContact {
                name,
                by: self.contact_by.unwrap_or_default().as_str().into(),
                at: self.contact_at,
                when: self.contact_when,
            }),
            created_at: instant(self.created_at)?,
            first_contact: maybe(self.first_contact_at, |at| first_contact(at, &events))?,
            events: events.into(),
            files: case_files::read(&self.files)?.into(),
            escalations: escalations::read(&self.escalations)?.into(),
            participants: participants::read(&self.participants)?.into(),
            rmas: rmas::read(&self.rmas)?.into(),
            call_note: self.call_note,
            zones: Vec::new(),
            version: self.version,
        })
    }
}

/// The contact that ended the response time: the first engineer's call or e-mail at or after the stored instant.
fn first_contact(at: i64, events: &[CaseEvent]) -> Result<FirstContact, Error> {
    let at = instant(at)?;
    let event = events.iter().find(|event| event.at >= at && ends_response_time(event));
    Ok(FirstContact {
        at,
        kind: event.map_or(EventKind::Phone, |event| event.kind.clone()),
        name: event.and_then(|event| event.name.clone()).unwrap_or_default(),
    })
}

fn ends_response_time(event: &CaseEvent) -> bool {
    let by = match event.by {
        EventBy::Engineer => ContactBy::Engineer,
        EventBy::CustomerCare => ContactBy::CustomerCare,
        EventBy::Advisor => ContactBy::Advisor,
        EventBy::Machine => ContactBy::Machine,
        EventBy::Customer | EventBy::Desk | EventBy::Unknown(_) => return false,
    };
    let kind = match event.kind {
        EventKind::Phone => ContactKind::Phone,
        EventKind::Email => ContactKind::Email,
        EventKind::CommentWithEmail => ContactKind::CommentWithEmail,
        EventKind::Comment => ContactKind::Comment,
        _ => return false,
    };
    response::is_first_contact(by, kind)
}

#[derive(serde::Deserialize)]
struct EventRow {
    id: i64,
    at: i64,
    kind: String,
    side: String,
    name: Option<String>,
    text: Option<String>,
    status: Option<String>,
    waiting_on: Option<String>,
    priority_from: Option<u8>,
    priority_to: Option<u8>,
    due_before: Option<i64>,
    due_after: Option<i64>,
    escalation: Option<u32>,
    rma: Option<u32>,
    next_report_at: Option<i64>,
    recorded_at: Option<i64>,
    version: u32,
}

/// What became of priority and due time, when an event changed them.
pub(super) fn priority_change(
    numbers: Option<(u8, u8)>,
    due: Option<(i64, i64)>,
) -> Result<Option<PriorityChange>, Error> {
    maybe(numbers.zip(due), |((from, to), (before, after))| {
        Ok(PriorityChange { from, to, due_before: instant(before)?, due_after: instant(after)? })
    })
}

impl EventRow {
    fn event(self) -> Result<CaseEvent, Error> {
        Ok(CaseEvent {
            id: self.id,
            at: instant(self.at)?,
            kind: self.kind.as_str().into(),
            by: self.side.as_str().into(),
            name: self.name,
            text: self.text,
            status: self.status.as_deref().map(Into::into),
            waiting_on: self.waiting_on.as_deref().map(Into::into),
            priority: priority_change(
                self.priority_from.zip(self.priority_to),
                self.due_before.zip(self.due_after),
            )?,
            escalation: self.escalation,
            rma: self.rma,
            next_report_at: maybe(self.next_report_at, instant)?,
            recorded_at: maybe(self.recorded_at, instant)?,
            version: self.version,
        })
    }
}
