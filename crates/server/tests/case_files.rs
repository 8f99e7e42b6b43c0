//! Files of cases: who adds and gets which, what a name may be, whole or not at all, once, and what they are served with.

mod killed;
mod large;
mod whose;

use crate::support::{
    Reply, request,
    world::{CANARY, World},
};
use axum::{body::Body, http::Method};
use http_body_util::Channel;
use portal_server::digest::{base64, hex};
use rules::access::Role;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{fs, time::Duration};
use wire::path;

const LOG: &[u8] = b"Nov 24 09:00:00 fra1-pe02 rpd[1234]: bgp_process_caps: mismatch NLRI\n";

fn digest(bytes: &[u8]) -> String {
    format!("sha-256=:{}:", base64(&Sha256::digest(bytes)))
}

/// The path of a new case of the engineer's.
async fn opened(world: &World) -> String {
    let reply = world.open(Role::Engineer, "open", &json!({})).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.header("location").to_owned()
}

async fn add(
    world: &World,
    role: Role,
    (case, name, key): (&str, &str, &str),
    bytes: impl Into<Body>,
    headers: &[(&str, &str)],
) -> Reply {
    let path = format!("{case}/files{}", path::query(&[("name", name)]));
    let headers =
        [&[("idempotency-key", key), ("content-type", "application/octet-stream")], headers].concat();
    let mut request = request(Method::POST, world.cookie(role), &path, &headers, None);
    *request.body_mut() = bytes.into();
    world.server.send(request).await
}

async fn get(world: &World, role: Role, path: &str) -> Reply {
    world.server.get(world.cookie(role), path).await
}

async fn case(world: &World, path: &str) -> Value {
    get(world, Role::Engineer, path).await.json()
}

/// What lies in the folder.
fn stored(world: &World) -> Vec<String> {
    let files = fs::read_dir(world.server.folder().join("case-files")).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

/// Takes a file back.
async fn withdraw(world: &World, role: Role, (case, file, key): (&str, u32, &str), reason: &str) -> Reply {
    let version = format!("\"{}\"", self::case(world, case).await["version"]);
    let headers = [("idempotency-key", key), ("if-match", version.as_str())];
    let path = format!("{case}/files/{file}/withdraw");
    let body = json!({"reason": reason}).to_string();
    world.server.send(request(Method::POST, world.cookie(role), &path, &headers, Some(body))).await
}

#[tokio::test]
async fn a_file_is_there_for_both_sides_with_its_event_and_its_digest() {
    let world = World::new().await;
    let path = opened(&world).await;
    let ask = json!({"step": "ask", "text": "Send the log."}).to_string();
    let headers = [("idempotency-key", "ask"), ("if-match", "\"1\"")];
    let steps = format!("{path}/steps");
    let asked = request(Method::POST, world.cookie(Role::VendorEngineer), &steps, &headers, Some(ask));
    assert_eq!(world.server.send(asked).await.json()["waiting_on"], "customer");

    let announced = digest(LOG);
    let sent = [("repr-digest", announced.as_str())];
    let name = "Übergabe <1>.log";
    let added = add(&world, Role::Engineer, (&path, name, "k"), LOG, &sent).await;
    assert_eq!(added.status, 201, "{}", added.text());
    let (file, sha256) = (added.json(), hex(&Sha256::digest(LOG)));
    assert_eq!(
        (&file["number"], &file["name"], &file["bytes"]),
        (&json!(1), &json!(name), &json!(LOG.len()))
    );
    assert_eq!((&file["sha256"], &file["may_run"]), (&json!(sha256), &json!(false)));
    assert_eq!((added.header("repr-digest"), stored(&world)), (announced.as_str(), vec![sha256.clone()]));
    let place = added.header("location").to_owned();
    assert_eq!(place, format!("{path}/files/1"));

    let shown = case(&world, &path).await;
    assert_eq!((&shown["version"], &shown["files"]), (&json!(3), &json!([file])));
    assert_eq!(shown["waiting_on"], "vendor", "it answers, as a comment does");
    let event = shown["events"].as_array().unwrap().last().unwrap();
    let said = format!("{name}, {} bytes\nSHA-256 {sha256}", LOG.len());
    assert_eq!(
        (&event["kind"], &event["by"], &event["text"]),
        (&json!("file_added"), &json!("customer"), &json!(said))
    );
    assert_eq!((&event["name"], &event["version"]), (&json!("Name of engineer"), &json!(3)));

    let got = get(&world, Role::VendorEngineer, &place).await;
    assert_eq!((got.status.as_u16(), got.body.as_slice()), (200, LOG));
    // For whom the case is not there, its files are not: a viewer who was not added, the desk while nothing is escalated.
    for role in [Role::Viewer, Role::EscalationDesk] {
        assert_eq!(get(&world, role, &place).await.status, 404, "{role:?}");
    }
    let theirs = add(&world, Role::VendorEngineer, (&path, "plan.pdf", "k"), "x", &[]).await;
    assert_eq!((theirs.status.as_u16(), &theirs.json()["number"]), (201, &json!(2)));
}

#[tokio::test]
async fn it_is_saved_and_never_shown_whole_or_in_part() {
    let world = World::new().await;
    let path = opened(&world).await;
    let html = "<!doctype html><script>alert(1)</script>";
    let added = add(&world, Role::Engineer, (&path, "a\"b;c.html", "k"), html, &[]).await;
    assert_eq!(added.json()["may_run"], true);
    let place = added.header("location").to_owned();
    let whole = get(&world, Role::Engineer, &place).await;
    let tag = whole.header("etag").to_owned();
    let cookie = world.cookie(Role::Engineer);
    let part = world.server.get_with(cookie, &place, &[("range", "bytes=2-8"), ("if-range", &tag)]).await;
    assert_eq!((part.status.as_u16(), part.text().as_str()), (206, "doctype"));
    assert_eq!(part.header("content-range"), format!("bytes 2-8/{}", html.len()));
    let other = world.server.get_with(cookie, &place, &[("range", "bytes=2-8"), ("if-range", "\"x\"")]).await;
    assert_eq!((other.status.as_u16(), other.text().as_str()), (200, html));
    let beyond = world.server.get_with(cookie, &place, &[("range", "bytes=4000-")]).await;
    assert_eq!(beyond.status, 416);
    let known = world.server.get_with(cookie, &place, &[("if-none-match", &tag)]).await;
    assert_eq!((known.status.as_u16(), known.body.len()), (304, 0));
    let head = world.server.send(request(Method::HEAD, cookie, &place, &[], None)).await;
    assert_eq!((head.header("content-length"), head.body.len()), (html.len().to_string().as_str(), 0));
    for reply in [&whole, &part, &other, &head] {
        assert_eq!(reply.header("content-type"), "application/octet-stream");
        assert_eq!(
            reply.header("content-disposition"),
            "attachment; filename=\"a_b_c.html\"; filename*=UTF-8''a%22b%3Bc.html"
        );
        assert_eq!((reply.header("accept-ranges"), reply.header("etag")), ("bytes", tag.as_str()));
    }
    for reply in [&whole, &part, &other, &head, &beyond, &known] {
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(
            reply.header("content-security-policy"),
            "default-src 'none'; frame-ancestors 'none'; sandbox"
        );
        assert_eq!(reply.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn dangerous_names_are_refused_and_others_kept_as_they_are() {
    let world = World::new().await;
    let path = opened(&world).await;
    for (name, code) in [
        ("../../etc/passwd", "path"),
        ("..\\x.exe", "path"),
        ("a\u{202e}fdp.exe", "unseen"),
        ("x\u{200b}.php", "unseen"),
        ("x\0.txt", "unseen"),
        ("x\r\ny.txt", "unseen"),
        (".htaccess", "hidden"),
        ("x.exe.", "edge"),
        ("CON.log", "reserved"),
        ("", "missing"),
        (" ", "missing"),
    ] {
        let reply = add(&world, Role::Engineer, (&path, name, "k"), "x", &[]).await;
        assert_eq!((reply.status.as_u16(), reply.fields()), (422, vec![format!("/file {code}")]), "{name:?}");
    }
    let long = add(&world, Role::Engineer, (&path, &"x".repeat(256), "k"), "x", &[]).await;
    assert_eq!(long.fields(), ["/file too_long"]);
    assert_eq!((stored(&world).len(), world.server.count("case_file").await), (0, 0));
    for (n, name) in ["report.pdf.exe", "<img src=x onerror=alert(1)>.txt", "日本 (1).log", &"x".repeat(255)]
        .iter()
        .enumerate()
    {
        let reply = add(&world, Role::Engineer, (&path, name, &n.to_string()), "x", &[]).await;
        assert_eq!((reply.status.as_u16(), &reply.json()["name"]), (201, &json!(name)));
    }
    assert_eq!(case(&world, &path).await["files"][0]["may_run"], true);
    assert_eq!(stored(&world).len(), 1, "the same bytes lie there once");
}

#[tokio::test]
async fn sent_again_with_its_key_it_is_one_and_another_file_is_refused() {
    let world = World::new().await;
    let path = opened(&world).await;
    let first = add(&world, Role::Engineer, (&path, "a.log", "k"), LOG, &[]).await;
    let again = add(&world, Role::Engineer, (&path, "a.log", "k"), LOG, &[]).await;
    assert_eq!((again.status.as_u16(), &again.body), (201, &first.body));
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(
        (again.header("location"), again.header("repr-digest")),
        (first.header("location"), digest(LOG).as_str())
    );
    let other = add(&world, Role::Engineer, (&path, "a.log", "k"), "other", &[]).await;
    assert_eq!(
        (other.status.as_u16(), &other.json()["type"]),
        (422, &json!("/problems/idempotency-key-reused"))
    );
    assert_eq!(other.json()["made"], first.header("location"));
    let renamed = add(&world, Role::Engineer, (&path, "b.log", "k"), LOG, &[]).await;
    assert_eq!(renamed.status, 422);
    let mut bare = request(
        Method::POST,
        world.cookie(Role::Engineer),
        &format!("{path}/files?name=x"),
        &[("content-type", "application/octet-stream")],
        None,
    );
    *bare.body_mut() = "x".into();
    assert_eq!(world.server.send(bare).await.status, 400, "without a key");
    assert_eq!((world.server.count("case_file").await, stored(&world).len()), (1, 1));
    assert_eq!(case(&world, &path).await["version"], 2);
    // Two at once with one key.
    let (one, two) = tokio::join!(
        add(&world, Role::Engineer, (&path, "c.log", "twice"), "c", &[]),
        add(&world, Role::Engineer, (&path, "c.log", "twice"), "c", &[])
    );
    let mut answers = [one.status.as_u16(), two.status.as_u16()];
    answers.sort_unstable();
    assert!(answers == [201, 201] || answers == [201, 409], "{answers:?}");
    assert_eq!(world.server.count("case_file").await, 2);
}

#[tokio::test]
async fn what_is_changed_on_its_way_or_empty_leaves_nothing() {
    let world = World::new().await;
    let path = opened(&world).await;
    let wrong = digest(b"another");
    let changed = add(&world, Role::Engineer, (&path, "a", "k"), LOG, &[("repr-digest", &wrong)]).await;
    assert_eq!((changed.status.as_u16(), changed.fields()), (422, vec!["/file digest".to_owned()]));
    let unreadable =
        add(&world, Role::Engineer, (&path, "a", "k"), LOG, &[("repr-digest", "sha-256=abc")]).await;
    assert_eq!(unreadable.status, 400);
    let empty = add(&world, Role::Engineer, (&path, "a", "k"), "", &[]).await;
    assert_eq!(empty.fields(), ["/file empty"]);
    assert_eq!((stored(&world).len(), world.server.count("case_file").await), (0, 0));
    assert_eq!(case(&world, &path).await["version"], 1);
}

#[tokio::test]
async fn what_breaks_off_leaves_nothing_behind() {
    let world = World::new().await;
    let path = opened(&world).await;
    let (mut sender, body) = Channel::<axum::body::Bytes, std::io::Error>::new(2);
    let upload = add(&world, Role::Engineer, (&path, "core.gz", "k"), Body::new(body), &[]);
    let broken = async {
        sender.send_data(vec![7; 300_000].into()).await.unwrap();
        while stored(&world).is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        sender.abort(std::io::Error::other("reset"));
    };
    assert_eq!(tokio::join!(upload, broken).0.status, 400);
    assert_eq!(stored(&world).len(), 0);
    // The client goes away.
    let (mut sender, body) = Channel::<axum::body::Bytes, std::io::Error>::new(2);
    sender.send_data(vec![7; 300_000].into()).await.unwrap();
    let upload = add(&world, Role::Engineer, (&path, "core.gz", "k"), Body::new(body), &[]);
    assert!(tokio::time::timeout(Duration::from_millis(300), upload).await.is_err());
    assert_eq!((stored(&world).len(), &case(&world, &path).await["files"]), (0, &json!([])));
}

/// Slow senders keep nobody else from adding a file.
#[tokio::test]
async fn one_person_sends_so_many_at_once() {
    let world = World::new().await;
    let path = opened(&world).await;
    let slow = |n: u32| {
        let (sender, body) = Channel::<axum::body::Bytes, std::io::Error>::new(2);
        let (world, path) = (&world, &path);
        let upload = async move {
            add(world, Role::Engineer, (path, &format!("{n}"), &format!("s{n}")), Body::new(body), &[]).await
        };
        (sender, upload)
    };
    let (mut senders, uploads): (Vec<_>, Vec<_>) = (0..4).map(slow).unzip();
    let meanwhile = async {
        while stored(&world).len() < 4 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let fifth = add(&world, Role::Engineer, (&path, "a", "k"), LOG, &[]).await;
        assert_eq!((fifth.status.as_u16(), fifth.header("retry-after")), (429, "5"));
        assert!(fifth.text().contains("4 of your files are on their way"), "{}", fifth.text());
        assert_eq!(add(&world, Role::Representative, (&path, "b", "k"), LOG, &[]).await.status, 201);
        for mut sender in senders.drain(..) {
            sender.send_data(LOG.into()).await.unwrap();
        }
    };
    let Ok([a, b, c, d]) = <[_; 4]>::try_from(uploads) else { panic!("four") };
    let (a, b, c, d, ()) = tokio::join!(a, b, c, d, meanwhile);
    assert!([a, b, c, d].iter().all(|reply| reply.status == 201));
    assert_eq!(
        add(&world, Role::Engineer, (&path, "a", "k"), LOG, &[]).await.status,
        201,
        "once they are there"
    );
}

#[tokio::test]
async fn a_case_holds_so_many_and_so_much() {
    let world = World::new().await;
    let path = opened(&world).await;
    let number = path.rsplit('/').next().unwrap();
    let fill = |count: u32, bytes: u32| {
        format!(
            "DELETE FROM case_file;
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
             INSERT INTO case_file (case_number, number, name, bytes, sha256, may_run, added_by, added_at)
               SELECT '{number}', i, 'x', {bytes}, 'x', 0, 'person-engineer', 0 FROM n"
        )
    };
    world.server.sql(&fill(100, 1)).await;
    let many = add(&world, Role::Engineer, (&path, "a", "k"), "x", &[]).await;
    assert_eq!(many.fields(), ["/file too_many"]);
    world.server.sql(&fill(10, 2_000_000_000)).await;
    let full = add(&world, Role::Engineer, (&path, "a", "k"), "x", &[]).await;
    assert_eq!(full.fields(), ["/file full"]);
    world.server.sql(&fill(99, 1)).await;
    let last = add(&world, Role::Engineer, (&path, "a", "k"), "x", &[]).await;
    assert_eq!((last.status.as_u16(), &last.json()["number"]), (201, &json!(100)));
    // The answer was lost: whoever sends it again hears of the file, not that there is no more room.
    let again = add(&world, Role::Engineer, (&path, "a", "k"), "x", &[]).await;
    assert_eq!((again.status.as_u16(), &again.body), (201, &last.body));
}

#[tokio::test]
async fn what_a_crash_has_left_is_gone_at_the_next_start() {
    let world = World::new().await;
    let path = opened(&world).await;
    let place =
        add(&world, Role::Engineer, (&path, "a.log", "k"), LOG, &[]).await.header("location").to_owned();
    let kept = stored(&world);
    for name in ["half.arriving", "0011"] {
        fs::write(world.server.folder().join("case-files").join(name), "x").unwrap();
    }
    // As a volume of its own has.
    let found = world.server.folder().join("case-files/lost+found");
    fs::create_dir(&found).unwrap();
    let world = World::reopened(world.server.restart().await).await;
    fs::remove_dir(world.server.folder().join("case-files/lost+found")).unwrap();
    assert_eq!(stored(&world), kept);
    assert_eq!(get(&world, Role::Engineer, &place).await.body, LOG);
}

#[tokio::test]
async fn no_form_of_another_site_can_add_one() {
    let world = World::new().await;
    let path = format!("{}/files?name=x", opened(&world).await);
    for kind in ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"] {
        let headers = [("idempotency-key", "k"), ("content-type", kind)];
        let mut form = request(Method::POST, world.cookie(Role::Engineer), &path, &headers, None);
        *form.body_mut() = "x".into();
        assert_eq!(world.server.send(form).await.status, 415, "{kind}");
    }
    let headers = [("idempotency-key", "k"), ("content-type", "application/octet-stream")];
    let mut foreign = request(Method::POST, world.cookie(Role::Engineer), &path, &headers, None);
    foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    *foreign.body_mut() = "x".into();
    assert_eq!(world.server.send(foreign).await.status, 403);
    assert_eq!(world.server.count("case_file").await, 0);
}
