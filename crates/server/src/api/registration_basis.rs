//! What somebody who registers units chooses from, and which serial numbers are registered. A reseller learns of its End
//! Users what belongs to units that it registered; of a serial number nobody learns whose it is.

use crate::{
    answer::Answer,
    app::App,
    body,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        reach::Reach,
        registrations::{
            basis::{self, Whom},
            known,
        },
    },
    visitor::Visitor,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::{
    access::{Action, Role},
    serial::SerialNumber,
};
use std::collections::{HashMap, HashSet};
use wire::{
    problem::Problem,
    registration::{CHECK_MAX, CheckSerials, CheckedSerials, RegistrationBasis},
};

/// End Users, their purchase orders and sites, and the products that are known.
#[utoipa::path(get, path = "/v1/registration", operation_id = "readRegistrationBasis", tag = "registration",
    params(("account" = Option<String>, Query, description = "Only this End User")),
    responses(
        (status = 200, body = RegistrationBasis), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::RegisterUnits)?;
    let accounts = accounts(&visitor);
    let whom = Whom { reseller: reseller(&visitor), accounts: &accounts };
    let mut read = app.store.read().await?;
    let mut end_users = basis::end_users(&mut read, whom).await?;
    if let Some(account) = query.text("account") {
        end_users.retain(|end_user| end_user.account.id == account);
        if end_users.is_empty() {
            return Err(Refusal::not_found());
        }
    }
    let models = basis::models(&mut read).await?;
    drop(read);
    let sites = end_users.iter().flat_map(|end_user| &end_user.sites);
    let zones = app.zones.on_wire(sites.filter_map(|site| site.zone.as_deref()), app.clock.now());
    Ok(Answer::of(&RegistrationBasis { end_users: end_users.into(), models: models.into(), zones })?
        .found(&headers))
}

/// Which of these serial numbers are registered. Nothing is kept.
#[utoipa::path(post, path = "/v1/registration/check", operation_id = "checkSerials", tag = "registration", request_body = CheckSerials,
    responses(
        (status = 200, body = CheckedSerials), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn check(State(app): State<App>, visitor: Visitor, request: Request) -> Result<Response, Refusal> {
    visitor.may(Action::RegisterUnits)?;
    let body = body::read(request).await?;
    let wish: CheckSerials = body::parse(&body)?;
    let mut read = app.store.read().await?;
    let mut own = end_users(&mut read, &visitor).await?;
    if let Some(account) = &wish.account {
        own.retain(|id| id == account);
        if own.is_empty() {
            return Err(Refusal::not_found());
        }
    }
    if wish.serials.len() > CHECK_MAX {
        let words = format!("At most {CHECK_MAX} serial numbers at once");
        return Err(Refusal::field("/serials", "too_many", words));
    }
    let read_as = |text: &String| SerialNumber::parse(text).ok().map(|serial| serial.as_str().to_owned());
    let stored: Vec<Option<String>> = wish.serials.iter().map(read_as).collect();
    let mut found: HashMap<String, Vec<known::Unit>> = HashMap::new();
    for unit in known::units(&mut read, stored.iter().flatten().map(String::as_str)).await? {
        found.entry(unit.reference.clone()).or_default().push(unit);
    }
    drop(read);
    let mut checked = CheckedSerials { registered: Vec::new().into(), elsewhere: Vec::new().into() };
    for (sent, stored) in wish.serials.into_iter().zip(stored) {
        let units = stored.and_then(|serial| found.get(&serial)).map_or(&[][..], Vec::as_slice);
        let known =
            |unit: &&known::Unit| own.contains(&unit.account_id) && unit.is_known_to(reseller(&visitor));
        match units.iter().find(known) {
            Some(unit) if unit.registered => checked.registered.push(sent),
            // Known and not registered: that is what registering is for.
            Some(_) => {}
            None if units.is_empty() => {}
            None => checked.elsewhere.push(sent),
        }
    }
    Ok(Answer::of(&checked)?.with(StatusCode::OK))
}

/// The accounts for which somebody registers without having registered anything yet: the own one, or those assigned.
fn accounts(visitor: &Visitor) -> Reach {
    match reseller(visitor) {
        None => Reach::accounts([visitor.me.account.id.clone()]),
        Some(_) => Reach::accounts(visitor.me.accounts.iter().map(|account| account.id.clone())),
    }
}

/// The reseller's account, for its people.
pub(super) fn reseller(visitor: &Visitor) -> Option<&str> {
    (visitor.me.role.known() == Some(Role::Reseller)).then_some(visitor.me.account.id.as_str())
}

/// Ids of the End Users for whom somebody registers.
pub(super) async fn end_users(conn: &mut Connection, visitor: &Visitor) -> Result<HashSet<String>, Refusal> {
    let accounts = accounts(visitor);
    Ok(basis::whom(conn, Whom { reseller: reseller(visitor), accounts: &accounts }).await?)
}
