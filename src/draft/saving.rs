//! Drafts on their way to the server, for the whole app: one request at a time, again and again until it has worked, also when the
//! page of the report was left. Never waited for: what was typed is in this browser before. A text that another device has
//! written is never written over; then both are kept, as reports of their own.

mod parting;
mod sending;

pub use parting::{Parted, There};

use std::time::Duration;

use leptos::prelude::*;
use rules::Instant;

use super::{
    ReportDraft,
    copy::{DraftCopy, Drafts},
    merging::{Unsent, merged},
    open::Kept,
};
use crate::{
    api::{self, Failure},
    browser::{document, identifier, timer::sleep},
    clock::{Clock, use_clock},
    session::{Session, use_session},
};
use wire::{case_draft::DraftSummary, json::Counted};

/// One step of waiting for the server before a sign-out, and how many there are.
const STEP: Duration = Duration::from_millis(100);
const STEPS: u32 = 60;

/// How far the server is with a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It has all of it.
    Saved,
    /// It is being told.
    Saving,
    /// It has not the last of it, since when and why.
    OnlyHere(Instant, String),
    /// This portal's server keeps none.
    Lacking,
}

/// What could not be saved, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct Unsaved {
    /// Why.
    pub why: String,
    /// What was typed.
    pub drafts: Vec<ReportDraft>,
}

#[derive(Clone, Default)]
struct State {
    /// Whose drafts these are.
    person: String,
    /// Names this tab as a writer.
    sitting: String,
    copies: Vec<DraftCopy>,
    /// Being sent as a case: not saved meanwhile.
    held: String,
    /// Asked for in vain: another device may have it.
    missed: String,
    /// Over here; to be taken away there.
    ended: Vec<DraftCopy>,
    parted: Vec<Parted>,
    /// Since when the server is not reached, and why.
    trouble: Option<(Instant, String)>,
    failures: u32,
    running: bool,
    lacking: bool,
    hurry: bool,
}

impl State {
    fn seen(&self, id: &str) -> Option<&DraftCopy> {
        self.copies.iter().find(|copy| copy.draft.id == id)
    }

    fn copy(&mut self, id: &str) -> Option<&mut DraftCopy> {
        self.copies.iter_mut().find(|copy| copy.draft.id == id)
    }

    /// In the place of what is there under its id.
    fn put(&mut self, copy: DraftCopy) {
        self.copies.retain(|known| known.draft.id != copy.draft.id);
        self.copies.push(copy);
    }
}

/// The drafts of the person who is signed in.
#[derive(Clone, Copy)]
pub struct Saving {
    clock: Clock,
    session: Session,
    state: RwSignal<State>,
    /// The draft that is open on the page.
    open: StoredValue<Option<RwSignal<ReportDraft>>>,
    /// Grows when another device's text has taken the place of what was here.
    adopted: RwSignal<u32>,
    /// Grows with everything that the server was told.
    told: RwSignal<u32>,
}

impl Saving {
    /// Makes it and hands it down by context; called once, by the app.
    pub fn provide() -> Self {
        let saving = Self {
            clock: use_clock(),
            session: use_session(),
            state: RwSignal::new(State { sitting: identifier::random(), ..State::default() }),
            open: StoredValue::new(None),
            adopted: RwSignal::new(0),
            told: RwSignal::new(0),
        };
        provide_context(saving);
        let handle = window_event_listener_untyped("online", move |_| saving.hurry());
        on_cleanup(move || handle.remove());
        saving
    }

    fn drafts(self) -> Drafts {
        self.state.with_untracked(|state| Drafts::of(&state.person))
    }

    /// Writes a copy down; false when the browser refuses.
    fn write(self, copy: &DraftCopy) -> bool {
        let sitting = self.state.with_untracked(|state| state.sitting.clone());
        self.drafts().keep(copy, &sitting).is_ok()
    }

    /// What another tab of this browser has written under its id, if this copy does not go on from it.
    fn beside(self, copy: &DraftCopy) -> Option<DraftCopy> {
        let theirs = self.drafts().read(&copy.draft.id)?;
        self.state.with_untracked(|state| copy.is_beside(&theirs, &state.sitting)).then_some(theirs)
    }

    /// Another person's copies are not looked at, and the one before them may have signed out in another tab.
    fn enter(self) {
        let person = self.session.person().unwrap_or_default();
        if !person.is_empty() && self.state.with_untracked(|state| state.person != person) {
            self.state.update(|state| {
                let (sitting, running) = (state.sitting.clone(), state.running);
                *state = State { person, sitting, running, ..State::default() };
            });
        }
    }

    /// Somebody has signed in: what was not saved before goes on its way.
    pub fn resume(self) {
        self.enter();
        let kept = self.drafts().all();
        self.state.update(|state| {
            for copy in kept.into_iter().filter(DraftCopy::is_unsaved) {
                if state.copy(&copy.draft.id).is_none() {
                    state.copies.push(copy);
                }
            }
        });
        self.hurry();
    }

    /// A report as it stands here; an empty one under a name that is not known.
    pub fn read(self, id: &str) -> ReportDraft {
        self.enter();
        let written = self.drafts().read(id);
        self.state
            .try_update(|state| {
                // Another tab of this browser may have gone on with it.
                let known = state.copy(id).map(|copy| (copy.is_unsaved(), copy.draft.saved_at));
                if let Some(written) = written
                    && known.is_none_or(|(unsaved, at)| !unsaved && written.draft.saved_at > at)
                {
                    state.put(written);
                }
                state.copy(id).map(|copy| copy.draft.clone())
            })
            .flatten()
            .unwrap_or_else(|| ReportDraft::named(id.to_owned()))
    }

    /// Was anything typed under that name?
    pub fn knows(self, id: &str) -> bool {
        self.state.with_untracked(|state| state.copies.iter().any(|copy| copy.draft.id == id))
    }

    /// Which draft is open on the page.
    pub fn opened(self, draft: RwSignal<ReportDraft>) {
        self.open.set_value(Some(draft));
    }

    /// Keeps what was typed: here at once, and on the server soon.
    pub fn keep(self, draft: &ReportDraft) -> Kept {
        self.enter();
        let now = self.clock.now_untracked();
        let copy = self.state.try_update(|state| {
            if state.copy(&draft.id).is_none() {
                state.copies.push(DraftCopy::new(ReportDraft::named(draft.id.clone())));
            }
            let copy = state.copy(&draft.id)?;
            let is_new = copy.take(draft, now);
            Some((is_new, copy.clone()))
        });
        let Some((is_new, copy)) = copy.flatten() else { return Kept::Refused };
        // Not over what another tab has written, and who only turns a page makes no second report of it. Not here, where whoever
        // keeps may be an effect of what is parted.
        let written = if self.beside(&copy).is_none() {
            self.write(&copy)
        } else {
            let id = copy.draft.id.clone();
            if is_new {
                leptos::task::spawn_local(async move { self.part_from_tab(&id) });
            }
            true
        };
        self.start();
        copy.draft.saved_at.filter(|_| written).map_or(Kept::Refused, Kept::At)
    }

    /// While its case is being opened, a draft is not saved: the server ends it with the case.
    pub fn hold(self, id: &str) {
        self.state.update(|state| id.clone_into(&mut state.held));
    }

    /// It did not become a case: it is saved as before, and parted from what another tab has written meanwhile.
    pub fn release(self) {
        let held = self.state.try_update(|state| std::mem::take(&mut state.held)).unwrap_or_default();
        self.part_from_tab(&held);
        self.start();
    }

    /// A draft has become something: it is over here, and there. A case that is opened under its id ends it there by itself; what
    /// came `otherwise` does not.
    pub fn end(self, draft: &ReportDraft, otherwise: bool) {
        let renamed = draft.case_key != draft.id;
        self.drop_here(&draft.id, |copy| copy.there.version > 0 && (otherwise || renamed));
    }

    /// From now on what is open is another report than the one that was sent: with a name and keys of its own.
    pub fn renew(self, open: RwSignal<ReportDraft>) {
        let old = open.with_untracked(|draft| draft.id.clone());
        self.take_name(open, &ReportDraft::named(identifier::random()));
        self.drop_here(&old, |copy| copy.there.version > 0);
    }

    fn take_name(self, open: RwSignal<ReportDraft>, named: &ReportDraft) {
        document::change_address(&open.with_untracked(|draft| draft.id.clone()), &named.id);
        open.update(|draft| draft.take_name_of(named));
    }

    fn drop_here(self, id: &str, is_there: impl FnOnce(&DraftCopy) -> bool) {
        // What another tab has written in it since is not over with it: it is a report of its own.
        let mine = self.state.with_untracked(|state| state.seen(id).cloned());
        let theirs = mine.and_then(|mine| self.beside(&mine));
        let left = theirs.map(|theirs| theirs.parted(identifier::random()));
        self.drafts().discard(id);
        if let Some(left) = &left {
            self.write(left);
        }
        self.state.update(|state| {
            if let Some(copy) = state.seen(id).filter(|copy| is_there(copy)).cloned() {
                state.ended.push(copy);
                state.hurry = true;
            }
            state.copies.retain(|copy| copy.draft.id != id);
            state.copies.extend(left);
            if state.held == id {
                state.held.clear();
            }
        });
        self.start();
    }

    /// Throws a report away, of that version only where the server has it.
    pub async fn discard(self, id: String, version: Option<u32>) -> Result<(), Failure> {
        if let Some(version) = version {
            match api::drafts::delete(&id, version).await {
                Err(failure) if !failure.is_lacking() => return Err(failure),
                _ => (),
            }
        }
        self.drop_here(&id, |_| false);
        self.told.update(|told| *told += 1);
        Ok(())
    }

    /// All reports that are not sent, the one changed last first; followed. `there` is what the server last told.
    pub fn unsent(self, there: Option<&Counted<DraftSummary>>) -> Vec<Unsent> {
        let now = self.clock.now_untracked();
        let drafts = self.drafts();
        let (all, gone) = self.state.with(|state| {
            let mut here = state.copies.clone();
            here.extend(
                drafts
                    .all()
                    .into_iter()
                    .filter(|copy| here.iter().all(|known| known.draft.id != copy.draft.id))
                    .collect::<Vec<_>>(),
            );
            here.retain(|copy| !copy.draft.is_empty());
            merged(&here, there, now)
        });
        for id in gone {
            drafts.discard(&id);
        }
        all
    }

    /// Whether this portal's server keeps drafts, as far as is known; followed.
    pub fn lacks(self) -> bool {
        self.state.with(|state| state.lacking)
    }

    /// Followed by what is to be made anew when another device's text was taken over.
    pub fn follow_adopted(self) {
        self.adopted.track();
    }

    /// Followed by what shows the server's list.
    pub fn follow_told(self) {
        self.told.track();
    }

    /// How far the server is with that draft; followed.
    pub fn standing(self, id: &str) -> Standing {
        self.state.with(|state| {
            let copy = state.seen(id);
            if state.lacking {
                return Standing::Lacking;
            }
            match (copy, &state.trouble) {
                (None, _) if state.missed != id => Standing::Saving,
                (Some(copy), _) if !copy.is_unsaved() => Standing::Saved,
                (Some(DraftCopy { refused: Some(why), draft, .. }), _) => {
                    Standing::OnlyHere(draft.saved_at.unwrap_or_default(), why.clone())
                }
                (_, Some((since, why))) => Standing::OnlyHere(*since, why.clone()),
                _ => Standing::Saving,
            }
        })
    }

    /// Tells the server everything before its person signs out, and waits for it as long as people do.
    pub async fn flush(self) -> Result<(), Unsaved> {
        self.resume();
        let failures = self.state.with_untracked(|state| state.failures);
        for _ in 0..STEPS {
            let (unsaved, over) = self.state.with_untracked(|state| {
                let unsaved = state.copies.iter().any(DraftCopy::is_unsaved);
                (unsaved, state.lacking || state.failures > failures)
            });
            if !unsaved {
                return Ok(());
            }
            if over {
                break;
            }
            sleep(STEP).await;
        }
        Err(self.state.with_untracked(|state| {
            let left = || state.copies.iter().filter(|copy| copy.is_unsaved());
            let why = left().find_map(|copy| copy.refused.clone());
            let why = why.or_else(|| state.trouble.as_ref().map(|(_, why)| why.clone()));
            let lacking =
                state.lacking.then(|| "This portal’s server keeps no reports that are not sent.".to_owned());
            Unsaved {
                why: lacking.or(why).unwrap_or_else(|| Failure::TimedOut.what_happened()),
                drafts: left().map(|copy| copy.draft.clone()).collect(),
            }
        }))
    }

    /// Forgets all that is kept here, after its person has signed out.
    pub fn erase(self) {
        self.drafts().erase();
        self.state.update(|state| {
            state.copies.clear();
            state.parted.clear();
            state.ended.clear();
        });
    }
}

/// The app's drafts.
pub fn use_saving() -> Saving {
    use_context().unwrap_or_else(Saving::provide)
}
