//! `GET /v1/meetings/{id}/calendar`: the agreed time for people's own calendars (RFC 5545, RFC 5546).
//!
//! Times are plain UTC instants, without a `VTIMEZONE`. One file serves both sides, who live in different zones, and every
//! calendar shows an instant in its owner's zone by itself; a time with `TZID` could not even say all of them, because in the
//! hour that happens twice when clocks go back it always means the first. Only meetings that repeat would need a zone.

use crate::{
    answer::Answer,
    api::meetings::stands,
    app::App,
    problem::Refusal,
    store::meetings::{self, Stored},
    visitor::Visitor,
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use icalendar::{Attendee, Calendar, Component, Event, EventLike, EventStatus, Property};
use rules::{access::Action, meeting::Slot};
use wire::{meeting::MeetingKind, problem::Problem};

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("text/calendar; charset=utf-8");
const PRODUCT: &str = "-//Advanced Care portal//Meetings//EN";

/// The agreed time as a calendar file. A time that is agreed no more is cancelled by it; before one was ever agreed there is
/// none.
#[utoipa::path(get, path = "/v1/meetings/{id}/calendar", operation_id = "readMeetingCalendar", tag = "readiness",
    params(("id" = String, Path, description = "Id of the meeting")),
    responses(
        (status = 200, content_type = "text/calendar", body = String), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeReadiness)?;
    let mut read = app.store.read().await?;
    let stored = meetings::one(&mut read, &visitor.reach(), &id).await?.ok_or_else(Refusal::not_found)?;
    drop(read);
    let text = file(&stored, app.installation.instance()).ok_or_else(Refusal::not_found)?;
    served(text, "meeting.ics", &headers)
}

/// The answer with a calendar file, to be saved by that name.
///
/// # Errors
/// Our fault.
pub fn served(text: String, name: &str, headers: &HeaderMap) -> Result<Response, Refusal> {
    let disposition = format!("attachment; filename=\"{name}\"");
    let answer = Answer::of(&text)?.header(header::CONTENT_DISPOSITION, &disposition);
    let mut response = answer.found(headers);
    if response.status() == StatusCode::OK {
        response.headers_mut().insert(header::CONTENT_TYPE, MEDIA_TYPE);
        *response.body_mut() = Body::from(text);
    }
    Ok(response)
}

/// The file; nothing when no time was ever agreed. It is the same file until something about it changes.
fn file(stored: &Stored, instance: &str) -> Option<String> {
    let (meeting, sequence) = (&stored.meeting, stored.sequence?);
    let slot = Slot::from(&meeting.agreed?);
    let stands = stands(&meeting.state);
    let name = match &meeting.kind {
        MeetingKind::OperationalReview => "Operational review",
        _ => "On-boarding meeting",
    };
    let mut event = Event::new();
    event
        .uid(&format!("{}@{instance}", meeting.id))
        .sequence(sequence)
        .timestamp(stored.changed_at)
        .starts(slot.start)
        .ends(slot.end())
        .status(if stands { EventStatus::Confirmed } else { EventStatus::Cancelled })
        .summary(&plain(&format!("{name}: {}", meeting.account.name)));
    let link = meeting.join_link.as_deref().unwrap_or_default();
    let why = meeting.cancelled_why.as_ref().map(|why| format!("Cancelled: {why}\n"));
    let words = format!(
        "{}A remote meeting with the Technical Services Advisor.\nJoin: {link}",
        why.unwrap_or_default()
    );
    event.description(&plain(&words));
    if !link.is_empty() {
        event.url(link);
    }
    if let Some((name, email)) = &stored.advisor {
        let mut organizer = Property::new("ORGANIZER", format!("mailto:{email}"));
        event.append_property(organizer.add_parameter("CN", &parameter(name)).done());
    }
    if let Some((name, email)) = &stored.end_user {
        event.attendee(Attendee::new(format!("mailto:{email}")).cn(parameter(name)));
    }
    Some(written(&event, PRODUCT, if stands { "REQUEST" } else { "CANCEL" }))
}

/// A calendar of one event, for that method.
#[must_use]
pub fn written(event: &Event, product: &str, method: &str) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in
        [("VERSION", "2.0"), ("PRODID", product), ("CALSCALE", "GREGORIAN"), ("METHOD", method)]
    {
        calendar.append_property((name, value));
    }
    calendar.push(event.clone()).to_string()
}

/// Without characters that would end a line of the file.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// The value of a parameter can't hold a quotation mark.
#[must_use]
pub fn parameter(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).map(|c| if c == '"' { '\'' } else { c }).collect()
}
