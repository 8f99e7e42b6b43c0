//! Replacements of units on a case: the vendor's engineer requests one and records each step, the End User reads it. Every step
//! is a step of its case too: it stands among the case's events and changes its version. Which step may be is `rules::rma`'s
//! to say; a replacement is registered as every unit is, and not here.

use crate::{
    api::case_life::{Begin, Begun, answer, begin, facts, tell},
    app::{App, Portal},
    body,
    problem::{Refusal, field_error},
    store::rmas,
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use rules::{
    case_life::Side,
    rma::{self, Refused, Standing, Step, line_fault, serial_fault},
};
use wire::{
    case::{AskRma, Case, CaseEvent, EventKind, Rma, TakeRmaStep},
    path,
    problem::{FieldError, Problem},
};

/// Request the replacement of a unit. A case may have several.
#[utoipa::path(post, path = "/v1/cases/{number}/rmas", operation_id = "requestRma", tag = "cases", request_body = AskRma,
    params(
        ("number" = String, Path, description = "Case number"),
        ("If-Match" = String, Header, description = "The version of the case that was seen: `\"1\"`"),
        ("Idempotency-Key" = String, Header, description = "New for each new request; kept when it is sent again"),
    ),
    responses(
        (status = 201, body = Case, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ))]
pub async fn request(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let begun = begin(&app, &visitor, &number, &path::rmas(&number), request).await?;
    let Begun { side, creation, mut tx, case, body } = match begun {
        Begin::New(begun) => *begun,
        Begin::Given(given) => return Ok(given),
    };
    let wish: AskRma = body::parse(&body)?;
    rma::may_request(facts(&case)?.standing.status, side).map_err(|refused| refusal("/serial", refused))?;
    let text = Step::Approve.text_fault(&wish.text);
    all_right([fault("/serial", serial_fault(&wish.serial, None)), fault("/text", text)])?;
    let number = case.rmas.iter().map(|known| known.number).max().unwrap_or(0) + 1;
    let serial = wish.serial.trim().to_ascii_uppercase();
    rmas::insert(&mut tx, &case.number, number, &serial, app.clock.now()).await?;
    let event = event(&app, &visitor, side, (EventKind::RmaRequested, number), &[&serial, &wish.text]);
    tell(&mut tx, &visitor, &case, event).await?;
    let response = answer(&app, &mut tx, &creation, &case).await?;
    tx.commit().await?;
    Ok(response)
}

/// One step of a replacement.
#[utoipa::path(post, path = "/v1/cases/{number}/rmas/{id}/steps", operation_id = "takeRmaStep", tag = "cases",
    request_body = TakeRmaStep,
    params(
        ("number" = String, Path, description = "Case number"),
        ("id" = String, Path, description = "Number of the replacement within the case"),
        ("If-Match" = String, Header, description = "The version of the case that was seen: `\"1\"`"),
        ("Idempotency-Key" = String, Header, description = "New for each new step; kept when it is sent again"),
    ),
    responses(
        (status = 201, body = Case, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ))]
pub async fn take(
    State(app): State<App>,
    visitor: Visitor,
    Path((number, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    let begun = begin(&app, &visitor, &number, &path::rma_steps(&number, &id), request).await?;
    let Begun { side, creation, mut tx, case, body } = match begun {
        Begin::New(begun) => *begun,
        Begin::Given(given) => return Ok(given),
    };
    let known = case.rmas.iter().find(|known| known.number.to_string() == id);
    let known = known.ok_or_else(Refusal::not_found)?;
    let wish: TakeRmaStep = body::parse(&body)?;
    let (step, standing) = decide(known, side, &wish)?;
    let kept = kept(known, step, standing, &wish, &app);
    rmas::keep(&mut tx, &case.number, &kept).await?;
    let said: &[&str] = match step {
        Step::Approve => &[&wish.rma_number, &wish.text],
        Step::Ship => &[&wish.replacement_serial, &wish.carrier, &wish.tracking, &wish.text],
        Step::Deliver | Step::Receive | Step::Close | Step::Cancel => &[&wish.text],
    };
    let event = event(&app, &visitor, side, (step.into(), known.number), said);
    tell(&mut tx, &visitor, &case, event).await?;
    let response = answer(&app, &mut tx, &creation, &case).await?;
    tx.commit().await?;
    Ok(response)
}

/// The step with where it stands after it, by the rules; or everything that is wrong with it.
fn decide(known: &Rma, side: Side, wish: &TakeRmaStep) -> Result<(Step, Standing), Refusal> {
    let step = wish.step.known().ok_or_else(|| {
        Refusal::field("/step", "unknown_step", format!("There is no step “{}” here", wish.step.as_str()))
    })?;
    let standing = known.standing();
    let standing = standing.ok_or_else(|| Refusal::internal(&"a replacement that stands in no known way"))?;
    let standing = rma::after(standing, step, side).map_err(|refused| refusal("/step", refused))?;
    let (approves, ships) = (step == Step::Approve, step == Step::Ship);
    let serial = ships.then(|| serial_fault(&wish.replacement_serial, Some(&known.serial))).flatten();
    all_right([
        fault("/text", step.text_fault(&wish.text)),
        fault("/rma_number", approves.then(|| line_fault(&wish.rma_number, true)).flatten()),
        fault("/replacement_serial", serial),
        fault("/carrier", ships.then(|| line_fault(&wish.carrier, false)).flatten()),
        fault("/tracking", ships.then(|| line_fault(&wish.tracking, false)).flatten()),
    ])?;
    Ok((step, standing))
}

/// The record after the step; what the step says nothing about stays.
fn kept(known: &Rma, step: Step, standing: Standing, wish: &TakeRmaStep, app: &Portal) -> Rma {
    let line = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let mut kept = Rma {
        state: standing.state.into(),
        replacement: standing.replacement.into(),
        defective: standing.defective.into(),
        changed_at: app.clock.now(),
        ..known.clone()
    };
    match step {
        Step::Approve => kept.rma_number = line(&wish.rma_number),
        Step::Ship => {
            kept.replacement_serial = line(&wish.replacement_serial).map(|text| text.to_ascii_uppercase());
            (kept.carrier, kept.tracking) = (line(&wish.carrier), line(&wish.tracking));
        }
        Step::Deliver | Step::Receive | Step::Close | Step::Cancel => {}
    }
    kept
}

fn fault(pointer: &str, found: Option<(&'static str, String)>) -> Option<FieldError> {
    found.map(|(code, words)| field_error(pointer, code, words))
}

fn all_right(found: impl IntoIterator<Item = Option<FieldError>>) -> Result<(), Refusal> {
    let found: Vec<FieldError> = found.into_iter().flatten().collect();
    if found.is_empty() { Ok(()) } else { Err(Refusal::fields(found)) }
}

fn refusal(pointer: &str, refused: Refused) -> Refusal {
    Refusal::field(pointer, refused.code(), refused.reason().why)
}

/// What happened, with everything that was said, a line each.
fn event(
    app: &Portal,
    visitor: &Visitor,
    side: Side,
    (kind, number): (EventKind, u32),
    said: &[&str],
) -> CaseEvent {
    let lines: Vec<&str> = said.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    CaseEvent {
        name: Some(visitor.me.name.clone()),
        text: (!lines.is_empty()).then(|| lines.join("\n")),
        rma: Some(number),
        ..CaseEvent::new(app.clock.now(), kind, side.into())
    }
}
