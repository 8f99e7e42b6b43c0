//! Lists: search, order, pages that together are the whole, polling by tag, and what crosses HTTP can be decided again
//! by the other side with the same outcome.

use crate::support::{Reply, world::World};
use rules::access::Role;
use serde_json::{Value, json};

async fn units(world: &World, query: &str) -> Reply {
    world.server.get(world.cookie(Role::Engineer), &format!("/v1/units{query}")).await
}

fn references(list: &Value) -> Vec<String> {
    let text = |item: &Value| item["reference"].as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(text).collect()
}

/// Twenty-five more units: every fifth without host name, two models.
async fn with_many() -> World {
    let world = World::new().await;
    let mut sql = String::new();
    for n in 10..35 {
        let host = if n % 5 == 0 { "NULL".to_owned() } else { format!("'host-{:02}'", 50 - n) };
        let model = if n % 2 == 0 { "EX4400" } else { "QFX5120" };
        sql += &format!(
            "INSERT INTO unit (id, account_id, reference, host_name, model, site_id) VALUES
               ('many-{n}', 'own', 'MANY{n}', {host}, '{model}', 'site-own');"
        );
    }
    world.server.sql(&sql).await;
    world
}

#[tokio::test]
async fn search_looks_at_serial_host_model_and_site() {
    let world = World::new().await;
    for query in ["own1001", "  N10  ", "OWN-PE", "mx480", "MÜNCHEN", "m%C3%BCnchen", "+own+"] {
        let list =
            units(&world, &format!("?q={}", query.replace(' ', "%20").replace('Ü', "%C3%9C"))).await.json();
        assert_eq!(references(&list), ["OWN1001"], "{query}");
        assert_eq!(list["total"], 1);
    }
    assert_eq!(units(&world, "?q=foreign").await.json()["total"], 0);
}

#[tokio::test]
async fn pages_together_are_the_whole_in_every_order() {
    let world = with_many().await;
    for sort in ["host_name", "-host_name", "reference", "-model", "site", "covered_until", "-covered_until"]
    {
        let (mut seen, mut query) = (Vec::new(), format!("?sort={sort}&limit=7"));
        loop {
            let reply = units(&world, &query).await;
            let list = reply.json();
            assert_eq!(list["total"], 26);
            seen.extend(references(&list));
            let Some(next) = list["next"].as_str() else {
                assert_eq!(reply.header("link"), "");
                break;
            };
            assert_eq!(
                reply.header("link"),
                format!("</v1/units?sort={sort}&limit=7&cursor={next}>; rel=\"next\"")
            );
            query = format!("?sort={sort}&limit=7&cursor={next}");
        }
        let whole = references(&units(&world, &format!("?sort={sort}&limit=200")).await.json());
        assert_eq!(seen, whole, "{sort}");
        assert_eq!(seen.len(), 26);
    }
    assert_eq!(references(&units(&world, "?sort=reference&limit=1").await.json()), ["MANY10"]);
    assert_eq!(references(&units(&world, "?sort=-reference&limit=1").await.json()), ["OWN1001"]);
    assert_eq!(references(&units(&world, "?sort=covered_until&limit=1").await.json()), ["OWN1001"]);
}

#[tokio::test]
async fn cover_is_decided_for_the_date_that_is_asked() {
    let world = with_many().await;
    let covered = |list: Value| list["items"][0]["cover"]["answer"].as_str().unwrap().to_owned();
    assert_eq!(covered(units(&world, "?q=OWN1001").await.json()), "advanced_care_plus");
    assert_eq!(covered(units(&world, "?q=OWN1001&on=2027-01-01").await.json()), "no_cover_found");
    let cover = |query: &'static str| {
        let world = &world;
        async move { references(&units(world, query).await.json()) }
    };
    assert_eq!(cover("?answer=advanced_care_plus").await, ["OWN1001"]);
    assert_eq!(
        cover("?answer=cannot_tell&limit=200").await.len(),
        0,
        "no Care contract is a failure, not a gap in the data"
    );
    assert_eq!(cover("?answer=no_cover_found&limit=200").await.len(), 25);
    assert_eq!(cover("?ends_within_days=37").await, ["OWN1001"]);
    assert_eq!(cover("?ends_within_days=36").await.len(), 0);
    assert_eq!(cover("?ends_within_days=0&on=2026-12-31").await, ["OWN1001"]);
}

#[tokio::test]
async fn the_other_side_reads_it_and_decides_alike() {
    let world = World::new().await;
    let list: wire::unit::UnitList = serde_json::from_slice(&units(&world, "").await.body).unwrap();
    let meta: wire::meta::Meta =
        serde_json::from_slice(&world.server.get("", "/v1/meta").await.body).unwrap();
    let unit = &list.items[0];
    let cover = unit.cover.clone().unwrap();
    let assessed = rules::entitlement::assess(&unit.facts().unwrap(), &(&meta.countries).into(), cover.on);
    assert_eq!(wire::cover::Cover::from(&assessed), cover);
    let zone: rules::zone::ZoneRules = (&list.zones[0]).try_into().unwrap();
    assert_eq!(zone.name(), "Europe/Berlin");
    assert_eq!(unit.parts[0].slot, "FPC 0");
    let contacts = world.server.get(world.cookie(Role::Engineer), "/v1/contacts").await;
    let contacts: wire::contact::Contacts = serde_json::from_slice(&contacts.body).unwrap();
    assert_eq!((contacts.representatives.len(), contacts.certified_experts.len()), (1, 1));
    let advisor = world.server.get(world.cookie(Role::Engineer), "/v1/advisor").await;
    let advisor: wire::advisor::AdvisorOfAccount = serde_json::from_slice(&advisor.body).unwrap();
    assert!(rules::advisor::Schedule::try_from(advisor.advisor.as_ref().unwrap()).is_ok());
}

#[tokio::test]
async fn every_get_answers_304_to_its_own_tag() {
    let world = World::new().await;
    let case = world.open(Role::Engineer, "k", &json!({})).await.header("location").to_owned();
    let note = json!({"unit": "OWN1001", "symptom": "x"});
    let note = world.server.post(world.cookie(Role::Engineer), "/v1/call-notes", "k2", &note).await;
    let paths = [
        "/v1/me",
        "/v1/units",
        "/v1/units/OWN1001",
        "/v1/contracts",
        "/v1/contacts",
        "/v1/advisor",
        "/v1/cases",
        &case,
        "/v1/call-notes",
        note.header("location"),
    ];
    for path in paths {
        let cookie = world.cookie(Role::Engineer);
        let first = world.server.get(cookie, path).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 2, "{path}: {tag}");
        assert_eq!(first.header("cache-control"), "no-store", "{path}");
        for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let again = world.server.get_with(cookie, path, &[("if-none-match", &known)]).await;
            assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{path} {known}");
            assert_eq!(again.header("etag"), tag, "{path}");
        }
        assert_eq!(world.server.get_with(cookie, path, &[("if-none-match", "\"x\"")]).await.status, 200);
    }
}

#[tokio::test]
async fn cases_are_found_ordered_and_filtered() {
    let world = World::new().await;
    for (key, priority, words) in [("a", 4, "slow fan"), ("b", 2, "Flapping"), ("c", 3, "ÄNDERUNG")] {
        let body = json!({"priority": priority, "synopsis": words, "own_reference": format!("INC-{key}")});
        assert_eq!(world.open(Role::Engineer, key, &body).await.status, 201);
        world.server.clock.advance(chrono::TimeDelta::seconds(1));
    }
    world.server.sql("UPDATE tech_case SET status = 'closed' WHERE synopsis = 'slow fan'").await;
    let cases = |query: &'static str| {
        let world = &world;
        async move {
            let list = world
                .server
                .get(world.cookie(Role::Representative), &format!("/v1/cases{query}"))
                .await
                .json();
            let text = |item: &Value| item["synopsis"].as_str().unwrap().to_owned();
            list["items"].as_array().unwrap().iter().map(text).collect::<Vec<_>>()
        }
    };
    assert_eq!(cases("").await, ["ÄNDERUNG", "Flapping", "slow fan"]);
    assert_eq!(cases("?sort=due").await, ["Flapping", "slow fan", "ÄNDERUNG"]);
    assert_eq!(cases("?open=true&sort=due&limit=1").await, ["Flapping"]);
    // Waiting on the customer, then without first response, then by due time; a closed case waits on nobody and comes last.
    world.server.sql("UPDATE tech_case SET first_contact_at = created_at WHERE synopsis = 'Flapping'").await;
    world.server.sql("UPDATE tech_case SET waiting_on = 'customer' WHERE synopsis = 'slow fan'").await;
    assert_eq!(cases("?sort=urgency").await, ["ÄNDERUNG", "Flapping", "slow fan"]);
    world.server.sql("UPDATE tech_case SET waiting_on = 'customer' WHERE synopsis = 'Flapping'").await;
    assert_eq!(cases("?sort=urgency").await, ["Flapping", "ÄNDERUNG", "slow fan"]);
    assert_eq!(cases("?sort=urgency&limit=1&open=true").await, ["Flapping"]);
    assert_eq!(cases("?open=false").await, ["slow fan"]);
    assert_eq!(cases("?q=%C3%A4nderung").await, ["ÄNDERUNG"]);
    assert_eq!(cases("?q=inc-b").await, ["Flapping"]);
    assert_eq!(cases("?q=1124-000001").await, ["slow fan"]);
    assert_eq!(cases("?q=own-pe").await.len(), 3);
}
