//! Rows to register, and how they are sent. Nothing is asserted here.

use crate::support::{Reply, request, world::World};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

/// A row that has everything but what only a reseller says.
pub fn own_row(serial: &str) -> Value {
    json!({
        "serial": serial, "model": "MX480", "host_name": format!("{serial}-pe"), "purchase_order": "PO-own",
        "source": "juniper", "site_name": "Juba Airport Road", "street": "41 Tamarind Road", "postal_code": "211",
        "city": "Juba", "country": "SS",
    })
}

/// A row as a reseller has it, for the End User that it is assigned to.
pub fn row(serial: &str) -> Value {
    let mut row = own_row(serial);
    for (column, text) in [
        ("end_user", "Own Networks"),
        ("end_user_street", "Tagblattweg 3"),
        ("end_user_postal_code", "80331"),
        ("end_user_city", "München"),
        ("end_user_country", "DE"),
        ("source", ""),
    ] {
        row[column] = json!(text);
    }
    row
}

/// The same with other texts in some columns.
pub fn with(mut row: Value, changes: &[(&str, &str)]) -> Value {
    for (column, text) in changes {
        row[*column] = json!(text);
    }
    row
}

/// Begins a batch and gives its id.
pub async fn begin(world: &World, role: Role, rows: usize) -> String {
    let key = format!("begin-{role:?}-{rows}-{}", world.server.count("registration").await);
    let body = json!({"rows": rows, "file_name": "units.csv"});
    let begun = world.server.post(world.cookie(role), "/v1/registrations", &key, &body).await;
    assert_eq!(begun.status, 201, "{}", begun.text());
    begun.json()["id"].as_str().unwrap().to_owned()
}

/// Sends rows of a batch.
pub async fn put(world: &World, cookie: &str, id: &str, from: usize, rows: &[Value]) -> Reply {
    let body = json!({"from": from, "rows": rows}).to_string();
    let path = format!("/v1/registrations/{id}/rows");
    world.server.send(request(Method::PUT, cookie, &path, &[], Some(body))).await
}

/// Registers a few rows in a batch of their own and gives the answers, one each.
pub async fn register(world: &World, role: Role, rows: &[Value]) -> Vec<Value> {
    let id = begin(world, role, rows.len()).await;
    let reply = put(world, world.cookie(role), &id, 1, rows).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()["answers"].as_array().unwrap().clone()
}

/// The faults of an answer as `column code`.
pub fn faults(answer: &Value) -> Vec<String> {
    let list = answer["faults"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    list.iter().map(|fault| format!("{} {}", text(&fault["column"]), text(&fault["code"]))).collect()
}
