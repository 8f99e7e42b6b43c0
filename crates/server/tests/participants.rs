//! Who takes part in a case: the End User's people say so, the vendor's see it, and a viewer reaches exactly the cases where the
//! viewer was added, whichever way they are asked for.

use crate::support::{
    Reply, request,
    world::{World, person},
};
use axum::http::Method;
use rules::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn opened(world: &World, n: usize) -> String {
    let case =
        world.open(Role::Engineer, &format!("case-{n}"), &json!({"synopsis": format!("case {n}")})).await;
    assert_eq!(case.status, 201, "{}", case.text());
    case.json()["number"].as_str().unwrap().to_owned()
}

async fn change(world: &World, method: Method, role: Role, case: &str, id: &str) -> Reply {
    let path = format!("/v1/cases/{case}/participants/{id}");
    let body = (method == Method::PUT).then(|| "{}".to_owned());
    world.server.send(request(method, world.cookie(role), &path, &[], body)).await
}

async fn get(world: &World, role: Role, path: &str) -> Value {
    let reply = world.server.get(world.cookie(role), path).await;
    assert_eq!(reply.status, 200, "{path}: {}", reply.text());
    reply.json()
}

#[tokio::test]
async fn colleagues_are_added_and_taken_out_once_each_and_it_is_told() {
    let world = World::new().await;
    let case = opened(&world, 1).await;
    let (path, expert) = (format!("/v1/cases/{case}"), person(Role::CertifiedExpert));
    for _ in 0..2 {
        assert_eq!(change(&world, Method::PUT, Role::Engineer, &case, &expert).await.status, 204);
        assert_eq!(change(&world, Method::PUT, Role::Engineer, &case, "person-engineer").await.status, 204);
    }
    let seen = get(&world, Role::VendorEngineer, &path).await;
    let names: Vec<_> =
        seen["participants"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, ["Name of certified_expert", "Name of engineer"]);
    assert_eq!(seen["participants"][0]["added_by"], "Name of engineer");
    assert_eq!(seen["version"], 3, "twice is once");
    for _ in 0..2 {
        assert_eq!(change(&world, Method::DELETE, Role::Administrator, &case, &expert).await.status, 204);
    }
    let seen = get(&world, Role::Engineer, &path).await;
    assert_eq!((seen["participants"].as_array().unwrap().len(), &seen["version"]), (1, &json!(4)));
    let last = seen["events"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["kind"], &last["text"], &last["name"]),
        (&json!("participant_removed"), &json!("Name of certified_expert"), &json!("Name of administrator"))
    );
}

#[tokio::test]
async fn who_is_nobody_of_the_account_or_sees_no_cases_is_not_added() {
    let world = World::new().await;
    let case = opened(&world, 1).await;
    for nobody in ["foreign-engineer", "person-advisor", "missing"] {
        assert_eq!(change(&world, Method::PUT, Role::Engineer, &case, nobody).await.status, 404, "{nobody}");
        assert_eq!(
            change(&world, Method::DELETE, Role::Engineer, &case, nobody).await.status,
            204,
            "{nobody}"
        );
    }
    let guest = change(&world, Method::PUT, Role::Engineer, &case, &person(Role::WebinarGuest)).await;
    assert_eq!(guest.fields(), ["/id sees_no_cases"]);
    for role in [Role::Advisor, Role::VendorEngineer, Role::EscalationDesk, Role::Viewer] {
        let refused = change(&world, Method::PUT, role, &case, &person(Role::Viewer)).await;
        assert_eq!(refused.status, 403, "{role:?}");
        assert!(refused.text().contains("End User"), "{}", refused.text());
    }
    assert_eq!(get(&world, Role::Engineer, &format!("/v1/cases/{case}")).await["version"], 1);
}

/// Whatever tells cases tells a viewer exactly those where the viewer was added: one by one, in lists, in files, in counts.
#[tokio::test]
async fn a_viewer_reaches_exactly_the_cases_where_added() {
    let world = World::new().await;
    let mut cases = Vec::new();
    for n in 0..5 {
        cases.push(opened(&world, n).await);
    }
    let since = world.server.clock.now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let handover = format!("/v1/handover?since={since}");
    for added in [vec![], vec![1], vec![1, 3], vec![3]] {
        for (n, case) in cases.iter().enumerate() {
            let method = if added.contains(&n) { Method::PUT } else { Method::DELETE };
            change(&world, method, Role::Engineer, case, &person(Role::Viewer)).await;
        }
        let expected: BTreeSet<&str> = added.iter().map(|n| cases[*n].as_str()).collect();
        for case in &cases {
            let status =
                world.server.get(world.cookie(Role::Viewer), &format!("/v1/cases/{case}")).await.status;
            assert_eq!(status == 200, expected.contains(case.as_str()), "{case}: {status}");
        }
        for path in
            ["/v1/cases", "/v1/cases?sort=urgency", "/v1/cases?open=true&account=own", "/v1/cases?q=case"]
        {
            let list = get(&world, Role::Viewer, path).await;
            let found: BTreeSet<&str> = list["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item["number"].as_str().unwrap())
                .collect();
            assert_eq!(found, expected, "{path}");
            assert_eq!(list["total"], json!(expected.len()), "{path}");
        }
        let facets = get(&world, Role::Viewer, "/v1/cases/facets").await;
        let counted: u64 = facets["filters"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|filter| filter["values"].as_array().unwrap())
            .filter(|value| value["value"] == "site-own")
            .map(|value| value["count"].as_u64().unwrap())
            .sum();
        assert_eq!((facets["total"].as_u64(), counted), (Some(expected.len() as u64), expected.len() as u64));
        let told = get(&world, Role::Viewer, &handover).await;
        let events: BTreeSet<&str> = told["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["case_number"].as_str().unwrap())
            .collect();
        let open: BTreeSet<&str> = told["open"]
            .as_array()
            .unwrap()
            .iter()
            .map(|open| open["case"]["number"].as_str().unwrap())
            .collect();
        assert_eq!((&events, &open), (&expected, &expected));
        let file = world.server.get(world.cookie(Role::Viewer), "/v1/cases/export").await.text();
        for case in &cases {
            assert_eq!(file.contains(case.as_str()), expected.contains(case.as_str()), "{case}");
        }
        let all = get(&world, Role::Engineer, "/v1/cases").await;
        assert_eq!(all["total"], 5, "nobody else sees less");
    }
}
