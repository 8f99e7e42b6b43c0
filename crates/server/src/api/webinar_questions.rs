//! Questions of a webinar: asked before, during and at a second of the recording; wanted by others as well; answered
//! live or in writing by its publisher. Whether that can be done now is `rules::webinar`'s to say.

use crate::{
    answer::Answer,
    api::{
        webinar_visit::{can, plain, seen, to_publish},
        webinars::own_reach,
    },
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    store::webinars::{Eyes, Stored, questions},
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use rules::{
    access::Action,
    webinar::question::{self, ANSWER_MAX, QUESTION_MAX, Refused, Step},
};
use wire::{
    path,
    problem::{FieldError, Kind, Problem},
    webinar::{AnswerHow, AskQuestion, GiveAnswer, WebinarQuestion},
};

/// Ask.
#[utoipa::path(post, path = "/v1/webinars/{id}/questions", operation_id = "askAtWebinar", tag = "webinars",
    request_body = AskQuestion,
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("Idempotency-Key" = String, Header, description = "New for each new question"),
    ),
    responses(
        (status = 201, body = WebinarQuestion, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWebinars)?;
    let mut read = app.store.read().await?;
    seen(&visitor, &mut read, &id).await?;
    drop(read);
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: AskQuestion = body::parse(&body)?;
    let place = path::webinar_part(&id, "questions");
    let creation = Creation::enter(&app, &visitor.me.id, key, &place, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let stored = seen(&visitor, &mut tx, &id).await?;
    can(&app, &stored, if wish.at_second.is_some() { Step::AskAtSecond } else { Step::Ask })?;
    let mut errors = Vec::new();
    if let Some((code, words)) = question::text_fault(&wish.text, QUESTION_MAX, false) {
        errors.push(field_error("/text", code, words));
    }
    errors.extend(beyond(&stored, wish.at_second));
    if !errors.is_empty() {
        return Err(Refusal::fields(errors));
    }
    if questions::open_of(&mut tx, &id, &visitor.me.id).await? >= question::OPEN_MAX {
        let refused = Refused::TooManyOpen;
        return Err(Refusal::field("/state", refused.code(), refused.reason().why));
    }
    let (text, now) = (wish.text.trim(), app.clock.now());
    let made = questions::insert(&mut tx, &id, &visitor.me.id, text, wish.at_second, now).await?;
    let reach = own_reach(&visitor)?;
    let eyes = Eyes { reach: &reach, person: &visitor.me.id };
    let asked = questions::one(&mut tx, eyes, &id, &made).await?.ok_or_else(Refusal::not_found)?;
    let response = creation.created(&mut tx, &Answer::of(&asked)?, &path::webinar(&id)).await?;
    tx.commit().await?;
    Ok(response)
}

/// Want a question answered as well.
#[utoipa::path(put, path = "/v1/webinars/{id}/questions/{question}/vote", operation_id = "voteForQuestion", tag = "webinars",
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("question" = String, Path, description = "Id of the question"),
    ),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn vote(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, question)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    voted(&app, &visitor, &id, &question, true).await
}

/// Take a vote back.
#[utoipa::path(delete, path = "/v1/webinars/{id}/questions/{question}/vote", operation_id = "takeVoteBack", tag = "webinars",
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("question" = String, Path, description = "Id of the question"),
    ),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn take_vote_back(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, question)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    voted(&app, &visitor, &id, &question, false).await
}

async fn voted(
    app: &App,
    visitor: &Visitor,
    id: &str,
    question: &str,
    wants: bool,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWebinars)?;
    let mut tx = app.store.write().await?;
    let stored = seen(visitor, &mut tx, id).await?;
    let reach = own_reach(visitor)?;
    let eyes = Eyes { reach: &reach, person: &visitor.me.id };
    let found = questions::one(&mut tx, eyes, id, question).await?.ok_or_else(Refusal::not_found)?;
    if wants && !found.voted {
        question::may_vote(&stored.facts, found.own, found.answer.is_some(), app.clock.now())
            .map_err(|refused| Refusal::field("/state", refused.code(), refused.reason().why))?;
    }
    questions::vote(&mut tx, question, &visitor.me.id, wants).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Answer a question, or put an answer right.
#[utoipa::path(put, path = "/v1/webinars/{id}/questions/{question}/answer", operation_id = "answerQuestion", tag = "webinars",
    request_body = GiveAnswer,
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("question" = String, Path, description = "Id of the question"),
    ),
    responses(
        (status = 200, body = WebinarQuestion), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, question)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::PublishWebinars)?;
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let stored = to_publish(&visitor, &mut tx, &id).await?;
    let reach = own_reach(&visitor)?;
    let eyes = Eyes { reach: &reach, person: &visitor.me.id };
    let found = questions::one(&mut tx, eyes, &id, &question).await?.ok_or_else(Refusal::not_found)?;
    let wish: GiveAnswer = body::parse(&body)?;
    if found.answer.map(|answer| answer.at) != wish.replaces {
        return Err(Refusal::new(
            Kind::Changed,
            "Somebody has answered meanwhile. Read that answer, and put it right if it needs it",
        ));
    }
    let step = match wish.how {
        AnswerHow::Live => Step::AnswerLive,
        AnswerHow::Written => Step::AnswerInWriting,
        AnswerHow::Unknown(_) => {
            return Err(Refusal::field("/how", "unknown_how", "Give one of: live, written"));
        }
    };
    can(&app, &stored, step)?;
    let text = wish.text.as_deref().unwrap_or_default().trim();
    let mut errors = Vec::new();
    if let Some((code, words)) = question::text_fault(text, ANSWER_MAX, step == Step::AnswerLive) {
        errors.push(field_error("/text", code, words));
    }
    errors.extend(beyond(&stored, wish.at_second));
    if !errors.is_empty() {
        return Err(Refusal::fields(errors));
    }
    let (by, text) = (&visitor.me.id, Some(text).filter(|text| !text.is_empty()));
    questions::answer(&mut tx, &question, by, &wish.how, text, wish.at_second, app.clock.now()).await?;
    let answered = questions::one(&mut tx, eyes, &id, &question).await?.ok_or_else(Refusal::not_found)?;
    tx.commit().await?;
    Ok(plain(&answered))
}

/// A second that the recording does not have.
fn beyond(stored: &Stored, second: Option<u32>) -> Option<FieldError> {
    let words = match (second?, stored.facts.recorded, stored.duration) {
        (_, false, _) => "There is no recording yet",
        (second, _, Some(duration)) if second > duration => "The recording is shorter than that",
        _ => return None,
    };
    Some(field_error("/at_second", "out_of_range", words))
}
