//! Changes come from the portal's own pages or from a tool that is no browser, for every changing operation of the
//! document.

use crate::support::{Server, world::World};
use axum::{
    body::Body,
    http::{Method, Request},
};
use portal_server::app::Front;
use rules::access::Role;

const OURS: (&str, &str) = ("x-portal", "1");
const JSON: (&str, &str) = ("content-type", "application/json");

async fn status(world: &World, method: &Method, path: &str, headers: &[(&str, &str)]) -> u16 {
    let mut builder = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8787");
    // What only the advisor may change.
    let only = ["/v1/notices/", "/v1/proposals", "/v1/webinars"];
    let advisors = only.iter().any(|start| path.starts_with(start))
        || path.ends_with("/approval")
        || path.ends_with("/settle");
    let role = if advisors { Role::Advisor } else { Role::Administrator };
    builder = builder.header("cookie", world.cookie(role)).header("idempotency-key", "k");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    world.server.send(builder.body(Body::from("{}")).unwrap()).await.status.as_u16()
}

fn changing_operations() -> Vec<(Method, String)> {
    let document = serde_json::to_value(portal_server::api::document::document()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            // Signing out is tried last: it would end the session for the others.
            if method != Method::GET && method != Method::DELETE {
                operations.push((method, path.replace("{number}", "CALL-2026-000001")));
            }
        }
    }
    operations.push((Method::DELETE, "/v1/session".to_owned()));
    operations
}

#[tokio::test]
async fn the_matrix() {
    let world = World::new().await;
    let operations = changing_operations();
    assert!(operations.len() >= 5, "{operations:?}");
    for (method, path) in operations {
        for site in ["cross-site", "same-site", "none", ""] {
            let sent = status(&world, &method, &path, &[("sec-fetch-site", site), OURS, JSON]).await;
            assert_eq!(sent, 403, "{method} {path} {site}");
        }
        for origin in ["http://evil.example", "http://127.0.0.1:9999", "https://127.0.0.1:8787", "null"] {
            let sent = status(&world, &method, &path, &[("origin", origin), OURS, JSON]).await;
            assert_eq!(sent, 403, "{method} {path} {origin}");
        }
        let fetch = ("sec-fetch-site", "same-origin");
        assert_eq!(
            status(&world, &method, &path, &[fetch, JSON]).await,
            403,
            "{method} {path} without X-Portal"
        );
        assert_eq!(status(&world, &method, &path, &[fetch, JSON, ("x-portal", "2")]).await, 403);
        if method != Method::DELETE {
            assert_eq!(
                status(&world, &method, &path, &[fetch, OURS]).await,
                415,
                "{method} {path} without a type"
            );
        }
        for fine in [vec![fetch], vec![("origin", "http://127.0.0.1:8787")], vec![]] {
            let sent = status(&world, &method, &path, &[fine.as_slice(), &[OURS, JSON]].concat()).await;
            assert!(![403, 415].contains(&sent), "{method} {path} {fine:?}: {sent}");
        }
    }
    assert_eq!(world.server.count("tech_case").await, 0);
}

/// A method that it has not is answered as that, whatever type is sent; where the request comes from is asked before.
#[tokio::test]
async fn the_path_of_a_file_takes_no_other_method() {
    let world = World::new().await;
    let (own, file) = (("sec-fetch-site", "same-origin"), ("content-type", "application/pdf"));
    for method in [Method::POST, Method::PATCH] {
        assert_eq!(
            status(&world, &method, "/v1/webinars/x/slides", &[own, OURS, file]).await,
            405,
            "{method}"
        );
        assert_eq!(status(&world, &method, "/v1/webinars/x/slides", &[own, file]).await, 403, "{method}");
    }
}

#[tokio::test]
async fn behind_tls_the_origin_is_the_one_that_people_type() {
    let front = Front::Tls { origin: "https://portal.example.net".to_owned(), proxies: Vec::new() };
    let world = World::of(Server::start_in(tempfile::tempdir().unwrap(), front).await).await;
    let origin = |origin: &'static str| vec![("origin", origin), OURS, JSON];
    let post = Method::POST;
    assert_eq!(status(&world, &post, "/v1/cases", &origin("http://127.0.0.1:8787")).await, 403);
    assert_eq!(status(&world, &post, "/v1/cases", &origin("https://portal.example.net")).await, 422);
}

#[tokio::test]
async fn reading_is_open_to_links_from_anywhere_and_shared_with_nobody() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    let reply = world
        .server
        .get_with(cookie, "/v1/me", &[("sec-fetch-site", "cross-site"), ("origin", "http://evil.example")])
        .await;
    assert_eq!(reply.status, 200);
    assert!(reply.headers.keys().all(|name| !name.as_str().starts_with("access-control-")));
}

/// The browser writes these by itself: no header of ours, but a media type that no form has.
#[tokio::test]
async fn reports_of_the_policy_need_no_header_of_ours_and_come_from_our_pages() {
    let world = World::new().await;
    let (path, kind) = ("/v1/policy-reports", ("content-type", "application/reports+json"));
    let own = ("sec-fetch-site", "same-origin");
    // `{}` is no list: it reached the handler.
    assert_eq!(status(&world, &Method::POST, path, &[own, kind]).await, 400);
    assert_eq!(status(&world, &Method::POST, path, &[own, JSON]).await, 403);
    assert_eq!(status(&world, &Method::POST, path, &[("sec-fetch-site", "cross-site"), kind]).await, 403);
    assert_eq!(status(&world, &Method::POST, path, &[("origin", "http://evil.example"), kind]).await, 403);
    assert_eq!(status(&world, &Method::POST, path, &[kind]).await, 403, "not said where it comes from");
    let elsewhere = status(&world, &Method::POST, "/v1/call-notes", &[own, kind]).await;
    assert_eq!(elsewhere, 403, "for no other operation");
}
