//! The catalogue of webinars: its order and filters, its quarters, and the search in what is said.

use crate::{
    support::world::{CANARY, World},
    webinars::{record, webinar},
};
use rules::access::Role;
use serde_json::{Value, json};

async fn list(world: &World, role: Role, query: &str) -> Value {
    let reply = world.server.get(world.cookie(role), &format!("/v1/webinars{query}")).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

fn ids(list: &Value) -> Vec<&str> {
    list["webinars"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

/// What is said, one cue every ten seconds.
async fn say(world: &World, id: &str, cues: &[&str]) {
    for (n, cue) in cues.iter().enumerate() {
        let at = n * 10_000 + 500;
        let cue = cue.replace('\'', "''");
        world
            .server
            .sql(&format!(
                "INSERT INTO webinar_transcript (webinar_id, at_ms, text) VALUES ('{id}', {at}, '{cue}')"
            ))
            .await;
    }
}

#[tokio::test]
async fn those_for_the_install_base_come_first() {
    let world = World::new().await;
    for (id, days) in [("past", -20), ("older", -40), ("later", 9), ("soon", 2), ("ours", -80)] {
        webinar(&world, id, days * 86_400, None).await;
    }
    world
        .server
        .sql(
            "UPDATE webinar SET families = '[]'; UPDATE webinar SET families = '[\"mx\", \"PTX\"]' WHERE id = 'ours';
             UPDATE unit SET family = 'MX' WHERE account_id = 'own'; UPDATE unit SET family = 'PTX' WHERE account_id = 'foreign'",
        )
        .await;
    let order = ["ours", "soon", "later", "past", "older"];
    let engineer = list(&world, Role::Engineer, "").await;
    assert_eq!(ids(&engineer), order);
    assert_eq!(engineer["webinars"][0]["relevance"], json!(["mx"]));
    let guest = list(&world, Role::WebinarGuest, "").await;
    assert_eq!(ids(&guest), ["soon", "later", "past", "older", "ours"], "guests are told of no install base");
    assert!(!guest.to_string().contains("\"relevance\":[\"mx\"]"));
    let first = list(&world, Role::Engineer, "?limit=2").await;
    let next = first["next"].as_str().unwrap();
    assert_eq!((ids(&first), first["may_publish"].clone()), (vec!["ours", "soon"], json!(false)));
    assert_eq!(
        ids(&list(&world, Role::Engineer, &format!("?limit=2&cursor={next}")).await),
        ["later", "past"]
    );
    assert_eq!(list(&world, Role::Advisor, "").await["may_publish"], true);
}

#[tokio::test]
async fn filters_and_quarters() {
    let world = World::new().await;
    // The tests stand on 24 November 2026.
    for (id, days) in [("q1", -270), ("q3", -100), ("owed", -20), ("next", 7), ("off", 8)] {
        webinar(&world, id, days * 86_400, None).await;
    }
    webinar(&world, "theirs", -180 * 86_400, Some("foreign")).await;
    record(&world, "q3").await;
    record(&world, "q1").await;
    world
        .server
        .sql(
            "UPDATE webinar SET cancelled_why = 'x' WHERE id = 'off'; UPDATE webinar SET speaker_name = 'Moira', topic = 'other',
               families = '[\"EX\"]' WHERE id = 'q3';
             INSERT INTO webinar_attendance VALUES ('owed', 'person-viewer', 0)",
        )
        .await;
    let all = list(&world, Role::Viewer, "").await;
    assert_eq!((&all["families"], &all["speakers"]), (&json!(["EX", "MX"]), &json!(["Ines", "Moira"])));
    let quarters: Vec<[&Value; 3]> = all["quarters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| [&each["quarter"], &each["state"], &each["owed"]])
        .collect();
    let expected = json!([
        ["2026-Q1", "held", 0],
        ["2026-Q2", "missing", 0],
        ["2026-Q3", "held", 0],
        ["2026-Q4", "held", 1],
        ["2027-Q1", "missing", 0],
    ]);
    assert_eq!(json!(quarters), expected);
    let advisor = list(&world, Role::Advisor, "?account=own").await;
    assert_eq!(advisor["quarters"], all["quarters"]);
    world.server.sql("INSERT INTO assignment VALUES ('person-advisor', 'foreign')").await;
    assert_eq!(list(&world, Role::Advisor, "").await["quarters"], json!([]), "of several accounts none");
    for (query, expected) in [
        ("?topic=other", vec!["q3"]),
        ("?family=EX", vec!["q3"]),
        ("?speaker=Moira", vec!["q3"]),
        ("?quarter=2026-Q1", vec!["q1"]),
        ("?when=upcoming", vec!["next"]),
        ("?when=recorded", vec!["q3", "q1"]),
        ("?seen=yes", vec!["owed"]),
        ("?seen=no&quarter=2026-Q4", vec!["next", "off"]),
    ] {
        assert_eq!(ids(&list(&world, Role::Viewer, query).await), expected, "{query}");
    }
    let bad =
        world.server.get(world.cookie(Role::Viewer), "/v1/webinars?quarter=2026&seen=x&when=y&topic=z").await;
    assert_eq!(bad.fields().len(), 4, "{}", bad.text());
}

#[tokio::test]
async fn a_word_that_is_only_spoken_is_found_at_its_second() {
    let world = World::new().await;
    for (id, audience) in [("talk", None), ("other", None), ("theirs", Some("foreign"))] {
        webinar(&world, id, -86_400, audience).await;
        record(&world, id).await;
    }
    say(&world, "other", &["nothing of that here"]).await;
    say(
        &world,
        "talk",
        &[
            "Welcome.",
            "Die Übergabe flaps <b>every</b> forty seconds",
            "an adjacency",
            "the & last 'quoted' words",
        ],
    )
    .await;
    say(&world, "theirs", &[&format!("{CANARY} flaps")]).await;
    let found = list(&world, Role::WebinarGuest, "?q=ubergabe").await;
    assert_eq!(ids(&found), ["talk"]);
    let hit = &found["hits"][0];
    assert_eq!((&hit["place"], &hit["second"]), (&json!("transcript"), &json!(10)));
    assert_eq!(
        (&hit["snippet"], &hit["marks"]),
        (&json!("Die Übergabe flaps <b>every</b> forty seconds"), &json!([[4, 12]]))
    );
    let flapping = list(&world, Role::Viewer, "?q=flapping").await;
    assert_eq!(ids(&flapping), ["talk"], "words are found by their stem, and those of others are not there");
    assert!(!flapping.to_string().contains(CANARY));
    let apart = list(&world, Role::Viewer, "?q=adjacency+flap").await;
    assert_eq!(ids(&apart), ["talk"], "words that stand apart are found in one webinar");
    assert_eq!(apart["hits"].as_array().unwrap().len(), 2);
    assert_eq!(ids(&list(&world, Role::Viewer, "?q=adjacency+nowhere").await).len(), 0);
    let title = list(&world, Role::Viewer, "?q=title").await;
    assert_eq!((&title["hits"][0]["place"], title["hits"].as_array().unwrap().len()), (&json!("title"), 2));
    for hostile in [
        "%22",
        "flaps+OR+1",
        "NEAR(",
        "title%3Ax",
        "-",
        "*",
        "%00",
        "flaps%22)+--",
        "'%3B+DROP+TABLE+webinar",
    ] {
        let found = list(&world, Role::Viewer, &format!("?q={hostile}")).await;
        assert!(ids(&found).len() <= 2, "{hostile}");
    }
    world
        .server
        .sql("UPDATE webinar SET title = '<img src=x onerror=alert(1)> zebra' WHERE id = 'other'")
        .await;
    let renamed = list(&world, Role::Viewer, "?q=zebra").await;
    assert_eq!(renamed["hits"][0]["snippet"], "<img src=x onerror=alert(1)> zebra", "text stays text");
    world.server.sql("DELETE FROM webinar_transcript WHERE webinar_id = 'talk'").await;
    assert_eq!(
        ids(&list(&world, Role::Viewer, "?q=ubergabe").await).len(),
        0,
        "what is taken down is not found"
    );
    world.server.sql("DELETE FROM webinar_file WHERE webinar_id = 'other'").await;
    assert_eq!(
        ids(&list(&world, Role::Viewer, "?q=nothing").await).len(),
        0,
        "without a recording there is no place to go to"
    );
}

/// Whatever the roles see elsewhere, a guest sees this and nothing else.
#[tokio::test]
async fn a_guest_sees_webinars_and_nothing_else() {
    let world = World::new().await;
    webinar(&world, "ours", 60, Some("own")).await;
    assert_eq!(ids(&list(&world, Role::WebinarGuest, "").await), ["ours"]);
    assert_eq!(ids(&list(&world, Role::WebinarGuest, "?account=own").await), ["ours"]);
    for path in ["/v1/webinars?account=foreign", "/v1/webinars/ours?account=foreign"] {
        assert_eq!(world.server.get(world.cookie(Role::WebinarGuest), path).await.status, 404);
    }
    for path in
        ["/v1/units", "/v1/cases", "/v1/contacts", "/v1/responsibilities", "/v1/webinars/ours/attendance"]
    {
        assert_eq!(world.server.get(world.cookie(Role::WebinarGuest), path).await.status, 403, "{path}");
    }
    let reseller = world.server.get(world.cookie(Role::Reseller), "/v1/webinars").await;
    assert_eq!(reseller.status, 403);
}
