//! Opening a Tech Case. The server decides everything again with the functions that the browser used: completeness of the
//! report, response target, cover on the day, Expert to Expert. What it keeps is four separate facts (priority, channel,
//! what the target rests on, the target itself) and the first events. A unit that is not covered never blocks a report.

use crate::{
    api::{
        call_notes::unknown_unit,
        case_expert, cases, change_advice, cover, open_case_about as about,
        open_case_origin::{Origin, opened_for},
    },
    app::App,
    body,
    idempotency::{self, Creation},
    problem::{Refusal, field_error},
    query::Query,
    store::{
        Connection, call_notes,
        case_drafts::{self, SentDraft},
        cases as stored_cases,
        new_case::{self, NewCase},
        reach::Reach,
        units,
    },
    visitor::Visitor,
};
use axum::{
    extract::{Request, State},
    response::Response,
};
use chrono::{DateTime, Utc};
use rules::{
    access::Action,
    case_draft::{FieldProblem, LINE_MAX, Report, Subject},
    response::ResponseTarget,
};
use wire::{
    advice::Advice,
    call_note::{CallNote, CallNoteState},
    case::{Case, CaseEvent, ContactWay, EventBy, EventKind, OpenCase, Unlisted},
    cover::Cover,
    path,
    problem::{FieldError, Problem},
};

/// Open a Tech Case. Opening twice with the same key makes one case.
#[utoipa::path(post, path = "/v1/cases", operation_id = "openCase", tag = "cases", request_body = OpenCase,
    params(
        ("Idempotency-Key" = String, Header, description = "New for each new report; kept when it is sent again. Of a report that is kept as a draft: the draft's id"),
        ("draft_version" = Option<u32>, Query, description = "The version of the draft that was seen. A later one is not what this report says: it stays, as a draft with a new id. Without it the draft ends whatever it says"),
        ("draft_writer" = Option<String>, Query, description = "Who sends it: a later version whose `fields.writer` is the same is but a save whose answer was lost, and ends too"),
    ),
    responses(
        (status = 201, body = Case, headers(
            ("Location" = String), ("ETag" = String),
            ("Idempotency-Replayed" = Option<String>, description = "`true` for an answer that was given before"))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem),
    ))]
pub async fn open(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    let permission = visitor.may(Action::OpenCase)?;
    let sent = SentDraft {
        version: query.number("draft_version", 0, u32::MAX),
        writer: query.text("draft_writer").map(str::to_owned),
    };
    query.finish()?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: OpenCase = body::parse(&body)?;
    Origin::may_be_claimed(permission, &wish)?;
    let draft = key.clone();
    let creation = Creation::enter(&app, &visitor.me.id, key, path::CASES, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let now = app.clock.now();
    let origin = Origin::of(&visitor, permission, &wish, now);
    let report = check(&wish, now);
    let (origin, report) = match (origin, report) {
        (Ok(origin), Ok(report)) => (origin, report),
        (origin, report) => {
            let errors = origin.err().into_iter().chain(report.err()).flatten().collect();
            return Err(Refusal::fields(errors));
        }
    };
    let case = decide(&app, &mut tx, &visitor, &wish, origin, report).await?;
    let reach = Reach::accounts([case.new.account.clone()]);
    let number = new_case::insert(&mut tx, &case.new, now).await?;
    if let Some(note) = &case.note {
        call_notes::change(&mut tx, note, &CallNoteState::CaseOpened, None, Some(&number)).await?;
    }
    if let Some(question) = &case.question {
        change_advice::became_case(&mut tx, question, &visitor, permission, &number, now).await?;
    }
    case_drafts::became_case(&mut tx, &visitor.me.id, &draft, &sent).await?;
    let answer = cases::present(&app, stored_cases::one(&mut tx, &reach, &number).await?)?;
    let response = creation.created(&mut tx, &answer, &path::case(&number)).await?;
    tx.commit().await?;
    Ok(response)
}

/// The complete report, or everything that is wrong with it.
fn check(wish: &OpenCase, now: DateTime<Utc>) -> Result<Report, Vec<FieldError>> {
    let draft = wish.draft().map_err(|unknown| {
        let words = format!("There is no exclusion “{}”", unknown.0);
        vec![field_error("/exclusions", "unknown_exclusion", words)]
    })?;
    if let Some(ContactWay::Unknown(way)) = &wish.contact_by {
        let words = format!("There is no way “{way}”; give “phone” or “email”");
        return Err(vec![field_error("/contact_by", "unknown_way", words)]);
    }
    let explain = |problem: &FieldProblem| {
        field_error(&format!("/{}", problem.field.name()), problem.code(), problem.message())
    };
    draft.check(now).map_err(|problems| problems.iter().map(explain).collect())
}

/// A case that is decided, with the note that it closes and the question that it comes from.
struct Decided {
    new: NewCase,
    note: Option<CallNote>,
    question: Option<Advice>,
}

async fn decide(
    app: &App,
    tx: &mut Connection,
    visitor: &Visitor,
    wish: &OpenCase,
    origin: Origin,
    report: Report,
) -> Result<Decided, Refusal> {
    let reach = Reach::accounts([origin.account.clone()]);
    let target = app.installation.target_table.target(report.priority, &(&origin.channel).into());
    let target =
        target.map_err(|refused| Refusal::field("/channel", "email_refused", refused.reason().why))?;
    let mut errors = Vec::new();
    let subject = subject(app, tx, &reach, &report.subject).await?;
    let note = match wish.call_note.as_deref().map(str::trim).filter(|number| !number.is_empty()) {
        None => None,
        Some(number) => match open_note(app, tx, &reach, number).await? {
            Ok(note) => Some(note),
            Err(error) => {
                errors.push(error);
                None
            }
        },
    };
    let question = match change_advice::question(tx, &reach, wish.advice.as_deref()).await? {
        Ok(question) => question,
        Err(error) => {
            errors.push(error);
            None
        }
    };
    // Anybody may report the fault; the question is ended only by somebody who works with the advisor.
    let question = match question {
        Some(question) => {
            let may = visitor.works_with_advisor(app, tx, &origin.account).await;
            may.is_ok().then_some(question)
        }
        None => None,
    };
    let main = subject.as_ref().ok().and_then(|subject| subject.unit.as_deref());
    let further = about::further_units(app, tx, &reach, &report.further_units, main).await?;
    let chosen = about::contact(app, tx, visitor, &reach, wish, &report, origin.on_behalf).await?;
    let opened_for = opened_for(tx, &origin, wish, note.as_ref()).await?;
    let (subject, further_units, chosen, opened_for) = match (subject, further, chosen, opened_for) {
        (Ok(subject), Ok(further), Ok(chosen), Ok(person)) if errors.is_empty() => {
            (subject, further, chosen, person)
        }
        (subject, further, chosen, person) => {
            let about = subject.err().into_iter().chain(further.err().into_iter().flatten());
            errors.splice(0..0, about.chain(chosen.err()).chain(person.err()));
            return Err(Refusal::fields(errors));
        }
    };
    let expert = match &opened_for {
        Some(person) if chosen.id.is_none() => {
            case_expert::of_person(app, tx, &reach, &person.id, report.priority).await?
        }
        _ => chosen.expert,
    };
    let for_whom = opened_for.as_ref().map(|person| person.name.as_str());
    let events = first_events(&origin, &visitor.me.name, for_whom, &target);
    let hours = app.installation.business_hours(&app.zones, origin.created_at);
    let hours = hours.map_err(|words| Refusal::internal(&words))?;
    let due_at = target.due_by(origin.created_at, hours.as_ref());
    let new = NewCase {
        account: origin.account,
        report,
        channel: origin.channel,
        target,
        due_at,
        unit: subject.unit,
        unlisted: subject.unlisted,
        further_units,
        cover: subject.cover,
        opened_by: visitor.me.id.clone(),
        on_behalf: origin.on_behalf,
        opened_for,
        expert,
        contact: chosen.contact,
        contact_id: chosen.id,
        created_at: origin.created_at,
        first_contact_at: origin.is_first_contact.then_some(origin.created_at),
        call_note: note.as_ref().map(|note| note.number.clone()),
        events,
    };
    Ok(Decided { new, note, question })
}

/// What the case is about, as it is stored.
struct CaseSubject {
    unit: Option<String>,
    unlisted: Option<Unlisted>,
    cover: Option<Cover>,
}

async fn subject(
    app: &App,
    tx: &mut Connection,
    reach: &Reach,
    subject: &Subject,
) -> Result<Result<CaseSubject, FieldError>, Refusal> {
    match subject {
        Subject::Unlisted { host_name, site } => {
            let unlisted = Unlisted { host_name: host_name.clone(), site: site.clone() };
            Ok(Ok(CaseSubject { unit: None, unlisted: Some(unlisted), cover: None }))
        }
        Subject::Unit(reference) => {
            let found = units::one(tx, reach, reference).await?;
            Ok(found.ok_or_else(|| unknown_unit(reference)).map(|stored| CaseSubject {
                cover: cover::decide(app, &stored.unit, cover::date(app, &stored.unit, None)),
                unit: Some(stored.id),
                unlisted: None,
            }))
        }
    }
}

async fn open_note(
    app: &App,
    tx: &mut Connection,
    reach: &Reach,
    number: &str,
) -> Result<Result<CallNote, FieldError>, Refusal> {
    let refused = |code, words: String| Ok(Err(field_error("/call_note", code, words)));
    if number.chars().count() > LINE_MAX {
        return refused("too_long", format!("A call note's number has at most {LINE_MAX} characters"));
    }
    match call_notes::one(tx, reach, number, app.installation.ask_again()).await? {
        Some(note) if note.is_open() => Ok(Ok(note)),
        Some(note) => {
            let became = note
                .case_number
                .map_or_else(|| "it was withdrawn".to_owned(), |case| format!("it became the case {case}"));
            refused("closed", format!("The call note {number} is closed already: {became}"))
        }
        None => refused("unknown_call_note", format!("There is no call note {number} in this account")),
    }
}

/// Opening, and what goes with it: a call is an event of its own, a web case is acknowledged by a machine, which never
/// ends the response time.
fn first_events(
    origin: &Origin,
    name: &str,
    opened_for: Option<&str>,
    target: &ResponseTarget,
) -> Vec<CaseEvent> {
    let event = |kind, by, name: Option<&str>, text: Option<String>| CaseEvent {
        name: name.map(str::to_owned),
        text,
        // A call may be entered after it was made: who takes over since then is told of it.
        recorded_at: origin.recorded_at,
        ..CaseEvent::new(origin.created_at, kind, by)
    };
    let second = if origin.by_phone {
        event(EventKind::Phone, origin.side.clone(), Some(name), None)
    } else {
        let span = target.span();
        let words = format!("Received. An engineer will call or write; the target for that is {span}.");
        event(EventKind::AutoReply, EventBy::Machine, None, Some(words))
    };
    let opened = event(EventKind::Opened, origin.side.clone(), Some(name), origin.told(opened_for));
    vec![opened, second]
}
