//! Labels of units: what a reader of QR codes finds in the picture, and what the picture is.

use crate::support::{
    Reply, Server,
    world::{FOREIGN_UNIT, OWN_UNIT, World},
};
use portal_server::app::Front;
use rules::access::Role;

const PATH: &str = "/v1/units/OWN1001/label";

/// Draws the picture's paths, eight dots a module, and reads it as a camera would.
fn decoded(picture: &str) -> String {
    let between = |text: &str, start: &str, end: &str| {
        text.split_once(start).unwrap().1.split_once(end).unwrap().0.to_owned()
    };
    let size: usize = between(picture, "viewBox=\"0 0 ", " ").parse().unwrap();
    let mut dark = vec![false; size * size];
    for run in between(picture, "<path d=\"", "\"").split('M').skip(1) {
        let (x, rest) = run.split_once(' ').unwrap();
        let (y, rest) = rest.split_once('h').unwrap();
        let length = rest.split_once('v').unwrap().0;
        let [x, y, length]: [usize; 3] = [x, y, length].map(|number| number.parse().unwrap());
        dark[y * size + x..][..length].fill(true);
    }
    const DOTS: usize = 8;
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size * DOTS, size * DOTS, |x, y| {
        if dark[y / DOTS * size + x / DOTS] { 0 } else { 255 }
    });
    let codes = image.detect_grids();
    assert_eq!(codes.len(), 1, "one code");
    codes[0].decode().unwrap().1
}

async fn label(server: &Server, cookie: &str, path: &str) -> Reply {
    let reply = server.get(cookie, path).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply
}

#[tokio::test]
async fn a_reader_finds_the_address_of_the_unit() {
    let world = World::new().await;
    let reply = label(&world.server, world.cookie(Role::Engineer), PATH).await;
    assert_eq!(decoded(&reply.text()), format!("http://127.0.0.1:8787/units/{OWN_UNIT}"));
    world.server.sql("UPDATE unit SET reference = 'SN/7 ä&<\"' WHERE reference = 'OWN1001'").await;
    let odd =
        label(&world.server, world.cookie(Role::Engineer), "/v1/units/SN%2F7%20%C3%A4%26%3C%22/label").await;
    assert_eq!(decoded(&odd.text()), "http://127.0.0.1:8787/units/SN%2F7%20%C3%A4%26%3C%22");
}

#[tokio::test]
async fn behind_tls_the_address_is_the_configured_one_whatever_is_asked_for() {
    let front = Front::Tls { origin: "https://portal.example.net".to_owned(), proxies: Vec::new() };
    let world = World::of(Server::start_in(tempfile::tempdir().unwrap(), front).await).await;
    let cookie = world.cookie(Role::Engineer);
    let reply = world.server.get_with(cookie, PATH, &[("host", "evil.example.com")]).await;
    assert_eq!(decoded(&reply.text()), format!("https://portal.example.net/units/{OWN_UNIT}"));
}

#[tokio::test]
async fn the_picture_is_one_and_runs_nothing() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    let reply = label(&world.server, cookie, PATH).await;
    assert_eq!(reply.header("content-type"), "image/svg+xml");
    assert_eq!(
        (reply.header("x-content-type-options"), reply.header("cache-control")),
        ("nosniff", "no-store")
    );
    assert!(reply.header("content-security-policy").starts_with("default-src 'none'"));
    let text = reply.text().to_lowercase();
    assert!(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" "), "{text}");
    for active in ["<script", "<foreignobject", "href", "style", " on", "<!"] {
        assert!(!text.contains(active), "{active} in {text}");
    }
    let again = world.server.get_with(cookie, PATH, &[("if-none-match", reply.header("etag"))]).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
}

#[tokio::test]
async fn a_host_that_is_none_makes_no_label() {
    let world = World::new().await;
    for host in ["", "a b", "<svg>", "x\"/><script>", "user@host", "host/path"] {
        let mut request =
            crate::support::request(axum::http::Method::GET, world.cookie(Role::Engineer), PATH, &[], None);
        request.headers_mut().insert("host", host.parse().unwrap());
        let refused = world.server.send(request).await;
        assert_eq!(refused.status, 400, "{host}");
        assert!(!refused.text().contains("script"), "{}", refused.text());
    }
}

#[tokio::test]
async fn a_foreign_unit_has_no_label() {
    let world = World::new().await;
    let cookie = world.cookie(Role::Engineer);
    let foreign = world.server.get(cookie, &format!("/v1/units/{FOREIGN_UNIT}/label")).await;
    let missing = world.server.get(cookie, "/v1/units/NOTHING/label").await;
    assert_eq!(foreign.status, 404);
    assert_eq!(foreign.likeness(), missing.likeness());
}
