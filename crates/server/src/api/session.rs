//! Signing in and out. The answer to a wrong address and to a wrong password is the same, in words and in time.

use crate::{
    answer::Answer,
    app::App,
    body,
    problem::Refusal,
    session::{AGENT, GENERATION, PERSON},
    store::{people, profile, sessions::IDLE},
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use tower_sessions::Session;
use wire::{
    problem::{Kind, Problem},
    session::{Me, SignIn},
};

/// Longer ones are refused without work.
const LONGEST_PASSWORD: usize = 1_000;

/// Sign in. Needs no Idempotency-Key.
#[utoipa::path(post, path = "/v1/session", operation_id = "signIn", tag = "session", security(()), request_body = SignIn,
    responses(
        (status = 200, body = Me, description = "Signed in; the cookie is set"),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 429, body = Problem, description = "Ten failures in five minutes; `Retry-After` says when to go on"),
    ))]
pub async fn sign_in(
    State(app): State<App>,
    session: Session,
    request: Request,
) -> Result<Response, Refusal> {
    let from = app.front.asker(&request);
    let agent = agent(request.headers());
    let wish: SignIn = body::parse(&body::read(request).await?)?;
    let email = wish.email.trim();
    let tried = app.sign_in_limit.begin(email, from, app.clock.now()).map_err(too_many)?;
    let mut read = app.store.read().await?;
    let known = people::credentials(&mut read, email).await?;
    drop(read);
    let hash = known.as_ref().map(|known| known.password_hash.clone());
    let hash = hash.filter(|_| wish.password.len() <= LONGEST_PASSWORD);
    let password = if hash.is_some() { wish.password } else { String::new() };
    let fits = app.passwords.check(hash, password).await?;
    let wrong = || {
        let words = "There is nobody with this e-mail address and this password.";
        Refusal::new(Kind::WrongCredentials, words)
    };
    let known = known.filter(|_| fits).ok_or_else(wrong)?;
    let (person, generation) = (known.id, known.password_generation);
    let mut tx = app.store.write().await?;
    // Checking takes its time: it may be another password by now, or none.
    if !profile::signed_in(&mut tx, &person, generation, app.clock.now()).await? {
        return Err(wrong());
    }
    let mut me = people::by_id(&mut tx, &person).await?.ok_or_else(Refusal::not_found)?;
    tx.commit().await?;
    app.sign_in_limit.forgive(&tried);
    // A new id, so that an id from before signing in is worth nothing.
    let fault = |error: tower_sessions::session::Error| Refusal::internal(&error);
    session.cycle_id().await.map_err(fault)?;
    session.clear().await;
    session.insert(PERSON, &person).await.map_err(fault)?;
    session.insert(GENERATION, generation).await.map_err(fault)?;
    session.insert(AGENT, agent).await.map_err(fault)?;
    me.session_ends_at = Some(app.clock.now() + IDLE);
    Ok(Answer::of(&me)?.with(StatusCode::OK))
}

/// After ten failures: when to go on.
pub(super) fn too_many(seconds: u64) -> Refusal {
    let minutes = seconds.div_ceil(60);
    let words = format!("Too many failed tries. Try again in {minutes} min; calling works meanwhile.");
    Refusal::new(Kind::TooMany, words).after(seconds)
}

/// Sign out. It is no fault to be signed out already.
#[utoipa::path(delete, path = "/v1/session", operation_id = "signOut", tag = "session", security(()),
    responses((status = 204, description = "Signed out"), (status = 403, body = Problem)))]
pub async fn sign_out(session: Session) -> Result<Response, Refusal> {
    if session.id().is_some() {
        session.flush().await.map_err(|error| Refusal::internal(&error))?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn agent(headers: &HeaderMap) -> String {
    let text = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    text.chars().take(200).collect()
}
