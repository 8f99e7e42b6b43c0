//! `POST /v1/units/changes`: use, site, host name and release of units that are registered already, one or many at once; and
//! the same asked beforehand. Each unit stands for itself: what is refused or in conflict leaves the others alone.

use crate::{app::App, problem::Refusal, visitor::Visitor};
use axum::{
    extract::{Request, State},
    response::Response,
};
use rules::access::Action;
use wire::{
    problem::Problem,
    unit_change::{ChangeUnits, ChangedUnits},
};

/// What would become of each unit. Nothing is kept.
#[utoipa::path(post, path = "/v1/units/changes/check", operation_id = "checkUnitChanges", tag = "install base",
    request_body = ChangeUnits,
    responses(
        (status = 200, body = ChangedUnits), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn check(State(_): State<App>, visitor: Visitor, _: Request) -> Result<Response, Refusal> {
    visitor.may(Action::RecordReleases)?;
    Err(Refusal::not_found())
}

/// Change units: those that can be changed.
#[utoipa::path(post, path = "/v1/units/changes", operation_id = "changeUnits", tag = "install base",
    request_body = ChangeUnits,
    params(("Idempotency-Key" = String, Header, description = "New for each new change")),
    responses(
        (status = 201, body = ChangedUnits, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn change(State(_): State<App>, visitor: Visitor, _: Request) -> Result<Response, Refusal> {
    visitor.may(Action::RecordReleases)?;
    Err(Refusal::not_found())
}
