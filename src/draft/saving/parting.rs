//! One text becomes two reports: another device or tab has written in it too, or has sent it. What was typed here goes on under
//! another name, on this device and all others.

use leptos::prelude::*;

use super::Saving;
use crate::{
    browser::identifier,
    draft::{ReportDraft, copy::DraftCopy},
};

/// A text that is a report of its own now, because something else has its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parted {
    /// What was typed here.
    pub here: String,
    /// What has the name that both had.
    pub there: There,
}

/// What the other one is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum There {
    /// What another device or tab has typed.
    Typed(Box<ReportDraft>),
    /// What it has sent: a case, or a call note, by its number.
    Sent(String),
}

impl There {
    /// The number of what it became.
    pub fn sent(self) -> Option<String> {
        match self {
            Self::Sent(number) => Some(number),
            Self::Typed(_) => None,
        }
    }
}

impl Saving {
    /// Another tab has written in it while the server was not reached, or a moment ago.
    pub(super) fn part_from_tab(self, id: &str) {
        let mine = self.state.with_untracked(|state| state.seen(id).cloned());
        if let Some(theirs) = mine.and_then(|mine| self.beside(&mine)) {
            self.part_from(id, theirs);
        }
    }

    /// Both are kept: what was typed here under another name, and what was typed there.
    pub(super) fn part_from(self, id: &str, theirs: DraftCopy) {
        self.part(id, There::Typed(Box::new(theirs.draft.clone())), Some(theirs));
    }

    /// What was typed here is a report of its own from now on, with another name; under the old one stands what is given. Not while
    /// it is being sent: what becomes of it is not known.
    pub(super) fn part(self, id: &str, there: There, theirs: Option<DraftCopy>) {
        let new = identifier::random();
        let mine = self.state.try_update(|state| {
            let mine = state.seen(id).filter(|_| state.held != id)?.parted(new.clone());
            state.parted.push(Parted { here: new.clone(), there });
            state.copies.retain(|copy| copy.draft.id != id);
            state.copies.extend(theirs.clone());
            state.put(mine.clone());
            Some(mine)
        });
        let Some(mine) = mine.flatten() else { return };
        self.write(&mine);
        match &theirs {
            Some(theirs) => self.write(theirs),
            None => {
                self.drafts().discard(id);
                true
            }
        };
        if let Some(open) = self.open.get_value()
            && open.try_get_untracked().is_some_and(|draft| draft.id == id)
        {
            self.take_name(open, &mine.draft);
        }
    }

    /// The other text, when the report that is open was parted from it; followed.
    pub fn parted(self, id: &str) -> Option<Parted> {
        self.state.with(|state| state.parted.iter().find(|parted| parted.here == id).cloned())
    }

    /// It was seen.
    pub fn seen(self, id: &str) {
        self.state.update(|state| state.parted.retain(|parted| parted.here != id));
    }
}
