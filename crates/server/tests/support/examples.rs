//! Writes down what the API answered in the tests, where `PORTAL_EXAMPLES` names a folder for it: what the examples of
//! docs/openapi.json are chosen from (`tests/contract/examples.mjs`).

use super::Reply;
use std::{fs::OpenOptions, io::Write};

/// Adds an answer of JSON, a line for each; tests run side by side, and each thread has a file of its own.
pub fn record(asked: &str, reply: &Reply) {
    let Some(folder) = std::env::var_os("PORTAL_EXAMPLES") else { return };
    if !reply.status.is_success() || reply.header("content-type") != "application/json" {
        return;
    }
    let thread = format!("{:?}.jsonl", std::thread::current().id());
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(std::path::Path::new(&folder).join(thread))
        .unwrap();
    let line = serde_json::json!({"asked": asked, "status": reply.status.as_u16(), "body": reply.json()});
    writeln!(file, "{line}").unwrap();
}
