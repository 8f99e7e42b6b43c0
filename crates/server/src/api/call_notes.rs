//! Call notes: "I am calling". Made, listed, and closed with what became of the call; a case that names one closes it.

use crate::{
    answer::{Answer, match_seen, version_tag},
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    query::Query,
    store::{
        call_notes::{self, NewCallNote},
        reach::Reach,
        units,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::{
    access::{Action, Permission},
    case_draft::{LINE_MAX, NOT_ONE_LINE, SYNOPSIS_MAX, stray_in_line},
};
use wire::{
    call_note::{CallNote, CallNoteList, CallNoteState, CallOutcome, ChangeCallNote, MakeCallNote, TOLD_MAX},
    path,
    problem::{FieldError, Kind, Problem},
};

/// Call notes in reach, newest first.
#[utoipa::path(get, path = "/v1/call-notes", operation_id = "listCallNotes", tag = "cases",
    params(
        ("open" = Option<bool>, Query, description = "true: only those that still want attention"),
        ("account" = Option<String>, Query, description = "Only this account, for people with several"),
    ),
    responses(
        (status = 200, body = CallNoteList), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeCases)?;
    let reach = visitor.reach_of(&query)?;
    let open = query.yes("open");
    query.finish()?;
    let mut read = app.store.read().await?;
    let mut items = call_notes::all(&mut read, &reach, app.installation.ask_again()).await?;
    items.retain(|note| open.is_none_or(|open| note.is_open() == open));
    Ok(Answer::of(&CallNoteList { items: items.into() })?.found(&headers))
}

/// One call note. Its tag is its version.
#[utoipa::path(get, path = "/v1/call-notes/{number}", operation_id = "readCallNote", tag = "cases",
    params(("number" = String, Path, description = "Number of the call note")),
    responses(
        (status = 200, body = CallNote), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeCases)?;
    let mut read = app.store.read().await?;
    let ask_again = app.installation.ask_again();
    let note = call_notes::one(&mut read, &visitor.reach(), &number, ask_again).await?;
    present(note).map(|answer| answer.found(&headers))
}

/// Note that somebody is calling. It is not a case, and no clock runs.
#[utoipa::path(post, path = "/v1/call-notes", operation_id = "makeCallNote", tag = "cases", request_body = MakeCallNote,
    params(("Idempotency-Key" = String, Header, description = "New for each new note")),
    responses(
        (status = 201, body = CallNote, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn make(State(app): State<App>, visitor: Visitor, request: Request) -> Result<Response, Refusal> {
    if visitor.may(Action::OpenCase)? == Permission::OnBehalf {
        let words =
            "A call note says that somebody of the End User is calling. Open the case itself instead.";
        return Err(Refusal::new(Kind::NotAllowed, words));
    }
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: MakeCallNote = body::parse(&body)?;
    let creation = Creation::enter(&app, &visitor.me.id, key, path::CALL_NOTES, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let account = visitor.me.account.id.clone();
    let reach = Reach::accounts([account.clone()]);
    let mut errors = line_errors(&wish);
    let unit = match (&wish.unlisted, wish.unit.as_deref().map(str::trim)) {
        (None, Some(reference)) if !reference.is_empty() && reference.chars().count() <= LINE_MAX => {
            let found = units::one(&mut tx, &reach, reference).await?;
            if found.is_none() {
                errors.push(unknown_unit(reference));
            }
            found.map(|stored| stored.id)
        }
        _ => None,
    };
    if !errors.is_empty() {
        return Err(Refusal::fields(errors));
    }
    let new = NewCallNote {
        account,
        unit,
        unlisted: wish.unlisted,
        symptom: wish.symptom.trim().to_owned(),
        made_by: visitor.me.id.clone(),
    };
    let number = call_notes::insert(&mut tx, &new, app.clock.now()).await?;
    let answer = present(call_notes::one(&mut tx, &reach, &number, app.installation.ask_again()).await?)?;
    let response = creation.created(&mut tx, &answer, &path::call_note(&number)).await?;
    tx.commit().await?;
    Ok(response)
}

/// Say what became of a call.
#[utoipa::path(patch, path = "/v1/call-notes/{number}", operation_id = "changeCallNote", tag = "cases", request_body = ChangeCallNote,
    params(
        ("number" = String, Path, description = "Number of the call note"),
        ("If-Match" = String, Header, description = "The version that was seen: `\"1\"`"),
    ),
    responses(
        (status = 200, body = CallNote), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    if visitor.may(Action::OpenCase)? == Permission::OnBehalf {
        let words = "Only the End User's people say what became of their calls. A case that names the note closes it.";
        return Err(Refusal::new(Kind::NotAllowed, words));
    }
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let reach = visitor.reach();
    let ask_again = app.installation.ask_again();
    let mut tx = app.store.write().await?;
    let note = call_notes::one(&mut tx, &reach, &number, ask_again).await?.ok_or_else(Refusal::not_found)?;
    match_seen(&headers, &version_tag(note.version))?;
    let wish: ChangeCallNote = body::parse(&body)?;
    let (state, told) = outcome(&note, &wish)?;
    if !call_notes::change(&mut tx, &note, &state, told.as_deref(), None).await? {
        return Err(Refusal::changed());
    }
    let answer = present(call_notes::one(&mut tx, &reach, &number, ask_again).await?)?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// The answer that shows a note, alike after making it, after changing it and when it is read; 404 when there is none.
fn present(found: Option<CallNote>) -> Result<Answer, Refusal> {
    let note = found.ok_or_else(Refusal::not_found)?;
    Ok(Answer::of(&note)?.version(note.version))
}

fn outcome(note: &CallNote, wish: &ChangeCallNote) -> Result<(CallNoteState, Option<String>), Refusal> {
    if !note.is_open() {
        let words = "This call note is closed already";
        return Err(Refusal::field("/outcome", "closed", words));
    }
    let told = wish.told_number.as_deref().map(str::trim).filter(|told| !told.is_empty());
    match (wish.outcome, told) {
        (CallOutcome::Withdrawn, _) => Ok((CallNoteState::Withdrawn, None)),
        (CallOutcome::GotThrough, None) => {
            Err(Refusal::field("/told_number", "missing", "Enter the case number that you were told"))
        }
        (CallOutcome::GotThrough, Some(told)) if told.chars().count() > TOLD_MAX => {
            let words = format!("A case number has at most {TOLD_MAX} characters");
            Err(Refusal::field("/told_number", "too_long", words))
        }
        (CallOutcome::GotThrough, Some(told)) if stray_in_line(told).is_some() => {
            Err(Refusal::field("/told_number", "not_one_line", format!("The case number {NOT_ONE_LINE}")))
        }
        (CallOutcome::GotThrough, Some(told)) => Ok((CallNoteState::GotThrough, Some(told.to_owned()))),
    }
}

fn line_errors(wish: &MakeCallNote) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut check = |pointer: &str, text: &str, limit: usize, missing: &str| {
        let length = text.trim().chars().count();
        if length == 0 {
            errors.push(field_error(pointer, "missing", missing));
        } else if length > limit {
            errors.push(field_error(
                pointer,
                "too_long",
                format!("This is {length} characters long; {limit} fit"),
            ));
        } else if stray_in_line(text).is_some() {
            errors.push(field_error(pointer, "not_one_line", format!("This {NOT_ONE_LINE}")));
        }
    };
    check("/symptom", &wish.symptom, SYNOPSIS_MAX, "Describe the symptom in one line");
    match &wish.unlisted {
        Some(unlisted) => {
            check("/host_name", &unlisted.host_name, LINE_MAX, "Enter the host name");
            check("/site", &unlisted.site, LINE_MAX, "Enter the site");
        }
        None => check(
            "/unit",
            wish.unit.as_deref().unwrap_or_default(),
            LINE_MAX,
            "Choose the unit, or go on with host name and site",
        ),
    }
    errors
}

/// A unit that is not there or not theirs: the same words for both.
#[must_use]
pub fn unknown_unit(reference: &str) -> FieldError {
    let words = format!(
        "No unit {reference} in your install base. Check the number, or go on with host name and site."
    );
    field_error("/unit", "unknown_unit", words)
}
