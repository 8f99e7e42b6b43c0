//! What never happens, read off the sources: the absences that the compiler can't hold. Each rule names where something
//! may stand; anywhere else it fails. Rules for files that are not written yet hold from the day they are.

use std::path::{Path, PathBuf};

struct Source {
    /// From the workspace root, with forward slashes.
    path: String,
    text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// All `.rs` files of the workspace, without comments.
fn sources() -> Vec<Source> {
    let root = root();
    let mut sources = Vec::new();
    let mut folders = vec![root.join("src"), root.join("crates")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                if !path.ends_with("target") {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                sources.push(Source { path, text: without_comments(&text) });
            }
        }
    }
    assert!(sources.len() > 50, "the sources were not found");
    sources
}

fn without_comments(text: &str) -> String {
    let code = |line: &str| {
        let start = line.trim_start();
        if start.starts_with("//") { String::new() } else { line.to_owned() }
    };
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// Everywhere that `needle` stands in files of `within`, but for those that `allowed` names by the start of their path.
fn strays(sources: &[Source], needle: &str, within: &[&str], allowed: &[&str]) -> Vec<String> {
    let starts = |path: &str, list: &[&str]| list.iter().any(|start| path.starts_with(start));
    sources
        .iter()
        .filter(|source| starts(&source.path, within) && !starts(&source.path, allowed))
        .flat_map(|source| {
            let hits = source.text.lines().enumerate().filter(|(_, line)| line.contains(needle));
            hits.map(|(n, line)| format!("{}:{}: {}", source.path, n + 1, line.trim()))
        })
        .collect()
}

fn assert_none(needle: &str, within: &[&str], allowed: &[&str]) {
    let strays = strays(&sources(), needle, within, allowed);
    assert!(strays.is_empty(), "`{needle}` stands where it may not:\n{}", strays.join("\n"));
}

const SERVER: &str = "crates/server/src";

#[test]
fn only_the_store_speaks_sql() {
    // The demonstration belongs to the store's family: it fills tables that no request can fill.
    let family = [
        "crates/server/src/store.rs",
        "crates/server/src/store/",
        "crates/server/src/demo.rs",
        "crates/server/src/demo/",
    ];
    for needle in ["sqlx::query", "sqlx::raw_sql", "sqlx::", "SELECT ", "INSERT INTO"] {
        assert_none(needle, &[SERVER, "src/", "crates/rules", "crates/wire"], &family);
    }
    // `sqlx` asks to assert that text made at run time is safe; nothing of ours needs to.
    assert_none("AssertSqlSafe", &[SERVER], &["crates/server/src/demo/tests"]);
}

#[test]
fn queries_for_things_of_accounts_take_a_reach() {
    let sources = sources();
    for file in
        ["units", "cases", "call_notes", "contracts", "contacts", "advisors", "meetings", "on_boarding"]
    {
        let path = format!("crates/server/src/store/{file}.rs");
        let source = sources.iter().find(|source| source.path == path).unwrap();
        for needle in
            ["pub async fn all(", "pub async fn one(", "pub async fn roster(", "pub async fn of_account("]
        {
            for signature in source.text.split(needle).skip(1) {
                let arguments = signature.split(')').next().unwrap();
                assert!(arguments.contains("reach: &Reach"), "{path}: {needle}{arguments}");
            }
        }
    }
}

#[test]
fn only_the_api_room_of_the_app_speaks_http() {
    assert_none("gloo_net", &["src/"], &["src/api.rs", "src/api/"]);
    assert_none("reqwest", &["src/", "crates/"], &["crates/server/tests/"]);
}

#[test]
fn text_never_becomes_markup_or_style() {
    for needle in
        ["inner_html", "set_inner_html", "insert_adjacent_html", "style=\"", "document.write", "dangerously"]
    {
        assert_none(needle, &["src/", "crates/lean-leptos"], &[]);
    }
}

#[test]
fn web_sys_stays_at_the_edge() {
    // Beyond the edge only event types may be named: handlers get them from Leptos. The HTTP room may abort a request.
    let outside =
        strays(&sources(), "web_sys::", &["src/"], &["src/browser.rs", "src/browser/", "src/main.rs"]);
    let may = |file: &str, name: &str| {
        name.ends_with("Event")
            || (file.starts_with("src/api") && ["AbortController", "AbortSignal"].contains(&name))
    };
    let events_only = |line: &String| {
        let file = line.split(':').next().unwrap_or_default();
        line.split("web_sys::").skip(1).all(|after| match after.strip_prefix('{') {
            Some(group) => {
                group.split('}').next().unwrap_or_default().split(',').all(|name| may(file, name.trim()))
            }
            None => may(file, after.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()),
        })
    };
    let strays: Vec<_> = outside.into_iter().filter(|line| !events_only(line)).collect();
    assert!(strays.is_empty(), "web_sys beyond events:\n{}", strays.join("\n"));
}

#[test]
fn rules_know_no_clock_no_json_and_no_io() {
    let rules = ["crates/rules/src"];
    for needle in [
        "serde",
        "std::time",
        "Utc::now",
        "Local::now",
        "SystemTime",
        "Instant::now",
        "std::fs",
        "std::net",
        "println!",
        "leptos",
        "http",
    ] {
        let tests_only = strays(&sources(), needle, &rules, &[]);
        let strays: Vec<_> = tests_only
            .into_iter()
            .filter(|line| !line.contains("http://") && !line.contains("https://"))
            .collect();
        assert!(strays.is_empty(), "`{needle}` in rules:\n{}", strays.join("\n"));
    }
    let manifest = std::fs::read_to_string(root().join("crates/rules/Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split('[').next().unwrap();
    let dependencies: Vec<_> =
        dependencies.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert_eq!(dependencies, ["chrono.workspace = true"]);
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let chrono = workspace.lines().find(|line| line.starts_with("chrono = ")).unwrap();
    assert!(
        chrono.contains("default-features = false")
            && !chrono.contains("\"clock\"")
            && !chrono.contains("\"now\""),
        "{chrono}"
    );
}

#[test]
fn the_servers_clock_is_the_only_one() {
    for needle in ["SystemTime::now", "Utc::now", "Local::now"] {
        assert_none(needle, &[SERVER], &["crates/server/src/clock.rs"]);
    }
    // `now_utc` is asked once, for a field that the session layer wants and nobody reads.
    assert_none("now_utc", &[SERVER], &["crates/server/src/session.rs"]);
}

#[test]
fn unsafe_and_mod_rs_do_not_occur() {
    let sources = sources();
    // Put together here, so that this file does not find itself.
    let needle = ["uns", "afe {"].concat();
    assert_eq!(strays(&sources, &needle, &["src/", "crates/"], &[]), Vec::<String>::new());
    for source in &sources {
        assert!(!source.path.ends_with("/mod.rs"), "{}", source.path);
        for name in ["utils", "helpers", "common", "models"] {
            assert!(
                !source.path.ends_with(&format!("/{name}.rs")) || source.path.contains("/demo/"),
                "{}",
                source.path
            );
        }
    }
}

#[test]
fn the_rules_of_this_file_can_fail() {
    let sources = [
        Source {
            path: "src/pages/home.rs".to_owned(),
            text: "let x = web_sys::window();\n<p style=\"x\">".to_owned(),
        },
        Source { path: "src/api/units.rs".to_owned(), text: "gloo_net::http".to_owned() },
    ];
    assert_eq!(strays(&sources, "style=\"", &["src/"], &[]).len(), 1);
    assert_eq!(strays(&sources, "gloo_net", &["src/"], &["src/api/"]).len(), 0);
    assert_eq!(strays(&sources, "gloo_net", &["src/"], &[]), ["src/api/units.rs:1: gloo_net::http"]);
}
