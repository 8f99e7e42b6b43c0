//! Proposals for a roster: made and withdrawn by the advisor, accepted or declined by the account's administrators. A step
//! that the roster would refuse is refused before it is stored, by the same code that takes it when it is accepted. What may
//! become of a proposal is `rules::proposal`'s to say.

use crate::{
    answer::{Answer, match_seen},
    api::change_roster::take_step,
    app::App,
    body,
    idempotency::{self, Creation},
    problem::Refusal,
    query::Query,
    store::{
        self, Connection,
        contacts::{self, Roster},
        proposals::{self, NewProposal, Stored},
        reach::Reach,
        roster::{self, Done},
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rules::{
    access::Action,
    proposal::{self, Refused, Step},
};
use wire::{
    contact::{ChangeRoster, Contact, Details, RosterStep},
    path,
    problem::Problem,
    proposal::{ChangeProposal, Proposal, Proposals, Propose},
};

/// The open ones, and those that ended last.
#[utoipa::path(get, path = "/v1/proposals", operation_id = "listProposals", tag = "people",
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = Proposals), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    takes_part(&visitor)?;
    let reach = visitor.reach_of_one(&query)?;
    let mut read = app.store.read().await?;
    let stored = proposals::all(&mut read, &reach).await?;
    let roster = contacts::roster(&mut read, &reach).await?;
    let items =
        stored.into_iter().map(|stored| tagged(stored.proposal, &roster).map(|(proposal, _)| proposal));
    Ok(Answer::of(&Proposals { items: items.collect::<Result<_, _>>()? })?.found(&headers))
}

/// Propose a step of the roster, as the advisor of the account.
#[utoipa::path(post, path = "/v1/proposals", operation_id = "propose", tag = "people", request_body = Propose,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("Idempotency-Key" = String, Header, description = "New for each new proposal"),
    ),
    responses(
        (status = 201, body = Proposal, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem, description = "Five are open, or the roster would refuse it"),
    ))]
pub async fn propose(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::ProposeContacts)?;
    let (reach, account) = visitor.one_account(&query)?;
    let key = idempotency::key(request.headers())?;
    let body = body::read(request).await?;
    let wish: Propose = body::parse(&body)?;
    let creation = Creation::enter(&app, &visitor.me.id, key, path::PROPOSALS, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    proposal::may_propose(proposals::open(&mut tx, &account).await?)
        .map_err(|refused| refusal("/step", refused))?;
    let (reason, step) = (text("/reason", &wish.reason)?.to_owned(), step_of(wish)?);
    let seen = contacts::roster(&mut tx, &reach).await?;
    let mut trial = store::trial(&mut tx).await?;
    take_step(&app, &mut trial, &account, &step).await?;
    trial.rollback().await?;
    let concerned = step.contact.as_deref().and_then(|id| seen.one(id));
    let new = NewProposal {
        account: &account,
        wish: &step,
        name: concerned.map(|contact| contact.name.as_str()),
        reason: &reason,
        by: &visitor.me.id,
        at: app.clock.now(),
    };
    let id = proposals::insert(&mut tx, &new).await?;
    let answer = present(&mut tx, &reach, &id).await?;
    let response = creation.created(&mut tx, &answer, &path::proposal(&id)).await?;
    tx.commit().await?;
    Ok(response)
}

/// Accept or decline one, as an administrator; withdraw one, as the advisor.
#[utoipa::path(patch, path = "/v1/proposals/{id}", operation_id = "changeProposal", tag = "people", request_body = ChangeProposal,
    params(
        ("id" = String, Path, description = "Id of the proposal"),
        ("account" = Option<String>, Query, description = "The account, for people with several"),
        ("If-Match" = String, Header, description = "The tag of the proposal that was seen"),
    ),
    responses(
        (status = 200, body = Proposal), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem, description = "It has ended, or the roster refuses it by now"),
        (status = 428, body = Problem),
    ))]
pub async fn change(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    takes_part(&visitor)?;
    let reach = visitor.reach_of(&query)?;
    let headers = request.headers().clone();
    let wish: ChangeProposal = body::parse(&body::read(request).await?)?;
    let step = wish.step.known();
    match step {
        Some(Step::Accept | Step::Decline) => visitor.may(Action::EditContacts).map(drop)?,
        Some(Step::Withdraw) => visitor.may(Action::ProposeContacts).map(drop)?,
        None => {}
    }
    let mut tx = app.store.write().await?;
    let found = proposals::one(&mut tx, &reach, &id).await?.ok_or_else(Refusal::not_found)?;
    let of_account = Reach::accounts([found.account.clone()]);
    let seen = present(&mut tx, &of_account, &id).await?;
    match_seen(&headers, seen.tag())?;
    let unknown = || Refusal::field("/step", "unknown_step", "There is no such step");
    let (step, state) = step.zip(found.proposal.state.known()).ok_or_else(unknown)?;
    let state = proposal::after(state, step).map_err(|refused| refusal("/step", refused))?;
    let word = if step == Step::Decline { Some(text("/word", &wish.word)?) } else { None };
    if step == Step::Accept {
        accept(&app, &visitor, &mut tx, &found).await?;
    }
    proposals::end(&mut tx, &id, &state.into(), &visitor.me.id, word, app.clock.now()).await?;
    let answer = present(&mut tx, &of_account, &id).await?;
    tx.commit().await?;
    Ok(answer.with(StatusCode::OK))
}

/// The roster takes the step, with all its checks; the history says who proposed it.
async fn accept(app: &App, visitor: &Visitor, tx: &mut Connection, found: &Stored) -> Result<(), Refusal> {
    for done in take_step(app, tx, &found.account, &found.proposal.wish()).await? {
        let done = Done {
            proposed_by: Some(found.proposed_by.clone()),
            word: Some(found.proposal.reason.clone()),
            ..done
        };
        roster::record(tx, &found.account, &visitor.me.id, &done).await?;
    }
    Ok(())
}

/// Who proposes, and who answers.
fn takes_part(visitor: &Visitor) -> Result<(), Refusal> {
    visitor.may(Action::EditContacts).or_else(|_| visitor.may(Action::ProposeContacts)).map(drop)
}

/// The step that is proposed, without what it has no use for.
fn step_of(wish: Propose) -> Result<ChangeRoster, Refusal> {
    let Propose { step, contact, person, .. } = wish;
    match step {
        RosterStep::HasLeft => Err(refusal("/step", Refused::HasLeft)),
        RosterStep::Add => Ok(ChangeRoster { step, contact: None, person }),
        RosterStep::Remove => Ok(ChangeRoster { step, contact, person: None }),
        _ => Ok(ChangeRoster { step, contact, person }),
    }
}

fn text<'a>(pointer: &str, text: &'a str) -> Result<&'a str, Refusal> {
    proposal::text(text).map_err(|problem| Refusal::field(pointer, problem.code(), problem.message()))
}

fn refusal(pointer: &str, refused: Refused) -> Refusal {
    Refusal::field(pointer, refused.code(), refused.reason().why)
}

async fn present(conn: &mut Connection, reach: &Reach, id: &str) -> Result<Answer, Refusal> {
    let stored = proposals::one(conn, reach, id).await?.ok_or_else(Refusal::not_found)?;
    let roster = contacts::roster(conn, reach).await?;
    let (proposal, tag) = tagged(stored.proposal, &roster)?;
    Ok(Answer::of(&proposal)?.tagged_as(&tag))
}

/// The proposal as it is shown, with a tag that changes with the contact concerned: nobody accepts what was proposed for
/// other details than those that are there.
fn tagged(mut proposal: Proposal, roster: &Roster) -> Result<(Proposal, Answer), Refusal> {
    if proposal.state.known() == Some(proposal::State::Open) {
        proposal.now = proposal.contact.as_deref().and_then(|id| roster.one(id)).map(details);
    }
    let tag = Answer::of(&proposal)?;
    proposal.tag = tag.tag().to_owned();
    Ok((proposal, tag))
}

fn details(contact: &Contact) -> Details {
    Details {
        name: contact.name.clone(),
        email: contact.email.clone().unwrap_or_default(),
        phone: contact.phone.clone().unwrap_or_default(),
        zone: contact.zone.clone(),
    }
}
