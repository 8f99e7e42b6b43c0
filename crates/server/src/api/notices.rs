//! Written notices: sent by the End User, read by both sides, acknowledged by the advisor. Nothing else of a notice
//! ever changes.

use crate::{
    answer::{Answer, match_seen, version_tag},
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    query::Query,
    store::notices::{self, NewNotice},
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::{
    access::{Action, Permission},
    responsibilities::{Duty, notice::Draft},
};
use wire::{
    notice::{ChangeNotice, Notice, NoticeList, SendNotice},
    path,
    problem::{Kind, Problem},
};

/// Notices in reach, the newest first.
#[utoipa::path(get, path = "/v1/notices", operation_id = "listNotices", tag = "readiness",
    params(("account" = Option<String>, Query, description = "Only this account, for people with several")),
    responses(
        (status = 200, body = NoticeList), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeReadiness)?;
    let reach = visitor.reach_of(&query)?;
    let mut read = app.store.read().await?;
    let items = notices::all(&mut read, &reach).await?;
    Ok(Answer::of(&NoticeList { items: items.into() })?.found(&headers))
}

/// One notice. Its tag is its version.
#[utoipa::path(get, path = "/v1/notices/{number}", operation_id = "readNotice", tag = "readiness",
    params(("number" = String, Path, description = "Number of the notice")),
    responses(
        (status = 200, body = Notice), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeReadiness)?;
    let mut read = app.store.read().await?;
    present(notices::one(&mut read, &visitor.reach(), &number).await?).map(|answer| answer.found(&headers))
}

/// Send a notice, in the name of the End User.
#[utoipa::path(post, path = "/v1/notices", operation_id = "sendNotice", tag = "readiness", request_body = SendNotice,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("Idempotency-Key" = String, Header, description = "New for each new notice"),
    ),
    responses(
        (status = 201, body = Notice, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn send(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    if visitor.may(Action::KeepReadiness)? == Permission::OnBehalf {
        let words = "A written notice is the End User’s own word; only its people send one.";
        return Err(Refusal::new(Kind::NotAllowed, words));
    }
    let (reach, account) = visitor.one_account(&query)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: SendNotice = body::parse(&body)?;
    let creation = Creation::enter(&app, &visitor.me.id, key, path::NOTICES, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let Draft { duties, text, since, until } = checked(&wish)?;
    let new = NewNotice {
        account,
        responsibilities: duties.into_iter().map(Duty::code).collect(),
        text,
        since,
        until,
        sent_by: visitor.me.id.clone(),
        zone: visitor.zone.clone(),
    };
    let number = notices::insert(&mut tx, &new, app.clock.now()).await?;
    let answer = present(notices::one(&mut tx, &reach, &number).await?)?;
    let response = creation.created(&mut tx, &answer, &path::notice(&number)).await?;
    tx.commit().await?;
    Ok(response)
}

/// Acknowledge a notice, as the account's advisor.
#[utoipa::path(patch, path = "/v1/notices/{number}", operation_id = "acknowledgeNotice", tag = "readiness", request_body = ChangeNotice,
    params(
        ("number" = String, Path, description = "Number of the notice"),
        ("If-Match" = String, Header, description = "The version that was seen: `\"1\"`"),
    ),
    responses(
        (status = 200, body = Notice), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    if visitor.may(Action::KeepReadiness)? != Permission::OnBehalf {
        let words = "Only the advisor acknowledges a notice; nothing else of it changes once it is sent.";
        return Err(Refusal::new(Kind::NotAllowed, words));
    }
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let reach = visitor.reach();
    let mut tx = app.store.write().await?;
    let notice = notices::one(&mut tx, &reach, &number).await?.ok_or_else(Refusal::not_found)?;
    match_seen(&headers, &version_tag(notice.version))?;
    let wish: ChangeNotice = body::parse(&body)?;
    if !wish.acknowledged {
        return Err(Refusal::field("/acknowledged", "not_true", "A notice can only be acknowledged"));
    }
    if notice.acknowledged_at.is_some() {
        let words = "This notice is acknowledged already";
        return Err(Refusal::field("/acknowledged", "acknowledged_already", words));
    }
    notices::acknowledge(&mut tx, &number, &visitor.me.id, app.clock.now()).await?;
    let answer = present(notices::one(&mut tx, &reach, &number).await?)?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// The answer that shows a notice; 404 when there is none.
fn present(found: Option<Notice>) -> Result<Answer, Refusal> {
    let notice = found.ok_or_else(Refusal::not_found)?;
    Ok(Answer::of(&notice)?.version(notice.version))
}

fn checked(wish: &SendNotice) -> Result<Draft, Refusal> {
    let draft = wish.draft().map_err(|bad| {
        let words = match bad.field {
            "responsibilities" => format!("There is no responsibility “{}”", bad.value),
            _ => "Give a date as YYYY-MM-DD".to_owned(),
        };
        Refusal::field(&format!("/{}", bad.field), "unreadable", words)
    })?;
    let errors: Vec<_> = draft
        .problems()
        .into_iter()
        .map(|problem| field_error(&format!("/{}", problem.field()), problem.code(), problem.message()))
        .collect();
    if errors.is_empty() { Ok(draft) } else { Err(Refusal::fields(errors)) }
}
