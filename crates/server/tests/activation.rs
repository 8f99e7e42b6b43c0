//! What activates the service: what the portal sees for itself, what is handed in, consent, and software releases as a list.

use crate::support::{
    Reply, request,
    world::{FOREIGN_UNIT, OWN_UNIT, World},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

const PATH: &str = "/v1/activation";
const RELEASES: &str = "/v1/releases";

async fn read(world: &World) -> Reply {
    world.server.get(world.cookie(Role::Administrator), PATH).await
}

/// A step on what is there now.
async fn step(world: &World, role: Role, body: &Value) -> Reply {
    let seen = world.server.get(world.cookie(role), PATH).await;
    world.server.patch(world.cookie(role), PATH, seen.header("etag"), body).await
}

fn state<'a>(body: &'a Value, id: &str) -> &'a str {
    let items = body["items"].as_array().unwrap();
    items.iter().find(|item| item["id"] == id).unwrap()["state"].as_str().unwrap()
}

fn item<'a>(body: &'a Value, id: &str) -> &'a Value {
    body["items"].as_array().unwrap().iter().find(|item| item["id"] == id).unwrap()
}

async fn record(world: &World, key: &str, rows: &Value) -> Reply {
    world.server.post(world.cookie(Role::Engineer), RELEASES, key, &json!({"rows": rows})).await
}

fn outcomes(reply: &Reply) -> Vec<String> {
    let rows = reply.json()["rows"].as_array().unwrap().clone();
    rows.iter().map(|row| row["outcome"].as_str().unwrap().to_owned()).collect()
}

async fn unit(world: &World) -> Value {
    world.server.get(world.cookie(Role::Engineer), &format!("/v1/units/{OWN_UNIT}")).await.json()["unit"]
        .clone()
}

#[tokio::test]
async fn everything_that_is_missing_is_told_and_then_nothing_is() {
    let world = World::new().await;
    let before = read(&world).await.json();
    let missing = ["team", "releases", "consent", "on_boarding"];
    for id in ["team", "reachable", "sites", "releases", "consent", "on_boarding"] {
        assert_eq!(state(&before, id), if missing.contains(&id) { "missing" } else { "given" }, "{id}");
    }
    assert_eq!((&before["units"], &before["with_release"]), (&json!(1), &json!(0)));
    // Nothing is blocked by that (B-17).
    assert_eq!(world.open(Role::Engineer, "k", &json!({})).await.status, 201);

    let contacts = world.server.get(world.cookie(Role::Administrator), "/v1/contacts").await;
    let second = json!({"step": "add", "person": {"name": "Second", "email": "second@own.example.net", "phone": "+1 202-555-0102"}});
    world
        .server
        .patch(world.cookie(Role::Administrator), "/v1/contacts", contacts.header("etag"), &second)
        .await;
    record(&world, "r", &json!([{"serial": OWN_UNIT, "release": "23.4R2"}])).await;
    step(&world, Role::Administrator, &json!({"item": "consent", "step": "give", "text": "Core only"})).await;
    let last = json!({"item": "on_boarding", "step": "give", "text": " Second, Europe/Berlin "});
    let after = step(&world, Role::Representative, &last).await;
    assert_eq!(after.status, 200, "{}", after.text());
    let after = after.json();
    for given in after["items"].as_array().unwrap() {
        assert_eq!(given["state"], "given", "{given}");
    }
    let handed_in = &item(&after, "on_boarding")["given"];
    assert_eq!(
        (&handed_in["text"], &handed_in["by"]),
        (&json!("Second, Europe/Berlin"), &json!("Name of representative"))
    );
    let steps: Vec<&str> =
        after["history"].as_array().unwrap().iter().map(|line| line["step"].as_str().unwrap()).collect();
    assert_eq!(steps, ["given", "given", "recorded"]);
}

#[tokio::test]
async fn addresses_and_numbers_that_are_missing_are_counted() {
    let world = World::new().await;
    world.server.sql("UPDATE contact SET phone = NULL WHERE id = 'c1-own'; UPDATE site SET street = ' ' WHERE id = 'site-own'").await;
    let body = read(&world).await.json();
    assert_eq!((state(&body, "reachable"), state(&body, "sites")), ("missing", "missing"));
    assert_eq!(item(&body, "sites")["detail"], "Not complete for 1 of 1 site: own München.");
    assert_eq!(item(&body, "reachable")["detail"], "Not complete for own senior.");
    // A unit that is not registered has no say in it.
    world.server.sql("UPDATE unit SET registered = 0 WHERE id = 'unit-own'").await;
    assert_eq!(state(&read(&world).await.json(), "sites"), "given");
}

#[tokio::test]
async fn consent_is_given_and_taken_back_and_the_history_keeps_both() {
    let world = World::new().await;
    let consent = |step: &str| json!({"item": "consent", "step": step});
    let on_behalf = step(&world, Role::Advisor, &consent("give")).await;
    assert_eq!(on_behalf.fields(), ["/item not_on_behalf"], "consent is the End User's own");
    assert_eq!(step(&world, Role::Administrator, &consent("withdraw")).await.fields(), ["/step not_given"]);
    assert_eq!(state(&step(&world, Role::Administrator, &consent("give")).await.json(), "consent"), "given");
    assert_eq!(step(&world, Role::Administrator, &consent("give")).await.fields(), ["/step given_already"]);
    assert_eq!(step(&world, Role::Advisor, &consent("withdraw")).await.fields(), ["/item not_on_behalf"]);
    let after = step(&world, Role::Representative, &consent("withdraw")).await.json();
    assert_eq!((state(&after, "consent"), &item(&after, "consent")["given"]), ("missing", &Value::Null));
    let history = after["history"].as_array().unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(
        (&history[0]["step"], &history[0]["by"]),
        (&json!("withdrawn"), &json!("Name of representative"))
    );
    assert_eq!((&history[1]["step"], &history[1]["by"]), (&json!("given"), &json!("Name of administrator")));
}

#[tokio::test]
async fn the_advisor_hands_in_on_behalf_and_it_says_so() {
    let world = World::new().await;
    let body = json!({"item": "on_boarding", "step": "give", "text": "Told on the call"});
    let given = step(&world, Role::Advisor, &body).await.json();
    assert_eq!(item(&given, "on_boarding")["given"]["on_behalf"], true);
    assert_eq!(given["account"]["name"], "Own Networks");
}

#[tokio::test]
async fn what_can_not_be_handed_in_is_refused_at_its_field() {
    let world = World::new().await;
    for (body, field) in [
        (json!({"item": "team", "step": "give", "text": "x"}), "/item not_handed_in"),
        (json!({"item": "passport", "step": "give"}), "/item not_handed_in"),
        (json!({"item": "on_boarding", "step": "give", "text": " "}), "/text missing"),
        (json!({"item": "on_boarding", "step": "give", "text": "x".repeat(251)}), "/text too_long"),
        (json!({"item": "on_boarding", "step": "burn"}), "/step unknown_step"),
    ] {
        assert_eq!(step(&world, Role::Administrator, &body).await.fields(), [field], "{body}");
    }
    let seen = read(&world).await;
    let body = json!({"item": "on_boarding", "step": "give", "text": "x"});
    let cookie = world.cookie(Role::Administrator);
    assert_eq!(world.server.patch(cookie, PATH, seen.header("etag"), &body).await.status, 200);
    assert_eq!(world.server.patch(cookie, PATH, seen.header("etag"), &body).await.status, 412);
    let without = request(Method::PATCH, cookie, PATH, &[], Some(body.to_string()));
    assert_eq!(world.server.send(without).await.status, 428);
}

/// D-9: the list is the installation's.
#[tokio::test]
async fn the_installation_has_a_list_of_its_own() {
    let world = World::new().await;
    let list = json!([{"id": "nda", "kind": "handed_in", "name": "Agreement on secrecy"}, {"id": "team", "kind": "team", "name": "People"}]);
    world.server.sql(&format!("INSERT INTO setting (name, value) VALUES ('activation', '{list}')")).await;
    let body = read(&world).await.json();
    assert_eq!(body["items"].as_array().unwrap().len(), 2);
    let given =
        step(&world, Role::Administrator, &json!({"item": "nda", "step": "give", "text": "Signed"})).await;
    assert_eq!(state(&given.json(), "nda"), "given");
    world.server.sql("UPDATE setting SET value = 'nonsense' WHERE name = 'activation'").await;
    assert_eq!(read(&world).await.json()["items"].as_array().unwrap().len(), 6, "the usual one stands");
}

#[tokio::test]
async fn each_row_of_a_list_has_its_own_answer() {
    let world = World::new().await;
    let before = unit(&world).await;
    let rows = json!([
        {"serial": OWN_UNIT.to_lowercase(), "release": " 23.4R2-S3 "}, {"serial": "NOBODY1", "release": "23.4R2"},
        {"serial": FOREIGN_UNIT, "release": "23.4R2"}, {"serial": OWN_UNIT, "release": "23.4R2-S3"},
    ]);
    let check = json!({"rows": rows}).to_string();
    let asked = request(Method::POST, world.cookie(Role::Engineer), "/v1/releases/check", &[], Some(check));
    let asked = world.server.send(asked).await;
    let expected = ["set", "unknown_serial", "unknown_serial", "set"];
    assert_eq!(outcomes(&asked), expected);
    assert_eq!(unit(&world).await, before, "asking changes nothing");
    // A foreign number answers exactly as one that nobody has.
    let told = asked.json()["rows"].clone();
    assert_eq!(told[1]["detail"], told[2]["detail"]);

    let done = record(&world, "list", &rows).await;
    assert_eq!((done.status.as_u16(), outcomes(&done)), (201, expected.map(str::to_owned).to_vec()));
    let after = unit(&world).await;
    assert_eq!(after["software_release"], "23.4R2-S3");
    assert!(after["release_confirmed_at"].as_str().unwrap().starts_with("2026-11-24T09:00:"));
    assert_eq!(after["version"], json!(before["version"].as_u64().unwrap() + 1));
    let foreign = world.server.get(&world.foreign, &format!("/v1/units/{FOREIGN_UNIT}")).await.json();
    assert_eq!(
        (&foreign["unit"]["software_release"], &foreign["unit"]["version"]),
        (&Value::Null, &json!(1))
    );

    // Sent twice it is done once; with another list the key is refused.
    let again = record(&world, "list", &rows).await;
    assert_eq!((again.status.as_u16(), again.text()), (201, done.text()));
    assert_eq!(unit(&world).await["version"], after["version"]);
    assert_eq!(record(&world, "list", &json!([{"serial": OWN_UNIT, "release": "1"}])).await.status, 422);
    // The same release again is a confirmation.
    let same = record(&world, "same", &json!([{"serial": OWN_UNIT, "release": "23.4R2-S3"}])).await;
    assert_eq!(outcomes(&same), ["unchanged"]);
}

#[tokio::test]
async fn a_list_that_can_not_be_is_refused_as_a_whole() {
    let world = World::new().await;
    assert_eq!(record(&world, "a", &json!([])).await.fields(), ["/rows missing"]);
    let rows = |n: usize| Value::from(vec![json!({"serial": OWN_UNIT, "release": "23.4R2"}); n]);
    assert_eq!(record(&world, "b", &rows(5_001)).await.fields(), ["/rows too_many"]);
    assert_eq!(record(&world, "c", &rows(5_000)).await.status, 201);
    let bad = json!([{"serial": OWN_UNIT, "release": "<b>"}, {"serial": OWN_UNIT, "release": "2"}]);
    assert_eq!(outcomes(&record(&world, "d", &bad).await), ["twice", "twice"]);
    assert_eq!(
        outcomes(&record(&world, "e", &json!([{"serial": OWN_UNIT, "release": "<b>"}])).await),
        ["bad_release"]
    );
    assert_eq!(unit(&world).await["software_release"], "23.4R2");
    let large = json!({"rows": [{"serial": "x".repeat(1_100_000), "release": "1"}]});
    assert_eq!(world.server.post(world.cookie(Role::Engineer), RELEASES, "f", &large).await.status, 413);
}

#[tokio::test]
async fn units_without_a_release_come_first() {
    let world = World::new().await;
    world
        .server
        .sql(
            "INSERT INTO unit (id, account_id, reference, model, software_release, release_confirmed_at) VALUES
               ('u1', 'own', 'AAA', 'M', '1', 2000000000000), ('u2', 'own', 'BBB', 'M', '1', 1000000000000),
               ('u3', 'own', 'CCC', 'M', '1', NULL)",
        )
        .await;
    let list =
        world.server.get(world.cookie(Role::Engineer), "/v1/units?sort=release_confirmed").await.json();
    let references: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|unit| unit["reference"].as_str().unwrap()).collect();
    assert_eq!(references, ["CCC", OWN_UNIT, "BBB", "AAA"]);
}
