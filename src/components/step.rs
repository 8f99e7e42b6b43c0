//! One step that is sent to the API: once, however often the button is pressed. What is wrong stands at its field and in the
//! summary; what was typed stays.

use std::{future::Future, pin::Pin};

use leptos::prelude::*;

use crate::{
    api::Failure,
    browser::announce::announcer,
    components::{
        creation::made_before,
        error_summary::{Problems, ProblemsSignal, focus_summary},
    },
};

/// A call under way.
pub type Call = Pin<Box<dyn Future<Output = Result<(), Failure>>>>;

/// Whether a step is under way, and what was wrong with the last one.
#[derive(Clone, Copy)]
pub struct Step {
    /// What is wrong.
    pub problems: ProblemsSignal,
    pending: RwSignal<bool>,
    /// Whether the last press may have been carried out although it looked like a failure.
    may_be_done: StoredValue<bool>,
}

/// After a press of which nobody knows whether it was carried out, what it was about turns out to be another.
const PERHAPS_OWN: &str = "It was changed in the meantime: by your earlier press, whose answer was lost, or by somebody else. It is shown as it is now; look, and press again only if it is not done yet.";

impl Step {
    /// None yet.
    pub fn new() -> Self {
        Self {
            problems: RwSignal::new(Problems::new()),
            pending: RwSignal::new(false),
            may_be_done: StoredValue::new(false),
        }
    }

    /// For `aria-busy`.
    pub fn busy(self) -> String {
        self.pending.get().to_string()
    }

    /// Sends it. `fields` are the ids of controls, which are called as the members of the request, or so with a word and a
    /// hyphen before that; what concerns none of them is said at the first. `then` is told whether it was done; it is called
    /// as well when somebody else was quicker, or an earlier press did arrive, so that the page loads anew.
    pub fn send(self, call: Call, fields: &'static [&'static str], then: impl Fn(bool) + 'static) {
        self.send_saying("Saved", call, fields, then);
    }

    /// The same with what is said when it was done: nothing when that is empty, because `then` has still to look at what the
    /// answer says.
    pub fn send_saying(
        self,
        done: &'static str,
        call: Call,
        fields: &'static [&'static str],
        then: impl Fn(bool) + 'static,
    ) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let announcer = announcer();
        let then: Box<dyn Fn(bool)> = Box::new(then);
        leptos::task::spawn_local(async move {
            let sent = call.await;
            // The page may have been left: then nothing here takes the focus.
            if self.pending.try_get_untracked().is_none() {
                return;
            }
            self.pending.set(false);
            let was_uncertain = self.may_be_done.get_value();
            match &sent {
                Err(failure) if failure.is_uncertain() => self.may_be_done.set_value(true),
                Err(failure) if !failure.is_changed() => (),
                _ => self.may_be_done.set_value(false),
            }
            match sent {
                Ok(()) => {
                    self.problems.try_set(Problems::new());
                    if !done.is_empty() {
                        announcer.say(done);
                    }
                    then(true);
                }
                Err(failure) => {
                    let problems = if was_uncertain && failure.is_changed() {
                        vec![(first(fields), PERHAPS_OWN.to_owned())]
                    } else {
                        problems_of(&failure, fields)
                    };
                    self.problems.try_set(problems);
                    focus_summary();
                    if failure.is_changed() || failure.made_before().is_some() {
                        then(false);
                    }
                }
            }
        });
    }

    /// Says what is wrong without having sent anything.
    pub fn refuse(self, problems: Problems) {
        self.problems.set(problems);
        focus_summary();
    }
}

/// Where what concerns no field stands.
fn first(fields: &'static [&'static str]) -> &'static str {
    fields.first().copied().unwrap_or("title")
}

/// Why something was not done, at the fields with these ids.
pub fn problems_of(failure: &Failure, fields: &'static [&'static str]) -> Problems {
    let is_of = |id: &str, field: &str| {
        id.strip_suffix(field).is_some_and(|before| before.is_empty() || before.ends_with('-'))
    };
    let id = |field: &str| fields.iter().copied().find(|id| is_of(id, field));
    problems_at(failure, "this", first(fields), &id)
}

/// The same, with what it was about; `id` says where a field of the API stands, and `other` where the rest is told.
pub fn problems_at(
    failure: &Failure,
    what: &str,
    other: &'static str,
    id: &dyn Fn(&str) -> Option<&'static str>,
) -> Problems {
    if failure.is_changed() {
        let words = format!(
            "Somebody else changed {what} in the meantime. It is shown as it is now, and what you typed is still here; look and press again."
        );
        return vec![(other, words)];
    }
    if let Some(words) = made_before(failure) {
        return vec![(other, words)];
    }
    let fields = failure.fields();
    if fields.is_empty() {
        return vec![(other, failure.what_to_do())];
    }
    fields.iter().map(|error| (id(error.field()).unwrap_or(other), error.detail.clone())).collect()
}
