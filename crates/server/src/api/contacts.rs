//! `GET /v1/contacts`: the people who may speak for an account. A viewer gets names only. Who is shown as a certified
//! expert is decided by the rule that gives the access, today where that person is; an associate is none, and neither is
//! somebody whose certificate has run out or is not approved.

use crate::{
    answer::Answer,
    app::{App, Portal},
    problem::Refusal,
    query::Query,
    store::{
        Connection, contact_details,
        contacts::{self, Roster},
        reach::Reach,
        roster,
    },
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
    let stored = contacts::roster(conn, reach).await?;
    let names_only = visitor.me.role.known() == Some(access::Role::Viewer);
    let shown = |people: Vec<Contact>| -> Vec<Contact> {
        if names_only { people.into_iter().map(name_only).collect() } else { people }
    };
    let own = contact_details::of_person(conn, reach, &visitor.me.id).await?;
    let sees_all =
        [Action::EditContacts, Action::ApproveCertificates].map(|action| visitor.may(action).is_ok());
    let sees_all = sees_all.contains(&true);
    let is_own = |contact: &Contact| Some(&contact.id) == own.as_ref();
    let stored = Roster {
        representatives: stored
            .representatives
            .into_iter()
            .map(|contact| discreet(contact, sees_all, is_own))
            .collect(),
        outside: stored.outside.into_iter().map(|contact| discreet(contact, sees_all, is_own)).collect(),
    };
    let representatives = shown(stored.representatives);
    let (experts, others): (Vec<_>, Vec<_>) =
        stored.outside.into_iter().partition(|contact| is_certified_expert(app, contact));
    let certified_experts = shown(experts);
    let is_shown = |contact: &Contact| is_own(contact) || sees_all && contact.certification.is_some();
    let others: Vec<Contact> = shown(others.into_iter().filter(is_shown).collect());
    let all = representatives.iter().chain(&certified_experts).chain(&others);
    let zones = all.filter_map(|contact| contact.zone.as_deref());
    let zones = app.zones.on_wire(zones, app.clock.now());
    let [minimum, maximum] = [FEWEST, MOST].map(|people| u32::try_from(people).unwrap_or_default());
    let confirmed = roster::confirmed(conn, reach).await?;
    let contacts = Contacts {
        representatives: representatives.into(),
        certified_experts: certified_experts.into(),
        others: others.into(),
        own,
        confirmed,
        minimum,
        maximum,
        zones,
    };
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
    Ok(roster
        .all()
        .filter(|contact| is_certified_expert(app, contact))
        .map(|contact| contact.id.clone())
        .collect())
}

/// Somebody outside the six who has the access by certificate.
fn is_certified_expert(app: &Portal, contact: &Contact) -> bool {
    let certification = contact.certification.as_ref().and_then(Certification::known);
    let today = app.zones.today(contact.zone.as_deref(), app.clock.now());
    basis(Standing { named: Named::NotNamed, certification }, today).is_some()
}

/// Numbers of certificates, why one was declined, and where somebody works concern the person, administrators and the
/// advisor only.
fn discreet(mut contact: Contact, sees_all: bool, is_own: impl Fn(&Contact) -> bool) -> Contact {
    if !sees_all && !is_own(&contact) {
        contact.country = None;
        if let Some(certification) = &mut contact.certification {
            certification.number = None;
            certification.declined = None;
            certification.obtained = None;
        }
    }
    contact
}

fn name_only(contact: Contact) -> Contact {
    Contact {
        id: contact.id,
        name: contact.name,
        email: None,
        phone: None,
        zone: None,
        preferred_hours: None,
        country: None,
        certification: None,
    }
}
