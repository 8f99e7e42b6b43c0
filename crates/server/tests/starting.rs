//! Starting: what is refused, what a folder remembers, the first administrator, and the demonstration from end to end.

use crate::support::{Reply, Server, request};
use portal_server::{
    app::Front,
    clock::Clock,
    demo,
    installation::Content,
    serve::{self, Fault, Wishes},
    static_files::AppFiles,
};
use serde_json::json;
use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

fn wishes(listen: &str, data: &Path) -> Wishes {
    Wishes {
        listen: listen.parse().unwrap(),
        data: data.to_owned(),
        app: None,
        content: Content::Demonstration,
        clock: None,
        origin: None,
        proxies: Vec::new(),
    }
}

async fn refusal(wishes: Wishes) -> String {
    match serve::serve(wishes).await {
        Err(Fault::Refused(words)) => words,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn what_is_unsafe_beyond_this_machine_is_refused_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let demo = refusal(wishes("0.0.0.0:8787", folder.path())).await;
    assert!(demo.contains("--listen 127.0.0.1:8787"), "{demo}");
    let proxied = Wishes {
        origin: Some("https://portal.example.net".to_owned()),
        ..wishes("127.0.0.1:8787", folder.path())
    };
    assert!(refusal(proxied).await.contains("passwords that everybody knows"));
    let own = Wishes { content: Content::Own, ..wishes("192.0.2.1:80", folder.path()) };
    let clock = Wishes { clock: Some(crate::support::NOW.parse().unwrap()), ..own.clone() };
    assert!(refusal(clock).await.contains("set clock"));
    assert!(refusal(own.clone()).await.contains("--origin https://"));
    let proxy =
        Wishes { proxies: vec!["192.0.2.2".parse().unwrap()], ..wishes("127.0.0.1:80", folder.path()) };
    assert!(refusal(proxy).await.contains("--proxy goes with --origin"));
    for origin in ["http://portal.example.net", "https://portal.example.net/app", "portal", "https://"] {
        let wrong = Wishes { origin: Some(origin.to_owned()), ..own.clone() };
        assert!(refusal(wrong).await.contains("--origin is"), "{origin}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was made");
}

async fn open(folder: &Path, content: Content) -> Result<(), Fault> {
    let clock = Clock::starting_at(crate::support::NOW.parse().unwrap());
    let app = serve::open(folder, content, clock, Front::Loopback, AppFiles::new(None)).await?;
    app.store.close().await;
    Ok(())
}

#[tokio::test]
async fn a_folder_keeps_the_kind_of_data_it_began_with() {
    for (first, second, words) in [
        (Content::Demonstration, Content::Own, "--no-demo --data OTHER-FOLDER"),
        (Content::Own, Content::Demonstration, "--no-demo --data "),
    ] {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path(), first).await.unwrap();
        let refused = open(folder.path(), second).await.unwrap_err().to_string();
        assert!(
            refused.contains(words) && refused.contains(&folder.path().display().to_string()),
            "{refused}"
        );
        open(folder.path(), first).await.unwrap();
    }
}

async fn demonstration(folder: tempfile::TempDir) -> (Server, tempfile::TempDir) {
    let clock = Clock::starting_at(crate::support::NOW.parse().unwrap());
    let app = serve::open(
        folder.path(),
        Content::Demonstration,
        clock.clone(),
        Front::Loopback,
        AppFiles::new(None),
    );
    let app = app.await.unwrap();
    (Server::of(app, clock), folder)
}

#[tokio::test]
async fn everybody_of_the_demonstration_can_sign_in_and_see_their_part() {
    let (server, _folder) = demonstration(tempfile::tempdir().unwrap()).await;
    let meta: wire::meta::Meta = serde_json::from_slice(&server.get("", "/v1/meta").await.body).unwrap();
    let people = meta.demonstration.unwrap().people;
    assert!(people.len() >= 10);
    for person in people {
        assert_eq!(person.password, demo::PASSWORD);
        let signed_in = server.sign_in(&person.email, &person.password).await;
        assert_eq!(signed_in.status, 200, "{}", person.email);
        let cookie = signed_in.header("set-cookie").split(';').next().unwrap().to_owned();
        for path in ["/v1/me", "/v1/units?limit=200", "/v1/contracts", "/v1/cases", "/v1/call-notes"] {
            let reply = server.get(&cookie, path).await;
            assert!([200, 403].contains(&reply.status.as_u16()), "{} {path}: {}", person.email, reply.text());
        }
    }
}

#[tokio::test]
async fn what_a_person_did_outlives_the_placing_anew() {
    let (server, folder) = demonstration(tempfile::tempdir().unwrap()).await;
    let cases = server.count("tech_case").await;
    let cookie = server.cookie("person-barragan").await;
    let body = json!({"priority": 4, "unlisted": {"host_name": "x", "site": "y"}, "synopsis": "mine",
        "description": "x", "software_version": "x"});
    let opened: Reply = server.post(&cookie, "/v1/cases", "k", &body).await;
    assert_eq!(opened.status, 201, "{}", opened.text());
    let path = opened.header("location").to_owned();
    server.app.store.close().await;
    let (server, _folder) = demonstration(folder).await;
    assert_eq!(server.count("tech_case").await, cases + 1);
    let cookie = server.cookie("person-barragan").await;
    assert_eq!(server.get(&cookie, &path).await.json()["synopsis"], "mine");
}

fn user_add(folder: &Path, password: &str, arguments: &[&str]) -> Output {
    let mut add = Command::new(env!("CARGO_BIN_EXE_portal-server"));
    add.args(["user", "add", "--data"]).arg(folder).args(arguments);
    let mut add = add.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    add.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
    add.wait_with_output().unwrap()
}

const ADA: [&str; 8] =
    ["--account", "Own Networks", "--name", "Ada", "--email", "ada@example.net", "--role", "administrator"];

#[tokio::test]
async fn the_first_administrator() {
    let folder = tempfile::tempdir().unwrap();
    let text = |output: &Output| {
        String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
    };
    let short = user_add(folder.path(), "short\n", &ADA);
    assert!(!short.status.success() && text(&short).contains("at least 12"), "{}", text(&short));
    let added = user_add(folder.path(), "correct horse battery\n", &ADA);
    assert!(added.status.success() && !text(&added).contains("battery"), "{}", text(&added));
    let twice = user_add(folder.path(), "correct horse battery\n", &ADA);
    assert!(!twice.status.success() && text(&twice).contains("is there already"), "{}", text(&twice));
    let mut reseller = ADA;
    reseller[5] = "bob@example.net";
    reseller[7] = "reseller";
    assert!(text(&user_add(folder.path(), "", &reseller)).contains("account of kind reseller"));
    let mut second = ADA;
    second[5] = "bea@example.net";
    let made = user_add(folder.path(), "", &second);
    let made = text(&made);
    let password = made.lines().find_map(|line| line.strip_prefix("Password, shown only now: ")).unwrap();

    let server = Server::start_in(folder, Front::Loopback).await;
    assert_eq!(
        server.sign_in("ada@example.net", "correct horse battery").await.json()["role"],
        "administrator"
    );
    assert_eq!(server.sign_in("bea@example.net", password).await.status, 200);
    assert_eq!(server.count("account").await, 1);
    let meta = server.get("", "/v1/meta").await;
    assert_eq!(meta.json()["demonstration"], serde_json::Value::Null);
    let document = request(axum::http::Method::GET, "", "/", &[], None);
    assert_eq!(server.send(document).await.status, 404, "no app was built here");
}
