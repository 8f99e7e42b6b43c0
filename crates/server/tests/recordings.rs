//! Files of webinars as they are watched: parts of them, who gets which, and what they come with.

use crate::{
    support::{Reply, Server, process::Process, request, world::World},
    webinars::webinar,
};
use axum::{body::Body, http::Method};
use portal_server::{app::Front, clock::Clock, installation::Content, serve, static_files::AppFiles};
use rules::access::Role;

pub const RECORDING: &[u8] = include_bytes!("../media/patch-management.webm");
pub const CAPTIONS: &str = include_str!("../media/patch-management.captions.vtt");
pub const SLIDES: &[u8] = include_bytes!("../media/patch-management.pdf");
const CHAPTERS: &str = include_str!("../media/patch-management.chapters.vtt");
const POSTER: &[u8] = include_bytes!("../media/patch-management.png");

/// Posts a file as the advisor does.
pub async fn post(world: &World, path: &str, bytes: impl Into<Body>, headers: &[(&str, &str)]) -> Reply {
    let mut request = request(Method::PUT, world.cookie(Role::Advisor), path, headers, None);
    *request.body_mut() = bytes.into();
    world.server.send(request).await
}

/// A webinar with all five files; its path.
async fn posted(world: &World, id: &str, audience: Option<&str>) -> String {
    let path = webinar(world, id, -7200, None).await;
    let files: [(&str, Vec<u8>); 5] = [
        ("recording", RECORDING.into()),
        ("captions", CAPTIONS.into()),
        ("chapters", CHAPTERS.into()),
        ("slides", SLIDES.into()),
        ("poster", POSTER.into()),
    ];
    for (file, bytes) in files {
        let reply = post(world, &format!("{path}/{file}?name=Gute+%C3%9Cbergabe.html"), bytes, &[]).await;
        assert_eq!(reply.status, 200, "{file}: {}", reply.text());
    }
    if let Some(account) = audience {
        world.server.sql(&format!("INSERT INTO webinar_audience VALUES ('{id}', '{account}')")).await;
    }
    path
}

async fn get(world: &World, path: &str, headers: &[(&str, &str)]) -> Reply {
    world.server.get_with(world.cookie(Role::Engineer), path, headers).await
}

#[tokio::test]
async fn every_range_is_the_bytes_it_names() {
    let world = World::new().await;
    let path = format!("{}/recording", posted(&world, "w", None).await);
    let whole = get(&world, &path, &[]).await;
    let length = RECORDING.len();
    assert_eq!((whole.status.as_u16(), whole.body.as_slice() == RECORDING), (200, true));
    assert_eq!((whole.header("accept-ranges"), whole.header("content-type")), ("bytes", "video/webm"));
    assert_eq!(whole.header("content-length"), length.to_string());
    let tag = whole.header("etag").to_owned();
    for (range, first, last) in [
        ("bytes=0-", 0, length - 1),
        ("bytes=0-0", 0, 0),
        ("bytes=1000-200999", 1000, 200_999),
        ("bytes=-1", length - 1, length - 1),
        ("bytes=-5000", length - 5000, length - 1),
        ("bytes=-999999999", 0, length - 1),
        ("bytes=600000-999999999", 600_000, length - 1),
    ] {
        for more in [vec![], vec![("if-range", tag.as_str())]] {
            let headers = [vec![("range", range)], more].concat();
            let part = get(&world, &path, &headers).await;
            assert_eq!(part.status, 206, "{range}");
            assert_eq!(part.header("content-range"), format!("bytes {first}-{last}/{length}"));
            assert_eq!(part.header("content-length"), (last - first + 1).to_string());
            assert!(part.body == RECORDING[first..=last], "{range}");
            assert_eq!(part.header("etag"), tag);
        }
    }
    for range in ["bytes=0-1,5-6", "lines=1-2", "bytes=5-1", "bytes=x"] {
        let reply = get(&world, &path, &[("range", range)]).await;
        assert_eq!((reply.status.as_u16(), reply.body.len()), (200, length), "{range}");
    }
    for other in ["\"another\"", "Tue, 24 Nov 2026 09:00:00 GMT"] {
        let reply = get(&world, &path, &[("range", "bytes=0-0"), ("if-range", other)]).await;
        assert_eq!((reply.status.as_u16(), reply.body.len()), (200, length), "{other}");
    }
    for range in [format!("bytes={length}-"), "bytes=-0".to_owned()] {
        let reply = get(&world, &path, &[("range", &range)]).await;
        assert_eq!(
            (reply.status.as_u16(), reply.header("content-range")),
            (416, format!("bytes */{length}").as_str())
        );
        assert_eq!(reply.header("content-type"), "application/problem+json");
    }
    let known = get(&world, &path, &[("if-none-match", &tag), ("range", "bytes=0-0")]).await;
    assert_eq!((known.status.as_u16(), known.body.len(), known.header("etag")), (304, 0, tag.as_str()));
}

#[tokio::test]
async fn head_tells_the_length_and_ignores_ranges() {
    let world = World::new().await;
    let path = format!("{}/recording", posted(&world, "w", None).await);
    let head = request(Method::HEAD, world.cookie(Role::Engineer), &path, &[("range", "bytes=0-9")], None);
    let head = world.server.send(head).await;
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), RECORDING.len().to_string());
    assert_eq!((head.header("accept-ranges"), head.header("etag").len()), ("bytes", 34));
}

#[tokio::test]
async fn files_come_with_headers_under_which_nothing_in_them_runs() {
    let world = World::new().await;
    let path = posted(&world, "w", None).await;
    for (file, kind, how, end) in [
        ("recording", "video/webm", "inline", "webm"),
        ("captions", "text/vtt; charset=utf-8", "inline", "vtt"),
        ("chapters", "text/vtt; charset=utf-8", "inline", "vtt"),
        ("slides", "application/pdf", "attachment", "pdf"),
        ("poster", "image/png", "inline", "png"),
    ] {
        let reply = get(&world, &format!("{path}/{file}"), &[]).await;
        assert_eq!((reply.status.as_u16(), reply.header("content-type")), (200, kind));
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("cache-control"), "no-store");
        assert_eq!(
            reply.header("content-security-policy"),
            "default-src 'none'; frame-ancestors 'none'; sandbox"
        );
        let expected =
            format!("{how}; filename=\"Gute _bergabe.{end}\"; filename*=UTF-8''Gute%20%C3%9Cbergabe.{end}");
        assert_eq!(reply.header("content-disposition"), expected);
    }
    for missing in ["movie", "recording/x", "..%2Fportal.sqlite", "RECORDING"] {
        assert_eq!(get(&world, &format!("{path}/{missing}"), &[]).await.status, 404, "{missing}");
    }
}

#[tokio::test]
async fn another_account_gets_not_a_byte_and_nobody_does_after_a_change() {
    let world = World::new().await;
    let path = posted(&world, "w", Some("own")).await;
    for file in ["recording", "captions", "chapters", "slides", "poster"] {
        let path = format!("{path}/{file}");
        for headers in [vec![], vec![("range", "bytes=0-9")]] {
            assert_eq!(
                get(&world, &path, &headers).await.status.as_u16(),
                if headers.is_empty() { 200 } else { 206 }
            );
            let foreign = world.server.get_with(&world.foreign, &path, &headers).await;
            let missing = path.replace("/w/", "/missing/");
            let missing = world.server.get_with(&world.foreign, &missing, &headers).await;
            assert_eq!(foreign.status, 404, "{path}");
            assert_eq!(foreign.likeness(), missing.likeness());
            assert_eq!(world.server.get_with("", &path, &headers).await.status, 401);
            let reseller = world.cookie(Role::Reseller);
            assert_eq!(world.server.get_with(reseller, &path, &headers).await.status, 403);
        }
        let guest = world.server.get(world.cookie(Role::WebinarGuest), &path).await;
        assert_eq!(guest.status, 200, "guests watch what is for their account");
    }
    // Between two ranges of the same film.
    world.server.sql("UPDATE webinar_audience SET account_id = 'foreign'").await;
    assert_eq!(get(&world, &format!("{path}/recording"), &[("range", "bytes=10-19")]).await.status, 404);
    assert_eq!(world.server.get(&world.foreign, &format!("{path}/recording")).await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_viewers_seek_at_once() {
    let world = World::new().await;
    let path = format!("{}/recording", posted(&world, "w", None).await);
    let cookie = world.cookie(Role::Engineer).to_owned();
    let folder = world.server.stop().await;
    let process = Process::start(folder.path());
    let client = process.client;
    let viewers = (0..50_usize).map(|n| {
        let (cookie, path) = (cookie.clone(), path.clone());
        tokio::spawn(async move {
            for step in 0..8 {
                let first = (n * 7919 + step * 104_729) % (RECORDING.len() - 1);
                let last = (first + 40_000).min(RECORDING.len() - 1);
                let range = format!("bytes={first}-{last}");
                let part = client.get_with(&cookie, &path, &[("range", &range)]).await.unwrap();
                assert_eq!(part.status, 206, "{}", part.text());
                assert!(part.body == RECORDING[first..=last]);
            }
        })
    });
    for viewer in viewers.collect::<Vec<_>>() {
        viewer.await.unwrap();
    }
}

#[tokio::test]
async fn the_demonstration_has_films_that_can_be_watched_and_searched() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::starting_at(crate::support::NOW.parse().unwrap());
    for (start, left) in [(0, 200), (1, 404)] {
        let files = AppFiles::new(None);
        let app = serve::open(folder.path(), Content::Demonstration, clock.clone(), Front::Loopback, files);
        let server = Server::of(app.await.unwrap(), clock.clone());
        let people = server.app.installation.demonstration().unwrap().people.clone();
        let viewer = people.iter().find(|person| person.role.as_str() == "viewer").unwrap();
        let signed_in = server.sign_in(&viewer.email, &viewer.password).await;
        let cookie = signed_in.header("set-cookie").split(';').next().unwrap().to_owned();
        for (webinar, captions) in [
            ("troubleshooting", 200),
            ("release-management", 200),
            ("patch-management", 200),
            ("configuration", 404),
        ] {
            let path = format!("/v1/webinars/webinar-{webinar}");
            for (file, expected) in
                [("recording", 200), ("chapters", 200), ("slides", 200), ("captions", captions)]
            {
                let reply = server.get(&cookie, &format!("{path}/{file}")).await;
                assert_eq!(reply.status.as_u16(), expected, "{webinar} {file}");
            }
        }
        let poster = server.get(&cookie, "/v1/webinars/webinar-configuration/poster").await;
        assert_eq!(poster.status.as_u16(), left, "what people take down stays down");
        let found = server.get(&cookie, "/v1/webinars?q=loopback").await.json();
        assert_eq!(found["hits"][0]["webinar"], "webinar-patch-management", "{found}");
        let files = server.count("webinar_file").await;
        assert_eq!(
            (files, std::fs::read_dir(folder.path().join("media")).unwrap().count()),
            // The bytes of what was taken down go.
            (19, if start == 0 { 19 } else { 18 }),
            "{start}"
        );
        if start == 0 {
            server
                .sql(
                    "DELETE FROM webinar_file WHERE kind = 'poster' AND webinar_id = 'webinar-configuration'",
                )
                .await;
            server.sql("INSERT INTO webinar_file SELECT 'webinar-installation', kind, name, media_type, bytes, sha256, duration_ms, posted_at, posted_by FROM webinar_file WHERE webinar_id = 'webinar-configuration' AND kind = 'slides'").await;
        }
        server.app.store.close().await;
    }
}
