//! Reports of faults that are not sent yet: on every device of their person, and nobody else's. What stands in them is not
//! looked at. Two devices never write over each other unseen: who saves says which version was seen. A draft ends when its
//! case is opened (`open_case`), with its id as the key.

use crate::{
    answer::{Answer, Comparison, lists, match_seen, version_tag},
    app::App,
    body,
    problem::{Refusal, field_error},
    store::{Connection, case_drafts, idempotency},
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use rules::access::Action;
use wire::{
    case_draft::{
        CaseDraft, DRAFT_BYTES_MAX, DRAFT_LINE_MAX, DRAFT_NAME_MAX, DRAFTS_MAX, DraftList, DraftSummary,
        SaveDraft,
    },
    path,
    problem::{Kind, Problem},
};

/// One's own reports that are not sent yet, the one saved last first.
#[utoipa::path(get, path = "/v1/drafts", operation_id = "listDrafts", tag = "cases",
    responses(
        (status = 200, body = DraftList), (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
    ))]
pub async fn list(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Refusal> {
    visitor.may(Action::OpenCase)?;
    let mut read = app.store.read().await?;
    let items = case_drafts::all(&mut read, &visitor.me.id).await?;
    Ok(Answer::of(&DraftList { items: items.into() })?.found(&headers))
}

/// One of them with everything that was typed.
#[utoipa::path(get, path = "/v1/drafts/{id}", operation_id = "getDraft", tag = "cases",
    params(("id" = String, Path, description = "Id of the draft")),
    responses(
        (status = 200, body = CaseDraft), (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::OpenCase)?;
    let mut read = app.store.read().await?;
    let draft = case_drafts::one(&mut read, &visitor.me.id, &id).await?.ok_or_else(Refusal::not_found)?;
    Ok(Answer::of(&draft)?.version(draft.version).found(&headers))
}

/// Save one: a new one, or in the place of the version that was seen. Saving again what stands there already changes nothing and
/// is answered as if it had just been saved, whichever version is named.
#[utoipa::path(put, path = "/v1/drafts/{id}", operation_id = "saveDraft", tag = "cases", request_body = SaveDraft,
    params(
        ("id" = String, Path, description = "Id of the draft, chosen at random by its maker; the Idempotency-Key with which its case is opened"),
        ("If-None-Match" = Option<String>, Header, description = "`*`: it is new"),
        ("If-Match" = Option<String>, Header, description = "The version that was seen: `\"1\"`"),
    ),
    responses(
        (status = 200, body = DraftSummary, headers(("ETag" = String))),
        (status = 201, body = DraftSummary, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ))]
pub async fn save(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::OpenCase)?;
    let headers = request.headers().clone();
    let body = body::read_within(request, DRAFT_BYTES_MAX).await?;
    let person = &visitor.me.id;
    let mut tx = app.store.write().await?;
    let there = case_drafts::one(&mut tx, person, &id).await?;
    let is_as_seen = is_as_seen(&headers, there.as_ref())?;
    let wish: SaveDraft = body::parse(&body)?;
    if let Some(there) = there.as_ref().filter(|there| is_same(there, &wish)) {
        return Ok(present(there)?.with(StatusCode::OK));
    }
    if !is_as_seen {
        return Err(Refusal::changed());
    }
    check(&id, &wish)?;
    let is_new = there.is_none();
    if is_new {
        may_be_begun(&mut tx, person, &id).await?;
    }
    case_drafts::put(&mut tx, person, &id, &wish, app.clock.now()).await?;
    let stored = case_drafts::one(&mut tx, person, &id).await?.ok_or_else(Refusal::not_found)?;
    let answer = present(&stored)?;
    tx.commit().await?;
    Ok(if is_new {
        answer.header(header::LOCATION, &path::draft(&id)).with(StatusCode::CREATED)
    } else {
        answer.with(StatusCode::OK)
    })
}

/// Throw one away.
#[utoipa::path(delete, path = "/v1/drafts/{id}", operation_id = "deleteDraft", tag = "cases",
    params(
        ("id" = String, Path, description = "Id of the draft"),
        ("If-Match" = String, Header, description = "The version that was seen: `\"1\"`; `*` for whichever"),
    ),
    responses(
        (status = 204, description = "Gone"), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn delete(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::OpenCase)?;
    let mut tx = app.store.write().await?;
    let draft = case_drafts::one(&mut tx, &visitor.me.id, &id).await?.ok_or_else(Refusal::not_found)?;
    match_seen(&headers, &version_tag(draft.version))?;
    case_drafts::delete(&mut tx, &visitor.me.id, &id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Is it a new one where none is, or the version that was seen?
fn is_as_seen(headers: &HeaderMap, there: Option<&CaseDraft>) -> Result<bool, Refusal> {
    let is_new = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value == "*");
    let missing = || {
        let words = "Send If-None-Match: * for a new draft, or If-Match with the tag of what you saw.";
        Refusal::new(Kind::MatchMissing, words)
    };
    match there {
        _ if is_new => Ok(there.is_none()),
        None if headers.contains_key(header::IF_MATCH) => Err(Refusal::not_found()),
        None => Err(missing()),
        Some(draft) => {
            let tag = version_tag(draft.version);
            lists(headers, &header::IF_MATCH, &tag, Comparison::Strong).ok_or_else(missing)
        }
    }
}

fn is_same(there: &CaseDraft, wish: &SaveDraft) -> bool {
    let CaseDraft { title, subject, step, fields, .. } = there;
    (title, subject, step, fields) == (&wish.title, &wish.subject, &wish.step, &wish.fields)
}

/// What may be kept.
fn check(id: &str, wish: &SaveDraft) -> Result<(), Refusal> {
    let mut errors = Vec::new();
    let is_id =
        id.len() <= DRAFT_NAME_MAX && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_id {
        let words = format!("An id has at most {DRAFT_NAME_MAX} letters, digits and hyphens");
        errors.push(field_error("/path/id", "unreadable", words));
    }
    let lines = [
        ("/title", &wish.title, DRAFT_LINE_MAX),
        ("/subject", &wish.subject, DRAFT_LINE_MAX),
        ("/step", &wish.step, DRAFT_NAME_MAX),
    ];
    for (pointer, text, most) in lines {
        if text.chars().count() > most {
            errors.push(field_error(pointer, "too_long", format!("At most {most} characters")));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::fields(errors)) }
}

/// A report that became a case does not come back because another device still had it, and nobody has them without end.
async fn may_be_begun(conn: &mut Connection, person: &str, id: &str) -> Result<(), Refusal> {
    if let Some(made) = idempotency::find(conn, person, id).await? {
        let words = "This report was sent already. Begin another one, or look at what it became.";
        return Err(Refusal::new(Kind::Conflict, words).made(made.location));
    }
    if case_drafts::count(conn, person).await? >= DRAFTS_MAX {
        let words = format!("You have {DRAFTS_MAX} reports that are not sent. Send one, or throw one away.");
        return Err(Refusal::field("/fields", "too_many", words));
    }
    Ok(())
}

fn present(draft: &CaseDraft) -> Result<Answer, Refusal> {
    Ok(Answer::of(&case_drafts::summary(draft))?.version(draft.version))
}
