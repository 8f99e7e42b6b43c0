//! Mail from the installation's mail server: one comment however often it comes, from people of the account only, about an open
//! case of theirs only, and never a new case.

use crate::support::{
    Reply,
    world::{CANARY, World, email},
};
use axum::{body::Body, http::Request};
use portal_server::digest::sha256_hex;
use rules::access::Role;
use serde_json::{Value, json};

const KEY: &str = "the key of the mail server";

/// A world that takes mail, with a case; its number.
async fn world_with_mail() -> (World, String) {
    let world = World::new().await;
    let digest = sha256_hex(&[KEY.as_bytes()]);
    world.server.sql(&format!("INSERT INTO setting (name, value) VALUES ('mail_key', '{digest}')")).await;
    let case = world.open(Role::Engineer, "open", &json!({})).await.json();
    (world, case["number"].as_str().unwrap().to_owned())
}

/// A mail with these headers besides, as a tool that is no browser sends it.
async fn post(world: &World, headers: &[(&str, &str)], mail: &str) -> Reply {
    let mut builder =
        Request::builder().method("POST").uri("/v1/inbound-mail").header("host", "127.0.0.1:8787");
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    world.server.send(builder.body(Body::from(mail.replace('\n', "\r\n"))).unwrap()).await
}

async fn hand_in(world: &World, key: &str, mail: &str) -> Reply {
    let key = format!("Bearer {key}");
    let headers = [("content-type", "message/rfc822"), ("authorization", key.as_str()), ("x-portal", "1")];
    post(world, &headers, mail).await
}

fn mail(from: &str, subject: &str, id: &str, text: &str) -> String {
    format!(
        "From: Somebody <{from}>\nTo: cases@example.net\nSubject: {subject}\nMessage-ID: <{id}@x>\n\n{text}\n"
    )
}

async fn case(world: &World, number: &str) -> Value {
    world.server.get(world.cookie(Role::Engineer), &format!("/v1/cases/{number}")).await.json()
}

#[tokio::test]
async fn a_mail_that_comes_twice_is_one_comment_and_answers_what_was_asked() {
    let (world, number) = world_with_mail().await;
    world.server.sql("UPDATE tech_case SET waiting_on = 'customer', status = 'in_progress'").await;
    let words = format!("RE: [Case {number}] logs");
    let mail =
        mail(&email(Role::Engineer).to_uppercase(), &words, "1", "Here they are.\n\n> Please send the logs.");
    for _ in 0..2 {
        let taken = hand_in(&world, KEY, &mail).await;
        assert_eq!((taken.status.as_u16(), &taken.json()["case"]), (200, &json!(number)), "{}", taken.text());
    }
    let seen = case(&world, &number).await;
    assert_eq!(
        (&seen["version"], &seen["waiting_on"], &seen["first_contact"]),
        (&json!(2), &json!("vendor"), &Value::Null)
    );
    let last = seen["events"].as_array().unwrap().last().unwrap();
    let told = ["kind", "by", "name", "text"].map(|part| last[part].as_str().unwrap().to_owned());
    assert_eq!(
        told,
        ["email", "customer", "Name of engineer", "Here they are.\r\n\r\n> Please send the logs."]
    );
    // Without a Message-ID it is known by its bytes.
    let bare = mail.replace("Message-ID: <1@x>\n", "");
    for _ in 0..2 {
        assert_eq!(hand_in(&world, KEY, &bare).await.status, 200);
    }
    assert_eq!(case(&world, &number).await["version"], 3);
}

#[tokio::test]
async fn what_is_attached_is_named_and_not_kept() {
    let (world, number) = world_with_mail().await;
    let parts = format!(
        "From: {}\nSubject: =?utf-8?q?St=C3=B6rung_=5BCase_{number}=5D?=\nMessage-ID: <m@x>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\
         Content-Transfer-Encoding: quoted-printable\n\nGr=C3=BC=C3=9Fe\n--b\n\
         Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"core.0.gz\"\n\nxxxx\n--b--\n",
        email(Role::Representative)
    );
    let taken = hand_in(&world, KEY, &parts).await;
    assert_eq!(taken.status, 200, "{}", taken.text());
    let seen = case(&world, &number).await;
    let text = seen["events"].as_array().unwrap().last().unwrap()["text"].as_str().unwrap().to_owned();
    assert_eq!(text, "Grüße\n\nAttached to the e-mail, and not kept here: core.0.gz");
}

#[tokio::test]
async fn every_text_of_a_mail_is_kept_wherever_a_picture_stands() {
    let (world, number) = world_with_mail().await;
    let from = email(Role::Engineer);
    let picture = "Content-Type: image/png\nContent-Disposition: inline; filename=\"screen.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=";
    let plain = |words: &str| format!("Content-Type: text/plain; charset=utf-8\n\n{words}");
    let html = "Content-Type: text/html; charset=utf-8\n\n<p>Only <b>here</b> it stands</p>".to_owned();
    let picture = picture.to_owned();
    let attached = "\n\nAttached to the e-mail, and not kept here: screen.png";
    for (n, (kind, parts, expected)) in [
        (
            "mixed",
            vec![plain("Before"), picture.clone(), plain("after")],
            format!("Before\n\nafter{attached}"),
        ),
        ("mixed", vec![picture, plain("Below it")], format!("Below it{attached}")),
        ("alternative", vec![plain(""), html], "Only here it stands".to_owned()),
    ]
    .into_iter()
    .enumerate()
    {
        let parts: String = parts.iter().map(|part| format!("--b\n{part}\n")).collect();
        let mail = format!(
            "From: {from}\nSubject: [Case {number}]\nMessage-ID: <p{n}@x>\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=b\n\n{parts}--b--\n"
        );
        let taken = hand_in(&world, KEY, &mail).await;
        assert_eq!(taken.status, 200, "{n}: {}", taken.text());
        let seen = case(&world, &number).await;
        let text = seen["events"].as_array().unwrap().last().unwrap()["text"].as_str().unwrap().to_owned();
        assert_eq!(text, expected, "{n}");
    }
}

#[tokio::test]
async fn without_the_key_nothing_is_taken_and_without_any_nothing_is_there() {
    let (world, number) = world_with_mail().await;
    let mail = mail(&email(Role::Engineer), &format!("[Case {number}]"), "1", "x");
    for key in ["", "another", &sha256_hex(&[KEY.as_bytes()])] {
        assert_eq!(hand_in(&world, key, &mail).await.status, 401, "{key}");
    }
    assert_eq!(hand_in(&world, KEY, "").await.status, 400);
    for gone in [
        "UPDATE setting SET value = '' WHERE name = 'mail_key'",
        "DELETE FROM setting WHERE name = 'mail_key'",
    ] {
        world.server.sql(gone).await;
        for key in ["", KEY] {
            assert_eq!(hand_in(&world, key, &mail).await.status, 404);
        }
    }
    assert_eq!(case(&world, &number).await["version"], 1);
}

/// Whoever makes up a Message-ID that somebody else had, or had about another case, is heard.
#[tokio::test]
async fn a_message_id_is_known_of_its_sender_and_case_only() {
    let (world, number) = world_with_mail().await;
    let other = world.open(Role::Engineer, "other", &json!({"synopsis": "Another one"})).await;
    let other = other.json()["number"].as_str().unwrap().to_owned();
    let from = |role: Role, number: &str| mail(&email(role), &format!("[Case {number}]"), "same", "x");
    for mail in [
        from(Role::Engineer, &number),
        from(Role::Representative, &number),
        from(Role::Engineer, &other),
        from(Role::Engineer, &number),
    ] {
        assert_eq!(hand_in(&world, KEY, &mail).await.status, 200);
    }
    // Somebody who is not known is told so, and not that it has been heard.
    let stranger = mail("nobody@example.net", &format!("[Case {number}]"), "same", "x");
    assert_eq!(hand_in(&world, KEY, &stranger).await.fields(), ["/From unknown_sender"]);
    let versions =
        [case(&world, &number).await, case(&world, &other).await].map(|case| case["version"].clone());
    assert_eq!(versions, [3, 2]);
    // A mail of before senders were noted is not taken again; and one that comes again once the case is closed was heard.
    world.server.sql("UPDATE inbound_mail SET person_id = '' WHERE person_id = 'person-engineer'").await;
    world.server.sql("UPDATE tech_case SET status = 'closed', waiting_on = 'nobody'").await;
    for role in [Role::Engineer, Role::Representative] {
        assert_eq!(hand_in(&world, KEY, &from(role, &number)).await.status, 200);
    }
}

/// refused with the words that its sender is to read, and nothing is opened or changed.
#[tokio::test]
async fn who_is_not_known_what_is_not_theirs_and_what_is_closed_is_refused() {
    let (world, number) = world_with_mail().await;
    let theirs = json!({"priority": 4, "unit": "FOREIGN1001", "synopsis": CANARY, "description": "x", "software_version": "x"});
    let opened = world.server.post(&world.foreign, "/v1/cases", "theirs", &theirs).await;
    let foreign = opened.json()["number"].as_str().unwrap().to_owned();
    let (own, tag) = (email(Role::Engineer), format!("[Case {number}]"));
    let refused = [
        (mail(&own, "A new fault", "1", "x"), "/Subject no_case"),
        (mail(&own, "[Case 2026-1124-999999]", "2", "x"), "/Subject no_case"),
        (mail(&own, &format!("[Case {foreign}]"), "3", "x"), "/Subject no_case"),
        (mail("nobody@example.net", &tag, "4", "x"), "/From unknown_sender"),
        (mail(&email(Role::Viewer), &tag, "5", "x"), "/From unknown_sender"),
        (mail(&email(Role::Reseller), &tag, "6", "x"), "/From unknown_sender"),
        (mail(&email(Role::VendorEngineer), &tag, "7", "x"), "/From unknown_sender"),
        (mail(&format!("{own}>, <nobody@example.net"), &tag, "8", "x"), "/From unknown_sender"),
        (mail(&own, &tag, "9", " "), "/body empty"),
        (mail(&own, &format!("{tag}\nAuto-Submitted: auto-replied"), "10", "x"), "/Auto-Submitted automatic"),
    ];
    for (mail, field) in refused {
        let reply = hand_in(&world, KEY, &mail).await;
        assert_eq!((reply.status.as_u16(), reply.fields()), (422, vec![field.to_owned()]), "{mail}");
        assert!(!reply.text().contains(CANARY));
    }
    assert_eq!(case(&world, &number).await["version"], 1);
    world.server.sql("UPDATE tech_case SET status = 'closed', waiting_on = 'nobody'").await;
    let reply = hand_in(&world, KEY, &mail(&own, &tag, "11", "x")).await;
    assert_eq!(reply.fields(), ["/Subject closed"]);
    let all = world.server.get(world.cookie(Role::Engineer), "/v1/cases").await.json();
    assert_eq!(all["total"], 1, "mail opens nothing");
    // Once it is taken up again, the same mail is taken.
    world.server.sql("UPDATE tech_case SET status = 'in_progress'").await;
    assert_eq!(hand_in(&world, KEY, &mail(&own, &tag, "11", "x")).await.status, 200);
}

/// Another site, or a form, hands in nothing.
#[tokio::test]
async fn mail_comes_as_mail_and_not_from_a_page() {
    let (world, number) = world_with_mail().await;
    let mail = mail(&email(Role::Engineer), &format!("[Case {number}]"), "1", "x");
    let key = format!("Bearer {KEY}");
    let ours = ("x-portal", "1");
    for (kind, extra, expected) in [
        ("message/rfc822", &[][..], 403),
        ("text/plain", &[ours], 415),
        ("message/rfc822", &[ours, ("sec-fetch-site", "cross-site")], 403),
        ("message/rfc822", &[ours, ("origin", "http://evil.example")], 403),
    ] {
        let headers = [&[("content-type", kind), ("authorization", key.as_str())], extra].concat();
        assert_eq!(post(&world, &headers, &mail).await.status, expected, "{kind} {extra:?}");
    }
    assert_eq!(case(&world, &number).await["version"], 1);
}
