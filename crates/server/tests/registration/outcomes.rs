//! What becomes of a row.

use super::rows::{faults, own_row, register, row, with};
use crate::support::world::{CANARY, FOREIGN_UNIT, OWN_UNIT, World};
use rules::access::Role;
use serde_json::{Value, json};

async fn units(world: &World, role: Role, q: &str) -> Vec<Value> {
    let list = world.server.get(world.cookie(role), &format!("/v1/units?q={q}&limit=200")).await.json();
    list["items"].as_array().unwrap().clone()
}

async fn sql(world: &World, query: &str) -> Vec<String> {
    let mut read = world.server.app.store.read().await.unwrap();
    sqlx::query_scalar(sqlx::AssertSqlSafe(query.to_owned())).fetch_all(&mut *read).await.unwrap()
}

#[tokio::test]
async fn a_unit_of_the_end_users_own_is_registered_with_its_site_and_its_cover() {
    let world = World::new().await;
    let answers = register(&world, Role::Administrator, &[own_row(" new1001 ")]).await;
    assert_eq!(answers[0]["outcome"], "registered", "{}", answers[0]);
    assert_eq!(answers[0]["reference"], "NEW1001");
    for role in [Role::Administrator, Role::Viewer, Role::Advisor] {
        let found = units(&world, role, "NEW1001").await;
        let unit = &found[0];
        assert_eq!(
            (unit["site"]["city"].as_str(), unit["site"]["country"].as_str()),
            (Some("Juba"), Some("SS"))
        );
        assert_eq!(unit["registration"], json!({"registered": true, "on": "2026-11-23"}));
        assert_eq!(unit["order"]["number"], "PO-own");
        let contracts: Vec<_> =
            unit["terms"].as_array().unwrap().iter().map(|term| &term["contract"]).collect();
        assert_eq!(contracts, ["own-acp", "own-care"], "by the number of the purchase order");
        assert_eq!(unit["cover"]["answer"], "advanced_care_plus", "{}", unit["cover"]);
    }
    assert!(units(&world, Role::Reseller, "NEW1001").await.is_empty(), "who did not register it");
    let history = sql(&world, "SELECT kind || ' ' || new FROM unit_change").await;
    assert_eq!(history, ["registered MX480 at Juba Airport Road"]);
    // The same site again makes no second one.
    register(&world, Role::Administrator, &[with(own_row("NEW1002"), &[("street", "41 tamarind  road")])])
        .await;
    assert_eq!(sql(&world, "SELECT name FROM site WHERE city = 'Juba'").await.len(), 1);
    // Nor does a name that the site had before it was joined with another.
    world
        .server
        .sql(
            "INSERT INTO site_former SELECT 'old', account_id, id, 'Juba, as it was', street, postal_code, city, country, 0
             FROM site WHERE city = 'Juba'",
        )
        .await;
    let former = with(own_row("NEW1003"), &[("site_name", "JUBA, as it was")]);
    register(&world, Role::Administrator, &[former]).await;
    assert_eq!(units(&world, Role::Viewer, "NEW1003").await[0]["site"]["name"], "Juba Airport Road");
    assert_eq!(sql(&world, "SELECT name FROM site WHERE city = 'Juba'").await.len(), 1);
}

#[tokio::test]
async fn a_purchase_order_is_meant_in_whatever_case_it_is_written() {
    let world = World::new().await;
    let order = |order| [("purchase_order", order)];
    let rows = [with(own_row("CASE1"), &order("po-OWN")), with(own_row("CASE2"), &order("PO-owner"))];
    register(&world, Role::Administrator, &rows).await;
    register(&world, Role::Reseller, &[with(row("CASE3"), &order("Po-Own"))]).await;
    for (serial, number, answer) in [
        ("CASE1", "PO-own", "advanced_care_plus"),
        ("CASE2", "PO-owner", "no_cover_found"),
        ("CASE3", "PO-own", "advanced_care_plus"),
    ] {
        let unit = &units(&world, Role::Viewer, serial).await[0];
        assert_eq!(
            (unit["order"]["number"].as_str(), unit["cover"]["answer"].as_str()),
            (Some(number), Some(answer)),
            "{unit}"
        );
    }
}

#[tokio::test]
async fn a_reseller_is_told_all_that_an_order_bought_and_no_other_order() {
    let world = World::new().await;
    world
        .server
        .sql(
            "INSERT INTO contract (number, account_id, kind, start_on, end_on, purchase_order) VALUES
               ('later', 'own', 'advanced_care_plus', '2026-01-01', '2029-12-31', 'po-OWN'),
               ('other', 'own', 'advanced_care_plus', '2026-01-01', '2029-12-31', 'PO-other')",
        )
        .await;
    let basis = world.server.get(world.cookie(Role::Reseller), "/v1/registration").await.json();
    let orders = basis["end_users"][0]["purchase_orders"].as_array().unwrap();
    let numbers: Vec<_> = orders
        .iter()
        .flat_map(|order| order["terms"].as_array().unwrap())
        .map(|term| term["contract"].as_str().unwrap())
        .collect();
    assert_eq!(numbers, ["own-acp", "own-care", "later"], "{basis}");
    register(&world, Role::Reseller, &[row("ALL1")]).await;
    let unit = &units(&world, Role::Viewer, "ALL1").await[0];
    assert_eq!(unit["terms"].as_array().unwrap().len(), 3, "so it is decided: {unit}");
}

#[tokio::test]
async fn a_single_unit_needs_one_request_and_a_second_one_makes_no_second_unit() {
    let world = World::new().await;
    let body = json!({"rows": 1, "first": [own_row("ONE1001")]});
    let cookie = world.cookie(Role::Administrator);
    let first = world.server.post(cookie, "/v1/registrations", "k", &body).await;
    let batch = first.json();
    assert_eq!((first.status.as_u16(), batch["state"].as_str()), (201, Some("complete")), "{}", first.text());
    assert_eq!(batch["answers"][0]["reference"], "ONE1001");
    let again = world.server.post(cookie, "/v1/registrations", "k", &body).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(sql(&world, "SELECT id FROM unit WHERE reference = 'ONE1001'").await.len(), 1);
    let read = world.server.get(cookie, first.header("location")).await;
    assert_eq!((read.status.as_u16(), read.json()["registered"].as_u64()), (200, Some(1)));
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once_and_nothing_is_registered() {
    let world = World::new().await;
    let before = world.server.count("unit").await;
    let wrong =
        with(row("K@1"), &[("model", ""), ("street", ""), ("end_user_city", ""), ("country", "Khartoum SD")]);
    let excluded =
        with(row("KRT1001"), &[("city", "Khartoum"), ("country", "Sudan"), ("replaces", "KRT1001")]);
    let answers =
        register(&world, Role::Reseller, &[wrong, excluded, row(OWN_UNIT), row(FOREIGN_UNIT)]).await;
    assert_eq!(
        faults(&answers[0]),
        [
            "serial not_a_serial",
            "model missing",
            "street missing",
            "country country_unknown",
            "end_user_city missing"
        ]
    );
    assert_eq!(faults(&answers[1]), ["replaces replaces_itself", "country country_excluded"]);
    assert_eq!(faults(&answers[2]), ["serial registered_already"]);
    assert_eq!(faults(&answers[3]), ["serial registered_elsewhere"]);
    let said = Value::from(answers).to_string();
    assert!(!said.to_lowercase().contains(CANARY), "never whose: {said}");
    assert!(said.contains("\"message\":\"") && !said.contains("\"message\":\"\""), "{said}");
    assert_eq!(world.server.count("unit").await, before);
    assert_eq!(world.server.count("site").await, 2);
}

#[tokio::test]
async fn twice_in_a_batch_is_refused_with_the_row_that_was_first() {
    let world = World::new().await;
    let answers =
        register(&world, Role::Administrator, &[own_row("DUP1"), own_row("DUP2"), own_row("dup1")]).await;
    assert_eq!(faults(&answers[2]), ["serial twice_in_file"]);
    assert!(answers[2]["faults"][0]["message"].as_str().unwrap().contains("Row 1"), "{}", answers[2]);
    let next = register(&world, Role::Administrator, &[own_row("DUP2")]).await;
    assert_eq!(faults(&next[0]), ["serial registered_already"], "in another batch");
}

#[tokio::test]
async fn a_unit_that_is_known_and_not_registered_is_registered_and_not_made_again() {
    let world = World::new().await;
    world.server.sql("UPDATE unit SET registered = 0, registered_on = NULL WHERE id = 'unit-own'").await;
    let answers =
        register(&world, Role::Administrator, &[with(own_row(OWN_UNIT), &[("host_name", "")])]).await;
    assert_eq!(answers[0]["outcome"], "registered", "{}", answers[0]);
    let found = units(&world, Role::Viewer, OWN_UNIT).await;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0]["host_name"].as_str(), found[0]["version"].as_u64()), (Some("own-pe01"), Some(2)));
    assert_eq!(found[0]["site"]["city"], "Juba");
}

#[tokio::test]
async fn what_a_row_does_not_say_stays_as_it_was_of_a_unit_that_is_known() {
    let world = World::new().await;
    world
        .server
        .sql("UPDATE unit SET registered = 0, registered_on = NULL, usage = 'spare', source = 'gray_market' WHERE id = 'unit-own'")
        .await;
    let silent = with(row(OWN_UNIT), &[("purchase_order", "PO-own"), ("source", ""), ("usage", "")]);
    let answers = register(&world, Role::Reseller, &[silent]).await;
    assert_eq!(answers[0]["outcome"], "registered", "{}", answers[0]);
    let found = units(&world, Role::Viewer, OWN_UNIT).await[0].clone();
    assert_eq!((&found["usage"], &found["source"]), (&json!("spare"), &json!("gray_market")));
    world.server.sql("UPDATE unit SET registered = 0 WHERE id = 'unit-own'").await;
    let without_order = with(own_row(OWN_UNIT), &[("purchase_order", ""), ("source", "")]);
    let answers = register(&world, Role::Administrator, &[without_order]).await;
    assert_eq!(answers[0]["outcome"], "registered", "{}", answers[0]);
    assert_eq!(units(&world, Role::Viewer, OWN_UNIT).await[0]["order"], found["order"]);
}

#[tokio::test]
async fn a_reseller_does_not_learn_what_others_have_registered() {
    let world = World::new().await;
    world.server.sql("UPDATE unit SET registered_by = NULL WHERE id = 'unit-own'").await;
    let answers = register(&world, Role::Reseller, &[row(OWN_UNIT)]).await;
    assert_eq!(faults(&answers[0]), ["serial registered_elsewhere"]);
    let body = json!({"account": "own", "serials": [OWN_UNIT]});
    let cookie = world.cookie(Role::Reseller);
    let checked = world.server.post(cookie, "/v1/registration/check", "k", &body).await.json();
    assert_eq!(checked, json!({"registered": [], "elsewhere": [OWN_UNIT]}));
    // Nor by claiming it.
    let claim = json!({"reference": OWN_UNIT, "account": "own", "reason": "x"});
    let claimed = world.server.post(cookie, "/v1/claims", "c", &claim).await;
    assert_eq!(
        (claimed.status.as_u16(), &claimed.json()["holder"]),
        (201, &Value::Null),
        "{}",
        claimed.text()
    );
}

#[tokio::test]
async fn a_unit_is_replaced_once() {
    let world = World::new().await;
    let replacement = |serial| with(own_row(serial), &[("replaces", "own1001"), ("purchase_order", "")]);
    let answers =
        register(&world, Role::Administrator, &[replacement("RMA2001"), replacement("RMA2002")]).await;
    assert_eq!(answers[0]["outcome"], "registered", "{}", answers[0]);
    assert_eq!(faults(&answers[1]), ["replaces replaced_already"], "in the same piece");
    let later = register(&world, Role::Administrator, &[replacement("RMA2003")]).await;
    assert_eq!(faults(&later[0]), ["replaces replaced_already"]);
}

#[tokio::test]
async fn a_replacement_stands_where_the_old_unit_stood() {
    let world = World::new().await;
    let replacement = with(own_row("RMA1001"), &[("replaces", "own1001"), ("purchase_order", "")]);
    let answers = register(&world, Role::Administrator, &[replacement]).await;
    assert_eq!(answers[0]["outcome"], "registered", "{}", answers[0]);
    let new = &units(&world, Role::Viewer, "RMA1001").await[0];
    assert_eq!(new["order"], json!({"state": "inherited", "number": "PO-own", "replaces": OWN_UNIT}));
    assert_eq!(new["cover"]["answer"], "advanced_care_plus", "{}", new["cover"]);
    assert_eq!(units(&world, Role::Viewer, OWN_UNIT).await[0]["usage"], "decommissioned");
    let history = sql(
        &world,
        "SELECT kind || ' ' || old || ' ' || new || ': ' || note FROM unit_change WHERE unit_id = 'unit-own'",
    )
    .await;
    assert_eq!(history, ["usage in use decommissioned: RMA1001 took its place after a return"]);
    let unknown =
        register(&world, Role::Administrator, &[with(own_row("RMA2"), &[("replaces", FOREIGN_UNIT)])]).await;
    assert_eq!(faults(&unknown[0]), ["replaces replaced_not_found"], "a foreign one is an unknown one");
}

#[tokio::test]
async fn a_reseller_makes_the_end_user_that_its_order_names_once_and_the_snapshot_stays() {
    let world = World::new().await;
    let harbour = [
        ("end_user", "Harbour Lights Fibre"),
        ("end_user_street", "3 Quay"),
        ("end_user_postal_code", "M5V 3L9"),
        ("end_user_city", "Toronto"),
        ("end_user_country", "Canada"),
        ("purchase_order", "FR-200"),
    ];
    let rows = [
        with(row("HLF1"), &harbour),
        with(with(row("HLF2"), &harbour), &[("end_user", "HARBOUR  lights Fibre")]),
        row("OWN2001"),
    ];
    let answers = register(&world, Role::Reseller, &rows).await;
    assert!(answers.iter().all(|answer| answer["outcome"] == "registered"), "{answers:?}");
    register(&world, Role::Reseller, &[with(row("HLF3"), &harbour)]).await;
    let made = sql(
        &world,
        "SELECT name || ', ' || street || ', ' || country FROM account WHERE name LIKE 'Harbour%'",
    )
    .await;
    assert_eq!(made, ["Harbour Lights Fibre, 3 Quay, CA"]);
    let seen = units(&world, Role::Reseller, "HLF").await;
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[0]["account"]["name"], "Harbour Lights Fibre");
    assert_eq!(seen[0]["source"], "authorized_reseller", "who sells it and says nothing is the source");
    let own = units(&world, Role::Viewer, "OWN2001").await;
    assert_eq!(own[0]["cover"]["answer"], "advanced_care_plus", "{}", own[0]["cover"]);
    assert!(units(&world, Role::Viewer, "HLF").await.is_empty());

    world
        .server
        .sql("UPDATE account SET name = 'Renamed', street = 'Moved' WHERE name LIKE 'Harbour%'")
        .await;
    let kept = sql(&world, "SELECT DISTINCT number || ' ' || end_user || ' ' || street || ' ' || reseller FROM order_snapshot WHERE number = 'FR-200'").await;
    assert_eq!(kept, ["FR-200 Harbour Lights Fibre 3 Quay Resale"]);
    let mut tx = world.server.app.store.write().await.unwrap();
    let changed = sqlx::query("UPDATE order_snapshot SET number = 'X'").execute(&mut *tx).await;
    assert!(changed.unwrap_err().to_string().contains("stays"), "nobody changes it later");
}

#[tokio::test]
async fn the_basis_and_the_check_tell_what_is_ones_own() {
    let world = World::new().await;
    for role in [Role::Administrator, Role::Reseller] {
        let basis = world.server.get(world.cookie(role), "/v1/registration").await;
        let text = basis.text();
        assert!(!text.to_lowercase().contains(CANARY), "{text}");
        let end_users = basis.json()["end_users"].as_array().unwrap().clone();
        assert_eq!(end_users.len(), 1, "{text}");
        assert_eq!(
            (end_users[0]["account"]["id"].as_str(), end_users[0]["units"].as_u64()),
            (Some("own"), Some(1))
        );
        assert_eq!(end_users[0]["purchase_orders"][0]["number"], "PO-own");
        assert_eq!(end_users[0]["purchase_orders"][0]["terms"].as_array().unwrap().len(), 2);
        assert_eq!(end_users[0]["sites"][0]["city"], "München");
        let body = json!({"serials": ["own1001", FOREIGN_UNIT, "FREE1", "not a serial"]});
        let checked = world.server.post(world.cookie(role), "/v1/registration/check", "", &body).await;
        assert_eq!(
            checked.json(),
            json!({"registered": ["own1001"], "elsewhere": [FOREIGN_UNIT]}),
            "{}",
            checked.text()
        );
    }
    // A reseller with nothing registered sees neither the orders nor the sites of the End User.
    world.server.sql("UPDATE unit SET registered_by = NULL").await;
    let basis = world.server.get(world.cookie(Role::Reseller), "/v1/registration").await.json();
    assert_eq!(basis["end_users"][0]["purchase_orders"], json!([]));
    assert_eq!(basis["end_users"][0]["sites"], json!([]));
}
