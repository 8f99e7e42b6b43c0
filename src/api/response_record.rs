//! Was the word kept? An empty account is one's own.

use wire::{
    path::{self, query},
    response_record::{RecordCases, ResponseRecord},
};

use super::Reading;
use crate::route::KeptQuery;

/// What became of the response targets over eight quarters.
pub fn read(account: &str) -> Reading<ResponseRecord> {
    Reading::new(format!("{}{}", path::RESPONSE_RECORD, query(&[("account", account)])))
}

/// The cases behind a figure.
pub fn cases(asked: &KeptQuery) -> Reading<RecordCases> {
    Reading::new(format!("{}{}", path::RECORD_CASES, query(&asked.parameters())))
}
