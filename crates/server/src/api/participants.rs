//! `/v1/cases/{number}/participants/{id}`: who takes part in a case. The End User's people add and take out themselves and each
//! other; a viewer sees the case as long as the viewer is among them. Who may be added is `rules::participation`'s to say.

use crate::{
    api::case_life::{side, tell},
    app::{App, Portal},
    problem::Refusal,
    store::{cases, participants},
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use rules::participation;
use wire::{
    case::{CaseEvent, EventKind},
    problem::{Kind, Problem},
};

/// Add somebody of the account. Somebody who takes part already is no fault.
#[utoipa::path(put, path = "/v1/cases/{number}/participants/{id}", operation_id = "addParticipant", tag = "cases",
    params(
        ("number" = String, Path, description = "Case number"),
        ("id" = String, Path, description = "Id of somebody of the account, as among its people"),
    ),
    responses(
        (status = 204, description = "Takes part"), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 422, body = Problem, description = "Somebody whose role sees no cases"),
    ))]
pub async fn add(
    State(app): State<App>,
    visitor: Visitor,
    Path((number, id)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    change(&app, &visitor, (&number, &id), EventKind::ParticipantAdded).await
}

/// Take somebody out. Somebody who does not take part is no fault.
#[utoipa::path(delete, path = "/v1/cases/{number}/participants/{id}", operation_id = "removeParticipant", tag = "cases",
    params(
        ("number" = String, Path, description = "Case number"),
        ("id" = String, Path, description = "Id of somebody of the account, as among its people"),
    ),
    responses(
        (status = 204, description = "Takes part no more"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn remove(
    State(app): State<App>,
    visitor: Visitor,
    Path((number, id)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    change(&app, &visitor, (&number, &id), EventKind::ParticipantRemoved).await
}

async fn change(
    app: &Portal,
    visitor: &Visitor,
    (number, id): (&str, &str),
    kind: EventKind,
) -> Result<Response, Refusal> {
    let side = side(visitor)?;
    participation::may_change(side)
        .map_err(|refused| Refusal::new(Kind::NotAllowed, refused.reason().why))?;
    let now = app.clock.now();
    let mut tx = app.store.write().await?;
    let case = cases::one(&mut tx, &visitor.reach(), number).await?.ok_or_else(Refusal::not_found)?;
    let adds = kind == EventKind::ParticipantAdded;
    if adds == case.participants.iter().any(|known| known.id == id) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let person = participants::of_account(&mut tx, &case.account.id, id).await?;
    let (name, role) = match person {
        Some(person) => person,
        None if adds => return Err(Refusal::not_found()),
        None => return Ok(StatusCode::NO_CONTENT.into_response()),
    };
    if adds {
        participation::may_take_part(role.known())
            .map_err(|refused| Refusal::field("/id", refused.code(), refused.reason().why))?;
        participants::add(&mut tx, number, id, &visitor.me.id, now).await?;
    } else {
        participants::remove(&mut tx, number, id).await?;
    }
    let event = CaseEvent {
        name: Some(visitor.me.name.clone()),
        text: Some(name),
        ..CaseEvent::new(now, kind, side.into())
    };
    tell(&mut tx, visitor, &case, event).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
