//! Meetings with the advisor.

use wire::{
    advisor::AdvisorOfAccount,
    meeting::{BeginMeeting, ChangeMeeting, Meeting, MeetingKind, MeetingList},
    path,
};

use super::{Failure, IdempotencyKey, Reading, request};

/// Those of a kind; `account` is empty for one's own.
pub fn list(kind: &MeetingKind, account: &str) -> Reading<MeetingList> {
    let query = path::query(&[("kind", kind.as_str()), ("account", account)]);
    Reading::new(format!("{}{query}", path::MEETINGS))
}

/// One, as it is now.
pub fn read(id: &str) -> Reading<Meeting> {
    Reading::new(path::meeting(id))
}

/// The advisor of an account, whose hours are a hint for proposed times.
pub fn advisor(account: &str) -> Reading<AdvisorOfAccount> {
    Reading::new(format!("{}{}", path::ADVISOR, path::query(&[("account", account)])))
}

/// Asks for one, or begins one.
pub async fn begin(meeting: &BeginMeeting, account: &str, key: &IdempotencyKey) -> Result<Meeting, Failure> {
    let path = format!("{}{}", path::MEETINGS, path::query(&[("account", account)]));
    request::post(&path, meeting, key).await.map(|answer| answer.body)
}

/// Takes a step on the version that was seen.
pub async fn change(id: &str, step: &ChangeMeeting, version: u32) -> Result<Meeting, Failure> {
    request::patch(&path::meeting(id), step, &format!("\"{version}\"")).await.map(|answer| answer.body)
}

/// The path of its entry for a calendar.
pub fn calendar(id: &str) -> String {
    path::meeting_calendar(id)
}
