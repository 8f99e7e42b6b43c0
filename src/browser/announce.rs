//! One polite live region for the whole app: what it is told is spoken once.

use leptos::prelude::*;

/// What is to be spoken.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Makes it and hands it down by context; called once, by the app.
    pub fn provide() -> Self {
        let announcer = Self(RwSignal::new(String::new()));
        provide_context(announcer);
        announcer
    }

    /// Speaks a sentence. The same sentence twice in a row is spoken twice: a trailing blank makes it new.
    pub fn say(self, text: &str) {
        self.0.try_update(|current| {
            *current = if current == text { format!("{text}\u{a0}") } else { text.to_owned() };
        });
    }

    /// What is in the region now.
    pub fn text(self) -> String {
        self.0.get()
    }
}

/// The app's announcer.
pub fn announcer() -> Announcer {
    use_context().unwrap_or_else(|| Announcer(RwSignal::new(String::new())))
}
