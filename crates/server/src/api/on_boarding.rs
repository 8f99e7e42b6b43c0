//! `GET` and `PATCH /v1/on-boarding`: how far each thing is, one step at a time, with every change. What may be said of a
//! thing is `rules::on_boarding`'s to say. One writer at a time: whoever has seen something older is told to look again.

use crate::{
    answer::{Answer, match_seen},
    api::change_meeting::text,
    app::App,
    body,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        on_boarding::{self, Done},
        reach::Reach,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::{
    access::{Action, Permission},
    case_draft::LINE_MAX,
    on_boarding::{NOTE_MAX, Refused, WHY_MAX, check, check_own, check_removal},
};
use wire::{
    account::AccountRef,
    on_boarding::{ChangeOnBoarding, ItemProgress, OnBoarding, OnBoardingItem, OnBoardingStep},
    problem::Problem,
};

/// How far the on-boarding of an account is.
#[utoipa::path(get, path = "/v1/on-boarding", operation_id = "readOnBoarding", tag = "readiness",
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = OnBoarding), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeReadiness)?;
    let (reach, account) = visitor.one_account(&query)?;
    let mut read = app.store.read().await?;
    Ok(present(&mut read, &reach, account).await?.found(&headers))
}

/// One step: how far a thing is, or one of the account's own things put on the list or taken off.
#[utoipa::path(patch, path = "/v1/on-boarding", operation_id = "changeOnBoarding", tag = "readiness", request_body = ChangeOnBoarding,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("If-Match" = String, Header, description = "The entity tag of the on-boarding that was seen"),
    ),
    responses(
        (status = 200, body = OnBoarding), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    let permission = visitor.may(Action::KeepReadiness)?;
    let (reach, account) = visitor.one_account(&query)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let seen = present(&mut tx, &reach, account.clone()).await?;
    match_seen(&headers, seen.tag())?;
    let wish: ChangeOnBoarding = body::parse(&body)?;
    let items = on_boarding::all(&mut tx, &reach).await?;
    let item = after(&items, &wish)?;
    let (at, by) = (app.clock.now(), visitor.me.id.as_str());
    match wish.step {
        OnBoardingStep::Remove => on_boarding::remove(&mut tx, &account, &item.id).await?,
        _ => on_boarding::put(&mut tx, &account, &item, by, at).await?,
    }
    let progress = (wish.step == OnBoardingStep::Set).then_some(&item.progress);
    let said = said(&item);
    let done = Done {
        at,
        by,
        on_behalf: permission == Permission::OnBehalf,
        step: &wish.step,
        name: &item.name,
        progress,
        text: said.as_deref().filter(|_| progress.is_some()),
    };
    on_boarding::record(&mut tx, &account, &done).await?;
    let answer = present(&mut tx, &reach, account).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

async fn present(conn: &mut Connection, reach: &Reach, id: String) -> Result<Answer, Refusal> {
    let name = on_boarding::account_name(conn, reach).await?.ok_or_else(Refusal::not_found)?;
    Answer::of(&OnBoarding {
        account: AccountRef { id, name },
        items: on_boarding::all(conn, reach).await?.into(),
        history: on_boarding::history(conn, reach).await?.into(),
    })
}

/// The thing that the step is about, as it is after it.
fn after(items: &[OnBoardingItem], wish: &ChangeOnBoarding) -> Result<OnBoardingItem, Refusal> {
    let known = || {
        let id = wish.item.as_deref().unwrap_or_default();
        let known = items.iter().find(|item| item.id == id).cloned();
        known.ok_or_else(|| {
            Refusal::field("/item", "unknown_item", "There is nothing of this name on the list")
        })
    };
    match &wish.step {
        OnBoardingStep::Set => set(known()?, wish),
        OnBoardingStep::Add => add(items, wish),
        OnBoardingStep::Remove => {
            let item = known()?;
            check_removal(&item.id).map_err(|refused| refusal("/item", refused))?;
            Ok(item)
        }
        OnBoardingStep::Unknown(step) => {
            Err(Refusal::field("/step", "unknown_step", format!("There is no step “{step}”")))
        }
    }
}

/// What the step does not name stays as it is; a why belongs to "does not apply" alone.
fn set(mut item: OnBoardingItem, wish: &ChangeOnBoarding) -> Result<OnBoardingItem, Refusal> {
    if let Some(progress) = &wish.progress {
        item.progress = progress.clone();
    }
    let progress = item.progress.known().ok_or_else(|| {
        let words = format!("Nothing is “{}”", item.progress.as_str());
        Refusal::field("/progress", "unknown_progress", words)
    })?;
    for (pointer, wish, limit, kept) in [
        ("/why", &wish.why, WHY_MAX, &mut item.why),
        ("/note", &wish.note, NOTE_MAX, &mut item.note),
        ("/evidence", &wish.evidence, WHY_MAX, &mut item.evidence),
    ] {
        if wish.is_some() {
            *kept = text(pointer, wish.as_deref(), limit)?;
        }
    }
    check(progress, item.why.as_deref().unwrap_or_default()).map_err(|refused| refusal("/why", refused))?;
    if item.progress != ItemProgress::DoesNotApply {
        item.why = None;
    }
    Ok(item)
}

fn add(items: &[OnBoardingItem], wish: &ChangeOnBoarding) -> Result<OnBoardingItem, Refusal> {
    let name = text("/name", wish.name.as_deref(), LINE_MAX)?;
    let name = name.ok_or_else(|| Refusal::field("/name", "missing", "Say what it is"))?;
    let known: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
    check_own(&name, &known).map_err(|refused| refusal("/name", refused))?;
    Ok(OnBoardingItem {
        id: uuid::Uuid::now_v7().to_string(),
        name,
        progress: ItemProgress::NotStarted,
        by: None,
        at: None,
        why: None,
        note: None,
        evidence: None,
    })
}

fn refusal(pointer: &str, refused: Refused) -> Refusal {
    Refusal::field(pointer, refused.code(), refused.reason().why)
}

/// Why, note and evidence in one line of the history.
fn said(item: &OnBoardingItem) -> Option<String> {
    let parts: Vec<&str> =
        [&item.why, &item.note, &item.evidence].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
