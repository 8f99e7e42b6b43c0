//! Webinars as they are kept, seen with somebody's eyes: what that person may not see is not there. Where a webinar stands,
//! and what may be done with it, is not decided here. What is asked, what people do, and the search have files of their own.

pub mod participation;
pub mod publishing;
pub mod questions;
pub mod search;

use super::{Connection, Error, instant, maybe, reach::Reach};
use chrono::{DateTime, Utc};
use rules::webinar::Facts;
use wire::webinar::{Seen, Speaker, Topic, WebinarFile};

/// Who looks: what of accounts that person reaches, and whose registrations and positions are the person's own.
#[derive(Clone, Copy, Debug)]
pub struct Eyes<'a> {
    /// The accounts that a webinar may be for.
    pub reach: &'a Reach,
    /// Id of the person.
    pub person: &'a str,
}

/// A webinar with what the one who looks has done.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Opaque id.
    pub id: String,
    /// Title.
    pub title: String,
    /// The abstract.
    pub about: String,
    /// What it is about.
    pub topic: Topic,
    /// What else.
    pub other_topic: Option<String>,
    /// Product families.
    pub families: Vec<String>,
    /// Who speaks.
    pub speaker: Speaker,
    /// When, whether it was cancelled, whether there is a recording.
    pub facts: Facts,
    /// IANA name.
    pub host_zone: String,
    /// Where to join.
    pub join_link: Option<String>,
    /// Telephone number and code.
    pub dial_in: Option<String>,
    /// Why it does not take place.
    pub cancelled_why: Option<String>,
    /// Of the calendar file.
    pub sequence: u32,
    /// When its publisher changed it last.
    pub changed_at: DateTime<Utc>,
    /// Grows with every change of its publisher.
    pub version: u32,
    /// Length of the recording, seconds, rounded up.
    pub duration: Option<u32>,
    /// There are captions.
    pub captions: bool,
    /// There are slides.
    pub slides: bool,
    /// The one who looks is registered.
    pub registered: bool,
    /// When that person joined.
    pub joined_at: Option<DateTime<Utc>>,
    /// How far that person has watched.
    pub seen: Option<Seen>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    title: String,
    about: String,
    topic: String,
    other_topic: Option<String>,
    families: String,
    speaker_name: String,
    speaker_title: Option<String>,
    starts_at: i64,
    ends_at: i64,
    host_zone: String,
    join_link: Option<String>,
    dial_in: Option<String>,
    cancelled_why: Option<String>,
    sequence: u32,
    changed_at: i64,
    version: u32,
    recorded: bool,
    duration_ms: Option<i64>,
    captions: bool,
    slides: bool,
    registered: bool,
    joined_at: Option<i64>,
    seconds: Option<u32>,
    watched_at: Option<i64>,
}

/// `?1` accounts, `?2` person.
macro_rules! webinars {
    ($tail:literal) => {
        concat!(
            "SELECT w.id, w.title, w.about, w.topic, w.other_topic, w.families, w.speaker_name, w.speaker_title, w.starts_at,
                    w.ends_at, w.host_zone, w.join_link, w.dial_in, w.cancelled_why, w.sequence, w.changed_at, w.version,
                    r.webinar_id IS NOT NULL AS recorded, r.duration_ms,
                    EXISTS (SELECT 1 FROM webinar_file f WHERE f.webinar_id = w.id AND f.kind = 'captions') AS captions,
                    EXISTS (SELECT 1 FROM webinar_file f WHERE f.webinar_id = w.id AND f.kind = 'slides') AS slides,
                    EXISTS (SELECT 1 FROM webinar_registration g WHERE g.webinar_id = w.id AND g.person_id = ?2)
                        AS registered,
                    a.joined_at, p.seconds, p.watched_at
             FROM webinar w
             LEFT JOIN webinar_file r ON r.webinar_id = w.id AND r.kind = 'recording'
             LEFT JOIN webinar_attendance a ON a.webinar_id = w.id AND a.person_id = ?2
             LEFT JOIN webinar_position p ON p.webinar_id = w.id AND p.person_id = ?2
             WHERE (NOT EXISTS (SELECT 1 FROM webinar_audience u WHERE u.webinar_id = w.id)
                 OR EXISTS (SELECT 1 FROM webinar_audience u WHERE u.webinar_id = w.id
                            AND u.account_id IN (SELECT value FROM json_each(?1)))) ",
            $tail
        )
    };
}

/// All that these eyes see.
///
/// # Errors
/// The database.
pub async fn all(conn: &mut Connection, eyes: Eyes<'_>) -> Result<Vec<Stored>, Error> {
    let rows: Vec<Row> = sqlx::query_as(webinars!("ORDER BY w.starts_at, w.id"))
        .bind(eyes.reach.account_list())
        .bind(eyes.person)
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(Row::stored).collect()
}

/// One; nothing when these eyes do not see it.
///
/// # Errors
/// The database.
pub async fn one(conn: &mut Connection, eyes: Eyes<'_>, id: &str) -> Result<Option<Stored>, Error> {
    let row: Option<Row> = sqlx::query_as(webinars!("AND w.id = ?3"))
        .bind(eyes.reach.account_list())
        .bind(eyes.person)
        .bind(id)
        .fetch_optional(conn)
        .await?;
    row.map(Row::stored).transpose()
}

impl Row {
    fn stored(self) -> Result<Stored, Error> {
        let seconds = |ms: i64| u32::try_from(ms.div_euclid(1000) + i64::from(ms % 1000 > 0)).unwrap_or(0);
        Ok(Stored {
            facts: Facts {
                starts: instant(self.starts_at)?,
                ends: instant(self.ends_at)?,
                cancelled: self.cancelled_why.is_some(),
                recorded: self.recorded,
            },
            families: serde_json::from_str(&self.families).map_err(|error| Error::Decode(error.into()))?,
            speaker: Speaker { name: self.speaker_name, title: self.speaker_title },
            topic: self.topic.as_str().into(),
            changed_at: instant(self.changed_at)?,
            duration: self.duration_ms.map(seconds),
            seen: self.seconds.map(|seconds| Seen { seconds, finished: self.watched_at.is_some() }),
            joined_at: maybe(self.joined_at, instant)?,
            id: self.id,
            title: self.title,
            about: self.about,
            other_topic: self.other_topic,
            host_zone: self.host_zone,
            join_link: self.join_link,
            dial_in: self.dial_in,
            cancelled_why: self.cancelled_why,
            sequence: self.sequence,
            version: self.version,
            captions: self.captions,
            slides: self.slides,
            registered: self.registered,
        })
    }
}

#[derive(sqlx::FromRow)]
struct FileRow {
    kind: String,
    name: String,
    media_type: String,
    bytes: u32,
    sha256: String,
    posted_at: i64,
}

/// What there is to look at.
///
/// # Errors
/// The database.
pub async fn files(conn: &mut Connection, id: &str) -> Result<Vec<WebinarFile>, Error> {
    let rows: Vec<FileRow> = sqlx::query_as(
        "SELECT kind, name, media_type, bytes, sha256, posted_at FROM webinar_file WHERE webinar_id = ? ORDER BY kind",
    )
    .bind(id)
    .fetch_all(conn)
    .await?;
    let file = |row: FileRow| {
        Ok(WebinarFile {
            kind: row.kind.as_str().into(),
            name: row.name,
            media_type: row.media_type,
            bytes: row.bytes,
            version: row.sha256.get(..16).unwrap_or(&row.sha256).to_owned(),
            posted_at: instant(row.posted_at)?,
        })
    };
    rows.into_iter().map(file).collect()
}

/// The product families of the units in use of these accounts.
///
/// # Errors
/// The database.
pub async fn families_in_use(conn: &mut Connection, reach: &Reach) -> Result<Vec<String>, Error> {
    sqlx::query_scalar(
        "SELECT DISTINCT family FROM unit
         WHERE account_id IN (SELECT value FROM json_each(?)) AND family <> '' AND usage = 'in_use' ORDER BY family",
    )
    .bind(reach.account_list())
    .fetch_all(conn)
    .await
}
