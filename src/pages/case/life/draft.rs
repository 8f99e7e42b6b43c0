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
        #[serde(default)]
        pub text: String,
        /// Wished outcome of an escalation.
        #[serde(default)]
        pub outcome: String,
        /// When the contact was, or when the next report comes; local.
        #[serde(default)]
        pub at: String,
        /// The new priority.
        #[serde(default)]
        pub priority: String,
        /// The own reference.
        #[serde(default)]
        pub own_reference: String,
        /// Serial number of a defective unit, or of its replacement.
        #[serde(default)]
        pub serial: String,
        /// Number of an RMA.
        #[serde(default)]
        pub rma_number: String,
        /// Who carries a replacement.
        #[serde(default)]
        pub carrier: String,
        /// The carrier's number for it.
        #[serde(default)]
        pub tracking: String,
        /// Idempotency key.
        pub key: String,
        /// Version of the case when the writing began; 0: nothing is written.
        #[serde(default)]
        pub seen: u32,
    }
}

impl Draft {
    /// Nothing written yet.
    pub fn begun() -> Self {
        Self { what: "comment".to_owned(), key: identifier::random(), ..Self::default() }
    }

    /// The one that is kept, or a new one.
    pub fn read(place: &str) -> Self {
        storage::read(place).and_then(|text| wire::json::read(&text).ok()).unwrap_or_else(Self::begun)
    }

    /// Is there a word in it that was not sent?
    fn has_words(&self) -> bool {
        [&self.text, &self.outcome, &self.at, &self.own_reference].iter().any(|text| !text.trim().is_empty())
    }

    /// Keeps it. A browser that refuses keeps it until the page is left.
    pub fn keep(&self, place: &str) {
        if let Ok(text) = serde_json::to_string(self) {
            let _ = storage::write(place, &text);
        }
    }
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
        .filter(|key| Draft::read(key).has_words())
        .filter_map(|key| key.strip_prefix(&prefix).map(str::to_owned))
        .collect();
    numbers.sort_unstable();
    numbers
}

/// Forgets all that this person has written here about cases.
pub fn erase(person: &str) {
    for key in storage::keys(&prefix(person)) {
        storage::remove(&key);
    }
}
