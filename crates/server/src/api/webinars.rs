//! The catalogue of webinars, and one webinar, as somebody may see them. Where a webinar stands, whether its door is open and
//! what may be done is `rules::webinar`'s to say; a webinar for other accounts is not there.

use crate::{
    answer::Answer,
    api::page::{Page, Place},
    app::App,
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        reach::Reach,
        webinars::{
            self, Eyes, Stored, participation, publishing, questions,
            search::{self, Found, Searched, Words},
        },
    },
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use chrono::{DateTime, Utc};
use rules::{
    access::{Action, Role},
    webinar::{
        self as rule, Door,
        quarter::{self, Quarter},
        question::{self, Step},
    },
};
use std::collections::{BTreeSet, HashMap, HashSet};
use wire::{
    account::AccountRef,
    path,
    problem::Problem,
    webinar::{
        CaptionState, Join, Publishing, QuarterOfAccount, RecordingState, Topic, Webinar, WebinarList,
        WebinarState, WebinarStep, WebinarSummary,
    },
};

/// What `seen` may be.
pub(super) const SEEN: [&str; 2] = ["yes", "no"];
/// What `when` may be.
pub(super) const WHEN: [&str; 2] = ["upcoming", "recorded"];
/// Most webinars of a page when the caller does not say.
const USUAL: u32 = 100;
/// Most places that are shown of a search.
const HITS: usize = 50;

/// Webinars to come and recorded, those for the install base first. With `q`, those in which the words stand.
#[utoipa::path(get, path = "/v1/webinars", operation_id = "listWebinars", tag = "webinars",
    params(
        ("q" = Option<String>, Query, description = "Words of title, abstract or transcript"),
        ("topic" = Option<Topic>, Query, description = "Only this topic"),
        ("family" = Option<String>, Query, description = "Only this product family"),
        ("quarter" = Option<String>, Query, description = "Only this calendar quarter: `2026-Q3`"),
        ("speaker" = Option<String>, Query, description = "Only this speaker"),
        ("seen" = Option<String>, Query, description = "yes: joined, or watched to the end; no: neither"),
        ("when" = Option<String>, Query, description = "upcoming or recorded"),
        ("account" = Option<String>, Query, description = "As this account sees them, for people with several"),
        ("limit" = Option<u32>, Query, description = "1 to 200, default 100"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses(
        (status = 200, body = WebinarList, headers(("Link" = Option<String>, description = "`rel=\"next\"`"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    mut query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWebinars)?;
    let reach = reach(&visitor, &query)?;
    let filter = Filter::read(&mut query);
    let page = Page::read(&mut query, &["place"], "place").usually(&query, USUAL);
    query.finish()?;
    let now = app.clock.now();
    let mut read = app.store.read().await?;
    let in_use = in_use(&visitor, &mut read, &query).await?;
    let eyes = Eyes { reach: &reach, person: &visitor.me.id };
    let mut found = webinars::all(&mut read, eyes).await?;
    // What is held for one account is nothing for another one.
    let quarters = if visitor.one_account(&query).is_ok() { quarters(&found, now) } else { Vec::new() };
    let families = distinct(found.iter().flat_map(|stored| stored.families.iter()));
    let speakers = distinct(found.iter().map(|stored| &stored.speaker.name));
    found.retain(|stored| filter.keeps(stored, now));
    let mut places = Vec::new();
    if let Some(typed) = query.text("q") {
        places = search(&mut read, typed, &found).await?;
        let with: HashSet<&str> = places.iter().map(|place| place.webinar.as_str()).collect();
        found.retain(|stored| with.contains(stored.id.as_str()));
    }
    let summaries: Vec<WebinarSummary> = found.iter().map(|stored| summary(stored, &in_use, now)).collect();
    let (items, next) = page.cut(summaries, place);
    let hits = search::show(&mut read, &best_first(places, &items)).await?;
    drop(read);
    let list = WebinarList {
        hits,
        webinars: items.into(),
        quarters,
        families,
        speakers,
        may_publish: visitor.may(Action::PublishWebinars).is_ok(),
        next,
    };
    Ok(Answer::of(&list)?.next_page(path::WEBINARS, &query, list.next.as_deref()).found(&headers))
}

/// One webinar with its questions, and what the asking person may do.
#[utoipa::path(get, path = "/v1/webinars/{id}", operation_id = "readWebinar", tag = "webinars",
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("account" = Option<String>, Query, description = "As this account sees it, for people with several"),
    ),
    responses(
        (status = 200, body = Webinar), (status = 304), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWebinars)?;
    let reach = reach(&visitor, &query)?;
    let mut read = app.store.read().await?;
    let in_use = in_use(&visitor, &mut read, &query).await?;
    present(&app, &visitor, &mut read, &reach, &id, &in_use).await.map(|answer| answer.found(&headers))
}

/// For which accounts a webinar may be that somebody sees. Guests see what is for the account that invited them.
///
/// # Errors
/// 404 for an account that is not there or not this person's.
pub fn reach(visitor: &Visitor, query: &Query) -> Result<Reach, Refusal> {
    if visitor.me.role.known() != Some(Role::WebinarGuest) {
        return visitor.reach_of(query);
    }
    match query.text("account") {
        Some(id) if !visitor.has_account(id) => Err(Refusal::not_found()),
        _ => Ok(Reach::accounts([visitor.me.account.id.clone()])),
    }
}

/// The same where no account is named.
///
/// # Errors
/// Never in practice.
pub fn own_reach(visitor: &Visitor) -> Result<Reach, Refusal> {
    reach(visitor, &Query::default())
}

/// The product families in use of the one account that is meant, as far as this person may see units; of several none.
///
/// # Errors
/// The database.
pub async fn in_use(visitor: &Visitor, conn: &mut Connection, query: &Query) -> Result<Vec<String>, Refusal> {
    match (visitor.may(Action::SeeUnits), visitor.one_account(query)) {
        (Ok(_), Ok((reach, _))) => Ok(webinars::families_in_use(conn, &reach).await?),
        _ => Ok(Vec::new()),
    }
}

/// The answer that shows a webinar to somebody, alike when it is read and after a change.
///
/// # Errors
/// 404 when these eyes do not see it; the database.
pub async fn present(
    app: &App,
    visitor: &Visitor,
    conn: &mut Connection,
    reach: &Reach,
    id: &str,
    in_use: &[String],
) -> Result<Answer, Refusal> {
    let now = app.clock.now();
    let eyes = Eyes { reach, person: &visitor.me.id };
    let stored = webinars::one(conn, eyes, id).await?.ok_or_else(Refusal::not_found)?;
    let publishing = publishing(visitor, conn, &stored).await?;
    Answer::of(&Webinar {
        summary: summary(&stored, in_use, now),
        join: join(&stored, now),
        joined_at: stored.joined_at,
        files: webinars::files(conn, id).await?,
        questions: questions::all(conn, eyes, id).await?.into(),
        feedback: participation::feedback(conn, id, &visitor.me.id).await?,
        steps: steps(&stored, publishing.is_some(), visitor.may(Action::PublishWebinars).is_ok(), now),
        publishing,
        about: stored.about,
        cancelled_why: stored.cancelled_why,
        version: stored.version,
    })
}

/// What publishers see besides, where this person may change the webinar.
async fn publishing(
    visitor: &Visitor,
    conn: &mut Connection,
    stored: &Stored,
) -> Result<Option<Publishing>, Refusal> {
    let audience = publishing::audience(conn, &stored.id).await?;
    if !publishes(visitor, &audience) {
        return Ok(None);
    }
    let (planned_by, changed_by) = publishing::authors(conn, &stored.id).await?;
    let totals = publishing::totals(conn, &stored.id).await?;
    Ok(Some(Publishing {
        audience: audience.into(),
        join_link: stored.join_link.clone(),
        dial_in: stored.dial_in.clone(),
        registrations: totals.registrations,
        feedbacks: totals.feedbacks,
        said: publishing::said(conn, &stored.id).await?,
        planned_by: Some(planned_by),
        changed_at: changed_by.as_ref().map(|_| stored.changed_at),
        changed_by,
        stars_tenths: totals.stars.saturating_mul(10).checked_div(totals.feedbacks),
    }))
}

/// Does this person publish, and look after every account that the webinar is for?
#[must_use]
pub fn publishes(visitor: &Visitor, audience: &[AccountRef]) -> bool {
    visitor.may(Action::PublishWebinars).is_ok()
        && audience.iter().all(|account| visitor.has_account(&account.id))
}

/// The door as it is now; the way in only while it is open.
#[must_use]
pub fn join(stored: &Stored, now: DateTime<Utc>) -> Join {
    let door = stored.facts.door(now);
    let open = |text: &Option<String>| text.clone().filter(|_| door == Door::Open);
    Join {
        door: door.into(),
        opens_at: stored.facts.opens(),
        closes_at: stored.facts.ends,
        link: open(&stored.join_link),
        dial_in: open(&stored.dial_in),
    }
}

fn summary(stored: &Stored, in_use: &[String], now: DateTime<Utc>) -> WebinarSummary {
    let stored = stored.clone();
    WebinarSummary {
        relevance: rule::relevance(&stored.families, in_use),
        state: stored.facts.state(now).into(),
        recording: stored.facts.recording(now).into(),
        captions: match (stored.facts.recorded, stored.captions) {
            (false, _) => CaptionState::None,
            (true, false) => CaptionState::Pending,
            (true, true) => CaptionState::Posted,
        },
        id: stored.id,
        title: stored.title,
        topic: stored.topic,
        other_topic: stored.other_topic,
        families: stored.families.into(),
        speaker: stored.speaker,
        starts_at: stored.facts.starts,
        ends_at: stored.facts.ends,
        host_zone: stored.host_zone,
        duration_seconds: stored.duration,
        has_slides: stored.slides,
        registered: stored.registered,
        seen: stored.seen,
    }
}

fn steps(stored: &Stored, publishes: bool, sees_attendance: bool, now: DateTime<Utc>) -> Vec<WebinarStep> {
    let may = |step| question::may(step, &stored.facts, now).is_ok();
    let steps = [
        (WebinarStep::Register, may(Step::Register)),
        (WebinarStep::Join, stored.facts.door(now) == Door::Open),
        (WebinarStep::Ask, may(Step::Ask)),
        (WebinarStep::Feedback, may(Step::Feedback)),
        (WebinarStep::Answer, publishes),
        (WebinarStep::Edit, publishes && may(Step::Edit)),
        (WebinarStep::Cancel, publishes && may(Step::Cancel)),
        (WebinarStep::PostFiles, publishes && may(Step::Edit)),
        (WebinarStep::SeeAttendance, sees_attendance),
    ];
    steps.into_iter().filter(|(_, may)| *may).map(|(step, _)| step).collect()
}

fn quarters(webinars: &[Stored], now: DateTime<Utc>) -> Vec<QuarterOfAccount> {
    let facts: Vec<rule::Facts> = webinars.iter().map(|stored| stored.facts).collect();
    let first = (0..3).fold(Quarter::of(now), |quarter, _| quarter.previous());
    let all = std::iter::successors(Some(first), |quarter| Some(quarter.next())).take(5);
    all.map(|each| {
        let found = quarter::coverage(each, &facts, now);
        QuarterOfAccount {
            quarter: each.name(),
            state: found.has().into(),
            held: found.held,
            planned: found.planned,
            owed: found.owed,
            why: found.reason().why,
        }
    })
    .collect()
}

fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    names.cloned().collect::<BTreeSet<_>>().into_iter().collect()
}

/// The place of a webinar in the list: for the install base first, then to come, then the newest.
fn place(summary: &WebinarSummary) -> Place {
    let relevant = if summary.relevance.is_empty() { 1 } else { 0 };
    let at = summary.starts_at.timestamp_millis().max(0);
    let (to_come, at) = match summary.state {
        WebinarState::Planned => (0, at),
        _ => (1, i64::MAX - at),
    };
    Place { key: Some(format!("{relevant}{to_come}{at:019}")), id: summary.id.clone() }
}

async fn search(conn: &mut Connection, typed: &str, found: &[Stored]) -> Result<Vec<Found>, Refusal> {
    let Some(words) = Words::read(typed) else { return Ok(Vec::new()) };
    let searched: Vec<Searched<'_>> = found
        .iter()
        .map(|stored| Searched { id: &stored.id, title: &stored.title, recorded: stored.facts.recorded })
        .collect();
    Ok(search::find(conn, &words, &searched).await?)
}

/// The first place of each webinar of the page, then the second ones, and so on; within that as the webinars stand there.
fn best_first(found: Vec<Found>, webinars: &[WebinarSummary]) -> Vec<Found> {
    let places: HashMap<&str, usize> =
        webinars.iter().enumerate().map(|(place, webinar)| (webinar.id.as_str(), place)).collect();
    let mut counted: HashMap<String, usize> = HashMap::new();
    let mut ranked: Vec<((usize, usize), Found)> = Vec::new();
    for one in found {
        let Some(place) = places.get(one.webinar.as_str()) else { continue };
        let rank = counted.entry(one.webinar.clone()).or_default();
        ranked.push(((*rank, *place), one));
        *rank += 1;
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(HITS).map(|(_, one)| one).collect()
}

/// What the query lets through, but for its words.
struct Filter {
    topic: Option<Topic>,
    family: Option<String>,
    quarter: Option<Quarter>,
    speaker: Option<String>,
    seen: Option<bool>,
    recorded: Option<bool>,
}

impl Filter {
    fn read(query: &mut Query) -> Self {
        Self {
            topic: query.one_of("topic", Topic::KNOWN, |text| Topic::from(text)),
            family: query.text("family").map(str::to_owned),
            quarter: query
                .read("quarter", Quarter::parse, || "Give a calendar quarter as 2026-Q3".to_owned()),
            speaker: query.text("speaker").map(str::to_owned),
            seen: query.one_of("seen", &SEEN, |text| text == "yes"),
            recorded: query.one_of("when", &WHEN, |text| text == "recorded"),
        }
    }

    fn keeps(&self, stored: &Stored, now: DateTime<Utc>) -> bool {
        let facts = &stored.facts;
        let seen = stored.joined_at.is_some() || stored.seen.is_some_and(|seen| seen.finished);
        let recording = RecordingState::from(facts.recording(now));
        self.topic.as_ref().is_none_or(|topic| stored.topic == *topic)
            && self.family.as_ref().is_none_or(|family| stored.families.contains(family))
            && self.quarter.is_none_or(|quarter| Quarter::of(facts.starts) == quarter)
            && self.speaker.as_ref().is_none_or(|speaker| stored.speaker.name == *speaker)
            && self.seen.is_none_or(|wanted| seen == wanted)
            && self.recorded.is_none_or(|recorded| match recorded {
                true => recording == RecordingState::Posted,
                false => facts.state(now) == rule::State::Planned,
            })
    }
}
