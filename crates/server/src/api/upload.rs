//! `PUT` and `DELETE /v1/webinars/{id}/{file}`: the publisher posts a file, or takes it down. It goes to the disk as it
//! comes, is compared with the digest that the sender has reckoned, and looked into; only then does it take the place of
//! the one before, in one step. What breaks off or does not fit leaves nothing behind.

use crate::{
    api::{
        recordings::kind,
        webinar_visit::{can, to_publish},
    },
    app::App,
    digest::base64,
    media::{
        Arrived,
        content::{self, Content, Unfit},
    },
    problem::{Refusal, field_error},
    query::Query,
    store::recordings::{self, Kept},
    visitor::Visitor,
};
use axum::{
    Json,
    extract::{FromRequestParts, Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rules::{
    access::Action,
    vtt::{self, Cue},
    webinar::question::Step,
};
use wire::{
    problem::{Kind, Problem},
    recording::{PostedFile, most_bytes},
    webinar::{FileKind, WebinarFile},
};

/// RFC 9530.
const DIGEST: HeaderName = HeaderName::from_static("repr-digest");
/// Most characters of a name, its end not counted.
const NAME_MAX: usize = 100;

/// Posts a file in the place of the one of its kind.
#[utoipa::path(put, path = "/v1/webinars/{id}/{file}", operation_id = "postWebinarFile", tag = "webinars",
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file as it is"),
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("file" = String, Path, description = "recording (WebM or MP4, 2 GB), slides (PDF, 50 MB), poster (PNG, JPEG or WebP, 2 MB), captions or chapters (WebVTT, 2 MB)"),
        ("name" = Option<String>, Query, description = "Name to save it by; the end of it follows from what it is"),
        ("Repr-Digest" = Option<String>, Header, description = "sha-256=:…: of the file; another file is refused"),
    ),
    responses(
        (status = 200, body = PostedFile), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 408, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem),
    ))]
pub async fn put(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, file)): Path<(String, String)>,
    query: Query,
    request: Request,
) -> Result<Response, Refusal> {
    visitor.may(Action::PublishWebinars)?;
    let kind = kind(&file)?;
    let mut read = app.store.read().await?;
    can(&app, &to_publish(&visitor, &mut read, &id).await?, Step::Edit)?;
    drop(read);
    let announced = announced(request.headers())?;
    let (mut parts, body) = request.into_parts();
    let arrived = app.media.receive(body, most_bytes(&kind), &visitor.me.id).await?;
    let digest = base64(&arrived.digest);
    is_the_same(announced.as_deref(), &digest)?;
    let (arrived, content) = looked_into(&kind, arrived).await?;
    let sha256 = arrived.sha256();
    let kept = Kept {
        name: file_name(query.text("name"), &kind, content.extension),
        media_type: content.media_type.to_owned(),
        bytes: arrived.bytes,
        sha256: sha256.clone(),
        duration_ms: content.duration,
    };
    let now = app.clock.now();
    // A large file takes its time: by now the sign-in may have ended, and the role or the audience be another.
    let visitor = Visitor::from_request_parts(&mut parts, &app).await?;
    visitor.may(Action::PublishWebinars)?;
    let mut tx = app.store.write().await?;
    let stored = to_publish(&visitor, &mut tx, &id).await?;
    can(&app, &stored, Step::Edit)?;
    fits_the_recording(content.cues.as_deref(), stored.duration)?;
    let before = recordings::post(&mut tx, &id, &kind, &kept, now, &visitor.me.id).await?;
    if kind == FileKind::Captions {
        recordings::transcribe(&mut tx, &id, content.cues.as_deref().unwrap_or_default()).await?;
    }
    app.media.keep(&arrived)?;
    tx.commit().await?;
    if let Some(before) = before.filter(|before| *before != sha256) {
        forget(&app, &before).await;
    }
    let answer = PostedFile {
        file: WebinarFile {
            kind,
            name: kept.name,
            media_type: kept.media_type,
            bytes: kept.bytes.try_into().unwrap_or(u32::MAX),
            version: sha256.get(..16).unwrap_or(&sha256).to_owned(),
            posted_at: now,
        },
        duration_seconds: content.duration.map(|ms| ms.div_ceil(1000)),
        cues: content.cues.and_then(|cues| cues.len().try_into().ok()),
        sha256,
    };
    let mut response = Json(answer).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, crate::answer::NO_STORE);
    tell_digest(&mut response, &digest);
    Ok(response)
}

/// Takes a file down. What is said in it is not found any more when it was the captions.
#[utoipa::path(delete, path = "/v1/webinars/{id}/{file}", operation_id = "removeWebinarFile", tag = "webinars",
    params(
        ("id" = String, Path, description = "Id of the webinar"),
        ("file" = String, Path, description = "recording, captions, chapters, slides or poster"),
    ),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
    ))]
pub async fn remove(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, file)): Path<(String, String)>,
) -> Result<StatusCode, Refusal> {
    visitor.may(Action::PublishWebinars)?;
    let kind = kind(&file)?;
    let mut tx = app.store.write().await?;
    to_publish(&visitor, &mut tx, &id).await?;
    let sha256 = recordings::remove(&mut tx, &id, &kind).await?.ok_or_else(Refusal::not_found)?;
    tx.commit().await?;
    forget(&app, &sha256).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes the bytes when no webinar has them any more. Nobody posts the same ones meanwhile: there is one writer.
async fn forget(app: &App, sha256: &str) {
    let unused = async {
        let mut tx = app.store.write().await?;
        if !recordings::is_used(&mut tx, sha256).await? {
            app.media.forget(sha256);
        }
        Ok::<_, crate::store::Error>(())
    };
    if let Err(error) = unused.await {
        tracing::warn!(cause = %error, "a file that nobody has any more stays until a later start");
    }
}

/// Captions and chapters that go on behind the end of the recording are another one's. `length` is in seconds.
fn fits_the_recording(cues: Option<&[Cue]>, length: Option<u32>) -> Result<(), Refusal> {
    let Some((cues, length)) = cues.zip(length) else { return Ok(()) };
    let Some(cue) = vtt::beyond(cues, length.saturating_mul(1000)) else { return Ok(()) };
    let words = format!(
        "A line begins at {}, and the recording is over at {}: this belongs to another recording",
        vtt::timestamp(cue.start),
        vtt::timestamp(length.saturating_mul(1000)),
    );
    Err(Refusal::field("/file", "beyond_recording", words))
}

/// Says the digest of what was stored, given in base64.
pub(super) fn tell_digest(response: &mut Response, digest: &str) {
    if let Ok(digest) = HeaderValue::from_str(&format!("sha-256=:{digest}:")) {
        response.headers_mut().insert(DIGEST, digest);
    }
}

/// Has that arrived which the sender has reckoned the digest of? Both are in base64.
pub(super) fn is_the_same(announced: Option<&str>, digest: &str) -> Result<(), Refusal> {
    if announced.is_none_or(|announced| announced == digest) {
        return Ok(());
    }
    let words = "This is not the file that was sent: it has changed on its way. Send it again";
    Err(Refusal::field("/file", "digest", words))
}

/// The SHA-256 that the sender has reckoned, in base64. Other kinds of digest beside it are not looked at.
pub(super) fn announced(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let mut all = headers.get_all(DIGEST).iter().peekable();
    if all.peek().is_none() {
        return Ok(None);
    }
    let texts = all.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','));
    let found = texts.filter_map(|digest| digest.trim().strip_prefix("sha-256=:")?.strip_suffix(':')).next();
    let words = "Repr-Digest looks like sha-256=:BASE64:";
    found.map(|digest| Some(digest.to_owned())).ok_or_else(|| Refusal::new(Kind::Unreadable, words))
}

/// Looks into the file where waiting for the disk holds nobody up.
async fn looked_into(kind: &FileKind, arrived: Arrived) -> Result<(Arrived, Content), Refusal> {
    let kind = kind.clone();
    let looked = tokio::task::spawn_blocking(move || {
        let content = content::look(&kind, &arrived.path);
        (arrived, content)
    });
    let (arrived, content) = looked.await.map_err(|error| Refusal::internal(&error))?;
    Ok((arrived, content.map_err(unfit)?))
}

fn unfit(unfit: Unfit) -> Refusal {
    match unfit {
        Unfit::Other(words) => Refusal::field("/file", "other_kind", words),
        Unfit::NoLength => Refusal::field(
            "/file",
            "no_length",
            "This file does not say how long the recording is; export it again",
        ),
        Unfit::Faults(faults) => Refusal::fields(
            faults
                .into_iter()
                .map(|fault| {
                    field_error(&format!("/lines/{}", fault.line), fault.wrong.code(), fault.message())
                })
                .collect(),
        ),
        Unfit::Disk(error) => Refusal::internal(&error),
    }
}

/// A name that is one everywhere: letters, digits and a few signs, and the end that fits what the file is.
fn file_name(wish: Option<&str>, kind: &FileKind, extension: &str) -> String {
    let wish = wish.unwrap_or_default();
    let last = wish.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let kept: String =
        stem.chars().filter(|c| c.is_alphanumeric() || " .-_(),&".contains(*c)).take(NAME_MAX).collect();
    let kept = kept.trim_matches([' ', '.', '-']);
    format!("{}.{extension}", if kept.is_empty() { kind.as_str() } else { kept })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_harmless() {
        let name = |wish| file_name(Some(wish), &FileKind::Slides, "pdf");
        for (wish, expected) in [
            ("Übergabe 2026-Q3.pptx", "Übergabe 2026-Q3.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\temp\\x.exe", "x.pdf"),
            ("a\u{202e}fdp.exe\u{200b}", "afdp.pdf"),
            ("<script>.html", "script.pdf"),
            (".. ", "slides.pdf"),
            ("\"a\";b\r\n\0.pdf", "ab.pdf"),
        ] {
            assert_eq!(name(wish), expected, "{wish}");
        }
        assert_eq!(name(&"x".repeat(300)).len(), NAME_MAX + 4);
        assert_eq!(file_name(None, &FileKind::Recording, "webm"), "recording.webm");
    }
}
