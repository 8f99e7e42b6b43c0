//! `GET /v1/zones`: the names of the time zones that this server knows, for choosing one.

use crate::{answer::Answer, app::App, problem::Refusal, visitor::Visitor};
use axum::{extract::State, http::HeaderMap, response::Response};
use wire::{problem::Problem, site::ZoneNames};

/// All of them, by name.
#[utoipa::path(get, path = "/v1/zones", operation_id = "listZones", tag = "install base",
    responses((status = 200, body = ZoneNames), (status = 304), (status = 401, body = Problem)))]
pub async fn list(State(app): State<App>, _: Visitor, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(Answer::of(&ZoneNames { items: app.zones.names() })?.found(&headers))
}
