//! The security headers stand on every answer: every operation of the document, files, refusals of every kind, 304, and
//! after a panic.

use crate::support::{Reply, Server, request, world::World};
use axum::{
    Router,
    body::Body,
    http::{Method, Request},
    middleware,
    routing::get,
};
use portal_server::{
    api,
    app::{App, Front},
    clock::Clock,
    installation::Content,
    request::{after_panic, surround},
    serve,
    static_files::AppFiles,
};
use rules::access::Role;
use std::path::Path;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;

const PAGE: &str = "<!doctype html><style>p {}</style><script>let a = 1;</script><script type=module>import '/portal-1a2b3c4d5e6f7a8b.js'</script>";

fn check(reply: &Reply, what: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ] {
        assert_eq!(reply.header(name), value, "{name} of {what}");
    }
    let policy = reply.header("content-security-policy");
    for part in [
        "default-src 'none'; script-src 'self'",
        "'wasm-unsafe-eval'",
        "style-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'; trusted-types default",
        "report-to policy",
    ] {
        assert!(policy.contains(part), "{part} of {what} in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert_eq!(reply.header("reporting-endpoints"), r#"policy="/v1/policy-reports""#, "{what}");
    assert!(reply.header("permissions-policy").contains("camera=()"), "{what}");
    assert_eq!(reply.header("x-request-id").len(), 36, "{what}");
    assert!(reply.headers.keys().all(|name| !name.as_str().starts_with("access-control-")), "{what}");
    if reply.status.as_u16() >= 400 {
        assert_eq!(reply.header("content-type"), "application/problem+json", "{what}");
        assert_eq!(reply.header("cache-control"), "no-store", "{what}");
        assert_eq!(reply.json()["instance"], reply.header("x-request-id"), "{what}");
        assert_eq!(reply.json()["status"], reply.status.as_u16(), "{what}");
    }
}

fn dist() -> tempfile::TempDir {
    let dist = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(dist.path().join(name), bytes).unwrap();
    write("index.html", PAGE.as_bytes());
    write("portal-1a2b3c4d5e6f7a8b.js", b"export {}");
    write("portal-1a2b3c4d5e6f7a8b.js.br", b"BROTLI");
    write("portal-1a2b3c4d5e6f7a8b.js.gz", b"GZIP");
    write("portal-1a2b3c4d5e6f7a8b_bg.wasm", b"\0asm");
    write("config.json", b"{}");
    write(".secret", b"secret");
    dist
}

async fn with_files(folder: &Path, dist: &Path) -> (App, Router) {
    let files = AppFiles::new(Some(dist.to_owned()));
    let clock = Clock::starting_at(crate::support::NOW.parse().unwrap());
    let app = serve::open(folder, Content::Own, clock, Front::Loopback, files).await.unwrap();
    (app.clone(), api::router(&app))
}

async fn fetch(router: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut builder = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let response = router.clone().oneshot(builder.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Reply { status: parts.status, headers: parts.headers, body }
}

#[tokio::test]
async fn on_every_operation_signed_in_or_not() {
    let world = World::new().await;
    let document = serde_json::to_value(api::document::document()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let path = path.replace("{reference}", "OWN1001").replace("{number}", "x").replace("{id}", "x");
            for cookie in ["", world.cookie(Role::Engineer)] {
                let reply = world.server.send(request(method.clone(), cookie, &path, &[], None)).await;
                check(&reply, &format!("{method} {path}"));
                assert_eq!(reply.header("strict-transport-security"), "", "not without TLS");
            }
        }
    }
    let me = world.server.get(world.cookie(Role::Viewer), "/v1/me").await;
    let again = world
        .server
        .get_with(world.cookie(Role::Viewer), "/v1/me", &[("if-none-match", me.header("etag"))])
        .await;
    assert_eq!(again.status, 304);
    check(&again, "304");
    for path in ["/v1/nothing", "/nothing.js", "/.env"] {
        let reply = world.server.get("", path).await;
        assert_eq!(reply.status, 404);
        check(&reply, path);
    }
    let method = world.server.send(request(Method::POST, "", "/sign-in", &[], Some(String::new()))).await;
    assert_eq!((method.status.as_u16(), method.header("allow")), (405, "GET,HEAD"));
    check(&method, "405");
}

#[tokio::test]
async fn hsts_behind_tls_only() {
    let front = Front::Tls { origin: "https://portal.example.net".to_owned(), proxies: Vec::new() };
    let server = Server::start_in(tempfile::tempdir().unwrap(), front).await;
    let reply = server.get("", "/v1/meta").await;
    check(&reply, "TLS");
    assert!(reply.header("strict-transport-security").starts_with("max-age=63072000"));
}

#[tokio::test]
async fn a_panic_and_a_broken_database_tell_nothing_but_the_id() {
    let server = Server::start().await;
    async fn breaks() {
        panic!("secret of the inside");
    }
    let app: App = server.app.clone();
    let router = Router::new()
        .route("/v1/breaks", get(breaks))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(middleware::from_fn_with_state(app, surround));
    let reply = fetch(&router, "GET", "/v1/breaks", &[]).await;
    assert_eq!(reply.status, 500);
    check(&reply, "panic");
    assert!(!reply.text().contains("secret"), "{}", reply.text());

    let world = World::of(server).await;
    world.server.sql("ALTER TABLE tech_case RENAME TO gone").await;
    let reply = world.server.get(world.cookie(Role::Engineer), "/v1/cases").await;
    assert_eq!((reply.status.as_u16(), reply.json()["type"].as_str()), (500, Some("/problems/internal")));
    check(&reply, "500");
    for inside in ["tech_case", "sql", "SELECT", "src/"] {
        assert!(!reply.text().contains(inside), "{}", reply.text());
    }
    assert_eq!(
        world.server.get(world.cookie(Role::Engineer), "/v1/units").await.status,
        200,
        "the rest goes on"
    );
}

#[tokio::test]
async fn a_locked_database_is_busy_and_loses_nothing() {
    let world = World::new().await;
    let other =
        sqlx::sqlite::SqliteConnectOptions::new().filename(world.server.folder().join("portal.sqlite"));
    let mut other = <sqlx::SqliteConnection as sqlx::Connection>::connect_with(&other).await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let reply = world.open(Role::Engineer, "k", &serde_json::json!({})).await;
    assert_eq!(
        (reply.status.as_u16(), reply.json()["type"].as_str()),
        (503, Some("/problems/busy")),
        "{}",
        reply.text()
    );
    assert_eq!(reply.header("retry-after"), "2");
    check(&reply, "503");
    assert_eq!(
        world.server.get(world.cookie(Role::Engineer), "/v1/units").await.status,
        200,
        "reading goes on"
    );
    sqlx::raw_sql("ROLLBACK").execute(&mut other).await.unwrap();
    assert_eq!(world.open(Role::Engineer, "k", &serde_json::json!({})).await.status, 201);
}

#[tokio::test]
async fn files_of_the_app() {
    let (folder, dist) = (tempfile::tempdir().unwrap(), dist());
    let (_app, router) = with_files(folder.path(), dist.path()).await;
    for screen in ["/", "/units/JN1234?on=2026-12-01", "/cases/2026-1124-000001", "/index.html"] {
        let page = fetch(&router, "GET", screen, &[]).await;
        assert_eq!((page.status.as_u16(), page.text().as_str()), (200, PAGE), "{screen}");
        assert_eq!(
            (page.header("cache-control"), page.header("content-type")),
            ("no-cache", "text/html"),
            "{screen}"
        );
        check(&page, screen);
        let policy = page.header("content-security-policy");
        let hashes = |list: &str| {
            let list = policy.split("; ").find(|part| part.starts_with(list)).unwrap_or_default();
            list.matches("'sha256-").count()
        };
        assert_eq!((hashes("script-src"), hashes("style-src")), (2, 1), "{policy}");
    }
    let script = "/portal-1a2b3c4d5e6f7a8b.js";
    for (accept, body, encoding) in
        [("br, gzip", "BROTLI", "br"), ("gzip", "GZIP", "gzip"), ("identity", "export {}", "")]
    {
        let file = fetch(&router, "GET", script, &[("accept-encoding", accept)]).await;
        assert_eq!((file.text().as_str(), file.header("content-encoding")), (body, encoding));
        assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(
            (file.header("content-type"), file.header("vary")),
            ("text/javascript", "accept-encoding")
        );
        check(&file, script);
    }
    let wasm = fetch(&router, "GET", "/portal-1a2b3c4d5e6f7a8b_bg.wasm", &[]).await;
    assert_eq!(wasm.header("content-type"), "application/wasm");
    let config = fetch(&router, "GET", "/config.json", &[]).await;
    assert_eq!(config.header("cache-control"), "no-cache");
    let since = config.header("last-modified").to_owned();
    let known = fetch(&router, "GET", "/config.json", &[("if-modified-since", &since)]).await;
    assert_eq!(known.status, 304);
    check(&known, "304 of a file");
    for path in [
        "/portal-0000000000000000.js",
        "/.secret",
        "/%2esecret",
        "/../portal.sqlite",
        "/x/..%2f.secret",
        "/v1/x",
        "/a.php",
    ] {
        let missing = fetch(&router, "GET", path, &[]).await;
        assert_eq!(missing.status, 404, "{path}");
        check(&missing, path);
    }
    let head = fetch(&router, "HEAD", "/", &[]).await;
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
}

#[tokio::test]
async fn a_new_build_under_a_running_server_gets_its_own_policy() {
    let (folder, dist) = (tempfile::tempdir().unwrap(), dist());
    let (app, router) = with_files(folder.path(), dist.path()).await;
    let before = app.files.policy();
    std::thread::sleep(std::time::Duration::from_millis(20));
    std::fs::write(dist.path().join("index.html"), "<script>other()</script>").unwrap();
    let page = fetch(&router, "GET", "/", &[]).await;
    assert_ne!(page.header("content-security-policy"), before.to_str().unwrap());
    assert_eq!(page.header("content-security-policy").matches("'sha256-").count(), 1);
}
