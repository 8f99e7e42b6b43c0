//! `PATCH /v1/advice/{id}`: one step of a request to the advisor, and the step that a new Tech Case takes by itself. Which
//! step may be is `rules::advice`'s to say.

use crate::{
    answer::{match_seen, version_tag},
    api::advice::{fault, present, side},
    app::App,
    body,
    problem::{Refusal, field_error},
    store::{
        Connection,
        advice::{self, Said},
        cases,
        reach::Reach,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use chrono::{DateTime, Utc};
use rules::{
    access::{Action, Permission},
    advice::{Kind, Part, Refused, Side, Step, after},
    case_draft::LINE_MAX,
};
use wire::{
    advice::{Advice, AdviceState, AdviceStep, ChangeAdvice, Guidance},
    problem::{FieldError, Problem},
};

/// One step: reply, answer, close, reopen, or which case it has become.
#[utoipa::path(patch, path = "/v1/advice/{id}", operation_id = "changeAdvice", tag = "people", request_body = ChangeAdvice,
    params(
        ("id" = String, Path, description = "Id of the request"),
        ("If-Match" = String, Header, description = "The version that was seen: `\"1\"`"),
    ),
    responses(
        (status = 200, body = Advice), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::WorkWithAdvisor)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let advice = advice::one(&mut tx, &visitor.reach(), &id).await?.ok_or_else(Refusal::not_found)?;
    let side = side(visitor.works_with_advisor(&app, &mut tx, &advice.account.id).await?);
    match_seen(&headers, &version_tag(advice.version))?;
    let wish: ChangeAdvice = body::parse(&body)?;
    let (kind, step) = known(&advice, &wish)?;
    let state = next(&advice, kind, step, side)?;
    let said = checked(&visitor, kind, step, side, &wish)?;
    let reach = Reach::accounts([advice.account.id.clone()]);
    let case = if step == Step::BecameCase { Some(case(&mut tx, &reach, &wish).await?) } else { None };
    if !advice::step(&mut tx, &advice, &state, &said, case.as_deref(), app.clock.now()).await? {
        return Err(Refusal::changed());
    }
    let answer = present(advice::one(&mut tx, &reach, &id).await?)?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

fn known(advice: &Advice, wish: &ChangeAdvice) -> Result<(Kind, Step), Refusal> {
    let kind =
        advice.kind.known().ok_or_else(|| Refusal::internal(&"a request of a kind that nobody knows"))?;
    let step = wish.step.known().ok_or_else(|| {
        let words = format!("There is no step “{}” here", wish.step.as_str());
        Refusal::field("/step", "unknown_step", words)
    })?;
    Ok((kind, step))
}

/// The state after the step, by the rules.
fn next(advice: &Advice, kind: Kind, step: Step, by: Side) -> Result<AdviceState, Refusal> {
    let now = advice.state.known();
    let now = now.ok_or_else(|| Refusal::internal(&"a request in a state that nobody knows"))?;
    let refusal = |refused: Refused| Refusal::field("/step", refused.code(), refused.reason().why);
    after(kind, now, step, by).map(AdviceState::from).map_err(refusal)
}

/// What is written; everything that is wrong with it at once.
fn checked(
    visitor: &Visitor,
    kind: Kind,
    step: Step,
    by: Side,
    wish: &ChangeAdvice,
) -> Result<Said, Refusal> {
    let given = wish.guidance.clone().unwrap_or_default();
    let place = |part: Part| match part {
        Part::Recommendation => (&given.recommendation, "/guidance/recommendation"),
        Part::Risks => (&given.risks, "/guidance/risks"),
        Part::Benefits => (&given.benefits, "/guidance/benefits"),
        _ => (&wish.text, "/text"),
    };
    let needs = kind.needs(step);
    let wrong = |part: &Part| {
        let (text, pointer) = place(*part);
        fault(*part, text, pointer)
    };
    let mut errors: Vec<FieldError> = needs.iter().filter_map(wrong).collect();
    if !needs.contains(&Part::Text) && !wish.text.trim().is_empty() {
        errors.extend(wrong(&Part::Text));
    }
    if !errors.is_empty() {
        return Err(Refusal::fields(errors));
    }
    let kept = |text: &str| text.trim().to_owned();
    let guidance = needs.contains(&Part::Recommendation).then(|| Guidance {
        recommendation: kept(&given.recommendation),
        risks: kept(&given.risks),
        benefits: kept(&given.benefits),
    });
    Ok(Said {
        by: visitor.me.id.clone(),
        side: by.into(),
        step: wish.step.clone(),
        text: kept(&wish.text),
        guidance,
    })
}

/// The case that is named, of this account.
async fn case(conn: &mut Connection, reach: &Reach, wish: &ChangeAdvice) -> Result<String, Refusal> {
    let number = wish.case_number.trim();
    let short = (1..=LINE_MAX).contains(&number.chars().count());
    let found = if short { cases::one(conn, reach, number).await? } else { None };
    found.map(|case| case.number).ok_or_else(|| {
        Refusal::field(
            "/case_number",
            "unknown_case",
            "There is no such case in this account. Check the number.",
        )
    })
}

/// The question that a new case comes from. One that has become a case already, or is none, does not hold the new case up:
/// then there is nothing to mark.
///
/// # Errors
/// The database. Inside: an id that is not there or not this account's.
pub async fn question(
    conn: &mut Connection,
    reach: &Reach,
    id: Option<&str>,
) -> Result<Result<Option<Advice>, FieldError>, Refusal> {
    let Some(id) = id.map(str::trim).filter(|id| !id.is_empty()) else { return Ok(Ok(None)) };
    let found = if id.chars().count() > LINE_MAX { None } else { advice::one(conn, reach, id).await? };
    let Some(advice) = found else {
        let words = "There is no such question in this account";
        return Ok(Err(field_error("/advice", "unknown_advice", words)));
    };
    let possible = advice
        .kind
        .known()
        .zip(advice.state.known())
        .is_some_and(|(kind, state)| after(kind, state, Step::BecameCase, Side::EndUser).is_ok());
    Ok(Ok(Some(advice).filter(|_| possible)))
}

/// Marks a question as become that case.
///
/// # Errors
/// The database.
pub async fn became_case(
    conn: &mut Connection,
    advice: &Advice,
    visitor: &Visitor,
    permission: Permission,
    number: &str,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let said = Said {
        by: visitor.me.id.clone(),
        side: side(permission).into(),
        step: AdviceStep::BecameCase,
        text: String::new(),
        guidance: None,
    };
    advice::step(conn, advice, &AdviceState::BecameCase, &said, Some(number), now).await?;
    Ok(())
}
