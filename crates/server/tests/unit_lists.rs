//! The list of units narrowed down, the counts of what it can be narrowed to, and its export: what the file holds is what the
//! list shows, and somebody else's reader finds the same values in it.

use crate::support::{rows_read_by_python, world::World};
use rules::access::Role;
use serde_json::Value;

/// Twelve more units in three families at two sites; some without site, release, contracts.
async fn world() -> World {
    let world = World::new().await;
    world
        .server
        .sql(
            "INSERT INTO site (id, account_id, name, street, city, country, zone) VALUES
               ('site-juba', 'own', 'Juba; \"Airport\"', '41 Tamarind
Road', 'Juba', 'SS', 'Africa/Juba'), ('site-empty', 'own', 'Empty', NULL, NULL, NULL, NULL)",
        )
        .await;
    for n in 0..12 {
        let site = ["'site-own'", "'site-juba'", "NULL"][n % 3];
        let release = if n % 2 == 0 { "'23.4R2'" } else { "NULL" };
        let family = ["MX", "SRX", "EX"][n % 3];
        let host = if n == 5 { "=2+5|cmd".to_owned() } else { format!("ü-pe{n:02}, \"x\"") };
        world
            .server
            .sql(&format!(
                "INSERT INTO unit (id, account_id, reference, serial, host_name, model, family, vendor, source, usage, site_id,
                     software_release, release_confirmed_at)
                   VALUES ('unit-{n}', 'own', 'U{n:02}', 'U{n:02}', '{host}', '{family}{n}', '{family}', 'juniper', 'juniper',
                     'spare', {site}, {release}, 1790000000000)"
            ))
            .await;
    }
    world
}

async fn get(world: &World, path: &str) -> Value {
    let reply = world.server.get(world.cookie(Role::Viewer), path).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.json()
}

async fn references(world: &World, query: &str) -> Vec<String> {
    let list = get(world, &format!("/v1/units?limit=200&{query}")).await;
    let text = |item: &Value| item["reference"].as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(text).collect()
}

#[tokio::test]
async fn every_filter_narrows_the_list_and_none_means_those_without() {
    let world = world().await;
    assert_eq!(references(&world, "family=SRX&sort=model").await, ["U01", "U10", "U04", "U07"]);
    assert_eq!(references(&world, "model=EX2").await, ["U02"]);
    assert_eq!(references(&world, "site=site-juba&sort=reference").await, ["U01", "U04", "U07", "U10"]);
    assert_eq!(references(&world, "site=none&release=23.4R2&sort=reference").await, ["U02", "U08"]);
    assert_eq!(references(&world, "country=SS&release=none&sort=-reference").await, ["U07", "U01"]);
    assert_eq!(references(&world, "contract=own-acp").await, ["OWN1001"]);
    assert_eq!(references(&world, "contract=none").await.len(), 12);
    assert_eq!(references(&world, "usage=in_use").await, ["OWN1001"]);
    assert_eq!(
        references(&world, "condition=site_address&sort=reference").await,
        ["U02", "U05", "U08", "U11"]
    );
    assert_eq!(references(&world, "condition=in_use&family=EX&q=pe02").await, ["U02"]);
    assert_eq!(references(&world, "family=none").await, ["OWN1001"]);
    assert_eq!(references(&world, "family=foreign").await.len(), 0);
    for order in ["family", "country", "usage", "release"] {
        let (up, mut down) = (
            references(&world, &format!("sort={order}")).await,
            references(&world, &format!("sort=-{order}")).await,
        );
        down.reverse();
        assert_eq!(up, down, "{order}");
        assert_eq!(up.len(), 13);
    }
    let wrong = world.server.get(world.cookie(Role::Viewer), "/v1/units?condition=x").await;
    assert_eq!(wrong.fields(), ["/query/condition unreadable"]);
}

#[tokio::test]
async fn what_is_counted_is_what_the_list_finds() {
    let world = world().await;
    let facets = get(&world, "/v1/units/facets").await;
    assert_eq!(facets["total"], 13);
    let mut looked_at = Vec::new();
    for filter in facets["filters"].as_array().unwrap() {
        let name = filter["name"].as_str().unwrap();
        looked_at.push(name.to_owned());
        for value in filter["values"].as_array().unwrap() {
            let text = value["value"].as_str().unwrap();
            let found = references(&world, &format!("{name}={}", wire::path::encode(text))).await;
            assert_eq!(found.len() as u64, value["count"].as_u64().unwrap(), "{name}={text}");
        }
    }
    looked_at.sort();
    let all = ["answer", "condition", "contract", "country", "family", "model", "release", "site", "usage"];
    assert_eq!(looked_at, all);
    let sites: wire::facets::Facets = serde_json::from_value(facets).unwrap();
    let sites: Vec<_> = sites.of("site").iter().map(|site| (site.words(), site.count)).collect();
    assert_eq!(sites, [("Empty", 0), ("Juba; \"Airport\"", 4), ("own München", 5), ("none", 4)]);
    // A reseller sees what it registered, and no site beyond that.
    let reply = world.server.get(world.cookie(Role::Reseller), "/v1/units/facets").await;
    assert!(reply.text().contains("own München") && !reply.text().contains("Juba"), "{}", reply.text());
}

#[tokio::test]
async fn the_export_holds_what_the_list_shows() {
    let world = world().await;
    let viewer = world.cookie(Role::Viewer);
    let query = "site=site-juba&sort=-reference";
    let json = get(&world, &format!("/v1/units/export?format=json&{query}")).await;
    let list = get(&world, &format!("/v1/units?{query}")).await;
    assert_eq!(json["items"], list["items"]);
    let whole = get(&world, "/v1/units/export?format=json").await;
    assert_eq!(whole["items"], get(&world, "/v1/units?limit=200").await["items"]);

    let csv = world.server.get(viewer, &format!("/v1/units/export?{query}")).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"units-2026-11-24.csv\"");
    assert_eq!(csv.header("cache-control"), "no-store");
    let records = rules::csv::records(&csv.text()).unwrap();
    let references: Vec<_> = records.iter().map(|record| record.fields[0].as_str()).collect();
    assert_eq!(references, ["reference", "U10", "U07", "U04", "U01"]);
    let none = world.server.get(viewer, "/v1/units/export?q=nothing").await;
    assert_eq!(none.text().lines().count(), 1, "the heads alone: {}", none.text());
    let wrong = world.server.get(viewer, "/v1/units/export?format=xls").await;
    assert_eq!(wrong.fields(), ["/query/format unreadable"]);
}

/// Read by Python's csv module, which every Python has, the values are those of the list; only what a spreadsheet would take
/// for a formula has an apostrophe before it.
#[tokio::test]
async fn another_reader_finds_the_same_values() {
    let world = world().await;
    let csv = world.server.get(world.cookie(Role::Viewer), "/v1/units/export").await;
    let Some(rows) = rows_read_by_python(&csv.body) else { return };
    let list = get(&world, "/v1/units?limit=200").await;
    let items = list["items"].as_array().unwrap();
    assert_eq!(rows.len(), items.len());
    for (row, item) in rows.iter().zip(items) {
        let value = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let host = value(&item["host_name"]);
        let host = if host.starts_with('=') { format!("'{host}") } else { host };
        assert_eq!(row["host_name"], host);
        for (column, expected) in [
            ("reference", &item["reference"]),
            ("model", &item["model"]),
            ("site", &item["site"]["name"]),
            ("street", &item["site"]["street"]),
            ("zone", &item["site"]["zone"]),
            ("usage", &item["usage"]),
            ("release", &item["software_release"]),
            ("cover", &item["cover"]["answer"]),
            ("cover_on", &item["cover"]["on"]),
            ("covered_until", &item["cover"]["covered_until"]),
        ] {
            assert_eq!(row[column], value(expected), "{column} of {}", item["reference"]);
        }
    }
    assert!(rows.iter().any(|row| row["release_confirmed_at_utc"] == "2026-09-21T14:13:20Z"));
}
