//! `GET /v1/units/{reference}/label`: the QR code of a unit's own page, as a picture to print and to stick on it. The
//! address in it is the server's own origin, so that a phone that reads it comes here. It tells nothing that the address
//! does not tell, and it runs nothing.

use crate::{
    answer::Answer,
    app::{App, Front},
    problem::Refusal,
    query::Query,
    store::units,
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::Response,
};
use qrcode::{Color, EcLevel, QrCode};
use rules::access::Action;
use std::fmt::Write;
use wire::{
    path::encode,
    problem::{Kind, Problem},
};

/// Modules of white around the code, as the standard wants them.
const QUIET: usize = 4;

/// The label of one unit.
#[utoipa::path(get, path = "/v1/units/{reference}/label", operation_id = "readLabel", tag = "install base",
    params(
        ("reference" = String, Path, description = "Serial number, or software reference number"),
        ("account" = Option<String>, Query, description = "The account, for people with several"),
    ),
    responses(
        (status = 200, body = String, content_type = "image/svg+xml", description = "A QR code of the unit's page"),
        (status = 304), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(reference): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeUnits)?;
    let reach = visitor.reach_of(&query)?;
    let mut read = app.store.read().await?;
    let found = units::one(&mut read, &reach, reference.trim()).await?;
    drop(read);
    let unit = found.ok_or_else(Refusal::not_found)?.unit;
    let address = format!("{}/units/{}", origin(&app.front, &headers)?, encode(&unit.reference));
    Ok(Answer::of_bytes(picture(&address)?.into_bytes(), "image/svg+xml").found(&headers))
}

/// Where people find this server: what it was told at its start; on this machine only, what the browser asked for.
fn origin(front: &Front, headers: &HeaderMap) -> Result<String, Refusal> {
    match front {
        Front::Tls { origin, .. } => Ok(origin.clone()),
        Front::Loopback => headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok())
            .filter(|host| host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte)))
            .filter(|host| !host.is_empty())
            .map(|host| format!("http://{host}"))
            .ok_or_else(|| Refusal::new(Kind::Unreadable, "Say by the Host header where this server is.")),
    }
}

/// A quarter of the code may be damaged and it is read still: labels get scratched.
fn picture(address: &str) -> Result<String, Refusal> {
    let code = QrCode::with_error_correction_level(address, EcLevel::Q);
    let code = code.map_err(|error| Refusal::internal(&error))?;
    let (width, modules) = (code.width(), code.to_colors());
    let mut dark = String::new();
    for (y, row) in modules.chunks(width.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                // Writing to a text does not fail.
                let _ = write!(dark, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len());
            }
            x += run.len();
        }
    }
    let size = width + 2 * QUIET;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">\
         <title>{address}</title><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\"{dark}\"/></svg>\n"
    ))
}
