//! `POST /v1/releases`: which software release runs on which unit, by hand or as a list; and the same asked beforehand. Each
//! row stands for itself. What becomes of it is `rules::release`'s to say; a foreign serial number is an unknown one.

use crate::{
    answer::Answer,
    app::App,
    body,
    idempotency::{self, Creation},
    problem::Refusal,
    query::Query,
    store::{
        Connection,
        declarations::{self, Area, NewDeclaration},
        releases::{self, Running},
        unit_changes::{self, NewUnitChange},
    },
    visitor::Visitor,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use rules::{
    access::Action,
    release::{ROWS_MAX, Row, Verdict, key, verdicts},
};
use std::collections::BTreeMap;
use wire::{
    declaration::DeclarationStep,
    path,
    problem::Problem,
    release::{RecordReleases, ReleaseAnswer, ReleaseAnswers, ReleaseOutcome},
};

/// Most that a list may have, bytes.
const LIMIT: usize = 1024 * 1024;

/// What would become of each row. Nothing is kept.
#[utoipa::path(post, path = "/v1/releases/check", operation_id = "checkReleases", tag = "readiness", request_body = RecordReleases,
    params(("account" = Option<String>, Query, description = "The account; needed by people with several")),
    responses(
        (status = 200, body = ReleaseAnswers), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn check(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::RecordReleases)?;
    let (_, account) = visitor.one_account(&query)?;
    let body = body::read_within(request, LIMIT).await?;
    let rows = rows(&body)?;
    let mut read = app.store.read().await?;
    let decided = List::of(&mut read, &account, rows).await?;
    Ok(Answer::of(&decided.answers())?.with(StatusCode::OK))
}

/// Record releases: those of the rows that can be taken.
#[utoipa::path(post, path = "/v1/releases", operation_id = "recordReleases", tag = "readiness", request_body = RecordReleases,
    params(
        ("account" = Option<String>, Query, description = "The account; needed by people with several"),
        ("Idempotency-Key" = String, Header, description = "New for each new list"),
    ),
    responses(
        (status = 201, body = ReleaseAnswers, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
    ))]
pub async fn record(
    State(app): State<App>,
    visitor: Visitor,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::RecordReleases)?;
    let (_, account) = visitor.one_account(&query)?;
    let idempotency_key = idempotency::key(request.headers())?;
    let body = body::read_within(request, LIMIT).await?;
    let rows = rows(&body)?;
    let creation = Creation::enter(&app, &visitor.me.id, idempotency_key, path::RELEASES, &body)?;
    let mut tx = app.store.write().await?;
    if let Some(given) = creation.replay(&mut tx).await? {
        return Ok(given);
    }
    let now = app.clock.now();
    let list = List::of(&mut tx, &account, rows).await?;
    for (unit, release) in list.taken() {
        releases::set(&mut tx, &unit.id, release, now).await?;
        if unit.software_release.as_deref() != Some(release) {
            let line = NewUnitChange {
                unit: &unit.id,
                at: now,
                by: &visitor.me.id,
                kind: "release",
                old: unit.software_release.as_deref(),
                new: Some(release),
                note: None,
            };
            unit_changes::record(&mut tx, &line).await?;
        }
    }
    let answers = list.answers();
    if let Some(text) = summary(&answers) {
        let new = NewDeclaration {
            area: Area::Activation,
            topic: "releases".to_owned(),
            step: DeclarationStep::Recorded,
            text: Some(text),
            by: visitor.me.id.clone(),
            at: now,
            on_behalf: false,
        };
        declarations::record(&mut tx, &account, &new).await?;
    }
    let response = creation.created(&mut tx, &Answer::of(&answers)?, path::UNITS).await?;
    tx.commit().await?;
    Ok(response)
}

/// "12 set, 3 confirmed"; nothing when no row was taken.
fn summary(answers: &ReleaseAnswers) -> Option<String> {
    let [set, same] = [ReleaseOutcome::Set, ReleaseOutcome::Unchanged]
        .map(|outcome| answers.count(|found| *found == outcome));
    (set + same > 0).then(|| format!("{set} set, {same} confirmed"))
}

fn rows(body: &[u8]) -> Result<Vec<Row>, Refusal> {
    let wish: RecordReleases = body::parse(body)?;
    match wish.rows.len() {
        0 => Err(Refusal::field("/rows", "missing", "Name at least one unit")),
        long if long > ROWS_MAX => {
            Err(Refusal::field("/rows", "too_many", format!("At most {ROWS_MAX} rows fit into one list")))
        }
        _ => Ok(wish.rows.into_iter().map(Row::from).collect()),
    }
}

/// A list with what becomes of its rows.
struct List {
    rows: Vec<Row>,
    verdicts: Vec<Verdict>,
    units: BTreeMap<String, Running>,
}

impl List {
    async fn of(conn: &mut Connection, account: &str, rows: Vec<Row>) -> Result<Self, Refusal> {
        let units: BTreeMap<String, Running> = releases::known(conn, account)
            .await?
            .into_iter()
            .map(|unit| (key(&unit.reference), unit))
            .collect();
        let known = units.iter().map(|(key, unit)| (key.clone(), unit.software_release.clone())).collect();
        let verdicts = verdicts(&rows, &known);
        Ok(Self { rows, verdicts, units })
    }

    /// Each unit once, with what it runs from now on.
    fn taken(&self) -> impl Iterator<Item = (&Running, &str)> {
        let taken: BTreeMap<String, &str> = self
            .rows
            .iter()
            .zip(&self.verdicts)
            .filter_map(|(row, verdict)| match verdict {
                Verdict::Set(release) | Verdict::Unchanged(release) => {
                    Some((key(&row.serial), release.as_str()))
                }
                _ => None,
            })
            .collect();
        taken.into_iter().filter_map(|(key, release)| Some((self.units.get(&key)?, release)))
    }

    fn answers(&self) -> ReleaseAnswers {
        let answer = |(row, verdict): (&Row, &Verdict)| ReleaseAnswer::of(row, verdict);
        ReleaseAnswers { rows: self.rows.iter().zip(&self.verdicts).map(answer).collect() }
    }
}
