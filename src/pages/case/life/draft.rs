//! What somebody is writing about a case, kept in this browser after every key, apart for each person and case. Its
//! idempotency key is made with it and renewed when something was done, so that sending twice is one step. Signing out erases
//! them, because the device may be anybody's: what was not sent is named before.

use serde::Serialize;

use crate::browser::{identifier, storage};

wire::answer! {
    /// As typed.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    pub struct Draft {
        /// Which choice.
        pub what: String,
        /// The text.
        pub text [default]: String,
        /// Wished outcome of an escalation.
        pub outcome [default]: String,
        /// When the contact was, or when the next report comes; local.
        pub at [default]: String,
        /// The new priority.
        pub priority [default]: String,
        /// The own reference.
        pub own_reference [default]: String,
        /// Serial number of a defective unit, or of its replacement.
        pub serial [default]: String,
        /// Number of an RMA.
        pub rma_number [default]: String,
        /// Who carries a replacement.
        pub carrier [default]: String,
        /// The carrier's number for it.
        pub tracking [default]: String,
        /// Idempotency key.
        pub key: String,
        /// Names the page on which it is written; a reload goes on with it.
        pub page [default]: String,
        /// Version of the case when the writing began; 0: nothing is written.
        pub seen [default]: u32,
    }
}

impl Draft {
    /// Nothing written yet, about the first of what can be done.
    fn begun(what: String) -> Self {
        Self { what, key: identifier::random(), page: identifier::random(), ..Self::default() }
    }

    /// The one that is kept, or a new one about `first`.
    pub fn read(place: &str, first: String) -> Self {
        let beside = || storage::keys(&beside(place, "")).into_iter().find_map(|place| Self::kept(&place));
        let kept = Self::kept(place).or_else(beside).filter(Self::has_words);
        kept.unwrap_or_else(|| Self::begun(first))
    }

    fn kept(place: &str) -> Option<Self> {
        wire::json::read(&storage::read(place)?).ok()
    }

    /// Is there a word in it that was not sent?
    pub fn has_words(&self) -> bool {
        let said = [&self.text, &self.outcome, &self.at, &self.priority, &self.own_reference];
        let replacing = [&self.serial, &self.rma_number, &self.carrier, &self.tracking];
        said.iter().chain(&replacing).any(|text| !text.trim().is_empty())
    }

    /// Keeps it as long as there is a word in it. Where another page has the place, it goes beside: neither erases what the other
    /// is writing. A browser that refuses keeps it until the page is left.
    pub fn keep(&self, place: &str) {
        let is_taken = Self::kept(place).is_some_and(|other| other.page != self.page && other.has_words());
        let aside = beside(place, &self.page);
        let own = if is_taken {
            aside
        } else {
            // The place is free again: what went beside is not kept twice.
            storage::remove(&aside);
            place.to_owned()
        };
        if !self.has_words() {
            storage::remove(&own);
        } else if let Ok(text) = serde_json::to_string(self) {
            let _ = storage::write(&own, &text);
        }
    }
}

fn beside(place: &str, page: &str) -> String {
    format!("{place}.{page}")
}

/// Where the draft of that person about that case is kept.
pub fn place(person: &str, number: &str) -> String {
    format!("{}{number}", prefix(person))
}

fn prefix(person: &str) -> String {
    format!("portal.step.{person}.")
}

/// The numbers of the cases about which that person has written something here that was not sent.
pub fn unsent(person: &str) -> Vec<String> {
    let prefix = prefix(person);
    let mut numbers: Vec<String> = storage::keys(&prefix)
        .into_iter()
        .filter_map(|key| Some(key.strip_prefix(&prefix)?.split('.').next()?.to_owned()))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Forgets all that this person has written here about cases.
pub fn erase(person: &str) {
    for key in storage::keys(&prefix(person)) {
        storage::remove(&key);
    }
}
