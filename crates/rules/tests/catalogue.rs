//! The table of rules is whole, true of the code, and the same as its document.

#![allow(clippy::unwrap_used, clippy::panic)]

use rules::catalogue::{RULES, document};
use std::{collections::BTreeSet, fs, path::Path};

fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("catalogue/table.rs")
        {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_rule_stands_in_it_once_and_in_order() {
    let expected: Vec<String> = (1..=87)
        .flat_map(|n| {
            if n == 73 { vec!["R-073a".to_owned(), "R-073b".to_owned()] } else { vec![format!("R-{n:03}")] }
        })
        .collect();
    let found: Vec<&str> = RULES.iter().map(|entry| entry.id).collect();
    assert_eq!(found, expected);
    assert_eq!(found.len(), 88);
}

#[test]
fn what_it_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = String::new();
    for folder in ["src", "tests"] {
        sources(&root.join(folder), &mut all);
    }
    for entry in RULES {
        let Some(by) = entry.state.by() else { continue };
        assert!(all.contains(&format!("fn {}(", by.test)), "{}: there is no test {}", entry.id, by.test);
        let (room, item) = by.item.rsplit_once("::").unwrap();
        let file = root.join("src").join(room.replace("::", "/")).with_extension("rs");
        let mut text = fs::read_to_string(&file)
            .unwrap_or_else(|_| panic!("{}: there is no {}", entry.id, file.display()));
        // What a room hands on stands in a room below it.
        let below = file.with_extension("");
        if below.is_dir() {
            sources(&below, &mut text);
        }
        let is_there =
            ["fn ", "struct ", "enum "].iter().any(|kind| text.contains(&format!("pub {kind}{item}")))
                || text.contains(&format!("pub const fn {item}"));
        assert!(is_there, "{}: there is no {}", entry.id, by.item);
    }
}

/// A rule that the code names in a reason is not planned any more, and the other way round for those that are decided here.
#[test]
fn rules_that_reasons_name_are_done() {
    let mut all = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let named: BTreeSet<&str> = all
        .split("Rule::new(\"")
        .skip(1)
        .filter_map(|after| after.split('"').next())
        .filter(|id| id.starts_with("R-"))
        .collect();
    for id in named {
        let entries: Vec<_> =
            RULES.iter().filter(|entry| entry.id.trim_end_matches(['a', 'b']) == id).collect();
        assert!(!entries.is_empty(), "{id} is no rule");
        assert!(entries.iter().all(|entry| entry.state.is_done()), "{id} is in the code and planned at once");
    }
}

#[test]
fn the_document_is_current() {
    let committed = include_str!("../../../docs/rules.md");
    assert!(
        committed == document(),
        "docs/rules.md is out of date. Mend it with:\n  cargo run -p rules --example catalogue > rules.new && mv rules.new docs/rules.md"
    );
}
