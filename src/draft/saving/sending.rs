//! The one request at a time: what goes out next, and what is made of the answer.

use std::time::Duration;

use super::{Saving, State, There};
use crate::{
    api::{self, Failure},
    browser::timer::sleep,
    draft::{copy::DraftCopy, sent},
};

/// How long a change waits for the next one: the server has it within a second.
const PAUSE: u32 = 600;
/// The longest wait after failures.
const PATIENCE: u32 = 30_000;
/// One step of a wait, which an impatient person ends.
const STEP: u32 = 100;

/// What is to be told.
enum Job {
    Save(Box<DraftCopy>),
    End(Box<DraftCopy>),
}

impl State {
    fn next(&self) -> Option<Job> {
        if let Some(ended) = self.ended.first() {
            return Some(Job::End(Box::new(ended.clone())));
        }
        let mut copies = self.copies.iter();
        let goes = |copy: &&DraftCopy| {
            copy.is_unsaved()
                && copy.refused.is_none()
                && copy.draft.id != self.held
                && !copy.draft.is_empty()
        };
        copies.find(goes).map(|copy| Job::Save(Box::new(copy.clone())))
    }
}

/// Said of the request itself: it is not worth another try as it is.
fn is_final(failure: &Failure) -> bool {
    matches!(failure, Failure::Problem(problem, _) if matches!(problem.status, 400 | 409 | 413 | 422))
}

impl Saving {
    /// Does not wait any longer: the network is back, or somebody wants to go.
    pub(super) fn hurry(self) {
        self.state.update(|state| {
            state.hurry = state.running;
            for copy in &mut state.copies {
                copy.refused = None;
            }
        });
        self.start();
    }

    /// Which version of a draft was seen, and who has written what it says.
    pub fn seen_of(self, id: &str) -> (String, String) {
        self.state.with_untracked(|state| {
            let seen =
                |copy: &DraftCopy| (copy.there.version.to_string(), copy.writer(&state.sitting).to_owned());
            state.seen(id).map(seen).unwrap_or_default()
        })
    }

    /// Begins to tell the server, unless that is under way.
    pub(super) fn start(self) {
        let idle =
            self.state.with_untracked(|state| !state.running && !state.lacking && state.next().is_some());
        if idle {
            self.state.update(|state| state.running = true);
            leptos::task::spawn_local(self.run());
        }
    }

    async fn run(self) {
        let (mut failed, mut asked) = (0_u32, 0);
        loop {
            self.pause(failed, asked).await;
            let theirs = self.session.person();
            let job = self.state.with_untracked(|state| {
                // Another one has signed in, or nobody is.
                theirs.is_some_and(|person| person == state.person).then(|| state.next()).flatten()
            });
            let Some(job) = job else { break };
            let done = match job {
                Job::Save(copy) => self.save(*copy).await,
                Job::End(ended) => self.end_there(*ended).await,
            };
            self.told.update(|told| *told += 1);
            match done {
                Ok(()) => {
                    (failed, asked) = (0, 0);
                    self.state.update(|state| state.trouble = None);
                }
                Err(failure) => {
                    (failed, asked) = (failed + 1, failure.retry_after().unwrap_or(0));
                    self.fail(&failure);
                    if failure.is_lacking() || failure.is_signed_out() || failure.is_not_allowed() {
                        break;
                    }
                }
            }
        }
        self.state.update(|state| state.running = false);
    }

    fn fail(self, failure: &Failure) {
        let now = self.clock.now_untracked();
        self.state.update(|state| {
            state.failures += 1;
            state.lacking |= failure.is_lacking();
            let since = state.trouble.as_ref().map_or(now, |(since, _)| *since);
            state.trouble = Some((since, failure.what_happened()));
        });
    }

    /// `asked`: seconds for which the server asked.
    async fn pause(self, failed: u32, asked: u32) {
        let wait = if failed == 0 { PAUSE } else { (1000 << failed.min(5)).min(PATIENCE) };
        let wait = wait.max(asked.saturating_mul(1000));
        for _ in 0..wait / STEP {
            let hurry = self.state.try_update(|state| std::mem::take(&mut state.hurry)).unwrap_or_default();
            if hurry {
                return;
            }
            sleep(Duration::from_millis(STEP.into())).await;
        }
    }

    async fn save(self, copy: DraftCopy) -> Result<(), Failure> {
        let id = &copy.draft.id;
        let request = self.state.with_untracked(|state| copy.request(&state.sitting));
        let done = api::drafts::save(id, &request, copy.there.version).await;
        // It was sent elsewhere, while somebody was writing here.
        if let Some(number) = done.as_ref().err().and_then(Failure::made_before) {
            self.state.with_untracked(|state| sent::remember(&state.person, id, &number));
            self.part(id, There::Sent(number), None);
            return Ok(());
        }
        match done {
            Ok(saved) => self.saved(&copy, saved.version),
            Err(failure) if failure.is_changed() => return self.meet(&copy).await,
            // Thrown away elsewhere, while somebody was writing here.
            Err(failure) if failure.is_lacking() && copy.there.version > 0 => self.see(id, 0),
            Err(failure) if is_final(&failure) => {
                self.state.update(|state| {
                    state.failures += 1;
                    if let Some(copy) = state.copy(id) {
                        let said = failure.fields().first().map(|error| error.detail.clone());
                        copy.refused = Some(said.unwrap_or_else(|| failure.what_happened()));
                    }
                });
            }
            Err(failure) => return Err(failure),
        }
        Ok(())
    }

    /// The server has what was sent.
    fn saved(self, sent: &DraftCopy, version: u32) {
        let copy = self.state.try_update(|state| {
            let Some(copy) = state.copy(&sent.draft.id) else {
                // Over by now: nobody else knows that it is there.
                let mut ended = sent.clone();
                ended.there.version = version;
                state.ended.push(ended);
                return None;
            };
            copy.there.version = version;
            copy.there.saved_at = sent.draft.saved_at;
            Some(copy.clone())
        });
        if let Some(copy) = copy.flatten() {
            self.write_own(&copy);
        }
    }

    /// Writes a copy down, unless another tab has gone on with it.
    fn write_own(self, copy: &DraftCopy) {
        let written = self.drafts().read(&copy.draft.id);
        if written.is_none_or(|written| written.draft.saved_at <= copy.draft.saved_at) {
            self.write(copy);
        }
    }

    /// From now on it goes on from that version.
    fn see(self, id: &str, version: u32) {
        self.state.update(|state| {
            if let Some(copy) = state.copy(id) {
                copy.there.version = version;
            }
        });
    }

    /// What another device has written since stays there.
    async fn end_there(self, ended: DraftCopy) -> Result<(), Failure> {
        let id = &ended.draft.id;
        match api::drafts::delete(id, ended.there.version).await {
            Err(failure) if failure.is_changed() => {
                let theirs = match api::drafts::one(id).await {
                    Ok(found) => DraftCopy::of_server(found).filter(|theirs| self.is_own(&ended, theirs)),
                    Err(failure) if failure.is_not_found() => None,
                    Err(failure) => return Err(failure),
                };
                if let Some(theirs) = theirs
                    && let Err(failure) = api::drafts::delete(id, theirs.there.version).await
                    && !failure.is_not_found()
                {
                    return Err(failure);
                }
            }
            Err(failure) if !failure.is_lacking() => return Err(failure),
            _ => (),
        }
        self.state.update(|state| state.ended.retain(|other| other.draft.id != *id));
        Ok(())
    }

    /// Is what the server has but an earlier text of this copy?
    fn is_own(self, copy: &DraftCopy, theirs: &DraftCopy) -> bool {
        let own = self.state.with_untracked(|state| copy.goes_on_from(theirs, &state.sitting));
        own || copy.draft.says_the_same(&theirs.draft)
    }

    /// Somebody else has written there: another device, or this one with an answer that was lost.
    async fn meet(self, sent: &DraftCopy) -> Result<(), Failure> {
        let id = &sent.draft.id;
        let theirs = match api::drafts::one(id).await {
            Ok(found) => DraftCopy::of_server(found).ok_or(Failure::NotTheApi { status: 200 })?,
            Err(failure) if failure.is_not_found() => {
                self.see(id, 0);
                return Ok(());
            }
            Err(failure) => return Err(failure),
        };
        if self.is_own(sent, &theirs) {
            self.see(id, theirs.there.version);
        } else {
            self.part_from(id, theirs);
        }
        Ok(())
    }

    /// Asks the server whether another device has gone on with a report that was opened; nobody waits for it.
    pub fn look(self, id: String) {
        leptos::task::spawn_local(async move {
            if let Err(failure) = self.looked(&id).await
                && (failure.is_lacking() || !self.knows(&id))
            {
                self.fail(&failure);
                self.state.update(|state| state.missed = id);
            }
        });
    }

    async fn looked(self, id: &str) -> Result<(), Failure> {
        if self.state.with_untracked(|state| state.lacking) {
            return Ok(());
        }
        let all = api::drafts::all().await?;
        let version = match all.items.iter().find(|draft| draft.id == id) {
            Some(draft) => draft.version,
            // It may be one that can't be read.
            None if all.items.unread > 0 => return Ok(()),
            None => 0,
        };
        let here =
            |state: &State| state.seen(id).map_or((0, false), |copy| (copy.there.version, copy.is_unsaved()));
        let (known, unsaved) = self.state.with_untracked(here);
        if version == 0 && known > 0 {
            self.see(id, 0);
        }
        // What was typed here meets it when it is saved.
        if version <= known || unsaved {
            return Ok(());
        }
        let found = api::drafts::one(id).await?;
        let theirs = DraftCopy::of_server(found).ok_or(Failure::NotTheApi { status: 200 })?;
        if !self.state.with_untracked(here).1 {
            self.write(&theirs);
            self.state.update(|state| state.put(theirs));
            self.adopted.update(|adopted| *adopted += 1);
        }
        Ok(())
    }
}
