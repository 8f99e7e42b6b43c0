//! `PATCH /v1/meetings/{id}`: one step of a meeting. Which step may be, and which times, is `rules::meeting`'s to say. One
//! writer at a time, so that of two acceptances at once one is told to look again.

use crate::{
    answer::match_seen_or_version,
    api::meetings::{agenda, may_take_steps, present, side},
    app::App,
    body,
    problem::{Refusal, field_error},
    store::{
        Connection,
        meetings::{self, Done, Stored},
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
    case_draft::{LINE_MAX, SYNOPSIS_MAX},
    link::HttpsLink,
    meeting::{self, ACTIONS_MAX, MINUTES_MAX, Side, Slot, Step, TimeProblem},
    on_boarding::WHY_MAX,
};
use wire::{
    meeting::{ChangeMeeting, Meeting, MeetingAction, MeetingKind},
    problem::{FieldError, Problem},
};

/// One step: propose, accept, ask for other times, cancel, hold, minutes, actions.
#[utoipa::path(patch, path = "/v1/meetings/{id}", operation_id = "changeMeeting", tag = "readiness", request_body = ChangeMeeting,
    params(
        ("id" = String, Path, description = "Id of the meeting"),
        ("If-Match" = String, Header, description = "The entity tag, or the version, of the meeting that was seen: `\"1\"`"),
    ),
    responses(
        (status = 200, body = Meeting), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    may_take_steps(&visitor)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let reach = visitor.reach();
    let mut tx = app.store.write().await?;
    let stored = meetings::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
    let side = side(&app, &visitor, &mut tx, &stored.meeting.account.id, &stored.meeting.kind).await?;
    // The tag of a review changes with the figures; its version does not.
    let tag = present(&app, &visitor, &mut tx, &reach, &id).await?.tag().to_owned();
    match_seen_or_version(&headers, &tag, stored.meeting.version)?;
    let wish: ChangeMeeting = body::parse(&body)?;
    take(&app, &visitor, &mut tx, stored, &wish, side).await?;
    let answer = present(&app, &visitor, &mut tx, &reach, &id).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// Takes a step on a meeting that was read in the same transaction.
///
/// # Errors
/// 422 for a step or values that can't be, 412 when somebody was quicker; the database.
pub async fn take(
    app: &App,
    visitor: &Visitor,
    tx: &mut Connection,
    mut stored: Stored,
    wish: &ChangeMeeting,
    side: Side,
) -> Result<(), Refusal> {
    let step = wish.step.known().ok_or_else(|| {
        let words = format!("There is no step “{}”", wish.step.as_str());
        Refusal::field("/step", "unknown_step", words)
    })?;
    let now = app.clock.now();
    let said = apply(&mut stored, step, wish, side, now)?;
    if step == Step::Hold && stored.meeting.kind == MeetingKind::OperationalReview {
        let mut kept = agenda(app, tx, &stored.meeting.account.id).await?;
        kept.at = Some(now);
        stored.meeting.agenda = Some(kept);
    }
    let done = Done { at: now, by: &visitor.me.id, step: Some(&wish.step), text: said.as_deref() };
    if meetings::update(tx, &stored, &done).await? { Ok(()) } else { Err(Refusal::changed()) }
}

/// The meeting after the step, and what the history says beside it.
fn apply(
    stored: &mut Stored,
    step: Step,
    wish: &ChangeMeeting,
    side: Side,
    now: DateTime<Utc>,
) -> Result<Option<String>, Refusal> {
    let meeting = &mut stored.meeting;
    let (Some(before), Some(kind)) = (meeting.state.known(), meeting.kind.known()) else {
        return Err(Refusal::internal(&"a meeting whose state or kind nobody knows"));
    };
    let starts = meeting.agreed.map(|time| time.start);
    let after = meeting::decide(before, step, side, starts, now)
        .map_err(|refused| Refusal::field("/step", refused.code(), refused.reason(kind).why))?;
    let said = match step {
        Step::Propose => propose(meeting, wish, now)?,
        Step::Accept => accept(meeting, wish, now)?,
        Step::OtherTimes => {
            meeting.wish = text("/text", wish.text.as_deref(), WHY_MAX)?;
            meeting.times = Vec::new();
            meeting.wish.clone()
        }
        Step::Cancel => {
            let why = text("/text", wish.text.as_deref(), WHY_MAX)?;
            let why = why.ok_or_else(|| Refusal::field("/text", "missing", "Say why it is cancelled"))?;
            meeting.cancelled_why = Some(why.clone());
            Some(why)
        }
        Step::Hold | Step::Minutes => {
            let minutes = text("/text", wish.text.as_deref(), MINUTES_MAX)?;
            if minutes.is_none() && step == Step::Minutes {
                return Err(Refusal::field("/text", "missing", "Write down what was said"));
            }
            // The history keeps them as they were written each time: other minutes take nothing away.
            meeting.minutes.clone_from(&minutes);
            minutes
        }
        Step::AddAction => Some(add_action(meeting, wish.action.as_ref())?),
        Step::MarkAction => Some(mark_action(meeting, wish.action.as_ref())?),
    };
    if meeting::changes_calendar(before, after) {
        stored.sequence = Some(stored.sequence.map_or(0, |sequence| sequence.saturating_add(1)));
    }
    meeting.state = after.into();
    Ok(said)
}

fn propose(
    meeting: &mut Meeting,
    wish: &ChangeMeeting,
    now: DateTime<Utc>,
) -> Result<Option<String>, Refusal> {
    let slots: Vec<Slot> = wish.times.iter().map(Slot::from).collect();
    let mut errors: Vec<FieldError> = meeting::check_times(&slots, now)
        .into_iter()
        .map(|(place, problem)| {
            let pointer = match problem {
                TimeProblem::Missing | TimeProblem::TooMany => "/times".to_owned(),
                TimeProblem::Length => format!("/times/{place}/minutes"),
                TimeProblem::Past | TimeProblem::TooFar | TimeProblem::Twice => {
                    format!("/times/{place}/start")
                }
            };
            field_error(&pointer, problem.code(), problem.message())
        })
        .collect();
    let link = HttpsLink::parse(wish.join_link.as_deref().unwrap_or_default());
    match link {
        Ok(link) if errors.is_empty() => {
            meeting.join_link = Some(link.to_string());
            meeting.times = slots.iter().copied().map(Into::into).collect();
            let times = slots.iter().map(|slot| slot.start.format("%Y-%m-%d %H:%M UTC").to_string());
            Ok(Some(times.collect::<Vec<_>>().join(", ")))
        }
        link => {
            errors.extend(link.err().map(|problem| field_error("/join_link", "no_link", problem.message())));
            Err(Refusal::fields(errors))
        }
    }
}

fn accept(
    meeting: &mut Meeting,
    wish: &ChangeMeeting,
    now: DateTime<Utc>,
) -> Result<Option<String>, Refusal> {
    let slots: Vec<Slot> = meeting.times.iter().map(Slot::from).collect();
    let start = wish.start.ok_or(TimeProblem::Missing);
    let slot = start
        .and_then(|start| meeting::accepted(&slots, start, now))
        .map_err(|problem| Refusal::field("/start", problem.code(), problem.message()))?;
    meeting.agreed = Some(slot.into());
    Ok(Some(slot.start.format("%Y-%m-%d %H:%M UTC").to_string()))
}

fn add_action(meeting: &mut Meeting, action: Option<&MeetingAction>) -> Result<String, Refusal> {
    let action = action.ok_or_else(|| Refusal::field("/action", "missing", "Say what is to be done"))?;
    if meeting.actions.len() >= ACTIONS_MAX {
        return Err(Refusal::field("/action", "too_many", "A meeting has at most 50 actions"));
    }
    let (what, whose) = (action.text.trim(), action.whose.trim());
    let mut errors = Vec::new();
    for (pointer, text, limit, missing) in [
        ("/action/text", what, SYNOPSIS_MAX, "Say what is to be done"),
        ("/action/whose", whose, LINE_MAX, "Say who does it"),
    ] {
        match text.chars().count() {
            0 => errors.push(field_error(pointer, "missing", missing)),
            long if long > limit => errors.push(too_long(pointer, long, limit)),
            _ => {}
        }
    }
    if meeting.actions.iter().any(|known| known.text == what) {
        errors.push(field_error("/action/text", "twice", "This action stands here already"));
    }
    if !errors.is_empty() {
        return Err(Refusal::fields(errors));
    }
    let new = MeetingAction { text: what.to_owned(), whose: whose.to_owned(), due: action.due, done: false };
    meeting.actions.push(new);
    Ok(what.to_owned())
}

fn mark_action(meeting: &mut Meeting, action: Option<&MeetingAction>) -> Result<String, Refusal> {
    let known = action.and_then(|action| {
        let known = meeting.actions.iter_mut().find(|known| known.text == action.text)?;
        known.done = action.done;
        Some(if known.done { known.text.clone() } else { format!("{}: not done after all", known.text) })
    });
    known.ok_or_else(|| Refusal::field("/action/text", "unknown_action", "There is no such action"))
}

/// What somebody wrote, trimmed; nothing when it is blank.
///
/// # Errors
/// 422 when it is too long.
pub fn text(pointer: &str, text: Option<&str>, limit: usize) -> Result<Option<String>, Refusal> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    match text.map(|text| text.chars().count()) {
        Some(long) if long > limit => Err(Refusal::fields(vec![too_long(pointer, long, limit)])),
        _ => Ok(text.map(str::to_owned)),
    }
}

fn too_long(pointer: &str, long: usize, limit: usize) -> FieldError {
    field_error(pointer, "too_long", format!("This is {long} characters long; {limit} fit"))
}
