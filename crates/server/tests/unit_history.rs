//! What is told about one unit beside itself: its history, a page at a time and with the names that one may know; whom it
//! replaced; where it stood; the cases about it. What belonged to another account stays there.

use crate::support::world::{CANARY, OWN_UNIT, World};
use rules::access::Role;
use serde_json::{Value, json};

const PATH: &str = "/v1/units/OWN1001/history";

async fn told(world: &World, statements: &str) {
    world.server.sql(statements).await;
}

async fn get(world: &World, role: Role, path: &str) -> Value {
    let reply = world.server.get(world.cookie(role), path).await;
    assert_eq!(reply.status, 200, "{path} {}", reply.text());
    reply.json()
}

fn texts(list: &Value, member: &str) -> Vec<String> {
    let items = list["items"].as_array().unwrap();
    items.iter().map(|item| item[member].as_str().unwrap_or("-").to_owned()).collect()
}

#[tokio::test]
async fn a_change_stands_in_the_history_with_who_when_from_what_to_what_and_why() {
    let world = World::new().await;
    let body = json!({
        "units": [{"reference": OWN_UNIT}], "note": "Spare parts were needed",
        "change": {"usage": "spare", "host_name": "own-pe02"},
    });
    let done = world.server.post(world.cookie(Role::Administrator), "/v1/units/changes", "k", &body).await;
    assert_eq!(done.status, 201, "{}", done.text());
    let list = get(&world, Role::Viewer, PATH).await;
    let mut kinds = texts(&list, "kind");
    kinds.sort();
    assert_eq!(kinds, ["host_name", "usage"]);
    let mut usage =
        list["items"].as_array().unwrap().iter().find(|item| item["kind"] == "usage").unwrap().clone();
    assert!(usage["at"].as_str().unwrap().starts_with("2026-11-24T09:00:"), "{usage}");
    usage.as_object_mut().unwrap().remove("at");
    let expected = json!({
        "by": "Name of administrator", "by_account": "Own Networks", "kind": "usage",
        "old": "in use", "new": "spare", "note": "Spare parts were needed",
    });
    assert_eq!(usage, expected);
}

#[tokio::test]
async fn pages_together_are_the_whole_and_the_newest_comes_first() {
    let world = World::new().await;
    let mut sql = String::new();
    for n in 0..23 {
        // Several at one instant: the later line is the newer one.
        sql += &format!(
            "INSERT INTO unit_change (unit_id, at, kind, new) VALUES ('unit-own', {}, 'release', '{n}');",
            n / 4
        );
    }
    told(&world, &sql).await;
    let (mut seen, mut path) = (Vec::new(), format!("{PATH}?limit=5"));
    loop {
        let page = get(&world, Role::Engineer, &path).await;
        seen.extend(texts(&page, "new"));
        match page["next"].as_str() {
            Some(next) => path = format!("{PATH}?limit=5&cursor={next}"),
            None => break,
        }
    }
    let whole: Vec<String> = (0..23).rev().map(|n| n.to_string()).collect();
    assert_eq!(seen, whole);
    let refused = world.server.get(world.cookie(Role::Engineer), &format!("{PATH}?cursor=zz")).await;
    assert_eq!(refused.fields(), ["/query/cursor unreadable"]);
}

#[tokio::test]
async fn a_reseller_sees_what_happened_and_not_who_of_the_end_user_did_it() {
    let world = World::new().await;
    told(
        &world,
        "INSERT INTO unit_change (unit_id, at, by_id, kind, new) VALUES
           ('unit-own', 1, 'person-reseller', 'registered', 'with PO-own'),
           ('unit-own', 2, 'person-administrator', 'host_name', 'own-pe01'), ('unit-own', 3, NULL, 'release', '23.4R2')",
    )
    .await;
    let list = get(&world, Role::Reseller, PATH).await;
    assert_eq!(texts(&list, "by"), ["-", "-", "Name of reseller"]);
    assert_eq!(texts(&list, "by_account"), ["-", "Own Networks", "Resale"]);
    let list = get(&world, Role::Viewer, PATH).await;
    assert_eq!(texts(&list, "by"), ["-", "Name of administrator", "Name of reseller"]);
}

#[tokio::test]
async fn what_happened_before_a_unit_came_to_its_account_stays_with_the_former_one() {
    let world = World::new().await;
    let before = format!(
        "INSERT INTO unit_change (unit_id, account_id, at, by_id, kind, old, new, note) VALUES
           ('unit-own', 'foreign', 1, 'foreign-engineer', 'site', '{CANARY} A', '{CANARY} B', '{CANARY}'),
           ('unit-own', 'foreign', 2, 'person-advisor', 'account', NULL, 'went to another account', 'Settled'),
           ('unit-own', 'own', 2, 'person-advisor', 'account', NULL, 'came from another account', 'Settled');
         INSERT INTO order_snapshot (unit_id, account_id, number, end_user, street, city, country, at) VALUES
           ('unit-own', 'foreign', '{CANARY}', '{CANARY} Networks', '{CANARY} 1', 'Boston', 'US', 0),
           ('unit-own', 'own', 'PO-own', 'Own Netze GmbH', 'Weg 1', 'München', 'DE', 2);"
    );
    told(&world, &before).await;
    told(
        &world,
        "INSERT INTO unit_change (unit_id, at, kind, new) VALUES ('unit-own', 3, 'site', 'München')",
    )
    .await;
    let list = get(&world, Role::Administrator, PATH).await;
    assert_eq!(texts(&list, "kind"), ["site", "account"]);
    assert!(!list.to_string().contains(CANARY), "{list}");
    let unit = get(&world, Role::Administrator, "/v1/units/OWN1001").await;
    assert_eq!(unit["former_sites"].as_array().unwrap().len(), 1);
    let expected = json!([{
        "number": "PO-own", "end_user": "Own Netze GmbH", "address": "Weg 1, München, DE", "reseller": null,
        "at": "1970-01-01T00:00:00.002Z",
    }]);
    assert_eq!(unit["order_snapshots"], expected, "as it was then, and only the own one");
    assert!(!unit.to_string().contains(CANARY), "{unit}");
}

#[tokio::test]
async fn a_replacement_leads_to_the_unit_it_replaced_and_back_within_the_account() {
    let world = World::new().await;
    let columns =
        "id, account_id, reference, serial, host_name, model, order_state, order_number, order_replaces";
    told(
        &world,
        &format!(
            "INSERT INTO unit ({columns}) VALUES
               ('unit-new', 'own', 'NEW1', 'NEW1', 'own-pe09', 'MX480', 'inherited', 'PO-own', 'OWN1001'),
               ('unit-lost', 'own', 'NEW2', 'NEW2', NULL, 'MX480', 'inherited', 'PO-own', 'FOREIGN1001'),
               ('unit-other', 'foreign', 'THEIRS', 'THEIRS', NULL, 'MX480', 'inherited', 'PO-x', 'OWN1001')"
        ),
    )
    .await;
    let new = get(&world, Role::Engineer, "/v1/units/NEW1").await;
    assert_eq!(new["replaces"], json!({"reference": "OWN1001", "host_name": "own-pe01", "model": "MX480"}));
    assert_eq!(new["unit"]["order"]["state"], "inherited");
    let old = get(&world, Role::Engineer, "/v1/units/OWN1001").await;
    let came = json!([{"reference": "NEW1", "host_name": "own-pe09", "model": "MX480"}]);
    assert_eq!((old["replaced_by"].clone(), old["replaces"].clone()), (came, Value::Null));
    // A unit of another account is none, and what a reseller did not register it does not see.
    assert_eq!(get(&world, Role::Engineer, "/v1/units/NEW2").await["replaces"], Value::Null);
    assert_eq!(get(&world, Role::Reseller, "/v1/units/OWN1001").await["replaced_by"], json!([]));
}

#[tokio::test]
async fn the_cases_about_a_unit_and_no_others() {
    let world = World::new().await;
    assert_eq!(world.open(Role::Engineer, "k1", &json!({})).await.status, 201);
    let unlisted =
        json!({"unit": null, "unlisted": {"host_name": "own-pe77", "site": "x"}, "synopsis": "another"});
    assert_eq!(world.open(Role::Engineer, "k2", &unlisted).await.status, 201);
    let synopses = |list: &Value| texts(list, "synopsis");
    let about = get(&world, Role::Representative, "/v1/cases?unit=OWN1001").await;
    assert_eq!(synopses(&about), ["BGP session flaps"]);
    assert_eq!(get(&world, Role::Representative, "/v1/cases?unit=OWN10").await["items"], json!([]));
    assert_eq!(get(&world, Role::Representative, "/v1/cases").await["items"].as_array().unwrap().len(), 2);
    let closed = get(&world, Role::Advisor, "/v1/cases?unit=OWN1001&open=false&account=own").await;
    assert_eq!(closed["items"], json!([]));
}

#[tokio::test]
async fn a_product_tells_its_dates_in_their_order() {
    let world = World::new().await;
    told(
        &world,
        "INSERT INTO product_milestone (model, kind, falls_on) VALUES
           ('MX480', 'last_order', '2028-01-31'), ('MX480', 'announced', '2027-06-30'), ('EX2300', 'announced', '2020-01-01')",
    )
    .await;
    let unit = get(&world, Role::Viewer, "/v1/units/OWN1001").await;
    let expected =
        json!([{"kind": "announced", "on": "2027-06-30"}, {"kind": "last_order", "on": "2028-01-31"}]);
    assert_eq!(unit["milestones"], expected);
}
