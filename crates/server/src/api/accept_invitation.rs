//! An invitation as its link shows it: what it is for, and accepting it. Nobody is signed in here; the secret is what the
//! caller brings, in the body, and guessing it is slowed down like guessing passwords, counted
//! apart. One link makes one sign-in, in the
//! account and for the address of the invitation, and never changes a sign-in that is there.

use super::{
    invitations::{checked_name, token_hash},
    session::too_many,
};
use crate::{
    answer::Answer,
    app::{App, Portal},
    body,
    problem::{Refusal, field_error},
    store::{
        Connection,
        invitations::{self, Found},
        people,
        roster::{self, Done},
        sign_ins,
    },
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use rules::{
    invitation::{self, Refused},
    password,
};
use std::net::IpAddr;
use wire::{
    contact::{Recorded, RecordedStep},
    invitation::{AcceptInvitation, InvitedTo, LookAtInvitation},
    problem::Problem,
};

/// What a link is for. Changes nothing.
#[utoipa::path(post, path = "/v1/invitations/look", operation_id = "lookAtInvitation", tag = "session", security(()),
    request_body = LookAtInvitation,
    responses(
        (status = 200, body = InvitedTo), (status = 400, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem, description = "It can't be accepted; `errors` say why"), (status = 429, body = Problem),
    ))]
pub async fn look(State(app): State<App>, request: Request) -> Result<Response, Refusal> {
    let from = app.front.asker(&request);
    let wish: LookAtInvitation = body::parse(&body::read(request).await?)?;
    let found = of_link(&app, from, &wish.token).await?;
    Ok(Answer::of(&shown(&found))?.with(StatusCode::OK))
}

/// Accept an invitation with a password. Then the person signs in with it.
#[utoipa::path(post, path = "/v1/invitations/accept", operation_id = "acceptInvitation", tag = "session", security(()),
    request_body = AcceptInvitation,
    responses(
        (status = 200, body = InvitedTo, description = "Accepted; the link does not work any more"),
        (status = 400, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem, description = "It can't be accepted; `errors` say why"), (status = 429, body = Problem),
    ))]
pub async fn accept(State(app): State<App>, request: Request) -> Result<Response, Refusal> {
    let from = app.front.asker(&request);
    let wish: AcceptInvitation = body::parse(&body::read(request).await?)?;
    let found = of_link(&app, from, &wish.token).await?;
    let (name, password) = (checked_name(&wish.name), password::check(&wish.password, "", &found.email));
    let problem = password.err().map(|problem| field_error("/password", problem.code(), problem.message()));
    let name = match (name, problem) {
        (Ok(name), None) => name,
        (name, problem) => return Err(Refusal::fields(name.err().into_iter().chain(problem).collect())),
    };
    let hash = app.passwords.hash(wish.password).await?;
    // Hashing takes its time; what was looked at before may have ended by now.
    let mut tx = app.store.write().await?;
    let found = usable(&app, &mut tx, &wish.token).await?;
    let now = app.clock.now();
    if !invitations::use_up(&mut tx, &found.id, now).await? {
        return Err(refusal(Refused::Accepted));
    }
    let person = admit(&mut tx, &found, &name, &hash).await?;
    let after = Recorded { role: Some(found.role.clone()), ..Recorded::named(&name, &found.email) };
    let done = Done { after: Some(after), ..Done::new(now, RecordedStep::Accept) };
    roster::record(&mut tx, &found.account_id, &person, &done).await?;
    tx.commit().await?;
    Ok(Answer::of(&shown(&found))?.with(StatusCode::OK))
}

/// Makes the person, or lets one of the account sign in who could not so far. Gives the id.
async fn admit(tx: &mut Connection, found: &Found, name: &str, hash: &str) -> Result<String, Refusal> {
    let taken = || refusal(Refused::SignsInAlready);
    let role = found.role.known().ok_or_else(|| refusal(Refused::Withdrawn))?;
    match sign_ins::holder(tx, &found.email).await? {
        None => people::add(tx, &found.account_id, name, &found.email, role, hash).await?.ok_or_else(taken),
        Some(holder) => {
            let given = sign_ins::give(tx, &found.account_id, &holder.id, name, &found.role, hash).await?;
            given.then_some(holder.id).ok_or_else(taken)
        }
    }
}

/// Looks a link up, counted as a guess until it is known to be none.
async fn of_link(app: &Portal, from: Option<IpAddr>, token: &str) -> Result<Found, Refusal> {
    let tried = app.link_limit.begin_from(from, app.clock.now()).map_err(too_many)?;
    let mut read = app.store.read().await?;
    let found = usable(app, &mut read, token).await;
    let guessed = found.as_ref().is_err_and(|refusal| refusal.has_code(Refused::Unknown.code()));
    if !guessed {
        app.link_limit.forgive(&tried);
    }
    found
}

async fn usable(app: &Portal, conn: &mut Connection, token: &str) -> Result<Found, Refusal> {
    let found = invitations::by_token(conn, &token_hash(token)).await?;
    let found = found.ok_or_else(|| refusal(Refused::Unknown))?;
    invitation::usable(found.ended, found.expires_at, app.clock.now()).map_err(refusal)?;
    let holder = sign_ins::holder(conn, &found.email).await?;
    let taken = holder.is_some_and(|holder| holder.signs_in || holder.account_id != found.account_id);
    if taken { Err(refusal(Refused::SignsInAlready)) } else { Ok(found) }
}

fn refusal(refused: Refused) -> Refusal {
    Refusal::field("/token", refused.code(), refused.message())
}

fn shown(found: &Found) -> InvitedTo {
    InvitedTo {
        account: found.account.clone(),
        name: found.name.clone(),
        email: found.email.clone(),
        role: found.role.clone(),
        expires_at: found.expires_at,
    }
}
