//! Replacements of units: the vendor's engineer records each step, once; the End User reads it with the old and the new serial
//! number, and what is wrong is said at its field.

use crate::support::{
    Reply, key, request,
    world::{OWN_UNIT, World},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

async fn opened(world: &World) -> String {
    let reply = world.open(Role::Engineer, "open", &json!({})).await;
    reply.header("location").to_owned()
}

async fn case(world: &World, path: &str) -> Value {
    world.server.get(world.cookie(Role::Engineer), path).await.json()
}

async fn send(world: &World, role: Role, path: &str, (key, tag): (&str, &str), body: &Value) -> Reply {
    let headers = [("idempotency-key", key), ("if-match", tag)];
    world.server.send(request(Method::POST, world.cookie(role), path, &headers, Some(body.to_string()))).await
}

/// About the case as it is now.
async fn now(world: &World, role: Role, path: &str, below: &str, body: Value) -> Reply {
    let version = format!("\"{}\"", case(world, path).await["version"]);
    let key = key(&format!("{role:?} {version} {body}"));
    send(world, role, &format!("{path}{below}"), (&key, &version), &body).await
}

#[tokio::test]
async fn a_unit_is_replaced_and_everything_is_told() {
    let world = World::new().await;
    let path = opened(&world).await;
    let asked = now(
        &world,
        Role::VendorEngineer,
        &path,
        "/rmas",
        json!({"serial": " own1001 ", "text": "No power."}),
    )
    .await;
    assert_eq!(asked.status, 201, "{}", asked.text());
    let rma = asked.json()["rmas"][0].clone();
    assert_eq!(
        (&rma["serial"], &rma["serial_known"], &rma["state"]),
        (&json!(OWN_UNIT), &json!(true), &json!("requested"))
    );
    let steps = [
        json!({"step": "approve", "rma_number": " R1 "}),
        json!({"step": "ship", "replacement_serial": "new2002", "carrier": "By road", "tracking": "T 1"}),
        json!({"step": "receive"}),
        json!({"step": "deliver", "text": "Signed for."}),
        json!({"step": "close"}),
    ];
    for body in steps {
        let reply = now(&world, Role::VendorEngineer, &path, "/rmas/1/steps", body.clone()).await;
        assert_eq!(reply.status, 201, "{body}: {}", reply.text());
    }
    let seen = case(&world, &path).await;
    let rma = &seen["rmas"][0];
    let words =
        ["rma_number", "state", "replacement", "defective", "replacement_serial", "carrier", "tracking"];
    let kept = words.map(|word| rma[word].as_str().unwrap().to_owned());
    assert_eq!(kept, ["R1", "closed", "delivered", "received", "NEW2002", "By road", "T 1"]);
    assert_eq!(rma["replacement_known"], false, "it is registered as every unit is");
    let told: Vec<(&str, u64)> = seen["events"]
        .as_array()
        .unwrap()
        .iter()
        .skip(2)
        .map(|event| (event["kind"].as_str().unwrap(), event["rma"].as_u64().unwrap()))
        .collect();
    let kinds =
        ["rma_requested", "rma_approved", "rma_shipped", "rma_received", "rma_delivered", "rma_closed"];
    assert_eq!(told, kinds.map(|kind| (kind, 1)));
    assert_eq!(seen["events"][4]["text"], "new2002\nBy road\nT 1");
    world.server.sql("UPDATE unit SET reference = 'NEW2002', serial = 'NEW2002' WHERE id = 'unit-own'").await;
    let rma = case(&world, &path).await["rmas"][0].clone();
    assert_eq!((&rma["replacement_known"], &rma["serial_known"]), (&json!(true), &json!(false)));
    // A unit of somebody else's is no unit of the account.
    world.server.sql("UPDATE unit SET account_id = 'foreign' WHERE id = 'unit-own'").await;
    assert_eq!(case(&world, &path).await["rmas"][0]["replacement_known"], false);
}

#[tokio::test]
async fn sent_twice_it_is_one_and_a_stale_version_changes_nothing() {
    let world = World::new().await;
    let path = opened(&world).await;
    let (rmas, body) = (format!("{path}/rmas"), json!({"serial": OWN_UNIT}));
    let first = send(&world, Role::VendorEngineer, &rmas, ("k", "\"1\""), &body).await;
    let again = send(&world, Role::VendorEngineer, &rmas, ("k", "\"1\""), &body).await;
    assert_eq!((first.status.as_u16(), again.header("idempotency-replayed")), (201, "true"));
    assert_eq!(first.body, again.body);
    let stale = send(&world, Role::VendorEngineer, &rmas, ("other", "\"1\""), &body).await;
    assert_eq!(stale.status, 412);
    assert_eq!(case(&world, &path).await["rmas"].as_array().unwrap().len(), 1);
    let second = now(&world, Role::VendorEngineer, &path, "/rmas", json!({"serial": "PART-1"})).await;
    assert_eq!(
        (&second.json()["rmas"][1]["number"], &second.json()["rmas"][1]["serial_known"]),
        (&json!(2), &json!(false))
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field() {
    let world = World::new().await;
    let path = opened(&world).await;
    for (role, body, fields) in [
        (Role::Engineer, json!({"serial": OWN_UNIT}), vec!["/serial engineer_only"]),
        (Role::Advisor, json!({"serial": OWN_UNIT}), vec!["/serial engineer_only"]),
        (Role::VendorEngineer, json!({"serial": " "}), vec!["/serial missing"]),
        (
            Role::VendorEngineer,
            json!({"serial": "a b", "text": "x".repeat(15_001)}),
            vec!["/serial invalid", "/text too_long"],
        ),
    ] {
        let reply = now(&world, role, &path, "/rmas", body).await;
        assert_eq!(
            (reply.status.as_u16(), reply.fields()),
            (422, fields.into_iter().map(str::to_owned).collect())
        );
    }
    now(&world, Role::VendorEngineer, &path, "/rmas", json!({"serial": OWN_UNIT})).await;
    let steps = "/rmas/1/steps";
    for (role, body, fields) in [
        (Role::Engineer, json!({"step": "cancel", "text": "x"}), vec!["/step engineer_only"]),
        (
            Role::VendorEngineer,
            json!({"step": "ship", "replacement_serial": "N1"}),
            vec!["/step not_approved"],
        ),
        (Role::VendorEngineer, json!({"step": "dance"}), vec!["/step unknown_step"]),
        (Role::VendorEngineer, json!({"step": "cancel"}), vec!["/text missing"]),
        (Role::VendorEngineer, json!({"step": "approve"}), vec!["/rma_number missing"]),
        (
            Role::VendorEngineer,
            json!({"step": "approve", "rma_number": "x".repeat(81)}),
            vec!["/rma_number too_long"],
        ),
    ] {
        let reply = now(&world, role, &path, steps, body.clone()).await;
        assert_eq!(
            (reply.status.as_u16(), reply.fields()),
            (422, fields.into_iter().map(str::to_owned).collect()),
            "{body}"
        );
    }
    now(&world, Role::VendorEngineer, &path, steps, json!({"step": "approve", "rma_number": "R1"})).await;
    let same = json!({"step": "ship", "replacement_serial": OWN_UNIT, "carrier": "x".repeat(81)});
    let reply = now(&world, Role::VendorEngineer, &path, steps, same).await;
    assert_eq!(reply.fields(), ["/replacement_serial same", "/carrier too_long"]);
    let missing = now(&world, Role::VendorEngineer, &path, "/rmas/2/steps", json!({"step": "close"})).await;
    assert_eq!(missing.status, 404);
}
