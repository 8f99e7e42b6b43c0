//! Their errors as problems of ours, so that forms show them at their fields.

use wire::problem::{FieldError, Kind, MEDIA_TYPE};

use super::{Heard, Spoken, json, theirs::Theirs, words::ISSUES, written};

/// Names of their fields, and the pointers of ours.
pub type Fields = &'static [(&'static str, &'static str)];

/// A refusal of theirs. What is not in their shape stays as it came: something before their API said it.
pub fn hear(heard: Heard, theirs: Theirs<'_>, fields: Fields) -> Heard {
    let said = theirs.text("error.message");
    let Some(kind) = kind(heard.status).filter(|kind| said.is_some() || *kind == Kind::NotSignedIn) else {
        return heard;
    };
    let mut problem = kind.problem(said.unwrap_or_default());
    problem.instance.clone_from(&heard.request);
    problem.errors = theirs.each("error.fields").map(|fault| field_error(fault, fields)).collect();
    let text = written(&problem).unwrap_or_default();
    Heard { status: problem.status, media_type: MEDIA_TYPE.to_owned(), text, ..heard }
}

fn kind(status: u16) -> Option<Kind> {
    Some(match status {
        400 => Kind::Unreadable,
        401 => Kind::NotSignedIn,
        403 => Kind::NotAllowed,
        404 => Kind::NotFound,
        405 => Kind::Method,
        409 => Kind::Conflict,
        413 => Kind::TooLarge,
        422 => Kind::Invalid,
        429 => Kind::TooMany,
        500 => Kind::Internal,
        503 => Kind::Busy,
        _ => return None,
    })
}

fn field_error(fault: Theirs<'_>, fields: Fields) -> FieldError {
    let name = fault.word("name");
    // One that is in no table concerns the whole.
    let pointer = fields.iter().find(|(theirs, _)| *theirs == name).map_or("", |(_, ours)| ours);
    FieldError { pointer: pointer.to_owned(), code: code(fault), detail: fault.word("message").to_owned() }
}

/// Our name of a fault.
pub fn code(fault: Theirs<'_>) -> String {
    ISSUES.ours(fault.word("issue")).to_ascii_lowercase()
}

/// Refuses without asking, at a field.
pub fn refuse_field(pointer: &str, code: &str, words: &str) -> Spoken {
    let mut problem = Kind::Invalid.problem(words);
    let (pointer, code, detail) = (pointer.to_owned(), code.to_owned(), words.to_owned());
    problem.errors = vec![FieldError { pointer, code, detail }];
    let text = written(&problem).unwrap_or_default();
    Spoken::Known(Heard { media_type: MEDIA_TYPE.to_owned(), ..json(problem.status, text) })
}
