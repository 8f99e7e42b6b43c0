//! An answer: whether it is one of the API at all, and reading it. What of it can't be read is told.

use std::cell::RefCell;

use dialect::Heard;
use serde::Serialize;
use serde_json::Value;
use wire::{
    json::{Faults, FromJson, Lost},
    problem::{self, FieldError, Kind, MEDIA_TYPE, Problem},
};

use super::to_json;
use crate::api::Failure;

/// What the API answered.
pub struct Answer<T> {
    /// The body.
    pub body: T,
    /// Its entity tag, for `If-Match`.
    pub etag: Option<String>,
}

thread_local! {
    /// Told of answers of which something could not be read.
    static LEFT_OUT: RefCell<Option<LeftOut>> = const { RefCell::new(None) };
}

type LeftOut = Box<dyn Fn(Lost, &str, &str)>;

/// Registers who is told when something of an answer can't be read and is left out; of which path, and with the request id where there
/// is one.
pub fn when_left_out(told: impl Fn(Lost, &str, &str) + 'static) {
    LEFT_OUT.set(Some(Box::new(told)));
}

/// What a request said where the API refuses it.
pub fn refused_inputs(request: &impl Serialize, failure: &Failure) -> String {
    let sent = to_json(request).unwrap_or_default();
    inputs_at(&serde_json::from_str(&sent).unwrap_or_default(), failure.fields())
}

fn inputs_at(sent: &Value, errors: &[FieldError]) -> String {
    let mut inputs = String::new();
    for error in errors {
        let value = error.pointer.split('/').skip(1).try_fold(sent, |at, name| at.get(name));
        let Some(value) = value else { continue };
        if !inputs.is_empty() {
            inputs += ", ";
        }
        inputs += &error.field().replace('_', " ");
        if let Some(text) = value.as_str() {
            inputs += &format!(" “{text}”");
        } else if let Some(number) = value.as_i64() {
            inputs += &format!(" {number}");
        }
    }
    inputs
}

/// An answer that is not read yet.
pub struct Raw {
    status: u16,
    /// The body as it came.
    pub text: String,
    /// Its entity tag.
    pub etag: Option<String>,
    id: String,
    path: String,
}

/// HTTP: it is as the asker knows it.
const NOT_MODIFIED: u16 = 304;

impl Raw {
    /// It is as it was when it had the tag that is known; there is no body.
    pub fn is_unchanged(&self) -> bool {
        self.status == NOT_MODIFIED
    }

    /// Reads the body.
    pub fn read<T: FromJson>(self) -> Result<Answer<T>, Failure> {
        let mut faults = Faults::default();
        let body = T::read(self.value()?, &mut faults);
        self.told(faults)?;
        Ok(Answer { body, etag: self.etag })
    }

    fn value(&self) -> Result<Value, Failure> {
        serde_json::from_str(&self.text).map_err(|_| Failure::Unreadable(String::new()))
    }

    /// What was left out is told, and no reason to do without the rest.
    fn told(&self, faults: Faults) -> Result<(), Failure> {
        let lost = faults.end().map_err(Failure::Unreadable)?;
        if lost != Lost::default() {
            LEFT_OUT.with_borrow(|told| told.as_ref().map(|told| told(lost, &self.path, &self.id)));
        }
        Ok(())
    }
}

pub(super) fn understood(
    path: &str,
    heard: Heard,
    etag: Option<String>,
    wait: Option<u32>,
) -> Result<Raw, Failure> {
    let Heard { status, media_type, text, request } = heard;
    // A page is no answer of the API, however well it went: taken for one, a change that never arrived would be called done.
    let is_answer = (200..300).contains(&status) && !media_type.starts_with("text/html");
    if status == NOT_MODIFIED || is_answer {
        let path = path.to_owned();
        return Ok(Raw { status, text, etag, id: request, path });
    }
    Err(refused(status, &media_type, &text, wait))
}

pub(super) fn refused(status: u16, media_type: &str, text: &str, wait: Option<u32>) -> Failure {
    let problem = media_type.starts_with(MEDIA_TYPE).then(|| problem::read(text)).flatten();
    // What stands before the API may ask for patience too, in no words.
    let kind = match status {
        429 => Some(Kind::TooMany),
        503 => Some(Kind::Busy),
        _ => None,
    };
    let asked = || kind.filter(|_| wait.is_some()).map(|kind| kind.problem(""));
    let problem = problem.or_else(asked);
    // Its own word for the status may be missing.
    problem.map_or(Failure::NotTheApi { status }, |problem| {
        Failure::Problem(Box::new(Problem { status, ..problem }), wait)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_named_where_it_is_refused_and_nothing_where_nothing_was() {
        let error = |pointer: &str| FieldError {
            pointer: pointer.to_owned(),
            code: String::new(),
            detail: "No.".to_owned(),
        };
        let sent = serde_json::json!({ "priority": 1, "unlisted": { "host_name": "lab-r1" }, "unit": null });
        let errors = ["/priority", "/unlisted/host_name", "/unit", "/elsewhere"].map(error);
        assert_eq!(inputs_at(&sent, &errors), "priority 1, host name “lab-r1”, unit");
        assert_eq!(inputs_at(&sent, &[]), "");
    }
}
