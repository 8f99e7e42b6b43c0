//! What an API may do without. Everything else is the core that each must answer: who is signed in, units, service contracts,
//! cases (list, read, create) and contacts. What is missing is hidden, or explained where somebody looks for it.

/// Something that an API may do without.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Optional {
    /// As `capabilitiesOff` in `config.json` names it.
    pub name: &'static str,
    /// For people, completes "This portal's server does without …".
    pub words: &'static str,
    /// Its calls: the beginnings of their paths; `*` stands for one part that comes from data. None: a habit of HTTP.
    pub paths: &'static [&'static str],
}

const fn optional(name: &'static str, words: &'static str, paths: &'static [&'static str]) -> Optional {
    Optional { name, words, paths }
}

/// The name of the habit of answering a repeated creation with what the first made.
pub const IDEMPOTENCY: &str = "idempotency";
/// The name of the habit of saying in `/v1/meta` what time it is.
pub const SERVER_TIME: &str = "serverTime";

/// All of them.
pub const OPTIONAL: &[Optional] = &[
    optional("activation", "activation", &["/v1/activation", "/v1/releases"]),
    optional("advisor", "the advisor's desk", &["/v1/advisor", "/v1/advice"]),
    optional("callNotes", "call notes", &["/v1/call-notes"]),
    optional("caseFiles", "files of cases", &["/v1/cases/*/files"]),
    optional("caseSteps", "changes of cases", &["/v1/cases/*/steps"]),
    optional("certificates", "certificates", &["/v1/contacts/*/certificate", "/v1/contacts/*/approval"]),
    optional("claims", "claims of units", &["/v1/claims", "/v1/units/*/transfer"]),
    optional("drafts", "reports that are not sent", &["/v1/drafts"]),
    optional("escalations", "escalations", &["/v1/cases/*/escalations"]),
    optional("etag", "versions of what can be edited", &[]),
    optional("exports", "lists as files", &["/v1/cases/export", "/v1/units/export"]),
    optional("facets", "counts beside the filters", &["/v1/cases/facets", "/v1/units/facets"]),
    optional("handover", "the shift handover", &["/v1/handover"]),
    optional(IDEMPOTENCY, "answers to a repeated request", &[]),
    optional("invitations", "invitations", &["/v1/invitations"]),
    optional("labels", "labels of units", &["/v1/units/*/label"]),
    optional("meetings", "meetings", &["/v1/meetings"]),
    optional("meta", "a description of itself", &["/v1/meta"]),
    optional("onBoarding", "on-boarding", &["/v1/on-boarding"]),
    optional("participants", "people who take part in cases", &["/v1/cases/*/participants"]),
    optional("people", "roles of people", &["/v1/people"]),
    optional("profile", "own details", &["/v1/sessions", "/v1/password"]),
    optional("proposals", "proposals for the roster", &["/v1/proposals"]),
    // Before the registration itself, in which it lies.
    optional("registrationCheck", "looking up what is registered", &["/v1/registration/check"]),
    optional("registration", "registration of units", &["/v1/registration", "/v1/registrations"]),
    optional("responseRecord", "the record of response times", &["/v1/response-record"]),
    optional("responsibilities", "responsibilities and notices", &["/v1/responsibilities", "/v1/notices"]),
    optional("rmas", "replacements", &["/v1/cases/*/rmas"]),
    optional(
        "rosterHistory",
        "the history of the roster",
        &["/v1/contacts/changes", "/v1/contacts/confirmation"],
    ),
    optional(SERVER_TIME, "the time of its clock", &[]),
    optional("sites", "sites", &["/v1/sites"]),
    optional("unitChanges", "changes of units", &["/v1/units/changes"]),
    optional("unitHistory", "the history of units", &["/v1/units/*/history"]),
    optional("views", "saved views", &["/v1/views"]),
    optional("webinars", "webinars", &["/v1/webinars"]),
    optional("workspace", "the accounts side by side", &["/v1/workspace"]),
    optional("zones", "the names of time zones", &["/v1/zones"]),
];

/// Is there one of that name?
#[must_use]
pub fn is_known(name: &str) -> bool {
    OPTIONAL.iter().any(|known| known.name == name)
}

/// What a call belongs to; nothing for the core.
#[must_use]
pub fn of_path(path: &str) -> Option<&'static Optional> {
    OPTIONAL.iter().find(|known| known.paths.iter().any(|pattern| begins_with(path, pattern)))
}

/// Whether a failure there says that there is no such thing at all, and not only none of that name.
#[must_use]
pub fn is_whole(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    OPTIONAL.iter().any(|known| known.paths.contains(&path))
}

fn begins_with(path: &str, pattern: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    let mut parts = path.split('/');
    pattern.split('/').all(|expected| parts.next().is_some_and(|part| expected == "*" || part == expected))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path;

    #[test]
    fn a_call_belongs_to_one_thing_or_to_the_core() {
        let name = |path: &str| of_path(path).map(|found| found.name);
        for core in [
            path::ME,
            path::SESSION,
            path::UNITS,
            path::CASES,
            path::CONTRACTS,
            path::CONTACTS,
            "/v1/units/A1",
            "/v1/cases/2026-1?x=1",
        ] {
            assert_eq!(name(core), None, "{core}");
        }
        assert_eq!(name(&path::case_files("2026-1")), Some("caseFiles"));
        assert_eq!(name(&format!("{}?limit=1", path::WEBINARS)), Some("webinars"));
        assert_eq!(name(&path::unit_history("A1")), Some("unitHistory"));
        assert_eq!(name(path::CASE_EXPORT), Some("exports"));
        assert!(is_whole("/v1/webinars?limit=1") && !is_whole("/v1/webinars/7"));
    }

    /// No thing hides behind another, and none is named twice.
    #[test]
    fn every_path_is_found_under_its_own_name() {
        for known in OPTIONAL {
            assert_eq!(OPTIONAL.iter().filter(|other| other.name == known.name).count(), 1);
            for pattern in known.paths {
                let path = pattern.replace('*', "x");
                assert_eq!(of_path(&path).map(|found| found.name), Some(known.name), "{path}");
            }
        }
    }
}
