//! What people see and set of themselves.

use wire::{
    path,
    profile::{ChangeMe, ChangePassword, Sessions},
    session::Me,
};

use super::{Abort, Failure, Reading, request};

/// Own details with their entity tag.
pub fn me() -> Reading<(Me, String)> {
    Reading::with_etag(path::ME.to_owned())
}

/// Changes own details; gives them as they are then, with their new tag.
pub async fn change(change: &ChangeMe, etag: &str) -> Result<(Me, String), Failure> {
    let answer = request::patch(path::ME, change, etag).await?;
    Ok((answer.body, answer.etag.unwrap_or_default()))
}

/// The tag as it is now, after somebody was quicker.
pub async fn tag_now() -> Option<String> {
    me().send(&Abort::never()).await.ok().map(|(_, etag)| etag)
}

/// Another password; all other sessions end.
pub async fn set_password(old: String, new: String) -> Result<(), Failure> {
    request::put(path::PASSWORD, &ChangePassword { old, new }).await
}

/// Own sessions.
pub fn sessions() -> Reading<Sessions> {
    Reading::new(path::SESSIONS)
}

/// Ends one; all but this one when there is no id.
pub async fn end_session(id: Option<&str>) -> Result<(), Failure> {
    request::delete(&id.map_or_else(|| path::SESSIONS.to_owned(), path::session)).await
}
