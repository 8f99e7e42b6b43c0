//! Files of webinars on their way in: whole or not at all, what they say they are or not at all.

use crate::{
    recordings::{CAPTIONS, RECORDING, SLIDES, post},
    support::{Reply, request, world::World},
    webinars::webinar,
};
use axum::{body::Body, http::Method};
use http_body_util::Channel;
use rules::{
    access::Role,
    vtt::{self, Kind},
};
use std::{fs, time::Duration};

fn stored(world: &World) -> Vec<String> {
    let files = fs::read_dir(world.server.folder().join("media")).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

async fn got(world: &World, path: &str) -> Reply {
    world.server.get(world.cookie(Role::Engineer), path).await
}

#[tokio::test]
async fn what_arrives_is_told_with_its_digest_and_length() {
    let world = World::new().await;
    let path = webinar(&world, "w", -7200, None).await;
    let posted = post(&world, &format!("{path}/recording"), RECORDING, &[]).await;
    assert_eq!(posted.status, 200, "{}", posted.text());
    let answer = posted.json();
    assert_eq!(
        (&answer["duration_seconds"], &answer["file"]["bytes"]),
        (&69.into(), &RECORDING.len().into())
    );
    assert_eq!(answer["file"]["media_type"], "video/webm");
    assert_eq!(stored(&world), [answer["sha256"].as_str().unwrap()]);
    // The same again with the digest that the server has told; then another one.
    let digest = posted.header("repr-digest").to_owned();
    assert!(digest.starts_with("sha-256=:") && digest.ends_with("=:"), "{digest}");
    let same = [("repr-digest", digest.as_str())];
    assert_eq!(post(&world, &format!("{path}/recording"), RECORDING, &same).await.status, 200);
    let wrong = post(&world, &format!("{path}/slides"), SLIDES, &same).await;
    assert_eq!((wrong.status.as_u16(), wrong.fields()), (422, vec!["/file digest".to_owned()]));
    let unreadable = post(&world, &format!("{path}/slides"), SLIDES, &[("repr-digest", "sha-256=abc")]).await;
    assert_eq!(unreadable.status, 400);
    let mixed = [("repr-digest", format!("sha-512=:AAAA:, {digest}"))];
    let mixed: Vec<(&str, &str)> = mixed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(post(&world, &format!("{path}/recording"), RECORDING, &mixed).await.status, 200);
    assert_eq!(got(&world, &format!("{path}/slides")).await.status, 404);
    assert_eq!(stored(&world).len(), 1, "what was refused is gone");
}

#[tokio::test]
async fn a_new_file_takes_the_place_of_the_old_one_in_one_step() {
    let world = World::new().await;
    let path = format!("{}/captions", webinar(&world, "w", -7200, None).await);
    assert_eq!(post(&world, &path, CAPTIONS, &[]).await.status, 200);
    let spoken = world.server.count("webinar_transcript WHERE text LIKE '%roll back without%'").await;
    assert_eq!(spoken, 1);
    let second = "WEBVTT\n\n00:01.000 --> 00:02.000\nMarmalade\n";
    assert_eq!(post(&world, &path, second, &[]).await.json()["cues"], 1);
    assert_eq!(got(&world, &path).await.text(), second);
    assert_eq!((world.server.count("webinar_transcript").await, stored(&world).len()), (1, 1));
    let other = format!("{}/captions", webinar(&world, "x", -7200, None).await);
    assert_eq!(post(&world, &other, second, &[]).await.status, 200);
    let remove = request(Method::DELETE, world.cookie(Role::Advisor), &path, &[], None);
    assert_eq!(world.server.send(remove).await.status, 204);
    assert_eq!(
        (got(&world, &path).await.status.as_u16(), got(&world, &other).await.text().as_str()),
        (404, second)
    );
    let remove = request(Method::DELETE, world.cookie(Role::Advisor), &path, &[], None);
    assert_eq!(world.server.send(remove).await.status, 404);
    let remove = request(Method::DELETE, world.cookie(Role::Advisor), &other, &[], None);
    assert_eq!(world.server.send(remove).await.status, 204);
    assert_eq!((world.server.count("webinar_transcript").await, stored(&world).len()), (0, 0));
}

#[tokio::test]
async fn what_breaks_off_leaves_nothing_and_the_old_file_stays() {
    let world = World::new().await;
    let path = format!("{}/recording", webinar(&world, "w", -7200, None).await);
    assert_eq!(post(&world, &path, RECORDING, &[]).await.status, 200);
    let before = stored(&world);
    let arriving = || stored(&world).iter().filter(|name| name.ends_with(".arriving")).count();
    // The connection breaks: the body ends in an error.
    let (mut sender, body) = Channel::<axum::body::Bytes, std::io::Error>::new(2);
    let upload = post(&world, &path, Body::new(body), &[]);
    let broken = async {
        sender.send_data(RECORDING[..300_000].into()).await.unwrap();
        while arriving() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        sender.abort(std::io::Error::other("reset"));
    };
    let (reply, ()) = tokio::join!(upload, broken);
    assert_eq!(reply.status, 400);
    assert_eq!(stored(&world), before);
    // The client goes away: nobody waits for the answer any more.
    let (mut sender, body) = Channel::<axum::body::Bytes, std::io::Error>::new(2);
    sender.send_data(RECORDING[..300_000].into()).await.unwrap();
    let upload = post(&world, &path, Body::new(body), &[]);
    assert!(tokio::time::timeout(Duration::from_millis(300), upload).await.is_err());
    assert_eq!(stored(&world), before);
    // Half a film that says it is one has its length, so the digest has to tell.
    let digest = got(&world, &path).await;
    assert!(digest.body == RECORDING);
}

#[tokio::test]
async fn only_what_it_should_be_is_taken() {
    let world = World::new().await;
    let path = webinar(&world, "w", -7200, None).await;
    let zip = b"PK\x03\x04 and so on, named film.webm";
    let html = b"<!doctype html><script>alert(1)</script>";
    let matroska = b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska";
    for (file, bytes, code) in [
        ("recording?name=film.webm", zip.as_slice(), "other_kind"),
        ("recording", b"", "other_kind"),
        ("recording", html, "other_kind"),
        ("recording", matroska, "other_kind"),
        ("recording", b"\0\0\0\x10ftypisom\0\0\0\0", "no_length"),
        ("recording", &RECORDING[..40], "no_length"),
        ("slides", html, "other_kind"),
        ("slides", b"%PDF-1.4 cut off", "other_kind"),
        ("poster", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "other_kind"),
        ("captions", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff\xfe\n", "other_kind"),
    ] {
        let reply = post(&world, &format!("{path}/{file}"), bytes, &[("content-type", "video/webm")]).await;
        assert_eq!(
            (reply.status.as_u16(), reply.fields()),
            (422, vec![format!("/file {code}")]),
            "{file} {bytes:?}"
        );
    }
    let large = post(&world, &format!("{path}/captions"), vec![b'x'; 2_000_001], &[]).await;
    assert_eq!(large.status, 413);
    let (mut sender, body) = Channel::<axum::body::Bytes, std::io::Error>::new(64);
    for _ in 0..30 {
        sender.send_data(vec![b'x'; 100_000].into()).await.unwrap();
    }
    drop(sender);
    assert_eq!(
        post(&world, &format!("{path}/poster"), Body::new(body), &[]).await.status,
        413,
        "not announced"
    );
    assert_eq!((stored(&world).len(), world.server.count("webinar_file").await), (0, 0));
}

#[tokio::test]
async fn faulty_captions_are_refused_with_their_lines() {
    let world = World::new().await;
    let path = webinar(&world, "w", -7200, None).await;
    let faulty =
        "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n00:00.500 --> 00:00.100\ny\n\n00:03,000 --> 00:04.000\nz\n";
    let reply = post(&world, &format!("{path}/captions"), faulty, &[]).await;
    let expected = ["/lines/6 backwards", "/lines/6 out_of_order", "/lines/9 time"].map(str::to_owned);
    assert_eq!((reply.status.as_u16(), reply.fields()), (422, expected.to_vec()));
    assert!(reply.text().contains("Line 9: times look like"), "{}", reply.text());
    let overlap = "WEBVTT\n\n00:00.000 --> 00:09.000\nOne\n\n00:05.000 --> 00:10.000\nTwo\n";
    assert_eq!(post(&world, &format!("{path}/chapters"), overlap, &[]).await.fields(), ["/lines/6 overlap"]);
    assert_eq!(post(&world, &format!("{path}/captions"), overlap, &[]).await.status, 200);
}

#[tokio::test]
async fn captions_of_another_recording_are_noticed() {
    let world = World::new().await;
    let path = webinar(&world, "w", -7200, None).await;
    let long = "WEBVTT\n\n00:00.000 --> 00:09.000\nOne\n\n00:01:09.500 --> 00:01:12.000\nTwo\n";
    assert_eq!(
        post(&world, &format!("{path}/captions"), long, &[]).await.status,
        200,
        "nothing to compare with"
    );
    assert_eq!(post(&world, &format!("{path}/recording"), RECORDING, &[]).await.status, 200);
    for file in ["captions", "chapters"] {
        let reply = post(&world, &format!("{path}/{file}"), long, &[]).await;
        assert_eq!(reply.fields(), ["/file beyond_recording"], "{file}");
        assert!(reply.text().contains("00:01:09.500"), "{}", reply.text());
        let short = long.replace("00:01:09.500", "00:01:09.000");
        assert_eq!(post(&world, &format!("{path}/{file}"), short, &[]).await.status, 200, "{file}");
    }
}

#[tokio::test]
async fn hostile_cues_stay_text() {
    let world = World::new().await;
    let path = webinar(&world, "w", -7200, None).await;
    let hostile = "WEBVTT\n\n00:01.000 --> 00:02.000\n<img src=x onerror=alert(1)>&lt;script&gt;plum&lt;/script&gt;\n\n\
                   00:03.000 --> 00:04.000\n'); DROP TABLE webinar; -- \" OR quince*\n";
    assert_eq!(post(&world, &format!("{path}/recording"), RECORDING, &[]).await.status, 200);
    assert_eq!(post(&world, &format!("{path}/captions"), hostile, &[]).await.status, 200);
    let served = got(&world, &format!("{path}/captions")).await;
    assert_eq!((served.text().as_str(), served.header("content-type")), (hostile, "text/vtt; charset=utf-8"));
    let found = got(&world, "/v1/webinars?q=plum").await.json();
    assert_eq!(found["hits"][0]["snippet"], "<script>plum</script>", "{found}");
    assert_eq!(found["hits"][0]["second"], 1);
    let found = got(&world, "/v1/webinars?q=quince").await.json();
    assert_eq!(found["hits"][0]["second"], 3, "{found}");
}

#[tokio::test]
async fn only_those_who_look_after_all_its_accounts_post() {
    let world = World::new().await;
    let path = format!("{}/captions", webinar(&world, "w", -7200, None).await);
    world.server.sql("INSERT INTO webinar_audience VALUES ('w', 'own'), ('w', 'foreign')").await;
    assert_eq!(post(&world, &path, CAPTIONS, &[]).await.status, 403);
    world.server.sql("DELETE FROM webinar_audience WHERE account_id = 'own'").await;
    assert_eq!(post(&world, &path, CAPTIONS, &[]).await.status, 404);
    let engineer = request(Method::PUT, world.cookie(Role::Engineer), &path, &[], Some(CAPTIONS.to_owned()));
    assert_eq!(world.server.send(engineer).await.status, 403);
    // A page of another site can't, whatever its form sends.
    let mut forged = request(Method::PUT, world.cookie(Role::Advisor), &path, &[], Some(CAPTIONS.to_owned()));
    forged.headers_mut().remove("x-portal");
    assert_eq!(world.server.send(forged).await.status, 403);
    assert_eq!(stored(&world).len(), 0);
}

/// Sends captions, and changes something when half of them have arrived.
async fn meanwhile(world: &World, path: &str, change: &str) -> Reply {
    let (mut sender, body) = Channel::<axum::body::Bytes, std::io::Error>::new(2);
    let change = async {
        let (half, rest) = CAPTIONS.split_at(CAPTIONS.len() / 2);
        sender.send_data(half.into()).await.unwrap();
        while stored(world).is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        world.server.sql(change).await;
        sender.send_data(rest.into()).await.unwrap();
        drop(sender);
    };
    tokio::join!(post(world, path, Body::new(body), &[]), change).0
}

#[tokio::test]
async fn who_may_post_is_asked_again_when_the_file_is_here() {
    let world = World::new().await;
    let path = format!("{}/captions", webinar(&world, "w", -7200, None).await);
    let other_role = "UPDATE person SET role = 'engineer' WHERE id = 'person-advisor'";
    let ended = "UPDATE person SET role = 'advisor', password_generation = password_generation + 1
                   WHERE id = 'person-advisor'";
    for (change, status) in [(other_role, 403), (ended, 401)] {
        assert_eq!(meanwhile(&world, &path, change).await.status, status, "{change}");
        world.server.sql("UPDATE person SET role = 'advisor' WHERE id = 'person-advisor'").await;
        assert_eq!(stored(&world).len(), 0);
    }
}

#[tokio::test]
async fn what_was_cancelled_gets_no_files() {
    let world = World::new().await;
    let path = format!("{}/captions", webinar(&world, "w", 7200, None).await);
    let off = "UPDATE webinar SET cancelled_why = 'x'";
    assert_eq!(meanwhile(&world, &path, off).await.fields(), ["/state was_cancelled"]);
    assert_eq!(post(&world, &path, CAPTIONS, &[]).await.fields(), ["/state was_cancelled"]);
    assert_eq!(stored(&world).len(), 0);
}

#[tokio::test]
async fn nobody_goes_on_behind_the_end_of_a_shorter_recording() {
    let world = World::new().await;
    let path = webinar(&world, "w", -7200, None).await;
    let positions = "INSERT INTO webinar_position (webinar_id, person_id, seconds, watched_at, at)
                       VALUES ('w', 'person-engineer', 3000, NULL, 0), ('w', 'person-viewer', 12, NULL, 0)";
    world.server.sql(positions).await;
    assert_eq!(post(&world, &format!("{path}/recording"), RECORDING, &[]).await.status, 200);
    for (role, seconds) in [(Role::Engineer, 0), (Role::Viewer, 12)] {
        let seen = world.server.get(world.cookie(role), &path).await.json();
        assert_eq!(seen["summary"]["seen"]["seconds"], seconds, "{role:?}");
    }
}

#[tokio::test]
async fn what_a_crash_has_left_is_swept_away_and_nothing_else() {
    let world = World::new().await;
    let path = format!("{}/slides", webinar(&world, "w", -7200, None).await);
    assert_eq!(post(&world, &path, SLIDES, &[]).await.status, 200);
    let kept = stored(&world);
    let media = world.server.folder().join("media");
    for name in ["left.arriving", "0011", "held.arriving"] {
        fs::write(media.join(name), "x").unwrap();
    }
    // As another process would hold what it receives.
    let held = fs::File::open(media.join("held.arriving")).unwrap();
    held.lock().unwrap();
    let world = World::reopened(world.server.restart().await).await;
    let mut expected = [kept, vec!["held.arriving".to_owned()]].concat();
    expected.sort();
    let mut there = stored(&world);
    there.sort();
    assert_eq!(there, expected);
    assert!(got(&world, &path).await.body == SLIDES);
}

/// Python's `webvtt-py` finds the same cues as the portal, when `WEBVTT_PYTHON` names a Python that has it.
#[test]
fn another_reader_finds_the_same_cues() {
    let Some(python) = std::env::var_os("WEBVTT_PYTHON") else { return };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/media");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read_captions.py");
    let mut seen = 0;
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|end| end != "vtt") {
            continue;
        }
        seen += 1;
        let run = std::process::Command::new(&python).arg(script).arg(&file).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let theirs: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
        let ours = vtt::parse(&fs::read_to_string(&file).unwrap(), Kind::Captions);
        assert_eq!(ours.faults, []);
        let ours: Vec<_> = ours
            .cues
            .iter()
            .map(|cue| serde_json::json!([vtt::timestamp(cue.start), vtt::timestamp(cue.end), cue.text]))
            .collect();
        assert_eq!(serde_json::Value::from(ours), theirs, "{}", file.display());
    }
    assert_eq!(seen, 8);
}
