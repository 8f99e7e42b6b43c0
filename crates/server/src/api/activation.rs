//! `GET` and `PATCH /v1/activation`: what activates the service, what of it is missing, and handing it in. What is missing
//! blocks nothing (B-17). Consent is the End User's own to give: the advisor hands in other things on its behalf, never that.

use crate::{
    answer::{Answer, match_seen},
    api::readiness,
    app::App,
    body,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        declarations::{self, Area, NewDeclaration},
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
    case_draft::SYNOPSIS_MAX,
};
use wire::{
    activation::{Activation, ActivationItem, ActivationKind, ActivationStep, ChangeActivation},
    declaration::DeclarationStep,
    problem::Problem,
};

/// What activates the service, and what of it is there.
#[utoipa::path(get, path = "/v1/activation", operation_id = "readActivation", tag = "readiness",
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = Activation), (status = 304), (status = 401, body = Problem),
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
    let found = gather(&app, &visitor, &mut read, &reach, &account).await?;
    Ok(Answer::of(&found)?.found(&headers))
}

/// One step: hand something in, or take it back.
#[utoipa::path(patch, path = "/v1/activation", operation_id = "changeActivation", tag = "readiness", request_body = ChangeActivation,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("If-Match" = String, Header, description = "The entity tag of what was seen"),
    ),
    responses(
        (status = 200, body = Activation), (status = 400, body = Problem), (status = 401, body = Problem),
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
    let seen = gather(&app, &visitor, &mut tx, &reach, &account).await?;
    match_seen(&headers, Answer::of(&seen)?.tag())?;
    let wish: ChangeActivation = body::parse(&body)?;
    let (step, text) = checked(&seen, &wish, permission)?;
    let new = NewDeclaration {
        area: Area::Activation,
        topic: wish.item,
        step,
        text,
        by: visitor.me.id.clone(),
        at: app.clock.now(),
        on_behalf: permission == Permission::OnBehalf,
    };
    declarations::record(&mut tx, &account, &new).await?;
    let after = gather(&app, &visitor, &mut tx, &reach, &account).await?;
    tx.commit().await?;
    Ok(Answer::of(&after)?.with(StatusCode::OK))
}

async fn gather(
    app: &App,
    visitor: &Visitor,
    conn: &mut Connection,
    reach: &Reach,
    account: &str,
) -> Result<Activation, Refusal> {
    let readiness = readiness::gather(conn, reach, visitor.today(app)).await?;
    let [units, with_release, stale_releases] = readiness.releases;
    Ok(Activation {
        account: readiness::account_ref(visitor, account),
        items: readiness.items.into(),
        units,
        with_release,
        stale_releases,
        history: declarations::history(conn, reach, Area::Activation).await?.into(),
    })
}

fn checked(
    seen: &Activation,
    wish: &ChangeActivation,
    permission: Permission,
) -> Result<(DeclarationStep, Option<String>), Refusal> {
    let handed_in =
        |item: &&ActivationItem| matches!(item.kind, ActivationKind::Consent | ActivationKind::HandedIn);
    let item = seen.items.iter().filter(handed_in).find(|item| item.id == wish.item);
    let item = item
        .ok_or_else(|| Refusal::field("/item", "not_handed_in", "Nothing of that name is handed in here"))?;
    let text = wish.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let is_consent = item.kind == ActivationKind::Consent;
    match &wish.step {
        ActivationStep::Give | ActivationStep::Withdraw
            if is_consent && permission == Permission::OnBehalf =>
        {
            let words = "Only the End User’s own people can give consent or take it back";
            Err(Refusal::field("/item", "not_on_behalf", words))
        }
        ActivationStep::Give if is_consent && item.given.is_some() => {
            Err(Refusal::field("/step", "given_already", "This consent is given already"))
        }
        ActivationStep::Give => match text {
            None if !is_consent => Err(Refusal::field("/text", "missing", "Enter what you hand in")),
            Some(text) if text.chars().count() > SYNOPSIS_MAX => {
                let words = format!("At most {SYNOPSIS_MAX} characters fit");
                Err(Refusal::field("/text", "too_long", words))
            }
            text => Ok((DeclarationStep::Given, text.map(str::to_owned))),
        },
        ActivationStep::Withdraw if item.given.is_none() => {
            Err(Refusal::field("/step", "not_given", "There is nothing to take back"))
        }
        ActivationStep::Withdraw => Ok((DeclarationStep::Withdrawn, None)),
        ActivationStep::Unknown(step) => {
            Err(Refusal::field("/step", "unknown_step", format!("There is no step “{step}”")))
        }
    }
}
