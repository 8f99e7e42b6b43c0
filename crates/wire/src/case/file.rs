//! Files of a case as they cross HTTP. The bytes cross as they are; what a name and a size may be is `rules::case_file`'s to
//! say.

use super::Case;
use crate::{answer, path};
use chrono::{DateTime, Utc};
use rules::case_file::Held;
use serde::{Deserialize, Serialize};

answer! {
    /// A file of a case.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct CaseFile {
        /// Within the case, from 1.
        pub number: u32,
        /// As it was chosen; text, whatever it looks like.
        pub name: String,
        /// Size.
        pub bytes: u32,
        /// SHA-256 of the bytes that are stored, lower-case hexadecimal.
        pub sha256: String,
        /// Whether it may run code when it is opened, by its name or by what is in it; "no" is no promise.
        pub may_run [default]: bool,
        /// When it was added.
        pub added_at: DateTime<Utc>,
        /// Who added it.
        pub added_by: String,
        /// Id of who added it, who alone may withdraw it.
        pub added_by_id [default]: String,
        /// When it was withdrawn. Since then only who added it gets it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub withdrawn_at: Option<DateTime<Utc>>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub withdrawn_why: Option<String>,
    }
}

/// `POST /v1/cases/{number}/files/{id}/withdraw`, with `If-Match` and `Idempotency-Key`: takes one's own file back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WithdrawFile {
    /// Why; at most 250 characters.
    pub reason: String,
}

impl Case {
    /// What its files take.
    #[must_use]
    pub fn held(&self) -> Held {
        let bytes = self.files.iter().map(|file| u64::from(file.bytes)).sum();
        Held { count: self.files.len(), bytes }
    }
}

/// Is that the path that files are added at? These requests bring something else than JSON.
#[must_use]
pub fn takes_files(path: &str) -> bool {
    let number =
        path.strip_prefix(path::CASES).and_then(|rest| rest.strip_prefix('/')?.strip_suffix("/files"));
    number.is_some_and(|number| !number.is_empty() && !number.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_take_files() {
        assert!(takes_files(&path::case_files("a/b")));
        for other in [
            "/v1/cases",
            "/v1/cases//files",
            "/v1/cases/1/files/2",
            "/v1/cases/1/2/files",
            "/v1/units/1/files",
        ] {
            assert!(!takes_files(other), "{other}");
        }
    }
}
