//! The publisher's side: planning a webinar, changing the plan, calling it off, and who took part. What a plan needs is
//! `rules::webinar::plan`'s to say; a publisher reaches the accounts that he or she looks after.

use crate::{
    answer::{Answer, match_seen_or_version},
    api::{
        webinar_visit::{can, seen, to_publish},
        webinars::{in_use, own_reach, present},
    },
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    query::Query,
    store::{
        Connection,
        webinars::{Stored, publishing},
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::{
    access::Action,
    link::HttpsLink,
    on_boarding::WHY_MAX,
    webinar::{
        plan::{Draft, Problem as PlanProblem},
        question::{self, Step},
    },
};
use wire::{
    path,
    problem::{FieldError, Problem},
    webinar::{Attendance, CancelWebinar, PlanWebinar, Webinar},
};

/// Plan a webinar, for everybody or for accounts that the publisher looks after.
#[utoipa::path(post, path = "/v1/webinars", operation_id = "planWebinar", tag = "webinars", request_body = PlanWebinar,
    params(("Idempotency-Key" = String, Header, description = "New for each new webinar")),
    responses(
        (status = 201, body = Webinar, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn plan(State(app): State<App>, visitor: Visitor, request: Request) -> Result<Response, Refusal> {
    visitor.may(Action::PublishWebinars)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: PlanWebinar = body::parse(&body)?;
    let creation = Creation::enter(&app, &visitor.me.id, key, path::WEBINARS, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let plan = checked(&app, &visitor, wish)?;
    let id = publishing::insert(&mut tx, &plan, &visitor.me.id, app.clock.now()).await?;
    let answer = present(&app, &visitor, &mut tx, &own_reach(&visitor)?, &id, &[]).await?;
    let response = creation.created(&mut tx, &answer, &path::webinar(&id)).await?;
    tx.commit().await?;
    Ok(response)
}

/// Another plan in the place of the one that was seen.
#[utoipa::path(put, path = "/v1/webinars/{id}", operation_id = "changeWebinar", tag = "webinars", request_body = PlanWebinar,
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("If-Match" = String, Header, description = "The entity tag, or the version, of the webinar that was seen: `\"1\"`"),
    ),
    responses(
        (status = 200, body = Webinar), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::PublishWebinars)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let stored = to_change(&app, &visitor, &mut tx, &id, &headers).await?;
    let wish: PlanWebinar = body::parse(&body)?;
    can(&app, &stored, Step::Edit)?;
    let plan = checked(&app, &visitor, wish)?;
    let kept =
        publishing::update(&mut tx, &id, stored.version, &plan, (&visitor.me.id, app.clock.now())).await?;
    if !kept {
        return Err(Refusal::changed());
    }
    let answer = present(&app, &visitor, &mut tx, &own_reach(&visitor)?, &id, &[]).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// It does not take place.
#[utoipa::path(post, path = "/v1/webinars/{id}/cancel", operation_id = "cancelWebinar", tag = "webinars",
    request_body = CancelWebinar,
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("If-Match" = String, Header, description = "The entity tag, or the version, of the webinar that was seen: `\"1\"`"),
    ),
    responses(
        (status = 200, body = Webinar), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::PublishWebinars)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let stored = to_change(&app, &visitor, &mut tx, &id, &headers).await?;
    let wish: CancelWebinar = body::parse(&body)?;
    can(&app, &stored, Step::Cancel)?;
    if let Some((code, words)) = question::text_fault(&wish.why, WHY_MAX, false) {
        return Err(Refusal::field("/why", code, words));
    }
    let (why, now) = (wish.why.trim(), app.clock.now());
    if !publishing::cancel(&mut tx, &id, stored.version, why, (&visitor.me.id, now)).await? {
        return Err(Refusal::changed());
    }
    let answer = present(&app, &visitor, &mut tx, &own_reach(&visitor)?, &id, &[]).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// Who took part, account by account, of those that the publisher looks after.
#[utoipa::path(get, path = "/v1/webinars/{id}/attendance", operation_id = "readAttendance", tag = "webinars",
    params(("id" = String, Path, description = "Id of the webinar")),
    responses(
        (status = 200, body = Attendance), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn attendance(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::PublishWebinars)?;
    let mut read = app.store.read().await?;
    seen(&visitor, &mut read, &id).await?;
    let found = publishing::attendance(&mut read, &visitor.reach(), &id).await?;
    Ok(Answer::of(&found)?.found(&headers))
}

/// The webinar as it is to be changed: seen, all its accounts looked after, and in the version that the request names.
async fn to_change(
    app: &App,
    visitor: &Visitor,
    conn: &mut Connection,
    id: &str,
    headers: &HeaderMap,
) -> Result<Stored, Refusal> {
    let stored = to_publish(visitor, conn, id).await?;
    // The tag changes with every question; the version does not.
    let in_use = in_use(visitor, conn, &Query::default()).await?;
    let tag = present(app, visitor, conn, &own_reach(visitor)?, id, &in_use).await?.tag().to_owned();
    match_seen_or_version(headers, &tag, stored.version)?;
    Ok(stored)
}

/// The plan as it is kept; everything that is wrong at once.
fn checked(app: &App, visitor: &Visitor, wish: PlanWebinar) -> Result<PlanWebinar, Refusal> {
    let unknown =
        || Refusal::field("/topic", "unknown_topic", "There is no such topic; take “other” and name it");
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let draft = Draft {
        title: wish.title.clone(),
        about: wish.about.clone(),
        topic: wish.topic.known().ok_or_else(unknown)?,
        other_topic: text(&wish.other_topic),
        families: wish.families.clone(),
        speaker_name: wish.speaker_name.clone(),
        speaker_title: text(&wish.speaker_title),
        starts: wish.starts_at,
        ends: wish.ends_at,
        join_link: text(&wish.join_link),
        dial_in: text(&wish.dial_in),
    };
    let told = |problem: PlanProblem| {
        field_error(&format!("/{}", problem.field()), problem.code(), problem.message())
    };
    let mut errors: Vec<FieldError> = draft.problems().into_iter().map(told).collect();
    if app.zones.get(&wish.host_zone, app.clock.now()).is_none() {
        errors.push(field_error("/host_zone", "unknown_zone", "Give a time zone by its name: Europe/Berlin"));
    }
    if wish.audience.iter().any(|id| !visitor.has_account(id)) {
        let words = "Name accounts that you look after, or none for everybody";
        errors.push(field_error("/audience", "unknown_account", words));
    }
    if !errors.is_empty() {
        return Err(Refusal::fields(errors));
    }
    let line = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(PlanWebinar {
        title: draft.title.trim().to_owned(),
        about: draft.about.trim().to_owned(),
        other_topic: line(&draft.other_topic).filter(|_| draft.topic == rules::webinar::Topic::Other),
        families: draft.families.iter().filter_map(|family| line(family)).collect(),
        speaker_name: draft.speaker_name.trim().to_owned(),
        speaker_title: line(&draft.speaker_title),
        join_link: HttpsLink::parse(&draft.join_link).ok().map(|link| link.as_str().to_owned()),
        dial_in: line(&draft.dial_in),
        ..wish
    })
}
