//! `GET /v1/webinars/{id}/{file}`: a recording, its captions and chapters, the slides, the poster. Who asks is looked at for
//! each range of it: whoever may not see the webinar (any more) gets not a byte. Files are streamed, never read into memory,
//! and come with a policy of their own under which nothing in them runs.

use crate::{
    answer::{Comparison, NO_STORE, lists},
    app::App,
    problem::Refusal,
    range::{Wanted, wanted},
    store::{reach::Reach, recordings, recordings::Kept},
    visitor::Visitor,
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use rules::access::Action;
use std::io::{ErrorKind, SeekFrom};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
};
use tokio_util::io::ReaderStream;
use wire::{
    path::encode,
    problem::{Kind, Problem},
    recording::KINDS,
    webinar::FileKind,
};

/// Read at once.
const PIECE: usize = 64 * 1024;
/// Should a browser ever show one as a page, nothing in it does anything.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");

/// A file of a webinar, or a part of it.
#[utoipa::path(get, path = "/v1/webinars/{id}/{file}", operation_id = "readWebinarFile", tag = "webinars",
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("file" = String, Path, description = "recording, captions, chapters, slides or poster"),
        ("Range" = Option<String>, Header, description = "One range of bytes; several are answered with the whole file"),
        ("If-Range" = Option<String>, Header, description = "The entity tag that the range belongs to"),
    ),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream",
            description = "video/webm, video/mp4, text/vtt, application/pdf (to be saved), or a picture"),
        (status = 206, body = Vec<u8>, content_type = "application/octet-stream", description = "The part"),
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
    let (kept, file) = open(&app, &audience(&visitor), &id, &kind).await?;
    serve(&kind, &kept, file, &method, &headers).await.map_err(|error| Refusal::internal(&error))
}

/// The kind of file that a path names.
pub(super) fn kind(name: &str) -> Result<FileKind, Refusal> {
    KINDS.into_iter().find(|kind| kind.as_str() == name).ok_or_else(Refusal::not_found)
}

/// The accounts that a webinar may be for, if this person is to see it. Guests are those of their account.
pub(super) fn audience(visitor: &Visitor) -> Reach {
    use rules::access::Role;
    match visitor.me.role.known() {
        Some(Role::WebinarGuest) => Reach::accounts([visitor.me.account.id.clone()]),
        _ => visitor.reach(),
    }
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

async fn serve(
    kind: &FileKind,
    kept: &Kept,
    mut file: File,
    method: &Method,
    request: &HeaderMap,
) -> std::io::Result<Response> {
    let length = file.metadata().await?.len();
    let tag = format!("\"{}\"", kept.sha256.get(..32).unwrap_or(&kept.sha256));
    let mut headers = HeaderMap::from_iter([
        (header::CACHE_CONTROL, NO_STORE),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ]);
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::ETAG, &tag);
    if lists(request, &header::IF_NONE_MATCH, &tag, Comparison::Weak) == Some(true) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    // Ranges are a matter of GET alone.
    let asked = if *method == Method::GET { wanted(request, &tag, length) } else { Wanted::Whole };
    let (status, first, count) = match asked {
        Wanted::Whole => (StatusCode::OK, 0, length),
        Wanted::Part { first, last } => {
            set(header::CONTENT_RANGE, &format!("bytes {first}-{last}/{length}"));
            (StatusCode::PARTIAL_CONTENT, first, last - first + 1)
        }
        Wanted::Beyond => {
            set(header::CONTENT_RANGE, &format!("bytes */{length}"));
            let words = format!("The file has {length} bytes, and what was asked for is beyond them.");
            return Ok((headers, Refusal::new(Kind::Range, words)).into_response());
        }
    };
    set(header::CONTENT_TYPE, &kept.media_type);
    set(header::CONTENT_LENGTH, &count.to_string());
    set(header::CONTENT_DISPOSITION, &disposition(kind, &kept.name));
    file.seek(SeekFrom::Start(first)).await?;
    let body = Body::from_stream(ReaderStream::with_capacity(file.take(count), PIECE));
    Ok((status, headers, body).into_response())
}

/// Slides are saved, not shown: a PDF is a program. The name goes as RFC 6266 has it, once for old readers.
fn disposition(kind: &FileKind, name: &str) -> String {
    let how = if *kind == FileKind::Slides { "attachment" } else { "inline" };
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{}", encode(name))
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || " .-_(),&".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_in_headers() {
        assert_eq!(
            disposition(&FileKind::Slides, "Übergabe 1.pdf"),
            "attachment; filename=\"_bergabe 1.pdf\"; filename*=UTF-8''%C3%9Cbergabe%201.pdf"
        );
        assert!(
            disposition(&FileKind::Recording, "a\"b\r\n.webm")
                .starts_with("inline; filename=\"a_b__.webm\"; ")
        );
    }
}
