//! Recordings of the demonstration, with captions, chapters, slides and posters: made by ourselves (`media/make.sh`), compiled
//! in, and put into the data folder at the start. One webinar waits for its captions. They are posted once; what people then
//! take down or replace stays so.

use crate::{
    digest::hex,
    media::Media,
    store::{
        recordings::{self, Kept},
        settings,
    },
};
use chrono::{DateTime, Utc};
use rules::vtt;
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;
use std::{io, sync::LazyLock};
use wire::webinar::FileKind;

struct File {
    webinar: &'static str,
    kind: FileKind,
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
    duration_ms: Option<u32>,
}

/// The files of one webinar. Their lengths are those that the portal reads from them; a test compares.
macro_rules! files {
    ($webinar:literal, $name:literal, $duration:literal) => {
        [
            file!($webinar, Recording, $name, "video/webm", ".webm", Some($duration)),
            file!($webinar, Captions, $name, "text/vtt; charset=utf-8", ".captions.vtt", None),
            file!($webinar, Chapters, $name, "text/vtt; charset=utf-8", ".chapters.vtt", None),
            file!($webinar, Slides, $name, "application/pdf", ".pdf", None),
            file!($webinar, Poster, $name, "image/png", ".png", None),
        ]
    };
}

macro_rules! file {
    ($webinar:literal, $kind:ident, $name:literal, $type:literal, $end:literal, $duration:expr) => {
        File {
            webinar: $webinar,
            kind: FileKind::$kind,
            name: concat!($name, $end),
            media_type: $type,
            bytes: include_bytes!(concat!("../../media/", $name, $end)),
            duration_ms: $duration,
        }
    };
}

const FILES: [[File; 5]; 4] = [
    files!("webinar-troubleshooting", "troubleshooting", 75_522),
    files!("webinar-release-management", "release-management", 70_007),
    files!("webinar-patch-management", "patch-management", 68_807),
    files!("webinar-configuration", "configuration", 0),
];
/// Its captions are still to come.
const PENDING: &str = "webinar-configuration";
/// The setting that says that they were posted.
const POSTED: &str = "demonstration recordings";
const TWO_DAYS_MS: i64 = 2 * 24 * 60 * 60 * 1000;

fn files() -> impl Iterator<Item = (&'static File, &'static str)> {
    static DIGESTS: LazyLock<Vec<String>> =
        LazyLock::new(|| FILES.iter().flatten().map(|file| hex(&Sha256::digest(file.bytes))).collect());
    static ALL: [[File; 5]; 4] = FILES;
    let files = ALL.iter().flatten().zip(DIGESTS.iter().map(String::as_str));
    files.filter(|(file, _)| file.webinar != PENDING || file.kind != FileKind::Captions)
}

/// Puts the bytes into the data folder.
pub fn place(media: &Media) -> io::Result<()> {
    files().try_for_each(|(file, sha256)| media.place(sha256, file.bytes))
}

/// Posts the files, once, two days after their webinars.
pub async fn insert(conn: &mut SqliteConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    if settings::get(conn, POSTED).await?.is_none() {
        for (file, sha256) in files() {
            post(conn, file, sha256).await?;
        }
        settings::set_once(conn, POSTED, "yes").await?;
    }
    renew(conn, now).await
}

async fn post(conn: &mut SqliteConnection, file: &File, sha256: &str) -> Result<(), sqlx::Error> {
    let by: Option<String> = sqlx::query_scalar("SELECT planned_by FROM webinar WHERE id = ?")
        .bind(file.webinar)
        .fetch_optional(&mut *conn)
        .await?;
    let Some(by) = by else { return Ok(()) };
    let kept = Kept {
        name: file.name.to_owned(),
        media_type: file.media_type.to_owned(),
        bytes: file.bytes.len() as u64,
        sha256: sha256.to_owned(),
        duration_ms: file.duration_ms,
    };
    recordings::post(conn, file.webinar, &file.kind, &kept, DateTime::UNIX_EPOCH, &by).await?;
    if file.kind == FileKind::Captions {
        let text = String::from_utf8_lossy(file.bytes);
        recordings::transcribe(conn, file.webinar, &vtt::parse(&text, vtt::Kind::Captions).cues).await?;
    }
    Ok(())
}

/// The times of those that are still ours follow their webinars.
async fn renew(conn: &mut SqliteConnection, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    for (file, sha256) in files() {
        sqlx::query(
            "UPDATE webinar_file SET posted_at = min(?, (SELECT ends_at + ? FROM webinar WHERE id = webinar_id))
             WHERE webinar_id = ? AND kind = ? AND sha256 = ?",
        )
        .bind(now.timestamp_millis())
        .bind(TWO_DAYS_MS)
        .bind(file.webinar)
        .bind(file.kind.as_str())
        .bind(sha256)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::content;

    #[test]
    fn every_file_is_what_it_says_and_small() {
        for file in FILES.iter().flatten() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("file");
            std::fs::write(&path, file.bytes).unwrap();
            let content = content::look(&file.kind, &path).unwrap();
            assert_eq!(content.media_type, file.media_type, "{}", file.name);
            assert_eq!(content.duration, file.duration_ms, "{}", file.name);
            assert!(file.bytes.len() <= 1_500_000, "{}", file.name);
            if let Some(cues) = content.cues {
                let recording = FILES.iter().flatten().find(|other| other.webinar == file.webinar).unwrap();
                assert!(cues.last().unwrap().end <= recording.duration_ms.unwrap(), "{}", file.name);
            }
        }
    }
}
