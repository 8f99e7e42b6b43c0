//! Sites: kept with their address, refused where the service is not, and joined without losing the old name. A reseller sees
//! those where it registered units, a viewer names, and the other End User nothing.

use crate::support::{
    Reply, request,
    world::{OWN_UNIT, World},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

const PATH: &str = "/v1/sites";

fn juba() -> Value {
    json!({
        "name": "Juba Airport Road", "street": "41 Tamarind Road", "postal_code": "211", "city": "Juba", "country": "SS",
        "zone": "Africa/Juba", "access": "Ring twice.", "people": [{"name": "Ayen Deng", "phone": "+1 202-555-0174"}],
    })
}

fn with(mut body: Value, changes: &Value) -> Value {
    crate::support::world::merge(&mut body, changes);
    body
}

async fn make(world: &World, key: &str, body: &Value) -> Reply {
    world.server.post(world.cookie(Role::Administrator), PATH, key, body).await
}

async fn send(world: &World, method: Method, path: &str, tag: &str, body: &Value) -> Reply {
    let cookie = world.cookie(Role::Administrator);
    world.server.send(request(method, cookie, path, &[("if-match", tag)], Some(body.to_string()))).await
}

async fn read(world: &World, role: Role, id: &str) -> Value {
    world.server.get(world.cookie(role), &format!("{PATH}/{id}")).await.json()
}

async fn list(world: &World, role: Role, query: &str) -> Vec<String> {
    let reply = world.server.get(world.cookie(role), &format!("{PATH}{query}")).await;
    let items = reply.json()["items"].as_array().unwrap_or_else(|| panic!("{}", reply.text())).clone();
    items.iter().map(|item| item["site"]["name"].as_str().unwrap().to_owned()).collect()
}

fn id_of(reply: &Reply) -> String {
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()["summary"]["site"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn juba_is_made_once_and_khartoum_is_refused_with_why() {
    let world = World::new().await;
    let made = make(&world, "k1", &juba()).await;
    let id = id_of(&made);
    assert_eq!((made.header("etag"), made.header("location")), ("\"1\"", format!("{PATH}/{id}").as_str()));
    assert_eq!(make(&world, "k1", &juba()).await.body, made.body, "sent twice it is one");
    let khartoum = with(juba(), &json!({"name": "Khartoum North", "city": "Khartoum", "country": "SD"}));
    let refused = make(&world, "k2", &khartoum).await;
    assert_eq!(
        (refused.status.as_u16(), refused.fields()),
        (422, vec!["/country country_excluded".to_owned()])
    );
    assert!(refused.text().contains("South Sudan (SS) is another country"), "{}", refused.text());
    assert_eq!(list(&world, Role::Administrator, "").await, ["Juba Airport Road", "own München"]);
    let moved = send(&world, Method::PUT, &format!("{PATH}/{id}"), "\"1\"", &khartoum).await;
    assert_eq!(moved.fields(), ["/country country_excluded"], "no site moves there");
    // One that is kept there already can be put right.
    world.server.sql("UPDATE site SET country = 'SD' WHERE id = 'site-own'").await;
    let right = send(&world, Method::PUT, &format!("{PATH}/site-own"), "\"1\"", &khartoum).await;
    assert_eq!(right.status, 200, "{}", right.text());
}

#[tokio::test]
async fn what_is_wrong_is_said_at_once() {
    let world = World::new().await;
    let wrong = json!({
        "name": "", "street": "x".repeat(101), "city": "Juba", "country": "Atlantis", "zone": "Mars/Olympus",
        "people": [{"name": "Ayen", "phone": "0912"}],
    });
    let refused = make(&world, "k", &wrong).await;
    assert_eq!(
        refused.fields(),
        [
            "/name missing",
            "/street too_long",
            "/country unknown_country",
            "/people no_number",
            "/zone unknown_zone"
        ]
    );
}

#[tokio::test]
async fn every_change_has_its_line_and_only_what_was_seen_is_changed() {
    let world = World::new().await;
    let id = id_of(&make(&world, "k", &juba()).await);
    let path = format!("{PATH}/{id}");
    let other = with(juba(), &json!({"street": "42 Tamarind Road", "access": "", "zone": ""}));
    assert_eq!(send(&world, Method::PUT, &path, "\"7\"", &other).await.status, 412);
    let bare = request(Method::PUT, world.cookie(Role::Administrator), &path, &[], Some(other.to_string()));
    assert_eq!(world.server.send(bare).await.status, 428);
    let kept = send(&world, Method::PUT, &path, "\"1\"", &other).await;
    assert_eq!((kept.status.as_u16(), kept.header("etag")), (200, "\"2\""), "{}", kept.text());
    let lines: Vec<(String, Value, Value)> = kept.json()["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["kind"].as_str().unwrap().to_owned(), line["old"].clone(), line["new"].clone()))
        .collect();
    let line = |kind: &str, old: Value, new: Value| (kind.to_owned(), old, new);
    assert_eq!(
        lines,
        [
            line("access", json!("Ring twice."), Value::Null),
            line("zone", json!("Africa/Juba"), Value::Null),
            line("address", json!("41 Tamarind Road, 211 Juba, SS"), json!("42 Tamarind Road, 211 Juba, SS")),
            line("made", Value::Null, json!("Juba Airport Road")),
        ]
    );
    assert_eq!(kept.json()["changes"][0]["by"], "Name of administrator");
    let same = send(&world, Method::PUT, &path, "\"2\"", &other).await;
    assert_eq!(same.header("etag"), "\"2\"", "nothing differs, nothing is written");
}

/// The world's site has one unit; a second site is the same place with another spelling, and has two.
async fn twice(world: &World) -> String {
    let twin = with(
        juba(),
        &json!({
            "name": "MUC own", "street": "OWN  1.", "postal_code": "80331", "city": "münchen", "country": "DE",
            "people": [{"name": "Ayen Deng", "phone": "+1 202-555-0174"}],
        }),
    );
    world.server.sql("UPDATE site SET city = 'münchen', access = 'Bell.' WHERE id = 'site-own'").await;
    let id = id_of(&make(world, "twin", &twin).await);
    for n in 2..4 {
        let insert = format!(
            "INSERT INTO unit (id, account_id, reference, serial, model, usage, site_id, version)
               VALUES ('unit-{n}', 'own', 'OWN100{n}', 'OWN100{n}', 'MX480', 'in_use', '{id}', 7)"
        );
        world.server.sql(&insert).await;
    }
    id
}

#[tokio::test]
async fn joined_sites_are_one_and_the_old_name_still_leads_there() {
    let world = World::new().await;
    let twin = twice(&world).await;
    let before = read(&world, Role::Engineer, "site-own").await;
    assert_eq!(before["summary"]["similar"], json!([{"id": twin, "name": "MUC own"}]));
    assert_eq!(
        (&before["summary"]["units"], &before["summary"]["cover"]["advanced_care_plus"]),
        (&json!(1), &json!(1))
    );
    let path = format!("{PATH}/{twin}/merge");
    let wish = json!({"into": "site-own", "note": " Entered twice. "});
    assert_eq!(send(&world, Method::POST, &path, "\"9\"", &wish).await.status, 412);
    let joined = send(&world, Method::POST, &path, "\"1\"", &wish).await;
    assert_eq!(joined.status, 200, "{}", joined.text());
    let summary = joined.json()["summary"].clone();
    assert_eq!((&summary["site"]["id"], &summary["units"]), (&json!("site-own"), &json!(3)));
    assert_eq!(summary["former"], json!([{"id": twin, "name": "MUC own"}]));
    assert_eq!(joined.json()["access"], "Bell.\nRing twice.");
    assert_eq!(joined.json()["people"][0]["name"], "Ayen Deng");
    let lines = joined.json()["changes"].clone();
    assert_eq!(
        (&lines[0]["kind"], &lines[0]["new"], &lines[0]["note"]),
        (&json!("joined"), &json!("2 units"), &json!("Entered twice."))
    );
    assert_eq!((&lines[1]["kind"], &lines[1]["of"]), (&json!("made"), &json!("MUC own")));
    // Each unit has its line, and a version of its own.
    assert_eq!(world.server.count("unit_change").await, 2);
    let unit = world.server.get(world.cookie(Role::Viewer), "/v1/units/OWN1002").await.json()["unit"].clone();
    assert_eq!((&unit["site"]["id"], &unit["version"]), (&json!("site-own"), &json!(8)));
    // The old name finds it, and the old id leads to it; sent again it is still one.
    assert_eq!(list(&world, Role::Engineer, "?q=muc%20own").await, ["own München"]);
    assert_eq!(read(&world, Role::Engineer, &twin).await["summary"]["site"]["id"], "site-own");
    let again = send(&world, Method::POST, &path, "\"1\"", &wish).await;
    assert_eq!((again.status.as_u16(), world.server.count("unit_change").await), (200, 2));
    let save = send(&world, Method::PUT, &format!("{PATH}/{twin}"), "\"1\"", &juba()).await;
    assert_eq!(save.status, 412, "what is gone is not written");
    let any = send(&world, Method::PUT, &format!("{PATH}/{twin}"), "*", &juba()).await;
    assert_eq!(any.status, 412, "{}", any.text());
    // A link to the units of the old id leads to them, and units can be moved there.
    let units = world.server.get(world.cookie(Role::Viewer), &format!("/v1/units?site={twin}")).await.json();
    assert_eq!(units["total"], 3);
    let there = json!({"units": [{"reference": "OWN1002"}], "change": {"site_id": twin}});
    let moved =
        world.server.post(world.cookie(Role::Administrator), "/v1/units/changes", "there", &there).await;
    assert_eq!(moved.status, 201, "{}", moved.text());
    assert_eq!(moved.json()["items"][0]["outcome"], "unchanged");
    // A reseller with a unit there learns nothing of what the site was.
    assert_eq!(read(&world, Role::Reseller, "site-own").await["summary"]["former"], json!([]));
    assert_eq!(list(&world, Role::Reseller, "?q=muc%20own").await, Vec::<String>::new());
    assert_eq!(list(&world, Role::Administrator, "").await, ["own München"]);
}

#[tokio::test]
async fn an_address_that_reads_alike_in_one_line_is_kept_all_the_same() {
    let world = World::new().await;
    let crammed = with(juba(), &json!({"postal_code": "", "city": "211 Juba"}));
    let id = id_of(&make(&world, "k", &crammed).await);
    let saved = send(&world, Method::PUT, &format!("{PATH}/{id}"), "\"1\"", &juba()).await;
    let site = saved.json()["summary"]["site"].clone();
    assert_eq!((&site["postal_code"], &site["city"]), (&json!("211"), &json!("Juba")));
    assert_eq!((saved.header("etag"), &saved.json()["changes"][0]["kind"]), ("\"2\"", &json!("address")));
}

#[tokio::test]
async fn sites_that_are_not_one_place_are_not_joined() {
    let world = World::new().await;
    let id = id_of(&make(&world, "k", &juba()).await);
    let path = format!("{PATH}/{id}/merge");
    for (into, expected) in [
        ("site-own", "/into other_country"),
        (&*id, "/into same_site"),
        ("site-foreign", "/into unknown_site"),
        ("missing", "/into unknown_site"),
    ] {
        let refused = send(&world, Method::POST, &path, "\"1\"", &json!({"into": into})).await;
        assert_eq!(refused.fields(), [expected], "{into}");
    }
    world.server.sql("UPDATE site SET country = 'SD'").await;
    let refused = send(&world, Method::POST, &path, "\"1\"", &json!({"into": "site-own"})).await;
    assert_eq!(refused.fields(), ["/into country_excluded"]);
    assert_eq!(world.server.count("site_former").await, 0);
}

#[tokio::test]
async fn each_sees_what_is_theirs() {
    let world = World::new().await;
    let id = id_of(&make(&world, "k", &juba()).await);
    let seen = async |role| read(&world, role, &id).await;
    let engineer = seen(Role::Engineer).await;
    assert_eq!(
        (&engineer["people"][0]["phone"], &engineer["access"]),
        (&json!("+12025550174"), &json!("Ring twice."))
    );
    let viewer = seen(Role::Viewer).await;
    assert_eq!(
        (&viewer["people"][0]["name"], &viewer["people"][0]["phone"]),
        (&json!("Ayen Deng"), &json!(""))
    );
    assert_eq!(viewer["access"], Value::Null);
    assert_eq!(list(&world, Role::Advisor, "?account=own").await, ["Juba Airport Road", "own München"]);
    // The reseller registered the unit at the other site, and has nothing here.
    assert_eq!(list(&world, Role::Reseller, "").await, ["own München"]);
    let of_reseller = world.server.get(world.cookie(Role::Reseller), &format!("{PATH}/{id}")).await;
    assert_eq!(of_reseller.status, 404);
    world.server.sql(&format!("UPDATE unit SET site_id = '{id}' WHERE reference = '{OWN_UNIT}'")).await;
    let reseller = seen(Role::Reseller).await;
    assert_eq!(
        (&reseller["people"], &reseller["changes"], &reseller["access"]),
        (&json!([]), &json!([]), &Value::Null)
    );
    assert_eq!(reseller["summary"]["units"], 1);
    let foreign = world.server.get(&world.foreign, &format!("{PATH}/{id}")).await;
    assert_eq!(foreign.status, 404);
}

#[tokio::test]
async fn zones_are_those_that_the_server_knows() {
    let world = World::new().await;
    let zones = world.server.get(world.cookie(Role::Viewer), "/v1/zones").await.json();
    assert!(zones["items"].as_array().unwrap().contains(&json!("Africa/Juba")));
}
