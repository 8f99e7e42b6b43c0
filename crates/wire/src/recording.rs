//! Files of a webinar as they are posted: what the server has received, where the files are, how large they may be. The
//! bytes themselves cross HTTP as they are. What stands in a list of files is in [`crate::webinar`].

use crate::{
    answer, path,
    webinar::{FileKind, WebinarFile},
};
use serde::Serialize;

answer! {
    /// `PUT /v1/webinars/{id}/{file}`: what has arrived.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct PostedFile {
        /// The file as lists tell of it.
        pub file: WebinarFile,
        /// SHA-256 of the bytes that were stored, lower-case hexadecimal.
        pub sha256: String,
        /// Length of a recording as its file says it, seconds, rounded up.
        #[serde(default)]
        pub duration_seconds: Option<u32>,
        /// How many captions or chapters there are.
        #[serde(default)]
        pub cues: Option<u32>,
    }
}

/// The kinds that the portal keeps.
pub const KINDS: [FileKind; 5] =
    [FileKind::Recording, FileKind::Captions, FileKind::Chapters, FileKind::Slides, FileKind::Poster];

/// Where a file of a webinar is got, posted and taken down.
#[must_use]
pub fn file(webinar: &str, kind: &FileKind) -> String {
    path::webinar_part(webinar, kind.as_str())
}

/// Most bytes of a file; nothing fits where the kind is not known.
#[must_use]
pub fn most_bytes(kind: &FileKind) -> u64 {
    match kind {
        FileKind::Recording => 2_000_000_000,
        FileKind::Slides => 50_000_000,
        FileKind::Captions | FileKind::Chapters | FileKind::Poster => 2_000_000,
        FileKind::Unknown(_) => 0,
    }
}

/// Is that the path of a file of a webinar? These are the only requests that bring something else than JSON.
#[must_use]
pub fn is_file(path: &str) -> bool {
    let part = path.strip_prefix(path::WEBINARS).and_then(|rest| rest.strip_prefix('/'));
    part.and_then(|rest| rest.split_once('/'))
        .is_some_and(|(_, part)| KINDS.iter().any(|kind| kind.as_str() == part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_files() {
        for kind in KINDS {
            assert!(is_file(&file("a/b ü", &kind)), "{kind:?}");
            assert!(most_bytes(&kind) > 0);
        }
        for other in [
            "/v1/webinars",
            "/v1/webinars/x",
            "/v1/webinars/x/feedback",
            "/v1/units/x/slides",
            "/v1/webinars/x/y/slides",
        ] {
            assert!(!is_file(other), "{other}");
        }
    }
}
