//! A list that is decided on: whether it is whole has to be known where it is used, not only on the page that shows it.

use std::{
    iter,
    ops::{Deref, DerefMut},
};

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Faults, FromJson};

/// The entries of a list that could be read, and how many could not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Counted<T> {
    entries: Vec<T>,
    /// How many could not be read.
    pub unread: usize,
}

impl<T> Default for Counted<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T> From<Vec<T>> for Counted<T> {
    fn from(entries: Vec<T>) -> Self {
        Self { entries, unread: 0 }
    }
}

/// What is `None` could not be read.
impl<T> FromIterator<Option<T>> for Counted<T> {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(all: I) -> Self {
        let mut unread = 0;
        let read = |entry: Option<T>| {
            unread += usize::from(entry.is_none());
            entry
        };
        let entries = all.into_iter().filter_map(read).collect();
        Self { entries, unread }
    }
}

/// All could be read.
impl<T> FromIterator<T> for Counted<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        Vec::from_iter(all).into()
    }
}

impl<T> Counted<T> {
    /// How many there are, read or not.
    #[must_use]
    pub fn all(&self) -> usize {
        self.entries.len() + self.unread
    }

    /// Adds one.
    pub fn push(&mut self, entry: T) {
        self.entries.push(entry);
    }
}

impl<T> Deref for Counted<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.entries
    }
}

impl<T> DerefMut for Counted<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.entries
    }
}

impl<T> IntoIterator for Counted<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Counted<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

/// What could not be read can't be read where it is passed on to either.
impl<T: Serialize> Serialize for Counted<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unread = iter::repeat_n(None, self.unread);
        serializer.collect_seq(self.entries.iter().map(Some).chain(unread))
    }
}

impl<T: FromJson> FromJson for Counted<T> {
    fn read(value: Value, faults: &mut Faults) -> Self {
        let all = value.as_array().map_or(0, Vec::len);
        let entries = Vec::read(value, faults);
        Self { unread: all - entries.len(), entries }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    #[test]
    fn what_an_entry_lost_within_itself_is_no_entry() {
        let lists: Counted<Vec<String>> = read(r#"[["a", 7], [], 7, null]"#).unwrap();
        assert_eq!((lists.len(), lists.unread), (2, 2), "neither 7 nor null is an empty list");
        let none: Option<Counted<String>> = read("null").unwrap();
        assert_eq!(none, None);
    }
}
