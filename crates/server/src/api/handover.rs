//! Shift handover: what has happened to the cases since an instant, what is open with the last word about it, and who is
//! calling. One answer, so that the page and the note that is copied from it are of one moment.

use crate::{
    answer::Answer,
    api::page::{MOST, Page, Place},
    app::App,
    problem::Refusal,
    query::Query,
    store::{
        call_notes,
        case_list::{self, Narrowed},
        escalations, handover,
    },
    visitor::Visitor,
};
use axum::{extract::State, http::HeaderMap, response::Response};
use chrono::{DateTime, TimeDelta, Utc};
use rules::access::Action;
use wire::{
    handover::{Handover, HandoverEvent, WaitingCase},
    json, path,
    problem::Problem,
};

/// How far back a handover goes: a longer story is what the cases themselves are for.
const DAYS: i64 = 31;

/// What has happened since an instant, what is open, and who is calling.
#[utoipa::path(get, path = "/v1/handover", operation_id = "readHandover", tag = "cases",
    params(
        ("since" = String, Query, description = "RFC 3339 with offset; at most 31 days ago"),
        ("account" = Option<String>, Query, description = "Only this account, for people with several"),
        ("limit" = Option<u32>, Query, description = "Events of a page: 1 to 200, default 50"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = Handover, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeCases)?;
    let reach = visitor.reach_of(&query)?;
    let since = since(&mut query, app.clock.now());
    let page = Page::read(&mut query, &["at"], "-at");
    query.finish()?;

    let mut read = app.store.read().await?;
    let events = handover::since(&mut read, &reach, since, page.slice()).await?;
    let narrowed = Narrowed { open: Some(true), ..Narrowed::not(app.clock.now()) };
    let mut open = case_list::all(&mut read, &reach, &narrowed, "urgency").await?;
    let mut reports = escalations::next_reports(&mut read, &reach).await?;
    let mut call_notes = call_notes::all(&mut read, &reach, app.installation.ask_again()).await?;
    let most = MOST as usize;
    let open_left_out = u32::try_from(open.len().saturating_sub(most)).unwrap_or(u32::MAX);
    if open.len() > most {
        // What is due or promised is not left out for what only waits.
        open.sort_by_key(|case| case.first_contact_at.is_some() && !reports.contains_key(&case.number));
        open.truncate(most);
    }
    let numbers = open.iter().map(|case| case.number.as_str());
    let mut words = handover::last_words(&mut read, &reach, numbers).await?;
    drop(read);

    let (events, next) = page.cut_found(events, event_place);
    let open = open.into_iter().map(|case| {
        let (last_word, next_report_at) = (words.remove(&case.number), reports.remove(&case.number));
        WaitingCase { case, last_word, next_report_at }
    });
    call_notes.retain(|note| note.is_open() || note.created_at >= since);
    let answer = Handover {
        events: events.into_iter().map(|(_, event)| event).collect(),
        next,
        open: open.collect(),
        open_left_out,
        call_notes: call_notes.into(),
    };
    Ok(Answer::of(&answer)?.next_page(path::HANDOVER, &query, answer.next.as_deref()).found(&headers))
}

/// Since when; what is wrong with it is noted.
fn since(query: &mut Query, now: DateTime<Utc>) -> DateTime<Utc> {
    if query.text("since").is_none() {
        query.wrong("since", "missing", "Say since when");
    }
    let since = query.read("since", json::instant, || {
        "Give an instant with its offset, as 2026-11-24T22:00:00+01:00".to_owned()
    });
    if since.is_some_and(|since| now.signed_duration_since(since) > TimeDelta::days(DAYS)) {
        query.wrong("since", "too_early", "A handover goes back 31 days at most");
    }
    since.unwrap_or(now)
}

fn event_place((id, event): &(i64, HandoverEvent)) -> Place {
    Place { key: Some(event.said.at.timestamp_millis().to_string()), id: id.to_string() }
}
