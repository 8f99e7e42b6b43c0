//! Call notes.

use wire::{
    call_note::{CallNote, CallNoteList, ChangeCallNote, MakeCallNote},
    path,
};

use super::{Abort, Failure, IdempotencyKey, request};

/// All call notes of the account.
pub async fn list(abort: &Abort) -> Result<CallNoteList, Failure> {
    request::get(path::CALL_NOTES, abort).await.map(|answer| answer.body)
}

/// One call note with its entity tag.
pub async fn one(number: &str, abort: &Abort) -> Result<(CallNote, String), Failure> {
    let answer = request::get(&path::call_note(number), abort).await?;
    Ok((answer.body, answer.etag.unwrap_or_default()))
}

/// Notes that somebody is calling.
pub async fn make(note: &MakeCallNote, key: &IdempotencyKey) -> Result<CallNote, Failure> {
    request::post(path::CALL_NOTES, note, key).await.map(|answer| answer.body)
}

/// Says what became of the call.
pub async fn change(number: &str, change: &ChangeCallNote, etag: &str) -> Result<CallNote, Failure> {
    request::patch(&path::call_note(number), change, etag).await.map(|answer| answer.body)
}
