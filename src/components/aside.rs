//! What was typed into a form that was left for another one on the same page, until somebody comes back to it. It never leaves
//! the page.

use leptos::prelude::*;

/// A field with what was typed there.
type Typed = Vec<(&'static str, String)>;

/// The forms of a page that were left, each under a name.
#[derive(Clone, Copy)]
pub struct Aside(StoredValue<Vec<(String, Typed)>>);

impl Aside {
    /// Nothing was left yet.
    pub fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// Puts what was typed aside. Fields that were left as they were are not among it: they may stand otherwise later on.
    pub fn keep(self, form: String, typed: Typed) {
        self.forget(&form);
        if !typed.is_empty() {
            self.0.update_value(|forms| forms.push((form, typed)));
        }
    }

    /// What was typed in a field; nothing when that form was not left, or the field as it was.
    pub fn typed(self, form: &str, field: &str) -> Option<String> {
        self.0.with_value(|forms| {
            let (_, typed) = forms.iter().find(|(known, _)| known == form)?;
            typed.iter().find(|(known, _)| *known == field).map(|(_, text)| text.clone())
        })
    }

    /// It is done, or not wanted any more.
    pub fn forget(self, form: &str) {
        self.0.try_update_value(|forms| forms.retain(|(known, _)| known != form));
    }
}
