//! `GET /v1/workspace`: the accounts that an advisor looks after, side by side, with the figures of how ready each is. What
//! the figures mean is `rules::readiness`'s to say.

use crate::{
    answer::Answer,
    api::readiness,
    app::App,
    problem::Refusal,
    store::{
        Connection,
        case_list::{self, Narrowed},
        claims,
        declarations::{self, Area},
        on_boarding,
        reach::Reach,
        roster, workspace,
    },
    visitor::Visitor,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use chrono::{DateTime, NaiveDate, Utc};
use rules::{
    access::Action, on_boarding::Progress as Standing, quarter, reason::Outcome, roster::confirmation,
};
use wire::{
    activation::ActivationState,
    case::CaseSummary,
    declaration::DeclarationStep,
    problem::Problem,
    workspace::{Progress, Workspace},
};

/// The topic under which an account says that its network profile is right.
const PROFILE: &str = "R-067";

/// The assigned accounts with their figures.
#[utoipa::path(get, path = "/v1/workspace", operation_id = "readWorkspace", tag = "people",
    responses(
        (status = 200, body = Workspace), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem),
    ))]
pub async fn read(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWorkspace)?;
    let mut read = app.store.read().await?;
    let (now, today) = (app.clock.now(), visitor.today(&app));
    let mut items = workspace::accounts(&mut read, &visitor.reach(), now).await?;
    for account in &mut items {
        let reach = Reach::accounts([account.account.id.clone()]);
        account.activation = Some(activation(&mut read, &reach, today).await?);
        account.on_boarding = Some(on_boarding(&mut read, &reach).await?);
        account.profile_fresh = Some(is_fresh(&app, &visitor, &mut read, &reach).await?);
    }
    let unassigned_claims = Some(claims::unassigned(&mut read).await?);
    let asked = asked(&mut read, &visitor.reach(), now).await?;
    drop(read);
    Ok(Answer::of(&Workspace { items: items.into(), unassigned_claims, asked })?.found(&headers))
}

/// The cases into which the advisor was asked and has not said anything since.
async fn asked(
    conn: &mut Connection,
    reach: &Reach,
    now: DateTime<Utc>,
) -> Result<Vec<CaseSummary>, Refusal> {
    let numbers = Some(case_list::asking_advisor(conn, reach).await?);
    Ok(case_list::all(conn, reach, &Narrowed { numbers, ..Narrowed::not(now) }, "urgency").await?)
}

async fn activation(conn: &mut Connection, reach: &Reach, today: NaiveDate) -> Result<Progress, Refusal> {
    let items = readiness::gather(conn, reach, today).await?.items;
    let given = items.iter().filter(|item| item.state == ActivationState::Given).count();
    Ok(progress(given, items.len()))
}

async fn on_boarding(conn: &mut Connection, reach: &Reach) -> Result<Progress, Refusal> {
    let items = on_boarding::all(conn, reach).await?;
    let settled = items.iter().filter(|item| item.progress.known().is_some_and(Standing::is_settled)).count();
    Ok(progress(settled, items.len()))
}

/// Both halves of a profile, the people and the network, are confirmed once a quarter. Days are those of whoever
/// looks, as on the pages of the account.
async fn is_fresh(
    app: &App,
    visitor: &Visitor,
    conn: &mut Connection,
    reach: &Reach,
) -> Result<bool, Refusal> {
    let people = roster::confirmed(conn, reach).await?.map(|confirmed| confirmed.at);
    let said = declarations::latest(conn, reach, Area::Responsibilities).await?;
    let network = said.iter().find(|said| said.topic == PROFILE && said.step == DeclarationStep::Given);
    let (today, network) = (visitor.today(app), network.map(|said| said.at));
    let day = |at| app.zones.today(visitor.zone.as_deref(), at);
    Ok(confirmation(people.map(day), today).outcome == Outcome::Met
        && network.is_some_and(|said| quarter::holds(day(said), today)))
}

fn progress(done: usize, all: usize) -> Progress {
    let [done, all] = [done, all].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    Progress { done, all }
}
