//! What an API may do without. Everything else is the core that each must answer: who is signed in, units, service contracts,
//! cases (list, read, create) and contacts. What is missing is hidden, or explained where somebody looks for it.

/// Something that an API may do without.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Optional {
    /// As `capabilitiesOff` in `config.json` names it.
    pub name: &'static str,
    /// Its calls: the beginnings of their paths; `*` stands for one part that comes from data. None: it has no address of its own, as a habit of HTTP.
    pub paths: &'static [&'static str],
}

const fn optional(name: &'static str, paths: &'static [&'static str]) -> Optional {
    Optional { name, paths }
}

/// The name of the habit of giving what can be changed an entity tag.
pub const ETAG: &str = "etag";
/// The name of the habit of answering a repeated creation with what the first made.
pub const IDEMPOTENCY: &str = "idempotency";
/// The name of the habit of saying in `/v1/meta` what time it is.
pub const SERVER_TIME: &str = "serverTime";

/// The name of registrations of many units, which are read again.
pub const BATCHES: &str = "batches";
/// The name of changes of who is named for an account.
pub const ROSTER_CHANGES: &str = "rosterChanges";
/// What can't be had by who shows a token: a film is got by its address alone.
pub const NOT_BY_TOKEN: &str = "webinars";

/// All of them.
pub const OPTIONAL: &[Optional] = &[
    optional("activation", &["/v1/activation", "/v1/releases"]),
    optional("advisor", &["/v1/advisor", "/v1/advice"]),
    // Of many units; one is registered by the same call.
    optional(BATCHES, &[]),
    optional("callNotes", &["/v1/call-notes"]),
    optional("caseFiles", &["/v1/cases/*/files"]),
    optional("caseSteps", &["/v1/cases/*/steps"]),
    optional("certificates", &["/v1/contacts/*/certificate", "/v1/contacts/*/approval"]),
    optional("claims", &["/v1/claims", "/v1/units/*/transfer"]),
    optional("drafts", &["/v1/drafts"]),
    optional("escalations", &["/v1/cases/*/escalations"]),
    optional(ETAG, &[]),
    optional("exports", &["/v1/cases/export", "/v1/units/export"]),
    optional("facets", &["/v1/cases/facets", "/v1/units/facets"]),
    optional("handover", &["/v1/handover"]),
    optional(IDEMPOTENCY, &[]),
    optional("invitations", &["/v1/invitations"]),
    optional("labels", &["/v1/units/*/label"]),
    optional("meetings", &["/v1/meetings"]),
    optional("meta", &["/v1/meta"]),
    optional("onBoarding", &["/v1/on-boarding"]),
    optional("participants", &["/v1/cases/*/participants"]),
    optional("people", &["/v1/people"]),
    optional("profile", &["/v1/sessions", "/v1/password"]),
    optional("proposals", &["/v1/proposals"]),
    // Before the registration itself, in which it lies.
    optional("registrationCheck", &["/v1/registration/check"]),
    optional("registration", &["/v1/registration", "/v1/registrations"]),
    optional("responseRecord", &["/v1/response-record"]),
    optional("responsibilities", &["/v1/responsibilities", "/v1/notices"]),
    optional("rmas", &["/v1/cases/*/rmas"]),
    // They are sent to where the roster is read.
    optional(ROSTER_CHANGES, &[]),
    optional("rosterHistory", &["/v1/contacts/changes", "/v1/contacts/confirmation"]),
    optional(SERVER_TIME, &[]),
    optional("sites", &["/v1/sites"]),
    optional("unitChanges", &["/v1/units/changes"]),
    optional("unitHistory", &["/v1/units/*/history"]),
    optional("views", &["/v1/views"]),
    optional(NOT_BY_TOKEN, &["/v1/webinars"]),
    optional("workspace", &["/v1/workspace"]),
    optional("zones", &["/v1/zones"]),
];

/// Is there one of that name? What a list can't be asked for is named by the list and its query: `units?answer`, `units?sort=family`.
#[must_use]
pub fn is_known(name: &str) -> bool {
    OPTIONAL.iter().any(|known| known.name == name)
        || ["units?", "cases?"].iter().any(|list| name.starts_with(list))
}

/// Whether a call asks a list for what that name names: a parameter, whatever its value, or one value of it, whichever way it sorts.
#[must_use]
pub fn is_asked_for(name: &str, path: &str) -> bool {
    let (Some((list, named)), Some((of, query))) = (name.split_once('?'), path.split_once('?')) else {
        return false;
    };
    let is_named = |pair: &str| pair == named || pair.split('=').next() == Some(named);
    of.strip_prefix("/v1/") == Some(list) && query.replace("=-", "=").split('&').any(is_named)
}

/// What an API does without that has no such address as a whole; nothing where another name may be found there.
#[must_use]
pub fn learned(path: &str) -> Option<&'static str> {
    let is_of_many = path.split('?').next() == Some(crate::path::REGISTRATIONS);
    let name = of_path(path).filter(|_| is_whole(path))?.name;
    Some(if is_of_many { BATCHES } else { name })
}

/// Whether all that belongs to it is sent there, and nothing is read.
#[must_use]
pub fn is_sent_to_only(path: &str) -> bool {
    [crate::path::UNIT_CHANGES, crate::path::REGISTRATION_CHECK].contains(&path)
}

/// Whether it is the roster, or somebody on it.
#[must_use]
pub fn is_roster(path: &str) -> bool {
    begins_with(path, crate::path::CONTACTS) && of_path(path).is_none()
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
        let others = [path::ROSTER_CHANGES, "/v1/contacts/7/certificate", path::ME];
        assert!(
            is_roster("/v1/contacts?account=a")
                && is_roster("/v1/contacts/7")
                && !others.map(is_roster).contains(&true)
        );
        assert!(is_whole("/v1/webinars?limit=1") && !is_whole("/v1/webinars/7"));
    }

    #[test]
    fn what_a_list_cannot_be_asked_for_is_named_by_its_query() {
        let path = "/v1/units?answer=cannot_tell&sort=-family";
        for named in ["units?answer", "units?answer=cannot_tell", "units?sort=family", "units?sort"] {
            assert!(is_known(named) && is_asked_for(named, path), "{named}");
        }
        for other in [
            "cases?answer",
            "units?ans",
            "units?answer=no_cover_found",
            "units?sort=model",
            "units",
            "exports",
        ] {
            assert!(!is_asked_for(other, path), "{other}");
        }
        assert!(!is_asked_for("units?answer", path::UNITS) && !is_known("sites?q") && !is_known("answer"));
    }

    #[test]
    fn whoever_adopts_the_portal_is_told_every_name() {
        let told = include_str!("../../../docs/adopt.md").split_whitespace().collect::<Vec<_>>().join(" ");
        for known in OPTIONAL {
            let paths: Vec<String> = known.paths.iter().map(|path| format!("`{path}`")).collect();
            let name = if paths.is_empty() {
                format!("`{}`", known.name)
            } else {
                format!("`{}` ({})", known.name, paths.join(", "))
            };
            assert!(told.contains(&name), "{name}");
        }
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
