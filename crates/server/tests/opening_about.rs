//! What a new case is about beside its main unit, with whom to speak about it, and which cases there are about the same.

use crate::support::{
    Reply,
    world::{CANARY, FOREIGN_UNIT, OWN_UNIT, World},
};
use rules::access::Role;
use serde_json::{Value, json};

/// Four more units; the last has no cover.
async fn with_more_units() -> World {
    let world = World::new().await;
    for name in ["two", "three", "four", "bare"] {
        let upper = name.to_ascii_uppercase();
        world
            .server
            .sql(&format!(
                "INSERT INTO unit (id, account_id, reference, serial, host_name, model, vendor, source, usage, order_state,
                   order_number, registered, registered_on, site_id, eos_state)
                 VALUES ('unit-{name}', 'own', 'OWN{upper}', 'OWN{upper}', '{name}-pe01', 'MX480', 'juniper', 'juniper', 'in_use',
                   'listed', 'PO-own', 1, '2026-01-01', 'site-own', 'not_announced');
                 INSERT INTO unit_contract SELECT 'unit-{name}', number FROM contract
                   WHERE account_id = 'own' AND '{name}' <> 'bare';"
            ))
            .await;
    }
    world
}

fn refused(reply: &Reply) -> (u16, Vec<String>) {
    (reply.status.as_u16(), reply.fields())
}

async fn found_by(world: &World, query: &str) -> Vec<String> {
    let list = world.server.get(world.cookie(Role::Engineer), &format!("/v1/cases?{query}")).await.json();
    let items = list["items"].as_array().unwrap();
    items.iter().map(|case| case["number"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn several_units_each_with_its_cover_and_the_case_found_by_each() {
    let world = with_more_units().await;
    let wish = json!({"further_units": ["owntwo", " OWNBARE "]});
    let case = world.open(Role::Engineer, "several", &wish).await;
    assert_eq!(case.status, 201, "{}", case.text());
    let case = case.json();
    let further = case["further_units"].as_array().unwrap();
    let told: Vec<_> = further
        .iter()
        .map(|unit| {
            (unit["reference"].as_str(), unit["title"].as_str(), unit["cover_at_opening"]["answer"].as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some("OWNTWO"), Some("two-pe01"), Some("advanced_care_plus")),
            (Some("OWNBARE"), Some("bare-pe01"), Some("no_cover_found"))
        ]
    );
    let number = case["number"].as_str().unwrap().to_owned();
    let one = [number.clone()];
    let other = world.open(Role::Engineer, "other", &json!({"unit": "OWNTHREE"})).await.json();
    for query in [
        "unit=OWN1001",
        "unit=owntwo",
        "unit=OWNBARE",
        "q=two-pe01",
        "q=OWNBARE",
        "q=bare-PE",
        "like_unit=owntwo",
    ] {
        assert_eq!(found_by(&world, query).await, one, "{query}");
    }
    assert_eq!(found_by(&world, "unit=OWNTHREE").await, [other["number"].as_str().unwrap()]);
    assert!(found_by(&world, "unit=OWNFOUR").await.is_empty());
    let read =
        world.server.get(world.cookie(Role::VendorEngineer), &format!("/v1/cases/{number}")).await.json();
    assert_eq!(read["further_units"], case["further_units"]);
    let file = world.server.get(world.cookie(Role::Engineer), "/v1/cases/export?unit=OWNTWO").await.text();
    let rows = rules::csv::records(&file).unwrap();
    let column = rows[0].fields.iter().position(|name| name == "further_units").unwrap();
    assert_eq!((rows.len(), rows[1].fields[column].as_str()), (2, "OWNTWO OWNBARE"));
}

#[tokio::test]
async fn a_unit_of_somebody_else_or_twice_or_one_too_many_is_told_at_its_place() {
    let world = with_more_units().await;
    for (further, expected) in [
        (json!(["OWNTWO", FOREIGN_UNIT]), vec!["/further_units/1 unknown_unit"]),
        (json!(["OWNTWO", "NOSUCH"]), vec!["/further_units/1 unknown_unit"]),
        (
            json!(["NOSUCH", "OWNTWO", "NOTHER"]),
            vec!["/further_units/0 unknown_unit", "/further_units/2 unknown_unit"],
        ),
        (json!(["OWNTWO", "owntwo"]), vec!["/further_units twice"]),
        (json!([OWN_UNIT]), vec!["/further_units twice"]),
        (json!([" "]), vec!["/further_units missing"]),
        (json!(vec!["X"; 50]), vec!["/further_units too_many"]),
    ] {
        let reply = world.open(Role::Engineer, "k", &json!({"further_units": further})).await;
        let expected = expected.into_iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(refused(&reply), (422, expected), "{further}: {}", reply.text());
    }
    // What is said of a foreign one is what is said of a missing one.
    let words =
        |reply: Reply, name: &str| reply.json()["errors"][0]["detail"].as_str().unwrap().replace(name, "…");
    let foreign = world.open(Role::Engineer, "k", &json!({"further_units": [FOREIGN_UNIT]})).await;
    let missing = world.open(Role::Engineer, "k", &json!({"further_units": ["NOSUCH"]})).await;
    assert_eq!(words(foreign, FOREIGN_UNIT), words(missing, "NOSUCH"));
    assert_eq!((world.server.count("tech_case").await, world.server.count("case_unit").await), (0, 0));
    let malformed = world.open(Role::Engineer, "k", &json!({"further_units": "OWNTWO"})).await;
    assert!(malformed.status.is_client_error(), "{}", malformed.text());
}

#[tokio::test]
async fn sent_again_with_the_same_key_it_is_one_case_with_its_units_once() {
    let world = with_more_units().await;
    let wish = json!({"further_units": ["OWNTWO", "OWNTHREE"], "contact": "c2-own"});
    let first = world.open(Role::Engineer, "same", &wish).await;
    let again = world.open(Role::Engineer, "same", &wish).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201));
    assert_eq!(first.json(), again.json());
    assert_eq!((world.server.count("tech_case").await, world.server.count("case_unit").await), (1, 2));
    let fewer =
        world.open(Role::Engineer, "same", &json!({"further_units": ["OWNTWO"], "contact": "c2-own"})).await;
    assert_eq!(fewer.status, 422, "another body under the same key");
}

#[tokio::test]
async fn the_contact_is_the_person_unless_another_is_named() {
    let world = World::new().await;
    let me = world.open(Role::Engineer, "me", &json!({})).await.json();
    assert_eq!(me["contact"]["name"], "Name of engineer");
    assert_eq!(
        (&me["contact"]["by"], &me["contact"]["at"]),
        (&json!("email"), &json!("engineer@own.example.net"))
    );
    let named = json!({"contact": "c1-own", "contact_by": "phone", "contact_when": " nights only "});
    let named = world.open(Role::Engineer, "named", &named).await.json();
    assert_eq!(
        named["contact"],
        json!({"name": "own senior", "by": "phone", "at": "+1 202-555-0100", "when": "nights only"})
    );
    let typed = json!({"contact": "c1-own", "contact_at": "shift@own.example.net"});
    let typed = world.open(Role::Engineer, "typed", &typed).await.json();
    assert_eq!(
        (&typed["contact"]["by"], &typed["contact"]["at"]),
        (&json!("email"), &json!("shift@own.example.net"))
    );
    // A viewer sees names only.
    let number = named["number"].as_str().unwrap();
    let added = format!(
        "INSERT INTO case_participant (case_number, person_id) VALUES ('{number}', 'person-viewer');"
    );
    world.server.sql(&added).await;
    let path = format!("/v1/cases/{number}");
    let seen = world.server.get(world.cookie(Role::Viewer), &path).await.json();
    assert_eq!((&seen["contact"]["name"], &seen["contact"]["at"]), (&json!("own senior"), &Value::Null));
    let vendor = world.server.get(world.cookie(Role::VendorEngineer), &path).await.json();
    assert_eq!(vendor["contact"]["at"], "+1 202-555-0100");
    let behalf = world.open(Role::VendorEngineer, "behalf", &json!({"on_behalf_of": "own"})).await.json();
    assert_eq!(behalf["contact"], Value::Null);
}

#[tokio::test]
async fn a_contact_of_another_account_or_one_that_is_not_shown_is_refused() {
    let world = World::new().await;
    world
        .server
        .sql(
            "INSERT INTO contact (id, account_id, name, phone, cert_level, cert_track, cert_expires, cert_approved)
             VALUES ('c3-own', 'own', 'Not approved', '+1 202-555-0102', 'JNCIP', 'SP', '2027-06-30', 0)",
        )
        .await;
    for contact in ["c1-foreign", "c2-foreign", "nobody", "c3-own"] {
        let reply = world.open(Role::Engineer, "k", &json!({"contact": contact})).await;
        assert_eq!(refused(&reply), (422, vec!["/contact unknown_contact".to_owned()]), "{contact}");
        assert!(!reply.text().contains(CANARY) && !reply.text().contains("Not approved"), "{}", reply.text());
    }
    for (wish, expected) in [
        (json!({"contact_by": "fax"}), "/contact_by unknown_way"),
        (json!({"contact_by": "phone", "contact_at": "ask Ana"}), "/contact_at no_number"),
        (json!({"contact_by": "email", "contact_at": "+1 555 0100"}), "/contact_at no_address"),
        (json!({"contact_at": "1".repeat(101)}), "/contact_at too_long"),
        (json!({"contact_when": "x".repeat(201)}), "/contact_when too_long"),
        (json!({"contact_when": "a\nb"}), "/contact_when not_one_line"),
    ] {
        let reply = world.open(Role::Engineer, "k", &wish).await;
        assert_eq!(refused(&reply), (422, vec![expected.to_owned()]), "{wish}");
    }
    assert_eq!(world.server.count("tech_case").await, 0);
}

#[tokio::test]
async fn expert_to_expert_goes_by_the_contact() {
    let world = World::new().await;
    for (role, contact, priority, basis) in [
        (Role::Engineer, json!("c1-own"), 2, json!("representative")),
        (Role::Engineer, json!("c2-own"), 2, json!("certified")),
        (Role::Engineer, json!("c1-own"), 3, Value::Null),
        (Role::Engineer, Value::Null, 2, Value::Null),
        (Role::Representative, Value::Null, 2, json!("representative")),
        (Role::Representative, json!("c2-own"), 2, json!("certified")),
        (Role::VendorEngineer, json!("c1-own"), 2, json!("representative")),
        (Role::VendorEngineer, json!("c1-own"), 3, Value::Null),
        (Role::VendorEngineer, Value::Null, 2, Value::Null),
        (Role::Advisor, json!("c2-own"), 2, json!("certified")),
    ] {
        let mut wish = json!({"priority": priority, "contact": contact});
        if matches!(role, Role::VendorEngineer | Role::Advisor) {
            wish["on_behalf_of"] = json!("own");
        }
        let case = world.open(role, &format!("{role:?}{contact}{priority}"), &wish).await;
        assert_eq!(case.json()["expert_to_expert"], basis, "{role:?} {wish}: {}", case.text());
    }
}

/// Whoever calls has the access, though an engineer types.
#[tokio::test]
async fn expert_to_expert_of_a_call_goes_by_the_caller() {
    let world = World::new().await;
    let named = "INSERT INTO contact (id, account_id, place, name, email, phone, zone) VALUES
                   ('without-account', 'own', 5, 'Night Desk', 'night@example.net', '+1 202-555-0177', 'UTC')";
    world.server.sql(named).await;
    let call = |person: &str, priority: u8| json!({"on_behalf_of": "own", "channel": "phone", "opened_for": person, "priority": priority});
    for (person, contact, priority, basis) in [
        ("person-representative", Value::Null, 1, json!("representative")),
        ("without-account", Value::Null, 2, json!("representative")),
        ("person-certified_expert", Value::Null, 2, json!("certified")),
        ("person-representative", Value::Null, 3, Value::Null),
        ("person-viewer", Value::Null, 1, Value::Null),
        ("person-viewer", json!("c1-own"), 1, json!("representative")),
    ] {
        let mut wish = call(person, priority);
        wish["contact"] = contact.clone();
        let case = world.open(Role::VendorEngineer, &format!("{person}{contact}{priority}"), &wish).await;
        assert_eq!(case.json()["expert_to_expert"], basis, "{wish}: {}", case.text());
    }
    // The call note of somebody named is as good.
    let note = json!({"unit": "OWN1001", "symptom": "Down"});
    for (role, basis) in [(Role::Representative, json!("representative")), (Role::Engineer, Value::Null)] {
        let made =
            world.server.post(world.cookie(role), "/v1/call-notes", &format!("n{role:?}"), &note).await;
        let mut wish = call("", 1);
        wish["call_note"] = made.json()["number"].clone();
        let case = world.open(Role::VendorEngineer, &format!("c{role:?}"), &wish).await;
        assert_eq!(case.json()["expert_to_expert"], basis, "{}", case.text());
    }
}

#[tokio::test]
async fn what_may_be_the_same_is_found_by_unit_or_words_within_the_account() {
    let world = with_more_units().await;
    let number = |case: Reply| case.json()["number"].as_str().unwrap().to_owned();
    let of_unit = number(world.open(Role::Engineer, "a", &json!({"synopsis": "Fan tray loud"})).await);
    let of_words = number(
        world
            .open(Role::Engineer, "b", &json!({"unit": "OWNTWO", "synopsis": "FPC 3 restarted at noon"}))
            .await,
    );
    let neither =
        number(world.open(Role::Engineer, "c", &json!({"unit": "OWNTWO", "synopsis": "A question"})).await);
    world
        .server
        .sql("UPDATE tech_case SET status = 'closed', created_at = created_at - 1000 WHERE synopsis LIKE 'Fan%'")
        .await;
    let mut foreign = crate::support::world::report();
    crate::support::world::merge(&mut foreign, &json!({"unit": FOREIGN_UNIT, "synopsis": "FPC 1 restarts"}));
    assert_eq!(world.server.post(&world.foreign, "/v1/cases", "f", &foreign).await.status, 201);
    let both = found_by(&world, "like=fpc%201%20restarts&like_unit=OWN1001&sort=urgency").await;
    assert_eq!(both, [of_words.clone(), of_unit.clone()], "open ones first; nothing of {CANARY}");
    assert_eq!(found_by(&world, "like=fpc%201%20restarts").await, [of_words]);
    assert_eq!(found_by(&world, "like_unit=own1001").await, [of_unit]);
    assert!(found_by(&world, "like=nothing%20of%20the%20kind").await.is_empty());
    assert_eq!(found_by(&world, "like=question").await, [neither]);
    assert!(found_by(&world, "like=question&opened_from=2026-11-25").await.is_empty());
}
