//! Writing down a wish: a claim by who wants a unit, a transfer by who has it. Nothing moves by it.

use super::present;
use crate::{
    api::registration_basis::{end_users, reseller},
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    store::{
        Connection,
        claims::{self, NewClaim as NewStored, To},
        reach::Reach,
        registrations::known,
        units,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use rules::{
    access::Action,
    case_draft::LINE_MAX,
    country::{self, CountryList},
    serial::SerialNumber,
};
use wire::{
    path,
    problem::{FieldError, Problem},
    registration::{Claim, ClaimKind, NamedEndUser, NewClaim, RequestTransfer},
};

/// Longest reason, and longest words of the advisor, characters.
pub const REASON_MAX: usize = 2_000;
const ADDRESS_MAX: usize = 300;

/// Claim a unit that is registered elsewhere.
#[utoipa::path(post, path = "/v1/claims", operation_id = "claimUnit", tag = "registration", request_body = NewClaim,
    params(("Idempotency-Key" = String, Header, description = "New for each new claim")),
    responses(
        (status = 201, body = Claim, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn claim(State(app): State<App>, visitor: Visitor, request: Request) -> Result<Response, Refusal> {
    visitor.may(Action::RegisterUnits)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: NewClaim = body::parse(&body)?;
    let creation = Creation::enter(&app, &visitor.me.id, key, path::CLAIMS, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let mut checks = Checks::default();
    let reference = checks.line("/reference", &wish.reference, SerialNumber::MAX, Needed::Yes);
    let reason = checks.line("/reason", &wish.reason, REASON_MAX, Needed::Yes);
    let order =
        checks.line("/purchase_order", wish.purchase_order.as_deref().unwrap_or(""), LINE_MAX, Needed::No);
    let to = destination(&app, &visitor, &mut tx, &wish, &mut checks).await?;
    checks.finish()?;
    let unit = wanted_unit(&mut tx, reference, &to, &visitor).await?;
    not_wished_yet(&mut tx, &unit, &visitor).await?;
    let new = NewStored {
        kind: ClaimKind::Claim,
        unit: &unit,
        claimant: &visitor.me.account.id,
        by: &visitor.me.id,
        to,
        reason,
        purchase_order: Some(order).filter(|order| !order.is_empty()),
    };
    let id = claims::insert(&mut tx, &new, app.clock.now()).await?;
    let answer = present(&mut tx, &visitor, &id).await?;
    let response = creation.created(&mut tx, &answer, &path::claim(&id)).await?;
    tx.commit().await?;
    Ok(response)
}

/// Say that a unit went to somebody else.
#[utoipa::path(post, path = "/v1/units/{reference}/transfer", operation_id = "requestTransfer", tag = "registration", request_body = RequestTransfer,
    params(
        ("reference" = String, Path, description = "Serial number, or software reference number"),
        ("Idempotency-Key" = String, Header, description = "New for each new transfer"),
    ),
    responses(
        (status = 201, body = Claim, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn transfer(
    State(app): State<App>,
    visitor: Visitor,
    Path(reference): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditUnits)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish = body::parse::<RequestTransfer>(&body);
    let creation = Creation::enter(&app, &visitor.me.id, key, &path::transfer(&reference), &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let reach = Reach::accounts([visitor.me.account.id.clone()]);
    let unit = units::one(&mut tx, &reach, reference.trim()).await?.ok_or_else(Refusal::not_found)?;
    let wish = wish?;
    let mut checks = Checks::default();
    let name = checks.line("/to_name", &wish.to_name, LINE_MAX, Needed::Yes).to_owned();
    let address = checks.line("/to_address", &wish.to_address, ADDRESS_MAX, Needed::Yes).to_owned();
    let reason = checks.line("/reason", &wish.reason, REASON_MAX, Needed::Yes);
    let country = wish.to_country.as_deref().filter(|code| !code.trim().is_empty());
    let country =
        country.and_then(|code| checks.country("/to_country", code, &app.installation.country_list));
    checks.finish()?;
    not_wished_yet(&mut tx, &unit.id, &visitor).await?;
    let new = NewStored {
        kind: ClaimKind::Transfer,
        unit: &unit.id,
        claimant: &visitor.me.account.id,
        by: &visitor.me.id,
        to: To { name, address, country, ..To::default() },
        reason,
        purchase_order: None,
    };
    let id = claims::insert(&mut tx, &new, app.clock.now()).await?;
    let answer = present(&mut tx, &visitor, &id).await?;
    let response = creation.created(&mut tx, &answer, &path::claim(&id)).await?;
    tx.commit().await?;
    Ok(response)
}

/// For whom somebody claims: the own account, one of the reseller's End Users, or one by name and address.
async fn destination(
    app: &App,
    visitor: &Visitor,
    tx: &mut Connection,
    wish: &NewClaim,
    checks: &mut Checks,
) -> Result<To, Refusal> {
    let by_reseller = reseller(visitor).is_some();
    let id = match (&wish.account, &wish.end_user) {
        (None, None) if by_reseller => {
            checks.wrong("/account", "missing", "Say for which End User");
            return Ok(To::default());
        }
        (None, Some(named)) if by_reseller => return Ok(checks.named(named, &app.installation.country_list)),
        (Some(id), _) => id,
        (None, _) => &visitor.me.account.id,
    };
    let account = match end_users(tx, visitor).await?.contains(id) {
        true => known::account(tx, id).await?,
        false => None,
    };
    let Some(account) = account else {
        checks.wrong("/account", "unknown_account", "This is none of your End Users");
        return Ok(To::default());
    };
    let parts = [&account.street, &account.postal_code, &account.city, &account.country];
    Ok(To {
        address: in_one_line(parts.map(|part| part.as_deref().unwrap_or_default())),
        account: Some(account.id),
        name: account.name,
        street: account.street,
        postal_code: account.postal_code,
        city: account.city,
        country: account.country,
    })
}

/// The unit that is claimed: one that somebody else has.
async fn wanted_unit(
    tx: &mut Connection,
    reference: &str,
    to: &To,
    visitor: &Visitor,
) -> Result<String, Refusal> {
    let stored =
        SerialNumber::parse(reference).map_or_else(|_| reference.to_owned(), |serial| serial.to_string());
    let found = known::units(tx, [stored.as_str()]).await?;
    // What others have registered for an End User its reseller does not learn here either.
    let is_there = found
        .iter()
        .any(|unit| Some(&unit.account_id) == to.account.as_ref() && unit.is_known_to(reseller(visitor)));
    match found.first() {
        Some(unit) if !is_there => Ok(unit.id.clone()),
        None => {
            let words = "Nobody has registered this serial number; register it.";
            Err(Refusal::field("/reference", "not_registered", words))
        }
        Some(_) => {
            let words = "This unit is registered in that account already.";
            Err(Refusal::field("/reference", "registered_already", words))
        }
    }
}

async fn not_wished_yet(tx: &mut Connection, unit: &str, visitor: &Visitor) -> Result<(), Refusal> {
    if claims::is_wished(tx, unit, &visitor.me.account.id).await? {
        let words = "You have an open request for this unit already.";
        return Err(Refusal::field("/reference", "wished_already", words));
    }
    Ok(())
}

fn in_one_line(parts: [&str; 4]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Whether a text must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Needed {
    Yes,
    No,
}

/// Everything that is wrong with a wish, collected.
#[derive(Default)]
pub(super) struct Checks(Vec<FieldError>);

impl Checks {
    fn wrong(&mut self, pointer: &str, code: &str, words: impl Into<String>) {
        self.0.push(field_error(pointer, code, words));
    }

    /// A trimmed text.
    pub(super) fn line<'a>(&mut self, pointer: &str, text: &'a str, limit: usize, needed: Needed) -> &'a str {
        let text = text.trim();
        let length = text.chars().count();
        if length == 0 && needed == Needed::Yes {
            self.wrong(pointer, "missing", "Fill this in");
        } else if length > limit {
            self.wrong(pointer, "too_long", format!("This is {length} characters long; {limit} fit"));
        }
        text
    }

    /// A country in which the service is available.
    fn country(&mut self, pointer: &str, code: &str, countries: &CountryList) -> Option<String> {
        match country::read(code) {
            None => self.wrong(
                pointer,
                "country_unknown",
                "Give the English name of a country, or its two letters",
            ),
            Some(country) if countries.excludes(country) => {
                self.wrong(pointer, "country_excluded", "The service is not available there")
            }
            Some(country) => return Some(country.code().to_owned()),
        }
        None
    }

    fn named(&mut self, named: &NamedEndUser, countries: &CountryList) -> To {
        let name = self.line("/end_user/name", &named.name, LINE_MAX, Needed::Yes).to_owned();
        let street = self.line("/end_user/street", &named.street, LINE_MAX, Needed::Yes);
        let postal_code = self.line("/end_user/postal_code", &named.postal_code, LINE_MAX, Needed::No);
        let city = self.line("/end_user/city", &named.city, LINE_MAX, Needed::Yes);
        let country = self.country("/end_user/country", &named.country, countries);
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        To {
            account: None,
            name,
            address: in_one_line([street, postal_code, city, country.as_deref().unwrap_or_default()]),
            street: given(street),
            postal_code: given(postal_code),
            city: given(city),
            country,
        }
    }

    /// Refuses when anything is wrong.
    pub(super) fn finish(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::fields(self.0)) }
    }
}
