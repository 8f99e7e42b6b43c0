//! Requests to the Escalation Management Desk: asking for one, and each step until both sides agree that it
//! is completed. Every step is a step of its case too: it stands among the case's events and changes its version.

use crate::{
    api::case_life::{Begin, Begun, answer, begin, begin_where, facts, tell},
    app::{App, Portal},
    body,
    problem::{Refusal, field_error},
    store::escalations::{self, NewEscalation},
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use rules::{
    case_life::Side,
    escalation::{self, Refused, Step, text_fault},
};
use wire::{
    case::{AskEscalation, Case, CaseEvent, Escalation, EscalationState, EventKind, TakeEscalationStep},
    path,
    problem::Problem,
};

/// Ask for an escalation. A case may have several.
#[utoipa::path(post, path = "/v1/cases/{number}/escalations", operation_id = "askEscalation", tag = "cases", request_body = AskEscalation,
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
pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let begun = begin(&app, &visitor, &number, &path::escalations(&number), request).await?;
    let Begun { side, creation, mut tx, case, body } = match begun {
        Begin::New(begun) => *begun,
        Begin::Given(given) => return Ok(given),
    };
    let wish: AskEscalation = body::parse(&body)?;
    let standing = facts(&case)?.standing;
    escalation::may_ask(standing.status, side).map_err(|refused| refusal("/reason", refused))?;
    let texts = [("/reason", &wish.reason), ("/outcome", &wish.outcome)];
    let faults = texts.into_iter().filter_map(|(pointer, text)| {
        text_fault(text, true).map(|(code, words)| field_error(pointer, code, words))
    });
    let faults: Vec<_> = faults.collect();
    if !faults.is_empty() {
        return Err(Refusal::fields(faults));
    }
    let new = NewEscalation {
        number: case.escalations.iter().map(|known| known.number).max().unwrap_or(0) + 1,
        reason: wish.reason.trim().to_owned(),
        outcome: wish.outcome.trim().to_owned(),
        by: visitor.me.id.clone(),
    };
    let text = format!("{}\n\n{}", new.reason, new.outcome);
    let event = event(&app, &visitor, side, EventKind::Escalated, new.number, text);
    escalations::insert(&mut tx, &case.number, &new, app.clock.now()).await?;
    tell(&mut tx, &visitor, &case, event).await?;
    let response = answer(&app, &mut tx, &creation, &case).await?;
    tx.commit().await?;
    Ok(response)
}

/// One step of an escalation: the desk takes it, reports and proposes its end; the End User agrees, or not.
#[utoipa::path(post, path = "/v1/cases/{number}/escalations/{id}/steps", operation_id = "takeEscalationStep", tag = "cases",
    request_body = TakeEscalationStep,
    params(
        ("number" = String, Path, description = "Case number"),
        ("id" = String, Path, description = "Number of the escalation within the case"),
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
    let place = path::escalation_steps(&number, &id);
    let begun =
        begin_where(&app, &visitor, (&number, &place), |case| of_number(case, &id).is_some(), request)
            .await?;
    let Begun { side, creation, mut tx, case, body } = match begun {
        Begin::New(begun) => *begun,
        Begin::Given(given) => return Ok(given),
    };
    let known = of_number(&case, &id).ok_or_else(Refusal::not_found)?;
    let wish: TakeEscalationStep = body::parse(&body)?;
    let (step, state) = decide(&app, known, side, &wish)?;
    // Whoever of the desk takes it is its owner.
    let owner = (step == Step::Take).then_some(visitor.me.id.as_str());
    let next = wish.next_report_at.filter(|_| step == Step::Report);
    escalations::keep(&mut tx, &case.number, known.number, &state, owner, next).await?;
    let mut event = event(&app, &visitor, side, step.into(), known.number, wish.text);
    event.next_report_at = next;
    tell(&mut tx, &visitor, &case, event).await?;
    let response = answer(&app, &mut tx, &creation, &case).await?;
    tx.commit().await?;
    Ok(response)
}

/// The escalation of that number within the case.
fn of_number<'a>(case: &'a Case, id: &str) -> Option<&'a Escalation> {
    case.escalations.iter().find(|known| known.number.to_string() == id)
}

/// The step with the state after it, by the rules; or everything that is wrong with it.
fn decide(
    app: &Portal,
    known: &Escalation,
    side: Side,
    wish: &TakeEscalationStep,
) -> Result<(Step, EscalationState), Refusal> {
    let step = wish.step.known().ok_or_else(|| {
        Refusal::field("/step", "unknown_step", format!("There is no step “{}” here", wish.step.as_str()))
    })?;
    let state = known.state.known();
    let state = state.ok_or_else(|| Refusal::internal(&"an escalation in a state that nobody knows"))?;
    let state = escalation::after(state, step, side).map_err(|refused| refusal("/step", refused))?;
    let text = step.text_fault(&wish.text).map(|(code, words)| field_error("/text", code, words));
    let next = match step {
        Step::Report => escalation::next_report_fault(wish.next_report_at, app.clock.now())
            .map(|(code, words)| field_error("/next_report_at", code, words)),
        _ => None,
    };
    let faults: Vec<_> = text.into_iter().chain(next).collect();
    if faults.is_empty() { Ok((step, state.into())) } else { Err(Refusal::fields(faults)) }
}

fn refusal(pointer: &str, refused: Refused) -> Refusal {
    Refusal::field(pointer, refused.code(), refused.reason().why)
}

fn event(
    app: &Portal,
    visitor: &Visitor,
    side: Side,
    kind: EventKind,
    number: u32,
    text: String,
) -> CaseEvent {
    let text = text.trim();
    CaseEvent {
        name: Some(visitor.me.name.clone()),
        text: (!text.is_empty()).then(|| text.to_owned()),
        escalation: Some(number),
        ..CaseEvent::new(app.clock.now(), kind, side.into())
    }
}
