//! Storing a case that was just opened, with its first events, in the caller's transaction.

use super::{
    Connection, Error, case_life,
    case_units::{self, NewFurtherUnit},
    counters,
};
use chrono::{DateTime, Utc};
use rules::{
    case_draft::{Outage, Report},
    response::ResponseTarget,
};
use wire::{
    case::{CaseContact, CaseEvent, CaseStatus, Channel, ContactWay, ExpertBasis, Unlisted, WaitingOn},
    cover::Cover,
};

/// A case before it has a number.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// The End User.
    pub account: String,
    /// What was reported.
    pub report: Report,
    /// How it came in.
    pub channel: Channel,
    /// Target with its basis.
    pub target: ResponseTarget,
    /// When the first response is due.
    pub due_at: DateTime<Utc>,
    /// Key of the unit, when it is known.
    pub unit: Option<String>,
    /// Host name and site otherwise.
    pub unlisted: Option<Unlisted>,
    /// Further units with the same symptom.
    pub further_units: Vec<NewFurtherUnit>,
    /// The cover on that day.
    pub cover: Option<Cover>,
    /// Id of the person who opened it.
    pub opened_by: String,
    /// True when the vendor's side opened it for the account.
    pub on_behalf: bool,
    /// The person for whom, where that is known.
    pub opened_for: Option<ForWhom>,
    /// Basis for Expert to Expert, if any.
    pub expert: Option<ExpertBasis>,
    /// With whom to speak.
    pub contact: Option<CaseContact>,
    /// Id of that contact, when one was named.
    pub contact_id: Option<String>,
    /// When the End User created or reported it.
    pub created_at: DateTime<Utc>,
    /// When an engineer was first in contact, when that is already so.
    pub first_contact_at: Option<DateTime<Utc>>,
    /// The call note that led to it.
    pub call_note: Option<String>,
    /// What happened so far.
    pub events: Vec<CaseEvent>,
}

/// Somebody of the account.
#[derive(Clone, Debug)]
pub struct ForWhom {
    /// Id of the person, or of a contact that does not sign in.
    pub id: String,
    /// Name.
    pub name: String,
}

/// Gives it a number and stores it.
///
/// # Errors
/// The database.
pub async fn insert(conn: &mut Connection, new: &NewCase, now: DateTime<Utc>) -> Result<String, Error> {
    let number = counters::case_number(conn, now).await?;
    let json = |value| serde_json::to_string(&value).map_err(|error| Error::Encode(error.into()));
    let cover = new.cover.as_ref().map(serde_json::to_value).transpose();
    let cover = cover.map_err(|error| Error::Encode(error.into()))?.map(json).transpose()?;
    let exclusions: Vec<&str> = new.report.exclusions.iter().map(|exclusion| exclusion.code()).collect();
    let status = if new.first_contact_at.is_some() { CaseStatus::InProgress } else { CaseStatus::Open };
    let (call_note, contact) = (new.call_note.as_deref(), new.contact.as_ref());
    sqlx::query(
        "INSERT INTO tech_case (number, account_id, priority, channel, target_minutes, target_row, target_table,
             target_hours, due_at, status, waiting_on, synopsis, description, unit_id, unlisted_host, unlisted_site,
             cover_at_opening, software_version, network_outage, own_reference, since_at, exclusions, opened_by,
             on_behalf, opened_for, opened_for_id, expert_to_expert, created_at, first_contact_at, call_note,
             contact_name, contact_by, contact_at, contact_when, contact_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&number)
    .bind(&new.account)
    .bind(new.report.priority.number())
    .bind(new.channel.as_str())
    .bind(new.target.minutes)
    .bind(new.target.row.number())
    .bind(&new.target.table)
    .bind(&new.target.business_hours)
    .bind(new.due_at.timestamp_millis())
    .bind(status.as_str())
    .bind(WaitingOn::Vendor.as_str())
    .bind(&new.report.synopsis)
    .bind(&new.report.description)
    .bind(&new.unit)
    .bind(new.unlisted.as_ref().map(|unlisted| unlisted.host_name.as_str()))
    .bind(new.unlisted.as_ref().map(|unlisted| unlisted.site.as_str()))
    .bind(cover)
    .bind(&new.report.software_version)
    .bind(new.report.network_outage.map(|outage| outage == Outage::Yes))
    .bind(&new.report.own_reference)
    .bind(new.report.since.map(|since| since.timestamp_millis()))
    .bind(serde_json::Value::from(exclusions).to_string())
    .bind(&new.opened_by)
    .bind(new.on_behalf)
    .bind(new.opened_for.as_ref().map(|person| &person.name))
    .bind(new.opened_for.as_ref().map(|person| &person.id))
    .bind(new.expert.as_ref().map(ExpertBasis::as_str))
    .bind(new.created_at.timestamp_millis())
    .bind(new.first_contact_at.map(|at| at.timestamp_millis()))
    .bind(call_note)
    .bind(contact.map(|contact| &contact.name))
    .bind(contact.map(|contact| ContactWay::as_str(&contact.by)))
    .bind(contact.and_then(|contact| contact.at.as_deref()))
    .bind(contact.and_then(|contact| contact.when.as_deref()))
    .bind(&new.contact_id)
    .execute(&mut *conn)
    .await?;
    case_units::insert(conn, &number, &new.further_units).await?;
    for event in &new.events {
        case_life::insert_event(conn, &number, event, Some(&new.opened_by)).await?;
    }
    Ok(number)
}
