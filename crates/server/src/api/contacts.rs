//! `GET /v1/contacts`: the people who may speak for an account. A viewer gets names only. Who is shown as a certified
//! expert is decided by the rule that gives the access, today where that person is; an associate is none, and neither is
//! somebody whose certificate has run out or is not approved.

use crate::{
    answer::Answer,
    app::{App, Portal},
    problem::Refusal,
    query::Query,
    store::{Connection, contacts, reach::Reach},
    visitor::Visitor,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use rules::{
    access::{self, Action},
    expert_to_expert::{Named, Standing, basis},
    roster::{FEWEST, MOST},
};
use wire::{
    contact::{Contact, Contacts},
    problem::Problem,
    session::Certification,
};

/// Named representatives and certified experts.
#[utoipa::path(get, path = "/v1/contacts", operation_id = "readContacts", tag = "people",
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = Contacts), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeContacts)?;
    let reach = visitor.reach_of_one(&query)?;
    let mut read = app.store.read().await?;
    Ok(present(&app, &visitor, &mut read, &reach).await?.found(&headers))
}

/// The answer that shows a roster to somebody, alike when it is read and after a change.
///
/// # Errors
/// The database.
pub async fn present(
    app: &Portal,
    visitor: &Visitor,
    conn: &mut Connection,
    reach: &Reach,
) -> Result<Answer, Refusal> {
    let roster = contacts::roster(conn, reach).await?;
    let names_only = visitor.me.role.known() == Some(access::Role::Viewer);
    let shown = |people: Vec<Contact>| -> Vec<Contact> {
        if names_only { people.into_iter().map(name_only).collect() } else { people }
    };
    let representatives = shown(roster.representatives);
    let certified_experts =
        shown(roster.outside.into_iter().filter(|contact| is_certified_expert(app, contact)).collect());
    let zones =
        representatives.iter().chain(&certified_experts).filter_map(|contact| contact.zone.as_deref());
    let zones = app.zones.on_wire(zones, app.clock.now());
    let [minimum, maximum] = [FEWEST, MOST].map(|people| u32::try_from(people).unwrap_or_default());
    let contacts = Contacts { representatives, certified_experts, minimum, maximum, zones };
    Answer::of(&contacts)
}

/// Ids of the people of an account who have a valid certificate, named or not: without a place they are certified experts.
///
/// # Errors
/// The database.
pub async fn certified_experts(
    app: &Portal,
    conn: &mut Connection,
    reach: &Reach,
) -> Result<Vec<String>, Refusal> {
    let roster = contacts::roster(conn, reach).await?;
    let all = roster.representatives.into_iter().chain(roster.outside);
    Ok(all.filter(|contact| is_certified_expert(app, contact)).map(|contact| contact.id).collect())
}

/// Somebody outside the six who has the access by certificate.
fn is_certified_expert(app: &Portal, contact: &Contact) -> bool {
    let certification = contact.certification.as_ref().and_then(Certification::known);
    let today = app.zones.today(contact.zone.as_deref(), app.clock.now());
    basis(Standing { named: Named::NotNamed, certification }, today).is_some()
}

fn name_only(contact: Contact) -> Contact {
    Contact {
        id: contact.id,
        name: contact.name,
        email: None,
        phone: None,
        zone: None,
        preferred_hours: None,
        certification: None,
    }
}
