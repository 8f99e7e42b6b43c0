//! Batches of units that are registered: begun, listed, read, stopped. A batch is its account's own: neither the End Users
//! of its rows nor another reseller see it. Rows come and go in `registration_rows`.

use crate::{
    answer::{Answer, match_seen, version_tag},
    api::{
        page::{Page, Place},
        registration_rows,
    },
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    query::Query,
    store::{
        reach::Reach,
        registrations::{self, NewBatch as NewStored},
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::{access::Action, case_draft::LINE_MAX};
use wire::{
    path,
    problem::{FieldError, Kind, Problem},
    registration::{BATCH_MAX, Batch, BatchList, BatchState, NewBatch, PIECE_MAX},
};

/// The batches of one's own account, the newest first.
#[utoipa::path(get, path = "/v1/registrations", operation_id = "listRegistrations", tag = "registration",
    params(
        ("account" = Option<String>, Query, description = "The account that registered: one's own"),
        ("limit" = Option<u32>, Query, description = "1 to 200, default 50"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = BatchList, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::RegisterUnits)?;
    own_account(&visitor, query.text("account"))?;
    let page = Page::read(&mut query, &["created"], "-created");
    query.finish()?;
    let mut read = app.store.read().await?;
    let found = registrations::all(&mut read, &own(&visitor)).await?;
    let place = |batch: &Batch| Place {
        key: Some(batch.created_at.timestamp_millis().to_string()),
        id: batch.id.clone(),
    };
    let (items, next) = page.cut(found, place);
    let list = BatchList { items: items.into(), next };
    Ok(Answer::of(&list)?.next_page(path::REGISTRATIONS, &query, list.next.as_deref()).found(&headers))
}

/// One batch. Its tag is its version, which grows with every piece of rows.
#[utoipa::path(get, path = "/v1/registrations/{id}", operation_id = "readRegistration", tag = "registration",
    params(("id" = String, Path, description = "Id of the batch")),
    responses(
        (status = 200, body = Batch), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::RegisterUnits)?;
    let mut read = app.store.read().await?;
    let found = registrations::one(&mut read, &own(&visitor), &id).await?.ok_or_else(Refusal::not_found)?;
    present(&found.batch).map(|answer| answer.found(&headers))
}

/// Begin a batch: how many rows there are, and the first of them. A single unit is a batch of one.
#[utoipa::path(post, path = "/v1/registrations", operation_id = "beginRegistration", tag = "registration", request_body = NewBatch,
    params(("Idempotency-Key" = String, Header, description = "New for each new batch")),
    responses(
        (status = 201, body = Batch, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn begin(State(app): State<App>, visitor: Visitor, request: Request) -> Result<Response, Refusal> {
    visitor.may(Action::RegisterUnits)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read_within(request, registration_rows::LIMIT).await?;
    let wish: NewBatch = body::parse(&body)?;
    let creation = Creation::enter(&app, &visitor.me.id, key, path::REGISTRATIONS, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    own_account(&visitor, wish.account.as_deref())?;
    let file_name = wish.file_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let errors = errors(&wish, file_name);
    if !errors.is_empty() {
        return Err(Refusal::fields(errors));
    }
    let new = NewStored { account: &visitor.me.account.id, by: &visitor.me.id, file_name, rows: wish.rows };
    let id = registrations::insert(&mut tx, &new, app.clock.now()).await?;
    let reach = own(&visitor);
    let mut batch = registrations::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
    if !wish.first.is_empty() {
        let answers = registration_rows::take(&app, &visitor, &mut tx, &batch, (1, &wish.first)).await?;
        batch = registrations::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
        batch.batch.answers = answers;
    }
    let response = creation.created(&mut tx, &present(&batch.batch)?, &path::registration(&id)).await?;
    tx.commit().await?;
    Ok(response)
}

/// Take no more rows. What is registered stays registered.
#[utoipa::path(post, path = "/v1/registrations/{id}/stop", operation_id = "stopRegistration", tag = "registration",
    params(
        ("id" = String, Path, description = "Id of the batch"),
        ("If-Match" = String, Header, description = "The version that was seen: `\"1\"`"),
    ),
    responses(
        (status = 200, body = Batch), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 428, body = Problem),
    ))]
pub async fn stop(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::RegisterUnits)?;
    let reach = own(&visitor);
    let mut tx = app.store.write().await?;
    let found = registrations::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
    match_seen(&headers, &version_tag(found.batch.version))?;
    if found.batch.state == BatchState::Complete {
        let words = "All rows of this batch have been answered; there is nothing to stop.";
        return Err(Refusal::new(Kind::Conflict, words));
    }
    if found.batch.state == BatchState::Open {
        registrations::stop(&mut tx, found.key).await?;
    }
    let after = registrations::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
    let answer = present(&after.batch)?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// The batches that somebody sees: those of the own account.
pub(super) fn own(visitor: &Visitor) -> Reach {
    Reach::accounts([visitor.me.account.id.clone()])
}

/// Units are registered by one's own account only; another one is not there.
fn own_account(visitor: &Visitor, account: Option<&str>) -> Result<(), Refusal> {
    match account {
        Some(account) if account != visitor.me.account.id => Err(Refusal::not_found()),
        _ => Ok(()),
    }
}

fn present(batch: &Batch) -> Result<Answer, Refusal> {
    Ok(Answer::of(batch)?.version(batch.version))
}

fn errors(wish: &NewBatch, file_name: Option<&str>) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if !(1..=BATCH_MAX).contains(&wish.rows) {
        errors.push(field_error("/rows", "out_of_range", format!("A batch has 1 to {BATCH_MAX} rows")));
    }
    if wish.first.len() > PIECE_MAX {
        errors.push(field_error("/first", "too_many", format!("At most {PIECE_MAX} rows at once")));
    } else if wish.first.len() > wish.rows as usize {
        errors.push(field_error("/first", "too_many", "These are more rows than the batch has"));
    }
    let length = file_name.map_or(0, |name| name.chars().count());
    if length > LINE_MAX {
        let words = format!("This is {length} characters long; {LINE_MAX} fit");
        errors.push(field_error("/file_name", "too_long", words));
    }
    errors
}
