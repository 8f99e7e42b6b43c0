//! `POST /v1/cases/{number}/steps`: one step of a case, from whichever side. Which step may be, and what a priority does to
//! the due time, is `rules::case_life`'s to say; the browser has asked the same functions before. Whoever has seen an
//! older version is told what has happened since, and nothing of the request is stored.

use crate::{
    answer::match_seen_or_version,
    api::{case_expert, cases},
    app::{App, Portal},
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    store::{
        Connection, Writing,
        case_life::{self, Change, NewPriority},
        cases as stored_cases,
        reach::Reach,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, header},
    response::Response,
};
use chrono::{DateTime, Utc};
use rules::{
    access::Action,
    case_draft::{LINE_MAX, NOT_ONE_LINE, stray_in_line},
    case_life::{Facts, Side, Step, after, contact_by, effect},
    response::{Priority, is_first_contact},
};
use wire::{
    case::{Case, CaseEvent, CaseStep, PriorityChange, TakeStep, Target},
    path,
    problem::Problem,
};

/// One step: comment, contact, priority, closing and reopening, own reference. Sent twice with the same key it is taken once.
#[utoipa::path(post, path = "/v1/cases/{number}/steps", operation_id = "takeCaseStep", tag = "cases", request_body = TakeStep,
    params(
        ("number" = String, Path, description = "Case number"),
        ("If-Match" = String, Header, description = "The version of the case that was seen: `\"1\"`"),
        ("Idempotency-Key" = String, Header, description = "New for each new step; kept when it is sent again"),
    ),
    responses(
        (status = 201, body = Case, headers(
            ("Location" = String), ("ETag" = String),
            ("Idempotency-Replayed" = Option<String>, description = "`true` for an answer that was given before"))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 412, body = Problem, description = "`errors` names what happened since"),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ))]
pub async fn take(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let begun = begin(&app, &visitor, &number, &path::case_steps(&number), request).await?;
    let Begun { side, creation, mut tx, case, body } = match begun {
        Begin::New(begun) => *begun,
        Begin::Given(given) => return Ok(given),
    };
    let wish: TakeStep = body::parse(&body)?;
    if wish.step == CaseStep::BringAdvisor && side == Side::Customer {
        // R-058 is about what the advisor does; whom the advisor works with is R-080's and R-081's to say.
        visitor.works_with_advisor(&app, &mut tx, &case.account.id).await?;
    }
    let mut change = decide(&app, &visitor, &case, side, &wish)?;
    if let Some((new, to)) = change.priority.as_mut().zip(wish.priority.and_then(Priority::from_number)) {
        new.expert = case_expert::after_change(&app, &mut tx, (&visitor, side), &case, to).await?;
    }
    if !case_life::take(&mut tx, &case, &change).await? {
        return Err(Refusal::changed());
    }
    let response = answer(&app, &mut tx, &creation, &case).await?;
    tx.commit().await?;
    Ok(response)
}

/// How a request to do something with a case begins.
pub enum Begin<'a> {
    /// It has been answered before: the same again.
    Given(Response),
    /// It is a new one.
    New(Box<Begun<'a>>),
}

/// A new one, about the case as the caller has seen it.
pub struct Begun<'a> {
    /// On which side the visitor speaks.
    pub side: Side,
    /// What it makes is kept under its key.
    pub creation: Creation<'a>,
    /// What is written comes with all of it or not at all.
    pub tx: Writing,
    /// The case.
    pub case: Case,
    /// What was sent.
    pub body: Vec<u8>,
}

/// Begins a request below a case: who may, its key, and the version that was seen.
///
/// # Errors
/// 403; 400 without a key, 409 while its first request is at work; 404; 428 without `If-Match`, 412 when it is another version.
pub async fn begin<'a>(
    app: &'a App,
    visitor: &'a Visitor,
    number: &str,
    place: &str,
    request: Request,
) -> Result<Begin<'a>, Refusal> {
    begin_where(app, visitor, (number, place), |_| true, request).await
}

/// The same for something that the case has to hold: without it, it is not there, whatever version was seen.
///
/// # Errors
/// As [`begin`].
pub async fn begin_where<'a>(
    app: &'a App,
    visitor: &'a Visitor,
    (number, place): (&str, &str),
    holds: impl Fn(&Case) -> bool,
    request: Request,
) -> Result<Begin<'a>, Refusal> {
    let side = side(visitor)?;
    let headers = request.headers().clone();
    let key = idempotency::key(&headers)?;
    let body = body::read(request).await?;
    let creation = Creation::enter(app, &visitor.me.id, key, place, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(Begin::Given(given));
    }
    let case = stored_cases::one(&mut tx, &visitor.reach(), number).await?;
    let case = case.filter(holds).ok_or_else(Refusal::not_found)?;
    as_seen(app, &case, &headers)?;
    Ok(Begin::New(Box::new(Begun { side, creation, tx, case, body })))
}

/// On which side the visitor speaks.
///
/// # Errors
/// 403 for those who do not speak in cases.
pub fn side(visitor: &Visitor) -> Result<Side, Refusal> {
    visitor.may(Action::SpeakInCases)?;
    let side = visitor.me.role.known().and_then(Side::of);
    side.ok_or_else(|| Refusal::internal(&"somebody who speaks in cases is on no side"))
}

/// Is the case as the caller has seen it? 412 with everything that happened since.
fn as_seen(app: &Portal, case: &Case, headers: &HeaderMap) -> Result<(), Refusal> {
    let shown = cases::present(app, Some(case.clone()))?;
    let matched = match_seen_or_version(headers, shown.tag(), case.version);
    let known =
        headers.get(header::IF_MATCH).and_then(|tag| tag.to_str().ok()?.trim_matches('"').parse().ok());
    match (matched, known) {
        (Ok(()), _) => Ok(()),
        (Err(refusal), Some(version)) => {
            let since = case.since_version(version).map(|event| {
                let who = event.name.as_deref().unwrap_or_else(|| event.by.as_str());
                let said = event.text.as_deref().unwrap_or_default();
                field_error(&format!("/events/{}", event.id), event.kind.as_str(), format!("{who}: {said}"))
            });
            Err(refusal.naming(since.collect()))
        }
        (Err(refusal), None) => Err(refusal),
    }
}

/// The case as it is after the step, kept beside it.
///
/// # Errors
/// The database.
pub async fn answer(
    app: &Portal,
    conn: &mut Connection,
    creation: &Creation<'_>,
    case: &Case,
) -> Result<Response, Refusal> {
    let reach = Reach::accounts([case.account.id.clone()]);
    let answer = cases::present(app, stored_cases::one(conn, &reach, &case.number).await?)?;
    creation.created(conn, &answer, &path::case(&case.number)).await
}

/// Writes down among the case's events what was done beside it; where the case stands stays.
///
/// # Errors
/// 412 when it has another version by now; the database.
pub async fn tell(
    conn: &mut Connection,
    visitor: &Visitor,
    case: &Case,
    event: CaseEvent,
) -> Result<(), Refusal> {
    let change = Change {
        standing: facts(case)?.standing,
        priority: None,
        first_contact_at: None,
        own_reference: None,
        event,
        by: visitor.me.id.clone(),
    };
    if case_life::take(conn, case, &change).await? { Ok(()) } else { Err(Refusal::changed()) }
}

/// What decides about the case's next step.
///
/// # Errors
/// A case that stands in a way that nobody knows, which is our fault.
pub fn facts(case: &Case) -> Result<Facts, Refusal> {
    case.facts().ok_or_else(|| Refusal::internal(&"a case stands in a way that nobody knows"))
}

/// The change that the step makes, by the rules; or everything that is wrong with it.
fn decide(
    app: &Portal,
    visitor: &Visitor,
    case: &Case,
    side: Side,
    wish: &TakeStep,
) -> Result<Change, Refusal> {
    let step = wish.step.known().ok_or_else(|| {
        Refusal::field("/step", "unknown_step", format!("There is no step “{}” here", wish.step.as_str()))
    })?;
    let standing = after(&facts(case)?, step, side)
        .map_err(|refused| Refusal::field("/step", refused.code(), refused.reason().why))?;
    if let Some((code, words)) = step.text_fault(&wish.text) {
        return Err(Refusal::field("/text", code, words));
    }
    let now = app.clock.now();
    let mut event = CaseEvent {
        name: Some(visitor.me.name.clone()),
        text: Some(wish.text.trim().to_owned()).filter(|text| !text.is_empty()),
        ..CaseEvent::new(now, step.into(), side.into())
    };
    let first_contact_at = contact(case, step, side, wish, &mut event)?;
    let priority = match step {
        Step::Priority => Some(new_priority(app, case, side, wish, now)?),
        _ => None,
    };
    event.priority = priority.as_ref().map(|new| PriorityChange {
        from: case.priority,
        to: new.number,
        due_before: case.due_at,
        due_after: new.due_at,
    });
    let own_reference = match step {
        Step::Reference => Some(reference(&wish.own_reference)?),
        _ => None,
    };
    if let Some(reference) = &own_reference {
        event.text = told_reference(case.own_reference.as_deref(), reference);
    }
    Ok(Change { standing, priority, first_contact_at, own_reference, event, by: visitor.me.id.clone() })
}

/// When the step was a contact that ends the response time: an engineer's, and the first that was made, whenever it is entered
/// (R-050, B-18).
fn contact(
    case: &Case,
    step: Step,
    side: Side,
    wish: &TakeStep,
    event: &mut CaseEvent,
) -> Result<Option<DateTime<Utc>>, Refusal> {
    let Some(kind) = step.contact() else { return Ok(None) };
    if let Some(at) = wish.at {
        if at > event.at {
            return Err(Refusal::field("/at", "future", "A contact can’t be later than now"));
        }
        if at < case.created_at {
            return Err(Refusal::field("/at", "before_case", "A contact can’t be earlier than the case"));
        }
        (event.recorded_at, event.at) = (Some(event.at), at);
    }
    let counts = contact_by(side).is_some_and(|by| is_first_contact(by, kind));
    let is_first = case.first_contact.as_ref().is_none_or(|first| event.at < first.at);
    Ok((counts && is_first).then_some(event.at))
}

/// The new priority. The table in force is the one it is looked up in: of an older one a case keeps its own row only (B-20).
fn new_priority(
    app: &Portal,
    case: &Case,
    side: Side,
    wish: &TakeStep,
    now: DateTime<Utc>,
) -> Result<NewPriority, Refusal> {
    let wrong = |code: &str, words: &str| Refusal::field("/priority", code, words);
    let to = wish.priority.and_then(Priority::from_number);
    let to = to.ok_or_else(|| wrong("missing", "Choose the new priority, 1 to 4"))?;
    let from = facts(case)?.priority;
    if to == from {
        return Err(wrong("same", "This is its priority already"));
    }
    if to == Priority::P1 && side == Side::Customer && wish.phone_page.is_none() {
        let words = "Priority 1 is best handled by phone. Call, or choose to go on in the portal";
        return Err(Refusal::field("/phone_page", "missing", words));
    }
    let target = app.installation.target_table.target(to, &case.opened_by_channel());
    let target = target.map_err(|refused| wrong("email_refused", &refused.reason().why))?;
    let hours = app.installation.business_hours(&app.zones, now);
    let hours = hours.map_err(|words| Refusal::internal(&words))?;
    let contact = case.first_contact.as_ref().map(|contact| contact.at);
    let effect = effect(from, case.due_at, contact, now, &target, hours.as_ref());
    let mut kept = if effect.moves() { Target::from(&target) } else { case.target.clone() };
    let made_for = if effect.moves() { None } else { case.target.priority.or(Some(case.priority)) };
    kept.priority = made_for.filter(|priority| *priority != to.number());
    Ok(NewPriority { number: to.number(), target: kept, due_at: effect.after, expert: None })
}

/// The new one, and the one before: whoever set another meanwhile sees what was written over.
fn told_reference(before: Option<&str>, now: &str) -> Option<String> {
    let now = Some(now).filter(|now| !now.is_empty());
    match before.filter(|before| !before.is_empty()) {
        None => now.map(str::to_owned),
        Some(before) => Some(format!("{}\nBefore: {before}", now.unwrap_or("None"))),
    }
}

fn reference(typed: &str) -> Result<String, Refusal> {
    let typed = typed.trim();
    match typed.chars().count() {
        long if long > LINE_MAX => Err(Refusal::field(
            "/own_reference",
            "too_long",
            format!("This is {long} characters long; {LINE_MAX} fit"),
        )),
        _ if stray_in_line(typed).is_some() => {
            Err(Refusal::field("/own_reference", "stray_character", NOT_ONE_LINE))
        }
        _ => Ok(typed.to_owned()),
    }
}
