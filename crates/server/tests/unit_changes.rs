//! Changes of units: each unit for itself, with its line in the history; what is wrong with a change as a whole is said before
//! anything is done; sent twice it is done once.

use crate::support::{
    Reply,
    world::{OWN_UNIT, World},
};
use rules::access::Role;
use serde_json::{Value, json};

const PATH: &str = "/v1/units/changes";

/// Three more units beside the one that is there, and two more sites.
async fn world() -> World {
    let world = World::new().await;
    let columns =
        "id, account_id, reference, serial, host_name, model, usage, site_id, software_release, version";
    for n in 2..5 {
        world
            .server
            .sql(&format!(
                "INSERT INTO unit ({columns}) VALUES
                   ('unit-{n}', 'own', 'OWN100{n}', 'OWN100{n}', 'pe0{n}', 'MX480', 'in_use', 'site-own', '22.2R1', 7)"
            ))
            .await;
    }
    world
        .server
        .sql(
            "INSERT INTO site (id, account_id, name, country) VALUES
               ('site-juba', 'own', 'Juba', 'SS'), ('site-khartoum', 'own', 'Khartoum', 'SD')",
        )
        .await;
    world
}

async fn change(world: &World, role: Role, key: &str, body: &Value) -> Reply {
    world.server.post(world.cookie(role), PATH, key, body).await
}

fn units(references: &[&str]) -> Value {
    references.iter().map(|reference| json!({"reference": reference})).collect()
}

fn outcomes(reply: &Reply) -> Vec<String> {
    let text = |item: &Value| item["outcome"].as_str().unwrap().to_owned();
    reply.json()["items"].as_array().unwrap_or_else(|| panic!("{}", reply.text())).iter().map(text).collect()
}

async fn history(world: &World) -> Vec<(String, String, Option<String>, Option<String>, Option<String>)> {
    let mut read = world.server.app.store.read().await.unwrap();
    sqlx::query_as("SELECT unit_id, kind, old, new, note FROM unit_change ORDER BY id")
        .fetch_all(&mut *read)
        .await
        .unwrap()
}

async fn unit(world: &World, reference: &str) -> Value {
    world.server.get(world.cookie(Role::Viewer), &format!("/v1/units/{reference}")).await.json()["unit"]
        .clone()
}

#[tokio::test]
async fn each_unit_stands_for_itself_and_has_its_line_in_the_history() {
    let world = world().await;
    let wish = json!({
        "units": [
            {"reference": OWN_UNIT, "version": 1}, {"reference": " own1002 ", "version": 7},
            {"reference": "OWN1003", "version": 6}, {"reference": "FOREIGN1001"}, {"reference": "OWN1002"},
        ],
        "change": {"usage": "spare", "site_id": "site-juba"}, "note": " Taken out for the move. ",
    });
    let asked =
        world.server.post(world.cookie(Role::Administrator), "/v1/units/changes/check", "", &wish).await;
    assert_eq!(asked.status, 200, "{}", asked.text());
    assert_eq!(world.server.count("unit_change").await, 0, "asking changes nothing");
    let cover = asked.json()["items"][0].clone();
    assert_eq!(cover["cover_before"]["answer"], "advanced_care_plus");
    assert_eq!(cover["cover_after"]["failed"], json!(["in_use", "site_address"]), "{cover}");
    let reply = change(&world, Role::Administrator, "k1", &wish).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    assert_eq!(outcomes(&reply), ["changed", "changed", "conflict", "refused", "refused"]);
    assert_eq!(outcomes(&asked), outcomes(&reply));
    let items = reply.json()["items"].clone();
    assert_eq!(items[0]["changes"][1], json!({"kind": "site", "old": "own München", "new": "Juba"}));
    assert_eq!((&items[0]["version"], &items[2]["version"]), (&json!(2), &json!(7)));
    assert_eq!((&items[3]["code"], &items[4]["code"]), (&json!("unknown_unit"), &json!("twice")));
    let note = Some("Taken out for the move.".to_owned());
    let line = |unit: &str, kind: &str, old: &str, new: &str| {
        (unit.to_owned(), kind.to_owned(), Some(old.to_owned()), Some(new.to_owned()), note.clone())
    };
    assert_eq!(
        history(&world).await,
        [
            line("unit-own", "usage", "in use", "spare"),
            line("unit-own", "site", "own München", "Juba"),
            line("unit-2", "usage", "in use", "spare"),
            line("unit-2", "site", "own München", "Juba"),
        ]
    );
    let moved = unit(&world, "OWN1002").await;
    assert_eq!((&moved["site"]["id"], &moved["usage"]), (&json!("site-juba"), &json!("spare")));
    assert!(moved["cover"]["failed"].as_array().unwrap().contains(&json!("in_use")));
    assert_eq!(unit(&world, "OWN1003").await["usage"], "in_use");
    // The same again: nothing differs, so nothing is written.
    let again = json!({"units": units(&["OWN1002"]), "change": {"usage": "spare"}});
    assert_eq!(outcomes(&change(&world, Role::Administrator, "k2", &again).await), ["unchanged"]);
    assert_eq!(world.server.count("unit_change").await, 4);
    assert_eq!(unit(&world, "OWN1002").await["version"], 8);
}

#[tokio::test]
async fn sent_twice_it_is_done_once() {
    let world = world().await;
    let wish = json!({"units": units(&["OWN1002", "OWN1003"]), "change": {"usage": "decommissioned"}});
    let first = change(&world, Role::Administrator, "k", &wish).await;
    let second = change(&world, Role::Administrator, "k", &wish).await;
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
    assert_eq!(first.body, second.body);
    assert_eq!(second.header("idempotency-replayed"), "true");
    assert_eq!(world.server.count("unit_change").await, 2);
    let other = json!({"units": units(&["OWN1002"]), "change": {"usage": "spare"}});
    assert_eq!(change(&world, Role::Administrator, "k", &other).await.status, 422);
}

#[tokio::test]
async fn what_is_wrong_with_the_whole_is_said_at_once_and_nothing_is_done() {
    let world = world().await;
    let wish = json!({
        "units": units(&["OWN1002", "OWN1003"]),
        "change": {"usage": "lost", "site_id": "site-foreign", "host_name": "x", "release": "none"},
        "note": "x".repeat(301),
    });
    let reply = change(&world, Role::Administrator, "k1", &wish).await;
    assert_eq!(reply.status, 422);
    assert_eq!(
        reply.fields(),
        [
            "/note too_long",
            "/change/site_id unknown_site",
            "/change/usage unknown",
            "/change/host_name several",
            "/change/release bad_release",
        ]
    );
    let to_khartoum = json!({"units": units(&["OWN1002"]), "change": {"site_id": "site-khartoum"}});
    let refused = change(&world, Role::Administrator, "k2", &to_khartoum).await;
    assert_eq!(refused.fields(), ["/change/site_id country_excluded"]);
    let none = change(&world, Role::Administrator, "k3", &json!({"units": [], "change": {}})).await;
    assert_eq!(none.fields(), ["/units missing", "/change missing"]);
    let many: Vec<String> = (0..1001).map(|n| format!("U{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let many = json!({"units": units(&many), "change": {"usage": "spare"}});
    assert_eq!(change(&world, Role::Administrator, "k4", &many).await.fields(), ["/units too_many"]);
    assert_eq!(world.server.count("unit_change").await, 0);
}

#[tokio::test]
async fn a_site_is_taken_away_and_a_host_name_too() {
    let world = world().await;
    let wish = json!({"units": units(&["OWN1002"]), "change": {"site_id": null, "host_name": " "}});
    let reply = change(&world, Role::Administrator, "k", &wish).await;
    assert_eq!(outcomes(&reply), ["changed"], "{}", reply.text());
    let unit = unit(&world, "OWN1002").await;
    assert_eq!((&unit["site"], &unit["host_name"]), (&Value::Null, &Value::Null));
    assert!(unit["cover"]["failed"].as_array().unwrap().contains(&json!("site_address")), "{unit}");
}

#[tokio::test]
async fn engineers_say_the_release_and_nothing_else() {
    let world = world().await;
    let release = json!({"units": units(&["OWN1002", "OWN1003"]), "change": {"release": "22.2R1"}});
    let reply = change(&world, Role::Engineer, "k1", &release).await;
    assert_eq!(outcomes(&reply), ["unchanged", "unchanged"], "{}", reply.text());
    let confirmed = unit(&world, "OWN1002").await["release_confirmed_at"].clone();
    assert!(confirmed.as_str().unwrap().starts_with("2026-11-24T09:00"), "said again: {confirmed}");
    let other = json!({"units": units(&["OWN1002"]), "change": {"release": " 23.4R2 "}});
    assert_eq!(outcomes(&change(&world, Role::Engineer, "k2", &other).await), ["changed"]);
    let unit = unit(&world, "OWN1002").await;
    assert_eq!((&unit["software_release"], &unit["version"]), (&json!("23.4R2"), &json!(9)));
    let retire = json!({"units": units(&["OWN1002"]), "change": {"release": "23.4R2", "usage": "spare"}});
    let refused = change(&world, Role::Engineer, "k3", &retire).await;
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("Administrators of the End User keep"), "{}", refused.text());
}

#[tokio::test]
async fn a_unit_moves_to_a_site_that_is_made_with_the_move() {
    let world = world().await;
    let new = json!({"name": "Juba 2", "street": "1 Airport Road", "city": "Juba", "country": "South Sudan", "zone": "Africa/Juba"});
    let wish =
        |units: Value, new: &Value| json!({"units": units, "change": {"new_site": new}, "note": "Built."});
    let before = world.server.count("site").await;

    // What is wrong is said at the members of the site, beside what else is wrong.
    let mut wrong = wish(
        units(&[OWN_UNIT]),
        &json!({"name": " ", "street": "1", "city": "Khartoum", "country": "SD", "zone": "x"}),
    );
    wrong["change"]["site_id"] = json!("site-juba");
    let refused = change(&world, Role::Administrator, "w", &wrong).await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    assert_eq!(refused.fields(), ["/change/new_site both"]);
    wrong["change"].as_object_mut().unwrap().remove("site_id");
    let refused = change(&world, Role::Administrator, "w2", &wrong).await.fields().join(", ");
    for pointer in ["/change/new_site/name", "/change/new_site/country", "/change/new_site/zone"] {
        assert!(refused.contains(pointer), "{refused}");
    }
    assert_eq!(change(&world, Role::Engineer, "e", &wish(units(&[OWN_UNIT]), &new)).await.status, 403);

    // Asking makes nothing, and nothing is made where no unit goes.
    let asked = wish(units(&[OWN_UNIT]), &new);
    let asked =
        world.server.post(world.cookie(Role::Administrator), "/v1/units/changes/check", "", &asked).await;
    assert_eq!(asked.json()["items"][0]["cover_after"]["answer"], "advanced_care_plus", "{}", asked.text());
    let late = wish(json!([{"reference": OWN_UNIT, "version": 9}]), &new);
    assert_eq!(outcomes(&change(&world, Role::Administrator, "late", &late).await), ["conflict"]);
    assert_eq!(world.server.count("site").await, before);

    // One site for both units, and one however often it is sent.
    let moves = wish(units(&[OWN_UNIT, "OWN1002"]), &new);
    for _ in 0..2 {
        let moved = change(&world, Role::Administrator, "k", &moves).await;
        assert_eq!(outcomes(&moved), ["changed", "changed"], "{}", moved.text());
        assert_eq!(world.server.count("site").await, before + 1);
    }
    let [one, two] = [unit(&world, OWN_UNIT).await, unit(&world, "OWN1002").await];
    assert_eq!(one["site"], two["site"]);
    assert_eq!((&one["site"]["name"], &one["site"]["country"]), (&json!("Juba 2"), &json!("SS")));
    let id = one["site"]["id"].as_str().unwrap();
    let site = world.server.get(world.cookie(Role::Administrator), &format!("/v1/sites/{id}")).await.json();
    assert_eq!(site["changes"][0]["kind"], "made", "{site}");
    let lines = history(&world).await;
    assert_eq!(lines.len(), 2);
    assert_eq!((lines[0].1.as_str(), lines[0].3.as_deref()), ("site", Some("Juba 2")));
}
