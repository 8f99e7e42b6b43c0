//! Searching in a list: part of any text that a row is known by, upper and lower case alike. Which texts those are, each
//! list says itself; nothing is ordered or weighed here.

use crate::query::Query;

/// What is looked for, in lower case; `None` finds everything.
#[derive(Clone, Debug)]
pub struct Search(Option<String>);

impl Search {
    /// Reads `q`.
    #[must_use]
    pub fn read(query: &Query) -> Self {
        Self(query.text("q").map(str::to_lowercase))
    }

    /// Is nothing looked for?
    #[must_use]
    pub fn is_for_everything(&self) -> bool {
        self.0.is_none()
    }

    /// Does one of these texts hold it?
    pub fn finds<'a>(&self, texts: impl IntoIterator<Item = Option<&'a str>>) -> bool {
        self.0
            .as_deref()
            .is_none_or(|words| texts.into_iter().flatten().any(|text| text.to_lowercase().contains(words)))
    }
}
