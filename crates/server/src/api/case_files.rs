//! `/v1/cases/{number}/files`: files that go with a case. Whoever may speak in it adds them, whoever reaches it reads them, and
//! who added one may take it back, which marks it and loses nothing. A file goes to the disk as it comes and is compared with
//! the digest that the sender has reckoned; it is acknowledged when it is on the disk, with its event among those of the case.

use crate::{
    answer::Answer,
    api::{
        case_life::{Begin, Begun, answer, begin, facts, side},
        upload::{announced, is_the_same, tell_digest},
    },
    app::App,
    body,
    digest::base64,
    download::{Served, disposition, serve},
    idempotency::{self, Creation},
    media::Arrived,
    problem::Refusal,
    query::Query,
    store::{
        Connection, case_files,
        case_life::{self, Change},
        cases, idempotency as stored_keys,
    },
    visitor::Visitor,
};
use axum::{
    body::HttpBody,
    extract::{FromRequestParts, Path, Request, State},
    http::{HeaderMap, Method},
    response::Response,
};
use rules::{
    access::Action,
    case_draft::SYNOPSIS_MAX,
    case_file::{FILE_MAX, HEAD, fault, may_run},
    case_life::{Side, after_file},
    words,
};
use std::io::Read;
use wire::{
    case::{Case, CaseEvent, CaseFile, EventKind, WithdrawFile},
    path,
    problem::Problem,
};

/// Adds a file. Sent twice with the same key it is one.
#[utoipa::path(post, path = "/v1/cases/{number}/files", operation_id = "addCaseFile", tag = "cases",
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file as it is; up to 2 GB"),
    params(
        ("number" = String, Path, description = "Case number"),
        ("name" = String, Query, description = "Its name, up to 255 bytes; kept as it is, or refused"),
        ("Idempotency-Key" = String, Header, description = "New for each new file; kept when it is sent again"),
        ("Repr-Digest" = Option<String>, Header, description = "sha-256=:…: of the file; another file is refused"),
    ),
    responses(
        (status = 201, body = CaseFile, headers(
            ("Location" = String), ("ETag" = String), ("Repr-Digest" = String),
            ("Idempotency-Replayed" = Option<String>, description = "`true` for an answer that was given before"))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 408, body = Problem), (status = 409, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem),
    ))]
pub async fn add(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<String>,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    side(&visitor)?;
    let (mut parts, body) = request.into_parts();
    let name = query.text("name").unwrap_or_default();
    // One that is too large is answered as such when it is received; one that does not say its size may be of any.
    let bytes = body.size_hint().lower().clamp(1, FILE_MAX);
    let asked = asked(&app, &visitor, (&number, name), &parts.headers, bytes).await?;
    let arrived = app.case_files.receive(body, FILE_MAX, &visitor.me.id).await?;
    let digest = base64(&arrived.digest);
    is_the_same(asked.announced.as_deref(), &digest)?;
    let may_run = may_run(name, &head(&arrived)?);
    // A large file takes its time: by now the sign-in may have ended, and the role or the case be another.
    let visitor = Visitor::from_request_parts(&mut parts, &app).await?;
    let side = side(&visitor)?;
    let place = format!("{}?name={name}", path::case_files(&number));
    let creation = Creation::enter(&app, &visitor.me.id, asked.key, &place, &arrived.digest)?;
    let mut tx = app.store.write().await?;
    if let Some(mut given) = creation.replay(&mut tx).await? {
        tell_digest(&mut given, &digest);
        return Ok(given);
    }
    let case = fitting(&mut tx, &visitor, (&number, name), arrived.bytes).await?;
    let now = app.clock.now();
    let file = CaseFile {
        number: case.files.last().map_or(1, |last| last.number + 1),
        name: name.to_owned(),
        bytes: arrived.bytes.try_into().unwrap_or(u32::MAX),
        sha256: arrived.sha256(),
        may_run,
        added_at: now,
        added_by: visitor.me.name.clone(),
        added_by_id: visitor.me.id.clone(),
        withdrawn_at: None,
        withdrawn_why: None,
    };
    case_files::insert(&mut tx, &number, &file).await?;
    let said = format!("{name}, {}\nSHA-256 {}", words::bytes(arrived.bytes), file.sha256);
    tell(&mut tx, &visitor, (&case, side), EventKind::FileAdded, said, now).await?;
    let place = path::case_file(&number, &file.number.to_string());
    let mut response = creation.created(&mut tx, &Answer::of(&file)?, &place).await?;
    app.case_files.keep(&arrived)?;
    if let Err(error) = tx.commit().await {
        forget(&app, &file.sha256).await;
        return Err(error.into());
    }
    tell_digest(&mut response, &digest);
    Ok(response)
}

/// What a file comes with.
struct Asked {
    key: String,
    announced: Option<String>,
}

/// Whatever is wrong with a file that can be told before it is here.
async fn asked(
    app: &App,
    visitor: &Visitor,
    file: (&str, &str),
    headers: &HeaderMap,
    bytes: u64,
) -> Result<Asked, Refusal> {
    let asked = Asked { key: idempotency::key(headers)?, announced: announced(headers)? };
    let mut read = app.store.read().await?;
    // What is there already need not fit once more: whoever sends it again gets the answer that was lost.
    if stored_keys::find(&mut read, &visitor.me.id, &asked.key).await?.is_none() {
        fitting(&mut read, visitor, file, bytes).await?;
    }
    Ok(asked)
}

/// The case, if a file of that name and size goes into it.
async fn fitting(
    conn: &mut Connection,
    visitor: &Visitor,
    (number, name): (&str, &str),
    bytes: u64,
) -> Result<Case, Refusal> {
    let case = cases::one(conn, &visitor.reach(), number).await?.ok_or_else(Refusal::not_found)?;
    let refused = |code: &str, words: String| Refusal::field("/file", code, words);
    after_file(&facts(&case)?, side(visitor)?).map_err(|why| refused(why.code(), why.reason().why))?;
    match fault(name, bytes, case.held()) {
        Some((code, words)) => Err(refused(code, words)),
        None => Ok(case),
    }
}

/// The beginning of what has arrived.
fn head(arrived: &Arrived) -> Result<Vec<u8>, Refusal> {
    let mut head = Vec::new();
    let read =
        std::fs::File::open(&arrived.path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    read.map(|_| head).map_err(|error| Refusal::internal(&error))
}

/// Writes down among the case's events what was done with a file. A new one is an answer, as a comment is; one that is
/// withdrawn leaves the case as it stands.
async fn tell(
    conn: &mut Connection,
    visitor: &Visitor,
    (case, side): (&Case, Side),
    kind: EventKind,
    said: String,
    now: rules::Instant,
) -> Result<(), Refusal> {
    let facts = facts(case)?;
    let standing = match kind {
        EventKind::FileAdded => after_file(&facts, side).unwrap_or(facts.standing),
        _ => facts.standing,
    };
    let event = CaseEvent {
        name: Some(visitor.me.name.clone()),
        text: Some(said),
        ..CaseEvent::new(now, kind, side.into())
    };
    let by = visitor.me.id.clone();
    let change = Change { standing, priority: None, first_contact_at: None, own_reference: None, event, by };
    if case_life::take(conn, case, &change).await? { Ok(()) } else { Err(Refusal::changed()) }
}

/// Removes the bytes when no case has them, because they were not written down: on a full disk they would be in the way.
async fn forget(app: &App, sha256: &str) {
    let unused = async {
        let mut tx = app.store.write().await?;
        if !case_files::digests(&mut tx).await?.contains(sha256) {
            app.case_files.forget(sha256);
        }
        Ok::<_, crate::store::Error>(())
    };
    if let Err(error) = unused.await {
        tracing::warn!(cause = %error, "a file that no case has stays until the next start");
    }
}

/// A file of a case, or a part of it: always to be saved, never to be shown.
#[utoipa::path(get, path = "/v1/cases/{number}/files/{id}", operation_id = "readCaseFile", tag = "cases",
    params(
        ("number" = String, Path, description = "Case number"),
        ("id" = String, Path, description = "Number of the file within the case"),
        ("Range" = Option<String>, Header, description = "One range of bytes; several are answered with the whole file"),
        ("If-Range" = Option<String>, Header, description = "The entity tag that the range belongs to"),
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 206, body = Vec<u8>, content_type = "application/octet-stream", description = "The part"),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 416, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path((number, id)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeCases)?;
    let id = id.parse().map_err(|_| Refusal::not_found())?;
    let mut read = app.store.read().await?;
    let found = case_files::one(&mut read, &visitor.reach(), (&number, id), &visitor.me.id).await?;
    drop(read);
    let found = found.ok_or_else(Refusal::not_found)?;
    let served = Served {
        sha256: &found.sha256,
        media_type: "application/octet-stream",
        disposition: disposition("attachment", &found.name),
    };
    let file = tokio::fs::File::open(app.case_files.path(&found.sha256)).await;
    let file = file.map_err(|error| Refusal::internal(&error))?;
    serve(file, &served, &method, &headers).await.map_err(|error| Refusal::internal(&error))
}

/// Takes one's own file back. It stays in the list, marked, and is served to nobody else.
#[utoipa::path(post, path = "/v1/cases/{number}/files/{id}/withdraw", operation_id = "withdrawCaseFile", tag = "cases",
    request_body = WithdrawFile,
    params(
        ("number" = String, Path, description = "Case number"),
        ("id" = String, Path, description = "Number of the file within the case"),
        ("If-Match" = String, Header, description = "The version of the case that was seen: `\"1\"`"),
        ("Idempotency-Key" = String, Header, description = "New for each new request; kept when it is sent again"),
    ),
    responses(
        (status = 201, body = Case, headers(("Location" = String), ("ETag" = String))),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ))]
pub async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    Path((number, id)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Refusal> {
    let begun = begin(&app, &visitor, &number, &path::withdraw_file(&number, &id), request).await?;
    let Begun { side, creation, mut tx, case, body } = match begun {
        Begin::New(begun) => *begun,
        Begin::Given(given) => return Ok(given),
    };
    let file = case.files.iter().find(|file| file.number.to_string() == id).ok_or_else(Refusal::not_found)?;
    let wish: WithdrawFile = body::parse(&body)?;
    let reason = wish.reason.trim();
    let refused = |pointer: &str, code: &str, words: &str| Err(Refusal::field(pointer, code, words));
    if file.added_by_id != visitor.me.id {
        return refused(
            "/file",
            "not_yours",
            "Only who added a file withdraws it. Ask for that in a comment",
        );
    }
    if file.withdrawn_at.is_some() {
        return refused("/file", "withdrawn", "This file is withdrawn already");
    }
    if reason.is_empty() {
        return refused("/reason", "missing", "Say why, in a few words");
    }
    if reason.chars().count() > SYNOPSIS_MAX {
        return refused("/reason", "too_long", "Say it in fewer words: 250 characters fit");
    }
    let now = app.clock.now();
    case_files::withdraw(&mut tx, (&number, file.number), now, reason).await?;
    let said = format!("{}: {reason}", file.name);
    tell(&mut tx, &visitor, (&case, side), EventKind::FileWithdrawn, said, now).await?;
    let response = answer(&app, &mut tx, &creation, &case).await?;
    tx.commit().await?;
    Ok(response)
}
