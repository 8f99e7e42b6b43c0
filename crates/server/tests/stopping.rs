//! Asked to stop, the real program stops by itself with everything stored; and what it wrote down about the work has request
//! ids, routes and times, but nobody's words, addresses, cookies or keys.

use crate::support::{
    process::Process,
    world::{CANARY, OWN_UNIT, PASSWORD, World},
};
use rules::access::Role;
use serde_json::json;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_stop_it_does_and_its_log_tells_on_nobody() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer).to_owned();
    let folder = world.server.stop().await;
    let mut process = Process::start(folder.path());
    let case = json!({"priority": 2, "unit": OWN_UNIT, "synopsis": CANARY, "description": CANARY, "software_version": "x"});
    let opened = process.client.post(&cookie, "/v1/cases", "key-of-mine", &case).await.unwrap();
    assert_eq!(opened.status, 201, "{}", opened.text());
    let searched = process.client.get(&cookie, &format!("/v1/units?q={CANARY}")).await.unwrap();
    assert_eq!(searched.status, 200);
    let refused = json!({"email": "somebody@example.net", "password": PASSWORD});
    let refused = process.client.post("", "/v1/session", "", &refused).await.unwrap();
    assert_eq!(refused.status, 401);
    let missing = process.client.get(&cookie, "/v1/units/NOSUCH1").await.unwrap();
    assert_eq!(missing.status, 404);

    assert!(process.terminate().success(), "it ends by itself, without a fault");
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    for reply in [&opened, &searched, &refused, &missing] {
        assert!(log.contains(reply.header("x-request-id")), "every request is in the log: {log}");
    }
    let session = cookie.split('=').nth(1).unwrap();
    for secret in [CANARY, "somebody@example.net", PASSWORD, session, "key-of-mine", OWN_UNIT, "NOSUCH1"] {
        assert!(!log.contains(secret), "“{secret}” stands in the log: {log}");
    }

    let again = Process::start(folder.path());
    let read = again.client.get(&cookie, opened.header("location")).await.unwrap();
    assert_eq!(read.body, opened.body, "what was acknowledged is there");
}
