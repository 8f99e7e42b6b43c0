//! How the person at the page likes it to look: colours and motion, each as the system has it unless something is chosen.
//! Kept in this browser; the inline script of `index.html` applies it before the first paint.

use leptos::prelude::*;

use crate::browser::{document, storage};

/// One thing that can be chosen; the same names stand in the inline script and in the style sheets.
#[derive(Clone, Copy)]
pub struct Look {
    place: usize,
    /// Where it is kept.
    key: &'static str,
    /// The attribute of the document.
    attribute: &'static str,
}

impl Look {
    /// `light`, `dark`
    pub const THEME: Self = Self { place: 0, key: "theme", attribute: "data-theme" };
    /// `reduce`
    pub const MOTION: Self = Self { place: 1, key: "motion", attribute: "data-motion" };
}

/// The choices, shared by every place that shows them.
#[derive(Clone, Copy)]
pub struct Looks([RwSignal<String>; 2]);

impl Looks {
    /// Makes them and hands them down by context; called once, by the app.
    pub fn provide() -> Self {
        let kept = |look: Look| RwSignal::new(storage::read(look.key).unwrap_or_default());
        let looks = Self([kept(Look::THEME), kept(Look::MOTION)]);
        provide_context(looks);
        looks
    }
}

/// One choice of the person at the page.
#[derive(Clone, Copy)]
pub struct Chosen {
    look: Look,
    value: RwSignal<String>,
}

impl Chosen {
    /// What is chosen; empty for what the system has.
    pub fn get(self) -> String {
        self.value.get()
    }

    /// Applies a choice and keeps it. A browser that refuses keeps it until the page is left.
    pub fn set(self, value: &str) {
        self.value.set(value.to_owned());
        document::set_look(self.look.attribute, value);
        if value.is_empty() {
            storage::remove(self.look.key);
        } else {
            let _ = storage::write(self.look.key, value);
        }
    }
}

/// The choice of the person at the page.
pub fn look(look: Look) -> Chosen {
    let Looks(values) = use_context().unwrap_or_else(Looks::provide);
    Chosen { look, value: values[look.place] }
}
