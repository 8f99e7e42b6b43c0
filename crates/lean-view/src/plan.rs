//! The text that stands for what is fixed of an element: steps, each a mark and what it is about. `lean_leptos` reads it
//! (`crates/lean-leptos/src/steps.rs`, where the marks are explained); the two are changed together.

use proc_macro2::Span;

pub const HTML: char = '\u{1}';
pub const SVG: char = '\u{2}';
pub const END: char = '\u{3}';
pub const TEXT: char = '\u{4}';
pub const FIXED: char = '\u{5}';
pub const ATTRIBUTE: char = '\u{6}';
pub const PROPERTY: char = '\u{7}';
pub const LISTENER: char = '\u{8}';
pub const VIEW: char = '\u{e}';

/// The steps so far.
#[derive(Default)]
pub struct Plan(String);

impl Plan {
    /// Adds a step. Texts are for people and names for browsers: neither holds a mark.
    pub fn step(&mut self, mark: char, about: &str, at: Span) -> syn::Result<()> {
        if about.contains(|letter| (HTML..=VIEW).contains(&letter) && !"\t\n\r".contains(letter)) {
            return Err(syn::Error::new(at, "a control character in a text of markup"));
        }
        self.0.push(mark);
        self.0.push_str(about);
        Ok(())
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }
}
