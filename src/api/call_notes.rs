//! Call notes.

use wire::{
    call_note::{CallNote, CallNoteList, ChangeCallNote, MakeCallNote},
    path,
};

use super::{Failure, IdempotencyKey, Reading, request};

/// All call notes of the account.
pub fn list() -> Reading<CallNoteList> {
    Reading::new(path::CALL_NOTES)
}

/// One call note with its entity tag.
pub fn one(number: &str) -> Reading<(CallNote, String)> {
    Reading::with_etag(path::call_note(number))
}

/// Notes that somebody is calling.
pub async fn make(note: &MakeCallNote, key: &IdempotencyKey) -> Result<CallNote, Failure> {
    request::post(path::CALL_NOTES, note, key).await.map(|answer| answer.body)
}

/// Says what became of the call.
pub async fn change(number: &str, change: &ChangeCallNote, etag: &str) -> Result<CallNote, Failure> {
    request::patch(&path::call_note(number), change, etag).await.map(|answer| answer.body)
}
