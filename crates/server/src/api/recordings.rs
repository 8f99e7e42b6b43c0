//! `GET /v1/webinars/{id}/{file}`: a recording, its captions and chapters, the slides, the poster. Who asks is looked at for
//! each range of it: whoever may not see the webinar (any more) gets not a byte. Files are streamed, never read into memory,
//! as every file ([`crate::download`]).

use crate::{
    api::webinars::own_reach,
    app::App,
    download::{Served, disposition, serve},
    problem::Refusal,
    store::{reach::Reach, recordings, recordings::Kept},
    visitor::Visitor,
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method},
    response::Response,
};
use rules::access::Action;
use std::io::ErrorKind;
use tokio::fs::File;
use wire::{problem::Problem, recording::KINDS, webinar::FileKind};

/// A file of a webinar, or a part of it.
#[utoipa::path(get, path = "/v1/webinars/{id}/{file}", operation_id = "readWebinarFile", tag = "webinars",
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("file" = String, Path, description = "recording, captions, chapters, slides or poster"),
        ("Range" = Option<String>, Header, description = "One range of bytes; several are answered with the whole file"),
        ("If-Range" = Option<String>, Header, description = "The entity tag that the range belongs to"),
    ),
    responses(
        (status = 200, description = "The file; slides are to be saved, not shown",
            content((Vec<u8> = "video/webm"), (Vec<u8> = "video/mp4"), (Vec<u8> = "text/vtt"),
                (Vec<u8> = "application/pdf"), (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp"))),
        (status = 206, description = "The part",
            content((Vec<u8> = "video/webm"), (Vec<u8> = "video/mp4"), (Vec<u8> = "text/vtt"),
                (Vec<u8> = "application/pdf"), (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "image/webp"))),
        (status = 304), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 416, body = Problem),
    ))]
pub async fn read(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, file)): Path<(String, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    visitor.may(Action::SeeWebinars)?;
    let kind = kind(&file)?;
    let (kept, file) = open(&app, &own_reach(&visitor)?, &id, &kind).await?;
    let served = Served {
        sha256: &kept.sha256,
        media_type: &kept.media_type,
        // Slides are saved, not shown: a PDF is a program.
        disposition: disposition(if kind == FileKind::Slides { "attachment" } else { "inline" }, &kept.name),
    };
    serve(file, &served, &method, &headers).await.map_err(|error| Refusal::internal(&error))
}

/// The kind of file that a path names.
pub(super) fn kind(name: &str) -> Result<FileKind, Refusal> {
    KINDS.into_iter().find(|kind| kind.as_str() == name).ok_or_else(Refusal::not_found)
}

async fn open(app: &App, reach: &Reach, id: &str, kind: &FileKind) -> Result<(Kept, File), Refusal> {
    let mut tries = 0;
    loop {
        let mut read = app.store.read().await?;
        let kept = recordings::file(&mut read, reach, id, kind).await?.ok_or_else(Refusal::not_found)?;
        drop(read);
        match File::open(app.media.path(&kept.sha256)).await {
            Ok(file) => return Ok((kept, file)),
            // Another one was posted between the look-up and now.
            Err(error) if error.kind() == ErrorKind::NotFound && tries < 3 => tries += 1,
            Err(error) => return Err(Refusal::internal(&error)),
        }
    }
}
