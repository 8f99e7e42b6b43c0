//! Meetings of an account with its advisor: the list, one, and beginning another. Who may begin one follows from its kind;
//! the steps are in [`super::change_meeting`].

use crate::{
    answer::Answer,
    api::change_meeting,
    app::App,
    body,
    idempotency::{self, Creation},
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        meetings::{self, Done, Stored},
        reach::Reach,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::HeaderMap,
    response::Response,
};
use rules::{
    access::{Action, Permission},
    meeting::{self, Side, review},
    on_boarding::WHY_MAX,
};
use wire::{
    meeting::{
        Agenda, BeginMeeting, ChangeMeeting, Meeting, MeetingKind, MeetingList, MeetingState, MeetingStep,
    },
    path,
    problem::{Kind, Problem},
};

/// Meetings of an account, those to come first.
#[utoipa::path(get, path = "/v1/meetings", operation_id = "listMeetings", tag = "readiness",
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("kind" = Option<MeetingKind>, Query, description = "Only this kind"),
    ),
    responses(
        (status = 200, body = MeetingList), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeReadiness)?;
    let (reach, account) = visitor.one_account(&query)?;
    let kind = query.one_of("kind", MeetingKind::KNOWN, |name| MeetingKind::from(name));
    query.finish()?;
    let mut read = app.store.read().await?;
    let mut items = Vec::new();
    for stored in meetings::all(&mut read, &reach, kind.as_ref()).await? {
        items.push(shown(&app, &visitor, &mut read, stored).await?);
    }
    let mut may_begin = Vec::new();
    for known in [MeetingKind::OnBoarding, MeetingKind::OperationalReview] {
        let open = meetings::still_to_come(&mut read, &account, &known).await?;
        let free = meeting::begin(open).is_ok() && kind.as_ref().is_none_or(|kind| *kind == known);
        if free && side(&app, &visitor, &mut read, &account, &known).await.is_ok() {
            may_begin.push(known);
        }
    }
    Ok(Answer::of(&MeetingList { items: items.into(), may_begin })?.found(&headers))
}

/// One meeting.
#[utoipa::path(get, path = "/v1/meetings/{id}", operation_id = "readMeeting", tag = "readiness",
    params(("id" = String, Path, description = "Id of the meeting")),
    responses(
        (status = 200, body = Meeting), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeReadiness)?;
    let mut read = app.store.read().await?;
    present(&app, &visitor, &mut read, &visitor.reach(), &id).await.map(|answer| answer.found(&headers))
}

/// Ask for a meeting; the advisor begins one, with times or without.
#[utoipa::path(post, path = "/v1/meetings", operation_id = "beginMeeting", tag = "readiness", request_body = BeginMeeting,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("Idempotency-Key" = String, Header, description = "New for each new meeting"),
    ),
    responses(
        (status = 201, body = Meeting, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn begin(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    may_take_steps(&visitor)?;
    let (reach, account) = visitor.one_account(&query)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: BeginMeeting = body::parse(&body)?;
    let place = format!("{}{}", path::MEETINGS, path::query(&[("account", &account)]));
    let creation = Creation::enter(&app, &visitor.me.id, key, &place, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let kind = wish.kind.known().ok_or_else(|| {
        let words = format!("There is no kind of meeting “{}”", wish.kind.as_str());
        Refusal::field("/kind", "unknown_kind", words)
    })?;
    let side = side(&app, &visitor, &mut tx, &account, &wish.kind).await?;
    let open = meetings::still_to_come(&mut tx, &account, &wish.kind).await?;
    meeting::begin(open)
        .map_err(|refused| Refusal::field("/kind", refused.code(), refused.reason(kind).why))?;
    let text = change_meeting::text("/wish", wish.wish.as_deref(), WHY_MAX)?;
    let id = uuid::Uuid::now_v7().to_string();
    let begun = Done { at: app.clock.now(), by: &visitor.me.id, step: None, text: text.as_deref() };
    meetings::insert(&mut tx, &id, &account, &wish.kind, &begun).await?;
    if !wish.times.is_empty() {
        let step = ChangeMeeting {
            times: wish.times,
            join_link: wish.join_link,
            ..ChangeMeeting::of(MeetingStep::Propose)
        };
        let stored = meetings::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
        change_meeting::take(&app, &visitor, &mut tx, stored, &step, side).await?;
    }
    let answer = present(&app, &visitor, &mut tx, &reach, &id).await?;
    let response = creation.created(&mut tx, &answer, &path::meeting(&id)).await?;
    tx.commit().await?;
    Ok(response)
}

/// Somebody whose role takes no step on any meeting is told so before anything is looked up.
///
/// # Errors
/// 403 with the reason of the rules.
pub fn may_take_steps(visitor: &Visitor) -> Result<(), Refusal> {
    visitor.may(Action::WorkWithAdvisor).or_else(|_| visitor.may(Action::KeepReadiness)).map(drop)
}

/// For which side somebody takes steps on a meeting of that kind: an on-boarding is kept by those who keep the account ready,
/// a review by those who work with the advisor.
///
/// # Errors
/// 403 with the reason of the rules; the database.
pub async fn side(
    app: &App,
    visitor: &Visitor,
    conn: &mut Connection,
    account: &str,
    kind: &MeetingKind,
) -> Result<Side, Refusal> {
    let permission = match kind.known() {
        Some(meeting::Kind::OnBoarding) => visitor.may(Action::KeepReadiness)?,
        Some(meeting::Kind::OperationalReview) => visitor.works_with_advisor(app, conn, account).await?,
        None => {
            return Err(Refusal::new(Kind::NotAllowed, "This server does not know this kind of meeting."));
        }
    };
    Ok(if permission == Permission::OnBehalf { Side::Advisor } else { Side::EndUser })
}

/// The answer that shows a meeting to somebody, alike when it is read and after a step.
///
/// # Errors
/// 404 when there is none; the database.
pub async fn present(
    app: &App,
    visitor: &Visitor,
    conn: &mut Connection,
    reach: &Reach,
    id: &str,
) -> Result<Answer, Refusal> {
    let stored = meetings::one(conn, reach, id).await?.ok_or_else(Refusal::not_found)?;
    Answer::of(&shown(app, visitor, conn, stored).await?)
}

/// With the steps that this person may take, and with the figures of now as long as it has not been held.
async fn shown(
    app: &App,
    visitor: &Visitor,
    conn: &mut Connection,
    stored: Stored,
) -> Result<Meeting, Refusal> {
    let mut meeting = stored.meeting;
    if let (Some(state), Ok(side)) =
        (meeting.state.known(), side(app, visitor, conn, &meeting.account.id, &meeting.kind).await)
    {
        let starts = meeting.agreed.map(|time| time.start);
        let may = |step: &meeting::Step| {
            meeting::decide(state, *step, side, starts, app.clock.now()).is_ok()
                && (*step != meeting::Step::MarkAction || !meeting.actions.is_empty())
        };
        meeting.steps = meeting::Step::ALL.into_iter().filter(may).map(MeetingStep::from).collect();
    }
    let to_come = meeting.state.known().is_some_and(meeting::State::is_open);
    if to_come && meeting.kind == MeetingKind::OperationalReview {
        meeting.agenda = Some(agenda(app, conn, &meeting.account.id).await?);
    }
    Ok(meeting)
}

/// The figures of now.
///
/// # Errors
/// The database.
pub async fn agenda(app: &App, conn: &mut Connection, account: &str) -> Result<Agenda, Refusal> {
    let now = app.clock.now();
    let cases = meetings::cases(conn, account, review::since(now)).await?;
    let review::Figures { open, opened, closed, missed } = review::figures(&cases, now);
    Ok(Agenda { at: None, days: review::DAYS, open, opened, closed, missed })
}

/// Whether a state is the one that was agreed on, or came after it: then the time stands.
#[must_use]
pub fn stands(state: &MeetingState) -> bool {
    matches!(state, MeetingState::Agreed | MeetingState::Held)
}
