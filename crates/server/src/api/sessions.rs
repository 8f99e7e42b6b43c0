//! `/v1/sessions`: one's own sessions, and their end. Those of others are not there, whatever the role. What names a
//! session here is no secret: nobody can sign in with it.

use crate::{
    agent, answer::Answer, app::App, problem::Refusal, session::hash, store::sessions, visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use tower_sessions::Session;
use wire::{
    problem::Problem,
    profile::{OwnSession, Sessions},
};

/// Own sessions: the one that asks, then the latest used.
#[utoipa::path(get, path = "/v1/sessions", operation_id = "listSessions", tag = "session",
    responses((status = 200, body = Sessions), (status = 304), (status = 401, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let current = current(&session)?;
    let mut read = app.store.read().await?;
    let own = sessions::of_person(&mut read, &visitor.me.id, &current, app.clock.now()).await?;
    drop(read);
    let shown = |own: sessions::Own| OwnSession {
        id: own.public_id,
        since: own.since,
        last_used: own.last_used,
        agent: own.agent.as_deref().and_then(agent::in_words),
        current: own.current,
    };
    Ok(Answer::of(&Sessions { items: own.into_iter().map(shown).collect() })?.found(&headers))
}

/// Ends one. Ending the one that asks signs out.
#[utoipa::path(delete, path = "/v1/sessions/{id}", operation_id = "endSession", tag = "session",
    params(("id" = String, Path, description = "Opaque id of one of one's own sessions")),
    responses(
        (status = 204, description = "Ended"), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ))]
pub async fn end(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let current = current(&session)?;
    let mut tx = app.store.write().await?;
    let own = sessions::of_person(&mut tx, &visitor.me.id, &current, app.clock.now()).await?;
    let wanted = own.into_iter().find(|own| own.public_id == id).ok_or_else(Refusal::not_found)?;
    if wanted.current {
        // The layer writes too, and takes the cookie away.
        drop(tx);
        session.flush().await.map_err(|error| Refusal::internal(&error))?;
    } else {
        sessions::end_own(&mut tx, &visitor.me.id, &id).await?;
        tx.commit().await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Ends all but the one that asks.
#[utoipa::path(delete, path = "/v1/sessions", operation_id = "endOtherSessions", tag = "session",
    responses(
        (status = 204, description = "Ended"), (status = 401, body = Problem), (status = 403, body = Problem),
    ))]
pub async fn end_others(
    State(app): State<App>,
    visitor: Visitor,
    session: Session,
) -> Result<Response, Refusal> {
    let current = current(&session)?;
    let mut tx = app.store.write().await?;
    sessions::end_others(&mut tx, &visitor.me.id, &current).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn current(session: &Session) -> Result<String, Refusal> {
    session.id().map(|id| hash(&id)).ok_or_else(Refusal::not_signed_in)
}
