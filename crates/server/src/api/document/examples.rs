//! An example of every answer of JSON: taken from what the API answered in its own tests, by `tests/contract/examples.mjs`. They are
//! read by people who build the same API, and are what the contract's tests begin with.

use serde::Deserialize;
use serde_json::Value;
use std::{collections::BTreeMap, sync::LazyLock};
use utoipa::openapi::{RefOr, path::Operation};

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
    if let Some(RefOr::T(response)) = operation.responses.responses.get_mut(status)
        && let Some(RefOr::T(content)) = response.content.get_mut("application/json")
    {
        content.example = Some(body.clone());
    }
}
