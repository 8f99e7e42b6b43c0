//! What a file is, by its bytes: names and media types of senders decide nothing. It is looked into, never run, unpacked or
//! rewritten.

use super::length;
use rules::vtt::{self, Cue, Fault, Kind, Track};
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};
use wire::webinar::FileKind;

/// A file that fits its kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    /// As it is served.
    pub media_type: &'static str,
    /// The end of its name.
    pub extension: &'static str,
    /// Length of a recording, milliseconds.
    pub duration: Option<u32>,
    /// Captions or chapters.
    pub cues: Option<Vec<Cue>>,
}

/// Why a file does not fit.
#[derive(Debug)]
pub enum Unfit {
    /// It is something else; says what it should be.
    Other(&'static str),
    /// A recording that does not say how long it is.
    NoLength,
    /// Captions or chapters with faults.
    Faults(Vec<Fault>),
    /// It can't be read.
    Disk(io::Error),
}

impl From<io::Error> for Unfit {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// Looks into a file that should be of that kind. It waits for the disk.
///
/// # Errors
/// The file does not fit, or can't be read.
pub fn look(kind: &FileKind, path: &Path) -> Result<Content, Unfit> {
    let mut file = File::open(path)?;
    match kind {
        FileKind::Recording => recording(file),
        FileKind::Captions => track(file, Kind::Captions),
        FileKind::Chapters => track(file, Kind::Chapters),
        FileKind::Slides => {
            let starts = head(&mut file)?.starts_with(b"%PDF-");
            (starts && tail(&mut file)?.windows(5).any(|bytes| bytes == b"%%EOF"))
                .then(|| plain("application/pdf", "pdf"))
                .ok_or(Unfit::Other("Slides are a PDF file, and this is none"))
        }
        FileKind::Poster => poster(&head(&mut file)?)
            .ok_or(Unfit::Other("A poster is a PNG, JPEG or WebP picture, and this is none")),
        FileKind::Unknown(_) => Err(Unfit::Other("There is no such kind of file")),
    }
}

fn plain(media_type: &'static str, extension: &'static str) -> Content {
    Content { media_type, extension, duration: None, cues: None }
}

fn head(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn tail(file: &mut File) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(1024)))?;
    let mut bytes = Vec::new();
    file.take(1024).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn poster(head: &[u8]) -> Option<Content> {
    let riff = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP");
    match head {
        _ if head.starts_with(b"\x89PNG\r\n\x1a\n") => Some(plain("image/png", "png")),
        _ if head.starts_with(b"\xff\xd8\xff") => Some(plain("image/jpeg", "jpg")),
        _ if riff => Some(plain("image/webp", "webp")),
        _ => None,
    }
}

fn recording(mut file: File) -> Result<Content, Unfit> {
    const OTHER: Unfit = Unfit::Other("A recording is a WebM or MP4 file, and this is neither");
    let head = head(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    let reader = io::BufReader::new(file);
    let (mut content, length) = if head.starts_with(&length::EBML) {
        (plain("video/webm", "webm"), length::of_webm(reader))
    } else if head.get(4..8) == Some(b"ftyp") {
        (plain("video/mp4", "mp4"), length::of_mp4(reader))
    } else {
        return Err(OTHER);
    };
    content.duration = match length? {
        length::Length::Milliseconds(length) => Some(length),
        length::Length::Unsaid => return Err(Unfit::NoLength),
        length::Length::Other => return Err(OTHER),
    };
    Ok(content)
}

fn track(mut file: File, kind: Kind) -> Result<Content, Unfit> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Unfit::Other("Captions and chapters are text in UTF-8, and this is not"))?;
    let Track { cues, faults } = vtt::parse(&text, kind);
    if !faults.is_empty() {
        return Err(Unfit::Faults(faults));
    }
    Ok(Content { cues: Some(cues), ..plain("text/vtt; charset=utf-8", "vtt") })
}
