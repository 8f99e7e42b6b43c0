//! The draft that is open on a page: every change is kept, here at once and on the server within a second.

use leptos::prelude::*;
use rules::{Instant, case_draft::Field};

use super::{ReportDraft, saving::Saving};

/// Whether the last keeping in this browser worked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// Nothing to keep yet
    NotYet,
    /// Kept at that time
    At(Instant),
    /// The browser refuses to keep it
    Refused,
}

/// A draft that is open on a page, kept after every change.
#[derive(Clone, Copy)]
pub struct OpenDraft {
    /// The draft.
    pub draft: RwSignal<ReportDraft>,
    /// Whether it is kept.
    pub kept: RwSignal<Kept>,
}

impl OpenDraft {
    /// Opens a draft and keeps it from now on, with the name of the screen that `step` gives. Keeping is an effect; no signal that
    /// the page decides by is set there.
    pub fn new(saving: Saving, draft: ReportDraft, step: impl Fn() -> &'static str + 'static) -> Self {
        let kept = draft.saved_at.map_or(Kept::NotYet, Kept::At);
        let open = Self { draft: RwSignal::new(draft.clone()), kept: RwSignal::new(kept) };
        saving.opened(open.draft);
        let mut first = Some(draft);
        Effect::new(move |before: Option<ReportDraft>| {
            let draft = ReportDraft { step: step().to_owned(), ..open.draft.get() };
            let before = before.or_else(|| first.take());
            if !draft.is_empty() && before.as_ref() != Some(&draft) {
                open.kept.set(saving.keep(&draft));
            }
            draft
        });
        open
    }

    /// The text of one field, as it is typed.
    pub fn text(self, field: Field) -> Memo<String> {
        Memo::new(move |_| self.draft.with(|draft| draft.text(field).to_owned()))
    }

    /// Changes it.
    pub fn change(self, change: impl FnOnce(&mut ReportDraft)) {
        self.draft.update(change);
    }
}
