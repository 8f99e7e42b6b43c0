//! An example of every answer of JSON: taken from what the API answered in its own tests, by `tests/contract/examples.mjs`. They are
//! read by people who build the same API, and are what the contract's tests begin with.

use serde::Deserialize;
use serde_json::Value;
use std::{collections::BTreeMap, sync::LazyLock};
use utoipa::openapi::{RefOr, Response, path::Operation};

const JSON: &str = "application/json";

const TEXT: &str = include_str!("../../../../../docs/examples.json");

/// By operation. Text that is no such table gives none, which a test of the document finds.
static EXAMPLES: LazyLock<BTreeMap<String, Example>> =
    LazyLock::new(|| serde_json::from_str(TEXT).unwrap_or_default());

#[derive(Deserialize)]
struct Example {
    status: String,
    body: Value,
}

/// Puts the example to the answer that it is of.
pub(super) fn add(operation: &mut Operation) {
    let example = operation.operation_id.as_ref().and_then(|id| EXAMPLES.get(id));
    let Some(Example { status, body }) = example else { return };
    let answers = &mut operation.responses.responses;
    let of = |response: &RefOr<Response>| match response {
        RefOr::T(response) => match response.content.get(JSON) {
            Some(RefOr::T(content)) => content.schema.clone(),
            _ => None,
        },
        RefOr::Ref(_) => None,
    };
    // What is answered in the same shape with another status is answered so too: 200 for what was there and 201 for what is new.
    let Some(schema) = answers.get(status).and_then(of) else { return };
    for response in answers.values_mut().filter(|response| of(response).as_ref() == Some(&schema)) {
        if let RefOr::T(response) = response
            && let Some(RefOr::T(content)) = response.content.get_mut(JSON)
        {
            content.example = Some(body.clone());
        }
    }
}
