//! Invitations as an administrator sees them: made, listed, withdrawn. The answer that makes one carries the secret of its
//! link, once; the database has its hash only. That holds for the table of repeated requests as well: a repeated request
//! gets the invitation without the secret, and whoever has lost it makes a new one, which ends the old one.

use crate::{
    answer::Answer,
    app::App,
    body,
    digest::{hex, sha256_hex},
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    query::Query,
    store::{
        invitations::{self, NewInvitation},
        roster::{self, Done},
        sign_ins,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use rules::{access::Action, case_draft::LINE_MAX, invitation, person::EmailAddress};
use wire::{
    account::Role,
    contact::{Recorded, RecordedStep},
    invitation::{Invitation, Invitations, Invite},
    path,
    problem::{FieldError, Problem},
};

/// The invitations that can be accepted now.
#[utoipa::path(get, path = "/v1/invitations", operation_id = "listInvitations", tag = "people",
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = Invitations), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditContacts)?;
    let reach = visitor.reach_of_one(&query)?;
    let mut read = app.store.read().await?;
    let items = invitations::open(&mut read, &reach, app.clock.now()).await?;
    Ok(Answer::of(&Invitations { items: items.into() })?.found(&headers))
}

/// Invite somebody. The answer has the secret of the link, once. No mail is sent.
#[utoipa::path(post, path = "/v1/invitations", operation_id = "invite", tag = "people", request_body = Invite,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("Idempotency-Key" = String, Header, description = "New for each new invitation; a repeated request is answered without the secret"),
    ),
    responses(
        (status = 201, body = Invitation, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn invite(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditContacts)?;
    let (_, account) = visitor.one_account(&query)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: Invite = body::parse(&body)?;
    let creation = Creation::enter(&app, &visitor.me.id, key, path::INVITATIONS, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let wish = checked(wish)?;
    // Of other accounts nothing is told here; whoever accepts is.
    let holder = sign_ins::holder(&mut tx, &wish.email).await?;
    if holder.is_some_and(|holder| holder.signs_in && holder.account_id == account) {
        let words = "Somebody of your account signs in with this address already";
        return Err(Refusal::field("/email", invitation::Refused::SignsInAlready.code(), words));
    }
    let now = app.clock.now();
    let (id, token) = (uuid::Uuid::now_v7().to_string(), hex(&rand::random::<[u8; TOKEN_BYTES]>()));
    let new = NewInvitation {
        id: &id,
        account: &account,
        name: &wish.name,
        email: &wish.email,
        role: &wish.role,
        token_hash: &token_hash(&token),
        by: &visitor.me.id,
        at: now,
        expires: invitation::expires(now),
    };
    invitations::make(&mut tx, &new).await?;
    let after = Recorded { role: Some(wish.role.clone()), ..Recorded::named(&wish.name, &wish.email) };
    let done = Done { after: Some(after), ..Done::new(now, RecordedStep::Invite) };
    roster::record(&mut tx, &account, &visitor.me.id, &done).await?;
    let mut made = Invitation {
        id: id.clone(),
        name: wish.name,
        email: wish.email,
        role: wish.role,
        made_by: visitor.me.name.clone(),
        made_at: now,
        expires_at: invitation::expires(now),
        token: None,
    };
    let kept = creation.created(&mut tx, &Answer::of(&made)?, &path::invitation(&id)).await?;
    tx.commit().await?;
    // What was kept for repeated requests has no secret; this answer has it.
    made.token = Some(token);
    let (parts, _) = kept.into_parts();
    let body = serde_json::to_vec(&made).map_err(|error| Refusal::internal(&error))?;
    Ok(Response::from_parts(parts, body.into()))
}

/// Take an invitation back: its link does not work any more.
#[utoipa::path(delete, path = "/v1/invitations/{id}", operation_id = "withdrawInvitation", tag = "people",
    params(
        ("id" = String, Path, description = "Id of the invitation"),
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
    ),
    responses(
        (status = 204, description = "Withdrawn"), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditContacts)?;
    let (reach, account) = visitor.one_account(&query)?;
    let now = app.clock.now();
    let mut tx = app.store.write().await?;
    let open = invitations::open(&mut tx, &reach, now).await?;
    let found = open.into_iter().find(|invitation| invitation.id == id).ok_or_else(Refusal::not_found)?;
    if !invitations::withdraw(&mut tx, &account, &id, now).await? {
        return Err(Refusal::not_found());
    }
    let before = Recorded { role: Some(found.role), ..Recorded::named(&found.name, &found.email) };
    let done = Done { before: Some(before), ..Done::new(now, RecordedStep::Withdraw) };
    roster::record(&mut tx, &account, &visitor.me.id, &done).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// 192 random bits.
const TOKEN_BYTES: usize = 24;

/// What is stored of a secret.
pub(super) fn token_hash(token: &str) -> String {
    sha256_hex(&[b"invitation", token.as_bytes()])
}

/// The wish as it is kept; everything that is wrong at once.
fn checked(wish: Invite) -> Result<Invite, Refusal> {
    let mut errors: Vec<FieldError> = Vec::new();
    let name = checked_name(&wish.name).map_err(|error| errors.push(error)).unwrap_or_default();
    let email = EmailAddress::parse(&wish.email);
    if let Err(problem) = &email {
        errors.push(field_error("/email", "no_address", problem.message()));
    }
    if !wish.role.known().is_some_and(|role| invitation::ROLES.contains(&role)) {
        let words = "Invite somebody as engineer, viewer, representative or administrator";
        errors.push(field_error("/role", "not_invited", words));
    }
    match email {
        Ok(email) if errors.is_empty() => {
            Ok(Invite { name, email: email.as_str().to_owned(), role: Role::from(wish.role.as_str()) })
        }
        _ => Err(Refusal::fields(errors)),
    }
}

/// A person's name without blanks around it.
pub(super) fn checked_name(name: &str) -> Result<String, FieldError> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err(field_error("/name", "missing", "Enter the person's name")),
        long if long > LINE_MAX => Err(field_error("/name", "too_long", "This name is too long")),
        _ => Ok(name.to_owned()),
    }
}
