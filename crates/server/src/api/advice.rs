//! Requests to the advisor: asked, listed, read, and the releases in use that a request for guidance begins with. The steps
//! are in [`super::change_advice`]. What a request needs is `rules::advice`'s to say.

use crate::{
    answer::Answer,
    api::page::{Page, Place},
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    query::Query,
    store::{
        Connection,
        advice::{self, NewAdvice, Said},
        reach::Reach,
        units,
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
    advice::{Kind, Part, RELEASES_MAX, Side},
};
use wire::{
    advice::{Advice, AdviceKind, AdviceList, AdviceState, AdviceStep, AskAdvice, ReleasesInUse},
    path,
    problem::{FieldError, Problem},
};

/// What requests to the advisor can be ordered by.
pub(super) const ORDERS: [&str; 2] = ["changed", "created"];

/// Requests to the advisor in reach, a page at a time.
#[utoipa::path(get, path = "/v1/advice", operation_id = "listAdvice", tag = "people",
    params(
        ("kind" = Option<AdviceKind>, Query, description = "Only this kind"),
        ("state" = Option<AdviceState>, Query, description = "Only in this state"),
        ("account" = Option<String>, Query, description = "Only this account, for people with several"),
        ("sort" = Option<String>, Query, description = "changed, created; with `-` before it downwards. Default: -changed"),
        ("limit" = Option<u32>, Query, description = "1 to 200, default 50"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = AdviceList, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeAdvisor)?;
    let reach = visitor.reach_of(&query)?;
    let kind = query.one_of("kind", AdviceKind::KNOWN, |text| AdviceKind::from(text));
    let state = query.one_of("state", AdviceState::KNOWN, |text| AdviceState::from(text));
    let page = Page::read(&mut query, &ORDERS, "-changed");
    query.finish()?;
    let mut read = app.store.read().await?;
    let mut found = advice::all(&mut read, &reach).await?;
    drop(read);
    found.retain(|advice| {
        kind.as_ref().is_none_or(|kind| advice.kind == *kind)
            && state.as_ref().is_none_or(|state| advice.state == *state)
    });
    let (items, next) = page.cut(found, |advice| {
        let at = if page.order() == "created" { advice.created_at } else { advice.changed_at };
        // Fixed width, so that text sorts as time does.
        Place { key: Some(format!("{:016}", at.timestamp_millis())), id: advice.id.clone() }
    });
    let list = AdviceList { items: items.into(), next };
    Ok(Answer::of(&list)?.next_page(path::ADVICE, &query, list.next.as_deref()).found(&headers))
}

/// One request with everything that was written and done. Its tag is its version.
#[utoipa::path(get, path = "/v1/advice/{id}", operation_id = "readAdvice", tag = "people",
    params(("id" = String, Path, description = "Id of the request")),
    responses(
        (status = 200, body = Advice), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeAdvisor)?;
    let mut read = app.store.read().await?;
    present(advice::one(&mut read, &visitor.reach(), &id).await?).map(|answer| answer.found(&headers))
}

/// The software releases in use, by product family: what a request for guidance begins with.
#[utoipa::path(get, path = "/v1/advice/releases", operation_id = "listReleasesInUse", tag = "people",
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = ReleasesInUse), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn releases(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeAdvisor)?;
    visitor.may(Action::SeeUnits)?;
    let reach = visitor.reach_of_one(&query)?;
    let mut read = app.store.read().await?;
    let items = advice::releases(&mut read, &reach).await?;
    Ok(Answer::of(&ReleasesInUse { items: items.into() })?.found(&headers))
}

/// Ask the advisor. It makes no Tech Case, and no clock runs.
#[utoipa::path(post, path = "/v1/advice", operation_id = "askAdvice", tag = "people", request_body = AskAdvice,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("Idempotency-Key" = String, Header, description = "New for each new request"),
    ),
    responses(
        (status = 201, body = Advice, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::WorkWithAdvisor)?;
    let (reach, account) = visitor.one_account(&query)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: AskAdvice = body::parse(&body)?;
    // The same words for another account are another request.
    let path = format!("{}?account={account}", path::ADVICE);
    let creation = Creation::enter(&app, &visitor.me.id, key, &path, &body)?;
    let mut tx = app.store.write().await?;
    let side = side(visitor.works_with_advisor(&app, &mut tx, &account).await?);
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let new = checked(&mut tx, &reach, &account, &wish).await?;
    let asked = Said {
        by: visitor.me.id.clone(),
        side: side.into(),
        step: AdviceStep::Ask,
        text: wish.text.trim().to_owned(),
        guidance: None,
    };
    let id = advice::insert(&mut tx, &new, &asked, app.clock.now()).await?;
    let answer = present(advice::one(&mut tx, &reach, &id).await?)?;
    let response = creation.created(&mut tx, &answer, &path::advice(&id)).await?;
    tx.commit().await?;
    Ok(response)
}

/// The answer that shows a request, alike after asking, after a step and when it is read; 404 when there is none.
///
/// # Errors
/// 404.
pub fn present(found: Option<Advice>) -> Result<Answer, Refusal> {
    let advice = found.ok_or_else(Refusal::not_found)?;
    Ok(Answer::of(&advice)?.version(advice.version))
}

/// On which side somebody is who works with the advisor.
#[must_use]
pub fn side(permission: Permission) -> Side {
    if permission == Permission::OnBehalf { Side::Advisor } else { Side::EndUser }
}

/// What is wrong with a text, at its place in the request.
#[must_use]
pub fn fault(part: Part, text: &str, pointer: &str) -> Option<FieldError> {
    part.fault(text).map(|(code, words)| field_error(pointer, code, words))
}

/// The request as it is kept; everything that is wrong at once.
async fn checked(
    conn: &mut Connection,
    reach: &Reach,
    account: &str,
    wish: &AskAdvice,
) -> Result<NewAdvice, Refusal> {
    let Some(kind) = wish.kind.known() else {
        let words = "Ask a question, or for guidance on a release. Standing by in a maintenance window is not part of the service.";
        return Err(Refusal::field("/kind", "unknown_kind", words));
    };
    let text = |part: Part| match part {
        Part::Subject => wish.subject.as_str(),
        Part::Family => &wish.family,
        Part::Target => &wish.target,
        _ => &wish.text,
    };
    let asked = kind.asks().iter();
    let mut errors: Vec<FieldError> =
        asked.filter_map(|part| fault(*part, text(*part), &format!("/{}", part.name()))).collect();
    let kept = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let new = NewAdvice {
        account: account.to_owned(),
        kind: wish.kind.clone(),
        subject: wish.subject.trim().to_owned(),
        unit: None,
        family: None,
        releases: Vec::new(),
        target: None,
    };
    let new = match kind {
        Kind::Question => {
            let unit = match kept(&wish.unit) {
                None => None,
                Some(reference) => {
                    let found = units::one(conn, reach, &reference).await?;
                    if found.is_none() {
                        let words = "There is no such unit in your install base. Check the number, or leave it empty.";
                        errors.push(field_error("/unit", "unknown_unit", words));
                    }
                    found.map(|stored| stored.id)
                }
            };
            NewAdvice { unit, ..new }
        }
        Kind::ReleaseGuidance => {
            let releases: Vec<String> = wish.releases.iter().filter_map(|release| kept(release)).collect();
            errors.extend(releases.iter().find_map(|release| fault(Part::Releases, release, "/releases")));
            if releases.len() > RELEASES_MAX {
                let words = format!("These are {} releases; {RELEASES_MAX} fit", releases.len());
                errors.push(field_error("/releases", "too_many", words));
            }
            let subject = format!("Release for {}", wish.family.trim());
            NewAdvice { subject, family: kept(&wish.family), releases, target: kept(&wish.target), ..new }
        }
    };
    if errors.is_empty() { Ok(new) } else { Err(Refusal::fields(errors)) }
}
