//! What somebody is writing about a case, kept in this browser after every key, apart for each person and case. Its
//! idempotency key is made with it and renewed when something was done, so that sending twice is one step.

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

    /// Keeps it. A browser that refuses keeps it until the page is left.
    pub fn keep(&self, place: &str) {
        if let Ok(text) = serde_json::to_string(self) {
            let _ = storage::write(place, &text);
        }
    }
}

/// Where the draft of that person about that case is kept.
pub fn place(person: &str, number: &str) -> String {
    format!("portal.step.{person}.{number}")
}
