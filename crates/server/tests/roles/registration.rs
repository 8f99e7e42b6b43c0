//! Batches, claims and units of others, made inside the test.

use super::things::Target;
use crate::support::world::{CANARY, World, person};
use rules::access::Role;
use serde_json::{Value, json};

/// A batch of two rows: of the account of that role, or of another account.
pub async fn batch(world: &World, role: Role, target: Target, n: usize) -> String {
    let id = format!("batch-{n}-{target:?}").to_lowercase().replace("foreign", "other");
    let (account, by, words) = match (target, role) {
        (Target::Own, Role::Reseller) => ("reseller", person(Role::Reseller), "ours"),
        (Target::Own, _) => ("own", person(Role::Administrator), "ours"),
        (Target::Foreign, _) => ("foreign", "foreign-engineer".to_owned(), CANARY),
        (Target::Missing, _) => return "missing".to_owned(),
    };
    let insert = format!(
        "INSERT INTO registration (id, account_id, by_id, file_name, rows, missing, created_at)
           VALUES ('{id}', '{account}', '{by}', '{words}', 2, '[[1,2]]', 1780000000000);"
    );
    world.server.sql(&insert).await;
    id
}

/// A claim of the reseller on the own unit, or one on the other account's by that account.
pub async fn claim(world: &World, target: Target, n: usize) -> String {
    let id = format!("claim-{n}-{target:?}").to_lowercase().replace("foreign", "other");
    let (account, claimant, by, words) = match target {
        Target::Own => ("own", "reseller", person(Role::Reseller), "ours"),
        Target::Foreign => ("foreign", "foreign", "foreign-engineer".to_owned(), CANARY),
        Target::Missing => return "missing".to_owned(),
    };
    let insert = format!(
        "INSERT INTO claim (id, kind, unit_id, reference, holder_id, claimant_id, by_id, to_name, to_address, reason, created_at)
           VALUES ('{id}', 'claim', 'unit-{account}', '{words}', '{account}', '{claimant}', '{by}', '{words}', '{words}', '{words}', 0);"
    );
    world.server.sql(&insert).await;
    id
}

/// A unit that a third account has, to be claimed.
pub async fn elsewhere(world: &World, n: usize) -> String {
    let insert = format!(
        "INSERT INTO account (id, name, kind, country) VALUES ('third', 'Third', 'end_user', 'FR') ON CONFLICT DO NOTHING;
         INSERT INTO unit (id, account_id, reference, serial, model, registered)
           VALUES ('third-{n}', 'third', 'THIRD{n}', 'THIRD{n}', 'MX480', 1) ON CONFLICT DO NOTHING;"
    );
    world.server.sql(&insert).await;
    format!("THIRD{n}")
}

/// A row that has everything, whoever registers it.
pub fn row(serial: &str) -> Value {
    json!({
        "serial": serial, "model": "MX480", "purchase_order": "PO-own", "source": "juniper", "site_name": "Nord",
        "street": "Weg 1", "postal_code": "10115", "city": "Berlin", "country": "DE", "end_user": "Own Networks",
        "end_user_street": "Allee 1", "end_user_postal_code": "10115", "end_user_city": "Berlin",
        "end_user_country": "DE",
    })
}
