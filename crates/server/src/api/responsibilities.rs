//! `GET` and `PATCH /v1/responsibilities`: the facts that decide how each responsibility of an account stands, and one step at
//! a time of what only the End User knows. How they stand is `rules::responsibilities`' to say, here and in the browser.

use crate::{
    answer::{Answer, match_seen},
    api::{readiness, responsibility_steps},
    app::App,
    body,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        declarations::{self, Area},
        reach::Reach,
        readiness_records as records,
        webinars::participation,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use chrono::NaiveDate;
use rules::{
    access::{Action, Permission},
    expert_to_expert::{Named, Standing},
    responsibilities::Duty,
    webinar::attendance,
};
use wire::{
    activation::ActivationState,
    contact::Contact,
    declaration::{Declaration, DeclarationStep},
    problem::Problem,
    responsibilities::{ChangeResponsibilities, Responsibilities, ResponsibilityFacts, ThirdParty},
    session::Certification,
};

/// How the responsibilities stand.
#[utoipa::path(get, path = "/v1/responsibilities", operation_id = "readResponsibilities", tag = "readiness",
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = Responsibilities), (status = 304), (status = 401, body = Problem),
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

/// One step.
#[utoipa::path(patch, path = "/v1/responsibilities", operation_id = "changeResponsibilities", tag = "readiness", request_body = ChangeResponsibilities,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("If-Match" = String, Header, description = "The entity tag of what was seen"),
    ),
    responses(
        (status = 200, body = Responsibilities), (status = 400, body = Problem), (status = 401, body = Problem),
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
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    // Before anything is looked up. What can't be read is refused in its turn.
    let wish = body::parse::<ChangeResponsibilities>(&body);
    if let Some(duty) = wish.as_ref().ok().and_then(|wish| Duty::from_code(&wish.rule)) {
        visitor.may(duty.said_by())?;
    }
    let (reach, account) = visitor.one_account(&query)?;
    let mut tx = app.store.write().await?;
    let seen = gather(&app, &visitor, &mut tx, &reach, &account).await?;
    match_seen(&headers, Answer::of(&seen)?.tag())?;
    let wish = wish?;
    let mut line = responsibility_steps::take(&mut tx, &account, &seen, &wish).await?;
    line.by.clone_from(&visitor.me.id);
    line.at = app.clock.now();
    line.on_behalf = permission == Permission::OnBehalf;
    declarations::record(&mut tx, &account, &line).await?;
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
) -> Result<Responsibilities, Refusal> {
    let on = visitor.today(app);
    let readiness = readiness::gather(conn, reach, on).await?;
    let records = records::all(conn, reach).await?;
    let said = declarations::latest(conn, reach, Area::Responsibilities).await?;
    let third_parties: Vec<ThirdParty> =
        records.third_parties.into_iter().map(|party| with_word(party, &said)).collect();
    let day = |rule: &str| {
        let given = |line: &&Declaration| line.topic == rule && line.step == DeclarationStep::Given;
        said.iter().find(given).map(|line| app.zones.today(visitor.zone.as_deref(), line.at))
    };
    let [units, with_release, stale_releases] = readiness.releases;
    let now = app.clock.now();
    let webinars = participation::of_account(conn, account, attendance::since(now), now).await?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let missing = readiness.items.iter().filter(|item| item.state == ActivationState::Missing);
    let uncertified = readiness.representatives.iter().filter(|contact| !holds_the_recommended(contact, on));
    let unsecured = third_parties.iter().filter(|party| !party.secured);
    let facts = ResponsibilityFacts {
        missing: Some(missing.map(|item| item.name.clone()).collect()),
        units: Some(units),
        with_release: Some(with_release),
        stale_releases: Some(stale_releases),
        named: Some(count(readiness.representatives.len())),
        uncertified: Some(uncertified.map(|contact| contact.name.clone()).collect()),
        profile_confirmed: day("R-067"),
        requirements: day("R-068"),
        cooperation: day("R-079"),
        trainings: Some(count(records.trainings.len())),
        third_parties: Some(count(third_parties.len())),
        unsecured: Some(unsecured.map(|party| party.name.clone()).collect()),
        webinars: Some(webinars.held),
        webinars_joined: Some(webinars.joined),
        webinars_watched: Some(webinars.watched),
    };
    Ok(Responsibilities {
        account: readiness::account_ref(visitor, account),
        on,
        states: facts.standings(on),
        facts,
        said: said.into_iter().filter(|line| line.topic.starts_with("R-")).collect(),
        trainings: records.trainings.into(),
        third_parties: third_parties.into(),
        history: declarations::history(conn, reach, Area::Responsibilities).await?.into(),
    })
}

fn with_word(party: ThirdParty, said: &[Declaration]) -> ThirdParty {
    let is_word = |line: &&Declaration| {
        let step = matches!(line.step, DeclarationStep::Secured | DeclarationStep::NotSecured);
        step && line.topic == party.id
    };
    let said = said.iter().find(is_word).cloned();
    ThirdParty { said, ..party }
}

fn holds_the_recommended(contact: &Contact, on: NaiveDate) -> bool {
    let certification = contact.certification.as_ref().and_then(Certification::known);
    Standing { named: Named::Representative, certification }.holds_the_recommended(on)
}
