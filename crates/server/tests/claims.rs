//! Whose a unit is: claims, transfers, and how the advisor settles them. Who wants it and who has it never learn of each
//! other by it.

use crate::{
    registration::{register, row},
    support::{
        Reply, key, request,
        world::{CANARY, FOREIGN_UNIT, OWN_UNIT, World},
    },
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};

/// A second reseller, who looks after the other End User.
async fn rival(world: &World) -> String {
    let sql = format!(
        "INSERT INTO account (id, name, kind) VALUES ('rival', 'Rival Resale', 'reseller');
         INSERT INTO person (id, account_id, name, email, role, password_hash)
           SELECT 'rival', 'rival', 'Rival', 'rival@example.net', 'reseller', password_hash FROM person WHERE id = '{}';
         INSERT INTO assignment (person_id, account_id) VALUES ('rival', 'foreign');",
        crate::support::world::person(Role::Reseller)
    );
    world.server.sql(&sql).await;
    world.server.cookie("rival").await
}

async fn claim(world: &World, cookie: &str, key: &str, body: &Value) -> Reply {
    world.server.post(cookie, "/v1/claims", key, body).await
}

async fn settle(world: &World, id: &str, tag: &str, outcome: &str) -> Reply {
    let body = json!({"outcome": outcome, "words": "By the purchase order."}).to_string();
    let path = format!("/v1/claims/{id}/settle");
    let headers = [("if-match", tag)];
    world.server.send(request(Method::POST, world.cookie(Role::Advisor), &path, &headers, Some(body))).await
}

fn id(reply: &Reply) -> String {
    reply.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_claim_moves_the_unit_and_leaves_what_the_old_account_wrote_behind() {
    let world = World::new().await;
    let rival = rival(&world).await;
    let case =
        world.open(Role::Engineer, "case", &json!({})).await.json()["number"].as_str().unwrap().to_owned();
    let elsewhere =
        json!({"unit": null, "unlisted": {"host_name": "x", "site": "y"}, "further_units": [OWN_UNIT]});
    let elsewhere = world.open(Role::Engineer, "elsewhere", &elsewhere).await.json();
    let body = json!({"reference": "own1001", "account": "foreign", "reason": "Sold to us.", "purchase_order": format!("PO-{CANARY}")});
    let claimed = claim(&world, &rival, "k", &body).await;
    assert_eq!(claimed.status, 201, "{}", claimed.text());
    assert_eq!(claimed.json()["holder"], Value::Null, "never whose: {}", claimed.text());
    assert!(
        !claimed.text().contains("own-pe01") && !claimed.text().contains("Own Networks"),
        "{}",
        claimed.text()
    );
    assert_eq!(claim(&world, &rival, "k2", &body).await.fields(), ["/reference wished_already"]);
    let id = id(&claimed);

    // Nor do the accounts that a list can be narrowed to say whose it is.
    world.server.sql("INSERT INTO assignment (person_id, account_id) VALUES ('rival', 'own')").await;
    for (account, count) in [("own", 0), ("foreign", 1)] {
        let list = world.server.get(&rival, &format!("/v1/claims?account={account}")).await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), count, "{account}: {list}");
    }
    world.server.sql("DELETE FROM assignment WHERE person_id = 'rival' AND account_id = 'own'").await;

    // Who has it learns that somebody wants it, and nothing else.
    for role in [Role::Administrator, Role::Reseller] {
        let list = world.server.get(world.cookie(role), "/v1/claims?state=open").await;
        assert_eq!(list.json()["items"][0]["id"], json!(id));
        let told = list.text().to_lowercase();
        assert!(!told.contains(CANARY) && !told.contains("rival") && !told.contains("sold to us"), "{told}");
    }
    let seen = world.server.get(world.cookie(Role::Advisor), &format!("/v1/claims/{id}")).await;
    assert_eq!(
        (&seen.json()["claimant"]["name"], &seen.json()["holder"]["id"]),
        (&json!("Rival Resale"), &json!("own"))
    );

    assert_eq!(settle(&world, &id, "\"7\"", "moves").await.status, 412);
    let moved = settle(&world, &id, seen.header("etag"), "moves").await;
    assert_eq!(
        (moved.status.as_u16(), moved.json()["state"].as_str()),
        (200, Some("moved")),
        "{}",
        moved.text()
    );
    assert_eq!(settle(&world, &id, moved.header("etag"), "stays").await.fields(), ["/outcome closed"]);

    assert_eq!(
        world.server.get(world.cookie(Role::Administrator), &format!("/v1/units/{OWN_UNIT}")).await.status,
        404
    );
    let there = world.server.get(&world.foreign, &format!("/v1/units/{OWN_UNIT}")).await;
    let unit = there.json()["unit"].clone();
    assert_eq!((&unit["site"], &unit["host_name"]), (&Value::Null, &Value::Null), "to be given anew");
    assert_eq!(unit["order"]["number"], json!(format!("PO-{CANARY}")));
    assert_eq!(unit["terms"].as_array().unwrap().len(), 2, "those of the new account: {unit}");
    assert!(!there.text().contains("own-") && !there.text().contains("PO-own"), "{}", there.text());
    let by_rival = world.server.get(&rival, &format!("/v1/units/{OWN_UNIT}")).await;
    assert_eq!(by_rival.status, 200, "its reseller sees it");
    assert_eq!(
        world.server.get(world.cookie(Role::Reseller), &format!("/v1/units/{OWN_UNIT}")).await.status,
        404
    );

    // The old account's case still says what it was about, in its own words.
    let case = world.server.get(world.cookie(Role::Engineer), &format!("/v1/cases/{case}")).await;
    assert_eq!(case.json()["unlisted"]["host_name"], "own-pe01", "{}", case.text());
    let elsewhere = format!("/v1/cases/{}", elsewhere["number"].as_str().unwrap());
    let further =
        &world.server.get(world.cookie(Role::Engineer), &elsewhere).await.json()["further_units"][0];
    assert_eq!((&further["title"], &further["reference"]), (&json!("own-pe01"), &Value::Null), "{further}");
    let mut read = world.server.app.store.read().await.unwrap();
    let lines: Vec<(String, String)> =
        sqlx::query_as("SELECT account_id, new FROM unit_change WHERE unit_id = 'unit-own' ORDER BY id")
            .fetch_all(&mut *read)
            .await
            .unwrap();
    let line = |account: &str, words: &str| (account.to_owned(), words.to_owned());
    assert_eq!(lines, [line("own", "went to another account"), line("foreign", "came from another account")]);
}

#[tokio::test]
async fn two_who_claim_the_same_unit_are_settled_together() {
    let world = World::new().await;
    let rival = rival(&world).await;
    world.server.sql("INSERT INTO account (id, name, kind) VALUES ('third', 'Third', 'end_user');
        INSERT INTO advisor_of_account (account_id, advisor_id) VALUES ('third', 'person-advisor');
        INSERT INTO assignment (person_id, account_id) VALUES ('person-advisor', 'third');
        INSERT INTO unit (id, account_id, reference, serial, model, registered) VALUES ('u3', 'third', 'T1', 'T1', 'MX480', 1)").await;
    let ours = json!({"reference": "T1", "account": "own", "reason": "Ours."});
    let theirs = json!({"reference": "T1", "reason": "Theirs.", "end_user": {
        "name": "New Fibre", "street": "1 Way", "postal_code": "1", "city": "Juba", "country": "SS"}});
    let ours = claim(&world, world.cookie(Role::Reseller), "a", &ours).await;
    let theirs = claim(&world, &rival, "b", &theirs).await;
    assert_eq!(
        (ours.status.as_u16(), theirs.status.as_u16()),
        (201, 201),
        "{} {}",
        ours.text(),
        theirs.text()
    );
    assert!(!world.server.get(&rival, "/v1/claims").await.text().contains(&id(&ours)));
    let seen = world.server.get(world.cookie(Role::Advisor), &format!("/v1/claims/{}", id(&theirs))).await;
    assert_eq!((seen.json()["others"].as_u64(), &seen.json()["to_account"]), (Some(1), &Value::Null));
    // Who asks again hears of the other wish only when there is something to hear.
    let path = format!("/v1/claims/{}", id(&theirs));
    let again = async |tag: &str| {
        let headers = [("if-none-match", tag)];
        world.server.send(request(Method::GET, world.cookie(Role::Advisor), &path, &headers, None)).await
    };
    assert_eq!(again(seen.header("etag")).await.status, 304);
    world.server.sql("UPDATE claim SET state = 'stayed' WHERE to_id = 'own'").await;
    let alone = again(seen.header("etag")).await;
    assert_eq!((alone.status.as_u16(), alone.json()["others"].as_u64()), (200, Some(0)));
    assert_eq!(alone.json()["version"], seen.json()["version"], "it is not this one that changed");
    assert_eq!(
        settle(&world, &id(&theirs), seen.header("etag"), "moves").await.status,
        412,
        "seen otherwise"
    );
    world.server.sql("INSERT INTO account (id, name, kind, postal_code, country) VALUES ('nf', 'New Fibre', 'end_user', '1', 'SS')").await;
    let known = again(alone.header("etag")).await;
    assert_eq!((known.status.as_u16(), known.json()["to_account"]["id"].as_str()), (200, Some("nf")));
    world.server.sql("DELETE FROM account WHERE id = 'nf'").await;
    world.server.sql("UPDATE claim SET state = 'open' WHERE to_id = 'own'").await;
    let moved = settle(&world, &id(&theirs), "\"1\"", "moves").await;
    assert_eq!(moved.json()["state"], "moved", "{}", moved.text());
    let other = world.server.get(world.cookie(Role::Reseller), &format!("/v1/claims/{}", id(&ours))).await;
    assert_eq!((other.json()["state"].as_str(), other.json()["version"].as_u64()), (Some("stayed"), Some(2)));
    assert_eq!(other.json()["words"], "By the purchase order.");
    assert!(!other.text().contains("New Fibre"), "{}", other.text());
    let unit = world.server.get(&rival, "/v1/units/T1").await.json();
    assert_eq!(unit["unit"]["account"]["name"], "New Fibre", "{unit}");
}

#[tokio::test]
async fn a_transfer_is_asked_by_who_has_it() {
    let world = World::new().await;
    let path = format!("/v1/units/{OWN_UNIT}/transfer");
    let cookie = world.cookie(Role::Administrator);
    let body = json!({"to_name": " ", "to_address": "x", "to_country": "SD", "reason": "x".repeat(2001)});
    let wrong = world.server.post(cookie, &path, "w", &body).await;
    assert_eq!(wrong.fields(), ["/to_name missing", "/reason too_long", "/to_country country_excluded"]);
    let body = json!({"to_name": "Next Owner", "to_address": "5 Road, Kathmandu", "to_country": "NP", "reason": "Sold."});
    let asked = world.server.post(cookie, &path, "k", &body).await;
    assert_eq!(
        (asked.status.as_u16(), asked.json()["kind"].as_str()),
        (201, Some("transfer")),
        "{}",
        asked.text()
    );
    assert_eq!(asked.json()["holder"]["id"], "own");
    let stays = settle(&world, &id(&asked), "\"1\"", "stays").await;
    assert_eq!(stays.json()["state"], "stayed");
    assert_eq!(world.server.get(cookie, &format!("/v1/units/{OWN_UNIT}")).await.status, 200);
    let again = world.server.post(cookie, &path, "k2", &body).await;
    let moved = settle(&world, &id(&again), "\"1\"", "moves").await;
    assert_eq!(moved.json()["state"], "moved", "{}", moved.text());
    assert_eq!(world.server.get(cookie, &format!("/v1/units/{OWN_UNIT}")).await.status, 404);
}

#[tokio::test]
async fn what_cannot_be_claimed_is_said() {
    let world = World::new().await;
    register(&world, Role::Reseller, &[row("REG1")]).await;
    let cookie = world.cookie(Role::Reseller);
    for (body, field) in [
        (json!({"reference": "FREE1", "account": "own", "reason": "x"}), "/reference not_registered"),
        (json!({"reference": "REG1", "account": "own", "reason": "x"}), "/reference registered_already"),
        (json!({"reference": FOREIGN_UNIT, "account": "foreign", "reason": "x"}), "/account unknown_account"),
        (json!({"reference": FOREIGN_UNIT, "reason": "x"}), "/account missing"),
        (
            json!({"reference": FOREIGN_UNIT, "reason": "x", "end_user":
                {"name": "K", "street": "s", "city": "Khartoum", "country": "SD"}}),
            "/end_user/country country_excluded",
        ),
    ] {
        let key = key(&body.to_string());
        assert_eq!(claim(&world, cookie, &key, &body).await.fields(), [field], "{body}");
    }
}

async fn withdraw(world: &World, cookie: &str, id: &str, tag: Option<&str>) -> Reply {
    let path = format!("/v1/claims/{id}/withdraw");
    let headers: Vec<(&str, &str)> = tag.map(|tag| ("if-match", tag)).into_iter().collect();
    world.server.send(request(Method::POST, cookie, &path, &headers, None)).await
}

#[tokio::test]
async fn who_made_a_claim_takes_it_back_and_nobody_learns_who_it_was() {
    let world = World::new().await;
    let rival = rival(&world).await;
    let body = json!({"reference": OWN_UNIT, "account": "foreign", "reason": "Sold to us."});
    let claimed = claim(&world, &rival, "k", &body).await;
    let id = id(&claimed);
    assert_eq!(withdraw(&world, &rival, &id, None).await.status, 428);
    assert_eq!(withdraw(&world, &rival, &id, Some("\"7\"")).await.status, 412);
    let by_holder = withdraw(&world, world.cookie(Role::Administrator), &id, Some("\"1\"")).await;
    assert_eq!(by_holder.status, 403, "the account that has it sees it, but it is another's");
    let read = world.server.get(&rival, &format!("/v1/claims/{id}")).await;
    let back = withdraw(&world, &rival, &id, Some(read.header("etag"))).await;
    assert_eq!(
        (back.status.as_u16(), &back.json()["state"], &back.json()["settled_by"], &back.json()["version"]),
        (200, &json!("withdrawn"), &json!("Rival"), &json!(2)),
        "{}",
        back.text()
    );
    let again = withdraw(&world, &rival, &id, Some("\"1\"")).await;
    assert_eq!((again.status.as_u16(), &again.json()["version"]), (200, &json!(2)), "sent twice it is one");
    assert_eq!(withdraw(&world, &rival, &id, None).await.status, 428, "also when it is withdrawn already");
    let told = world.server.get(world.cookie(Role::Administrator), &format!("/v1/claims/{id}")).await;
    assert_eq!(told.json()["state"], "withdrawn");
    assert!(!told.text().contains("Rival"), "{}", told.text());
    assert_eq!(settle(&world, &id, "\"2\"", "moves").await.fields(), ["/outcome closed"]);
    assert_eq!(claim(&world, &rival, "k2", &body).await.status, 201, "it can be claimed anew");

    // What is settled is not taken back.
    let path = format!("/v1/units/{OWN_UNIT}/transfer");
    let cookie = world.cookie(Role::Administrator);
    let wish = json!({"to_name": "Next Owner", "to_address": "5 Road", "reason": "Sold."});
    let asked = world.server.post(cookie, &path, "t", &wish).await.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(settle(&world, &asked, "\"1\"", "stays").await.status, 200);
    assert_eq!(withdraw(&world, cookie, &asked, Some("\"2\"")).await.status, 409);
    assert_eq!(withdraw(&world, cookie, "none", Some("\"2\"")).await.status, 404);
}

#[tokio::test]
async fn a_reseller_claims_for_an_end_user_that_nobody_knows_yet() {
    let world = World::new().await;
    let rival = rival(&world).await;
    let named = |country: &str| {
        json!({"reference": OWN_UNIT, "reason": "Ours.", "end_user":
        {"name": "New Fibre", "street": "1 Way", "postal_code": "", "city": "Juba", "country": country}})
    };
    let wrong = claim(&world, &rival, "w", &named("Nowhere")).await;
    assert_eq!(wrong.fields(), ["/end_user/country country_unknown"]);
    let claimed = claim(&world, &rival, "k", &named("South Sudan")).await;
    assert_eq!(claimed.json()["to_address"], "1 Way, Juba, SS", "{}", claimed.text());
}

#[tokio::test]
async fn what_concerns_nobody_with_an_advisor_any_advisor_settles() {
    let world = World::new().await;
    let rival = rival(&world).await;
    let body = json!({"reference": OWN_UNIT, "account": "foreign", "reason": "Sold to us."});
    let id = id(&claim(&world, &rival, "k", &body).await);
    let cookie = world.cookie(Role::Advisor);
    let figures =
        |workspace: &Value| (workspace["items"][0]["claims"].clone(), workspace["unassigned_claims"].clone());
    let workspace = world.server.get(cookie, "/v1/workspace").await.json();
    assert_eq!(figures(&workspace), (json!(1), json!(0)), "{workspace}");

    // Another advisor's: only that one sees it.
    world.server.sql("DELETE FROM assignment WHERE person_id = 'person-advisor'").await;
    world
        .server
        .sql(
            "INSERT INTO person (id, account_id, name, email, role, password_hash)
        SELECT 'other-advisor', account_id, 'Other', 'other-advisor@example.net', 'advisor', password_hash
          FROM person WHERE id = 'person-advisor';
        INSERT INTO assignment (person_id, account_id) VALUES ('other-advisor', 'own')",
        )
        .await;
    let path = format!("/v1/claims/{id}");
    assert_eq!(world.server.get(cookie, &path).await.status, 404);
    assert_eq!(settle(&world, &id, "\"1\"", "stays").await.status, 404);
    assert_eq!(world.server.get(cookie, "/v1/workspace").await.json()["unassigned_claims"], 0);

    // Nobody's: any advisor does.
    world.server.sql("DELETE FROM assignment WHERE person_id IN ('other-advisor', 'foreign-advisor')").await;
    assert_eq!(world.server.get(cookie, "/v1/workspace").await.json()["unassigned_claims"], 1);
    assert!(world.server.get(cookie, "/v1/claims?state=open").await.text().contains(&id));
    assert_eq!(world.server.get(world.cookie(Role::VendorEngineer), &path).await.status, 403);
    let settled = settle(&world, &id, "\"1\"", "moves").await;
    assert_eq!(settled.json()["state"], "moved", "{}", settled.text());
}
