//! What keeps an account ready: activation, software releases, responsibilities, written notices. An empty account is one's
//! own.

use wire::{
    activation::{Activation, ChangeActivation},
    notice::{ChangeNotice, Notice, NoticeList, SendNotice},
    path,
    release::{RecordReleases, ReleaseAnswers},
    responsibilities::{ChangeResponsibilities, Responsibilities},
};

use super::{Failure, IdempotencyKey, Reading, request};

fn of(path: &str, account: &str) -> String {
    format!("{path}{}", path::query(&[("account", account)]))
}

/// What activates the service, with its entity tag.
pub fn activation(account: &str) -> Reading<(Activation, String)> {
    Reading::with_etag(of(path::ACTIVATION, account))
}

/// Takes one step of an activation that was seen.
pub async fn change_activation(account: &str, step: &ChangeActivation, etag: &str) -> Result<(), Failure> {
    request::patch::<Activation>(&of(path::ACTIVATION, account), step, etag).await.map(drop)
}

/// What would become of a list of releases.
pub async fn check_releases(list: &RecordReleases) -> Result<ReleaseAnswers, Failure> {
    request::post_once(path::RELEASES_CHECK, list).await
}

/// Records a list of releases.
pub async fn record_releases(list: &RecordReleases, key: &IdempotencyKey) -> Result<ReleaseAnswers, Failure> {
    request::post(path::RELEASES, list, key).await.map(|answer| answer.body)
}

/// How the responsibilities stand, with their entity tag.
pub fn responsibilities(account: &str) -> Reading<(Responsibilities, String)> {
    Reading::with_etag(of(path::RESPONSIBILITIES, account))
}

/// Takes one step of the responsibilities that were seen.
pub async fn change_responsibilities(
    account: &str,
    step: &ChangeResponsibilities,
    etag: &str,
) -> Result<(), Failure> {
    request::patch::<Responsibilities>(&of(path::RESPONSIBILITIES, account), step, etag).await.map(drop)
}

/// Written notices, the newest first.
pub fn notices(account: &str) -> Reading<NoticeList> {
    Reading::new(of(path::NOTICES, account))
}

/// One notice with its entity tag.
pub fn notice(number: &str) -> Reading<(Notice, String)> {
    Reading::with_etag(path::notice(number))
}

/// Sends a notice.
pub async fn send_notice(notice: &SendNotice, key: &IdempotencyKey) -> Result<Notice, Failure> {
    request::post(path::NOTICES, notice, key).await.map(|answer| answer.body)
}

/// Says that the advisor has seen a notice.
pub async fn acknowledge(number: &str, etag: &str) -> Result<(), Failure> {
    let seen = ChangeNotice { acknowledged: true };
    request::patch::<Notice>(&path::notice(number), &seen, etag).await.map(drop)
}
