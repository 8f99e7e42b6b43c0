//! What people change of themselves: `PATCH /v1/me` and `PUT /v1/password`. Whoever is signed in may, for the own person
//! only. What a number and a password must be like is `rules::person`'s and `rules::password`'s to say.

use crate::{
    answer::match_seen,
    api::{me, session::too_many},
    app::App,
    body,
    problem::{Refusal, field_error},
    session::hash,
    store::{
        people,
        profile::{self, Details},
        sessions,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use rules::{
    case_draft::LINE_MAX,
    password::{self, LONGEST},
    person::Phone,
};
use tower_sessions::Session;
use wire::{
    problem::{FieldError, Problem},
    profile::{ChangeMe, ChangePassword, WeekStart},
    session::Me,
};

/// Own details, and how one likes times shown.
#[utoipa::path(patch, path = "/v1/me", operation_id = "changeMe", tag = "session", request_body = ChangeMe,
    params(("If-Match" = String, Header, description = "The entity tag of what was seen")),
    responses(
        (status = 200, body = Me), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 412, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn change(State(app): State<App>, visitor: Visitor, request: Request) -> Result<Response, Refusal> {
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let seen = people::by_id(&mut tx, &visitor.me.id).await?.ok_or_else(Refusal::not_signed_in)?;
    match_seen(&headers, me::present(&seen)?.tag())?;
    let details = checked(&app, seen, &body::parse(&body)?)?;
    profile::describe(&mut tx, &visitor.me.id, &details).await?;
    let changed = people::by_id(&mut tx, &visitor.me.id).await?.ok_or_else(Refusal::not_signed_in)?;
    tx.commit().await?;
    let changed = Me { session_ends_at: visitor.me.session_ends_at, ..changed };
    Ok(me::present(&changed)?.with(StatusCode::OK))
}

/// The details as they are kept; everything that is wrong at once.
fn checked(app: &App, seen: Me, wish: &ChangeMe) -> Result<Details, Refusal> {
    let mut errors: Vec<FieldError> = Vec::new();
    let mut wrong = |field: &str, code: &str, words: &str| {
        errors.push(field_error(&format!("/{field}"), code, words.to_owned()));
    };
    let name = wish.name.as_deref().map_or(seen.name.as_str(), str::trim);
    match name.chars().count() {
        0 => wrong("name", "missing", "Enter your name"),
        long if long > LINE_MAX => wrong("name", "too_long", "This name is too long"),
        _ => {}
    }
    let phone = match wish.phone.as_deref().map(str::trim) {
        None => seen.phone,
        Some("") => None,
        Some(text) => match Phone::parse(text) {
            Ok(phone) => Some(phone.to_string()),
            Err(problem) => {
                wrong("phone", "no_number", problem.message());
                None
            }
        },
    };
    let zone = match wish.zone.as_deref().map(str::trim) {
        None => seen.zone,
        Some("") => None,
        Some(zone) => {
            if app.zones.get(zone, app.clock.now()).is_none() {
                wrong(
                    "zone",
                    "unknown_zone",
                    "There is no time zone of this name; one looks like Europe/Berlin",
                );
            }
            Some(zone.to_owned())
        }
    };
    let week_start = match &wish.week_start {
        None => seen.week_start,
        Some(WeekStart::Unknown(day)) => {
            wrong(
                "week_start",
                "unknown_day",
                &format!("Weeks begin on monday, sunday or saturday, not “{day}”"),
            );
            None
        }
        Some(day) => Some(day.clone()),
    };
    if !errors.is_empty() {
        return Err(Refusal::fields(errors));
    }
    Ok(Details {
        name: name.to_owned(),
        phone,
        zone,
        week_start: week_start.map(|day| day.as_str().to_owned()),
    })
}

/// Another password. All other sessions of the person end; a wrong old password counts as a failed sign-in.
#[utoipa::path(put, path = "/v1/password", operation_id = "changePassword", tag = "session",
    request_body = ChangePassword,
    responses(
        (status = 204, description = "Changed; all other sessions have ended"), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
        (status = 429, body = Problem, description = "Ten failures in five minutes; `Retry-After` says when to go on"),
    ))]
pub async fn change_password(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    request: Request,
) -> Result<Response, Refusal> {
    let from = app.front.asker(&request);
    let wish: ChangePassword = body::parse(&body::read(request).await?)?;
    password::check(&wish.new, &wish.old, &visitor.me.email)
        .map_err(|problem| Refusal::field("/new", problem.code(), problem.message()))?;
    let tried = app.sign_in_limit.begin(&visitor.me.email, from, app.clock.now()).map_err(too_many)?;
    let mut read = app.store.read().await?;
    let known = people::credentials(&mut read, &visitor.me.email).await?;
    drop(read);
    let checked = known.map(|known| known.password_hash).filter(|_| wish.old.len() <= LONGEST);
    let old = if checked.is_some() { wish.old } else { String::new() };
    let wrong = || Refusal::field("/old", "wrong", "This is not your present password");
    if !app.passwords.check(checked.clone(), old).await? {
        return Err(wrong());
    }
    app.sign_in_limit.forgive(&tried);
    let new = app.passwords.hash(wish.new).await?;
    let current = session.id().map(|id| hash(&id)).ok_or_else(Refusal::not_signed_in)?;
    let mut tx = app.store.write().await?;
    // Somebody else may have changed it meanwhile: then the old one is no longer the present one.
    if !profile::set_password(&mut tx, &visitor.me.id, &checked.unwrap_or_default(), &new).await? {
        return Err(wrong());
    }
    sessions::end_others(&mut tx, &visitor.me.id, &current).await?;
    sessions::goes_on(&mut tx, &visitor.me.id, &current).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
