//! Query parameters. Each is read by its handler after the role was checked; everything wrong is said at once, each
//! with its pointer `/query/<name>`. Names that nobody knows are ignored: links live longer than screens.

use crate::problem::{Refusal, field_error};
use axum::{extract::FromRequestParts, http::request::Parts};
use chrono::NaiveDate;
use std::convert::Infallible;
use wire::problem::FieldError;

/// Longest value that is read at all, characters.
const LONGEST: usize = 500;

/// The parameters of one request.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pairs: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

impl Query {
    fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decode = |text: &str| wire::path::decode(&text.replace('+', " "));
            let Some(name) = decode(name) else { continue };
            match decode(value) {
                Some(value) if value.chars().count() <= LONGEST => query.pairs.push((name, value)),
                Some(_) => query.wrong(&name, "too_long", "This is longer than 500 characters"),
                None => query.wrong(&name, "unreadable", "This is not percent-encoded UTF-8"),
            }
        }
        query
    }

    /// The first value of that name, trimmed; `None` when it is missing or blank.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.pairs
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Reads a value; what can't be read is noted.
    pub fn read<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&str) -> Option<T>,
        expected: impl FnOnce() -> String,
    ) -> Option<T> {
        let text = self.text(name)?;
        let value = read(text);
        if value.is_none() {
            self.wrong(name, "unreadable", &expected());
        }
        value
    }

    /// A civil date.
    pub fn date(&mut self, name: &str) -> Option<NaiveDate> {
        let read = |text: &str| {
            // `2026-1-2` is refused: there is one way to write a date.
            text.parse().ok().filter(|_| text.len() == 10)
        };
        self.read(name, read, || "Give a date as YYYY-MM-DD".to_owned())
    }

    /// A whole number within bounds.
    pub fn number(&mut self, name: &str, from: u32, to: u32) -> Option<u32> {
        let read = |text: &str| text.parse().ok().filter(|n| (from..=to).contains(n));
        self.read(name, read, || format!("Give a whole number from {from} to {to}"))
    }

    /// `true` or `false`.
    pub fn yes(&mut self, name: &str) -> Option<bool> {
        self.read(name, |text| text.parse().ok(), || "Give true or false".to_owned())
    }

    /// One of a list of words.
    pub fn one_of<T>(&mut self, name: &str, known: &[&str], read: impl FnOnce(&str) -> T) -> Option<T> {
        let read = |text: &str| known.contains(&text).then(|| read(text));
        self.read(name, read, || format!("Give one of: {}", known.join(", ")))
    }

    /// Notes something wrong with a parameter.
    pub fn wrong(&mut self, name: &str, code: &str, detail: &str) {
        self.errors.push(field_error(&format!("/query/{name}"), code, detail));
    }

    /// Refuses when anything was wrong.
    ///
    /// # Errors
    /// 422 with every parameter that needs attention.
    pub fn finish(&mut self) -> Result<(), Refusal> {
        if self.errors.is_empty() { Ok(()) } else { Err(Refusal::fields(std::mem::take(&mut self.errors))) }
    }

    /// The same query with another value of one parameter, for links.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> String {
        let kept = self.pairs.iter().filter(|(n, _)| n != name).map(|(n, v)| (n.as_str(), v.as_str()));
        wire::path::query(&kept.chain([(name, value)]).collect::<Vec<_>>())
    }
}

#[cfg(test)]
impl Query {
    /// A query of these parameters.
    pub(crate) fn for_test(pairs: &[(&str, &str)]) -> Self {
        Self::parse(wire::path::query(pairs).trim_start_matches('?'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded_and_trimmed() {
        let query = Query::parse("q=+M%C3%BCnchen+&empty=&q=second&strange=%ff");
        assert_eq!(query.text("q"), Some("München"));
        assert_eq!(query.text("empty"), None);
        assert_eq!(query.errors.len(), 1);
        assert_eq!(query.errors[0].pointer, "/query/strange");
    }

    #[test]
    fn what_is_wrong_is_said_at_once() {
        let mut query = Query::parse("on=2026-1-2&limit=201&open=maybe&answer=zzz");
        assert_eq!(query.date("on"), None);
        assert_eq!(query.number("limit", 1, 200), None);
        assert_eq!(query.yes("open"), None);
        assert_eq!(query.one_of("answer", &["a", "b"], str::to_owned), None);
        let pointers: Vec<_> = query.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/query/on", "/query/limit", "/query/open", "/query/answer"]);
        assert!(query.finish().is_err());
    }

    #[test]
    fn a_link_keeps_the_other_parameters() {
        let query = Query::parse("q=a%26b&cursor=old");
        assert_eq!(query.with("cursor", "new"), "?q=a%26b&cursor=new");
    }
}
