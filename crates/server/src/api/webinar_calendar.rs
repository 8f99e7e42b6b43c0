//! `GET /v1/webinars/{id}/calendar.ics`: a webinar for people's own calendars (RFC 5545), written as the files of meetings are:
//! plain UTC instants, one identity, a higher number after each change, and cancelled when it does not take place. The way in
//! is not in it: that is shown from ten minutes before.

use crate::{
    api::{
        meeting_calendar::{parameter, plain, served, written},
        webinar_visit::seen,
    },
    app::App,
    problem::Refusal,
    store::webinars::Stored,
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use icalendar::{Component, Event, EventLike, EventStatus, Property};
use rules::access::Action;
use wire::problem::Problem;

const PRODUCT: &str = "-//Advanced Care portal//Webinars//EN";

/// The webinar as a calendar file.
#[utoipa::path(get, path = "/v1/webinars/{id}/calendar.ics", operation_id = "readWebinarCalendar", tag = "webinars",
    params(("id" = String, Path, description = "Id of the webinar")),
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
    visitor.may(Action::SeeWebinars)?;
    let mut read = app.store.read().await?;
    let stored = seen(&visitor, &mut read, &id).await?;
    drop(read);
    served(file(&stored, app.installation.instance()), "webinar.ics", &headers)
}

/// The same file until its publisher changes something.
fn file(stored: &Stored, instance: &str) -> String {
    let cancelled = stored.cancelled_why.as_deref();
    let why = cancelled.map(|why| format!("Cancelled: {why}\n\n")).unwrap_or_default();
    let words = format!(
        "{why}{}\n\nSpeaker: {}\nThe portal shows how to join from ten minutes before.",
        stored.about, stored.speaker.name
    );
    let mut event = Event::new();
    event
        .uid(&format!("{}@{instance}", stored.id))
        .sequence(stored.sequence)
        .timestamp(stored.changed_at)
        .starts(stored.facts.starts)
        .ends(stored.facts.ends)
        .status(if cancelled.is_some() { EventStatus::Cancelled } else { EventStatus::Confirmed })
        .summary(&plain(&format!("Webinar: {}", stored.title)))
        .description(&plain(&words));
    // A published event has an organizer (RFC 5546, 3.2.1); this one takes no mail.
    let mut organizer = Property::new("ORGANIZER", "invalid:nomail");
    event.append_property(organizer.add_parameter("CN", &parameter(&stored.speaker.name)).done());
    written(&event.done(), PRODUCT, if cancelled.is_some() { "CANCEL" } else { "PUBLISH" })
}
