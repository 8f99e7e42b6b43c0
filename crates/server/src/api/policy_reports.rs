//! What browsers blocked on our pages, told by themselves (Reporting API). One line of the log each, so that a policy that
//! is too tight, or somebody who tries, is noticed. Nothing is stored, and nothing that names a person or a unit is logged:
//! a blocked address only by its origin, a page not at all.

use crate::{app::App, body, problem::Refusal};
use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use std::sync::{Mutex, PoisonError};
use wire::problem::{Kind, Problem};

/// One report, as the browser writes it; what is not named here is not read.
#[derive(Deserialize, Debug)]
pub struct Report {
    /// `csp-violation`; others are not logged.
    #[serde(rename = "type")]
    kind: String,
    /// What was blocked.
    body: Violation,
}

/// A violation of the content security policy.
#[derive(Deserialize, Debug)]
#[serde(rename_all = "camelCase")]
pub struct Violation {
    /// `script-src-elem`, `require-trusted-types-for`, …
    #[serde(default)]
    effective_directive: String,
    /// An address, or a word such as `inline` or `trusted-types-sink`.
    #[serde(default, rename = "blockedURL")]
    blocked: String,
    /// Where in the source it began, a number from 1.
    line_number: Option<u32>,
}

/// What browsers blocked. Sent by the browser itself, without Idempotency-Key and without `X-Portal`; nothing is stored.
#[utoipa::path(post, path = "/v1/policy-reports", operation_id = "reportViolations", tag = "installation", security(()),
    request_body(content = Vec<serde_json::Value>, content_type = "application/reports+json",
        description = "Reports as the browser writes them, each with `type` and `body`. Of the type `csp-violation`, `effectiveDirective`, `blockedURL` and `lineNumber` of the body are read; reports of other types, or of another form, are passed over"),
    responses((status = 204, description = "Noted"), (status = 400, body = Problem)))]
pub async fn take(State(app): State<App>, request: Request) -> Result<StatusCode, Refusal> {
    let body = body::read(request).await?;
    let reports: Vec<serde_json::Value> = serde_json::from_slice(&body).map_err(|_| {
        Refusal::new(Kind::Unreadable, "Send a JSON list of reports, each with type and body.")
    })?;
    // Reports of other kinds have other forms.
    let reports = reports.into_iter().filter_map(|report| serde_json::from_value::<Report>(report).ok());
    for report in reports.filter(|report| report.kind == "csp-violation") {
        if !app.policy_reports.may_log(app.clock.now()) {
            break;
        }
        let directive = word(&report.body.effective_directive);
        let blocked = origin(&report.body.blocked);
        tracing::warn!(%directive, %blocked, line = report.body.line_number, "a browser blocked something");
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps reports from filling the log: so many in a minute, for all senders together.
#[derive(Debug, Default)]
pub struct PolicyReports(Mutex<Minute>);

#[derive(Debug, Default)]
struct Minute {
    began: DateTime<Utc>,
    logged: u32,
}

impl PolicyReports {
    const IN_A_MINUTE: u32 = 30;

    fn may_log(&self, now: DateTime<Utc>) -> bool {
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back begins a minute too.
        if (now - minute.began).abs() >= TimeDelta::minutes(1) {
            *minute = Minute { began: now, logged: 0 };
        }
        minute.logged += 1;
        minute.logged <= Self::IN_A_MINUTE
    }
}

/// A directive or a keyword; anything else could carry data of its sender.
fn word(text: &str) -> &str {
    let fits =
        (1..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if fits { text } else { "(unreadable)" }
}

/// Scheme and host of an address, without its path; a keyword as it is.
fn origin(text: &str) -> String {
    let plain =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    match text.split_once("://") {
        Some((scheme, rest)) => {
            let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
            let host = host.rsplit('@').next().unwrap_or_default();
            let fits = plain(scheme) && plain(host) && scheme.len() + host.len() <= 260;
            if fits { format!("{scheme}://{host}") } else { "(unreadable)".to_owned() }
        }
        None => word(text).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_origin_is_kept() {
        for (blocked, kept) in [
            ("https://evil.example:8443/x?serial=JN1234#y", "https://evil.example:8443"),
            ("https://user:secret@evil.example/", "https://evil.example"),
            ("inline", "inline"),
            ("trusted-types-sink", "trusted-types-sink"),
            ("", "(unreadable)"),
            ("line\nbreak", "(unreadable)"),
            ("https://a b/", "(unreadable)"),
        ] {
            assert_eq!(origin(blocked), kept, "{blocked}");
        }
    }

    #[test]
    fn thirty_lines_in_a_minute() {
        let reports = PolicyReports::default();
        let at = |second: i64| DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap();
        let logged = |second: i64| (0..50).filter(|_| reports.may_log(at(second))).count();
        assert_eq!([logged(0), logged(59), logged(60), logged(-600)], [30, 0, 30, 30]);
    }
}
