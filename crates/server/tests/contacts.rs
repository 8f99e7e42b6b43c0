//! Who may speak for an account: the named representatives whatever their certificates, and outside them those alone whom
//! the rules give Expert to Expert access.

use crate::support::world::World;
use rules::access::Role;
use serde_json::Value;

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|contact| contact["name"].as_str().unwrap()).collect()
}

/// The morning of 24 November in Europe, when it is still the evening of the 23rd in Honolulu.
#[tokio::test]
async fn a_certified_expert_is_whom_the_rules_give_the_access() {
    let world = World::new().await;
    for (name, place, level, expires, approved, zone) in [
        ("associate", "NULL", "'JNCIA'", "'2027-06-30'", 1, "UTC"),
        ("specialist", "NULL", "'JNCIS'", "'2027-06-30'", 1, "UTC"),
        ("expert", "NULL", "'JNCIE'", "'2027-06-30'", 1, "UTC"),
        ("not approved", "NULL", "'JNCIE'", "'2027-06-30'", 0, "UTC"),
        ("run out", "NULL", "'JNCIP'", "'2026-11-23'", 1, "Europe/Berlin"),
        ("last day", "NULL", "'JNCIP'", "'2026-11-24'", 1, "Europe/Berlin"),
        ("last day over there", "NULL", "'JNCIP'", "'2026-11-23'", 1, "Pacific/Honolulu"),
        ("new level", "NULL", "'JNCIZ'", "'2027-06-30'", 1, "UTC"),
        ("no certificate", "NULL", "NULL", "NULL", 0, "UTC"),
        ("named associate", "2", "'JNCIA'", "'2020-01-01'", 0, "UTC"),
    ] {
        let row = format!("'{name}', 'own', {place}, '{name}', '{zone}', {level}, {expires}, {approved}");
        let columns = "id, account_id, place, name, zone, cert_level, cert_expires, cert_approved";
        world.server.sql(&format!("INSERT INTO contact ({columns}) VALUES ({row});")).await;
    }
    for role in [Role::Engineer, Role::Viewer] {
        let contacts = world.server.get(world.cookie(role), "/v1/contacts").await.json();
        assert_eq!(names(&contacts["representatives"]), ["own senior", "named associate"], "{role:?}");
        assert_eq!(
            names(&contacts["certified_experts"]),
            ["expert", "last day", "last day over there", "own expert", "specialist"],
            "{role:?}"
        );
    }
}
