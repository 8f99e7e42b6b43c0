//! What one person does with a webinar: register, come in by the door, go on watching, say how it was. Doing any of it twice is
//! doing it once. Whether it can be done now is `rules::webinar`'s to say.

use crate::{
    api::webinars::{join as door, own_reach, publishes},
    app::App,
    body,
    problem::{Refusal, field_error},
    store::{
        Connection,
        webinars::{self, Eyes, Stored, participation, publishing},
    },
    visitor::Visitor,
};
use axum::{
    Json,
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rules::{
    access::Action,
    webinar::{
        Door, attendance,
        question::{self, ANSWER_MAX, STARS_MAX, Step},
    },
};
use serde::Serialize;
use wire::{
    problem::{Kind, Problem},
    webinar::{Feedback, GiveFeedback, Join, KeepPosition, Seen},
};

/// Register for a webinar.
#[utoipa::path(put, path = "/v1/webinars/{id}/registration", operation_id = "registerForWebinar", tag = "webinars",
    params(("id" = String, Path, description = "Id of the webinar")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn register(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    registration(&app, &visitor, &id, true).await
}

/// Take a registration back.
#[utoipa::path(delete, path = "/v1/webinars/{id}/registration", operation_id = "takeBackRegistration", tag = "webinars",
    params(("id" = String, Path, description = "Id of the webinar")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn unregister(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    registration(&app, &visitor, &id, false).await
}

async fn registration(app: &App, visitor: &Visitor, id: &str, comes: bool) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWebinars)?;
    let mut tx = app.store.write().await?;
    let stored = seen(visitor, &mut tx, id).await?;
    can(app, &stored, Step::Register)?;
    participation::register(&mut tx, id, &visitor.me.id, comes, app.clock.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Come in: it is kept that this person did, and the answer says where to.
#[utoipa::path(post, path = "/v1/webinars/{id}/joined", operation_id = "joinWebinar", tag = "webinars",
    params(("id" = String, Path, description = "Id of the webinar")),
    responses(
        (status = 200, body = Join), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn join(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWebinars)?;
    let mut tx = app.store.write().await?;
    let stored = seen(&visitor, &mut tx, &id).await?;
    let now = app.clock.now();
    let is = stored.facts.door(now);
    if is != Door::Open {
        return Err(Refusal::field("/door", is.code(), is.reason().why));
    }
    participation::join(&mut tx, &id, &visitor.me.id, now).await?;
    tx.commit().await?;
    Ok(plain(&door(&stored, now)))
}

/// Where this person goes on watching. From nine tenths on it counts as watched.
#[utoipa::path(put, path = "/v1/webinars/{id}/position", operation_id = "keepPosition", tag = "webinars",
    request_body = KeepPosition,
    params(("id" = String, Path, description = "Id of the webinar")),
    responses(
        (status = 200, body = Seen), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn keep_position(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWebinars)?;
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let stored = seen(&visitor, &mut tx, &id).await?;
    let wish: KeepPosition = body::parse(&body)?;
    can(&app, &stored, Step::Watch)?;
    let duration = stored.duration.unwrap_or(0);
    let seconds = if duration > 0 { wish.seconds.min(duration) } else { wish.seconds };
    let watched = attendance::watched(seconds, duration);
    let now = app.clock.now();
    participation::keep_position(&mut tx, &id, &visitor.me.id, seconds, watched, now).await?;
    tx.commit().await?;
    let before = stored.seen.is_some_and(|seen| seen.finished);
    Ok(plain(&Seen { seconds, finished: watched || before }))
}

/// Say how it was.
#[utoipa::path(put, path = "/v1/webinars/{id}/feedback", operation_id = "giveFeedback", tag = "webinars",
    request_body = GiveFeedback,
    params(("id" = String, Path, description = "Id of the webinar")),
    responses(
        (status = 200, body = Feedback), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn give_feedback(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWebinars)?;
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let stored = seen(&visitor, &mut tx, &id).await?;
    let wish: GiveFeedback = body::parse(&body)?;
    can(&app, &stored, Step::Feedback)?;
    let mut errors = Vec::new();
    if !(1..=STARS_MAX).contains(&wish.stars) {
        errors.push(field_error("/stars", "out_of_range", "Give one to five stars"));
    }
    let text = wish.text.unwrap_or_default();
    if let Some((code, words)) = question::text_fault(&text, ANSWER_MAX, true) {
        errors.push(field_error("/text", code, words));
    }
    if !errors.is_empty() {
        return Err(Refusal::fields(errors));
    }
    let text = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let feedback = Feedback { stars: wish.stars, text };
    participation::keep_feedback(&mut tx, &id, &visitor.me.id, &feedback, app.clock.now()).await?;
    tx.commit().await?;
    Ok(plain(&feedback))
}

/// The webinar, with this person's eyes.
///
/// # Errors
/// 404; the database.
pub async fn seen(visitor: &Visitor, conn: &mut Connection, id: &str) -> Result<Stored, Refusal> {
    let reach = own_reach(visitor)?;
    let eyes = Eyes { reach: &reach, person: &visitor.me.id };
    webinars::one(conn, eyes, id).await?.ok_or_else(Refusal::not_found)
}

/// The webinar that somebody who publishes is about: seen, and every account that it is for is looked after.
///
/// # Errors
/// 404, 403 with the reason of the rules; the database.
pub async fn to_publish(visitor: &Visitor, conn: &mut Connection, id: &str) -> Result<Stored, Refusal> {
    let stored = seen(visitor, conn, id).await?;
    if !publishes(visitor, &publishing::audience(conn, id).await?) {
        return Err(for_others_too());
    }
    Ok(stored)
}

/// Can that be done with it now?
///
/// # Errors
/// 422 with the reason of the rules.
pub fn can(app: &App, stored: &Stored, step: Step) -> Result<(), Refusal> {
    question::may(step, &stored.facts, app.clock.now())
        .map_err(|refused| Refusal::field("/state", refused.code(), refused.reason().why))
}

/// An answer that nobody changes by its tag.
pub fn plain(value: &impl Serialize) -> Response {
    ([(header::CACHE_CONTROL, crate::answer::NO_STORE)], Json(value)).into_response()
}

/// Refuses somebody who does not look after every account that a webinar is for.
fn for_others_too() -> Refusal {
    Refusal::new(Kind::NotAllowed, question::Refused::ForOthersToo.reason().why)
}
