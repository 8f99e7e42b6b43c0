//! Reports that are not sent yet. All of it goes on while somebody types, so nobody is told of a failure but the caller.

use gloo_net::http::Method;
use wire::{
    case_draft::{CaseDraft, DraftList, DraftSummary, SaveDraft},
    path,
};

use super::{Failure, Reading, request};

/// All of the person, as a page loads them.
pub fn list() -> Reading<DraftList> {
    Reading::new(path::DRAFTS)
}

/// All of the person.
pub async fn all() -> Result<DraftList, Failure> {
    request::quietly(Method::GET, path::DRAFTS, None, &[]).await?.read().map(|answer| answer.body)
}

/// One with everything that was typed.
pub async fn one(id: &str) -> Result<CaseDraft, Failure> {
    request::quietly(Method::GET, &path::draft(id), None, &[]).await?.read().map(|answer| answer.body)
}

/// Saves one in the place of that version; version 0: it is new.
pub async fn save(id: &str, draft: &SaveDraft, version: u32) -> Result<DraftSummary, Failure> {
    let body = request::to_json(draft)?;
    let tag = format!("\"{version}\"");
    let seen = if version == 0 { ("If-None-Match", "*") } else { ("If-Match", tag.as_str()) };
    let answer = request::quietly(Method::PUT, &path::draft(id), Some(&body), &[seen]).await?;
    answer.read().map(|answer| answer.body)
}

/// Throws one away, of that version only.
pub async fn delete(id: &str, version: u32) -> Result<(), Failure> {
    let tag = format!("\"{version}\"");
    request::quietly(Method::DELETE, &path::draft(id), None, &[("If-Match", &tag)]).await.map(drop)
}
