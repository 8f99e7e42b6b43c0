//! What people keep about themselves and an administrator about anybody: details, hours and place of work, and the
//! certificate; the vendor's answer to a certificate; and "all of this is still right". Each is a step on the roster that was
//! seen, with its line in the history. What a certificate must say and when it may be approved is `rules::certificate`'s.

use crate::{
    answer::{Answer, match_seen},
    api::{contacts, invitations::checked_name},
    app::App,
    body,
    problem::{Refusal, field_error},
    query::Query,
    store::{
        Connection, Writing, contact_details, contacts as stored,
        reach::Reach,
        roster::{self, Done},
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use rules::{
    access::{Action, Permission},
    case_draft::LINE_MAX,
    certificate::{self, Approved, Entry},
    country::Country,
    person::Phone,
    reachable::PreferredHours,
    reason::Outcome,
};
use wire::{
    contact::{Contact, Contacts, DecideCertificate, EnterCertificate, KeepDetails, RecordedStep},
    problem::{FieldError, Kind, Problem},
    session::Certification,
};

/// In a path: the contact of the one who asks.
const OWN: &str = "own";

/// Put one's own details right; an administrator anybody's. `own` is the one who asks, who becomes a contact by it.
#[utoipa::path(patch, path = "/v1/contacts/{id}", operation_id = "keepDetails", tag = "people", request_body = KeepDetails,
    params(
        ("id" = String, Path, description = "Id of the contact, or `own`"),
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("If-Match" = String, Header, description = "The entity tag of the roster that was seen"),
    ),
    responses(
        (status = 200, body = Contacts), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn details(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditOwnContact)?;
    let mut step = Step::begin(&app, &visitor, &query, &id, request).await?;
    let kept = kept(&app, body::parse(&step.body)?)?;
    contact_details::keep(&mut step.tx, &step.account, &step.id, &kept).await?;
    step.end(RecordedStep::Edit, None).await
}

/// Enter a certificate: one's own, or an administrator anybody's. Another level, track, number or last day waits for the
/// vendor's approval anew.
#[utoipa::path(patch, path = "/v1/contacts/{id}/certificate", operation_id = "enterCertificate", tag = "people",
    request_body = EnterCertificate,
    params(
        ("id" = String, Path, description = "Id of the contact, or `own`"),
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("If-Match" = String, Header, description = "The entity tag of the roster that was seen"),
    ),
    responses(
        (status = 200, body = Contacts), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn certificate(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::EditOwnContact)?;
    let mut step = Step::begin(&app, &visitor, &query, &id, request).await?;
    let mut wish: EnterCertificate = body::parse(&step.body)?;
    let entry = Entry {
        level: wish.level.known(),
        track: &wish.track,
        number: &wish.number,
        obtained: wish.obtained,
        expires: wish.expires,
    };
    let last_day = certificate::last_day(&entry, visitor.today(&app)).map_err(|problems| {
        let error = |problem: &certificate::Problem| {
            field_error(&format!("/{}", problem.field()), "certificate", problem.message())
        };
        Refusal::fields(problems.iter().map(error).collect())
    })?;
    wish.track = wish.track.trim().to_owned();
    wish.number = wish.number.trim().to_owned();
    let before = step.before.as_ref().and_then(|contact| contact.certification.as_ref()).map(approved);
    let after = Approved {
        level: wish.level.as_str(),
        track: &wish.track,
        number: Some(&wish.number),
        expires: last_day,
    };
    let keeps = certificate::keeps_answer(before, after);
    contact_details::enter_certificate(&mut step.tx, &step.account, &step.id, &wish, last_day, keeps).await?;
    step.end(RecordedStep::Certificate, None).await
}

/// Approve the access by a certificate, or decline it with a word.
#[utoipa::path(patch, path = "/v1/contacts/{id}/approval", operation_id = "decideCertificate", tag = "people",
    request_body = DecideCertificate,
    params(
        ("id" = String, Path, description = "Id of the contact"),
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("If-Match" = String, Header, description = "The entity tag of the roster that was seen"),
    ),
    responses(
        (status = 200, body = Contacts), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn approval(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::ApproveCertificates)?;
    let mut step = Step::begin(&app, &visitor, &query, &id, request).await?;
    let wish: DecideCertificate = body::parse(&step.body)?;
    let word = wish.word.trim();
    if word.chars().count() > WORD_MAX {
        return Err(Refusal::field("/word", "too_long", format!("{WORD_MAX} characters fit")));
    }
    if !wish.approved && word.is_empty() {
        return Err(Refusal::field("/word", "missing", "Say in a word why not"));
    }
    let before = step.before.as_ref();
    let certification = before.and_then(|contact| contact.certification.as_ref());
    let Some(held) = certification else {
        let words = certificate::approvable(None, visitor.today(&app)).why;
        return Err(Refusal::field("/approved", "not_approvable", words));
    };
    if wish.approved {
        let today = app.zones.today(before.and_then(|contact| contact.zone.as_deref()), app.clock.now());
        let reason = certificate::approvable(held.known(), today);
        if reason.outcome != Outcome::Met {
            return Err(Refusal::field("/approved", "not_approvable", reason.why));
        }
    }
    let declined = (!wish.approved).then_some(word);
    contact_details::decide(&mut step.tx, &step.account, &step.id, declined).await?;
    let done = if wish.approved { RecordedStep::Approve } else { RecordedStep::Decline };
    step.end(done, Some(word).filter(|word| !word.is_empty())).await
}

/// "All of this is still right": of the roster that was seen.
#[utoipa::path(patch, path = "/v1/contacts/confirmation", operation_id = "confirmContacts", tag = "people",
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("If-Match" = String, Header, description = "The entity tag of the roster that was seen"),
    ),
    responses(
        (status = 200, body = Contacts), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 412, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem),
    ))]
pub async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    if visitor.may(Action::KeepReadiness)? != Permission::Allowed {
        let words =
            "Only the End User’s own administrators and representatives confirm that their people are right.";
        return Err(Refusal::new(Kind::NotAllowed, words));
    }
    let (reach, account) = visitor.one_account(&query)?;
    let mut tx = app.store.write().await?;
    let seen = contacts::present(&app, &visitor, &mut tx, &reach).await?;
    match_seen(request.headers(), seen.tag())?;
    let done = Done::new(app.clock.now(), RecordedStep::Confirm);
    roster::record(&mut tx, &account, &visitor.me.id, &done).await?;
    let answer = contacts::present(&app, &visitor, &mut tx, &reach).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// Most characters of a word that goes with an answer.
const WORD_MAX: usize = 500;

/// A step on one contact, within its transaction.
struct Step<'a> {
    app: &'a App,
    visitor: &'a Visitor,
    tx: Writing,
    reach: Reach,
    account: String,
    id: String,
    before: Option<Contact>,
    body: Vec<u8>,
}

impl<'a> Step<'a> {
    /// Finds the contact, which must be one's own unless the role may do so for anybody, and compares what was seen.
    async fn begin(
        app: &'a App,
        visitor: &'a Visitor,
        query: &Query,
        id: &str,
        request: Request,
    ) -> Result<Self, Refusal> {
        let (reach, account) = visitor.one_account(query)?;
        let headers = request.headers().clone();
        let body = body::read(request).await?;
        let mut tx = app.store.write().await?;
        let own = contact_details::of_person(&mut tx, &reach, &visitor.me.id).await?;
        let for_anybody =
            visitor.may(Action::EditContacts).is_ok() || visitor.may(Action::ApproveCertificates).is_ok();
        let before = stored::roster(&mut tx, &reach).await?;
        let found = match (id, own) {
            (OWN, Some(own)) => Some(own),
            // Only people of the account itself are contacts of it.
            (OWN, None) if visitor.me.account.id == account => None,
            (id, own) if for_anybody || own.as_deref() == Some(id) => {
                Some(before.one(id).ok_or_else(Refusal::not_found)?.id.clone())
            }
            _ => return Err(Refusal::not_found()),
        };
        let seen = contacts::present(app, visitor, &mut tx, &reach).await?;
        match_seen(&headers, seen.tag())?;
        let id = match found {
            Some(id) => id,
            None => {
                let id = uuid::Uuid::now_v7().to_string();
                contact_details::make_of_person(&mut tx, &account, &visitor.me.id, &id).await?;
                id
            }
        };
        let before = before.one(&id).cloned();
        Ok(Self { app, visitor, tx, reach, account, id, before, body })
    }

    /// Writes it down, stores it, and gives the roster as it is now.
    async fn end(mut self, step: RecordedStep, word: Option<&str>) -> Result<Response, Refusal> {
        let after = stored::roster(&mut self.tx, &self.reach).await?;
        let done = Done {
            contact: Some(self.id.clone()),
            place: place(&mut self.tx, &self.account, &self.id).await?,
            before: self.before.map(Into::into),
            after: after.one(&self.id).cloned().map(Into::into),
            word: word.map(str::to_owned),
            ..Done::new(self.app.clock.now(), step)
        };
        roster::record(&mut self.tx, &self.account, &self.visitor.me.id, &done).await?;
        let answer: Answer = contacts::present(self.app, self.visitor, &mut self.tx, &self.reach).await?;
        self.tx.commit().await?;
        Ok(answer.with(StatusCode::OK))
    }
}

async fn place(conn: &mut Connection, account: &str, id: &str) -> Result<Option<u8>, Refusal> {
    let known = roster::known(conn, account).await?;
    Ok(known.into_iter().find(|known| known.id == id).and_then(|known| known.place))
}

fn approved(certification: &Certification) -> Approved<'_> {
    Approved {
        level: certification.level.as_str(),
        track: &certification.track,
        number: certification.number.as_deref(),
        expires: certification.expires,
    }
}

/// The details as they are kept; everything that is wrong at once.
fn kept(app: &App, wish: KeepDetails) -> Result<KeepDetails, Refusal> {
    let mut errors: Vec<FieldError> = Vec::new();
    let name = checked_name(&wish.name).map_err(|error| errors.push(error)).unwrap_or_default();
    let phone = Phone::parse(&wish.phone);
    let mut wrong = |field: &str, code: &str, words: &str| errors.push(field_error(field, code, words));
    if let Err(problem) = &phone {
        wrong("/phone", "no_number", problem.message());
    }
    let filled =
        |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let (zone, country) = (filled(wish.zone), filled(wish.country));
    let unknown = |zone: &String| zone.len() > LINE_MAX || app.zones.get(zone, app.clock.now()).is_none();
    if zone.as_ref().is_some_and(unknown) {
        wrong("/zone", "unknown_zone", "There is no time zone of this name; one looks like Europe/Berlin");
    }
    let country = country.map(|code| Country::parse(&code));
    if country == Some(None) {
        wrong("/country", "no_country", "Give the country as two letters, such as DE");
    }
    if let Some(hours) = &wish.preferred_hours {
        let in_week = !hours.days.is_empty()
            && hours.days.unread == 0
            && hours.days.iter().all(|day| (1..=7).contains(day));
        if !in_week || hours.days.len() > 7 {
            wrong("/preferred_hours/days", "no_days", "Choose at least one day of the week");
        }
        if PreferredHours::try_from(hours).is_err_and(|bad| bad.field != "days")
            || [&hours.from, &hours.to].iter().any(|time| time.len() != 5)
        {
            wrong("/preferred_hours/from", "no_time", "Give both times, such as 08:00 and 18:00");
        }
        if zone.is_none() {
            wrong("/zone", "missing", "Hours need a time zone; give where you work, such as Europe/Berlin");
        }
    }
    match phone {
        Ok(phone) if errors.is_empty() => Ok(KeepDetails {
            name,
            phone: phone.to_string(),
            zone,
            preferred_hours: wish.preferred_hours,
            country: country.flatten().map(|country| country.to_string()),
        }),
        _ => Err(Refusal::fields(errors)),
    }
}
