//! Sends the files that wait, one after the other: each is read for its SHA-256, the case is looked at, the file goes on its
//! way, and when no answer comes the case is looked at again. So nothing is sent twice, and what is said to be sent is there.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;
use rules::{
    case_file::fault,
    case_life::{Side, after_file},
};
use send_wrapper::SendWrapper;
use wire::case::Case;

use crate::{
    api::{self, Abort, Failure},
    browser::{
        announce::Announcer,
        timer::sleep,
        upload::{self, Sending},
    },
    pages::case::uploads::{State, Upload, Uploads},
};

/// How often the case is looked at when all of a file was sent, and how long after each time: the server may still be at it.
const LOOKS: usize = 4;
const PAUSE: Duration = Duration::from_secs(1);

/// Begins with those that wait, unless that is under way.
pub fn run(uploads: Uploads, side: Side, announcer: Announcer) {
    if uploads.busy.get_value() {
        return;
    }
    uploads.busy.set_value(true);
    leptos::task::spawn_local(async move {
        while let Some(upload) = uploads.next() {
            let (id, tries, name) = (upload.id, upload.tries, upload.name.clone());
            uploads.change(id, |upload| (upload.state, upload.percent) = (State::Reading, 0));
            let state = send(uploads, upload, side).await;
            // Nobody hears of one that was stopped while it was read, or is gone.
            if uploads.get(id).is_some_and(|upload| upload.tries == tries) {
                announcer.say(&match state {
                    State::Sent(_) => format!("{name} was sent"),
                    State::NotKnown(_) => format!("It is not known whether {name} was sent"),
                    _ => format!("{name} was not sent"),
                });
                uploads.arrived.update(|arrived| *arrived += u32::from(matches!(state, State::Sent(_))));
                uploads.change(id, |upload| (upload.state, upload.stop) = (state, None));
            }
        }
        uploads.busy.set_value(false);
    });
}

async fn send(uploads: Uploads, upload: Upload, side: Side) -> State {
    let (id, tries, file) = (upload.id, upload.tries, upload.file.clone().take());
    let all = file.size().max(1.0);
    let percent =
        move |part: f64| uploads.change(id, |upload| upload.percent = ((100.0 * part / all) as u32).min(100));
    let is_wanted = move || uploads.get(id).is_some_and(|upload| upload.tries == tries);
    let digest = upload::digest(&file, move |part| {
        percent(part);
        is_wanted()
    });
    let Some(digest) = digest.await else {
        return State::Refused(
            "The browser can’t read this file: it may have been changed or moved. Choose it again."
                .to_owned(),
        );
    };
    let sha256 = digest.hex();
    match shown(&upload).await.map(|case| before(&upload, &case, side, &sha256)) {
        Ok(None) => {}
        Ok(Some(state)) => return state,
        Err(failure) => return State::NotSent(failure.what_happened()),
    }
    if !is_wanted() {
        return State::NotSent(String::new());
    }
    let octets = "application/octet-stream".to_owned();
    let Some(sending) = Sending::new(file, octets, digest.header(), percent) else {
        return State::Refused("The browser can’t send files.".to_owned());
    };
    let stop = SendWrapper::new(sending.stop());
    uploads
        .change(id, |upload| (upload.state, upload.percent, upload.stop) = (State::Sending, 0, Some(stop)));
    match api::cases::add_file(&upload.case, &upload.name, sending, &upload.key).await {
        Ok(stored) if stored.sha256 == sha256 => State::Sent(sha256),
        Ok(_) => State::NotKnown("The server has another SHA-256 of it.".to_owned()),
        Err(failure) if is_final(&failure) => State::Refused(words(&failure)),
        // The server keeps nothing of nobody's.
        Err(failure) if failure.is_signed_out() => State::NotSent(words(&failure)),
        Err(failure) => {
            let sent_all = uploads.get(id).is_some_and(|upload| upload.percent == 100);
            uploads.change(id, |upload| upload.state = State::Looking);
            look(&upload, &sha256, sent_all, &failure).await
        }
    }
}

/// What is clear before the file is sent: an earlier try has arrived, the case has the same bytes, or does not take it.
fn before(upload: &Upload, case: &Case, side: Side, sha256: &str) -> Option<State> {
    if has(case, upload, sha256) {
        return Some(State::Sent(sha256.to_owned()));
    }
    if let Some(there) = case.files.iter().find(|file| file.sha256 == sha256 && file.withdrawn_at.is_none()) {
        let words = format!("The case has it already, as “{}”. It was not sent again.", there.name);
        return Some(State::Refused(words));
    }
    let closed = case.facts().and_then(|facts| after_file(&facts, side).err());
    let refused = closed.map(|refused| refused.reason().why);
    refused.or_else(|| Some(fault(&upload.name, upload.bytes, case.held())?.1)).map(State::Refused)
}

/// Whether the file is on the case, when no answer has said so.
async fn look(upload: &Upload, sha256: &str, sent_all: bool, failure: &Failure) -> State {
    let why = words(failure);
    let mut unread = false;
    let not_known = || State::NotKnown(format!("{why} Trying again sends nothing twice."));
    for _ in 0..if sent_all { LOOKS } else { 1 } {
        match shown(upload).await {
            Ok(case) if has(&case, upload, sha256) => return State::Sent(sha256.to_owned()),
            Ok(case) => {
                // It may be one that can't be read.
                unread = case.files.unread > 0;
                if sent_all {
                    sleep(PAUSE).await;
                }
            }
            Err(_) => return not_known(),
        }
    }
    // All of it went there, and nobody has said what became of it for a quarter of an hour.
    if unread || sent_all && *failure == Failure::TimedOut {
        return not_known();
    }
    State::NotSent(why)
}

async fn shown(upload: &Upload) -> Result<Arc<Case>, Failure> {
    api::cases::one(&upload.case).send(&Abort::never()).await.map(Arc::new)
}

/// Has this person's file arrived since it was chosen?
fn has(case: &Case, upload: &Upload, sha256: &str) -> bool {
    case.files.iter().any(|file| {
        file.number > upload.after
            && file.sha256 == sha256
            && file.name == upload.name
            && file.added_by_id == upload.person
    })
}

/// The server has said no, and would say it again.
fn is_final(failure: &Failure) -> bool {
    !failure.fields().is_empty() || failure.is_not_found() || failure.is_not_allowed()
}

fn words(failure: &Failure) -> String {
    match (failure, failure.fields().first()) {
        (Failure::Aborted, _) => "You stopped it.".to_owned(),
        (_, Some(error)) => error.detail.clone(),
        _ => failure.what_happened(),
    }
}
