//! `PATCH /v1/contacts`: one step of a roster, and the history of the steps. Which step may be is `rules::roster`'s to say;
//! what a person's address and number must look like, `rules::person`'s. One writer at a time, so that fifty additions at
//! once never make seven.

use crate::{
    answer::{Answer, match_seen},
    api::contacts,
    app::App,
    body,
    problem::{Refusal, field_error},
    query::Query,
    store::{
        Connection,
        contacts::{self as stored_contacts, Roster},
        invitations,
        reach::Reach,
        roster::{self, Done, Known},
        sign_ins,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::{
    access::Action,
    case_draft::LINE_MAX,
    invitation::sign_in_ends,
    person::{EmailAddress, Phone},
    roster::{Edit, MOST, Refused, after},
};
use wire::{
    contact::{ChangeRoster, Contacts, Details, Recorded, RecordedStep, RosterChanges, RosterStep},
    problem::{FieldError, Problem},
};

/// One step: add, replace, edit, remove, or "has left".
#[utoipa::path(patch, path = "/v1/contacts", operation_id = "changeRoster", tag = "people", request_body = ChangeRoster,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("If-Match" = String, Header, description = "The entity tag of the roster that was seen"),
    ),
    responses(
        (status = 200, body = Contacts), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditContacts)?;
    let (reach, account) = visitor.one_account(&query)?;
    let headers = request.headers().clone();
    let body = body::read(request).await?;
    let mut tx = app.store.write().await?;
    let seen = contacts::present(&app, &visitor, &mut tx, &reach).await?;
    match_seen(&headers, seen.tag())?;
    let wish: ChangeRoster = body::parse(&body)?;
    for done in take_step(&app, &mut tx, &account, &wish).await? {
        roster::record(&mut tx, &account, &visitor.me.id, &done).await?;
    }
    let answer = contacts::present(&app, &visitor, &mut tx, &reach).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// The steps that were done, the newest first.
#[utoipa::path(get, path = "/v1/contacts/changes", operation_id = "listRosterChanges", tag = "people",
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = RosterChanges), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn history(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditContacts)?;
    let (reach, _) = visitor.one_account(&query)?;
    let mut read = app.store.read().await?;
    let items = roster::history(&mut read, &reach).await?;
    Ok(Answer::of(&RosterChanges { items: items.into() })?.found(&headers))
}

/// Takes a step, by all its rules, and says what is to be written down: the step, and before it what else it changed.
pub(super) async fn take_step(
    app: &App,
    tx: &mut Connection,
    account: &str,
    wish: &ChangeRoster,
) -> Result<Vec<Done>, Refusal> {
    let reach = Reach::accounts([account.to_owned()]);
    let experts = contacts::certified_experts(app, tx, &reach).await?;
    let before = stored_contacts::roster(tx, &reach).await?;
    let known = roster::known(tx, account).await?;
    let person = match wish.step {
        RosterStep::Add | RosterStep::Replace | RosterStep::Edit => {
            let details =
                wish.person.as_ref().ok_or_else(|| Refusal::field("/person", "missing", "Say who"))?;
            Some(checked(app, details)?)
        }
        _ => None,
    };
    let concerned = match &wish.step {
        RosterStep::Add | RosterStep::Unknown(_) => None,
        _ => {
            let asked = wish.contact.as_deref().unwrap_or_default();
            Some(known.iter().find(|person| person.id == asked).ok_or_else(|| not_named("/contact"))?)
        }
    };
    let step = Step { app, known: &known, experts: &experts, account, concerned, person: person.as_ref() };
    let now = app.clock.now();
    let mut done = Done {
        contact: concerned.map(|known| known.id.clone()),
        ..Done::new(now, wish.step.as_str().into())
    };
    match &wish.step {
        RosterStep::Edit => done.place = step.edit(tx).await?,
        RosterStep::Add => (done.contact, done.place) = step.add(tx).await?,
        RosterStep::Replace => (done.contact, done.place) = step.replace(tx).await?,
        RosterStep::Remove => done.place = step.leave(tx, Edit::Remove).await?,
        RosterStep::HasLeft => done.place = step.leave(tx, Edit::HasLeft).await?,
        RosterStep::Unknown(step) => {
            let words = format!("There is no step “{step}”");
            return Err(Refusal::field("/step", "unknown_step", words));
        }
    }
    let after = stored_contacts::roster(tx, &reach).await?;
    let recorded =
        |roster: &Roster, id: Option<&String>| id.and_then(|id| roster.one(id)).cloned().map(Recorded::from);
    done.before = recorded(&before, concerned.map(|known| &known.id));
    if person.is_some() {
        done.after = recorded(&after, done.contact.as_ref());
    }
    // Somebody who was a contact already came with other details: that is an edit of its own, with its own "before".
    let was = recorded(&before, done.contact.as_ref());
    let edit = (wish.step != RosterStep::Edit && was.is_some() && was != done.after && done.after.is_some())
        .then(|| Done {
            contact: done.contact.clone(),
            before: was,
            after: done.after.clone(),
            ..Done::new(now, RecordedStep::Edit)
        });
    Ok(edit.into_iter().chain([done]).collect())
}

/// A step with what it needs. Each gives the place that it concerns.
struct Step<'a> {
    app: &'a App,
    known: &'a [Known],
    /// Ids of those who would be certified experts without a place.
    experts: &'a [String],
    account: &'a str,
    concerned: Option<&'a Known>,
    person: Option<&'a Details>,
}

impl Step<'_> {
    /// What the rules say to it.
    fn allowed(&self, edit: &Edit<String>, pointer: &str) -> Result<(), Refusal> {
        let named: Vec<String> = self
            .known
            .iter()
            .filter(|person| person.place.is_some())
            .map(|person| person.id.clone())
            .collect();
        after(&named, edit).map(drop).map_err(|refused| refusal(pointer, refused))
    }

    /// Somebody among the contacts with the address of the one who comes, or who signs in with it.
    fn same_address(&self) -> Option<&Known> {
        let address = &self.person?.email;
        let is_it =
            |known: &Option<String>| known.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(address));
        self.known.iter().find(|known| is_it(&known.email) || is_it(&known.signs_in_as))
    }

    async fn add(&self, tx: &mut Connection) -> Result<(Option<String>, Option<u8>), Refusal> {
        let comes = self.same_address().map_or_else(new_id, |known| known.id.clone());
        self.allowed(&Edit::Add(comes.clone()), "/person/email")?;
        let taken = |place: &u8| self.known.iter().any(|person| person.place == Some(*place));
        let free = (1_u8..).take(MOST).find(|place| !taken(place));
        let place = free.ok_or_else(|| refusal("/person/email", Refused::Full))?;
        self.seat(tx, &comes, place).await?;
        Ok((Some(comes), Some(place)))
    }

    async fn replace(&self, tx: &mut Connection) -> Result<(Option<String>, Option<u8>), Refusal> {
        let (Some(out), Some(place)) = (self.concerned, self.concerned.and_then(|out| out.place)) else {
            return Err(not_named("/contact"));
        };
        let comes = self.same_address().map_or_else(new_id, |known| known.id.clone());
        self.allowed(&Edit::Replace { out: out.id.clone(), by: comes.clone() }, "/person/email")?;
        if comes == out.id {
            let words = "This is the same person. To put details right, edit them.";
            return Err(Refusal::field("/person/email", "named_already", words));
        }
        self.unname(tx, out).await?;
        self.seat(tx, &comes, place).await?;
        Ok((Some(comes), Some(place)))
    }

    /// Without a place only certified experts stay among the contacts.
    async fn unname(&self, tx: &mut Connection, person: &Known) -> Result<(), Refusal> {
        if self.experts.contains(&person.id) {
            roster::unname(tx, self.account, &person.id).await?;
        } else {
            roster::forget(tx, self.account, &person.id).await?;
        }
        Ok(())
    }

    /// Gives the one who comes a place, which is free.
    async fn seat(&self, tx: &mut Connection, id: &str, place: u8) -> Result<(), Refusal> {
        let Some(details) = self.person else { return Ok(()) };
        if self.known.iter().any(|known| known.id == id) {
            roster::name(tx, self.account, id, place).await?;
            roster::describe(tx, self.account, id, details).await?;
        } else {
            roster::insert(tx, self.account, id, place, details).await?;
        }
        Ok(())
    }

    async fn edit(&self, tx: &mut Connection) -> Result<Option<u8>, Refusal> {
        let (Some(concerned), Some(details)) = (self.concerned, self.person) else { return Ok(None) };
        if self.same_address().is_some_and(|other| other.id != concerned.id) {
            let words = "Somebody else among your contacts has this address";
            return Err(Refusal::field("/person/email", "address_taken", words));
        }
        // Another address would cut the contact loose from its sign-in, which would then outlive "has left".
        let is_known = |known: &Option<String>| {
            known.as_ref().is_some_and(|known| known.eq_ignore_ascii_case(&details.email))
        };
        if concerned.person_id.is_some() && !is_known(&concerned.email) && !is_known(&concerned.signs_in_as) {
            let words = "This person signs in with the present address, so it stays. For another address take “Has left”, add the person anew and invite the new address; for somebody else take “Replace”.";
            return Err(Refusal::field("/person/email", "signs_in_with_it", words));
        }
        roster::describe(tx, self.account, &concerned.id, details).await?;
        Ok(concerned.place)
    }

    async fn leave(
        &self,
        tx: &mut Connection,
        edit: fn(String) -> Edit<String>,
    ) -> Result<Option<u8>, Refusal> {
        let Some(concerned) = self.concerned else { return Err(not_named("/contact")) };
        let edit = edit(concerned.id.clone());
        // Somebody outside the six may leave as well.
        if concerned.place.is_some() || matches!(edit, Edit::Remove(_)) {
            self.allowed(&edit, "/contact")?;
        }
        match edit {
            Edit::HasLeft(_) => {
                roster::forget(tx, self.account, &concerned.id).await?;
                self.end_sign_in(tx, concerned).await?;
            }
            _ => self.unname(tx, concerned).await?,
        }
        Ok(concerned.place)
    }

    /// Whoever has left does not sign in any more, and is not invited any more.
    async fn end_sign_in(&self, tx: &mut Connection, gone: &Known) -> Result<(), Refusal> {
        for address in gone.email.iter().chain(&gone.signs_in_as) {
            invitations::end_those_of(tx, self.account, address, self.app.clock.now()).await?;
        }
        let Some(person) = &gone.person_id else { return Ok(()) };
        if let Some((role, others)) = sign_ins::standing(tx, self.account, person).await?
            && sign_in_ends(role.known(), others)
        {
            sign_ins::end(tx, self.account, person, self.app.clock.now()).await?;
        }
        Ok(())
    }
}

fn refusal(pointer: &str, refused: Refused) -> Refusal {
    Refusal::field(pointer, refused.code(), refused.reason().why)
}

fn not_named(pointer: &str) -> Refusal {
    refusal(pointer, Refused::NotNamed)
}

fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// The details as they are kept; everything that is wrong at once.
fn checked(app: &App, details: &Details) -> Result<Details, Refusal> {
    let mut errors: Vec<FieldError> = Vec::new();
    let mut wrong = |field: &str, code: &str, words: &str| {
        errors.push(field_error(&format!("/person/{field}"), code, words.to_owned()));
    };
    let name = details.name.trim();
    match name.chars().count() {
        0 => wrong("name", "missing", "Enter the person's name"),
        long if long > LINE_MAX => wrong("name", "too_long", "This name is too long"),
        _ => {}
    }
    let email = EmailAddress::parse(&details.email);
    if let Err(problem) = &email {
        wrong("email", "no_address", problem.message());
    }
    let phone = Phone::parse(&details.phone);
    if let Err(problem) = &phone {
        wrong("phone", "no_number", problem.message());
    }
    let zone = details.zone.as_deref().map(str::trim).filter(|zone| !zone.is_empty());
    if zone.is_some_and(|zone| app.zones.get(zone, app.clock.now()).is_none()) {
        wrong("zone", "unknown_zone", "There is no time zone of this name; one looks like Europe/Berlin");
    }
    match (email, phone) {
        (Ok(email), Ok(phone)) if errors.is_empty() => Ok(Details {
            name: name.to_owned(),
            email: email.as_str().to_owned(),
            phone: phone.to_string(),
            zone: zone.map(str::to_owned),
        }),
        _ => Err(Refusal::fields(errors)),
    }
}
